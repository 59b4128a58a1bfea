"""Objectives (BCE, non-saturating, hinge, Wasserstein, relativistic) on the discriminator's logits.

All take logits [N] of real and fake pictures and return a 0-dim tensor, the mean over the batch.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import torch
import torch.nn.functional as F
from torch import Tensor


class Objective(ABC):
    """A pair of losses, and how sure a logit is."""

    @abstractmethod
    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        """What the discriminator minimises."""

    @abstractmethod
    def generator(self, fake: Tensor, real: Tensor) -> Tensor:
        """What the generator minimises. `real` is looked at by those alone that are `relative`."""

    relative = False
    """Whether the generator's loss depends on the real pictures' logits."""

    def probability(self, logits: Tensor) -> Tensor:
        """How real the discriminator takes each picture to be, 0 to 1."""
        return torch.sigmoid(logits)


class BinaryCrossEntropy(Objective):
    """The discriminator as a classifier (Goodfellow et al. 2014), its generator non-saturating.

    With `smoothing` s a target t becomes (1 - 2 s) t + s, in both losses: s = 0.05 is the Pokémon seed's 0.9 t + 0.05.
    """

    def __init__(self, smoothing: float = 0.0) -> None:
        self.smoothing = smoothing

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        return self._towards(real, 1.0) + self._towards(fake, 0.0)

    def generator(self, fake: Tensor, real: Tensor) -> Tensor:
        return self._towards(fake, 1.0)

    def _towards(self, logits: Tensor, target: float) -> Tensor:
        target = (1 - 2 * self.smoothing) * target + self.smoothing
        return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))


class NonSaturating(Objective):
    """The logistic loss of Goodfellow et al. 2014, section 3, as StyleGAN writes it."""

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        return F.softplus(-real).mean() + F.softplus(fake).mean()

    def generator(self, fake: Tensor, real: Tensor) -> Tensor:
        return F.softplus(-fake).mean()


class Hinge(Objective):
    """Hinge loss (Lim and Ye 2017; Tran et al. 2017): only what is within the margin of 1 counts."""

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        return F.relu(1 - real).mean() + F.relu(1 + fake).mean()

    def generator(self, fake: Tensor, real: Tensor) -> Tensor:
        return -fake.mean()

    def probability(self, logits: Tensor) -> Tensor:
        return torch.clamp(0.5 + 0.5 * logits, 0, 1)


class Wasserstein(Objective):
    """The difference of mean scores (Arjovsky et al. 2017, eq. 2-3): the discriminator is a critic, its scores raw.

    It needs a critic that cannot grow steep: clipped weights or a gradient penalty.
    """

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        return fake.mean() - real.mean()

    def generator(self, fake: Tensor, real: Tensor) -> Tensor:
        return -fake.mean()

    def probability(self, logits: Tensor) -> Tensor:
        return logits


class Relativistic(Objective):
    """Each fake picture is judged beside a real one (Jolicoeur-Martineau 2019; Huang et al. 2024, eq. 2)."""

    relative = True

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        return F.softplus(fake - real).mean()

    def generator(self, fake: Tensor, real: Tensor) -> Tensor:
        return F.softplus(real - fake).mean()


_OBJECTIVES: dict[str, type[Objective]] = {
    "non-saturating": NonSaturating,
    "hinge": Hinge,
    "wasserstein": Wasserstein,
    "relativistic": Relativistic,
}


def objective(name: str, *, label_smoothing: bool = False) -> Objective:
    """The objective as the configuration names it."""
    if name == "bce":
        return BinaryCrossEntropy(0.05 if label_smoothing else 0.0)
    return _OBJECTIVES[name]()
