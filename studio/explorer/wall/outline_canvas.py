"""A small canvas on which an outline is painted: rough blobs are enough."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gan_engine.latent.point import Mask
from studio import theme

SIDE = 64
"""Of the mask, px: silhouettes are compared at half of that."""
_BRUSH = 5.0
_STEP = 2
_PAINTED_AFTER = 350  # milliseconds after the last stroke

Field = npt.NDArray[np.bool_]


class OutlineCanvas(QWidget):
    """The left button paints, the right one, or Alt, takes away. By keyboard: arrows move, Space paints, Backspace
    takes away, Delete clears. `painted(mask | None)` when the hand rests; None where nothing is left."""

    painted = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName("Outline to look for")
        self.setAccessibleDescription("Arrows move the brush, Space paints, Backspace takes away, Delete clears")
        self.setToolTip("Paint roughly where the figure should be; the right button takes away")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._field: Field = np.zeros((SIDE, SIDE), bool)
        self._spot = QPointF(SIDE / 2, SIDE / 2)
        self._last = self._spot
        self._resting = QTimer(self, singleShot=True, interval=_PAINTED_AFTER)
        self._resting.timeout.connect(self._tell)

    @property
    def outline(self) -> Mask | None:
        """What is painted; None where nothing is."""
        return Mask.of(self._field) if self._field.any() else None

    def show_outline(self, mask: Mask | None) -> None:
        """Show this without saying so."""
        self._field = np.zeros((SIDE, SIDE), bool)
        if mask is not None:
            rows, columns = (np.arange(SIDE) * side // SIDE for side in (mask.height, mask.width))
            self._field = mask.values[np.ix_(rows, columns)] >= 0.5
        self.update()

    def clear(self) -> None:
        """Begin anew."""
        self._field[:] = False
        self._changed()

    def paint_line(self, start: QPointF, end: QPointF, *, inside: bool) -> None:
        """A stroke of the brush between two spots, in pixels of the mask."""
        rows, columns = np.mgrid[0:SIDE, 0:SIDE] + 0.5
        along = end - start
        length = along.x() ** 2 + along.y() ** 2
        share = ((columns - start.x()) * along.x() + (rows - start.y()) * along.y()) / length if length else 0 * rows
        share = np.clip(share, 0, 1)
        away = (columns - start.x() - share * along.x()) ** 2 + (rows - start.y() - share * along.y()) ** 2
        self._field[away <= _BRUSH**2] = inside
        self._changed()

    def _changed(self) -> None:
        self._resting.start()
        self.update()

    def _tell(self) -> None:
        self.painted.emit(self.outline)

    # ---- by hand ------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._last = self._at(event)
        self._stroke(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._stroke(event)

    def _stroke(self, event: QMouseEvent) -> None:
        erase = bool(event.buttons() & Qt.MouseButton.RightButton) or bool(
            event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        spot = self._at(event)
        self.paint_line(self._last, spot, inside=not erase)
        self._last = self._spot = spot

    def _at(self, event: QMouseEvent) -> QPointF:
        return event.position() * (SIDE / max(1, self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: (-_STEP, 0), Qt.Key.Key_Right: (_STEP, 0), Qt.Key.Key_Up: (0, -_STEP),
            Qt.Key.Key_Down: (0, _STEP),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in moves:
            x, y = self._spot.x() + moves[key][0], self._spot.y() + moves[key][1]
            self._spot = QPointF(min(max(x, 0), SIDE), min(max(y, 0), SIDE))
            self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Backspace):
            self.paint_line(self._spot, self._spot, inside=key == Qt.Key.Key_Space)
        elif key == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    # ---- showing ------------------------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width

    def sizeHint(self) -> QSize:
        return QSize(160, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.RAISED))
        painter.drawRoundedRect(self.rect(), theme.RADIUS, theme.RADIUS)
        shown = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
        shown.fill(Qt.GlobalColor.transparent)
        pixels = np.frombuffer(shown.bits(), np.uint32).reshape(SIDE, SIDE)
        pixels[self._field] = QColor(theme.TEXT).rgba()
        painter.drawImage(QRectF(self.rect()), shown)
        if self.hasFocus():
            scale = self.width() / SIDE
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.drawEllipse(self._spot * scale, _BRUSH * scale, _BRUSH * scale)
