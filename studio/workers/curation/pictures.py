"""Loading pictures of the catalogue, small or whole. For worker threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from gan_engine.dataset.reading import Dataset
from studio.project.pictures.edited_picture import edited_picture
from studio.project.pictures.thumbnails import EDGE, Thumbnails
from studio.workers.images import from_bytes, to_image

Steps = Sequence[Mapping[str, Any]]
"""As stored: see `gan_engine.curation.picture_edits`."""


def load_thumbnail(cache: Thumbnails, key: str, path: Path, edge: int, steps: Steps = ()) -> QImage | None:
    """A picture for the grid, its longest side about `edge`; None where it cannot be read."""
    if edge > EDGE:
        return load_whole(path, edge, steps)
    data = cache.make(key, path, steps)
    return None if data is None else from_bytes(data)


def load_whole(path: Path, longest: int | None = None, steps: Steps = ()) -> QImage:
    """A picture after its steps. Raises `PictureError`, and `ConfigurationError` for steps that are none."""
    return to_image(edited_picture(path, steps, longest))


def load_held_out(dataset: Dataset, index: int) -> QImage:
    """A picture of a baked dataset that is kept from training. Raises `DatasetError`."""
    return to_image(dataset.read_held_out(index).transpose(1, 2, 0))


def load_baked(dataset: Dataset, index: int) -> QImage:
    """A picture of a baked dataset. Raises `DatasetError`."""
    return to_image(dataset.read(index).transpose(1, 2, 0))
