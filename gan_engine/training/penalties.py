"""Penalties on gradients: R1, R2, gradient penalty, path length. None is computed in fp16.

They are modules on the `StepContext`, so that one with a memory keeps it in a buffer, which the snapshot then holds.
All are multiplied out: what comes back is what is added to a loss.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from gan_engine import draws
from gan_engine.device import wide_range
from gan_engine.networks.phases import StepContext
from gan_engine.ranks import current


class R1(nn.Module):
    """gamma/2 E|grad D(x)|^2 on real x, through the augmentation (Mescheder et al. 2018, eq. 9)."""

    name = "r1"

    def __init__(self, gamma: float, augment: nn.Module) -> None:
        super().__init__()
        self.gamma = gamma
        self.augment = augment

    def forward(self, context: StepContext) -> Tensor:
        squared = squared_grad_norm(context, context.reals, self.augment)
        return squared.mean() * (self.gamma / 2)


class R2(nn.Module):
    """The same on this step's designs (Mescheder et al. 2018, eq. 10)."""

    name = "r2"

    def __init__(self, gamma: float, augment: nn.Module) -> None:
        super().__init__()
        self.gamma = gamma
        self.augment = augment

    def forward(self, context: StepContext) -> Tensor:
        squared = squared_grad_norm(context, context.fakes(), self.augment)
        return squared.mean() * (self.gamma / 2)


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

    def forward(self, context: StepContext) -> Tensor:
        share = draws.uniform(len(context.reals), 1, 1, 1, device=context.reals.device, dtype=context.reals.dtype)
        between = torch.lerp(context.reals, context.fakes().detach(), share)
        squared = squared_grad_norm(context, between, self.augment)
        penalty = (torch.sqrt(squared + 1e-12) - 1).square().mean() * self.weight
        if self.drift:
            scores = context.discriminator(self.augment(context.reals), context.labels).float()
            penalty = penalty + scores.square().mean() * self.drift
        return penalty


class PathLength(nn.Module):
    """weight E(|J_w^T y| - a)^2: equal steps in w change the picture equally (Karras et al. 2020a, eq. 4).

    y is noise, a the running mean of the lengths. Half a batch does (the same paper, appendix B).
    """

    mean: Tensor
    name = "path_length"
    _DECAY = 0.01  # of the running mean, as published

    def __init__(self, weight: float) -> None:
        super().__init__()
        self.weight = weight
        self.register_buffer("mean", torch.zeros(()))

    def forward(self, context: StepContext) -> Tensor:
        ranks = current()
        with ranks.sharing(max(1, ranks.total(len(context.reals)) // 2)) as count:
            return self._of(context, count)

    def _of(self, context: StepContext, count: int) -> Tensor:
        """Of `count` designs, this rank's."""
        ranks = current()
        labels = None if context.labels is None else context.labels[:count]
        generator: Any = context.generator  # one of a family that supports mixing
        styles: Tensor = generator.styles(context.latents(count), labels)
        pictures: Tensor = generator.synthesis(styles)
        noise = draws.normal_like(pictures) / (pictures.shape[2] * pictures.shape[3]) ** 0.5
        (gradients,) = torch.autograd.grad((pictures * noise).sum(), styles, create_graph=True)
        lengths = gradients.square().sum(2).mean(1).sqrt()
        length = ranks.mean_rows(lengths.detach())
        mean = torch.lerp(self.mean, length, self._DECAY)
        self.mean.copy_(mean)
        context.note("path.length", ranks.weighted(lengths.detach()))
        penalty: Tensor = ranks.weighted((lengths - mean).square()).mean() * self.weight
        return penalty


def squared_grad_norm(context: StepContext, pictures: Tensor, augment: nn.Module) -> Tensor:
    """|grad D(x)|^2 [N] at pictures [N,3,H,W], with its graph."""
    with wide_range(pictures.device):
        pictures = pictures.detach().requires_grad_()
        logits = context.discriminator(augment(pictures), context.labels).float()
        (gradients,) = torch.autograd.grad(logits.sum(), pictures, create_graph=True)
        return gradients.square().sum((1, 2, 3))
