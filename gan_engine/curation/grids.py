"""Sheets whose parts touch on a regular grid: the grid, found by its seams.

Where two tiles meet, most rows of pixels change more across the border than beside it, or have ground on one side;
inside a tile few do. A grid is so many borders at one pitch from the sheet's edge on, which what is drawn hardly ever
passes through. Parts of one height but of many widths, row under row, have such borders from top to bottom alone.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.curation.backgrounds.foreground_mask import SEE_THROUGH
from gan_engine.picture_modes import Picture

Box = tuple[int, int, int, int]
"""Left, top, width, height."""
Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]

# By hand, held to the aims of benchmarks/sheets.py on the tiles that are named there as tuned on.
_SMALLEST, _MOST = 8, 64
"""Pixels a side of a tile; tiles a side of a sheet."""
_WIDEST_GAP = 4
"""Pixels between the parts of a grid, or a quarter of the pitch, where the ground is a guess; half the pitch, where it
is known."""
_WIDEST_MARGIN = 16
"""Pixels about a grid that may be its margin on all sides alike; else it begins with what is drawn."""
_STEP = 10
"""Levels by which pixels differ across a seam, at least."""
_EVEN = 10
"""Levels by which the pixels of a line of ground differ at most, among themselves and from other such lines."""
_PASSING, _WORST = 0.6, 0.85
"""What passes through the borders, and through the worst but a fifth of them, as a share of what passes through any
column; 1 where there is no grid."""
_PEAKS, _BESIDE = 0.75, 3
"""Share of the borders through which less passes than through any of so many columns beside them, or a sixth of the
pitch."""
_SURE, _SURE_PASSING = 5.0, 0.85
"""Standard errors that borders lie below the mean, from which they need be no peaks, and what may pass through them."""
_SURE_SQUARE, _SQUARE = 4.0, 1.2
"""The same of both sides together where cells are square, and by how much more is thought of those."""
_LONGEST = 3.0
"""Times that a cell may be as long one way as the other: longer ones are several, whose borders were not seen."""
_THROUGH_FIGURES = 0.95
"""Passing through what is drawn, beyond which borders of the ground's pattern are no grid."""
_BANDS_PASSING = 0.2
"""The same as `_PASSING`, for borders between rows whose parts differ in width."""
_REACHING = 0.1
"""What is drawn beside those borders, as a share of what is drawn anywhere."""
_DRAWN = 0.02
"""Share of a cell's pixels that are drawn, below which it is empty."""
_BLOCK = 8
"""Pixels a side of the blocks that JPEG compresses by. Cells of that size are taken for them."""
_SEEN, _STANDS_OUT, _SHARED = 1.1, 1.75, 0.3
"""Times as much as beside it that pixels change across a border on multiples of that: at least, where it is of blocks;
below which on both sides it is theirs (those come to 1.7 in what is painted, tiles to 1.9 on one side); and of what it
is above 1, as much as is found on the other multiples of that too."""
_GOING_ON, _FULL = 0.75, 0.98
"""What hides the ground on both sides of a border, as a share of the same anywhere, beyond which, both ways, it parts
nothing: where cut-outs touch it is less one way; share of a cell that a whole tile hides."""
_TOUCHING = 0.2
"""Share of the cells that are filled from one side to the other, from which the cells are the parts."""
_WIDE, _NARROW = 1.35, 0.45
"""Of the usual width in a band: what is wider is parted, what is narrower belongs to its neighbour."""


@dataclass(frozen=True)
class Axis:
    """Where parts begin and end along one side of a sheet."""

    start: int
    pitch: int
    count: int
    gap: int = 0
    """Pixels of ground that end each part but the last."""

    @property
    def borders(self) -> npt.NDArray[np.int64]:
        """First pixel of each part but the first."""
        return np.arange(self.start + self.pitch, self.start + self.pitch * self.count, self.pitch)

    def spans(self) -> list[tuple[int, int]]:
        """First pixel and the one after the last of each part."""
        starts = range(self.start, self.start + self.pitch * self.count, self.pitch)
        return [(at, at + self.pitch - self.gap) for at in starts]


