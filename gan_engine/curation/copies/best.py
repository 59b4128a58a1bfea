"""Which picture of a group of copies is the best, and why: the one that the others were made from.

Copies show the same, so what was measured of them can be compared as it cannot among other pictures: of two copies the
one with more edges resolved is nearer to the original, whatever sizes they were saved at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gan_engine.curation.checks.verdicts import QUALITIES

Indices = npt.NDArray[np.int64]
Merits = npt.NDArray[np.float64]

WHYS = (
    "in colour", "not enlarged: {:,} × {:,}", "the largest: {:,} × {:,}", "the sharpest", "the least compressed",
    "the richest in tones", "the widest from dark to light", "nearest to all the others",
)  # fmt: skip
"""Why a picture is the best of its group; the sizes take width and height."""
_COLOUR, _ENLARGED, _LARGEST, _SHARPEST, _COMPRESSED, _TONES, _RANGE, _NEAREST = range(len(WHYS))

_LOSSLESS = frozenset({"PNG", "TIFF", "BMP", "GIF", "PSD"})

# By hand, with the tests' edits of sample art: what resampling and compression leave of a measure that should not have
# changed lies within these.
_AS_GOOD = np.log([2.5, 1.6, 1.4, 1.1, 1.15, 1.03, 1.03])
"""Within such a factor of the best in each column of `merits`, another is as good."""
_NO_COLOUR = 0.02  # a JPEG's grey
_LEAST_RANGE = 0.05  # from darkest to lightest: below, all are even
_SHARP = 1.3  # pixels that the edges of a picture run over which has all the detail that its pixels can carry
_NOT_ENLARGED = 1.5  # by how much it seems to have been enlarged, below which that says nothing


@dataclass(frozen=True)
class PictureWorth:
    """What says which copy is best. 0 where it is not known."""

    width: int
    height: int
    bytes: int = 0
    lossless: bool = False
    edge_width: float = 0
    """Pixels over which its sharpest edges run (`quality`'s "edges"); smaller is sharper."""
    enlarged: float = 1
    """By how much it was enlarged from less."""
    colour: float = 1
    """How far its colours lie from grey (`quality`'s "colour"), 0 to 1."""
    tones: float = 0
    """Levels that its colours take (`quality`'s "tones"): darkened, lightened or with more contrast it has fewer."""
    range: float = 0
    """From its darkest to its lightest parts, 0 to 1."""


def worth_of(
    width: int, height: int, size: int, kind: str, scores: npt.NDArray[np.float32] | None = None
) -> PictureWorth:
    """Of a picture of `size` bytes in a file of `kind` (Pillow's name), by its scores as `quality.measure` gives them;
    None, or not-a-number, where they are not known."""
    lossless = kind in _LOSSLESS
    if scores is None or len(scores) != len(QUALITIES) or np.isnan(scores).any():
        return PictureWorth(width, height, size, lossless)
    named = dict(zip(QUALITIES, scores.tolist(), strict=True))
    return PictureWorth(
        width, height, size, lossless,
        edge_width=max(0.0, named["edges"]),
        enlarged=max(named["enlarged"], named["blocks"]),
        colour=named["colour"],
        tones=named["tones"],
        range=named["lightest"] - named["darkest"],
    )  # fmt: skip


def best_first(group: Indices, worths: Sequence[PictureWorth]) -> tuple[Indices, str]:
    """The group with the best first, and why that is the best, in a few words. See `best_of_each`."""
    orders, whys = best_of_each([np.arange(len(group))], merits([worths[one] for one in group]))
    order, best = orders[0], worths[int(group[orders[0][0]])]
    return group[order], WHYS[whys[0]].format(best.width, best.height)


def merits(worths: Sequence[PictureWorth]) -> Merits:
    """[N, 7], as logarithms: colour; pixels that carry detail; not having been enlarged; pixels; bytes a pixel; tones;
    their range."""
    values = [
        (
            max(one.colour, _NO_COLOUR), _detail(one), 1 / _enlargement(one), one.width * one.height, _density(one),
            max(one.tones, 1), max(one.range, _LEAST_RANGE),
        )
        for one in worths
    ]  # fmt: skip
    return np.log(np.maximum(np.array(values, np.float64).reshape(-1, len(_AS_GOOD)), 1e-9))


def best_of_each(groups: Sequence[Indices], merit: Merits) -> tuple[list[Indices], list[int]]:
    """For each group (of two or more places in `merit`) the order of its members, the best first, and the number of
    the reason in `WHYS`.

    Colour before grey, then what has more detail, then what was not enlarged, then the larger, then the less
    compressed, then what has more tones, which no darkening or lightening adds, then the wider range of them; then as
    the group came, which puts the one that the others have most in common with before those that were edited.
    """
    if not groups:
        return [], []
    sizes = np.array([len(group) for group in groups])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    number = np.repeat(np.arange(len(groups)), sizes)
    values = merit[np.concatenate(groups)]
    below = np.maximum.reduceat(values, starts, axis=0)[number] - values
    steps = np.floor(below / _AS_GOOD + 1e-6)
    indices = np.arange(len(values))
    order = np.lexsort((indices, *(steps[:, column] for column in reversed(range(steps.shape[1]))), number))
    firsts, seconds = order[starts], order[np.minimum(starts + 1, starts + sizes - 1)]
    reasons = _reasons(steps[seconds] > steps[firsts], values[firsts] - values[seconds])
    return [part - start for part, start in zip(np.split(order, starts[1:]), starts, strict=True)], reasons.tolist()


def _reasons(better: npt.NDArray[np.bool_], by: Merits) -> Indices:
    """Numbers of `WHYS`, of groups [G, 5]: in what the best is better than the second, and by how much."""
    first = np.where(better.any(axis=1), better.argmax(axis=1), better.shape[1])
    reason = np.array([_COLOUR, _SHARPEST, _ENLARGED, _LARGEST, _COMPRESSED, _TONES, _RANGE, _NEAREST])[first]
    more_detail = first == 1
    reason[more_detail & (by[:, 3] > _AS_GOOD[3] / 2)] = _LARGEST
    reason[more_detail & (by[:, 2] >= _AS_GOOD[2])] = _ENLARGED
    return np.asarray(reason, np.int64)


def _enlargement(worth: PictureWorth) -> float:
    return worth.enlarged if worth.enlarged >= _NOT_ENLARGED else 1.0


def _detail(worth: PictureWorth) -> float:
    """Pixels, of which soft edges and enlarging leave fewer."""
    return worth.width * worth.height / max(1.0, _enlargement(worth), worth.edge_width / _SHARP) ** 2


def _density(worth: PictureWorth) -> float:
    """Bytes a pixel; what loses nothing counts most."""
    return 100.0 if worth.lossless else max(worth.bytes, 1) / max(1, worth.width * worth.height)
