"""A chart of one measure of several snapshots, with error bars."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio import theme
from studio.training.compare.best import clear_best, row_words, value_words
from studio.training.plots.panel_kinds import better_words, measure_title
from studio.training.plots.ticks import ticks, with_decimals
from studio.words import tr
from studio.workers.training.comparison import SnapshotRow

_LINE = 32
_NAMES = 216
_VALUES = 120
_AXIS = 28
_TOP = 28


class CompareChart(QWidget):
    """Painted; as tall as its rows."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._rows: list[SnapshotRow] = []
        self._measure = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_rows([], "")

    @property
    def measure(self) -> str:
        """The measure that is drawn."""
        return self._measure

    def show_rows(self, rows: Sequence[SnapshotRow], measure: str) -> None:
        """Draw this measure of these snapshots."""
        self._rows = [row for row in rows if measure in row.measures]
        self._measure = measure
        told = "; ".join(f"{row_words(row)} {value_words(row.measures[measure])}" for row in self._rows)
        self.setAccessibleName(f"{measure_title(measure)}: {told}" if told else tr("No measure yet"))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, _TOP + _LINE * len(self._rows) + _AXIS if self._rows else 0)

    def _bounds(self) -> tuple[float, float]:
        ends: list[float] = []
        for row in self._rows:
            measure = row.measures[self._measure]
            give = measure.uncertainty or 0.0
            ends += [measure.value - give, measure.value + give]
        low, high = min(ends), max(ends)
        low = min(0.0, low) if low < 0.6 * high else low
        room = (high - low) * 0.06 or abs(high) * 0.1 or 0.1
        return (low if low == 0 else low - room), high + room

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter, QRectF(self.rect()))

    def paint(self, painter: QPainter, area: QRectF, title: str = "") -> None:
        """Into any device: the export draws it larger, with a title."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._rows:
            return
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.TEXT))
        head = QRectF(area.left(), area.top(), area.width(), _TOP - 4)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, left | middle, title)
        painter.setPen(QColor(theme.QUIET))
        painter.drawText(head, right | middle, better_words(self._measure))
        low, high = self._bounds()
        names = min(_NAMES, area.width() / 3)
        field = QRectF(area.left() + names, area.top() + _TOP, area.width() - names - _VALUES, _LINE * len(self._rows))

        def x(value: float) -> float:
            return field.left() + (value - low) / (high - low) * field.width()

        self._paint_axis(painter, field, low, high)
        best = clear_best(self._rows, self._measure)
        metrics = painter.fontMetrics()
        for index, row in enumerate(self._rows):
            measure = row.measures[self._measure]
            y = field.top() + (index + 0.5) * _LINE
            line = QRectF(area.left(), y - _LINE / 2, names - 16, _LINE)
            painter.setPen(QColor(theme.TEXT))
            painter.drawText(
                line,
                left | middle,
                metrics.elidedText(row_words(row), Qt.TextElideMode.ElideRight, round(line.width())),
            )
            colour = QColor(theme.GREEN if row is best else theme.QUIET if measure.quick else theme.TEXT)
            give = measure.uncertainty
            if give is not None and math.isfinite(give):
                veil = QColor(colour)
                veil.setAlpha(150)
                painter.setPen(QPen(veil, 2))
                a, b = x(measure.value - give), x(measure.value + give)
                painter.drawLine(QPointF(a, y), QPointF(b, y))
                for end in (a, b):
                    painter.drawLine(QPointF(end, y - 4), QPointF(end, y + 4))
            painter.setPen(QPen(colour, 2))
            painter.setBrush(QColor(theme.BACKGROUND) if measure.quick else colour)
            painter.drawEllipse(QPointF(x(measure.value), y), 5, 5)
            painter.setPen(colour)
            value = QRectF(field.right() + 8, y - _LINE / 2, _VALUES - 8, _LINE)
            painter.drawText(value, right | middle, value_words(measure))

    def _paint_axis(self, painter: QPainter, field: QRectF, low: float, high: float) -> None:
        places, step = ticks(low, high, max(2, int(field.width() // 96)))
        painter.save()
        painter.setFont(theme.font(11))
        for value in places:
            at = round(field.left() + (value - low) / (high - low) * field.width()) + 0.5
            painter.setPen(QPen(QColor(theme.RAISED), 1))
            painter.drawLine(QPointF(at, field.top()), QPointF(at, field.bottom()))
            painter.setPen(QColor(theme.QUIET))
            box = QRectF(at - 40, field.bottom() + 4, 80, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, with_decimals(value, step))
        painter.restore()
