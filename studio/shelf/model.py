"""The Qt model of the kept designs: what is shown of each, and what is dragged away."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl
from PySide6.QtGui import QImage

from studio import theme
from studio.project.project import Project
from studio.project.shelf import Entry
from studio.project.store.ids import Ids
from studio.shelf.project_reader import load_picture
from studio.widgets.grid.draggable_rows import ids_as_data
from studio.widgets.grid.facts_model import MOST_DRAGGED, FactsModel
from studio.widgets.grid.roles import DimmedRole, LabelRole, StarsRole, TitleRole
from studio.widgets.marks.words import marks_words
from studio.words import tr
from studio.workers.workbench import Workbench

_Index = QModelIndex | QPersistentModelIndex

SHELF_MIME = "application/x-maquette-shelf"
"""Kept designs dragged onto a collection: a JSON list of their ids."""


class ShelfModel(FactsModel[Entry]):
    """A file of the shelf never changes, so its picture is kept under its id."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(workbench, tr("Reading the shelf"), _read, parent)

    def key_of(self, fact: Entry) -> Hashable:
        return (tr("shelf"), fact.id, fact.path)

    def expect(self, ids: Ids, **values: Any) -> None:
        """Show what is on its way onto the shelf: another rating, label or name."""
        self._expect(ids, lambda entry: replace(entry, **values))

    def row_of(self, id_: int) -> int:
        """Where a design stands, -1 if it is not shown."""
        rows = self.rows_of([id_])
        return int(rows[0]) if len(rows) else -1

    def entry(self, row: int) -> Entry | None:
        """What is at hand of the design of a row."""
        return self.facts(self.id_at(row))

    # ---- Qt's side ------------------------------------------------------------------------------------------

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.picture(self.key_of(entry), self._edge, self._load(entry))
        if role == TitleRole:
            return entry.title
        if role == StarsRole:
            return entry.rating
        if role == LabelRole:
            return theme.LABELS[entry.label - 1] if entry.label else None
        if role == DimmedRole:
            return tr("file missing") if self._thumbnails.failed(self.key_of(entry)) else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join([entry.title, *marks_words(entry.rating, entry.label)])
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.notes or None
        return None

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list", SHELF_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The very files on the shelf: other programs open them, their recipes inside. A collection takes the ids."""
        mime = QMimeData()
        ids = [self.id_at(index.row()) for index in indexes]
        mime.setData(SHELF_MIME, ids_as_data(ids))
        files = ids[:MOST_DRAGGED]
        known = {id_: entry for id_ in files if (entry := self._facts.get(id_)) is not None}
        project = self._facts.project
        if project is not None and len(known) < len(files):
            known |= {entry.id: entry for entry in project.shelf.entries(id_ for id_ in files if id_ not in known)}
        mime.setUrls([QUrl.fromLocalFile(str(known[id_].path)) for id_ in files if id_ in known])
        return mime

    def _load(self, entry: Entry) -> functools.partial[QImage]:
        return functools.partial(load_picture, entry.path, self._edge)


def _read(project: Project, ids: Sequence[int]) -> list[Entry]:
    return project.shelf.entries(ids)
