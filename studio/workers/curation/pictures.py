"""Loading pictures of the catalogue, small or whole. For worker threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from gan_engine.curation.framing import is_pixel_art
from gan_engine.dataset.reading import Dataset
from gan_engine.reporting import Report
from studio.project.pictures.edited_picture import edited_picture
from studio.project.pictures.facts import Picture
from studio.project.pictures.thumbnails import EDGE, Thumbnails
from studio.project.project import Project
from studio.workers.images import from_bytes, to_image

Steps = Sequence[Mapping[str, Any]]
"""As stored: see `gan_engine.curation.picture_edits`."""


def load_thumbnail(cache: Thumbnails, key: str, path: Path, edge: int, steps: Steps = ()) -> QImage | None:
    """A picture for the grid, its longest side about `edge`; None where it cannot be read."""
    if edge > EDGE:
        return load_whole(path, edge, steps)
    data = cache.make(key, path, steps)
    return None if data is None else from_bytes(data)


def load_kept(cache: Thumbnails, key: str) -> QImage | None:
    """A thumbnail that was made before, None where there is none: all that is left of an original that has gone."""
    data = cache.read(key)
    return None if data is None else from_bytes(data)


def load_whole(path: Path, longest: int | None = None, steps: Steps = ()) -> QImage:
    """A picture after its steps. Raises `PictureError`, and `ConfigurationError` for steps that are none."""
    return to_image(edited_picture(path, steps, longest))


@dataclass(frozen=True, eq=False)
class CloseLook:
    """A whole picture as it is looked at close."""

    image: QImage
    hard: bool
    """Pixel art: its pixels are squares however large it is shown; painted art is enlarged smoothly."""
    whole: bool = True
    """False: the small picture stands for an original that has gone."""


def load_close(path: Path, steps: Steps = (), longest: int | None = None) -> CloseLook:
    """As `load_whole`."""
    picture = edited_picture(path, steps, longest)
    return CloseLook(to_image(picture), is_pixel_art(picture))


def load_what_is_there(picture: Picture, project: Project, report: Report) -> CloseLook | None:
    """As `load_close`; of an original that has gone the small picture, None without one. For `ProjectReads`."""
    if not picture.missing:
        return load_close(picture.path, picture.original.steps)
    small = load_kept(project.thumbnails, picture.thumbnail_key)
    return None if small is None else CloseLook(small, hard=False, whole=False)


def load_held_out(dataset: Dataset, index: int) -> QImage:
    """A picture of a baked dataset that is kept from training. Raises `DatasetError`."""
    return to_image(dataset.read_held_out(index).transpose(1, 2, 0))


def load_baked(dataset: Dataset, index: int) -> QImage:
    """A picture of a baked dataset. Raises `DatasetError`."""
    return to_image(dataset.read(index).transpose(1, 2, 0))
