"""Phases of a training step, as families declare them: which network learns from which loss, how often.

The training loop knows phases and nothing of families. A phase is one network's part of a step; its
loss is any callable on the `StepContext`, an `nn.Module` where it keeps state (its buffers then belong to the
snapshot). Ready-made losses come from the `Kit` that the loop hands to `Family.phases`; a family adds
its own (path length, reconstruction) where the kit does not know them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

import torch
from torch import Tensor, nn

from gan_engine import draws
from gan_engine.networks.bases import Discriminator, Generator

Role = Literal["generator", "discriminator"]


class StepContext:
    """What a loss may look at within one step: a fresh one is made for every step.

    `reals` [N,3,H,W] in -1..1 and `labels` int64 [N] (None without classes) are this step's real pictures,
    this rank's of them. Random numbers of single pictures come from `gan_engine.draws`, those of the whole step from
    torch's global generators, which the loop seeds for every step, on all ranks alike.
    """

    def __init__(
        self,
        generator: Generator,
        discriminator: Discriminator,
        reals: Tensor,
        labels: Tensor | None,
        *,
        step: int,
        keep_graph: bool,
        note: Callable[[str, Tensor], None],
        known: Callable[[], Tensor] | None = None,
    ) -> None:
        self.generator = generator
        self.discriminator = discriminator
        self.reals = reals
        self.labels = labels
        self.step = step
        self.note = note
        """Take down a number (0-dim tensor, or one whose mean is meant) under a name for the plots."""
        self.known = known
        """The discriminator's logits of `reals` just as they are, of what was seen in them before; None where nothing
        is kept of that. Without slopes to the pictures."""
        self.shown: tuple[Tensor, Mapping[int, Tensor]] | None = None
        """The real pictures as the discriminator is being shown them, and the features it saw, for what is added to
        its loss."""
        self._keep_graph = keep_graph
        self._fakes: Tensor | None = None

    def latents(self, count: int) -> Tensor:
        """Fresh z [count, z_dim], normal."""
        return draws.normal(count, self.generator.z_dim, device=self.reals.device)

    def fakes(self) -> Tensor:
        """This step's designs [N,3,H,W], made once, with the generator's graph if the generator learns in this step.

        They carry the classes of `labels`, so that real and fake follow the same mix.
        """
        if self._fakes is None:
            with torch.set_grad_enabled(self._keep_graph):
                self._fakes = self.generator(self.latents(len(self.reals)), self.labels).float()
        return self._fakes


Loss = Callable[[StepContext], Tensor]


@dataclass(frozen=True)
class Phase:
    """One network's part of a step: a loss, how often it comes, and how much it weighs."""

    name: str
    """The name of its loss in the plots, unique within a family's phases."""
    network: Role
    loss: Loss
    every: int = 1
    """In steps. A regulariser that comes every k steps (lazily) is weighted by k to weigh the same overall."""
    weight: float = 1.0
    wide_range: bool = False
    """Never computed in fp16, whose range gradients of gradients leave; bf16's, as wide as fp32's, does."""
    clip: float = 0.0
    """After its step, the network's weights are held within +-this; 0 for no bounds (Arjovsky et al. 2017)."""
    plays: Callable[[StepContext], bool] | None = None
    """Asked before it, whether it is to come at all in this step; None: always."""
    is_worthwhile: Callable[[Tensor], bool] | None = None
    """Asked of its loss, whether the network is to learn from it; None: always."""

    def is_due(self, step: int) -> bool:
        return step % self.every == 0


class Kit(Protocol):
    """Ready-made phases, as the run's configuration has them (objective, tricks, regularisers)."""

    @property
    def own_discriminator(self) -> bool:
        """Whether the discriminator is the family's own, as losses that are added to its own need it."""

    def discriminator(self, *added: nn.Module) -> Phase:
        """Tell real from fake. `added` losses, each with a `name`, are added to that."""

    def generator(self) -> Phase:
        """Be taken for real."""

    def regularisers(self) -> list[Phase]:
        """What the configuration asks for beyond that, each in a lazy phase of its own."""

    def path_length(self) -> list[Phase]:
        """Path length regularisation where it is asked for: for generators with `styles` and `synthesis`."""
