"""Searching among the designs of many seeds, done by the engine: what was found so far is told as it goes on."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from gan_engine.latent.directions import Direction
from gan_engine.latent.point import Mask, Point
from gan_engine.latent.sampling import Sampling
from studio.engine_words import error_words
from studio.words import tr
from studio.workers.engine import Answer, Call
from studio.workers.explorer.designs import Model, fitted_to
from studio.workers.jobs import Job
from studio.workers.shelf.closest import look_for_dataset
from studio.workers.workbench import Workbench

By = Literal["different", "like", "picture", "silhouette", "direction", "original"]
OF_DIFFERENT = 1000
OF_OTHERS = 5000
"""Seeds that are looked at: what is like something is rarer."""


@dataclass(frozen=True)
class SearchWish:
    """What is looked for, and among which seeds."""

    by: By
    point: Point | None = None
    picture: str = ""
    """Path of a file."""
    mask: Mask | None = None
    direction: Direction | None = None
    first: int = 0
    """The first seed."""

    @property
    def count(self) -> int:
        """How many seeds."""
        return OF_DIFFERENT if self.by == "different" else OF_OTHERS

    def next(self) -> SearchWish:
        """The same among the seeds that follow."""
        return replace(self, first=(self.first + self.count) % 2**32)

    def values(self) -> dict[str, Any]:
        """As JSON, for the engine and for the next time."""
        values: dict[str, Any] = {"by": self.by, "first": self.first}
        if self.point is not None:
            values["point"] = self.point.values()
        if self.picture:
            values["picture"] = self.picture
        if self.mask is not None:
            values["mask"] = self.mask.model_dump(mode="json")
        if self.direction is not None:
            values["direction"] = self.direction.values()
        return values

    @classmethod
    def from_values(cls, values: object) -> SearchWish:
        """The inverse. Raises ValueError, TypeError or KeyError for anything else."""
        if not isinstance(values, Mapping) or values["by"] not in OBJECT_OF:
            raise ValueError("no wish for a search")
        point, mask, direction = values.get("point"), values.get("mask"), values.get("direction")
        wish = cls(
            values["by"], None if point is None else Point.from_values(point), str(values.get("picture", "")),
            None if mask is None else Mask.model_validate(mask),
            None if direction is None else Direction.from_values(direction), int(values.get("first", 0)),
        )  # fmt: skip
        if OBJECT_OF[wish.by] and not getattr(wish, OBJECT_OF[wish.by]):
            raise ValueError("a search needs what is looked for")
        return wish


OBJECT_OF: Mapping[str, str] = {
    "different": "", "like": "point", "picture": "picture", "silhouette": "mask", "direction": "direction",
    "original": "",
}  # fmt: skip
"""What each kind of search needs, by the names of `SearchWish`."""


@dataclass(frozen=True)
class FoundDesigns:
    """How far a search is."""

    seeds: tuple[int, ...]
    """In order, as far as is known; at the end all."""
    looked: int
    of: int

    @property
    def done(self) -> bool:
        """Whether all have been looked at."""
        return self.looked >= self.of


class DesignSearch(QObject):
    """One search at a time: a newer one takes the place of the one before."""

    found = Signal(object)
    """`FoundDesigns`, again and again."""
    looked = Signal(int, int)
    """So many seeds of so many have been looked at."""
    failed = Signal(str)

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._finding: Job | None = None
        self._call: Call | None = None

    @property
    def running(self) -> bool:
        """Whether something is looked for."""
        return any(each is not None and each.running for each in (self._finding, self._call))

    def start(self, model: Model, sampling: Sampling, wish: SearchWish) -> None:
        """Look for this. For the most original the pictures are found first that the model learnt from."""
        self.stop()
        if wish.by == "original":
            self._finding = self._workbench.jobs.start(
                tr("Finding the dataset"), functools.partial(look_for_dataset, model.path),
                functools.partial(self._start_apart, model, sampling, wish), self._fail, key="explore.search",
                quiet=True,
            )  # fmt: skip
        else:
            self._ask(model, sampling, wish, {})

    def _start_apart(self, model: Model, sampling: Sampling, wish: SearchWish, dataset: Path | None) -> None:
        if dataset is None:
            self.failed.emit(tr("The pictures that this model learnt from are not here."))
        else:
            self._ask(model, sampling, wish, {"dataset": str(dataset)})

    def _ask(self, model: Model, sampling: Sampling, wish: SearchWish, more: Mapping[str, str]) -> None:
        values = wish.values()
        if wish.point is not None:
            values["point"] = fitted_to(model, wish.point).values()
        count = min(wish.count, 2**32 - wish.first)
        params = {
            **values,
            **more,
            "model": str(model.path),
            "sampling": sampling.model_dump(mode="json"),
            "count": count,
        }
        self._call = call = self._workbench.engine.call(
            "search_designs", params, name=tr("Looking at designs"), prepare=_found, partial=self._take,
            done=self._take, failed=self._fail,
        )  # fmt: skip
        call.progressed.connect(functools.partial(self._on_progress, call))
        call.ended.connect(functools.partial(self._on_ended, call))

    def stop(self) -> None:
        """Give up."""
        under_way: list[Job | Call | None] = [self._finding, self._call]
        self._finding = self._call = None
        for each in under_way:
            if each is not None:
                each.cancel()

    def _take(self, found: FoundDesigns) -> None:
        self.found.emit(found)

    def _on_progress(self, call: Call) -> None:
        if call is self._call and call.total:
            self.looked.emit(call.done, call.total)

    def _on_ended(self, call: Call) -> None:
        """Given up by the user, in the list of tasks: what was found stays."""
        if call is self._call and call.cancelled:
            self.looked.emit(call.done, call.done)

    def _fail(self, error: BaseException) -> None:
        self.failed.emit(error_words(error, "what", "do"))


def picture_name(path: str) -> str:
    """What a picture that is looked for is called."""
    return Path(path).name


def _found(answer: Answer) -> FoundDesigns:
    values = answer.values
    return FoundDesigns(tuple(values["seeds"]), values["looked"], values["of"])
