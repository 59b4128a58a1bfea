"""generator_ema: the exponential moving average of the generator's weights, which designs are drawn with."""

from __future__ import annotations

import torch
from torch import nn


def decay(batch: int, images: int, *, kimg: float, ramp: float) -> float:
    """What is kept of the mean in one step of `batch` pictures, after `images` so far.

    The half-life is `kimg`, at first no more than the share `ramp` of the training so far (ramp 0: no such limit).
    """
    half_life = kimg * 1000
    if ramp:
        half_life = min(half_life, images * ramp)
    return 0.5 ** (batch / half_life) if half_life > 0 else 0.0


@torch.no_grad()
def update(ema: nn.Module, network: nn.Module, kept: float) -> None:
    """ema = kept ema + (1 - kept) network, normalisation statistics included; whole numbers are copied."""
    theirs = [*network.parameters(), *network.buffers()]
    ours = [*ema.parameters(), *ema.buffers()]
    pairs = [(mine, its) for mine, its in zip(ours, theirs, strict=True) if mine.is_floating_point()]
    torch._foreach_lerp_([mine for mine, _ in pairs], [its.to(mine.dtype) for mine, its in pairs], 1 - kept)
    for mine, its in zip(ours, theirs, strict=True):
        if not mine.is_floating_point():
            mine.copy_(its)
