"""Doubling and halving of feature maps by the filter [1, 3, 3, 1] (Karras et al. 2020a, appendix B; Zhang 2019).

Only native operations, twice differentiable, nothing to compile. What lies outside a picture counts as zero.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

Taps = tuple[float, ...]
_TAPS: Taps = (1.0, 3.0, 3.0, 1.0)


def double(x: Tensor) -> Tensor:
    """[N,C,H,W] -> [N,C,2H,2W]: zeros between the samples, then the filter with a gain of 4.

    In between, that is bilinear interpolation: each new sample lies a quarter of the way to its neighbour.
    """
    grown = F.interpolate(F.pad(x, (1, 1, 1, 1)), scale_factor=2, mode="bilinear", align_corners=False)
    return grown[:, :, 2:-2, 2:-2]


def smooth(x: Tensor, padding: int, gain: float = 1.0) -> Tensor:
    """[N,C,H,W] -> [N,C,H + 2 padding - 3, W + 2 padding - 3]: the filter alone, multiplied by `gain`.

    A convolution with a stride of 2 after it halves without aliasing. `padding` is 0 to 3.
    """
    return _filter(x, _TAPS, padding, gain)


def blur(x: Tensor) -> Tensor:
    """[N,C,H,W] -> the same shape, through the filter [1, 2, 1] (Karras et al. 2019, section 2)."""
    return _filter(x, (1.0, 2.0, 1.0), 1, 1.0)


def _filter(x: Tensor, taps: Taps, padding: int, gain: float) -> Tensor:
    """Through `taps`, which read alike from both ends, on both axes."""
    if torch.is_grad_enabled() and x.requires_grad:
        filtered: Tensor = _Filter.apply(x, taps, padding, gain)  # type: ignore[no-untyped-call]
        return filtered
    return _filtered(x, taps, padding, gain)


def _filtered(x: Tensor, taps: Taps, padding: int, gain: float) -> Tensor:
    weights = torch.tensor(taps, device=x.device, dtype=x.dtype) / sum(taps)
    channels = int(x.shape[1])  # a plain number, so that exporters see a kernel of known shape
    kernel = (weights[:, None] * weights[None] * gain).expand(channels, 1, -1, -1)
    return F.conv2d(x, kernel, padding=padding, groups=channels)


class _Filter(torch.autograd.Function):
    """The filter reads alike from both ends, so that its gradient is the filter again, and that one's too.

    Left to itself, torch would work out gradients of the filter's fixed taps as well when it differentiates twice, in
    a convolution of its own for each channel.
    """

    @staticmethod
    def forward(ctx: Any, x: Tensor, taps: Taps, padding: int, gain: float) -> Tensor:
        ctx.taps, ctx.padding, ctx.gain = taps, padding, gain
        return _filtered(x, taps, padding, gain)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None, None, None]:
        return _filter(gradient, ctx.taps, len(ctx.taps) - 1 - ctx.padding, ctx.gain), None, None, None
