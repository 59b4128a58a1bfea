"""The Compare page: runs or snapshots by their measures, and how their recipes differ."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QMenu,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from gan_engine.reporting import Report
from studio import theme
from studio.training.compare.best import best_row, best_words
from studio.training.compare.chart import CompareChart
from studio.training.compare.files import ComparisonFiles
from studio.training.compare.pictures import ComparedStrips
from studio.training.compare.recipe_differences import RecipeDifferences
from studio.training.compare.table import CompareModel
from studio.training.plots.panel_kinds import leading, measure_title
from studio.widgets.chips import ChipChoice
from studio.widgets.fields.eliding_box import ElidingBox
from studio.widgets.fields.inner_parts import name_headers
from studio.widgets.room.flow import flowing_row
from studio.widgets.scrolling import scroll_area
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.training.comparison import SnapshotRow, read_documents, read_rows
from studio.workers.training.full_measures import USUAL_DESIGNS, FullMeasures, MeasureRequest
from studio.workers.training.recipe_book import RecipeBook
from studio.workers.workbench import Workbench

_ROW = 36
_NAME = 216
_MOST_IN_SIGHT = 8
_DESIGNS = (500, 1000, USUAL_DESIGNS, 5000, 10_000)


class ComparePage(QWidget):
    """`left` when the artist has seen enough."""

    left = Signal()

    def __init__(self, workbench: Workbench, recipes: RecipeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.compare")
        self._workbench = workbench
        self._recipes = recipes
        self._runs: list[Path] = []
        self._overlay: list[Path] = []
        self._documents: dict[Path, Mapping[str, Any]] = {}
        self._fresh = True
        self._loading = False
        recipes.changed.connect(self._show_recipes)
        self.measuring = FullMeasures(workbench, self)
        self.measuring.changed.connect(self._show_measuring)
        self.measuring.measured.connect(self._on_measured)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._make_head())
        column.addWidget(self._make_state())
        column.addWidget(self._make_table())
        column.addWidget(self._make_below(), 1)
        self.files = ComparisonFiles(workbench, self.model, self.chart, self)
        menu = QMenu(self.export)
        for text, work, name in (
            (tr("Table as CSV…"), self.files.export_table, "csv"), (tr("Chart as PNG…"), self.files.export_chart, "png")
        ):  # fmt: skip
            menu.addAction(text, work).setObjectName(f"train.compare.export.{name}")
        self.export.setMenu(menu)

    def _make_head(self) -> QWidget:
        back = theme.make_button(tr("Back to the plots"), "icon", name="train.compare.back", icon_name="arrow-left")
        back.clicked.connect(self.left)
        self.of = ChipChoice(
            "train.compare.of",
            tr("What is compared"),
            [("runs", tr("Best of each run")), ("snapshots", tr("Every snapshot"))],
        )
        self.of.chosen.connect(self._on_of)
        self.measure = theme.make_button(
            tr("Measure"), "primary", name="train.compare.measure",
            tip=tr("Measure what is ticked in full, beside everything else; a training goes on meanwhile"), keys="M",
        )  # fmt: skip
        self.measure.clicked.connect(self.start_measuring)
        self.designs = ElidingBox()
        self.designs.setObjectName("train.compare.designs")
        self.designs.setAccessibleName(tr("Designs that are measured of each"))
        self.designs.setToolTip(tr("Designs that are drawn and measured of each: more are surer and take longer"))
        for count in _DESIGNS:
            self.designs.addItem(tr("{count:,} designs", count=count), count)
        self.designs.setCurrentIndex(_DESIGNS.index(USUAL_DESIGNS))
        self.explore = theme.make_button(
            tr("Open the best in Explore"),
            name="train.compare.explore",
            tip=tr("Open the best one in Explore"),
            keys="E",
        )
        self.explore.clicked.connect(self.open_best)
        self.export = theme.make_button(tr("Export"), name="train.compare.export")
        head = QWidget()
        head.setLayout(
            flowing_row(
                [
                    back,
                    theme.make_label(tr("Compare"), "large"),
                    self.of,
                    None,
                    self.explore,
                    self.export,
                    self.designs,
                    self.measure,
                ]
            )
        )
        return head

    def _make_state(self) -> QWidget:
        self._words = theme.make_label("", "quiet", wrap=True)
        self._words.setObjectName("train.compare.words")
        self._bar = QProgressBar()
        self._bar.setObjectName("train.compare.progress")
        self._bar.setAccessibleName(tr("Progress of the measuring"))
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self.cancel = theme.make_button(tr("Stop measuring"), name="train.compare.cancel")
        self.cancel.clicked.connect(self.measuring.cancel)
        self._problems = theme.make_label("", "error", wrap=True)
        self._problems.setObjectName("train.compare.problems")
        holder = QWidget()
        both = QVBoxLayout(holder)
        both.setContentsMargins(0, 0, 0, 0)
        line = row([self._words, self._bar, self.cancel])
        line.setStretch(0, 1)
        both.addLayout(line)
        both.addWidget(self._problems)
        for widget in (self._bar, self.cancel, self._problems):
            widget.hide()
        return holder

    def _make_table(self) -> QWidget:
        self.model = CompareModel(self)
        self.model.ticked_changed.connect(self._show_chosen)
        self.table = QTableView()
        self.table.setObjectName("train.compare.table")
        self.table.setAccessibleName(tr("Runs and their measures"))
        name_headers(self.table)
        self.table.setModel(self.model)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(72)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_heading)
        self.table.doubleClicked.connect(self._on_opened)
        return self.table

    def _make_below(self) -> QWidget:
        self.below = ChipChoice(
            "train.compare.below",
            tr("What is shown of what is ticked"),
            [("chart", tr("Chart")), ("pictures", tr("Pictures")), ("recipes", tr("Recipes"))],
        )
        self.below.chosen.connect(self._show_below)
        self.recipes = RecipeDifferences(self._recipes)
        self.pictures = ComparedStrips(self._workbench)
        self._pages: dict[str, QWidget] = {
            "chart": self._make_chart(), "pictures": self.pictures, "recipes": self.recipes
        }  # fmt: skip
        inner = QWidget()  # no stack: that is as high as its highest page
        pages = QVBoxLayout(inner)
        pages.setContentsMargins(0, 0, 0, 0)
        for page in self._pages.values():
            pages.addWidget(page)
        self._show_below(self.below.key)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, theme.UNIT, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self.below)
        column.addWidget(scroll_area("train.compare.scroll", inner), 1)
        return holder

    def _make_chart(self) -> QWidget:
        self.shown = ElidingBox()
        self.shown.setObjectName("train.compare.shown")
        self.shown.setAccessibleName(tr("Measure in the chart"))
        self.shown.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.shown.currentIndexChanged.connect(self._show_chart)
        self._best = theme.make_label("", wrap=True)
        self._best.setObjectName("train.compare.best")
        self.chart = CompareChart("train.compare.chart")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(row([self.shown, None]))
        column.addWidget(self._best)
        column.addWidget(self.chart)
        column.addStretch(1)
        return page

    # ---- what is compared -----------------------------------------------------------------------------------------

    def open(self, runs: Sequence[Path], together: Sequence[Path]) -> None:
        """Compare the project's `runs`; those drawn `together` are ticked, all where that is only one."""
        self._runs = list(runs)
        self._overlay = list(together)
        self._fresh = True
        self.load()
        self.table.setFocus()

    def set_runs(self, runs: Sequence[Path]) -> None:
        """Runs came or went."""
        if list(runs) != self._runs:
            self._runs = list(runs)
            if self.isVisible():
                self.load()

    def load(self) -> None:
        """Read what there is; for each run its best snapshot, or all of those drawn together."""
        every = self.of.key == "snapshots"
        runs = [path for path in self._runs if not every or path in self._overlay]
        self._loading = True
        self._show_words()
        self._workbench.jobs.start(
            tr("Reading the measures"), functools.partial(_read, runs, every), self._take, self._not_read,
            key="train.compare", quiet=True,
        )  # fmt: skip

    def _take(self, found: tuple[list[SnapshotRow], dict[Path, Mapping[str, Any]]]) -> None:
        self._loading = False
        rows, self._documents = found
        self.model.set_rows(rows)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        room = self.table.width() - sum(header.sectionSize(column) for column in range(1, header.count()))
        widest = self.table.sizeHintForColumn(0) + theme.UNIT
        header.resizeSection(0, max(min(widest, room), min(widest, theme.scaled(_NAME))))
        if self._fresh:
            self._fresh = False
            names = [path.name for path in self._overlay]
            self.model.tick(names if len(names) > 1 or self.of.key == "snapshots" else [])
        line = theme.scaled(_ROW)
        self.table.verticalHeader().setDefaultSectionSize(line)
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(header.sizeHint().height() + line * max(1, min(len(rows), _MOST_IN_SIGHT)) + bar)
        self._list_measures()
        self._show_chosen()

    def _not_read(self, error: BaseException) -> None:
        self._loading = False
        self._workbench.report_error(tr("Reading the measures"), error)
        self._show_words()

    def _list_measures(self) -> None:
        before = self.shown.currentData()
        self.shown.blockSignals(True)
        self.shown.clear()
        for name in self.model.measures:
            self.shown.addItem(measure_title(name), name)
        wanted = before if before in self.model.measures else leading(self.model.measures)
        self.shown.setCurrentIndex(max(0, self.shown.findData(wanted)) if self.model.measures else -1)
        self.shown.blockSignals(False)

    def _on_of(self, key: str) -> None:
        self._fresh = True
        self.load()

    def _on_heading(self, section: int) -> None:
        name = self.model.measure_at(section)
        if name:
            self.shown.setCurrentIndex(self.shown.findData(name))

    # ---- showing ----------------------------------------------------------------------------------------------------

    def _show_chosen(self) -> None:
        rows = self.model.ticked()
        self.measure.setEnabled(bool(rows))
        self.explore.setEnabled(bool(rows))
        self.export.setEnabled(bool(rows))
        self._show_words()
        self._show_chart()
        self.pictures.show_rows(rows, self._documents)
        self._show_recipes()

    def _show_recipes(self) -> None:
        self.recipes.show_runs(self.model.ticked(), self._documents)

    def show_below(self, key: str) -> None:
        """Show "chart", "pictures" or "recipes" of what is ticked."""
        self.below.choose(key)
        self._show_below(key)

    def _show_below(self, key: str) -> None:
        for name, page in self._pages.items():
            page.setVisible(name == key)

    def _show_words(self) -> None:
        if self.measuring.running:
            self._words.setText(self.measuring.words)
        elif self._loading and not self.model.rows:
            self._words.setText(tr("Reading…"))
        elif not self.model.rows:
            self._words.setText(tr("No snapshot yet: the first one is saved some way into a training."))
        elif not self.model.measures:
            self._words.setText(tr("Nothing has been measured yet: tick what you want to compare, and measure it."))
        else:
            self._words.setText(tr("Grey numbers were taken in passing by the training, from fewer designs."))

    def _show_chart(self) -> None:
        name = self.shown.currentData() or ""
        rows = self.model.ticked()
        self.chart.show_rows(rows, name)
        there = any(name in row.measures for row in rows)
        for widget in (self.shown, self.chart):
            widget.setVisible(there)
        words = best_words(rows, name)
        self._best.setText(words)
        self._best.setVisible(there)
        theme.set_tip(self.explore, words or tr("Open the best one in Explore"), "E")
        self.explore.setAccessibleDescription(words)

    # ---- measuring --------------------------------------------------------------------------------------------------

    def start_measuring(self) -> None:
        """Measure what is ticked in full."""
        self.measuring.designs = self.designs.currentData()
        self.measuring.start([MeasureRequest.of(row) for row in self.model.ticked()])

    def _show_measuring(self) -> None:
        running = self.measuring.running
        self._bar.setVisible(running)
        self.cancel.setVisible(running)
        self._bar.setValue(round(1000 * self.measuring.share))
        self.measure.setText(tr("Measuring…") if running else tr("Measure"))
        self._problems.setText("\n".join(self.measuring.problems))
        self._problems.setVisible(bool(self.measuring.problems))
        self._show_words()

    def _on_measured(self, snapshot: Path) -> None:
        self.load()

    # ---- what can be done with it -----------------------------------------------------------------------------------

    def open_best(self) -> None:
        """The best snapshot of those ticked, by the measure in the chart."""
        rows = self.model.ticked()
        if not rows:
            return
        measure = self.shown.currentData() or ""
        self._workbench.show_in_explorer.emit(best_row(rows, measure).path)
        self._workbench.notify(best_words(rows, measure))

    def _on_opened(self, index: QModelIndex) -> None:
        self._workbench.show_in_explorer.emit(self.model.rows[index.row()].path)


def _read(runs: Sequence[Path], every: bool, report: Report) -> tuple[list[SnapshotRow], dict[Path, Mapping[str, Any]]]:
    return read_rows(runs, every, report), dict(zip(runs, read_documents(runs), strict=True))
