"""The mode Side by side: the same seeds drawn by up to four models, snapshots of one run or several runs."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from gan_engine.latent.point import Point
from gan_engine.reporting import Report
from studio import theme
from studio.command import Command
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreMode
from studio.explorer.side_by_side.columns import MOST_COLUMNS, ModelColumn
from studio.explorer.side_by_side.table import HEADER_WIDTH, SeedTable, SeedTableView
from studio.project.project import Project
from studio.widgets.fields.eliding_box import NAME_ROLE, ElidingBox
from studio.widgets.workspace import row
from studio.words import tr, tr_noop
from studio.workers.explorer.models import FoundModel, model_words, project_models
from studio.workers.pixel_art import draws_pixel_art
from studio.workers.project_reads import ProjectReads

_NONE = "without"
_AT_FIRST = 2
"""Columns that open with the mode."""


class SideBySidePage(ExploreMode):
    """Compares models on the same points. Which models stand side by side is its own to remember."""

    key, title, icon = "models", tr_noop("Side by side"), "columns"
    tip = tr_noop("The same seeds drawn by up to four models.")
    words = tr_noop("compare snapshots runs versions")
    hint = tr_noop("Enter takes a design with its model into the large view · Esc back to the wall")

    def __init__(self, context: ExploreContext) -> None:
        super().__init__(context)
        self.models: Sequence[FoundModel] = ()
        self.columns: list[ModelColumn] = []

    def make(self) -> QWidget:
        self._reads = ProjectReads(self.context.workbench, self)
        self.table = SeedTable(self.context.fresh, self)
        self.view = SeedTableView(self.table)
        self.boxes: list[ElidingBox] = []
        self._heads = QHBoxLayout()
        self._heads.setContentsMargins(0, 0, theme.SCROLL_BAR, 0)
        self._heads.setSpacing(theme.UNIT)
        self.add_button = theme.make_button(
            tr("Another model"),
            "icon",
            name="explore.models.add",
            icon_name="plus",
            tip=tr("Another model, up to four"),
        )
        self.add_button.clicked.connect(self.add)
        corner = QWidget()
        theme.set_scaled(corner, width=HEADER_WIDTH - theme.UNIT)
        corner.setLayout(row([None, self.add_button]))
        self._heads.addWidget(corner)
        self._note = theme.make_label("", "quiet", wrap=True)
        widget = QWidget()
        widget.setFocusProxy(self.view)
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(self._heads)
        column.addWidget(self._note)
        column.addWidget(self.view, 1)
        self._wanting = QTimer(self, singleShot=True, interval=0)
        self._wanting.timeout.connect(self._want)
        self.view.moved.connect(self._wanting.start)
        self.view.taken.connect(self.take)
        self.context.point_changed.connect(self._on_point)
        self.context.sampling_changed.connect(self.table.refresh)
        self.context.workbench.project_closing.connect(self._let_all_go)
        self.context.workbench.runs_changed.connect(self._look)
        return widget

    def begin(self, point: Point | None) -> None:
        self.table.set_present(point)
        self._look()
        self._want()

    def leave(self) -> None:
        for column in self.columns:
            column.rest()

    def chosen(self) -> Sequence[Point]:
        """A cell of the model in use; of another model only after it was taken."""
        index, model = self.view.currentIndex(), self.context.model
        if not index.isValid() or model is None or self.columns[index.column()].path != model.path:
            return ()
        return (self.table.point_at(index.row()),)

    def commands(self) -> list[Command]:
        def can_add() -> bool:
            return self.is_open and len(self.columns) < MOST_COLUMNS and bool(self._others())

        return [
            Command("explore.models.add", tr("Side by side: another model"), self.add, enabled=can_add,
                    words=tr("column compare snapshot"), icon="plus"),
        ]  # fmt: skip

    # ---- the columns --------------------------------------------------------------------------------------------

    def add(self) -> None:
        """One column more: the next model that stands in none."""
        if len(self.columns) < MOST_COLUMNS and (others := self._others()):
            self._show([*self.paths, others[0].path])

    @property
    def paths(self) -> list[Path]:
        """The models that stand side by side."""
        return [column.path for column in self.columns]

    def choose(self, number: int, path: Path | None) -> None:
        """Another model in a column; None: without it."""
        paths: list[Path | None] = [*self.paths]
        paths[number] = path
        self._show([each for each in paths if each is not None])

    def take(self, row_: int, number: int) -> None:
        """A design goes into the large view, its model with it."""
        column, model = self.columns[number], self.context.model
        self.context.show(self.table.point_at(row_))
        if model is None or column.path != model.path:
            self.context.workbench.show_in_explorer.emit(column.path)

    def _others(self) -> list[FoundModel]:
        return [model for model in self.models if model.path not in self.paths]

    def _look(self) -> None:
        if self.is_open:
            self._reads.start(tr("Looking for models"), _find, self._take_models, key="explore.side-by-side")

    def _take_models(self, models: Sequence[FoundModel]) -> None:
        model = self.context.model
        if model is not None and all(each.path != model.path for each in models):
            models = [FoundModel(model.path, model_words(model.name), None), *models]
        self.models = models
        known = {each.path for each in models}
        paths = [path for path in self.paths if path in known]
        if not paths and model is not None:
            marked = sorted((each for each in models if each.marks.words), key=lambda each: each.marks.first)
            best = [each.path for each in marked if each.path != model.path]
            others = [*best, *(each.path for each in models if each.path != model.path and not each.is_sample)]
            paths = [model.path, *others[: _AT_FIRST - 1]]
        self._show(paths)

    def _show(self, paths: Sequence[Path]) -> None:
        """Those that stay keep what they have drawn."""
        kept = {column.path: column for column in self.columns}
        titles = {model.path: model.title for model in self.models}
        before, self.columns = self.columns, []
        for path in list(dict.fromkeys(paths))[:MOST_COLUMNS]:
            self.columns.append(kept.get(path) or self._column(path, titles.get(path, path.stem)))
        gone = [column for column in before if column not in self.columns]
        if self.columns != before:
            self.table.set_columns(self.columns)
        for column in gone:
            column.let_go()
        self._fill_heads()
        self._wanting.start()

    def _column(self, path: Path, title: str) -> ModelColumn:
        column = ModelColumn(self.context.workbench.engine, path, title, self)
        column.drawn.connect(lambda points: self.table.refresh())
        column.changed.connect(self._on_column)
        self._reads.start(
            tr("Looking at what a model learnt from"), lambda project, report: draws_pixel_art(path),
            functools.partial(self._take_hard, path), key=f"explore.side-by-side {path}",
        )  # fmt: skip
        return column

    def _take_hard(self, path: Path, hard: bool) -> None:
        for column in self.columns:
            if column.path == path:
                column.show_hard(hard)

    def _fill_heads(self) -> None:
        while len(self.boxes) < len(self.columns):
            box = ElidingBox()
            box.setObjectName(f"explore.models.{len(self.boxes)}")
            box.setAccessibleName(tr("Model of column {count}", count=len(self.boxes) + 1))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.activated.connect(functools.partial(self._on_chosen, len(self.boxes)))
            self.boxes.append(box)
            self._heads.addWidget(box, 1)
        for number, box in enumerate(self.boxes):
            box.setVisible(number < len(self.columns))
            if number < len(self.columns):
                self._fill_head(box, self.columns[number])
        self.add_button.setEnabled(len(self.columns) < MOST_COLUMNS and bool(self._others()))
        self._say()

    def _fill_head(self, box: QComboBox, column: ModelColumn) -> None:
        box.clear()
        for model in self.models:
            if model.path == column.path or model.path not in self.paths:
                box.addItem(model.marked_title, model.path)
                box.setItemData(box.count() - 1, len(model.run), NAME_ROLE)
        if len(self.columns) > 1:
            box.addItem(_NONE, None)
        shown = [box.itemData(index) for index in range(box.count())]
        box.setCurrentIndex(shown.index(column.path) if column.path in shown else -1)

    def _on_chosen(self, number: int, index: int) -> None:
        self.choose(number, self.boxes[number].itemData(index))

    def _on_column(self) -> None:
        self._say()
        self.view.fit()
        self.table.refresh()

    def _say(self) -> None:
        trouble = " ".join(column.trouble for column in self.columns if column.trouble)
        alone = tr("There is one model so far: a snapshot more, and they stand side by side.")
        self._note.setText(trouble or (alone if len(self.models) == 1 else ""))
        self._note.setVisible(bool(self._note.text()))

    # ---- drawing ------------------------------------------------------------------------------------------------

    def _on_point(self) -> None:
        if self.is_open:
            self.table.set_present(self.context.present)

    def _want(self) -> None:
        if self.is_open:
            points = [self.table.point_at(number) for number in self.view.rows_in_sight()]
            for column in self.columns:
                column.want(points)

    def _let_all_go(self) -> None:
        self.models = ()
        self._show([])


def _find(project: Project, report: Report) -> list[FoundModel]:
    return project_models(project)
