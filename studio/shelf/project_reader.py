"""What the shelf reads on threads: designs with their relatives, their pictures, their recipes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from gan_engine.errors import EngineError
from gan_engine.pictures import read_picture
from gan_engine.reporting import Report
from studio.project.project import Project
from studio.project.shelf import Candidate, Entry
from studio.widgets.grid.picture_list import ListedPicture
from studio.workers.explorer.design_recipes import recipe_from
from studio.workers.images import to_image

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


def read_entries(project: Project, report: Report) -> list[Entry]:
    """The whole shelf in lines, newest first."""
    return project.shelf.entries()


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
    return ListedPicture(candidate.id, candidate.name, image)


def read_image(entry: Entry, project: Project, report: Report) -> tuple[int, QImage]:
    """Its id and its picture in full. Raises `PictureError`."""
    return entry.id, load_picture(entry.path)


def read_images(entries: Sequence[Entry], project: Project, report: Report) -> list[tuple[int, QImage]]:
    """As `read_image` for several; those that cannot be read are left out: the name stays, the place is empty."""
    found = []
    for entry in entries:
        try:
            found.append(read_image(entry, project, report))
        except EngineError:
            continue
    return found


def read_recipe(id_: int, project: Project, report: Report) -> PictureRecipe | None:
    """The recipe of a kept design, None if it has none that can be followed."""
    candidate = project.shelf.candidate(id_)
    return None if candidate is None else recipe_from(candidate.recipe)
