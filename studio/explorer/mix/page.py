"""The mode in which designs are mixed on a sheet: each row's design takes layers of each column's, live."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from gan_engine.latent.interpolation.mixing import MixSheet
from gan_engine.latent.layers import LayerRange, named_ranges
from gan_engine.latent.point import Point
from studio import theme
from studio.command import Command
from studio.explorer.design_well import DesignWell
from studio.explorer.mix.section import GROUP_WORDS
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreMode
from studio.settings import documents_folder
from studio.widgets.chips import ChipChoice
from studio.widgets.fields.number_field import NumberField
from studio.widgets.room.flow import flowing_row
from studio.widgets.scrolling import scroll_area
from studio.words import sides_words, tr, tr_choices, tr_noop
from studio.workers.engine import Answer
from studio.workers.explorer.chosen_designs import ChosenDesigns
from studio.workers.explorer.designs import MODE, Model

_ROWS, _COLUMNS = 3, 4
_MOST = 8
"""Rows or columns: more cells than that are too small to judge."""
_RANGE = "range"
_SIDE = 132
_LAYERS, _REACH = "explore.mix-sheet.layers", "explore.mix-sheet.range"


class MixPage(ExploreMode):
    key = "mix-sheet"
    title = tr_noop("Mix")
    icon = "grid-four"
    tip = tr_noop("Rows and columns of designs, mixed where they meet.")
    words = tr_noop("style mixing coarse middle fine pose form colour sheet layers")
    hint = tr_noop("Arrows move · Enter shows a cell · S keep · Delete takes a row or column out")

    def __init__(self, context: ExploreContext) -> None:
        super().__init__(context)
        self.rows: list[Point] = []
        self.columns: list[Point] = []
        self.wells: dict[tuple[int, int], DesignWell] = {}
        """By row and column; those of the designs that are mixed at -1."""
        self._first: tuple[list[Point], list[Point]] = ([], [])
        """The rows and columns that nobody chose."""
        self._joining: Point | None = None
        """On its way into the first row, until the others have been read."""
        self._cell: tuple[int, int] | None = None
        self._reach: LayerRange = (0, 0)

    def offered(self, model: Model) -> str:
        return model.offers.get("mix", "")

    # ---- its widgets ------------------------------------------------------------------------------------------

    def make(self) -> QWidget:
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, theme.SCROLL_BAR, 12)
        self._grid.setSpacing(theme.UNIT)
        self._area = scroll_area("explore.mix-sheet.area", inner)
        self._designs = ChosenDesigns(self.context.workbench, "mix", self)
        self._designs.changed.connect(self._on_designs)
        self.context.pictures.drawn.connect(self._show_pictures)
        self.context.model_changed.connect(self._on_model)
        return self._area

    def make_panel(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, theme.UNIT, 0, 0)
        column.setSpacing(theme.UNIT)
        options = [*tr_choices(GROUP_WORDS.items()), (_RANGE, tr("Layers"))]
        self.layers = ChipChoice("explore.mix-sheet.layers", tr("What the rows take from the columns"), options)
        self.first = NumberField("explore.mix-sheet.first", tr("First layer taken"), whole=True, minimum=0, step=1)
        self.last = NumberField("explore.mix-sheet.last", tr("Last layer taken"), whole=True, minimum=0, step=1)
        for field in (self.first, self.last):
            theme.set_scaled(field, width=40)
            field.changed.connect(self._on_range)
        self._said = theme.make_label("", "quiet", wrap=True)
        self.row_button = theme.make_button(tr("Row"), "quiet", name="explore.mix-sheet.add-row", icon_name="plus")
        self.column_button = theme.make_button(
            tr("Column"), "quiet", name="explore.mix-sheet.add-column", icon_name="plus"
        )
        self.row_button.setAccessibleName(tr("Add a row"))
        self.column_button.setAccessibleName(tr("Add a column"))
        self.others_button = theme.make_button(
            tr("Other designs"), name="explore.mix-sheet.others", icon_name="shuffle"
        )
        self.save_button = theme.make_button(tr("Save the sheet…"), name="explore.mix-sheet.save")
        column.addWidget(theme.make_label(tr("Rows take from columns"), "section", wrap=True))
        column.addWidget(self.layers)
        column.addLayout(
            flowing_row(
                [theme.make_label(tr("From"), "quiet"), self.first, theme.make_label(tr("to"), "quiet"), self.last]
            )
        )
        column.addWidget(self._said)
        column.addLayout(flowing_row([self.row_button, self.column_button]))
        column.addWidget(self.others_button)
        column.addWidget(self.save_button)
        before = self.context.settings.get(_LAYERS, "")
        if before in dict(options):
            self.layers.choose(before)
        self.layers.chosen.connect(self._on_layers)
        self.row_button.clicked.connect(functools.partial(self._add, self.rows))
        self.column_button.clicked.connect(functools.partial(self._add, self.columns))
        self.others_button.clicked.connect(self.take_others)
        self.save_button.clicked.connect(self.save)
        self._on_model()
        return panel

    def commands(self) -> list[Command]:
        return [
            Command("explore.mix-sheet.rows", tr("Mix this design with others"), self.mix_present,
                    enabled=self._has_present, words=tr("style mixing sheet"), icon=self.icon),
        ]  # fmt: skip

    def begin(self, point: Point | None) -> None:
        if self._designs.known:
            self._lay_out()
        else:
            self._clear()
            self.rows[:], self.columns[:] = [], []
            self._first = ([], [])
            self._designs.load()

    def leave(self) -> None:
        self.context.pictures.want(MODE, [])

    def chosen(self) -> Sequence[Point]:
        """The cell that was picked last."""
        well = self.wells.get(self._cell) if self._cell is not None else None
        return [well.point] if well is not None and well.point is not None else []

    # ---- what is done -------------------------------------------------------------------------------------

    def mix_present(self) -> None:
        """The design in the large view stands in the first row."""
        self._joining = self.context.present
        if self.context.open_mode(self.key) and self._designs.known:
            self._join()

    def _join(self) -> None:
        point, self._joining = self._joining, None
        if point is not None and point not in self.rows:
            self._put(self.rows, 0, point)

    def take_others(self) -> None:
        """Fresh designs in all rows and columns."""
        self.rows[:] = self.context.chance(len(self.rows))
        self.columns[:] = self.context.chance(len(self.columns))
        self._store(tr("put other designs on the sheet"))
        self._show()

    def save(self) -> None:
        """Write the sheet as a picture, where the user says."""
        dialog = QFileDialog(
            self._area.window(), tr("Save the sheet"), str(documents_folder()), tr("Pictures (*.png *.jpg)")
        )
        dialog.setObjectName("explore.mix-sheet.file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.selectFile(tr("mixed designs.png"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.write(Path(file)))
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the sheet as a picture, in the background."""
        model = self.context.model
        if model is None:
            return
        params = {
            "model": str(model.path), "path": str(path), "first": self._reach[0], "last": self._reach[1],
            "rows": [point.values() for point in self.rows], "columns": [point.values() for point in self.columns],
            "row_names": [_name(point) for point in self.rows],
            "column_names": [_name(point) for point in self.columns],
        }  # fmt: skip
        self.context.workbench.engine.call(
            "mix_sheet", params, name=tr("Writing {name}", name=path.name), done=self._written,
            failed=functools.partial(self.context.workbench.report_error, tr("Writing the sheet")),
        )  # fmt: skip

    def _written(self, answer: Answer) -> None:
        name, size = Path(answer.values["path"]).name, sides_words(answer.values["width"], answer.values["height"])
        self.context.workbench.notify(tr("Wrote “{name}”, {size}", name=name, size=size))

    def _has_present(self) -> bool:
        model = self.context.model
        return self.context.present is not None and model is not None and not self.offered(model)

    def _add(self, points: list[Point], checked: bool = False) -> None:
        points += self.context.chance(1)
        self._store(tr("add a row") if points is self.rows else tr("add a column"))
        self._lay_out()

    def _put(self, points: list[Point], number: int, point: Point) -> None:
        points[number] = point
        self._store(tr("put another design on the sheet"))
        self._show()

    def _remove(self, points: list[Point], number: int) -> None:
        if len(points) > 1:
            by_keys = any(well.hasFocus() for well in self.wells.values())
            del points[number]
            self._store(tr("take a row out") if points is self.rows else tr("take a column out"))
            self._lay_out()
            next_ = min(number, len(points) - 1)
            if by_keys:
                self.wells[(next_, -1) if points is self.rows else (-1, next_)].setFocus()

    def _store(self, words: str) -> None:
        self._designs.put({"rows": self.rows, "columns": self.columns}, words)

    def _on_designs(self) -> None:
        """They have been read, or are others by undo."""
        rows, columns = (self._designs.lists.get(name, ()) for name in ("rows", "columns"))
        if not self._first[0]:
            present = [self.context.present] if self.context.present is not None else []
            found = self.context.to_begin_with(present, _ROWS + _COLUMNS)
            self._first = (found[:_ROWS], found[_ROWS:])
        chosen = bool(rows and columns)
        self.rows[:] = list(rows)[:_MOST] if chosen else self._first[0]
        self.columns[:] = list(columns)[:_MOST] if chosen else self._first[1]
        if self.is_open:
            self._lay_out()
            self._join()

    def _pick(self, cell: tuple[int, int]) -> None:
        self._cell = cell
        for at, well in self.wells.items():
            well.set_selected(at == cell)
        if (point := self.wells[cell].point) is not None:
            self.context.show(point)

    # ---- layers -------------------------------------------------------------------------------------------

    def _on_model(self) -> None:
        model = self.context.model
        if model is None or not model.styled:
            return
        for field in (self.first, self.last):
            field.set_maximum(len(model.style_resolutions) - 1)
        self._on_layers(self.layers.key)

    def _on_layers(self, key: str) -> None:
        model = self.context.model
        if model is None:
            return
        self.context.settings.set(_LAYERS, key)
        if key == _RANGE:
            self._reach = self._chosen_range(len(model.style_resolutions) - 1)
        else:
            ranges = named_ranges(model.style_resolutions)
            self._reach = ranges.get(key, (0, len(model.style_resolutions) - 1))
        for field, number in zip((self.first, self.last), self._reach, strict=True):
            field.show_value(number)
        self._show()

    def _chosen_range(self, last: int) -> LayerRange:
        """The layers that were chosen by number before, as far as the model has them; `last` is its last one."""
        kept = [each for each in self.context.settings.get(_REACH, []) if isinstance(each, int) and each >= 0]
        first, to = (min(each, last) for each in kept) if len(kept) == 2 else (0, last)
        return (first, to) if first <= to else (0, last)

    def _on_range(self) -> None:
        first, last = self.first.value, self.last.value
        if first is not None and last is not None and first <= last:
            self._reach = (int(first), int(last))
            self.layers.choose(_RANGE)
            self.context.settings.set(_LAYERS, _RANGE)
            self.context.settings.set(_REACH, list(self._reach))
            self._show()

    # ---- showing ------------------------------------------------------------------------------------------

    def _clear(self) -> None:
        """No wells: there are none for designs that are not known, or no longer."""
        for well in self.wells.values():
            self._grid.removeWidget(well)
            well.hide()
            well.deleteLater()
        self.wells, self._cell = {}, None

    def _lay_out(self) -> None:
        """As many wells as there are rows and columns."""
        self._clear()
        for number in range(len(self.columns)):
            self._add_source(self.columns, number, (-1, number), tr("Column {number}", number=number + 1))
        for number in range(len(self.rows)):
            self._add_source(self.rows, number, (number, -1), tr("Row {number}", number=number + 1))
            for column in range(len(self.columns)):
                words = tr("Row {number} with {column}", number=number + 1, column=column + 1)
                name = f"explore.mix-sheet.cell.{number}.{column}"
                well = DesignWell(self.context, name, words, takes=False)
                well.picked.connect(functools.partial(self._pick, (number, column)))
                self._place(well, (number, column))
        for number in range(_MOST + 2):
            self._grid.setColumnStretch(number, int(number <= len(self.columns)))
            self._grid.setRowStretch(number, int(number > len(self.rows)))
        self.row_button.setEnabled(len(self.rows) < _MOST)
        self.column_button.setEnabled(len(self.columns) < _MOST)
        self._area.setFocusProxy(self.wells[0, 0])
        self._show()

    def _add_source(self, points: list[Point], number: int, at: tuple[int, int], words: str) -> None:
        kind = "column" if at[0] < 0 else "row"
        well = DesignWell(self.context, f"explore.mix-sheet.{kind}.{number}", words)
        well.taken.connect(functools.partial(self._put, points, number))
        well.emptied.connect(functools.partial(self._remove, points, number))
        self._place(well, at)

    def _place(self, well: DesignWell, at: tuple[int, int]) -> None:
        well.moved.connect(functools.partial(self._step, at))
        well.setMaximumWidth(_SIDE * 2)
        self.wells[at] = well
        self._grid.addWidget(well, at[0] + 1, at[1] + 1)
        well.show()

    def _step(self, at: tuple[int, int], across: int, down: int) -> None:
        if (well := self.wells.get((at[0] + down, at[1] + across))) is not None:
            well.setFocus()
            self._area.ensureWidgetVisible(well)

    def _show(self) -> None:
        """What stands where now, and have it drawn. While the sheet is not in front its designs may change without
        their wells, and what is drawn is another mode's: `begin` lays out anew."""
        if not self.wells or not self.is_open:
            return
        sheet = MixSheet(tuple(self.rows), tuple(self.columns), self._reach)
        try:
            for (down, across), well in self.wells.items():
                source = self.columns[across] if down < 0 else self.rows[down] if across < 0 else None
                well.show_point(source or sheet.cell(down, across))
        except ValueError:
            self.context.workbench.notify(tr("One of these designs carries as many changes as it can hold."))
        self._said.setText(self._words())
        self.context.pictures.want(MODE, [well.point for well in self.wells.values() if well.point is not None])

    def _words(self) -> str:
        model = self.context.model
        if model is None or not model.style_resolutions:
            return ""
        first, last = (model.style_resolutions[min(layer, len(model.style_resolutions) - 1)] for layer in self._reach)
        smallest, largest = (model.size.in_words_at(resolution) for resolution in (first, last))
        words = (
            smallest
            if first == last
            else tr("{smallest} to {largest}", smallest=smallest.removesuffix(" px"), largest=largest)
        )
        return tr("What is drawn at {sizes}", sizes=words)

    def _show_pictures(self) -> None:
        for well in self.wells.values():
            well.refresh()


def _name(point: Point) -> str:
    return tr("seed {seed}", seed=point.seed) if point.seed is not None else ""
