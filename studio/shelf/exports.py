"""Exporting designs of the Shelf: asks where to, writes on a thread."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from studio.project.naming import safe_file_name
from studio.project.shelf import Candidate, Entry
from studio.settings import documents_folder
from studio.shelf.dialogs import ExportDialog, SheetDialog, SheetOptions, count_words
from studio.workers.project_reads import ProjectReads
from studio.workers.shelf.design_files import (
    DesignFile,
    ExportResult,
    export_pngs,
    export_sheet,
    free_path,
    largest_factor,
)
from studio.workers.workbench import Workbench


class Exports(QObject):
    """Exports of one workspace; `owner` is the widget over whose window the dialogs open."""

    def __init__(self, workbench: Workbench, owner: QWidget) -> None:
        super().__init__(owner)
        self._workbench = workbench
        self._reads = ProjectReads(workbench, self)
        self._owner = owner
        self._last = Path()

    def export(self, chosen: Sequence[Entry]) -> None:
        """Ask where to and how large, then write the designs as PNG files."""
        if ids := [entry.id for entry in chosen]:
            self._reads.start(
                "Reading the shelf", lambda project, report: project.shelf.candidates(ids), self._ask,
                key="shelf.export",
            )  # fmt: skip

    def make_sheet(self, chosen: Sequence[Entry], title: str) -> None:
        """Ask for columns and place, then write the designs on one sheet."""
        project = self._workbench.project
        if project is None or not chosen:
            return
        settings = self._workbench.settings
        folder = Path(settings.get("shelf.export_folder", "") or documents_folder())
        wanted = safe_file_name(f"{project.name} {title.casefold()}")
        dialog = SheetDialog(settings, len(chosen), name=free_path(folder, wanted).stem, parent=self._owner.window())
        dialog.chosen.connect(functools.partial(self._make_sheet, _design_files(chosen)))
        dialog.open()

    def _ask(self, candidates: list[Candidate]) -> None:
        if not candidates:
            return
        edge = max(max(each.width, each.height) for each in candidates)
        factor = min(largest_factor(each.width, each.height) for each in candidates)
        dialog = ExportDialog(
            self._workbench.settings, len(candidates), edge=edge, largest_factor=factor, parent=self._owner.window()
        )
        dialog.chosen.connect(functools.partial(self._export, _design_files(candidates)))
        dialog.open()

    def _export(self, files: Sequence[DesignFile], folder: Path, factor: int) -> None:
        self._workbench.jobs.start(
            f"Exporting {count_words(len(files))}",
            lambda report: export_pngs(files, folder, factor, report), self._tell,
        )  # fmt: skip

    def _make_sheet(self, files: Sequence[DesignFile], options: SheetOptions) -> None:
        self._workbench.jobs.start(
            "Making a contact sheet",
            lambda report: export_sheet(
                files, options.path, columns=options.columns, labels=options.labels, background=options.background,
                text=options.text, report=report,
            ),
            self._tell,
        )  # fmt: skip

    def _tell(self, exported: ExportResult) -> None:
        self._last = exported.paths[0]
        count = len(exported.paths)
        words = f"Exported “{self._last.name}”" if count == 1 else f"Exported {count_words(count)}"
        if exported.skipped:
            words += f". {count_words(len(exported.skipped))} could not be: {exported.skipped[0]}"
        self._workbench.notify(words, action="Show folder", callback_=self._show_folder)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last.parent)))


def _design_files(designs: Sequence[Entry] | Sequence[Candidate]) -> list[DesignFile]:
    return [DesignFile(each.path, each.name, each.rating) for each in designs]
