"""An estimate of the time that a training still takes."""

from __future__ import annotations

import numpy as np

from gan_engine.runs.history import RunHistory

_WINDOW = 900.0  # seconds of training that are looked back on, or
_SHARE = 0.2  # that share of the run where it is longer
_BLOCKS = 8
_FEWEST = 12  # events: before, nobody knows


def seconds_left(history: RunHistory, total_kimg: float) -> tuple[float, float] | None:
    """Seconds that the rest takes, from and to; None as long as nobody knows.

    The last stretch is cut into blocks of equal time. Each has a pace of its own, samples, snapshots and measures
    included; the rest is reckoned by the second slowest and the second fastest block.
    """
    if len(history) < _FEWEST or total_kimg <= 0:
        return None
    time, kimg = history.column("time"), history.kimg
    sound = np.isfinite(time)
    time, kimg = np.maximum.accumulate(time[sound]), np.maximum.accumulate(kimg[sound])
    if len(time) < _FEWEST:
        return None
    end = float(time[-1])
    begin = max(float(time[0]), end - max(_WINDOW, _SHARE * end))
    if end - begin <= 0 or total_kimg <= kimg[-1]:
        return None
    bounds = np.linspace(begin, end, _BLOCKS + 1)
    paces = np.sort(np.diff(np.interp(bounds, time, kimg)) / np.diff(bounds))
    slow, fast = float(paces[1]), float(paces[-2])
    mean = float(np.interp(end, time, kimg) - np.interp(begin, time, kimg)) / (end - begin)
    if mean <= 0:
        return None
    rest = total_kimg - float(kimg[-1])
    return rest / max(fast, mean), rest / min(max(slow, mean / 2), mean)
