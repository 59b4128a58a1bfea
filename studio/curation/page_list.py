"""Which pages Curate has: the one line that each of them adds. Order counts within a place: strip, findings, tools."""

from __future__ import annotations

from collections.abc import Sequence

from studio.curation.augment_page import AugmentPage
from studio.curation.background_page import BackgroundPage
from studio.curation.bake_page import BakePage
from studio.curation.check_page import CheckPage
from studio.curation.classes_page import ClassesPage
from studio.curation.culling_page import CullingPage
from studio.curation.frame_page import FramePage
from studio.curation.map_page import MapPage
from studio.curation.near_copies_page import NearCopiesPage
from studio.curation.page import CuratePage
from studio.curation.split_page import SplitPage
from studio.curation.statistics_page import StatisticsPage
from studio.curation.unlike_page import UnlikePage
from studio.curation.versions_page import VersionsPage

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
