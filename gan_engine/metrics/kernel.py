"""The kernel distance (KID) of two sets of features, with its uncertainty.

The squared maximum mean discrepancy with the polynomial kernel (x y / D + 1)^3, estimated without bias (Binkowski et
al. 2018, section 4 and equation 4; Gretton et al. 2012, lemma 6). Without bias means that it is right on average for
few pictures too, where the Frechet distance is not: for two halves of one set it scatters around 0, and may fall
below it. All pairs are used instead of random subsets, so that the number is a function of the features alone, and
the uncertainty is the jackknife's over single pictures of both sides, which all pairs give at no further cost. So
`kid-lite0` is computed, by which trainings steer.

What papers print as `kid` is the mean over random subsets; that is torchmetrics' (`mean_over_subsets`), drawn from a
fixed seed. Where a subset is the whole both are the same number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from gan_engine.metrics.precomputed_features import PrecomputedFeatures, drawn_from, kept_in_memory

DEGREE = 3
MOST = 5000
"""Features of a side that are looked at: more would take minutes and change only the third digit."""

SUBSETS = 100
SUBSET = 1000
"""Of each side, in `mean_over_subsets`: what papers take; of a smaller side, all."""

_ROWS = 1024


@dataclass(frozen=True)
class KernelSums:
    """One side alone: for each row the sum of its kernels with all others, float64 [N]."""

    features: Tensor
    sums: Tensor


def within(features: Tensor) -> KernelSums:
    """One side made ready: `features` [N, D], N at least 3. A real side is worth keeping."""
    features = features[:MOST].double().cpu()
    sums = torch.zeros(len(features), dtype=torch.float64)
    for start in range(0, len(features), _ROWS):
        rows = features[start : start + _ROWS]
        for other in range(start, len(features), _ROWS):
            kernels = _kernel(rows, features[other : other + _ROWS])
            if other == start:
                kernels.fill_diagonal_(0)
            else:
                sums[other : other + _ROWS] += kernels.sum(0)
            sums[start : start + _ROWS] += kernels.sum(1)
    return KernelSums(features, sums)


def kernel_distance(first: KernelSums, second: KernelSums) -> tuple[float, float]:
    """The squared distance and its standard error."""
    n, m = len(first.sums), len(second.sums)
    if min(n, m) < 3:
        raise ValueError("a kernel distance needs three rows a side")
    rows, columns = torch.zeros(n, dtype=torch.float64), torch.zeros(m, dtype=torch.float64)
    for start in range(0, n, _ROWS):
        for other in range(0, m, _ROWS):
            kernels = _kernel(first.features[start : start + _ROWS], second.features[other : other + _ROWS])
            rows[start : start + _ROWS] += kernels.sum(1)
            columns[other : other + _ROWS] += kernels.sum(0)
    between = rows.sum()
    ours, theirs = first.sums.sum(), second.sums.sum()
    value = ours / (n * (n - 1)) + theirs / (m * (m - 1)) - 2 * between / (n * m)
    without_ours = (ours - 2 * first.sums) / ((n - 1) * (n - 2)) - 2 * (between - rows) / ((n - 1) * m)
    without_theirs = (theirs - 2 * second.sums) / ((m - 1) * (m - 2)) - 2 * (between - columns) / (n * (m - 1))
    variance = _jackknifed(without_ours) + _jackknifed(without_theirs)
    return float(value), math.sqrt(variance)


def mean_over_subsets(real: Tensor, made: Tensor, *, subsets: int = SUBSETS, seed: int = 0) -> float:
    """The squared distance of features [N, D] and [M, D] as papers have it, over random subsets of `subset_of` both."""
    from torchmetrics.image.kid import KernelInceptionDistance  # takes a second: paid by who measures

    with kept_in_memory():
        metric = KernelInceptionDistance(
            feature=PrecomputedFeatures(real.shape[1]), subsets=subsets, subset_size=subset_of(len(real), len(made))
        )
    metric.update(real[:MOST], real=True)
    metric.update(made[:MOST], real=False)
    with drawn_from(seed):
        value, _ = metric.compute()
    return float(value)


def subset_of(real: int, made: int) -> int:
    """How many pictures of each side are in a subset."""
    return min(SUBSET, real, made)


def _kernel(rows: Tensor, others: Tensor) -> Tensor:
    return (rows @ others.T / rows.shape[1] + 1) ** DEGREE


def _jackknifed(without: Tensor) -> float:
    """The variance of a mean-like number, of which `without` gives the value with each part left out."""
    count = len(without)
    return float((count - 1) / count * ((without - without.mean()) ** 2).sum())
