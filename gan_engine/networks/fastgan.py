"""A fast network for small sets (Liu et al. 2021, “Towards faster and stabilized GAN training”), from the paper.

The generator lets coarse layers steer fine ones (skip-layer excitation); the discriminator has to draw again what it
was shown, from its own features, so that it learns to see rather than to know the set by heart. Needs no large card.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_engine import draws
from gan_engine.device import single
from gan_engine.image_shape import ImageShape
from gan_engine.networks.bases import Discriminator, Generator
from gan_engine.networks.descriptions.fastgan import DESCRIPTION
from gan_engine.networks.layers import BatchNorm2d, SpectralConv, class_vectors
from gan_engine.networks.phases import Kit, Phase, StepContext
from gan_engine.networks.registry import Family, register
from gan_engine.settings.options import Options, option

_MULTIPLES = {4: 16, 8: 8, 16: 4, 32: 2, 64: 2, 128: 1, 256: 0.5, 512: 0.25, 1024: 0.125}
"""Channels at each resolution, as multiples of the width."""


class FastGanOptions(Options):
    """The architecture, and how much redrawing counts."""

    z_dim: int = option(256, "Latent numbers", "How many numbers a design is drawn from.", advanced=True, ge=2, le=2048)
    generator_width: int = option(64, "Generator's width", "Layers have multiples of so many channels.", ge=2, le=512)
    discriminator_width: int = option(
        64, "Discriminator's width", "Layers have multiples of so many channels.", ge=2, le=512
    )
    redraw: float = option(
        1.0, "Redrawing", "How much the discriminator has to be able to draw again what it was shown; 0: not.",
        advanced=True, ge=0, le=100, step=0.5,
    )  # fmt: skip


def channels(width: int, resolution: int) -> int:
    """How many feature maps there are at `resolution`: two at least."""
    return max(2, int(width * _MULTIPLES[resolution]))


class BatchNorm(BatchNorm2d):
    """Computed in fp32 on a processor: its bf16 kernels take ten times as long on the way back (torch 2.13)."""

    def __init__(self, width: int) -> None:
        super().__init__(width)
        nn.init.normal_(self.weight, 1.0, 0.02)

    def forward(self, x: Tensor) -> Tensor:
        normed: Tensor = super().forward(single(x) if x.device.type == "cpu" else x)
        return normed.to(x.dtype)


class Gate(nn.Module):
    """Half the channels decide how much passes of the other half (GLU; Dauphin et al. 2017), [N,2C,H,W] -> [N,C,H,W].

    torch's own loses channels_last on the way back, at which all before it then compute more slowly.
    """

    def forward(self, x: Tensor) -> Tensor:
        passed, gates = x.chunk(2, dim=1)
        return passed * torch.sigmoid(gates)


class Noise(nn.Module):
    """In training, noise of a learnt strength is added."""

    def __init__(self) -> None:
        super().__init__()
        self.strength = nn.Parameter(torch.zeros(()))

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        drawn = draws.normal(len(x), 1, *x.shape[2:], device=x.device)
        return x + (self.strength * drawn).to(x.dtype)


def up_block(inputs: int, outputs: int, *, twice: bool) -> nn.Sequential:
    """Doubled by nearest neighbours, then one convolution or two, each gated (GLU)."""
    layers: list[nn.Module] = [nn.Upsample(scale_factor=2), SpectralConv(inputs, 2 * outputs, 3, 1, 1)]
    if twice:
        layers.append(Noise())
    layers += [BatchNorm(2 * outputs), Gate()]
    if twice:
        layers += [SpectralConv(outputs, 2 * outputs, 3, 1, 1), Noise(), BatchNorm(2 * outputs), Gate()]
    return nn.Sequential(*layers)


class SkipExcitation(nn.Module):
    """Coarse features [N,I,h,h] decide how strong each of the fine ones [N,O,H,H] is (section 3.1)."""

    def __init__(self, inputs: int, outputs: int, size: ImageShape) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.AdaptiveAvgPool2d(size.first),
            SpectralConv(inputs, outputs, size.first),
            nn.SiLU(),
            SpectralConv(outputs, outputs, 1),
            nn.Sigmoid(),
        )

    def forward(self, coarse: Tensor, fine: Tensor) -> Tensor:
        weighted: Tensor = fine * self.layers(coarse)
        return weighted


class FastGanGenerator(Generator):
    """z -> the smallest grid (4 x 4 for squares) -> doubled step by step; what is 16 times as fine is steered by
    what is coarse."""

    def __init__(self, options: FastGanOptions, size: ImageShape, class_count: int) -> None:
        super().__init__(z_dim=options.z_dim, size=size, class_count=class_count)
        width = options.generator_width
        wide = channels(width, 4)
        if class_count:
            self.classes = nn.Embedding(class_count, options.z_dim)
        given = options.z_dim * (2 if class_count else 1)
        self.entry = SpectralConv(given, 2 * wide * size.first[0] * size.first[1], 1)
        self.entry_gate = nn.Sequential(BatchNorm(2 * wide), Gate())
        self.resolutions = size.resolutions[1:]
        for number, resolution in enumerate(self.resolutions):
            inputs, outputs = channels(width, resolution // 2), channels(width, resolution)
            self.add_module(f"b{resolution}", up_block(inputs, outputs, twice=number % 2 == 0))
            if resolution // 16 in (4, *self.resolutions):
                self.add_module(f"skip{resolution}", SkipExcitation(channels(width, resolution // 16), outputs, size))
        self.to_rgb = SpectralConv(channels(width, size.resolution), size.channels, 3, 1, 1)

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        if self.class_count:
            assert c is not None
            z = torch.cat([z, class_vectors(self.classes, c)], 1)
        x = self.entry_gate(self.entry(z[:, :, None, None]).flatten(1).unflatten(1, (-1, *self.size.first)))
        seen = {4: x}
        for resolution in self.resolutions:
            x = getattr(self, f"b{resolution}")(x)
            if resolution // 16 in seen:
                x = getattr(self, f"skip{resolution}")(seen[resolution // 16], x)
            seen[resolution] = x
        return torch.tanh(self.to_rgb(x))

    def stages(self) -> list[nn.Module]:
        modules = dict(self.named_children())
        return [self.entry_gate, *(modules.get(f"skip{each}", modules[f"b{each}"]) for each in self.resolutions)]

    def latent_weights(self) -> Tensor:
        return self.entry.weight.flatten(1)[:, : self.z_dim]


class DownBlock(nn.Module):
    """Halved in two ways at once, the mean of both: two convolutions, and averaging with one."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.main = nn.Sequential(
            SpectralConv(inputs, outputs, 4, 2, 1), BatchNorm(outputs), nn.LeakyReLU(0.2),
            SpectralConv(outputs, outputs, 3, 1, 1), BatchNorm(outputs), nn.LeakyReLU(0.2),
        )  # fmt: skip
        self.direct = nn.Sequential(
            nn.AvgPool2d(2), SpectralConv(inputs, outputs, 1), BatchNorm(outputs), nn.LeakyReLU(0.2)
        )

    def forward(self, x: Tensor) -> Tensor:
        halved: Tensor = (self.main(x) + self.direct(x)) / 2
        return halved


