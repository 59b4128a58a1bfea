"""The Qt model of the kept designs."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl
from PySide6.QtGui import QImage

from studio.project.shelf import Entry
from studio.shelf.project_reader import load_picture
from studio.widgets.grid.draggable_rows import DraggableRows
from studio.widgets.grid.roles import DimmedRole, StarsRole, TitleRole
from studio.workers.thumbnails import ThumbnailLoader

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

EDGES = (256, 512, 1024)
"""Sizes in which pictures are loaded: a few, so that zooming does not read the file at every step."""


class ShelfModel(DraggableRows):
    """Rows are `Entry`s; a file of the shelf never changes, so its picture is kept under its id."""

    def __init__(self, thumbnails: ThumbnailLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._entries: list[Entry] = []
        self._rows: dict[int, int] = {}
        self._edge = EDGES[0]
        thumbnails.arrived.connect(self._on_arrived)

    @property
    def entries(self) -> Sequence[Entry]:
        """In the order shown."""
        return self._entries

    def set_entries(self, entries: Sequence[Entry]) -> bool:
        """Show these; whether rows came, went or moved (else only what was changed is painted anew)."""
        if [entry.id for entry in entries] == [entry.id for entry in self._entries]:
            before, self._entries = self._entries, list(entries)
            for row, (old, new) in enumerate(zip(before, self._entries, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return False
        self.beginResetModel()
        self._entries = list(entries)
        self._rows = {entry.id: row for row, entry in enumerate(self._entries)}
        self.endResetModel()
        return True

    def entry(self, row: int) -> Entry | None:
        """The design of a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, id_: int) -> int:
        """Where a design stands, -1 if it is not shown."""
        return self._rows.get(id_, -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.picture(self._key(entry), self._edge, self._load(entry))
        if role == TitleRole:
            return entry.name
        if role == StarsRole:
            return entry.rating
        if role == DimmedRole:
            return "file missing" if self._thumbnails.failed(self._key(entry)) else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name}, {entry.rating} stars"
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.notes or None
        return None

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The very files on the shelf: other programs open them, their recipes inside."""
        mime = QMimeData()
        chosen = [entry for index in indexes if (entry := self.entry(index.row())) is not None]
        mime.setUrls([QUrl.fromLocalFile(str(entry.path)) for entry in chosen])
        return mime

    def want_rows(self, first: int, last: int, edge: int) -> None:
        """Called by the grid: give up what is out of sight; larger pictures for larger cells."""
        self._edge = next((step for step in EDGES if step >= edge), EDGES[-1])
        self._thumbnails.want([self._key(entry) for entry in self._entries[first : last + 1]])
        if self._entries:
            self.dataChanged.emit(self.index(first), self.index(last), [Qt.ItemDataRole.DecorationRole])

    @staticmethod
    def _key(entry: Entry) -> Hashable:
        return ("shelf", entry.id, entry.path)

    def _load(self, entry: Entry) -> functools.partial[QImage]:
        return functools.partial(load_picture, entry.path, self._edge)

    def _on_arrived(self, keys: list[Hashable]) -> None:
        for key in keys:
            if isinstance(key, tuple) and key[0] == "shelf" and (row := self.row_of(key[1])) >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))
