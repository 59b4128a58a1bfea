"""The keyboard of a picture grid. Other keys are left to the workspace."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from studio.widgets.grid.grid_view import GridView

_Moves = QAbstractItemView.CursorAction

_CURSOR_KEYS = {
    Qt.Key.Key_Left: _Moves.MoveLeft,
    Qt.Key.Key_Right: _Moves.MoveRight,
    Qt.Key.Key_Up: _Moves.MoveUp,
    Qt.Key.Key_Down: _Moves.MoveDown,
    Qt.Key.Key_Home: _Moves.MoveHome,
    Qt.Key.Key_End: _Moves.MoveEnd,
    Qt.Key.Key_PageUp: _Moves.MovePageUp,
    Qt.Key.Key_PageDown: _Moves.MovePageDown,
}
_ZOOM = 1.15


class GridKeys:
    """Handles the keys of one grid."""

    def __init__(self, grid: GridView) -> None:
        self._grid = grid

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was one of the grid's."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        if key in _CURSOR_KEYS:
            self._move(_CURSOR_KEYS[key], control=control, shift=shift)
            return True
        return self._with_control(key) if control else self._plain(key)

    def _move(self, action: QAbstractItemView.CursorAction, *, control: bool, shift: bool) -> None:
        grid = self._grid
        index = grid.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        if not index.isValid():
            return
        if control and not shift:
            grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            grid.scrollTo(index)
        else:
            grid.set_current_row(index.row(), extend=shift)

    def _with_control(self, key: Qt.Key) -> bool:
        grid = self._grid
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            grid.set_edge(round(grid.wanted_edge * _ZOOM) + 1)
        elif key == Qt.Key.Key_Minus:
            grid.set_edge(round(grid.wanted_edge / _ZOOM) - 1)
        elif key == Qt.Key.Key_A:
            grid.selectAll()
        elif key == Qt.Key.Key_Space:
            grid.toggle(grid.currentIndex())
        else:
            return False
        return True

    def _plain(self, key: Qt.Key) -> bool:
        grid, current = self._grid, self._grid.currentIndex()
        if not current.isValid():
            return False
        if key == Qt.Key.Key_Space:
            grid.look_close.emit(current)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            grid.activated.emit(current)
        elif key == Qt.Key.Key_Escape and grid.selected_count() > 1:
            grid.set_current_row(current.row())
        elif key == Qt.Key.Key_Menu:
            grid.context_menu.emit(current, grid.viewport().mapToGlobal(grid.visualRect(current).center()))
        else:
            return False
        return True
