"""Pictures and sketches whose designs are looked for in the engine process, several in the background."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gan_engine.latent.closeness import STEPS, Space
from gan_engine.latent.point import Point
from studio.words import tr
from studio.workers.callbacks import Callback
from studio.workers.engine import Answer, Call
from studio.workers.explorer.designs import Model
from studio.workers.images import to_image
from studio.workers.workbench import Workbench

AT_ONCE = 2
"""Searches that go on beside each other; the others wait for their turn."""
MOST = 100
"""Searches that are listed; the oldest that has ended makes room."""

State = Literal["waiting", "running", "found", "stopped", "failed"]


@dataclass(eq=False)
class Search:
    """One picture or sketch on its way to a design. Changed by `Projections` alone."""

    number: int
    title: str
    model: Model
    path: Path | None = None
    """The picture; None for a sketch."""
    painted: np.ndarray | None = None
    """The sketch, uint8 [H,W,4]."""
    space: Space = "w"
    model_weight: float = 0.5
    target: QImage | None = None
    state: State = "waiting"
    point: Point | None = None
    """The nearest design so far."""
    image: QImage | None = None
    done: int = 0
    total: int = 0
    words: str = ""
    """How near it came, or why it did not."""
    numbers: str = ""
    call: Call | None = None

    @property
    def going_on(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ("waiting", "running")


@dataclass(frozen=True)
class _News:
    """What has come of a search, its pictures made on the reading thread."""

    values: dict[str, object]
    point: Point
    image: QImage
    target: QImage | None = None


class Projections(QObject):
    """`changed(search)` when one has moved on; `listed` when one came or went."""

    changed = Signal(object)
    listed = Signal()

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._numbers = itertools.count(1)
        self._searches: list[Search] = []
        workbench.project_closing.connect(self.forget)

    def of_model(self, model: Model | None) -> Sequence[Search]:
        """The searches in this model, newest first."""
        return [each for each in reversed(self._searches) if model is not None and each.model.digest == model.digest]

    def of_picture(self, model: Model, path: Path, space: Space) -> Search:
        """Look for the design of a picture; `set_target` once it has been read."""
        return self._add(Search(next(self._numbers), path.name, model, path=path, space=space))

    def set_target(self, search: Search, image: QImage) -> None:
        """What the picture looks like."""
        if search.target is None:
            search.target = image
            self.changed.emit(search)

    def of_sketch(self, model: Model, painted: np.ndarray, target: QImage, model_weight: float) -> Search:
        """Look for the design of a sketch, uint8 [H,W,4]."""
        number = next(self._numbers)
        search = Search(
            number,
            tr("Sketch {number}", number=number),
            model,
            painted=painted,
            target=target,
            model_weight=model_weight,
        )
        return self._add(search)

    def stop(self, search: Search) -> None:
        """Go on no longer; the nearest design so far stays."""
        if search.going_on:
            call, search.call = search.call, None
            self._end(search, "stopped", tr("Stopped: this is as near as it came.") if search.point else tr("Stopped."))
            if call is not None:
                call.cancel()

    def remove(self, search: Search) -> None:
        """List one no longer."""
        self.stop(search)
        if search in self._searches:
            self._searches.remove(search)
            self.listed.emit()

    def forget(self) -> None:
        """The project is closed."""
        for search in list(self._searches):
            self.stop(search)
        self._searches.clear()
        self.listed.emit()

    def _add(self, search: Search) -> Search:
        ended = [each for each in self._searches if not each.going_on]
        if len(self._searches) >= MOST and ended:
            self._searches.remove(ended[0])
        self._searches.append(search)
        self.listed.emit()
        self._go_on()
        return search

    def _go_on(self) -> None:
        running = sum(each.state == "running" for each in self._searches)
        for search in [each for each in self._searches if each.state == "waiting"][: max(0, AT_ONCE - running)]:
            self._start(search)

    def _start(self, search: Search) -> None:
        params = {
            "model": str(search.model.path), "space": search.space, "model_weight": search.model_weight,
            "steps": STEPS,
            "path": None if search.path is None else str(search.path),
        }  # fmt: skip
        search.state = "running"
        search.call = self._workbench.engine.call(
            "project", params, [] if search.painted is None else [search.painted[None]],
            name=tr("Finding the design of {title}", title=search.title), prepare=_prepare,
            partial=functools.partial(self._move_on, search), done=functools.partial(self._find, search),
            failed=functools.partial(self._fail, search),
        )  # fmt: skip
        search.call.ended.connect(Callback(functools.partial(self._on_ended, search)))
        self.changed.emit(search)

    def _move_on(self, search: Search, news: _News) -> None:
        search.point, search.image = news.point, news.image
        search.done, search.total = int(str(news.values["number"])), int(str(news.values["total"]))
        self.changed.emit(search)

    def _find(self, search: Search, news: _News) -> None:
        search.point, search.image, search.target = news.point, news.image, news.target
        values = news.values
        search.numbers = tr(
            "Distance {distance:.2f} where two designs of this model usually have {usual:.2f} ({decibels:.0f} dB)",
            distance=values["distance"],
            usual=values["usual"],
            decibels=values["decibels"],
        )
        self._end(search, "found", str(values["words"]))

    def _fail(self, search: Search, error: BaseException) -> None:
        self._end(search, "failed", str(getattr(error, "what", error)))
        self._workbench.report_error(tr("Finding the design of {title}", title=search.title), error)

    def _on_ended(self, search: Search) -> None:
        """However it ended: taken out of the list of tasks, too."""
        if search.state == "running" and search.call is not None and search.call.cancelled:
            search.call = None
            self._end(search, "stopped", tr("Stopped: this is as near as it came.") if search.point else tr("Stopped."))

    def _end(self, search: Search, state: State, words: str) -> None:
        search.state, search.words = state, words
        self.changed.emit(search)
        self._go_on()


def _prepare(answer: Answer) -> _News:
    """On the reading thread."""
    first = answer.arrays[0]
    point = Point.from_values(answer.values["point"])
    if first.ndim == 4:  # the last answer: design, start, target
        return _News(answer.values, point, to_image(first[0]), to_image(first[2]))
    return _News(answer.values, point, to_image(first))
