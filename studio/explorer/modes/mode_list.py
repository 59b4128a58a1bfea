"""The list of Explore's modes, in the order of their chips, and of the sections in its panels."""

from __future__ import annotations

from collections.abc import Sequence

from studio.explorer.breed.page import BreedPage
from studio.explorer.directions.page import DirectionsPage
from studio.explorer.directions.section import DirectionsSection
from studio.explorer.drag.page import DragPage
from studio.explorer.from_picture.page import FromPicturePage
from studio.explorer.graft.page import GraftPage
from studio.explorer.mix.page import MixPage
from studio.explorer.mix.section import MixSection
from studio.explorer.modes.mode import ExploreMode, ExploreSection
from studio.explorer.originality.section import OriginalitySection
from studio.explorer.pad.page import PadPage
from studio.explorer.side_by_side.page import SideBySidePage

MODES: Sequence[type[ExploreMode]] = (
    PadPage,
    MixPage,
    DirectionsPage,
    DragPage,
    GraftPage,
    BreedPage,
    FromPicturePage,
    SideBySidePage,
)
"""After the wall, which is always the first chip. The digit 2 opens the first of these."""

SECTIONS: Sequence[type[ExploreSection]] = (DirectionsSection, MixSection, OriginalitySection)
