"""The layout of a picture grid: rows and places, by arithmetic alone.

Points and rectangles are in the viewport (device-independent pixels); `offset` is how far it is scrolled down.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractItemView

GAP = 8
MARGIN = 4
"""Around the grid: room for the ring of a chosen picture."""
SMALLEST, LARGEST = 48, 512
"""Of the edge of a cell: of a square as large, where cells are no squares."""

_Moves = QAbstractItemView.CursorAction


def alike(sizes: Sequence[QSize]) -> bool:
    """Whether all have the proportions of the first."""
    wide, high = sizes[0].width(), sizes[0].height()
    return all(size.width() * high == size.height() * wide for size in sizes)


class GridLayout:
    """`size` and `columns` follow from the width and the wanted edge: cells stretch to fill the line."""

    def __init__(self, wanted: int, *, foot: Callable[[int], int] | None = None, across: int = 0) -> None:
        """`foot`: how high what stands below a picture of a width is, px; `across`: so many columns whatever is wanted,
        unless cells would become too small."""
        self.wanted = wanted
        self._foot_of = foot
        self.across = across
        self.stretch = 1.0
        """Width by height of a cell."""
        self.size = QSize(wanted, wanted)
        """Of a cell."""
        self.foot = 0
        """Height of what stands below each picture."""
        self.columns = 1
        self.rows = 0

    def arrange(self, width: int, rows: int) -> None:
        """Fit the grid into a viewport of this width."""
        inner = max(1, width - 2 * MARGIN) + GAP
        aside = math.sqrt(self.stretch)
        if self.across:
            self.columns = max(1, min(self.across, inner // (SMALLEST + GAP)))
        else:
            self.columns = max(1, inner // (round(self.wanted * aside) + GAP))
        wide = max(SMALLEST // 2, min(inner // self.columns - GAP, round(LARGEST * aside)))
        self.size = QSize(wide, max(1, round(wide / self.stretch)))
        self.foot = self._foot_of(wide) if self._foot_of is not None else 0
        self.rows = rows

    @property
    def pitch(self) -> int:
        """From the top of one line of pictures to the next."""
        return self.size.height() + GAP + self.foot

    @property
    def _across(self) -> int:
        """From the left of one column to the next."""
        return self.size.width() + GAP

    @property
    def height(self) -> int:
        """Of all lines together."""
        return math.ceil(self.rows / self.columns) * self.pitch - GAP + 2 * MARGIN

    def cell(self, row: int, offset: int) -> QRect:
        """Where the picture of a row stands (without its foot)."""
        x = MARGIN + row % self.columns * self._across
        y = MARGIN + row // self.columns * self.pitch - offset
        return QRect(QPoint(x, y), self.size)

    def frame(self, row: int, offset: int) -> QRect:
        """All that is painted for a row: ring and foot too."""
        return self.frame_of(self.cell(row, offset))

    def frame_of(self, cell: QRect) -> QRect:
        """As `frame`, of a row whose picture stands there."""
        return cell.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN + self.foot)

    def row_at(self, point: QPoint, offset: int) -> int:
        """The row whose picture or foot is at a point, or -1."""
        x, y = point.x() - MARGIN, point.y() - MARGIN + offset
        column = x // self._across
        if x < 0 or y < 0 or column >= self.columns or x % self._across >= self.size.width():
            return -1
        if y % self.pitch >= self.pitch - GAP:
            return -1
        row = y // self.pitch * self.columns + column
        return row if row < self.rows else -1

    def nearest(self, point: QPoint, offset: int) -> int:
        """The row nearest to a point; -1 when there are none."""
        column = max(0, min(self.columns - 1, (point.x() - MARGIN) // self._across))
        line = max(0, (point.y() - MARGIN + offset) // self.pitch)
        return min(self.rows - 1, line * self.columns + column)

    def visible(self, offset: int, height: int) -> tuple[int, int]:
        """First and last row of which anything can be seen; last < first when there is none."""
        top = max(0, offset - MARGIN)
        first = top // self.pitch * self.columns
        last = ((top + height) // self.pitch + 1) * self.columns - 1
        return first, min(self.rows - 1, last)

    def within(self, rect: QRect, offset: int) -> list[tuple[int, int]]:
        """The rows that a rectangle touches, as one range (first, last) a line."""
        across, wide = self._across, self.size.width()
        left, right = rect.left() - MARGIN, rect.right() - MARGIN
        top, bottom = rect.top() - MARGIN + offset, rect.bottom() - MARGIN + offset
        first_column = max(0, left // across + (1 if left >= 0 and left % across >= wide else 0))
        last_column = min(self.columns - 1, right // across)
        first_line = max(0, top // self.pitch + (1 if top >= 0 and top % self.pitch >= self.pitch - GAP else 0))
        last_line = min((self.rows - 1) // self.columns, bottom // self.pitch)
        ranges = []
        for line in range(first_line, last_line + 1):
            first = line * self.columns + first_column
            last = min(self.rows - 1, line * self.columns + last_column)
            if first <= last:
                ranges.append((first, last))
        return ranges

    def moved(self, current: int, action: _Moves, height: int) -> int:
        """The row that a cursor key leads to; up and down keep to the column, and end at the first and last line."""
        last = self.rows - 1
        page = max(1, height // self.pitch) * self.columns
        steps = {
            _Moves.MoveLeft: -1,
            _Moves.MovePrevious: -1,
            _Moves.MoveRight: 1,
            _Moves.MoveNext: 1,
            _Moves.MoveUp: -self.columns,
            _Moves.MoveDown: self.columns,
            _Moves.MovePageUp: -page,
            _Moves.MovePageDown: page,
            _Moves.MoveHome: -current,
            _Moves.MoveEnd: last - current,
        }
        target = current + steps.get(action, 0)
        if action in (_Moves.MoveUp, _Moves.MovePageUp):
            return target if target >= 0 else current % self.columns
        if action in (_Moves.MoveDown, _Moves.MovePageDown) and target > last:
            if current // self.columns == last // self.columns:
                return current
            return min(last, last // self.columns * self.columns + current % self.columns)
        return max(0, min(last, target))
