"""Two snapshots' designs side by side, large: one of them is chosen, or neither."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio import theme
from studio.widgets.grid.painter import PicturePainter, fit_within
from studio.widgets.keyboard.focus_ring import ring_focus
from studio.words import tr

_BETWEEN = 40  # px from one snapshot's designs to the other's
_GAP = 8
_SIDES = ("left", "right")


class PairView(QWidget):
    """`chosen("left" | "right" | "tie")` by a click on a side, or by the arrows: left, right, and down for neither.

    Without designs on a side its places are empty, and nothing can be chosen.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(tr("Two snapshots, the same designs of each"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring_focus(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._painter = PicturePainter(self, held=64)
        self._sides: tuple[Sequence[QImage], Sequence[QImage]] = ((), ())
        self._places = 4
        self._ratio = 1.0
        self._over = -1

    @property
    def ready(self) -> bool:
        """Both sides are there."""
        return all(self._sides)

    def show_pair(self, left: Sequence[QImage], right: Sequence[QImage], places: int) -> None:
        """Show these, of which there are `places` on each side once they are all drawn."""
        self._sides = (tuple(left), tuple(right))
        self._places = max(1, places)
        shown = next(iter((*left, *right)), None)
        self._ratio = shown.width() / shown.height() if shown is not None else self._ratio
        words = tr("Choose the left ones, the right ones, or neither") if self.ready else tr("Being drawn")
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(900, 440)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 180)

    # ---- geometry -----------------------------------------------------------------------------------------------

    def side_rect(self, side: int) -> QRect:
        """What a side's designs fill, in the ratio of one of them and as large as there is room."""
        columns = math.ceil(math.sqrt(self._places))
        width = min((self.width() - _BETWEEN) // 2, round((self.height() - 8) * self._ratio))
        width = max(columns * 16, width // columns * columns)
        height = round(width / self._ratio)
        left = (self.width() - _BETWEEN) // 2 - width if side == 0 else (self.width() + _BETWEEN) // 2
        return QRect(left, (self.height() - height) // 2, width, height)

    def cell(self, side: int, index: int) -> QRect:
        """Where a design is shown."""
        whole = self.side_rect(side)
        columns = math.ceil(math.sqrt(self._places))
        width, height = ((side - (columns - 1) * _GAP) // columns for side in (whole.width(), whole.height()))
        row, column = divmod(index, columns)
        return QRect(whole.left() + column * (width + _GAP), whole.top() + row * (height + _GAP), width, height)

    def _side_at(self, point: QPoint) -> int:
        return next((side for side in (0, 1) if self.side_rect(side).contains(point)), -1)

    # ---- input --------------------------------------------------------------------------------------------------

    def _choose(self, choice: str) -> None:
        if self.ready:
            self.chosen.emit(choice)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_over(self._side_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_over(-1)

    def _set_over(self, side: int) -> None:
        if side != self._over:
            self._over = side
            self.setCursor(Qt.CursorShape.PointingHandCursor if side >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        side = self._side_at(event.position().toPoint())
        if side >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._choose(_SIDES[side])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        choices = {Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right", Qt.Key.Key_Down: "tie"}
        choice = choices.get(Qt.Key(event.key()))
        if choice is None or event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._choose(choice)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._painter.clear()

    # ---- painting -----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.paint_canvas(painter, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for side, designs in enumerate(self._sides):
            for index in range(self._places):
                cell = self.cell(side, index)
                if index < len(designs):
                    place = fit_within(designs[index].size(), cell)
                    painter.drawPixmap(place.topLeft(), self._painter.held(designs[index], place.size()))
                else:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(QColor(theme.CANVAS_EMPTY))
                    painter.drawRoundedRect(cell, theme.RADIUS, theme.RADIUS)
            if side == self._over and self.ready:
                painter.setPen(QPen(QColor(theme.CANVAS_ACCENT), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.side_rect(side).adjusted(-5, -5, 5, 5), theme.RADIUS + 4, theme.RADIUS + 4)
