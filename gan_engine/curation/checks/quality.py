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
from gan_engine.curation.rim import is_cut_out
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
_PER_EDGE = 1.2  # times the width of its edges, pixels, that a picture can have been enlarged by
_INK, _INK_LEFT = 24, 5  # levels that a drawing in one ink differs by, but for this many hundredths at either end
_NEUTRAL, _OF_TWO = 8, 0.9  # levels between the channels of a grey; share of what is opaque that two of them make
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
    lightest, darkest = _extremes(picture, flat)
    blocks, are_meant = block_size(flat) if max(picture.shape[:2]) == max(own) else (1.0, False)
    blocks = max(1.0, blocks / max(1.0, shrunk))
    edges = edge_width(medium)
    enlarged = enlargement(fine)
    if enlarged > 1:  # drawn lines of one width have gaps in their spectrum too
        enlarged = max(1.0, min(enlarged, _PER_EDGE * (edges if fine is medium else edge_width(fine))))
    return np.array(
        [
            edges,
            max(enlarged, 1.0 if are_meant else blocks),
            float(np.sqrt(np.square(cv2.meanStdDev(small)[1]).mean())) / 255,
            lightest,
            darkest,
            _colour(content),
            max(own) / max(1, min(own)),
            0.0 if is_cut_out(picture) else border_share(flat),
            text_share(medium),
            own[0] * own[1] / 1000,
            blocks,
            1.0 if shown_on_white is None else shown_on_white,
            _tones(picture),
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
    """How far red, green and blue lie apart in all but a thousandth of what is drawn, 0 to 1: a black dragon has
    colour where its eyes are red."""
    colours = content[..., :3].reshape(-1, 3)
    if content.shape[2] == 4:
        seen = content[..., 3].reshape(-1) > _GLOW
        colours = colours[seen] if seen.any() else colours
    return float(np.percentile(colours.max(axis=1) - colours.min(axis=1), 99.9)) / 255


def _tones(picture: Picture) -> int:
    """How many levels red, green and blue take where the picture is opaque, 3 to 768."""
    every = max(1, max(picture.shape[:2]) // _FOR_EDGES)
    some = picture[::every, ::every]
    colours = some[..., :3].reshape(-1, 3)
    if some.shape[2] == 4:
        seen = some[..., 3].reshape(-1) > _SOLID
        colours = colours[seen] if seen.any() else colours
    return sum(int(np.count_nonzero(np.bincount(colours[:, channel]))) for channel in range(3))


def _extremes(picture: Picture, flat: Picture) -> tuple[float, float]:
    """How light the lightest and the darkest parts are, 0 to 1, but for a two-hundredth of the pixels: by the highest
    of red, green and blue, and by the lowest. Pure red is neither dark nor washed out, whatever grey it would give.

    Of a cut-out only what is opaque counts. A drawing in one ink, dark or light, or in two flat greys, is judged on a
    ground that it can be seen on: it has the lightness of both.
    """
    if is_whole(picture):
        return _ends(flat.max(axis=2).ravel())[0], _ends(flat.min(axis=2).ravel())[1]
    seen = picture[..., :3][picture[..., 3] > _SOLID]
    if len(seen) < _FEW:
        seen = picture[..., :3][picture[..., 3] > _GLOW]
    if len(seen) < _FEW:
        return 1.0, 0.0
    light = cv2.cvtColor(seen[None], cv2.COLOR_RGB2GRAY)[0]
    low, high = np.percentile(light, (_INK_LEFT, 100 - _INK_LEFT))
    if high - low < _INK or _is_of_two_greys(seen):
        return 1.0, 0.0
    return _ends(seen.max(axis=1))[0], _ends(seen.min(axis=1))[1]


def _is_of_two_greys(seen: npt.NDArray[np.uint8]) -> bool:
    """Whether pixels [N, 3] are black and a dark grey, or such: an icon's outline and what fills it."""
    if np.percentile(np.ptp(seen, axis=1), 100 - _INK_LEFT) > _NEUTRAL:
        return False
    counts = np.bincount(seen[:, 1] >> 4, minlength=16)
    return bool(np.sort(counts)[-2:].sum() > _OF_TWO * len(seen))


def _ends(values: npt.NDArray[np.uint8]) -> tuple[float, float]:
    counts = np.bincount(values, minlength=256).cumsum()
    rare = 0.005 * counts[-1]
    dark = int(np.searchsorted(counts, rare, side="right"))
    light = int(np.searchsorted(counts, counts[-1] - rare))
    return light / 255, dark / 255
