"""Two pictures over each other with a divider that is dragged: before and after."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio import theme
from studio.widgets.grid.painter import PicturePainter, fit_within
from studio.widgets.keyboard.focus_ring import ring_focus
from studio.words import tr, tr_noop


class BeforeAfter(QWidget):
    """Left of the line: before; right of it: after. Arrow keys move the line while it has the focus."""

    moved = Signal(float)

    def __init__(
        self, name: str, accessible_name: str = tr_noop("Before and after"), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(tr(accessible_name))
        self._before: QImage | None = None
        self._after: QImage | None = None
        self._hard = False
        self._share = 0.5
        self._painter = PicturePainter(self, held=4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring_focus(self)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_images(self, before: QImage | None, after: QImage | None, *, hard: bool = False) -> None:
        """Show these two; `hard`: they are pixel art."""
        self._hard = hard
        self._before, self._after = before, after
        self.update()

    @property
    def after(self) -> QImage | None:
        """What is shown right of the line."""
        return self._after

    def sizeHint(self) -> QSize:
        return QSize(272, 272)

    def _cell(self) -> QRect:
        edge = min(self.width(), self.height())
        return QRect((self.width() - edge) // 2, (self.height() - edge) // 2, edge, edge)

    def _set_share(self, share: float) -> None:
        self._share = max(0.0, min(1.0, share))
        self.update()
        self.moved.emit(self._share)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            cell = self._cell()
            self._set_share((event.position().x() - cell.left()) / max(1, cell.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -0.05, Qt.Key.Key_Right: 0.05}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._set_share(self._share + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.paint_canvas(painter, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = self._cell()
        middle = cell.left() + round(self._share * cell.width())
        left = QRect(cell.left(), cell.top(), middle - cell.left(), cell.height())
        right = QRect(middle, cell.top(), cell.right() + 1 - middle, cell.height())
        for image, part in ((self._before, left), (self._after, right)):
            painter.setClipRect(part)
            if image is None or image.isNull():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.CANVAS_EMPTY))
                painter.drawRoundedRect(cell, theme.RADIUS, theme.RADIUS)
            else:
                rect = fit_within(image.size(), cell)
                painter.drawPixmap(rect.topLeft(), self._painter.held(image, rect.size(), self._hard))
        painter.setClipping(False)
        colour = QColor(theme.CANVAS_TEXT)
        painter.setPen(QPen(colour, 2))
        painter.drawLine(QPointF(middle, cell.top()), QPointF(middle, cell.bottom()))
        painter.setPen(QPen(QColor(theme.BAR), 1))
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(middle, cell.center().y()), 7, 7)
