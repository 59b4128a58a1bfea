"""Pictures of a single letter or digit, told by its shape: mirrored, most of them are wrong letters.

A drawn shape is laid on the shapes that letters and digits have in a few common faces, and on their mirror images. It
is one where it is much more like the first than the second.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

import resources
from gan_engine.picture_modes import Picture

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

_SIDED = "BCDEFGJKLNPQRSZabcdefghjknpqrstyz2345679"
"""Letters and digits that are not their own mirror images."""
_FACES = ("fonts/Inter-Regular.otf", "fonts/Inter-Bold.otf")
_STROKED = (cv2.FONT_HERSHEY_COMPLEX, cv2.FONT_HERSHEY_DUPLEX)
_SOFT = 1.0  # px: strokes of one weight are laid on those of another
_SIDE = 24  # px a side that shapes are compared at
# On half the kinds of art of benchmarks/asymmetry.py.
_APART = 40  # levels from the border's colour, in some channel, that is drawn
_LIKE, _SURE = 0.72, 0.06  # overlap with a letter; by how much more than with any mirrored one
_LEAST, _MOST = 0.08, 0.85  # share of its box that a letter fills
_INSIDE = 0.15  # of its box: what an outline encloses, where the letter is that
_FEWEST, _TO_ONE = 5, 4  # letters that are seen the right way round; of each that seems the wrong way round
_RARE = 0.02  # of the pictures: so many icons are like a letter by chance


def letters_among(squares: Sequence[Picture]) -> list[int]:
    """The numbers of those pictures (HxWx3 each, on a ground that their border shows) that are letters or digits with a
    direction, the surest first; none where they may as well be chance."""
    shapes = [(number, shape) for number, square in enumerate(squares) for shape in _shapes(_drawn(square))]
    if not shapes:
        return []
    drawn = np.stack([shape for _, shape in shapes])
    right, wrong = (_best_overlap(drawn, letters) for letters in (_letters(), _letters()[:, :, ::-1]))
    turned = {number for (number, _), like, other in zip(shapes, right, wrong, strict=True)
              if other >= _LIKE and other - like >= _SURE}  # fmt: skip
    sure: dict[int, float] = {}
    for (number, _), like, other in zip(shapes, right, wrong, strict=True):
        if like >= _LIKE and like - other >= _SURE and number not in turned:
            sure[number] = max(sure.get(number, 0.0), float(like - other))
    if len(sure) < max(_FEWEST, _TO_ONE * len(turned), _RARE * len(squares)):
        return []
    return sorted(sure, key=lambda number: -sure[number])


def _shapes(drawn: Mask) -> list[Floats]:
    """What a letter may be in what is drawn: all of it, or what an outline encloses."""
    found = [_shape(drawn)]
    _, labels, facts, _ = cv2.connectedComponentsWithStats(np.pad(~drawn, 1, constant_values=True).astype(np.uint8),
                                                           connectivity=4)  # fmt: skip
    facts[[0, labels[0, 0]]] = 0
    largest = int(facts[:, cv2.CC_STAT_AREA].argmax())
    if facts[largest, cv2.CC_STAT_AREA] >= _INSIDE * drawn.size * 0.25:
        found.append(_shape(labels[1:-1, 1:-1] == largest))
    return [shape for shape in found if shape is not None]


def _drawn(square: Picture) -> Mask:
    edge = np.concatenate([square[0], square[-1], square[:, 0], square[:, -1]])
    apart = np.abs(square.astype(np.int16) - np.median(edge, axis=0).astype(np.int16)).max(axis=2)
    drawn: Mask = apart > _APART
    return drawn


def _shape(drawn: Mask) -> Floats | None:
    """Float32 [_SIDE, _SIDE], 0 to 1: what is drawn, as large as fits; None where that is no letter's."""
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    if min(len(rows), len(columns)) < 4:
        return None
    part = drawn[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if not _LEAST < part.mean() < _MOST or max(part.shape) > 4 * min(part.shape):
        return None
    filled: Floats = cv2.resize(part.astype(np.float32), (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    soft: Floats = cv2.GaussianBlur(filled, (0, 0), _SOFT)
    return soft


@functools.cache
def _letters() -> Floats:
    """[N, _SIDE, _SIDE]: the shapes of letters and digits."""
    shapes = []
    for face in _FACES:
        font = ImageFont.truetype(str(resources.find(face)), 96)
        for sign in _SIDED:
            image = Image.new("L", (160, 160))
            ImageDraw.Draw(image).text((32, 16), sign, fill=255, font=font)
            shapes.append(_shape(np.array(image) > 127))
    for stroked in _STROKED:
        for sign in _SIDED:
            canvas = np.zeros((160, 160), np.uint8)
            cv2.putText(canvas, sign, (32, 120), stroked, 3.5, 255, 9, cv2.LINE_AA)
            shapes.append(_shape(canvas > 127))
    return np.stack([shape for shape in shapes if shape is not None])


def _best_overlap(shapes: Floats, letters: Floats) -> Floats:
    """[N], of shapes [N, S, S]: the greatest soft intersection over union with any of the letters [M, S, S]."""
    flat, known = shapes.reshape(len(shapes), -1), letters.reshape(len(letters), -1)
    best = np.zeros(len(flat), np.float32)
    for letter in known:
        shared = np.minimum(flat, letter).sum(axis=1)
        np.maximum(best, shared / (flat.sum(axis=1) + letter.sum() - shared), out=best)
    return best
