"""The inception score: are single designs of a clear kind, and all together of many kinds?

exp of the mean divergence KL(p(y|x) || p(y)) of the classes an ImageNet network sees (Salimans et al. 2016, section 4),
over ten parts of the designs: mean and standard deviation. It looks at no real picture, and ImageNet's classes say
little about most art: reported because others report it. Sums alone are kept, so memory does not grow.
"""

from __future__ import annotations

import torch
from torch import Tensor

PARTS = 10


class InceptionScore:
    """Gathers logits [N, classes]; designs are dealt out to the parts in turn."""

    def __init__(self) -> None:
        self.count = 0
        self._sums: Tensor | None = None  # of probabilities [PARTS, classes]
        self._negentropies = torch.zeros(PARTS, dtype=torch.float64)  # sums of sum p log p
        self._counts = torch.zeros(PARTS, dtype=torch.float64)

    def update(self, logits: Tensor) -> None:
        logs = logits.double().cpu().log_softmax(1)
        chances = logs.exp()
        parts = (torch.arange(len(logits)) + self.count) % PARTS
        if self._sums is None:
            self._sums = torch.zeros(PARTS, logits.shape[1], dtype=torch.float64)
        self._sums.index_add_(0, parts, chances)
        self._negentropies.index_add_(0, parts, (chances * logs).sum(1))
        self._counts.index_add_(0, parts, torch.ones(len(parts), dtype=torch.float64))
        self.count += len(logits)

    def compute(self) -> tuple[float, float]:
        """Mean and standard deviation over the parts. Raises `ValueError` with fewer than one design a part."""
        if self._sums is None or (self._counts < 1).any():
            raise ValueError("an inception score needs ten designs")
        mean = self._sums / self._counts[:, None]
        entropy = -torch.special.xlogy(mean, mean).sum(1)
        scores = (self._negentropies / self._counts + entropy).exp()
        return float(scores.mean()), float(scores.std())
