"""Finding text in a picture without a network: captions, watermarks, notes on a sheet.

Letters are small connected strokes of one thickness; text is a row of them, alike in height, close together, and
unlike each other in shape. Rivets, teeth, windows and the rings of mail come in rows too, but repeat themselves.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
Boxes = npt.NDArray[np.int64]

# By hand, held to the aims of benchmarks/checks.py: next to nothing flagged in clean sets.
_CONTRAST = 18  # grey levels that letters differ from what is round them
_LOWEST, _HIGHEST = 5, 0.2  # height of letters: pixels; share of the picture's height
_FEWEST = 7  # letters of a row
_OWN = 0.7  # share of what is marked in a row's box that is its letters
# On rings, arcs and scales drawn at random, and text in the faces of DejaVu and Inter: of 100 rows of the first go 95,
# of the other 2.
_GLYPH = 8  # pixels a side that shapes are laid on each other at
_REPEATED, _ALIKE = 0.65, 0.55  # overlap of a row's shapes, each with each: a pattern, and one where spaced evenly
_EVENLY = 0.25  # of the usual distance: three quarters of the distances differ from it by less


def text_share(grey: Grey) -> float:
    """The share of the area (0 to 1) that rows of letters take, dark on light or light on dark."""
    covered = 0.0
    side = max(9, (min(grey.shape) // 16) | 1)
    around = cv2.blur(grey, (side, side))
    for differs in (cv2.subtract(around, grey), cv2.subtract(grey, around)):
        mask = (differs > _CONTRAST).astype(np.uint8)
        covered += _rows_of_letters(mask)
    return min(1.0, covered / grey.size)


def _rows_of_letters(mask: Grey) -> float:
    """Pixels that rows of letters take, as boxes round each row."""
    count, _, facts, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
    if count - 1 < _FEWEST:
        return 0.0
    facts = facts[1:].astype(np.int64)
    _, _, width, height, area = facts.T
    fill = area / (width * height)
    is_letter = (
        (height >= _LOWEST)
        & (height <= _HIGHEST * mask.shape[0])
        & (width <= 3 * height)
        & (height <= 8 * width)
        & (fill > 0.15)
        & (area >= 6)
    )
    chosen = np.flatnonzero(is_letter)
    if not _FEWEST <= chosen.size <= 4000:
        return 0.0
    return _rows(facts[chosen], mask)


def _rows(letters: Boxes, mask: Grey) -> float:
    order = np.argsort(letters[:, 0], kind="stable")
    left, top, width, height, area = letters[order].T
    right, bottom = left + width, top + height
    follows = np.full(len(left), -1)
    for one in range(len(left)):
        end = int(np.searchsorted(left, right[one] + 1.2 * height[one], side="right"))
        near = np.arange(one + 1, end)
        if not near.size:
            continue
        similar = (height[near] < 2.0 * height[one]) & (height[one] < 2.0 * height[near])
        level = (np.minimum(bottom[near], bottom[one]) - np.maximum(top[near], top[one])) > 0.5 * np.minimum(
            height[near], height[one]
        )
        apart = left[near] >= right[one] - 0.3 * width[one]
        near = near[similar & level & apart]
        if near.size:
            follows[one] = near[0]
    covered, seen = 0.0, np.zeros(len(left), bool)
    for one in range(len(left)):
        row = []
        at = one
        while at >= 0 and not seen[at]:
            seen[at] = True
            row.append(at)
            at = int(follows[at])
        if len(row) >= _FEWEST and _is_text(width[row], height[row], area[row], bottom[row]):
            box = mask[top[row].min() : bottom[row].max(), left[row].min() : right[row].max()]
            stands_free = area[row].sum() > _OWN * np.count_nonzero(box)  # letters have clear ground round them
            if stands_free and not _is_pattern(mask, letters[order[row]]):
                covered += box.size
    return covered


def _is_text(width: Boxes, height: Boxes, area: Boxes, bottom: Boxes) -> bool:
    """Letters differ in width and fill, keep the thickness of their strokes, and most stand on one line."""
    tall = float(np.median(height))
    thick = area / np.maximum(width, height)  # of a stroke, roughly
    varied = np.std(width / tall) > 0.12 and np.std(area / (width * height)) > 0.05
    stand = np.mean(np.abs(bottom - np.median(bottom)) <= max(1.0, 0.1 * tall)) >= 0.6
    even = np.std(thick) < 0.6 * np.mean(thick)
    thin = np.median(thick) < 0.75 * tall
    alike = np.percentile(height, 80) < 1.7 * np.percentile(height, 20)
    return bool(varied and stand and even and thin and alike)


def _is_pattern(mask: Grey, row: Boxes) -> bool:
    """Whether the shapes of a row repeat each other, or nearly do at even distances."""
    marked = mask * np.uint8(255)
    shapes = np.stack([
        cv2.resize(marked[top : top + height, left : left + width], (_GLYPH, _GLYPH), interpolation=cv2.INTER_AREA)
        for left, top, width, height, _ in row.tolist()
    ]).reshape(len(row), -1)  # fmt: skip
    first, second = np.triu_indices(len(row), 1)
    shared, either = (
        join(shapes[first], shapes[second]).sum(axis=1, dtype=np.int64) for join in (np.minimum, np.maximum)
    )
    alike = float((shared / np.maximum(1, either)).mean())
    apart = np.diff(row[:, 0] + row[:, 2] / 2)
    usual = float(np.median(apart))
    evenly = np.percentile(np.abs(apart - usual), 75) < _EVENLY * usual
    return alike > _REPEATED or (alike > _ALIKE and bool(evenly))
