"""The list of Explore's modes, in the order of their chips, and of the sections in its panels."""

from __future__ import annotations

from collections.abc import Sequence

from studio.explorer.modes.mode import ExploreMode, ExploreSection

MODES: Sequence[type[ExploreMode]] = ()
"""After the wall, which is always the first chip. The digit 2 opens the first of these."""

SECTIONS: Sequence[type[ExploreSection]] = ()
