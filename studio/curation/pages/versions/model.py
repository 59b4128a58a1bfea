"""The model of the pictures in which two versions of a dataset differ."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from gan_engine.dataset.reading import Dataset
from studio.engine_words import engine_words
from studio.widgets.grid.roles import TitleRole
from studio.words import tr, tr_noop
from studio.workers.curation.pictures import load_baked, load_held_out
from studio.workers.workbench import Workbench

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

How = Literal["added", "removed", "changed"]
HOW_WORDS: dict[How, str] = {"added": tr_noop("came"), "removed": tr_noop("went"), "changed": tr_noop("changed")}


@dataclass(frozen=True)
class DifferingPicture:
    """A picture that is not alike in both; `place` in the version that has it, the newer one where both do."""

    how: How
    source: str
    why: str
    place: int
    """From 0; those held out come after the others."""


class VersionsModel(QAbstractListModel):
    """Rows are `DifferingPicture`; pictures come as they are seen."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._older: Dataset | None = None
        self._newer: Dataset | None = None
        self._rows: Sequence[DifferingPicture] = ()
        self._visible = (0, -1)
        workbench.thumbnails.arrived.connect(self._on_arrived)

    def set_versions(self, older: Dataset | None, newer: Dataset | None) -> list[Dataset]:
        """Show pictures of these from now on. Returns those before, to be closed."""
        before = [dataset for dataset in (self._older, self._newer) if dataset is not None]
        self.beginResetModel()
        self._older, self._newer, self._rows = older, newer, ()
        self._visible = (0, -1)
        self.endResetModel()
        return before

    def set_rows(self, rows: Sequence[DifferingPicture]) -> None:
        """Show these of them."""
        self.beginResetModel()
        self._rows = rows
        self._visible = (0, -1)
        self.endResetModel()

    def at(self, row: int) -> DifferingPicture | None:
        """What a row shows."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.at(index.row())
        if one is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(one)
        if role == TitleRole:
            return one.source
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.source}, {tr(HOW_WORDS[one.how])}: {engine_words(one.why)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{one.source}\n{engine_words(one.why)}"
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def want_rows(self, first: int, last: int, edge: int) -> None:
        """Called by the grid as it moves."""
        self._visible = (first, last)
        shown = (self.at(row) for row in range(first, last + 1))
        self._workbench.thumbnails.want([self._key(one) for one in shown if one is not None])
        self._repaint()

    def _dataset(self, one: DifferingPicture) -> Dataset | None:
        return self._older if one.how == "removed" else self._newer

    def _picture(self, one: DifferingPicture) -> QImage | None:
        dataset = self._dataset(one)
        if dataset is None:
            return None
        held = one.place - dataset.count
        load = (
            functools.partial(load_held_out, dataset, held)
            if held >= 0
            else functools.partial(load_baked, dataset, one.place)
        )
        return self._workbench.thumbnails.picture(self._key(one), dataset.size.longer, load)

    def _key(self, one: DifferingPicture) -> Hashable:
        dataset = self._dataset(one)
        return ("versions", dataset.path if dataset is not None else None, one.place)

    def _on_arrived(self, keys: list[Hashable]) -> None:
        if any(isinstance(key, tuple) and key[0] == "versions" for key in keys):
            self._repaint()

    def _repaint(self) -> None:
        first, last = self._visible
        if last >= first and self._rows:
            end = min(last, len(self._rows) - 1)
            self.dataChanged.emit(self.index(first), self.index(end), [Qt.ItemDataRole.DecorationRole])
