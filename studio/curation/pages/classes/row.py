"""A row of the Classes page: one class with its pictures, filled by key or by dragging."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from studio import theme
from studio.curation.picture_model import PictureModel
from studio.project.store.ids import Ids
from studio.widgets.grid.layout import GAP, MARGIN
from studio.widgets.grid.picture_grid import PictureGrid
from studio.widgets.workspace import row
from studio.words import in_figures, tr
from studio.workers.workbench import Workbench

EDGE = 88
_LINE = EDGE + 24
_MORE_LINES = 3
"""More than there is room for, on wish."""
_EMPTY = 40
_BELOW = 8


class RowModel(PictureModel):
    """One of several models in sight at once: none gives up what another waits for."""

    def _want_thumbnails(self) -> None:
        first, last = self._facts.sight
        self._rows = {}
        for index in range(first, last + 1):
            picture = self._facts.get(self.id_at(index))
            if picture is not None:
                self._rows.setdefault(("picture", picture.thumbnail_key), []).append(index)


class ClassRow(QFrame):
    """`put(ids, place)` where pictures are to go; `named(text)`; `look_close(id)`."""

    put = Signal(object, int)
    named = Signal(str)
    look_close = Signal(int)

    def __init__(self, workbench: Workbench, index: int, parent: QWidget | None = None) -> None:
        """`place`: 0 to 8, or -1 for what is unsorted."""
        super().__init__(parent)
        self.place = index
        name = f"curate.sort.row.{index + 1}" if index >= 0 else "curate.sort.row.unsorted"
        self.setObjectName(name)
        self.setAcceptDrops(True)
        self.model = RowModel(workbench, self)
        self.model.set_project(workbench.project)
        self.grid = PictureGrid(
            f"{name}.grid",
            tr("Unsorted pictures") if index < 0 else tr("Pictures of class {index}", index=index + 1),
            edge=EDGE,
        )
        self.grid.setModel(self.model)
        self._lines, self._and_px = 1, 0
        self.grid.setFixedHeight(_LINE)
        self.grid.installEventFilter(self)
        self.grid.look_close.connect(self._on_look)
        self.grid.activated.connect(self._on_look)
        self._count = theme.make_label("", "quiet")
        self._more = theme.make_button(tr("More"), "quiet", name=f"{name}.more", checkable=True)
        self._more.toggled.connect(self._on_more)
        head: list[QWidget | None] = []
        if index >= 0:
            number = theme.make_label(str(index + 1), "heading")
            theme.set_scaled(number, width=16)
            self.field: QLineEdit | None = QLineEdit()
            self.field.setObjectName(f"{name}.name")
            self.field.setAccessibleName(tr("Name of class {index}", index=index + 1))
            theme.set_scaled(self.field, width=192)
            self.field.textEdited.connect(self.named)
            head = [number, self.field]
        else:
            self.field = None
            head = [theme.make_label(tr("Unsorted"), "heading")]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, _BELOW)
        column.setSpacing(4)
        line = row([*head, self._count, None, self._more])
        line.setContentsMargins(4, 0, 0, 0)  # as far as the pictures of a grid stand from its edge
        column.addLayout(line)
        column.addWidget(self.grid)
        how = (
            tr("Drag pictures here, or choose some and press {index}", index=index + 1)
            if index >= 0
            else tr("Every picture has its place")
        )
        self._empty = theme.make_label(how, "quiet")
        theme.set_scaled(self._empty, height=40)
        self._empty.setIndent(4)
        column.addWidget(self._empty)

    def show_pictures(self, name: str, ids: Ids, by_hand: int) -> None:
        """Show these, the ones to look at first in front. The keyboard stays at the same picture, or where it was."""
        if self.field is not None and self.field.text() != name:
            self.field.setText(name)
        self._count.setText(
            tr("{pictures:,}, {by_hand:,} by hand", pictures=len(ids), by_hand=by_hand)
            if by_hand and self.place >= 0
            else in_figures(len(ids))
        )
        here, current = self.grid.currentIndex().row(), self.model.id_at(self.grid.currentIndex().row())
        moved = self.model.set_ids(ids)
        self.grid.setVisible(len(ids) > 0)
        self._empty.setVisible(not len(ids))
        if moved and here >= 0 and len(ids):
            rows = self.model.rows_of([current])
            self.grid.set_current_row(int(rows[0]) if len(rows) else min(here, len(ids) - 1))

    @property
    def wanted_lines(self) -> int:
        """Lines that all of its pictures take."""
        return max(1, math.ceil(len(self.model.ids) / self.grid.columns))

    def height_of(self, lines: int) -> int:
        """What it takes with so many lines of pictures."""
        return self._head_height + self._grid_height(lines)

    def set_lines(self, lines: int, and_px: int = 0) -> None:
        """Show so many lines of pictures, and so much of the next, or more where that was asked for."""
        self._lines, self._and_px = lines, and_px
        self._more.setVisible(self._more.isChecked() or self.wanted_lines > lines)
        self._fit()

    def _fit(self) -> None:
        lines = max(self._lines, min(self.wanted_lines, self._lines + _MORE_LINES)) if self._more.isChecked() else 0
        self.grid.setFixedHeight(self._grid_height(lines) if lines else self._grid_height(self._lines) + self._and_px)

    def _grid_height(self, lines: int) -> int:
        return max(_LINE, lines * (self.grid.cell_size.height() + GAP) + 2 * MARGIN) if len(self.model.ids) else _EMPTY

    @property
    def _head_height(self) -> int:
        return self._more.sizeHint().height() + 4 + _BELOW

    @property
    def chosen(self) -> Ids:
        """The pictures chosen in this row."""
        rows = self.grid.selected_rows()
        return self.model.ids[rows] if rows else np.empty(0, np.int64)

    def _on_more(self, more: bool) -> None:
        self._more.setText(tr("Less") if more else tr("More"))
        self._fit()

    def _on_look(self, index: QModelIndex) -> None:
        if id_ := self.model.id_at(index.row()):
            self.look_close.emit(id_)

    # ---- keys and drops -------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits put the chosen pictures; elsewhere in the window they give stars."""
        if isinstance(event, QKeyEvent) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            digit = event.key() - Qt.Key.Key_0
            if 0 <= digit <= 9:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                    return True
                if event.type() == QEvent.Type.KeyPress and len(self.chosen):
                    self.put.emit(self.chosen, digit - 1)
                    return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._consider(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(False)
        if (source := self._source(event)) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.put.emit(source.chosen, self.place)

    def _consider(self, event: QDragMoveEvent | QDragEnterEvent) -> None:
        if self._source(event) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._light(True)
        else:
            event.ignore()

    def _source(self, event: QDropEvent) -> ClassRow | None:
        """The other row that is dragged from."""
        source = event.source()
        found = source.parent() if isinstance(source, PictureGrid) else None
        return found if isinstance(found, ClassRow) and found is not self else None

    def _light(self, on: bool) -> None:
        theme.set_property(self, "lit", on)
