"""Flood fill of a plain or evenly shaded background from the border, and what it tells of it.

The ground is learnt from the border and from what has been reached of it, so that shading of any slow kind, grain and
compression are no hindrance. What the ground encloses without reaching it (between an arm and a body) is found by its
likeness, where a likeness proves something: white eyes on a white ground do not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.picture_modes import Picture

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

# By hand, held to the aims of benchmarks/background.py: an overlap with the true alpha of 0.95 on plain grounds.
TOLERANCE = 7.0
"""Distance in Lab (CIE76; 2.3 is just noticeable) that is still the ground, on grounds without grain."""
MOST_TOLERANCE = 20.0
"""On grounds with grain."""

_GRAINY = 1.5  # Lab
_SMALL = 256  # the ground is learnt at this size at most: it is smooth
_ROUNDS = 12  # of following it further
_BORDER = 2  # pixels from the edge that are taken for ground until they prove not to be
_LONG_RUN = 0.2  # of a side: ground that is reached in shorter pieces than this is a pattern, not a ground
_BREAKS, _A_BREAK = 2, 0.02  # a figure breaks the border so often at most; what each further time tells
_SHADOW_GRAIN, _SHADOW_LIGHT = 2.0, 45.0  # no shadow is told from grain, nor seen on what is dark
_SHADOW_DEPTH, _SHADOW_SLOPE, _SHADOW_SHARE = 0.5, 2.2, 0.5  # of the light; Lab a pixel at 256; of the figure
_HOLE = 0.0006  # of the picture; what is enclosed and smaller stays with the figure
_LOOP = 0.02  # of the picture; what is smaller and white or black stays without a question: eyes, lights
_CALM, _ALL_AROUND = 0.775, 0.97  # plainness; the first where a figure stands on the border or is cut off by it
_EVEN, _ROLLING = 3.5, 4.5  # Lab
_ONE_FIGURE, _FEW_PIECES = 0.05, 0.2  # of what is not ground, beside its largest piece
_COLOURED = 12.0  # a ground so far (Lab) from white and black is hardly met inside a figure by chance


@dataclass(frozen=True)
class FloodFill:
    """What a flood came to."""

    is_ground: Mask
    ground: Floats
    """HxWx3, Lab: the ground as it would be without the figure."""
    tolerance: float
    grain: float
    plainness: float
    """0 to 1: how much of the border (but for its worst side, where the figure may stand) is one calm ground, less
    for every time that something breaks it which no figure would."""
    shading: float
    """How far the ground's own colours lie apart (Lab)."""
    unevenness: float
    """How far (Lab) the ground strays from a smooth surface: a scene's sky is followed as a shading is, and is none."""
    scattered: float
    """0 to 1: how much of what is not ground lies outside its largest piece."""
    undecided: Mask
    """Enclosed, of the ground's colour, and no part of `is_ground`: a loop that shows white, or a white shirt."""

    @property
    def is_calm(self) -> bool:
        """Whether the flood can be believed: most of the border is one even ground, or all of it is, and it came all
        around one figure."""
        if self.plainness >= _ALL_AROUND:
            return self.unevenness <= _ROLLING or self.scattered <= _ONE_FIGURE
        return self.plainness >= _CALM and self.unevenness <= _EVEN and self.scattered <= _FEW_PIECES

    @property
    def colours(self) -> Floats:
        """The ground in RGB, 0 to 255."""
        rgb: Floats = cv2.cvtColor(self.ground, cv2.COLOR_LAB2RGB) * np.float32(255)
        return rgb


