"""The list model of a walk's stations, rearranged by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gan_engine.latent.interpolation.walk import USUAL_SEGMENT, Segment
from gan_engine.latent.point import Point
from studio.widgets.grid.roles import HardRole
from studio.words import tr
from studio.workers.explorer.designs import STRIP, DesignPictures

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

MOST = 200
"""More stations than a strip is good for."""


class WalkModel(QAbstractListModel):
    """`changed` when the stations or the ways between them are others. Each station takes the way from it along."""

    changed = Signal()

    def __init__(self, pictures: DesignPictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._designs: list[Point] = []
        self._segments: list[Segment] = []
        self.drag: Callable[[Sequence[Point]], QMimeData | None] | None = None
        pictures.drawn.connect(self._on_drawn)

    @property
    def designs(self) -> Sequence[Point]:
        """The stations in order."""
        return tuple(self._designs)

    @property
    def segments(self) -> Sequence[Segment]:
        """The way from each station to the next; the last one's leads back to the first."""
        return tuple(self._segments)

    def set_segment(self, row: int, segment: Segment) -> None:
        """Go otherwise from the station `row` to the next."""
        if 0 <= row < len(self._segments) and segment != self._segments[row]:
            self._segments[row] = segment
            self.dataChanged.emit(self.index(row), self.index(row))
            self._tell()

    def set_designs(self, designs: Sequence[Point], segments: Sequence[Segment] = ()) -> None:
        """Another walk; ways that are not named are usual ones."""
        self.beginResetModel()
        self._designs = list(designs)[:MOST]
        self._segments = [*segments, *[USUAL_SEGMENT] * len(self._designs)][: len(self._designs)]
        self.endResetModel()
        self._tell()

    def insert(self, row: int, designs: Sequence[Point]) -> int:
        """Put designs before the station `row`; how many found room."""
        designs = list(designs)[: MOST - len(self._designs)]
        row = max(0, min(row, len(self._designs)))
        if designs:
            self.beginInsertRows(QModelIndex(), row, row + len(designs) - 1)
            self._designs[row:row] = designs
            self._segments[row:row] = [USUAL_SEGMENT] * len(designs)
            self.endInsertRows()
            self._tell()
        return len(designs)

    def remove(self, row: int) -> None:
        """Take a station out."""
        if 0 <= row < len(self._designs):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._designs[row], self._segments[row]
            self.endRemoveRows()
            self._tell()

    def move(self, row: int, to: int) -> bool:
        """Have the station `row` stand where `to` stands now; whether anything moved."""
        to = max(0, min(to, len(self._designs) - 1))
        if not 0 <= row < len(self._designs) or row == to:
            return False
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + 1 if to > row else to)
        self._designs.insert(to, self._designs.pop(row))
        self._segments.insert(to, self._segments.pop(row))
        self.endMoveRows()
        self._tell()
        return True

    def refresh(self) -> None:
        """The same stations look different: another model draws them."""
        self._pictures.want(STRIP, self._designs)
        if self._designs:
            self.dataChanged.emit(self.index(0), self.index(len(self._designs) - 1))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._designs)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._designs):
            return None
        design = self._designs[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pictures.picture(design)
        if role == HardRole:
            return self._pictures.hard
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            point = tr("seed {seed:,}", seed=design.seed) if design.seed is not None else tr("a varied design")
            return tr("Station {row}: {point}", row=index.row() + 1, point=point)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData | None:  # type: ignore[override]
        designs = [self._designs[index.row()] for index in indexes]
        return self.drag(designs) if self.drag is not None and designs else None

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def _tell(self) -> None:
        self._pictures.want(STRIP, self._designs)
        self.changed.emit()

    def _on_drawn(self, designs: Sequence[Point]) -> None:
        drawn = set(designs)
        for row, design in enumerate(self._designs):
            if design in drawn:
                self.dataChanged.emit(self.index(row), self.index(row))
