"""The Frechet distance of two sets of features, with its uncertainty.

|m1 - m2|^2 + tr(S1) + tr(S2) - 2 tr((S1 S2)^(1/2)): Frechet 1957, Dowson and Landau 1982; as a measure of designs
Heusel et al. 2017, equation 6. torchmetrics computes it, from sums that are gathered in float64 as the features come:
memory is that of a few covariances, however many pictures there are. The features are handed over as they lie around
the reference's mean, which changes no distance and keeps its digits.

What torchmetrics lacks is how sure the number is: a jackknife over blocks of the designs. It takes the last trace from
a root of the reference's covariance, which is found once for all blocks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor

from gan_engine.metrics.precomputed_features import PrecomputedFeatures

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

    def _deal(self) -> None:
        if not self._waiting:
            return
        rows = torch.cat(self._waiting)
        for index, block in enumerate(self._blocks):
            block.update(rows[(index - self._dealt) % BLOCKS :: BLOCKS])
        self._dealt += len(rows)
        self._waiting = []


class FrechetDistance:
    """The distance of designs, whose features come in parts, to a reference."""

    def __init__(self, reference: Tensor) -> None:
        """`reference` [N, D], N at least 2."""
        from torchmetrics.image.fid import FrechetInceptionDistance  # takes a second: paid by who measures

        dimensions = reference.shape[1]
        self._centre = reference.double().cpu().mean(0)
        self._metric = FrechetInceptionDistance(feature=PrecomputedFeatures(dimensions), reset_real_features=False)
        for rows in torch.split(reference, _GATHERED):
            self._metric.update(self._centred(rows), real=True)
        self._reference = reference
        self._known: tuple[Gaussian, Tensor] | None = None  # the reference's, and the root of its covariance
        self._made = BlockedMoments(dimensions)

    def begin(self) -> None:
        """Forget all designs."""
        self._metric.reset()
        self._made = BlockedMoments(len(self._centre))

    def update(self, rows: Tensor) -> None:
        """Add designs [N, D], N may be 0."""
        if len(rows):
            rows = self._centred(rows)
            self._metric.update(rows, real=False)
            self._made.update(rows)

    def compute(self) -> float:
        """The squared distance. Raises `ValueError` with fewer than two designs."""
        if self._made.count < 2:
            raise ValueError("a covariance needs two rows")
        return max(0.0, float(self._metric.compute()))

    def uncertainty(self) -> float | None:
        """Its standard error; None with too few designs."""
        if self._known is None:
            reference = gaussian_of(self._centred(self._reference))
            self._known = reference, root_of(reference.covariance)
        return jackknife(*self._known, self._made.blocks())

    def _centred(self, rows: Tensor) -> Tensor:
        return rows.double().cpu() - self._centre


def frechet_distance(reference: Tensor, made: Tensor) -> tuple[float, float | None]:
    """The squared distance of designs [M, D] to a reference [N, D], all at hand, and its standard error.

    Where there are fewer rows than features, both are first written in axes that span all rows: the same distance in a
    fraction of the time, without the directions in which there is nothing but rounding.
    """
    reference, made = reference.double().cpu(), made.double().cpu()
    if len(reference) + len(made) < reference.shape[1]:
        centre = reference.mean(0)
        axes, _ = torch.linalg.qr(torch.cat([reference - centre, made - centre]).T)
        reference, made = (reference - centre) @ axes, (made - centre) @ axes
    distance = FrechetDistance(reference)
    distance.update(made)
    return distance.compute(), distance.uncertainty()


def gaussian_of(rows: Tensor) -> Gaussian:
    """Of rows [N, D] at hand, N at least 2."""
    moments = Moments(rows.shape[1])
    moments.update(rows)
    return moments.gaussian()


def jackknife(reference: Gaussian, root: Tensor, blocks: Sequence[Moments]) -> float | None:
    """The standard error of the distance to `reference` of all rows in `blocks`; None where there are too few.

    `root`: `root_of` the reference's covariance. Each block is left out in turn (Efron and Stein 1981); what the number
    of pictures does to the distance's mean is the same each time and cancels.
    """
    without = distances_without(reference, root, blocks)
    if without is None:
        return None
    mean = math.fsum(without) / len(without)
    spread = math.fsum((each - mean) ** 2 for each in without)
    return math.sqrt((len(without) - 1) / len(without) * spread)


def distances_without(reference: Gaussian, root: Tensor, blocks: Sequence[Moments]) -> list[float] | None:
    """The distances to `reference` with each of `blocks` left out; None where too few rows would stay."""
    total = sum(block.count for block in blocks)
    if any(total - block.count < 2 or not block.count for block in blocks):
        return None
    without = []
    for index in range(len(blocks)):
        others = [block for other, block in enumerate(blocks) if other != index]
        rest = _sum_of(others, len(reference.mean)).gaussian()
        shared = torch.linalg.eigvalsh(root.T @ rest.covariance @ root).clamp(min=0).sqrt().sum()
        apart = ((reference.mean - rest.mean) ** 2).sum()
        spread = reference.covariance.trace() + rest.covariance.trace()
        without.append(float(apart + spread - 2 * shared))
    return without


def root_of(covariance: Tensor) -> Tensor:
    """A [D, R] with A A^T = `covariance`; directions without extent are left out, rounding errors of theirs too."""
    values, vectors = torch.linalg.eigh(covariance)
    there = values > values[-1].clamp(min=0) * len(values) * torch.finfo(torch.float64).eps
    root: Tensor = vectors[:, there] * values[there].sqrt()
    return root


def _sum_of(blocks: Sequence[Moments], dimensions: int) -> Moments:
    total = Moments(dimensions)
    for block in blocks:
        total.add(block)
    return total
