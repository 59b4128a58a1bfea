"""Which training pictures a design comes from, asked when it rests, and the way back to them in Curate."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gan_engine.latent.point import Point
from gan_engine.reporting import Report
from studio.engine_words import error_words
from studio.words import tr, tr_noop
from studio.workers.engine import Answer, Call
from studio.workers.explorer.designs import Model, fitted_to
from studio.workers.project_reads import ProjectReads
from studio.workers.shelf.closest import SHOWN, ClosestPictures, look_for_dataset, read_closest
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from pathlib import Path

    from studio.project.project import Project

REST = 700  # milliseconds that a design rests before anything is asked
MORE_LIKE_THIS = tr_noop("more like this")
"""The tag of pictures of which more should be added to the set."""
_KNOWN = 200


class OriginalitySearch(QObject):
    """Asks for one design at a time: the next one cancels it."""

    found = Signal(object, object)
    """(the point, its `ClosestPictures`)"""
    said = Signal(str)
    """What is under way, or why nothing can be said; "" when something was found."""

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._reads = ProjectReads(workbench, self)
        self._wanted: tuple[Model, Point] | None = None
        self._call: Call | None = None
        self._known: dict[tuple[str, Point], ClosestPictures] = {}
        self._resting = QTimer(self, singleShot=True, interval=REST)
        self._resting.timeout.connect(self._begin)
        workbench.project_closing.connect(self.leave)

    def ask(self, model: Model, point: Point) -> None:
        """Look for this one, once it has rested for a moment."""
        if self._wanted == (model, point):
            return
        self.leave()
        self._wanted = model, point
        if (known := self._known.get((model.digest, point))) is not None:
            self.said.emit("")
            self.found.emit(point, known)
        else:
            self._resting.start()

    def leave(self) -> None:
        """Nobody looks any more."""
        self._resting.stop()
        self._wanted = None
        if self._call is not None:
            self._call.cancel()
            self._call = None

    def _begin(self) -> None:
        if self._wanted is not None:
            model = self._wanted[0]
            self._workbench.jobs.start(
                tr("Finding the dataset"),
                functools.partial(look_for_dataset, model.path),
                self._ask_engine,
                self._failed,
                key="explore.originality",
                quiet=True,
            )

    def _ask_engine(self, dataset: Path | None) -> None:
        if self._wanted is None:
            return
        if dataset is None:
            self.said.emit(tr("The pictures that this model learnt from are not here."))
            return
        model, point = self._wanted
        self.said.emit(tr("Looking for the closest pictures…"))
        params = {
            "dataset": str(dataset), "count": SHOWN, "model": str(model.path),
            "points": [fitted_to(model, point).values()],
        }  # fmt: skip
        self._call = self._workbench.engine.call(
            "nearest", params, name=tr("Looking for the closest pictures"), prepare=_read,
            done=functools.partial(self._take, model, point), failed=self._failed,
        )  # fmt: skip

    def _take(self, model: Model, point: Point, closest: ClosestPictures) -> None:
        while len(self._known) >= _KNOWN:
            del self._known[next(iter(self._known))]
        self._known[model.digest, point] = closest
        if self._wanted == (model, point):
            self.said.emit("")
            self.found.emit(point, closest)

    def _failed(self, error: BaseException) -> None:
        self.said.emit(error_words(error, "what"))

    # ---- back to the data -----------------------------------------------------------------------------------

    def show_in_curate(self, closest: ClosestPictures) -> None:
        """Choose the pictures it comes from in Curate."""
        self._reads.start(
            tr("Finding the pictures"), functools.partial(_made_of, closest.digests), self._show, key="explore.made-of"
        )

    def mark(self, closest: ClosestPictures) -> None:
        """Tag them: more like these should be added to the set. To be taken back."""
        project = self._workbench.project
        if project is not None:
            self._workbench.run_undoable(
                tr("Tagging"), functools.partial(_mark, project, closest.digests),
                toast=tr("Tagged “{tag}” in Curate", tag=tr(MORE_LIKE_THIS)),
            )  # fmt: skip

    def _show(self, ids: Sequence[int]) -> None:
        if ids:
            self._workbench.show_in_curate.emit(list(ids))
        else:
            self._workbench.notify(tr("These pictures are not in this project any more"))


# On other threads.


def _read(answer: Answer) -> ClosestPictures:
    return read_closest(answer)[0]


def _made_of(digests: Sequence[str], project: Project, report: Report) -> list[int]:
    return project.catalogue.made_of(digests)


def _mark(project: Project, digests: Sequence[str], report: Report) -> bool:
    ids = project.catalogue.made_of(digests)
    return bool(ids) and project.catalogue.tag(ids, give=[tr(MORE_LIKE_THIS)])
