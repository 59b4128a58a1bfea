"""The Compare page: runs or snapshots by their measures, and how their recipes differ."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFrame,
    QHeaderView,
    QMenu,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from gan_engine import atomic
from gan_engine.reporting import Report
from gan_engine.runs.differences import differences
from studio import theme
from studio.training.compare.chart import CompareChart
from studio.training.compare.table import CompareModel, best_of
from studio.training.plots.panel_kinds import leading, measure_title
from studio.training.recipe_words import difference_rows, difference_sentences
from studio.training.schema_fields import fields_of
from studio.widgets.chips import ChipChoice
from studio.widgets.eliding_box import ElidingBox
from studio.widgets.scrolling import scroll_area
from studio.widgets.workspace import row
from studio.workers.training.comparison import SnapshotRow, read_documents, read_rows
from studio.workers.training.full_measures import USUAL_DESIGNS, FullMeasures, MeasureRequest
from studio.workers.training.recipe_book import RecipeBook
from studio.workers.workbench import Workbench

_ROW = 36
_NAME = 216
_MOST_SENTENCES = 8
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

    def _make_head(self) -> QWidget:
        back = theme.make_button("Back to the plots", "icon", name="train.compare.back", icon_name="arrow-left")
        back.clicked.connect(self.left)
        self.of = ChipChoice(
            "train.compare.of", "What is compared", [("runs", "Best of each run"), ("snapshots", "Every snapshot")]
        )
        self.of.chosen.connect(self._on_of)
        self.measure = theme.make_button(
            "Measure", "primary", name="train.compare.measure",
            tip="Measure what is ticked in full, beside everything else; a training goes on meanwhile  (M)",
        )  # fmt: skip
        self.measure.clicked.connect(self.start_measuring)
        self.designs = ElidingBox()
        self.designs.setObjectName("train.compare.designs")
        self.designs.setAccessibleName("Designs that are measured of each")
        self.designs.setToolTip("Designs that are drawn and measured of each: more are surer and take longer")
        for count in _DESIGNS:
            self.designs.addItem(f"{count:,} designs", count)
        self.designs.setCurrentIndex(_DESIGNS.index(USUAL_DESIGNS))
        self.explore = theme.make_button(
            "Open the best in Explore", name="train.compare.explore", tip="Open the best one in Explore  (E)"
        )
        self.explore.clicked.connect(self.open_best)
        self.export = theme.make_button("Export", name="train.compare.export")
        menu = QMenu(self.export)
        for text, work, name in (
            ("Table as CSV…", self.export_table, "csv"), ("Chart as PNG…", self.export_chart, "png")
        ):  # fmt: skip
            menu.addAction(text, work).setObjectName(f"train.compare.export.{name}")
        self.export.setMenu(menu)
        head = QWidget()
        head.setLayout(
            row(
                [
                    back,
                    theme.make_label("Compare", "large"),
                    8,
                    self.of,
                    None,
                    self.explore,
                    self.export,
                    8,
                    self.designs,
                    self.measure,
                ]
            )
        )
        return head

    def _make_state(self) -> QWidget:
        self._words = theme.make_label("", "quiet")
        self._words.setObjectName("train.compare.words")
        self._bar = QProgressBar()
        self._bar.setObjectName("train.compare.progress")
        self._bar.setAccessibleName("Progress of the measuring")
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self.cancel = theme.make_button("Stop measuring", name="train.compare.cancel")
        self.cancel.clicked.connect(self.measuring.cancel)
        self._problems = theme.make_label("", "error", wrap=True)
        self._problems.setObjectName("train.compare.problems")
        holder = QWidget()
        both = QVBoxLayout(holder)
        both.setContentsMargins(0, 0, 0, 0)
        both.addLayout(row([self._words, self._bar, self.cancel, None]))
        both.addWidget(self._problems)
        for widget in (self._bar, self.cancel, self._problems):
            widget.hide()
        return holder

    def _make_table(self) -> QWidget:
        self.model = CompareModel(self)
        self.model.ticked_changed.connect(self._show_chosen)
        self.table = QTableView()
        self.table.setObjectName("train.compare.table")
        self.table.setAccessibleName("Runs and their measures")
        self.table.setModel(self.model)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(72)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_heading)
        self.table.doubleClicked.connect(self._on_opened)
        return self.table

    def _make_below(self) -> QWidget:
        self.shown = ElidingBox()
        self.shown.setObjectName("train.compare.shown")
        self.shown.setAccessibleName("Measure in the chart")
        self.shown.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.shown.currentIndexChanged.connect(self._show_chart)
        self.chart = CompareChart("train.compare.chart")
        self._recipes_head = theme.make_label("How their recipes differ", "heading")
        self.differ = theme.make_label("", wrap=True)
        self.differ.setObjectName("train.compare.differences")
        self.differ.setAccessibleName("How their recipes differ")
        self.differ.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, theme.UNIT, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(row([self.shown, None]))
        column.addWidget(self.chart)
        column.addSpacing(theme.UNIT)
        column.addWidget(self._recipes_head)
        column.addWidget(self.differ)
        column.addStretch(1)
        return scroll_area("train.compare.scroll", inner)

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
            "Reading the measures", functools.partial(_read, runs, every), self._take, self._not_read,
            key="train.compare", quiet=True,
        )  # fmt: skip

    def _take(self, found: tuple[list[SnapshotRow], dict[Path, Mapping[str, Any]]]) -> None:
        self._loading = False
        rows, self._documents = found
        self.model.set_rows(rows)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, _NAME)
        if self._fresh:
            self._fresh = False
            names = [path.name for path in self._overlay]
            self.model.tick(names if len(names) > 1 or self.of.key == "snapshots" else [])
        height = self.table.horizontalHeader().sizeHint().height() + _ROW * max(1, min(len(rows), 8)) + 4
        self.table.setFixedHeight(height)
        self._list_measures()
        self._show_chosen()

    def _not_read(self, error: BaseException) -> None:
        self._loading = False
        self._workbench.report_error("Reading the measures", error)
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
        self._show_differences(rows)

    def _show_words(self) -> None:
        if self.measuring.running:
            self._words.setText(self.measuring.words)
        elif self._loading and not self.model.rows:
            self._words.setText("Reading…")
        elif not self.model.rows:
            self._words.setText("No snapshot yet: the first one is saved some way into a training.")
        elif not self.model.measures:
            self._words.setText("Nothing has been measured yet: tick what you want to compare, and measure it.")
        else:
            self._words.setText("Grey numbers were taken in passing by the training, from fewer designs.")

    def _show_chart(self) -> None:
        name = self.shown.currentData() or ""
        rows = self.model.ticked()
        self.chart.show_rows(rows, name)
        there = any(name in row.measures for row in rows)
        for widget in (self.shown, self.chart):
            widget.setVisible(there)

    def _show_differences(self, rows: Sequence[SnapshotRow]) -> None:
        paths = list(dict.fromkeys(row.run for row in rows))
        names = {row.run: row.name for row in rows}
        documents = [self._documents.get(path, {}) for path in paths]
        titles: dict[str, tuple[str, str]] = {}
        for card in self._recipes.cards:
            for each in fields_of(card.schema):
                titles[each.name] = (each.title, str(each.schema.get("unit", "")))
        sentences = difference_sentences(
            [names[path] for path in paths], difference_rows(differences(documents), titles)
        )
        self.differ.setText("\n\n".join(sentences[:_MOST_SENTENCES]))
        for widget in (self._recipes_head, self.differ):
            widget.setVisible(bool(sentences))

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
        self.measure.setText("Measuring…" if running else "Measure")
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
        found = best_row(rows, self.shown.currentData() or "")
        self._workbench.show_in_explorer.emit(found.path)

    def _on_opened(self, index: QModelIndex) -> None:
        self._workbench.show_in_explorer.emit(self.model.rows[index.row()].path)

    def export_table(self) -> None:
        """Ask where, and write the table as CSV."""
        self._ask("comparison.csv", "CSV (*.csv)", self.write_table)

    def write_table(self, file: str) -> None:
        """What is ticked, as CSV with plain numbers."""
        path = Path(file)
        text = io.StringIO()
        csv.writer(text).writerows(self.model.table())
        self._write(path, text.getvalue().encode("utf-8-sig"))

    def export_chart(self) -> None:
        """Ask where, and write the chart as PNG."""
        self._ask("comparison.png", "PNG (*.png)", self.write_chart)

    def write_chart(self, file: str) -> None:
        """The chart at twice its size, on its background."""
        path = Path(file)
        size = QSize(max(800, self.chart.width()), max(96, self.chart.height()))
        image = QImage((size + QSize(48, 48)) * 2, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2)
        image.fill(QColor(theme.BACKGROUND))
        painter = QPainter(image)
        area = QRectF(24, 24, size.width(), size.height())
        self.chart.paint(painter, area, measure_title(self.chart.measure))
        painter.end()
        self._workbench.jobs.start(
            "Writing the chart", functools.partial(_write_image, path, image), functools.partial(self._written, path)
        )

    def _ask(self, name: str, kinds: str, write: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, "Export", "", kinds)
        dialog.setObjectName("train.compare.file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix[1:])
        dialog.selectFile(name)
        dialog.fileSelected.connect(write)
        dialog.open()

    def _write(self, path: Path, data: bytes) -> None:
        self._workbench.jobs.start(
            "Writing the table", functools.partial(_write_bytes, path, data), functools.partial(self._written, path)
        )

    def _written(self, path: Path, _: None) -> None:
        self._workbench.notify(f"Written: {path.name}")


def best_row(rows: Sequence[SnapshotRow], measure: str) -> SnapshotRow:
    """The best by a measure; where nothing says which, the best of the first run, else the first."""
    return best_of(rows, measure) or next((row for row in rows if row.best), rows[0])


def _read(runs: Sequence[Path], every: bool, report: Report) -> tuple[list[SnapshotRow], dict[Path, Mapping[str, Any]]]:
    return read_rows(runs, every, report), dict(zip(runs, read_documents(runs), strict=True))


def _write_bytes(path: Path, data: bytes, report: Report) -> None:
    atomic.write_bytes(path, data, root=path.parent)


def _write_image(path: Path, image: QImage, report: Report) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # takes a str as well as bytes
    atomic.write_bytes(path, bytes(buffer.data().data()), root=path.parent)
