"""Scores of a picture's pixels: blurred, enlarged, flat, dark, light, grey, framed, captioned.

One decoded picture gives a handful of scores; a score beyond its threshold is a finding. Measuring takes a few
milliseconds and is done once; thresholds may then be moved over the stored scores of twenty thousand pictures within a
moment. Styles are not faults: white grounds, line art, flat colours and pixel art stay unflagged.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.curation.checks.borders import border_share
from gan_engine.curation.checks.lettering import text_share
from gan_engine.curation.checks.sharpness import block_size, edge_width, enlargement
from gan_engine.curation.checks.verdicts import CHECKS, QUALITIES, QUALITY_KINDS, Check, Scores, flagged, flags, why
from gan_engine.picture_modes import Picture
from gan_engine.pictures import PictureFacts, flatten, read_picture

__all__ = [
    "CHECKS",
    "QUALITIES",
    "QUALITY_KINDS",
    "READ_AT",
    "Check",
    "Scores",
    "flagged",
    "flags",
    "measure",
    "measure_file",
    "why",
]

READ_AT = 2048
"""Longest side that pictures are read at: more says nothing more, and takes memory."""

_FOR_DETAIL = 1024  # longest side that detail is judged at: beyond, softness is no loss to any dataset
_FOR_EDGES = 512
_FOR_COLOURS = 128
_INK = 0.03  # lightness below which all there is, is black ink on whatever ground


def measure(picture: Picture, facts: PictureFacts | None = None) -> Scores:
    """The scores of a picture as read, float32 [K] in the order of `QUALITIES`.

    `facts` tells the file's own size where the picture was read smaller.
    """
    height, width = picture.shape[:2]
    own = (facts.width, facts.height) if facts is not None else (width, height)
    flat = flatten(picture)
    grey = cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY)
    fine = _reduced(grey, _FOR_DETAIL)
    shrunk = max(own) / max(fine.shape)
    medium = _reduced(fine, _FOR_EDGES)
    small = cv2.resize(flat, _fitting(width, height, _FOR_COLOURS), interpolation=cv2.INTER_AREA)
    red, green, blue = cv2.split(small)
    chroma = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    lightest, darkest = _extremes(picture, grey)
    blocks = block_size(picture) / max(1.0, shrunk) if max(picture.shape[:2]) == max(own) else 1.0
    return np.array(
        [
            edge_width(medium),
            max(enlargement(fine), blocks),
            float(np.sqrt(np.square(cv2.meanStdDev(small)[1]).mean())) / 255,
            lightest,
            darkest,
            float(np.percentile(chroma, 99)) / 255,
            max(own) / max(1, min(own)),
            border_share(picture),
            text_share(medium),
            own[0] * own[1] / 1000,
        ],
        np.float32,
    )


def measure_file(path: Path, facts: PictureFacts | None = None) -> Scores:
    """As `measure`. Raises PictureError."""
    return measure(read_picture(path, longest=READ_AT), facts)


def _fitting(width: int, height: int, longest: int) -> tuple[int, int]:
    factor = min(1.0, longest / max(width, height))
    return max(1, round(width * factor)), max(1, round(height * factor))


def _reduced(grey: npt.NDArray[np.uint8], longest: int) -> npt.NDArray[np.uint8]:
    height, width = grey.shape
    if max(width, height) <= longest:
        return grey
    reduced: npt.NDArray[np.uint8] = cv2.resize(grey, _fitting(width, height, longest), interpolation=cv2.INTER_AREA)
    return reduced


def _extremes(picture: Picture, grey: npt.NDArray[np.uint8]) -> tuple[float, float]:
    """How light the lightest and the darkest parts are, 0 to 1, but for a two-hundredth of the pixels.

    Of a cut-out only what can be seen counts; what is all of black ink is a drawing, not a dark picture.
    """
    lightest, darkest = _ends(grey.ravel())
    if picture.shape[2] == 4:
        seen = grey[picture[..., 3] > 200]
        if seen.size >= 64:
            light, dark = _ends(seen)
            if light > _INK:
                lightest = light
            if dark < 1 - _INK:
                darkest = dark
    return lightest, darkest


def _ends(values: npt.NDArray[np.uint8]) -> tuple[float, float]:
    counts = np.bincount(values, minlength=256).cumsum()
    rare = 0.005 * counts[-1]
    dark = int(np.searchsorted(counts, rare, side="right"))
    light = int(np.searchsorted(counts, counts[-1] - rare))
    return light / 255, dark / 255
