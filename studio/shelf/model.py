"""The Qt model of the kept designs: an array of ids, and the facts of those in sight."""

from __future__ import annotations

import functools
import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QImage

from gan_engine.documents import parse_json
from studio import theme
from studio.project.project import Project
from studio.project.shelf import Entry
from studio.project.store.ids import Ids
from studio.shelf.collections import LABELS
from studio.shelf.project_reader import load_picture
from studio.widgets.grid.roles import DimmedRole, LabelRole, StarsRole, TitleRole
from studio.workers.facts_in_sight import FactsInSight
from studio.workers.workbench import Workbench

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

EDGES = (256, 512, 1024)
"""Sizes in which pictures are loaded: a few, so that zooming does not read the file at every step."""
MOST_DRAGGED = 1000
"""Other programs choke on more files at once, and their paths are read while the mouse waits."""
SHELF_MIME = "application/x-maquette-shelf"
"""Kept designs dragged onto a collection: a JSON list of their ids."""


class ShelfModel(QAbstractListModel):
    """`facts_arrived(ids)` when more is known of designs that were asked for. A file of the shelf never changes, so its
    picture is kept under its id."""

    facts_arrived = Signal(object)

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = workbench.thumbnails
        self._facts = FactsInSight[Entry](workbench, "Reading the shelf", _read, self)
        self._facts.arrived.connect(self._on_facts)
        self._edge = EDGES[0]
        self._thumbnails.arrived.connect(self._on_arrived)

    def set_project(self, project: Project | None) -> None:
        """Show nothing of that project, for now."""
        self.beginResetModel()
        self._facts.set_project(project)
        self.endResetModel()

    @property
    def ids(self) -> Ids:
        """Of the rows, in their order."""
        return self._facts.ids

    def set_ids(self, ids: Ids) -> bool:
        """Show these; whether rows came, went or moved. The facts of those in sight are read anew."""
        if not self._facts.set_ids(ids):
            return False
        self.beginResetModel()
        self.endResetModel()
        return True

    def expect(self, ids: Ids, **values: Any) -> None:
        """Show what is on its way onto the shelf: another rating, label or name."""
        self._facts.expect(ids, lambda entry: replace(entry, **values))
        self._repaint_sight()

    def look_again(self) -> None:
        """A change did not come about: show what is."""
        self._facts.look_again()

    def id_at(self, row: int) -> int:
        """The design of a row, 0 where there is none."""
        return self._facts.id_at(row)

    def rows_of(self, ids: Ids | Sequence[int]) -> Ids:
        """Where designs stand, in order; those not shown are left out."""
        return self._facts.rows_of(ids)

    def row_of(self, id_: int) -> int:
        """Where a design stands, -1 if it is not shown."""
        rows = self._facts.rows_of([id_])
        return int(rows[0]) if len(rows) else -1

    def entry(self, row: int) -> Entry | None:
        """What is at hand of the design of a row."""
        return self._facts.get(self.id_at(row))

    # ---- Qt's side ------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._facts.ids)

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
        if role == LabelRole:
            return theme.LABELS[entry.label - 1] if entry.label else None
        if role == DimmedRole:
            return "file missing" if self._thumbnails.failed(self._key(entry)) else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            label = f", {LABELS[entry.label - 1].lower()}" if entry.label else ""
            return f"{entry.name}, {entry.rating} stars{label}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.notes or None
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list", SHELF_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The very files on the shelf: other programs open them, their recipes inside. A collection takes the ids."""
        mime = QMimeData()
        ids = [self.id_at(index.row()) for index in indexes]
        mime.setData(SHELF_MIME, json.dumps(ids).encode())
        files = ids[:MOST_DRAGGED]
        known = {id_: entry for id_ in files if (entry := self._facts.get(id_)) is not None}
        project = self._facts.project
        if project is not None and len(known) < len(files):
            known |= {entry.id: entry for entry in project.shelf.entries(id_ for id_ in files if id_ not in known)}
        mime.setUrls([QUrl.fromLocalFile(str(known[id_].path)) for id_ in files if id_ in known])
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def want_rows(self, first: int, last: int, edge: int) -> None:
        """Called by the grid: give up what is out of sight; larger pictures for larger cells."""
        self._edge = next((step for step in EDGES if step >= edge), EDGES[-1])
        self._facts.see(first, last)
        self._want_thumbnails()
        self._repaint_sight()

    def _want_thumbnails(self) -> None:
        first, last = self._facts.sight
        entries = (self.entry(row) for row in range(first, last + 1))
        self._thumbnails.want([self._key(entry) for entry in entries if entry is not None])

    def _repaint_sight(self) -> None:
        first, last = self._facts.sight
        if last >= first and self.rowCount():
            self.dataChanged.emit(self.index(first), self.index(min(last, self.rowCount() - 1)))

    @staticmethod
    def _key(entry: Entry) -> Hashable:
        return ("shelf", entry.id, entry.path)

    def _load(self, entry: Entry) -> functools.partial[QImage]:
        return functools.partial(load_picture, entry.path, self._edge)

    def _on_facts(self, before: Mapping[int, Entry | None]) -> None:
        self._want_thumbnails()
        self._repaint_sight()
        self.facts_arrived.emit(list(before))

    def _on_arrived(self, keys: list[Hashable]) -> None:
        ids = [key[1] for key in keys if isinstance(key, tuple) and key[0] == "shelf"]
        first, last = self._facts.sight
        for row in self.rows_of(ids).tolist() if ids else ():
            if first <= row <= last:
                self.dataChanged.emit(self.index(row), self.index(row))


def ids_from(data: bytes) -> list[int]:
    """The ids in data of `SHELF_MIME`; none where it is not ours."""
    try:
        values = parse_json(data)
    except ValueError:
        return []
    whole = isinstance(values, list) and all(type(value) is int and 0 < value < 2**31 for value in values)
    return values if whole else []


def _read(project: Project, ids: Sequence[int]) -> list[Entry]:
    return project.shelf.entries(ids)
