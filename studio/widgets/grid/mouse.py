"""The mouse on a picture grid: choosing, rubber band, dragging out, stars."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QRubberBand

from studio.widgets.grid.grid_view import GridView
from studio.widgets.grid.roles import StarsRole

_FAR = 10
"""Pixels of movement that make a drag of a click."""


class GridMouse:
    """Handles the events of one grid's viewport."""

    def __init__(self, grid: GridView) -> None:
        self._grid = grid
        self._press: QPoint | None = None
        self._row_on_release = -1
        """The row to choose alone on release, if the press does not become a drag of the many."""
        self._band: QRubberBand | None = None
        self._band_start = QPoint()
        self._band_before = QItemSelection()

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        grid = self._grid
        point = event.position().toPoint()
        row = grid.row_at(point)
        selection = grid.selectionModel()
        if event.button() == Qt.MouseButton.RightButton:
            if row >= 0 and not selection.isSelected(grid.indexAt(point)):
                grid.set_current_row(row)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if row < 0:
            if grid.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection:
                self._start_band(point, keep=shift or control)
            return
        index = grid.indexAt(point)
        if stars := grid.star_at(row, point):
            grid.set_current_row(row)
            grid.stars_chosen.emit(index, 0 if stars == (index.data(StarsRole) or 0) else stars)
        elif control:
            grid.toggle(index)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        elif shift:
            grid.set_current_row(row, extend=True)
        else:
            self._press, self._row_on_release = point, -1
            if selection.isSelected(index):
                self._row_on_release = row
                selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            else:
                grid.set_current_row(row)

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        point = event.position().toPoint()
        if self._band is not None:
            self._drag_band(point)
        elif self._press is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if (point - self._press).manhattanLength() >= _FAR:
                self._press = None
                self._grid.startDrag(Qt.DropAction.CopyAction)
        else:
            self._grid.set_hover(self._grid.row_at(point))

    def release(self, event: QMouseEvent) -> None:
        """A button went up."""
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = None
        elif self._press is not None and event.button() == Qt.MouseButton.LeftButton:
            self._press = None
            if self._row_on_release >= 0:
                self._grid.set_current_row(self._row_on_release)
            self._grid.clicked.emit(self._grid.currentIndex())

    def double_click(self, event: QMouseEvent) -> None:
        """The second press of a double click."""
        point = event.position().toPoint()
        row = self._grid.row_at(point)
        if event.button() == Qt.MouseButton.LeftButton and row >= 0 and not self._grid.star_at(row, point):
            self._press = None
            self._grid.set_current_row(row)
            self._grid.activated.emit(self._grid.currentIndex())
        else:
            self.press(event)

    def _start_band(self, point: QPoint, *, keep: bool) -> None:
        grid = self._grid
        self._press = None
        self._band_start = point + QPoint(0, grid.verticalOffset())
        self._band_before = QItemSelection(grid.selectionModel().selection()) if keep else QItemSelection()
        if not keep:
            grid.selectionModel().clearSelection()
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, grid.viewport())
        self._band.setGeometry(QRect(point, QSize()))
        self._band.show()

    def _drag_band(self, point: QPoint) -> None:
        assert self._band is not None
        grid = self._grid
        bar, height = grid.verticalScrollBar(), grid.viewport().height()
        if not 0 <= point.y() <= height:
            bar.setValue(bar.value() + (point.y() if point.y() < 0 else point.y() - height) // 2)
        rect = QRect(self._band_start - QPoint(0, grid.verticalOffset()), point).normalized()
        self._band.setGeometry(rect.intersected(grid.viewport().rect().marginsAdded(QMargins(2, 2, 2, 2))))
        chosen = grid.selection_within(rect)
        chosen.merge(self._band_before, QItemSelectionModel.SelectionFlag.Select)
        grid.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
