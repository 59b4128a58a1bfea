"""The distance of two sets of pictures as the distance of two Gaussians in feature space.

|m1 - m2|^2 + tr(S1) + tr(S2) - 2 tr((S1 S2)^(1/2)): Frechet 1957, Dowson and Landau 1982; as a measure of designs
Heusel et al. 2017, equation 6. The last trace is computed as the sum of singular values of A1^T A2, where S = A A^T:
the same number, but exact to the last digits for singular covariances too, which every set smaller than its features
has and for which the matrix square root (and torchmetrics, which takes eigenvalues of the product) loses half of them.

Means and covariances are gathered in float64 as the features come: memory is that of one covariance a block, however
many pictures there are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor

BLOCKS = 5
"""Parts that the uncertainty is taken from, each left out in turn."""

_GATHERED = 512  # rows folded in at once: enough for the matrix product to be quick


@dataclass(frozen=True)
class Gaussian:
    """Mean [D] and covariance [D, D] (of `count` rows, unbiased), float64."""

    mean: Tensor
    covariance: Tensor
    count: int


class Moments:
    """Mean and covariance of rows that come in parts of any size (Chan, Golub and LeVeque 1979)."""

    def __init__(self, dimensions: int) -> None:
        self.count = 0
        self._mean = torch.zeros(dimensions, dtype=torch.float64)
        self._scatter = torch.zeros(dimensions, dimensions, dtype=torch.float64)

    def update(self, rows: Tensor) -> None:
        """Fold in `rows` [N, D], N may be 0."""
        if not len(rows):
            return
        rows = rows.double().cpu()
        mean = rows.mean(0)
        centred = rows - mean
        self._fold(len(rows), mean, centred.T @ centred)

    def add(self, other: Moments) -> Self:
        """Fold in another's rows."""
        if other.count:
            self._fold(other.count, other._mean, other._scatter)
        return self

    def gaussian(self) -> Gaussian:
        """What has been gathered. Raises `ValueError` with fewer than two rows."""
        if self.count < 2:
            raise ValueError("a covariance needs two rows")
        return Gaussian(self._mean.clone(), self._scatter / (self.count - 1), self.count)

    def _fold(self, count: int, mean: Tensor, scatter: Tensor) -> None:
        total = self.count + count
        step = mean - self._mean
        self._scatter += scatter
        self._scatter.addr_(step, step, alpha=self.count * count / total)
        self._mean += step * (count / total)
        self.count = total


class BlockedMoments:
    """Moments of rows dealt out in turn to `BLOCKS` blocks, so that each block can be left out afterwards."""

    def __init__(self, dimensions: int) -> None:
        self._dimensions = dimensions
        self._blocks = [Moments(dimensions) for _ in range(BLOCKS)]
        self._waiting: list[Tensor] = []
        self._dealt = 0

    @property
    def count(self) -> int:
        return self._dealt + sum(map(len, self._waiting))

    def update(self, rows: Tensor) -> None:
        """Fold in `rows` [N, D]."""
        self._waiting.append(rows)
        if sum(map(len, self._waiting)) >= _GATHERED * BLOCKS:
            self._deal()

    def blocks(self) -> list[Moments]:
        """The blocks, everything dealt out."""
        self._deal()
        return self._blocks

    def gaussian(self) -> Gaussian:
        """Of all rows."""
        return _sum_of(self.blocks(), self._dimensions).gaussian()

    def _deal(self) -> None:
        if not self._waiting:
            return
        rows = torch.cat(self._waiting)
        for place, block in enumerate(self._blocks):
            block.update(rows[(place - self._dealt) % BLOCKS :: BLOCKS])
        self._dealt += len(rows)
        self._waiting = []


def gaussian_of(rows: Tensor) -> Gaussian:
    """Of rows [N, D] at hand, N at least 2."""
    moments = Moments(rows.shape[1])
    moments.update(rows)
    return moments.gaussian()


def frechet_distance(first: Gaussian, second: Gaussian) -> float:
    """The squared distance; 0 for two that are equal."""
    shared = torch.linalg.svdvals(_root(first.covariance).T @ _root(second.covariance)).sum()
    return _distance(first, second, float(shared))


def jackknife(reference: Gaussian, blocks: Sequence[Moments]) -> float | None:
    """The standard error of the distance to `reference` of all rows in `blocks`; None where there are too few.

    Each block is left out in turn (Efron and Stein 1981); what the number of pictures does to the distance's mean is
    the same each time and cancels.
    """
    total = sum(block.count for block in blocks)
    if any(total - block.count < 2 or not block.count for block in blocks):
        return None
    root = _root(reference.covariance)
    without = []
    for place in range(len(blocks)):
        others = [block for other, block in enumerate(blocks) if other != place]
        rest = _sum_of(others, len(reference.mean)).gaussian()
        squares = torch.linalg.eigvalsh(root.T @ rest.covariance @ root)
        without.append(_distance(reference, rest, float(squares.clamp(min=0).sqrt().sum())))
    mean = math.fsum(without) / len(without)
    spread = math.fsum((each - mean) ** 2 for each in without)
    return math.sqrt((len(without) - 1) / len(without) * spread)


def _sum_of(blocks: Sequence[Moments], dimensions: int) -> Moments:
    total = Moments(dimensions)
    for block in blocks:
        total.add(block)
    return total


def _distance(first: Gaussian, second: Gaussian, shared: float) -> float:
    apart = float(((first.mean - second.mean) ** 2).sum())
    spread = float(first.covariance.trace() + second.covariance.trace())
    return max(0.0, apart + spread - 2 * shared)


def _root(covariance: Tensor) -> Tensor:
    """A [D, R] with A A^T = `covariance`; directions without extent are left out, rounding errors of theirs too."""
    values, vectors = torch.linalg.eigh(covariance)
    there = values > values[-1].clamp(min=0) * len(values) * torch.finfo(torch.float64).eps
    root: Tensor = vectors[:, there] * values[there].sqrt()
    return root
