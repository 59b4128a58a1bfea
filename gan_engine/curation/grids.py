"""Sheets whose parts touch on a regular grid: the grid, found by its seams.

Where two tiles meet, most rows of pixels change more across the border than beside it, or have ground on one side;
inside a tile few do. A grid is so many borders at one pitch from the sheet's edge on, which what is drawn hardly ever
passes through. Parts of one height but of many widths, row under row, have such borders from top to bottom alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.picture_modes import Picture

Box = tuple[int, int, int, int]
"""Left, top, width, height."""
Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]

# By hand, held to the aims of benchmarks/sheets.py on the tiles that are named there as tuned on.
_SMALLEST, _MOST = 8, 64
"""Pixels a side of a tile; tiles a side of a sheet."""
_WIDEST_GAP = 4
"""Pixels between the parts of a grid; where they lie farther apart, they are found by themselves."""
_STEP = 10
"""Levels by which pixels differ across a seam, at least."""
_PASSING, _WORST = 0.6, 0.85
"""What passes through the borders, and through the worst but a fifth of them, as a share of what passes through any
column; 1 where there is no grid."""
_PEAKS, _BESIDE = 0.75, 3
"""Share of the borders through which less passes than through any of so many columns beside them, or a sixth of the
pitch."""
_SURE, _SURE_PASSING = 5.0, 0.85
"""Standard errors that borders lie below the mean, from which they need be no peaks, and what may pass through them."""
_THROUGH_FIGURES = 0.95
"""Passing through what is drawn, beyond which borders of the ground's pattern are no grid."""
_BANDS_PASSING = 0.2
"""The same as `_PASSING`, for borders between rows whose parts differ in width."""
_REACHING = 0.1
"""What is drawn beside those borders, as a share of what is drawn anywhere."""
_DRAWN = 0.02
"""Share of a cell's pixels that are drawn, below which it is empty."""
_TOUCHING = 0.2
"""Share of the cells that are filled from one side to the other, from which the cells are the parts."""
_WIDE, _NARROW = 1.35, 0.45
"""Of the usual width in a band: what is wider is parted, what is narrower belongs to its neighbour."""


@dataclass(frozen=True)
class Axis:
    """Where parts begin and end along one side of a sheet, from its first pixel on."""

    pitch: int
    count: int
    gap: int = 0
    """Pixels of ground that end each part but the last."""

    def spans(self) -> list[tuple[int, int]]:
        """First pixel and the one after the last of each part."""
        return [(self.pitch * at, self.pitch * (at + 1) - self.gap) for at in range(self.count)]


def find_grid(picture: Picture, drawn: Mask) -> list[Box] | None:
    """The parts of a regular grid, row by row; None where there is no grid. Where they touch, they are its cells, where
    they lie apart, the boxes of what is drawn in these.

    `picture`: HxWx3 or HxWx4; `drawn` [H, W]: what is no ground.
    """
    height, width = drawn.shape
    if min(height, width) < _SMALLEST:
        return None
    across, down = _axis(picture, drawn, upright=True), _axis(picture, drawn, upright=False)
    if across is not None and down is None and 0.6 < height / across.pitch < 1.6:
        down = Axis(height, 1)  # a strip
    if down is not None and across is None and 0.6 < width / down.pitch < 1.6:
        across = Axis(width, 1)
    if across is None or down is None or max(across.count, down.count) < 3:
        return None
    full = picture.shape[2] == 3 and drawn.mean() > 0.5  # tiles all over: one that looks like ground is a tile too
    cells = [
        (left, top, right - left, bottom - top)
        for top, bottom in down.spans()
        for left, right in across.spans()
        if full or drawn[top:bottom, left:right].mean() > _DRAWN
    ]
    if len(cells) < 3 or not _differ(picture, cells):
        return None
    within = [_within(drawn, cell) for cell in cells]
    touching = [box[2] >= cell[2] - 1 or box[3] >= cell[3] - 1 for box, cell in zip(within, cells, strict=True)]
    apart = across.gap > 0 or down.gap > 0
    return cells if full or (np.mean(touching) > _TOUCHING and not apart) else within


def _within(drawn: Mask, cell: Box) -> Box:
    """The box of what is drawn in a cell."""
    left, top, width, height = cell
    part = drawn[top : top + height, left : left + width]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return cell
    first, last = (int(columns[0]), int(rows[0])), (int(columns[-1]), int(rows[-1]))
    return left + first[0], top + first[1], last[0] - first[0] + 1, last[1] - first[1] + 1


def find_banded(picture: Picture, drawn: Mask) -> list[Box] | None:
    """The parts of a sheet on which rows of one height follow without gaps, and parts of many widths within them."""
    axis = _axis(picture, drawn, upright=False, most=_BANDS_PASSING, whole=False)
    if axis is None or axis.count < 4:
        return None
    borders = np.arange(axis.pitch, axis.pitch * axis.count, axis.pitch)
    if drawn[np.concatenate([borders - 1, borders])].mean() < _REACHING * drawn.mean():
        return None  # there are gaps between the rows
    boxes: list[Box] = []
    for top, bottom in [*axis.spans(), (axis.pitch * axis.count, drawn.shape[0])]:
        band = drawn[top:bottom]
        if not band.any():
            continue
        for left, right in _parts(band, axis.pitch):
            rows = np.flatnonzero(band[:, left:right].any(axis=1))
            if len(rows):
                boxes.append((left, top + int(rows[0]), right - left, int(rows[-1] - rows[0]) + 1))
    return boxes


