"""What Curate reads of the project on threads: ids shown, counts, datasets."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.curation import collections
from studio.curation.filters.facets import narrowed, parted
from studio.curation.filters.filter_bar import FilterBar
from studio.curation.pages.bake.settings import CHOICE, BakeSettings
from studio.project.datasets import DatasetEntry
from studio.project.naming import natural_key
from studio.project.pictures.facts import Counts
from studio.project.pictures.query import Order, Query
from studio.project.project import Project
from studio.project.saved_filters import SavedFilter
from studio.project.store.ids import Ids
from studio.words import tr
from studio.workers.workbench import Workbench


@dataclass(frozen=True, eq=False)
class PagePictures:
    """Pictures that a page has put on the light table, in its order, with a word over some."""

    title: str
    ids: Ids
    badges: Mapping[int, str] = field(default_factory=dict)
    by: str = ""
    """The page that put them there; they go with it."""
    nothing: tuple[str, str] = ("", "")
    """What is said where there are none: a title and a sentence."""


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
    filters: Sequence[tuple[str, str, int]] = ()
    """Key, name and count of each kept collection, by name."""
    kept: Mapping[str, SavedFilter[Query]] = field(default_factory=dict)
    """Those collections."""


@dataclass(frozen=True, eq=False)
class Look:
    """What one look into the project asks for."""

    key: str
    page_pictures: PagePictures | None
    chips: Sequence[str]
    text: str
    order: Order
    undecided_first: bool


class ProjectReader(QObject):
    """What is looked at: a row of the list at the left, or what a page has put in its place.

    `arrived(contents, keep)` when a look is back; the latest one wins.
    """

    arrived = Signal(object, bool)

    def __init__(self, workbench: Workbench, filters: FilterBar) -> None:
        super().__init__(filters)
        self._workbench = workbench
        self._filters = filters
        self._kept: Mapping[str, SavedFilter[Query]] = {}
        self.key = collections.ALL
        self.page_pictures: PagePictures | None = None
        workbench.choices_changed.connect(self._on_choices)

    @property
    def title(self) -> str:
        """What stands over the pictures."""
        if self.page_pictures is not None:
            return self.page_pictures.title
        return self.name_of(collections.filter_key(self.key)) or collections.title_of(self.key)

    def name_of(self, key: str) -> str:
        """What a kept collection is called, by its key; "" where there is none."""
        return self._kept[key][0] if key in self._kept else ""

    def choose(self, key: str) -> None:
        """Look at another row from now on: a kept collection as it was kept, its filters to be seen and changed."""
        self.key, self.page_pictures = key, None
        self._begin()

    def _begin(self) -> None:
        kept = self._kept.get(collections.filter_key(self.key))
        query = kept[1][0] if kept is not None else None
        self._filters.begin(None if query is None else (parted(query)[1], query.text))

    @property
    def asked(self) -> Look:
        """Which pictures are asked for: the row at the left, narrowed and ordered by the line over the grid."""
        filters = self._filters
        return Look(
            self.key, self.page_pictures, filters.keys, filters.text, filters.order, filters.undecided_first
        )  # fmt: skip

    @property
    def is_narrowed(self) -> bool:
        """Whether the line over the grid leaves some pictures out."""
        return bool(self._filters.keys or self._filters.text)

    def look(self, *, keep: bool) -> None:
        """Look into the project; `keep`: what is chosen is to stay chosen."""
        if (project := self._workbench.project) is not None:
            self._workbench.jobs.start(
                tr("Looking at the pictures"), functools.partial(_look, project, self.asked),
                functools.partial(self._take, project, keep), key="curate.look-again", quiet=True,
            )  # fmt: skip

    def _take(self, project: Project, keep: bool, contents: ProjectContents) -> None:
        if project is self._workbench.project:
            own = collections.filter_key(self.key)
            before, self._kept = self._kept.get(own), contents.kept
            after = self._kept.get(own)
            if before is not None and after is not None and before[1] == after[1]:
                after = None
            self.arrived.emit(contents, keep)
            if after is not None and collections.filter_key(self.key) == own:  # it was kept otherwise meanwhile
                self._begin()
                self.look(keep=True)

    def is_current(self, contents: ProjectContents) -> bool:
        """Whether these are still what is looked at."""
        return (contents.key, contents.page_pictures) == (self.key, self.page_pictures)

    def _on_choices(self) -> None:
        """Something that was chosen on the whole set is another: it may have been a kept collection."""
        if (project := self._workbench.project) is not None:
            self._workbench.jobs.start(
                tr("Reading the collections"), functools.partial(_kept, project), self._take_kept,
                key="curate.kept-collections", quiet=True,
            )  # fmt: skip

    def _take_kept(self, kept: Mapping[str, SavedFilter[Query]]) -> None:
        if kept != self._kept:
            self.look(keep=True)


def _kept(project: Project, report: Report) -> Mapping[str, SavedFilter[Query]]:
    return project.picture_filters.all()


def wanted(look: Look, filters: Mapping[str, SavedFilter[Query]]) -> Query:
    """The query of a look; `filters`: those that are saved. What keys and words say of a saved one is in the look, as
    it is now."""
    query = collections.query_for(look.key if look.page_pictures is None else collections.ALL, filters)
    if collections.filter_key(look.key):
        query = replace(parted(query)[0], text="")
    for chip in look.chips:
        query = narrowed(query, chip)
    return replace(
        query, text=f"{query.text} {look.text}".strip(), order=look.order, undecided_first=look.undecided_first
    )  # fmt: skip


def _look(project: Project, look: Look, report: Report) -> ProjectContents:
    settings = BakeSettings.from_stored(project.choice(CHOICE))
    catalogue = project.catalogue
    report(0, 3)
    filters = project.picture_filters.all()
    ids = catalogue.ids(wanted(look, filters))
    if look.page_pictures is not None:
        ids = look.page_pictures.ids[np.isin(look.page_pictures.ids, ids)]
    report(1, 3)
    counts = catalogue.counts()
    counted = [
        (key, name, catalogue.count(queries[0]))
        for key, (name, queries) in sorted(filters.items(), key=lambda item: natural_key(item[1][0]))
    ]
    report(2, 3)
    return ProjectContents(
        look.key, look.page_pictures, ids, counts, project.datasets(), catalogue.tag_names(), settings, counted,
        filters,
    )  # fmt: skip
