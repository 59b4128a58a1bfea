"""The table: a row a seed, a column a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gan_engine.latent.point import Point
from studio import theme
from studio.explorer.side_by_side.columns import ModelColumn
from studio.widgets.fields.inner_parts import name_headers
from studio.widgets.grid.painter import PicturePainter, fit_within
from studio.widgets.grid.roles import HardRole
from studio.words import in_figures, tr

ROWS = 1000
HEADER_WIDTH = 64
_LARGEST_CELL = 176
_ROWS_IN_SIGHT = 3
"""However large cells are, so many rows are seen at least; in a low window they are as large as above all the same."""
_SMALLEST_CELL = 64
_MARGIN = 4

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SeedTable(QAbstractTableModel):
    """The first row is the design in the large view, where there is one; below come seeds."""

    def __init__(self, fresh: Callable[[int], Point], parent: QObject | None = None) -> None:
        """`fresh`: the design of a seed as it is drawn now."""
        super().__init__(parent)
        self._fresh = fresh
        self._present: Point | None = None
        self.columns: Sequence[ModelColumn] = ()

    def set_columns(self, columns: Sequence[ModelColumn]) -> None:
        """Other models."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def set_present(self, point: Point | None) -> None:
        """Another design is in the large view."""
        if (point is None) != (self._present is None):
            self.beginResetModel()
            self._present = point
            self.endResetModel()
        else:
            self._present = point
            self.refresh()

    def refresh(self) -> None:
        """The same cells look different."""
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, max(0, self.columnCount() - 1)))

    def point_at(self, row: int) -> Point:
        """The design of a row."""
        if self._present is not None:
            return self._present if row == 0 else self._fresh(row - 1)
        return self._fresh(row)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else ROWS

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DecorationRole:
            return column.pictures.picture(self.point_at(index.row()))
        if role == HardRole:
            return column.hard
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return column.trouble or f"{self.row_words(index.row())}, {column.title}"
        return None

    def row_words(self, row: int) -> str:
        """What a row is called."""
        point = self.point_at(row)
        if row == 0 and self._present is not None:
            return tr("The chosen design")
        return tr("Seed {seed:,}", seed=point.seed)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation == Qt.Orientation.Horizontal:
                return self.columns[section].title
            chosen = section == 0 and self._present is not None
            return tr("chosen") if chosen else in_figures(self.point_at(section).seed or 0)
        return None


class _CellPainter(QStyledItemDelegate):
    """Pictures as a grid shows them."""

    def __init__(self, view: QTableView, table: SeedTable) -> None:
        super().__init__(view)
        self._table = table
        self._pictures = PicturePainter(view, held=200)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        room = QRect(option.rect).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        cell = fit_within(self._table.columns[index.column()].proportions, room)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        shown = index.model().index(index.row(), index.column())
        self._pictures.paint(
            painter, cell, shown, selected=selected, current=selected, hover=False, line=False, in_time=True
        )
        painter.restore()


class SeedTableView(QTableView):
    """`taken(row, column)`: Enter, or a double click. `moved`: other rows are in sight."""

    taken = Signal(int, int)
    moved = Signal()

    def __init__(self, table: SeedTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explore.models.table")
        self.setAccessibleName(tr("The same seeds by several models"))
        name_headers(self)
        self._table = table
        self.setModel(table)
        self.setItemDelegate(_CellPainter(self, table))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        header = self.verticalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        theme.set_scaled(header, width=HEADER_WIDTH)
        self.setStyleSheet("QTableView { background: transparent; selection-background-color: transparent }")
        self.activated.connect(self._on_activated)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        table.modelReset.connect(self.fit)
        table.dataChanged.connect(self.moved)

    def rows_in_sight(self) -> range:
        """The rows that can be seen."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(max(0, first), (last if last >= 0 else self.model().rowCount() - 1) + 1)

    def fit(self) -> None:
        """Cells as large as the columns leave room for, while some rows are in sight."""
        columns = self._table.columns
        width = self.viewport().width() // max(1, len(columns))
        sizes = [column.proportions for column in columns]
        highest = max((width * size.height() // size.width() for size in sizes), default=width)
        for column in range(len(columns)):
            self.setColumnWidth(column, width)
        largest = max(_LARGEST_CELL, self.viewport().height() // _ROWS_IN_SIGHT)
        self.verticalHeader().setDefaultSectionSize(max(_SMALLEST_CELL, min(largest, highest)))
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_activated(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self.taken.emit(index.row(), index.column())
