"""The player of a walk: frames drawn ahead by the engine, shown at a steady rate.

Time leads, not the frames: when the engine is slower than the walk, playing starts later, once so much has been
drawn that it will not run dry; if it does all the same, the clock waits. Short walks are kept whole, so that a
loop is drawn once and then costs nothing.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from gan_engine.latent.point import Point, numbers, single_class
from gan_engine.latent.walk import nearest_points, positions, walk
from studio.workers.engine import Answer, Call, Engine
from studio.workers.explorer.designs import Model, known_class, latent_for
from studio.workers.images import to_image

FPS = 30
KEPT_BYTES = 256 * 2**20
"""A walk that fits is kept whole; of a longer one so much is drawn ahead."""
CHUNK_SECONDS = 0.15
LARGEST_CHUNK = 64
FIRST_CHUNK = 8
IN_FLIGHT = 2
STARTING = 6
"""Frames that must be there before playing starts, however quick the engine is."""


@dataclass(frozen=True)
class WalkFrames:
    """A walk frame by frame."""

    z: np.ndarray
    """float32 [frames, z_dim]"""
    classes: Sequence[str | None]
    positions: np.ndarray
    """float [frames]: between which stations the frame is; 1.5 is half way from the second to the third."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.z)


def walk_frames(model: Model, stations: Sequence[Point], frames: int, loop: bool) -> WalkFrames:
    """The walk through `stations`, as a clip of as many frames has it too."""
    points = np.stack([latent_for(design, model.z_dim) for design in stations])
    names = [known_class(model, design.class_name) if model.class_names else None for design in stations]
    classes = [names[index] for index in nearest_points(points, frames, loop=loop)]
    return WalkFrames(walk(points, frames, loop=loop), classes, positions(points, frames, loop=loop))


