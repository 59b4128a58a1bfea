"""A widget of five stars to rate with, by click or key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio import theme
from studio.widgets.grid.stars import star_polygon
from studio.words import tr, tr_noop

_WIDTH = 18


class StarRating(QWidget):
    """`rated(stars)` when the user chooses; clicking the present rating takes it away."""

    rated = Signal(int)

    def __init__(self, name: str, accessible_name: str = tr_noop("Rating"), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = tr(accessible_name)
        self._stars = 0
        self._hover = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_stars(0)

    @property
    def stars(self) -> int:
        """0 to 5."""
        return self._stars

    def set_stars(self, stars: int) -> None:
        """Show a rating without saying so."""
        self._stars = max(0, min(5, stars))
        self.setAccessibleName(tr("{name}: {stars} of 5", name=self._name, stars=self._stars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(5 * _WIDTH + 2, 22)

    def _at(self, event: QMouseEvent) -> int:
        return max(1, min(5, int(event.position().x() // _WIDTH) + 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            stars = self._at(event)
            self._choose(0 if stars == self._stars else stars)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._at(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = 0
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step:
            self._choose(max(0, min(5, self._stars + step)))
        elif event.text() in "012345" and event.text():
            self._choose(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _choose(self, stars: int) -> None:
        if stars != self._stars:
            self.set_stars(stars)
            self.rated.emit(stars)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(5):
            lit = number < (self._hover or self._stars)
            painter.setBrush(QColor((theme.ACCENT_HOVER if self._hover else theme.ACCENT) if lit else theme.TRACK))
            painter.drawPolygon(star_polygon(QPointF(_WIDTH * (number + 0.5) + 1, self.height() / 2 + 0.5), 7))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
