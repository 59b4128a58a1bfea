"""Variants of a few pictures, and advice on mirroring and turning. For worker threads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtGui import QImage

from gan_engine.errors import EngineError
from gan_engine.image_shape import ImageShape
from gan_engine.reporting import Report
from studio.workers.images import to_image

if TYPE_CHECKING:
    from gan_engine.curation.asymmetry import Advice
    from studio.project.project import Project

Framed = list[np.ndarray]
"""Pictures as they will be trained on, all of one shape: uint8 [height, width, 3 or 4]."""


def read_framed(
    project: Project, ids: Sequence[int], size: ImageShape, fit: str, background: str, report: Report
) -> Framed:
    """The pictures framed as they will be baked, small; those that cannot be read are left out."""
    from gan_engine.curation.framing import frame
    from studio.project.pictures.edited_picture import edited_picture

    background_rgb = _rgb(background)
    framed = []
    for done, picture in enumerate(project.catalogue.pictures(ids)):
        report(done, len(ids))
        try:
            pixels = edited_picture(picture.path, picture.original.steps, 2 * size.longer)
            framed.append(frame(pixels, size, fit, background_rgb))
        except (EngineError, MemoryError):
            continue
    return framed


def _rgb(background: str) -> tuple[int, int, int] | None:
    """As framing and variants take it; None: each picture's own."""
    if background == "keep":
        return None
    red, green, blue = bytes.fromhex(background[1:])
    return red, green, blue


def make_variants(
    framed: Framed, operation: str, low: float, high: float, background: str, columns: int, report: Report
) -> list[QImage]:
    """One for each column, its picture in turn, the amounts from `low` to `high`; `background` fills empty places."""
    from gan_engine.curation.augmentation import apply

    ground = _rgb(background)
    amounts = np.linspace(low, high, columns)
    made = []
    for column, amount in enumerate(amounts):
        report(column, columns)
        rng = np.random.default_rng((column, len(operation)))
        made.append(to_image(apply(framed[column % len(framed)], operation, rng, amount=float(amount), ground=ground)))
    return made


def make_originals(framed: Framed, columns: int) -> list[QImage]:
    """The picture of each column as it is."""
    return [to_image(framed[column % len(framed)]) for column in range(columns)]


class Advised(NamedTuple):
    """What was measured of one operation on the project's pictures."""

    advice: Advice
    ids: list[int]
    """The pictures that show it, the clearest first."""


def advise(project: Project, report: Report) -> list[Advised]:
    """What mirroring, turning hues and turning would do to the pictures that are not rejected."""
    from gan_engine.curation.asymmetry import MOST, advice, sample_square
    from gan_engine.pictures import decode_picture
    from studio.project.pictures.query import State

    pictures = [
        picture for picture in project.catalogue.pictures(project.catalogue.ids().tolist())
        if picture.thumbnail_key and not picture.missing and picture.state is not State.REJECTED
    ]  # fmt: skip
    every = max(1, len(pictures) // MOST)
    squares, ids = [], []
    for done, picture in enumerate(some := pictures[::every][:MOST]):
        report(done, len(some))
        data = project.thumbnails.make(picture.thumbnail_key, picture.path, picture.original.steps)
        if data is not None:
            try:
                squares.append(sample_square(decode_picture(data)))
            except EngineError:
                continue
            ids.append(picture.id)
    return [Advised(one, [ids[number] for number in one.evidence]) for one in advice(squares, report=report)]
