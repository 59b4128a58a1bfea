"""Locating the dataset of a run: asked for, checked, set down in the run."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from gan_engine.errors import EngineError
from gan_engine.image_shape import ImageShape
from gan_engine.runs.run_names import run_name
from studio import theme
from studio.engine_words import engine_words, error_words
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.jobs import Job
from studio.workers.training.dataset_locations import set_location
from studio.workers.training.follower import RunView
from studio.workers.workbench import Workbench


class DatasetLocation(QObject):
    """`found(path of the run, whether it wants to go on)` when its dataset has a place again."""

    found = Signal(object, bool)

    def __init__(self, workbench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._workbench = workbench
        self._over = over

    def ask(self, run: RunView) -> LocationDialog:
        """Ask for the place; the dialog stays until one is found that holds the same pictures, or it is given up."""
        dialog = LocationDialog(self._workbench, run, self._over)
        dialog.found.connect(self._tell)
        dialog.open()
        return dialog

    def _tell(self, run: RunView) -> None:
        goes_on = run.status != "finished"
        then = tr("It goes on.") if goes_on else tr("It is known where they lie.")
        self._workbench.notify(tr("These are the pictures of {run}. {then}", run=run_name(run.path), then=then))
        self.found.emit(run.path, goes_on)


class LocationDialog(Dialog):
    """A ZIP or a folder; what is wrong with the one that was chosen is said in place, and another may be chosen.

    `found(RunView)` when the run has its dataset again.
    """

    found = Signal(object)

    def __init__(self, workbench: Workbench, run: RunView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.location")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Locate the dataset"))
        self.setMinimumWidth(520)
        self._workbench = workbench
        self._run = run
        self._job: Job | None = None
        what, where = _facts(run)
        self.zip = theme.make_button(tr("Choose a ZIP…"), "primary", name="train.location.zip")
        self.folder = theme.make_button(tr("Choose a folder…"), name="train.location.folder")
        cancel = theme.make_button(tr("Cancel"), name="train.location.cancel")
        self.zip.clicked.connect(self._ask_for_zip)
        self.folder.clicked.connect(self._ask_for_folder)
        cancel.clicked.connect(self.reject)
        self.words = theme.make_label("", "error", wrap=True)
        self.words.setAccessibleName(tr("What is wrong with the place"))
        self.words.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(theme.make_label(tr("Where does its dataset lie now?"), "title"))
        column.addWidget(theme.make_label(
            tr("{run} was begun with {dataset}. The same pictures will do under any name, "
            "as a ZIP or unpacked as a folder.", run=run_name(run.path), dataset=what), wrap=True,
        ))  # fmt: skip
        if where:
            column.addWidget(theme.make_label(tr("Looked for at {place}", place=_breakable(where)), "quiet", wrap=True))
        column.addWidget(self.words)
        column.addSpacing(theme.UNIT)
        column.addLayout(row([None, cancel, self.folder, self.zip]))
        self.finished.connect(self._stop)

    def _ask_for_zip(self) -> None:
        self._choose(QFileDialog.FileMode.ExistingFile, tr("Datasets (*.zip)"))

    def _ask_for_folder(self) -> None:
        self._choose(QFileDialog.FileMode.Directory)

    def _choose(self, mode: QFileDialog.FileMode, names: str = "") -> None:
        project = self._workbench.project
        start = str(project.folder.parent) if project is not None else ""
        dialog = QFileDialog(self, tr("Where the dataset lies now"), start, names)
        dialog.setObjectName("train.location.file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, file: str) -> None:
        self.take(Path(file))

    def take(self, path: Path) -> None:
        """Look, in the background, whether the same pictures lie here."""
        self._say(tr("Looking into {name}…", name=path.name), "quiet")
        for button in (self.zip, self.folder):
            button.setEnabled(False)
        self._job = self._workbench.jobs.start(
            tr("Looking into the dataset"), functools.partial(set_location, self._run.path, path), self._on_found,
            self._on_refused, key="train.location",
        )  # fmt: skip

    def _on_found(self, _: Path) -> None:
        self._job = None
        self.accept()
        self.found.emit(self._run)

    def _on_refused(self, error: BaseException) -> None:
        self._job = None
        for button in (self.zip, self.folder):
            button.setEnabled(True)
        if not isinstance(error, EngineError):
            self._workbench.report_error(tr("Looking into the dataset"), error)
        what = error_words(error, "what") if isinstance(error, EngineError) else tr("It could not be looked into.")
        self._say(tr("{trouble} Nothing was changed; choose another place.", trouble=_breakable(what)), "error")

    def _say(self, words: str, role: str) -> None:
        theme.set_property(self.words, "role", role)
        self.words.setText(words)
        self.words.show()
        self.adjustSize()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _facts(run: RunView) -> tuple[str, str]:
    """What it was trained on, and where that lay."""
    facts: Any = run.document.get("dataset")
    facts = facts if isinstance(facts, dict) else {}
    name, count, size = facts.get("name"), facts.get("count"), ImageShape.known(facts.get("size"))
    what = f"“{name}”" if isinstance(name, str) and name else tr("a dataset")
    if isinstance(count, int) and size is not None:
        what = tr("{dataset}, {count:,} pictures of {size}", dataset=what, count=count, size=engine_words(size.words))
    where = facts.get("path")
    return what, where if isinstance(where, str) else ""


def _breakable(words: str) -> str:
    """Long paths are broken where a folder ends."""
    return words.replace("/", "/\u200b").replace("\\", "\\\u200b")
