"""How the recipes of compared runs differ: a setting a row, a run a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from gan_engine.runs.differences import differences
from studio import theme
from studio.training.recipe_words import difference_rows
from studio.training.schema_fields import fields_of
from studio.widgets.fields.inner_parts import name_headers
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.training.comparison import SnapshotRow
from studio.workers.training.recipe_book import RecipeBook

MOST_ROWS = 12
"""Rows at first; the others are behind a button."""
_ROW = 32
_WIDEST = 280


class RecipeDifferences(QWidget):
    """Only what differs, plain settings before advanced ones; a value unlike the first run's stands out."""

    def __init__(self, recipes: RecipeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipes = recipes
        self._names: list[str] = []
        self._rows: list[tuple[str, tuple[str, ...]]] = []
        self._words = theme.make_label("", "quiet", wrap=True)
        self._words.setObjectName("train.compare.differences.words")
        self.table = QTableWidget()
        self.table.setObjectName("train.compare.differences")
        self.table.setAccessibleName(tr("How their recipes differ"))
        name_headers(self.table)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.all = theme.make_button("", "quiet", name="train.compare.differences.all", checkable=True)
        self.all.setAccessibleName(tr("All settings that differ"))
        self.all.toggled.connect(self._fill)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._words)
        column.addWidget(self.table)
        column.addLayout(row([self.all, None]))
        column.addStretch(1)

    def show_runs(self, rows: Sequence[SnapshotRow], documents: Mapping[Path, Mapping[str, Any]]) -> None:
        """Those of these snapshots, by the run.json of each run."""
        names = {each.run: each.name for each in rows}
        fields = {each.name: each for card in self._recipes.cards for each in fields_of(card.schema)}
        found = differences([documents.get(path, {}) for path in names])
        found.sort(key=lambda each: each.setting in fields and fields[each.setting].advanced)
        self._names = list(names.values())
        self._rows = difference_rows(found, fields)
        self._words.setText(_nothing(len(names)) if not found else "")
        self._words.setVisible(not found)
        self._fill()

    def _fill(self, _: bool = False) -> None:
        more = len(self._rows) > MOST_ROWS
        shown = self._rows if self.all.isChecked() else self._rows[:MOST_ROWS]
        self.all.setVisible(more)
        self.all.setText(
            tr("Only the first {count}", count=MOST_ROWS)
            if self.all.isChecked()
            else tr("All {count} settings that differ", count=len(self._rows))
        )
        self.table.setVisible(bool(shown))
        headings = [tr("Setting"), *self._names]
        self.table.setColumnCount(len(headings))
        self.table.setRowCount(len(shown))
        for column, words in enumerate(headings):
            heading = QTableWidgetItem(words)
            heading.setToolTip(words)
            self.table.setHorizontalHeaderItem(column, heading)
        for place, (title, values) in enumerate(shown):
            self.table.setItem(place, 0, _item(title, title, "QUIET"))
            for column, value in enumerate(values, 1):
                apart = column > 1 and value != values[0]
                told = f"{title}, {self._names[column - 1]}: {value}"
                self.table.setItem(place, column, _item(value, told, "ACCENT" if apart else "TEXT"))
        self._fit()

    def _fit(self) -> None:
        """As wide as the words, as high as the rows."""
        height = theme.scaled(_ROW)
        self.table.verticalHeader().setDefaultSectionSize(height)
        header = self.table.horizontalHeader()
        header.setMaximumSectionSize(theme.scaled(_WIDEST))
        self.table.resizeColumnsToContents()
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(header.sizeHint().height() + height * self.table.rowCount() + bar + 2)


def _nothing(runs: int) -> str:
    return (
        tr("Their recipes are the same.") if runs > 1 else tr("Tick two runs or more to see how their recipes differ.")
    )


def _item(words: str, told: str, colour: str) -> QTableWidgetItem:
    item = QTableWidgetItem(words)
    item.setToolTip(told)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
    item.setForeground(QBrush(QColor(theme.colour(colour))))
    return item
