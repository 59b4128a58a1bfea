"""How much detail a picture has: the width of its sharpest edges, and whether it was enlarged.

Both look for the sharpest there is, not for the average: flat colours, soft shading and empty grounds are styles, and
say nothing about the pixels.
"""

from __future__ import annotations

import functools
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.picture_modes import Picture

Grey = npt.NDArray[np.uint8]

# By hand, held to the aims of benchmarks/checks.py: hardly a flag in clean sets, nearly all that was spoilt.
_REACH = 15  # pixels that an edge is looked at over
_LEAST_STEP = 24  # grey levels that an edge has at least
_SHARPEST = 90  # percentile of the edges
_FEWEST_EDGES = 64  # fewer say nothing
_FURTHER = 4  # times smaller, where nothing is seen from near
_SMALLEST = 24  # pixels a side: below, there is no telling
_TILE = 256  # pixels a side that one spectrum is taken of
_BINS = 256  # of frequencies up to the highest that pixels can carry
_LOWEST, _HIGHEST = 0.08, 0.85  # share of it, between which the detail's end is looked for
_DROP = 10 ** (-8 / 10)  # energy beyond a frequency over that of the octave below it, where detail has ended
_CALIBRATED = 0.72  # of that frequency: pictures enlarged twice by bicubic interpolation come out at 2
_LEAST_SOURCE = 48  # pixels a side of what a picture can have been enlarged from: in less nobody paints detail
_LEAST_ENERGY = 4.0  # mean square of grey levels, below which there is nothing to see
_FEW_COLOURS = 64  # pixel art has no more at its own size
_MOST_BLOCK = 64  # pixels a side of one pixel of pixel art
_FEWEST_CHANGES = 12  # of colour along a side, for its grid to be seen


