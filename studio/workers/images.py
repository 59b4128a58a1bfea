"""Conversions between numpy arrays and `QImage`s. For worker threads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from gan_engine.errors import PictureError
from gan_engine.reporting import Report, silent

SHOWN_SIDE = 1024
"""Pictures from outside are shown no larger than this."""


def to_image(pixels: np.ndarray) -> QImage:
    """A `QImage` that owns its pixels, from uint8 [H, W, 3] (RGB) or [H, W, 4] (RGBA, straight alpha)."""
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] not in (3, 4):
        raise ValueError(f"pixels must be uint8 [H, W, 3 or 4], not {pixels.dtype} {pixels.shape}")
    height, width, channels = pixels.shape
    pixels = np.ascontiguousarray(pixels)
    if channels == 3:
        image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        return image.convertToFormat(QImage.Format.Format_RGB32)
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def from_bytes(data: bytes) -> QImage | None:
    """A `QImage` from an encoded picture that this program wrote itself (a thumbnail); None if it is damaged.

    Qt's own readers are for the GUI thread: they keep the interpreter while they decode, so that the window waits, and
    for ever where they wait in turn for something that the window has.
    """
    from gan_engine.pictures import decode_picture

    try:
        return to_image(decode_picture(data))
    except PictureError:
        return None


def to_array(image: QImage) -> np.ndarray:
    """uint8 [H, W, 4] RGBA of an image."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4).copy()


def read_image(path: Path, report: Report = silent, *, longest: int = SHOWN_SIDE) -> QImage:
    """The picture at `path`, through the one door for pictures. Raises `PictureError`."""
    from gan_engine.pictures import read_picture

    return to_image(read_picture(path, longest=longest))
