"""Framing a picture of any shape to the square that a network learns from.

Photographs and paintings are resampled smoothly (antialiased); pixel art, which is found by itself, keeps its hard
edges when it is enlarged.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PIL import Image

from gan_engine.curation.grounds import WHITE, Colour, border_colour
from gan_engine.curation.picture_edits import MARGIN
from gan_engine.errors import ConfigurationError
from gan_engine.picture_modes import Picture
from gan_engine.pictures import flatten

FITS = ("crop", "pad")
FRAMED_TO = ("whole", "subject")

Box = tuple[int, int, int, int]
"""Left, top, width, height; it may reach beyond the picture."""

_FEW_COLOURS = 16  # so few make pixel art (or a drawing as hard-edged) whatever their places
_MANY_COLOURS = 256  # more than these do not
_FLAT = 0.35  # share of neighbours that are equal, in pixel art of more than a few colours


def frame(
    picture: Picture,
    size: int,
    fit: str,
    background: Colour | None = WHITE,
    *,
    to: str = "whole",
    margin: float = MARGIN,
    box: Box | None = None,
) -> Picture:
    """A square of `size` x `size` x 3: what `window` chooses, padded where it is not square.

    `background` fills and lies under transparency; None keeps the picture's own (the colour of its border). Raises
    ConfigurationError for an unknown `fit` or `to`.
    """
    ground = border_colour(picture) if background is None else background
    if box is None and to == "whole":
        picture = native_pixels(picture, size / (min if fit == "crop" else max)(picture.shape[:2]))
    picture = view(picture, window(picture, fit, to=to, margin=margin, box=box, size=size), ground)
    picture = native_pixels(picture, size / max(picture.shape[:2]))
    height, width = picture.shape[:2]
    factor = size / max(height, width)
    scaled = resample(picture, max(1, round(width * factor)), max(1, round(height * factor)))
    flat = flatten(scaled, ground)
    if flat.shape[:2] == (size, size):
        return flat
    square: Picture = np.empty((size, size, 3), np.uint8)
    square[:] = ground
    top, left = (size - flat.shape[0]) // 2, (size - flat.shape[1]) // 2
    square[top : top + flat.shape[0], left : left + flat.shape[1]] = flat
    return square


def window(
    picture: Picture, fit: str, *, to: str = "whole", margin: float = MARGIN, box: Box | None = None, size: int = 0
) -> Box:
    """What of the picture is framed.

    Of the whole: "pad" takes all of it, "crop" the largest square in its middle. Of the subject (what stands out from
    its ground, or is not transparent): "pad" takes the square that holds it with `margin` (a share of the square) on
    each side, "crop" the square that its shorter side fills. Where no subject stands out, the whole. `box`, drawn by
    hand, goes before all that. `size` is what it will be framed to, where known: blocks of enlarged pixel art stay
    whole. Raises ConfigurationError for an unknown `fit` or `to`.
    """
    if fit not in FITS:
        raise ConfigurationError(f"“{fit}” is not a way to frame pictures.", field="fit", do="Use crop or pad.")
    if to not in FRAMED_TO:
        raise ConfigurationError(
            f"“{to}” is nothing that pictures can be framed to.", field="frame_to", do="Use whole or subject."
        )
    height, width = picture.shape[:2]
    if box is not None:
        return box
    if to == "subject":
        from gan_engine.curation.backgrounds.foreground_mask import subject_box  # OpenCV: the whole needs none

        found = subject_box(picture)
        if found is not None:
            return _about(found, fit, margin, _block(picture) if size > max(found[2:]) else 1)
    if fit == "pad":
        return 0, 0, width, height
    side = min(height, width)
    return (width - side) // 2, (height - side) // 2, side, side


def view(picture: Picture, box: Box, ground: Colour) -> Picture:
    """What `box` shows of the picture (not copied where it lies inside); `ground`, or nothing, where it reaches out."""
    left, top, width, height = box
    rows, columns = picture.shape[:2]
    if left >= 0 and top >= 0 and left + width <= columns and top + height <= rows:
        return picture[top : top + height, left : left + width]
    shown: Picture = np.empty((height, width, picture.shape[2]), np.uint8)
    shown[:] = (*ground, 0) if picture.shape[2] == 4 else ground
    x0, x1, y0, y1 = max(0, left), min(columns, left + width), max(0, top), min(rows, top + height)
    if x0 < x1 and y0 < y1:
        shown[y0 - top : y1 - top, x0 - left : x1 - left] = picture[y0:y1, x0:x1]
    return shown


def _about(subject: Box, fit: str, margin: float, block: int) -> Box:
    """The square about the subject, of whole blocks of pixels."""
    left, top, width, height = subject
    side = max(width, height) if fit == "pad" else min(width, height)
    if fit == "pad":
        side = math.ceil(side / max(0.1, 1 - 2 * margin))
    side = max(1, -(-side // block) * block)
    x, y = left + (width - side) / 2, top + (height - side) / 2
    return round(x / block) * block, round(y / block) * block, side, side


def resample(picture: Picture, width: int, height: int) -> Picture:
    """The whole picture at another size: antialiased, alpha weighted; nearest for pixel art that grows."""
    if picture.shape[:2] == (height, width):
        return picture
    grows = width >= picture.shape[1] and height >= picture.shape[0]
    if grows and is_pixel_art(picture):
        how, gap = Image.Resampling.NEAREST, None
    else:
        how, gap = Image.Resampling.LANCZOS, 2.0  # 44 dB or more to one step of Lanczos, in half the time
    return np.array(Image.fromarray(picture).resize((width, height), how, reducing_gap=gap))


def is_pixel_art(picture: Picture) -> bool:
    """Whether hard edges are meant: few colours, many equal neighbours. Transparent pixels count as one colour."""
    if picture.shape[0] * picture.shape[1] > 2**20:
        return False
    colours = _packed(picture)
    sample = colours.ravel()[:: max(1, colours.size // 4096)]
    if np.unique(sample).size > _MANY_COLOURS or (count := np.unique(colours).size) > _MANY_COLOURS:
        return False
    if count <= _FEW_COLOURS:
        return True
    pairs = colours.size * 2 - sum(colours.shape)
    equal = np.count_nonzero(colours[1:] == colours[:-1]) + np.count_nonzero(colours[:, 1:] == colours[:, :-1])
    return bool(equal >= _FLAT * pairs)


def native_pixels(picture: Picture, factor: float) -> Picture:
    """Pixel art that was saved enlarged, at one pixel a pixel, where `factor` times its present size enlarges that."""
    block = _block(picture)
    return picture[::block, ::block] if block > 1 and block * factor >= 1 else picture


def _packed(picture: Picture) -> npt.NDArray[np.uint32]:
    """One number a pixel, the same for all that are fully transparent."""
    height, width, channels = picture.shape
    packed: npt.NDArray[np.uint32] = np.zeros((height, width), np.uint32)
    for channel in range(channels):
        packed <<= np.uint32(8)
        packed |= picture[..., channel]
    if channels == 4:
        packed[picture[..., 3] == 0] = 0
    return packed


def _block(picture: Picture) -> int:
    """The side of the equal squares that a picture is made of; 1 where it is not."""
    height, width = picture.shape[:2]
    if min(height, width) < 2:
        return 1
    factor = math.gcd(height, width)
    for strip in (picture[:: max(1, height // 8)], picture):  # a few rows rule out nearly every picture
        if factor == 1:
            return 1
        factor = math.gcd(factor, _gcd_of_changes((strip[:, 1:] != strip[:, :-1]).any(axis=(0, 2))))
    if factor > 1:
        factor = math.gcd(factor, _gcd_of_changes((picture[1:] != picture[:-1]).any(axis=(1, 2))))
    return factor


def _gcd_of_changes(changed: npt.NDArray[np.bool_]) -> int:
    columns = np.flatnonzero(changed) + 1
    return int(np.gcd.reduce(columns)) if columns.size else 0
