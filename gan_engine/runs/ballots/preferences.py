"""What choices between two at a time say: how strongly each is preferred, how surely, and whether a measure agrees."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan_engine.metrics.names import RESULTS

Matrix = NDArray[np.float64]

_PRIOR = 1.5
"""Standard deviation, in log odds, that strengths have before anything was chosen: a rival that never lost then stands
at some 10 to 1 and not at infinity, and after some ten choices it hardly matters."""
_DRAWS = 4000
_STEPS, _STILL = 50, 1e-10
_SURE = 0.95


@dataclass(frozen=True)
class Strengths:
    """How strongly each of `names` is preferred, by a Bradley-Terry model.

    P(i is chosen over j) = 1 / (1 + exp(s_j - s_i)) (Bradley and Terry 1952), a tie counted as half a choice for
    either; the mode under a normal prior, its covariance the inverse of the negative Hessian there (Laplace). The
    strengths add up to 0.
    """

    names: tuple[str, ...]
    values: Matrix
    """[names], log odds over an average rival."""
    covariance: Matrix
    """[names, names]"""

    @property
    def ranked(self) -> tuple[str, ...]:
        """The most preferred first."""
        return tuple(self.names[index] for index in np.argsort(-self.values, kind="stable"))

    def share(self, name: str) -> tuple[float, float, float]:
        """How often it would be chosen over an average rival, 0 to 1, with a standard error below and above."""
        index = self.names.index(name)
        value, error = float(self.values[index]), math.sqrt(max(0.0, float(self.covariance[index, index])))
        low, middle, high = (1 / (1 + math.exp(-each)) for each in (value - error, value, value + error))
        return middle, low, high

    def surely_ahead(self, name: str, other: str) -> float:
        """The probability that `name` is truly preferred to `other`, 0 to 1."""
        a, b = self.names.index(name), self.names.index(other)
        spread = float(self.covariance[a, a] + self.covariance[b, b] - 2 * self.covariance[a, b])
        ahead = float(self.values[a] - self.values[b])
        return 0.5 * (1 + math.erf(ahead / math.sqrt(2 * max(spread, 1e-12))))

    def not_behind(self) -> tuple[str, ...]:
        """Those that the first is not surely (19 to 1) preferred to."""
        first, *rest = self.ranked
        return tuple(name for name in rest if self.surely_ahead(first, name) < _SURE)


@dataclass(frozen=True)
class Agreement:
    """Whether a measure puts what was chosen between in the same order: Kendall's rank correlation."""

    metric: str
    tau: float
    """-1 to 1: the mean over what strengths and measures may truly be, going by their uncertainties."""
    low: float
    high: float
    """The middle 95 of 100 of it."""
    alike: int
    """Pairs that both put in the same order, as they stand."""
    pairs: int

    @property
    def words(self) -> str:
        """In plain words, for the artist."""
        title = RESULTS.get(self.metric, (self.metric, ""))[0]
        found = (
            f"{title} puts {self.alike} of the {self.pairs} pairs in the order that you do "
            f"(rank correlation {self.tau:.2f}, {self.low:.2f} to {self.high:.2f}). "
        )
        if self.low > 0:
            return found + "It agrees with your eye: here it is a fair guide."
        if self.high < 0:
            return found + "It says the opposite of your eye: go by your eye."
        return found + "Whether it agrees with your eye is not clear: look at more pairs, or go by your eye."


def strengths(names: Sequence[str], wins: Matrix) -> Strengths:
    """Of `names` with `wins` [names, names]: how often the first (row) was chosen over the second, ties half each."""
    count = len(names)
    values = np.zeros(count)
    for _ in range(_STEPS):
        gradient, hessian = _slopes(values, wins)
        step = np.linalg.solve(hessian, gradient)
        values += step
        if float(np.abs(step).max(initial=0.0)) < _STILL:
            break
    centre = np.eye(count) - 1 / count
    covariance = centre @ np.linalg.inv(_slopes(values, wins)[1]) @ centre
    return Strengths(tuple(names), values - values.mean(), covariance)


def _slopes(values: Matrix, wins: Matrix) -> tuple[Matrix, Matrix]:
    """Gradient of the log posterior, and minus its Hessian, which is positive definite everywhere."""
    chances = 1 / (1 + np.exp(values[None, :] - values[:, None]))  # [i, j]: i over j
    looks = wins + wins.T
    gradient = (wins - looks * chances).sum(axis=1) - values / _PRIOR**2
    information = looks * chances * (1 - chances)
    hessian = np.diag(information.sum(axis=1)) - information + np.eye(len(values)) / _PRIOR**2
    return gradient, hessian


def agreement(found: Strengths, metric: str, measured: Mapping[str, tuple[float, float | None]]) -> Agreement | None:
    """Of `found` with what `metric` says of the same names, (value, standard error); None for fewer than three.

    Both are drawn anew from their uncertainties (`_DRAWS` times, always the same draws): so few choices, or a measure
    whose differences are noise, give a broad range around nothing, not a false certainty.
    """
    there = [index for index, name in enumerate(found.names) if name in measured]
    if len(there) < 3:
        return None
    sign = -1.0 if RESULTS.get(metric, ("", "lower"))[1] != "higher" else 1.0
    values = sign * np.array([measured[found.names[index]][0] for index in there])
    errors = np.array([measured[found.names[index]][1] or 0.0 for index in there])
    chance = np.random.default_rng(0)
    drawn = chance.multivariate_normal(found.values, found.covariance, _DRAWS, method="eigh")[:, there]
    noisy = values + errors * chance.standard_normal((_DRAWS, len(there)))
    upper = np.triu_indices(len(there), 1)

    def order(table: Matrix) -> Matrix:
        return np.sign(table[..., upper[0]] - table[..., upper[1]])

    taus = (order(drawn) * order(noisy)).mean(axis=-1)
    alike = int((order(found.values[there]) * order(values) > 0).sum())
    low, high = np.quantile(taus, (0.025, 0.975))
    return Agreement(metric, float(taus.mean()), float(low), float(high), alike, len(upper[0]))