@dataclass(frozen=True)
class _Side:
    """One side of a sheet, column by column or row by row."""

    inked: Floats
    """The share of what is drawn that goes on from the column before."""
    passing: Floats | None
    """The same of everything; None where that tells nothing."""
    filled: npt.NDArray[np.int64]
    """[W + 1], of the columns before each one in which something is drawn."""
    windows: dict[tuple[int, int], bool]
    """Where a grid may begin, and end, and whether only one may whose parts lie apart."""


@dataclass(frozen=True)
class _Borders:
    """What speaks for borders at one pitch."""

    axis: Axis
    sure: float
    """Standard errors by which less passes through them than elsewhere."""
    clear: bool
    """Whether they are a grid's by themselves."""


def find_grid(picture: Picture, drawn: Mask) -> list[Box] | None:
    """The parts of a regular grid, row by row; None where there is no grid. Where they touch, or their ground shows no
    gap between square ones, they are its cells; where they lie apart, the boxes of what is drawn in these.

    `picture`: HxWx3 or HxWx4; `drawn` [H, W]: what is no ground, as far as the border and the middle tell. Where opaque
    parts stand on transparency, or lines of one colour part them, this is the ground instead, whatever is in the parts.
    """
    if min(drawn.shape) < _SMALLEST:
        return None
    opaque = _opaque(picture)
    known = opaque if opaque is not None else _between_lines(picture)
    boxes = _parts_of_grid(picture, known, opaque, known=True) if known is not None and known.any() else None
    return boxes or _parts_of_grid(picture, drawn, opaque)


def _opaque(picture: Picture) -> Mask | None:
    """What hides the ground; None where everything does."""
    if picture.shape[2] == 3 or int(picture[..., 3].min()) > SEE_THROUGH:
        return None
    opaque: Mask = picture[..., 3] > SEE_THROUGH
    return opaque


