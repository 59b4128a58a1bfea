"""Jobs: work on threads of this process that needs no torch.

    self.job = workbench.jobs.start("Counting", self._count, done=self._counted)

`work` runs on a worker thread with a `Report`; `done(result)` and `failed(error)` are bound methods, called on
the GUI thread, and never after `cancel()`. Who gives no `failed` leaves the telling to the window. Jobs of one
`lane` run one after another in the order they were started (all changes of a project do); starting a job with
the `key` of an older one cancels that one: the latest wins.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Cancelled, Report
from studio.workers.callbacks import Callback, Mailbox, callback
from studio.workers.tasks import Task, Tasks
from studio.workers.threads import all_end_within

log = logging.getLogger(__name__)

T = TypeVar("T")

_THREADS = 8
"""Made as they are needed. More than there are cores: long jobs mostly wait, and a search must not wait for them."""


class Job(Task):
    """A task on a thread; made by `Jobs.start`."""

    def __init__(
        self, name: str, work: Callable[[Report], Any], done: Callback | None, failed: Callback | None,
        *, lane: str, quiet: bool, parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(name, done=done, failed=failed, quiet=quiet, parent=parent)
        self.work: Callable[[Report], Any] | None = work
        self.lane = lane
        self._stop = threading.Event()

    def report(self, done: int, total: int | None, what: str = "") -> None:
        """The `Report` of the work, on its thread. Raises `Cancelled` when nobody wants it any more."""
        if self._stop.is_set():
            raise Cancelled
        self.note(done, total, what)

    def cancel(self) -> None:
        if not self.running:
            return
        self._done = self._failed = None
        self.cancelled = True
        self._stop.set()
        self.end()

    @property
    def stopped(self) -> bool:
        """Whether the work was told to stop."""
        return self._stop.is_set()


class Jobs(QObject):
    """The pool. `failed(name, error)` comes for jobs that have no `failed` of their own."""

    failed = Signal(str, object)

    def __init__(self, tasks: Tasks, *, threads: int = 0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._limit = threads or _THREADS
        self._mailbox = Mailbox(self)
        self._change = threading.Condition()
        self._waiting: list[Job] = []
        self._busy_lanes: set[str] = set()
        self._idle = 0
        self._threads: list[threading.Thread] = []
        self._closed = False
        self._by_key: dict[str, Job] = {}

    def start(
        self,
        name: str,
        work: Callable[[Report], T],
        done: Callable[[T], Any] | None = None,
        failed: Callable[[BaseException], Any] | None = None,
        *,
        lane: str = "",
        key: str = "",
        quiet: bool = False,
    ) -> Job:
        """Run `work(report)` on a thread. `name` is for the status bar ("Importing pictures"); quiet: not shown."""
        job = Job(name, work, callback(done), callback(failed), lane=lane, quiet=quiet, parent=self)
        if key:
            if (older := self._by_key.get(key)) is not None and older in self._tasks.running:
                older.cancel()
            self._by_key[key] = job
        self._tasks.add(job)
        with self._change:
            if self._closed:
                job.cancel()
                return job
            self._waiting.append(job)
            if self._idle == 0 and len(self._threads) < self._limit:
                thread = threading.Thread(target=self._run, name=f"job-{len(self._threads)}", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._change.notify_all()
        return job

    def close(self, seconds: float = 0.8) -> bool:
        """Cancel everything and wait for the threads, no longer than this; whether all have ended."""
        for task in self._tasks.running:
            if isinstance(task, Job):
                task.cancel()
        self._mailbox.close()
        with self._change:
            self._closed = True
            self._waiting.clear()
            self._change.notify_all()
        return all_end_within(self._threads, seconds)

    def _next(self) -> Job | None:
        """The next job whose lane is free; None when the pool closes. Holds no lock while waiting."""
        with self._change:
            while True:
                if self._closed:
                    return None
                for job in self._waiting:
                    if not job.lane or job.lane not in self._busy_lanes:
                        self._waiting.remove(job)
                        self._busy_lanes.add(job.lane)
                        return job
                self._idle += 1
                self._change.wait()
                self._idle -= 1

    def _run(self) -> None:
        while (job := self._next()) is not None:
            lane, work, job.work = job.lane, job.work, None
            try:
                if work is None or job.stopped:
                    continue
                result = work(job.report)
            except Cancelled:
                self._mailbox.post(job.cancel)
            except Exception as error:
                if not job.stopped:
                    log.info("%s failed", job.name, exc_info=True)
                    self._mailbox.post(self._tell_failure, job, error)
            else:
                self._mailbox.post(job.succeed, result)
                del result
            finally:
                del job, work
                with self._change:
                    self._busy_lanes.discard(lane)
                    self._change.notify_all()

    def _tell_failure(self, job: Job, error: BaseException) -> None:
        name = job.name
        if not job.fail(error):
            self.failed.emit(name, error)