class Redrawer(nn.Module):
    """Features at 8 px -> a picture as large as `resolution` names: what the discriminator has kept of what it saw
    (section 3.2)."""

    def __init__(self, inputs: int, width: int, size: ImageShape, resolution: int) -> None:
        super().__init__()
        layers: list[nn.Module] = [nn.AdaptiveAvgPool2d(size.at(8))]
        reached = 8
        while reached < resolution:
            reached *= 2
            outputs = channels(width, reached)
            layers += [nn.Upsample(scale_factor=2), SpectralConv(inputs, 2 * outputs, 3, 1, 1), BatchNorm(2 * outputs)]
            layers.append(Gate())
            inputs = outputs
        self.layers = nn.Sequential(*layers, SpectralConv(inputs, size.channels, 3, 1, 1), nn.Tanh())

    def forward(self, x: Tensor) -> Tensor:
        drawn: Tensor = self.layers(x)
        return drawn


class FastGanDiscriminator(Discriminator):
    """Pictures -> features at 8 px -> logits [N]: the mean of 5 x 5 verdicts (of squares), each on a part."""

    def __init__(self, options: FastGanOptions, size: ImageShape, class_count: int) -> None:
        super().__init__(size=size, class_count=class_count)
        width = options.discriminator_width
        half = channels(width, size.resolution // 2)
        self.entry = nn.Sequential(SpectralConv(size.channels, half, 4, 2, 1), nn.LeakyReLU(0.2))
        self.resolutions = [each for each in reversed(size.resolutions) if 8 <= each <= size.resolution // 4]
        for resolution in self.resolutions:
            self.add_module(f"b{resolution}", DownBlock(channels(width, 2 * resolution), channels(width, resolution)))
            if 16 * resolution in (size.resolution // 2, *self.resolutions):
                self.add_module(
                    f"skip{resolution}",
                    SkipExcitation(channels(width, 16 * resolution), channels(width, resolution), size),
                )
        wide = channels(width, 8)
        self.head = nn.Sequential(
            SpectralConv(wide, wide, 1), BatchNorm(wide), nn.LeakyReLU(0.2), SpectralConv(wide, 1, 4)
        )
        drawn = min(128, size.resolution)
        self.redraw_whole = Redrawer(wide, width, size, drawn)
        self.redraw_part = Redrawer(channels(width, 16), width, size, drawn)
        if class_count:
            self.classes = nn.Embedding(class_count, wide)
            nn.init.zeros_(self.classes.weight)

    def features(self, pictures: Tensor) -> dict[int, Tensor]:
        """By resolution, down to 8 px."""
        x = self.entry(pictures)
        seen = {self.size.resolution // 2: x}
        for resolution in self.resolutions:
            x = getattr(self, f"b{resolution}")(x)
            if 16 * resolution in seen:
                x = getattr(self, f"skip{resolution}")(seen[16 * resolution], x)
            seen[resolution] = x
        return seen

    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor:
        return self.logits_and_features(pictures, c)[0]

    def logits_and_features(self, pictures: Tensor, c: Tensor | None = None) -> tuple[Tensor, dict[int, Tensor]]:
        seen = self.features(pictures)
        logits: Tensor = self.head(seen[8]).flatten(1).mean(1)
        if self.class_count:
            assert c is not None
            logits = logits + (class_vectors(self.classes, c) * seen[8].mean((2, 3))).sum(1)
        return logits, seen


class Redraw(nn.Module):
    """How far what the discriminator draws again is from the real picture: all of it, and a quarter in more detail.

    It draws what it was shown in its phase, augmented, from the features by which it judged that. The distance is taken
    at several sizes, so that shapes count as much as pixels.
    """

    name = "redraw"

    def __init__(self, weight: float) -> None:
        super().__init__()
        self.weight = weight

    def forward(self, context: StepContext) -> Tensor:
        discriminator: Any = context.discriminator
        assert context.shown is not None  # what is added to the discriminator's loss comes after it
        reals, seen = context.shown
        whole = discriminator.redraw_whole(seen[8])
        row, column = torch.randint(0, 2, (2,), device="cpu").tolist()
        fine = _quarter(seen[16], row, column)
        part = discriminator.redraw_part(fine)
        loss = _distance(whole, reals) + _distance(part, _quarter(reals, row, column))
        return loss * self.weight


def _quarter(x: Tensor, row: int, column: int) -> Tensor:
    """One of the four quarters of [N,C,H,W]."""
    height, width = x.shape[2] // 2, x.shape[3] // 2
    return x[:, :, height * row : height * (row + 1), width * column : width * (column + 1)]


def _distance(drawn: Tensor, pictures: Tensor) -> Tensor:
    target = F.interpolate(pictures, size=drawn.shape[-2:], mode="area")
    drawn = drawn.float()
    total = F.l1_loss(drawn, target)
    for _ in range(3):
        drawn, target = F.avg_pool2d(drawn, 2), F.avg_pool2d(target, 2)
        total = total + F.l1_loss(drawn, target)
    return total


@register
class FastGan(Family):
    description = DESCRIPTION
    Options = FastGanOptions

    def build_generator(self, options: Any, size: ImageShape, class_count: int) -> FastGanGenerator:
        return FastGanGenerator(options, size, class_count)

    def build_discriminator(self, options: Any, size: ImageShape, class_count: int) -> FastGanDiscriminator:
        return FastGanDiscriminator(options, size, class_count)

    def phases(self, kit: Kit, options: Any) -> Sequence[Phase]:
        redraw = [Redraw(options.redraw)] if options.redraw and kit.own_discriminator else []
        return [kit.discriminator(*redraw), *kit.regularisers(), kit.generator()]

    def picture_side(self, discriminator: Any) -> Sequence[nn.Module]:
        return [discriminator.entry, *(getattr(discriminator, f"b{each}") for each in discriminator.resolutions)]
