"""Dialogs for importing pictures, and for finding missing ones."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from gan_engine.pictures import PICTURE_SUFFIXES
from studio.workers.curation.importing import PictureImporter
from studio.workers.workbench import Workbench


class ImportDialogs(QObject):
    """The file dialogs of the workspace; none of them keeps the window waiting."""

    def __init__(self, workbench: Workbench, importer: PictureImporter, owner: QWidget) -> None:
        super().__init__(owner)
        self._workbench = workbench
        self._importer = importer
        self._owner = owner

    def import_folder(self) -> None:
        """Ask for a folder and take it in."""
        dialog = self._dialog("A folder of your art", "curate.dialog.folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    def import_files(self) -> None:
        """Ask for pictures or archives and take them in."""
        dialog = self._dialog("Pictures or ZIP archives", "curate.dialog.files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        suffixes = " ".join(f"*{suffix}" for suffix in sorted(PICTURE_SUFFIXES | {".zip"}))
        dialog.setNameFilters([f"Pictures and archives ({suffixes})", "All files (*)"])
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    def find_missing(self) -> None:
        """Ask where the missing originals may be, and look there."""
        dialog = self._dialog("Where may the pictures be now?", "curate.dialog.missing")
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

    def _on_missing_folder(self, name: str) -> None:
        self._importer.find_missing(Path(name))
