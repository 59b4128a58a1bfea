"""What was done to the design in the large view, step by step, as decisions of the project that can be taken back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from gan_engine.latent.point import Point
from gan_engine.reporting import Report
from studio.project.project import Project
from studio.project.undo.decisions import DESIGN
from studio.project.undo.history import UndoStep
from studio.words import tr
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import Workbench

_STORE_DELAY = 400  # milliseconds after the last movement until it is stored; within 1.5 s the next goes on with it


class DesignSteps(QObject):
    """`came_back(point)` when undo or redo leads to another design; `stored(before, after)` when a step was made."""

    came_back = Signal(object)
    stored = Signal(object, object)

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._reads = ProjectReads(workbench, self)
        self._pending: tuple[Point, Point, str] | None = None
        self._storing = QTimer(self, singleShot=True, interval=_STORE_DELAY)
        self._storing.timeout.connect(self.store)
        workbench.settling.connect(self.store)
        workbench.taken_back.connect(self._on_taken_back)

    def add(self, before: Point, after: Point, words: str) -> None:
        """The design moved on; under the same words, without a pause, it is the same step still."""
        first = before
        if self._pending is not None:
            if self._pending[1:] != (before, words):
                self.store()
            else:
                first = self._pending[0]
        self._pending = (first, after, words)
        self._storing.start()

    def store(self, *, at_once: bool = False) -> None:
        """Store what was done and is not stored yet; `at_once` where no thread will have its turn any more."""
        pending, self._pending = self._pending, None
        self._storing.stop()
        project = self._workbench.project
        if pending is None or project is None:
            return
        before, after, words = pending
        self.stored.emit(before, after)
        if at_once:
            _store(project, before, after, words)
        else:
            self._workbench.run_undoable(
                tr("Remembering the design"), lambda report: _store(project, before, after, words)
            )

    def forget(self) -> None:
        """Another project."""
        self._pending = None
        self._storing.stop()

    def _on_taken_back(self, taken: UndoStep) -> None:
        if DESIGN in taken.decisions:
            self._reads.start(tr("Reading the design"), _read, self._tell, key="explore.design")

    def _tell(self, point: Point | None) -> None:
        if point is not None and self._pending is None:
            self.came_back.emit(point)


# On worker threads.


def _store(project: Project, before: Point, after: Point, words: str) -> None:
    project.change_design(before.to_text(), after.to_text(), words)


def _read(project: Project, report: Report) -> Point | None:
    """What the project holds may be a stranger's: where it is no design, none comes back."""
    try:
        return Point.from_values(project.choice(DESIGN))
    except ValueError:
        return None
