"""Whether a set would be harmed by mirrored, turned or hue-turned variants, as measured on its pictures.

If a simple model can tell pictures of the set from the same pictures mirrored, the art has a direction (a light from
the left, a parting, a hand that holds the sword), and a network fed with mirrored ones learns a style that is not the
artist's. The model sees a picture and its variant and says which is the original; it is tried on pictures it has not
seen (cross-validated), so that half right is chance and all right is a certain direction.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.curation.checks.glyphs import letters_among
from gan_engine.curation.grounds import border_colour
from gan_engine.picture_modes import Picture
from gan_engine.pictures import flatten
from gan_engine.reporting import Report, silent

Floats = npt.NDArray[np.float32]
Squares = npt.NDArray[np.uint8]  # [N, SIDE, SIDE, 3]
Features = Callable[[Squares], Floats]

MOST = 400
"""Pictures looked at: more make it little surer."""
FEWEST = 40
"""Below, nothing can be said."""
HARMFUL = 0.7
"""Share told right from which on an operation is advised against."""
SIDE = 64
"""px a side at which pictures are looked at."""

# By hand, held to the aims of benchmarks/asymmetry.py: 0.9 where art has a direction, 0.55 at most where it has none.
_FOLDS = 5  # of the cross-validation
_CELLS, _ANGLES = 8, 8  # of the histograms of gradients (Dalal and Triggs 2005)
_RIDGE = 0.03  # of the kernel's trace
_NO_ANSWER = 1e-9
_SURE = 1.645  # standard errors: one in twenty is farther off, to one side


@dataclass(frozen=True)
class Advice:
    """What was measured of one operation: "mirror", "hue" or "turn" (upside down and on its sides)."""

    operation: str
    separability: float
    """Share of pictures told from their variant, 0.5 (chance) to 1."""
    margin: float
    """It is as likely as not to lie within this of the figure, nine times in ten."""
    pictures: int
    harmful: bool
    words: str
    evidence: tuple[int, ...] = ()
    """Which of the pictures looked at show it, the clearest first: those told from their variant, or letters."""


_TRIALS: Mapping[str, tuple[str, str, str]] = {
    "mirror": ("their mirror images", "the art has a direction", "Mirroring"),
    "hue": ("themselves with hues turned", "the art has colours of its own", "Turning hues"),
    "turn": ("themselves turned round", "the art has an above and a below", "Turning"),
}
"""What the originals are told from; what that means; what is done."""
OPERATIONS = tuple(_TRIALS)


def sample_square(picture: Picture) -> Squares:
    """A picture as `advice` looks at it: uint8 [64, 64, 3], padded to a square with its own ground."""
    ground = border_colour(picture)
    height, width = picture.shape[:2]
    factor = SIDE / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = cv2.resize(flatten(picture, ground), size, interpolation=cv2.INTER_AREA)
    square = np.empty((SIDE, SIDE, 3), np.uint8)
    square[:] = ground
    top, left = (SIDE - size[1]) // 2, (SIDE - size[0]) // 2
    square[top : top + size[1], left : left + size[0]] = small
    return square


def advice(squares: Sequence[Squares], features: Features | None = None, report: Report = silent) -> list[Advice]:
    """What to beware of in a set, from a sample of it as `sample_square` gives them; empty where there are too few.

    `features`: those of a network, float32 [N, D] of uint8 [N, 64, 64, 3], looked at besides plain shapes and colours.
    The same sample gives the same advice.
    """
    if len(squares) < FEWEST:
        return []
    pictures = np.stack(squares[:MOST])
    rng = np.random.default_rng(0)
    steps = len(OPERATIONS) + 1
    report(0, steps, "looking at the pictures")
    own = described(pictures, features)
    found = []
    for step, operation in enumerate(OPERATIONS, 1):
        report(step, steps, operation)
        turned = described(_turned(pictures, operation, rng), features)
        right = answers(own, turned)
        advised = judged(operation, share_of(right), len(pictures))
        clearest = [int(one) for one in np.argsort(-right, kind="stable") if right[one] > _NO_ANSWER]
        found.append(replace(advised, evidence=tuple(clearest)))
    report(steps, steps)
    letters = letters_among(list(pictures))
    return [_of_letters(one, letters) if one.operation != "hue" and letters else one for one in found]


def _of_letters(found: Advice, letters: list[int]) -> Advice:
    """Where letters are among the pictures, whatever a crowd of them comes to."""
    share = f"{100 * len(letters) / found.pictures:.0f} %"
    some = f"{len(letters):,} of {found.pictures:,} pictures ({share})"
    doing = _TRIALS[found.operation][2]
    words = f"{some} look like letters or digits, which are wrong ones the other way round. {doing} is advised against."
    return replace(found, harmful=True, words=words, evidence=tuple(letters))


def told_apart(own: Sequence[Floats], other: Sequence[Floats]) -> float:
    """The share of pairs whose first is told from the second, of `answers` to the same."""
    return share_of(answers(own, other))


def share_of(right: npt.NDArray[np.float64]) -> float:
    """The share of answers that are right; half of those that are none."""
    return float(np.mean(np.where(np.abs(right) <= _NO_ANSWER, 0.5, right > 0)))


def answers(own: Sequence[Floats], other: Sequence[Floats]) -> npt.NDArray[np.float64]:
    """[N]: above 0 where the first of a pair is told from the second by a ridge regression on the difference of their
    features, below where they are mistaken for one another, the farther the surer.

    Each argument: groups of features [N, D]. Every pair is judged by a model that has not seen it.
    """
    gram = np.zeros((len(own[0]), len(own[0])))
    for first, second in zip(own, other, strict=True):
        difference = (first - second).astype(np.float64)
        weight = np.square(difference).sum(axis=1).mean()
        if weight > 1e-12:
            gram += difference @ difference.T / weight
    count = len(gram)
    fold = np.random.default_rng(1).permutation(count) % _FOLDS
    right = np.zeros(count)
    for one in range(_FOLDS):
        seen, unseen = np.flatnonzero(fold != one), np.flatnonzero(fold == one)
        inner = gram[np.ix_(seen, seen)]
        inner = inner + np.eye(len(seen)) * (_RIDGE * np.trace(inner) + 1e-9)
        right[unseen] = gram[np.ix_(unseen, seen)] @ np.linalg.solve(inner, np.ones(len(seen)))
    return right


def judged(operation: str, share: float, count: int) -> Advice:
    """The advice that follows from a share told apart among `count` pictures."""
    separability = max(0.5, share)
    margin = _SURE * math.sqrt(max(share * (1 - share), 1 / count) / count)
    harmful = separability >= HARMFUL and separability - margin > 0.5
    other, meaning, doing = _TRIALS[operation]
    figures = f"{round(separability * 100)} of 100 (± {max(1, math.ceil(margin * 100))}, {count:,} pictures)"
    if harmful:
        words = f"{figures} can be told from {other}: {meaning}. {doing} is advised against."
    elif separability - margin > 0.5:
        words = f"{figures} can be told from {other}; 50 would be chance. {doing} does little harm."
    else:
        words = f"The pictures cannot be told from {other}: {figures}; 50 is chance. {doing} does no harm."
    return Advice(operation, separability, margin, count, harmful, words)


def _turned(pictures: Squares, operation: str, rng: np.random.Generator) -> Squares:
    if operation == "mirror":
        return pictures[:, :, ::-1]
    if operation == "turn":
        quarters = rng.integers(1, 4, len(pictures))
        return np.stack([np.rot90(picture, int(turns)) for picture, turns in zip(pictures, quarters, strict=True)])
    shifts = rng.integers(30, 151, len(pictures))  # of OpenCV's 180 hues
    turned = []
    for picture, shift in zip(pictures, shifts, strict=True):
        hsv = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)
        hsv[..., 0] = (hsv[..., 0].astype(np.int16) + shift) % 180
        turned.append(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB))
    return np.stack(turned)


def described(pictures: Squares, features: Features | None = None) -> list[Floats]:
    """Groups of features [N, D] of pictures [N, SIDE, SIDE, 3]: light, colour, edges by place and direction, the
    commonness of colours; and those of a network."""
    pictures = np.ascontiguousarray(pictures)
    count = len(pictures)
    lab = cv2.cvtColor(pictures.reshape(count * SIDE, SIDE, 3), cv2.COLOR_RGB2LAB)
    lab = lab.reshape(count, SIDE, SIDE, 3).astype(np.float32) / 255
    light = lab[..., 0]
    groups = [
        _pooled(light, 4).reshape(count, -1),
        np.concatenate([_pooled(lab[..., one], 8).reshape(count, -1) for one in (1, 2)], axis=1),
        _edges(light),
        _colours(lab),
    ]
    if features is not None:
        groups.append(features(pictures))
    return groups


def _pooled(planes: Floats, by: int) -> Floats:
    count, height, width = planes.shape
    means: Floats = planes.reshape(count, height // by, by, width // by, by).mean(axis=(2, 4))
    return means


def _edges(light: Floats) -> Floats:
    """Strength of edges in each cell by the direction from dark to light, [N, cells x cells x angles]."""
    across, down = np.zeros_like(light), np.zeros_like(light)
    across[:, :, 1:-1] = light[:, :, 2:] - light[:, :, :-2]
    down[:, 1:-1] = light[:, 2:] - light[:, :-2]
    strength = np.sqrt(np.hypot(across, down))
    angle = np.floor((np.arctan2(down, across) / (2 * np.pi) + 0.5) * _ANGLES).astype(np.int64) % _ANGLES
    parts = [_pooled(np.where(angle == one, strength, np.float32(0)), SIDE // _CELLS) for one in range(_ANGLES)]
    return np.stack(parts, axis=-1).reshape(len(light), -1)


def _colours(lab: Floats) -> Floats:
    """Roots of the shares of colours, by hue and lightness: [N, 6 x 6 x 3]."""
    count = len(lab)
    bins = np.minimum((lab[..., 1:] - 0.2) / 0.6 * 6, 5.99).clip(0, 5).astype(np.int64)
    lightness = np.minimum(lab[..., 0] * 3, 2).astype(np.int64)
    cell = (bins[..., 0] * 6 + bins[..., 1]) * 3 + lightness
    offset = np.arange(count)[:, None] * 108
    counts = np.bincount((cell.reshape(count, -1) + offset).ravel(), minlength=count * 108).reshape(count, 108)
    roots: Floats = np.sqrt(counts / counts.sum(axis=1, keepdims=True)).astype(np.float32)
    return roots
