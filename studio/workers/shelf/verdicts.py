"""Looking through the shelf for designs that are copies, in the background, a few at a time."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.project.findings.originality import Verdict
from studio.project.project import Project
from studio.words import tr
from studio.workers.engine import Answer, Call
from studio.workers.explorer.models import ModelFinder
from studio.workers.shelf.closest import ClosestQuery, datasets_of, read_closest
from studio.workers.workbench import Workbench

_AT_ONCE = 64
"""Designs in a call: between two the engine does what is waited for."""


class VerdictSearch(QObject):
    """`found` when more is known of the shelf's designs."""

    found = Signal()

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._finder = ModelFinder()
        self._call: Call | None = None
        self._left: list[tuple[Path, list[ClosestQuery]]] = []
        workbench.project_closing.connect(self.leave)

    def look(self) -> None:
        """Look at all of which nothing is known yet."""
        project = self._workbench.project
        if project is not None and not self._left and (self._call is None or not self._call.running):
            self._workbench.jobs.start(
                tr("Finding the datasets"), functools.partial(_unknown, project, self._finder), self._begin,
                key="shelf.verdicts", quiet=True,
            )  # fmt: skip

    def leave(self) -> None:
        """Nobody wants to know any more."""
        self._left = []
        if self._call is not None:
            self._call.cancel()
            self._call = None

    def _begin(self, parts: list[tuple[Path, list[ClosestQuery]]]) -> None:
        self._left = parts
        self._go_on()

    def _go_on(self) -> None:
        project = self._workbench.project
        if not self._left or project is None:
            return
        dataset, designs = self._left.pop(0)
        self._call = self._workbench.engine.call(
            "nearest", {"dataset": str(dataset), "count": 1, "paths": [str(each.path) for each in designs]},
            name=tr("Looking for copies on the shelf"), prepare=functools.partial(_take, project, designs),
            done=self._on_taken, failed=self._on_failed,
        )  # fmt: skip

    def _on_taken(self, _: object) -> None:
        self.found.emit()
        self._go_on()

    def _on_failed(self, error: BaseException) -> None:
        self._left = []
        self._workbench.report_error(tr("Looking for copies on the shelf"), error)


# On other threads.


def _unknown(project: Project, finder: ModelFinder, report: Report) -> list[tuple[Path, list[ClosestQuery]]]:
    known = project.shelf.verdicts.known()
    unknown = [
        ClosestQuery(each.id, each.path, each.model_digest, each.model_name)
        for each in project.shelf.entries()
        if each.path.name not in known
    ]
    return [
        (dataset, designs[start : start + _AT_ONCE])
        for dataset, designs in datasets_of(project, unknown, finder, report).items()
        for start in range(0, len(designs), _AT_ONCE)
    ]


def _take(project: Project, designs: Sequence[ClosestQuery], answer: Answer) -> None:
    """On the engine's reading thread."""
    found: dict[str, Verdict] = {
        design.path.name: closest.verdict for design, closest in zip(designs, read_closest(answer), strict=True)
    }
    project.shelf.verdicts.add(found)
