"""What Curate reads of the project on threads: ids shown, counts, datasets."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.curation import collections
from studio.curation.filter_bar import FilterBar
from studio.curation.pages.bake.settings import CHOICE, BakeSettings
from studio.project.datasets import DatasetEntry
from studio.project.pictures.facts import Counts
from studio.project.pictures.query import Query
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.workers.workbench import Workbench


@dataclass(frozen=True, eq=False)
class PagePictures:
    """Pictures that a page has put on the light table, in its order, with a word over some."""

    title: str
    ids: Ids
    badges: Mapping[int, str] = field(default_factory=dict)
    by: str = ""
    """The page that put them there; they go with it."""


@dataclass(frozen=True)
class ProjectContents:
    """What one look into the project gives."""

    key: str
    page_pictures: PagePictures | None
    ids: Ids
    counts: Counts
    datasets: Sequence[DatasetEntry]
    tags: Sequence[str]
    settings: BakeSettings


class ProjectReader(QObject):
    """What is looked at: a row of the list at the left, or what a page has put in its place.

    `arrived(contents, keep)` when a look is back; the latest one wins.
    """

    arrived = Signal(object, bool)

    def __init__(self, workbench: Workbench, filters: FilterBar) -> None:
        super().__init__(filters)
        self._workbench = workbench
        self._filters = filters
        self.key = collections.ALL
        self.page_pictures: PagePictures | None = None

    @property
    def title(self) -> str:
        """What stands over the pictures."""
        return collections.title_of(self.key) if self.page_pictures is None else self.page_pictures.title

    @property
    def query(self) -> Query:
        """Which pictures are asked for: the row at the left, narrowed and ordered by the line over the grid."""
        query = collections.query_for(self.key if self.page_pictures is None else collections.ALL)
        for chip in self._filters.keys:
            query = collections.narrowed(query, chip)
        filters = self._filters
        return replace(query, text=filters.text, order=filters.order, undecided_first=filters.undecided_first)

    @property
    def is_narrowed(self) -> bool:
        """Whether the line over the grid leaves some pictures out."""
        return bool(self._filters.keys or self._filters.text)

    def look(self, *, keep: bool) -> None:
        """Look into the project; `keep`: what is chosen is to stay chosen."""
        if (project := self._workbench.project) is not None:
            self._workbench.jobs.start(
                "Looking at the pictures", functools.partial(_look, project, self.query, self.key, self.page_pictures),
                functools.partial(self._take, project, keep), key="curate.look-again", quiet=True,
            )  # fmt: skip

    def _take(self, project: Project, keep: bool, contents: ProjectContents) -> None:
        if project is self._workbench.project:
            self.arrived.emit(contents, keep)

    def is_current(self, contents: ProjectContents) -> bool:
        """Whether these are still what is looked at."""
        return (contents.key, contents.page_pictures) == (self.key, self.page_pictures)


def _look(
    project: Project, query: Query, key: str, page_pictures: PagePictures | None, report: Report
) -> ProjectContents:
    settings = BakeSettings.from_stored(project.choice(CHOICE))
    catalogue = project.catalogue
    report(0, 3)
    ids = catalogue.ids(query)
    if page_pictures is not None:
        ids = page_pictures.ids[np.isin(page_pictures.ids, ids)]
    report(1, 3)
    counts = catalogue.counts()
    report(2, 3)
    return ProjectContents(key, page_pictures, ids, counts, project.datasets(), catalogue.tag_names(), settings)
