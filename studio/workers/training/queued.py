"""Trainings of the project that wait in the user's queue: put there, listed, started at once, taken out."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from gan_engine import door
from gan_engine.errors import EngineError, QueueError
from gan_engine.manager.database import usual_path
from gan_engine.manager.holding import ensure_supervised
from gan_engine.manager.jobs import JobPlan
from gan_engine.manager.queue import Queue
from gan_engine.manager.schedule import Schedule
from gan_engine.reporting import Report
from gan_engine.runs.run_directory import run_name
from studio.workers.engine import Answer
from studio.workers.training.runs import NewRun
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.project.project import Project

_LOOK = 2500  # milliseconds


@dataclass(frozen=True)
class WaitingTraining:
    """A job of the queue that does not run."""

    job: int
    path: Path
    name: str
    when: str
    """When it may run, in words; "" at any time."""
    reason: str
    """Why it does not run now; "" where it only waits for its turn."""


class QueuedTrainings(QObject):
    """`changed` when one came, went or has another reason; `added(path, words)` when one was put there."""

    changed = Signal()
    added = Signal(object, str)
    failed = Signal(object, object)
    """(NewRun, error): it could not be put there."""
    written = Signal()
    """Something was changed in the queue from here."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.entries: list[WaitingTraining] = []
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.refresh)
        workbench.project_opened.connect(self._open)
        workbench.project_closing.connect(self._close)
        if workbench.project is not None:
            self._open()

    def entry(self, job: int) -> WaitingTraining | None:
        return next((entry for entry in self.entries if entry.job == job), None)

    def refresh(self) -> None:
        """Look into the queue now."""
        project = self._workbench.project
        if project is not None:
            self._workbench.jobs.start(
                "Looking into the queue", functools.partial(_read, project.folder), self._take, self._leave,
                key="train.queued", quiet=True,
            )  # fmt: skip

    def add(self, new: NewRun) -> None:
        """Put a new training into the queue, frozen as it is now; `added` follows, or `failed`."""
        project = self._workbench.project
        if project is not None:
            self._workbench.jobs.start(
                "Queueing the training", functools.partial(_place, project, new.name),
                functools.partial(self._describe, new), functools.partial(self._could_not, new), quiet=True,
            )  # fmt: skip

    def start_now(self, job: int) -> None:
        """Let it run as soon as its device is free, before all others that wait, whatever the hour."""
        self._change("Starting the training", functools.partial(_at_once, job))

    def pause(self, job: int) -> None:
        """Keep it from being started; one that runs saves and ends first."""
        self._change("Pausing the training", functools.partial(_ask, Queue.pause, job))

    def resume(self, job: int) -> None:
        """Let it be started again, one that was given up too."""
        self._change("Resuming the training", functools.partial(_ask, Queue.resume, job))

    def move(self, job: int, before: int | None) -> None:
        """Put it right before another one, into its priority; with None behind all of its own."""
        self._change("Moving the training", functools.partial(_move, job, before))

    def prioritise(self, job: int, priority: int) -> None:
        """The higher the sooner; behind those that have it already."""
        self._change("Moving the training", functools.partial(_prioritise, job, priority))

    def remove(self, job: int) -> None:
        """Take it out of the queue; what was trained of it stays."""
        self._change("Taking it out of the queue", functools.partial(_ask, Queue.remove, job))

    def _change(self, name: str, work: Any) -> None:
        self._workbench.jobs.start(name, work, self._changed, lane="requests", quiet=True)

    def _changed(self, _: object) -> None:
        self.written.emit()
        self.refresh()

    def _describe(self, new: NewRun, path: Path) -> None:
        asked = {
            "run": str(path), "dataset": str(new.dataset), "recipe": new.recipe, "settings": dict(new.settings),
            "snapshot": None if new.snapshot is None else str(new.snapshot),
        }  # fmt: skip
        self._workbench.engine.call(
            "describe_training", asked, name="Queueing", done=functools.partial(self._put, new, path),
            failed=functools.partial(self._could_not, new),
        )  # fmt: skip

    def _put(self, new: NewRun, path: Path, answer: Answer) -> None:
        plan = JobPlan(
            run=path, document=answer.values["document"], device=answer.values["device"], schedule=new.schedule
        )  # fmt: skip
        self._workbench.jobs.start(
            "Queueing the training", functools.partial(_add, plan), functools.partial(self._added, new, path),
            functools.partial(self._could_not, new), quiet=True,
        )  # fmt: skip

    def _added(self, new: NewRun, path: Path, _: object) -> None:
        self.refresh()
        self.added.emit(path, f"“{run_name(path)}” trains {Schedule.of(new.schedule).words}")

    def _could_not(self, new: NewRun, error: BaseException) -> None:
        if not isinstance(error, EngineError):
            self._workbench.report_error("Queueing the training", error)
        self.failed.emit(new, error)

    def _take(self, entries: list[WaitingTraining]) -> None:
        if entries != self.entries:
            self.entries = entries
            self.changed.emit()

    def _leave(self, error: BaseException) -> None:
        """A queue that cannot be read now may be in a moment: the next look tells."""

    def _open(self) -> None:
        self._timer.start()
        self.refresh()

    def _close(self) -> None:
        self._timer.stop()
        self._take([])


def _read(folder: Path, report: Report) -> list[WaitingTraining]:
    if not usual_path().is_file():
        return []
    with Queue(only_look=True) as queue:
        jobs = [job for job in queue.in_state("waiting", "held", "paused") if job.run.is_relative_to(folder)]
    return [WaitingTraining(job.id, job.run, run_name(job.run), _when(job.schedule), job.reason) for job in jobs]


def _when(schedule: Any) -> str:
    try:
        made = Schedule.of(schedule)
    except QueueError:
        return ""
    if made.hours is not None:
        return f"{made.hours.start:%H:%M}"
    return "when unused" if made.unused_minutes is not None else ""


def _place(project: Project, name: str, report: Report) -> Path:
    """Its folder, made now so that nobody else takes the name."""
    path = project.new_run_dir(name)
    return door.make_folder(path, root=project.folder)


def _add(plan: JobPlan, report: Report) -> None:
    with Queue() as queue:
        queue.add(plan)
        path = queue.path
    ensure_supervised(path)


def _at_once(job: int, report: Report) -> None:
    with Queue() as queue:
        queue.change(job, at_once=True)
        queue.resume(job)
        if (first := queue.in_state("waiting", "held")[0].id) != job:
            queue.move(job, before=first)
        path = queue.path
    ensure_supervised(path)


def _ask(what: Callable[[Queue, int], None], job: int, report: Report) -> None:
    with Queue() as queue:
        what(queue, job)
        path, state = queue.path, queue.job(job).state
    if state in ("waiting", "running"):  # else nobody has to see to it
        ensure_supervised(path)


def _move(job: int, before: int | None, report: Report) -> None:
    with Queue() as queue:
        queue.move(job, before=before)


def _prioritise(job: int, priority: int, report: Report) -> None:
    with Queue() as queue:
        queue.prioritise(job, priority)
