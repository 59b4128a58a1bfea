"""The list of Curate's pages. Order counts within a place: strip, findings, tools."""

from __future__ import annotations

from collections.abc import Sequence

from studio.curation.pages.augment.page import AugmentPage
from studio.curation.pages.background.page import BackgroundPage
from studio.curation.pages.bake.page import BakePage
from studio.curation.pages.check.page import CheckPage
from studio.curation.pages.classes.page import ClassesPage
from studio.curation.pages.culling.page import CullingPage
from studio.curation.pages.frame.page import FramePage
from studio.curation.pages.map.page import MapPage
from studio.curation.pages.near_copies.page import NearCopiesPage
from studio.curation.pages.page import CuratePage
from studio.curation.pages.split.page import SplitPage
from studio.curation.pages.statistics.page import StatisticsPage
from studio.curation.pages.unlike.page import UnlikePage
from studio.curation.pages.versions.page import VersionsPage

PAGES: Sequence[type[CuratePage]] = (
    CheckPage,
    BackgroundPage,
    SplitPage,
    FramePage,
    AugmentPage,
    BakePage,
    VersionsPage,
    NearCopiesPage,
    UnlikePage,
    CullingPage,
    ClassesPage,
    MapPage,
    StatisticsPage,
)
