"""A rough mask of what is drawn, for boxes: where figures lie on a sheet, where the subject is.

No clean outlines are needed here (that is `background`'s work), but every pixel of the full size counts: figures may
lie one pixel apart. The ground is learnt from the border and, once the first figures are told apart, from all that
lies between them: a plain colour, a shading of any slow kind, a pattern of a few colours, or a grainy texture.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.curation.rim import is_cut_out
from gan_engine.picture_modes import Picture
from gan_engine.pictures import flatten

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]

# By hand, held to the aims of benchmarks/sheets.py.
SEE_THROUGH = 24  # alpha up to this is ground: a glow or a shadow is drawn, though it is less than `rim.SOLID`
_TOLERANCE = 7.0  # distance in Lab (CIE76; 2.3 is just noticeable) that is still the ground
_MOST_TOLERANCE = 24.0  # on grainy grounds
_SMALL = 192  # a shading is learnt at this size at most: it is slow
_BORDER = 2  # pixels
_PLAIN, _PATTERN = 0.7, 0.93  # shares of the border that one colour, a few colours, must cover
_COLOURS = 4  # of a pattern
_ON_A_SIDE = 0.05  # share of each side of the picture that a colour of the pattern has
_ROUNDS = 4  # of learning the shading from what is known of the ground


def figure_mask(picture: Picture) -> Mask:
    """[H, W], True where something is drawn. `picture`: HxWx3 or HxWx4, of any size."""
    drawn: Mask = strength(picture) > 0
    return drawn


def strength(picture: Picture) -> Floats:
    """[H, W], how far beyond what is still ground each pixel lies: above 0 where something is drawn."""
    if is_cut_out(picture, SEE_THROUGH):
        return picture[..., 3].astype(np.float32) - np.float32(SEE_THROUGH)
    lab = cv2.cvtColor(flatten(picture).astype(np.float32) / np.float32(255), cv2.COLOR_RGB2LAB)
    if min(lab.shape[:2]) < 8:
        return np.ones(lab.shape[:2], np.float32)
    tolerance = min(_MOST_TOLERANCE, _TOLERANCE + 2.5 * _noise(lab))
    edge = _edge(lab)
    colours = _commonest(edge)
    plain = _share(edge, colours[:1])
    slope, agreeing = _slope(lab, edge, tolerance)
    if plain < _PLAIN and agreeing < _PATTERN:
        around = np.array([colour for colour in colours if _is_all_around(lab, colour)], np.float32)
        if len(around) > 1 and _share(edge, around) >= _PATTERN:
            return _beyond(lab, around, tolerance)
    start = colours[0] if plain >= min(_PLAIN, 0.8 * agreeing) else slope
    known = _beyond(lab, [start], tolerance) <= 0
    return _beyond(lab, [_shading(lab, known, start, tolerance)], tolerance)


def subject_box(picture: Picture) -> tuple[int, int, int, int] | None:
    """Left, top, width and height of what is drawn, specks of dust left out; None where nothing stands out."""
    mask = figure_mask(picture)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    if count < 2:
        return None
    parts = stats[1:]
    kept = parts[parts[:, cv2.CC_STAT_AREA] >= max(4, 0.01 * parts[:, cv2.CC_STAT_AREA].max())]
    if not len(kept):  # dust alone
        return None
    left, top = int(kept[:, 0].min()), int(kept[:, 1].min())
    right, bottom = int((kept[:, 0] + kept[:, 2]).max()), int((kept[:, 1] + kept[:, 3]).max())
    return left, top, right - left, bottom - top


def _edge(lab: Floats) -> Floats:
    width = min(_BORDER, *lab.shape[:2])
    strips = lab[:width], lab[-width:], lab[:, :width], lab[:, -width:]
    return np.concatenate([strip.reshape(-1, 3) for strip in strips])


def _noise(lab: Floats) -> float:
    """How far most of the border's pixels lie from the mean of their neighbours."""
    strips = lab[:_BORDER], lab[-_BORDER:], lab[:, :_BORDER].swapaxes(0, 1), lab[:, -_BORDER:].swapaxes(0, 1)
    strays = []
    for strip in map(np.ascontiguousarray, strips):
        strays.append(np.sqrt(np.square(strip - cv2.blur(strip, (9, 1))).sum(axis=-1)).ravel())
    return float(np.quantile(np.concatenate(strays), 0.6))


