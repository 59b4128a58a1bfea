"""Curves fit to be drawn: a whole run smoothed and thinned to about one point a pixel, off the GUI thread.

A training leaves hundreds of thousands of points; a plot has a thousand pixels. Drawn are the least and
the greatest value in each pixel (nothing that sticks out is lost) and over them a running mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan_engine.training.follow import RunHistory

Values = NDArray[np.float64]

_LONGEST_SPAN = 0.2
"""The strongest smoothing is a running mean over this share of the run."""


@dataclass(frozen=True)
class View:
    """What of a run is on the screen."""

    start: float | None = None
    """kimg; None for the beginning."""
    end: float | None = None
    """kimg; None for the present end."""
    points: int = 1000
    smoothing: float = 0.3
    """0 (as measured) to 1."""


@dataclass(frozen=True)
class Curve:
    """One quantity over kimg."""

    x: Values
    y: Values
    """The running mean, a point for two pixels: it is smooth, and broad lines are what costs."""
    raw_x: Values
    raw_y: Values
    """What was measured: least and greatest in turn, one pair a pixel."""
    last: float | None
    """The newest value of the running mean, whatever part of the run is shown."""

    def at(self, kimg: float) -> float | None:
        """The running mean nearest to `kimg`."""
        if not len(self.x):
            return None
        right = int(np.clip(np.searchsorted(self.x, kimg), 0, len(self.x) - 1))
        left = max(0, right - 1)
        nearest = left if abs(self.x[left] - kimg) <= abs(self.x[right] - kimg) else right
        return float(self.y[nearest])


def span(kimg: Values, smoothing: float) -> float:
    """The kimg over which the running mean goes: quadratic in `smoothing`, so that small values are fine."""
    return _LONGEST_SPAN * smoothing * smoothing * float(kimg[-1] - kimg[0]) if len(kimg) > 1 else 0.0


def curves(history: RunHistory, names: Iterable[str], view: View) -> dict[str, Curve]:
    """The curves of those `names` that the run has, for what `view` shows."""
    kimg = np.maximum.accumulate(history.kimg) if len(history) else history.kimg
    if not len(kimg):
        return {}
    start = int(np.searchsorted(kimg, -np.inf if view.start is None else view.start, side="left"))
    end = int(np.searchsorted(kimg, np.inf if view.end is None else view.end, side="right"))
    shown = slice(max(0, start - 1), end + 1)  # one more on either side: the line leaves the picture
    events = _events_in(kimg, span(kimg, view.smoothing))
    made = {}
    for name in names:
        values = history.column(name)
        if not np.isfinite(values).any():
            continue
        smooth = running_mean(values, events)
        x, y = _means(kimg[shown], smooth[shown], _edges(kimg[shown], max(1, view.points // 2)))
        raw_x, raw_y = _extremes(kimg[shown], values[shown], _edges(kimg[shown], view.points))
        finite = smooth[np.isfinite(smooth)]
        made[name] = Curve(x, y, raw_x, raw_y, float(finite[-1]) if len(finite) else None)
    return made


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


def _events_in(kimg: Values, width: float) -> float:
    spacing = (kimg[-1] - kimg[0]) / max(1, len(kimg) - 1)
    return width / float(spacing) if spacing > 0 else 0.0


def _edges(x: Values, points: int) -> NDArray[np.intp]:
    """Where each of at most `points` equal stretches of `x` begins; stretches without a point are left out."""
    if len(x) <= 2 * points:
        return np.arange(len(x))
    bounds = np.linspace(x[0], x[-1], points + 1)[:-1]
    return np.unique(np.searchsorted(x, bounds, side="left"))


def _means(x: Values, y: Values, edges: NDArray[np.intp]) -> tuple[Values, Values]:
    finite = np.isfinite(y)
    counts = np.add.reduceat(finite.astype(np.float64), edges)
    sums = np.add.reduceat(np.where(finite, y, 0.0), edges)
    centres = np.add.reduceat(x, edges) / np.add.reduceat(np.ones_like(x), edges)
    there = counts > 0
    return centres[there], sums[there] / counts[there]


def _extremes(x: Values, y: Values, edges: NDArray[np.intp]) -> tuple[Values, Values]:
    finite = np.isfinite(y)
    if len(edges) == len(x):
        return x[finite], y[finite]
    least = np.minimum.reduceat(np.where(finite, y, np.inf), edges)
    greatest = np.maximum.reduceat(np.where(finite, y, -np.inf), edges)
    there = np.isfinite(least)
    left = x[edges][there]
    return np.repeat(left, 2), np.column_stack([least[there], greatest[there]]).reshape(-1)
