"""Scales of charts, round numbers along them, and names at the ends of lines that do not lie upon each other."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

HUES = (
    (31, 98, 178), (203, 84, 20), (14, 133, 98), (139, 69, 160),
    (186, 42, 84), (122, 102, 20), (0, 130, 160), (90, 96, 105),
)  # fmt: skip
"""Of lines: apart for the colour-blind too, and dark enough for text on white."""

_LOG_FROM = 15.0  # times the smallest is the largest: then equal factors take equal room
_VALUES = 7  # ticks beside values, about


@dataclass(frozen=True)
class Scale:
    """From values to pixels along one side."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = False

    def __call__(self, value: float) -> float:
        low, high = self.low, self.high
        if self.logarithmic:
            low, high, value = math.log(low), math.log(high), math.log(max(value, self.low))
        return self.start + (self.end - self.start) * (value - low) / (high - low)


def vertical(values: Sequence[float], bottom: float, top: float, *, factors: bool = True) -> Scale:
    """For all these values: from 0 on where that is near; in equal `factors`, if they may be, where far apart."""
    low, high = min(values), max(values)
    if factors and low > 0 and high > _LOG_FROM * low:
        return Scale(low / 1.15, high * 1.15, bottom, top, logarithmic=True)
    room = 0.06 * (high - low) or 0.1 * abs(high) or 1.0
    return Scale(0.0 if 0 <= low < 0.5 * high else low - room, high + room, bottom, top)


def value_ticks(scale: Scale, most: int = _VALUES) -> dict[float, str]:
    """Where lines are drawn across, and what stands beside them."""
    if scale.logarithmic:
        found = factors(scale.low, scale.high)
        if len(found) > 2 * most:
            found = [tick for tick in found if math.log10(tick).is_integer()]
        return {tick: f"{tick:g}" for tick in found}
    found = ticks(scale.low, scale.high, most)
    step = found[1] - found[0] if len(found) > 1 else 1.0
    return {tick: f"{tick:,.{max(0, -math.floor(math.log10(step) + 1e-9))}f}" for tick in found}


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers (steps of 1, 2 or 5 times a power of ten) from `low` to `high`, at most `most` + 1."""
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((factor * power for factor in (1, 2, 5) if factor * power >= rough), 10 * power)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(position * step, 12) for position in range(first, last + 1)]


def factors(low: float, high: float) -> list[float]:
    """1, 2 and 5 times powers of ten from `low` to `high`."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    found = [float(f"{factor}e{power}") for power in powers for factor in (1, 2, 5)]
    return [value for value in found if low <= value <= high]


def spread(positions: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """`positions` moved no further than needed to lie `gap` apart, in their order, within `top` and `bottom`."""
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    gap = min(gap, (bottom - top) / max(1, len(positions) - 1))
    moved = [min(max(positions[index], top), bottom) for index in order]
    for _ in range(200):
        clear = True
        for upper, lower in itertools.pairwise(range(len(moved))):
            lack = gap - (moved[lower] - moved[upper])
            if lack > 1e-6:
                clear = False
                moved[upper], moved[lower] = moved[upper] - lack / 2, moved[lower] + lack / 2
        moved = [min(max(position, top), bottom) for position in moved]
        if clear:
            break
    spread = [0.0] * len(positions)
    for position, index in zip(moved, order, strict=True):
        spread[index] = position
    return spread
