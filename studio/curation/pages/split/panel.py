"""The controls of the Split page: which sheet, where boxes come from, what baking splits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import theme
from studio.curation.pages.bake.settings import BakeSettings
from studio.project.pictures.facts import count_words
from studio.project.pictures.splitting import Sheet
from studio.widgets.chips import ChipChoice
from studio.widgets.number_field import NumberField
from studio.widgets.side_list import Row, Section, SideList
from studio.widgets.workspace import row

_WAYS = (("figures", "Figures"), ("halves", "Halves"), ("grid", "Rows × columns"))
_BAKING = (("none", "Whole"), ("halves", "Halves"), ("grid", "Grid"), ("figures", "Figures"))
_BAKING_SENTENCES = {
    "none": "Whole pictures stay whole.",
    "halves": "Every whole picture is cut into left and right, for sets of doubles.",
    "grid": "Every whole picture is cut into the rows and columns above.",
    "figures": "The figures of every whole picture are found while it is baked, unseen.",
}
_LIST_ROWS = 7


class SplitPanel(QWidget):
    """`sheet_chosen(id)`, `way_chosen`, `cut_wanted`, `cut_all_wanted`, `whole_wanted`, `baking_chosen(mode)`."""

    sheet_chosen = Signal(int)
    way_chosen = Signal()
    cut_wanted = Signal()
    cut_all_wanted = Signal()
    whole_wanted = Signal()
    baking_chosen = Signal(str)

    def __init__(self, settings: BakeSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.list = SideList("curate.split.sheets", "Sheets")
        self.list.chosen.connect(self._on_chosen)
        self._looking = theme.make_label("", "quiet", wrap=True)
        self._ways = ChipChoice("curate.split.way", "Where the boxes come from", _WAYS)
        self._ways.chosen.connect(self._on_way)
        self._rows = NumberField("curate.split.rows", "Rows", whole=True, minimum=1, maximum=64, step=1)
        self._columns = NumberField("curate.split.columns", "Columns", whole=True, minimum=1, maximum=64, step=1)
        for field in (self._rows, self._columns):
            field.setFixedWidth(48)
            field.set_value(2)
            field.changed.connect(self._on_numbers)
        self._grid = QWidget()
        self._grid.setLayout(
            row([self._rows, theme.make_label("rows", "quiet"), 8, self._columns,
                 theme.make_label("columns", "quiet"), None])
        )  # fmt: skip
        self._cut = theme.make_button(
            "Cut", "primary", name="curate.split.cut", icon_name="scissors", shortcut_hint="Enter"
        )
        self._cut.clicked.connect(self.cut_wanted)
        self._whole = theme.make_button("Make whole again", name="curate.split.whole")
        self._whole.clicked.connect(self.whole_wanted)
        self._all = theme.make_button("Cut all", name="curate.split.all")
        self._all.clicked.connect(self.cut_all_wanted)
        self._baking = ChipChoice("curate.split.baking", "Every picture, when baking", _BAKING)
        self._baking.chosen.connect(self._on_baking)
        self._baking_words = theme.make_label("", "small", wrap=True)
        for widget in (self.list, self._looking, self._ways, self._grid, self._cut, self._whole, self._all):
            column.addWidget(widget)
        column.addSpacing(16)
        for widget in (theme.make_label("Every picture, when baking", "section"), self._baking, self._baking_words):
            column.addWidget(widget)
        self.show_settings(settings)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter cuts from wherever the keyboard is in here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cut.isEnabled():
            self.cut_wanted.emit()
        else:
            super().keyPressEvent(event)

    @property
    def way(self) -> str:
        """Where the boxes come from: "figures", "halves" or "grid:RxC"."""
        return self._mode(self._ways.key)

    def has_focus_of_its_own(self) -> bool:
        """Whether the artist is typing or going through the list here."""
        return any(widget.hasFocus() for widget in (self._rows, self._columns, self.list))

    def show_sheets(self, sheets: Sequence[tuple[Sheet, int]], opened: int, *, looking: bool) -> None:
        """The sheets with their figures or parts."""
        found = [Row(str(sheet.id), sheet.name, count) for sheet, count in sheets if not sheet.parts]
        cut = [Row(str(sheet.id), sheet.name, count) for sheet, count in sheets if sheet.parts]
        titled = (("Sheets", found), ("Cut up", cut))
        self.list.set_sections([Section(title, rows) for title, rows in titled if rows])
        self.list.setVisible(bool(sheets))
        lines = len(sheets) + bool(found) + bool(cut)
        self.list.setFixedHeight(min(lines, _LIST_ROWS) * 32 + 8)
        if opened:
            self.list.choose(str(opened))
        self._looking.setText("Looking for more sheets…" if looking else "")
        self._looking.setVisible(looking)

    def show_boxes(
        self, boxes: int, parts: int, *, other: bool, is_sheet: bool, sheets: int, parts_of_all: int
    ) -> None:
        """What cutting would give. `other`: the boxes are not those it is cut into."""
        self._cut.setText(f"Cut into {count_words(boxes, 'part')}   Enter" if boxes else "Cut   Enter")
        self._cut.setEnabled(is_sheet and boxes > 0 and other)
        self._whole.setVisible(parts > 0)
        self._all.setVisible(sheets > 1)
        self._all.setText(f"Cut all {sheets:,} sheets into {parts_of_all:,} parts")

    def show_settings(self, settings: BakeSettings) -> None:
        """What is chosen for baking."""
        kind = settings.split if settings.split in ("none", "halves", "figures") else "grid"
        if kind == "grid":
            rows, _, columns = settings.split.removeprefix("grid:").partition("x")
            self._rows.set_value(int(rows))
            self._columns.set_value(int(columns))
        self._baking.choose(kind)
        self._explain()

    def _mode(self, kind: str) -> str:
        return f"grid:{self._rows.value}x{self._columns.value}" if kind == "grid" else kind

    def _on_chosen(self, key: str) -> None:
        self.sheet_chosen.emit(int(key))

    def _on_way(self, key: str) -> None:
        self._explain()
        self.way_chosen.emit()

    def _on_numbers(self) -> None:
        if self._rows.problem or self._columns.problem:
            return
        if self._ways.key == "grid":
            self.way_chosen.emit()
        if self._baking.key == "grid":
            self.baking_chosen.emit(self._mode("grid"))

    def _on_baking(self, key: str) -> None:
        self._explain()
        if key != "grid" or not (self._rows.problem or self._columns.problem):
            self.baking_chosen.emit(self._mode(key))

    def _explain(self) -> None:
        self._grid.setVisible("grid" in (self._ways.key, self._baking.key))
        self._baking_words.setText(_BAKING_SENTENCES[self._baking.key])
