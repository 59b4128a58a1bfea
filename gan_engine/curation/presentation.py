"""How a picture is shown to whatever compares or judges it: its own content, in its own shape, never its padding.

Bars, a plain ground's margins and what is see-through say nothing of a picture, and make strangers alike: what is left
without them is looked at. A cut-out keeps its alpha, for its outline is the half of what it is; whoever needs one
picture without alpha gets it on a ground that the drawing stands out from.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from gan_engine.curation.checks.borders import bars_box
from gan_engine.curation.grounds import contrasting_ground, is_whole
from gan_engine.curation.rim import rim
from gan_engine.picture_modes import Picture
from gan_engine.pictures import flatten

# By hand, with benchmarks/duplicates.py on cut-outs, icons and paintings; a figure's margin is no fact about it, so
# none of these is strict.
_SEEN = 8  # alpha up to which a pixel is nothing that anybody sees
_NEAR = 14  # levels a channel that a plain ground's pixels may differ by: JPEG is never quite even
_NEUTRAL = 24  # levels between the channels of a bar that pads; a coloured one may be of a flag
_PLAIN = 0.75  # share of the rim that a plain ground covers: a figure may stand on one side
_STRAY = 0.001  # share of what is drawn that may lie outside the content's box on each side: dust, ringing
_MARGIN = 1 / 16  # of the content's longer side, left about a figure: its outline is looked at too
_FAINT = 24.0  # pixels' worth of drawing below which there is too little to compare: 5 x 5


@dataclass(frozen=True)
class Presentation:
    """A picture's content."""

    pixels: Picture
    """uint8 [H, W, 3], or [H, W, 4] (straight alpha) where some of it is see-through."""
    is_faint: bool = False
    """Whether there is next to nothing to compare."""

    @property
    def is_cut_out(self) -> bool:
        """Whether some of it is see-through."""
        return int(self.pixels.shape[2]) == 4

    def without_alpha(self) -> Picture:
        """uint8 [H, W, 3], on a ground that the drawing stands out from."""
        return flatten(self.pixels, contrasting_ground(self.pixels))


def present(picture: Picture) -> Presentation:
    """What is to be seen of HxWx3 or HxWx4, of any size."""
    if not is_whole(picture):
        return _cut_out(picture)
    picture = picture[..., :3]
    left, top, width, height = bars_box(picture)
    if int(np.ptp(picture[0, 0])) > _NEUTRAL:
        left, top, width, height = 0, 0, picture.shape[1], picture.shape[0]
    inner = picture[top : top + height, left : left + width]
    return _on_plain_ground(inner) or Presentation(inner, height * width < _FAINT)


def _cut_out(picture: Picture) -> Presentation:
    alpha = picture[..., 3]
    drawn = np.where(alpha > _SEEN, alpha, 0).astype(np.float64) / 255
    total = float(drawn.sum())
    if total < 1:
        return Presentation(picture, is_faint=True)
    left, top, width, height = box = _box(drawn, total)
    inner = picture[top : top + height, left : left + width]
    if is_whole(inner):  # a whole picture that lay on see-through ground
        return present(inner)
    return Presentation(_with_margin(picture, box), total < _FAINT)


def _on_plain_ground(picture: Picture) -> Presentation | None:
    """A figure on one even colour, without what that has too much; None where the picture is no such."""
    edge = rim(picture).astype(np.int32)
    coarse = edge >> 4
    keys, counts = np.unique(coarse[:, 0] << 8 | coarse[:, 1] << 4 | coarse[:, 2], return_counts=True)
    commonest = keys[counts.argmax()]
    middle = np.median(edge[(coarse[:, 0] << 8 | coarse[:, 1] << 4 | coarse[:, 2]) == commonest], axis=0)
    if np.mean((np.abs(edge - middle) <= _NEAR).all(axis=1)) < _PLAIN:
        return None
    drawn = (255 - cv2.inRange(np.ascontiguousarray(picture), middle - _NEAR, middle + _NEAR)) / 255.0
    total = float(drawn.sum())
    if total < 1:
        return Presentation(picture, is_faint=True)
    return Presentation(_with_margin(picture, _box(drawn, total)), total < _FAINT)


def _box(drawn: npt.NDArray[np.float64], total: float) -> tuple[int, int, int, int]:
    """Left, top, width and height of what holds all of `drawn` [H, W] but `_STRAY` on each side."""
    ends = []
    for axis in (0, 1):
        sums = drawn.sum(axis=axis).cumsum()
        first = int(np.searchsorted(sums, _STRAY * total, side="right"))
        last = int(np.searchsorted(sums, (1 - _STRAY) * total, side="left"))
        ends.append((min(first, len(sums) - 1), min(last, len(sums) - 1)))
    (left, right), (top, bottom) = ends
    return left, top, max(1, right - left + 1), max(1, bottom - top + 1)


def _with_margin(picture: Picture, box: tuple[int, int, int, int]) -> Picture:
    """What the box holds, with some ground about it as far as there is any: where a figure leaves the picture nothing
    is known of it."""
    left, top, width, height = box
    by = max(1, round(_MARGIN * max(width, height)))
    inner = picture[max(0, top - by) : top + height + by, max(0, left - by) : left + width + by]
    return np.ascontiguousarray(inner)


def resized(picture: Picture, width: int, height: int) -> Picture:
    """The whole of [H, W, 3] or [H, W, 4], squeezed or stretched: antialiased, see-through pixels weighing nothing."""
    if picture.shape[:2] == (height, width):
        return picture
    return np.array(Image.fromarray(picture).resize((width, height), Image.Resampling.BICUBIC))
