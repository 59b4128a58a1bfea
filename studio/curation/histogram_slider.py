"""A slider for a threshold over the histogram of the scores it cuts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from studio import theme
from studio.words import tr, written

_BINS = 56
_HEIGHT = 72
_FOOT = 10  # below the bars, where the handle hangs
_MARGIN = 7
_WRITTEN = written(".2f")


class HistogramSlider(QAbstractSlider):
    """`moved(value)` at every change by the user, `released(value)` when it is let go or a key was pressed.

    Arrow keys go by `step`, Page Up and Down by ten of them, Home and End to the ends: what a slider does.
    """

    moved = Signal(float)
    released = Signal(float)

    def __init__(
        self, name: str, accessible_name: str, low: float, high: float, step: float, *, above: bool,
        words: Callable[[float], str] = _WRITTEN, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`above`: what lies above the threshold is flagged, else what lies below."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._name = accessible_name
        self._low, self._high, self._step, self._above = low, high, step, above
        self._words = words
        self._bars = np.zeros(_BINS)
        self._quietly = False
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, max(1, round((high - low) / step)))
        self.setSingleStep(1)
        self.setPageStep(10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.valueChanged.connect(self._on_changed)
        self._say()

    @property
    def threshold(self) -> float:
        """Where it stands."""
        return round(self._low + self.value() * self._step, 6)

    def set_threshold(self, value: float) -> None:
        """Put it somewhere without saying so."""
        self._quietly = True
        self.setValue(round((value - self._low) / self._step))
        self._quietly = False

    def set_values(self, values: np.ndarray) -> None:
        """The scores of all pictures; what lies outside stands at the ends, not-a-number nowhere."""
        known = values[~np.isnan(values)]
        counts, _ = np.histogram(np.clip(known, self._low, self._high), _BINS, (self._low, self._high))
        self._bars = np.sqrt(counts / max(1, counts.max()))  # a few beyond the threshold beside thousands: both seen
        self.update()

    # ---- by hand ----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._to(event.position().x())
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown() and event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
            self.released.emit(self.threshold)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.value()
        super().keyPressEvent(event)
        if self.value() != before:
            self.released.emit(self.threshold)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the panel scrolls; a threshold that moves by the way would be a nasty surprise

    def _to(self, x: float) -> None:
        share = (x - _MARGIN) / max(1, self.width() - 2 * _MARGIN)
        self.setValue(round(share * self.maximum()))

    def _on_changed(self) -> None:
        self._say()
        self.update()
        if not self._quietly:
            self.moved.emit(self.threshold)

    def _say(self) -> None:
        self.setAccessibleDescription(
            tr("{value}; above is flagged", value=self._words(self.threshold))
            if self._above
            else tr("{value}; below is flagged", value=self._words(self.threshold))
        )

    # ---- how it looks -------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        background = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(theme.ACCENT)) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.RAISED))
        painter.drawRoundedRect(background, theme.RADIUS, theme.RADIUS)
        width = self.width() - 2 * _MARGIN
        foot = self.height() - _FOOT - 1
        place = _MARGIN + width * self.value() / self.maximum()
        bar = width / _BINS
        painter.setPen(Qt.PenStyle.NoPen)
        for number, height in enumerate(self._bars):
            if height <= 0:
                continue
            left = _MARGIN + number * bar
            tall = max(1.5, height * (foot - 8))
            beyond = left + bar / 2 > place if self._above else left + bar / 2 < place
            colour = QColor(theme.ACCENT if beyond else theme.HANDLE)
            colour.setAlphaF(1.0 if self.isEnabled() else 0.4)
            painter.setBrush(colour)
            painter.drawRect(QRectF(left + 0.5, foot - tall, max(1.0, bar - 1), tall))
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(QPointF(_MARGIN, foot + 0.5), QPointF(_MARGIN + width, foot + 0.5))
        handle = QColor(theme.BRIGHT if self.isSliderDown() else theme.TEXT)
        painter.setPen(QPen(handle, 1.5))
        painter.drawLine(QPointF(place, 5), QPointF(place, foot))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(handle)
        painter.drawEllipse(QPointF(place, foot + 2), 5, 5)
