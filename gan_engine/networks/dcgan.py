"""Deep convolutional GAN (Radford, Metz and Chintala 2015): small, quick, at home on a CPU.

One description covers the paper's form and those of two seeds: channels double from the widest layer
inwards up to `max_width`, so that width 64 / max 512 is the usual 64 px network (and, at 96 px, the
animated faces'), width 128 / max 1024 the paper's and the Pokémon one.

Beyond the paper, both networks may have layers at the picture's full size (`detail_width`): the paper's generator
draws the finest octave by one transposed convolution from half the size, and its discriminator halves what it has not
looked at yet. They are added to the layers that were there, whose weights mean the same with and without them.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any, Literal

import torch
from torch import Tensor, nn

from gan_engine.image_shape import ImageShape
from gan_engine.networks.bases import Discriminator, Generator
from gan_engine.networks.descriptions.dcgan import DESCRIPTION
from gan_engine.networks.layers import (
    BatchNorm2d,
    MinibatchDiscrimination,
    SpectralConv,
    class_vectors,
    dcgan_weights,
)
from gan_engine.networks.registry import Family, register
from gan_engine.settings.options import Options, option

_CLASS_FEATURES = 32


class DCGANOptions(Options):
    z_dim: int = option(
        100,
        "Latent numbers",
        "How many numbers describe one design; fewer make designs more alike.",
        advanced=True,
        ge=2,
        le=1024,
    )
    generator_width: int = option(
        64,
        "Generator width",
        "Channels of the generator's largest layer: wider draws finer, trains slower and takes more memory.",
        ge=4,
        le=256,
        step=8,
    )
    discriminator_width: int = option(
        64,
        "Discriminator width",
        "Channels of the discriminator's largest layer: wider judges more keenly and trains slower.",
        ge=4,
        le=256,
        step=8,
    )
    max_width: int = option(
        512,
        "Widest layer",
        "Channels double from layer to layer up to this many.",
        advanced=True,
        ge=16,
        le=1024,
    )
    discriminator_norm: Literal["batch", "instance", "spectral", "none"] = option(
        "batch",
        "Discriminator normalisation",
        "Batch is usual; instance or none where a penalty on gradients is strong; spectral bounds each layer's slope.",
        advanced=True,
        labels={"batch": "Batch", "instance": "Instance", "spectral": "Spectral", "none": "None"},
    )
    head: Literal["convolution", "linear"] = option(
        "convolution",
        "Last layer",
        "How the discriminator comes to its verdict: a convolution (DCGAN) or a linear layer with bias (WGAN).",
        advanced=True,
        labels={"convolution": "Convolution", "linear": "Linear"},
    )
    minibatch_features: int = option(
        0,
        "Likeness features",
        "Lets the discriminator see how alike the designs of a batch are, against collapse; 0 for none.",
        advanced=True,
        ge=0,
        le=8,
    )
    detail_width: int = option(
        0,
        "Detail width",
        "Channels at the picture's full size, in both networks: lines and edges come out cleaner, steps take half as "
        "long again; 0 for none.",
        advanced=True,
        ge=0,
        le=64,
        step=4,
    )
    first_filters: Literal["random", "smooth"] = option(
        "random",
        "First filters",
        "What the generator's layers begin with: random filters (DCGAN), or such as enlarge smoothly, with less of a "
        "grid in early designs.",
        advanced=True,
        labels={"random": "Random", "smooth": "Smooth"},
    )


def _channels(width: int, max_width: int, size: ImageShape) -> list[int]:
    """Channels from the largest layer (half the picture's sides) inwards to the smallest grid."""
    return [min(width * 2**depth, max_width) for depth in range(size.doublings)]


def _smooth_filters(layer: nn.ConvTranspose2d) -> None:
    """Begin as random sums of bilinear enlargements: N(0, 0.02) times [1,3,3,1] either way, of mean square 1."""
    if layer.weight.is_meta:
        return  # torch would wake its compiler to multiply nothing
    row = torch.tensor([1.0, 3.0, 3.0, 1.0]) / math.sqrt(5)
    with torch.no_grad():
        layer.weight.copy_(torch.randn(*layer.weight.shape[:2], 1, 1) * 0.02 * row[:, None] * row)


def _add_nothing_yet(layer: nn.Module) -> None:
    """Begin with what a layer adds at 0 (Zhang et al. 2019, "Fixup"): a network that is begun from, without it, is
    the same with it."""
    nn.init.zeros_(layer.weight)  # type: ignore[arg-type]


class DCGANGenerator(Generator):
    """z [N,z_dim] -> start grid -> doubled by transposed convolutions to [N,C,H,W]."""

    def __init__(self, options: DCGANOptions, size: ImageShape, class_count: int) -> None:
        super().__init__(z_dim=options.z_dim, size=size, class_count=class_count)
        channels = _channels(options.generator_width, options.max_width, size)[::-1]
        entry = options.z_dim
        if class_count:
            self.classes = nn.Embedding(class_count, _CLASS_FEATURES)
            entry += _CLASS_FEATURES
        layers: list[nn.Module] = [
            nn.ConvTranspose2d(entry, channels[0], size.first, 1, 0, bias=False),
            BatchNorm2d(channels[0]),
            nn.ReLU(inplace=True),
        ]
        for inner, outer in pairwise(channels):
            layers += [
                nn.ConvTranspose2d(inner, outer, 4, 2, 1, bias=False),
                BatchNorm2d(outer),
                nn.ReLU(inplace=True),
            ]
        layers += [nn.ConvTranspose2d(channels[-1], size.channels, 4, 2, 1, bias=False), nn.Tanh()]
        self.layers = nn.Sequential(*layers)
        self.detail: nn.Sequential | None = None
        if width := options.detail_width:
            self.detail = nn.Sequential(
                nn.ConvTranspose2d(channels[-1], width, 4, 2, 1, bias=False),
                BatchNorm2d(width),
                nn.ReLU(inplace=True),
                _plain_conv(width, width, 3, 1, 1),
                BatchNorm2d(width),
                nn.ReLU(inplace=True),
                _plain_conv(width, size.channels, 3, 1, 1),
            )
        self.apply(dcgan_weights)
        if self.detail is not None:
            _add_nothing_yet(self.detail[-1])
        if options.first_filters == "smooth":
            for layer in [*layers[1:], *(self.detail or ())]:
                if isinstance(layer, nn.ConvTranspose2d):
                    _smooth_filters(layer)

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        if self.class_count:
            assert c is not None
            z = torch.cat([z, class_vectors(self.classes, c)], dim=1)
        *inner, last, bound = self.layers
        drawn = z[:, :, None, None]
        for layer in inner:
            drawn = layer(drawn)
        pictures: Tensor = last(drawn)
        if self.detail is not None:
            pictures = pictures + self.detail(drawn)
        return bound(pictures)  # type: ignore[no-any-return]

    def stages(self) -> list[nn.Module]:
        return [layer for layer in self.layers if isinstance(layer, nn.ReLU)]

    def latent_weights(self) -> Tensor:
        weight: Tensor = self.layers[0].weight  # type: ignore[assignment]
        return weight[: self.z_dim].flatten(1).t()


def _plain_conv(inputs: int, outputs: int, kernel: int | tuple[int, int], stride: int, padding: int) -> nn.Module:
    return nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False)


