"""Which shape a set looks like, and what another one would cost it: how many pictures cropped or padded, by how much.

Knows the pictures' sides alone, so that the window can ask while a slider moves.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gan_engine.image_shape import FIRST, MOST_FIRST, ImageShape

Sides = npt.NDArray[np.int64]
"""Width and height of each picture, px: [N,2]."""

_FITS = 0.03
"""Of a side: so little cropped or filled nobody sees."""
_WORTH = 0.1
"""Of the picture: a shape is proposed that crops or fills at least so much less than the square. Where upright and
lying ones come together, none does."""


@dataclass(frozen=True)
class RatioFit:
    """How well pictures go into a shape."""

    size: ImageShape
    pictures: int
    amiss: int
    """How many would be cropped or padded, by more than a hair."""
    share: float
    """Of a picture's area on average, those that fit among them: what cropping takes away; as much of the shape's is
    filled where it pads."""

    def words(self, fit: str = "pad") -> str:
        """ "12 of 300 pictures would be padded at 64 × 96 px"."""
        done = "padded" if fit == "pad" else "cropped"
        amiss = f"{self.amiss:,}" if self.amiss else "None"
        return f"{amiss} of {self.pictures:,} pictures would be {done} at {self.size.words}"


def fit_of(sides: Sides, size: ImageShape) -> RatioFit:
    """How well pictures of these sides go into `size`; those without sides are left out."""
    apart = _apart(sides, size)
    amiss = int(np.count_nonzero(apart > _FITS))
    return RatioFit(size, len(apart), amiss, float(np.mean(-np.expm1(-apart))) if len(apart) else 0.0)


def amiss(sides: Sides, size: ImageShape) -> int:
    """How many would be cropped or padded by more than a hair, as in `fit_of`: without logarithms, for a GUI thread."""
    width, height = sides[:, 0] * float(size.height), sides[:, 1] * float(size.width)
    most = math.exp(_FITS)
    apart = (width > most * height) | (height > most * width)
    return int(np.count_nonzero(apart & (width > 0) & (height > 0)))


def enlarged(sides: Sides, size: ImageShape, fit: str) -> npt.NDArray[np.bool_]:
    """Which of these become larger at `size`: cropped, those with too few pixels across or down; padded, on both."""
    narrow, low = sides[:, 0] < size.width, sides[:, 1] < size.height
    which: npt.NDArray[np.bool_] = narrow | low if fit == "crop" else narrow & low
    return which


def proposed(sides: Sides, side: int = 64) -> RatioFit:
    """The shape that crops or fills least, about as large as a square of `side` px; the square unless another is
    plainly better."""
    square = fit_of(sides, ImageShape.square(side))
    best = min((fit_of(sides, size) for size in _shapes(side)), key=lambda found: found.share)
    return best if best.share <= square.share - _WORTH else square


def _apart(sides: Sides, size: ImageShape) -> npt.NDArray[np.float64]:
    known = np.asarray(sides, np.float64).reshape(-1, 2)
    known = known[(known[:, 0] > 0) & (known[:, 1] > 0)]  # `all` along two columns takes ten times as long
    apart: npt.NDArray[np.float64] = np.abs(np.log(known[:, 0] / known[:, 1]) - math.log(size.width / size.height))
    return apart


def _shapes(side: int) -> list[ImageShape]:
    """Of each ratio there is the one nearest to a square of `side` px in its area."""
    firsts = range(FIRST, MOST_FIRST + 1)
    return [
        ImageShape(columns, rows).about(side) for columns, rows in itertools.product(firsts, firsts) if columns != rows
    ]
