"""What the export dialogs share: their frame, and a field for a path."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gan_engine.interchange.exports.options import SUFFIXES, PictureOptions
from studio import theme
from studio.settings import Settings, documents_folder
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.free_paths import typed_path

FOLDER_KEY, OPTIONS_KEY, KIND_KEY = "export.folder", "export.options", "export.kind"
_WIDTH = 720  # all kinds on one line


def usual_folder(settings: Settings) -> Path:
    """Where the last export went."""
    before = settings.get("shelf.export_folder", "")  # as it was called at first
    return Path(settings.get(FOLDER_KEY, "") or before or documents_folder())


def usual_options(settings: Settings) -> PictureOptions:
    """How pictures were exported last, of the kind chosen then (PNG where it was no picture's); as usual where that can
    be no more."""
    kind = settings.get(KIND_KEY, "png")
    try:
        return PictureOptions.model_validate(
            {**settings.get(OPTIONS_KEY, {}), "kind": kind if kind in SUFFIXES else "png"}
        )
    except ValueError:
        return PictureOptions()


class FormDialog(Dialog):
    """Title, form, a line for what is wrong, Cancel and the button that does it."""

    def __init__(self, name: str, title: str, note: str, action: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(theme.make_label(title, "title"))
        self.note = theme.make_label(note, "quiet", wrap=True)
        column.addWidget(self.note)
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
        cancel = theme.make_button(tr("Cancel"), name=f"{name}.cancel")
        cancel.clicked.connect(self.reject)
        column.addLayout(row([None, cancel, self.act]))

    def add_row(self, words: str, field: QWidget) -> QLabel:
        """A field with its name at the left."""
        label = theme.make_label(words, "quiet")
        label.setBuddy(field)
        self.form.addRow(label, field)
        return label

    def show_rows(self, shown: Mapping[QWidget, bool]) -> None:
        """Show some rows of the form and hide others, by their fields; the dialog becomes as high as that needs."""
        for field, visible in shown.items():
            self.form.setRowVisible(field, visible)
        if (layout := self.layout()) is not None:
            layout.activate()
        self.resize(self.width(), self.sizeHint().height())

    def say_wrong(self, wrong: str) -> None:
        """What is wrong, "" when nothing is: then it can be done."""
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self.act.setEnabled(not wrong)


class FolderField(QWidget):
    """The path of a folder, to type or to choose in the system's own dialog."""

    changed = Signal()

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__()
        self.field = QLineEdit(str(folder))
        self.field.setObjectName(name)
        self.field.setAccessibleName(tr("Folder to export to"))
        self.field.textChanged.connect(self.changed)
        browse = theme.make_button(tr("Choose the folder"), "icon", name=f"{name}.browse", icon_name="folder-open")
        browse.clicked.connect(self._browse)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.field, 1)
        line.addWidget(browse)
        self.setFocusProxy(self.field)

    @property
    def path(self) -> Path:
        """As typed."""
        return typed_path(self.field.text())

    def _browse(self) -> None:
        dialog = QFileDialog(self, tr("Where to export to"), str(self.path))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.field.setText)
        dialog.open()
