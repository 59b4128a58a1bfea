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
from gan_engine.curation.grounds import WHITE, is_whole, shown_share
from gan_engine.curation.presentation import present, resized
from gan_engine.curation.rim import see_through_share
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
_INK, _INK_LEFT = 24, 5  # levels that a drawing in one ink differs by, but for this many hundredths at either end
_SOLID, _GLOW = 200, 48  # alpha above which a pixel is opaque, and above which its colour is seen at all
_FEW = 64  # pixels: fewer say nothing


def measure(picture: Picture, facts: PictureFacts | None = None) -> Scores:
    """The scores of a picture as read, float32 [K] in the order of `QUALITIES`.

    `facts` tells the file's own size where the picture was read smaller.
    """
    height, width = picture.shape[:2]
    own = (facts.width, facts.height) if facts is not None else (width, height)
    shown = present(picture)
    shown_on_white = shown_share(picture, WHITE)
    flat = flatten(picture)
    grey = cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY)
    fine = _reduced(grey, _FOR_DETAIL)
    shrunk = max(own) / max(fine.shape)
    medium = _reduced(fine, _FOR_EDGES)
    content = resized(shown.pixels, *_fitting(shown.pixels.shape[1], shown.pixels.shape[0], _FOR_COLOURS))
    whole = flat if picture.shape[2] == 3 else shown.without_alpha()
    small = cv2.resize(whole, _fitting(whole.shape[1], whole.shape[0], _FOR_COLOURS), interpolation=cv2.INTER_AREA)
    lightest, darkest = _extremes(picture, grey)
    blocks, are_meant = block_size(flat) if max(picture.shape[:2]) == max(own) else (1.0, False)
    blocks = max(1.0, blocks / max(1.0, shrunk))
    return np.array(
        [
            edge_width(medium),
            max(enlargement(fine), 1.0 if are_meant else blocks),
            float(np.sqrt(np.square(cv2.meanStdDev(small)[1]).mean())) / 255,
            lightest,
            darkest,
            _colour(content),
            max(own) / max(1, min(own)),
            0.0 if see_through_share(picture) > 0.5 else border_share(flat),
            text_share(medium),
            own[0] * own[1] / 1000,
            blocks,
            1.0 if shown_on_white is None else shown_on_white,
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


def _colour(content: Picture) -> float:
    """How far red, green and blue lie apart in all but a hundredth of what is drawn, 0 to 1."""
    colours = content[..., :3].reshape(-1, 3)
    if content.shape[2] == 4:
        seen = content[..., 3].reshape(-1) > _GLOW
        colours = colours[seen] if seen.any() else colours
    return float(np.percentile(colours.max(axis=1) - colours.min(axis=1), 99)) / 255


def _extremes(picture: Picture, grey: npt.NDArray[np.uint8]) -> tuple[float, float]:
    """How light the lightest and the darkest parts are, 0 to 1, but for a two-hundredth of the pixels.

    Of a cut-out only what is opaque counts. A drawing in one ink, dark or light, is judged on a ground that it can be
    seen on: it has the lightness of both.
    """
    if is_whole(picture):
        return _ends(grey.ravel())
    light = cv2.cvtColor(np.ascontiguousarray(picture[..., :3]), cv2.COLOR_RGB2GRAY)
    seen = light[picture[..., 3] > _SOLID]
    if seen.size < _FEW:
        seen = light[picture[..., 3] > _GLOW]
    if seen.size < _FEW:
        return 1.0, 0.0
    low, high = np.percentile(seen, (_INK_LEFT, 100 - _INK_LEFT))
    if high - low < _INK:
        return 1.0, 0.0
    return _ends(seen)


def _ends(values: npt.NDArray[np.uint8]) -> tuple[float, float]:
    counts = np.bincount(values, minlength=256).cumsum()
    rare = 0.005 * counts[-1]
    dark = int(np.searchsorted(counts, rare, side="right"))
    light = int(np.searchsorted(counts, counts[-1] - rare))
    return light / 255, dark / 255
