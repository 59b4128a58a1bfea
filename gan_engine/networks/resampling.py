"""Doubling and halving feature maps through the filter [1, 3, 3, 1] (Karras et al. 2020a, appendix B; Zhang 2019).

Only native operations, twice differentiable, nothing to compile. What lies outside a picture counts as zero.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

_TAPS = (1.0, 3.0, 3.0, 1.0)


def double(x: Tensor) -> Tensor:
    """[N,C,H,W] -> [N,C,2H,2W]: zeros between the samples, then the filter with a gain of 4.

    In between, that is bilinear interpolation: each new sample lies a quarter of the way to its neighbour.
    """
    grown = F.interpolate(F.pad(x, (1, 1, 1, 1)), scale_factor=2, mode="bilinear", align_corners=False)
    return grown[:, :, 2:-2, 2:-2]


def halve(x: Tensor) -> Tensor:
    """[N,C,H,W] -> [N,C,H/2,W/2]: the filter, then every other sample."""
    return _filtered(x, padding=1, stride=2)


def smooth(x: Tensor, padding: int, gain: float = 1.0) -> Tensor:
    """[N,C,H,W] -> [N,C,H + 2 padding - 3, W + 2 padding - 3]: the filter alone, multiplied by `gain`."""
    return _filtered(x, padding=padding, stride=1, gain=gain)


def _filtered(x: Tensor, *, padding: int, stride: int, gain: float = 1.0) -> Tensor:
    taps = torch.tensor(_TAPS, device=x.device, dtype=x.dtype) / sum(_TAPS)
    channels = int(x.shape[1])  # a plain number, so that exporters see a kernel of known shape
    kernel = (taps[:, None] * taps[None] * gain).expand(channels, 1, -1, -1)
    return F.conv2d(x, kernel, stride=stride, padding=padding, groups=channels)
