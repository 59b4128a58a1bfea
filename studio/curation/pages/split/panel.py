"""The controls of the Split page: which sheet, where boxes come from, what baking splits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import theme
from studio.curation.pages.bake.settings import BakeSettings
from studio.project.pictures.splitting import Sheet
from studio.widgets.chips import ChipChoice
from studio.widgets.fields.number_field import NumberField
from studio.widgets.room.flow import flowing_row
from studio.widgets.side_list import SideList
from studio.widgets.side_rows import Row, Section
from studio.words import count_words, tr, tr_choices, tr_noop

_WAYS = (("figures", tr_noop("Figures")), ("halves", tr_noop("Halves")), ("grid", tr_noop("Rows × columns")))
_BAKING = (
    ("none", tr_noop("Whole")),
    ("halves", tr_noop("Halves")),
    ("grid", tr_noop("Grid")),
    ("figures", tr_noop("Figures")),
)
_BAKING_SENTENCES = {
    "none": tr_noop("Whole pictures stay whole."),
    "halves": tr_noop("Every whole picture is cut into left and right, for sets of doubles."),
    "grid": tr_noop("Every whole picture is cut into the rows and columns above."),
    "figures": tr_noop("The figures of every whole picture are found while it is baked, unseen."),
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
        self.list = SideList("curate.split.sheets", tr("Sheets"), most_rows=_LIST_ROWS)
        self.list.chosen.connect(self._on_chosen)
        self._looking = theme.make_label("", "quiet", wrap=True)
        self._ways = ChipChoice("curate.split.way", tr("Where the boxes come from"), tr_choices(_WAYS))
        self._ways.chosen.connect(self._on_way)
        self._rows = NumberField("curate.split.rows", tr("Rows"), whole=True, minimum=1, maximum=64, step=1)
        self._columns = NumberField("curate.split.columns", tr("Columns"), whole=True, minimum=1, maximum=64, step=1)
        for field in (self._rows, self._columns):
            theme.set_scaled(field, width=48)
            field.set_value(2)
            field.changed.connect(self._on_numbers)
        self._grid = QWidget()
        self._grid.setLayout(
            flowing_row([self._rows, theme.make_label(tr("rows"), "quiet"), self._columns,
                         theme.make_label(tr("columns"), "quiet")])
        )  # fmt: skip
        self._cut = theme.make_button(
            tr("Cut"), "primary", name="curate.split.cut", icon_name="scissors", shortcut_hint="Enter"
        )
        self._cut.clicked.connect(self.cut_wanted)
        self._whole = theme.make_button(tr("Make whole again"), name="curate.split.whole")
        self._whole.clicked.connect(self.whole_wanted)
        self._all = theme.make_button(tr("Cut all"), name="curate.split.all")
        self._all.clicked.connect(self.cut_all_wanted)
        self._baking = ChipChoice("curate.split.baking", tr("Every picture, when baking"), tr_choices(_BAKING))
        self._baking.chosen.connect(self._on_baking)
        self._baking_words = theme.make_label("", "small", wrap=True)
        # What comes and goes while sheets are looked for stands below the buttons: none moves away under the pointer.
        for widget in (self._ways, self._grid, self._cut, self._whole, self._all, self.list, self._looking):
            column.addWidget(widget)
        column.addSpacing(16)
        for widget in (theme.make_label(tr("Every picture, when baking"), "section"), self._baking, self._baking_words):
            column.addWidget(widget)
        self.show_settings(settings)

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
        titled = ((tr("Sheets"), found), (tr("Cut up"), cut))
        self.list.set_sections([Section(title, rows) for title, rows in titled if rows])
        self.list.setVisible(bool(sheets))
        if opened:
            self.list.choose(str(opened))
        self._looking.setText(tr("Looking for more sheets…") if looking else "")
        self._looking.setVisible(looking)

    def show_boxes(
        self, boxes: int, parts: int, *, other: bool, is_sheet: bool, sheets: int, parts_of_all: int
    ) -> None:
        """What cutting would give. `other`: the boxes are not those it is cut into."""
        self._cut.setText(
            tr("Cut into {parts}   Enter", parts=count_words(boxes, "part")) if boxes else tr("Cut   Enter")
        )
        self._cut.setEnabled(is_sheet and boxes > 0 and other)
        self._whole.setVisible(parts > 0)
        self._all.setVisible(sheets > 1)
        self._all.setText(tr("Cut all {sheets:,} sheets into {parts:,} parts", sheets=sheets, parts=parts_of_all))

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
        self._baking_words.setText(tr(_BAKING_SENTENCES[self._baking.key]))
