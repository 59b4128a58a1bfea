"""The supervisor: starts the jobs of a queue, one for each device, watches their processes, and starts them again.

Trainings are processes of their own and outlive it; whoever supervises next adopts those that run. One supervisor at a
time sees to a queue: it holds a lock that the operating system frees when it dies. All that it knows lies in the queue
and in the run directories; so it may be killed at any moment.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from gan_engine import atomic, door
from gan_engine.errors import DamagedQueueError, EngineError
from gan_engine.manager.conditions import Conditions
from gan_engine.manager.devices import Device, ask_devices, first_free, kind_of, suitable
from gan_engine.manager.holding import hold_queue
from gan_engine.manager.job_times import JobTimes
from gan_engine.manager.jobs import OPEN, Job, State
from gan_engine.manager.pace import Pace, Patience
from gan_engine.manager.queue import Queue
from gan_engine.manager.retries import Retries
from gan_engine.manager.starting import HeldBack, halve_the_parts, is_under_way, start
from gan_engine.reporting import duration, kimg_words
from gan_engine.runs import processes, requests
from gan_engine.runs.run_directory import RunDirectory

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""Between two looks at everything: an end is noticed within that."""

_WAKE_SECONDS = 0.1
"""Between two questions whether somebody has changed the queue: what people wish is followed within that."""

_HELD_SECONDS = 60.0  # between two looks at what holds a job back
_DEVICES_SECONDS = 600.0  # between two times that torch is asked for a device that is not there
_KEPT_SECONDS = 60.0  # a device is kept for a job that is tried again within that
_ASK_AGAIN_SECONDS = 30.0  # before a training is asked once more to end
_PROBE_BYTES = 64 * 1024  # more than what a training writes to tell that it lives


