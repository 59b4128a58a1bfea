"""StyleGAN (Karras et al. 2019): a mapping network, styles by adaptive instance normalisation, noise at every layer.

It grows as Progressive GAN does, from 8 px on; its discriminator is that of Progressive GAN with smoothed resampling.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_engine.device import full_precision
from gan_engine.networks.equalised import EqualisedLinear
from gan_engine.networks.growth import Growing, Growth, Level, enlarged
from gan_engine.networks.layers import group_deviation
from gan_engine.networks.options import Options, option
from gan_engine.networks.phases import Kit, Phase
from gan_engine.networks.progan import Conv, leaky, resolutions
from gan_engine.networks.registry import Discriminator, Family, Supports, register
from gan_engine.networks.styles import Mapping, Noise, StyledGenerator

_FIRST = 8  # px, where training begins
_TRUNCATED = 8  # layers, the coarse ones, that truncation reaches


class StyleGan1Options(Options):
    """The architecture, and how it grows."""

    z_dim: int = option(512, "Latent numbers", "How many numbers a design is drawn from.", advanced=True, ge=2, le=2048)
    w_dim: int = option(512, "Style numbers", "How many numbers a style has.", advanced=True, ge=2, le=2048)
    mapping_layers: int = option(8, "Mapping layers", "Layers from latent to style.", advanced=True, ge=1, le=16)
    channel_base: int = option(16384, "Width", "Channels at size s are this divided by s.", ge=16, le=131072)
    max_channels: int = option(512, "Most channels", "No layer is wider.", advanced=True, ge=2, le=2048)
    group: int = option(
        4, "Likeness group", "The discriminator compares so many pictures with each other, against collapse; 0: none.",
        advanced=True, ge=0, le=64,
    )  # fmt: skip
    style_mixing: float = option(
        0.9, "Style mixing", "Share of designs that take their coarse and fine styles from two latents.",
        advanced=True, ge=0, le=1, step=0.1,
    )  # fmt: skip
    fade_kimg: float = option(
        0.0, "Fade in over", "How long each new resolution takes to come in; 0: half the training is for growing.",
        advanced=True, unit="kimg", ge=0, le=1e5,
    )  # fmt: skip
    stable_kimg: float = option(
        0.0, "Settle for", "How long each resolution is then trained; 0: half the training is for growing.",
        advanced=True, unit="kimg", ge=0, le=1e5,
    )  # fmt: skip


def channels(options: StyleGan1Options, resolution: int) -> int:
    """How many feature maps there are at `resolution`: two at least."""
    return max(2, min(options.channel_base // resolution, options.max_channels))


def blur(x: Tensor) -> Tensor:
    """[N,C,H,W] through the filter [1, 2, 1] on both axes (section 2)."""
    taps = torch.tensor([0.25, 0.5, 0.25], device=x.device, dtype=x.dtype)
    channels = int(x.shape[1])
    return F.conv2d(x, (taps[:, None] * taps[None]).expand(channels, 1, -1, -1), padding=1, groups=channels)


class StyledLayer(nn.Module):
    """Convolution (none after the constant), noise, bias, leaky ReLU, instance norm, style: scale + 1 and shift."""

    noise_const: Tensor

    def __init__(self, inputs: int, outputs: int, w_dim: int, resolution: int, *, up: bool) -> None:
        super().__init__()
        if inputs:
            self.weight = nn.Parameter(torch.randn(outputs, inputs, 3, 3))
            self._scale = math.sqrt(2 / (inputs * 9))
        self.noise_weight = nn.Parameter(torch.zeros(outputs))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.style = EqualisedLinear(w_dim, 2 * outputs)
        self.register_buffer("noise_const", torch.randn(resolution, resolution))
        self._resolution, self._up, self._convolves = resolution, up, bool(inputs)

    def forward(self, x: Tensor, w: Tensor, noise: Noise) -> Tensor:
        if self._up:
            x = F.interpolate(x, scale_factor=2.0, mode="nearest")
        if self._convolves:
            x = F.conv2d(x, self.weight * self._scale, padding=1)
        if self._up:
            x = blur(x)
        if noise == "random":
            drawn = torch.randn(len(x), 1, self._resolution, self._resolution, device=x.device)
            x = x + drawn * self.noise_weight[:, None, None]
        elif noise == "const":
            x = x + self.noise_const * self.noise_weight[:, None, None]
        x = leaky(x + self.bias[:, None, None])
        with full_precision(x.device):
            x = x.float()
            spread, mean = torch.var_mean(x, (2, 3), keepdim=True, unbiased=False)
            scale, shift = self.style(w)[:, :, None, None].chunk(2, 1)
            styled: Tensor = (x - mean) * torch.rsqrt(spread + 1e-8) * (scale + 1) + shift
        return styled


class Synthesis(nn.Module):
    """Styles [N,layers,w_dim] -> pictures of the resolution it has grown to; not in training, of its full size."""

    def __init__(self, options: StyleGan1Options, size: int) -> None:
        super().__init__()
        self.level = Level(size)
        self.size = size
        self.resolutions = resolutions(size)
        self.const = nn.Parameter(torch.ones(channels(options, 4), 4, 4))
        width = 0
        for resolution in self.resolutions:
            outputs = channels(options, resolution)
            up = resolution > 4
            self.add_module(f"b{resolution}_0", StyledLayer(width, outputs, options.w_dim, resolution, up=up))
            self.add_module(f"b{resolution}_1", StyledLayer(outputs, outputs, options.w_dim, resolution, up=False))
            self.add_module(f"to_rgb{resolution}", Conv(outputs, 3, 1, padding=0, mirrored=False, gain=1))
            width = outputs
        self.layers = 2 * len(self.resolutions)
        """How many styles a picture takes."""

    def forward(self, ws: Tensor, noise: Noise = "random") -> Tensor:
        level = self.level
        x = self.const.expand(ws.shape[0], -1, -1, -1)
        picture = before = None
        for number, resolution in enumerate(self.resolutions):
            for place in range(2):
                x = getattr(self, f"b{resolution}_{place}")(x, ws[:, 2 * number + place], noise)
            if resolution == level.resolution // 2 and level.alpha < 1:
                before = getattr(self, f"to_rgb{resolution}")(x)
            if resolution == level.resolution:
                picture = getattr(self, f"to_rgb{resolution}")(x)
                break
        assert picture is not None
        if before is not None:
            picture = torch.lerp(enlarged(before, level.resolution), picture, level.alpha)
        return picture if self.training else enlarged(picture, self.size)


class StyleGan1Generator(Growing, StyledGenerator):
    """z -> w -> picture; truncation reaches the coarse layers alone (appendix B)."""

    truncated_layers = _TRUNCATED

    def __init__(self, options: StyleGan1Options, size: int, class_count: int) -> None:
        super().__init__(size, z_dim=options.z_dim, class_count=class_count, style_mixing=options.style_mixing)
        self.resolutions = resolutions(size)
        self.mapping = Mapping(options.z_dim, class_count, options.w_dim, options.mapping_layers, average=True)
        self.synthesis = Synthesis(options, size)

    def grow(self, level: Level) -> None:
        super().grow(level)
        self.synthesis.level = level


class StyleGan1Discriminator(Growing, Discriminator):
    """Pictures of the resolution it has grown to -> logits; with classes, their products with what a class maps to."""

    def __init__(self, options: StyleGan1Options, size: int, class_count: int) -> None:
        super().__init__(size, class_count=class_count)
        self.resolutions = resolutions(size)
        self._group = options.group
        for resolution in self.resolutions:
            width = channels(options, resolution)
            self.add_module(f"from_rgb{resolution}", Conv(3, width, 1, padding=0, mirrored=False))
            if resolution > 4:
                outputs = channels(options, resolution // 2)
                self.add_module(f"b{resolution}_0", Conv(width, width, 3, padding=1, mirrored=False))
                self.add_module(f"b{resolution}_1", Conv(width, outputs, 3, padding=1, mirrored=False))
        width = channels(options, 4)
        self._outputs = max(1, class_count)
        self.last = nn.ModuleList(
            [
                Conv(width + (1 if self._group else 0), width, 3, padding=1, mirrored=False),
                Conv(width, width, 4, padding=0, mirrored=False),
                Conv(width, self._outputs, 1, padding=0, mirrored=False, gain=1),
            ]
        )

    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor:
        level = self.level
        if pictures.shape[-1] > level.resolution:
            pictures = F.avg_pool2d(pictures, pictures.shape[-1] // level.resolution)
        x = leaky(getattr(self, f"from_rgb{level.resolution}")(pictures))
        for resolution in reversed(self.resolutions[1:]):
            if resolution > level.resolution:
                continue
            x = leaky(getattr(self, f"b{resolution}_0")(x))
            x = leaky(F.avg_pool2d(getattr(self, f"b{resolution}_1")(blur(x)), 2))
            if resolution == level.resolution and level.alpha < 1:
                before = leaky(getattr(self, f"from_rgb{resolution // 2}")(F.avg_pool2d(pictures, 2)))
                x = torch.lerp(before, x, level.alpha)
        if self._group:
            with full_precision(x.device):
                x = torch.cat([x, group_deviation(x.float(), self._group).to(x.dtype)], 1)
        x = leaky(self.last[0](x))
        x = leaky(self.last[1](x))
        logits: Tensor = self.last[2](x).flatten(1)
        if self._outputs > 1:  # one for each class, of which the picture's own counts
            assert c is not None
            logits = logits.gather(1, c[:, None])
        return logits.flatten()


@register
class StyleGan1(Family):
    name = "stylegan"
    title = "StyleGAN"
    sentence = "Coarse and fine styles that can be mixed, grown from 8 px: for large sets and long trainings."
    sizes = (16, 32, 64, 128, 256, 512, 1024)
    supports = Supports(classes=True, mixing=True, growth=True, truncation=True)
    Options = StyleGan1Options

    def build_generator(self, options: Any, size: int, class_count: int) -> StyleGan1Generator:
        return StyleGan1Generator(options, size, class_count)

    def build_discriminator(self, options: Any, size: int, class_count: int) -> StyleGan1Discriminator:
        return StyleGan1Discriminator(options, size, class_count)

    def phases(self, kit: Kit, options: Any) -> Sequence[Phase]:
        return [kit.discriminator(), *kit.regularisers(), kit.generator(), *kit.path_length()]

    def growth(self, options: Any, size: int, kimg: float) -> Growth:
        begun = [resolution for resolution in resolutions(size) if resolution >= _FIRST]
        return Growth.over(begun, kimg, fade_kimg=options.fade_kimg, stable_kimg=options.stable_kimg)
