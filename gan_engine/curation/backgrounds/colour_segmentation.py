"""Cutting a figure out of a busy background: by a network's mask, made exact by colours.

The network sees a small picture and is unsure of outlines, of limbs that leave the picture and of anything among
clutter. So it is asked three times (as it is; mirrored; and with a calm margin about the picture, for it takes what
touches the border for ground), and its answer is only where the figure's and the ground's colours are learnt from:
graph cuts between two mixtures of colours ("GrabCut", Rother et al. 2004) find the outline.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.curation.backgrounds.flood_fill import FloodFill
from gan_engine.curation.backgrounds.matte import enlarged, ground_near, soft_edge
from gan_engine.curation.backgrounds.models import EMBEDDED
from gan_engine.curation.backgrounds.sessions import find_figure
from gan_engine.picture_modes import Picture

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

# By hand, held to the aim of benchmarks/background.py: an overlap with the true alpha of 0.85 on busy grounds.
_MARGIN = 0.15  # of the longer side, about the picture
_WORK = 256  # the colours are cut apart at this size at most
_MAYBE, _SURE, _OUT = 0.3, 0.97, 0.3  # suspicions that make figure (perhaps), figure (surely), ground (at the border)
_STANDING = 0.66  # of the height; below, the border proves nothing: figures stand on it and are cut off by it
_ROUNDS = 3  # of learning colours from the cut and cutting by them
_SPECK = 0.02  # of the figure: parts smaller than this, which the network did not see, are none
_CALM = 0.775  # plainness from which a flood is believed


def suspicions(picture: Picture, model: str) -> list[Floats]:
    """HxW each, 0 to 1: where `model` suspects the figure in HxWx3, look by look. Raises ModelError."""
    plain = find_figure(model, picture)
    if model != EMBEDDED:  # the large ones see for themselves, and take their time
        return [plain]
    mirrored = find_figure(model, np.ascontiguousarray(picture[:, ::-1]))[:, ::-1]
    height, width = picture.shape[:2]
    wide = max(4, round(_MARGIN * max(height, width)))
    edge = np.concatenate([picture[0], picture[:, 0], picture[:, -1]])  # figures stand on the lower border
    colour = tuple(float(value) for value in np.median(edge, axis=0))
    framed = cv2.copyMakeBorder(picture, wide, wide, wide, wide, cv2.BORDER_CONSTANT, value=colour)
    margined = find_figure(model, framed)[wide : wide + height, wide : wide + width]
    return [plain, np.ascontiguousarray(mirrored), margined]


def together(looks: Sequence[Floats]) -> Floats:
    """Where all looks taken together suspect the figure."""
    mean: Floats = np.mean(looks, axis=0, dtype=np.float32)
    return mean


def cut_apart(picture: Picture, looks: Sequence[Floats]) -> Floats:
    """HxW, 0 to 1: the figure by its colours, at the full size. `looks` as `suspicions` gives them.

    Of several looks, three cuts are made that trust them differently, and what two of them find is the figure: a cut
    that learnt its colours from the wrong place is outvoted.
    """
    height, width = picture.shape[:2]
    factor = min(1.0, _WORK / max(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    mean = together(looks)
    trusted = [mean]
    if len(looks) == 3:
        trusted += [0.4 * mean + 0.6 * looks[2], 0.4 * mean + 0.3 * (looks[0] + looks[1])]
    found = []
    for one in trusted:
        prior = cv2.resize(one, size, interpolation=cv2.INTER_AREA)
        figure = _by_colour(small, prior)
        found.append((prior > 0.5) if figure is None else _tidied(figure, prior))
    voted: Floats = (np.mean(found, axis=0) > 0.5).astype(np.float32)
    if factor < 1:
        voted = enlarged(voted, small, picture)
    return voted


def _by_colour(picture: Picture, prior: Floats) -> Mask | None:
    """None where there is nothing to learn colours from."""
    marks = np.where(prior > _MAYBE, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    marks[prior > _SURE] = cv2.GC_FGD
    border = np.zeros(prior.shape, np.bool_)
    border[:2] = border[:, :2] = border[:, -2:] = True
    border[round(_STANDING * len(border)) :] = False
    marks[border & (prior < _OUT)] = cv2.GC_BGD
    is_figure = (marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD)
    if np.count_nonzero(is_figure) < 20 or np.count_nonzero(~is_figure) < 20:
        return None
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB)
    cv2.setRNGSeed(1)  # its mixtures start from random centres: the same picture, the same figure
    cv2.grabCut(lab, marks, None, np.zeros((1, 65)), np.zeros((1, 65)), _ROUNDS, cv2.GC_INIT_WITH_MASK)
    found: Mask = (marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD)
    return found


def _tidied(figure: Mask, prior: Floats) -> Mask:
    """Without specks that only look like the figure, and with specks inside it filled."""
    total = max(1, int(figure.sum()))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(figure.astype(np.uint8), connectivity=8)
    seen = np.bincount(labels.ravel(), weights=prior.ravel(), minlength=count) / np.maximum(
        stats[:, cv2.CC_STAT_AREA], 1
    )
    small = (stats[:, cv2.CC_STAT_AREA] < _SPECK * total) & (seen < 0.6) | (seen < 0.15)
    kept = figure & ~small[labels]
    if not kept.any():
        kept = figure
    count, labels, stats, _ = cv2.connectedComponentsWithStats((~kept).astype(np.uint8), connectivity=4)
    seen = np.bincount(labels.ravel(), weights=prior.ravel(), minlength=count) / np.maximum(
        stats[:, cv2.CC_STAT_AREA], 1
    )
    hole = (stats[:, cv2.CC_STAT_AREA] < _SPECK * total) & (seen > 0.4) | (seen > 0.9)
    hole[0] = False  # the figure itself
    filled: Mask = kept | hole[labels]
    return filled


def on_busy(picture: Picture, found: Floats) -> Picture:
    """HxWx4 of what `cut_apart` found."""
    is_figure = found > 0.5
    return soft_edge(picture, ~is_figure, ground_near(picture, is_figure))


def voted(flooded: FloodFill, suspected: Floats) -> Mask:
    """Where the ground is on a plain picture: the flood's word, but for what the network knows better.

    A shadow or a stain that the flood took for a figure goes; a pale part of the figure that the flood entered stays.
    """
    figure = ~flooded.is_ground
    count, labels, stats, _ = cv2.connectedComponentsWithStats(figure.astype(np.uint8), connectivity=8)
    areas = np.maximum(stats[:, cv2.CC_STAT_AREA], 1)
    seen = np.bincount(labels.ravel(), weights=suspected.ravel(), minlength=count) / areas
    unseen = (seen < 0.08) & (areas < 0.2 * max(1, int(figure.sum())))
    unseen[0] = False
    if not (figure & ~unseen[labels]).any():
        unseen[:] = False
    ground = flooded.is_ground | (figure & unseen[labels])
    doubted = (ground & (suspected > 0.9)).astype(np.uint8)
    doubted = cv2.morphologyEx(doubted, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(doubted, connectivity=4)
    entered = stats[:, cv2.CC_STAT_AREA] > 0.03 * max(1, int(figure.sum()))
    entered[0] = False
    result: Mask = ground & ~entered[labels]
    return result


def is_calm(flooded: FloodFill) -> bool:
    """Whether a flood can be believed: most of the border is one ground, and it is not all of the picture."""
    return flooded.plainness >= _CALM
