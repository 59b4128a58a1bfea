"""Finding the figures of an irregular sheet, as boxes.

What is drawn falls into connected pieces. Big pieces are figures of their own; the small ones about them (an antenna,
a spark, a shadow) belong to the figure that grows the least by taking them in. Captions are lines of small pieces
under or over figures, of which no piece lies inside a figure: they are left out. Where parts stand on a regular grid
(`gan_engine.curation.grids`), the grid says what belongs together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.curation.backgrounds.foreground_mask import strength
from gan_engine.curation.grids import find_banded, find_grid
from gan_engine.curation.reading_order import reading_order
from gan_engine.picture_modes import Picture

Box = tuple[int, int, int, int]
"""Left, top, width, height."""

_Boxes = npt.NDArray[np.int64]  # [N, 4]: left, top, right, bottom

# By hand, held to the aims of benchmarks/sheets.py: F1 of 0.95 on sheets with figures 4 px apart, of 0.85 at 1 px.
_MOST_PIECES = 4_000  # more are grain, not figures: the largest are looked at
_MOST_LETTERS = 1_500  # more small pieces are grain, not captions
_BIG = 0.5  # of the typical size: a piece of this length on its longer side is a figure of its own
_ROW = 1.3  # times the length of a large figure: no row of figures is higher
_LEAST = 16  # pixels: a usual figure is no smaller
_SEAM_DEPTH = 0.3  # share of the contrast to both sides that is missing where the ground shows through
_LETTER = 0.2  # of the typical size: no letter of a caption is longer
_TOO_LONG = 1.5  # times the typical size: a piece this long may be several figures that touch
_SMALLEST = 0.16  # of the typical size: what stays smaller than this is dust or lettering
_REACH = 0.3  # of the typical size: as far as a piece may lie from the figure it belongs to
_HALF, _WHOLE, _SEAM = 0.75, 1.15, 0.12  # of the typical size: a short piece, so near another, makes it no longer
_MOST = 1.5  # of the largest usual size: no figure grows beyond this by joining


def find_figures(picture: Picture) -> list[Box]:
    """The box of each figure, in reading order; empty where nothing is drawn. `picture`: HxWx3 or HxWx4."""
    drawn = strength(picture)
    mask = drawn > 0
    regular = find_grid(picture, mask) or find_banded(picture, mask)
    if regular is not None:
        return regular
    labels, pieces = _labelled(mask)
    if not len(pieces.boxes):
        return []
    size = _size_of_parted(mask, drawn, pieces, _typical(pieces))
    if _part_touching(mask, drawn, labels, pieces, size):
        labels, pieces = _labelled(mask)
        size = _typical(pieces)
    pieces = pieces.only(~_lettering(pieces, size))
    groups = _joined(pieces, size, _gaps(mask, labels, pieces))
    groups = _joined_in_rows(groups, pieces, size)
    boxes = np.array([_around(pieces.boxes[group]) for group in groups], np.int64).reshape(-1, 4)
    areas = np.array([pieces.areas[group].sum() for group in groups])
    kept = _figures(boxes, areas, size)
    found = [(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in boxes[kept].tolist()]
    return [found[place] for place in reading_order(found)]


def _labelled(mask: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.int32], _Pieces]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    return labels, _pieces(stats[1:count], mask.shape)


@dataclass(frozen=True)
class _Pieces:
    boxes: _Boxes
    areas: npt.NDArray[np.int64]
    labels: npt.NDArray[np.int64]
    """Their numbers in the labelled mask."""

    def only(self, which: npt.NDArray[np.bool_]) -> _Pieces:
        """Some of them."""
        return _Pieces(self.boxes[which], self.areas[which], self.labels[which])

    @property
    def lengths(self) -> npt.NDArray[np.int64]:
        """Of the longer side of each."""
        longer: npt.NDArray[np.int64] = (self.boxes[:, 2:] - self.boxes[:, :2]).max(axis=1)
        return longer


def _pieces(stats: npt.NDArray[np.int32], shape: tuple[int, ...]) -> _Pieces:
    """Without specks, and without a frame drawn around the whole sheet."""
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.int64)
    boxes = stats[:, :4].astype(np.int64)
    boxes[:, 2:] += boxes[:, :2]
    wide, deep = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    frame = (wide > 0.9 * shape[1]) & (deep > 0.9 * shape[0]) & (areas < 0.1 * wide * deep)
    line = (np.minimum(wide, deep) <= 3) & ((wide > 0.5 * shape[1]) | (deep > 0.5 * shape[0]))
    kept = np.flatnonzero((areas >= 4) & ~frame & ~line)
    kept = kept[np.argsort(-areas[kept], kind="stable")[:_MOST_PIECES]]
    return _Pieces(boxes[kept], areas[kept], kept + 1)


def _typical(pieces: _Pieces) -> float:
    """The length of a usual figure: the middle one of those that are not small beside what most is drawn in."""
    order = np.argsort(pieces.lengths)[::-1]
    drawn = np.cumsum(pieces.areas[order])
    usual = pieces.lengths[order][np.searchsorted(drawn, 0.5 * drawn[-1])]
    return float(np.median(pieces.lengths[pieces.lengths >= 0.4 * usual]))


def _size_of_parted(mask: npt.NDArray[np.bool_], drawn: npt.NDArray[np.float32], pieces: _Pieces, size: float) -> float:
    """The typical length where most figures of a sheet touch: of what comes of parting all of it, if that is more of a
    kind than the pieces are."""
    best, spread = size, _spread(pieces, size)
    for cores in _cores(mask, drawn):
        _, parted = _labelled(cores)
        if not len(parted.boxes):
            continue
        length = _typical(parted)
        long = pieces.areas[pieces.lengths > _TOO_LONG * length].sum() / pieces.areas.sum()
        if _LEAST <= length < size / _TOO_LONG and long > 0.3 and _spread(parted, length) < spread - 0.1:
            best, spread = length, _spread(parted, length)
    return best


def _spread(pieces: _Pieces, size: float) -> float:
    """How much the lengths of the figures differ, as a share of the usual one."""
    lengths = pieces.lengths[pieces.lengths >= _BIG * size]
    return float(lengths.std() / lengths.mean()) if len(lengths) >= 6 else 1.0


def _part_touching(
    mask: npt.NDArray[np.bool_],
    drawn: npt.NDArray[np.float32],
    labels: npt.NDArray[np.int32],
    pieces: _Pieces,
    size: float,
) -> bool:
    """Take from `mask` what joins figures that touch: seams where the ground shows half through, bridges a pixel or two
    wide. Whether there were any.

    Only pieces too long for one figure are looked at, and only where two figures or more come of it.
    """
    parted = False
    for piece in np.flatnonzero(pieces.lengths > _TOO_LONG * size):
        x0, y0, x1, y1 = pieces.boxes[piece]
        whole = labels[y0:y1, x0:x1] == pieces.labels[piece]
        for cores in _cores(whole, drawn[y0:y1, x0:x1]):
            count, cored, stats, _ = cv2.connectedComponentsWithStats(cores.astype(np.uint8), connectivity=4)
            longest = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
            big = np.flatnonzero((longest >= _BIG * size) & (np.arange(count) > 0))
            if len(big) < 2:
                continue
            _, nearest = cv2.distanceTransformWithLabels(
                (~np.isin(cored, big)).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_CCOMP
            )
            edge = np.zeros(whole.shape, np.bool_)
            edge[:, 1:] |= nearest[:, 1:] != nearest[:, :-1]
            edge[1:] |= nearest[1:] != nearest[:-1]
            edge[1:, 1:] |= nearest[1:, 1:] != nearest[:-1, :-1]
            mask[y0:y1, x0:x1] &= ~(edge & whole)
            parted = True
            break
    return parted


def _cores(whole: npt.NDArray[np.bool_], drawn: npt.NDArray[np.float32]) -> Iterator[npt.NDArray[np.bool_]]:
    """What is left of a piece without its seams, then without all that is narrow."""
    depth = np.where(whole, drawn, 0).clip(0)
    for width in (3, 5):
        closed = cv2.morphologyEx(depth, cv2.MORPH_CLOSE, np.ones((width, width), np.uint8))
        yield whole & (closed - depth < _SEAM_DEPTH * closed)
    for width in (3, 5):
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
        yield cv2.erode(whole.astype(np.uint8), kernel, borderValue=0) > 0


def _lettering(pieces: _Pieces, size: float) -> npt.NDArray[np.bool_]:
    """Which pieces are letters of a caption: small ones in a line of their own, outside every figure's box."""
    letters = np.zeros(len(pieces.boxes), np.bool_)
    big = pieces.boxes[pieces.lengths >= _BIG * size]
    small = np.flatnonzero(pieces.lengths < _LETTER * size)
    if len(small) > _MOST_LETTERS:
        return letters
    own = pieces.boxes[small]
    shared = np.minimum(own[:, None, 2:], big[None, :, 2:]) - np.maximum(own[:, None, :2], big[None, :, :2])
    inside = shared.clip(0).prod(axis=2) > 0.5 * (own[:, 2:] - own[:, :2]).prod(axis=1)[:, None]
    small = small[~inside.any(axis=1)]
    for line in _lines(pieces.boxes[small]):
        x0, y0, x1, y1 = _around(pieces.boxes[small[line]])
        if len(line) > 1 and x1 - x0 >= 1.4 * (y1 - y0) and y1 - y0 < _LETTER * size:
            letters[small[line]] = True
    return letters


