"""The dots of the map, written into one image by numpy, however many there are."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from studio import theme

_ROOM = 8
"""Pixels about the image, so that a dot on its edge is written whole."""
_PLAIN, _CHOSEN = 2.0, 3.0
"""Radii, in device-independent pixels."""


def packed(colour: str) -> int:
    """A colour as a pixel of the image."""
    return QColor(colour).rgba()


def dot_image(at: np.ndarray, colours: np.ndarray, chosen: np.ndarray, size: QSize, ratio: float) -> QImage:
    """Dots `at` [N, 2] of a widget of this size, in `colours` [N], those that are `chosen` [N] over them and larger;
    `ratio`: device pixels for one of the widget."""
    width, height = max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio))
    wide = width + 2 * _ROOM
    pixels = np.zeros((height + 2 * _ROOM) * wide, np.uint32)
    x, y = (np.rint(axis * ratio).astype(np.int64) + _ROOM for axis in at.T)
    there = np.flatnonzero((x > 4) & (y > 4) & (x < width + 12) & (y < height + 12))
    is_chosen = chosen[there]
    for rows, paint, radius in (
        (there[~is_chosen], colours[there[~is_chosen]], _PLAIN * ratio),
        (there[is_chosen], packed(theme.ACCENT), _CHOSEN * ratio),
    ):
        middle = y[rows] * wide + x[rows]
        reach = min(4, math.ceil(radius))
        for down in range(-reach, reach + 1):
            for right in range(-reach, reach + 1):
                if right * right + down * down <= radius * radius:
                    pixels[middle + (down * wide + right)] = paint
    square = pixels.reshape(height + 2 * _ROOM, wide)
    pixels = np.ascontiguousarray(square[_ROOM : _ROOM + height, _ROOM : _ROOM + width])
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()
    image.setDevicePixelRatio(ratio)
    return image
