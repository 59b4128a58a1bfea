"""What a training reports: events, state.json, speed, and the caller's progress.

Telling must never end a training: where the disk takes nothing more, that is logged and the loop goes on.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from gan_engine.device import memory_used
from gan_engine.errors import DiskError
from gan_engine.reporting import Report, kimg_words
from gan_engine.runs.events import Event, HealthChanged, Progress
from gan_engine.runs.run_directory import RunDirectory, RunState, Status
from gan_engine.training.health.watch import Health
from gan_engine.training.state import TrainingState

log = logging.getLogger(__name__)

_PROGRESS_SECONDS = 0.1  # at least between two Progress events
_PROGRESS_SHARE = 1 / 36000  # of the run time so far, likewise: a week's events stay readable
_STATE_SECONDS = 2.0
_SPEED_SECONDS = 10.0  # the stretch of work that the speed is taken from
_SCORES = ("real", "fake")


class Journal:
    """Keeps the time and writes the run directory's events and state for one process."""

    def __init__(
        self,
        run: RunDirectory,
        state: TrainingState,
        *,
        total_images: int,
        report: Report,
        starter: int | None = None,
    ) -> None:
        self._run = run
        self._state = state
        self._total_images = total_images
        self._report = report
        self._state_file = RunState(pid=os.getpid(), starter=starter, total_kimg=total_images / 1000)
        self._seconds_before = 0.0
        self._clock_start = time.monotonic()
        self._progress_at = self._state_at = float("-inf")
        self._not_working = 0.0  # seconds spent on samples, snapshots and pauses
        self._marks: deque[tuple[float, int]] = deque()  # (seconds of work, images)
        self._waits: deque[tuple[float, float]] = deque()  # (seconds of work, of these spent waiting for pictures)
        self._waited = 0.0
        self._told_step: int | None = None
        self._disk_was_full = False

    @property
    def seconds(self) -> float:
        """Run time so far: pauses and the time between a kill and its resume not counted."""
        return self._seconds_before + time.monotonic() - self._clock_start

    @property
    def speed(self) -> float | None:
        """Pictures a second over the last stretch of work."""
        if len(self._marks) < 2:
            return None
        (start, before), (end, now) = self._marks[0], self._marks[-1]
        return (now - before) / (end - start) if end > start else None

    @property
    def waiting(self) -> float | None:
        """The share of the last stretch of work that went by waiting for pictures; None as long as that stretch is too
        short to say."""
        (begun, before), (now, waited) = self._waits[0], self._waits[-1]
        return (waited - before) / (now - begun) if now - begun > _SPEED_SECONDS / 2 else None

    @property
    def best_snapshot(self) -> str | None:
        return self._state_file.best_snapshot

    def go_on_from(self, seconds: float, best_snapshot: str | None) -> None:
        """Continue the clock of the run that is resumed."""
        self._seconds_before, self._clock_start = seconds, time.monotonic()
        self._state_file = replace(self._state_file, best_snapshot=best_snapshot)

    @contextlib.contextmanager
    def aside(self, *, counts: bool = True) -> Iterator[None]:
        """Time within the block says nothing of the speed; unless it `counts`, it is no run time either."""
        start = time.monotonic()
        try:
            yield
        finally:
            spent = time.monotonic() - start
            self._not_working += spent
            if not counts:
                self._clock_start += spent

    @contextlib.contextmanager
    def waits_for_pictures(self) -> Iterator[None]:
        """Within the block the training does nothing but wait for the next pictures."""
        start = time.monotonic()
        yield
        self._waited += time.monotonic() - start

    def tell(self, kind: type[Event], *, kimg: float | None = None, **values: Any) -> None:
        """Append an event of this moment; `kimg` where it speaks of an earlier one."""
        now = self._state.kimg if kimg is None else kimg
        self.append(kind(time=round(self.seconds, 3), kimg=now, **values))

    def tell_health(self, health: Health | None) -> None:
        """Append how the training's health stands, if it has changed."""
        if health is None:
            return
        problem = health.problem
        if problem is None:
            self.tell(HealthChanged, problem="")
            return
        log.warning("%s %s", problem.what, problem.do)
        self.tell(HealthChanged, problem=problem.name, what=problem.what, do=problem.do, also=list(health.also))

    def is_progress_due(self) -> bool:
        interval = max(_PROGRESS_SECONDS, self.seconds * _PROGRESS_SHARE)
        return time.monotonic() - self._progress_at >= interval

    def tell_progress(self, *, again: bool = True) -> tuple[dict[str, float], int]:
        """Append where the training is; returns the running means and the steps in a row that were not finite.

        Unless `again`, a step that was told of already is not told of twice.
        """
        means, bad_steps = self._state.means.read()  # waits for the device, so that the clock below is honest
        if self._told_step == self._state.step and not again:
            return means, bad_steps
        self._told_step = self._state.step
        self._progress_at = time.monotonic()
        worked = self._progress_at - self._not_working
        self._marks.append((worked, self._state.images))
        self._waits.append((worked, self._waited))
        while self._marks[-1][0] - self._marks[0][0] > _SPEED_SECONDS:
            self._marks.popleft()
            self._waits.popleft()
        speed = self.speed
        self.tell(
            Progress,
            step=self._state.step,
            losses={name: value for name, value in means.items() if name not in _SCORES and "." not in name},
            scores={name: value for name, value in means.items() if name in _SCORES},
            notes={name: value for name, value in means.items() if "." in name},
            images_per_second=speed,
            seconds_per_kimg=1000 / speed if speed else None,
            seconds_left=self.seconds_left,
            memory_mb=memory_used(self._state.device) / 2**20,
        )
        done = min(self._state.images, self._total_images)
        self._report(done, self._total_images, f"{kimg_words(self._state.kimg)} kimg")
        return means, bad_steps

    def set_best(self, snapshot: str) -> None:
        """Name the best snapshot in state.json."""
        self.set_status(self._state_file.status, best_snapshot=snapshot)

    def set_length(self, total_images: int) -> None:
        """The training is to be shown so many pictures in all."""
        self._total_images = total_images
        self._state_file = replace(self._state_file, total_kimg=total_images / 1000)
        self.set_status(self._state_file.status)

    def beat(self) -> None:
        """Write state.json if the last time is a while ago."""
        if time.monotonic() - self._state_at >= _STATE_SECONDS:
            self.set_status(self._state_file.status)

    def set_status(self, status: Status, message: str = "", best_snapshot: str | None = None) -> None:
        """Write state.json now."""
        self._state_at = time.monotonic()
        self._state_file = replace(
            self._state_file,
            status=status,
            heartbeat=time.time(),
            kimg=self._state.kimg,
            step=self._state.step,
            images=self._state.images,
            seconds=self.seconds,
            seconds_left=self.seconds_left,
            images_per_second=self.speed,
            best_snapshot=best_snapshot or self._state_file.best_snapshot,
            message=message,
        )
        with self._patiently():
            self._run.write_state(self._state_file)

    @property
    def seconds_left(self) -> float | None:
        """Until all is done, at the speed of now; None as long as that is not known."""
        speed = self.speed
        return max(0, self._total_images - self._state.images) / speed if speed else None

    def append(self, event: Event) -> None:
        """Append an event that is made already."""
        with self._patiently():
            self._run.append_event(event)

    @contextlib.contextmanager
    def _patiently(self) -> Iterator[None]:
        try:
            yield
            self._disk_was_full = False
        except (DiskError, OSError) as error:
            if not self._disk_was_full:
                log.warning("The training goes on, but cannot tell of it: %s", error)
            self._disk_was_full = True
