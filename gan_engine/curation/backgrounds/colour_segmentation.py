"""Cutting a figure out of a busy background: by a network's mask, made exact by colours.

The network sees a small picture and is unsure of outlines, of limbs that leave the picture and of anything among
clutter. So it is asked three times: as it is; mirrored; and with the picture continued beyond its border, for it takes
what touches the border for ground. What the two looks say that agree best is taken, and near its outline the figure's
and the ground's colours are learnt: a graph cut between two mixtures of colours ("GrabCut", Rother et al. 2004) moves
the outline to the edge that is there. Beside it stands what colours say that know only that the picture's rim is ground
wherever no figure is suspected there: half each, for one errs where the other does not.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.curation.backgrounds.doubts import looks_doubt
from gan_engine.curation.backgrounds.flood_fill import FloodFill
from gan_engine.curation.backgrounds.matte import enlarged, ground_near, soft_edge
from gan_engine.curation.backgrounds.models import EMBEDDED
from gan_engine.curation.backgrounds.sessions import find_figure
from gan_engine.picture_modes import Picture

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

# By hand, on the half of the art of benchmarks/background.py that constants are chosen on.
_MARGIN = 0.12  # of the longer side, about the picture
_WORK = 256  # the colours are cut apart at this size at most
_SURE = 0.9  # suspicion that is believed away from the outline, and 1 less it for the ground
_BAND = 0.02  # of the longer side: as far from the outline that the looks agree on, colours may move it
_ROUNDS = 2  # of learning colours from the cut and cutting by them
_EDGE, _UNSUSPECTED, _FROM_EDGE = 0.015, 0.3, 4  # of the longer side; suspicion up to which it is ground; rounds
_SUPPORTED = 0.6  # likeness to what the looks come to, from which that is heard though they agree
_RIM, _NEAR = 3, 0.2  # pixels from the outline; of the longer side: where colours outside are the ground's that shows
_CELLS, _FEW = 12, 0.02  # of Lab a side, for commonness; what is added to each count
_MORE, _HOLE = 1.0, 0.002  # e times as common; of the picture
_UNSEEN = 0.35  # suspicion up to which an enclosed piece of the ground's colour is ground
_FAINTEST = 0.05  # suspicion; where there is less of it anywhere there is no figure
_STEEP = 3  # times as steep as the network has it an outline is


def suspicions(picture: Picture, model: str) -> list[Floats]:
    """HxW each, 0 to 1: where `model` suspects the figure in HxWx3, look by look. Raises ModelError."""
    plain = find_figure(model, picture)
    if model != EMBEDDED:  # the large ones see for themselves, and take their time
        return [plain]
    mirrored = find_figure(model, np.ascontiguousarray(picture[:, ::-1]))[:, ::-1]
    height, width = picture.shape[:2]
    if min(height, width) < 8:
        return [plain, np.ascontiguousarray(mirrored)]
    wide = min(max(4, round(_MARGIN * max(height, width))), min(height, width) - 1)
    # continued, not framed: a scene within a frame is itself taken for the figure
    larger = cv2.copyMakeBorder(picture, wide, wide, wide, wide, cv2.BORDER_REFLECT_101)
    beyond = find_figure(model, larger)[wide : wide + height, wide : wide + width]
    return [plain, np.ascontiguousarray(mirrored), np.ascontiguousarray(beyond)]


def together(looks: Sequence[Floats]) -> Floats:
    """Where the two looks suspect the figure that agree best; the third went astray, or adds nothing."""
    if len(looks) == 1:
        return looks[0]
    one, other = max(itertools.combinations(looks, 2), key=lambda pair: alike(*pair))
    return (one + other) / np.float32(2)


def alike(one: Floats, other: Floats) -> float:
    """Soft intersection over union, 0 to 1."""
    union = float(np.maximum(one, other).sum())
    return float(np.minimum(one, other).sum()) / union if union else 0.0


def stretched(look: Floats) -> Floats:
    """As certain as if there were a figure: of small sprites the network sees the right shape, faintly."""
    most = float(np.quantile(look, 0.99))
    return (look / most).clip(0, 1) if most > _FAINTEST else look


def cut_apart(picture: Picture, looks: Sequence[Floats]) -> Floats:
    """HxW, 0 to 1: the figure, its outline by its colours, at the full size. `looks` as `suspicions` gives them."""
    height, width = picture.shape[:2]
    factor = min(1.0, _WORK / max(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    prior = cv2.resize(together([stretched(look) for look in looks]), size, interpolation=cv2.INTER_AREA)
    if len(looks) > 1:  # what a large network finds is better than what the rim tells
        by_edge = _beyond_edge(small, prior)
        if looks_doubt(looks) or alike(by_edge, prior) > _SUPPORTED:  # looks that agree know of thin things among noise
            prior = stretched((prior + by_edge) / np.float32(2))
    steep = ((prior - 0.5) * _STEEP + 0.5).clip(0, 1)
    by_colour = _by_colour(small, prior)
    found: Floats = steep if by_colour is None else ((steep + by_colour) / 2).astype(np.float32)
    found[_holes(small, prior)] = 0
    return enlarged(found, small, picture) if factor < 1 else found


def _beyond_edge(picture: Picture, prior: Floats) -> Floats:
    """0 or 1: what the colours along the picture's edge do not explain; `prior` where too little of that is ground."""
    wide = max(2, round(_EDGE * max(prior.shape)))
    edge = np.ones(prior.shape, np.bool_)
    edge[wide:-wide, wide:-wide] = False
    ground = edge & (prior < _UNSUSPECTED)
    if min(np.count_nonzero(ground), np.count_nonzero(~ground)) < 20:
        return prior
    found = _grab(picture, np.where(ground, cv2.GC_BGD, cv2.GC_PR_FGD).astype(np.uint8), _FROM_EDGE)
    return found.astype(np.float32)


