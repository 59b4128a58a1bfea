"""The view behind `PictureGrid`: where pictures stand, which are chosen, and painting them.

Mouse and keyboard handle one, and `PictureGrid` is one that has both.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)  # fmt: skip
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from studio import theme
from studio.widgets.grid import foot, row_ranges
from studio.widgets.grid.layout import GAP, LARGEST, MARGIN, SMALLEST, GridLayout
from studio.widgets.grid.painter import PicturePainter
from studio.widgets.grid.roles import TitleRole
from studio.words import tr

_ANY = QModelIndex | QPersistentModelIndex
_Select = QItemSelectionModel.SelectionFlag
_Moves = QAbstractItemView.CursorAction

_BUDGET = 0.007
"""Seconds a round of painting may spend on scaling pictures."""


class GridView(QAbstractItemView):
    """The signals are sent by `PictureGrid`, which answers to mouse and keyboard."""

    look_close = Signal(QModelIndex)
    context_menu = Signal(QModelIndex, QPoint)
    """(index, perhaps invalid; global point)"""
    current_moved = Signal(QModelIndex)
    selection_moved = Signal()
    """The selection is another; at most once per turn of the event loop."""
    stars_chosen = Signal(QModelIndex, int)
    """A star in the line below a picture was clicked (0: the present rating, clicked again)."""
    zoomed = Signal(int)
    """The edge that was asked for is another, in device-independent pixels."""

    def __init__(
        self, name: str, accessible_name: str, *, line: bool = False, edge: int = 112, across: int = 0,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`line`: title and stars below each picture. `edge`: wanted size; cells stretch to fill the width. `across`:
        so many beside each other instead."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._layout = GridLayout(edge, foot=self._foot_of, across=across)
        self._line, self._names = line, False
        self._painter = PicturePainter(self)
        self._anchor = -1
        self._hover = -1
        self._wanted_rows = (-1, -1, 0)
        self._unfinished = QRegion()
        self._zoomed_at = (QPoint(), -1, -1, 0.0)
        self._relayout = QTimer(self, singleShot=True, interval=0)
        self._relayout.timeout.connect(self._lay_out)
        self._tell_selection = QTimer(self, singleShot=True, interval=0)
        self._tell_selection.timeout.connect(self.selection_moved)
        self._want = QTimer(self, singleShot=True, interval=30)  # while it is scrolled too: it is not put off
        self._want.timeout.connect(self._want_rows)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._paint_again)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # cells keep their size as rows come
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDragEnabled(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        theme.worn.changed.connect(self._relayout.start)

    # ---- size of the cells --------------------------------------------------------------------------------

    @property
    def wanted_edge(self) -> int:
        """The size asked for (a slider's value)."""
        return self._layout.wanted

    @property
    def cell_size(self) -> QSize:
        """Of a cell as laid out."""
        return self._layout.size

    def set_proportions(self, size: QSize) -> None:
        """Cells get the proportions of pictures that are all alike: nothing is empty beside them."""
        stretch = size.width() / size.height()
        if stretch != self._layout.stretch:
            row = self._layout.nearest(QPoint(0, MARGIN), self.verticalOffset())
            self._layout.stretch = stretch
            self._lay_out()
            self.verticalScrollBar().setValue(max(0, row) // self._layout.columns * self._layout.pitch)
            self.viewport().update()

    @property
    def columns(self) -> int:
        """How many pictures stand beside each other."""
        return self._layout.columns

    def set_edge(self, edge: int, keep: QPoint | None = None) -> None:
        """Zoom; the picture at `keep` (viewport; default: the current one if visible, else the middle) stays there."""
        edge = max(SMALLEST, min(LARGEST, edge))
        if edge == self._layout.wanted:
            return
        if keep is None:
            current = self.visualRect(self.currentIndex())
            shown = current.isValid() and self.viewport().rect().intersects(current)
            keep = current.center() if shown else self.viewport().rect().center()
        row, share = self._zoom_anchor(keep)
        self._layout.wanted = edge
        self._lay_out()
        bar = self.verticalScrollBar()
        if row >= 0:
            after = self._cell(row)
            bar.setValue(bar.value() + round(after.top() + share * after.height() - keep.y()))
        self._zoomed_at = (keep, bar.value(), row, share)
        self.viewport().update()
        self.zoomed.emit(edge)

    def _zoom_anchor(self, keep: QPoint) -> tuple[int, float]:
        """The row that a zoom holds in place, and where in it; zooming on at one point holds the same one."""
        point, value, row, share = self._zoomed_at
        if (point, value) != (keep, self.verticalOffset()):
            row = self._layout.nearest(keep, self.verticalOffset())
            cell = self._cell(row)
            share = (keep.y() - cell.top()) / cell.height()
        return min(row, self._layout.rows - 1), share

    def _lay_out(self) -> None:
        """Columns, edge and scroll range from the width and the number of rows: O(1)."""
        self._relayout.stop()
        model = self.model()
        self._layout.arrange(self.viewport().width(), model.rowCount(self.rootIndex()) if model is not None else 0)
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._layout.height - height))
        bar.setEnabled(bar.maximum() > 0)  # where there is nothing to scroll, its place stays and nothing is in it
        bar.setPageStep(height)
        bar.setSingleStep(max(16, self._layout.pitch // 3))
        if not self._want.isActive():
            self._want.start()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self._layout.nearest(QPoint(0, MARGIN), self.verticalOffset())
        columns = self._layout.columns
        super().resizeEvent(event)
        self._lay_out()
        if columns != self._layout.columns and top > 0:
            self.verticalScrollBar().setValue(top // self._layout.columns * self._layout.pitch)

    # ---- geometry -----------------------------------------------------------------------------------------

    def _cell(self, row: int) -> QRect:
        return self._layout.cell(row, self.verticalOffset())

    def _foot_of(self, width: int) -> int:
        return foot.height(width, names=self._names) if self._line else 0

    def _frame(self, row: int) -> QRect:
        return self._layout.frame(row, self.verticalOffset())

    def row_at(self, point: QPoint) -> int:
        """The row whose picture or line is at a point of the viewport, or -1."""
        return self._layout.row_at(point, self.verticalOffset())

    def star_at(self, row: int, point: QPoint) -> int:
        """Which star, 1 to 5, of the line below a picture is at a point; 0 for none."""
        cell = self._cell(row)
        return foot.star_at(cell, point) if self._line and not self._names else 0

    def visible_rows(self) -> tuple[int, int]:
        """First and last row of which anything can be seen; last < first when there is none."""
        return self._layout.visible(self.verticalOffset(), self.viewport().height())

    def visualRect(self, index: _ANY) -> QRect:
        if not index.isValid():
            return QRect()
        cell = self._cell(index.row())
        return cell.adjusted(0, 0, 0, self._layout.foot)

    def indexAt(self, point: QPoint) -> QModelIndex:
        row, model = self.row_at(point), self.model()
        return model.index(row, 0, self.rootIndex()) if row >= 0 and model is not None else QModelIndex()

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _ANY) -> bool:
        return False

    def scrollTo(
        self, index: _ANY, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        if self._relayout.isActive():
            self._lay_out()
        hints = QAbstractItemView.ScrollHint
        rect, height, bar = self.visualRect(index), self.viewport().height(), self.verticalScrollBar()
        if hint == hints.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif hint == hints.PositionAtTop or rect.top() < GAP:
            bar.setValue(bar.value() + rect.top() - GAP)
        elif hint == hints.PositionAtBottom or rect.bottom() > height - GAP:
            bar.setValue(bar.value() + min(rect.bottom() - height + GAP, rect.top() - GAP))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._unfinished.translate(0, dy)
        self.viewport().scroll(0, dy)
        if not self._want.isActive():
            self._want.start()

    # ---- the model ----------------------------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:
        old = self.model()
        if old is not None:
            old.layoutChanged.disconnect(self._on_rows_moved)
            old.rowsRemoved.disconnect(self._on_rows_moved)
        super().setModel(model)
        if model is not None:
            model.layoutChanged.connect(self._on_rows_moved)
            model.rowsRemoved.connect(self._on_rows_moved)
        self._painter.clear()
        self._lay_out()
        self.viewport().update()

    def reset(self) -> None:
        super().reset()
        self._anchor = self._hover = -1
        self._wanted_rows = (-1, -1, 0)
        self._lay_out()
        if not self.model().rowCount(self.rootIndex()):
            self.forget_pictures()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()
        self._tell_selection.start()

    def forget_pictures(self) -> None:
        """Let the scaled pictures go: what is shown from now on has nothing to do with what was."""
        self._painter.clear()

    def rowsInserted(self, parent: _ANY, start: int, end: int) -> None:
        self._on_rows_moved()

    def _on_rows_moved(self) -> None:
        """Rows came, went or changed places: lay out once, however often this happens in one turn."""
        self._relayout.start()
        self._wanted_rows = (-1, -1, 0)
        self.viewport().update()

    def dataChanged(self, first: _ANY, last: _ANY, roles: Sequence[int] = ()) -> None:
        """Repaint those of the changed rows that can be seen, and say anew what the current one is."""
        self._update_rows(first.row(), last.row())
        if first.row() <= self.currentIndex().row() <= last.row():
            self._say_current()

    def _update_rows(self, first: int, last: int) -> None:
        visible_first, visible_last = self.visible_rows()
        for row in range(max(first, visible_first), min(last, visible_last) + 1):
            self.viewport().update(self._frame(row))

    def _want_rows(self) -> None:
        """Tell the model which rows matter now: the visible ones and half a page on either side."""
        want = getattr(self.model(), "want_rows", None)
        if want is None or self._layout.rows == 0:
            return
        first, last = self.visible_rows()
        more = (last - first + 1) // 2
        size = self._layout.size
        edge = math.ceil(max(size.width(), size.height()) * self.devicePixelRatioF())
        wanted = (max(0, first - more), min(self._layout.rows - 1, last + more), edge)
        if wanted != self._wanted_rows:
            self._wanted_rows = wanted
            want(*wanted)

    # ---- choosing -----------------------------------------------------------------------------------------

    def selected_rows(self) -> list[int]:
        """The chosen rows in order."""
        return row_ranges.rows(self.selectionModel().selection())

    def selected_count(self) -> int:
        """How many are chosen; O(ranges)."""
        model = self.selectionModel()
        return row_ranges.count(model.selection()) if model is not None else 0

    def set_current_row(self, row: int, *, extend: bool = False) -> None:
        """Make `row` current and chosen, and scroll to it; `extend`: choose all from the anchor to it."""
        model = self.model()
        if model is None or not 0 <= row < model.rowCount(self.rootIndex()):
            return
        index = model.index(row, 0, self.rootIndex())
        if not extend or self._anchor < 0 or self._one_only:
            self._anchor = row
        self.selectionModel().select(self._span(self._anchor, row), _Select.ClearAndSelect)
        self.selectionModel().setCurrentIndex(index, _Select.NoUpdate)
        self.scrollTo(index)

    def select_rows(self, rows: Sequence[int]) -> None:
        """Choose exactly these rows (in order), as ranges: 20,000 as quick as two."""
        found: list[tuple[int, int]] = []
        for row in rows:
            if found and found[-1][1] == row - 1:
                found[-1] = (found[-1][0], row)
            else:
                found.append((row, row))
        chosen = row_ranges.of_ranges(self.model(), self.rootIndex(), found)
        self.selectionModel().select(chosen, _Select.ClearAndSelect)

    def toggle(self, index: QModelIndex) -> None:
        """Choose one more, or one less."""
        if self._one_only:
            self.set_current_row(index.row())
        elif index.isValid():
            self._anchor = index.row()
            self.selectionModel().select(index, _Select.Toggle)

    @property
    def _one_only(self) -> bool:
        return self.selectionMode() == QAbstractItemView.SelectionMode.SingleSelection

    def selectAll(self) -> None:
        if self._layout.rows and not self._one_only:
            self.selectionModel().select(self._span(0, self._layout.rows - 1), _Select.ClearAndSelect)

    def _span(self, one: int, other: int) -> QItemSelection:
        return row_ranges.of_ranges(self.model(), self.rootIndex(), [(one, other)])

    def selection_within(self, rect: QRect) -> QItemSelection:
        """The rows that a rectangle of the viewport touches."""
        within = self._layout.within(rect.normalized(), self.verticalOffset())
        return row_ranges.of_ranges(self.model(), self.rootIndex(), within)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        self.selectionModel().select(self.selection_within(rect), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        visible_first, visible_last = self.visible_rows()
        for first, last in row_ranges.ranges(selection):
            for row in range(max(first, visible_first), min(last, visible_last) + 1):
                region += self._frame(row)
        return region

    def currentChanged(self, current: _ANY, previous: _ANY) -> None:
        super().currentChanged(current, previous)
        for index in (previous, current):
            if index.isValid():
                self.viewport().update(self._frame(index.row()))
        self._say_current()
        self.current_moved.emit(self.currentIndex())

    def _say_current(self) -> None:
        """Qt makes rows audible only in its own views: here the view's description follows the current picture."""
        index = self.currentIndex()
        if not index.isValid():
            self.setAccessibleDescription("")
            return
        name = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(TitleRole) or ""
        row, rows = index.row() + 1, self._layout.rows
        self.setAccessibleDescription(
            tr("{name}, {row:,} of {rows:,}", name=name, row=row, rows=rows)
            if name
            else tr("{row:,} of {rows:,}", row=row, rows=rows)
        )

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        for changed in (selected, deselected):
            for first, last in row_ranges.ranges(changed):
                self._update_rows(first, last)
        self._tell_selection.start()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        model, current = self.model(), self.currentIndex().row()
        if model is None or self._layout.rows == 0:
            return QModelIndex()
        if current < 0:
            row = self._layout.rows - 1 if action == _Moves.MoveEnd else max(0, self.visible_rows()[0])
        else:
            row = self._layout.moved(current, action, self.viewport().height())
        return model.index(row, 0, self.rootIndex())

    # ---- painting -----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._relayout.isActive():
            self._lay_out()
        model, root, selection = self.model(), self.rootIndex(), self.selectionModel()
        if model is None or self._layout.rows == 0:
            return
        current = self.currentIndex().row() if self.hasFocus() else -1
        first, last = self.visible_rows()
        deadline = time.perf_counter() + _BUDGET
        painter = QPainter(self.viewport())
        theme.paint_canvas(painter, event.rect())
        region = event.region()
        offset = self.verticalOffset()
        for row in range(first, last + 1):
            cell = self._layout.cell(row, offset)
            frame = self._layout.frame_of(cell)
            if not region.intersects(frame):
                continue
            index = model.index(row, 0, root)
            finished = self._painter.paint(
                painter, cell, index,
                selected=selection.isSelected(index), current=row == current, hover=row == self._hover,
                line=self._line, names=self._names, in_time=time.perf_counter() < deadline,
            )  # fmt: skip
            if not finished:
                self._unfinished += frame
        painter.end()
        if not self._unfinished.isEmpty():
            self._again.start()

    def _paint_again(self) -> None:
        """Paint anew what was drawn in haste."""
        region, self._unfinished = self._unfinished, QRegion()
        self.viewport().update(region)

    def set_hover(self, row: int) -> None:
        """The pointer is over this row (-1: none)."""
        if row != self._hover:
            for changed in (self._hover, row):
                if changed >= 0:
                    self.viewport().update(self._frame(changed))
            self._hover = row
