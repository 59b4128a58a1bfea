"""The table of a comparison: a snapshot a row, a measure a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont

from gan_engine.metrics.names import MEASURES, NETWORK_TITLES, RESULTS
from studio import theme
from studio.engine_words import engine_words
from studio.training.compare.best import clear_best, value_words
from studio.training.plots.panel_kinds import DISTANCES, better_words, measure_kind, measure_title
from studio.words import kimg_words, tr, tr_noop, when_words
from studio.workers.training.comparison import Measure, SnapshotRow

_Index = QModelIndex | QPersistentModelIndex
_FIRST = (tr_noop("Run"), tr_noop("Snapshot"))
_LAST = (tr_noop("Measured"),)


def order_of_measures(names: Sequence[str]) -> list[str]:
    """Distances first, the one that leads before the others; then in the order of the engine's list."""
    known = list(RESULTS)

    def place(name: str) -> tuple[int, int, str]:
        kind = measure_kind(name)
        lead = DISTANCES.index(kind) if kind in DISTANCES else len(DISTANCES)
        return lead, known.index(name) if name in known else len(known), name

    return sorted(set(names), key=place)


def measure_tip(measure: Measure) -> str:
    """All that it needs to be believed."""
    parts = [f"{measure_title(measure.name)} {value_words(measure)}"]
    network = tr(NETWORK_TITLES.get(measure.network, measure.network))
    if network:
        parts.append(tr("seen by {network}", network=network))
    if measure.samples:
        against = (
            tr(", against {real:,} held-out pictures", real=measure.real)
            if measure.part == "held-out"
            else tr(", against {real:,} pictures", real=measure.real)
        )
        parts.append(tr("{samples:,} designs", samples=measure.samples) + (against if measure.real else ""))
    if measure.quick:
        parts.append(tr("taken in passing by the training: Measure takes it in full"))
    if measure.note:
        parts.append(engine_words(measure.note))
    return "\n".join(parts)


class CompareModel(QAbstractTableModel):
    """`ticked_changed` when other rows take part."""

    ticked_changed = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.rows: list[SnapshotRow] = []
        self.measures: list[str] = []
        self._out: set[tuple[str, str]] = set()

    def set_rows(self, rows: Sequence[SnapshotRow]) -> None:
        """Show these; what was ticked stays so."""
        self.beginResetModel()
        self.rows = list(rows)
        self.measures = order_of_measures([name for row in rows for name in row.measures])
        self.endResetModel()

    def tick(self, runs: Sequence[str]) -> None:
        """Only rows of these runs (folder names) take part; all where none is given."""
        self._out = {_key(row) for row in self.rows if runs and row.run.name not in runs}
        self._tell()

    def ticked(self) -> list[SnapshotRow]:
        """The rows that take part."""
        return [row for row in self.rows if _key(row) not in self._out]

    def is_ticked(self, row: SnapshotRow) -> bool:
        return _key(row) not in self._out

    # ---- the model ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_FIRST) + len(self.measures) + len(_LAST)

    def measure_at(self, column: int) -> str:
        """The measure of a column, "" for the others."""
        place = column - len(_FIRST)
        return self.measures[place] if 0 <= place < len(self.measures) else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        name = self.measure_at(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return measure_title(name) if name else tr((*_FIRST, *self.measures, *_LAST)[section])
        if role == Qt.ItemDataRole.ToolTipRole and name:
            sentence = tr(MEASURES[name if name in MEASURES else "pr"].sentence)
            return "\n".join(part for part in (sentence, better_words(name)) if part)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if name else Qt.AlignmentFlag.AlignLeft
            return Qt.AlignmentFlag.AlignVCenter | side
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        name = self.measure_at(column)
        measure = row.measures.get(name)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._text(row, column, name)
            case Qt.ItemDataRole.ToolTipRole:
                return measure_tip(measure) if measure is not None else None
            case Qt.ItemDataRole.CheckStateRole if column == 0:
                return Qt.CheckState.Checked if self.is_ticked(row) else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole if name:
                return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            case Qt.ItemDataRole.ForegroundRole:
                if name and clear_best(self.ticked(), name) is row:
                    return QBrush(QColor(theme.GREEN))
                if measure is not None and measure.quick:
                    return QBrush(QColor(theme.QUIET))
                return QBrush(QColor(theme.TEXT if column < len(_FIRST) or name else theme.QUIET))
            case Qt.ItemDataRole.FontRole:
                best = bool(name) and clear_best(self.ticked(), name) is row
                return theme.font(weight=QFont.Weight.DemiBold if best else QFont.Weight.Normal)
        return None

    def setData(self, index: _Index, value: Any, role: int = 0) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != 0:
            return False
        key = _key(self.rows[index.row()])
        (self._out.discard if Qt.CheckState(value) is Qt.CheckState.Checked else self._out.add)(key)
        self._tell()
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else usual

    def _text(self, row: SnapshotRow, column: int, name: str) -> str:
        if name:
            measure = row.measures.get(name)
            return value_words(measure) if measure is not None else "–"
        if column == 0:
            return row.name
        if column == 1:
            kimg, best = kimg_words(row.kimg), tr(", best") if row.best else ""
            if row.reached is None or row.reached <= row.kimg:
                return tr("{kimg} kimg{best}", kimg=kimg, best=best)
            return tr("{kimg} kimg{best} (trained to {reached})", kimg=kimg, best=best, reached=kimg_words(row.reached))
        if row.measured_at:
            return when_words(row.measured_at)
        return tr("in passing") if row.measures else tr("not yet")

    def _tell(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, self.columnCount() - 1))
        self.ticked_changed.emit()

    # ---- for files ----------------------------------------------------------------------------------------------

    def table(self) -> list[list[str]]:
        """What is ticked, with plain numbers: the heading first, three columns for each measure."""
        heading = ["run", "snapshot", "kimg", "best"]
        for name in self.measures:
            heading += [name, f"{name} uncertainty", f"{name} designs"]
        lines = [heading]
        for row in self.ticked():
            line = [row.name, row.snapshot, f"{row.kimg:g}", "yes" if row.best else ""]
            for name in self.measures:
                measure = row.measures.get(name)
                if measure is None:
                    line += ["", "", ""]
                else:
                    give = "" if measure.uncertainty is None else repr(measure.uncertainty)
                    line += [repr(measure.value), give, str(measure.samples or "")]
            lines.append(line)
        return lines


def _key(row: SnapshotRow) -> tuple[str, str]:
    return str(row.run), row.snapshot
