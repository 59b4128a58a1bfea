"""The alpha matte of a figure: soft edges, their colours without the background, the artist's corrections.

A pixel of the outline is a mixture c = a f + (1 - a) g of the figure's colour f and the ground's g. Knowing f from
nearby inside and g from nearby outside, both a and a clean colour follow; so the figure can be laid on any ground
without a rim of the old one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.picture_modes import Picture

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

_BAND = 2  # pixels on each side of the outline that may be mixed from figure and ground


def soft_edge(picture: Picture, is_ground: Mask, ground: Floats) -> Picture:
    """HxWx4: alpha and clean colours along the outline. `ground`: HxWx3, 0 to 255, right along the outline.

    f is taken from the nearest pixel well inside the figure. Thin strokes have no inside: their darkest part stands in.
    """
    cut: Picture = np.dstack([picture, np.where(is_ground, 0, 255).astype(np.uint8)])
    figure = ~is_ground
    kernel = np.ones((2 * _BAND + 1, 2 * _BAND + 1), np.uint8)
    inside = cv2.erode(figure.astype(np.uint8), kernel, borderValue=1).astype(bool)
    near = cv2.dilate(figure.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    band = near & ~inside
    if not inside.any() or not band.any():
        return cut
    away, nearest = nearest_of(inside)
    band &= away <= 3 * _BAND
    own = picture[band].astype(np.float32)
    full = picture.reshape(-1, 3)[nearest[band]].astype(np.float32)
    back = ground[band]
    contrast = full - back
    strength = np.square(contrast).sum(axis=1)
    mixed = ((own - back) * contrast).sum(axis=1) / np.maximum(strength, 1)
    alpha = np.clip(mixed, 0, 1)
    # a pixel that is no mixture of the two (an outline of another colour) belongs to the figure
    rest = np.sqrt(np.square(own - back - alpha[:, None] * contrast).sum(axis=1))
    solid = (rest > 24) & figure[band]
    alpha = np.where(solid | (strength < 400), figure[band].astype(np.float32), alpha)
    weight = np.maximum(alpha, 1 / 255)[:, None]
    clean = np.clip((own - (1 - weight) * back) / weight, 0, 255)
    cut[band, :3] = np.where((alpha > 0.02)[:, None], clean + 0.5, own).clip(0, 255).astype(np.uint8)
    cut[band, 3] = (alpha * 255 + 0.5).astype(np.uint8)
    return cut


def nearest_of(known: Mask) -> tuple[Floats, npt.NDArray[np.int64]]:
    """For each pixel how far the nearest `known` one is, and its place in the flattened picture."""
    away, labels = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    source = np.zeros(int(labels.max()) + 1, np.int64)  # the label of each known pixel, to its place
    source[labels[known]] = np.flatnonzero(known)
    return away, source[labels]


def ground_near(picture: Picture, is_figure: Mask) -> Floats:
    """The colour of the ground nearby, HxWx3, for grounds that are not smooth: of the nearest clear of the rim."""
    clear = ~cv2.dilate(is_figure.astype(np.uint8), np.ones((2 * _BAND + 1, 2 * _BAND + 1), np.uint8)).astype(bool)
    if not clear.any():
        return picture.astype(np.float32)
    _, nearest = nearest_of(clear)
    calm = cv2.blur(picture, (3, 3))
    colours: Floats = calm.reshape(-1, 3)[nearest].astype(np.float32)
    return colours


def enlarged(mask: Floats, small: Picture, large: Picture, radius: int = 2, smooth: float = 1e-4) -> Floats:
    """`mask`, found on `small`, at the size of `large`, its outline along the edges there.

    The guided filter (He et al. 2010, eq. 19 to 21), its coefficients found at the small size (He and Sun 2015).
    """
    guide = small.astype(np.float32) / np.float32(255)
    size = (2 * radius + 1, 2 * radius + 1)

    def mean(values: Floats) -> Floats:
        blurred: Floats = cv2.blur(values, size)
        return blurred

    centre, level = mean(guide), mean(mask)
    covariance = mean(guide * mask[..., None]) - centre * level[..., None]
    pairs = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)]
    rr, rg, rb, gg, gb, bb = (mean(guide[..., i] * guide[..., j]) - centre[..., i] * centre[..., j] for i, j in pairs)
    rr, gg, bb = rr + smooth, gg + smooth, bb + smooth
    inverse = (gg * bb - gb * gb, gb * rb - rg * bb, rg * gb - gg * rb,
               rr * bb - rb * rb, rb * rg - rr * gb, rr * gg - rg * rg)  # fmt: skip
    determinant = rr * inverse[0] + rg * inverse[1] + rb * inverse[2]
    x, y, z = covariance[..., 0], covariance[..., 1], covariance[..., 2]
    slope = np.stack([
        inverse[0] * x + inverse[1] * y + inverse[2] * z,
        inverse[1] * x + inverse[3] * y + inverse[4] * z,
        inverse[2] * x + inverse[4] * y + inverse[5] * z,
    ], axis=-1) / determinant[..., None]  # fmt: skip
    offset = level - (slope * centre).sum(axis=-1)
    width, height = large.shape[1], large.shape[0]
    found = cv2.resize(mean(offset.astype(np.float32)), (width, height), interpolation=cv2.INTER_LINEAR)
    slope = mean(slope.astype(np.float32))
    for channel in range(3):  # one at a time: pictures are large
        steep = cv2.resize(np.ascontiguousarray(slope[..., channel]), (width, height), interpolation=cv2.INTER_LINEAR)
        found += steep * (large[..., channel].astype(np.float32) / np.float32(255))
    clipped: Floats = found.clip(0, 1)
    return clipped


def adjusted(alpha: Picture, edge: float, softness: float | None) -> Picture:
    """The outline moved out by `edge` pixels (in, where it is below 0) and softened over `softness` pixels (0: hard).

    Parts so thin that moving their outline in would take them away (antennas, hair) keep their width.
    """
    if edge:
        moved = _moved(alpha.astype(np.float32), edge)
        alpha = (moved + 0.5).clip(0, 255).astype(np.uint8)
    if softness is not None:
        hard = ((alpha.astype(np.float32) - 127.5) * 4 + 127.5).clip(0, 255)
        soft = cv2.GaussianBlur(hard, (0, 0), softness / 2) if softness > 0.2 else hard
        alpha = (soft + 0.5).clip(0, 255).astype(np.uint8)
    return alpha


def _moved(alpha: Floats, edge: float) -> Floats:
    whole, part = int(abs(edge)), abs(edge) - int(abs(edge))
    change = cv2.dilate if edge > 0 else cv2.erode
    near: Floats = change(alpha, _disc(whole), borderType=cv2.BORDER_REPLICATE) if whole else alpha
    far: Floats = change(alpha, _disc(whole + 1), borderType=cv2.BORDER_REPLICATE) if part else near
    moved = near * (1 - part) + far * part
    if edge < 0:
        thin = alpha - cv2.morphologyEx(alpha, cv2.MORPH_OPEN, _disc(whole + 2), borderType=cv2.BORDER_REPLICATE)
        inner = cv2.morphologyEx(thin, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))  # a rim's corners are no antennas
        moved = np.maximum(moved, inner)
    return moved


def _disc(radius: int) -> npt.NDArray[np.uint8]:
    disc: npt.NDArray[np.uint8] = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    return disc


def painted(cut: Picture, original: Picture, strokes: Sequence[Any], scale: float) -> Picture:
    """`cut` with an artist's corrections, in the order in which they were painted.

    A stroke has `add`, `radius` and `points` ([x, y], x to the right), in pixels of the original, of which `original`
    (HxWx3) shows `scale`. What a stroke adds has the original's colours, and every stroke a soft rim.
    """
    height, width = cut.shape[:2]
    alpha = cut[..., 3].astype(np.float32) / 255
    colours = cut[..., :3].astype(np.float32)
    for stroke in strokes:
        add, radius, points = _read(stroke)
        radius = max(0.5, radius * scale)
        positions = np.asarray(points, np.float64).reshape(-1, 2) * scale
        reach = 1.2 * radius + 2
        left, top = np.floor(positions.min(axis=0) - reach).clip(0, (width, height)).astype(int)
        right, bottom = np.ceil(positions.max(axis=0) + reach).clip(0, (width, height)).astype(int)
        if right <= left or bottom <= top:
            continue
        cover = _cover(positions - (left, top), radius, (bottom - top, right - left))
        window = np.s_[top:bottom, left:right]
        if add:
            gained = np.maximum(alpha[window], cover)
            fresh = ((gained - alpha[window]) / np.maximum(gained, 1e-6))[..., None]
            colours[window] = colours[window] * (1 - fresh) + original[window] * fresh
            alpha[window] = gained
        else:
            alpha[window] = np.minimum(alpha[window], 1 - cover)
    return np.dstack([(colours + 0.5).clip(0, 255).astype(np.uint8), (alpha * 255 + 0.5).astype(np.uint8)])


def _read(stroke: Any) -> tuple[bool, float, Any]:
    if isinstance(stroke, Mapping):
        return bool(stroke["add"]), float(stroke["radius"]), stroke["points"]
    return bool(stroke.add), float(stroke.radius), stroke.points


def _cover(points: npt.NDArray[np.float64], radius: float, shape: tuple[int, int]) -> Floats:
    """How much of each pixel a stroke covers, 0 to 1, with a rim a fifth as wide as the brush's radius."""
    beyond = int(radius) + 2  # it may be drawn outside and reach in
    off = np.ones((shape[0] + 2 * beyond, shape[1] + 2 * beyond), np.uint8)
    line = np.rint(points - 0.5 + beyond).clip(-(2**20), 2**20).astype(np.int32)
    cv2.polylines(off, [np.vstack([line, line[-1:]]).reshape(-1, 1, 2)], False, 0, 1, cv2.LINE_8)
    away = cv2.distanceTransform(off, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)[beyond:-beyond, beyond:-beyond]
    cover: Floats = ((radius - away) / max(1.0, radius / 5) + 0.5).clip(0, 1).astype(np.float32)
    return cover
