"""The training pictures that a kept design is nearest to, and whether it is a copy of one.

The dataset is the one that the design's model learnt from: found by the model's digest among the project's runs. The
engine looks at it once (some seconds for a thousand pictures) and answers at once from then on.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gan_engine.reporting import Report
from gan_engine.runs.run_directory import RunDirectory
from studio.engine_words import error_words
from studio.project.findings.originality import Verdict
from studio.project.project import Project
from studio.words import tr, tr_noop
from studio.workers.engine import Answer, Call
from studio.workers.explorer.models import ModelFinder, find_models
from studio.workers.images import to_image
from studio.workers.training.comparison import dataset_of
from studio.workers.workbench import Workbench

SHOWN = 3
_RELATED = 0.7  # spacings of the set: below, one sees where a design comes from


@dataclass(frozen=True)
class ClosestPictures:
    """The training pictures nearest to a design, the nearest first, and what that means."""

    images: tuple[QImage, ...]
    words: str
    copy: bool
    detail: str = ""
    """The distance, for those who want to know."""
    verdict: Verdict = "new"
    digests: tuple[str, ...] = ()
    """Of the originals that they were made of, where the dataset says so."""


@dataclass(frozen=True)
class ClosestQuery:
    """A kept design whose closest pictures are wanted."""

    id: int
    path: Path
    model_digest: str
    model_name: str


VERDICT_WORDS: Mapping[Verdict, str] = {
    "copy": tr_noop("A copy? Hardly differs from a picture it learnt from"),
    "close": tr_noop("Related to a picture of your art, but no copy"),
    "new": tr_noop("New: no picture of your art is like it"),
}


_UNKNOWN_WORDS = tr_noop("Whether it is new cannot be told: the pictures it learnt from are all alike")


def verdict_of(ratio: float | None, near_copy: bool) -> Verdict:
    """Whether it is a copy. `ratio`: distance in spacings of the set, about 1 where it is new; None where its pictures
    are all alike, so that nothing can be said to be new."""
    if near_copy:
        return "copy"
    return "close" if ratio is None or ratio < _RELATED else "new"


def dataset_of_model(path: Path) -> Path | None:
    """The dataset that the model of a generator file learnt from, where it lies in a run and that is still there."""
    folder = path.parent.parent
    return dataset_of(RunDirectory(folder.parent)) if folder.name == "snapshots" else None


def look_for_dataset(path: Path, report: Report) -> Path | None:
    """`dataset_of_model` as a job."""
    return dataset_of_model(path)


def read_closest(answer: Answer) -> list[ClosestPictures]:
    """What `nearest` says of each design that was asked for. On the engine's reading thread."""
    pictures = answer.arrays[0]
    made: list[ClosestPictures] = []
    first = 0
    for neighbours in answer.values["nearest"]:
        images = tuple(to_image(np.ascontiguousarray(picture)) for picture in pictures[first : first + len(neighbours)])
        first += len(neighbours)
        nearest = neighbours[0] if neighbours else {"ratio": math.inf, "near_copy": False}
        ratio = nearest["ratio"]
        verdict = verdict_of(ratio, bool(nearest["near_copy"]))
        words = tr(_UNKNOWN_WORDS if ratio is None and verdict != "copy" else VERDICT_WORDS[verdict])
        away = (
            ""
            if ratio is None or ratio == math.inf
            else tr("{ratio:.2f} times as far as your pictures are from each other", ratio=ratio)
        )
        digests = tuple(each["digest"] for each in neighbours if each["digest"])
        made.append(ClosestPictures(images, words, verdict == "copy", away, verdict, digests))
    return made


class ClosestSearch(QObject):
    """`found(dict of id to ClosestPictures)` as they come; `said(words)` where nothing can be said."""

    found = Signal(object)
    said = Signal(str)

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._finder = ModelFinder()
        self._known: dict[tuple[int, Path], ClosestPictures] = {}
        self._calls: list[Call] = []

    def ask(self, designs: Sequence[ClosestQuery]) -> None:
        """Look for these; those looked for before are left."""
        self.leave()
        known = {each.id: self._known[each.id, each.path] for each in designs if (each.id, each.path) in self._known}
        if known:
            self.found.emit(known)
        missing = [each for each in designs if each.id not in known]
        project = self._workbench.project
        if missing and project is not None:
            self.said.emit(tr("Looking for the closest pictures…"))
            self._workbench.jobs.start(
                tr("Finding the datasets"), functools.partial(datasets_of, project, missing, self._finder),
                self._ask_engine, self._failed, key="closest", quiet=True,
            )  # fmt: skip

    def leave(self) -> None:
        """Nobody looks any more."""
        calls, self._calls = self._calls, []
        for call in calls:
            call.cancel()

    def _ask_engine(self, found: dict[Path, list[ClosestQuery]]) -> None:
        if not found:
            self.said.emit(tr("The dataset that these were learnt from is no longer there."))
        for dataset, designs in found.items():
            self._calls.append(
                self._workbench.engine.call(
                    "nearest",
                    {"dataset": str(dataset), "count": SHOWN, "paths": [str(each.path) for each in designs]},
                    name=tr("Looking for the closest pictures"),
                    prepare=functools.partial(_closest_pictures, designs), done=functools.partial(self._take, designs),
                    failed=self._failed,
                )
            )  # fmt: skip

    def _take(self, designs: Sequence[ClosestQuery], closest: dict[int, ClosestPictures]) -> None:
        for each in designs:
            if each.id in closest:
                self._known[each.id, each.path] = closest[each.id]
        self.said.emit("")
        self.found.emit(closest)

    def _failed(self, error: BaseException) -> None:
        self.said.emit(error_words(error))


def datasets_of(
    project: Project, designs: Sequence[ClosestQuery], finder: ModelFinder, report: Report
) -> dict[Path, list[ClosestQuery]]:
    """The designs by the dataset that their model learnt from; those whose model has gone are left out."""
    models = find_models(project.runs())
    found: dict[Path, list[ClosestQuery]] = {}
    by_digest: dict[str, Path | None] = {}
    for each in designs:
        if each.model_digest not in by_digest:
            model = finder.find(each.model_digest, models, each.model_name, report)
            by_digest[each.model_digest] = dataset_of_model(model.path) if model is not None else None
        dataset = by_digest[each.model_digest]
        if dataset is not None:
            found.setdefault(dataset, []).append(each)
    return found


def _closest_pictures(designs: Sequence[ClosestQuery], answer: Answer) -> dict[int, ClosestPictures]:
    """On the engine's reading thread."""
    found = zip(designs, read_closest(answer), strict=True)
    return {each.id: closest for each, closest in found if closest.images}
