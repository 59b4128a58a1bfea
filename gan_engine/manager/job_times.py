"""Whether jobs may run now, by their schedules and by what is on the machine."""

from __future__ import annotations

import time
from collections.abc import Iterable

from gan_engine.errors import QueueError
from gan_engine.manager.jobs import Job
from gan_engine.manager.machine_use import MachineUse, UseWatch
from gan_engine.manager.schedule import Schedule, Verdict
from gan_engine.runs.run_directory import RunDirectory

_USE_SECONDS = 5.0  # between two looks at whether somebody uses the machine: some desktops are asked by a process


class JobTimes:
    """Asks schedules; whether the machine is used is looked at only where one of them depends on it."""

    def __init__(self) -> None:
        self._watch: UseWatch | None = None
        self._use = MachineUse(None, "nothing")
        self._use_at = float("-inf")
        self._trainings: list[int] = []

    def look(self, running: Iterable[Job]) -> None:
        """Remember which trainings run: what they do is nobody's use of the machine."""
        pids = (RunDirectory(job.run).read_state().pid for job in running if job.schedule is not None)
        self._trainings = [pid for pid in pids if pid is not None]

    def may_run(self, job: Job) -> bool:
        return self._verdict(job).may_run

    def reason(self, job: Job) -> str:
        """Why it may not run now, for people."""
        return self._verdict(job).reason

    def _verdict(self, job: Job) -> Verdict:
        if job.schedule is None:
            return Verdict(True)
        try:
            schedule = Schedule.of(job.schedule)
        except QueueError as error:
            return Verdict(False, str(error))
        return schedule.verdict(time.time(), self._machine_use() if schedule.asks_for_use else self._use)

    def _machine_use(self) -> MachineUse:
        now = time.monotonic()
        if now - self._use_at >= _USE_SECONDS:
            self._watch = self._watch or UseWatch()
            self._use, self._use_at = self._watch.look(self._trainings), now
        return self._use
