"""Clusters of a set by k-means, with a suggestion of how many there are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gan_engine.curation.likeness.spaces import principal, unit
from gan_engine.reporting import Report, silent

Floats = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]

MOST = 12
"""Groups that are tried where the number is left open: more would be nothing to look through."""

_ROUNDS = 40  # of Lloyd's iteration at most
_TRIES = 4  # from fresh seeds; the tightest groups are kept
_JUDGED = 1500
"""Pictures the number of groups is judged by."""
_WORTH = 0.06
"""A silhouette below which a set is one group."""


@dataclass(frozen=True)
class Clusters:
    """Rows by their nearest centre; the largest group is 0, and none is empty."""

    labels: Labels
    """[N]"""
    centres: Floats
    """[K, D]"""

    @property
    def count(self) -> int:
        """How many groups there are."""
        return len(self.centres)


def means(
    points: npt.ArrayLike, count: int, report: Report = silent, *, tries: int = _TRIES, rounds: int = _ROUNDS
) -> Clusters:
    """k-means (Lloyd) from k-means++ seeds (Arthur and Vassilvitskii, 2007), the best of a few tries.

    At most `count` groups of [N, D]; the same points give the same groups.
    """
    given = np.ascontiguousarray(points, dtype=np.float32)
    if count <= 1 or len(given) <= 1:
        return Clusters(np.zeros(len(given), np.int64), given.mean(axis=0, keepdims=True) if len(given) else given[:0])
    squares = np.einsum("nd,nd->n", given, given)
    best: tuple[float, Labels, Floats] | None = None
    for attempt in range(tries):
        report(attempt, tries, "grouping")
        centres = _seeds(given, min(count, len(given)), np.random.default_rng(attempt))
        labels, cost = _nearest_centres(given, squares, centres)
        for _ in range(rounds):
            centres = _centres(given, labels, len(centres))
            before, (labels, cost) = labels, _nearest_centres(given, squares, centres)
            if np.array_equal(before, labels):
                break
        if best is None or cost < best[0]:
            best = (cost, labels, centres)
    assert best is not None
    sizes = np.bincount(best[1], minlength=len(best[2]))
    order = np.argsort(-sizes, kind="stable")[: int((sizes > 0).sum())]
    rank = np.zeros(len(sizes), np.int64)
    rank[order] = np.arange(len(order))
    return Clusters(rank[best[1]], best[2][order])


def clusters(features: npt.ArrayLike, count: int | None = None, report: Report = silent) -> Labels:
    """The group of each row of [N, D] features, the largest first; `count`: `suggest_count` where not given."""
    points = cluster_space(features)
    return means(points, count or suggest_count(points, report), report).labels


def cluster_space(features: npt.ArrayLike) -> Floats:
    """What groups are looked for in: directions of the principal components, so that the angle counts (spherical)."""
    return unit(principal(features, 48))


def suggest_count(points: npt.ArrayLike, report: Report = silent) -> int:
    """How many groups [N, D] falls into, 1 to `MOST`: where the silhouette (Rousseeuw, 1987) is largest."""
    given = np.asarray(points, dtype=np.float32)
    if len(given) > _JUDGED:
        given = given[np.linspace(0, len(given) - 1, _JUDGED).astype(np.int64)]
    highest = min(MOST, len(given) // 4)
    if highest < 2:
        return 1
    squares = np.einsum("nd,nd->n", given, given)
    apart = np.sqrt(np.maximum(squares[:, None] + squares - 2 * given @ given.T, 0))
    scored = []
    for count in range(2, highest + 1):
        report(count - 2, highest - 1, "counting groups")
        scored.append((_silhouette(apart, means(given, count).labels), count))
    score, count = max(scored, key=lambda pair: (round(pair[0], 3), -pair[1]))
    return count if score > _WORTH else 1


def _silhouette(apart: Floats, labels: Labels) -> float:
    member = np.eye(int(labels.max()) + 1, dtype=np.float32)[labels]
    sizes = member.sum(axis=0)
    total = apart @ member
    rows = np.arange(len(labels))
    own = total[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    others = total / np.maximum(sizes, 1)
    others[rows, labels] = np.inf
    next_ = others.min(axis=1)
    width = np.where(sizes[labels] > 1, (next_ - own) / np.maximum(np.maximum(next_, own), 1e-9), 0)
    return float(width.mean())


def _seeds(points: Floats, count: int, lots: np.random.Generator) -> Floats:
    chosen = [int(lots.integers(len(points)))]
    apart = _squared(points, points[chosen[0]])
    while len(chosen) < count and apart.max() > 0:
        chosen.append(int(lots.choice(len(points), p=(apart / apart.sum(dtype=np.float64)).astype(np.float64))))
        apart = np.minimum(apart, _squared(points, points[chosen[-1]]))
    return points[chosen]


def _squared(points: Floats, centre: Floats) -> npt.NDArray[np.float64]:
    difference = points - centre
    return np.asarray(np.einsum("nd,nd->n", difference, difference), dtype=np.float64)


def _nearest_centres(points: Floats, squares: Floats, centres: Floats) -> tuple[Labels, float]:
    apart = np.einsum("kd,kd->k", centres, centres) - 2 * points @ centres.T
    labels = apart.argmin(axis=1).astype(np.int64)
    return labels, float((apart[np.arange(len(points)), labels] + squares).sum(dtype=np.float64))


def _centres(points: Floats, labels: Labels, count: int) -> Floats:
    order = np.argsort(labels, kind="stable")
    sizes = np.bincount(labels, minlength=count)
    starts = np.cumsum(sizes) - sizes
    there = sizes > 0
    found = np.zeros((count, points.shape[1]), np.float32)
    found[there] = np.add.reduceat(points[order], starts[there], axis=0) / sizes[there, None]
    if not there.all():  # an empty group takes the picture that fits worst
        worst = np.argsort(-np.einsum("nd,nd->n", points - found[labels], points - found[labels]), kind="stable")
        found[~there] = points[worst[: int((~there).sum())]]
    return found
