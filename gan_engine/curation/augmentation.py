"""Variants of pictures: one at a time to look at, or baked as a fixed enlargement of a dataset.

Each operation draws an amount from its range, by a generator that the caller seeds: the same seed gives the same
variant. Grounds are respected: what a turned picture leaves empty is filled with its ground, and changes of colour and
light leave a plain ground as it is, for a network would learn every tint of it. See-through pictures stay so.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.curation.grounds import border_colour
from gan_engine.curation.operations import DOUBLING, OPERATIONS, Augment
from gan_engine.curation.rim import rim
from gan_engine.errors import ConfigurationError
from gan_engine.picture_modes import Picture

Colour = tuple[int, int, int]
Floats = npt.NDArray[np.float32]

_PLAIN = 0.6  # share of the rim that is of one colour, where a ground is plain
_NEAR, _FAR = 10, 40  # levels from the ground's colour: within the first it is ground, beyond the second figure


@dataclass(frozen=True)
class Variant:
    """A picture and how it came about: [{"operation", "amount"}, ...], empty for the picture itself."""

    picture: Picture
    made_by: list[dict[str, Any]]


def variants(picture: Picture, plan: Sequence[Augment], seed: int, ground: Colour | None = None) -> Iterator[Variant]:
    """The picture itself, then its variants: `factor(plan)` of them, always the same for one seed."""
    rng = np.random.default_rng(seed)
    drawn = [Variant(picture, [])]
    for one in plan:
        if one.operation not in DOUBLING:
            for _ in range(one.copies):
                amount = draw(one, rng)
                made = apply(picture, one.operation, rng, amount=amount, ground=ground)
                drawn.append(Variant(made, [{"operation": one.operation, "amount": round(amount, 4)}]))
    for one in plan:
        if one.operation in DOUBLING:
            drawn += [
                Variant(apply(each.picture, one.operation, rng), [*each.made_by, {"operation": one.operation}])
                for each in drawn
            ]
    yield from drawn


def seed_of(digest: str, part: int = 0, seed: int = 0) -> int:
    """A seed that belongs to one part of one original, whatever stands beside it in the set."""
    return int.from_bytes(hashlib.sha256(f"{digest}/{part}/{seed}".encode()).digest()[:8], "big")


def draw(one: Augment, rng: np.random.Generator) -> float:
    """An amount out of the chosen range."""
    low, high = one.range
    return float(rng.uniform(low, high))


def apply(
    picture: Picture,
    operation: str,
    rng: np.random.Generator,
    *,
    amount: float | None = None,
    ground: Colour | None = None,
) -> Picture:
    """One variant of a picture, HxWx3 or HxWx4, of the same shape. Raises ConfigurationError for an unknown operation.

    `amount` in the operation's own unit; None: drawn from its usual range. `ground` is what fills empty places; None:
    the colour of the picture's rim.
    """
    if operation not in OPERATIONS:
        raise ConfigurationError(
            f"“{operation}” is no kind of variant.", field="augment", do=f"Use one of: {', '.join(OPERATIONS)}."
        )
    if operation == "mirror":
        return np.ascontiguousarray(picture[:, ::-1])
    if operation == "upside-down":
        return np.ascontiguousarray(picture[::-1])
    if amount is None:
        amount = draw(Augment(operation=operation), rng)
    if operation in _COLOURS:
        return _on_figure(picture, _COLOURS[operation](picture[..., :3].astype(np.float32), amount, rng))
    fill = ground if ground is not None else border_colour(picture)
    return _SHAPES[operation](picture, amount, rng, fill)


# Colour and light: float32 [H, W, 3] of 0 to 255 in and out.


def _brightness(pixels: Floats, amount: float, rng: np.random.Generator) -> Floats:
    return pixels * np.float32(amount)


def _contrast(pixels: Floats, amount: float, rng: np.random.Generator) -> Floats:
    middle = np.float32(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).mean())
    return middle + (pixels - middle) * np.float32(amount)


def _colour(pixels: Floats, amount: float, rng: np.random.Generator) -> Floats:
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)[..., None]
    paler: Floats = grey + (pixels - grey) * np.float32(amount)
    return paler


def _rgb_shift(pixels: Floats, amount: float, rng: np.random.Generator) -> Floats:
    shift = rng.uniform(-1, 1, 3)
    shift *= amount * 255 / max(1e-6, float(np.abs(shift).max()))
    return pixels + shift.astype(np.float32)


def _hue(pixels: Floats, amount: float, rng: np.random.Generator) -> Floats:
    hsv = cv2.cvtColor(pixels / np.float32(255), cv2.COLOR_RGB2HSV)
    hsv[..., 0] = (hsv[..., 0] + np.float32(amount)) % np.float32(360)
    turned: Floats = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB) * np.float32(255)
    return turned


_COLOURS: Mapping[str, Callable[[Floats, float, np.random.Generator], Floats]] = {
    "brightness": _brightness,
    "contrast": _contrast,
    "colour": _colour,
    "rgb-shift": _rgb_shift,
    "hue": _hue,
}


def _on_figure(picture: Picture, changed: Floats) -> Picture:
    """`changed` where the figure is, the picture's own pixels where its plain ground is."""
    new = np.floor(changed + np.float32(0.5)).clip(0, 255)
    weight = _figure(picture) if picture.shape[2] == 3 else None
    if weight is not None:
        own = picture.astype(np.float32)
        new = np.floor(own + (new - own) * weight[..., None] + np.float32(0.5))
    made = picture.copy()
    made[..., :3] = new.astype(np.uint8)
    return made


