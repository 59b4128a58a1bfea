"""The plot of an experiment: how far each arm is from the set, epoch by epoch.

Light, since it goes into texts and onto posters. Names stand at the ends of their lines, so that nobody looks to and
fro; arms of one recipe share a hue and differ in their dashes; a band shows the measure's standard error; a ring
marks the best epoch.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

import resources
from gan_engine.experiments.results import ArmResult, Measured, Results
from gan_engine.metrics.names import MEASURES
from gan_engine.metrics.results import in_figures
from gan_engine.picture_modes import Picture
from gan_engine.run_report.chart_scales import HUES, Scale, spread, ticks, value_ticks, vertical

SIZE = (1760, 1040)
"""Of the picture, in pixels."""

_FINE = 3  # lines are drawn so many times as large and reduced: Pillow's own have steps
_BACKGROUND, _INK, _SOFT, _GRID, _AXIS = (
    (255, 255, 255),
    (28, 30, 34),
    (104, 109, 117),
    (233, 235, 238),
    (150, 155, 162),
)
_DASHES: tuple[tuple[float, ...], ...] = ((), (15, 9), (3, 8))
_LINE, _DOT, _RING = 4.5, 6.0, 11.0
_BAND = 42  # of 255
_LABEL_GAP = 62  # pixels between the names of two lines, at least
_MOST_TICKS = 11


@dataclass(frozen=True)
class _Style:
    hue: tuple[int, int, int]
    dashes: tuple[float, ...]


def plot(results: Results) -> Picture:
    """The picture, uint8 HxWx3; without lines where nothing has been measured yet."""
    return _Plot(results).draw()


class _Plot:
    def __init__(self, results: Results) -> None:
        self._results = results
        self._measure = MEASURES[results.plan.metric]
        self._arms = [arm for arm in results.arms if any(each.value is not None for each in arm.measured)]
        self._styles = dict(zip((arm.name for arm in results.arms), _styles(results.arms), strict=True))
        self._title, self._text = _font("SemiBold", 38), _font("Regular", 23)
        self._name, self._small = _font("SemiBold", 24), _font("Regular", 20)
        widest = max((self._label_width(arm) for arm in self._arms), default=0.0)
        width, height = SIZE
        self._left, self._right = 118.0, width - 84.0 - widest
        self._top, self._bottom = 196.0, height - 138.0
        self._x = Scale(0, results.plan.epochs, self._left, self._right)
        self._y = self._vertical()

    def draw(self) -> Picture:
        width, height = SIZE
        fine = Image.new("RGB", (width * _FINE, height * _FINE), _BACKGROUND)
        self._grid(ImageDraw.Draw(fine))
        for arm in self._arms:
            self._band(fine, arm)
        pen = ImageDraw.Draw(fine)
        labels = spread([self._y(_last(arm)[1]) for arm in self._arms], _LABEL_GAP, self._top, self._bottom - 24)
        for draw in (self._path, self._dots):
            for arm in self._arms:
                draw(pen, arm)
        for arm, position in zip(self._arms, labels, strict=True):
            self._marks(pen, arm, position)
        image = fine.reduce(_FINE)
        pen = ImageDraw.Draw(image)
        self._words(pen)
        for arm, position in zip(self._arms, labels, strict=True):
            self._label(pen, arm, position)
        return np.array(image)

    # Scales

    def _vertical(self) -> Scale:
        """All values with their errors."""
        points = [point for arm in self._arms for point in _points(arm)]
        bounds = [value + sign * error for _, value, error in points for sign in (-1, 1)]
        return vertical(bounds or [0.0, 1.0], self._bottom, self._top)

    def _epoch_ticks(self) -> list[int]:
        plan = self._results.plan
        if len(plan.measured_epochs) <= _MOST_TICKS:
            return [0, *plan.measured_epochs]
        return [round(tick) for tick in ticks(0, plan.epochs, _MOST_TICKS - 1) if tick == round(tick)]

    # Shapes, on the fine canvas

    def _grid(self, pen: ImageDraw.ImageDraw) -> None:
        for tick in value_ticks(self._y):
            y = round(self._y(tick))
            pen.rectangle(_box(self._left, y - 1, self._right, y + 1), fill=_GRID)
        base = round(self._bottom)
        pen.rectangle(_box(self._left, base - 1, self._right, base + 1), fill=_AXIS)
        for epoch in self._epoch_ticks():
            x = round(self._x(epoch))
            pen.rectangle(_box(x - 1, base, x + 1, base + 9), fill=_AXIS)

    def _band(self, fine: Image.Image, arm: ArmResult) -> None:
        """One standard error either way."""
        points = _points(arm)
        if len(points) < 2:
            return
        above = [(self._x(epoch) * _FINE, self._y(value + error) * _FINE) for epoch, value, error in points]
        below = [(self._x(epoch) * _FINE, self._y(value - error) * _FINE) for epoch, value, error in points]
        left, top = math.floor(above[0][0]), math.floor(min(y for _, y in above))
        right, bottom = math.ceil(above[-1][0]) + 1, math.ceil(max(y for _, y in below)) + 1
        mask = Image.new("L", (right - left, bottom - top))
        outline = [(x - left, y - top) for x, y in (*above, *reversed(below))]
        ImageDraw.Draw(mask).polygon(outline, fill=_BAND)
        fine.paste(self._styles[arm.name].hue, (left, top, right, bottom), mask)

    def _path(self, pen: ImageDraw.ImageDraw, arm: ArmResult) -> None:
        style = self._styles[arm.name]
        points = [(self._x(epoch), self._y(value)) for epoch, value, _ in _points(arm)]
        for piece in _dashed(points, style.dashes):
            scaled = [(x * _FINE, y * _FINE) for x, y in piece]
            pen.line(scaled, fill=style.hue, width=round(_LINE * _FINE), joint="curve")
            for x, y in (scaled[0], scaled[-1]):
                _disc(pen, x, y, _LINE / 2 * _FINE, style.hue)

    def _dots(self, pen: ImageDraw.ImageDraw, arm: ArmResult) -> None:
        """Where it was measured."""
        for epoch, value, _ in _points(arm):
            position = self._x(epoch) * _FINE, self._y(value) * _FINE
            _disc(pen, *position, _DOT * _FINE, self._styles[arm.name].hue)

    def _marks(self, pen: ImageDraw.ImageDraw, arm: ArmResult, label: float) -> None:
        """A ring at the best epoch, a cross where it failed, and a way to its name."""
        hue = self._styles[arm.name].hue
        points = _points(arm)
        assert arm.best is not None
        assert arm.best.value is not None
        x, y = self._x(arm.best.epoch) * _FINE, self._y(arm.best.value) * _FINE
        _disc(pen, x, y, _RING * _FINE, hue)
        _disc(pen, x, y, (_RING - 4.5) * _FINE, _BACKGROUND)
        x, y = self._x(points[-1][0]), self._y(points[-1][1])
        if arm.status == "failed":
            for slope in (1, -1):
                ends = (x - 13, y - 13 * slope, x + 13, y + 13 * slope)
                pen.line([end * _FINE for end in ends], fill=hue, width=round(4 * _FINE))
        way = [(x + 15, y), (self._right + 22, label), (self._right + 30, label)]
        if abs(y - label) > 3 or x < self._right - 1:
            pen.line([(a * _FINE, b * _FINE) for a, b in way], fill=_between(hue, _BACKGROUND, 0.55), width=2 * _FINE)

    # Words, on the picture itself

    def _words(self, pen: ImageDraw.ImageDraw) -> None:
        plan, measure = self._results.plan, self._measure
        pen.text((48, 40), _cut(plan.title, self._title, SIZE[0] - 96), font=self._title, fill=_INK)
        pen.text((48, 94), _cut(plan.sentence, self._text, SIZE[0] - 96), font=self._text, fill=_SOFT)
        pen.text((48, 146), f"{measure.title}: lower is nearer to the set", font=self._name, fill=_INK)
        for tick, words in value_ticks(self._y).items():
            pen.text((self._left - 16, round(self._y(tick))), words, font=self._text, fill=_SOFT, anchor="rm")
        base = round(self._bottom)
        for epoch in self._epoch_ticks():
            pen.text((round(self._x(epoch)), base + 18), f"{epoch:,}", font=self._text, fill=_SOFT, anchor="ma")
        pen.text((self._right + 26, base + 18), "epochs", font=self._text, fill=_SOFT, anchor="la")
        pen.text(
            (48, SIZE[1] - 54), _cut(footnote(self._results), self._small, SIZE[0] - 96), font=self._small, fill=_SOFT
        )
        if not self._arms:
            position = ((self._left + self._right) / 2, (self._top + self._bottom) / 2)
            pen.text(position, "Nothing has been measured yet", font=self._text, fill=_SOFT, anchor="mm")

    def _label(self, pen: ImageDraw.ImageDraw, arm: ArmResult, position: float) -> None:
        x, hue = self._right + 38, self._styles[arm.name].hue
        pen.text((x, position + 2), arm.title, font=self._name, fill=hue, anchor="ls")
        pen.text((x, position + 8), _second_line(arm), font=self._small, fill=_SOFT, anchor="la")

    def _label_width(self, arm: ArmResult) -> float:
        return max(self._name.getlength(arm.title), self._small.getlength(_second_line(arm)))


def footnote(results: Results) -> str:
    """What was measured, in one line."""
    plan = results.plan
    measured = next((each for arm in results.arms for each in arm.measured), None)
    against = f" against {_against(measured)} of “{plan.dataset.name}”" if measured else ""
    errors = any(each.uncertainty for arm in results.arms for each in arm.measured)
    return (
        f"Each point: {plan.samples:,} designs of the same noise{against}, {plan.dataset.size.words}."
        + (" Bands: the measure's standard error." if errors else "")
        + " Rings: best epochs. One training each."
    )


def _against(measured: Measured) -> str:
    return f"{measured.real:,} {'held-out pictures' if measured.part == 'held-out' else 'pictures'}"


def _second_line(arm: ArmResult) -> str:
    assert arm.best is not None
    assert arm.best.value is not None
    best = f"{in_figures(arm.best.value, 0.0).split(' ')[0]} at {arm.best.epoch:,}"
    return f"{best}, {arm.state}" if arm.status == "failed" else f"best {best}"


def _points(arm: ArmResult) -> list[tuple[int, float, float]]:
    """Epoch, value, error."""
    return [(each.epoch, each.value, each.uncertainty or 0.0) for each in arm.measured if each.value is not None]


def _last(arm: ArmResult) -> tuple[int, float, float]:
    return _points(arm)[-1]


def _styles(arms: Sequence[ArmResult]) -> list[_Style]:
    """A hue for each recipe and dashes within it; a hue for each arm where dashes would not suffice."""
    recipes = list(dict.fromkeys(arm.recipe for arm in arms))
    fit = all(sum(arm.recipe == recipe for arm in arms) <= len(_DASHES) for recipe in recipes)
    if not fit:
        return [_Style(HUES[position % len(HUES)], _DASHES[position // len(HUES)]) for position in range(len(arms))]
    styles, seen = [], dict.fromkeys(recipes, 0)
    for arm in arms:
        hue, position = HUES[recipes.index(arm.recipe) % len(HUES)], seen[arm.recipe]
        if sum(other.recipe == arm.recipe for other in arms) > 1:  # dark first, light over it: both show on one way
            hue = _between(hue, _INK, 0.35) if position == 0 else _between(hue, _BACKGROUND, 0.14)
        styles.append(_Style(hue, _DASHES[position]))
        seen[arm.recipe] += 1
    return styles


def _dashed(points: Sequence[tuple[float, float]], dashes: tuple[float, ...]) -> list[list[tuple[float, float]]]:
    """The pieces of a way through `points` that are drawn: `dashes` is (drawn, left out), in pixels along the way."""
    if len(points) < 2:
        return []
    if not dashes:
        return [list(points)]
    drawn, out = dashes
    lengths = [math.dist(a, b) for a, b in itertools.pairwise(points)]
    ends = [0.0, *itertools.accumulate(lengths)]

    def at(distance: float) -> tuple[float, float]:
        leg = next((position for position, end in enumerate(ends[1:]) if distance <= end), len(lengths) - 1)
        share = (distance - ends[leg]) / lengths[leg] if lengths[leg] else 0.0
        (ax, ay), (bx, by) = points[leg], points[leg + 1]
        return ax + (bx - ax) * share, ay + (by - ay) * share

    pieces = []
    start = 0.0
    while start < ends[-1]:
        end = min(start + drawn, ends[-1])
        corners = [point for point, position in zip(points, ends, strict=True) if start < position < end]
        pieces.append([at(start), *corners, at(end)])
        start += drawn + out
    return pieces


def _between(first: tuple[int, int, int], second: tuple[int, int, int], share: float) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def _box(left: float, top: float, right: float, bottom: float) -> list[float]:
    """Of whole pixels, on the fine canvas."""
    return [left * _FINE, top * _FINE, right * _FINE - 1, bottom * _FINE - 1]


def _disc(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: tuple[int, int, int]) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resources.find(f"fonts/Inter-{weight}.otf")), size)


def _cut(words: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    """`words` on one line no wider than `width` pixels."""
    if font.getlength(words) <= width:
        return words
    while words and font.getlength(words + "…") > width:
        words = words[:-1]
    return words.rstrip() + "…"