def _lines(boxes: _Boxes) -> list[list[int]]:
    """Boxes that stand side by side, on one line and of much the same height (dots and commas may be smaller)."""
    if not len(boxes):
        return []
    height = np.maximum(3, boxes[:, 3] - boxes[:, 1])
    lines: list[list[int]] = []
    for one in np.argsort(boxes[:, 0], kind="stable").tolist():
        x0, y0, _, y1 = boxes[one].tolist()
        for line in lines:
            tallest = int(height[line].max())
            top, bottom = int(boxes[line, 1].min()), int(boxes[line, 3].max())
            near = x0 - int(boxes[line, 2].max()) <= 1.2 * max(tallest, height[one])
            level = min(y1, bottom) - max(y0, top) >= 0.6 * min(y1 - y0, bottom - top)
            if near and level and height[one] <= 2.2 * tallest:
                line.append(one)
                break
        else:
            lines.append([one])
    return lines


def _gaps(mask: npt.NDArray[np.bool_], labels: npt.NDArray[np.int32], pieces: _Pieces) -> dict[tuple[int, int], float]:
    """How many pixels of ground lie between pieces that face each other (by their index in `pieces`)."""
    index = np.full(int(labels.max()) + 1, -1, np.int64)
    index[pieces.labels] = np.arange(len(pieces.labels))
    drawn = index[labels] >= 0
    drawn &= mask
    away, nearest = cv2.distanceTransformWithLabels(
        (~drawn).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_CCOMP
    )
    of = np.full(int(nearest.max()) + 1, -1, np.int64)
    of[nearest[drawn]] = index[labels[drawn]]
    owner = of[nearest]
    found: dict[tuple[int, int], float] = {}
    count = len(pieces.labels)
    for a, b in (((slice(None), slice(None, -1)), (slice(None), slice(1, None))),
                 ((slice(None, -1), slice(None)), (slice(1, None), slice(None)))):  # fmt: skip
        edge = (owner[a] != owner[b]) & (owner[a] >= 0) & (owner[b] >= 0)
        some, other = owner[a][edge], owner[b][edge]
        gap = away[a][edge] + away[b][edge]
        key = np.minimum(some, other) * count + np.maximum(some, other)
        order = np.lexsort((gap, key))
        key, gap = key[order], gap[order]
        first = np.flatnonzero(np.diff(key, prepend=-1))
        for pair, distance in zip(key[first].tolist(), gap[first].tolist(), strict=True):
            both = divmod(pair, count)
            found[both] = min(distance, found.get(both, np.inf))
    return found


