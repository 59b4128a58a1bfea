"""The header of a plot: title, and each curve's colour and value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio import theme
from studio.training.run_words import figure

_HEIGHT = 28
_DASH = 12
_GAP = 16
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_LINE = 20
"""px of each line below the first, at the usual size of text."""


@dataclass(frozen=True)
class Entry:
    """A curve in the legend."""

    colour: str
    text: str
    value: float | None
    unit: str = ""
    more: str = ""
    """Said quietly after the value."""


@dataclass(frozen=True)
class _Laid:
    """Where everything stands at a width: curves as (line, x), and the words at the right as (first line, lines)."""

    entries: tuple[tuple[int, float], ...]
    right: tuple[int, int]
    """(the line, 0) at the end of that line; (first line, how many) on lines of their own."""
    lines: int


class PlotHeader(QWidget):
    """Painted, since its values change ten times a second; figures keep their place. What has no room on its line goes
    on below."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = title
        self._entries: tuple[Entry, ...] = ()
        self._right = ""
        self._for: tuple[object, ...] = ()
        self._lines = 1
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
            self._make_room()
            self.update()

    def show_entries(self, entries: Sequence[Entry], right: str = "") -> None:
        """Show these curves, and the word at the right."""
        if (tuple(entries), right) != (self._entries, self._right):
            self._entries, self._right = tuple(entries), right
            self.setAccessibleName(self.text)
            self._make_room()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._for = ()
            self._make_room()

    def _make_room(self) -> None:
        """As high as all of it needs; while the same curves are shown, never lower again: values go up and down."""
        now = (self.width(), self._title, self._right, tuple(entry.text for entry in self._entries), theme.worn.look)
        self._lines = max(self._laid().lines, self._lines if now == self._for else 1)
        self._for = now
        self.setFixedHeight(_HEIGHT + (self._lines - 1) * theme.scaled(_LINE))

    def _laid(self) -> _Laid:
        metrics, width = QFontMetricsF(theme.font()), self.width()
        x = QFontMetricsF(theme.font(weight=QFont.Weight.DemiBold)).horizontalAdvance(self._title) + _GAP
        line, places = 0, []
        for entry in self._entries:
            needed = _width(entry, metrics)
            if x > 0 and x + needed > width:
                line, x = line + 1, 0.0
            places.append((line, x))
            x += needed + _GAP
        if not self._right or x + metrics.horizontalAdvance(self._right) <= width:
            return _Laid(tuple(places), (line, 0), line + 1)
        room = metrics.boundingRect(QRectF(0, 0, max(1, width), 10_000), _WRAPPED, self._right).height()
        rows = max(1, round(room / metrics.lineSpacing()))
        return _Laid(tuple(places), (line + 1, rows), line + 1 + rows)

    @staticmethod
    def _line(number: int, width: float, lines: int = 1) -> QRectF:
        """The room of a line, or of several from there on."""
        if not number:
            return QRectF(0, 0, width, _HEIGHT)
        high = theme.scaled(_LINE)
        return QRectF(0, _HEIGHT - 4 + (number - 1) * high, width, lines * high)

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        width = float(self.width())
        painter.setFont(theme.font(weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(self._line(0, width), left, self._title)
        painter.setFont(theme.font())
        metrics = QFontMetricsF(painter.font())
        laid = self._laid()
        for entry, (number, x) in zip(self._entries, laid.entries, strict=True):
            line = self._line(number, width)
            middle, value = line.center().y(), _value(entry)
            painter.setPen(QPen(QColor(theme.colour(entry.colour)), 2.5))
            painter.drawLine(QPointF(x, middle + 0.5), QPointF(x + _DASH, middle + 0.5))
            line.setLeft(x + _DASH + 6)
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(line, left, entry.text)
            line.setLeft(line.left() + metrics.horizontalAdvance(entry.text + " "))
            painter.setPen(QColor(theme.TEXT))
            painter.drawText(line, left, value)
            line.setLeft(line.left() + _value_width(entry, metrics) + 6)
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(line, left, entry.more)
        painter.setPen(QColor(theme.QUIET))
        number, rows = laid.right
        if rows:
            painter.drawText(self._line(number, width, rows), _WRAPPED, self._right)
        else:
            painter.drawText(
                self._line(number, width), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._right
            )


def _value(entry: Entry) -> str:
    return "–" if entry.value is None else figure(entry.value) + entry.unit


def _value_width(entry: Entry, metrics: QFontMetricsF) -> float:
    """px kept for a curve's value."""
    return max(metrics.horizontalAdvance(_value(entry)), metrics.horizontalAdvance("0.000" + entry.unit))


def _width(entry: Entry, metrics: QFontMetricsF) -> float:
    """px of a curve in the legend."""
    more = metrics.horizontalAdvance(entry.more) + 6 if entry.more else 0
    return _DASH + 6 + metrics.horizontalAdvance(entry.text + " ") + _value_width(entry, metrics) + more
