"""A design that changes under the hand, drawn as fast as the engine can: the newest wish wins, none is late."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gan_engine.latent.point import Point
from studio.workers.explorer.designs import DesignPictures


class LiveDrawing(QObject):
    """One design is drawn at a time. While a slider moves, what is being drawn is finished and shown (else nothing
    would be seen before it rests), then the newest wish follows; all between are never drawn."""

    drawn = Signal(object)
    """A `Point` whose picture is at hand: the newest wish, or a newer one than was drawn before."""

    def __init__(self, pictures: DesignPictures, lane: int, parent: QObject | None = None) -> None:
        """`lane` is its own: what else it wants is forgotten."""
        super().__init__(parent)
        self._pictures = pictures
        self._lane = lane
        self._newest: Point | None = None
        self._under_way: Point | None = None
        pictures.drawn.connect(self._on_drawn)
        pictures.failed.connect(self._on_failed)

    def jump(self, point: Point) -> None:
        """Draw another design: what is being drawn is given up."""
        self._newest = self._under_way = point
        self._pictures.want(self._lane, [point])
        if self._image_of(point) is not None:
            self._end(point)

    def follow(self, point: Point) -> None:
        """Draw the same design, moved on."""
        self._newest = point
        if self._under_way is None:
            self.jump(point)

    def stop(self) -> None:
        """Draw nothing more."""
        self._newest = self._under_way = None
        self._pictures.want(self._lane, [])

    def _image_of(self, point: Point) -> QImage | None:
        return self._pictures.full_picture(point)

    def _end(self, point: Point) -> None:
        self._under_way = None
        self.drawn.emit(point)

    def _on_drawn(self, points: Sequence[Point]) -> None:
        for point in (self._newest, self._under_way):
            if point is not None and point in points and self._image_of(point) is not None:
                self._end(point)
                break
        if self._under_way is None and self._newest is not None and self._image_of(self._newest) is None:
            self.jump(self._newest)

    def _on_failed(self, error: object) -> None:
        self._under_way = None
