"""The header of a plot: title, and each curve's colour and value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio import theme
from studio.training.run_words import figure

_HEIGHT = 28
_DASH = 12


@dataclass(frozen=True)
class Entry:
    """A curve in the legend."""

    colour: str
    text: str
    value: float | None
    unit: str = ""
    more: str = ""
    """Said quietly after the value."""


class PlotHeader(QWidget):
    """Painted, since its values change ten times a second; figures keep their place."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = title
        self._entries: tuple[Entry, ...] = ()
        self._right = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    @property
    def text(self) -> str:
        """All that it says, in a line."""
        values = (
            f"{entry.text} {figure(entry.value) if entry.value is not None else '–'} {entry.more}".strip()
            for entry in self._entries
        )
        return " ".join([self._title, *values, self._right]).strip()

    def set_title(self, title: str) -> None:
        """Another title."""
        if title != self._title:
            self._title = title
            self.update()

    def show_entries(self, entries: Sequence[Entry], right: str = "") -> None:
        """Show these curves, and the word at the right."""
        if (tuple(entries), right) != (self._entries, self._right):
            self._entries, self._right = tuple(entries), right
            self.setAccessibleName(self.text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        bold, plain = theme.font(weight=QFont.Weight.DemiBold), theme.font()
        painter.setFont(bold)
        painter.setPen(QColor(theme.TEXT))
        area = QRectF(self.rect())
        painter.drawText(area, left, self._title)
        x = QFontMetricsF(bold).horizontalAdvance(self._title) + 16
        painter.setFont(plain)
        metrics = QFontMetricsF(plain)
        right = metrics.elidedText(self._right, Qt.TextElideMode.ElideRight, max(0.0, area.width() - x))
        room = area.width() - metrics.horizontalAdvance(right) - 16
        middle = area.center().y()
        for entry in self._entries:
            value = "–" if entry.value is None else figure(entry.value) + entry.unit
            width = max(metrics.horizontalAdvance(value), metrics.horizontalAdvance("0.000" + entry.unit))
            text = metrics.horizontalAdvance(entry.text + " ")
            if x + _DASH + 6 + text + width > room:
                break
            painter.setPen(QPen(QColor(theme.colour(entry.colour)), 2.5))
            painter.drawLine(QPointF(x, middle + 0.5), QPointF(x + _DASH, middle + 0.5))
            x += _DASH + 6
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(QRectF(x, 0, text + 1, area.height()), left, entry.text)
            x += text
            painter.setPen(QColor(theme.TEXT))
            painter.drawText(QRectF(x, 0, width + 1, area.height()), left, value)
            x += width + 16
            more = metrics.horizontalAdvance(entry.more)
            if entry.more and x - 10 + more < room:
                painter.setPen(QColor(theme.QUIET))
                painter.drawText(QRectF(x - 10, 0, more + 1, area.height()), left, entry.more)
                x += more + 6
        painter.setPen(QColor(theme.QUIET))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, right)
