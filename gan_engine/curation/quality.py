"""Looking at a picture's pixels as an eye over the shoulder would: is it blurred, enlarged, faded, framed, captioned?

One decoded picture gives a handful of scores; a score beyond its threshold is a finding. Measuring takes a few
milliseconds and is done once; thresholds may then be moved over the stored scores of twenty thousand pictures within a
moment. Styles are not faults: white grounds, line art, flat colours and pixel art stay unflagged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.curation.borders import border_share
from gan_engine.curation.lettering import text_share
from gan_engine.curation.sharpness import block_size, edge_width, enlargement
from gan_engine.picture_modes import Picture
from gan_engine.pictures import PictureFacts, flatten, read_picture

Scores = npt.NDArray[np.float32]

QUALITIES: tuple[str, ...] = (
    "edges", "enlarged", "contrast", "lightest", "darkest", "colour", "aspect", "border", "text", "pixels",
)  # fmt: skip
"""What `measure` gives, in this order; see `CHECKS` for what each means. "pixels": width times height, in thousands."""

READ_AT = 2048
"""Longest side that pictures are read at: more says nothing more, and takes memory."""

_FOR_DETAIL = 1024  # longest side that detail is judged at: beyond, softness is no loss to any dataset
_FOR_EDGES = 512
_FOR_COLOURS = 128
_INK = 0.03  # lightness below which all there is, is black ink on whatever ground
_MOSTLY = 0.6  # share of a set that is in colour, for grey ones to stand out


@dataclass(frozen=True)
class Check:
    """A kind of finding that rests on one score and a threshold."""

    kind: str
    title: str
    sentence: str
    """What is looked for, for one who wonders."""
    score: int
    """Its place in `QUALITIES`."""
    threshold: float
    """Chosen so that clean art passes."""
    above: bool
    """Whether scores above the threshold are flagged, else those below."""
    lowest: float
    highest: float
    """What a slider runs over; scores may lie outside."""
    step: float
    unit: str
    """Behind the number: "px", "%" (of 1) or "× as high as wide"."""
    relative: bool = False
    """Only where most of the set is on the other side (grey among colour)."""

    def words(self, value: float) -> str:
        """A score as a person reads it."""
        if self.unit == "%":
            return f"{value * 100:.0f} %"
        return f"{value:.1f} {self.unit}".rstrip()


CHECKS: tuple[Check, ...] = (
    Check("enlarged", "Enlarged from less", "Scaled up from a smaller one: the pixels are there, the detail is not.",
          1, 1.75, True, 1.0, 8.0, 0.05, "×"),
    Check("blurred", "Blurred", "Even its sharpest edges are soft.", 0, 2.6, True, 1.0, 12.0, 0.1, "px"),
    Check("flat", "Flat", "Next to nothing on it: one even tone.", 2, 0.02, False, 0.0, 0.3, 0.005, "%"),
    Check("too-dark", "Too dark", "Not even its lightest parts are light.", 3, 0.3, False, 0.0, 1.0, 0.01, "%"),
    Check("too-light", "Too light", "Not even its darkest parts are dark: washed out.", 4, 0.72, True, 0.0, 1.0, 0.01,
          "%"),
    Check("greyscale", "Grey among colour", "It has no colour, and most of the set has.", 5, 0.06, False, 0.0, 1.0,
          0.01, "%", relative=True),
    Check("odd-aspect", "Odd aspect", "Far from square: much is cut away or filled.", 6, 2.5, True, 1.0, 6.0, 0.1,
          ": 1"),
    Check("border", "Border heavy", "Bars or a frame that the network would learn to draw.", 7, 0.05, True, 0.0, 0.8,
          0.01, "%"),
    Check("text", "Text heavy", "Writing that the network would try to imitate.", 8, 0.022, True, 0.0, 0.5, 0.005, "%"),
)  # fmt: skip
QUALITY_KINDS: Mapping[str, Check] = {check.kind: check for check in CHECKS}


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


def flags(scores: Scores, thresholds: Mapping[str, float] | None = None) -> dict[str, npt.NDArray[np.bool_]]:
    """For each kind of `CHECKS`, which of the pictures (scores [N, K]; not-a-number where unknown) are flagged.

    `thresholds` by kind, where they are not the usual ones.
    """
    given = thresholds or {}
    return {check.kind: flagged(check, scores[:, check.score], given.get(check.kind)) for check in CHECKS}


def flagged(check: Check, values: Scores, threshold: float | None = None) -> npt.NDArray[np.bool_]:
    """Which of these scores of one check are beyond the threshold (the usual one where None)."""
    limit = np.float32(check.threshold if threshold is None else threshold)
    beyond: npt.NDArray[np.bool_] = values > limit if check.above else values < limit
    if check.relative:
        known = np.count_nonzero(~np.isnan(values))
        if known - np.count_nonzero(beyond) < _MOSTLY * known:
            return np.zeros(len(values), bool)
    return beyond


def why(kind: str, value: float) -> str:
    """One sentence that says why a picture with this score is flagged."""
    check = QUALITY_KINDS[kind]
    number = check.words(value)
    return {
        "enlarged": f"It is about {number} as large as its detail: enlarged from less.",
        "blurred": f"Its sharpest edges are {number} wide.",
        "flat": f"Its tones differ by {value * 100:.1f} % only: there is next to nothing on it.",
        "too-dark": f"Its lightest parts reach {number} of white.",
        "too-light": f"Its darkest parts are still {number} of white.",
        "greyscale": "It has no colour, unlike most of the set.",
        "odd-aspect": f"Its sides are as {number}.",
        "border": f"Bars or a frame take {number} of it.",
        "text": f"Writing takes {number} of it." if value >= 0.01 else "There is writing on it.",
    }[kind]


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
