"""Dialogs for exporting designs and contact sheets."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio import theme
from studio.settings import Settings, documents_folder
from studio.widgets.chips import ChipChoice
from studio.widgets.number_field import NumberField
from studio.widgets.workspace import row
from studio.workers.shelf.design_files import FACTORS

Colour = tuple[int, int, int]
BACKGROUNDS: dict[str, tuple[str, Colour, Colour]] = {
    "dark": ("Dark", (31, 31, 31), (232, 232, 232)),
    "white": ("White", (255, 255, 255), (31, 31, 31)),
}
"""By key: title, background, colour of the names."""


def count_words(count: int) -> str:
    return "1 design" if count == 1 else f"{count:,} designs"


class _ExportDialog(QDialog):
    """Title, form, a line for what is wrong, Cancel and the button that does it."""

    def __init__(self, name: str, title: str, note: str, action: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(theme.make_label(title, "title"))
        column.addWidget(theme.make_label(note, "quiet", wrap=True))
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(theme.UNIT)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(self.form)
        self._wrong = theme.make_label(role="error", wrap=True)
        column.addWidget(self._wrong)
        column.addSpacing(theme.UNIT)
        self.act = theme.make_button(action, "primary", name=f"{name}.act")
        self.act.setDefault(True)
        cancel = theme.make_button("Cancel", name=f"{name}.cancel")
        cancel.clicked.connect(self.reject)
        column.addLayout(row([None, cancel, self.act]))

    def add_row(self, words: str, field: QWidget) -> None:
        label = theme.make_label(words, "quiet")
        label.setBuddy(field)
        self.form.addRow(label, field)

    def say_wrong(self, wrong: str) -> None:
        """What is wrong, "" when nothing is: then it can be done."""
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self.act.setEnabled(not wrong)


class _PathField(QWidget):
    """A path to type, or to choose in the system's own dialog."""

    changed = Signal()

    def __init__(self, name: str, accessible_name: str, text: str, browse_words: str) -> None:
        super().__init__()
        self.field = QLineEdit(text)
        self.field.setObjectName(name)
        self.field.setAccessibleName(accessible_name)
        self.field.textChanged.connect(self.changed)
        self.browse: QPushButton = theme.make_button(
            browse_words, "icon", name=f"{name}.browse", icon_name="folder-open"
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.field, 1)
        line.addWidget(self.browse)
        self.setFocusProxy(self.field)

    @property
    def path(self) -> Path:
        return Path(self.field.text().strip()).expanduser()


class ExportDialog(_ExportDialog):
    """`chosen(folder, factor)` when the pictures are to be exported."""

    chosen = Signal(object, int)

    def __init__(
        self, settings: Settings, count: int, *, edge: int, largest_factor: int, parent: QWidget | None = None
    ) -> None:
        """`edge`: the longest side of the largest of them, in pixels."""
        words = count_words(count)
        super().__init__(
            "shelf.export-dialog", f"Export {words}",
            "PNG files named after the designs, each with its recipe inside: dropped on Explore, it is made again.",
            f"Export {words}", parent,
        )  # fmt: skip
        self._settings = settings
        folder = settings.get("shelf.export_folder", "") or str(documents_folder())
        self._path_field = _PathField("shelf.export.folder", "Folder to export to", folder, "Choose the folder")
        self._path_field.changed.connect(self._check)
        self._path_field.browse.clicked.connect(self._browse)
        factors = [factor for factor in FACTORS if factor <= largest_factor]
        options = [(str(factor), "True size" if factor == 1 else f"{factor} ×") for factor in factors]
        self._size = ChipChoice("shelf.export.size", "Size", options)
        self._size.chosen.connect(self._on_size)
        self._edge = edge
        self._pixels = QLabel()
        self._pixels.setProperty("role", "quiet")
        self.add_row("Folder", self._path_field)
        self.add_row("Size", self._size)
        self.form.addRow(theme.make_label(), self._pixels)
        self.act.clicked.connect(self._accept)
        remembered = str(settings.get("shelf.export_factor", 1))
        if remembered in dict(options):
            self._size.choose(remembered)
        self._on_size()
        self._check()

    @property
    def factor(self) -> int:
        return int(self._size.key)

    def _on_size(self, key: str = "") -> None:
        edge = self._edge * self.factor
        enlarged = "" if self.factor == 1 else ", every pixel a sharp square"
        self._pixels.setText(f"{edge:,} px along the longest side{enlarged}")

    def _check(self) -> None:
        self.say_wrong("" if self._path_field.path.is_absolute() else "Give the whole path of a folder.")

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Where to export to", str(self._path_field.path))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._path_field.field.setText)
        dialog.open()

    def _accept(self) -> None:
        folder, factor = self._path_field.path, self.factor
        self._settings.set("shelf.export_folder", str(folder))
        self._settings.set("shelf.export_factor", factor)
        self.accept()
        self.chosen.emit(folder, factor)