def _commonest(values: Floats) -> Floats:
    """The commonest colours of the border, at most `_COLOURS`, each the mean of what lies about it."""
    colours: list[Floats] = []
    rest = values
    while len(colours) < _COLOURS and len(rest) > 0.03 * len(values):
        cells = np.floor(rest / 6).astype(np.int64)
        key = (cells[:, 0] << 20) + (cells[:, 1] << 10) + cells[:, 2]
        _, first, counts = np.unique(key, return_index=True, return_counts=True)
        centre = rest[key == key[first[counts.argmax()]]].mean(axis=0)
        near = np.square(rest - centre).sum(axis=1) <= (1.5 * _TOLERANCE) ** 2
        if not near.any():
            break
        colours.append(rest[near].mean(axis=0))
        rest = rest[~near]
    return np.array(colours, np.float32)


def _share(values: Floats, colours: Floats) -> float:
    near = np.zeros(len(values), np.bool_)
    for colour in colours:
        near |= np.square(values - colour).sum(axis=1) <= (2 * _TOLERANCE) ** 2
    return float(near.mean())


def _is_all_around(lab: Floats, colour: Floats) -> bool:
    """Whether a colour is found along each of the four sides: a pattern goes all around, a figure stands on one."""
    sides = lab[:_BORDER], lab[-_BORDER:], lab[:, :_BORDER], lab[:, -_BORDER:]
    return all(_share(side.reshape(-1, 3), colour[None]) >= _ON_A_SIDE for side in sides)


def _beyond(lab: Floats, grounds: Iterable[Floats], tolerance: float) -> Floats:
    """How far beyond `tolerance` each pixel lies from the nearest of the grounds (colours, or whole pictures)."""
    nearest = np.full(lab.shape[:2], np.inf, np.float32)
    for ground in grounds:
        np.minimum(nearest, np.square(lab - ground).sum(axis=-1), out=nearest)
    far: Floats = np.sqrt(nearest) - np.float32(tolerance)
    return far


def _slope(lab: Floats, edge: Floats, tolerance: float) -> tuple[Floats, float]:
    """A curved surface through what of the border agrees, and how much of the border does."""
    height, width = lab.shape[:2]
    terms = _terms(width, height)
    positions = _edge_of(terms)
    values = edge.astype(np.float64)
    weights = np.ones(len(values))
    for _ in range(20):  # least absolute distances, by reweighting
        root = np.sqrt(weights)[:, None]
        surface = np.linalg.lstsq(positions * root, values * root, rcond=None)[0]
        off = np.sqrt(np.square(values - positions @ surface).sum(axis=1))
        weights = 1 / np.maximum(off, 0.5)
    return (terms @ surface).astype(np.float32), float(np.mean(off <= tolerance))


def _terms(width: int, height: int) -> npt.NDArray[np.float64]:
    across, down = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    return np.stack([np.ones_like(across), across, down, across * down, across**2, down**2], axis=-1)


def _edge_of(terms: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    strips = terms[:_BORDER], terms[-_BORDER:], terms[:, :_BORDER], terms[:, -_BORDER:]
    return np.concatenate([strip.reshape(-1, terms.shape[-1]) for strip in strips])


def _shading(lab: Floats, ground: Mask, start: Floats, tolerance: float) -> Floats:
    """The ground as it would be without the figures: smoothed from what is known of it, and followed further."""
    height, width = lab.shape[:2]
    factor = min(1.0, _SMALL / max(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = cv2.resize(lab, size, interpolation=cv2.INTER_NEAREST).reshape(size[1], size[0], 3)
    surface = np.broadcast_to(start, lab.shape) if start.ndim == 1 else start
    surface = cv2.resize(np.ascontiguousarray(surface), size, interpolation=cv2.INTER_LINEAR)
    surface = surface.reshape(small.shape)
    known = cv2.resize(ground.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST).reshape(size[1], size[0]) > 0
    shaded = surface
    for _ in range(_ROUNDS):
        there = known.astype(np.float32)
        weight = cv2.GaussianBlur(there, (0, 0), max(size) / 24)
        local = cv2.GaussianBlur(small * there[..., None], (0, 0), max(size) / 24) / np.maximum(weight, 1e-6)[..., None]
        trust = np.clip(weight * 20, 0, 1)[..., None]
        shaded = (trust * local + (1 - trust) * surface).astype(np.float32)
        wider = np.square(small - shaded).sum(axis=-1) <= tolerance**2
        if np.array_equal(wider, known):
            break
        known = wider
    full: Floats = cv2.resize(shaded, (width, height), interpolation=cv2.INTER_LINEAR).reshape(lab.shape)
    return full
