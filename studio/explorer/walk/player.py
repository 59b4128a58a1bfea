"""The player of a walk: frames drawn ahead by the engine, shown at a steady rate.

Time leads, not the frames: when the engine is slower than the walk, playing starts later, once so much has been
drawn that it will not run dry; if it does all the same, the clock waits. Short walks are kept whole, so that a
loop is drawn once and then costs nothing. What is changed while it plays takes effect from the place that is shown.
"""

from __future__ import annotations

import functools
import math
import time

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from gan_engine.latent.interpolation.walk import Walk
from gan_engine.latent.point import Point
from studio.workers.engine import Answer, Call, Engine
from studio.workers.explorer.designs import Model, fitted_to
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
        self._walk: Walk | None = None
        self._places: np.ndarray = np.zeros(0)
        """Of each frame of one round, in stations."""
        self._frames: dict[int, QImage] = {}
        self._first = 0
        """The frame that playing began with, since something was changed."""
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
        if not self._clock_runs or self._shown < 0 or self._walk is None or self._model is None:
            return None
        return self._walk.point(self._place(self._shown), self._model)

    def play(self, model: Model, walk: Walk, seconds: float) -> None:
        """Start over with a walk through two or more designs."""
        self.stop()
        self._model = model
        self._shown = -1
        self._set(model, fitted_walk(walk, model), seconds, 0)
        self.preparing.emit(0, self._needed())

    def change(self, walk: Walk, seconds: float) -> None:
        """Go on with another walk, from the place in it that is the one shown, or the nearest to it."""
        model, before = self._model, self._walk
        if model is None or before is None:
            return
        if not self._clock_runs:
            self.play(model, walk, seconds)
            return
        walk = fitted_walk(walk, model)
        place = moved_place(before, self._place(max(0, self._shown)), walk)
        self._cancel()
        self._set(model, walk, seconds, place)
        self._shown = self._first - 1
        self._zero = time.perf_counter() - self._first / FPS

    def _set(self, model: Model, walk: Walk, seconds: float, place: float) -> None:
        self._walk = walk
        self._places = walk.positions(max(2, round(seconds * FPS)), model)
        self._first = min(int(np.searchsorted(self._places, place)), self._count() - 1)
        self._frames = {}
        self._asked = self._first
        self._last_end = time.perf_counter()
        self._ask()

    def stop(self) -> None:
        """Stop playing and drawing."""
        if not self.active:
            return
        self._model = None
        self._clock_runs = False
        self._timer.stop()
        self._cancel()
        self._frames = {}
        self.stopped.emit()

    def _cancel(self) -> None:
        calls, self._calls = self._calls, {}
        for call in calls.values():
            call.cancel()

    # ---- drawing ahead ------------------------------------------------------------------------------------

    def _count(self) -> int:
        """Frames of one round."""
        return len(self._places)

    @property
    def _loop(self) -> bool:
        return self._walk is not None and self._walk.loop

    @property
    def _whole(self) -> bool:
        return self._count() <= self._room()

    def _place(self, frame: int) -> float:
        return float(self._places[frame % self._count()])

    def _key(self, frame: int) -> int:
        """By what a frame is kept: those of a walk that is kept whole come round again."""
        return frame % self._count() if self._whole else frame

    def _end_of_drawing(self) -> int:
        """The frame before which drawing ahead ends."""
        if not self._loop:
            return self._count()
        return self._first + self._count() if self._whole else self._asked + self._room()

    def _room(self) -> int:
        """How many frames may be kept."""
        assert self._model is not None
        return max(2 * STARTING, KEPT_BYTES // (4 * self._model.size.area))

    def _chunk(self) -> int:
        if self.seconds_each is None:
            return FIRST_CHUNK
        return max(1, min(LARGEST_CHUNK, int(CHUNK_SECONDS / max(self.seconds_each, 1e-6))))

    def _ask(self) -> None:
        """Keep the engine drawing ahead. Frame numbers go on rising round after round of a loop that is not kept."""
        model, walk = self._model, self._walk
        if model is None or walk is None:
            return
        end = self._end_of_drawing()
        while len(self._calls) < IN_FLIGHT and self._asked < end and self._asked - max(0, self._shown) < self._room():
            first, count = self._asked, min(self._chunk(), end - self._asked)
            places = [self._place(frame) for frame in range(first, first + count)]
            begin = math.floor(min(places))
            part = walk.part(begin, min(walk.segment_count, math.ceil(max(places))))
            params: dict[str, object] = {
                "model": str(model.path), "points": [point.values() for point in part.stations], "way": part.way,
                "at": [place - begin for place in places],
            }  # fmt: skip
            self._asked += count
            self._calls[first] = self._engine.call(
                "walk", params, prepare=functools.partial(_images, first),
                partial=self._take, done=functools.partial(self._end, first, count, time.perf_counter()),
                failed=self._fail,
            )  # fmt: skip

    def _take(self, images: list[tuple[int, QImage]]) -> None:
        self._frames.update((self._key(frame), image) for frame, image in images)
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
            self._zero = time.perf_counter() - self._first / FPS
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
        if not self._loop and due >= count:
            self.stop()
            return
        image = self._frames.get(self._key(due))
        if image is None:  # the engine could not keep up: time waits on the frame before
            self._zero = now - (max(self._first, self._shown) + 0.5) / FPS
            return
        if due != self._shown:
            self._shown = due
            if not self._whole:
                for old in [number for number in self._frames if number < due]:
                    del self._frames[old]
                self._ask()
            self.frame.emit(image, (due % count) / FPS, self._place(due))


def fitted_walk(walk: Walk, model: Model) -> Walk:
    """`walk` as `model` can draw it."""
    return walk.model_copy(update={"stations": tuple(fitted_to(model, design) for design in walk.stations)})


def moved_place(before: Walk, place: float, after: Walk) -> float:
    """Where a place of one walk is in another: on the way between the same two stations, at the one it came from, or
    as far along as it was."""
    number = min(int(place), max(0, before.segment_count - 1))
    first, second = before.ends(number)
    for candidate in range(after.segment_count):
        if after.ends(candidate) == (first, second):
            return candidate + place - number
    if first in after.stations:
        return float(after.stations.index(first))
    return min(place, float(after.segment_count))


def _images(first: int, answer: Answer) -> list[tuple[int, QImage]]:
    """On the reading thread: frames by their number."""
    if not answer.arrays:
        return []
    start = first + int(answer.values["first"])
    return [(start + index, to_image(pixels)) for index, pixels in enumerate(answer.arrays[0])]
