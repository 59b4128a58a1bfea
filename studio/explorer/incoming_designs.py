"""Reading designs that come in: dropped pictures with recipes, or requests of other workspaces.

A recipe names its model by the digest of its file. The model may be the one in use, another snapshot of the
project, or none that is here: then that is said in plain words, and a model file opened later is tried.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gan_engine.latent.point import Point
from gan_engine.reporting import Report
from studio.project.project import Project
from studio.words import tr
from studio.workers.explorer.design_recipes import design_of, read_files, trouble_words
from studio.workers.explorer.designs import Model
from studio.workers.explorer.models import FoundModel, ModelFinder, model_words, project_models
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from gan_engine.interchange.picture_recipe import PictureRecipe
    from studio.workers.explorer.design_recipes import ReadFile

LARGE_VIEW = -1
"""In place of a row of the walk: the designs are not meant for it."""


@dataclass(frozen=True)
class IncomingDesigns:
    """Designs of one model, on their way in; `row`: where in the walk, or `LARGE_VIEW`."""

    digest: str
    name: str
    designs: tuple[Point, ...]
    row: int = LARGE_VIEW


class IncomingReader(QObject):
    """Reads recipes and finds their model.

    `for_this_model(incoming)` when the one in use made the designs; `for_other_model(incoming, path)` when another one
    of the project did.
    """

    for_this_model = Signal(object)
    for_other_model = Signal(object, object)
    model_missing = Signal(object)
    """No model of the project made it."""
    no_recipe = Signal(str)
    """Pictures that carry none, in words."""
    unfit = Signal(str)
    """Designs that the model in use cannot draw, and why, in words."""
    other_file = Signal(str, str)
    """A file that was shown is not the missing model: what it is, and what to do."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._reads = ProjectReads(workbench, self)
        self._finder = ModelFinder()
        self._model: Model | None = None
        self._waiting: IncomingDesigns | None = None

    def set_model(self, model: Model | None) -> None:
        """The model in use; what waited for it comes in."""
        self._model = model
        if model is not None and self._waiting is not None and self._waiting.digest == model.digest:
            waiting, self._waiting = self._waiting, None
            self._let_in(waiting)

    def _let_in(self, incoming: IncomingDesigns) -> None:
        """Whatever is more than a place in z is asked of the network first: what it cannot draw must not come in."""
        model = self._model
        asked = [design for design in incoming.designs if design.edits or design.w or design.styles]
        if not asked or model is None:
            self.for_this_model.emit(incoming)
            return
        self._workbench.engine.call(
            "check_points", {"model": str(model.path), "points": [design.values() for design in asked]},
            done=functools.partial(self._checked, incoming), failed=self._unfit, key="explore.check-points",
        )  # fmt: skip

    def _checked(self, incoming: IncomingDesigns, answer: object) -> None:
        if self._model is not None and self._model.digest == incoming.digest:
            self.for_this_model.emit(incoming)

    def _unfit(self, error: BaseException) -> None:
        self.unfit.emit(tr("This design stays out. {error}", error=error))

    def try_file(self, path: Path) -> None:
        """Is this the model that is missing? Then what waits for it comes in."""
        if (waiting := self._waiting) is None:
            return
        shown = [FoundModel(path, path.stem, None)]
        self._workbench.jobs.start(
            tr("Looking at the model"), lambda report: self._finder.find(waiting.digest, shown, report=report),
            functools.partial(self._tried, waiting, path), key="explore.try-model",
        )  # fmt: skip

    def _tried(self, waiting: IncomingDesigns, path: Path, model: FoundModel | None) -> None:
        if self._waiting is not waiting:
            return
        if model is not None:
            self.for_other_model.emit(waiting, path)
            return
        name = f"“{model_words(waiting.name)}”" if waiting.name else tr("the model that made it")
        self.other_file.emit(
            tr("“{name}” is not {model}, or was changed since.", name=path.name, model=name),
            tr("Its contents must be the same to the byte: show another."),
        )

    def forget(self) -> None:
        """Nothing waits any more."""
        self._waiting = None

    def bring_files(self, paths: Sequence[Path], row: int = LARGE_VIEW) -> None:
        """Pictures were dropped."""
        self._workbench.jobs.start(
            tr("Reading recipes"), lambda report: read_files(paths, report), functools.partial(self._read, row),
            key="explore.recipes",
        )  # fmt: skip

    def bring(self, recipes: Sequence[PictureRecipe], row: int = LARGE_VIEW) -> None:
        """Recipes came: those of the first one's model come in."""
        if not recipes:
            return
        first = recipes[0]
        same = [recipe for recipe in recipes if recipe.point.model_digest == first.point.model_digest]
        incoming = IncomingDesigns(first.point.model_digest, first.model_name, tuple(map(design_of, same)), row)
        if self._model is not None and incoming.digest == self._model.digest:
            self._let_in(incoming)
            return
        self._waiting = incoming
        if self._workbench.project is None:
            self.model_missing.emit(incoming)
            return
        self._reads.start(
            tr("Looking for its model"), functools.partial(_find, self._finder, incoming),
            functools.partial(self._found, incoming), key="explore.find-model", quiet=False,
        )  # fmt: skip

    def _read(self, row: int, read: list[ReadFile]) -> None:
        if words := trouble_words(read):
            self.no_recipe.emit(words)
        recipes = [recipe for _, found in read for recipe in found.recipes]
        points = [point for _, found in read for point in found.points]
        if recipes:
            self.bring(recipes, row)
        elif points and self._model is not None:  # they name no model: the one in use draws them
            self._let_in(IncomingDesigns(self._model.digest, self._model.name, tuple(points), row))
        elif points:
            self.no_recipe.emit(
                tr("These latents name no model: open the one that they belong to, then drop them again.")
            )

    def _found(self, incoming: IncomingDesigns, model: FoundModel | None) -> None:
        if self._waiting is incoming:
            if model is None:
                self.model_missing.emit(incoming)
            else:
                self.for_other_model.emit(incoming, model.path)


def missing_words(incoming: IncomingDesigns) -> tuple[str, str]:
    """(what, what to do) for a design whose model is not here."""
    name = f"“{model_words(incoming.name)}”" if incoming.name else tr("a model")
    return (
        tr(
            "These designs were made with {name}, which is not in this project.",
            one="This design was made with {name}, which is not in this project.",
            n=len(incoming.designs),
            name=name,
        ),
        tr("If you have its generator.safetensors, show where: the design then comes back by itself."),
    )


def _find(finder: ModelFinder, incoming: IncomingDesigns, project: Project, report: Report) -> FoundModel | None:
    return finder.find(incoming.digest, project_models(project), incoming.name, report)