class DCGANDiscriminator(Discriminator):
    """[N,C,H,W] -> halved by strided convolutions to the start grid -> logits [N].

    Classes add the projection of Miyato and Koyama 2018 (eq. 4): the class's vector times the pooled features.
    """

    def __init__(self, options: DCGANOptions, size: ImageShape, class_count: int) -> None:
        super().__init__(size=size, class_count=class_count)
        channels = _channels(options.discriminator_width, options.max_width, size)
        conv = SpectralConv if options.discriminator_norm == "spectral" else _plain_conv
        layers: list[nn.Module] = [conv(size.channels, channels[0], 4, 2, 1), nn.LeakyReLU(0.2, inplace=True)]
        entry = channels[0]
        if options.minibatch_features:
            layers.append(
                MinibatchDiscrimination(entry, (size.height // 2, size.width // 2), options.minibatch_features)
            )
            entry += options.minibatch_features
        for outer in channels[1:]:
            layers.append(conv(entry, outer, 4, 2, 1))
            if options.discriminator_norm == "batch":
                layers.append(BatchNorm2d(outer))
            elif options.discriminator_norm == "instance":
                layers.append(nn.InstanceNorm2d(outer))
            layers.append(nn.LeakyReLU(0.2, inplace=True))
            entry = outer
        self.layers = nn.Sequential(*layers)
        self.head: nn.Module
        if options.head == "linear":
            self.head = nn.Sequential(nn.Flatten(), nn.Linear(entry * math.prod(size.first), 1))
        else:
            self.head = conv(entry, 1, size.first, 1, 0)
        self.detail: nn.Sequential | None = None
        if width := options.detail_width:
            self.detail = nn.Sequential(
                conv(size.channels, width, 3, 1, 1),
                nn.LeakyReLU(0.2, inplace=True),
                conv(width, channels[0], 4, 2, 1),
            )
        self.apply(dcgan_weights)
        if self.detail is not None and conv is _plain_conv:  # one of spectral norm 1 is never 0
            _add_nothing_yet(self.detail[-1])
        if class_count:
            self.classes = nn.Embedding(class_count, entry)
            nn.init.zeros_(self.classes.weight)

    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor:
        first, *inner = self.layers
        features = first(pictures)
        if self.detail is not None:
            features = features + self.detail(pictures)
        for layer in inner:
            features = layer(features)
        logits: Tensor = self.head(features).flatten()
        if self.class_count:
            assert c is not None
            logits = logits + (class_vectors(self.classes, c) * features.mean((2, 3))).sum(1)
        return logits


@register
class DCGAN(Family):
    description = DESCRIPTION
    Options = DCGANOptions

    def build_generator(self, options: Any, size: ImageShape, class_count: int) -> DCGANGenerator:
        return DCGANGenerator(options, size, class_count)

    def build_discriminator(self, options: Any, size: ImageShape, class_count: int) -> DCGANDiscriminator:
        return DCGANDiscriminator(options, size, class_count)

    def picture_side(self, discriminator: DCGANDiscriminator) -> list[nn.Module]:
        """Its first layer together with those at full size, whose sum is what it sees."""
        first, *inner = [layer for layer in discriminator.layers if list(layer.parameters())]
        return [first if discriminator.detail is None else nn.ModuleList([first, discriminator.detail]), *inner]