@dataclass(frozen=True)
class SheetOptions:
    """How a contact sheet is to be."""

    path: Path
    columns: int
    labels: bool
    background: Colour
    text: Colour


class SheetDialog(_ExportDialog):
    """`chosen(SheetOptions)` when the sheet is to be made."""

    chosen = Signal(object)

    def __init__(self, settings: Settings, count: int, *, name: str, parent: QWidget | None = None) -> None:
        """`name`: of the file, without its ending."""
        super().__init__(
            "shelf.sheet-dialog", "Contact sheet", f"{count_words(count).capitalize()} on one PNG, in the order shown.",
            "Make the sheet", parent,
        )  # fmt: skip
        self._settings = settings
        folder = Path(settings.get("shelf.export_folder", "") or documents_folder())
        self._path_field = _PathField(
            "shelf.sheet.file", "File to write", str(folder / f"{name}.png"), "Choose the file"
        )
        self._path_field.changed.connect(self._check)
        self._path_field.browse.clicked.connect(self._browse)
        most = max(1, min(count, 100))
        self._columns = NumberField("shelf.sheet.columns", "Columns", whole=True, minimum=1, maximum=most, step=1)
        self._columns.set_value(min(math.ceil(math.sqrt(count)), 12))
        self._columns.setFixedWidth(64)
        self._columns.changed.connect(self._check)
        self._rows = theme.make_label("", "quiet")
        across = QWidget()
        across.setLayout(row([self._columns, self._rows, None]))
        across.setFocusProxy(self._columns)
        self._labels = QCheckBox("Names below the pictures")
        self._labels.setObjectName("shelf.sheet.labels")
        self._labels.setChecked(settings.get("shelf.sheet_labels", True))
        wanted = settings.get("shelf.sheet_ground", "dark")
        self._background = ChipChoice(
            "shelf.sheet.ground", "Ground", [(key, words) for key, (words, _, _) in BACKGROUNDS.items()],
            wanted if wanted in BACKGROUNDS else "",
        )  # fmt: skip
        self.add_row("File", self._path_field)
        self.add_row("Columns", across)
        self.add_row("Ground", self._background)
        self.form.addRow(theme.make_label(), self._labels)
        self._count = count
        self.act.clicked.connect(self._accept)
        self._check()

    def _path(self) -> Path:
        path = self._path_field.path
        return path if path.suffix.lower() == ".png" else path.with_name(path.name + ".png")

    def _check(self) -> None:
        path, columns = self._path_field.path, self._columns.value
        lines = math.ceil(self._count / columns) if columns else 0
        self._rows.setText("in 1 row" if lines == 1 else f"in {lines:,} rows" if lines else "")
        wrong = ""
        if columns is None:
            wrong = f"Columns: {self._columns.problem}."
        elif not path.is_absolute() or not path.name:
            wrong = "Give the whole path of the file."
        elif self._path().exists():
            wrong = f"There is a file “{self._path().name}” already. Choose another name."
        self.say_wrong(wrong)

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Contact sheet", str(self._path_field.path.parent), "PNG (*.png)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.selectFile(self._path().name)
        dialog.fileSelected.connect(self._path_field.field.setText)
        dialog.open()

    def _accept(self) -> None:
        _, background, text = BACKGROUNDS[self._background.key]
        options = SheetOptions(self._path(), int(self._columns.value or 1), self._labels.isChecked(), background, text)
        self._settings.set("shelf.export_folder", str(options.path.parent))
        self._settings.set("shelf.sheet_labels", options.labels)
        self._settings.set("shelf.sheet_ground", self._background.key)
        self.accept()
        self.chosen.emit(options)
