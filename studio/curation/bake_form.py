"""The choices of the baking dialog, one line each, with a sentence where a word is not enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QColorDialog, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from studio import theme
from studio.curation.bake_settings import (
    ALWAYS_THERE,
    BLACK,
    CLASS_WORDS,
    FIT_WORDS,
    KEEP,
    METHOD_SENTENCES,
    METHOD_WORDS,
    SIZE_MAX,
    SIZE_MIN,
    SIZE_STEP,
    WHITE,
    BakeSettings,
    as_classes,
    as_which,
)
from studio.project.pictures import Counts
from studio.project.query import State
from studio.widgets.chips import ChipChoice
from studio.widgets.number_field import NumberField
from studio.widgets.workspace import row

SIZES = (32, 64, 96, 128, 256, 512)
OTHER = "other"

_LABEL_WIDTH = 84
_FIT_SENTENCES = {
    "pad": "Nothing is cut off; the sides are filled up.",
    "crop": "What is outside the middle square is cut off.",
}
_CLASS_SENTENCES = {
    "": "One kind of picture: the network learns them all as one.",
    "class": "Each class can be asked for by name later.",
    "folder": "Each folder you imported from is a class.",
    "tag": "Each tag is a class; of several tags the first counts.",
}


class BakeForm(QWidget):
    """`changed` when any choice is another; `settings` and `name` are what is chosen now."""

    changed = Signal()

    def __init__(self, settings: BakeSettings, counts: Counts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._other_ground = settings.background if settings.background not in (WHITE, BLACK, KEEP) else "#db8a5c"
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._lines = 0
        self.name_field = QLineEdit()
        self.name_field.setObjectName("bake.name")
        self.name_field.setAccessibleName("Name of the dataset")
        self._add("Name", self.name_field)
        picked = counts.states.get(State.PICKED, 0)
        kept = counts.all - counts.states.get(State.REJECTED, 0)
        self._which = self._chips(
            "Pictures", "bake.which", [("usable", f"All but rejected  {kept:,}"), ("picked", f"Picked  {picked:,}")],
            settings.which,
        )  # fmt: skip
        self._make_size()
        self._fit = self._chips("Fit", "bake.fit", list(FIT_WORDS.items()), settings.fit)
        self._fit_words = self._sentence()
        method = settings.remove_background or KEEP
        offered = {*ALWAYS_THERE, settings.remove_background}
        methods = [(key or KEEP, words) for key, words in METHOD_WORDS.items() if key in offered]
        self._method = self._chips("Background", "bake.background", methods, method)
        self._method_words = self._sentence()
        self._make_ground()
        self._make_split()
        classes = [(key or "none", words) for key, words in CLASS_WORDS.items()]
        self._classes = self._chips("Classes", "bake.classes", classes, settings.classes or "none")
        self._class_words = self._sentence()
        self._small = QCheckBox()
        self._small.setObjectName("bake.leave-small-out")
        self._small.setChecked(settings.leave_small_out)
        self._small.toggled.connect(self._on_chosen)
        self._add("", self._small)
        self._grid.setRowStretch(self._lines, 1)
        self.name_field.textChanged.connect(self.changed)
        self._explain()

    @property
    def name(self) -> str:
        """What the dataset is to be called."""
        return " ".join(self.name_field.text().split())

    @property
    def settings(self) -> BakeSettings:
        """What is chosen; a number that cannot be counts as the last one that could."""
        return self._settings

    @property
    def problem(self) -> str:
        """Why this cannot be baked, "" if it can."""
        for words, field in (("Size", self._size), ("Rows", self._rows), ("Columns", self._columns)):
            if field.isVisible() and field.problem:
                return f"{words}: {field.problem}"
        if self._size.isVisible() and self._size.value is not None and int(self._size.value) % SIZE_STEP:
            return f"Size: a multiple of {SIZE_STEP} is needed"
        return ""

    def point_to(self, step: str) -> None:
        """Put the keyboard where a step of the work is done."""
        field = {"background": self._method, "split": self._split, "frame": self._size_chips}.get(step)
        if field is None:
            self.name_field.setFocus()
            self.name_field.selectAll()
        else:
            chip = field.findChild(QWidget, f"{field.objectName()}.{field.key}")
            if chip is not None:
                chip.setFocus(Qt.FocusReason.TabFocusReason)

    # ---- lines ------------------------------------------------------------------------------------------------

    def _add(self, words: str, field: QWidget) -> None:
        label = theme.make_label(words, "quiet")
        label.setFixedWidth(_LABEL_WIDTH)
        label.setMinimumHeight(28)
        self._grid.addWidget(label, self._lines, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, self._lines, 1)
        self._lines += 1

    def _chips(self, words: str, name: str, options: Sequence[tuple[str, str]], chosen: str) -> ChipChoice:
        chips = ChipChoice(name, words, options, chosen)
        chips.chosen.connect(self._on_chosen)
        self._add(words, chips)
        return chips

    def _sentence(self) -> QLabel:
        label = theme.make_label("", "small", wrap=True)
        label.setContentsMargins(0, 0, 0, 8)
        self._grid.addWidget(label, self._lines, 1)
        self._lines += 1
        return label

    def _make_size(self) -> None:
        size = self._settings.size
        options = [(str(edge), str(edge)) for edge in SIZES]
        self._size_chips = ChipChoice(
            "bake.size", "Size", [*options, (OTHER, "Other")], str(size) if size in SIZES else OTHER
        )
        self._size_chips.chosen.connect(self._on_chosen)
        self._size = NumberField("bake.other-size", "Size in pixels", whole=True, minimum=SIZE_MIN, maximum=SIZE_MAX,
                                 step=SIZE_STEP)  # fmt: skip
        self._size.setFixedWidth(64)
        self._size.set_value(size)
        self._size.changed.connect(self._on_chosen)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 4)
        column.addWidget(self._size_chips)
        self._other_size = QWidget()
        self._other_size.setLayout(row([self._size, theme.make_label("pixels a side", "quiet"), None]))
        column.addWidget(self._other_size)
        self._add("Size", box)

    def _make_ground(self) -> None:
        background = self._settings.background
        options = [(WHITE, "White"), (BLACK, "Black"), (KEEP, "Its own"), (OTHER, "Colour…")]
        self._ground = ChipChoice(
            "bake.ground", "Fill with", options, background if background in (WHITE, BLACK, KEEP) else OTHER
        )
        self._ground.chosen.connect(self._on_ground)
        self._swatch = QWidget()
        self._swatch.setFixedSize(18, 18)
        self._swatch.setAutoFillBackground(True)
        box = QWidget()
        box.setLayout(row([self._ground, self._swatch, None]))
        self._add("Fill with", box)

    def _make_split(self) -> None:
        split = self._settings.split
        kind = split if split in ("none", "halves") else "grid"
        self._split = ChipChoice(
            "bake.split", "Split", [("none", "None"), ("halves", "Halves"), ("grid", "Rows and columns")], kind
        )
        self._split.chosen.connect(self._on_chosen)
        rows, _, columns = (split.removeprefix("grid:") if kind == "grid" else "2x2").partition("x")
        self._rows = NumberField("bake.rows", "Rows", whole=True, minimum=1, maximum=64, step=1)
        self._columns = NumberField("bake.columns", "Columns", whole=True, minimum=1, maximum=64, step=1)
        for field, value in ((self._rows, rows), (self._columns, columns)):
            field.setFixedWidth(48)
            field.set_value(int(value))
            field.changed.connect(self._on_chosen)
        self._sheet = QWidget()
        self._sheet.setLayout(
            row([self._rows, theme.make_label("rows", "quiet"), 8, self._columns,
                 theme.make_label("columns", "quiet"), None])
        )  # fmt: skip
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 4, 0, 4)
        column.addWidget(self._split)
        column.addWidget(self._sheet)
        self._add("Split", box)

    # ---- choosing -----------------------------------------------------------------------------------------------

    def _on_chosen(self, value: object = None) -> None:
        self._explain()
        if self.problem:
            self.changed.emit()
            return
        split = self._split.key
        if split == "grid":
            split = f"grid:{self._rows.value}x{self._columns.value}"
        chosen = self._size_chips.key
        self._settings = replace(
            self._settings,
            which=as_which(self._which.key),
            classes=as_classes(_bare(self._classes.key, "none")),
            size=int(self._size.value or 0) if chosen == OTHER else int(chosen),
            fit=self._fit.key,
            background=self._other_ground if self._ground.key == OTHER else self._ground.key,
            remove_background=_bare(self._method.key, KEEP),
            split=split,
            leave_small_out=self._small.isChecked(),
        )
        self._explain()
        self.changed.emit()

    def _on_ground(self, key: str) -> None:
        if key == OTHER:
            dialog = QColorDialog(QColor(self._other_ground), self)
            dialog.setObjectName("bake.colour")
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.colorSelected.connect(self._on_colour)
            dialog.open()
        self._on_chosen()

    def _on_colour(self, colour: QColor) -> None:
        self._other_ground = colour.name()
        self._on_chosen()

    def _explain(self) -> None:
        """Sentences, and the fields that only some choices need."""
        self._other_size.setVisible(self._size_chips.key == OTHER)
        self._sheet.setVisible(self._split.key == "grid")
        self._swatch.setVisible(self._ground.key == OTHER)
        palette = self._swatch.palette()
        palette.setColor(palette.ColorRole.Window, QColor(self._other_ground))
        self._swatch.setPalette(palette)
        self._fit_words.setText(_FIT_SENTENCES[self._fit.key])
        self._method_words.setText(METHOD_SENTENCES[_bare(self._method.key, KEEP)])
        self._class_words.setText(_CLASS_SENTENCES[_bare(self._classes.key, "none")])
        self._small.setText(f"Leave out what would be enlarged (under {self._settings.size} px)")


def _bare(key: str, nothing: str) -> str:
    """A chip's key, "" for the one that means nothing (a chip needs a name)."""
    return "" if key == nothing else key
