"""A slider with two handles, for a range of amounts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio import theme
from studio.words import tr, written

_HEIGHT = 24
_MARGIN = 8
_RADIUS = 6
_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: -10, Qt.Key.Key_PageUp: 10,
}  # fmt: skip
_WRITTEN = written(".2f")


class RangeSlider(QWidget):
    """`moved(low, high)` at every change by the user, `released(low, high)` when a handle is let go or a key pressed.

    Left and Right move the handle in use, Up and Down change which that is.
    """

    moved = Signal(float, float)
    released = Signal(float, float)

    def __init__(
        self, name: str, accessible_name: str, lowest: float, highest: float, step: float, *,
        words: Callable[[float], str] = _WRITTEN, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._lowest, self._highest, self._step = lowest, highest, step
        self._words = words
        self._ends = [lowest, highest]
        self._active = 1
        self._held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    @property
    def range(self) -> tuple[float, float]:
        """From, to."""
        return self._ends[0], self._ends[1]

    def set_range(self, low: float, high: float) -> None:
        """Put both without saying so."""
        self._ends = [self._rounded(low), self._rounded(high)]
        self._say()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        away = [abs(x - self._place(end)) for end in self._ends]
        nearer = 0 if away[0] < away[1] else 1
        if away[0] == away[1]:  # both in one place: the side of the click says which is meant
            nearer = 0 if x < self._place(self._ends[0]) else 1
        self._active, self._held = nearer, True
        self._to(self._value_at(x))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._to(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._held = False
            self.update()
            self.released.emit(*self.range)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            if self._to(self._ends[self._active] + _STEPS[key] * self._step):
                self.released.emit(*self.range)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._active = 1 - self._active
            self._say()
            self.update()
        else:
            super().keyPressEvent(event)

    def _to(self, value: float) -> bool:
        low = self._lowest if self._active == 0 else self._ends[0]
        high = self._highest if self._active == 1 else self._ends[1]
        value = self._rounded(max(low, min(high, value)))
        if value == self._ends[self._active]:
            self.update()
            return False
        self._ends[self._active] = value
        self._say()
        self.update()
        self.moved.emit(*self.range)
        return True

    def _rounded(self, value: float) -> float:
        value = self._lowest + round((value - self._lowest) / self._step) * self._step
        return round(max(self._lowest, min(self._highest, value)), 6)

    def _place(self, value: float) -> float:
        return _MARGIN + (self.width() - 2 * _MARGIN) * (value - self._lowest) / (self._highest - self._lowest)

    def _value_at(self, x: float) -> float:
        share = (x - _MARGIN) / max(1, self.width() - 2 * _MARGIN)
        return self._lowest + share * (self._highest - self._lowest)

    def _say(self) -> None:
        low, high = (self._words(end) for end in self._ends)
        which = ("from", "to")[self._active]
        self.setAccessibleDescription(
            tr("from {low} to {high}; the arrow keys move “{which}”", low=low, high=high, which=which)
        )

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT)))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        middle = self.height() / 2
        painter.setPen(QPen(QColor(theme.TRACK), 2))
        painter.drawLine(QPointF(_MARGIN, middle), QPointF(self.width() - _MARGIN, middle))
        low, high = (self._place(end) for end in self._ends)
        painter.setPen(QPen(QColor(theme.ACCENT if self.isEnabled() else theme.DISABLED), 3))
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        for number, place in enumerate((low, high)):
            used = self.hasFocus() and number == self._active
            painter.setBrush(QColor(theme.BRIGHT if used else theme.TEXT if self.isEnabled() else theme.DISABLED))
            painter.drawEllipse(QPointF(place, middle), _RADIUS + used, _RADIUS + used)
