"""The outermost pixels of a picture, and how much of them is see-through."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from gan_engine.picture_modes import Picture

SOLID = 127
"""A pixel whose alpha is above this counts as there, at or below it as see-through."""

_GOOD_PART = 0.1  # of the border: a figure without its ground may touch most of it, and stand on all of one side


def rim(plane: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The upper and lower row, the left and right column of [H, W, ...], one after the other: [2 (W + H), ...]."""
    return np.concatenate([plane[0], plane[-1], plane[:, 0], plane[:, -1]])


def see_through_share(picture: Picture, alpha: int = SOLID) -> float:
    """The share (0 to 1) of the border whose alpha is at most `alpha`; 0 for HxWx3."""
    return float(np.mean(rim(picture[..., 3]) <= alpha)) if picture.shape[2] == 4 else 0.0


def is_cut_out(picture: Picture, alpha: int = SOLID) -> bool:
    """Whether a good part of the border is see-through: the ground has been taken off already. False for HxWx3."""
    return see_through_share(picture, alpha) > _GOOD_PART
