"""Directions of the model in use: those that are kept with the project, and finding more in the engine process."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gan_engine.latent.directions import MAX_DIRECTIONS, Direction, read_directions, write_directions
from gan_engine.latent.layers import LayerRange
from gan_engine.latent.point import Point
from gan_engine.reporting import Report
from studio.words import tr, tr_noop
from studio.workers.curation.choices import Choice
from studio.workers.engine import Answer, Call
from studio.workers.explorer.designs import Model, fitted_to
from studio.workers.explorer.models import ModelFinder
from studio.workers.explorer.related_directions import RelatedDirections, related_directions
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.project.project import Project

DIRECTIONS = "directions"
"""The project's choice: by model digest, by number, the values of each direction that is kept."""
_UNNAMED = {"sefa": tr_noop("Found {number}"), "pca": tr_noop("Spread {number}")}

Kept = dict[str, dict[str, dict[str, Any]]]


class KeptDirections(QObject):
    """The directions that are kept of the model in use, in the order they were kept. Every change can be taken back."""

    changed = Signal()
    related_changed = Signal()
    """`related` is another."""

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self.related: RelatedDirections | None = None
        """What was found in another snapshot of this run."""
        self._model: Model | None = None
        self._finder = ModelFinder()
        self._workbench = workbench
        self._choice = Choice(workbench, DIRECTIONS, self)
        self._choice.came_back.connect(self._take)
        self._reads = ProjectReads(workbench, self)
        self._kept: Kept = {}
        self._digest = ""
        self._directions: Mapping[str, Direction] = {}
        workbench.project_opened.connect(self._on_project)
        if workbench.project is not None:
            self._on_project(workbench.project)

    @property
    def directions(self) -> Mapping[str, Direction]:
        """Each by its number."""
        return self._directions

    def set_model(self, model: Model | None) -> None:
        """Another model is in use."""
        digest = "" if model is None else model.digest
        self._model = model
        if digest != self._digest:
            self._digest = digest
            self._tell()

    def keep(self, directions: Sequence[Direction]) -> None:
        """Keep these too; one that is called like another gets a number behind its name."""
        kept = dict(self._of_model())
        if not self._digest or not directions:
            return
        if len(kept) + len(directions) > MAX_DIRECTIONS:
            self._workbench.notify(tr("There are {count} directions already: remove some first.", count=len(kept)))
            return
        names = {str(values.get("name", "")) for values in kept.values()}
        for direction in directions:
            name = _free_name(direction.name, names)
            names.add(name)
            number = 1 + max((int(key) for key in kept if key.isdecimal()), default=0)
            kept[str(number)] = direction.having(name=name).values()
        words = (
            tr("keep “{name}”", name=directions[0].name)
            if len(directions) == 1
            else tr("keep {count} directions", count=len(directions))
        )
        self._put(kept, words)

    def keep_related(self) -> None:
        """Keep those of another snapshot as this model's too."""
        if self.related is not None:
            self.keep(self.related.for_model(self._digest))

    def change(self, number: str, words: str, **fields: Any) -> None:
        """Another name, other layers, another way for a direction that is kept."""
        kept = self._of_model()
        if (direction := self.directions.get(number)) is not None:
            self._put({**kept, number: direction.having(**fields).values()}, words)

    def remove(self, number: str) -> None:
        """Keep one no longer."""
        kept = self._of_model()
        if (direction := self.directions.get(number)) is not None:
            self._put(
                {key: each for key, each in kept.items() if key != number}, tr("remove “{name}”", name=direction.name)
            )

    # ---- files --------------------------------------------------------------------------------------------

    def open_file(self, path: Path) -> None:
        """Keep the directions in a file too, where they are of this model."""
        if self._digest:
            self._workbench.jobs.start(
                tr("Opening directions"), functools.partial(_read_file, path, self._digest), self.keep,
                functools.partial(self._workbench.report_error, tr("Opening directions")),
            )  # fmt: skip

    def save_file(self, path: Path, model_name: str) -> None:
        """Write those that are kept of the model, as `gan-engine generate --directions` takes them."""
        self._workbench.jobs.start(
            tr("Saving directions"), functools.partial(_write_file, path, list(self._directions.values()), model_name),
            functools.partial(self._say_saved, path.name),
            functools.partial(self._workbench.report_error, tr("Saving directions")),
        )  # fmt: skip

    def _say_saved(self, name: str, done: object) -> None:
        self._workbench.notify(tr("Saved in “{name}”", name=name))

    def _of_model(self) -> dict[str, dict[str, Any]]:
        return self._kept.get(self._digest, {})

    def _put(self, kept: dict[str, dict[str, Any]], words: str) -> None:
        self._kept = {**self._kept, self._digest: kept}
        self._choice.put(self._kept, words)
        self._tell()

    def _on_project(self, project: Project) -> None:
        self._take(None)
        self._reads.start(tr("Remembering directions"), _read, self._take, key="explore.directions")

    def _take(self, values: object) -> None:
        """As the project has them now."""
        self._kept = _kept_from(values)
        self._tell()

    def _tell(self) -> None:
        self._directions = _read_directions(self._of_model())
        self.changed.emit()
        self._set_related(None)
        if self._model is not None and self._kept.keys() - {self._digest}:
            by_digest = {digest: list(_read_directions(of_model).values()) for digest, of_model in self._kept.items()}
            self._reads.start(
                tr("Looking for directions"),
                functools.partial(related_directions, by_digest, self._model, self._finder),
                self._set_related,
                key="explore.directions.related",
            )

    def _set_related(self, related: RelatedDirections | None) -> None:
        if related != self.related:
            self.related = related
            self.related_changed.emit()


