"""A drag under way: the engine process pulls a design by its handles, and each step is told as it comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gan_engine.latent.point import Handle, Mask, Point
from studio.workers.engine import Answer, Call, Engine
from studio.workers.explorer.designs import Model, fitted_to
from studio.workers.images import to_image

Ending = Literal["", "reached", "stuck", "stopped"]


@dataclass(frozen=True)
class DragNews:
    """A step, as far as it is to be seen."""

    number: int
    at: tuple[tuple[float, float], ...]
    """Where each handle is now, shares of the sides."""
    left: float
    """Pixels that the furthest has to go."""
    seconds: float
    """Since it began."""
    space: Literal["w", "z"]
    offset: np.ndarray
    ending: Ending
    image: QImage | None
    """Not with every step."""


class DragRun(QObject):
    """One drag at a time: `start` ends the one before. `ended` comes once for each that is not given up."""

    moved = Signal(object)
    """A `DragNews`."""
    ended = Signal(object, str)
    """The design that came of it (that it began with, where nothing moved), and how it ended."""
    failed = Signal(object)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._call: Call | None = None
        self._point = Point(seed=0)
        self._handles: tuple[Handle, ...] = ()
        self._kept: Mask | None = None
        self._last: DragNews | None = None

    @property
    def running(self) -> bool:
        """Whether one is under way."""
        return self._call is not None

    def start(self, model: Model, point: Point, handles: Sequence[Handle], kept: Mask | None) -> None:
        """Pull `point` by `handles`."""
        self.give_up()
        self._point, self._handles, self._kept, self._last = fitted_to(model, point), tuple(handles), kept, None
        params = {
            "model": str(model.path),
            "point": self._point.values(),
            "handles": [handle.model_dump() for handle in handles],
            "kept": None if kept is None else kept.model_dump(),
        }
        self._call = self._engine.call(
            "drag", params, prepare=_news, partial=self._on_step, done=self._on_done, failed=self._on_failed
        )

    def stop(self) -> None:
        """End it now, with what has been reached."""
        if self._call is not None:
            self.give_up()
            self._tell("stopped")

    def give_up(self) -> None:
        """End it now; nothing comes of it."""
        call, self._call = self._call, None
        if call is not None:
            call.cancel()

    def _on_step(self, news: DragNews) -> None:
        self._last = news
        self.moved.emit(news)

    def _on_done(self, news: None) -> None:
        self._call = None
        self._tell(self._last.ending if self._last is not None else "stopped")

    def _on_failed(self, error: BaseException) -> None:
        self._call = None
        self.failed.emit(error)

    def _tell(self, ending: Ending) -> None:
        last = self._last
        came_to = self._point if last is None else self._point.dragged(
            self._handles, self._kept, last.space, last.offset
        )  # fmt: skip
        self.ended.emit(came_to, ending)


def _news(answer: Answer) -> DragNews | None:
    """On the reading thread: a step as the window takes it; None for the last answer, which says nothing new."""
    if not answer.arrays:
        return None
    values = answer.values
    offset, *pictures = answer.arrays
    return DragNews(
        number=values["number"], at=tuple((x, y) for x, y in values["at"]), left=values["left"],
        seconds=values["seconds"], space=values["space"], offset=offset, ending=values["ending"],
        image=to_image(pictures[0]) if pictures else None,
    )  # fmt: skip
