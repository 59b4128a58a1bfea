"""Whether a picture is a sheet of several, judged by the figures that were found on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gan_engine.curation.figures import Box, runs_of

# By hand, on the tiles of benchmarks/sheets.py that are named there as tuned on.
_TAKEN, _UNEVEN = 0.6, 0.15  # share of a grid's cells that hold a part; spread of its pitch, as a share of it


def looks_like_sheet(boxes: Sequence[Box], width: int, height: int) -> bool:
    """Whether these figures of a picture of that size are its own: three or more of much the same size, that
    lie apart and mostly within the picture, and take a good part of it; or parts in the cells of a grid."""
    if len(boxes) < 3:
        return False
    if _in_cells(boxes, width, height):
        return True
    lengths = np.array([max(box[2:]) for box in boxes])
    alike = lengths >= 0.5 * np.quantile(lengths, 0.75)
    kept = np.array(boxes, np.int64)[alike]
    areas = kept[:, 2] * kept[:, 3]
    if len(kept) < 3 or areas.max() > 0.45 * width * height or areas.sum() < 0.15 * width * height:
        return False
    ends = kept[:, :2] + kept[:, 2:]
    cut_off = (kept[:, :2] <= 1).any(axis=1) | (ends >= [width - 1, height - 1]).any(axis=1)
    across = np.minimum(ends[:, None], ends[None]) - np.maximum(kept[:, None, :2], kept[None, :, :2])
    shared = across.clip(0).prod(axis=2).sum() - areas.sum()  # of each pair, twice
    return bool(cut_off.mean() < 0.5 and shared < 0.3 * areas.sum())


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
