"""How alike two pictures look: a distance of feature maps, with slopes to the pictures.

As LPIPS computes it (Zhang et al. 2018, "The Unreasonable Effectiveness of Deep Features as a Perceptual Metric",
equation 1 with all weights 1): at each position the features of a layer are brought to unit length, and squared
differences are added over channels and averaged over positions; here also over layers. The network is
EfficientNet-Lite0, which is always there. 0 is the same picture; two designs of one kind are at 0.3 to 0.6.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from gan_engine.metrics.feature_network import Backbone

LAYERS = ("block 1", "block 3", "block 5", "block 11")
"""The last of those with a half, a quarter, an eighth and a sixteenth of the picture's side."""
_SMALLEST = 64
"""px a side of a square as large: smaller pictures are enlarged to this, since the last layer would be left with a
position or two."""
_LITTLE = 1e-8

Maps = list[Tensor]


class PerceptualNetwork:
    """Looks at pictures of one size."""

    def __init__(self, backbone: Backbone, height: int, width: int) -> None:
        """`height` and `width` of the pictures."""
        self._backbone = backbone
        side = math.sqrt(height * width)
        factor = max(_SMALLEST, min(side, backbone.size)) / side
        self.grid = round(height * factor), round(width * factor)
        """Rows and columns at which pictures are looked at: their own, within limits."""

    def maps(self, pictures: Tensor) -> Maps:
        """Of floats [N,3,H,W] from 0 to 255: maps [N,C,h,w] of unit length along C, from fine to coarse."""
        if pictures.shape[2:] != self.grid:
            pictures = F.interpolate(pictures, self.grid, mode="bicubic", antialias=True, align_corners=False)
        floats = pictures.clamp(0, 255).contiguous(memory_format=torch.channels_last)
        seen = self._backbone.maps(self._backbone.normalise(floats), LAYERS)
        return [maps / (maps.square().sum(1, keepdim=True) + _LITTLE).sqrt() for maps in seen.values()]


def distances(one: Maps, other: Maps) -> Tensor:
    """Of pictures to those of the same row, or to a single one: float32 [N]."""
    layers = [(mine - theirs).square().sum(1).mean((1, 2)) for mine, theirs in zip(one, other, strict=True)]
    return torch.stack(layers).mean(0)
