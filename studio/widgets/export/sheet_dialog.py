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
from studio.widgets.export.parts import FOLDER_KEY, FormDialog, usual_folder
from studio.widgets.fields.file_to_write import FileToWrite
from studio.widgets.fields.number_field import NumberField
from studio.widgets.workspace import row
from studio.words import count_words, tr, tr_choices, tr_noop
from studio.workers.design_exports import SheetChoice

GROUNDS: Mapping[str, tuple[str, Colour, Colour]] = {
    "dark": (tr_noop("Dark"), DARK, LIGHT_TEXT),
    "white": (tr_noop("White"), WHITE, DARK),
}
"""By key: title, background, colour of the names."""
KINDS = (("png", tr_noop("One picture (PNG)")), ("pdf", tr_noop("Pages (PDF)")))
PAGES = (("a4", "A4"), ("a3", "A3"), ("letter", tr_noop("Letter")))


class SheetDialog(FormDialog):
    """`chosen(SheetChoice)` when the sheet is to be made."""

    chosen = Signal(object)

    def __init__(self, settings: Settings, count: int, *, name: str, parent: QWidget | None = None) -> None:
        """`name`: of the file, without its ending."""
        super().__init__(
            "export.sheet-dialog",
            tr("Contact sheet"),
            tr("{designs} beside each other, as shown.", designs=count_words(count, "design")),
            tr("Make the sheet"),
            parent,
        )
        self._settings = settings
        self._count = count
        kind = settings.get("export.sheet_kind", "png")
        self._kind = ChipChoice(
            "export.sheet.kind", tr("Kind"), tr_choices(KINDS), kind if kind in dict(KINDS) else "png"
        )
        page = settings.get("export.sheet_page", "a4")
        self._page = ChipChoice(
            "export.sheet.page", tr("Page"), tr_choices(PAGES), page if page in dict(PAGES) else "a4"
        )
        self._file = FileToWrite("export.sheet", tr("Contact sheet"), self._kind.key)
        most = max(1, min(count, 100))
        self._columns = NumberField("export.sheet.columns", tr("Columns"), whole=True, minimum=1, maximum=most, step=1)
        self._columns.set_value(min(math.ceil(math.sqrt(count)), 12))
        theme.set_scaled(self._columns, width=64)
        self._rows = theme.make_label("", "quiet")
        across = QWidget()
        across.setLayout(row([self._columns, self._rows, None]))
        across.setFocusProxy(self._columns)
        ground = settings.get("export.sheet_ground", "dark")
        self._ground = ChipChoice(
            "export.sheet.ground", tr("Ground"), [(key, tr(words)) for key, (words, _, _) in GROUNDS.items()],
            ground if ground in GROUNDS else "dark",
        )  # fmt: skip
        self._names = _check(
            "export.sheet.names", tr("Names below the pictures"), settings.get("export.sheet_names", True)
        )
        self._seeds = _check("export.sheet.seeds", tr("Seeds too"), settings.get("export.sheet_seeds", False))
        self.add_row(tr("Kind"), self._kind)
        self.add_row(tr("Page"), self._page)
        self.add_row(tr("Columns"), across)
        self.add_row(tr("Ground"), self._ground)
        labels = QWidget()
        labels.setLayout(row([self._names, 16, self._seeds, None]))
        self.form.addRow(theme.make_label(), labels)
        self.add_row(tr("File"), self._file)
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
        self._rows.setText(tr("in {n} rows", one="in {n} row", n=lines) if lines else "")
        wrong = tr("Columns: {problem}.", problem=self._columns.problem) if columns is None else self._file.wrong.text()
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