class Supervisor:
    """Sees to one queue, in rounds. Only within `hold`."""

    def __init__(
        self,
        queue: Queue,
        *,
        devices: Callable[[], Sequence[Device]] = ask_devices,
        known: Sequence[Device] = (),
        retries: Retries | None = None,
        patience: Patience | None = None,
        only: Collection[int] | None = None,
    ) -> None:
        """`only` these jobs are watched and started; left out, all. `known`: what `devices` would answer just now."""
        self._queue = queue
        self._only = only
        self._ask_devices = devices
        self._devices = known
        self._devices_asked_at = float("-inf")
        self._retries = retries or Retries()
        self._patience = patience or Patience()
        self._conditions = Conditions()
        self._paces: dict[int, Pace] = {}
        self._asked_to_end: dict[int, float] = {}
        self._times = JobTimes()
        self._not_before: dict[int, tuple[float, float]] = {}
        self._held_looked_at = float("-inf")
        self._said: dict[int, str] = {}
        self._together: dict[int, bool] = {}
        self._trouble = ""

    def hold(self) -> AbstractContextManager[None]:
        """Be the one who sees to this queue. Raises `QueueError` while another process does."""
        return hold_queue(self._queue.path)

    def look(self) -> None:
        """One round: see how the running jobs are, and start what can be started.

        Raises nothing that passes: only `DamagedQueueError`, for whoever restores the queue needs it let go of.
        """
        try:
            running = self._mine("running")
            self._times.look(running)
            for job in running:
                self._watch(job)
            self._start_what_can()
            self._trouble = ""
        except DamagedQueueError:
            raise
        except (EngineError, OSError) as error:  # a full disk, a queue locked by a backup: it passes
            if str(error) != self._trouble:
                self._trouble = str(error)
                log.warning("%s It is tried again.", error)

    def rest(self, seconds: float, stopped: Callable[[], bool]) -> None:
        """Wait so long, or until somebody changes something in the queue."""
        until = time.monotonic() + seconds
        with contextlib.suppress(EngineError, OSError):  # the next look meets it too
            seen = self._queue.version()
            while (left := until - time.monotonic()) > 0 and not stopped() and self._queue.version() == seen:
                time.sleep(min(left, _WAKE_SECONDS))
            return
        time.sleep(max(0.0, until - time.monotonic()))

    def is_idle(self) -> bool:
        """Is there nothing that runs, and nothing that could be started by itself later?"""
        return not self._mine("running", "waiting")

    def _mine(self, *states: State) -> list[Job]:
        found = self._queue.in_state(*states)
        return found if self._only is None else [job for job in found if job.id in self._only]

    # Running jobs

    def _watch(self, job: Job) -> None:
        run = RunDirectory(job.run)
        if not is_under_way(run):
            self._has_ended(job, run, "killed" if run.did_not_start() else run.live_status())
            return
        now = time.monotonic()
        if job.id not in self._paces:  # it was found running
            self._paces[job.id] = Pace(now, longest_gap=job.longest_gap, under_way=run.is_held())
            self._queue.begin_spell(job.id, run.read_state().kimg)
        pace = self._paces[job.id]
        before = pace.longest_gap
        state = run.read_state()
        pace.see((state.status, state.heartbeat, state.images, _size(run.events_file)), now, self._patience)
        if state.status == "paused":
            pace.wait()
        if pace.longest_gap > max(1.0, 1.5 * before):
            self._queue.learn_gap(job.id, pace.longest_gap)
        if not job.wish and not self._times.may_run(job):
            self._queue.yield_device(job.id)
        elif job.wish:
            self._ask_to_end(job, run, now)
        elif pace.is_stuck(self._patience):
            if not _takes_files(run.path):  # it goes on, and cannot tell of it
                pace.wait()
                return
            log.warning("%s: nothing was heard of it for %s; it is ended.", job.name, duration(pace.silent_for))
            processes.end_training(run.path)
            self._has_ended(job, run, "hang")

    def _ask_to_end(self, job: Job, run: RunDirectory, now: float) -> None:
        if now >= self._asked_to_end.get(job.id, float("-inf")):
            self._asked_to_end[job.id] = now + _ASK_AGAIN_SECONDS
            with contextlib.suppress(EngineError):  # it may have ended meanwhile
                requests.ask(run.path, "stop")

    def _has_ended(self, job: Job, run: RunDirectory, how: str) -> None:
        """Say how the job stands now that its process has gone."""
        pace = self._paces.pop(job.id, None)
        self._asked_to_end.pop(job.id, None)
        if pace is not None:
            self._queue.learn_gap(job.id, pace.longest_gap)
        state = run.read_state()
        self._said.pop(job.id, None)
        if not self._queue.end_spell(job.id, state.kimg, how):  # we were killed before its process was started
            self._queue.set_state(job.id, "waiting", tries=job.tries, failed_at=job.failed_at)
        elif how == "finished" and not (job.wish == "wait" and state.images < round(1000 * job.kimg)):
            self._queue.set_state(job.id, "done")
        elif how in ("finished", "stopped") and job.wish:  # what is wished for goes before what is said here
            self._queue.set_state(job.id, "waiting")
        elif how == "stopped":
            self._queue.set_state(
                job.id, "done", reason=f"It was stopped at {kimg_words(state.kimg)} kimg; everything is saved."
            )
        else:
            self._has_failed(job, run, how)

    def _has_failed(self, job: Job, run: RunDirectory, how: str) -> None:
        """Try again, later and later; give up where it comes no further."""
        point = run.resumable_kimg()
        tries = self._retries.count(job.tries, job.failed_at, point)
        what = self._what_happened(run, how)
        if how == "failed" and run.read_state().failure == "memory":
            parts = self._with_parts(run)
            if parts is None:
                self._queue.set_state(job.id, "failed", cause="memory", reason=what, tries=tries, failed_at=point)
                return
            wait = self._retries.first
            self._queue.set_state(
                job.id, "waiting", cause="memory", tries=1, failed_at=point, next_try_at=time.time() + wait,
                reason=f"There was not enough memory. The next try goes through each batch in {parts} parts: "
                "as good, and slower.",
            )  # fmt: skip
            return
        of_its_own = how == "failed" and run.read_state().failure == ""
        if self._retries.is_given_up(tries, of_its_own=of_its_own):
            at = kimg_words(point)
            reason = f"Given up after {tries} failures at {at} kimg without a step forward between them. {what}"
            self._queue.set_state(job.id, "failed", cause="again", reason=reason, tries=tries, failed_at=point)
            return
        wait = self._retries.wait(tries)
        again = "" if tries == 1 else f" (failure {tries} at this point)"
        self._queue.set_state(
            job.id, "waiting", cause="again", tries=tries, failed_at=point, next_try_at=time.time() + wait,
            reason=f"{what} It goes on from {kimg_words(point)} kimg in {duration(wait)}{again}.",
        )  # fmt: skip

    def _what_happened(self, run: RunDirectory, how: str) -> str:
        if run.did_not_start():
            return f"Its process could not start. {processes.last_words(run.log_file)}".rstrip()
        match how:
            case "failed":
                return run.read_state().message or "It failed."
            case "interrupted":
                return "It was interrupted; everything was saved."
            case "hang":
                return "Nothing was heard of it any more, and its process was ended."
            case _:
                return "Its process was killed, or the machine stopped."

    def _with_parts(self, run: RunDirectory) -> int | None:
        with contextlib.suppress(EngineError):
            return halve_the_parts(run)
        return None

    # Starting

    def _start_what_can(self) -> None:
        now = time.monotonic()
        states: list[State] = ["waiting"]
        if now - self._held_looked_at >= _HELD_SECONDS:
            self._held_looked_at = now
            states.append("held")
        candidates = self._mine(*states)
        if not candidates:
            return
        if not self._devices:
            self._look_for_devices(now)
        taken: set[str] = set()
        for job in self._queue.in_state("running"):
            taken |= self._used_by(job)
        for job in candidates:
            if (wait := self._wait_left(job, now)) > 0:
                if wait <= _KEPT_SECONDS:  # who fell is up again in a moment: nobody takes the place meanwhile
                    taken |= self._used_by(job)
                continue
            if not self._conditions_met(job):
                continue
            if not self._times.may_run(job):
                self._queue.note(job.id, self._times.reason(job))
                continue
            names = self._suitable(job, now)
            if not names:
                self._hold_back(job, HeldBack("device", _device_gone(job, self._devices)))
            elif self._trains_together(job):
                taken |= self._start_together(job, names[0], taken)
            elif (device := first_free(names, taken)) is not None and self._start(job, device):
                taken.add(device)

    def _trains_together(self, job: Job) -> bool:
        """Is it to be trained by several processes, each on a device of its own?"""
        if job.id not in self._together:
            processes = self._queue.document(job.id)["configuration"].get("processes", 1)
            self._together[job.id] = isinstance(processes, int) and processes > 1
        return self._together[job.id]

    def _used_by(self, job: Job) -> set[str]:
        """The devices that a job has, or keeps: all of a kind where several processes train it."""
        return self._alike(job.used_device) if self._trains_together(job) else {job.used_device}

    def _alike(self, device: str) -> set[str]:
        return {device, *(each.name for each in self._devices if kind_of(each.name) == kind_of(device))}

    def _start_together(self, job: Job, device: str, taken: Collection[str]) -> set[str]:
        """Start it once all devices of the kind are free; until then nobody who comes later is given one."""
        wanted = self._alike(device)
        if wanted.isdisjoint(taken):
            self._start(job, device)
        return wanted

    def _suitable(self, job: Job, now: float) -> list[str]:
        """The devices that the job may run on; where there is none torch is asked again, not too often."""
        names = suitable(job.device, self._devices, begun_on=job.used_device)
        patience = _DEVICES_SECONDS if job.state == "held" else _DEVICES_SECONDS / 20
        if not names and now - self._devices_asked_at >= patience:
            self._look_for_devices(now)
            names = suitable(job.device, self._devices, begun_on=job.used_device)
        return names

    def _look_for_devices(self, now: float) -> None:
        self._devices, self._devices_asked_at = self._ask_devices(), now

    def _wait_left(self, job: Job, now: float) -> float:
        """Seconds until its next try: by a clock that nobody sets back, once the moment has been read."""
        if job.next_try_at is None:
            return 0.0
        known = self._not_before.get(job.id)
        if known is None or known[0] != job.next_try_at:
            wait = min(max(0.0, job.next_try_at - time.time()), self._retries.cap)
            known = self._not_before[job.id] = (job.next_try_at, now + wait)
        return known[1] - now

    def _conditions_met(self, job: Job) -> bool:
        if job.condition is None or self._conditions.is_met(job.condition):
            return True
        other = RunDirectory(Path(job.condition.run))
        waited_for = self._queue.job_of(other.path)
        if (waited_for is None or waited_for.state not in OPEN) and not is_under_way(other):
            self._hold_back(job, HeldBack("measure", self._conditions.words(job.condition)))
        return False

    def _start(self, job: Job, device: str) -> bool:
        run = RunDirectory(job.run)
        before = run.read_state()
        if run.live_status() == "finished" and before.images >= round(1000 * job.kimg):
            self._queue.set_state(job.id, "done")
            return False
        if not self._queue.take(job.id, device):
            return False
        try:
            start(self._queue, job, device, self._devices)
        except HeldBack as held:
            self._hold_back(job, held)
            return False
        self._paces[job.id] = Pace(time.monotonic(), longest_gap=job.longest_gap)
        self._queue.begin_spell(job.id, before.kimg)
        log.info("%s: started on %s.", job.name, device)
        return True

    def _hold_back(self, job: Job, held: HeldBack) -> None:
        if self._said.get(job.id) != held.reason:
            self._said[job.id] = held.reason
            log.warning("%s is held: %s", job.name, held.reason)
        self._queue.set_state(
            job.id, "held", cause=held.cause, reason=held.reason, tries=job.tries, failed_at=job.failed_at
        )


def supervise(
    supervisor: Supervisor,
    *,
    once: bool = False,
    stopped: Callable[[], bool] = lambda: False,
    wait: float = LOOK_SECONDS,
) -> None:
    """Go round after round until `stopped`, or `once` until nothing is left to do.

    Raises as `Supervisor.hold` and `Supervisor.look`.
    """
    while True:
        with supervisor.hold():
            while not stopped():
                supervisor.look()
                if once and supervisor.is_idle():
                    break
                supervisor.rest(wait, stopped)
        if stopped() or (once and supervisor.is_idle()):  # else something came while the lock was being given back
            return


def _device_gone(job: Job, devices: Sequence[Device]) -> str:
    wanted = job.used_device or job.device
    there = ", ".join(f"{device.name} ({device.title})" for device in devices)
    return f"The device {wanted} is not there; there is {there}. Nothing was started."


def _takes_files(folder: Path) -> bool:
    """Is there room on the disk, and may it be written to?"""
    probe = folder / f"{atomic.TEMPORARY}probe"
    try:
        atomic.write_bytes(probe, bytes(_PROBE_BYTES), root=folder)
        door.remove_file(probe, root=folder, missing_ok=True)
    except (EngineError, OSError):
        return False
    return True


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
