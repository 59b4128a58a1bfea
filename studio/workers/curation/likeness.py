"""The likeness of the open project's pictures, computed in the background and held for pages.

One for a workbench (`likeness_of`). It compares when somebody wants it, and by itself whenever features have come, so
that the row "Unlike the rest" is right without anybody opening its page.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.words import tr
from studio.workers.curation.choices import Choice
from studio.workers.jobs import Job
from studio.workers.rounds import Rounds
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from gan_engine.curation.likeness.culling import Proposal
    from studio.project.findings.likeness import Likeness, Marks, Opinion
    from studio.project.project import Project

_SOON = 1500  # milliseconds after the last news of features: they come in batches
_LANE = "likeness"


class LikenessComparer(QObject):
    """`changed` when `likeness` or `opinion` is another; `busy_changed` when comparing begins or ends."""

    changed = Signal()
    busy_changed = Signal()
    came_back = Signal()
    """Undo or redo made the opinion another."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._workbench = workbench
        self._wanted = False
        """Somebody asked for it: compare, news or not."""
        self._rounds = Rounds(workbench, tr("Comparing the pictures"), self._compare, delay=_SOON, parent=self)
        self._rounds.busy_changed.connect(self.busy_changed)
        self.likeness: Likeness | None = None
        self.opinion: Opinion | None = None
        self._choice = Choice(workbench, "unlike", self)
        self._choice.came_back.connect(self._on_back)
        workbench.project_opened.connect(self._let_go)
        workbench.project_closing.connect(self._let_go)

    @property
    def is_busy(self) -> bool:
        """Whether pictures are being compared."""
        return self._rounds.is_busy

    def look_again(self) -> None:
        """Features have come, or pictures: compare, soon."""
        self._rounds.soon()

    def compare(self) -> None:
        """Compare now, where the pictures are others than before; one round at a time."""
        self._wanted = True
        self._rounds.start()

    def _compare(self) -> None:
        project = self._workbench.project
        if project is not None:
            only_news = self.likeness is None and not self._wanted
            self._wanted = False
            self._rounds.follow(
                self._workbench.jobs.start(
                    tr("Comparing the pictures"), functools.partial(_compare, project, self.likeness, only_news),
                    functools.partial(self._take, project), self._on_failed, lane=_LANE,
                )
            )  # fmt: skip

    def set_opinion(self, opinion: Opinion, words: str) -> None:
        """What the artist says now of strangers; findings follow. `words`: for undo."""
        likeness = self.likeness
        self.opinion = opinion
        if likeness is not None:
            self._choice.put(opinion.stored(), words, functools.partial(_store, opinion, likeness))
        self.changed.emit()

    def _on_back(self, value: object) -> None:
        likeness = self.likeness
        if likeness is None:
            return
        from studio.project.findings.likeness import Opinion

        self.opinion = opinion = Opinion.from_stored(value)
        self._choice.follow(functools.partial(_store, opinion, likeness))
        self.changed.emit()
        self.came_back.emit()

    def read_marks(self, done: Callable[[Any], Any], key: str) -> None:
        """Ask what is decided on the pictures: `done(Marks)`; a later question of the same key wins."""
        if (project := self._workbench.project) is not None:
            self._workbench.jobs.start(
                tr("Reading the decisions"), functools.partial(_marks, project), done, key=key, quiet=True
            )

    def read_tags(self, done: Callable[[Any], Any], key: str) -> None:
        """Ask for the first tag of each picture: `done((names, {id: place among the names}))`."""
        if (project := self._workbench.project) is not None:
            self._workbench.jobs.start(
                tr("Reading the tags"), functools.partial(_tags, project), done, key=key, quiet=True
            )

    def propose(self, done: Callable[[Any], Any]) -> None:
        """Ask how the artist would decide: `done((likeness, marks, proposal))`."""
        project, likeness = self._workbench.project, self.likeness
        if project is not None and likeness is not None:
            self._workbench.jobs.start(
                tr("Learning from your decisions"), functools.partial(_propose, project, likeness), done,
                key="likeness.propose", quiet=True,
            )  # fmt: skip

    def sort(self, likeness: Likeness, labels: np.ndarray, done: Callable[[Any], Any]) -> None:
        """Ask where pictures belong by examples, int [N] by rows of `likeness`, which need not be the newest:
        `done((found, certainty))`."""
        self._workbench.jobs.start(
            tr("Sorting"), functools.partial(_sort, likeness, labels), done, key="likeness.sort", quiet=True
        )

    def group(self, likeness: Likeness, count: int | None, done: Callable[[Any], Any], key: str) -> None:
        """Ask for groups, `count` or as many as there seem to be: `done(labels)` by rows of `likeness`, which may be
        an older one."""
        self._workbench.jobs.start(tr("Looking for groups"), functools.partial(_group, likeness, count), done, key=key)

    def draw_map(self, done: Callable[[Any], Any]) -> Job | None:
        """Ask for the map: `done((likeness, places))`."""
        project, likeness = self._workbench.project, self.likeness
        if project is None or likeness is None:
            return None
        return self._workbench.jobs.start(
            tr("Drawing the map"), functools.partial(_draw_map, project, likeness), done, key="likeness.map", lane=_LANE
        )

    def _take(self, project: Project, found: tuple[Likeness | None, Opinion]) -> None:
        if project is not self._workbench.project:
            return
        likeness, opinion = found
        self._rounds.succeeded()
        if self.opinion is None:  # else the artist has said more since it was read
            self.opinion = opinion
        if likeness is not None:
            self.likeness = likeness
        self.changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._wanted = True  # tried again, it is to be done whether or not there is news
        self._rounds.failed(error)

    def _let_go(self, project: object = None) -> None:
        self._rounds.stop()
        self._wanted = False
        self.likeness = self.opinion = None
        self.changed.emit()


