"""The ground that a picture lies on: its own, and one that its drawing stands out from."""

from __future__ import annotations

import numpy as np

from gan_engine.curation.rim import SOLID, rim, see_through_share
from gan_engine.picture_modes import Picture

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)

# By hand: white is left only by drawings that nearly vanish on it.
_DARK: Colour = (72, 72, 72)
"""For drawings that white swallows. Not black: an outline of it is drawn round many a white figure."""
_OPAQUE = 250  # alpha from which a pixel counts as whole: exporters leave 254 behind
_SEEN = 8  # alpha up to which a pixel is nothing that anybody sees
_APART = 40  # levels that a pixel differs from a ground in some channel, to stand out from it
_SHOWS = 0.25  # share of a drawing that stands out, for the ground to do


def border_colour(picture: Picture) -> Colour:
    """The commonest colour along the picture's edge, white where most of it is transparent. Where what is drawn would
    vanish on that, as a letter does that fills its picture, a ground that it stands out from."""
    if see_through_share(picture) > 0.5:
        return contrasting_ground(picture)
    edge = rim(picture)
    if edge.shape[1] == 4:
        edge = edge[edge[:, 3] > SOLID]
    coarse = edge[:, :3].astype(np.int32) >> 4  # sixteen steps a channel: a noisy ground is still one ground
    key = coarse[:, 0] << 8 | coarse[:, 1] << 4 | coarse[:, 2]
    values, counts = np.unique(key, return_counts=True)
    red, green, blue = np.median(edge[key == values[counts.argmax()], :3], axis=0)
    return contrasting_ground(picture, (round(red), round(green), round(blue)))


def contrasting_ground(picture: Picture, wanted: Colour = WHITE) -> Colour:
    """The colour to lay HxWx4 on: `wanted` where the drawing shows on it, else white or a dark grey, whichever it
    stands out from more. HxWx3 has its own ground: `wanted`."""
    shown = shown_share(picture, wanted)
    if shown is None or shown >= _SHOWS:
        return wanted
    return max((WHITE, _DARK), key=lambda ground: shown_share(picture, ground) or 0.0)


def vanishes(picture: Picture, ground: Colour) -> bool:
    """Whether next to nothing of what is drawn in HxWx4 shows on this ground. False where nothing is drawn."""
    shown = shown_share(picture, ground)
    return shown is not None and shown < _SHOWS


def shown_share(picture: Picture, ground: Colour) -> float | None:
    """The share (0 to 1) of what is drawn in a picture that stands out from `ground`; None where nothing is drawn, or
    all is opaque: then no ground is seen."""
    if is_whole(picture):
        return None
    alpha = picture[..., 3]
    drawn = alpha > _SEEN
    weight = float(alpha[drawn].sum(dtype=np.float64))
    if not weight:
        return None
    apart = np.abs(picture[..., :3].astype(np.int16) - np.array(ground, np.int16)).max(axis=2)
    apart = apart * alpha.astype(np.int32) // 255
    return float(alpha[drawn & (apart > _APART)].sum(dtype=np.float64)) / weight


def is_whole(picture: Picture) -> bool:
    """Whether nothing of it is see-through."""
    return picture.shape[2] == 3 or int(picture[..., 3].min()) >= _OPAQUE
