"""The map of a set: a place in the plane for each picture, those that are alike close together.

The graph of nearest neighbours is drawn as UMAP draws it (McInnes, Healy and Melville, 2018): edges pull, a few
points drawn by lot push. All points move at once, in numpy, each by the mean of the forces on it, so that there is no
order and no chance in it: the same features give the same map.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gan_engine.curation.likeness.neighbours import Neighbours, nearest
from gan_engine.curation.likeness.spaces import principal, unit
from gan_engine.reporting import Report, silent

Floats = npt.NDArray[np.float32]
Seen = Callable[[Floats], object]

NEIGHBOURS = 15
"""How many of the nearest hold a picture in its place."""

_A, _B = 1.577, 0.8951
"""Of the curve 1 / (1 + a d^2b) that likeness on the map follows; these let points come as near as 0.1."""
_PUSHES = 8
"""Points by lot that push each point away in one round, standing for all."""
_REPULSION = 5.0
"""How much all pushes weigh against all pulls: UMAP's five negative samples for each edge."""
_WIDTH = 10.0
"""Of the map as it starts."""
_SHOW_EVERY = 10  # rounds
_MARGIN = 0.02


@dataclass(frozen=True)
class _Edges:
    """Who pulls whom, each pair once: two rows and how strongly, 0 to 1."""

    ends: npt.NDArray[np.int64]
    others: npt.NDArray[np.int64]
    weights: Floats


def layout(
    features: npt.ArrayLike, report: Report = silent, *, rounds: int | None = None, seen: Seen | None = None
) -> Floats:
    """A place for each row of [N, D] features: float32 [N, 2] within 0 to 1. Nothing but the features decides it.

    `seen` is given the places now and then while they move, as they are returned: for a map that is watched.
    20,000 pictures take some twenty seconds on two cores.
    """
    points = unit(principal(features, 64))
    count = len(points)
    if count < 4:
        return _within(np.stack([np.arange(count), np.zeros(count)], axis=1).astype(np.float32))
    start = principal(points, 2)
    if start.shape[1] < 2:
        start = np.concatenate([start, np.zeros((count, 2 - start.shape[1]), np.float32)], axis=1)
    edges = _edges(nearest(points, NEIGHBOURS))
    rounds = rounds or (300 if count <= 10_000 else 200)
    lots = np.random.default_rng(0)
    positions = start * np.float32(_WIDTH / max(float(np.abs(start).max()), 1e-9))
    positions += lots.normal(0, 0.02, positions.shape).astype(np.float32)  # copies of one picture would never part
    load = np.bincount(edges.ends, edges.weights, count) + np.bincount(edges.others, edges.weights, count)
    load = np.maximum(load, 1e-6)[:, None].astype(np.float32)
    for done in range(rounds):
        report(done, rounds, "drawing the map")
        step = np.float32(1 - done / rounds)
        positions += step * np.clip(_pulls(positions, edges) / load + _pushes(positions, lots), -2, 2)
        if seen is not None and done % _SHOW_EVERY == 0:
            seen(_within(positions))
    report(rounds, rounds)
    return _within(positions)


def _edges(graph: Neighbours) -> _Edges:
    """Likeness 0 to 1 along the graph's edges, each picture by the scale of its own neighbourhood."""
    count, near = graph.indices.shape
    distances = graph.distances
    first = distances[:, :1]
    low, high = np.zeros((count, 1), np.float32), np.full((count, 1), 1e3, np.float32)
    for _ in range(32):  # the width at which its neighbours count as log2(k) in all
        width = (low + high) / 2
        total = np.exp(-np.maximum(distances - first, 0) / np.maximum(width, 1e-9)).sum(axis=1, keepdims=True)
        low, high = np.where(total < np.log2(near), width, low), np.where(total < np.log2(near), high, width)
    floor = 1e-3 * max(float(distances.mean()), 1e-9)
    likeness = np.exp(-np.maximum(distances - first, 0) / np.maximum((low + high) / 2, floor)).ravel()
    rows = np.repeat(np.arange(count, dtype=np.int64), near)
    others = graph.indices.ravel().astype(np.int64)
    pairs, which = np.unique(np.minimum(rows, others) * count + np.maximum(rows, others), return_inverse=True)
    forth, back = np.zeros(len(pairs)), np.zeros(len(pairs))
    is_forth = rows < others
    forth[which[is_forth]] = likeness[is_forth]
    back[which[~is_forth]] = likeness[~is_forth]
    return _Edges(pairs // count, pairs % count, (forth + back - forth * back).astype(np.float32))


def _pulls(positions: Floats, edges: _Edges) -> Floats:
    apart = positions[edges.ends] - positions[edges.others]
    squared = np.einsum("ed,ed->e", apart, apart)
    power = squared ** np.float32(_B - 1)
    force = -2 * _A * _B * power / (1 + _A * power * squared)
    force[squared == 0] = 0
    moves = apart * (force * edges.weights)[:, None]
    return np.stack(
        [
            np.bincount(edges.ends, moves[:, axis], len(positions))
            - np.bincount(edges.others, moves[:, axis], len(positions))
            for axis in range(2)
        ],
        axis=1,
    ).astype(np.float32)


def _pushes(positions: Floats, lots: np.random.Generator) -> Floats:
    total = np.zeros_like(positions)
    for _ in range(_PUSHES):
        apart = positions - positions[lots.integers(0, len(positions), len(positions))]
        squared = np.einsum("nd,nd->n", apart, apart)
        force = 2 * _B / ((0.001 + squared) * (1 + _A * squared ** np.float32(_B)))
        total += np.clip(apart * force[:, None], -4, 4)
    return total * np.float32(_REPULSION / _PUSHES)


def _within(positions: Floats) -> Floats:
    """Into the unit square, proportions kept, a little room about."""
    if not len(positions):
        return np.empty((0, 2), np.float32)
    low, high = positions.min(axis=0), positions.max(axis=0)
    scale = (1 - 2 * _MARGIN) / max(float((high - low).max()), 1e-9)
    return np.asarray((positions - (low + high) / 2) * scale + 0.5, dtype=np.float32)
