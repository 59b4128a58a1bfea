"""Features of picture files by the thousand: decoded on threads while the network computes.

A picture is looked at as it will be trained on: its own steps done, transparency laid on white, padded to a square
in the colour of its border. Its small print for finding copies is taken on the way, from the same pixels.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Generator, Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from gan_engine import processor
from gan_engine.curation.copies.hashes import picture_hash
from gan_engine.curation.framing import border_colour, resample
from gan_engine.curation.picture_edits import apply, parse_steps
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import EngineError
from gan_engine.metrics.feature_network import Backbone
from gan_engine.parallel import ordered_map
from gan_engine.picture_modes import Picture
from gan_engine.pictures import flatten, read_picture
from gan_engine.reporting import Report, silent

Features = npt.NDArray[np.float32]
Hash = npt.NDArray[np.uint8]

_WAITING = 6
"""Pictures that are decoded and not yet looked at, for each thread: what memory holds of them at most."""


def features_of_files(
    items: Sequence[SourcePicture], backbone: Backbone, report: Report = silent, threads: int | None = None
) -> Generator[tuple[int, Features | None, Hash | None], None, None]:
    """(index, features [D], hash [K]) of each item in order; None twice where a picture cannot be read.

    Memory is the same for ten pictures as for ten thousand. Raises what `report` raises; what is under way is
    given up.
    """
    threads = threads or processor.cores()
    look = functools.partial(_look, longest=backbone.size)
    ahead = max(_WAITING * threads, 2 * backbone.batch)
    with contextlib.closing(ordered_map(look, items, threads, ahead, "features")) as looks:
        for start in range(0, len(items), backbone.batch):
            report(start, len(items), items[start].path.name)
            seen = list(itertools.islice(looks, backbone.batch))
            good = [looked[0] for looked in seen if looked is not None]
            rows = iter(backbone.of_prepared(_prepared(good, backbone)).cpu().numpy() if good else ())
            for index, looked in enumerate(seen, start):
                yield (index, None, None) if looked is None else (index, next(rows), looked[1])
        report(len(items), len(items))


def square(item: SourcePicture, longest: int) -> Picture:
    """The picture as it is looked at: uint8 [S, S, 3], S at most `longest`. Raises EngineError."""
    picture = _stepped(item, longest) if item.steps else read_picture(item.path, longest=longest)
    ground = border_colour(picture)
    height, width = picture.shape[:2]
    if picture.shape[2] == 4:
        picture = flatten(picture, (255, 255, 255))
    side = max(height, width)
    if height == width:
        return picture
    whole: Picture = np.empty((side, side, 3), np.uint8)
    whole[:] = ground
    top, left = (side - height) // 2, (side - width) // 2
    whole[top : top + height, left : left + width] = picture
    return whole


def _stepped(item: SourcePicture, longest: int) -> Picture:
    """The cut part, freed of its ground as the artist wished; framing is left to the square that follows."""
    picture = apply(read_picture(item.path), parse_steps(item.steps))
    factor = longest / max(picture.shape[:2])
    if factor >= 1:
        return np.ascontiguousarray(picture)
    return resample(picture, max(1, round(picture.shape[1] * factor)), max(1, round(picture.shape[0] * factor)))


def _look(item: SourcePicture, longest: int) -> tuple[Picture, Hash] | None:
    with contextlib.suppress(EngineError):
        picture = square(item, longest)
        return picture, picture_hash(picture)
    return None


def _prepared(pictures: list[Picture], backbone: Backbone) -> Tensor:
    """What the network takes, whatever sizes the pictures have; most are of one."""
    tensors = [torch.from_numpy(picture).permute(2, 0, 1)[None] for picture in pictures]
    if len({picture.shape for picture in pictures}) == 1:
        return backbone.prepare(torch.cat(tensors))
    return torch.cat([backbone.prepare(tensor) for tensor in tensors])
