"""Designs that come back: dropped pictures with recipes, or what other workspaces ask to see.

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

from gan_engine.reporting import Report
from studio.project.project import Project
from studio.workers.explorer.design_recipes import design_of, read_recipes
from studio.workers.explorer.designs import Design, Model
from studio.workers.explorer.models import FoundModel, ModelFinder, find_models, model_words
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from gan_engine.interchange.picture_recipe import PictureRecipe

TO_LOOK = -1
"""Where arrivals go that are not meant for the walk."""


@dataclass(frozen=True)
class Arrival:
    """Designs of one model, on their way in; `row`: where in the walk, or `TO_LOOK`."""

    digest: str
    name: str
    designs: tuple[Design, ...]
    row: int = TO_LOOK


class Arrivals(QObject):
    """`here(arrival)` when the model in use made it; `elsewhere(arrival, path)` when another one of the project did."""

    here = Signal(object)
    elsewhere = Signal(object, object)
    nowhere = Signal(object)
    """No model of the project made it."""
    no_recipe = Signal(str)
    """Pictures that carry none, in words."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._reads = ProjectReads(workbench, self)
        self._finder = ModelFinder()
        self._model: Model | None = None
        self._waiting: Arrival | None = None

    def set_model(self, model: Model | None) -> None:
        """The model in use; what waited for it comes in."""
        self._model = model
        if model is not None and self._waiting is not None and self._waiting.digest == model.digest:
            waiting, self._waiting = self._waiting, None
            self.here.emit(waiting)

    def forget(self) -> None:
        """Nothing waits any more."""
        self._waiting = None

    def bring_files(self, paths: Sequence[Path], row: int = TO_LOOK) -> None:
        """Pictures were dropped."""
        self._workbench.jobs.start(
            "Reading recipes", lambda report: read_recipes(paths, report), functools.partial(self._read, row),
            key="explore.recipes",
        )  # fmt: skip

    def bring(self, recipes: Sequence[PictureRecipe], row: int = TO_LOOK) -> None:
        """Recipes came: those of the first one's model come in."""
        if not recipes:
            return
        first = recipes[0]
        same = [recipe for recipe in recipes if recipe.model_digest == first.model_digest]
        arrival = Arrival(first.model_digest, first.model_name, tuple(map(design_of, same)), row)
        if self._model is not None and arrival.digest == self._model.digest:
            self.here.emit(arrival)
            return
        self._waiting = arrival
        if self._workbench.project is None:
            self.nowhere.emit(arrival)
            return
        self._reads.start(
            "Looking for its model", functools.partial(_find, self._finder, arrival),
            functools.partial(self._found, arrival), key="explore.find-model", quiet=False,
        )  # fmt: skip

    def _read(self, row: int, read: list[tuple[Path, PictureRecipe | None]]) -> None:
        recipes = [recipe for _, recipe in read if recipe is not None]
        without = [path.name for path, recipe in read if recipe is None]
        if without:
            one = (
                f"“{without[0]}” carries no recipe" if len(without) == 1 else f"{len(without)} pictures carry no recipe"
            )
            self.no_recipe.emit(f"{one}: only PNGs that Maquette wrote can be made again.")
        self.bring(recipes, row)

    def _found(self, arrival: Arrival, model: FoundModel | None) -> None:
        if self._waiting is arrival:
            if model is None:
                self.nowhere.emit(arrival)
            else:
                self.elsewhere.emit(arrival, model.path)


def nowhere_words(arrival: Arrival) -> tuple[str, str]:
    """(what, what to do) for a design whose model is not here."""
    name = f"“{model_words(arrival.name)}”" if arrival.name else "a model"
    one = "This design was" if len(arrival.designs) == 1 else "These designs were"
    return (
        f"{one} made with {name}, which is not in this project.",
        "If you have its generator.safetensors, open it: the design then comes back by itself.",
    )


def _find(finder: ModelFinder, arrival: Arrival, project: Project, report: Report) -> FoundModel | None:
    return finder.find(arrival.digest, find_models(project.runs(), project.networks()), arrival.name, report)
