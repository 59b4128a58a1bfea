"""The family that is bred in the model in use: kept with the project, its litters worked out by the engine process."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from gan_engine.latent.lineage import Lineage, Litter, Member
from gan_engine.latent.point import Point
from gan_engine.reporting import Report
from studio.words import tr
from studio.workers.curation.choices import Choice
from studio.workers.engine import Answer, Call
from studio.workers.explorer.designs import Model, fitted_to
from studio.workers.images import to_image
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.project.project import Project

FAMILIES = "families"
"""The project's choice: by model digest, the family that is bred in it."""
IN_STRIP = 6
"""Pictures of a litter in its strip."""


@dataclass(frozen=True)
class LitterPoints:
    """A litter worked out."""

    number: int
    parents: tuple[Point, ...]
    children: tuple[Point, ...]


class KeptFamily(QObject):
    """The family of the model in use. Each litter is a step of undo."""

    changed = Signal()
    """Another family, or one litter more or less."""
    worked_out = Signal(object)
    """The `LitterPoints` asked for last."""
    strip_drawn = Signal(int)
    """The number of a litter whose strip is at hand."""

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._choice = Choice(workbench, FAMILIES, self)
        self._choice.came_back.connect(self._take)
        self._reads = ProjectReads(workbench, self)
        self._families: dict[str, Any] = {}
        self._model: Model | None = None
        self._lineage = Lineage()
        self._litter_call: Call | None = None
        self._strip_call: Call | None = None
        self._strips: dict[Any, list[QImage]] = {}
        workbench.project_opened.connect(self._on_project)
        if workbench.project is not None:
            self._on_project(workbench.project)

    @property
    def lineage(self) -> Lineage:
        """The whole family."""
        return self._lineage

    def set_model(self, model: Model | None) -> None:
        """Another model is in use."""
        if model != self._model:
            self._model = model
            self._strips.clear()
            self._read_lineage()

    def breed(self, parents: Sequence[Member | Point], mutation: float) -> bool:
        """Add a litter of these; whether there was room. Designs that are not of the family yet become founders."""
        model = self._model
        if model is None or not parents:
            return False
        founders, members = list(self._lineage.founders), []
        for parent in parents:
            if isinstance(parent, Member):
                members.append(parent)
                continue
            founder = fitted_to(model, parent)
            if founder not in founders:
                founders.append(founder)
            members.append(Member(number=founders.index(founder)))
        litter = Litter(parents=tuple(members), seed=len(self._lineage.litters), mutation=mutation)
        try:
            lineage = Lineage(founders=tuple(founders), litters=self._lineage.litters).bred(litter)
        except ValueError:
            self._workbench.notify(tr("This family is as large as it can be: begin a new one."))
            return False
        self._put(lineage, tr("breed generation {count}", count=len(lineage.litters)))
        return True

    def begin_anew(self) -> None:
        """Let the family go; to be taken back."""
        if self._lineage != Lineage():
            self._put(Lineage(), tr("begin a new family"))

    def work_out(self, number: int) -> None:
        """Have the designs of a litter worked out; the newest wish wins."""
        if self._litter_call is not None:
            self._litter_call.cancel()
        self._litter_call = self._ask(
            number, prepare=functools.partial(_points, number), done=self.worked_out.emit, failed=self._fail
        )

    def strip(self, number: int) -> Sequence[QImage] | None:
        """Small pictures of a litter's first children; None where they are still to be drawn."""
        return self._strips.get(self._key(number))

    def draw_strips(self) -> None:
        """Have the strips drawn that are missing, the newest first."""
        if self._strip_call is not None and self._strip_call.running:
            return
        missing = [number for number in reversed(range(len(self._lineage.litters))) if self.strip(number) is None]
        if missing:
            key = self._key(missing[0])
            self._strip_call = self._ask(
                missing[0], most=IN_STRIP, prepare=_images, failed=self._fail_strip,
                done=functools.partial(self._take_strip, key, missing[0]),
            )  # fmt: skip

    def write_sketchbook(self, path: Path) -> None:
        """Write a sheet of every generation."""
        if self._model is not None:
            params = {"model": str(self._model.path), "lineage": self._lineage.values(), "path": str(path)}
            self._workbench.engine.call(
                "sketchbook", params, name=tr("Drawing the sketchbook"), done=functools.partial(self._written, path)
            )

    def _ask(self, number: int, most: int = 0, **callbacks: Any) -> Call | None:
        model = self._model
        if model is None or not 0 <= number < len(self._lineage.litters):
            return None
        litters = self._lineage.litters[: number + 1]
        lineage = Lineage(founders=self._lineage.founders, litters=litters)
        params = {"model": str(model.path), "lineage": lineage.values(), "litter": number, "most": most}
        return self._workbench.engine.call("breed", params, **callbacks)

    def _key(self, number: int) -> object:
        return self._lineage.founders, self._lineage.litters[: number + 1]

    def _take_strip(self, key: object, number: int, images: list[QImage]) -> None:
        self._strips[key] = images
        self.strip_drawn.emit(number)
        self.draw_strips()

    def _fail_strip(self, error: BaseException) -> None:
        """The litter itself tells what is wrong."""

    def _fail(self, error: BaseException) -> None:
        self._workbench.report_error(tr("Breeding"), error)

    def _written(self, path: Path, answer: Answer) -> None:
        self._workbench.notify(tr("The sketchbook is in {name}", name=path.name))

    # ---- what the project keeps -----------------------------------------------------------------------------

    def _put(self, lineage: Lineage, words: str) -> None:
        if self._model is not None:
            self._families = {**self._families, self._model.digest: lineage.values()}
            self._choice.put(self._families, words)
            self._set(lineage)

    def _on_project(self, project: Project) -> None:
        self._take(None)
        self._reads.start(tr("Remembering families"), _read, self._take, key="explore.families")

    def _take(self, values: object) -> None:
        """As the project has them now."""
        self._families = dict(values) if isinstance(values, Mapping) else {}
        self._read_lineage()

    def _read_lineage(self) -> None:
        """What the project holds may be a stranger's: what is no family counts as none."""
        values = {} if self._model is None else self._families.get(self._model.digest, {})
        try:
            self._set(Lineage.from_values(values))
        except ValueError:
            self._set(Lineage())

    def _set(self, lineage: Lineage) -> None:
        if self._litter_call is not None:  # of the family before: what it answers means nothing in this one
            self._litter_call.cancel()
            self._litter_call = None
        self._lineage = lineage
        self.changed.emit()


def _read(project: Project, report: Report) -> Any:
    return project.choice(FAMILIES)


def _points(number: int, answer: Answer) -> LitterPoints:
    """On the reading thread."""
    parents, children = ([Point.from_values(each) for each in answer.values[name]] for name in ("parents", "points"))
    return LitterPoints(number, tuple(parents), tuple(children))


def _images(answer: Answer) -> list[QImage]:
    """On the reading thread: no larger than a strip shows."""
    return [to_image(pixels).scaled(64, 64, Qt.AspectRatioMode.KeepAspectRatio) for pixels in answer.arrays[0]]