def _joined(pieces: _Pieces, size: float, gaps: dict[tuple[int, int], float]) -> list[list[int]]:
    """Which pieces make a figure together (the largest first in each)."""
    big = pieces.lengths >= _BIG * size
    group = list(range(len(pieces.boxes)))
    boxes = pieces.boxes.copy()
    members: dict[int, list[int]] = {at: [at] for at in group}
    near: dict[int, dict[int, float]] = {at: {} for at in group}
    for (one, other), gap in gaps.items():
        near[one][other] = near[other][one] = gap
    limit = _MOST * max(size, float(np.quantile(pieces.lengths[big], 0.9)) if big.any() else size)

    def lengths(piece: int) -> int:
        return int((boxes[piece][2:] - boxes[piece][:2]).max())

    def merge(into: int, piece: int) -> None:
        boxes[into] = _around(boxes[[into, piece]])
        members[into] += members.pop(piece)
        for neighbour, gap in near.pop(piece).items():
            near[neighbour].pop(piece, None)
            if neighbour != into:
                near[into][neighbour] = near[neighbour][into] = min(gap, near[into].get(neighbour, np.inf))

    for piece in np.argsort(pieces.areas, kind="stable").tolist():  # the smallest first
        if piece not in members:
            continue
        best = None
        for other, gap in near[piece].items():
            inside = _inside(boxes[piece], boxes[other])
            together = _around(boxes[[piece, other]])
            longest = int((together[2:] - together[:2]).max())
            larger = _area(boxes[other]) > _area(boxes[piece])
            held = larger and inside >= 0.7
            shorter = min(lengths(piece), lengths(other)) < _HALF * size
            halves = shorter and longest <= _WHOLE * size and gap <= _SEAM * size
            halves = halves and _in_line(boxes[piece], boxes[other])
            if not held and not halves and (big[piece] or gap > _REACH * size or longest > limit):
                continue
            growth = _area(together) - _area(boxes[other])
            score = (not held, growth + gap * size * 0.5)
            if (larger or not big[other] or halves) and (best is None or score < best[0]):
                best = (score, other)
        if best is not None:
            merge(best[1], piece)
            big[best[1]] |= lengths(best[1]) >= _BIG * size
    return list(members.values())


