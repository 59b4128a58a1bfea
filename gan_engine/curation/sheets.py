"""Whether a picture is a sheet of several, judged by the figures that were found on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from gan_engine.curation.figures import Box, runs_of

# By hand, on the tiles of benchmarks/sheets.py that are named there as tuned on.
_TAKEN, _UNEVEN = 0.6, 0.15  # share of a grid's cells that hold a part; spread of its pitch, as a share of it
_SMALLEST = 16  # pixels of the longer side: what is mostly smaller is a detail
_FEW, _SMALL, _LONG = 8, 64, 2
"""Fewer parts that lie about, of fewer pixels, are one icon (three beans, a heart over two heads), where the picture is
not so many times as long as wide: a strip of figures is."""
_LARGEST = 2.5  # times the mean area: a part that is larger is what the others belong to
_MIRRORED, _MOSTLY, _VARIED = 0.8, 0.9, 0.1
"""How much of a part must lie on another's mirror image, of how much of what is drawn, and how much the lengths must
vary, for the parts to be one drawing that is the same on both sides."""


def looks_like_sheet(boxes: Sequence[Box], width: int, height: int) -> bool:
    """Whether these figures of a picture of that size are its own: three or more of much the same size, that
    lie apart and mostly within the picture, and take a good part of it; or parts in the cells of a grid.

    Parts of several sizes whose right side mirrors the left, row over row, are one drawing: a beetle and its legs.
    """
    if len(boxes) < 3:
        return False
    lengths = np.array([max(box[2:]) for box in boxes])
    if np.median(lengths) < _SMALLEST:
        return False
    if _in_cells(boxes, width, height):
        return True
    is_long = max(width, height) >= _LONG * min(width, height)
    if len(boxes) < _FEW and np.median(lengths) < _SMALL and not is_long:
        return False
    alike = lengths >= 0.5 * np.quantile(lengths, 0.75)
    kept = np.array(boxes, np.int64)[alike]
    areas = kept[:, 2] * kept[:, 3]
    if len(kept) < 3 or areas.max() > 0.45 * width * height or areas.sum() < 0.15 * width * height:
        return False
    if areas.max() > _LARGEST * areas.mean() or _mirrors_itself(np.array(boxes, np.int64)):
        return False
    ends = kept[:, :2] + kept[:, 2:]
    cut_off = (kept[:, :2] <= 1).any(axis=1) | (ends >= [width - 1, height - 1]).any(axis=1)
    across = np.minimum(ends[:, None], ends[None]) - np.maximum(kept[:, None, :2], kept[None, :, :2])
    shared = across.clip(0).prod(axis=2).sum() - areas.sum()  # of each pair, twice
    return bool(cut_off.mean() < 0.5 and shared < 0.3 * areas.sum())


def _mirrors_itself(boxes: npt.NDArray[np.int64]) -> bool:
    """Whether parts [N, 4] of several sizes, in two rows or more, lie on their own mirror image about the middle."""
    starts, sizes = boxes[:, :2], boxes[:, 2:]
    lengths = sizes.max(axis=1)
    if lengths.std() <= _VARIED * lengths.mean() or len(runs_of(starts[:, 1], starts[:, 1] + sizes[:, 1])) < 2:
        return False
    ends = starts + sizes
    turned = np.stack([starts[:, 0].min() + ends[:, 0].max() - ends[:, 0], starts[:, 1]], axis=1)
    areas = sizes.prod(axis=1)
    shared = np.minimum((turned + sizes)[:, None], ends[None]) - np.maximum(turned[:, None], starts[None])
    both = shared.clip(0).prod(axis=2)
    alike = (both / (areas[:, None] + areas - both)).max(axis=1) > _MIRRORED
    return bool(areas[alike].sum() > _MOSTLY * areas.sum())


def _in_cells(boxes: Sequence[Box], width: int, height: int) -> bool:
    """Whether they stand one to a cell in evenly spaced columns and rows, and take a good part of the picture."""
    lefts, tops, wide, deep = np.array(boxes, np.int64).T
    columns, rows = runs_of(lefts, lefts + wide), runs_of(tops, tops + deep)
    cells = len(columns) * len(rows)
    if not _TAKEN * cells <= len(boxes) <= cells:
        return False
    for runs, starts, lengths in ((columns, lefts, wide), (rows, tops, deep)):
        middles = [float(starts[run].min() + (starts[run] + lengths[run]).max()) / 2 for run in runs]
        apart = np.diff(middles)
        if len(apart) and apart.std() > _UNEVEN * apart.mean():
            return False
    return bool((wide * deep).sum() >= (0.15 if len(boxes) >= 6 else 0.5) * width * height)
