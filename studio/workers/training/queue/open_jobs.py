"""Trainings of the project in the user's queue that have not ended: listed, started at once, paused, taken out."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gan_engine.errors import EngineError
from gan_engine.manager import holding
from gan_engine.manager.database import usual_path
from gan_engine.manager.devices import Device
from gan_engine.manager.jobs import OPEN, Cause, Job, State
from gan_engine.manager.queue import Queue
from gan_engine.reporting import Report
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.runs.run_names import run_name
from studio.words import tr
from studio.workers.training.queue.words import devices_of, in_its_way, job_words, turn_words, when_words
from studio.workers.workbench import Workbench

_LOOK_BUSY, _LOOK_IDLE = 1000, 2500  # milliseconds, while one starts or runs, and while none does
_SEE_TO_EVERY = 30_000  # milliseconds between two times that a supervisor is started for jobs that nobody sees to


@dataclass(frozen=True)
class OpenJob:
    """A training in the queue that has not ended."""

    job: int
    path: Path
    name: str
    state: State
    words: str
    """How it stands: “waits for its turn”."""
    when: str = ""
    """When it may run, in a word; "" at any time."""
    reason: str = ""
    """Why it does not run now; "" where there is nothing to say."""
    cause: Cause = ""
    """What kind of reason that is."""
    ahead: tuple[tuple[int, str], ...] = ()
    """Those that train where it might: job and name."""
    before: int = 0
    """How many wait for a device that come first."""
    is_next: bool = False
    """Nothing stands before it: it is only being started."""
    sets_aside: bool = False
    """It trains, and is saving to wait or to be paused."""

    @property
    def runs(self) -> bool:
        """Its process trains, or is being started."""
        return self.state == "running"


class OpenJobs(QObject):
    """`changed` when one came, went or stands otherwise; `written` when something was changed from here."""

    changed = Signal()
    written = Signal()

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.entries: list[OpenJob] = []
        self.problem: EngineError | None = None
        """Why the queue cannot be read."""
        self._timer = QTimer(self, interval=_LOOK_IDLE)
        self._timer.timeout.connect(self.refresh)
        self._patience = QTimer(self, interval=_SEE_TO_EVERY, singleShot=True)
        workbench.project_opened.connect(self._open)
        workbench.project_closing.connect(self._close)
        if workbench.project is not None:
            self._open()

    def entry(self, job: int) -> OpenJob | None:
        return next((entry for entry in self.entries if entry.job == job), None)

    def of(self, path: Path | None) -> OpenJob | None:
        """The open job of a run directory."""
        return next((entry for entry in self.entries if entry.path == path), None)

    def devices(self) -> list[Device]:
        """What there is to train on, as the engine process has found; empty until it has."""
        return devices_of(self._workbench.device)

    def refresh(self) -> None:
        """Look into the queue now."""
        project = self._workbench.project
        if project is not None:
            self._workbench.jobs.start(
                tr("Looking into the queue"), functools.partial(_read, project.folder), self._take, self._fail,
                key="train.queued", quiet=True,
            )  # fmt: skip

    # ---- what is done with one ------------------------------------------------------------------------------------

    def start_now(self, job: int, aside: int | None = None) -> None:
        """Let it run as soon as its device is free, before all others that wait, whatever the hour.

        `aside`: a job that trains there now; it saves, makes way, and goes on afterwards.
        """
        self._change(tr("Starting the training"), functools.partial(_start_now, job, aside))

    def pause(self, job: int) -> None:
        """Keep it from being started; one that runs saves and ends first."""
        self._change(tr("Pausing the training"), functools.partial(_ask, Queue.pause, job))

    def resume(self, job: int) -> None:
        """Let it be started again, one that was given up too."""
        self._change(tr("Resuming the training"), functools.partial(_ask, Queue.resume, job))

    def train_on(self, job: int, device: str) -> None:
        """Let one that does not run be trained on another device ("auto": any); one that was held begins."""
        self._change(tr("Choosing another device"), functools.partial(_train_on, job, device))

    def move(self, job: int, before: int | None) -> None:
        """Put it right before another one, into its priority; with None behind all of its own."""
        self._change(tr("Moving the training"), functools.partial(_move, job, before))

    def prioritise(self, job: int, priority: int) -> None:
        """The higher the sooner; behind those that have it already."""
        self._change(tr("Moving the training"), functools.partial(_prioritise, job, priority))

    def remove(self, job: int) -> None:
        """Take it out of the queue; what was trained of it stays."""
        self._change(tr("Taking it out of the queue"), functools.partial(_ask, Queue.remove, job))

    def restore(self, then: Callable[[], object] | None = None) -> None:
        """Put the copy of a damaged queue in its place, and have it seen to; `then` follows."""

        def work(report: Report) -> Path:
            aside = holding.restore_queue(usual_path())
            with Queue(only_look=True) as queue:
                if queue.in_state("waiting", "running"):
                    holding.ensure_supervised(queue.path, devices)
            return aside

        devices = self.devices()
        self._workbench.jobs.start(
            tr("Restoring the queue"),
            work,
            functools.partial(self._restored, then),
            self._not_restored,
            lane="requests",
        )

    def _restored(self, then: Callable[[], object] | None, aside: Path) -> None:
        self._workbench.notify(tr("The queue is restored; the damaged one is kept as {name}", name=aside.name))
        self._changed(None)
        if then is not None:
            then()

    def _not_restored(self, error: BaseException) -> None:
        self._workbench.report_error(tr("Restoring the queue"), error)

    def _change(self, name: str, work: Callable[[Sequence[Device], Report], None]) -> None:
        self._workbench.jobs.start(
            name, functools.partial(work, self.devices()), self._changed, lane="requests", quiet=True
        )

    def _changed(self, _: object) -> None:
        self.written.emit()
        self.refresh()

    # ---- looking --------------------------------------------------------------------------------------------------

    def _take(self, found: tuple[list[OpenJob], bool]) -> None:
        entries, unseen = found
        news = entries != self.entries or self.problem is not None
        self.entries, self.problem = entries, None
        self._timer.setInterval(_LOOK_BUSY if any(each.state in ("waiting", "running") for each in entries) else
                                _LOOK_IDLE)  # fmt: skip
        if unseen and not self._patience.isActive():
            self._patience.start()
            devices = self.devices()
            self._workbench.jobs.start(
                tr("Seeing to the queue"),
                lambda report: holding.ensure_supervised(usual_path(), devices),
                lane="requests",
                quiet=True,
            )
        if news:
            self.changed.emit()

    def _fail(self, error: BaseException) -> None:
        """A queue that cannot be read now may be in a moment: the next look tells."""
        if isinstance(error, EngineError) and str(error) != str(self.problem or ""):
            self.problem = error
            self.changed.emit()

    def _open(self) -> None:
        self._timer.start()
        self.refresh()

    def _close(self) -> None:
        self._timer.stop()
        if self.entries:
            self.entries = []
            self.changed.emit()


def _read(folder: Path, report: Report) -> tuple[list[OpenJob], bool]:
    """The project's open jobs in the order in which they come, and whether the queue has work that nobody sees to."""
    path = usual_path()
    if not path.is_file():
        return [], False
    with Queue(only_look=True) as queue:
        jobs = queue.in_state(*OPEN)
    busy = any(job.state in ("waiting", "running") for job in jobs)
    running = [job for job in jobs if job.state == "running"]
    entries, before = [], 0
    for job in jobs:
        report(0, None)
        if job.run.is_relative_to(folder):
            entries.append(_entry(job, running, before))
        before += job.state == "waiting" and _only_its_turn(job)
    return entries, busy and not holding.is_supervised(path)


