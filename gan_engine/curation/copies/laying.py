"""Laying one print on another, to a fraction of a pixel.

As Lucas and Kanade do (1981), with the colours mapped anew at each step.
A place is float32 [P, 4]: scale, pixels of the source down and right, and stretch, by which the scale is larger across
and smaller down. Prints are squares of pictures of any shape: where one side was cropped, the two are stretched
differently.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from gan_engine.curation.copies.colour_maps import colour_way, recoloured
from gan_engine.curation.copies.hashes import SIDE

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

# By hand, as those of `gan_engine.curation.copies.alignment`, which says how.
_SCALED = (0.7, 1.43)
_STRETCHED = (0.8, 1.25)
"""Within which scale and stretch stay."""
_LIMIT = np.array([0.06, 1, 1, 0.04], np.float32)
"""How far one step goes."""

_GRIDS = {side: np.arange(side, dtype=np.float32) for side in (SIDE // 2, SIDE)}


def laid(source: Floats, at: Floats) -> tuple[Floats, Floats]:
    """The source as it lies on the target, and where both are seen: [P, C, S, S] and [P, S, S] of 0 and 1.

    Along an edge that was moved into the picture a strip is not counted: it is half ground, half picture.
    """
    side = source.shape[-1]
    grid, centre = _GRIDS[side], np.float32((side - 1) / 2)
    scales = at[:, :1] / at[:, 3:], at[:, :1] * at[:, 3:]
    most = np.maximum(np.abs(scales[0] - 1), np.abs(scales[1] - 1))[:, 0]
    across = np.maximum(np.abs(at[:, 1:3]).max(axis=1), most * side / 2)
    margin = np.clip(across - 0.2, 0, 1.5)[:, None]
    ring = (grid >= margin) & (grid <= side - 1 - margin)
    matrices, seen = [], []
    for axis, scale in enumerate(scales, 1):
        x = centre + (grid - centre) * scale + at[:, axis : axis + 1]
        weights = np.maximum(0, 1 - np.abs(x[:, :, None] - grid) / np.maximum(1, scale)[:, :, None])
        weights /= np.maximum(weights.sum(axis=2, keepdims=True), np.float32(1e-6))
        matrices.append(weights)
        seen.append((ring & (x >= margin) & (x <= side - 1 - margin)).astype(np.float32))
    right = np.ascontiguousarray(matrices[1].transpose(0, 2, 1))
    moved = matrices[0][:, None] @ source @ right[:, None]
    return moved, seen[0][:, :, None] * seen[1][:, None, :]


def aligned(
    source: Floats, target: Floats, at: Floats, hopeless: Sequence[float], *, least: float
) -> tuple[Integers, Floats]:
    """Who is worth a closer look, and where the source lies best on the target: rows, [R, 4].

    `hopeless`: the share of the variance that must be explained before each step, for a pair to be followed.
    """
    forth, _ = colour_way(source, target)
    rows = np.argsort(~forth, kind="stable")  # first those whose source is recoloured: either kind is a slice
    source, target, at, forth = source[rows], target[rows], at[rows].astype(np.float32), forth[rows]
    best = np.full(len(rows), np.inf, np.float32)
    best_at = at.copy()
    for iteration in range(len(hopeless) + 1):
        moved, shared = laid(source, at)
        turned = int(np.count_nonzero(forth))
        given, wanted = (np.concatenate(each) for each in _split(moved, target, turned))
        fitted = recoloured(given, wanted, shared)
        rest = wanted - fitted
        rest *= shared[:, None]
        error = _unexplained(rest, wanted, shared)
        better = error < best
        best[better] = error[better]
        best_at[better] = at[better]
        last = iteration == len(hopeless)
        stay = 1 - best >= (least if last else hopeless[iteration])
        if not stay.all():
            rows, forth, best = rows[stay], forth[stay], best[stay]
            at, best_at = at[stay], best_at[stay]
            if not last:
                source, target, shared = source[stay], target[stay], shared[stay]
                wanted, fitted, rest = wanted[stay], fitted[stay], rest[stay]
        if last or not rows.size:
            break
        turned = int(np.count_nonzero(forth))
        np.negative(rest[turned:], out=rest[turned:])
        change = _gauss_newton(np.concatenate([fitted[:turned], wanted[turned:]]), rest, shared)
        at = at.copy()
        at[:, 1:3] += at[:, :1] * change[:, 1:3]
        at[:, 0] = np.clip(at[:, 0] * (1 + change[:, 0]), *_SCALED)
        at[:, 3] = np.clip(at[:, 3] * (1 + change[:, 3]), *_STRETCHED)
    return rows, best_at


def smooth(pictures: Floats) -> Floats:
    """Blurred by [1, 2, 1] / 4 each way: what is less than a pixel wide depends on where the pixels' borders fell."""
    padded = np.pad(pictures, ((0, 0), (0, 0), (1, 1), (1, 1)), mode="edge")
    half, quarter = np.float32(0.5), np.float32(0.25)
    padded = quarter * padded[:, :, :-2] + half * padded[:, :, 1:-1] + quarter * padded[:, :, 2:]
    result: Floats = quarter * padded[..., :-2] + half * padded[..., 1:-1] + quarter * padded[..., 2:]
    return result


def halved(pictures: Floats) -> Floats:
    """16 x 16 pixels of 32 x 32."""
    half: Floats = pictures[..., ::2, :] + pictures[..., 1::2, :]
    result: Floats = (half[..., ::2] + half[..., 1::2]) * np.float32(0.25)
    return result


def _split(first: Floats, second: Floats, count: int) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """The two as parts, exchanged from row `count` on."""
    return (first[:count], second[count:]), (second[:count], first[count:])


def _unexplained(rest: Floats, target: Floats, shared: Floats) -> Floats:
    count, channels = target.shape[:2]
    places = shared.reshape(count, -1, 1)
    weight = np.maximum(places.sum(axis=1), 1)
    flat = target.reshape(count, channels, -1)
    away = flat - flat @ places / weight[:, :, None]
    spread = (np.square(away, out=away) @ places).sum(axis=(1, 2))
    found: Floats = np.einsum("pcyx,pcyx->p", rest, rest) / np.maximum(spread, 1e-6)
    return found


def _gauss_newton(fitted: Floats, rest: Floats, shared: Floats) -> Floats:
    """How much to change each place for the rest to shrink, in pixels of the target: [P, 4]."""
    count, channels, side = fitted.shape[:3]
    slopes = np.zeros((count, 4, channels, side, side), np.float32)
    grows, down, right, stretches = (slopes[:, number] for number in range(4))
    np.subtract(fitted[..., 2:], fitted[..., :-2], out=right[..., 1:-1])
    np.subtract(fitted[..., 2:, :], fitted[..., :-2, :], out=down[..., 1:-1, :])
    half = shared[:, None] / 2
    right *= half
    down *= half
    away = _GRIDS[side] - np.float32((side - 1) / 2)
    outwards = down * away[:, None]
    np.multiply(right, away, out=stretches)
    np.add(stretches, outwards, out=grows)
    stretches -= outwards
    flat = slopes.reshape(count, 4, -1)
    square = flat @ flat.transpose(0, 2, 1)
    square += np.eye(4, dtype=np.float32) * (1e-4 + 3e-4 * np.trace(square, axis1=1, axis2=2)[:, None, None])
    change = np.linalg.solve(square, flat @ rest.reshape(count, -1, 1))[..., 0]
    result: Floats = np.clip(change, -_LIMIT, _LIMIT)
    return result
