"""The Inception score: whether designs are of clear and of many kinds.

exp of the mean divergence KL(p(y|x) || p(y)) of the classes an ImageNet network sees (Salimans et al. 2016, section 4),
over ten parts of the designs: mean and standard deviation. It looks at no real picture, and ImageNet's classes say
little about most art: reported because others report it. Each part is torchmetrics' score of designs that follow each
other, as the official program cuts them; only one part's logits are held at a time.
"""

from __future__ import annotations

import statistics
import warnings

from torch import Tensor

from gan_engine.metrics.precomputed_features import PrecomputedFeatures, drawn_from, kept_in_memory

PARTS = 10

_FAR_BELOW = 600.0  # exp(-600) is the last round number that float64 does not take for 0


class InceptionScore:
    """Takes the logits [N, classes] of `count` designs, in any parts."""

    def __init__(self, count: int, classes: int) -> None:
        """Raises `ValueError` with fewer than one design a part."""
        if count < PARTS:
            raise ValueError("an inception score needs ten designs")
        from torchmetrics.image.inception import InceptionScore as ScoreOfPart  # takes a second: paid by who measures

        self._ends = [count * (part + 1) // PARTS for part in range(PARTS)]
        self._seen = 0
        self._scores: list[float] = []
        with kept_in_memory():
            self._part = ScoreOfPart(feature=PrecomputedFeatures(classes), splits=1)

    def update(self, logits: Tensor) -> None:
        while len(logits) and len(self._scores) < PARTS:
            end = self._ends[len(self._scores)]
            taken, logits = logits[: end - self._seen], logits[end - self._seen :]
            self._part.update(_without_zeros(taken))
            self._seen += len(taken)
            if self._seen == end:
                self._scores.append(self._score_of_part())

    def compute(self) -> tuple[float, float]:
        """Mean and standard deviation over the parts. Raises `ValueError` before all announced designs have come."""
        if len(self._scores) < PARTS:
            raise ValueError("designs of an inception score are missing")
        return statistics.fmean(self._scores), statistics.stdev(self._scores)

    def _score_of_part(self) -> float:
        with drawn_from(0), warnings.catch_warnings():  # it shuffles, and asks for the deviation of its one score
            warnings.filterwarnings("ignore", message=r"std\(\): degrees of freedom is <= 0")
            mean, _ = self._part.compute()
        self._part.reset()
        return float(mean)


def _without_zeros(logits: Tensor) -> Tensor:
    """Far below the largest a class has no chance anyway; a chance of exactly 0 would make the score no number."""
    logits = logits.double()
    return logits.maximum(logits.amax(1, keepdim=True) - _FAR_BELOW)