def _entry(job: Job, running: Sequence[Job], before: int) -> OpenJob:
    ahead = in_its_way(job, running) if job.state == "waiting" else []
    reason = job.reason
    if ahead and not reason and _only_its_turn(job):
        reason = turn_words(ahead, before)
    return OpenJob(
        job=job.id, path=job.run, name=run_name(job.run), state=job.state, words=job_words(job),
        when=when_words(job), reason=reason, cause=job.cause,
        ahead=tuple((each.id, run_name(each.run)) for each in ahead),
        before=before, is_next=job.state == "waiting" and not ahead and _only_its_turn(job),
        sets_aside=job.state == "running" and bool(job.wish),
    )  # fmt: skip


def _only_its_turn(job: Job) -> bool:
    """It waits for nothing but a device."""
    return job.condition is None and job.schedule is None and job.next_try_at is None


def _start_now(job: int, aside: int | None, devices: Sequence[Device], report: Report) -> None:
    with Queue() as queue:
        queue.start_next(job)
        if aside is not None:
            rests = RunDirectory(queue.job(aside).run).read_state().status == "paused"
            (queue.pause if rests else queue.yield_device)(aside)  # who has paused it does not find it training later
    holding.ensure_supervised(queue.path, devices)


def _ask(what: Callable[[Queue, int], None], job: int, devices: Sequence[Device], report: Report) -> None:
    with Queue() as queue:
        what(queue, job)
        state = queue.job(job).state
    if state in ("waiting", "running"):  # else nobody has to see to it
        holding.ensure_supervised(queue.path, devices)


def _train_on(job: int, device: str, devices: Sequence[Device], report: Report) -> None:
    with Queue() as queue:
        queue.change(job, device=device)
        held = queue.job(job).state == "held"
    if held:
        _ask(Queue.resume, job, devices, report)


def _move(job: int, before: int | None, devices: Sequence[Device], report: Report) -> None:
    with Queue() as queue:
        queue.move(job, before=before)


def _prioritise(job: int, priority: int, devices: Sequence[Device], report: Report) -> None:
    with Queue() as queue:
        queue.prioritise(job, priority)