def edge_width(grey: Grey) -> float:
    """Pixels over which the sharpest edges rise: some 1 to 2 in sharp art, 5 after a Gaussian blur of 2 pixels.

    Across and down apart, the worse counts: motion blurs one of them. Where there are none, a picture is looked at from
    further away: what has edges there alone is blurred through and through. 1 where there are no edges to judge by.
    """
    if min(grey.shape) < _SMALLEST:
        return 1.0
    widths = _edge_widths(grey)
    if not widths and min(grey.shape) >= _FURTHER * _SMALLEST:
        height, width = grey.shape
        small = cv2.resize(grey, (width // _FURTHER, height // _FURTHER), interpolation=cv2.INTER_AREA)
        widths = [_FURTHER * each for each in _edge_widths(small)]
    return max([1.0, *widths])


def _edge_widths(grey: Grey) -> list[float]:
    """Across, and down; none where there are too few edges."""
    widths = []
    for axis in (0, 1):
        kernel = np.ones((_REACH, 1) if axis == 0 else (1, _REACH), np.uint8)
        span = cv2.subtract(cv2.dilate(grey, kernel), cv2.erode(grey, kernel))
        along = grey if axis == 0 else grey.T
        step = np.zeros_like(along)
        step[1:] = cv2.absdiff(along[1:], along[:-1])
        step = step if axis == 0 else np.ascontiguousarray(step.T)
        steepest = cv2.dilate(step, kernel)
        strong = span >= max(_LEAST_STEP, int(span.max()) // 3)
        if np.count_nonzero(strong) >= _FEWEST_EDGES:
            ratio = steepest[strong].astype(np.float32) / span[strong]
            widths.append(1 / max(1e-3, float(np.percentile(ratio, _SHARPEST))))
    return widths


def enlargement(grey: Grey) -> float:
    """How many times larger than its detail a picture is, a side: 1 for as sharp as its pixels allow.

    In the busiest part the spectrum is followed upwards: sharp pictures lose energy evenly from octave to octave; in
    enlarged ones it falls off where the smaller picture's pixels ended.
    """
    if min(grey.shape) < 16:
        return 1.0
    tile = _busiest(grey)
    energy = _spectrum(tile)
    beyond = np.cumsum(energy[::-1])[::-1]
    if beyond[1] < _LEAST_ENERGY:
        return 1.0
    positions = np.arange(int(_LOWEST * _BINS), int(_HIGHEST * _BINS))
    octave = beyond[positions // 2] - beyond[positions]
    ended = beyond[positions] < _DROP * octave
    first = int(ended.argmax())
    if not ended.any() or first == 0:  # detail to the end, or none anywhere: soft all over, which is no enlarging
        return 1.0
    most = float(min(grey.shape)) / _LEAST_SOURCE
    return max(1.0, min(most, _CALIBRATED * _BINS / float(positions[first])))


def block_size(picture: Picture) -> tuple[float, bool]:
    """The side of the equal blocks that a picture is made of (nearest-neighbour enlargement), 1 where it is not; and
    whether they are meant: pixel art saved enlarged.

    Blocks need not be whole pixels wide, nor equal to the last bit: JPEG may have been over them.
    """
    if min(picture.shape[:2]) < _FEWEST_CHANGES:
        return 1.0, False
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY if picture.shape[2] == 3 else cv2.COLOR_RGBA2GRAY)
    down = cv2.reduce(cv2.absdiff(grey[1:], grey[:-1]), 1, cv2.REDUCE_MAX).ravel()
    across = cv2.reduce(cv2.absdiff(grey[:, 1:], grey[:, :-1]), 0, cv2.REDUCE_MAX).ravel()
    sides = [_run(down), _run(across)]
    block = min(sides)
    if block < 1.5 or max(sides) > 1.5 * block:
        return 1.0, False
    every = max(1, round(block))
    own = picture[every // 2 :: every, every // 2 :: every].reshape(-1, picture.shape[2])
    colours = np.unique(own[:: max(1, len(own) // 8192)] @ np.array([1, 256, 65536, 1 << 24][: own.shape[1]]))
    return block, colours.size <= _FEW_COLOURS


def _run(change: Grey) -> float:
    """The commonest distance between changes along one axis, where nearly all are multiples of it; else 1."""
    limit = max(8, int(change.max()) // 5)
    positions = np.flatnonzero(change > limit)
    if positions.size < _FEWEST_CHANGES:
        return 1.0
    runs = np.diff(positions)
    if np.count_nonzero(runs == 1) > 0.02 * runs.size:
        return 1.0
    shortest = int(np.percentile(runs, 5))
    if not 2 <= shortest <= _MOST_BLOCK:
        return 1.0
    near = runs[runs <= shortest + 1]
    if near.size < 0.4 * runs.size:
        return 1.0
    block = float(near.mean())
    off = np.abs(runs / block - np.round(runs / block)) * block
    return block if np.mean(off <= 1) > 0.9 else 1.0


def _busiest(grey: Grey) -> Grey:
    """The part of `_TILE` pixels a side where most happens; smaller pictures as they are."""
    height, width = grey.shape
    if height <= _TILE and width <= _TILE:
        return grey
    steps = cv2.absdiff(grey[1:, 1:], grey[:-1, :-1]).astype(np.float32)
    tall, wide = min(_TILE, height - 1), min(_TILE, width - 1)
    sums = cv2.boxFilter(steps, -1, (wide, tall), normalize=False, borderType=cv2.BORDER_ISOLATED)
    inner = sums[tall // 2 : height - 1 - (tall - 1) // 2, wide // 2 : width - 1 - (wide - 1) // 2]
    top, left = np.unravel_index(int(inner.argmax()), inner.shape)
    return grey[top : top + tall, left : left + wide]


@functools.lru_cache(maxsize=16)
def _plan(height: int, width: int) -> tuple[Any, Any]:
    """The window that fades a tile out, and the bin of each number of its packed transform."""
    window = np.outer(np.hanning(height), np.hanning(width)).astype(np.float32)
    down = np.abs(np.fft.fftfreq(height))[:, None]
    across = np.repeat(np.arange(1, width // 2) / width, 2)[None, :]
    return window, np.minimum((np.maximum(down, across) * 2 * _BINS).astype(np.intp), _BINS - 1).ravel()


def _spectrum(grey: Grey) -> npt.NDArray[np.float64]:
    """Energy by the higher of the two frequencies, for enlarging works across and down apart.

    OpenCV packs a real transform into pairs, column by column; the first and the last column, which it packs another
    way, are left out: what they hold is in their neighbours too, for the window spreads it.
    """
    grey = grey[:, : grey.shape[1] & ~1]
    window, bins = _plan(*grey.shape)
    transform = cv2.dft((grey - np.float32(grey.mean())) * window)[:, 1:-1]
    return np.bincount(bins, np.square(transform).ravel(), _BINS) * 2 / float(grey.size) ** 2
