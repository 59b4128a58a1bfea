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

_HARDLY_ANY = 1e-3
"""Variance of colours beside their grey: pictures of greys have less."""
_NOISE, _AS_COLOURFUL = 1e-4, 0.25
"""What of it is noise; and how far apart the logarithms are of two that are as colourful as each other."""


def colour_way(source: Floats, target: Floats) -> tuple[Booleans, Booleans]:
    """Whether to map the source's colours to the target's, for colours and lights can be lost, not won; and whether
    lights or darks were lost."""
    colours = source[:, :3], target[:, :3]
    ends = [_share(_ends(one)) for one in colours]
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
    fitted = recoloured(more, less, shared, bent=bent)
    return *exchanged(less, fitted, forth), less


def exchanged(first: Floats, second: Floats, where: Booleans) -> tuple[Floats, Floats]:
    """The two, the other way round in the rows `where`."""
    if not where.any():
        return first, second
    changed = first.copy(), second.copy()
    changed[0][where], changed[1][where] = second[where], first[where]
    return changed


def in_like_colours(first: Floats, second: Floats) -> Booleans:
    """Whether one is as colourful as the other, so that neither can have lost what the other shows: what one map makes
    of the one, another makes undone."""
    colourful = [_colourfulness(one[:, :3]) + _NOISE for one in (first, second)]
    found: Booleans = np.abs(np.log(colourful[0] / colourful[1])) < _AS_COLOURFUL
    return found


def is_grey(pictures: Floats) -> Booleans:
    """Whether there is hardly any colour in them."""
    found: Booleans = _colourfulness(pictures[:, :3]) < _HARDLY_ANY
    return found


def _colourfulness(colours: Floats) -> Floats:
    away = (colours - colours.mean(axis=1, keepdims=True)).reshape(len(colours), 3, -1)
    away -= away.mean(axis=2, keepdims=True)
    found: Floats = np.einsum("pcn,pcn->p", away, away) / np.float32(away.shape[2])
    return found


def recoloured(picture: Floats, target: Floats, shared: Floats, *, bent: bool = False) -> Floats:
    """`picture` in the colours of `target`, by the affine map that fits best where both are seen, or by the quadratic
    one (`bent`).

    Where the target has more that is quite black or quite white than the picture has, it was clipped there: the map
    is found from what was not, clips too, and what comes near the end is taken to have been lost.
    """
    count = len(picture)
    if picture.shape[1] == 4:
        shared = shared * picture[:, 3]
        shared *= target[:, 3]
    given, wanted = picture[:, :3], target[:, :3]
    flat = given.reshape(count, 3, -1)
    terms = [flat, np.ones((count, 1, flat.shape[2]), np.float32)]
    if bent:
        terms += [np.square(flat), flat * np.roll(flat, 1, axis=1)]
    values = np.concatenate(terms, axis=1)
    ends = _ends(wanted)
    clipped = np.flatnonzero(_share(ends) > _share(_ends(given)) + _CLIPPED)
    weight = shared
    if clipped.size:
        weight = shared.copy()
        weight[clipped] *= np.where(ends[clipped].any(axis=1), np.float32(0.05), np.float32(1))
    weighed = values * weight.reshape(count, 1, -1)
    square = weighed @ values.transpose(0, 2, 1)
    square += np.eye(values.shape[1], dtype=np.float32) * 0.02
    mapped = weighed @ wanted.reshape(count, 3, -1).transpose(0, 2, 1)
    colours: Floats = np.asarray(np.linalg.solve(square, mapped), np.float32)
    result: Floats = np.empty_like(picture)
    result[:, 3:] = picture[:, 3:]
    fitted = result[:, :3]
    np.matmul(colours.transpose(0, 2, 1), values, out=fitted.reshape(count, 3, -1))
    np.clip(fitted, 0, 1, out=fitted)
    if clipped.size:
        there, made = wanted[clipped], fitted[clipped]
        lost = ((there > 0.93) & (made > 0.85)) | ((there < 0.07) & (made < 0.15))
        fitted[clipped] = np.where(lost, there, made)
    return result


def _ends(colours: Floats) -> Booleans:
    """What is quite black or quite white."""
    found: Booleans = (colours < _BLACK) | (colours > 1 - _BLACK)
    return found


def _share(found: Booleans) -> npt.NDArray[np.float64]:
    """[P] of [P, 3, S, S], whose places come in eights: they are counted eight at a time."""
    flat = found.reshape(len(found), -1)
    counted: npt.NDArray[np.float64] = np.bitwise_count(flat.view(np.uint64)).sum(axis=1) / flat.shape[1]
    return counted
