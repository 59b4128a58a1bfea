"""The model of the wall: a row a seed, more as one nears the last."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from gan_engine.latent.point import Point
from gan_engine.latent.sampling import Sampling
from studio.explorer.wall.order import ListedOrder, WallOrder
from studio.widgets.grid.draggable_rows import DraggableRows
from studio.widgets.grid.roles import HardRole, MarkRole, TitleRole
from studio.words import tr
from studio.workers.explorer.designs import WALL, DesignPictures, classes_words

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

MORE = 240
"""Rows that come at a time."""
AHEAD = 120
"""So near to the last row, more come."""


class WallModel(DraggableRows):
    """Positions are stable: a row keeps its seed whatever model draws it, and whatever has been forgotten of it."""

    def __init__(self, pictures: DesignPictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._order: WallOrder | ListedOrder = WallOrder()
        self._rows = MORE
        self._sampling = Sampling()
        self._kept: Collection[Point] = frozenset()
        self._wanted = (0, -1)
        self.visible_rows: Callable[[], tuple[int, int]] | None = None
        """The view's: what can be seen is drawn before what is near."""
        self.drag: Callable[[Sequence[Point]], QMimeData | None] | None = None
        """Makes the data of designs that are dragged away."""
        pictures.drawn.connect(self._on_drawn)

    @property
    def order(self) -> WallOrder | ListedOrder:
        """Which seed hangs where."""
        return self._order

    def set_order(self, order: WallOrder | ListedOrder) -> None:
        """Hang the wall anew; where a search has found more of the same, it only grows."""
        if isinstance(order, ListedOrder) and order.goes_on_from(self._order):
            self._order = order
            self.grow_to(max(self._rows, MORE) - 1)
            return
        self.beginResetModel()
        self._order = order
        self._rows = min(MORE, order.rows)
        self.endResetModel()

    @property
    def sampling(self) -> Sampling:
        """How its seeds are drawn."""
        return self._sampling

    def set_sampling(self, sampling: Sampling) -> None:
        """How the same seeds are drawn from now on."""
        if sampling != self._sampling:
            self._sampling = sampling
            self.refresh()

    def set_kept(self, kept: Collection[Point]) -> None:
        """The designs that are on the shelf already."""
        if kept != self._kept:
            self._kept = kept
            self._repaint()

    def refresh(self) -> None:
        """The same seeds look different: another model, or sampled otherwise."""
        self._ask()
        self._repaint()

    def design_at(self, row: int) -> Point | None:
        """The design of a row."""
        return self.design_of(self._order.seed_at(row)) if 0 <= row < self._rows else None

    def design_of(self, seed: int) -> Point:
        """The design of a seed, as the wall draws it now."""
        model = self._pictures.model
        return self._sampling.point(seed, model.class_names if model is not None else ())

    def row_of(self, design: Point) -> int:
        """Where a design hangs, among the rows there are now; -1 if it does not."""
        row = self._order.row_of(design.seed) if design.seed is not None else None
        return row if row is not None and row < self._rows and self.design_at(row) == design else -1

    def grow_to(self, row: int) -> None:
        """Have at least `row` + 1 rows, if the wall goes so far."""
        wanted = min(self._order.rows, row + 1)
        if wanted > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, wanted - 1)
            self._rows = wanted
            self.endInsertRows()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._rows

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        design = self.design_at(index.row())
        if design is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pictures.picture(design)
        if role == MarkRole:
            return tr("picked") if design in self._kept else None
        if role == HardRole:
            return self._pictures.hard
        if role in (TitleRole, Qt.ItemDataRole.AccessibleTextRole):
            kept = tr(", kept") if design in self._kept else ""
            return tr(
                "Seed {seed:,}{classes}{kept}",
                seed=design.seed,
                classes=f", {classes_words(design.classes)}" if design.classes else "",
                kept=kept,
            )
        return None

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData | None:  # type: ignore[override]
        designs = [design for index in indexes if (design := self.design_at(index.row())) is not None]
        return self.drag(designs) if self.drag is not None and designs else None

    def want_rows(self, first: int, last: int, edge: int) -> None:
        """Called by the grid as it moves: what is to be drawn now, and more rows if the end is near."""
        self._wanted = (first, last)
        self._ask()
        if last > self._rows - AHEAD:
            self.grow_to(self._rows + MORE - 1)

    def _ask(self) -> None:
        first, last = self._wanted
        seen_first, seen_last = self.visible_rows() if self.visible_rows is not None else self._wanted
        rows = [*range(seen_first, seen_last + 1), *range(seen_last + 1, last + 1), *range(first, seen_first)]
        designs = [design for row in rows if (design := self.design_at(row)) is not None]
        self._pictures.want(WALL, designs)

    def _on_drawn(self, designs: Sequence[Point]) -> None:
        for design in designs:
            if (row := self.row_of(design)) >= 0:
                self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])

    def _repaint(self) -> None:
        self.dataChanged.emit(self.index(0), self.index(self._rows - 1))
