"""Dialogs for importing pictures, and for finding missing ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from gan_engine.pictures import PICTURE_SUFFIXES
from studio import theme
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.curation.importing import PictureImporter
from studio.workers.workbench import Workbench

_MOST = 10_000  # lines: more are for a terminal (gan-engine check)


class ImportDialogs(QObject):
    """The file dialogs of the workspace; none of them keeps the window waiting."""

    def __init__(self, workbench: Workbench, importer: PictureImporter, owner: QWidget) -> None:
        super().__init__(owner)
        self._workbench = workbench
        self._importer = importer
        self._owner = owner
        importer.skipped_wanted.connect(self._show_skipped)

    def import_folder(self) -> None:
        """Ask for a folder and take it in."""
        dialog = self._dialog(tr("A folder of your art"), "curate.dialog.folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    def import_files(self) -> None:
        """Ask for pictures or archives and take them in."""
        dialog = self._dialog(tr("Pictures or ZIP archives"), "curate.dialog.files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        suffixes = " ".join(f"*{suffix}" for suffix in sorted(PICTURE_SUFFIXES | {".zip"}))
        dialog.setNameFilters([tr("Pictures and archives ({suffixes})", suffixes=suffixes), tr("All files (*)")])
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    def find_missing(self) -> None:
        """Ask where the missing originals may be, and look there."""
        dialog = self._dialog(tr("Where may the pictures be now?"), "curate.dialog.missing")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_missing_folder)
        dialog.open()

    def _dialog(self, title: str, name: str) -> QFileDialog:
        dialog = QFileDialog(self._owner, title, self._workbench.settings.get("pictures_folder", ""))
        dialog.setObjectName(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _on_chosen(self, names: list[str]) -> None:
        paths = [Path(name) for name in names]
        if paths:
            self._workbench.settings.set("pictures_folder", str(paths[0].parent))
            self._importer.take_in(paths)

    def _show_skipped(self, skipped: Sequence[tuple[str, str]]) -> None:
        SkippedDialog(skipped, self._owner).open()

    def _on_missing_folder(self, name: str) -> None:
        self._importer.find_missing(Path(name))


class SkippedDialog(Dialog):
    """Names all files that an import did not take, each with its reason; the text can be copied."""

    def __init__(self, skipped: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curate.skipped")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Not taken"))
        self.setMinimumSize(640, 400)
        self.list = QPlainTextEdit()
        self.list.setObjectName("curate.skipped.list")
        self.list.setAccessibleName(tr("What was not taken, and why"))
        self.list.setReadOnly(True)
        self.list.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        lines = [f"{name}: {why}" for name, why in skipped[:_MOST]]
        if len(skipped) > _MOST:
            lines.append(tr("and {count:,} more (gan-engine check names them all)", count=len(skipped) - _MOST))
        self.list.setPlainText("\n".join(lines))
        close = theme.make_button(tr("Close"), "primary", name="curate.skipped.close")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(theme.make_label(tr("What was not taken"), "title"))
        column.addWidget(self.list)
        column.addLayout(row([None, close]))
