"""A small canvas on which an outline is painted: rough blobs are enough."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gan_engine.image_shape import ImageShape
from gan_engine.latent import masks
from gan_engine.latent.point import Mask
from studio import theme
from studio.explorer.picture_canvas import PictureCanvas
from studio.widgets.keyboard.arrow_keys import ARROWS
from studio.words import tr

_SIDE = 64
"""Of a square with as many pixels as the mask: silhouettes are compared at half of that."""
_BRUSH = 5 / _SIDE
_STEP = 2 / _SIDE
_PAINTED_AFTER = 350  # milliseconds after the last stroke

Field = npt.NDArray[np.bool_]


class OutlineCanvas(PictureCanvas):
    """The left button paints, the right one, or Alt, takes away. By keyboard: arrows move, Space paints, Backspace
    takes away, Delete clears. `painted(mask | None)` when the hand rests; None where nothing is left."""

    at_top = True
    painted = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, tr("Outline to look for"), follows_width=True, parent=parent)
        self.setAccessibleDescription(tr("Arrows move the brush, Space paints, Backspace takes away, Delete clears"))
        self.setToolTip(tr("Paint roughly where the figure should be; the right button takes away"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._field: Field = np.zeros(self.cells(_SIDE), bool)
        self._spot = QPointF(0.5, 0.5)
        self._last = self._spot
        self._resting = QTimer(self, singleShot=True, interval=_PAINTED_AFTER)
        self._resting.timeout.connect(self._tell)

    @property
    def outline(self) -> Mask | None:
        """What is painted; None where nothing is."""
        return Mask.of(self._field) if self._field.any() else None

    def show_outline(self, mask: Mask | None) -> None:
        """Show this without saying so."""
        cells = self.cells(_SIDE)
        self._field = np.zeros(cells, bool)
        if mask is not None:
            sides = zip(cells, (mask.height, mask.width), strict=True)
            rows, columns = (np.arange(count) * side // count for count, side in sides)
            self._field = mask.values[np.ix_(rows, columns)] >= 0.5
        self.update()

    def set_shape(self, shape: ImageShape) -> None:
        """Designs are of another shape from now on: what is painted goes with it."""
        outline = self.outline
        super().set_shape(shape)
        self.show_outline(outline)

    def clear(self) -> None:
        """Begin anew."""
        self._field[:] = False
        self._changed()

    def paint_line(self, start: QPointF, end: QPointF, *, inside: bool) -> None:
        """A stroke of the brush between two spots."""
        first, last = start.toTuple(), end.toTuple()
        self._field[masks.painted(masks.empty(*self._field.shape), first, last, _BRUSH, 1.0) >= 0.5] = inside
        self._changed()

    def _changed(self) -> None:
        self._resting.start()
        self.update()

    def _tell(self) -> None:
        self.painted.emit(self.outline)

    # ---- by hand ------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._last = self.to_share(event.position())
        self._stroke(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._stroke(event)

    def _stroke(self, event: QMouseEvent) -> None:
        erase = bool(event.buttons() & Qt.MouseButton.RightButton) or bool(
            event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        spot = self.to_share(event.position())
        self.paint_line(self._last, spot, inside=not erase)
        self._last = self._spot = spot

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            across, down = ARROWS[key]
            x, y = self._spot.x() + _STEP * across, self._spot.y() + _STEP * down
            self._spot = QPointF(min(max(x, 0), 1), min(max(y, 0), 1))
            self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Backspace):
            self.paint_line(self._spot, self._spot, inside=key == Qt.Key.Key_Space)
        elif key == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    # ---- showing ------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(160, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.RAISED))
        place = self.place()
        painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
        rows, columns = self._field.shape
        shown = QImage(columns, rows, QImage.Format.Format_ARGB32_Premultiplied)
        shown.fill(Qt.GlobalColor.transparent)
        pixels = np.frombuffer(shown.bits(), np.uint32).reshape(rows, columns)
        pixels[self._field] = QColor(theme.TEXT).rgba()
        painter.drawImage(place, shown)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            radius = self.length(_BRUSH)
            painter.drawEllipse(self.from_share(self._spot.x(), self._spot.y()), radius, radius)
