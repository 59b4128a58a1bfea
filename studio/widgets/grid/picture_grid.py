"""The grid of pictures over any Qt model, as quick with a million rows as with ten.

Only what is visible is ever asked of the model, laid out or painted. A model needs one column and these roles,
of which only the first is a must (None stands for "not there" everywhere):

- `DecorationRole`: a `QImage`, or None while it is being made (then emit `dataChanged` when it is there)
- `TitleRole` str, `StarsRole` int 0 to 5: below the picture, if the grid has a line for them
- `BadgesRole`: tuple of short strings over the top of the picture ("near-copy of 3")
- `DimmedRole` str: the picture is faded and the word written on it ("rejected")
- `LabelRole` str: the colour of a dot before the title
  (stars and label of a grid without such a line stand over the foot of the picture)
- `MarkRole` str: a small state in the corner: "picked", "busy"
- `Qt.AccessibleTextRole` or `TitleRole`: what a screen reader says

A model may also have `want_rows(first, last, edge)`: called as the view moves, with the rows that are visible or
nearly so and the longest side in device pixels; it gives up pictures asked for outside them. Dragging hands out
the model's `mimeData`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import QToolTip, QWidget

from studio.widgets.grid import foot
from studio.widgets.grid.grid_view import GridView
from studio.widgets.grid.keys import GridKeys
from studio.widgets.grid.layout import LARGEST, MARGIN, SMALLEST
from studio.widgets.grid.mouse import GridMouse
from studio.widgets.grid.roles import BadgesRole, DimmedRole, LabelRole, MarkRole, StarsRole, TitleRole

__all__ = ["LARGEST", "SMALLEST", "BadgesRole", "DimmedRole", "MarkRole", "PictureGrid", "StarsRole", "TitleRole"]


class PictureGrid(GridView):
    """`activated(index)` on Enter or double click, `look_close(index)` on Space."""

    def __init__(
        self, name: str, accessible_name: str, *, line: bool = False, edge: int = 112, across: int = 0,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """As `GridView`."""
        super().__init__(name, accessible_name, line=line, edge=edge, across=across, parent=parent)
        self._mouse = GridMouse(self)
        self._keys = GridKeys(self)
        self._wheel = 0.0

    @property
    def has_names(self) -> bool:
        """Whether a name alone stands below each picture."""
        return self._names

    def show_names(self, wanted: bool) -> None:
        """Let a name alone stand below each picture, or nothing: stars and label stay over its foot. What is in sight
        stays there."""
        if wanted != self._names:
            row = self._layout.nearest(QPoint(0, MARGIN), self.verticalOffset())
            self._names = self._line = wanted
            self._lay_out()
            self.verticalScrollBar().setValue(max(0, row) // self._layout.columns * self._layout.pitch)
            self.viewport().update()

    # ---- keyboard -----------------------------------------------------------------------------------------

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here (P picks, X rejects), never a search."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._keys.press(event))

    # ---- mouse --------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.context_menu.emit(self.indexAt(event.pos()), event.globalPos())
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._wheel += event.angleDelta().y() / 120
        if abs(self._wheel) >= 0.25:
            factor, self._wheel = 1.15**self._wheel, 0.0
            self.set_edge(round(self._layout.wanted * factor), event.position().toPoint())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.set_hover(-1)
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip(self.indexAt(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def tip(self, index: QModelIndex) -> str:
        """What the model has to say of a row, after its name where that is not whole."""
        tip, name = index.data(Qt.ItemDataRole.ToolTipRole) or "", index.data(TitleRole) or ""
        labelled = not self._names and bool(index.data(LabelRole))
        cell = self._cell(index.row())
        is_whole = not self._line or foot.shown_name(cell, name, names=self._names, label=labelled) == name
        return tip if is_whole or tip.startswith(name) else "\n".join(filter(None, (name, tip)))

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Drag the chosen pictures out: a small stack of them follows the pointer."""
        rows, model, root = self.selected_rows(), self.model(), self.rootIndex()
        if not rows:
            return
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

    # ---- focus ----------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and not self.currentIndex().isValid() and self._layout.rows:
            index = self.model().index(self.visible_rows()[0], 0, self.rootIndex())
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
