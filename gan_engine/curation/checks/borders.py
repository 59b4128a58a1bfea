"""Finding bars and frames round a picture: letterboxes, mounts, drawn frames.

A plain ground round a figure is none: where a bar ends, it ends along a straight line, most of its length at once.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.curation.rim import rim
from gan_engine.picture_modes import Picture

# By hand, held to the aims of benchmarks/checks.py: hardly a flag in clean sets, nearly all that was spoilt.
_NEAR = 14  # levels a channel that a bar's pixels may differ by: JPEG is never quite even
_PLAIN = 0.985  # share of a line's pixels that are the bar's colour
_STRAIGHT = 0.7  # share of the next line's pixels that are not
_LOOK_AHEAD = 3  # lines within which a bar ends: resampling softens the edge
_FRAMES = 3  # one inside the other: a mount, a drawn line, a margin
_SMALLEST = 32  # pixels: below, any figure's edge is a straight line
_EVEN = 0.9  # share of what is inside that is of one colour, where it is no picture
_LEAST = 0.01  # of the picture's side: thinner lines are nobody's trouble

Lines = npt.NDArray[np.float32]


def border_share(picture: Picture) -> float:
    """The share of the area (0 to 1) that bars on two opposite sides, or on all four, take in HxWx3."""
    _, _, width, height = bars_box(picture)
    share: float = 1 - height * width / (picture.shape[0] * picture.shape[1])
    return share


def bars_box(picture: Picture) -> tuple[int, int, int, int]:
    """Left, top, width and height of what lies inside such bars; all of a picture that has none."""
    height, width = (int(side) for side in picture.shape[:2])
    if min(height, width) < _SMALLEST:
        return 0, 0, width, height
    rgb = np.ascontiguousarray(picture[..., :3])
    top, bottom, left, right = 0, height, 0, width
    for _ in range(_FRAMES):
        inner = rgb[top:bottom, left:right]
        if min(inner.shape[:2]) < 8:
            break
        above, below, before, after = _bars(inner)
        if not above + below + before + after:
            break
        top, bottom, left, right = top + above, bottom - below, left + before, right - after
    if (right - left, bottom - top) != (width, height) and _is_even(rgb[top:bottom, left:right]):
        return 0, 0, width, height  # a block of one colour is a figure, not a picture with a frame
    return left, top, right - left, bottom - top


def _is_even(inside: Picture) -> bool:
    """Whether nearly all of it is of one colour."""
    middle = np.median(inside[:: max(1, inside.shape[0] // 32), :: max(1, inside.shape[1] // 32)], axis=(0, 1))
    return bool(cv2.inRange(inside, middle - _NEAR, middle + _NEAR).mean() > 255 * _EVEN)


def _bars(picture: Picture) -> tuple[int, int, int, int]:
    """Lines of the bars above, below, left and right. They come in pairs: a lone one is a floor, or the sky."""
    colour = np.median(rim(picture), axis=0)
    other = 255 - cv2.inRange(picture, colour - _NEAR, colour + _NEAR)
    rows, columns = _shares(other)
    plain_rows, plain_columns = _plain_ends(rows), _plain_ends(columns)
    inner = other[plain_rows[0] : len(rows) - plain_rows[1], plain_columns[0] : len(columns) - plain_columns[1]]
    if min(inner.shape) < 8:
        return 0, 0, 0, 0
    rows, columns = _shares(inner)
    above, below = _if_straight(plain_rows, rows, picture.shape[0])
    before, after = _if_straight(plain_columns, columns, picture.shape[1])
    return above, below, before, after


def _shares(other: npt.NDArray[np.uint8]) -> tuple[Lines, Lines]:
    """Of each row and each column, the share that is marked."""
    rows: Lines = cv2.reduce(other, 1, cv2.REDUCE_AVG, dtype=cv2.CV_32F).ravel() / np.float32(255)
    columns: Lines = cv2.reduce(other, 0, cv2.REDUCE_AVG, dtype=cv2.CV_32F).ravel() / np.float32(255)
    return rows, columns


def _plain_ends(lines: Lines) -> tuple[int, int]:
    busy = np.flatnonzero(lines > 1 - _PLAIN)
    return (int(busy[0]), len(lines) - 1 - int(busy[-1])) if busy.size else (0, 0)


def _if_straight(ends: tuple[int, int], inner: Lines, side: int) -> tuple[int, int]:
    first, last = inner[:_LOOK_AHEAD].max(), inner[-_LOOK_AHEAD:].max()
    return ends if min(first, last) >= _STRAIGHT and min(ends) >= _LEAST * side else (0, 0)
