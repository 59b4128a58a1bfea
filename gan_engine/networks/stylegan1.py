"""StyleGAN (Karras et al. 2019): a mapping network, styles by adaptive instance normalisation, noise at every layer.

It grows as Progressive GAN does, from 8 px on; its discriminator is that of Progressive GAN with smoothed resampling.
"""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_engine import draws
from gan_engine.device import full_precision, single
from gan_engine.image_shape import ImageShape
from gan_engine.networks import pyramid
from gan_engine.networks.descriptions.stylegan1 import DESCRIPTION
from gan_engine.networks.equalised import EqualisedLinear
from gan_engine.networks.growth import Growing, Growth, Level, enlarged, growth_of
from gan_engine.networks.progan import Conv, GrowingDiscriminator, leaky
from gan_engine.networks.pyramid import channels
from gan_engine.networks.registry import Family, register
from gan_engine.networks.resampling import blur
from gan_engine.networks.styles import LayerNoise, Mapping, Noise, StyledGenerator
from gan_engine.settings.options import Options, option

_FIRST = 8  # px, where training begins
_TRUNCATED = 8  # layers, the coarse ones, that truncation reaches


class StyleGan1Options(Options):
    """The architecture, and how it grows."""

    z_dim: int = pyramid.latent_numbers()
    w_dim: int = pyramid.style_numbers()
    mapping_layers: int = option(8, "Mapping layers", "Layers from latent to style.", advanced=True, ge=1, le=16)
    channel_base: int = option(16384, "Width", "Channels at size s are this divided by s.", ge=16, le=131072)
    max_channels: int = pyramid.most_channels()
    group: int = pyramid.mbstd_group_size()
    style_mixing: float = pyramid.style_mixing()
    first_size: int = pyramid.first_size()
    first_kimg: float = pyramid.first_for()
    fade_kimg: float = pyramid.fade_in()
    stable_kimg: float = pyramid.stable_length()


class StyledLayer(nn.Module):
    """Convolution (none after the constant), noise, bias, leaky ReLU, instance norm, style: scale + 1 and shift."""

    noise_const: Tensor

    def __init__(self, inputs: int, outputs: int, w_dim: int, rows_columns: tuple[int, int], *, up: bool) -> None:
        super().__init__()
        if inputs:
            self.weight = nn.Parameter(torch.randn(outputs, inputs, 3, 3))
            self._scale = math.sqrt(2 / (inputs * 9))
        self.noise_weight = nn.Parameter(torch.zeros(outputs))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.style = EqualisedLinear(w_dim, 2 * outputs)
        self.register_buffer("noise_const", torch.randn(*rows_columns))
        self._rows_columns, self._up, self._convolves = rows_columns, up, bool(inputs)

    def forward(self, x: Tensor, w: Tensor, noise: LayerNoise) -> Tensor:
        if self._up:
            x = F.interpolate(x, scale_factor=2.0, mode="nearest")
        if self._convolves:
            x = F.conv2d(x, self.weight * self._scale, padding=1)
        if self._up:
            x = blur(x)
        if isinstance(noise, Tensor):
            x = x + noise * self.noise_weight[:, None, None]
        elif noise == "random":
            drawn = draws.normal(len(x), 1, *self._rows_columns, device=x.device)
            x = x + drawn * self.noise_weight[:, None, None]
        elif noise == "const":
            x = x + self.noise_const * self.noise_weight[:, None, None]
        x = leaky(x + self.bias[:, None, None])
        with full_precision(x.device):
            x = single(x)
            spread, mean = torch.var_mean(x, (2, 3), keepdim=True, unbiased=False)
            scale, shift = self.style(w)[:, :, None, None].chunk(2, 1)
            styled: Tensor = (x - mean) * torch.rsqrt(spread + 1e-8) * (scale + 1) + shift
        return styled