def likeness_of(workbench: Workbench) -> LikenessComparer:
    """The one of this workbench."""
    found = workbench.findChild(LikenessComparer)
    return found if isinstance(found, LikenessComparer) else LikenessComparer(workbench)


# On worker threads. Heavy modules are imported here: the window comes up without them.


def _compare(
    project: Project, before: Likeness | None, only_news: bool, report: Report
) -> tuple[Likeness | None, Opinion]:
    from studio.project.findings.likeness import compare, load_opinion, store_findings

    likeness = compare(project, before, report, only_news=only_news)
    opinion = load_opinion(project)  # after the long part: the artist may have said more meanwhile
    if likeness is not None:
        store_findings(project, opinion, likeness)
    return likeness, opinion


def _store(opinion: Opinion, likeness: Likeness, project: Project) -> None:
    from studio.project.findings.likeness import store_findings

    store_findings(project, opinion, likeness)


def _marks(project: Project, report: Report) -> Marks:
    from studio.project.findings.likeness import read_marks

    return read_marks(project)


def _tags(project: Project, report: Report) -> tuple[tuple[str, ...], dict[int, int]]:
    from studio.project.findings.likeness import read_tags

    return read_tags(project)


def _propose(project: Project, likeness: Likeness, report: Report) -> tuple[Likeness, Marks, Proposal]:
    from gan_engine.curation.likeness.culling import propose
    from studio.project.findings.likeness import read_marks

    marks = read_marks(project).of(likeness.ids)
    report(0, 1)
    return likeness, marks, propose(likeness.judging, marks.states, marks.by_rule)


def _sort(likeness: Likeness, labels: np.ndarray, report: Report) -> tuple[np.ndarray, np.ndarray]:
    from gan_engine.curation.likeness.classes import propose_classes

    return propose_classes(likeness.judging, labels)


def _group(likeness: Likeness, count: int | None, report: Report) -> np.ndarray:
    from gan_engine.curation.likeness.clusters import clusters

    return clusters(likeness.space, count, report)


def _draw_map(project: Project, likeness: Likeness, report: Report) -> tuple[Likeness, np.ndarray]:
    from studio.project.findings.likeness import map_places

    return likeness, map_places(project, likeness, report)
