"""The projected discriminator (Sauer et al. 2021, “Projected GANs converge faster”), from the paper.

Pictures are looked at by a network that has seen the world already, EfficientNet-Lite0, whose weights never change;
small discriminators learn to judge what it sees, one at each of four scales. What the scales see is mixed at random
first, so that no few channels give a design away (section 3.2). It goes with every generator.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_engine.image_shape import FIRST, ImageShape
from gan_engine.metrics import lite0
from gan_engine.metrics.backbones import backbone
from gan_engine.metrics.feature_network import Backbone
from gan_engine.networks.bases import Discriminator
from gan_engine.networks.layers import BatchNorm2d, SpectralConv, class_vectors

_SCALES = {"block 3": 24, "block 5": 40, "block 11": 112, "block 16": 320}
"""The last layer at 1/4, 1/8, 1/16 and 1/32 of the sides, and how many channels it has: the paper's L1 to L4."""
_STRIDES = (4, 8, 16, 32)
_LEAST = 128
"""Resolution: smaller pictures are enlarged, so that the coarsest scale still has 4 x 4 cells (of squares)."""
_WIDTH = 64
"""Channels of a head at its finest; they double with each halving, up to four times as many."""
_MIXED_BY = 0
"""The seed of the random mixing: the same in every training, so that heads fit when one begins from another."""


class ProjectedDiscriminator(Discriminator):
    """Pictures [N,C,H,W], whose colours alone it sees -> logits [N,K]: the cells of the smallest grid (4 x 4 for
    squares) at each of four scales, the finest first."""

    def __init__(self, size: ImageShape, class_count: int) -> None:
        super().__init__(size=size, class_count=class_count)
        self.resolution = max(_LEAST, size.resolution)
        self.mixing = _Mixing(list(_SCALES.values()))
        self.heads = nn.ModuleList(
            _Head(channels, self.resolution // stride, class_count)
            for channels, stride in zip(_SCALES.values(), _STRIDES, strict=True)
        )

    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor:
        return self.of_seen(self.seen(pictures), c)

    def seen(self, pictures: Tensor) -> list[Tensor]:
        """What the heads judge of pictures, of `map_shapes`: nothing in it ever learns."""
        maps: list[Tensor] = self.mixing(self.frozen_maps(pictures))
        return maps

    def of_seen(self, maps: list[Tensor], c: Tensor | None) -> Tensor:
        """The logits of what was `seen`."""
        return torch.cat([head(seen, c) for head, seen in zip(self.heads, maps, strict=True)], 1)

    @property
    def map_shapes(self) -> list[tuple[int, int, int]]:
        """Channels, height and width of what is `seen` of a picture, the finest scale first."""
        height, width = self.size.at(self.resolution)
        return [
            (channels, height // stride, width // stride)
            for channels, stride in zip(_SCALES.values(), _STRIDES, strict=True)
        ]

    def frozen_maps(self, pictures: Tensor) -> list[Tensor]:
        """What the frozen network sees, from 1/4 to 1/32 of the sides."""
        network = frozen_network(pictures.device)
        grid = self.size.at(self.resolution)
        if pictures.shape[2:] != grid:
            pictures = F.interpolate(pictures, grid, mode="bilinear", align_corners=False)
        seen: Mapping[str, Tensor] = network.maps(network.normalise((pictures[:, :3] + 1) * 127.5), list(_SCALES))
        return [seen[name] for name in _SCALES]


@functools.cache
def frozen_network(device: torch.device) -> Backbone:
    """EfficientNet-Lite0 on `device`, no part of any snapshot. Raises `ModelError` where its weights are missing."""
    return lite0.without_weights() if device.type == "meta" else backbone(lite0.NAME, str(device))


class _Mixing(nn.Module):
    """Fixed random convolutions: across channels at each scale (CCM), then from coarse scales to fine (CSM)."""

    def __init__(self, channels: list[int]) -> None:
        super().__init__()
        drawn = torch.Generator().manual_seed(_MIXED_BY)
        for scale, count in enumerate(channels):
            self.register_buffer(f"across{scale}", _random_weight(count, count, 1, drawn), persistent=False)
        for scale, (fine, coarse) in enumerate(itertools.pairwise(channels)):
            self.register_buffer(f"down{scale}", _random_weight(coarse, fine, 3, drawn), persistent=False)

    def forward(self, maps: list[Tensor]) -> list[Tensor]:
        weights = {name: weight.to(maps[0].device) for name, weight in self.named_buffers()}  # moved where it counts
        mixed = [F.conv2d(each, weights[f"across{scale}"]) for scale, each in enumerate(maps)]
        for scale in range(len(mixed) - 2, -1, -1):
            coarse = F.conv2d(mixed[scale + 1], weights[f"down{scale}"], padding=1)
            coarse = F.interpolate(coarse, mixed[scale].shape[2:], mode="bilinear", align_corners=False)
            mixed[scale] = mixed[scale] + coarse
        return mixed


def _random_weight(inputs: int, outputs: int, kernel: int, drawn: torch.Generator) -> Tensor:
    """Of Kaiming's spread for layers without an activation (He et al. 2015): variance 1 / fan-in. Always drawn, where
    networks are built without weights too: no file holds it."""
    weight = torch.randn(outputs, inputs, kernel, kernel, generator=drawn, device="cpu")
    return weight.div_((inputs * kernel**2) ** 0.5)


class _Head(nn.Module):
    """Features [N,C,H,W] of one scale -> logits [N,cells]: halved to the smallest grid, each of its cells judged."""

    def __init__(self, channels: int, resolution: int, class_count: int) -> None:
        super().__init__()
        self.class_count = class_count
        layers: list[nn.Module] = []
        width = channels
        halved = 0
        while resolution > FIRST:
            wider = _WIDTH * min(4, 2**halved)
            layers += [SpectralConv(width, wider, 4, 2, 1), BatchNorm2d(wider), nn.LeakyReLU(0.2)]
            width, resolution, halved = wider, resolution // 2, halved + 1
        if not halved:
            layers += [SpectralConv(width, 4 * _WIDTH, 1), BatchNorm2d(4 * _WIDTH), nn.LeakyReLU(0.2)]
            width = 4 * _WIDTH
        self.layers = nn.Sequential(*layers)
        self.last = SpectralConv(width, 1, 3, 1, 1)
        if class_count:
            self.classes = nn.Embedding(class_count, width)
            nn.init.zeros_(self.classes.weight)

    def forward(self, maps: Tensor, c: Tensor | None) -> Tensor:
        seen = self.layers(maps)
        logits: Tensor = self.last(seen).flatten(1)
        if self.class_count:  # the projection of Miyato and Koyama 2018, eq. 3
            assert c is not None
            logits = logits + (class_vectors(self.classes, c) * seen.mean((2, 3))).sum(1, keepdim=True)
        return logits
