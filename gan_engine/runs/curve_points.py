"""The points of a run's curves for drawing: smoothed, and thinned so that nothing that sticks out is lost."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def running_mean(values: Values, events: float) -> Values:
    """Exponential mean of the past, `events` long; what is not finite is left out, nan where nothing was yet.

    m_n = sum_k a^(n-k) v_k / sum_k a^(n-k) over the finite v_k, with a = exp(-1 / events): without the
    first values' bias.
    """
    finite = np.isfinite(values)
    if events < 0.5:
        return np.where(finite, values, np.nan)
    decay = float(np.exp(-1.0 / events))
    weights = _decayed_sum(finite.astype(np.float64), decay)
    sums = _decayed_sum(np.where(finite, values, 0.0), decay)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(weights > 1e-12, sums / weights, np.nan)


def _decayed_sum(values: Values, decay: float) -> Values:
    """s_n = decay s_(n-1) + v_n, by blocks short enough that the growing weights stay in range."""
    count = len(values)
    block = int(np.clip(300.0 / -np.log(decay), 1, 4096))
    rows = -(-count // block)
    padded = np.zeros(rows * block)
    padded[:count] = values
    table: Values = padded.reshape(rows, block)
    powers = decay ** np.arange(block)
    table = np.cumsum(table / powers, axis=1) * powers
    carry = 0.0
    for row in table:
        row += carry * powers * decay
        carry = float(row[-1])
    return table.reshape(-1)[:count]


def edges(x: Values, points: int) -> NDArray[np.intp]:
    """Where each of at most `points` equal stretches of `x` begins; stretches without a point are left out."""
    if len(x) <= 2 * points:
        return np.arange(len(x))
    bounds = np.linspace(x[0], x[-1], points + 1)[:-1]
    return np.unique(np.searchsorted(x, bounds, side="left"))


def means(x: Values, y: Values, edges: NDArray[np.intp]) -> tuple[Values, Values]:
    """The mean place and mean value of each stretch; those without a finite value are left out."""
    finite = np.isfinite(y)
    counts = np.add.reduceat(finite.astype(np.float64), edges)
    sums = np.add.reduceat(np.where(finite, y, 0.0), edges)
    centres = np.add.reduceat(x, edges) / np.add.reduceat(np.ones_like(x), edges)
    there = counts > 0
    return centres[there], sums[there] / counts[there]


def extremes(x: Values, y: Values, edges: NDArray[np.intp]) -> tuple[Values, Values]:
    """The least and the greatest value of each stretch in turn, at its beginning; each point where they are few."""
    finite = np.isfinite(y)
    if len(edges) == len(x):
        return x[finite], y[finite]
    least = np.minimum.reduceat(np.where(finite, y, np.inf), edges)
    greatest = np.maximum.reduceat(np.where(finite, y, -np.inf), edges)
    there = np.isfinite(least)
    left = x[edges][there]
    return np.repeat(left, 2), np.column_stack([least[there], greatest[there]]).reshape(-1)
