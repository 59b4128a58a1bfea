"""Faults of a training (collapse, divergence, ...), noticed early and said in words with a way out.

Few things are watched, and only those that can be told with confidence: the discriminator far ahead of
the generator, designs that have become all alike, numbers that are no longer finite.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

_SURE, _UNSURE = 0.97, 0.9  # the discriminator's mean certainty at which it counts as far ahead, and as caught up
_AHEAD_SHARE = 0.05  # of the whole training that it has to be so
_AHEAD_KIMG = 2.0  # and at least this long
_ALIKE, _VARIED = 0.25, 0.35  # diversity of the samples as a share of the dataset's
_ALIKE_IN_A_ROW = 2  # sample grids
_BAD_STEPS = 50  # steps in a row whose losses were not finite
_GRID = 16  # pixels a side at which pictures are compared


@dataclass(frozen=True)
class Problem:
    """Something wrong: a stable name, what it is, what to do."""

    name: str
    what: str
    do: str


AHEAD = Problem(
    "discriminator-ahead",
    "The discriminator tells real from fake almost every time, so the generator learns little.",
    "Vary what it sees (augment.colour, augment.translation), slow it down (optimizer.discriminator_factor), "
    "or add pictures.",
)
COLLAPSED = Problem(
    "collapse",
    "The designs have become nearly all alike.",
    "Start again from an earlier snapshot with a smaller learning rate; likeness features "
    "(network.minibatch_features) or a larger batch help too.",
)
NOT_FINITE = Problem(
    "not-finite",
    "The losses are not finite, so these steps teach nothing.",
    "If it stays so, start again from the last snapshot with a smaller learning rate, or in precision fp32.",
)


def diversity(pictures: np.ndarray) -> float:
    """How different pictures uint8 [N, H, W, 3] are: the mean distance of two of them, in levels (0 to 255).

    Compared at 16 px a side, so that fine noise does not count as difference.
    """
    count, height, width = pictures.shape[:3]
    rows, columns = min(_GRID, height), min(_GRID, width)
    cut = pictures[:, : height // rows * rows, : width // columns * columns].astype(np.float32)
    small = cut.reshape(count, rows, height // rows, columns, width // columns, 3).mean((2, 4)).reshape(count, -1)
    squares = ((small[:, None] - small[None]) ** 2).mean(2)
    return float(np.sqrt(squares).sum() / max(count * (count - 1), 1))


class HealthWatch:
    """Looks at what the loop reports and keeps the list of present problems."""

    def __init__(self, *, total_kimg: float, reference: float, scores_are_shares: bool = True) -> None:
        """`reference` is the dataset's `diversity`; `scores_are_shares`: of 0 to 1, not a critic's raw ones."""
        self._scores_are_shares = scores_are_shares
        self._patience = max(_AHEAD_KIMG, _AHEAD_SHARE * total_kimg)
        self._reference = reference
        self._ahead_since: float | None = None
        self._was_varied = False
        self._alike = 0
        self._present: dict[str, Problem] = {}

    def look_at_numbers(self, kimg: float, scores: dict[str, float], bad_steps: int) -> list[Problem | None]:
        """What has changed: a problem that has come up, or None when all is well again."""
        certainty = min(scores.get("real", 0.5), 1 - scores.get("fake", 0.5))
        if not self._scores_are_shares or certainty < (_UNSURE if AHEAD.name in self._present else _SURE):
            self._ahead_since = None
        elif self._ahead_since is None:
            self._ahead_since = kimg
        ahead = self._ahead_since is not None and kimg - self._ahead_since >= self._patience
        still = AHEAD.name in self._present and self._ahead_since is not None
        return self.put(AHEAD, ahead or still) + self.put(NOT_FINITE, bad_steps >= _BAD_STEPS)

    def look_at_samples(self, pictures: np.ndarray) -> list[Problem | None]:
        """Likewise, from a sample grid's designs uint8 [N, H, W, 3]."""
        share = diversity(pictures) / self._reference if self._reference > 0 else 1.0
        limit = _VARIED if COLLAPSED.name in self._present else _ALIKE
        self._was_varied |= share >= _VARIED  # at first all designs are grey: that is no collapse
        self._alike = self._alike + 1 if share < limit and self._was_varied else 0
        return self.put(COLLAPSED, self._alike >= (1 if COLLAPSED.name in self._present else _ALIKE_IN_A_ROW))

    def clear(self, *names: str) -> list[Problem | None]:
        """Note that the problems of these names are there no longer; what has changed, as above."""
        gone = [problem for name, problem in self._present.items() if name in names]
        return [change for problem in gone for change in self.put(problem, False)]

    def put(self, problem: Problem, is_there: bool) -> list[Problem | None]:
        """Note that `problem` is there, or is not; what has changed, as above."""
        if is_there == (problem.name in self._present):
            return []
        if is_there:
            self._present[problem.name] = problem
            return [problem]
        del self._present[problem.name]
        return list(self._present.values()) or [None]  # what is left, or nothing
