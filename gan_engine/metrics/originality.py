"""Originality: how far designs are from the nearest picture of the training set.

Each design's distance to its nearest training picture, measured by the set's own spacing: the median distance from a
training picture to its nearest neighbour that is another picture. About 1 is what a fresh picture of the same kind
has; near 0, the generator recites. Both are seen from afar (`VIEWED`): what tells a recited picture from its
original is a little blur, noise or compression, which up close is further in feature space than another picture.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from gan_engine.metrics.neighbours import nearest, squared_distances

VIEWED = 32
"""px a side at which pictures are compared: recompressed, noisy, brightened, mirrored and slightly shifted copies lie
at 0.1 to 0.45 spacings there, fresh robots, monsters, heads and cats at 0.5 and more; at full size both overlap."""
NEAR_COPY = 0.45
"""Spacings: a design that is nearer to a training picture counts as a near-copy of it."""

_SPACED = 1000
_SAME = 1e-3
"""Of the set's mean distance: nearer training pictures are one picture twice, and say nothing of its spacing."""


@dataclass(frozen=True)
class Originality:
    """`value`: the median of `ratios` [N], each design's distance to its nearest training picture in spacings."""

    value: float
    uncertainty: float
    near_copies: float
    """The share of designs that are near-copies."""
    spacing: float
    ratios: Tensor
    nearest: Tensor
    """int64 [N], which training picture is nearest to each design."""


def spacing_of(training: Tensor) -> float:
    """The median distance from a training picture [M, D] to the nearest other one; 0 where all are alike.

    Of the first pictures of a large set, which has to be in no order; each is compared with all.
    """
    some = training[:_SPACED]
    mean = torch.cat([squares.sqrt().mean(1) for _, squares in squared_distances(some, some)]).mean()
    smallest = []
    for _, squares in squared_distances(some, training):
        distances = squares.sqrt_()
        distances[distances <= _SAME * mean] = torch.inf
        smallest.append(distances.amin(1))
    found = torch.cat(smallest)
    found = found[found.isfinite()]
    return float(found.median()) if len(found) else 0.0


def originality(made: Tensor, training: Tensor, *, spacing: float | None = None) -> Originality:
    """Of designs [N, D] against training pictures [M, D], both at least 2.

    Raises `ValueError` where training pictures are all alike: there is nothing to measure by.
    """
    spacing = spacing_of(training) if spacing is None else spacing
    if not spacing:
        raise ValueError("originality needs training pictures that differ")
    distances, indices = nearest(made, training)
    ratios = distances[:, 0] / spacing
    near = (ratios < NEAR_COPY).double().mean()
    return Originality(float(ratios.median()), _median_error(ratios), float(near), spacing, ratios, indices[:, 0])


def _median_error(values: Tensor) -> float:
    """The standard error of a median, from the ranks around it (Hettmansperger and Sheather 1986: half the 68 %)."""
    count = len(values)
    ordered = values.sort().values
    reach = math.sqrt(count) / 2
    low, high = max(0, math.floor(count / 2 - reach)), min(count - 1, math.ceil(count / 2 + reach))
    return float(ordered[high] - ordered[low]) / 2
