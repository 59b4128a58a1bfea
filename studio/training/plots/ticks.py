"""Ticks of a plot's axes: round numbers, round times."""

from __future__ import annotations

import math

from studio.words import in_figures, tr

_TIME_STEPS = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 21600, 43200, 86400)


def ticks(low: float, high: float, most: int) -> tuple[list[float], float]:
    """Round numbers between two bounds, `most` at the most, and how far they are apart (0: there are none)."""
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
        return [], 0.0
    rough = (high - low) / most
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(magnitude * factor for factor in (1, 2, 2.5, 5, 10, 20) if magnitude * factor >= rough)
    return _multiples(low, high, step, most), step


def time_ticks(low: float, high: float, most: int) -> list[float]:
    """Round times in seconds."""
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
        return []
    rough = (high - low) / most
    step = next((step for step in _TIME_STEPS if step >= rough), 86400.0 * math.ceil(rough / 86400))
    return _multiples(low, high, float(step), most)


def log_ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers above 0 for a logarithmic scale: 1, 2, 5, 10, ... over decades, evenly within one."""
    if high / low < 10:
        return [value for value in ticks(low, high, most)[0] if value > 0]
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    found: list[float] = []
    for factors in ((1, 2, 5), (1,)):
        found = [factor * 10.0**power for power in range(first, last + 1) for factor in factors]
        found = [tick for tick in found if low <= tick <= high]
        if len(found) <= most + 1:
            return found
    return found[:: math.ceil(len(found) / most)]


def with_decimals(value: float, step: float) -> str:
    """As many decimals as numbers `step` apart need."""
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    decimals += 1 if round(step * 10**decimals, 6) % 1 else 0
    return in_figures(value, f",.{decimals}f")


def time_words(seconds: float) -> str:
    """ "0", "40 s", "5 min", "1 h 30 min": for an axis."""
    whole = round(seconds)
    if whole < 60:
        return tr("{whole} s", whole=whole) if whole else "0"
    hours, rest = divmod(whole, 3600)
    minutes, odd = divmod(rest, 60)
    if hours:
        return (
            tr("{hours:,} h {minutes} min", hours=hours, minutes=minutes) if minutes else tr("{hours:,} h", hours=hours)
        )
    return tr("{minutes} min {odd} s", minutes=minutes, odd=odd) if odd else tr("{minutes} min", minutes=minutes)


def _multiples(low: float, high: float, step: float, most: int) -> list[float]:
    first = math.ceil(low / step - 1e-9)
    values = (number * step for number in range(first, first + most + 2))
    return [0.0 if abs(value) < step / 1e6 else value for value in values if value <= high + step * 1e-9]