class Synthesis(nn.Module):
    """Styles [N,layers,w_dim] -> pictures of the resolution it has grown to; not in training, of its full size."""

    def __init__(self, options: StyleGan1Options, size: ImageShape) -> None:
        super().__init__()
        self.level = Level(size.resolution)
        self.size = size
        self.resolutions = size.resolutions
        self.const = nn.Parameter(torch.ones(channels(options, 4), *size.first))
        width = 0
        for resolution in self.resolutions:
            outputs = channels(options, resolution)
            grid, up = size.at(resolution), resolution > 4
            self.add_module(f"b{resolution}_0", StyledLayer(width, outputs, options.w_dim, grid, up=up))
            self.add_module(f"b{resolution}_1", StyledLayer(outputs, outputs, options.w_dim, grid, up=False))
            self.add_module(f"to_rgb{resolution}", Conv(outputs, size.channels, 1, padding=0, mirrored=False, gain=1))
            width = outputs
        self.layers = 2 * len(self.resolutions)
        """How many styles a picture takes."""

    def forward(self, ws: Tensor, noise: Noise = "random") -> Tensor:
        level = self.level
        x = self.const.expand(ws.shape[0], -1, -1, -1)
        picture = before = None
        for number, resolution in enumerate(self.resolutions):
            for index in range(2):
                own = noise if isinstance(noise, str) else noise[2 * number + index]
                x = getattr(self, f"b{resolution}_{index}")(x, ws[:, 2 * number + index], own)
            if resolution == level.resolution // 2 and level.alpha < 1:
                before = getattr(self, f"to_rgb{resolution}")(x)
            if resolution == level.resolution:
                picture = getattr(self, f"to_rgb{resolution}")(x)
                break
        assert picture is not None
        if before is not None:
            picture = torch.lerp(enlarged(before, level.resolution, self.size), picture, level.alpha)
        return picture if self.training else enlarged(picture, self.size.resolution, self.size)

    def stages(self) -> list[nn.Module]:
        """The second layer of each resolution it has grown to."""
        grown = [resolution for resolution in self.resolutions if resolution <= self.level.resolution]
        return [getattr(self, f"b{resolution}_1") for resolution in grown]

    def style_weights(self) -> list[Tensor]:
        """The layer [2 O,w_dim] that makes scale and shift of each style."""
        return [
            getattr(self, f"b{resolution}_{index}").style.weight
            for resolution in self.resolutions
            for index in range(2)
        ]

    def noise_grids(self) -> list[tuple[int, int]]:
        """Rows and columns of each layer's noise."""
        return [self.size.at(resolution) for resolution in self.style_resolutions()]

    def style_resolutions(self) -> list[int]:
        """Of each style's layer."""
        return [resolution for resolution in self.resolutions for _ in range(2)]


class StyleGan1Generator(Growing, StyledGenerator):
    """z -> w -> picture; truncation reaches the coarse layers alone (appendix B)."""

    truncated_layers = _TRUNCATED

    def __init__(self, options: StyleGan1Options, size: ImageShape, class_count: int) -> None:
        super().__init__(size, z_dim=options.z_dim, class_count=class_count, style_mixing=options.style_mixing)
        self.mapping = Mapping(options.z_dim, class_count, options.w_dim, options.mapping_layers, with_w_avg=True)
        self.synthesis = Synthesis(options, size)

    def grow(self, level: Level) -> None:
        super().grow(level)
        self.synthesis.level = level


class StyleGan1Discriminator(GrowingDiscriminator):
    """Progressive GAN's, but smoothed before it is halved."""

    def halved(self, x: Tensor, resolution: int) -> Tensor:
        x = leaky(getattr(self, f"b{resolution}_0")(x))
        return leaky(F.avg_pool2d(getattr(self, f"b{resolution}_1")(blur(x)), 2))


@register
class StyleGan1(Family):
    description = DESCRIPTION
    Options = StyleGan1Options

    def build_generator(self, options: Any, size: ImageShape, class_count: int) -> StyleGan1Generator:
        return StyleGan1Generator(options, size, class_count)

    def build_discriminator(self, options: Any, size: ImageShape, class_count: int) -> StyleGan1Discriminator:
        return StyleGan1Discriminator(options, size, class_count)

    def growth(self, options: Any, size: ImageShape, kimg: float) -> Growth:
        return growth_of(options, size.resolutions, kimg, usual=_FIRST)

    def picture_side(self, discriminator: StyleGan1Discriminator) -> list[nn.Module]:
        return discriminator.picture_side()
