"""Strangers in a set: pictures unlike the rest, alone or in small groups.

Two things give a stranger away, and each misses what the other sees:

- it stands far from its k nearest pictures, seen against how far those stand from theirs (local density, as in
  Breunig et al., "LOF", 2000). k exceeds any group of strangers that could hide in the set, since ten pictures
  from elsewhere are near to each other;
- it is one of a small tight group that joins the others late: the gain in height where it is merged in Ward's tree
  (1963), weighed by its size.

A class, though rare, is larger than such a group and has neighbours of its own kind; it is not flagged for it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gan_engine.curation.likeness.clusters import means
from gan_engine.curation.likeness.neighbours import nearest
from gan_engine.curation.likeness.spaces import principal
from gan_engine.reporting import Report, silent

Floats = npt.NDArray[np.float32]

# By hand, held to the aims of benchmarks/outliers.py: an area under the ROC curve of 0.97 in every pairing of sets.
_GROUP_SHARE = 0.06
_LARGEST_GROUP = 60
"""Neighbours that speak: this share of the set, no more than 0.85 times its root, nor than so many."""
_DENSITY, _DENSE_SHARE = 0.85, 0.35
"""How much of the neighbours' own distance is taken off (0 none, 1 all: then edges of loose sets are overlooked), and
which of them speaks: the one that a third of them are denser than, since fellow strangers are among them."""
_CELL = 700
"""Pictures a tree is made of at once; larger sets are divided into cells of about so many."""
_TREE = 0.6
"""What the tree says, against what the distance says."""
_FLOOR = 0.3
"""Of the usual first height: groups tighter than that are copies of one picture, no tighter for being exact."""
_CLEAR = 3.2
"""A score beyond which hardly a picture of a set of its own kind comes."""
_EARLIEST = 2.4
_GAP = 0.4
_MOST_STRANGE = 0.12
"""Strangers above a gap in the scores: from this score on, this wide, and no more than this share of the set."""
_DIMENSIONS = 192  # principal components: beyond, there is little but noise


@dataclass(frozen=True)
class Outliers:
    """How unlike the rest each picture is, and from where on it is worth a look."""

    scores: Floats
    """[N]; the usual picture has 0, five of six have less than 1."""
    threshold: float

    @property
    def flagged(self) -> npt.NDArray[np.int64]:
        """Those beyond the threshold, the strangest first."""
        order = np.argsort(-self.scores, kind="stable")
        return order[self.scores[order] > self.threshold]


def largest_group(count: int) -> int:
    """How many strangers of one kind are looked for among `count` pictures; what is larger counts as a class."""
    return max(2, min(round(_GROUP_SHARE * count), round(0.85 * math.sqrt(count)), _LARGEST_GROUP))


def neighbours_for(count: int) -> int:
    """k for `count` pictures: beyond the largest group of strangers, and 20 where there are 200."""
    return max(1, min(round(1.6 * largest_group(count)) + 1, count // 2))


def find_strangers(features: npt.ArrayLike, report: Report = silent) -> Outliers:
    """Scores and threshold of [N, D] features as a network with rectified outputs gives them."""
    scores = outlier_scores(features, report=report)
    return Outliers(scores, suggest_threshold(scores))


def outlier_scores(features: npt.ArrayLike, k: int | None = None, report: Report = silent) -> Floats:
    """How unlike the rest each of [N, D] is, float32 [N]: 0 is usual. `k`: `neighbours_for(N)` where not given."""
    given = np.asarray(features, dtype=np.float32)
    count = len(given)
    if count < 8:  # nothing to be unlike of
        return np.zeros(count, np.float32)
    # The root tempers the few features that fire strongly for single pictures.
    points = principal(np.sqrt(np.maximum(given, 0)) if given.min() >= 0 else given, _DIMENSIONS)
    k = min(k or neighbours_for(count), count - 1)
    graph = nearest(points, k, report)
    far = np.log(np.maximum(graph.distances[:, -1], 1e-9))
    sparse = far - _DENSITY * np.quantile(far[graph.indices], _DENSE_SHARE, axis=1)
    apart = _standing_apart(points, report)
    return (_usual(sparse) + _TREE * _usual(apart)).astype(np.float32)


def suggest_threshold(scores: npt.ArrayLike) -> float:
    """Where the strange begin: the first clear gap above what a set of one kind reaches, else `_CLEAR`."""
    tail = np.sort(np.asarray(scores, dtype=np.float64))
    tail = tail[max(0, len(tail) - max(4, round(_MOST_STRANGE * len(tail)))) :]
    gaps = np.flatnonzero((np.diff(tail) > _GAP) & (tail[1:] > _EARLIEST))
    if not len(gaps):
        return _CLEAR
    return min(_CLEAR, float(tail[gaps[0]] + tail[gaps[0] + 1]) / 2)


def _usual(values: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Brought to median 0 and, at five sixths, 1."""
    middle, upper = np.quantile(values, (0.5, 0.84))
    return np.asarray((values - middle) / max(upper - middle, 1e-6), dtype=np.float64)


def _standing_apart(points: Floats, report: Report) -> npt.NDArray[np.float64]:
    """[N] how clearly a picture is one of a small group of its own."""
    count = len(points)
    found = np.zeros(count)
    size = largest_group(count)
    cells = means(points[:, :32], max(1, round(count / _CELL)), tries=1, rounds=8).labels  # need not be good ones
    for cell in range(int(cells.max()) + 1):
        report(cell, int(cells.max()) + 1, "looking for small groups")
        rows = np.flatnonzero(cells == cell)
        if len(rows) > 2:
            found[rows] = _small_groups(points[rows], size)
    return found


def _small_groups(points: Floats, largest: int) -> npt.NDArray[np.float64]:
    """Of Ward's tree over [n, D]: for each picture the best log(height where its group ends / where it began) x size,
    over its groups of 2 to `largest`."""
    from scipy.cluster.hierarchy import ward

    count = len(points)
    squares = np.einsum("nd,nd->n", points, points)
    apart = np.sqrt(np.maximum(squares[:, None] + squares - 2 * points @ points.T, 0))
    tree = ward(apart[np.triu_indices(count, 1)].astype(np.float64))
    left, right = tree[:, 0].astype(np.int64), tree[:, 1].astype(np.int64)
    born = np.concatenate([np.zeros(count), tree[:, 2]])
    sizes = np.concatenate([np.ones(count), tree[:, 3]])
    parents = np.full(2 * count - 1, 2 * count - 2)
    parents[left] = parents[right] = np.arange(count, 2 * count - 1)
    floor = max(_FLOOR * float(np.median(born[parents[:count]])), 1e-9)
    gain = np.log(np.maximum(born[parents], floor) / np.maximum(born, floor)) * sizes
    gain[(sizes < 2) | (sizes > largest)] = 0.0
    for node in range(2 * count - 3, -1, -1):  # from the root down: a picture has the best of all its groups
        gain[node] = max(gain[node], gain[parents[node]])
    return np.asarray(gain[:count], dtype=np.float64)
