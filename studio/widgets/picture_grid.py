"""The light table: a grid of square pictures over any model, as quick with a million rows as with ten.

Only what is visible is ever asked of the model, laid out or painted. A model needs one column and these roles,
of which only the first is a must (None stands for "not there" everywhere):

- `DecorationRole`: a `QImage`, or None while it is being made (then emit `dataChanged` when it is there)
- `TitleRole` str, `StarsRole` int 0 to 5: the line below the picture, if the grid shows one
- `BadgesRole`: tuple of short strings over the top of the picture ("near-copy of 3")
- `DimmedRole` str: the picture is faded and the word written on it ("rejected")
- `MarkRole` str: a small state in the corner: "picked", "busy"
- `Qt.AccessibleTextRole` or `TitleRole`: what a screen reader says

A model may also have `want_rows(first, last, edge)`: called as the view moves, with the rows that are visible or
nearly so and the longest side in device pixels; it gives up pictures asked for outside them. Dragging hands out
the model's `mimeData`.
"""

from __future__ import annotations

import math
import time

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMargins,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)  # fmt: skip
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import QAbstractItemView, QFrame, QRubberBand, QToolTip, QWidget

from studio.widgets.picture_painter import LINE_HEIGHT, PicturePainter
from studio.widgets.picture_roles import BadgesRole, DimmedRole, MarkRole, StarsRole, TitleRole

__all__ = ["BadgesRole", "DimmedRole", "MarkRole", "PictureGrid", "StarsRole", "TitleRole"]

GAP = 8
SMALLEST, LARGEST = 48, 512
"""Of the edge of a cell, in device-independent pixels."""

_ANY = QModelIndex | QPersistentModelIndex


