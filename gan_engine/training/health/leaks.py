"""Augmentation that leaks: designs that come out mirrored, turned or recoloured, though no picture of the set is.

A small model (a ridge regression over shapes, edges and colours, as `curation.asymmetry` has it) learns from the set's
own pictures to score a picture above the same one transformed. A design is asked the same question: does it, or its
own transform, look more like the set? For a blurred or shapeless design the two score alike, and it says nothing; one
that leaked is clearly beaten by its transform. So the model never has to tell designs from pictures, which it would do
by their flaws. Pictures that cannot be told from their transforms have no direction: nothing could leak.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gan_engine.curation.asymmetry import FEWEST, described
from gan_engine.settings.configuration import Configuration
from gan_engine.training.health.problems import LEAK_MIRRORED, LEAK_RECOLOURED, LEAK_TURNED, Problem
from gan_engine.training.health.set_view import Pictures

Doubles = npt.NDArray[np.float64]
Transform = Callable[[Pictures], Pictures]

_TOLD_APART = 0.9  # of the pictures have to be told from their transforms: below it the model is too unsure to accuse
_CLEAR = 0.5  # of the median lead of the set's pictures over their transforms: by so much a design has to be beaten
_RIDGE = 0.03  # of the trace, as in `asymmetry`
_HUES = (60, 120, 180, 240, 300)  # degrees


def turned_hue(pictures: Pictures, degrees: float) -> Pictures:
    """Colours turned about the grey axis, as ADA does it (Rodrigues' formula)."""
    angle = np.deg2rad(degrees)
    skew = np.array([[0.0, -1.0, 1.0], [1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]]) / np.sqrt(3)
    matrix = np.cos(angle) * np.eye(3) + np.sin(angle) * skew + (1 - np.cos(angle)) / 3
    turned = (pictures.astype(np.float32) - 127.5) @ matrix.T.astype(np.float32) + 127.5
    return np.asarray(np.clip(turned, 0, 255), np.uint8)


TRANSFORMS: dict[str, Sequence[Transform]] = {
    LEAK_MIRRORED.name: (lambda pictures: pictures[:, :, ::-1],),
    LEAK_TURNED.name: tuple(lambda pictures, k=k: np.rot90(pictures, k, (1, 2)) for k in (1, 2, 3)),  # type: ignore[misc]
    LEAK_RECOLOURED.name: tuple(lambda pictures, by=by: turned_hue(pictures, by) for by in _HUES),  # type: ignore[misc]
}


def possible_leaks(configuration: Configuration) -> tuple[Problem, ...]:
    """What the adaptive changes of a training could leak."""
    augment = configuration.augment
    moves = augment.adaptive in ("blit", "bg", "bgc")
    colours = augment.adaptive in ("bgc", "colour")
    asked = (
        (LEAK_MIRRORED, moves and augment.xflip and not configuration.mirror),
        (LEAK_TURNED, moves and augment.rotate90),
        (LEAK_RECOLOURED, colours and augment.hue),
    )
    return tuple(problem for problem, possible in asked if possible)


@dataclass(frozen=True)
class LeakModel:
    """What was learnt of one kind of transform."""

    transforms: Sequence[Transform]
    weights: Doubles
    clear: float
    """By so much a design has to be beaten by its transform."""
    mistaken: float
    """The share of the set's own pictures that are, each judged by a model that had not seen it."""
    told_apart: float
    """The share of them that lead their transforms at all."""

    @staticmethod
    def of(squares: Pictures, transforms: Sequence[Transform]) -> LeakModel | None:
        """Learnt from pictures uint8 [N, 64, 64, 3]; None where they are too few."""
        if len(squares) < FEWEST:
            return None
        own = _features(squares)
        others = [_features(transform(squares)) for transform in transforms]
        order = np.random.default_rng(0).permutation(len(squares))
        halves = order[: len(order) // 2], order[len(order) // 2 :]
        leads = np.empty(len(squares))
        for seen, unseen in (halves, halves[::-1]):
            weights = _learnt(own[seen], [other[seen] for other in others])
            leads[unseen] = _leads(weights, own[unseen], [other[unseen] for other in others])
        clear = _CLEAR * max(0.0, float(np.median(leads)))
        return LeakModel(
            transforms,
            _learnt(own, others),
            clear,
            float((leads < -clear).mean()),
            float((leads > 0).mean()),
        )

    @property
    def is_sure(self) -> bool:
        """Have the pictures a direction at all?"""
        return self.told_apart >= _TOLD_APART

    def leaked(self, squares: Pictures) -> float:
        """The share of designs uint8 [N, 64, 64, 3] that are clearly beaten by one of their transforms."""
        leads = _leads(self.weights, _features(squares), [_features(one(squares)) for one in self.transforms])
        return float((leads < -self.clear).mean())


def _features(squares: Pictures) -> Doubles:
    """[N, D], each group of them at the same strength."""
    groups = [group.astype(np.float64) for group in described(squares)]
    return np.concatenate([group / np.sqrt(np.square(group).sum(1).mean() + 1e-9) for group in groups], axis=1)


def _learnt(own: Doubles, others: Sequence[Doubles]) -> Doubles:
    """The ridge regression for which every difference of a picture to its transform should come to 1."""
    differences = np.concatenate([own - other for other in others])
    gram = differences.T @ differences
    gram += np.eye(len(gram)) * (_RIDGE * np.trace(gram) + 1e-9)
    return np.asarray(np.linalg.solve(gram, differences.sum(0)))


def _leads(weights: Doubles, own: Doubles, others: Sequence[Doubles]) -> Doubles:
    """By how much each picture scores above the best of its transforms."""
    return np.asarray(own @ weights - np.max([other @ weights for other in others], axis=0))
