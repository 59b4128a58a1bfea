"""The field of the pad: the design between the corners, large, and the dot that says where."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio import theme
from studio.explorer.picture_canvas import PictureCanvas
from studio.widgets.grid.painter import PicturePainter, fit_within
from studio.widgets.keyboard.arrow_keys import ARROWS
from studio.words import tr

_STEP, _LARGE_STEP = 0.02, 0.1
_DOT = 7


class PadCanvas(PictureCanvas):
    """`moved(x, y)`, both 0 to 1, as the dot goes; `settled` when the hand rests. Arrows move it, Home centres it."""

    moved = Signal(float, float)
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("explore.pad.field", tr("Between four designs: the arrow keys move about"), parent=parent)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(160, 160)
        self._image: QImage | None = None
        self._hard = False
        self._painter = PicturePainter(self, held=2)
        self._at = QPointF(0.5, 0.5)

    @property
    def at(self) -> tuple[float, float]:
        """Where the dot is."""
        return self._at.x(), self._at.y()

    def set_image(self, image: QImage | None, *, hard: bool = False) -> None:
        """Show this design; `hard`: it is pixel art."""
        self._image, self._hard = image, hard
        self.update()

    def move_to(self, x: float, y: float) -> None:
        """Put the dot there, within the field."""
        self._at = QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))
        self.setAccessibleDescription(tr("{x:.0%} across, {y:.0%} down", x=self._at.x(), y=self._at.y()))
        self.update()
        self.moved.emit(*self.at)

    def field(self) -> QRect:
        """Where the field is, in its pixels."""
        return self.place().toRect()

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            step = _LARGE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            across, down = ARROWS[key]
            self.move_to(self._at.x() + step * across, self._at.y() + step * down)
        elif key == Qt.Key.Key_Home:
            self.move_to(0.5, 0.5)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if (Qt.Key(event.key()) in ARROWS or event.key() == Qt.Key.Key_Home) and not event.isAutoRepeat():
            self.settled.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus()
            self._follow(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._follow(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.settled.emit()

    def _follow(self, at: QPointF) -> None:
        share = self.to_share(at)
        self.move_to(share.x(), share.y())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = self.field()
        if self._image is None or self._image.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.RAISED))
            painter.drawRoundedRect(field, theme.RADIUS, theme.RADIUS)
        else:
            shown = fit_within(self._image.size(), field)
            painter.drawPixmap(shown.topLeft(), self._painter.held(self._image, shown.size(), self._hard))
        dot = self.from_share(self._at.x(), self._at.y())
        line = QColor(theme.ACCENT)
        line.setAlpha(90)
        painter.setPen(QPen(line, 1))
        painter.drawLine(QPointF(dot.x(), field.top()), QPointF(dot.x(), field.bottom()))
        painter.drawLine(QPointF(field.left(), dot.y()), QPointF(field.right(), dot.y()))
        painter.setPen(QPen(QColor(theme.TEXT if self.hasFocus() else theme.HANDLE), 2))
        painter.setBrush(QColor(theme.ACCENT))
        painter.drawEllipse(dot, _DOT, _DOT)
