"""Enlarging designs: smoothly for painted art, pixel by pixel for pixel art, or by a network of one's own."""

from __future__ import annotations

import numpy as np
from PIL import Image

from gan_engine.errors import EngineError
from gan_engine.interchange.exports.options import LookOptions
from gan_engine.picture_modes import Picture
from gan_engine.pictures import MAX_PIXELS
from gan_engine.upscalers import Upscale


def enlarged(picture: Picture, options: LookOptions, upscale: Upscale | None = None) -> Picture:
    """`picture` (HxWx3 or HxWx4, straight alpha) made larger by `options.factor`, its alpha with it.

    An upscaler has a factor of its own; the rest of the way to `options.factor` is Lanczos. Raises `EngineError` where
    that would be too large.
    """
    if options.factor == 1 and upscale is None:
        return picture
    height, width = (side * options.factor for side in picture.shape[:2])
    if width * height > MAX_PIXELS:
        raise EngineError(
            f"A design of {width:,} x {height:,} pixels is too large.", do="Choose a smaller enlargement."
        )
    if options.resampling == "pixels":
        return np.ascontiguousarray(picture.repeat(options.factor, axis=0).repeat(options.factor, axis=1))
    if upscale is None:
        return _lanczos(picture, width, height)
    colours = _lanczos(upscale(np.ascontiguousarray(picture[..., :3])), width, height)
    if picture.shape[2] == 3:
        return colours
    return np.dstack([colours, _lanczos(picture, width, height)[..., 3]])


def _lanczos(picture: Picture, width: int, height: int) -> Picture:
    """Pillow weighs the colours of see-through pixels by their alpha itself."""
    if picture.shape[:2] == (height, width):
        return picture
    return np.array(Image.fromarray(picture).resize((width, height), Image.Resampling.LANCZOS))
