"""Adaptive discriminator augmentation, ADA (Karras et al. 2020b, section 3): p, and how it is adapted.

Where the discriminator is too sure of the real pictures, it has begun to learn them by heart, and pictures are changed
more often; where it is not, more seldom. Nothing waits for the device.
"""

from __future__ import annotations

from collections.abc import Collection

import torch
from torch import Tensor, nn

from gan_engine.device import full_precision
from gan_engine.networks.phases import StepContext
from gan_engine.ranks import current
from gan_engine.training.augmentation.ada_transforms import AdaTransforms


class AdaptiveAugment(nn.Module):
    """Pictures [N,C,H,W] in -1..1 -> the same shape, each changed with the probability `p` for each kind of change.

    Every `interval` batches p goes up or down by as much as would take it from 0 to 1 within `speed_kimg`, to bring
    E[sign D(real)] to `target`. A `target` of 0 leaves p as it is.
    """

    p: Tensor
    signs: Tensor

    def __init__(self, kinds: Collection[str], *, p: float, target: float, interval: int, speed_kimg: float) -> None:
        super().__init__()
        self.changes = AdaTransforms(kinds)
        self.register_buffer("p", torch.tensor(float(p)))
        self.register_buffer("signs", torch.zeros(2))  # their sum, and of how many batches
        self._target = target
        self._interval = interval
        self._pace = interval / (speed_kimg * 1000)  # a picture

    def forward(self, pictures: Tensor) -> Tensor:
        with full_precision(pictures.device):
            changed: Tensor = self.changes(pictures.float(), self.p)
        return changed

    @torch.no_grad()
    def observe(self, context: StepContext, logits: Tensor) -> None:
        """Learn from the discriminator's logits of real pictures, those of all ranks."""
        sign = current().mean(logits.detach().sign().mean())
        context.note("ada.sign", sign)
        context.note("ada.p", self.p.clone())
        if not self._target:
            return
        self.signs.add_(torch.stack([sign, torch.ones_like(sign)]))
        total, batches = self.signs.unbind()
        is_due = batches >= self._interval
        step = torch.sign(total / batches - self._target) * (self._pace * current().total(len(logits)))
        self.p.copy_(torch.where(is_due, (self.p + step).clamp(0, 1), self.p))
        self.signs.mul_(~is_due)
