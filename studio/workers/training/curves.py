"""Curves of a run smoothed and thinned for drawing, off the GUI thread.

A training leaves hundreds of thousands of points; a plot has a thousand pixels. Drawn are the least and
the greatest value in each pixel (nothing that sticks out is lost) and over them a running mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gan_engine.runs.curve_points import edges, extremes, means, running_mean
from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.history import RunHistory

Values = NDArray[np.float64]

Axis = Literal["kimg", "time"]
"""What the plots stand on: thousands of pictures shown, or seconds of training."""

_SCALE_POINTS = 2000
_LONGEST_SPAN = 0.2
"""The strongest smoothing is a running mean over this share of the run."""


@dataclass(frozen=True)
class View:
    """What of a run is on the screen."""

    start: float | None = None
    """A place on the axis; None for the beginning."""
    end: float | None = None
    """None for the present end."""
    points: int = 1000
    smoothing: float = 0.3
    """0 (as measured) to 1."""
    axis: Axis = "kimg"


@dataclass(frozen=True)
class Scale:
    """Where a moment of a run lies on the axis, and which moment lies at a place."""

    axis: Axis = "kimg"
    _kimg: Values = field(default_factory=lambda: np.zeros(0))
    _positions: Values = field(default_factory=lambda: np.zeros(0))

    @classmethod
    def of(cls, history: RunHistory, axis: Axis) -> Scale:
        """For a run as it stands."""
        if axis == "kimg" or not len(history):
            return cls(axis)
        kimg = np.maximum.accumulate(history.kimg)
        some = np.unique(np.linspace(0, len(kimg) - 1, min(len(kimg), _SCALE_POINTS)).astype(int))
        return cls(axis, kimg[some], positions(history, axis)[some])

    def position(self, kimg: float) -> float:
        """Of a moment given by its kimg."""
        return float(np.interp(kimg, self._kimg, self._positions)) if len(self._kimg) else kimg

    def kimg(self, position: float) -> float:
        """Of the moment at a place."""
        return float(np.interp(position, self._positions, self._kimg)) if len(self._kimg) else position


@dataclass(frozen=True)
class Measured:
    """What one measure of quality has said in the course of a run, by the order of time."""

    name: str
    """ "kid-lite0" """
    network: str
    samples: int
    """Designs it was last taken of."""
    kimg: Values
    x: Values
    """Places on the axis."""
    y: Values
    uncertainty: Values
    """Half the height of the band; nan where none was said."""
    note: str = ""
    """What is to be borne in mind of the last one."""
    snapshots: tuple[str, ...] = ()
    """The snapshot that each was taken of, "" for a moment in between two."""

    @property
    def last(self) -> float:
        return float(self.y[-1])

    @property
    def by_snapshot(self) -> dict[str, float]:
        """What it said last of each snapshot that was measured, by its name."""
        return {name: value for name, value in zip(self.snapshots, self.y.tolist(), strict=True) if name}

    def nearest(self, position: float) -> int:
        """The index of the measuring nearest to a place on the axis."""
        return int(np.argmin(np.abs(self.x - position)))


@dataclass(frozen=True)
class Curve:
    """One quantity over the axis."""

    x: Values
    y: Values
    """The running mean, a point for two pixels: it is smooth, and broad lines are what costs."""
    raw_x: Values
    raw_y: Values
    """What was measured: least and greatest in turn, one pair a pixel."""
    last: float | None
    """The newest value of the running mean, whatever part of the run is shown."""

    def at(self, position: float) -> float | None:
        """The running mean nearest to a place on the axis."""
        if not len(self.x):
            return None
        right = int(np.clip(np.searchsorted(self.x, position), 0, len(self.x) - 1))
        left = max(0, right - 1)
        nearest = left if abs(self.x[left] - position) <= abs(self.x[right] - position) else right
        return float(self.y[nearest])


def positions(history: RunHistory, axis: Axis) -> Values:
    """Where each Progress event lies on the axis, never going back (a damaged file might)."""
    values = history.kimg if axis == "kimg" else np.nan_to_num(history.column("time"))
    return np.maximum.accumulate(values) if len(values) else values


def span(x: Values, smoothing: float) -> float:
    """The stretch of the axis that the running mean goes over: quadratic in `smoothing`, so that small values are
    fine."""
    return _LONGEST_SPAN * smoothing * smoothing * float(x[-1] - x[0]) if len(x) > 1 else 0.0


def curves(history: RunHistory, names: Iterable[str], view: View) -> dict[str, Curve]:
    """The curves of those `names` that the run has, for what `view` shows."""
    x = positions(history, view.axis)
    if not len(x):
        return {}
    start = int(np.searchsorted(x, -np.inf if view.start is None else view.start, side="left"))
    end = int(np.searchsorted(x, np.inf if view.end is None else view.end, side="right"))
    shown = slice(max(0, start - 1), end + 1)  # one more on either side: the line leaves the picture
    events = _LONGEST_SPAN * view.smoothing * view.smoothing * max(0, len(x) - 1)
    coarse, fine = edges(x[shown], max(1, view.points // 2)), edges(x[shown], view.points)
    made = {}
    for name in names:
        values = history.column(name)
        if not np.isfinite(values).any():
            continue
        smooth = running_mean(values, events)
        mean_x, mean_y = means(x[shown], smooth[shown], coarse)
        raw_x, raw_y = extremes(x[shown], values[shown], fine)
        finite = smooth[np.isfinite(smooth)]
        made[name] = Curve(mean_x, mean_y, raw_x, raw_y, float(finite[-1]) if len(finite) else None)
    return made


def measured(events: Sequence[MetricMeasured], scale: Scale) -> dict[str, Measured]:
    """What each measure said in passing, by its name. What was asked for in full (with other designs) stands in the
    comparison; values that are no numbers are left out.
    """
    rows: dict[str, list[tuple[float, float, float, MetricMeasured]]] = {}
    for event in events:
        if event.form != "quick" or not isinstance(event.metric, str) or not _is_finite(event.value):
            continue
        give = event.uncertainty if _is_finite(event.uncertainty) else np.nan
        rows.setdefault(event.metric, []).append((event.kimg, float(event.value or 0), float(give or 0), event))
    made = {}
    for name, found in rows.items():
        found.sort(key=lambda row: row[0])
        kimg = np.array([row[0] for row in found], float)
        last = found[-1][3]
        samples = last.samples if isinstance(last.samples, int) else 0
        made[name] = Measured(
            name, str(last.network or ""), samples, kimg, np.array([scale.position(each) for each in kimg]),
            np.array([row[1] for row in found]), np.array([row[2] for row in found]), str(last.note or ""),
            tuple(str(row[3].snapshot or "") for row in found),
        )  # fmt: skip
    return made


def _is_finite(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
