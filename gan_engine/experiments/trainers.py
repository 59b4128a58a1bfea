"""Who trains the arms of an experiment: the queue, as any other trainings, or this process itself."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from gan_engine.errors import DatasetError, EngineError, QueueError, RunError
from gan_engine.manager.holding import is_supervised
from gan_engine.manager.jobs import OPEN, Job, JobPlan
from gan_engine.manager.queue import Queue
from gan_engine.manager.supervisor import Supervisor
from gan_engine.reporting import Cancelled, Report
from gan_engine.runs import requests
from gan_engine.runs.run_directory import UNDERWAY, RunDirectory
from gan_engine.training.loop import train
from gan_engine.training.training_run import Reason

_LOOK_SECONDS = 0.3
_SAVE_SECONDS = 120.0  # that a training may take to finish its step and save


class Trainer(Protocol):
    """Trains runs one after the other."""

    def expect(self, run: RunDirectory, document: Mapping[str, Any], begun: bool) -> None:
        """`run`, with `document` as its run.json, is to be trained later; `begun`: it is there already."""

    def train(self, run: RunDirectory, report: Report) -> Reason:
        """Train one that was expected, to its end. Raises `EngineError`, `KeyboardInterrupt`."""


class TrainerHere:
    """Trains in this process."""

    def __init__(self) -> None:
        self._documents: dict[Path, Mapping[str, Any]] = {}

    def expect(self, run: RunDirectory, document: Mapping[str, Any], begun: bool) -> None:
        if not begun:
            self._documents[run.path] = document

    def train(self, run: RunDirectory, report: Report) -> Reason:
        if (document := self._documents.pop(run.path, None)) is not None:
            RunDirectory.create(run.path, document)
        elif run.live_status() not in UNDERWAY:  # what was asked of it before it was interrupted is no longer meant
            requests.clear(run.path)
        return train(run, report=report)


class TrainerByQueue:
    """Makes a job of each run. Where nobody sees to the queue, it does so for these jobs while it waits for one."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._jobs: dict[Path, int] = {}

    def expect(self, run: RunDirectory, document: Mapping[str, Any], begun: bool) -> None:
        there = self._queue.job_of(run.path)
        if there is not None and there.state in OPEN:
            self._jobs[run.path] = there.id
            self._queue.resume(there.id)
            return
        device = str(document["configuration"].get("device", "auto"))
        self._jobs[run.path] = self._queue.add(JobPlan(run=run.path, document=document, begun=begun, device=device))

    def train(self, run: RunDirectory, report: Report) -> Reason:
        number = self._jobs[run.path]
        supervisor = Supervisor(self._queue, only=frozenset(self._jobs.values()))
        try:
            while (job := self._queue.job(number)).state in ("waiting", "running", "paused"):
                self._look(supervisor)
                state = run.read_state()
                if job.state == "running" and state.total_kimg:
                    report(state.images, round(1000 * state.total_kimg), job.reason)
                time.sleep(_LOOK_SECONDS)
        except (KeyboardInterrupt, Cancelled):
            self._let_go(supervisor)
            raise KeyboardInterrupt from None
        return self._outcome(job, run)

    def _look(self, supervisor: Supervisor) -> None:
        if is_supervised(self._queue.path):
            return
        with contextlib.suppress(QueueError), supervisor.hold():  # somebody else was faster
            supervisor.look()

    def _let_go(self, supervisor: Supervisor) -> None:
        """Take the jobs out of the queue: the one that runs saves and ends first."""
        for number in self._jobs.values():
            if self._queue.job(number).state in OPEN:
                self._queue.remove(number)
        end = time.monotonic() + _SAVE_SECONDS
        while any(self._queue.job(number).state in OPEN for number in self._jobs.values()):
            self._look(supervisor)
            time.sleep(_LOOK_SECONDS)
            if time.monotonic() > end:
                return

    def _outcome(self, job: Job, run: RunDirectory) -> Reason:
        if job.state == "done":
            return "done" if run.live_status() == "finished" else "stopped"
        if job.state == "removed":
            return "stopped"
        if job.state == "held":
            self._queue.remove(job.id)  # the same command goes on once what holds it back is put right
            kind: type[EngineError] = DatasetError if job.cause == "dataset" else RunError
            raise kind(job.reason)
        raise RunError(run.read_state().message or job.reason)
