"""Which pages Curate has: the one line that each of them adds. Order counts within a place: strip, findings, tools."""

from __future__ import annotations

from collections.abc import Sequence

from studio.curation.bake_page import BakePage
from studio.curation.check_page import CheckPage
from studio.curation.page import CuratePage
from studio.curation.versions_page import VersionsPage

PAGES: Sequence[type[CuratePage]] = (CheckPage, BakePage, VersionsPage)
