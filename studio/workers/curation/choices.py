"""A choice of the project as a page holds it: stored on a thread, followed when undone."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.words import tr
from studio.workers.workbench import PROJECT_LANE, Workbench

if TYPE_CHECKING:
    from studio.project.project import Project


class Choice(QObject):
    """`came_back(value)` when undo or redo made it another than was put here; None where nothing is chosen."""

    came_back = Signal(object)

    def __init__(self, workbench: Workbench, name: str, parent: QObject | None = None) -> None:
        """`name` is one of `studio.project.undo.decisions.CHOICES`."""
        super().__init__(parent or workbench)
        self._workbench = workbench
        self._name = name
        self._under_way = 0
        self._last: Any = None
        workbench.project_opened.connect(self._on_project)
        workbench.choices_changed.connect(self._look)
        if workbench.project is not None:
            self._on_project(workbench.project)

    def put(self, value: Any, words: str, then: Callable[[Project], object] | None = None) -> None:
        """Choose this, on a thread; `words` name it in the undo line. `then(project)` follows on it."""
        project = self._workbench.project
        if project is None:
            return
        self._workbench.settling.emit()
        self._last = _plain(value)
        self._under_way += 1
        self._workbench.jobs.start(
            tr("Remembering"), functools.partial(_store, project, self._name, self._last, words, then),
            self._stored, self._failed, lane=PROJECT_LANE, quiet=True,
        )  # fmt: skip

    def follow(self, then: Callable[[Project], object]) -> None:
        """Let what follows from a choice that came back, `then(project)`, be done on a thread."""
        if (project := self._workbench.project) is not None:
            self._workbench.jobs.start(
                tr("Storing findings"), functools.partial(_follow, project, then), lane=PROJECT_LANE, quiet=True
            )

    def put_at_once(self, value: Any, words: str) -> None:
        """As `put`, where no thread will have its turn any more."""
        project = self._workbench.project
        if project is not None:
            self._last = _plain(value)
            project.choose(self._name, self._last, words)

    def _on_project(self, project: Project) -> None:
        self._under_way = 0
        self._read(functools.partial(self._begin, project))

    def _look(self) -> None:
        if (project := self._workbench.project) is not None:
            self._read(functools.partial(self._take, project))

    def _read(self, done: Callable[[Any], None]) -> None:
        project = self._workbench.project
        assert project is not None
        self._workbench.jobs.start(
            tr("Reading what was chosen"), functools.partial(_read, project, self._name), done, lane=PROJECT_LANE,
            quiet=True,
        )  # fmt: skip

    def _begin(self, project: Project, value: Any) -> None:
        if project is self._workbench.project and not self._under_way:
            self._last = value

    def _take(self, project: Project, value: Any) -> None:
        """What is under way here is newer than what was read."""
        if project is self._workbench.project and not self._under_way and value != self._last:
            self._last = value
            self.came_back.emit(value)

    def _stored(self, done: object) -> None:
        self._under_way = max(0, self._under_way - 1)

    def _failed(self, error: BaseException) -> None:
        self._stored(None)
        self._workbench.report_error(tr("Remembering what was chosen"), error)
        self._look()


def _plain(value: Any) -> Any:
    """As it will be read again: tuples are lists in JSON."""
    return json.loads(json.dumps(value))


# On worker threads.


def _store(
    project: Project, name: str, value: Any, words: str, then: Callable[[Project], object] | None, report: Report
) -> None:
    project.choose(name, value, words)
    if then is not None:
        then(project)


def _follow(project: Project, then: Callable[[Project], object], report: Report) -> None:
    then(project)


def _read(project: Project, name: str, report: Report) -> Any:
    return project.choice(name)
