"""Orders of many designs, by numbers known of each: most different first, nearest to one, likest in outline.

Features are rows [N,D], silhouettes rows of `seed_features.silhouette_of`. Nothing here draws anything.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from gan_engine.curation.likeness.spaces import principal_axes

Rows = npt.NDArray[np.floating]
Order = npt.NDArray[np.int64]
_LEARNT = 500
"""Rows that components are learnt of."""
_ROUNDS = 3


def main_components(features: Rows, count: int = 32) -> npt.NDArray[np.float32]:
    """Rows [N,D] in their `count` principal components, [N,<=count]: what designs mainly differ in. In all of a
    network's features together any two lie about as far apart as any other two. Learnt of `_LEARNT` rows at most."""
    rows = features.astype(np.float32)
    learnt = rows[:: max(1, len(rows) // _LEARNT)]
    if len(learnt) < 2:  # nothing differs
        return np.zeros((len(rows), 0), np.float32)
    mean = learnt.mean(axis=0)
    axes, _ = principal_axes(learnt - mean, count)
    placed: npt.NDArray[np.float32] = (rows - mean) @ axes
    return placed


def farthest_first(rows: npt.NDArray[np.float32], count: int, begun: Sequence[int] = ()) -> list[int]:
    """`count` of `rows` [N,D], fewer where there are not so many different ones, `begun` first.

    Farthest point selection (Gonzalez 1985, "Clustering to minimize the maximum intercluster distance"): each next one
    is as far as can be from all chosen before, so that few of many differ as much as possible. The first is the one
    farthest from the mean.
    """
    chosen = list(begun)
    away = _squared(rows, rows.mean(axis=0)) if not chosen else _nearest_of(rows, chosen)
    while len(chosen) < min(count, len(rows)):
        index = int(away.argmax())
        if chosen and away[index] <= 0:
            break
        own = _squared(rows, rows[index])
        away = np.minimum(away, own) if chosen else own
        chosen.append(index)
    return chosen


def spread_out(rows: npt.NDArray[np.float32], chosen: Sequence[int], fixed: int) -> list[int]:
    """`chosen` of `rows` [N,D] with those after the first `fixed` exchanged, one by one, for whichever makes the mean
    distance of each to its nearest the largest."""
    best = list(chosen)
    for _ in range(_ROUNDS):
        before = list(best)
        for index in range(fixed, len(best)):
            others = best[:index] + best[index + 1 :]
            away = np.stack([_squared(rows, rows[other]) for other in others], axis=1)
            among = away[others].copy()
            np.fill_diagonal(among, np.inf)
            gained = np.sqrt(away.min(axis=1)) + np.sqrt(np.minimum(among.min(axis=1), away)).sum(axis=1)
            gained[others] = -1
            best[index] = int(gained.argmax())
        if best == before:
            break
    return best


def rest_of(rows: npt.NDArray[np.float32], chosen: Sequence[int]) -> list[int]:
    """All others of `rows` [N,D], those first that lie farther from what was chosen."""
    left = np.ones(len(rows), bool)
    left[list(chosen)] = False
    indices = np.flatnonzero(left)
    order = np.argsort(-_nearest_of(rows, chosen)[indices], kind="stable")
    return [int(index) for index in indices[order]]


def nearest_first(features: Rows, wanted: Rows) -> Order:
    """Rows of [N,D], the nearest to `wanted` [D] first."""
    return np.argsort(_squared(features.astype(np.float32), wanted.astype(np.float32)), kind="stable")


def nearest_distances(features: Rows, others: Rows) -> npt.NDArray[np.float64]:
    """The distance [N] of each row of [N,D] to the nearest of `others` [M,D]."""
    rows, known = features.astype(np.float32), others.astype(np.float32)
    squared = (rows**2).sum(axis=1)[:, None] + (known**2).sum(axis=1)[None] - 2 * rows @ known.T
    nearest: npt.NDArray[np.float64] = np.sqrt(np.maximum(squared.min(axis=1), 0).astype(np.float64))
    return nearest


def largest_first(values: npt.ArrayLike) -> Order:
    """Indices of values [N], the largest first; for any other measure of a design, along a direction for one."""
    return np.argsort(-np.asarray(values, np.float64), kind="stable")


def overlap(silhouettes: npt.NDArray[np.bool_], wanted: Rows) -> npt.NDArray[np.float64]:
    """How far silhouettes [N,S*S] and a painted one [S*S] (0 to 1) lie over one another, moved by one field at most,
    since a hand is not so exact: intersection over union [N] of fuzzy sets, sum of minima over sum of maxima."""
    inside = silhouettes.astype(np.float32)
    sizes = inside.sum(axis=1, dtype=np.float64)
    side = math.isqrt(len(wanted))
    padded = np.pad(np.asarray(wanted, np.float32).reshape(side, side), 1)
    best = np.zeros(len(inside))
    for down, right in itertools.product(range(3), repeat=2):
        moved = padded[down : down + side, right : right + side].ravel()
        shared = (inside @ moved).astype(np.float64)
        whole = sizes + moved.sum(dtype=np.float64) - shared
        best = np.maximum(best, np.divide(shared, whole, out=np.zeros(len(inside)), where=whole > 0))
    return best


def mean_nearest_distance(features: Rows) -> float:
    """The mean distance of each of rows [N,D] to the nearest of the others: how much some designs differ."""
    rows = features.astype(np.float64)
    squared = ((rows[:, None] - rows[None]) ** 2).sum(axis=-1)
    np.fill_diagonal(squared, np.inf)
    return float(np.sqrt(squared.min(axis=1)).mean())


def _nearest_of(rows: npt.NDArray[np.float32], chosen: Sequence[int]) -> npt.NDArray[np.float32]:
    away = np.full(len(rows), np.inf, np.float32)
    for index in chosen:
        away = np.minimum(away, _squared(rows, rows[index]))
    return away


def _squared(rows: npt.NDArray[np.float32], one: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    away: npt.NDArray[np.float32] = ((rows - one) ** 2).sum(axis=1)
    return away
