"""Keeping designs on the shelf, once each, and knowing which are kept."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from gan_engine.latent.point import Point
from gan_engine.reporting import Report
from studio.project.project import Project
from studio.project.shelf_query import ShelfQuery
from studio.words import tr
from studio.workers.explorer.design_recipes import (
    DesignPng,
    design_as_drawn,
    design_of,
    draw_pngs,
    recipe_from,
    shelve,
)  # fmt: skip
from studio.workers.explorer.designs import Model
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import Workbench

MOST_AT_ONCE = 500


class KeptDesigns(QObject):
    """`changed` when other designs of the present model are on the shelf than before."""

    changed = Signal()

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._reads = ProjectReads(workbench, self)
        self._model: Model | None = None
        self._ids: Mapping[Point, int] = {}
        self._known: Mapping[int, Point] = {}
        self._under_way: set[Point] = set()
        self._found = -1

    @property
    def designs(self) -> Collection[Point]:
        """Those of the present model that are on the shelf."""
        return self._ids.keys()

    def id_of(self, design: Point) -> int | None:
        """What a design is on the shelf as; None if it is not there."""
        return self._ids.get(self._as_drawn(design))

    def set_model(self, model: Model | None) -> None:
        """Another model: look on the shelf for what it made."""
        if model != self._model:
            self._model = model
            self._ids = {}
            self._known = {}
            self.changed.emit()
        self.refresh()

    def refresh(self) -> None:
        """The shelf has changed."""
        if self._model is not None:
            look = functools.partial(_find, self._model, self._known)
            self._reads.start(tr("Looking on the shelf"), look, self._take, key="explore.kept")

    def keep(self, designs: Sequence[Point], parents: Mapping[Point, Sequence[int]]) -> None:
        """Put designs on the shelf; `parents`: what some of them were made of, as far as that is on the shelf."""
        model = self._model
        if model is None:
            return
        new = [design for design in dict.fromkeys(map(self._as_drawn, designs)) if self.is_new(design)]
        if not new:
            self._say_kept([id_ for design in designs if (id_ := self.id_of(design)) is not None])
            return
        if len(new) > MOST_AT_ONCE:
            self._workbench.notify(
                tr("That are {n} designs: keep at most {most} at once.", n=len(new), most=MOST_AT_ONCE)
            )
            return
        self._under_way.update(new)
        drawn: list[DesignPng] = []
        named = {self._as_drawn(design): parent for design, parent in parents.items()}
        words = tr("Keeping {n} designs", one="Keeping a design", n=len(new))
        draw_pngs(
            self._workbench.engine, model, new, take=drawn.append, name=words,
            done=functools.partial(self._store, model, new, drawn, named),
            failed=functools.partial(self._fail, new, words),
        )  # fmt: skip

    def is_new(self, design: Point) -> bool:
        """Whether a design is neither on the shelf nor on its way there."""
        design = self._as_drawn(design)
        return design not in self._ids and design not in self._under_way

    def _as_drawn(self, design: Point) -> Point:
        return design if self._model is None else design_as_drawn(design, self._model)

    def _say_kept(self, ids: Sequence[int]) -> None:
        if ids:
            self._found = ids[0]
            words = tr("These are on the shelf already", one="This design is on the shelf already", n=len(ids))
            self._workbench.notify(words, action=tr("Show it"), callback_=self._show)

    def _show(self) -> None:
        self._workbench.show_on_shelf.emit(self._found)

    def _store(
        self, model: Model, new: Sequence[Point], drawn: list[DesignPng], parents: Mapping[Point, Sequence[int]],
        _: object,
    ) -> None:  # fmt: skip
        project = self._workbench.project
        if project is None:
            return
        rows = [(one.data, one.recipe, "", parents.get(one.design, ())) for one in drawn]
        words = tr("Kept {n} designs on the shelf", one="Kept on the shelf", n=len(rows))
        self._workbench.run_undoable(
            tr("Keeping"), functools.partial(shelve, project, model, rows), toast=words,
            done=functools.partial(self._stored, new), failed=functools.partial(self._fail, new, tr("Keeping")),
        )  # fmt: skip

    def _stored(self, new: Sequence[Point], ids: Sequence[int]) -> None:
        self._under_way.difference_update(new)
        self._ids = {**self._ids, **dict(zip(new, ids, strict=False))}
        self.changed.emit()

    def _fail(self, new: Sequence[Point], words: str, error: BaseException) -> None:
        self._under_way.difference_update(new)
        self._workbench.report_error(words, error)

    def _take(self, found: tuple[Model, Mapping[int, Point]]) -> None:
        model, known = found
        if model == self._model:
            self._known = known
            ids = {design: id_ for id_, design in known.items()}
            if ids != self._ids:
                self._ids = ids
                self.changed.emit()


def _find(
    model: Model, known: Mapping[int, Point], project: Project, report: Report
) -> tuple[Model, Mapping[int, Point]]:
    """On a thread: what `model` made of what is on the shelf; only what is new is read."""
    ids = project.shelf.ids(ShelfQuery(model=model.digest)).tolist()
    read: dict[int, Point] = {}
    new = [id_ for id_ in ids if id_ not in known]
    for number, candidate in enumerate(project.shelf.candidates(new)):
        report(number, len(new))
        if (recipe := recipe_from(candidate.recipe)) is not None:
            read[candidate.id] = design_of(recipe)
    return model, {id_: design for id_ in ids if (design := known.get(id_) or read.get(id_)) is not None}
