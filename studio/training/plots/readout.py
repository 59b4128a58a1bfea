"""The readout: values of several runs under the cursor of a plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio import theme
from studio.training.plots.line_styles import style_pen
from studio.training.run_words import figure

_ROW = 18
_MARGIN = 8
_SAMPLE = 24
_VALUE = 52
_NAME = 140


@dataclass(frozen=True)
class ReadoutRow:
    """A run: its name, the style of its lines, and (colour, value) of each."""

    name: str
    style: int
    values: tuple[tuple[str, float | None], ...]


class Readout(QWidget):
    """Lies over a plot and lets the mouse through."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._rows: tuple[ReadoutRow, ...] = ()
        self.hide()

    @property
    def text(self) -> str:
        """All that it says."""
        lines = []
        for row in self._rows:
            values = (figure(value) if value is not None else "–" for _, value in row.values)
            lines.append(" ".join((row.name, *values)))
        return "\n".join(lines)

    def show_rows(self, rows: Sequence[ReadoutRow]) -> None:
        """Show these."""
        self._rows = tuple(rows)
        self.setAccessibleName(self.text)
        self.show()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(12))
        name = min(theme.scaled(_NAME), max((metrics.horizontalAdvance(row.name) for row in self._rows), default=0))
        values = max((len(row.values) for row in self._rows), default=0)
        return QSize(
            2 * _MARGIN + _SAMPLE + 8 + name + values * theme.scaled(_VALUE), len(self._rows) * theme.scaled(_ROW) + 8
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        background = QColor(theme.RAISED)
        background.setAlpha(238)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(background)
        painter.drawRoundedRect(self.rect(), theme.RADIUS, theme.RADIUS)
        painter.setFont(theme.font(12))
        metrics = painter.fontMetrics()
        vertical = Qt.AlignmentFlag.AlignVCenter
        height, wide = theme.scaled(_ROW), theme.scaled(_VALUE)
        for index, row in enumerate(self._rows):
            line = QRectF(_MARGIN, 4 + index * height, self.width() - 2 * _MARGIN, height)
            painter.setPen(style_pen(theme.TEXT, row.style, 1.5))
            painter.drawLine(QPointF(line.left(), line.center().y()), QPointF(line.left() + _SAMPLE, line.center().y()))
            painter.setPen(QColor(theme.TEXT))
            right = line.right() - len(row.values) * wide
            name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, round(right - line.left() - _SAMPLE - 4))
            painter.drawText(line.adjusted(_SAMPLE + 8, 0, 0, 0), vertical | Qt.AlignmentFlag.AlignLeft, name)
            for number, (colour, value) in enumerate(row.values):
                box = QRectF(right + number * wide, line.top(), wide, height)
                painter.setPen(QColor(colour))
                words = figure(value) if value is not None else "–"
                painter.drawText(box, vertical | Qt.AlignmentFlag.AlignRight, words)