@dataclass(frozen=True)
class Asked:
    """What is asked of a direction, however it is found."""

    layers: LayerRange
    """Those that it moves."""
    apart_from: Sequence[Direction] = ()
    """What it should not bring along."""

    def params(self) -> dict[str, Any]:
        """As the engine takes it."""
        first, last = self.layers
        return {"first": first, "last": last, "apart_from": [each.values() for each in self.apart_from]}


class DirectionFinder(QObject):
    """Has directions found; the newest search wins."""

    found = Signal(list)
    """`Direction`s."""
    failed = Signal(object)

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._call: Call | None = None

    @property
    def busy(self) -> bool:
        """Whether a search is under way."""
        return self._call is not None

    def cancel(self) -> None:
        """Nobody waits for it any more."""
        if self._call is not None:
            self._call.cancel()
            self._call = None

    def unasked(self, model: Model, by: str, count: int, asked: Asked) -> None:
        """What the network can change: by `sefa` or `pca`."""
        self._ask("find_directions", model, _unnamed_in, by=by, count=count, **asked.params())

    def by_example(
        self, model: Model, name: str, examples: Iterable[Point], others: Iterable[Point], asked: Asked
    ) -> None:
        """From designs without something to designs with it; of one each, the way from one to the other."""
        having, lacking = _values(model, examples), _values(model, others)
        reach = {"name": name, **asked.params()}
        if min(len(having), len(lacking)) > 1:
            self._ask("direction_by_example", model, examples=having, others=lacking, **reach)
        else:
            self._ask("direction_between", model, start=lacking, end=having, **reach)

    def between_classes(self, model: Model, name: str, start: str, end: str, asked: Asked) -> None:
        """From one class to another."""
        self._ask("direction_between", model, name=name, classes=[start, end], **asked.params())

    def apart(self, model: Model, direction: Direction, others: Iterable[Direction]) -> None:
        """At right angles to others."""
        rest = [other.values() for other in others]
        self._ask("direction_apart", model, direction=direction.values(), others=rest)

    def _ask(
        self, method: str, model: Model, prepare: Callable[[Answer], list[Direction]] | None = None, **params: Any
    ) -> None:  # fmt: skip
        self.cancel()
        self._call = self._workbench.engine.call(
            method, {"model": str(model.path), **params}, name=tr("Finding directions"),
            prepare=prepare or _directions_in, done=self._on_found, failed=self._on_failed,
        )  # fmt: skip

    def _on_found(self, directions: list[Direction]) -> None:
        self._call = None
        self.found.emit(directions)

    def _on_failed(self, error: BaseException) -> None:
        self._call = None
        self.failed.emit(error)


def _directions_in(answer: Answer) -> list[Direction]:
    return [Direction.from_values(each) for each in answer.values.get("directions", ())]


def _unnamed_in(answer: Answer) -> list[Direction]:
    """Those that nobody named have a number, in the language of the window."""
    return [
        each.having(name=tr(_UNNAMED[each.method], number=number))
        for number, each in enumerate(_directions_in(answer), 1)
    ]


def _values(model: Model, points: Iterable[Point]) -> list[dict[str, Any]]:
    return [fitted_to(model, point).values() for point in points]


def _free_name(name: str, taken: set[str]) -> str:
    """`name`, with a number behind it where another is called so."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name[:90]} {number}", number + 1
    return found


def _read(project: Project, report: Report) -> Any:
    return project.choice(DIRECTIONS)


def _read_file(path: Path, digest: str, report: Report) -> list[Direction]:
    return read_directions(path, digest)


def _write_file(path: Path, directions: Sequence[Direction], model_name: str, report: Report) -> None:
    write_directions(path, directions, model_name, root=path.parent)


def _kept_from(values: object) -> Kept:
    """What the project keeps; what cannot be understood counts as not kept."""
    if not isinstance(values, Mapping):
        return {}
    return {
        str(digest): {str(number): dict(each) for number, each in of_model.items() if isinstance(each, Mapping)}
        for digest, of_model in values.items()
        if isinstance(of_model, Mapping)
    }


def _read_directions(values: Mapping[str, Mapping[str, Any]]) -> dict[str, Direction]:
    numbers = sorted((key for key in values if key.isdecimal()), key=int)[:MAX_DIRECTIONS]
    found: dict[str, Direction] = {}
    for number in numbers:
        try:
            found[number] = Direction.from_values(values[number])
        except ValueError:
            continue
    return found
