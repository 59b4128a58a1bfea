"""What keeps the networks smooth: penalties on gradients, none computed in fp16.

They are modules on the `Turn`, so that one with a memory keeps it in a buffer, which the snapshot then holds. All
are multiplied out: what comes back is what is added to a loss.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from gan_engine.device import wide_range
from gan_engine.networks.phases import Turn


class R1(nn.Module):
    """gamma/2 E|grad D(x)|^2 on real x, through the augmentation (Mescheder et al. 2018, eq. 9)."""

    name = "r1"

    def __init__(self, gamma: float, augment: nn.Module) -> None:
        super().__init__()
        self.gamma = gamma
        self.augment = augment

    def forward(self, turn: Turn) -> Tensor:
        lengths, _ = squared_slopes(turn, turn.reals, self.augment)
        return lengths.mean() * (self.gamma / 2)


class R2(nn.Module):
    """The same on this step's designs (Mescheder et al. 2018, eq. 10)."""

    name = "r2"

    def __init__(self, gamma: float, augment: nn.Module) -> None:
        super().__init__()
        self.gamma = gamma
        self.augment = augment

    def forward(self, turn: Turn) -> Tensor:
        lengths, _ = squared_slopes(turn, turn.fakes(), self.augment)
        return lengths.mean() * (self.gamma / 2)


class GradientPenalty(nn.Module):
    """lambda E(|grad D(x)| - 1)^2 between real and fake (Gulrajani et al. 2017, eq. 3), and drift E D(real)^2.

    The drift keeps the critic's scores near 0 (Karras et al. 2018, appendix A.1).
    """

    name = "gradient_penalty"

    def __init__(self, weight: float, drift: float, augment: nn.Module) -> None:
        super().__init__()
        self.weight = weight
        self.drift = drift
        self.augment = augment

    def forward(self, turn: Turn) -> Tensor:
        share = torch.rand(len(turn.reals), 1, 1, 1, device=turn.reals.device, dtype=turn.reals.dtype)
        between = torch.lerp(turn.reals, turn.fakes().detach(), share)
        squared, _ = squared_slopes(turn, between, self.augment)
        penalty = (torch.sqrt(squared + 1e-12) - 1).square().mean() * self.weight
        if self.drift:
            scores = turn.discriminator(self.augment(turn.reals), turn.labels).float()
            penalty = penalty + scores.square().mean() * self.drift
        return penalty


class PathLength(nn.Module):
    """weight E(|J_w^T y| - a)^2: equal steps in w change the picture equally (Karras et al. 2020a, eq. 4).

    y is noise, a the running mean of the lengths. Half a batch does (the same paper, appendix B).
    """

    mean: Tensor
    name = "path_length"
    _DECAY = 0.01

    def __init__(self, weight: float) -> None:
        super().__init__()
        self.weight = weight
        self.register_buffer("mean", torch.zeros(()))

    def forward(self, turn: Turn) -> Tensor:
        count = max(1, len(turn.reals) // 2)
        labels = None if turn.labels is None else turn.labels[:count]
        generator: Any = turn.generator  # one of a family that supports mixing
        styles: Tensor = generator.styles(turn.latents(count), labels)
        pictures: Tensor = generator.synthesis(styles)
        noise = torch.randn_like(pictures) / (pictures.shape[2] * pictures.shape[3]) ** 0.5
        (slopes,) = torch.autograd.grad((pictures * noise).sum(), styles, create_graph=True)
        lengths = slopes.square().sum(2).mean(1).sqrt()
        mean = torch.lerp(self.mean, lengths.detach().mean(), self._DECAY)
        self.mean.copy_(mean)
        turn.note("path.length", lengths.detach())
        penalty: Tensor = (lengths - mean).square().mean() * self.weight
        return penalty


def squared_slopes(turn: Turn, pictures: Tensor, augment: nn.Module) -> tuple[Tensor, Tensor]:
    """|grad D(x)|^2 [N] at pictures [N,3,H,W], with its graph, and the logits [N]."""
    with wide_range(pictures.device):
        pictures = pictures.detach().requires_grad_()
        logits = turn.discriminator(augment(pictures), turn.labels).float()
        (gradients,) = torch.autograd.grad(logits.sum(), pictures, create_graph=True)
        return gradients.square().sum((1, 2, 3)), logits
