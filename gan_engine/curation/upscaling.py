"""Small pictures enlarged by a network of one's own before they are framed: what it draws instead of a smooth blur."""

from __future__ import annotations

import cv2
import numpy as np

from gan_engine.picture_modes import Picture
from gan_engine.upscalers import Upscale

_MOST_TURNS = 3  # one after the other: networks double or quadruple, and each turn invents more than the one before
_CLEAR = 0  # alpha of pixels whose colour nobody sees


def upscaled(picture: Picture, factor: float, upscale: Upscale) -> Picture:
    """`picture` (HxWx3, or HxWx4 straight alpha) `factor` times as large or larger, by one turn of the network or more.

    Colours of what is see-through are those of the nearest pixel that is seen, so that no edge takes a foreign one;
    alpha is enlarged by the network too, so that edges of shapes are as sharp as edges of colours.
    """
    for _ in range(_MOST_TURNS):
        if factor <= 1:
            break
        before = picture.shape[1]
        if picture.shape[2] == 4:
            alpha = upscale(np.ascontiguousarray(picture[..., 3:].repeat(3, axis=2))).mean(axis=2, keepdims=True)
            picture = np.dstack([upscale(_spread(picture)), np.rint(alpha).astype(np.uint8)])
        else:
            picture = upscale(np.ascontiguousarray(picture))
        factor *= before / picture.shape[1]
    return picture


def _spread(picture: Picture) -> Picture:
    """The colours [H,W,3], those of the nearest pixel that is seen where one is see-through."""
    colours = np.ascontiguousarray(picture[..., :3])
    clear = picture[..., 3] == _CLEAR
    if not clear.any() or clear.all():
        return colours
    _, labels = cv2.distanceTransformWithLabels(
        clear.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    seen = ~clear
    of = np.zeros((int(labels.max()) + 1, 3), np.uint8)
    of[labels[seen]] = colours[seen]
    colours[clear] = of[labels[clear]]
    return colours
