"""Quality scores of the open project, measured in the background and held for the Check page.

Whatever page is open: when pictures have come or changed, what is missing is measured, and the findings that follow
from the artist's thresholds are stored, so that the list at the left is right without anybody looking at a slider.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.words import tr
from studio.workers.curation.choices import Choice
from studio.workers.rounds import Rounds
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.project.findings.qualities import Qualities, Standards
    from studio.project.project import Project

LANE = "qualities"
_SOON = 1200  # milliseconds after the last change of the pictures: imports and decisions come in bursts


class Checks(QObject):
    """`changed` when scores or standards are others; `busy_changed` when measuring begins or ends."""

    changed = Signal()
    busy_changed = Signal()
    came_back = Signal(str)
    """Undo or redo moved a threshold, or changed who is fine: the kind of check."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent or workbench)
        self._workbench = workbench
        self._project: Project | None = None
        self._rounds = Rounds(
            workbench, tr("Looking at sharpness, light and colour"), self._measure, delay=_SOON, parent=self
        )
        self._rounds.busy_changed.connect(self.busy_changed)
        self.qualities: Qualities | None = None
        self.standards: Standards | None = None
        self._choice = Choice(workbench, "checks", self)
        self._choice.came_back.connect(self._on_back)

    @property
    def is_measuring(self) -> bool:
        """Whether pictures are being measured."""
        return self._rounds.is_busy

    def set_project(self, project: Project | None) -> None:
        """Look after another project, or none."""
        self._rounds.stop()
        self._project = project
        self.qualities = self.standards = None
        if project is not None:
            self._workbench.jobs.start(
                tr("Reading the checks"),
                functools.partial(_load, project),
                functools.partial(self._take, project, False),
                key="checks.load",
                quiet=True,
            )

    def look_again(self) -> None:
        """Pictures have come or changed: measure what is missing, soon."""
        if self._project is not None:
            self._rounds.soon()

    def measure(self) -> None:
        """Measure what is missing now; one round at a time."""
        if self._project is not None:
            self._rounds.start()

    def _measure(self) -> None:
        project = self._project
        if project is not None:
            self._rounds.follow(
                self._workbench.jobs.start(
                    tr("Looking at sharpness, light and colour"), functools.partial(_measure, project),
                    functools.partial(self._take, project, True), self._rounds.failed, lane=LANE,
                )
            )  # fmt: skip

    def set_standards(self, standards: Standards, kinds: tuple[str, ...], words: str) -> None:
        """Hold the pictures to these from now on; the findings of these kinds are stored anew. `words`: for undo."""
        qualities = self.qualities
        if self._project is None or qualities is None:
            return
        self.standards = standards
        self._choice.put(standards.stored(), words, functools.partial(_store, standards, qualities, kinds))
        self.changed.emit()

    def _on_back(self, value: object) -> None:
        qualities, before = self.qualities, self.standards
        if self._project is None or qualities is None or before is None:
            return
        from studio.project.findings.qualities import Standards

        self.standards = standards = Standards.from_stored(value)
        kinds = before.differing(standards)
        self._choice.follow(functools.partial(_store, standards, qualities, kinds))
        self.changed.emit()
        for kind in kinds[:1]:
            self.came_back.emit(kind)

    def _take(self, project: Project, measured: bool, found: tuple[Qualities, Standards]) -> None:
        if project is not self._project:
            return
        self.qualities = found[0]
        if measured:
            self._rounds.succeeded()
        if self.standards is None or not measured:
            self.standards = found[1]
        self.changed.emit()


# On worker threads.


def _load(project: Project, report: Report) -> tuple[Qualities, Standards]:
    from studio.project.findings.qualities import load_qualities, load_standards

    return load_qualities(project), load_standards(project)


def _measure(project: Project, report: Report) -> tuple[Qualities, Standards]:
    from studio.project.findings.qualities import load_qualities, load_standards, measure_project, store_findings

    measure_project(project, report)
    qualities, standards = load_qualities(project), load_standards(project)
    store_findings(project, standards, qualities)
    return qualities, standards


def _store(standards: Standards, qualities: Qualities, kinds: tuple[str, ...], project: Project) -> None:
    from studio.project.findings.qualities import store_findings

    store_findings(project, standards, qualities, kinds)
