"""Masks being made: painted, moved, grown, softened.

All are float32 [rows,columns], 0 (outside) to 1. Places are shares of width and height; lengths are shares of the side
of a square as large.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

Region = npt.NDArray[np.float32]
_SHARPNESS = 1.0
"""A brush's edge is this many cells wide."""


def empty(rows: int, columns: int) -> Region:
    """Nothing is inside."""
    return np.zeros((rows, columns), np.float32)


def painted(
    region: Region, start: tuple[float, float], end: tuple[float, float], radius: float, value: float
) -> Region:
    """A stroke of a round brush from one place (x, y) to another, which leaves `value` (1 paints, 0 wipes out)."""
    side = _side(region)
    wide, high = region.shape[1] / side, region.shape[0] / side
    x = ((np.arange(region.shape[1]) + 0.5) / side)[None, :] - start[0] * wide
    y = ((np.arange(region.shape[0]) + 0.5) / side)[:, None] - start[1] * high
    along_x, along_y = (end[0] - start[0]) * wide, (end[1] - start[1]) * high
    length = along_x**2 + along_y**2
    share = np.clip((x * along_x + y * along_y) / length, 0, 1) if length else 0.0
    off = np.hypot(x - share * along_x, y - share * along_y)
    cover = np.clip((radius - off) * side / _SHARPNESS + 0.5, 0, 1).astype(np.float32)
    stroked: Region = region + (np.float32(value) - region) * cover
    return stroked


def shaped(region: Region, *, across: float = 0.0, down: float = 0.0, grown: float = 0.0, soft: float = 0.0) -> Region:
    """Grown (or shrunk, below 0) on all sides, moved, its edge softened over about `soft`.

    Nothing stays nothing, and all stays all where it is not moved.
    """
    side = _side(region)
    shape = np.ascontiguousarray(region, np.float32)
    reach = round(abs(grown) * side)
    if reach:
        brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
        shape = np.asarray((cv2.dilate if grown > 0 else cv2.erode)(shape, brush), np.float32)
    if across or down:
        shift = np.array([[1, 0, across * shape.shape[1]], [0, 1, down * shape.shape[0]]], np.float64)
        shape = np.asarray(cv2.warpAffine(shape, shift, shape.shape[::-1]), np.float32)
    if soft > 0:
        shape = np.asarray(
            cv2.GaussianBlur(shape, (0, 0), soft * side / 2, borderType=cv2.BORDER_REPLICATE), np.float32
        )
    return np.clip(shape, 0, 1)


def fitted(region: Region, rows: int, columns: int) -> Region:
    """The same in so many cells, whatever it had."""
    way = cv2.INTER_AREA if len(region) > rows else cv2.INTER_LINEAR
    made = cv2.resize(np.ascontiguousarray(region, np.float32), (columns, rows), interpolation=way)
    return np.asarray(made, np.float32)


def around(ways: npt.ArrayLike, radius: float, rows: int, columns: int) -> Region:
    """What lies within `radius` of any of `ways` [N,4], each from x, y to x, y."""
    region = empty(rows, columns)
    for x, y, to_x, to_y in np.asarray(ways, np.float64).reshape(-1, 4):
        region = painted(region, (x, y), (to_x, to_y), radius, 1.0)
    return region


def _side(region: Region) -> float:
    """Of a square with as many cells."""
    return math.sqrt(region.size)
