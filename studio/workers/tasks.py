"""The list of background tasks as the user sees it, with progress and cancelling.

Threads (`studio.workers.jobs`) and calls of the engine process (`studio.workers.engine`) are both tasks. They
note their progress from any thread as often as they like; the list looks ten times a second and tells.
"""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from studio.words import in_figures, tr
from studio.workers.callbacks import Callback

_TELL_EVERY = 100  # milliseconds
_SHOW_AFTER = 0.4  # seconds: what is done sooner never flickers through the status bar


class Task(QObject):
    """One piece of background work. Lives on the GUI thread; only `note` may be called from elsewhere."""

    progressed = Signal()
    ended = Signal()

    def __init__(
        self, name: str, *, done: Callback | None = None, failed: Callback | None = None, quiet: bool = False,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._done = done
        self._failed = failed
        self.name = name
        self.quiet = quiet
        self.done = 0
        self.total: int | None = None
        self.what = ""
        self.started = time.monotonic()
        self.running = True
        self.cancelled = False
        self._noted: tuple[int, int | None, str] | None = None

    def note(self, done: int, total: int | None, what: str = "") -> None:
        """Progress, from any thread."""
        self._noted = (done, total, what)

    def cancel(self) -> None:
        """Stop caring: callbacks are dropped first, then the work is told. Nothing is delivered after this."""
        raise NotImplementedError

    @property
    def shown(self) -> bool:
        """Whether the user is to see it in the list."""
        return self.running and not self.quiet and time.monotonic() - self.started >= _SHOW_AFTER

    @property
    def words(self) -> str:
        """The task in a line: “Importing pictures 812 of 1,043”."""
        return f"{self.name} {self.count}".rstrip()

    @property
    def count(self) -> str:
        """How far it is: “812 of 1,043”; "" where that is not known."""
        return self._count(self.done)

    @property
    def longest_count(self) -> str:
        """How far it will be at its end: nothing on the way there is longer."""
        return self._count(self.total or self.done)

    def _count(self, done: int) -> str:
        if self.total:
            return tr("{done:,} of {total:,}", done=done, total=self.total)
        return in_figures(done) if done else ""

    def tell(self) -> bool:
        """Publish what was noted since the last time; whether there was anything."""
        noted, self._noted = self._noted, None
        if noted is None:
            return False
        self.done, self.total, self.what = noted
        self.progressed.emit()
        return True

    def succeed(self, result: Any) -> None:
        """On the GUI thread: the work is done, or the answer is there."""
        if self.running:
            self.end()
            if self._done is not None:
                self._done(result)

    def fail(self, error: BaseException) -> bool:
        """On the GUI thread: the work failed. False when nobody was there to be told."""
        if not self.running:
            return True
        self.end()
        if self._failed is None:
            return False
        self._failed(error)
        return True

    def end(self) -> None:
        """The work is over, however it ended."""
        if self.running:
            self.running = False
            self.ended.emit()


class Tasks(QObject):
    """The list of running tasks. `changed` comes at most ten times a second and when one starts or ends."""

    changed = Signal()
    begun = Signal(str)
    """The name of a task that starts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: list[Task] = []
        self._shown: list[Task] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_TELL_EVERY)
        self._timer.timeout.connect(self._look)

    def add(self, task: Task) -> None:
        """Take a task into the list until it ends."""
        self._tasks.append(task)
        self.begun.emit(task.name)
        task.ended.connect(self._look)
        if not self._timer.isActive():
            self._timer.start()

    @property
    def running(self) -> list[Task]:
        """All that run, the quiet ones too."""
        return [task for task in self._tasks if task.running]

    @property
    def shown(self) -> list[Task]:
        """Those the user is to see, oldest first."""
        return [task for task in self._tasks if task.shown]

    def cancel_all(self) -> None:
        """Cancel every task."""
        for task in list(self._tasks):
            task.cancel()

    @Slot()
    def _look(self) -> None:
        told = False
        for task in list(self._tasks):
            told = task.tell() or told
        ended = [task for task in self._tasks if not task.running]
        self._tasks = [task for task in self._tasks if task.running]
        for task in ended:
            task.deleteLater()
        if not self._tasks:
            self._timer.stop()
        shown = self.shown
        if told or shown != self._shown:
            self._shown = shown
            self.changed.emit()
