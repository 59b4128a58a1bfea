"""A field for the path of a file to be written, with what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from studio import theme
from studio.words import tr
from studio.workers.free_paths import free_path, is_folder, is_taken, typed_path


class FileToWrite(QWidget):
    """`checked(bool)` whenever the path changes: whether a file can be made there. `wrong` is placed by the owner."""

    checked = Signal(bool)

    def __init__(self, name: str, title: str, kind: str, parent: QWidget | None = None) -> None:
        """`name`: what the widgets' names begin with; `title`: of the dialog to choose; `kind`: the ending, or ""."""
        super().__init__(parent)
        self._title, self._kind = title, kind
        self._path = QLineEdit()
        self._path.setObjectName(f"{name}.file")
        self._path.setAccessibleName(tr("File to write"))
        browse = theme.make_button(tr("Choose the file"), "icon", name=f"{name}.browse", icon_name="folder-open")
        browse.clicked.connect(self._browse)
        self.wrong = theme.make_label(role="error", wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._path, 1)
        line.addWidget(browse)
        self._path.textChanged.connect(self._check)

    @property
    def path(self) -> Path:
        """As typed, with the ending of its kind."""
        path, suffix = self._typed(), self._suffix
        return path if not suffix or path.suffix.lower() == suffix else path.with_name(path.name + suffix)

    def suggest(self, folder: Path, stem: str) -> None:
        """Put a name there that is not taken."""
        self._path.setText(str(free_path(folder, stem, self._suffix)))

    def set_kind(self, kind: str) -> None:
        """Another ending."""
        path, before = self._typed(), self._suffix
        self._kind = kind
        if path.name:
            ended = path.suffix != "" and path.suffix.lower() in (before, self._suffix)
            self.suggest(path.parent, path.stem if ended else path.name)

    @property
    def _suffix(self) -> str:
        return f".{self._kind}" if self._kind else ""

    def _typed(self) -> Path:
        return typed_path(self._path.text())

    def _check(self) -> None:
        path = self._typed()
        wrong = ""
        if not path.is_absolute() or not path.name:
            wrong = tr("Give the whole path of the file.")
        elif not is_folder(path.parent):
            wrong = tr("There is no folder {parent}.", parent=path.parent)
        elif is_taken(self.path):
            wrong = tr("There is a file “{name}” already. Choose another name.", name=self.path.name)
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        self.checked.emit(not wrong)

    def _browse(self) -> None:
        kinds = f"{self._kind.upper()} (*{self._suffix})" if self._kind else ""
        dialog = QFileDialog(self, self._title, str(self._typed().parent), kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self._kind)
        dialog.selectFile(self.path.name)
        dialog.fileSelected.connect(self._path.setText)
        dialog.open()
