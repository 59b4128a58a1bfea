"""Full measures of snapshots, one after another.

The engine starts a process of its own for each, so that neither Explore nor a training waits, and keeps what came out
in the run directory, so that it is there the next time.
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from gan_engine.errors import EngineError
from studio.engine_words import engine_words, error_words
from studio.words import kimg_words, tr
from studio.workers.engine import Answer, Call
from studio.workers.training.comparison import SnapshotRow
from studio.workers.workbench import Workbench

USUAL_DESIGNS = 2048


@dataclass(frozen=True)
class MeasureRequest:
    """One snapshot to be measured."""

    snapshot: Path
    dataset: Path | None
    name: str
    """For people: "critters 200 kimg"."""

    @classmethod
    def of(cls, row: SnapshotRow) -> MeasureRequest:
        return cls(row.path, row.dataset, tr("{name} {kimg} kimg", name=row.name, kimg=kimg_words(row.kimg)))


class FullMeasures(QObject):
    """`changed` when it begins, moves on or ends; `measured(snapshot path)` for each that is done."""

    changed = Signal()
    measured = Signal(object)

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._waiting: deque[MeasureRequest] = deque()
        self._request: MeasureRequest | None = None
        self._call: Call | None = None
        self._done = 0
        self._total = 0
        self.designs = USUAL_DESIGNS
        """How many are drawn of each snapshot."""
        self.words = ""
        """What it does now, for people; "" when it does nothing."""
        self.problems: list[str] = []
        """What could not be measured since it was last started, and why."""
        workbench.project_closing.connect(self.cancel)

    @property
    def running(self) -> bool:
        return self._request is not None

    @property
    def share(self) -> float:
        """How much of all is done, 0 to 1."""
        if not self._total:
            return 0.0
        part = 0.0
        if self._call is not None and self._call.total:
            part = min(1.0, self._call.done / self._call.total)
        return (self._done + part) / self._total

    def start(self, requests: Sequence[MeasureRequest]) -> None:
        """Measure these after those that wait already."""
        known = {request.snapshot for request in self._waiting} | ({self._request.snapshot} if self._request else set())
        fresh = [request for request in requests if request.snapshot not in known]
        idle = not self.running
        if idle:
            self._done = self._total = 0
            self.problems = []
        self._total += len(fresh)
        self._waiting.extend(fresh)
        if idle:
            self._next()

    def cancel(self) -> None:
        """Leave off; what is measured is kept."""
        self._waiting.clear()
        call, self._call = self._call, None
        if call is not None:
            call.cancel()
        self._end()

    def _next(self) -> None:
        self._call = None
        while self._waiting:
            request = self._request = self._waiting.popleft()
            if request.dataset is not None:
                self._measure(request, request.dataset)
                return
            self._note(request, tr("its dataset is no longer there"))
        self._end()

    def _measure(self, request: MeasureRequest, dataset: Path) -> None:
        self.words = tr("Measuring {name}", name=request.name)
        self._call = self._workbench.engine.call(
            "evaluate",
            {"snapshots": [str(request.snapshot)], "dataset": str(dataset), "samples": self.designs, "keep": True},
            name=self.words,
            done=functools.partial(self._answered, request),
            failed=functools.partial(self._failed, request),
        )  # fmt: skip
        self._call.progressed.connect(self.changed)
        self._call.ended.connect(self._on_call_ended)
        self.changed.emit()

    def _on_call_ended(self) -> None:
        if self._call is not None and self._call.cancelled:  # from the status bar's list of tasks
            self.cancel()

    def _answered(self, request: MeasureRequest, answer: Answer) -> None:
        self._done += 1
        for each in answer.values.get("snapshots", []):
            for refusal in each.get("refused", []):
                self.problems.append(f"{request.name}: {_refusal_words(refusal)}")
        self.measured.emit(request.snapshot)
        self._next()

    def _failed(self, request: MeasureRequest, error: BaseException) -> None:
        if not isinstance(error, EngineError):
            self._workbench.report_error(tr("Measuring {name}", name=request.name), error)
        self._note(request, error_words(error))
        self._next()

    def _note(self, request: MeasureRequest, why: str) -> None:
        self.problems.append(f"{request.name}: {why}")
        self._done += 1

    def _end(self) -> None:
        self._request = self._call = None
        self.words = ""
        self.changed.emit()


def _refusal_words(refusal: Mapping[str, Any]) -> str:
    return " ".join(engine_words(str(refusal[part])) for part in ("what", "do") if refusal.get(part))
