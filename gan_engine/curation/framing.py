"""Framing a picture of any shape to the one that a network learns from.

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
from gan_engine.image_shape import ImageShape
from gan_engine.picture_modes import Picture
from gan_engine.pictures import flatten, with_alpha
from gan_engine.upscalers import Upscale

FITS = ("crop", "pad")
FRAMED_TO = ("whole", "subject")

Box = tuple[int, int, int, int]
"""Left, top, width, height; it may reach beyond the picture."""

_FEW_COLOURS = 16  # so few make pixel art (or a drawing as hard-edged) whatever their places
_MANY_COLOURS = 256  # more than these do not
_UNSEEN = 0.03  # so much a whole picture may be stretched to fill its shape: of small ones a pixel is more
_FLAT = 0.35  # share of neighbours that are equal, in pixel art of more than a few colours


def frame(
    picture: Picture,
    size: ImageShape,
    fit: str,
    background: Colour | None = WHITE,
    *,
    to: str = "whole",
    margin: float = MARGIN,
    box: Box | None = None,
    upscale: Upscale | None = None,
) -> Picture:
    """A picture of `size` [height,width,channels]: what `window` chooses, padded where it has another ratio.

    `background` fills and lies under transparency; None keeps the picture's own (the colour of its border). With alpha,
    transparency stays and fills. `upscale` enlarges what is smaller and no pixel art, else that is done
    smoothly. Raises ConfigurationError for an unknown `fit` or `to`.
    """
    ground = border_colour(picture) if background is None else background
    if size.has_alpha:
        picture = with_alpha(picture)
    if box is None and to == "whole":
        picture = native_pixels(picture, _factor(picture, size, fit))
    picture = view(picture, window(picture, fit, size, to=to, margin=margin, box=box), ground)
    picture = native_pixels(picture, _factor(picture, size))
    if upscale is not None and (factor := _factor(picture, size)) > 1 and not is_pixel_art(picture):
        from gan_engine.curation.upscaling import upscaled  # OpenCV: few sets need it

        picture = upscaled(picture if size.has_alpha else flatten(picture, ground), factor, upscale)
    scaled = resample(picture, *_scaled(picture, size, fit))
    shown = cleared(scaled) if size.has_alpha else flatten(scaled, ground)
    if shown.shape == size.array:
        return shown
    framed: Picture = np.empty(size.array, np.uint8)
    framed[:] = 0 if size.has_alpha else ground
    top, left = (size.height - shown.shape[0]) // 2, (size.width - shown.shape[1]) // 2
    framed[top : top + shown.shape[0], left : left + shown.shape[1]] = shown
    return framed


def window(
    picture: Picture, fit: str, size: ImageShape, *, to: str = "whole", margin: float = MARGIN, box: Box | None = None
) -> Box:
    """What of the picture is framed to `size`.

    Of the whole: "pad" takes all of it, "crop" the largest part of that ratio in its middle. Of the subject (what
    stands out from its ground, or is not transparent): "pad" takes the part that holds it with `margin` (a share of the
    part) on each side, "crop" the part that it fills. Where no subject stands out, the whole. `box`, drawn by hand,
    goes before all that. Blocks of enlarged pixel art stay whole. Raises ConfigurationError for an unknown `fit` or
    `to`.
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
            enlarges = size.width > found[2] and size.height > found[3]
            return _about(found, fit, size, margin, _block(picture) if enlarges else 1)
    if fit == "pad":
        return 0, 0, width, height
    return largest_of_ratio(width, height, size)


def largest_of_ratio(width: int, height: int, size: ImageShape) -> Box:
    """The largest part of a picture of these sides that has the ratio of `size`, in its middle."""
    wide, high = of_ratio(width, height, size, inside=True)
    return (width - wide) // 2, (height - high) // 2, wide, high


def of_ratio(width: int, height: int, size: ImageShape, *, inside: bool) -> tuple[int, int]:
    """The largest width and height of the ratio of `size` within these, or the smallest around them."""
    is_wider = width * size.height >= height * size.width
    if is_wider == inside:
        return max(1, round(height * size.width / size.height)), height
    return width, max(1, round(width * size.height / size.width))


def _factor(picture: Picture, size: ImageShape, fit: str = "pad") -> float:
    """How many times as large it becomes."""
    height, width = map(int, picture.shape[:2])
    factors = size.width / width, size.height / height
    return max(factors) if fit == "crop" else min(factors)


def _scaled(picture: Picture, size: ImageShape, fit: str) -> tuple[int, int]:
    """Width and height of it within `size`: all of that where it has the ratio, but for less than a pixel."""
    height, width = picture.shape[:2]
    apart = abs(math.log(width * size.height / (height * size.width)))
    has_ratio = (width, height) in (of_ratio(width, height, size, inside=each) for each in (True, False))
    if has_ratio and (fit == "crop" or apart < _UNSEEN):
        return size.width, size.height
    factor = _factor(picture, size)
    return max(1, round(width * factor)), max(1, round(height * factor))


def cleared(picture: Picture) -> Picture:
    """[H,W,4] with nothing hidden where nothing is to be seen: fully transparent pixels are black."""
    hidden = (picture[..., 3] == 0) & picture[..., :3].any(axis=2)
    if not hidden.any():
        return picture
    shown = picture.copy()
    shown[hidden] = 0
    return shown


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


def _about(subject: Box, fit: str, size: ImageShape, margin: float, block: int) -> Box:
    """The part of the ratio of `size` about the subject, of whole blocks of pixels."""
    left, top, width, height = subject
    if fit == "pad":
        room = max(0.1, 1 - 2 * margin)
        wide, high = of_ratio(math.ceil(width / room), math.ceil(height / room), size, inside=False)
    else:
        wide, high = of_ratio(width, height, size, inside=True)
    wide, high = (max(1, -(-side // block) * block) for side in (wide, high))
    x, y = left + (width - wide) / 2, top + (height - high) / 2
    return round(x / block) * block, round(y / block) * block, wide, high


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
