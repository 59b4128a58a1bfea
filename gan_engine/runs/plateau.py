"""Whether a training's measure still improves, as far as its noise lets that be told.

The mean of the last n measurings is compared with that of the n before. A training has come to a plateau where no
improvement is seen, and one that is worth going on for (`WORTH` of the level) can be ruled out, both with 99 %.
How many measurings that takes follows from their scatter: n = 2 (z_a + z_b)^2 (s / d)^2 a side tell a difference d of
two means from noise of deviation s with confidence a and power b (the usual sample size, as in Lehr 1992, “Sixteen
s-squared over d-squared”). A noisy measure is watched for longer, and one that is too noisy ends nothing.

The scatter s is that from one measuring to the next, half their mean square difference (von Neumann 1941), which a slow
trend does not add to; a steep one does, and a training that still learns fast is left alone. It is at least a quarter
of the standard error that the measure has of itself: measurings share their pictures and latents, so most of that error
is common to all of them, and this is what a new best snapshot has to be better by, too.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist, fmean

from gan_engine.reporting import kimg_words
from gan_engine.runs.best_snapshot import HYSTERESIS_ERRORS, steering
from gan_engine.runs.events import MetricMeasured

WORTH = 0.05
"""Of the measure's level: what less than this is gained over n measurings is not worth going on for."""
FEWEST, MOST = 8, 100
"""Measurings a side: fewer are no mean, and for more a training would have to be measured for weeks."""
SHARE = 0.25
"""Of all measurings, at least, a side: what learns slowly is judged over as long a time as it takes."""

_CERTAIN, _POWER = 0.99, 0.80
"""Each new measuring is another look, so that 95 % would end one in some trainings that still learn."""
_SCATTER = 24  # of the last differences: about what a plateau is told by
_Z = NormalDist().inv_cdf(_CERTAIN)
_Z_BOTH = _Z + NormalDist().inv_cdf(_POWER)


@dataclass(frozen=True)
class Plateau:
    """No improvement that is worth going on for, over so many measurings."""

    measurings: int
    """On each side of the comparison: n."""
    since_kimg: float
    """The first of the last n."""
    gain: float
    """By how much the mean of the last n is below that of the n before, as a share of it; below 0 where it is above."""
    could_tell: float
    """The smallest gain that n measurings tell from their noise, likewise."""

    @property
    def words(self) -> str:
        """One sentence for people."""
        return (
            f"The measure has not improved over the last {self.measurings} measurings, "
            f"from {kimg_words(self.since_kimg)} kimg on: a gain of {100 * self.could_tell:.0f} % would have been seen."
        )


def plateau(measured: Iterable[MetricMeasured]) -> Plateau | None:
    """Whether the measure that a training steers by no longer improves, by all its measurings in order; else None."""
    points = [event for event in steering(measured) if event.value is not None]
    values = [event.value for event in points if event.value is not None]
    if len(values) < 2 * FEWEST:
        return None
    error = points[-1].uncertainty or 0.0
    noise = _scatter(values, error)
    worth = max(WORTH * abs(fmean(values[-FEWEST:])), HYSTERESIS_ERRORS * error)
    if worth <= 0:
        return None
    count = max(FEWEST, math.ceil(len(values) * SHARE), math.ceil(2 * (_Z_BOTH * noise / worth) ** 2))
    if count > MOST or len(values) < 2 * count:
        return None
    before, last = fmean(values[-2 * count : -count]), fmean(values[-count:])
    error_of_means = noise * math.sqrt(2 / count)
    told, gain = _Z * error_of_means, before - last
    if gain + told >= worth or gain > told:
        return None
    level = abs(before) or worth
    return Plateau(count, points[-count].kimg, (before - last) / level, max(worth, _Z * error_of_means) / level)


def _scatter(values: list[float], error: float) -> float:
    """The deviation of one measuring."""
    recent = values[-_SCATTER - 1 :]
    squares = [(later - earlier) ** 2 for earlier, later in itertools.pairwise(recent)]
    return max(math.sqrt(fmean(squares) / 2), HYSTERESIS_ERRORS * error)