def _figure(picture: Picture) -> Floats | None:
    """0 on the plain ground that reaches in from the rim, 1 on the figure; None where the ground is not plain."""
    edge = rim(picture).astype(np.int16)
    colour = np.array(border_colour(picture), np.int16)
    if np.mean(np.abs(edge - colour).max(axis=1) <= _NEAR) < _PLAIN:
        return None
    away = cv2.absdiff(picture, np.full_like(picture, colour.astype(np.uint8)))
    distance = cv2.max(cv2.max(away[..., 0], away[..., 1]), away[..., 2])
    near = (distance < _FAR).astype(np.uint8)
    framed = cv2.copyMakeBorder(near, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    cv2.floodFill(framed, None, (0, 0), 2)
    reached = framed[1:-1, 1:-1] == 2
    soft = ((distance.astype(np.float32) - _NEAR) / (_FAR - _NEAR)).clip(0, 1)
    return np.where(reached, soft, np.float32(1))


# Shape


def _rotation(picture: Picture, amount: float, rng: np.random.Generator, fill: Colour) -> Picture:
    height, width = picture.shape[:2]
    return _warped(picture, cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), amount, 1.0), fill)


def _zoom(picture: Picture, amount: float, rng: np.random.Generator, fill: Colour) -> Picture:
    height, width = picture.shape[:2]
    return _warped(picture, cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), 0, amount), fill)


def _crop(picture: Picture, amount: float, rng: np.random.Generator, fill: Colour) -> Picture:
    height, width = picture.shape[:2]
    keep = max(1 - amount, 1 / max(2, min(height, width)))
    across, down = rng.uniform(0, 1, 2)
    left, top = (width - 1) * (1 - keep) * across, (height - 1) * (1 - keep) * down
    grow = 1 / keep
    return _warped(picture, np.array([[grow, 0, -left * grow], [0, grow, -top * grow]]), fill)


def _cutout(picture: Picture, amount: float, rng: np.random.Generator, fill: Colour) -> Picture:
    height, width = picture.shape[:2]
    side = round(amount * min(height, width))
    top, left = int(rng.integers(0, height - side + 1)), int(rng.integers(0, width - side + 1))
    made = picture.copy()
    made[top : top + side, left : left + side] = (*fill, 0)[: picture.shape[2]]
    return made


_SHAPES: Mapping[str, Callable[[Picture, float, np.random.Generator, Colour], Picture]] = {
    "rotation": _rotation,
    "zoom": _zoom,
    "crop": _crop,
    "cutout": _cutout,
}


def _warped(picture: Picture, matrix: npt.NDArray[np.float64], fill: Colour) -> Picture:
    """The picture moved by `matrix` (2x3), smoothly; see-through pixels weigh nothing."""
    size = picture.shape[1], picture.shape[0]
    step = 1 / math.sqrt(abs(float(np.linalg.det(matrix[:, :2]))))
    if picture.shape[2] == 3:
        moved: Picture = cv2.warpAffine(
            _softened(picture, step), matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT,
            borderValue=fill,
        )  # fmt: skip
        return moved
    alpha = picture[..., 3:].astype(np.float32) / 255
    weighted = _softened(np.concatenate([picture[..., :3] * alpha, alpha * 255], axis=2), step)
    warped = cv2.warpAffine(weighted, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT)
    warped[..., :3] /= np.maximum(warped[..., 3:] / 255, 1 / 255)  # alpha as it came, for it overshoots as colours do
    made: Picture = np.floor(warped + np.float32(0.5)).clip(0, 255).astype(np.uint8)
    return made


def _softened(pixels: npt.NDArray[Any], step: float) -> npt.NDArray[Any]:
    """Without what is finer than `step` pixels, where that is more than one: fine lines would break up."""
    if step <= 1:
        return pixels
    soft: npt.NDArray[Any] = cv2.GaussianBlur(pixels, (0, 0), 0.35 * math.sqrt(step * step - 1) + 1e-3)
    return soft