def _between_lines(picture: Picture) -> Mask | None:
    """What is not of the colour of the lines that go even from one side to the other; None where there are no such."""
    colours = np.ascontiguousarray(picture[..., :3])
    lines = []
    for axis in (0, 1):
        low, high = (cv2.reduce(colours, axis, kind).reshape(-1, 3) for kind in (cv2.REDUCE_MIN, cv2.REDUCE_MAX))
        lines.append(((low.astype(np.int16) + high) // 2)[(high - low).max(axis=1) <= _EVEN])
    even = np.concatenate(lines)
    if len(even) < 2:
        return None
    alike = (np.abs(even[:, None] - even[None]).max(axis=-1) <= _EVEN).sum(axis=1)
    ground = even[int(alike.argmax())]
    found: Mask = cv2.inRange(colours, (ground - _EVEN).clip(0, 255), (ground + _EVEN).clip(0, 255)) == 0
    return found


def _parts_of_grid(picture: Picture, drawn: Mask, opaque: Mask | None, *, known: bool = False) -> list[Box] | None:
    """The parts of the grid whose borders are told by what is `drawn`; `known`: all else is ground, margins as well."""
    height, width = drawn.shape
    columns, rows = (_borders(_side(picture, drawn, upright, known), known) for upright in (True, False))
    axes = _axes(columns, rows, width, height)
    if axes is None or max(axes[0].count, axes[1].count) < 3:
        return None
    across, down = axes
    if opaque is None and _are_blocks(picture, across, down):
        return None
    full = opaque is None and drawn.mean() > 0.5  # tiles all over: one that looks like ground is a tile too
    shown = drawn if opaque is None else opaque
    cells = [
        (left, top, right - left, bottom - top)
        for top, bottom in down.spans()
        for left, right in across.spans()
        if full or shown[top:bottom, left:right].mean() > _DRAWN
    ]
    if len(cells) < 3 or not _differ(picture, cells):
        return None
    within = [_within(shown, cell) for cell in cells]
    if across.gap or down.gap:
        return within
    if opaque is not None and _goes_on(opaque, across, down) and not _are_full(opaque, cells):
        return None
    touching = [box[2] >= cell[2] - 1 or box[3] >= cell[3] - 1 for box, cell in zip(within, cells, strict=True)]
    from_edges = across.start == down.start == 0 and min(across.count, down.count) > 1
    laid_out = opaque is None and across.pitch == down.pitch and from_edges
    return cells if full or laid_out or np.mean(touching) > _TOUCHING else within


def _goes_on(opaque: Mask, across: Axis, down: Axis) -> bool:
    """Whether what hides the ground goes on through the borders of a grid both ways as it does elsewhere, as a drawing
    of a table does: parts that touch leave ground beside them."""
    shares = []
    for axis, side in ((across, opaque), (down, opaque.T)):
        on = (side[:, 1:] & side[:, :-1]).mean(axis=0)
        if len(axis.borders):
            shares.append(float(on[axis.borders - 1].mean() / max(float(on.mean()), 1e-6)))
    return len(shares) == 2 and min(shares) > _GOING_ON


def _are_full(opaque: Mask, cells: list[Box]) -> bool:
    """Whether each of them hides all its ground: opaque tiles, with gaps where there is none."""
    return all(opaque[top : top + deep, left : left + wide].mean() > _FULL for left, top, wide, deep in cells)


def _are_blocks(picture: Picture, across: Axis | None, down: Axis) -> bool:
    """Whether these borders are those of the blocks that a JPEG was compressed by, now or before it was enlarged."""
    values = picture[..., :3].astype(np.int16)
    sides = [(down, values.swapaxes(0, 1)), *([(across, values)] if across is not None else [])]
    if any(axis.start % _BLOCK or axis.pitch % _BLOCK or axis.gap for axis, _ in sides):
        return False
    if all(axis.pitch == _BLOCK for axis, _ in sides):
        return True
    stands = []
    for axis, side in sides:
        others = np.setdiff1d(np.arange(_BLOCK, side.shape[1] - 2, _BLOCK), axis.borders)
        stands.append((_standing_out(side, axis.borders), _standing_out(side, others)))
    if min(border for border, _ in stands) < _SEEN:  # nothing is there to be seen of blocks
        return False
    if max(border for border, _ in stands) < _STANDS_OUT:
        return True
    return all(other - 1 > _SHARED * max(border - 1, 0.3) for border, other in stands)


def _standing_out(values: npt.NDArray[np.int16], at: npt.NDArray[np.int64]) -> float:
    """How many times as much pixels [H, W, 3] change before these columns as beside that."""
    if not len(at):
        return 1.0
    change = np.abs(np.diff(values, axis=1)).max(axis=2).mean(axis=0)
    beside = np.mean([change[at - 1 + by] for by in (-2, -1, 1, 2)])
    return float(change[at - 1].mean() / max(beside, 1e-3))


def _axes(across: list[_Borders], down: list[_Borders], width: int, height: int) -> tuple[Axis, Axis] | None:
    """The likeliest pair; square cells are likelier than others, and their sides speak for each other."""
    pairs: list[tuple[tuple[float, bool, int], tuple[Axis, Axis]]] = []
    for one, other in itertools.product(across, down):
        square = one.axis.pitch == other.axis.pitch and one.axis.gap == other.axis.gap
        sure = (one.sure + other.sure) / math.sqrt(2)
        long = max(one.axis.pitch, other.axis.pitch) > _LONGEST * min(one.axis.pitch, other.axis.pitch)
        if (one.clear and other.clear and not long) or (square and sure > _SURE_SQUARE):
            axes = one.axis, other.axis
            from_edges = axes[0].start == axes[1].start == 0
            pairs.append(((sure * (_SQUARE if square else 1), from_edges, axes[0].gap + axes[1].gap), axes))
    if pairs:
        return max(pairs, key=lambda pair: pair[0])[1]
    for borders, depth in ((across, height), (down, width)):  # a strip
        alone = _likeliest(borders)
        if alone is not None and 0.6 < depth / alone.pitch < 1.6:
            return (alone, Axis(0, depth, 1)) if borders is across else (Axis(0, depth, 1), alone)
    return None


def _likeliest(borders: list[_Borders]) -> Axis | None:
    clear = [one for one in borders if one.clear]
    return max(clear, key=lambda one: one.sure).axis if clear else None


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
    axis = _likeliest(_borders(_side(picture, drawn, upright=False, known=False), most=_BANDS_PASSING, whole=False))
    if axis is None or axis.count < 4 or (_opaque(picture) is None and _are_blocks(picture, None, axis)):
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


def _side(picture: Picture, drawn: Mask, upright: bool, known: bool) -> _Side:
    """What can be seen of borders from left to right (`upright`) or from top to bottom; `known`: margins are none."""
    if not upright:
        picture, drawn = picture.swapaxes(0, 1), drawn.T
    seams = _seams(picture)
    width, filled = drawn.shape[1], drawn.any(axis=0)
    windows = {(0, width): False}
    if known:
        columns = np.flatnonzero(filled)
        first, last = int(columns[0]), int(columns[-1]) + 1
        widest = min(first, width - last, _WIDEST_MARGIN)
        windows = {(at, width - at): True for at in range(1, widest + 1)} | windows | {(first, last): False}
    # what looks like ground may be tiles; where most is ground it has a pattern
    passing = _passing(np.ones_like(drawn), seams) if drawn.mean() > 0.5 else None
    return _Side(_passing(drawn, seams), passing, np.append(0, filled.cumsum()), windows)


def _borders(side: _Side, known: bool = False, *, most: float = _PASSING, whole: bool = True) -> list[_Borders]:
    """Likely borders: `most` may pass through clear ones; `whole`: the sheet ends where a part does; `known`: nothing
    is drawn in gaps."""
    found: list[_Borders] = []
    for passing in (side.inked, side.passing if whole else None):
        if passing is None or len(passing) < 2 * _SMALLEST:
            continue
        usual, spread = float(passing[1:].mean()), float(passing[1:].std())
        if usual < 0.02 or spread < 1e-4:
            continue
        for (start, end), apart in side.windows.items():
            width = end - start
            for pitch in range(max(_SMALLEST, width // _MOST), width // 2 + 1):
                gap = -width % pitch if whole else 0
                if gap < apart or gap > (pitch // 2 if known else min(_WIDEST_GAP, pitch // 4)):
                    continue
                borders = np.arange(start + pitch, end, pitch)
                if known and gap and (side.filled[borders] > side.filled[borders - gap]).any():
                    continue
                at = passing[borders]
                sure = float((usual - at.mean()) / spread * np.sqrt(len(borders)))
                if len(borders) >= _MOST or at.mean() > _SURE_PASSING * usual:
                    continue
                if passing is not side.inked and side.inked[borders].mean() > _THROUGH_FIGURES * side.inked[1:].mean():
                    continue
                told = float(np.median(at)) < usual  # by most of them, not by the few that a figure's edges lie on
                clear = (whole and told and sure > _SURE) or (
                    at.mean() < most * usual
                    and np.quantile(at, 0.8) < _WORST * usual
                    and _peaks(passing, borders, max(_BESIDE, pitch // 6)) >= _PEAKS
                )
                found.append(_Borders(Axis(start, pitch, (width + gap) // pitch, gap), sure, bool(clear)))
    return found


def _shown(picture: Picture) -> npt.NDArray[np.int16]:
    """HxWx3 or HxWx4, the colours of transparent pixels black."""
    values = picture.astype(np.int16)
    if values.shape[2] == 3:
        return values
    return np.dstack([values[..., :3].astype(np.int32) * values[..., 3:] // 255, values[..., 3]]).astype(np.int16)


def _seams(picture: Picture) -> Mask:
    """[H, W], where the picture changes between a column and the one before it more than beside that."""
    values = _shown(picture)
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
        cell = np.ascontiguousarray(_shown(picture[top : top + height, left : left + width]).astype(np.uint8))
        looks.append(cv2.resize(cell, (8, 8), interpolation=cv2.INTER_AREA).astype(np.float32).ravel())
    small = np.stack(looks)
    kinds, left_over = 0, np.ones(len(small), np.bool_)
    while left_over.any():
        first = int(left_over.argmax())
        left_over &= np.abs(small - small[first]).mean(axis=1) > 3
        left_over[first] = False
        kinds += 1
    return kinds >= max(3, 0.15 * len(small))
