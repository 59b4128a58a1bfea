"""Background work in rounds: soon after a change, one round at a time, again where that was asked meanwhile.

A round is one task (`studio.workers.tasks`) or several, each begun by the one before. What fails is tried again
(`studio.workers.retry`), and all of it ends with the project.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from studio.workers.retry import Retry
from studio.workers.tasks import Task
from studio.workers.workbench import Workbench


class Rounds(QObject):
    """`busy_changed` when a round begins or ends."""

    busy_changed = Signal()

    def __init__(
        self, workbench: Workbench, doing: str, begin: Callable[[], Any], *, delay: int, parent: QObject,
        ends_when_cancelled: bool = False,
    ) -> None:  # fmt: skip
        """`begin`, a bound method, begins a round and hands its task to `follow`; `doing` says what it is.

        `delay`: milliseconds without another `soon` until a round begins. `ends_when_cancelled`: what the artist
        cancelled, or what failed too often, is done again on `start` alone.
        """
        super().__init__(parent)
        self._workbench = workbench
        self._begin = begin
        self._task: Task | None = None
        self._again = False
        self._ends_when_cancelled = ends_when_cancelled
        self._retry = Retry(workbench, doing, self.start, self)
        self._timer = QTimer(self, singleShot=True, interval=delay)
        self._timer.timeout.connect(self._on_timer)
        workbench.project_closing.connect(self.stop)

    @property
    def is_busy(self) -> bool:
        """Whether a round is under way."""
        return self._task is not None

    @property
    def progress(self) -> tuple[int, int | None]:
        """How much of how much the task under way has done."""
        return (self._task.done, self._task.total) if self._task is not None else (0, None)

    def soon(self) -> None:
        """Something changed: a round is to begin when no more has come for a while."""
        if self._workbench.project is not None and not (self._ends_when_cancelled and self._retry.given_up):
            self._timer.start()

    def start(self) -> None:
        """Begin a round now; while one is under way, when it has ended."""
        self._timer.stop()
        self._retry.given_up = False
        if self._workbench.project is None:
            return
        if self._task is not None:
            self._again = True
            return
        self._begin()

    def follow(self, task: Task) -> None:
        """`task` is the round, or the part of it that comes now."""
        begins = self._task is None
        self._task = task
        task.ended.connect(self._on_ended)
        if begins:
            self.busy_changed.emit()

    def failed(self, error: BaseException) -> None:
        """For tasks: it did not work; it is tried again later, or given up."""
        self._retry.failed(error)

    def got_on(self) -> None:
        """Some of the round worked: the next failure is the first of its row."""
        self._retry.got_on()

    def succeeded(self) -> None:
        """The round did what it should: nothing is tried again."""
        self._retry.reset()

    def stop(self) -> None:
        """The project closes, or another is to be worked on: cancel what is under way and wait for nothing."""
        self._timer.stop()
        self._retry.reset()
        self._again = False
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            self.busy_changed.emit()

    def _on_timer(self) -> None:
        if self._task is None:
            self.start()
        else:
            self._timer.start()  # what changed while a round is under way is for the next one

    def _on_ended(self) -> None:
        """A task ended: where its callback begins no other, the round is over."""
        task = self._task
        if task is None or task.running:
            return
        if task.cancelled and self._ends_when_cancelled:
            self._retry.reset(given_up=True)  # by the artist
        QTimer.singleShot(0, self, functools.partial(self._end_after, task))

    def _end_after(self, task: Task) -> None:
        if self._task is not task:
            return
        again, self._again, self._task = self._again, False, None
        if again:
            self.start()
        if self._task is None:
            self.busy_changed.emit()
