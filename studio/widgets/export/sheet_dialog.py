"""The dialog for a contact sheet."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from gan_engine.interchange.exports.options import DARK, LIGHT_TEXT, WHITE, Colour, SheetOptions
from studio import theme
from studio.settings import Settings
from studio.widgets.chips import ChipChoice
from studio.widgets.export.parts import FOLDER_KEY, FormDialog, count_words, usual_folder
from studio.widgets.file_to_write import FileToWrite
from studio.widgets.number_field import NumberField
from studio.widgets.workspace import row
from studio.workers.design_exports import SheetChoice

GROUNDS: Mapping[str, tuple[str, Colour, Colour]] = {
    "dark": ("Dark", DARK, LIGHT_TEXT),
    "white": ("White", WHITE, DARK),
}
"""By key: title, background, colour of the names."""
KINDS = (("png", "One picture (PNG)"), ("pdf", "Pages (PDF)"))
PAGES = (("a4", "A4"), ("a3", "A3"), ("letter", "Letter"))


class SheetDialog(FormDialog):
    """`chosen(SheetChoice)` when the sheet is to be made."""

    chosen = Signal(object)

    def __init__(self, settings: Settings, count: int, *, name: str, parent: QWidget | None = None) -> None:
        """`name`: of the file, without its ending."""
        super().__init__(
            "export.sheet-dialog", "Contact sheet", f"{count_words(count).capitalize()} beside each other, as shown.",
            "Make the sheet", parent,
        )  # fmt: skip
        self._settings = settings
        self._count = count
        kind = settings.get("export.sheet_kind", "png")
        self._kind = ChipChoice("export.sheet.kind", "Kind", KINDS, kind if kind in dict(KINDS) else "png")
        page = settings.get("export.sheet_page", "a4")
        self._page = ChipChoice("export.sheet.page", "Page", PAGES, page if page in dict(PAGES) else "a4")
        self._file = FileToWrite("export.sheet", "Contact sheet", self._kind.key)
        most = max(1, min(count, 100))
        self._columns = NumberField("export.sheet.columns", "Columns", whole=True, minimum=1, maximum=most, step=1)
        self._columns.set_value(min(math.ceil(math.sqrt(count)), 12))
        self._columns.setFixedWidth(64)
        self._rows = theme.make_label("", "quiet")
        across = QWidget()
        across.setLayout(row([self._columns, self._rows, None]))
        across.setFocusProxy(self._columns)
        ground = settings.get("export.sheet_ground", "dark")
        self._ground = ChipChoice(
            "export.sheet.ground", "Ground", [(key, words) for key, (words, _, _) in GROUNDS.items()],
            ground if ground in GROUNDS else "dark",
        )  # fmt: skip
        self._names = _check("export.sheet.names", "Names below the pictures", settings.get("export.sheet_names", True))
        self._seeds = _check("export.sheet.seeds", "Seeds too", settings.get("export.sheet_seeds", False))
        self.add_row("Kind", self._kind)
        self.add_row("Page", self._page)
        self.add_row("Columns", across)
        self.add_row("Ground", self._ground)
        labels = QWidget()
        labels.setLayout(row([self._names, 16, self._seeds, None]))
        self.form.addRow(theme.make_label(), labels)
        self.add_row("File", self._file)
        self._path_right = False
        self._file.checked.connect(self._on_path)
        self._kind.chosen.connect(self._on_kind)
        self._columns.changed.connect(self._check)
        self.act.clicked.connect(self._accept)
        self._file.suggest(usual_folder(settings), name)
        self._on_kind(self._kind.key)

    def _on_kind(self, kind: str) -> None:
        self.show_rows({self._page: kind == "pdf"})
        self._file.set_kind(kind)
        self._check()

    def _on_path(self, right: bool) -> None:
        self._path_right = right
        self._check()

    def _check(self) -> None:
        columns = self._columns.value
        lines = math.ceil(self._count / columns) if columns else 0
        self._rows.setText("in 1 row" if lines == 1 else f"in {lines:,} rows" if lines else "")
        wrong = f"Columns: {self._columns.problem}." if columns is None else self._file.wrong.text()
        self.say_wrong(wrong)

    def _accept(self) -> None:
        _, background, text = GROUNDS[self._ground.key]
        options = SheetOptions.model_validate(
            {
                "columns": int(self._columns.value or 1), "labels": self._names.isChecked(),
                "seeds": self._seeds.isChecked(), "background": background, "text": text, "page": self._page.key,
            }
        )  # fmt: skip
        path = self._file.path
        for key, value in (
            (FOLDER_KEY, str(path.parent)), ("export.sheet_kind", self._kind.key),
            ("export.sheet_page", self._page.key), ("export.sheet_ground", self._ground.key),
            ("export.sheet_names", options.labels), ("export.sheet_seeds", options.seeds),
        ):  # fmt: skip
            self._settings.set(key, value)
        self.accept()
        self.chosen.emit(SheetChoice(path, options))


def _check(name: str, words: str, checked: bool) -> QCheckBox:
    box = QCheckBox(words)
    box.setObjectName(name)
    box.setChecked(checked)
    return box
