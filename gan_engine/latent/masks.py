"""Masks being made: painted, moved, grown, softened.

All are float32 [side,side], 0 (outside) to 1; lengths are shares of the side.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Region = npt.NDArray[np.float32]
_SHARPNESS = 1.0
"""A brush's edge is this many cells wide."""


def empty(side: int) -> Region:
    """Nothing is inside."""
    return np.zeros((side, side), np.float32)


def painted(
    region: Region, start: tuple[float, float], end: tuple[float, float], radius: float, value: float
) -> Region:
    """A stroke of a round brush from one place (x, y) to another, which leaves `value` (1 paints, 0 wipes out)."""
    side = len(region)
    middles = (np.arange(side) + 0.5) / side
    x, y = middles[None, :] - start[0], middles[:, None] - start[1]
    along_x, along_y = end[0] - start[0], end[1] - start[1]
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
    side = len(region)
    shape = np.ascontiguousarray(region, np.float32)
    reach = round(abs(grown) * side)
    if reach:
        brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
        shape = np.asarray((cv2.dilate if grown > 0 else cv2.erode)(shape, brush), np.float32)
    if across or down:
        shift = np.array([[1, 0, across * side], [0, 1, down * side]], np.float64)
        shape = np.asarray(cv2.warpAffine(shape, shift, (side, side)), np.float32)
    if soft > 0:
        shape = np.asarray(
            cv2.GaussianBlur(shape, (0, 0), soft * side / 2, borderType=cv2.BORDER_REPLICATE), np.float32
        )
    return np.clip(shape, 0, 1)


def fitted(region: Region, side: int) -> Region:
    """The same in `side` cells each way, whatever it had."""
    way = cv2.INTER_AREA if len(region) > side else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(np.ascontiguousarray(region, np.float32), (side, side), interpolation=way), np.float32)


def around(ways: npt.ArrayLike, radius: float, side: int) -> Region:
    """What lies within `radius` of any of `ways` [N,4], each from x, y to x, y."""
    region = empty(side)
    for x, y, to_x, to_y in np.asarray(ways, np.float64).reshape(-1, 4):
        region = painted(region, (x, y), (to_x, to_y), radius, 1.0)
    return region