class WalkPlayer(QObject):
    """`frame(image, seconds, position)` at the rate of the clock; `stopped` when it ended, or was stopped."""

    frame = Signal(QImage, float, float)
    preparing = Signal(int, int)
    """(frames drawn, frames needed to start)"""
    started = Signal()
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._timer = QTimer(self, interval=round(1000 / FPS))
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._model: Model | None = None
        self._psi = 1.0
        self._walk = WalkFrames(np.zeros((0, 0), np.float32), (), np.zeros(0))
        self._loop = False
        self._frames: dict[int, QImage] = {}
        self._asked = 0
        self._calls: dict[int, Call] = {}
        self._zero = 0.0
        self._shown = -1
        self._clock_runs = False
        self.seconds_each: float | None = None
        """Running mean of the time the engine takes for a frame."""
        self._last_end = 0.0

    @property
    def active(self) -> bool:
        """Whether a walk is being played, or prepared."""
        return self._model is not None

    @property
    def playing(self) -> bool:
        """Whether frames are being shown."""
        return self._clock_runs

    @property
    def design_shown(self) -> Point | None:
        """The frame on the screen as a design of its own; None while nothing plays."""
        if not self._clock_runs or self._shown < 0:
            return None
        index = self._shown % self._count()
        name = self._walk.classes[index]
        return Point(z=numbers(self._walk.z[index]), classes=single_class(name), psi=self._psi)

    def play(self, model: Model, stations: Sequence[Point], seconds: float, *, loop: bool) -> None:
        """Start over with a walk through two or more designs."""
        self.stop()
        frames = max(2, round(seconds * FPS))
        self._model, self._loop = model, loop
        self._psi = stations[0].psi
        self._walk = walk_frames(model, stations, frames, loop)
        self._frames = {}
        self._asked = 0
        self._shown = -1
        self._last_end = time.perf_counter()
        self._ask()
        self.preparing.emit(0, self._needed())

    def stop(self) -> None:
        """Stop playing and drawing."""
        if not self.active:
            return
        self._model = None
        self._clock_runs = False
        self._timer.stop()
        calls, self._calls = self._calls, {}
        for call in calls.values():
            call.cancel()
        self._frames = {}
        self.stopped.emit()

    # ---- drawing ahead ------------------------------------------------------------------------------------

    def _count(self) -> int:
        return self._walk.count

    def _room(self) -> int:
        """How many frames may be kept."""
        assert self._model is not None
        return max(2 * STARTING, KEPT_BYTES // (4 * self._model.size**2))

    def _chunk(self) -> int:
        if self.seconds_each is None:
            return FIRST_CHUNK
        return max(1, min(LARGEST_CHUNK, int(CHUNK_SECONDS / max(self.seconds_each, 1e-6))))

    def _ask(self) -> None:
        """Keep the engine drawing ahead. Frame numbers go on rising round after round of a loop that is not kept."""
        model = self._model
        if model is None:
            return
        whole = self._count() <= self._room()
        end = self._count() if whole or not self._loop else self._asked + self._room()
        while len(self._calls) < IN_FLIGHT and self._asked < end and self._asked - max(0, self._shown) < self._room():
            first, count = self._asked, min(self._chunk(), end - self._asked)
            numbers = [number % self._count() for number in range(first, first + count)]
            params: dict[str, object] = {"model": str(model.path)}
            if model.class_names:
                params["class_name"] = [self._walk.classes[number] for number in numbers]
            if model.truncation:
                params["psi"] = self._psi
            self._asked += count
            self._calls[first] = self._engine.call(
                "generate", params, [self._walk.z[numbers]], prepare=functools.partial(_images, first),
                partial=self._take, done=functools.partial(self._end, first, count, time.perf_counter()),
                failed=self._fail,
            )  # fmt: skip

    def _take(self, images: list[tuple[int, QImage]]) -> None:
        self._frames.update(images)
        if not self._clock_runs:
            self._maybe_start()

    def _end(self, first: int, count: int, sent: float, last: list[tuple[int, QImage]]) -> None:
        self._calls.pop(first, None)
        now = time.perf_counter()
        each = (now - max(sent, self._last_end)) / count
        self._last_end = now
        self.seconds_each = each if self.seconds_each is None else 0.6 * self.seconds_each + 0.4 * each
        self._take(last)
        self._ask()
        if not self._clock_runs:
            self._maybe_start()

    def _fail(self, error: BaseException) -> None:
        self.stop()
        self.failed.emit(error)

    def _needed(self) -> int:
        """How many frames must be there so that playing does not run dry before the last is drawn."""
        least = min(STARTING, self._count())
        if self.seconds_each is None:
            return least
        rate = 1 / max(self.seconds_each, 1e-6)
        if rate >= FPS:
            return least
        return max(least, min(self._room(), round(self._count() * (1 - rate / FPS)) + STARTING, self._count()))

    def _maybe_start(self) -> None:
        if self._model is None:
            return
        at_hand, needed = len(self._frames), self._needed()
        if at_hand >= needed:
            self._clock_runs = True
            self._zero = time.perf_counter()
            self._timer.start()
            self.started.emit()
            self._tick()
        else:
            self.preparing.emit(at_hand, needed)

    # ---- showing ------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        """Show the frame that is due, if it is another than the one shown."""
        now = time.perf_counter()
        due = int((now - self._zero) * FPS)
        count = self._count()
        whole = count <= self._room()
        if not self._loop and due >= count:
            self.stop()
            return
        key = due % count if whole else due
        image = self._frames.get(key)
        if image is None:  # the engine could not keep up: time waits on the frame before
            self._zero = now - (max(0, self._shown) + 0.5) / FPS
            return
        if due != self._shown:
            self._shown = due
            if not whole:
                for old in [number for number in self._frames if number < due]:
                    del self._frames[old]
                self._ask()
            self.frame.emit(image, (due % count) / FPS, float(self._walk.positions[due % count]))


def _images(first: int, answer: Answer) -> list[tuple[int, QImage]]:
    """On the reading thread: frames by their number."""
    if not answer.arrays:
        return []
    start = first + int(answer.values["first"])
    return [(start + index, to_image(pixels)) for index, pixels in enumerate(answer.arrays[0])]