def _grab(picture: Picture, marks: npt.NDArray[np.uint8], rounds: int) -> npt.NDArray[np.uint8]:
    """0 or 1: the figure by GrabCut, from its own `marks`."""
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB)
    cv2.setRNGSeed(1)  # its mixtures start from random centres: the same picture, the same figure
    cv2.grabCut(lab, marks, None, np.zeros((1, 65)), np.zeros((1, 65)), rounds, cv2.GC_INIT_WITH_MASK)
    found: npt.NDArray[np.uint8] = ((marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD)).astype(np.uint8)
    return found


def _by_colour(picture: Picture, prior: Floats) -> Floats | None:
    """0 or 1: `prior` with its outline moved to where colours part. None where there is nothing to learn them from."""
    figure = (prior > 0.5).astype(np.uint8)
    if np.count_nonzero(figure) < 20 or np.count_nonzero(1 - figure) < 20:
        return None
    band = max(2, round(_BAND * max(figure.shape)))
    deep, far = (cv2.distanceTransform(side, cv2.DIST_L2, cv2.DIST_MASK_3) > band for side in (figure, 1 - figure))
    marks = np.where(figure, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    marks[deep & (prior > _SURE)] = cv2.GC_FGD
    marks[far & (prior < 1 - _SURE)] = cv2.GC_BGD
    calm: Floats = cv2.medianBlur(_grab(picture, marks, _ROUNDS), 3).astype(np.float32)
    return calm


def _holes(picture: Picture, prior: Floats) -> Mask:
    """Where the ground shows through a loop: enclosed, and far commoner in colour right outside the figure than in it.

    The network fills loops, at times with certainty, so that only colours tell.
    """
    none = np.zeros(prior.shape, np.bool_)
    figure = (prior > 0.5).astype(np.uint8)
    inside, outside = (cv2.distanceTransform(side, cv2.DIST_L2, cv2.DIST_MASK_3) for side in (figure, 1 - figure))
    deep = inside > _RIM
    near = (outside > _RIM) & (outside < _NEAR * max(prior.shape)) & (prior < 1 - _SURE)
    if min(np.count_nonzero(deep), np.count_nonzero(near)) < 50:
        return none
    cells = np.minimum(cv2.cvtColor(picture, cv2.COLOR_RGB2LAB).astype(np.int64) * _CELLS // 256, _CELLS - 1)
    place = (cells[..., 0] * _CELLS + cells[..., 1]) * _CELLS + cells[..., 2]
    more = np.log(_commonness(place[near]) / _commonness(place[deep]))[place].astype(np.float32)
    likely = cv2.GaussianBlur(more, (0, 0), 2.0)
    shown = ((likely > _MORE) & deep).astype(np.uint8)
    opened = cv2.morphologyEx(shown, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=4)
    large = stats[:, cv2.CC_STAT_AREA] >= _HOLE * prior.size
    large[0] = False
    grown = cv2.dilate(large[labels].astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    found: Mask = grown & deep & (likely > 0)
    return found


def _commonness(places: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Of each cell of Lab, by a histogram that is smoothed to its neighbours; [_CELLS ** 3], none 0."""
    counts = np.bincount(places, minlength=_CELLS**3).astype(np.float64).reshape(_CELLS, _CELLS, _CELLS)
    for axis in range(3):
        wide = np.pad(counts, [(1, 1) if one == axis else (0, 0) for one in range(3)], mode="edge")
        before, after = (np.delete(wide, ends, axis) for ends in ([-1, -2], [0, 1]))
        counts = (before + 2 * counts + after) / 4
    shares: npt.NDArray[np.float64] = (counts.ravel() + _FEW) / (counts + _FEW).sum()
    return shares


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


def holes_seen(flooded: FloodFill, suspected: Floats) -> Mask:
    """Which of the enclosed pieces that colour left undecided the network takes for ground."""
    _, labels = cv2.connectedComponents(flooded.undecided.astype(np.uint8), connectivity=4)
    seen = np.bincount(labels.ravel(), weights=suspected.ravel()) / np.maximum(np.bincount(labels.ravel()), 1)
    open_ = seen < _UNSEEN
    open_[0] = False
    shown: Mask = open_[labels]
    return shown
