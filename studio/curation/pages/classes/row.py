"""A row of the Classes page: one class with its pictures, filled by key or by dragging."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from studio import theme
from studio.curation.picture_model import PictureModel
from studio.project.store.ids import Ids
from studio.widgets.grid.picture_grid import PictureGrid
from studio.widgets.workspace import row
from studio.workers.workbench import Workbench

EDGE = 88
_LINE = EDGE + 24
_MORE_LINES = 3


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
            f"{name}.grid", "Unsorted pictures" if index < 0 else f"Pictures of class {index + 1}", edge=EDGE
        )
        self.grid.setModel(self.model)
        self.grid.setFixedHeight(_LINE)
        self.grid.installEventFilter(self)
        self.grid.look_close.connect(self._on_look)
        self.grid.activated.connect(self._on_look)
        self._count = theme.make_label("", "quiet")
        self._more = theme.make_button("More", "quiet", name=f"{name}.more", checkable=True)
        self._more.toggled.connect(self._on_more)
        head: list[QWidget | None] = []
        if index >= 0:
            number = theme.make_label(str(index + 1), "heading")
            number.setFixedWidth(16)
            self.field: QLineEdit | None = QLineEdit()
            self.field.setObjectName(f"{name}.name")
            self.field.setAccessibleName(f"Name of class {index + 1}")
            self.field.setFixedWidth(192)
            self.field.textEdited.connect(self.named)
            head = [number, self.field]
        else:
            self.field = None
            head = [theme.make_label("Unsorted", "heading")]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        line = row([*head, self._count, None, self._more])
        line.setContentsMargins(4, 0, 0, 0)  # as far as the pictures of a grid stand from its edge
        column.addLayout(line)
        column.addWidget(self.grid)
        how = (
            f"Drag pictures here, or choose some and press {index + 1}" if index >= 0 else "Every picture has its place"
        )
        self._empty = theme.make_label(how, "quiet")
        self._empty.setFixedHeight(40)
        self._empty.setIndent(4)
        column.addWidget(self._empty)

    def show_pictures(self, name: str, ids: Ids, by_hand: int) -> None:
        """Show these, the ones to look at first in front."""
        if self.field is not None and self.field.text() != name:
            self.field.setText(name)
        words = f"{len(ids):,}" + (f", {by_hand:,} by hand" if by_hand and self.place >= 0 else "")
        self._count.setText(words)
        self.model.set_ids(ids)
        self.grid.setVisible(len(ids) > 0)
        self._empty.setVisible(not len(ids))
        self._more.setVisible(len(ids) > self.grid.columns)

    def set_tall(self, tall: bool) -> None:
        """Show several lines of pictures."""
        self._more.setChecked(tall)

    @property
    def chosen(self) -> Ids:
        """The pictures chosen in this row."""
        rows = self.grid.selected_rows()
        return self.model.ids[rows] if rows else np.empty(0, np.int64)

    def _on_more(self, more: bool) -> None:
        self._more.setText("Less" if more else "More")
        self.grid.setFixedHeight(_LINE * _MORE_LINES if more else _LINE)

    def _on_look(self, index: QModelIndex) -> None:
        if id_ := self.model.id_at(index.row()):
            self.look_close.emit(id_)

    # ---- keys and drops -------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits put the chosen pictures; elsewhere in the window they open pages."""
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
