"""What the shelf reads on threads: designs with their relatives, their pictures, their recipes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from gan_engine.errors import EngineError
from gan_engine.pictures import read_picture
from gan_engine.reporting import Report
from studio.project.errors import ProjectError
from studio.project.project import Project
from studio.project.shelf import Candidate, Entry
from studio.project.shelf_query import ShelfCounts, ShelfQuery
from studio.project.store.ids import Ids
from studio.shelf.collections import queries_for
from studio.widgets.grid.picture_list import ListedPicture
from studio.words import tr
from studio.workers.curation.pictures import CloseLook
from studio.workers.explorer.design_recipes import recipe_from
from studio.workers.images import to_image
from studio.workers.pixel_art import look_at_design

if TYPE_CHECKING:
    from pathlib import Path

    from gan_engine.interchange.picture_recipe import PictureRecipe

RELATIVE_EDGE = 128


def load_picture(path: Path, longest: int | None = None) -> QImage:
    """A file of the shelf. Raises `PictureError`."""
    return to_image(read_picture(path, longest=longest))


@dataclass(frozen=True)
class DesignDetails:
    """All that the inspector shows of one design."""

    candidate: Candidate
    parents: tuple[ListedPicture, ...]
    children: tuple[ListedPicture, ...]


@dataclass(frozen=True)
class Found:
    """What the light table shows."""

    ids: Ids
    counts: ShelfCounts | None
    """None where nothing has changed since they were counted."""


def find_designs(
    key: str, queries: Sequence[ShelfQuery], count: bool, project: Project, report: Report
) -> Found:  # fmt: skip
    """The designs of a row of the list at the left that `queries` let through, in the order of the first; where
    `count`, how many there are of every kind too."""
    first, *also = queries
    own = queries_for(key, project.shelf.filters.all())
    return Found(project.shelf.ids(first, *also, *own), project.shelf.counts() if count else None)


def read_queries(key: str, queries: Sequence[ShelfQuery], project: Project, report: Report) -> tuple[ShelfQuery, ...]:
    """What is shown of a row of the list at the left that `queries` narrow, as a filter keeps it."""
    usual = ShelfQuery()
    return tuple(query for query in (*queries_for(key, project.shelf.filters.all()), *queries) if query != usual)


def read_tag_names(project: Project, report: Report) -> list[str]:
    """Every tag of the project."""
    return project.shelf.tag_names()


def read_entries(ids: Sequence[int] | Ids, project: Project, report: Report) -> list[Entry]:
    """These designs in lines."""
    return project.shelf.entries(ids)


@dataclass(frozen=True)
class ManyDetails:
    """What several designs have in common."""

    count: int
    stars: int | None
    """None where they have not all the same; so with `label`."""
    label: int | None
    tags: tuple[str, ...]
    """Those that any of them has."""


def read_many(ids: Ids, project: Project, report: Report) -> ManyDetails:
    """What the inspector shows of several."""
    stars, label = project.shelf.shared(ids)
    return ManyDetails(len(ids), stars, label, tuple(project.shelf.tags_of(ids)))


def read_details(id_: int, project: Project, report: Report) -> DesignDetails | None:
    """A design with its relatives, None if it has gone."""
    candidate = project.shelf.candidate(id_)
    if candidate is None:
        return None
    parents = project.shelf.candidates(candidate.parents)
    children = project.shelf.candidates(project.shelf.children(id_))
    return DesignDetails(candidate, tuple(map(_relative, parents)), tuple(map(_relative, children)))


def _relative(candidate: Candidate) -> ListedPicture:
    try:
        image: QImage | None = load_picture(candidate.path, RELATIVE_EDGE)
    except EngineError:
        image = None
    return ListedPicture(candidate.id, candidate.title, image)


def read_look(id_: int, project: Project, report: Report) -> tuple[int, CloseLook]:
    """Its id and its picture in full. Raises `PictureError`, and `ProjectError` for a design that has gone."""
    for entry in project.shelf.entries([id_]):
        return id_, look_at_design(entry.path, project, entry.model_name)
    raise ProjectError(tr("This design is no longer on the shelf."))


def read_looks(ids: Sequence[int], project: Project, report: Report) -> list[tuple[int, CloseLook]]:
    """As `read_look` for several; those that cannot be read are left out: the name stays, the place is empty."""
    found = []
    for id_ in ids:
        try:
            found.append(read_look(id_, project, report))
        except EngineError:
            continue
    return found


def read_recipe(id_: int, project: Project, report: Report) -> PictureRecipe | None:
    """The recipe of a kept design, None if it has none that can be followed."""
    candidate = project.shelf.candidate(id_)
    return None if candidate is None else recipe_from(candidate.recipe)
