"""Classes proposed from a few examples of each, with how sure that is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gan_engine.curation.likeness.classifier import Floats, learn, nearest_example, prepare

__all__ = ["prepare", "propose_classes"]

_FAR = 1.6
"""A picture so many times as far from every example as they are from one another is none of them, for all we know."""
_NEAR = 0.7
"""Of how far most pictures are from the examples: one that is not clearly nearer is none of them either. In a set
without kinds every picture is about as far from one example as any other, and one example would claim them all."""


def propose_classes(points: Floats, labels: npt.ArrayLike) -> tuple[npt.NDArray[np.int64], Floats]:
    """From `prepare(features)` [N, D] and int [N] labels (-1 where open): the class of every picture, int64 [N], and
    how sure that is, float32 [N] 0 to 1 (1 for the examples themselves).

    One classifier for each class against the others; with one class only, what is as near to its examples as they are
    to each other belongs to it and everything else stays -1.
    """
    given = np.asarray(labels).astype(np.int64)
    known = np.flatnonzero(given >= 0)
    names = np.unique(given[known])
    if not len(names):
        return np.full(len(given), -1, np.int64), np.zeros(len(given), np.float32)
    if len(names) == 1:
        return _one_class(points, given, known)
    said = np.stack([learn(points[known], given[known] == name).odds(points) for name in names], axis=1)
    chances = 1 / (1 + np.exp(-np.clip(said, -30, 30)))
    best = chances.argmax(axis=1)
    found = names[best]
    top = chances[np.arange(len(given)), best]
    second = np.sort(chances, axis=1)[:, -2]
    certainty = (top * (1 - second)).astype(np.float32) ** np.float32(0.5)
    found[known], certainty[known] = given[known], 1.0
    return found, certainty


def _one_class(
    points: Floats, given: npt.NDArray[np.int64], known: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], Floats]:
    examples = points[known]
    apart = np.sqrt(nearest_example(points, examples)[1])
    among = np.sqrt(np.maximum(((examples[:, None] - examples[None]) ** 2).sum(axis=2), 0))
    among[np.eye(len(known), dtype=bool)] = np.inf
    usual = float(np.median(among.min(axis=1))) if len(known) > 1 else float(np.quantile(apart, 0.05))
    reach = min(_FAR * usual, _NEAR * float(np.quantile(apart, 0.75)))
    certainty = np.clip(1 - apart / max(reach, 1e-9), 0, 1).astype(np.float32)
    found = np.where(certainty > 0, given[known[0]], -1)
    found[known], certainty[known] = given[known], 1.0
    return found, certainty