def _axis(picture: Picture, drawn: Mask, *, upright: bool, most: float = _PASSING, whole: bool = True) -> Axis | None:
    """The borders from left to right (`upright`) or from top to bottom, None where there are none at one pitch.

    `most` may pass through them; `whole`: the sheet ends where a part does.
    """
    if not upright:
        picture, drawn = picture.swapaxes(0, 1), drawn.T
    seams = _seams(picture)
    inked = _passing(drawn, seams)
    plans = [(inked, False)]
    if whole and drawn.mean() > 0.5:  # what looks like ground may be tiles; where most is ground it has a pattern
        plans.append((_passing(np.ones_like(drawn), seams), True))
    width = drawn.shape[1]
    if width < 2 * _SMALLEST:
        return None
    best: tuple[float, Axis] | None = None
    for passing, everything in plans:
        usual, spread = float(passing[1:].mean()), float(passing[1:].std())
        if usual < 0.02 or spread < 1e-4:
            continue
        for pitch in range(_SMALLEST, width // 2 + 1):
            gap = -width % pitch if whole else 0
            count = (width + gap) // pitch
            if count > _MOST or gap > min(_WIDEST_GAP, pitch // 4):
                continue
            borders = np.arange(pitch, width, pitch)
            at = passing[borders]
            ratio, sure = at.mean() / usual, (usual - at.mean()) / spread * np.sqrt(len(borders))
            if everything and inked[borders].mean() > _THROUGH_FIGURES * max(1e-6, inked[1:].mean()):
                continue
            clear = (
                ratio < most
                and np.quantile(at, 0.8) < _WORST * usual
                and _peaks(passing, borders, max(_BESIDE, pitch // 6)) >= _PEAKS
            )
            if not clear and not (whole and sure > _SURE and ratio < _SURE_PASSING):
                continue
            if best is None or sure > best[0]:
                best = (float(sure), Axis(pitch, count, gap))
    return best[1] if best else None


def _seams(picture: Picture) -> Mask:
    """[H, W], where the picture changes between a column and the one before it more than beside that."""
    values = picture.astype(np.int16)
    if values.shape[2] == 4:
        values = np.dstack([values[..., :3] * values[..., 3:] // 255, values[..., 3]])
    height, width = values.shape[:2]
    change = np.zeros((height, width + 1), np.int16)
    change[:, 1:width] = np.abs(np.diff(values, axis=1)).max(axis=2)
    beside = np.maximum(np.pad(change, ((0, 0), (1, 0)))[:, :width], change[:, 1:])
    found: Mask = (change[:, :width] > beside) & (change[:, :width] >= _STEP)
    return found


def _passing(drawn: Mask, seams: Mask) -> Floats:
    """[W], the share of rows in which what is drawn goes on from the column before without a seam."""
    on = np.zeros_like(drawn)
    on[:, 1:] = drawn[:, 1:] & drawn[:, :-1] & ~seams[:, 1:]
    share: Floats = on.mean(axis=0, dtype=np.float32)
    return share


def _peaks(passing: Floats, borders: npt.NDArray[np.int64], beside: int) -> float:
    """The share of the borders through which less passes than beside them."""
    near = np.pad(passing[1:], beside, constant_values=1.0)
    windows = np.lib.stride_tricks.sliding_window_view(near, 2 * beside + 1)[borders - 1]
    return float((passing[borders] <= windows.min(axis=1) + 0.02).mean())


def _parts(band: Mask, pitch: int) -> list[tuple[int, int]]:
    """First column and the one after the last of each part of a band."""
    columns = np.flatnonzero(np.diff(np.pad(band.any(axis=0).astype(np.int8), 1)))
    runs = [(int(left), int(right)) for left, right in columns.reshape(-1, 2)]
    usual = [right - left for left, right in runs if 0.5 * pitch <= right - left <= _WIDE * pitch]
    width = float(np.median(usual)) if usual else float(pitch)
    joined: list[tuple[int, int]] = []
    for left, right in runs:
        if (
            joined
            and right - joined[-1][0] <= 1.1 * width
            and min(right - left, np.diff(joined[-1])[0]) < _NARROW * width
        ):
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    passing = _passing(band, np.zeros_like(band))
    return [part for left, right in joined for part in _parted(left, right, passing, width)]


def _parted(left: int, right: int, passing: Floats, width: float) -> list[tuple[int, int]]:
    """A run of columns, parted where least passes through, near where parts of the usual width would end."""
    count = round((right - left) / width)
    if right - left <= _WIDE * width or count < 2:
        return [(left, right)]
    cuts = [left]
    for at in range(1, count):
        middle = left + (right - left) * at / count
        low, high = max(cuts[-1] + 2, round(middle - 0.3 * width)), min(right - 2, round(middle + 0.3 * width))
        places = np.arange(low, high + 1)
        if len(places):
            cuts.append(int(places[(passing[places] + 0.1 * np.abs(places - middle) / width).argmin()]))
    return list(zip(cuts, [*cuts[1:], right], strict=True))


def _differ(picture: Picture, cells: list[Box]) -> bool:
    """Whether the cells are parts of their own: a pattern repeats one or two."""
    looks = []
    for left, top, width, height in cells[:256]:
        cell = np.ascontiguousarray(picture[top : top + height, left : left + width, :3])
        looks.append(cv2.resize(cell, (8, 8), interpolation=cv2.INTER_AREA).astype(np.float32).ravel())
    small = np.stack(looks)
    kinds, left_over = 0, np.ones(len(small), np.bool_)
    while left_over.any():
        first = int(left_over.argmax())
        left_over &= np.abs(small - small[first]).mean(axis=1) > 3
        left_over[first] = False
        kinds += 1
    return kinds >= max(3, 0.15 * len(small))
