"""A small canvas for a rough sketch in colours: a few brushes, strokes that can be taken back."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gan_engine.image_shape import ImageShape
from studio import theme
from studio.explorer.picture_canvas import PictureCanvas
from studio.widgets.keyboard.arrow_keys import ARROWS
from studio.words import tr, tr_noop
from studio.workers.images import to_array

_SIDE = 256
"""Of a square with as many pixels: a sketch is seen from afar."""
_MOST_STROKES = 50
COLOURS = (
    (tr_noop("Black"), "#1b1b1f"),
    (tr_noop("White"), "#f6f4ef"),
    (tr_noop("Grey"), "#8d8d93"),
    (tr_noop("Skin"), "#e2b08e"),
    (tr_noop("Brown"), "#7a4a2b"),
    (tr_noop("Red"), "#c5352b"),
    (tr_noop("Orange"), "#e58a2e"),
    (tr_noop("Yellow"), "#efd04a"),
    (tr_noop("Green"), "#4d9a4f"),
    (tr_noop("Blue"), "#3c6fc2"),
    (tr_noop("Violet"), "#8059b5"),
)
"""What brushes paint with, by name."""


class SketchCanvas(PictureCanvas):
    """`changed` after each stroke. What is not painted may become anything."""

    at_top = True
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("explore.from-picture.canvas", tr("Sketch in colours"), follows_width=True, parent=parent)
        self.setAccessibleDescription(
            tr("Arrows move the brush, Space paints, [ and ] change it, Backspace takes a stroke back")
        )
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.colour: QColor | None = QColor(COLOURS[5][1])
        """What is painted with; None: the rubber."""
        self.brush = 28
        """Its width, canvas pixels."""
        self._image = self._empty()
        self._strokes: list[QImage] = []
        self._last: QPointF | None = None
        self._spot: QPointF | None = None  # where the keys have brought the brush

    @property
    def empty(self) -> bool:
        """Whether nothing was painted."""
        return not self._strokes

    @property
    def image(self) -> QImage:
        """What is painted, see-through elsewhere."""
        return self._image.copy()

    def pixels(self) -> np.ndarray:
        """As uint8 [rows,columns,4], in the proportions of the model's designs."""
        return to_array(self._image)

    def set_shape(self, shape: ImageShape) -> None:
        """Designs are of another shape from now on: what is painted goes with it, strokes to be taken back too."""
        super().set_shape(shape)
        size = self._empty().size()
        if size != self._image.size():
            self._image, *self._strokes = (
                each.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
                for each in (self._image, *self._strokes)
            )

    def set_brush(self, width: float) -> None:
        """Another brush."""
        self.brush = max(4, min(96, round(width)))
        self.update()

    def undo(self) -> bool:
        """Take the last stroke back; whether there was one."""
        if not self._strokes:
            return False
        self._image = self._strokes.pop()
        self._tell()
        return True

    def clear(self) -> None:
        """An empty canvas; can be taken back as a stroke can."""
        if not self.empty:
            self._remember()
            self._image = self._empty()
            self._tell()

    def stroke(self, *points: tuple[float, float]) -> None:
        """Paint a line through spots."""
        self._remember()
        places = [QPointF(x, y) for x, y in points]
        for start, end in zip(places, places[1:] or places, strict=False):
            self._line(start, end)
        self._tell()

    # ---- painting -----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._spot = None
        if event.button() == Qt.MouseButton.LeftButton:
            self._remember()
            self._last = self.to_share(event.position())
            self._line(self._last, self._last)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._last is not None:
            place = self.to_share(event.position())
            self._line(self._last, place)
            self._last = place

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._last is not None:
            self._last = None
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_BracketLeft:
            self.set_brush(self.brush * 0.8)
        elif event.key() == Qt.Key.Key_BracketRight:
            self.set_brush(self.brush * 1.25)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.undo()
        elif event.key() in ARROWS:
            self._spot = self._moved_by_arrow(self._spot or QPointF(0.5, 0.5), event, self.brush / _SIDE)
            self.update()
        elif event.key() == Qt.Key.Key_Space:
            self._spot = self._spot or QPointF(0.5, 0.5)
            self.stroke(self._spot.toTuple())
        else:
            super().keyPressEvent(event)

    def _remember(self) -> None:
        self._strokes = [*self._strokes[-_MOST_STROKES + 1 :], self._image.copy()]

    def _line(self, start: QPointF, end: QPointF) -> None:
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.colour is None:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        colour = QColor(Qt.GlobalColor.black) if self.colour is None else self.colour
        pen = QPen(colour, self.brush, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        first, last = (QPointF(at.x() * self._image.width(), at.y() * self._image.height()) for at in (start, end))
        painter.drawPoint(first) if first == last else painter.drawLine(first, last)
        painter.end()
        self.update()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

    # ---- showing ------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = self.place().toRect()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.RAISED))
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.drawImage(frame, self._image)
        if self.empty:
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, tr("Paint the colours where they should be"))
        if self._spot is not None and self.hasFocus():
            at = self.from_share(self._spot.x(), self._spot.y())
            self._paint_brush(painter, at, self.length(self.brush / _SIDE / 2))

    def _empty(self) -> QImage:
        rows, columns = self.cells(_SIDE)
        image = QImage(columns, rows, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        return image