class PictureGrid(QAbstractItemView):
    """`look_close(index)` on Space; `activated(index)` on Enter or double click; `context_menu(index, global point)`."""

    look_close = Signal(QModelIndex)
    context_menu = Signal(QModelIndex, QPoint)
    current_moved = Signal(QModelIndex)
    selection_moved = Signal()
    """The selection is another; at most once per turn of the event loop."""
    stars_chosen = Signal(QModelIndex, int)
    """A star in the line below a picture was clicked (0: the only one, clicked again)."""
    zoomed = Signal(int)
    """The edge that was asked for is another, in device-independent pixels."""

    def __init__(
        self, name: str, accessible_name: str, *, line: bool = False, edge: int = 112, parent: QWidget | None = None
    ) -> None:
        """`line`: title and stars below each picture. `edge`: wanted size; cells stretch to fill the width."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._line = line
        self._wanted_edge = edge
        self._columns = 1
        self._edge = edge
        self._rows = 0
        self._painter = PicturePainter(self)
        self._band: QRubberBand | None = None
        self._band_start = QPoint()
        self._band_selection = QItemSelection()
        self._press = QPoint()
        self._anchor = -1
        self._hover = -1
        self._wheel_left = 0.0
        self._announced = (-1, -1, 0)
        self._relayout = QTimer(self, singleShot=True, interval=0)
        self._relayout.timeout.connect(self._lay_out)
        self._tell_selection = QTimer(self, singleShot=True, interval=0)
        self._tell_selection.timeout.connect(self.selection_moved)
        self._announce = QTimer(self, singleShot=True, interval=30)
        self._announce.timeout.connect(self._announce_rows)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._paint_again)
        self._unfinished = QRegion()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDragEnabled(True)
        self.setAutoScroll(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    # ---- size of the cells --------------------------------------------------------------------------------

    @property
    def wanted_edge(self) -> int:
        """The size asked for (a slider's value)."""
        return self._wanted_edge

    @property
    def edge(self) -> int:
        """The size of a cell as laid out."""
        return self._edge

    @property
    def columns(self) -> int:
        """How many pictures stand beside each other."""
        return self._columns

    def set_edge(self, edge: int, keep: QPoint | None = None) -> None:
        """Zoom; the picture at `keep` (viewport; default: the current one if visible, else the middle) stays there."""
        edge = max(SMALLEST, min(LARGEST, edge))
        if edge == self._wanted_edge:
            return
        if keep is None:
            current = self.visualRect(self.currentIndex())
            shown = current.isValid() and self.viewport().rect().intersects(current)
            keep = current.center() if shown else self.viewport().rect().center()
        row = self._nearest_row(keep)
        before = self._cell(row) if row >= 0 else QRect()
        share = (keep.y() - before.top()) / max(1, before.height())
        self._wanted_edge = edge
        self._lay_out()
        if row >= 0:
            after = self._cell(row)
            moved = after.top() + share * after.height() - keep.y()
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + round(moved))
        self.viewport().update()
        self.zoomed.emit(edge)

    def _row_height(self) -> int:
        return self._edge + GAP + (LINE_HEIGHT if self._line else 0)

    def _lay_out(self) -> None:
        """Columns, edge and scroll range from the width and the number of rows: O(1)."""
        self._relayout.stop()
        width = max(1, self.viewport().width() - 2 * self._painter.MARGIN)
        self._columns = max(1, (width + GAP) // (self._wanted_edge + GAP))
        self._edge = max(SMALLEST // 2, min((width + GAP) // self._columns - GAP, LARGEST))
        model = self.model()
        self._rows = model.rowCount(self.rootIndex()) if model is not None else 0
        height = math.ceil(self._rows / self._columns) * self._row_height() - GAP + 2 * self._painter.MARGIN
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(max(16, self._row_height() // 3))
        self._announce.start()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self._nearest_row(QPoint(0, self._painter.MARGIN))
        super().resizeEvent(event)
        columns = self._columns
        self._lay_out()
        if columns != self._columns and top > 0:
            self.verticalScrollBar().setValue(top // self._columns * self._row_height())

    # ---- geometry -----------------------------------------------------------------------------------------

    def _cell(self, row: int) -> QRect:
        """Where the picture of a row stands, in the viewport."""
        margin = self._painter.MARGIN
        x = margin + row % self._columns * (self._edge + GAP)
        y = margin + row // self._columns * self._row_height() - self.verticalOffset()
        return QRect(x, y, self._edge, self._edge)

    def _row_at(self, point: QPoint) -> int:
        """The row whose picture or line is at a point of the viewport, or -1."""
        margin = self._painter.MARGIN
        x, y = point.x() - margin, point.y() - margin + self.verticalOffset()
        column, line = x // (self._edge + GAP), y // self._row_height()
        if x < 0 or y < 0 or column >= self._columns or x % (self._edge + GAP) >= self._edge:
            return -1
        if y % self._row_height() >= self._row_height() - GAP:
            return -1
        row = line * self._columns + column
        return row if row < self._rows else -1

    def _nearest_row(self, point: QPoint) -> int:
        margin = self._painter.MARGIN
        column = max(0, min(self._columns - 1, (point.x() - margin) // (self._edge + GAP)))
        line = max(0, (point.y() - margin + self.verticalOffset()) // self._row_height())
        return min(self._rows - 1, line * self._columns + column)

    def visible_rows(self) -> tuple[int, int]:
        """First and last row of which anything can be seen; last < first when there is none."""
        top = max(0, self.verticalOffset() - self._painter.MARGIN)
        first = top // self._row_height() * self._columns
        last = ((top + self.viewport().height()) // self._row_height() + 1) * self._columns - 1
        return first, min(self._rows - 1, last)

    def visualRect(self, index: _ANY) -> QRect:
        if not index.isValid():
            return QRect()
        rect = self._cell(index.row())
        return rect.adjusted(0, 0, 0, LINE_HEIGHT) if self._line else rect

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point)
        model = self.model()
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
        rect = self.visualRect(index)
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif hint == QAbstractItemView.ScrollHint.PositionAtTop or rect.top() < GAP:
            bar.setValue(bar.value() + rect.top() - GAP)
        elif hint == QAbstractItemView.ScrollHint.PositionAtBottom or rect.bottom() > height - GAP:
            bar.setValue(bar.value() + min(rect.bottom() - height + GAP, rect.top() - GAP))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._unfinished.translate(0, dy)
        self.viewport().scroll(0, dy)
        self._announce.start()

    # ---- the model ----------------------------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:
        old = self.model()
        if old is not None:
            old.layoutChanged.disconnect(self._on_layout_changed)
            old.rowsRemoved.disconnect(self._on_rows_removed)
        super().setModel(model)
        if model is not None:
            model.layoutChanged.connect(self._on_layout_changed)
            model.rowsRemoved.connect(self._on_rows_removed)
        self._painter.clear()
        self._lay_out()
        self.viewport().update()

    def reset(self) -> None:
        super().reset()
        self._anchor = self._hover = -1
        self._announced = (-1, -1, 0)
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()
        self._tell_selection.start()

    def rowsInserted(self, parent: _ANY, start: int, end: int) -> None:
        self._lay_out_soon()

    def _on_rows_removed(self, parent: QModelIndex, first: int, last: int) -> None:
        self._lay_out_soon()

    def _on_layout_changed(self) -> None:
        self._lay_out_soon()

    def _lay_out_soon(self) -> None:
        self._relayout.start()
        self._announced = (-1, -1, 0)
        self.viewport().update()

    def dataChanged(self, first: _ANY, last: _ANY, roles: list[int] | None = None) -> None:
        """Repaint those of the changed rows that can be seen."""
        visible_first, visible_last = self.visible_rows()
        start, stop = max(first.row(), visible_first), min(last.row(), visible_last)
        if stop - start > 2 * self._columns:
            self.viewport().update()
            return
        for row in range(start, stop + 1):
            self.viewport().update(self._frame(row))

    def _announce_rows(self) -> None:
        """Tell the model which rows matter now: the visible ones and half a page on either side."""
        model = self.model()
        want = getattr(model, "want_rows", None)
        if want is None or self._rows == 0:
            return
        first, last = self.visible_rows()
        more = (last - first + 1) // 2
        ratio = self.devicePixelRatioF()
        wanted = (max(0, first - more), min(self._rows - 1, last + more), math.ceil(self._edge * ratio))
        if wanted != self._announced:
            self._announced = wanted
            want(*wanted)

    # ---- choosing -----------------------------------------------------------------------------------------

    def selected_rows(self) -> list[int]:
        """The chosen rows in order."""
        rows: list[int] = []
        for part in self.selectionModel().selection():
            rows.extend(range(part.top(), part.bottom() + 1))
        return sorted(rows)

    def selected_count(self) -> int:
        """How many are chosen; O(ranges)."""
        model = self.selectionModel()
        return sum(part.height() for part in model.selection()) if model is not None else 0

    def set_current_row(self, row: int, *, extend: bool = False) -> None:
        """Make `row` current and chosen, and scroll to it; `extend`: choose all from the anchor to it."""
        model = self.model()
        if model is None or not 0 <= row < self._rows:
            return
        index = model.index(row, 0, self.rootIndex())
        if extend and self._anchor >= 0:
            self.selectionModel().select(
                self._span(self._anchor, row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        else:
            self._anchor = row
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def selectAll(self) -> None:
        if self._rows:
            self.selectionModel().select(
                self._span(0, self._rows - 1), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def _span(self, one: int, other: int) -> QItemSelection:
        model, root = self.model(), self.rootIndex()
        return QItemSelection(model.index(min(one, other), 0, root), model.index(max(one, other), 0, root))

    def currentChanged(self, current: _ANY, previous: _ANY) -> None:
        super().currentChanged(current, previous)
        for index in (previous, current):
            if index.isValid():
                self.viewport().update(self._frame(index.row()))
        self.current_moved.emit(QModelIndex(current))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        first, last = self.visible_rows()
        for selection in (selected, deselected):
            for part in selection:
                for row in range(max(first, part.top()), min(last, part.bottom()) + 1):
                    self.viewport().update(self._frame(row))
        self._tell_selection.start()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        self.selectionModel().select(self._within(rect.normalized()), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        first, last = self.visible_rows()
        for part in selection:
            for row in range(max(first, part.top()), min(last, part.bottom()) + 1):
                region += self._frame(row)
        return region

    def _within(self, rect: QRect) -> QItemSelection:
        """The rows that a rectangle of the viewport touches, as one range a line."""
        selection = QItemSelection()
        margin = self._painter.MARGIN
        pitch, height = self._edge + GAP, self._row_height()
        left, right = rect.left() - margin, rect.right() - margin
        first_column = max(0, left // pitch + (1 if left >= 0 and left % pitch >= self._edge else 0))
        last_column = min(self._columns - 1, right // pitch)
        top, bottom = (y - margin + self.verticalOffset() for y in (rect.top(), rect.bottom()))
        first_line = max(0, top // height + (1 if top >= 0 and top % height >= height - GAP else 0))
        last_line = min((self._rows - 1) // self._columns, bottom // height)
        if last_column < first_column or right < 0 or bottom < 0:
            return selection
        for line in range(first_line, last_line + 1):
            first = line * self._columns + first_column
            last = min(self._rows - 1, line * self._columns + last_column)
            if first <= last:
                selection.append(self._span(first, last)[0])
        return selection

    # ---- keyboard -----------------------------------------------------------------------------------------

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here (P picks, X rejects), never a search."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        model = self.model()
        if model is None or self._rows == 0:
            return QModelIndex()
        return model.index(self._moved(action), 0, self.rootIndex())

    def _moved(self, action: QAbstractItemView.CursorAction) -> int:
        """The row that a cursor key leads to from the current one."""
        moves = QAbstractItemView.CursorAction
        current, last = self.currentIndex().row(), self._rows - 1
        if current < 0:
            return last if action == moves.MoveEnd else min(last, max(0, self.visible_rows()[0]))
        page = max(1, self.viewport().height() // self._row_height()) * self._columns
        step = {
            moves.MoveLeft: -1, moves.MovePrevious: -1, moves.MoveRight: 1, moves.MoveNext: 1,
            moves.MoveUp: -self._columns, moves.MoveDown: self._columns,
            moves.MovePageUp: -page, moves.MovePageDown: page,
            moves.MoveHome: -current, moves.MoveEnd: last - current,
        }.get(action, 0)  # fmt: skip
        if action in (moves.MoveUp, moves.MovePageUp):
            while step and current + step < 0:
                step += self._columns
        elif action in (moves.MoveDown, moves.MovePageDown):
            same_line = last // self._columns == current // self._columns
            return current if same_line else min(last, self._down(current, step))
        return max(0, min(last, current + step))

    def _down(self, current: int, step: int) -> int:
        """`step` further, or the last line if that is beyond the end, in the same column where there is one."""
        last = self._rows - 1
        if current + step <= last:
            return current + step
        column = current % self._columns
        return min(last, last // self._columns * self._columns + column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = QAbstractItemView.CursorAction
        key, modifiers = event.key(), event.modifiers()
        action = {
            Qt.Key.Key_Left: moves.MoveLeft, Qt.Key.Key_Right: moves.MoveRight,
            Qt.Key.Key_Up: moves.MoveUp, Qt.Key.Key_Down: moves.MoveDown,
            Qt.Key.Key_Home: moves.MoveHome, Qt.Key.Key_End: moves.MoveEnd,
            Qt.Key.Key_PageUp: moves.MovePageUp, Qt.Key.Key_PageDown: moves.MovePageDown,
        }.get(Qt.Key(key))  # fmt: skip
        plain = not modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if action is not None and not modifiers & Qt.KeyboardModifier.AltModifier and self._rows:
            row = self._moved(action)
            if modifiers & Qt.KeyboardModifier.ControlModifier and not modifiers & Qt.KeyboardModifier.ShiftModifier:
                index = self.model().index(row, 0, self.rootIndex())
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.scrollTo(index)
            else:
                self.set_current_row(row, extend=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Space and modifiers & Qt.KeyboardModifier.ControlModifier:
            self._toggle(self.currentIndex())
        elif key == Qt.Key.Key_Space and plain and self.currentIndex().isValid():
            self.look_close.emit(self.currentIndex())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        elif key == Qt.Key.Key_A and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.selectAll()
        elif key == Qt.Key.Key_Escape and self.selected_count() > 1 and self.currentIndex().isValid():
            self.set_current_row(self.currentIndex().row())
        elif key == Qt.Key.Key_Menu and self.currentIndex().isValid():
            place = self.visualRect(self.currentIndex()).center()
            self.context_menu.emit(self.currentIndex(), self.viewport().mapToGlobal(place))
        elif modifiers & Qt.KeyboardModifier.ControlModifier and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_edge(round(self._wanted_edge * 1.15) + 1)
        elif modifiers & Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Minus:
            self.set_edge(round(self._wanted_edge / 1.15) - 1)
        else:
            event.ignore()  # a command of the workspace
            return
        event.accept()

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid():
            self._anchor = index.row()
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Toggle)

    # ---- mouse --------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._press = point
        row = self._row_at(point)
        if event.button() == Qt.MouseButton.RightButton:
            if row >= 0 and not self.selectionModel().isSelected(self.indexAt(point)):
                self.set_current_row(row)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        toggle = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if row < 0:
            self._start_band(point, keep=shift or toggle)
            return
        index = self.indexAt(point)
        stars = self._stars_at(row, point)
        if stars:
            self.set_current_row(row)
            have = index.data(StarsRole) or 0
            self.stars_chosen.emit(index, 0 if stars == have == 1 else stars)
        elif toggle:
            self._toggle(index)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        elif shift:
            self.set_current_row(row, extend=True)
        elif self.selectionModel().isSelected(index):  # perhaps a drag of the many: settle on release
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.setState(QAbstractItemView.State.DraggingState)
        else:
            self.set_current_row(row)
            self.setState(QAbstractItemView.State.DraggingState)

    def _stars_at(self, row: int, point: QPoint) -> int:
        if not self._line or point.y() <= self._cell(row).bottom():
            return 0
        return self._painter.star_at(self._cell(row), point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._band is not None:
            self._drag_band(point)
            return
        far = (point - self._press).manhattanLength() >= 10
        if (
            event.buttons() & Qt.MouseButton.LeftButton
            and self.state() == QAbstractItemView.State.DraggingState
            and far
        ):
            self.startDrag(Qt.DropAction.CopyAction)
            self.setState(QAbstractItemView.State.NoState)
            return
        self._set_hover(self._row_at(point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = None
            return
        dragging = self.state() == QAbstractItemView.State.DraggingState
        self.setState(QAbstractItemView.State.NoState)
        row = self._row_at(event.position().toPoint())
        if dragging and event.button() == Qt.MouseButton.LeftButton and row >= 0 and not event.modifiers():
            self.set_current_row(row)
            self.clicked.emit(self.currentIndex())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        row = self._row_at(point)
        if event.button() == Qt.MouseButton.LeftButton and row >= 0 and not self._stars_at(row, point):
            self.set_current_row(row)
            self.activated.emit(self.currentIndex())
        else:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        self.context_menu.emit(index, event.globalPos())
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._wheel_left += event.angleDelta().y() / 120
        if abs(self._wheel_left) >= 0.25:
            factor = 1.15**self._wheel_left
            self._wheel_left = 0.0
            edge = round(self._wanted_edge * factor)
            self.set_edge(edge, event.position().toPoint())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover(-1)
        super().leaveEvent(event)

    def _set_hover(self, row: int) -> None:
        if row != self._hover:
            for changed in (self._hover, row):
                if changed >= 0:
                    self.viewport().update(self._frame(changed))
            self._hover = row

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())  # type: ignore[attr-defined]
            text = index.data(Qt.ItemDataRole.ToolTipRole) if index.isValid() else None
            if text:
                QToolTip.showText(event.globalPos(), text, self)  # type: ignore[attr-defined]
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _start_band(self, point: QPoint, *, keep: bool) -> None:
        self._band_start = point + QPoint(0, self.verticalOffset())
        self._band_selection = QItemSelection(self.selectionModel().selection()) if keep else QItemSelection()
        if not keep:
            self.selectionModel().clearSelection()
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self.viewport())
        self._band.setGeometry(QRect(point, QSize()))
        self._band.show()

    def _drag_band(self, point: QPoint) -> None:
        assert self._band is not None
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if point.y() < 0 or point.y() > height:
            bar.setValue(bar.value() + (point.y() if point.y() < 0 else point.y() - height) // 2)
        start = self._band_start - QPoint(0, self.verticalOffset())
        rect = QRect(start, point).normalized()
        self._band.setGeometry(rect.intersected(self.viewport().rect().marginsAdded(QMargins(2, 2, 2, 2))))
        chosen = self._within(rect)
        chosen.merge(self._band_selection, QItemSelectionModel.SelectionFlag.Select)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Drag the chosen pictures out: a small stack of them follows the pointer."""
        rows = self.selected_rows()
        if not rows:
            return
        model, root = self.model(), self.rootIndex()
        mime = model.mimeData([model.index(row, 0, root) for row in rows])
        if mime is None:
            return
        drag = QDrag(self)
        drag.setMimeData(mime)
        images = [model.index(row, 0, root).data(Qt.ItemDataRole.DecorationRole) for row in rows[:3]]
        pixmap = self._painter.stack([image for image in images if isinstance(image, QImage)], len(rows))
        drag.setPixmap(pixmap)
        drag.setHotSpot(QPoint(pixmap.width() // 4, pixmap.height() // 4))
        drag.exec(Qt.DropAction.CopyAction)

    # ---- painting -----------------------------------------------------------------------------------------

    def _frame(self, row: int) -> QRect:
        """All that is painted for a row, its ring too."""
        ring = self._painter.MARGIN
        return self._cell(row).adjusted(-ring, -ring, ring, ring + (LINE_HEIGHT if self._line else 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        model = self.model()
        if model is None or self._rows == 0:
            return
        if self._relayout.isActive():
            self._lay_out()
        root, selection = self.rootIndex(), self.selectionModel()
        current = self.currentIndex().row() if self.hasFocus() else -1
        first, last = self.visible_rows()
        deadline = time.perf_counter() + self._painter.BUDGET
        painter = QPainter(self.viewport())
        region = event.region()
        for row in range(first, last + 1):
            frame = self._frame(row)
            if not region.intersects(frame):
                continue
            index = model.index(row, 0, root)
            finished = self._painter.paint(
                painter, self._cell(row), index,
                selected=selection.isSelected(index), current=row == current, hover=row == self._hover,
                line=self._line, in_time=time.perf_counter() < deadline,
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows and event.reason() in (
            Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason,
        ):  # fmt: skip
            index = self.model().index(self.visible_rows()[0], 0, self.rootIndex())
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._painter.clear()
        return super().eventFilter(watched, event)
