"""The one way in which the window begins a training: described and checked, put into the user's queue, seen to.

Its supervisor starts it, at once where its device is free, and outlives the window. Only where the queue itself cannot
be used may a training be started without it, and only if the artist says so (`start_directly`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from gan_engine import door
from gan_engine.errors import DiskError, EngineError, QueueError
from gan_engine.manager import holding
from gan_engine.manager.devices import Device
from gan_engine.manager.jobs import JobPlan
from gan_engine.manager.plans import plan_to_go_on
from gan_engine.manager.queue import Queue
from gan_engine.reporting import Report
from gan_engine.runs import processes
from studio.words import tr, tr_noop
from studio.workers.engine import Answer
from studio.workers.training.beginnings import Beginning, GoOn, NewBranch, NewRun
from studio.workers.training.queue.open_jobs import OpenJobs
from studio.workers.training.runs import RunBook
from studio.workers.workbench import Workbench

_DOING = {
    NewRun: tr_noop("Starting the training"),
    NewBranch: tr_noop("Branching"),
    GoOn: tr_noop("Resuming the training"),
}


class QueueUnusableError(Exception):
    """The queue took nothing. `error` says why."""

    def __init__(self, path: Path, error: EngineError) -> None:
        super().__init__(str(error))
        self.path = path
        """The run directory of what was to begin."""
        self.error = error


class TrainingStarts(QObject):
    """`begun(path)`: it is in the queue, or started without; `failed(Beginning, error)`: it could not be;
    `blocked(Beginning, QueueUnusableError)`: it waits for what the artist wants done about the queue.
    """

    begun = Signal(object)
    failed = Signal(object, object)
    blocked = Signal(object, object)

    def __init__(self, workbench: Workbench, runs: RunBook, queued: OpenJobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._runs = runs
        self._queued = queued
        runs.refused.connect(self.failed)

    def begin(self, what: Beginning) -> None:
        """Begin it; `begun` follows, or `failed`, or `blocked`."""
        project = self._workbench.project
        if project is None:
            return
        if isinstance(what, GoOn):
            self._put(what, functools.partial(plan_to_go_on, what.path, kimg=what.kimg), what.path)
            return

        def work(report: Report) -> Path:  # made now, so that nobody else takes the name
            return door.make_folder(project.new_run_dir(what.name), root=project.folder)

        if isinstance(what, NewRun):
            then = functools.partial(self._describe, what)
        else:
            then = functools.partial(self._branch, what)
        could_not = functools.partial(self._could_not, what)
        self._workbench.jobs.start(tr(_DOING[type(what)]), work, then, could_not, quiet=True)

    def _describe(self, new: NewRun, path: Path) -> None:
        asked = {
            "run": str(path), "dataset": str(new.dataset), "recipe": new.recipe, "settings": dict(new.settings),
            "snapshot": None if new.snapshot is None else str(new.snapshot),
        }  # fmt: skip
        self._ask(new, path, "describe_training", asked, functools.partial(self._described, new, path))

    def _described(self, new: NewRun, path: Path, answer: Answer) -> None:
        plan = JobPlan(
            run=path, document=answer.values["document"], device=answer.values["device"], schedule=new.schedule
        )  # fmt: skip
        self._put(new, lambda: plan, path)

    def _branch(self, new: NewBranch, path: Path) -> None:
        asked = {"snapshot": str(new.snapshot), "run": str(path), "settings": dict(new.settings), "kimg": new.kimg}
        self._ask(new, path, "branch", asked, functools.partial(self._branched, new, path))

    def _branched(self, new: NewBranch, path: Path, _: Answer) -> None:
        self._put(new, functools.partial(plan_to_go_on, path), path)

    def _ask(
        self, what: Beginning, path: Path, method: str, asked: dict[str, Any], done: Callable[[Answer], None]
    ) -> None:
        self._workbench.engine.call(
            method, asked, name=tr(_DOING[type(what)]), done=done, failed=functools.partial(self._refused, what, path)
        )

    def _refused(self, what: Beginning, path: Path, error: BaseException) -> None:
        """The engine found something wrong: nothing is left of it."""
        self._workbench.jobs.start(
            tr(_DOING[type(what)]), lambda report: processes.discard_unstarted(path),
            failed=functools.partial(self._could_not, what), lane="requests", quiet=True,
        )  # fmt: skip
        self._could_not(what, error)

    def _put(self, what: Beginning, plan: Callable[[], JobPlan], path: Path) -> None:
        self._workbench.jobs.start(
            tr(_DOING[type(what)]), functools.partial(_put, what, plan, path, self._queued.devices()),
            functools.partial(self._placed, what), functools.partial(self._could_not, what),
        )  # fmt: skip

    def _placed(self, what: Beginning, path: Path) -> None:
        if (old := self._runs.entry(what.replaces)) is not None and old.underway:
            self._runs.ask(old.path, "stop")
        self._queued.written.emit()
        self._queued.refresh()
        self._runs.refresh()
        self.begun.emit(path)

    def _could_not(self, what: Beginning, error: BaseException) -> None:
        if isinstance(error, QueueUnusableError):
            self.blocked.emit(what, error)
            return
        if not isinstance(error, EngineError):
            self._workbench.report_error(tr(_DOING[type(what)]), error)
        self.failed.emit(what, error)

    # ---- where the queue cannot be used -----------------------------------------------------------------------------

    def again(self, what: Beginning, why: QueueUnusableError) -> None:
        """Put it into the queue once more."""
        if isinstance(what, NewRun):
            self._describe(what, why.path)
        else:
            self._put(what, functools.partial(plan_to_go_on, why.path, kimg=what.kimg), why.path)

    def restore_and_begin(self, what: Beginning, why: QueueUnusableError) -> None:
        """Put the copy of the queue in its place, then it into the queue."""
        self._queued.restore(functools.partial(self.again, what, why))

    def start_directly(self, what: Beginning, why: QueueUnusableError) -> None:
        """Start its process from here, with nobody who starts it again: the queue takes nothing."""

        def work(report: Report) -> Path:
            if isinstance(what, NewRun):
                processes.start_training(
                    why.path, what.dataset, recipe=what.recipe, settings=what.settings, snapshot=what.snapshot
                )
            else:
                processes.resume_training(why.path, kimg=what.kimg if isinstance(what, GoOn) else None)
            return why.path

        self._runs.judge(why.path, what)
        self._workbench.jobs.start(
            tr(_DOING[type(what)]),
            work,
            functools.partial(self._placed, what),
            functools.partial(self._could_not, what),
        )

    def give_up(self, what: Beginning, why: QueueUnusableError) -> None:
        """It is not to begin after all; a branch that was made stays, to be gone on with."""
        if isinstance(what, NewRun):
            self._workbench.jobs.start(
                tr("Leaving it"), lambda report: processes.discard_unstarted(why.path), lane="requests", quiet=True
            )


def _put(
    what: Beginning, plan: Callable[[], JobPlan], path: Path, devices: Sequence[Device], report: Report
) -> Path:  # fmt: skip
    made = plan()
    try:
        with Queue() as queue:
            job = queue.go_on(made)
            if what.replaces is not None:
                queue.start_next(job)
        holding.ensure_supervised(queue.path, devices)
    except (QueueError, DiskError) as error:
        raise QueueUnusableError(path, error) from error
    return path
