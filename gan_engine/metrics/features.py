"""Features of picture files by the thousand: decoded on threads while the network computes.

A picture is looked at after its own steps, as `gan_engine.curation.presentation` shows it: its content alone, in its
own shape. Its small print for finding copies is taken on the way, from the same pixels.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Generator, Sequence

import numpy as np
import numpy.typing as npt
import torch

from gan_engine import processor
from gan_engine.curation.copies.hashes import picture_hash
from gan_engine.curation.framing import of_ratio, resample
from gan_engine.curation.grounds import WHITE, border_colour
from gan_engine.curation.picture_edits import apply, parse_steps
from gan_engine.curation.presentation import present, resized
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import EngineError
from gan_engine.image_shape import NEUTRAL, ImageShape
from gan_engine.metrics.feature_network import Backbone
from gan_engine.parallel import ordered_map
from gan_engine.picture_modes import Picture
from gan_engine.pictures import flatten, read_picture
from gan_engine.reporting import Report, silent

Features = npt.NDArray[np.float32]
Hash = npt.NDArray[np.uint8]

_WAITING = 6
"""Pictures that are decoded and not yet looked at, for each thread: what memory holds of them at most."""
_TOGETHER = 2
"""Batches that are taken at a time, for pictures of one shape to fill them."""
_SQUARE = 7
_VIEWS = ((7, 7), (8, 6), (10, 5), (12, 4), (6, 8), (5, 10), (4, 12))
"""Shapes that the network looks at, in its own cells of `side` / 7 pixels: 48 to 50 of them each."""


def features_of_files(
    items: Sequence[SourcePicture], backbone: Backbone, report: Report = silent, threads: int | None = None
) -> Generator[tuple[int, Features | None, Hash | None], None, None]:
    """(index, features [D], hash [K]) of each item in order; None twice where a picture cannot be read. The features
    are as `Backbone.described` gives them.

    Memory is the same for ten pictures as for ten thousand. Raises what `report` raises; what is under way is
    given up.
    """
    threads = threads or processor.cores()
    look = functools.partial(_look, longest=backbone.size)
    together = _TOGETHER * backbone.batch
    ahead = max(_WAITING * threads, 2 * together)
    with contextlib.closing(ordered_map(look, items, threads, ahead, "features")) as looks:
        for start in range(0, len(items), together):
            report(start, len(items), items[start].path.name)
            seen = list(itertools.islice(looks, together))
            rows = iter(_rows([looked[0] for looked in seen if looked is not None], backbone))
            for index, looked in enumerate(seen, start):
                yield (index, None, None) if looked is None else (index, next(rows), looked[1])
        report(len(items), len(items))


def padded(item: SourcePicture, size: ImageShape) -> Picture:
    """The picture as a network of `size` learns it: transparency laid on white, padded to that ratio in the colour of
    its border (both mid-grey where the network knows alpha); uint8 [H, W, 3], the picture itself no longer than a
    design. Raises EngineError."""
    picture = _read(item, size.longer)
    ground = NEUTRAL if size.has_alpha else border_colour(picture)
    height, width = picture.shape[:2]
    if picture.shape[2] == 4:
        picture = flatten(picture, NEUTRAL if size.has_alpha else WHITE)
    columns, rows = of_ratio(width, height, size, inside=False)
    if (height, width) == (rows, columns):
        return picture
    whole: Picture = np.empty((rows, columns, 3), np.uint8)
    whole[:] = ground
    top, left = (rows - height) // 2, (columns - width) // 2
    whole[top : top + height, left : left + width] = picture
    return whole


def _read(item: SourcePicture, longest: int) -> Picture:
    return _stepped(item, longest) if item.steps else read_picture(item.path, longest=longest)


def _stepped(item: SourcePicture, longest: int) -> Picture:
    """The cut part, freed of its ground as the artist wished; framing is left to what follows."""
    picture = apply(read_picture(item.path), parse_steps(item.steps))
    factor = longest / max(picture.shape[:2])
    if factor >= 1:
        return np.ascontiguousarray(picture)
    return resample(picture, max(1, round(picture.shape[1] * factor)), max(1, round(picture.shape[0] * factor)))


def _look(item: SourcePicture, longest: int) -> tuple[Picture, Hash] | None:
    """The picture as the network is shown it, and its print."""
    with contextlib.suppress(EngineError):
        picture = _read(item, longest)
        shown = present(picture)
        flat = shown.without_alpha()
        return resized(flat, *view_of(*flat.shape[:2], side=longest)), picture_hash(picture, shown)
    return None


def view_of(height: int, width: int, *, side: int) -> tuple[int, int]:
    """Width and height at which the network sees a picture of this shape: about `side` squared pixels, for it has no
    need of squares. Few shapes, so that most of a set go through it together; beyond 3 to 1 they are squeezed."""
    wide = np.log(width / height)
    across, down = min(_VIEWS, key=lambda view: abs(wide - np.log(view[0] / view[1])))
    return round(side * across / _SQUARE), round(side * down / _SQUARE)


def _rows(pictures: list[Picture], backbone: Backbone) -> list[Features]:
    """The features of pictures of a few shapes: those of one shape go through the network together."""
    found: dict[int, Features] = {}
    by_shape: dict[tuple[int, ...], list[int]] = {}
    for index, picture in enumerate(pictures):
        by_shape.setdefault(picture.shape, []).append(index)
    for indices in by_shape.values():
        for start in range(0, len(indices), backbone.batch):
            part = indices[start : start + backbone.batch]
            batch = torch.from_numpy(np.stack([pictures[index] for index in part])).permute(0, 3, 1, 2)
            seen = backbone.described(backbone.normalised(batch)).cpu().numpy()
            found.update(zip(part, seen, strict=True))
    return [found[index] for index in range(len(pictures))]
