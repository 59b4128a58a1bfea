"""Diversity: the mean distance of two designs in feature space.

Looked at beside the same number for the pictures they were learnt from: a collapsing generator falls far below it,
long before the Frechet distance says anything that an artist could act on.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from gan_engine.metrics.neighbours import squared_distances

MOST = 5000


def mean_distance(features: Tensor) -> tuple[float, float]:
    """The mean distance over all pairs of rows [N, D], N at least 3, and its standard error (jackknife)."""
    features = features[:MOST]
    count = len(features)
    if count < 3:
        raise ValueError("a mean distance needs three rows")
    sums = torch.zeros(count, dtype=torch.float64)
    for part, squares in squared_distances(features, features):
        squares[torch.arange(len(squares)), torch.arange(part.start, part.stop)] = 0
        sums[part] = squares.sqrt().sum(1)
    total = sums.sum()
    without = (total - 2 * sums) / ((count - 1) * (count - 2))
    variance = (count - 1) / count * ((without - without.mean()) ** 2).sum()
    return float(total / (count * (count - 1))), math.sqrt(float(variance))