def _joined_in_rows(groups: list[list[int]], pieces: _Pieces, size: float) -> list[list[int]]:
    """Where figures stand in straight rows, what lies over one another in a row is one figure: a head over shoulders.

    Rows that are too high for one figure are none (the sheet is tilted, or figures are set into each other's gaps), and
    what would be too wide for one figure stays apart.
    """
    boxes = np.array([_around(pieces.boxes[group]) for group in groups], np.int64).reshape(-1, 4)
    lengths = (boxes[:, 2:] - boxes[:, :2]).max(axis=1)
    most = _ROW * max(size, float(np.quantile(lengths[lengths >= _BIG * size], 0.9, method="lower")))
    joined: list[list[int]] = []
    for row in runs_of(boxes[:, 1], boxes[:, 3]):
        if boxes[row, 3].max() - boxes[row, 1].min() > most:
            joined += [groups[one] for one in row]
            continue
        for column in runs_of(boxes[row, 0], boxes[row, 2]):
            members = [row[one] for one in column]
            if boxes[members, 2].max() - boxes[members, 0].min() > most:
                joined += [groups[one] for one in members]
            else:
                joined.append([piece for one in members for piece in groups[one]])
    return joined


def runs_of(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> list[list[int]]:
    """Spans that overlap, one with the next, together (by their places)."""
    runs: list[list[int]] = []
    reach = 0
    for one in np.argsort(starts, kind="stable").tolist():
        if runs and starts[one] < reach:
            runs[-1].append(one)
            reach = max(reach, int(ends[one]))
        else:
            runs.append([one])
            reach = int(ends[one])
    return runs


def _figures(boxes: _Boxes, areas: npt.NDArray[np.int64], size: float) -> npt.NDArray[np.bool_]:
    """Which groups are figures, not dust or lettering."""
    wide, deep = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    kept: npt.NDArray[np.bool_] = (np.maximum(wide, deep) >= _SMALLEST * size) & (areas >= 0.002 * size * size)
    words = (deep < 0.2 * size) & (wide < 8 * deep)
    return kept & ~words


def _around(boxes: _Boxes) -> npt.NDArray[np.int64]:
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])


def _area(box: npt.NDArray[np.int64]) -> int:
    return int((box[2] - box[0]) * (box[3] - box[1]))


def _inside(box: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> float:
    """The share of `box` that lies in `other`."""
    wide = min(box[2], other[2]) - max(box[0], other[0])
    deep = min(box[3], other[3]) - max(box[1], other[1])
    return max(0, int(wide)) * max(0, int(deep)) / max(1, _area(box))


def _in_line(box: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> bool:
    """Whether one lies over or beside the other, not across a corner."""
    shared = np.minimum(box[2:], other[2:]) - np.maximum(box[:2], other[:2])
    return bool((shared >= 0.6 * np.minimum(box[2:] - box[:2], other[2:] - other[:2])).any())
