"""Pictures as a watch over a training's health sees them: from afar; and what it knows of the set.

16 px a side are enough to tell pictures from each other, and fine noise does not count as difference there; 64 px are
what `curation.asymmetry` tells a picture's direction by.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.curation.asymmetry import SIDE as SQUARE
from gan_engine.dataset.reading import Dataset
from gan_engine.metrics.originality import NEAR_COPY
from gan_engine.pictures import on_neutral

Floats = npt.NDArray[np.float32]
Pictures = npt.NDArray[np.uint8]

MOST = 2000
"""Pictures of the set that are looked at, evenly spread over it: 6 MB, compared with 64 designs in a millisecond."""

_FAR = 16  # px a side
_SQUARES = 256  # of them are kept larger, to tell their direction by: more make it little surer (`asymmetry.MOST`)
_AT_ONCE_SECONDS = 0.5  # of reading before a training begins; the rest comes between its steps
_SAME = 1e-3  # of the mean distance: nearer pictures are one picture twice (as in `metrics.originality`)


@dataclass(frozen=True)
class Seen:
    """Pictures from afar: `far` float32 [N, 16 * 16 * 3] in levels, `squares` uint8 [N, 64, 64, 3]."""

    far: Floats
    squares: Pictures

    @staticmethod
    def of(pictures: Pictures) -> Seen:
        """Of uint8 [N, H, W, C]; what has alpha lies on mid-grey."""
        pictures = on_neutral(pictures)
        return Seen(_at(pictures, _FAR).astype(np.float32).reshape(len(pictures), -1), _at(pictures, SQUARE))

    @staticmethod
    def joined(parts: list[Seen]) -> Seen:
        """One after the other."""
        return Seen(np.concatenate([part.far for part in parts]), np.concatenate([part.squares for part in parts]))

    def __len__(self) -> int:
        return len(self.far)


def distances(some: Floats, others: Floats) -> Floats:
    """Root mean square difference in levels (0 to 255), [N, M], of rows [N, D] and [M, D]."""
    middle = others.mean(0)  # small numbers first: single precision would lose the distances of near-copies
    some, others = some - middle, others - middle
    squares = np.square(some).sum(1)[:, None] + np.square(others).sum(1) - 2 * some @ others.T
    return np.asarray(np.sqrt(np.maximum(squares, 0) / some.shape[1]), np.float32)


def diversity(far: Floats) -> float:
    """How different pictures are: the mean distance of two of them [N, D], in levels."""
    count = len(far)
    apart = distances(far, far)
    np.fill_diagonal(apart, 0)
    return float(apart.sum() / max(count * (count - 1), 1))


class SetView:
    """The set of a training. Read a part at a time: a large one must not delay its first step."""

    def __init__(self, dataset: Dataset, *, at_once: float = _AT_ONCE_SECONDS) -> None:
        """Read as many pictures as come within `at_once` seconds, 16 at least."""
        self._dataset = dataset
        chosen = np.linspace(0, dataset.count - 1, min(dataset.count, MOST)).astype(int)
        self._left = list(np.random.default_rng(0).permutation(chosen)[::-1])
        self._parts: list[Seen] = []
        self._squares: list[Pictures] = []
        self.seconds = 0.0
        """What reading has taken so far."""
        self._numbers: tuple[int, float, float, float] = (0, 0.0, 0.0, 0.0)
        self.read(0.0, at_least=16)
        self.read(at_once)

    @property
    def is_whole(self) -> bool:
        """Has all been read that is to be?"""
        return not self._left

    def read(self, seconds: float, *, at_least: int = 0) -> None:
        """Go on reading for so long."""
        begun = time.perf_counter()
        pictures: list[Pictures] = []
        while self._left and (len(pictures) < at_least or time.perf_counter() - begun < seconds):
            pictures.append(self._dataset.read(int(self._left.pop())).transpose(1, 2, 0))
        self.seconds += time.perf_counter() - begun
        if pictures:
            seen = Seen.of(np.stack(pictures))
            room = max(0, _SQUARES - sum(len(part) for part in self._squares))
            self._squares.append(seen.squares[:room])
            self._parts.append(Seen(seen.far, seen.squares[:0]))

    @property
    def far(self) -> Floats:
        """float32 [N, D], those that were read."""
        if len(self._parts) > 1:
            self._parts = [Seen.joined(self._parts)]
        return self._parts[0].far

    @property
    def squares(self) -> Pictures:
        """uint8 [N, 64, 64, 3], some of them."""
        return np.concatenate(self._squares)

    @property
    def share(self) -> float:
        """Of the set's pictures, those that are looked at."""
        return len(self.far) / self._dataset.count

    @property
    def diversity(self) -> float:
        """Of the pictures, as `diversity` has it."""
        return self._measured()[1]

    @property
    def spacing(self) -> float:
        """The median distance from a picture to the nearest one that is another; 0 where all are alike."""
        return self._measured()[2]

    @property
    def near_copy(self) -> float:
        """In levels: what is nearer to a picture is a near-copy of it."""
        return NEAR_COPY * self.spacing

    @property
    def near_share(self) -> float:
        """Of the pictures, those to which another one is as near as a near-copy is: what designs may be as well."""
        return self._measured()[3]

    def _measured(self) -> tuple[int, float, float, float]:
        """Of how many pictures, and the three numbers of them."""
        far = self.far
        if self._numbers[0] != len(far):
            mean = diversity(far)
            apart = distances(far, far)
            np.fill_diagonal(apart, np.inf)
            apart[apart <= _SAME * mean] = np.inf
            nearest = apart.min(1)
            found = nearest[np.isfinite(nearest)]
            spacing = float(np.median(found)) if len(found) else 0.0
            self._numbers = len(far), mean, spacing, float((nearest < NEAR_COPY * spacing).mean())
        return self._numbers


def _at(pictures: Pictures, side: int) -> Pictures:
    larger = pictures.shape[1] > side
    way = cv2.INTER_AREA if larger else cv2.INTER_LINEAR
    resized = [cv2.resize(each, (side, side), interpolation=way) for each in np.ascontiguousarray(pictures)]
    return np.stack(resized) if resized else np.empty((0, side, side, 3), np.uint8)