def flood(picture: Picture, tolerance: float | None = None) -> FloodFill:
    """Follow the ground of HxWx3 in from its border. `tolerance` in Lab; None: as the ground's grain asks for."""
    lab = as_lab(picture)
    height, width = lab.shape[:2]
    if _noise(lab) > _GRAINY:  # a grain is smoothed, edges are not, so that the tolerance need not make room for it
        lab = as_lab(cv2.bilateralFilter(np.ascontiguousarray(picture), 5, 30, 2))
    factor = min(1.0, _SMALL / max(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = cv2.resize(lab, size, interpolation=cv2.INTER_AREA).reshape(size[1], size[0], 3)
    grain = _noise(lab)
    allowed = min(MOST_TOLERANCE, TOLERANCE + 2.5 * grain) if tolerance is None else tolerance
    ground, reached = _ground(small, allowed)
    plainness = _plainness(reached) - _A_BREAK * max(0, _breaks(reached) - _BREAKS)
    shading = float(np.ptp(ground[reached][:, 0])) if reached.any() else 0.0
    unevenness = _unevenness(small, reached)
    ground = cv2.resize(ground, (width, height), interpolation=cv2.INTER_LINEAR).reshape(lab.shape)
    away = distance(lab, ground)
    candidate = away <= allowed
    is_ground = reached_from_border(candidate)
    is_ground |= _shadows(lab, ground, is_ground, grain)
    proven, undecided = _enclosed(candidate & ~is_ground, away, ground, grain)
    is_ground |= proven
    scattered = _scattered(~is_ground)
    return FloodFill(is_ground, ground, allowed, grain, plainness, shading, unevenness, scattered, undecided)


def as_lab(picture: Picture) -> Floats:
    lab: Floats = cv2.cvtColor(picture.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2LAB)
    return lab


def distance(some: Floats, other: Floats) -> Floats:
    difference = some - other
    away: Floats = np.sqrt(np.einsum("...i,...i->...", difference, difference))
    return away


def _noise(lab: Floats) -> float:
    """How far most of the border's pixels lie from the mean of their neighbours."""
    width = min(_BORDER, *lab.shape[:2])
    strips = lab[:width], lab[-width:], lab[:, :width].swapaxes(0, 1), lab[:, -width:].swapaxes(0, 1)
    strays = [distance(strip, cv2.blur(strip, (9, 1))).ravel() for strip in map(np.ascontiguousarray, strips)]
    return float(np.quantile(np.concatenate(strays), 0.75))


def _ground(lab: Floats, tolerance: float) -> tuple[Floats, Mask]:
    """The ground as it would be without the figure, and where it is seen.

    First the smooth surface that most of the border agrees on; then, round by round, what has been reached is smoothed
    and followed further, so that shading of any slow kind is learnt from the ground itself.
    """
    surface = _surface(lab, tolerance)
    ground = surface
    reached = reached_from_border(distance(lab, ground) <= tolerance)
    spread = max(lab.shape) / 24
    for _ in range(_ROUNDS):
        known = reached.astype(np.float32)
        weight = cv2.GaussianBlur(known, (0, 0), spread)
        local = cv2.GaussianBlur(lab * known[..., None], (0, 0), spread) / np.maximum(weight, 1e-6)[..., None]
        trust = np.clip(weight * 20, 0, 1)[..., None]  # next to nothing known nearby: the surface
        ground = (trust * local + (1 - trust) * surface).astype(np.float32)
        wider = reached_from_border(distance(lab, ground) <= tolerance)
        if np.array_equal(wider, reached):
            break
        reached = wider
    return ground, reached


def _surface(lab: Floats, tolerance: float) -> Floats:
    """A constant, else a slope in each channel, fitted to what of the border agrees: the figure may touch it."""
    height, width = lab.shape[:2]
    across, down = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    terms = np.stack([np.ones_like(across), across, down], axis=-1)
    edge = np.ones((height, width), bool)
    edge[_BORDER:-_BORDER, _BORDER:-_BORDER] = False
    values, positions = lab[edge].astype(np.float64), terms[edge]
    plain = _commonest(lab[edge])
    if np.mean(plain) > 0.7:
        surface = np.broadcast_to(values[plain].mean(axis=0), lab.shape)
    else:
        weights = np.ones(len(values))
        for _ in range(20):  # least absolute distances, by reweighting
            root = np.sqrt(weights)[:, None]
            plane = np.linalg.lstsq(positions * root, values * root, rcond=None)[0]
            weights = 1 / np.maximum(np.sqrt(np.square(values - positions @ plane).sum(axis=1)), 0.5)
        agrees = np.sqrt(np.square(values - positions @ plane).sum(axis=1)) <= tolerance
        shaded = np.mean(agrees) > 1.2 * np.mean(plain)
        surface = terms @ plane if shaded else np.broadcast_to(values[plain].mean(axis=0), lab.shape)
    return surface.astype(np.float32)


def _commonest(values: Floats) -> Mask:
    """Which Lab values lie about the commonest one (a coarse histogram's fullest cell and its neighbours)."""
    cells = np.floor(values / 8).astype(np.int64)
    key = (cells[:, 0] << 20) + (cells[:, 1] << 10) + cells[:, 2]
    _, first, counts = np.unique(key, return_index=True, return_counts=True)
    centre = values[key == key[first[counts.argmax()]]].mean(axis=0)
    near: Mask = np.sqrt(np.square(values - centre).sum(axis=1)) <= 2 * TOLERANCE
    return near


def reached_from_border(candidate: Mask) -> Mask:
    """The connected part of `candidate` that touches the border (4 neighbours: it does not slip through outlines)."""
    framed = np.pad(candidate, 1, constant_values=True).astype(np.uint8)
    _, labels = cv2.connectedComponents(framed, connectivity=4)
    reached: Mask = labels[1:-1, 1:-1] == labels[0, 0]
    return reached


def _shadows(lab: Floats, ground: Floats, is_ground: Mask, grain: float) -> Mask:
    """Soft shadows on the ground: darker than it, of its hue, without an edge of their own, reached from it.

    A figure of the ground's hue has an edge, which stops this; where it has none and more is entered than any shadow
    takes, nothing is.
    """
    none = np.zeros_like(is_ground)
    figure = int(np.count_nonzero(~is_ground))
    if not figure or grain > _SHADOW_GRAIN or float(np.median(ground[..., 0])) < _SHADOW_LIGHT:
        return none
    calm = cv2.GaussianBlur(lab, (0, 0), 1.0)
    fall = (ground[..., 0] - calm[..., 0]) / np.maximum(ground[..., 0], 1)
    share = (1 - fall)[..., None]
    hue = calm[..., 1:] - ground[..., 1:] * share  # a shadow takes colour with the light
    slope = np.hypot(cv2.Sobel(calm[..., 0], cv2.CV_32F, 1, 0), cv2.Sobel(calm[..., 0], cv2.CV_32F, 0, 1)) / 8
    slope = cv2.dilate(slope, np.ones((3, 3), np.uint8))
    steep = _SHADOW_SLOPE * 256 / max(lab.shape[:2])
    like = (fall > -0.02) & (fall < _SHADOW_DEPTH) & (np.hypot(hue[..., 0], hue[..., 1]) < 5) & (slope < steep)
    _, joined = cv2.connectedComponents((is_ground | like).astype(np.uint8), connectivity=4)
    from_ground = np.zeros(int(joined.max()) + 1, np.bool_)
    from_ground[np.unique(joined[is_ground])] = True
    entered = from_ground[joined] & ~is_ground & like
    count, labels, stats, _ = cv2.connectedComponentsWithStats(entered.astype(np.uint8), connectivity=8)
    taken = stats[:, cv2.CC_STAT_AREA] <= _SHADOW_SHARE * figure
    taken[0] = False
    if count < 2 or not taken.any():
        return none
    # up to where the figure's own edge begins: the band that the slope kept off is looked at by colour alone
    rim = cv2.dilate((taken[labels]).astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    close = (fall > -0.02) & (fall < _SHADOW_DEPTH) & (np.hypot(hue[..., 0], hue[..., 1]) < 5) & (slope < 2.5 * steep)
    found: Mask = taken[labels] | (rim & close & ~is_ground)
    return found


def _plainness(reached: Mask) -> float:
    """The share of the best three sides that lies in long runs of ground."""
    shares = []
    for side in (reached[0], reached[-1], reached[:, 0], reached[:, -1]):
        steps = np.flatnonzero(np.diff(np.concatenate([[False], side, [False]]).astype(np.int8)))
        runs = steps[1::2] - steps[::2]
        shares.append(float(runs[runs >= _LONG_RUN * len(side)].sum()) / len(side))
    return float(np.mean(sorted(shares)[1:]))


def _unevenness(lab: Floats, reached: Mask) -> float:
    """Four fifths of the ground lie within this of the curved surface that fits it best, its grain smoothed."""
    height, width = lab.shape[:2]
    inner = cv2.erode(reached.astype(np.uint8), np.ones((5, 5), np.uint8), borderValue=1).astype(bool)
    places = np.flatnonzero(inner)
    if len(places) < 50:
        return math.inf
    places = places[:: max(1, len(places) // 4000)]
    across, down = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    terms = np.stack([np.ones_like(across), across, down, across * down, across**2, down**2], axis=-1)
    terms = terms.reshape(-1, 6)[places]
    values = cv2.blur(lab, (5, 5)).reshape(-1, 3)[places].astype(np.float64)
    surface = terms @ np.linalg.lstsq(terms, values, rcond=None)[0]
    return float(np.quantile(np.sqrt(np.square(values - surface).sum(axis=1)), 0.8))


def _scattered(figure: Mask) -> float:
    count, _, facts, _ = cv2.connectedComponentsWithStats(figure.astype(np.uint8), connectivity=8)
    areas = facts[1:, cv2.CC_STAT_AREA]
    return 1 - float(areas.max() / areas.sum()) if count > 1 else 1.0


def _breaks(reached: Mask) -> int:
    """How often what is not ground breaks the border, once round."""
    ring = np.concatenate([reached[0], reached[1:, -1], reached[-1, -2::-1], reached[-2:0:-1, 0]])
    if ring.all():
        return 0
    turned = np.roll(ring, -int(np.flatnonzero(~ring)[0]))
    steps = np.flatnonzero(np.diff(np.concatenate([[True], turned, [True]]).astype(np.int8)))
    return int(np.count_nonzero(steps[1::2] - steps[::2] >= 0.004 * len(ring)))


def _enclosed(candidate: Mask, away: Floats, ground: Floats, grain: float) -> tuple[Mask, Mask]:
    """What of the unreached candidates is ground too: far more like it than chance would have it. And what may be,
    but that the ground is white or black, as many a part of a figure is."""
    taken, undecided = np.zeros_like(candidate), np.zeros_like(candidate)
    if not candidate.any():
        return taken, undecided
    _, labels, stats, _ = cv2.connectedComponentsWithStats(candidate.astype(np.uint8), connectivity=4)
    large = np.flatnonzero(stats[1:, cv2.CC_STAT_AREA] >= max(12, _HOLE * candidate.size)) + 1
    for number in large:
        left, top, width, height = stats[number, :4]
        window = np.s_[top : top + height, left : left + width]
        part = labels[window] == number
        inner = cv2.erode(np.pad(part, 1).astype(np.uint8), np.ones((3, 3), np.uint8))[1:-1, 1:-1].astype(bool)
        if inner.sum() < 4 or np.quantile(away[window][inner], 0.8) > 1.5 + 1.6 * grain:
            continue
        colour = ground[window][part].mean(axis=0)
        plain_white_or_black = min(100 - colour[0], colour[0]) + float(np.hypot(colour[1], colour[2])) < _COLOURED
        if not plain_white_or_black:
            taken[window] |= part
        elif stats[number, cv2.CC_STAT_AREA] >= _LOOP * candidate.size:
            undecided[window] |= part
    return taken, undecided
