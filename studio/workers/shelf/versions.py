"""Kept designs drawn by other models: the same points in several versions of a training or of a dataset.

Models are opened and asked one after the other, so that the engine holds few at a time, and what a model cannot draw is
said of it alone.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gan_engine.errors import EngineError
from gan_engine.latent.point import Point
from gan_engine.pictures import read_picture
from gan_engine.reporting import Report
from studio.project.project import Project
from studio.words import tr
from studio.workers.engine import Answer, Call, Engine
from studio.workers.explorer.design_recipes import design_of, recipe_from
from studio.workers.explorer.designs import Model, drawing_params
from studio.workers.explorer.models import FoundModel, project_models
from studio.workers.images import to_image

MOST_DESIGNS = 24
MOST_MODELS = 6


@dataclass(frozen=True)
class KeptPoint:
    """A kept design: its picture as it was kept, and the point that others draw."""

    id: int
    name: str
    image: QImage | None
    point: Point | None
    """None where it carries no recipe that can be followed."""


@dataclass(frozen=True)
class Comparable:
    """What stands in the rows, and which models there are for the columns, the newest training first."""

    designs: tuple[KeptPoint, ...]
    models: tuple[FoundModel, ...]

    @property
    def usual(self) -> tuple[FoundModel, ...]:
        """The best, or else the newest, snapshot of each training: what one wants to see side by side first."""
        by_run: dict[object, FoundModel] = {}
        for model in [each for each in self.models if not each.is_sample] or self.models:
            run = model.path.parent.parent.parent if model.kimg is not None else model.path
            if run not in by_run or model.marks.first < by_run[run].marks.first:
                by_run[run] = model
        return tuple(by_run.values())[:MOST_MODELS]


def read_comparable(ids: Sequence[int], project: Project, report: Report) -> Comparable:
    """On a thread: the designs, with their pictures, and the project's models."""
    designs = []
    for candidate in project.shelf.candidates(ids[:MOST_DESIGNS]):
        try:
            image: QImage | None = to_image(read_picture(candidate.path))
        except EngineError:
            image = None
        recipe = recipe_from(candidate.recipe)
        point = None if recipe is None else design_of(recipe)
        designs.append(KeptPoint(candidate.id, candidate.title, image, point))
    return Comparable(tuple(designs), tuple(project_models(project)))


class VersionDrawing(QObject):
    """Draws one table; a new one ends the one before."""

    opened = Signal(object, object)
    """(FoundModel, Model): it is open, its designs follow."""
    drawn = Signal(object, int, object)
    """(FoundModel, id of the design, QImage)."""
    failed = Signal(object, object)
    """(FoundModel, error): it draws nothing."""

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._waiting: list[FoundModel] = []
        self._designs: tuple[KeptPoint, ...] = ()
        self._call: Call | None = None

    def begin(self, designs: Sequence[KeptPoint], models: Sequence[FoundModel]) -> None:
        """Draw these with each model in turn."""
        self.end()
        self._designs = tuple(design for design in designs if design.point is not None)
        self._waiting = list(models)
        self._go_on()

    def end(self) -> None:
        """Nobody looks any more."""
        call, self._call = self._call, None
        self._waiting.clear()
        if call is not None:
            call.cancel()

    def _go_on(self) -> None:
        self._call = None
        if not self._waiting or not self._designs:
            return
        found = self._waiting.pop(0)
        self._call = self._engine.call(
            "open_model",
            {"model": str(found.path)},
            name=tr("Opening {title}", title=found.title),
            prepare=Model.from_answer,
            done=functools.partial(self._draw, found),
            failed=functools.partial(self._fail, found),
        )

    def _draw(self, found: FoundModel, model: Model) -> None:
        self.opened.emit(found, model)
        points = [design.point for design in self._designs if design.point is not None]
        self._call = self._engine.call(
            "generate",
            drawing_params(model, points),
            name=tr("Drawing with {title}", title=found.title),
            prepare=_images,
            partial=functools.partial(self._take, found),
            done=functools.partial(self._finish, found),
            failed=functools.partial(self._fail, found),
        )

    def _take(self, found: FoundModel, news: tuple[int, list[QImage]]) -> None:
        first, images = news
        for design, image in zip(self._designs[first:], images, strict=False):
            self.drawn.emit(found, design.id, image)

    def _finish(self, found: FoundModel, last: tuple[int, list[QImage]]) -> None:
        self._take(found, last)
        self._go_on()

    def _fail(self, found: FoundModel, error: BaseException) -> None:
        self.failed.emit(found, error)
        self._go_on()


def _images(answer: Answer) -> tuple[int, list[QImage]]:
    """On the reading thread."""
    if not answer.arrays:
        return 0, []
    return int(answer.values["first"]), [to_image(pixels) for pixels in answer.arrays[0]]
