"""Exports of a run: a film of its samples, TensorBoard files, the page that tells of it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from gan_engine.image_shape import ImageShape
from gan_engine.runs.run_names import run_name
from studio.settings import documents_folder
from studio.training.run.facts import configuration_of
from studio.training.run.film_dialog import FilmDialog, FilmOptions
from studio.words import size_words, tr
from studio.workers.engine import Answer
from studio.workers.training.follower import RunView
from studio.workers.verification import verify
from studio.workers.workbench import Workbench


class RunExports(QObject):
    """Asks what is to be known, and has the engine do it."""

    def __init__(self, workbench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._workbench = workbench
        self._over = over
        self._written: Path | None = None

    def verify(self, run: Path) -> None:
        """Have the run and its snapshots compared with their digests."""
        verify(self._workbench, run, run_name(run))

    def ask_film(self, run: RunView, design: int) -> FilmDialog | None:
        """Ask how the film is to be; None where there is nothing to show."""
        if not run.samples:
            return None
        size = ImageShape.known(configuration_of(run).get("size"))
        dialog = FilmDialog(
            self._workbench.settings, name=run_name(run.path), samples=len(run.samples), design=design,
            has_alpha=size is not None and size.has_alpha, parent=self._over,
        )  # fmt: skip
        dialog.chosen.connect(functools.partial(self.make_film, run.path))
        dialog.open()
        return dialog

    def make_film(self, run: Path, options: FilmOptions) -> None:
        """Have it made."""
        asked = {
            "run": str(run), "path": str(options.path), "fps": options.fps, "design": options.design,
            "caption": options.caption,
        }  # fmt: skip
        self._workbench.engine.call("film", asked, name=tr("Making the film"), done=self._tell)

    def ask_events(self, run: RunView) -> None:
        """Ask for the folder, and write event files there."""
        settings = self._workbench.settings
        dialog = QFileDialog(
            self._over, tr("Folder for TensorBoard to look into"),
            settings.get("train.tensorboard_folder", "") or str(documents_folder()),
        )  # fmt: skip
        dialog.setObjectName("train.tensorboard")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(functools.partial(self._take_folder, run.path))
        dialog.open()

    def _take_folder(self, run: Path, folder: str) -> None:
        self._workbench.settings.set("train.tensorboard_folder", folder)
        self.export_events(run, Path(folder) / run.name)

    def export_events(self, run: Path, folder: Path) -> None:
        """Write event files into a folder of the run's own name, which TensorBoard then shows."""
        asked = {"run": str(run), "folder": str(folder)}
        self._workbench.engine.call("export_tensorboard", asked, name=tr("Writing event files"), done=self._tell)

    def ask_report(self, runs: Sequence[Path]) -> None:
        """Ask where the page of these runs is to lie."""
        name = (
            run_name(runs[0])
            if len(runs) == 1
            else tr("{run} and {count} more", run=run_name(runs[0]), count=len(runs) - 1)
        )
        folder = self._workbench.settings.get("train.report_folder", "") or str(documents_folder())
        dialog = QFileDialog(
            self._over, tr("Report of the training"), str(Path(folder) / f"{name}.html"), tr("Pages (*.html)")
        )
        dialog.setObjectName("train.report")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("html")
        dialog.fileSelected.connect(functools.partial(self._take_page, tuple(runs)))
        dialog.open()

    def _take_page(self, runs: Sequence[Path], file: str) -> None:
        self._workbench.settings.set("train.report_folder", str(Path(file).parent))
        self.write_report(runs, Path(file))

    def write_report(self, runs: Sequence[Path], path: Path) -> None:
        """Have the page written; it can then be opened in the browser."""
        asked = {"runs": [str(run) for run in runs], "path": str(path)}
        self._workbench.engine.call("run_report", asked, name=tr("Writing the report"), done=self._tell_report)

    def _tell_report(self, answer: Answer) -> None:
        self._written = Path(answer.values["path"])
        size = size_words(int(answer.values["bytes"]))
        self._workbench.notify(
            tr("Written: {name}, {size}", name=self._written.name, size=size),
            action=tr("Open in the browser"),
            callback_=self._open_page,
        )

    def _open_page(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def _tell(self, answer: Answer) -> None:
        self._written = Path(answer.values["path"])
        self._workbench.notify(
            tr("Written: {name}", name=self._written.name), action=tr("Open its folder"), callback_=self._open_folder
        )  # fmt: skip

    def _open_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))
