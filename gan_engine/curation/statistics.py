"""Statistics of a set: mean, deviation, median, mode, minimum and maximum of every pixel; its colours.

All six come exactly out of one count: how often each value (0 to 255) stands in each channel of each pixel. The count
takes the same memory for ten pictures as for a hundred thousand; where the pictures are large it is taken band by band.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.curation.grounds import border_colour
from gan_engine.curation.rim import SOLID
from gan_engine.image_shape import ImageShape
from gan_engine.picture_modes import Picture
from gan_engine.pictures import flatten
from gan_engine.reporting import Report, silent

STATISTICS: Mapping[str, str] = {
    "mean": "Mean",
    "deviation": "Deviation",
    "median": "Median",
    "mode": "Commonest",
    "minimum": "Darkest",
    "maximum": "Lightest",
}

_MEMORY = 160 * 2**20  # bytes of counts at once
_MOST_COUNTED = 2**16 - 1  # pictures, in two bytes a count
_SHADES = 32  # steps a channel in the count of colours
_NEAR_GROUND = 24  # levels that the ground's pixels may differ from its colour
_ROUNDS = 12  # of k-means at most

Read = Callable[[int], "Picture | None"]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Statistics:
    """What `count` pictures have in common; every array is [height, width, 3]."""

    count: int
    mean: npt.NDArray[np.float32]
    deviation: npt.NDArray[np.float32]
    """Standard deviation of the set itself (divided by the count)."""
    median: npt.NDArray[np.float32]
    """Of an even count, half-way between the two in the middle."""
    mode: npt.NDArray[np.uint8]
    """Of values that are equally common, the lowest."""
    minimum: npt.NDArray[np.uint8]
    maximum: npt.NDArray[np.uint8]

    def picture(self, name: str) -> Picture:
        """One of `STATISTICS` to look at. Deviations are shown twice as large: no pixel can deviate by more than half
        of all there is."""
        values = getattr(self, name).astype(np.float32)
        if name == "deviation":
            values = values * 2
        shown: Picture = np.floor(values + 0.5).clip(0, 255).astype(np.uint8)
        return shown


class Tally:
    """The count of one band of rows."""

    def __init__(self, height: int, width: int, pictures: int) -> None:
        kind = np.uint16 if pictures <= _MOST_COUNTED else np.uint32
        self._shape = (height, width, 3)
        values = height * width * 3
        self._counts = np.zeros(values * 256, kind)
        self._starts = np.arange(values, dtype=np.intp) * 256
        self.count = 0

    def add(self, band: npt.NDArray[np.uint8]) -> None:
        """Count the rows of one picture, uint8 [height, width, 3]."""
        self._counts[self._starts + band.reshape(-1)] += 1
        self.count += 1

    def parts(self) -> Iterator[Statistics]:
        """The statistics, row by row, so that no more memory is needed."""
        height, width, channels = self._shape
        counts = self._counts.reshape(height, width * channels, 256)
        for row in counts:
            yield _of_counts(np.asarray(row), self.count, (1, width, channels))


def statistics(read: Read, count: int, size: ImageShape, report: Report = silent) -> Statistics:
    """The statistics of pictures 0 to `count` - 1: `read` gives each as uint8 [height, width, 3], None for one that
    cannot be read. Raises ValueError where none can, and what `report` raises."""
    each = 2 if count <= _MOST_COUNTED else 4
    rows = max(1, min(size.height, _MEMORY // (size.width * 3 * 256 * each)))
    bands = [(top, min(size.height, top + rows)) for top in range(0, size.height, rows)]
    parts: list[Statistics] = []
    for number, (top, bottom) in enumerate(bands):
        tally = Tally(bottom - top, size.width, count)
        for index in range(count):
            report(number * count + index, len(bands) * count)
            picture = read(index)
            if picture is not None:
                tally.add(picture[top:bottom])
        if not tally.count:
            raise ValueError("none of the pictures can be read")
        parts += tally.parts()
    report(len(bands) * count, len(bands) * count)
    return Statistics(parts[0].count, *(_joined(parts, name) for name in STATISTICS))  # type: ignore[arg-type]


def _joined(parts: Sequence[Statistics], name: str) -> npt.NDArray[np.generic]:
    return np.concatenate([getattr(part, name) for part in parts])


def _of_counts(counts: npt.NDArray[Any], total: int, shape: tuple[int, int, int]) -> Statistics:
    """`counts` [places, 256]."""
    levels = np.arange(256, dtype=np.float64)
    exact = counts.astype(np.float64)
    mean = exact @ levels / total
    square = exact @ np.square(levels) / total
    upto = np.cumsum(counts, axis=1, dtype=np.int64)
    lower = (upto <= (total - 1) // 2).sum(axis=1)
    upper = (upto <= total // 2).sum(axis=1)
    there = counts > 0
    return Statistics(
        count=total,
        mean=mean.astype(np.float32).reshape(shape),
        deviation=np.sqrt(np.maximum(square - np.square(mean), 0)).astype(np.float32).reshape(shape),
        median=((lower + upper) / 2).astype(np.float32).reshape(shape),
        mode=counts.argmax(axis=1).astype(np.uint8).reshape(shape),
        minimum=there.argmax(axis=1).astype(np.uint8).reshape(shape),
        maximum=(255 - there[:, ::-1].argmax(axis=1)).astype(np.uint8).reshape(shape),
    )


# Colours


@dataclass(frozen=True)
class Shade:
    """A colour of the set, and the share (0 to 1) of the figures' pixels that are nearest to it."""

    rgb: tuple[int, int, int]
    share: float


