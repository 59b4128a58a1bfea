"""Tricks that decide in each step which of the two networks learns (the Pokémon experiments).

They are modules, so that what they remember is part of the snapshot. Both have to know a number before the step goes
on, so they wait for the device: for small networks, where that costs little.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from gan_engine.networks.phases import StepContext
from gan_engine.ranks import current


class Monitored(nn.Module):
    """The discriminator follows its loss only where that is more than 0.8 times the generator's last one."""

    generator_loss: Tensor
    SHARE = 0.8  # as the experiments had it

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("generator_loss", torch.zeros(()))

    def remember(self, loss: Tensor) -> None:
        """Take down the generator's loss."""
        self.generator_loss.copy_(current().mean(loss.detach()))

    def is_worthwhile(self, loss: Tensor) -> bool:
        """Whether the discriminator learns from this loss of its own."""
        return bool(current().mean(loss.detach()) > self.SHARE * self.generator_loss)


class Boost(nn.Module):
    """Now and then one network learns alone for a hundred steps, now and then the labels are swapped.

    Each step draws k from 0..1: below 0.0001 the generator is alone for 100 steps, below 0.001 the discriminator; from
    0.93 on, real and fake change places for the discriminator.
    """

    left: Tensor
    STEPS = 100  # this and the shares below: as the experiments had them
    _GENERATOR, _DISCRIMINATOR, _SWAPPED = 1e-4, 1e-3, 0.93

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("left", torch.zeros(2, dtype=torch.int64))  # steps the generator, discriminator is alone
        self._decided = -1
        self._alone: str | None = None
        self.swapped = False

    def decide(self, context: StepContext) -> None:
        """What becomes of this step; asked by whoever is first."""
        if context.step == self._decided:
            return
        self._decided = context.step
        drawn = float(torch.rand((), dtype=torch.float64))
        generator, discriminator = self.left.tolist()
        if not generator and not discriminator and drawn < self._DISCRIMINATOR:
            generator, discriminator = (self.STEPS, 0) if drawn < self._GENERATOR else (0, self.STEPS)
        self._alone = "generator" if generator else "discriminator" if discriminator else None
        self.swapped = self._alone is None and drawn >= self._SWAPPED
        self.left.copy_(torch.tensor([max(0, generator - 1), max(0, discriminator - 1)]))

    def generator_learns(self, context: StepContext) -> bool:
        self.decide(context)
        return self._alone != "discriminator"

    def discriminator_learns(self, context: StepContext) -> bool:
        self.decide(context)
        return self._alone != "generator"
