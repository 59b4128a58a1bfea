"""From scores to findings: each check's score, first threshold, and words.

Apart from the measuring itself (`gan_engine.curation.checks.quality`), which brings the picture readers with it:
sliders over twenty thousand stored scores need none of those.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]

QUALITIES: tuple[str, ...] = (
    "edges", "enlarged", "contrast", "lightest", "darkest", "colour", "aspect", "border", "text", "pixels",
    "blocks", "shown", "tones",
)  # fmt: skip
"""What `gan_engine.curation.checks.quality.measure` gives, in this order; `CHECKS` says what each means.

"pixels" is width times height, in thousands; "blocks" the side of the equal squares that it is made of, be they meant;
"tones" how many of their 256 levels red, green and blue take, all three together.
"""

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
            return f"{value * 100:.{0 if self.step >= 0.01 else 1}f} %"
        return f"{value:.1f} {self.unit}".rstrip()


CHECKS: tuple[Check, ...] = (
    Check("enlarged", "Enlarged from less", "Scaled up from a smaller one: the pixels are there, the detail is not.",
          1, 1.75, True, 1.0, 8.0, 0.05, "×"),
    Check("blurred", "Blurred", "Even its sharpest edges are soft.", 0, 2.6, True, 1.0, 12.0, 0.1, "px"),
    Check("flat", "Flat", "Next to nothing on it: one even tone.", 2, 0.02, False, 0.0, 0.3, 0.005, "%"),
    Check("too-dark", "Too dark", "Not even its lightest parts are light.", 3, 0.3, False, 0.0, 1.0, 0.01, "%"),
    Check("lost-on-white", "Lost on white", "Drawn so light on transparency that next to nothing shows on white.",
          11, 0.04, False, 0.0, 1.0, 0.01, "%"),
    Check("too-light", "Too light", "Not even its darkest parts are dark: washed out.", 4, 0.72, True, 0.0, 1.0, 0.01,
          "%"),
    Check("greyscale", "Grey among colour", "It has no colour, and most of the set has.", 5, 0.03, False, 0.0, 1.0,
          0.01, "%", relative=True),
    Check("odd-aspect", "Odd shape", "Far from square: much is cut away or filled.", 6, 2.5, True, 1.0, 6.0, 0.1,
          ": 1"),
    Check("border", "Wide border", "Bars or a frame that the network would learn to draw.", 7, 0.05, True, 0.0, 0.8,
          0.01, "%"),
    Check("text", "Much text", "Writing that the network would try to imitate.", 8, 0.022, True, 0.0, 0.25, 0.002, "%"),
)  # fmt: skip
QUALITY_KINDS: Mapping[str, Check] = {check.kind: check for check in CHECKS}


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
        "lost-on-white": f"Laid on white, {number} of its drawing shows: it would be baked blank.",
        "too-light": f"Its darkest parts are still {number} of white.",
        "greyscale": "It has no colour, unlike most of the set.",
        "odd-aspect": f"Its sides are as {number}.",
        "border": f"Bars or a frame take {number} of it.",
        "text": f"Writing takes {number} of it." if value >= 0.01 else "There is writing on it.",
    }[kind]
