"""A slider through moments in time that are not evenly spaced."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio import theme
from studio.widgets.keyboard.focus_ring import ring_focus
from studio.words import written

_RADIUS = 6
_MARK = 5
_WRITTEN = written("g")


class Scrubber(QWidget):
    """`moved(index)` with the index of the moment that the user goes to. Arrows, Page, Home and End work."""

    moved = Signal(int)

    def __init__(
        self, name: str, accessible_name: str, *, words: Callable[[float], str] = _WRITTEN,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring_focus(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = words
        self._moments: list[float] = []
        self._marks: list[tuple[float, str]] = []
        self._begin = self._end = 0.0
        self._index = -1
        self._over = False

    @property
    def index(self) -> int:
        """The index of the present moment, -1 while there is none."""
        return self._index

    @property
    def moment(self) -> float | None:
        """The present moment."""
        return self._moments[self._index] if 0 <= self._index < len(self._moments) else None

    @property
    def at_end(self) -> bool:
        """Whether it stands on the last moment."""
        return self._index == len(self._moments) - 1

    def set_moments(
        self, moments: Sequence[float], end: float, marks: Sequence[tuple[float, str]] = (), *, begin: float = 0.0
    ) -> None:
        """Rising moments on an axis from `begin` to `end`; `marks` are (moment, role of its colour) dots below it.

        On the last moment it stays on the last one; elsewhere it keeps its moment.
        """
        stays, moment = self.at_end, self.moment
        changed = (list(moments), list(marks), begin, end) != (self._moments, self._marks, self._begin, self._end)
        self._moments, self._marks = list(moments), list(marks)
        self._begin = min(begin, self._moments[0] if self._moments else begin)
        self._end = max(end, self._moments[-1] if self._moments else 0.0)
        if stays or moment is None:
            self._index = len(self._moments) - 1
        else:
            self._index = self.index_of(moment)
        if changed:
            self._describe()
            self.update()

    def go_to(self, index: int) -> None:
        """Stand on a moment, without saying so."""
        self._index = max(-1, min(index, len(self._moments) - 1))
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 28)

    # ---- mouse and keys -------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event.position().x())

    def enterEvent(self, event: QEvent) -> None:
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._moments) - 1
        page = max(1, len(self._moments) // 10)
        goals = {
            Qt.Key.Key_Left: self._index - 1,
            Qt.Key.Key_Right: self._index + 1,
            Qt.Key.Key_PageUp: self._index - page,
            Qt.Key.Key_PageDown: self._index + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        goal = goals.get(Qt.Key(event.key()))
        if goal is None:
            super().keyPressEvent(event)
        else:
            self._move(goal)

    def _drag(self, x: float) -> None:
        self._move(self.index_of(self._begin + x / max(1, self.width()) * (self._end - self._begin)))

    def _move(self, index: int) -> None:
        index = max(0, min(index, len(self._moments) - 1))
        if self._moments and index != self._index:
            self.go_to(index)
            self.moved.emit(index)

    def index_of(self, moment: float) -> int:
        """The index of the moment nearest to this one, -1 if there are none."""
        if not self._moments:
            return -1
        right = min(bisect.bisect_left(self._moments, moment), len(self._moments) - 1)
        left = max(0, right - 1)
        return left if moment - self._moments[left] <= self._moments[right] - moment else right

    def _describe(self) -> None:
        moment = self.moment
        self.setAccessibleDescription("" if moment is None else self._words(moment))
        self.setToolTip("" if moment is None else self._words(moment))

    # ---- painting -------------------------------------------------------------------------------------------

    def _x(self, moment: float) -> float:
        """Over the whole width, as plots above it have it; only at the very ends the handle stays inside."""
        share = (moment - self._begin) / (self._end - self._begin) if self._end > self._begin else 1.0
        return min(max(_RADIUS, share * self.width()), self.width() - _RADIUS)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2 - 2
        painter.setPen(QPen(QColor(theme.TRACK), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(1, middle), QPointF(self.width() - 1, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        for mark, role in self._marks:
            painter.setBrush(QColor(theme.colour(role)))
            painter.drawEllipse(QRectF(self._x(mark) - _MARK / 2, middle + 8, _MARK, _MARK))
        moment = self.moment
        if moment is None:
            return
        at = QPointF(self._x(moment), middle)
        painter.setPen(QPen(QColor(theme.QUIET), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(1, middle), at)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.BRIGHT if self._over else theme.TEXT))
        painter.drawEllipse(at, _RADIUS, _RADIUS)
