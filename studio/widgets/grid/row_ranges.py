"""Selections of rows as ranges, for one-column views."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QModelIndex


def ranges(selection: QItemSelection) -> list[tuple[int, int]]:
    """(first, last) of each range, in no particular order."""
    parts = [selection.at(index) for index in range(selection.count())]
    return [(part.top(), part.bottom()) for part in parts]


def rows(selection: QItemSelection) -> list[int]:
    """All rows in it, in order."""
    return sorted(row for first, last in ranges(selection) for row in range(first, last + 1))


def count(selection: QItemSelection) -> int:
    """How many rows are in it; O(ranges)."""
    return sum(last - first + 1 for first, last in ranges(selection))


def of_ranges(model: QAbstractItemModel, root: QModelIndex, wanted: Iterable[tuple[int, int]]) -> QItemSelection:
    """A selection of these ranges."""
    selection = QItemSelection()
    for one, other in wanted:
        first, last = model.index(min(one, other), 0, root), model.index(max(one, other), 0, root)
        selection.select(first, last)
    return selection
