"""The colours of one print mapped to those of another that lies on it, by the one smooth map that fits best.

Pictures are float32 [P, C, S, S], 0 to 1: red, green and blue, and in the fourth channel of cut-outs alpha, which no
map touches. Only what is opaque in both says how colours were changed.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Booleans = npt.NDArray[np.bool_]

# By hand, as those of `gan_engine.curation.copies.alignment`, which says how.
_BLACK = 4 / 255
"""Within so much of black or white a value counts as clipped: a few levels, which compression moves."""
_CLIPPED = 0.015
"""Share of pixels that one has more of at black or white than the other, where lights or darks were lost."""


def colour_way(source: Floats, target: Floats) -> tuple[Booleans, Booleans]:
    """Whether to map the source's colours to the target's, for colours and lights can be lost, not won; and whether
    lights or darks were lost."""
    colours = source[:, :3], target[:, :3]
    ends = [((one < _BLACK) | (one > 1 - _BLACK)).mean(axis=(1, 2, 3)) for one in colours]
    clipped = np.abs(ends[0] - ends[1]) > _CLIPPED
    colourful = [_colourfulness(one) + 1e-5 for one in colours]
    as_colourful = np.abs(np.log(colourful[0] / colourful[1])) < 1
    return np.where(clipped & as_colourful, ends[0] < ends[1], colourful[0] >= colourful[1]), clipped


def in_one_palette(
    moved: Floats, target: Floats, shared: Floats, forth: Booleans, *, bent: bool = False
) -> tuple[Floats, Floats, Floats]:
    """The moved picture in the colours of the target (`forth`), or the target in those of the moved one; and the one
    of the two whose colours are used."""
    more, less = exchanged(target, moved, forth)
    fitted = _recoloured(more, less, shared, bent=bent)
    mask = forth[:, None, None, None]
    return np.where(mask, fitted, moved), np.where(mask, target, fitted), less


def exchanged(first: Floats, second: Floats, where: Booleans) -> tuple[Floats, Floats]:
    """The two, the other way round in the rows `where`."""
    mask = where[:, None, None, None]
    return np.where(mask, second, first), np.where(mask, first, second)


def _colourfulness(colours: Floats) -> Floats:
    found: Floats = np.var(colours - colours.mean(axis=1, keepdims=True), axis=(2, 3)).sum(axis=1)
    return found


def _recoloured(picture: Floats, target: Floats, shared: Floats, *, bent: bool) -> Floats:
    """`picture` in the colours of `target`, by the affine map that fits best where both are seen, or by the quadratic
    one (`bent`).

    Where the target has more that is quite black or quite white than the picture has, it was clipped there: the map
    is found from what was not, clips too, and what comes near the end is taken to have been lost.
    """
    count = len(picture)
    if picture.shape[1] == 4:
        shared = shared * picture[:, 3] * target[:, 3]
    given, target = picture[:, :3], target[:, :3]
    flat = given.reshape(count, 3, -1)
    terms = [flat, np.ones((count, 1, flat.shape[2]), np.float32)]
    if bent:
        terms += [np.square(flat), flat * np.roll(flat, 1, axis=1)]
    values = np.concatenate(terms, axis=1)
    ends = (target < _BLACK) | (target > 1 - _BLACK)
    clipped = ends.mean(axis=(1, 2, 3)) > ((given < _BLACK) | (given > 1 - _BLACK)).mean(axis=(1, 2, 3)) + _CLIPPED
    weight = shared * np.where(clipped[:, None, None] & ends.any(axis=1), np.float32(0.05), np.float32(1))
    weighed = values * weight.reshape(count, 1, -1)
    square = weighed @ values.transpose(0, 2, 1)
    square += np.eye(values.shape[1], dtype=np.float32) * 0.02
    mapped = weighed @ target.reshape(count, 3, -1).transpose(0, 2, 1)
    colours: Floats = np.asarray(np.linalg.solve(square, mapped), np.float32)
    result: Floats = (colours.transpose(0, 2, 1) @ values).reshape(given.shape)
    np.clip(result, 0, 1, out=result)
    lost = ((target > 0.93) & (result > 0.85)) | ((target < 0.07) & (result < 0.15))
    result = np.where(lost & clipped[:, None, None, None], target, result)
    return result if picture.shape[1] == 3 else np.concatenate([result, picture[:, 3:]], axis=1)
