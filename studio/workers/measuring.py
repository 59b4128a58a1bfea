"""Measures snapshots in full, one after another, in an engine process of its own: neither Explore nor a training waits.

The process starts with the first snapshot and ends with the last. What came out is kept beside the run's snapshots
(`studio.workers.comparison`), so that it is there the next time.
"""

from __future__ import annotations

import functools
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gan_engine.errors import EngineError, RunError
from gan_engine.reporting import Report
from studio.workers.comparison import Measure, SnapshotRow, measure_from, write_measures
from studio.workers.engine import Answer, Call, Engine
from studio.workers.workbench import Workbench


@dataclass(frozen=True)
class Order:
    """One snapshot to be measured."""

    snapshot: Path
    dataset: Path | None
    name: str
    """For people: "critters 200 kimg"."""

    @classmethod
    def of(cls, row: SnapshotRow) -> Order:
        return cls(row.path, row.dataset, f"{row.name} {row.kimg:g} kimg")


class Measuring(QObject):
    """`changed` when it begins, moves on or ends; `measured(snapshot path)` for each that is done."""

    changed = Signal()
    measured = Signal(object)

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._waiting: deque[Order] = deque()
        self._order: Order | None = None
        self._engine: Engine | None = None
        self._call: Call | None = None
        self._leaving: list[Engine] = []
        self._done = 0
        self._total = 0
        self.words = ""
        """What it does now, for people; "" when it does nothing."""
        self.problems: list[str] = []
        """What could not be measured since it was last started, and why."""
        workbench.project_closing.connect(self._on_project_closing)

    @property
    def running(self) -> bool:
        return self._order is not None

    @property
    def share(self) -> float:
        """How much of all is done, 0 to 1."""
        if not self._total:
            return 0.0
        part = 0.0
        if self._call is not None and self._call.total:
            part = min(1.0, self._call.done / self._call.total)
        return (self._done + part) / self._total

    def start(self, orders: Sequence[Order]) -> None:
        """Measure these after those that wait already."""
        known = {order.snapshot for order in self._waiting} | ({self._order.snapshot} if self._order else set())
        fresh = [order for order in orders if order.snapshot not in known]
        if not self.running:
            self._done = self._total = 0
            self.problems = []
        self._total += len(fresh)
        self._waiting.extend(fresh)
        if not self.running:
            self._next()

    def cancel(self) -> None:
        """Leave off; what is measured is kept."""
        self._waiting.clear()
        call, self._call = self._call, None
        if call is not None:
            call.cancel()
        self._end()

    def _on_project_closing(self) -> None:
        """The process goes with the project, at once: what it does now belongs to nobody."""
        engine, self._engine = self._engine, None
        self.cancel()
        for each in (engine, *self._leaving):
            if each is not None:
                each.close()

    def _on_call_ended(self) -> None:
        if self._call is not None and self._call.cancelled:  # from the status bar's list of tasks
            self.cancel()

    def _next(self) -> None:
        self._call = None
        if not self._waiting:
            self._end()
            return
        order = self._order = self._waiting.popleft()
        if order.dataset is None:
            self._skip(order, "its dataset is no longer there")
            return
        if not order.snapshot.is_dir():
            self._skip(order, "it was deleted")
            return
        if self._engine is None:
            self._engine = Engine(self._workbench.tasks, parent=self)
        self.words = f"Measuring {order.name}"
        self._call = self._engine.call(
            "evaluate", {"snapshots": [str(order.snapshot)], "dataset": str(order.dataset)}, name=self.words,
            done=functools.partial(self._answered, order), failed=functools.partial(self._failed, order),
        )  # fmt: skip
        self._call.progressed.connect(self.changed)
        self._call.ended.connect(self._on_call_ended)
        self.changed.emit()

    def _answered(self, order: Order, answer: Answer) -> None:
        found = measures_of(answer)

        def work(report: Report) -> None:
            write_measures(order.snapshot, found, time.time())

        self._workbench.jobs.start(
            "Keeping the measures", work, functools.partial(self._kept, order), functools.partial(self._failed, order),
            quiet=True,
        )  # fmt: skip

    def _kept(self, order: Order, _: None) -> None:
        self._done += 1
        self.measured.emit(order.snapshot)
        self._next()

    def _failed(self, order: Order, error: BaseException) -> None:
        words = str(error) if isinstance(error, EngineError) else f"{type(error).__name__}: {error}"
        if not isinstance(error, EngineError | RunError):
            self._workbench.report_error(f"Measuring {order.name}", error)
        self._skip(order, words)

    def _skip(self, order: Order, why: str) -> None:
        self.problems.append(f"{order.name}: {why}")
        self._done += 1
        self._next()

    def _end(self) -> None:
        self._order = self._call = None
        self.words = ""
        engine, self._engine = self._engine, None
        if engine is not None:
            self._leaving.append(engine)
            self._workbench.jobs.start(
                "Ending the measuring", functools.partial(_end_process, engine), self._ended, lane="measuring",
                quiet=True,
            )  # fmt: skip
        self.changed.emit()

    def _ended(self, engine: Engine) -> None:
        self._leaving.remove(engine)
        engine.deleteLater()


def _end_process(engine: Engine, report: Report) -> Engine:
    """Waits until the process has gone: not for the GUI thread."""
    engine.close(4.0)
    return engine


def measures_of(answer: Answer) -> list[Measure]:
    """What `evaluate` found of one snapshot."""
    found = []
    for snapshot in answer.values.get("snapshots", []):
        found += [measure for each in snapshot.get("results", []) if (measure := measure_from(each)) is not None]
    return found
