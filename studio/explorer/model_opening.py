"""Which models there are, and opening one in the engine."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.engine_words import error_words
from studio.explorer.controls import ModelChooser
from studio.project.project import Project
from studio.words import tr
from studio.workers.explorer.designs import Model
from studio.workers.explorer.model_pictures import ModelPictures
from studio.workers.explorer.models import FoundModel, project_models
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import Workbench


class ModelOpener(QObject):
    """Keeps the chooser's list; what is chosen in it is opened."""

    found = Signal()
    """The project has been looked through: `models` are known."""
    opening = Signal(str)
    """A model of this title is being opened."""
    opened = Signal(object, str)
    """(`Model`, title)"""
    failed = Signal(str, str)
    """(title, what happened and what to do)"""

    def __init__(self, workbench: Workbench, chooser: ModelChooser, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._reads = ProjectReads(workbench, self)
        self._chooser = chooser
        self.models: list[FoundModel] = []
        self.searched = False
        """Whether the project has been looked through."""
        self.busy = False
        """Whether a model is being opened."""
        self._path: Path | None = None
        self._preferred: Path | None = None
        self.stands_in = False
        """Whether the sample model is open because there was no other: the first of one's own takes its place."""
        chooser.chosen.connect(self.open)
        chooser.take_pictures(ModelPictures(workbench, self))

    def forget(self) -> None:
        """Another project, or none."""
        self.models = []
        self.searched = self.busy = False
        self._path = self._preferred = None
        self.stands_in = False
        self._chooser.forget()

    def find(self, preferred: Path | None = None) -> None:
        """Look through the project's runs. While no model is chosen, open `preferred`, or the newest run's best."""
        self._preferred = preferred or self._preferred
        self._reads.start(tr("Looking for models"), _find, self._take, key="explore.models")

    def open(self, path: object) -> None:
        """Have the engine open a generator file, a snapshot or a run."""
        if not isinstance(path, Path):
            return
        path = next((model.path for model in self.models if model.path.parent == path), path)  # a snapshot was named
        self._path = path
        self.stands_in = False
        self.busy = True
        self._chooser.choose(path)
        self.opening.emit(self._title())
        self._workbench.engine.call(
            "open_model", {"model": str(path)}, prepare=Model.from_answer, done=self._opened, failed=self._failed,
            key="explore.open",
        )  # fmt: skip

    def open_again(self) -> None:
        """Try once more what could not be opened."""
        self.open(self._path)

    def _title(self) -> str:
        found = next((model for model in self.models if model.path == self._path), None)
        return found.title if found is not None else self._chooser.box.currentText()

    def _take(self, models: list[FoundModel]) -> None:
        self.searched = True
        self.models = models
        self._chooser.set_models(models)
        stood_in, own = self.stands_in, bool(models) and not models[0].is_sample
        if models and (self._path is None or (stood_in and own)):
            preferred = next((model for model in models if model.path == self._preferred), None)
            best = min((model for model in models if model.run == models[0].run), key=lambda model: model.marks.first)
            chosen = best if stood_in or preferred is None else preferred
            self.open(chosen.path)
            self.stands_in = chosen.is_sample and not own
        self.found.emit()

    def _opened(self, model: Model) -> None:
        self.busy = False
        if self._path != model.path:  # a folder was named, the file in it is what was opened
            self._path = model.path
            self._chooser.choose(model.path)
        self.opened.emit(model, self._title())

    def _failed(self, error: BaseException) -> None:
        self.busy = False
        self.failed.emit(self._title(), error_words(error))


def _find(project: Project, report: Report) -> list[FoundModel]:
    return project_models(project)
