"""Charts as SVG within a page: lines with their names at their ends, bands of uncertainty, a ring at the best."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from gan_engine.run_report.chart_scales import HUES, Scale, spread, ticks, value_ticks, vertical
from gan_engine.run_report.markup import Html, element, together
from gan_engine.runs.curve_points import Values, edges, extremes, means, running_mean
from gan_engine.runs.history import RunHistory

_POINTS = 240  # of a line
_BAND_POINTS = 110
_SMOOTHING = 0.015  # of the run's length
_LEFT, _TOP, _BOTTOM, _RIGHT = 52.0, 14.0, 30.0, 16.0
_LETTER = 6.6  # px of a sign at 12 px, about: names stand beside the lines
_GAP = 15.0
_MOST_NAME = 24


@dataclass(frozen=True)
class Line:
    """A line of a chart."""

    name: str
    x: Values
    y: Values
    hue: int = 0
    low: Values = field(default_factory=lambda: np.zeros(0))
    """The band about it: where empty, there is none."""
    high: Values = field(default_factory=lambda: np.zeros(0))
    dots: bool = False
    """Each value was measured by itself."""
    best: float | None = None
    """x of the ring."""

    @property
    def shown(self) -> bool:
        return bool(len(self.x))


def of_column(history: RunHistory, column: str, name: str, hue: int) -> Line:
    """A quantity of a run over kimg: its running mean, its band from the least to the greatest in each stretch."""
    x, values = history.kimg, history.column(column)
    finite = np.isfinite(values) & np.isfinite(x)
    x, values = np.maximum.accumulate(x[finite]) if finite.any() else x[:0], values[finite]
    if not len(x):
        return Line(name, x, values, hue)
    smooth = running_mean(values, _SMOOTHING * len(values))
    mean_x, mean_y = means(x, smooth, edges(x, _POINTS))
    band_x, band = extremes(x, values, edges(x, _BAND_POINTS))
    if len(band) != 2 * len(np.unique(band_x)) or (len(band_x) <= 2 * _BAND_POINTS and len(band_x) == len(x)):
        return Line(name, mean_x, mean_y, hue)
    low, high = (np.interp(mean_x, band_x[::2], band[part::2]) for part in (0, 1))
    return Line(name, mean_x, mean_y, hue, np.minimum(low, mean_y), np.maximum(high, mean_y))


def chart(
    title: str, note: str, lines: Sequence[Line], *, width: float = 460.0, height: float = 236.0, factors: bool = True
) -> Html | None:
    """A figure with all `lines`, over kimg, that have points; None where none has. `factors`: in equal ones if fit."""
    shown = [line for line in lines if line.shown]
    if not shown:
        return None
    letters = max(min(len(line.name), _MOST_NAME) for line in shown)
    right = width - _RIGHT - (8 + _LETTER * letters if letters else 0)
    ends = [float(line.x[-1]) for line in shown]
    x = Scale(min(0.0, *(float(line.x[0]) for line in shown)), max(*ends, 1e-9), _LEFT, right)
    y = vertical(_bounds(shown), height - _BOTTOM, _TOP, factors=factors)
    parts: list[Html | None] = [_grid(x, y, right, height)]
    parts += [_band(line, x, y) for line in shown]
    parts += [_path(line, x, y) for line in shown]
    parts += [_marks(line, x, y) for line in shown]
    if letters:
        positions = spread([y(float(line.y[-1])) for line in shown], _GAP, _TOP, height - _BOTTOM)
        parts += [_name(line, right + 8, position) for line, position in zip(shown, positions, strict=True)]
    words = f"{title}. {note}"
    drawn = element(
        "svg", element("title", words), *parts, viewBox=f"0 0 {width:g} {height:g}", role="img", aria_label=words
    )
    caption = element("figcaption", element("strong", title), f" {note}" if note else None)
    return element("figure", caption, drawn, class_="chart")


def hue_rules(dark: bool) -> str:
    """The colours of lines as style rules: lighter where the ground is dark."""
    rules = []
    for number, (red, green, blue) in enumerate(HUES):
        if dark:
            red, green, blue = (round(each + (255 - each) * 0.45) for each in (red, green, blue))
        colour = f"#{red:02x}{green:02x}{blue:02x}"
        rules.append(f".h{number}{{--hue:{colour}}}")
    return "".join(rules)


def _bounds(lines: Sequence[Line]) -> list[float]:
    """The values that have to be seen: of bands all but the wildest hundredth."""
    found = [float(value) for line in lines for value in (line.y.min(), line.y.max())]
    for line in lines:
        if len(line.low):
            found += [float(np.quantile(line.low, 0.01)), float(np.quantile(line.high, 0.99))]
    return found


def _grid(x: Scale, y: Scale, right: float, height: float) -> Html:
    parts = []
    for tick, words in value_ticks(y, 5).items():
        parts.append(element("line", x1=_LEFT, x2=f"{right:.1f}", y1=f"{y(tick):.1f}", y2=f"{y(tick):.1f}"))
        parts.append(element("text", words, x=_LEFT - 7, y=f"{y(tick) + 4:.1f}", text_anchor="end"))
    base = height - _BOTTOM
    for tick in ticks(x.low, x.high, 5):
        parts.append(element("text", f"{tick:,g}", x=f"{x(tick):.1f}", y=base + 17, text_anchor="middle"))
    parts.append(element("text", "kimg", x=f"{right:.1f}", y=base + 28, text_anchor="end", class_="unit"))
    return element("g", *parts, class_="grid")


def _clipped(value: float, y: Scale) -> float:
    return min(max(y(value), _TOP - 6), y.start + 6)


def _band(line: Line, x: Scale, y: Scale) -> Html | None:
    if not len(line.low):
        return None
    there = [(x(float(a)), float(low), float(high)) for a, low, high in zip(line.x, line.low, line.high, strict=True)]
    above = " ".join(f"{a:.1f},{_clipped(high, y):.1f}" for a, _, high in there)
    below = " ".join(f"{a:.1f},{_clipped(low, y):.1f}" for a, low, _ in reversed(there))
    return element("polygon", points=f"{above} {below}", class_=f"band h{line.hue % len(HUES)}")


def _path(line: Line, x: Scale, y: Scale) -> Html:
    points = " ".join(
        f"{x(float(a)):.1f},{_clipped(float(b), y):.1f}"
        for a, b in zip(line.x, line.y, strict=True)
        if math.isfinite(b)
    )
    dashes = f" d{line.hue // len(HUES)}"
    return element("polyline", points=points, class_=f"line h{line.hue % len(HUES)}{dashes}")


def _marks(line: Line, x: Scale, y: Scale) -> Html:
    hue = f"h{line.hue % len(HUES)}"
    parts = []
    if line.dots or len(line.x) == 1:
        parts += [
            element("circle", cx=f"{x(float(a)):.1f}", cy=f"{_clipped(float(b), y):.1f}", r="2.2", class_=f"dot {hue}")
            for a, b in zip(line.x, line.y, strict=True)
        ]
    if line.best is not None:
        at = int(np.argmin(np.abs(line.x - line.best)))
        centre = {"cx": f"{x(float(line.x[at])):.1f}", "cy": f"{_clipped(float(line.y[at]), y):.1f}"}
        parts.append(element("circle", r="5", class_=f"ring {hue}", **centre))
    return together(*parts)


def _name(line: Line, left: float, position: float) -> Html:
    name = line.name if len(line.name) <= _MOST_NAME else line.name[: _MOST_NAME - 1] + "…"
    return element("text", name, class_=f"name h{line.hue % len(HUES)}", x=f"{left:.1f}", y=f"{position + 4:.1f}")