class Palette:
    """Counts the colours of pictures, their grounds left out: what the figures are painted with."""

    def __init__(self) -> None:
        self._counts = np.zeros(_SHADES**3, np.int64)
        self._sums = np.zeros((_SHADES**3, 3), np.int64)

    def add(self, picture: Picture) -> None:
        """Count the pixels of one picture, HxWx3 or HxWx4."""
        ground = np.array(border_colour(picture), np.int16)
        pixels = flatten(picture).reshape(-1, 3)
        keep = np.abs(pixels - ground).max(axis=1) > _NEAR_GROUND
        if picture.shape[2] == 4:
            keep &= picture[..., 3].reshape(-1) > SOLID
        pixels = pixels[keep] if np.count_nonzero(keep) >= 16 else pixels  # of a plain picture, the ground is all
        coarse = (pixels // (256 // _SHADES)).astype(np.intp)
        colour = (coarse[:, 0] * _SHADES + coarse[:, 1]) * _SHADES + coarse[:, 2]
        self._counts += np.bincount(colour, minlength=len(self._counts))
        for channel in range(3):
            sums = np.bincount(colour, pixels[:, channel], len(self._counts))
            self._sums[:, channel] += sums.astype(np.int64)

    def shades(self, most: int = 12) -> list[Shade]:
        """The main colours, the commonest first; the same counts give the same ones every time."""
        there = np.flatnonzero(self._counts)
        if not there.size:
            return []
        weights = self._counts[there].astype(np.float64)
        colours = self._sums[there] / weights[:, None]
        lab = _lab(colours)
        centres = _spread_out(lab, weights, most)
        for _ in range(_ROUNDS):
            nearest = _nearest(lab, centres)
            totals = np.bincount(nearest, weights, len(centres))
            sums = np.stack([np.bincount(nearest, weights * lab[:, axis], len(centres)) for axis in range(3)], axis=1)
            centres = np.where(totals[:, None] > 0, sums / np.maximum(totals, 1)[:, None], centres)
        nearest = _nearest(lab, centres)
        totals = np.bincount(nearest, weights, len(centres))
        found = []
        for one in np.argsort(-totals, kind="stable"):
            if totals[one] > 0:
                mine = nearest == one
                mean = np.average(colours[mine], axis=0, weights=weights[mine])
                red, green, blue = (int(value) for value in np.floor(mean + 0.5))
                found.append(Shade((red, green, blue), float(totals[one] / weights.sum())))
        return found


def _lab(colours: Floats) -> Floats:
    scaled = (colours / 255).astype(np.float32)[None]
    lab: Floats = cv2.cvtColor(scaled, cv2.COLOR_RGB2LAB)[0].astype(np.float64)
    return lab


def _spread_out(lab: Floats, weights: Floats, most: int) -> Floats:
    """Starting places: the commonest colour, then each time the one that most pixels are farthest from."""
    chosen = [int(weights.argmax())]
    away = np.square(lab - lab[chosen[0]]).sum(axis=1)
    while len(chosen) < min(most, len(lab)):
        one = int((away * weights).argmax())
        if away[one] == 0:
            break
        chosen.append(one)
        away = np.minimum(away, np.square(lab - lab[one]).sum(axis=1))
    return lab[chosen]


def _nearest(lab: Floats, centres: Floats) -> npt.NDArray[np.intp]:
    away = np.square(lab).sum(axis=1)[:, None] - 2 * lab @ centres.T + np.square(centres).sum(axis=1)[None]
    nearest: npt.NDArray[np.intp] = away.argmin(axis=1)
    return nearest
