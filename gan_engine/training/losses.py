"""Ready-made phases: the objective with the configuration's tricks plugged in.

Losses are modules, so that a trick with a memory keeps it in a buffer, which the snapshot then holds.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from gan_engine.networks.phases import Phase, Turn
from gan_engine.training.augment import DiffAugment
from gan_engine.training.configuration import Configuration
from gan_engine.training.objectives import Objective, objective


class DiscriminatorLoss(nn.Module):
    """Tell this step's real pictures from this step's designs.

    In a share `noisy` of the steps the discriminator is told the contrary (noisy labels).
    """

    def __init__(self, objective: Objective, augment: nn.Module, noisy: float = 0.0) -> None:
        super().__init__()
        self.objective = objective
        self.augment = augment
        self.noisy = noisy

    def forward(self, turn: Turn) -> Tensor:
        real = turn.discriminator(self.augment(turn.reals), turn.labels).float()
        fake = turn.discriminator(self.augment(turn.fakes().detach()), turn.labels).float()
        turn.note("real", self.objective.probability(real.detach()))
        turn.note("fake", self.objective.probability(fake.detach()))
        if self.noisy:
            swapped = torch.rand((), device=real.device) < self.noisy
            real, fake = torch.where(swapped, fake, real), torch.where(swapped, real, fake)
        return self.objective.discriminator(real, fake)


class GeneratorLoss(nn.Module):
    """Have this step's designs taken for real."""

    def __init__(self, objective: Objective, augment: nn.Module) -> None:
        super().__init__()
        self.objective = objective
        self.augment = augment

    def forward(self, turn: Turn) -> Tensor:
        fake = turn.discriminator(self.augment(turn.fakes()), turn.labels).float()
        return self.objective.generator(fake)


class R1(nn.Module):
    """gamma/2 E|grad D(x)|^2 on real x, through the augmentation (Mescheder et al. 2018, eq. 9)."""

    def __init__(self, gamma: float, augment: nn.Module) -> None:
        super().__init__()
        self.gamma = gamma
        self.augment = augment

    def forward(self, turn: Turn) -> Tensor:
        reals = turn.reals.detach().requires_grad_()
        logits = turn.discriminator(self.augment(reals), turn.labels)
        (gradients,) = torch.autograd.grad(logits.sum(), reals, create_graph=True)
        return gradients.square().sum((1, 2, 3)).mean() * (self.gamma / 2)


class StandardKit:
    """The phases that a configuration asks for, for a family to pick from (`gan_engine.networks.phases.Kit`)."""

    def __init__(self, configuration: Configuration) -> None:
        tricks, augment = configuration.tricks, configuration.augment
        self._tricks = tricks
        self._objective = objective(configuration.objective, label_smoothing=tricks.label_smoothing)
        self._augment = DiffAugment(colour=augment.colour, translation=augment.translation, cutout=augment.cutout)

    def discriminator(self) -> Phase:
        loss = DiscriminatorLoss(self._objective, self._augment, self._tricks.noisy_labels)
        return Phase("discriminator", "discriminator", loss)

    def generator(self) -> Phase:
        return Phase("generator", "generator", GeneratorLoss(self._objective, self._augment))

    def regularisers(self) -> list[Phase]:
        if not self._tricks.r1_gamma:
            return []
        every = self._tricks.r1_every
        loss = R1(self._tricks.r1_gamma, self._augment)
        return [Phase("r1", "discriminator", loss, every=every, weight=every, full_precision=True)]
