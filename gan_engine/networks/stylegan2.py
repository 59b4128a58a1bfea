"""StyleGAN2 (Karras et al. 2020a), in the form that StyleGAN2-ADA trains on small sets (Karras et al. 2020b).

A mapping network turns a latent z into a style w; the synthesis network draws from a constant, each layer scaled by
its own view of w; the discriminator is residual. Tensors carry the names that the public StyleGAN2-ADA files give
them, so that a network from such a file fits in without a table of translations.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_engine import draws
from gan_engine.device import full_precision, shortened_to, single
from gan_engine.image_shape import ImageShape
from gan_engine.networks import pyramid
from gan_engine.networks.bases import Discriminator
from gan_engine.networks.descriptions.stylegan2 import DESCRIPTION
from gan_engine.networks.equalised import GAIN, SLOPE, EqualisedConv, EqualisedLinear, ModulatedConv, activate, held
from gan_engine.networks.layers import class_rows, minibatch_stddev
from gan_engine.networks.pyramid import channels
from gan_engine.networks.registry import Family, register
from gan_engine.networks.resampling import double
from gan_engine.networks.styles import LayerNoise, Mapping, Noise, StyledGenerator
from gan_engine.settings.options import Options, option

_HALVED = 4  # resolutions, the highest, that may be computed in half precision


class StyleGan2Options(Options):
    """The architecture, as the table of configurations names its parts."""

    z_dim: int = pyramid.latent_numbers()
    w_dim: int = pyramid.style_numbers()
    mapping_layers: int = option(
        2, "Mapping layers", "Layers from latent to style: 8 for large varied sets, 2 for small ones.",
        advanced=True, ge=1, le=16,
    )  # fmt: skip
    channel_base: int = option(
        16384, "Width", "Channels at size s are this divided by s: halving it makes training about twice as fast.",
        ge=16, le=131072,
    )  # fmt: skip
    max_channels: int = pyramid.most_channels()
    group: int = pyramid.mbstd_group_size()
    style_mixing: float = pyramid.style_mixing()


class SynthesisLayer(ModulatedConv):
    """Modulated convolution, noise, bias, leaky ReLU: x [N,I,H,W] (halves with `up`), w [N,w_dim] -> [N,O,H,W]."""

    noise_const: Tensor

    def __init__(self, inputs: int, outputs: int, w_dim: int, rows_columns: tuple[int, int], *, up: bool) -> None:
        super().__init__(inputs, outputs, 3, up=up)
        self.affine = EqualisedLinear(w_dim, inputs, bias=1.0)
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.noise_strength = nn.Parameter(torch.zeros(()))
        self.register_buffer("noise_const", torch.randn(*rows_columns))
        self._rows_columns = rows_columns
        self._offset: Tensor | None = None

    def fix_weights(self) -> None:
        super().fix_weights()
        self._offset = self._added().contiguous(memory_format=torch.channels_last)

    def forward(self, x: Tensor, w: Tensor, noise: LayerNoise) -> Tensor:
        x, scale = self.modulated(x, self.affine(w))
        assert scale is not None
        # The gain comes in with what is small: a leaky ReLU does not mind before or after.
        given = isinstance(noise, Tensor)
        if not given and noise == "const":
            added = self._added() if self._offset is None else self._offset
        else:
            added = (self.bias * GAIN)[None, :, None, None]
        x = torch.addcmul(added.to(x.dtype), x, (scale * GAIN).to(x.dtype))
        if given or noise == "random":
            grid = self._rows_columns
            drawn = noise if isinstance(noise, Tensor) else draws.normal(len(x), 1, *grid, device=x.device)
            x = x + (drawn * (self.noise_strength * GAIN)).to(x.dtype)
        return held(F.leaky_relu(x, SLOPE), GAIN)

    def _added(self) -> Tensor:
        """The layer's own noise and its bias [1,O,H,W], times the gain."""
        return (self.noise_const * self.noise_strength + self.bias[:, None, None])[None] * GAIN


class ToRgb(ModulatedConv):
    """Feature maps to what they add to the picture: modulated 1x1 convolution, without demodulation."""

    def __init__(self, inputs: int, outputs: int, w_dim: int) -> None:
        super().__init__(inputs, outputs, 1, demodulate=False)
        self.affine = EqualisedLinear(w_dim, inputs, bias=1.0)
        self.bias = nn.Parameter(torch.zeros(outputs))
        self._scale = 1 / math.sqrt(inputs)

    def forward(self, x: Tensor, w: Tensor) -> Tensor:
        x, _ = self.modulated(x, self.affine(w) * self._scale)
        return single(activate(x + self.bias.to(x.dtype)[:, None, None], "linear"))


class SynthesisBlock(nn.Module):
    """One resolution: two layers (one at the smallest, after the constant) and what they add to the picture."""

    def __init__(
        self, inputs: int, outputs: int, w_dim: int, rows_columns: tuple[int, int], picture_channels: int
    ) -> None:
        super().__init__()
        self.first = not inputs
        if self.first:
            self.const = nn.Parameter(torch.randn(outputs, *rows_columns))
        else:
            self.conv0 = SynthesisLayer(inputs, outputs, w_dim, rows_columns, up=True)
        self.conv1 = SynthesisLayer(outputs, outputs, w_dim, rows_columns, up=False)
        self.torgb = ToRgb(outputs, picture_channels, w_dim)
        self.styles = 1 if self.first else 2
        """How many styles its layers use up; its toRGB shares one with the next block."""

    def forward(
        self, x: Tensor | None, picture: Tensor | None, ws: Tensor, noise: Sequence[LayerNoise], dtype: torch.dtype
    ) -> tuple[Tensor, Tensor]:
        if self.first:
            x = self.const.to(dtype).expand(ws.shape[0], -1, -1, -1)
        else:
            assert x is not None
            x = self.conv0(x.to(dtype), ws[:, 0], noise[0])
        x = self.conv1(x, ws[:, self.styles - 1], noise[-1])
        added = self.torgb(x, ws[:, self.styles])
        return x, added if picture is None else double(picture) + added


class Synthesis(nn.Module):
    """Styles [N,layers,w_dim] -> pictures [N,C,H,W], about -1..1 and not clamped."""

    def __init__(self, options: StyleGan2Options, size: ImageShape) -> None:
        super().__init__()
        self.size = size
        self.resolutions = size.resolutions
        width = 0
        for resolution in self.resolutions:
            wide = channels(options, resolution)
            block = SynthesisBlock(width, wide, options.w_dim, size.at(resolution), size.channels)
            self.add_module(f"b{resolution}", block)
            width = wide
        self.layers = 2 * len(self.resolutions)
        """How many styles a picture takes."""

    def forward(self, ws: Tensor, noise: Noise = "random") -> Tensor:
        half = shortened_to(ws.device)
        with full_precision(ws.device):
            ws = single(ws)
            x: Tensor | None = None
            picture: Tensor | None = None
            index = 0
            for number, resolution in enumerate(self.resolutions):
                block = getattr(self, f"b{resolution}")
                low = half is not None and number >= len(self.resolutions) - _HALVED
                dtype = half if low and half is not None else ws.dtype
                own = [noise] * 2 if isinstance(noise, str) else noise[index : index + block.styles]
                x, picture = block(x, picture, ws[:, index : index + block.styles + 1], own, dtype)
                index += block.styles
        assert picture is not None
        return picture

    def stages(self) -> list[nn.Module]:
        """The blocks, a resolution each; what they give is (feature maps, picture so far)."""
        return [getattr(self, f"b{resolution}") for resolution in self.resolutions]

    def style_weights(self) -> list[Tensor]:
        """The affine layers [K,w_dim] of each style; a toRGB layer shares its style with the next block."""
        weights: list[list[Tensor]] = [[] for _ in range(self.layers)]
        index = 0
        for resolution in self.resolutions:
            block = getattr(self, f"b{resolution}")
            convolutions = [block.conv1] if block.first else [block.conv0, block.conv1]
            for offset, layer in enumerate([*convolutions, block.torgb]):
                weights[index + offset].append(layer.affine.weight)
            index += block.styles
        return [torch.cat(each) for each in weights]

    def noise_grids(self) -> list[tuple[int, int]]:
        """Rows and columns of each layer's noise."""
        return [self.size.at(resolution) for resolution in self.style_resolutions()[:-1]]

    def style_resolutions(self) -> list[int]:
        """Of each style's layer; the last is the toRGB layer's."""
        first, *later = self.resolutions
        return [first, *(resolution for resolution in later for _ in range(2)), self.resolutions[-1]]


class StyleGan2Generator(StyledGenerator):
    """z -> w -> picture."""

    def __init__(self, options: StyleGan2Options, size: ImageShape, class_count: int) -> None:
        super().__init__(z_dim=options.z_dim, size=size, class_count=class_count, style_mixing=options.style_mixing)
        self.mapping = Mapping(options.z_dim, class_count, options.w_dim, options.mapping_layers, with_w_avg=True)
        self.synthesis = Synthesis(options, size)


class DiscriminatorBlock(nn.Module):
    """One resolution of it: pictures come in at the top block; x [N,I,H,W] -> [N,O,H/2,W/2], residual."""

    def __init__(self, inputs: int, width: int, outputs: int, picture_channels: int) -> None:
        super().__init__()
        if not inputs:
            self.fromrgb = EqualisedConv(picture_channels, width, 1, activation="lrelu")
        self.conv0 = EqualisedConv(width, width, 3, activation="lrelu")
        self.conv1 = EqualisedConv(width, outputs, 3, activation="lrelu", down=True, gain=math.sqrt(0.5))
        self.skip = EqualisedConv(width, outputs, 1, bias=False, down=True, gain=math.sqrt(0.5))
        self._first = not inputs

    def forward(self, x: Tensor) -> Tensor:
        if self._first:
            x = self.fromrgb(x)
        skip = self.skip(x)
        judged: Tensor = self.conv1(self.conv0(x)).add_(skip)
        return judged


class DiscriminatorEpilogue(nn.Module):
    """[N,C,H,W] of the smallest grid -> [N,outputs]: how alike the group is, one more convolution, two dense layers."""

    def __init__(self, width: int, outputs: int, group: int, cells: int) -> None:
        super().__init__()
        self.group = group
        self.conv = EqualisedConv(width + (1 if group else 0), width, 3, activation="lrelu")
        self.fc = EqualisedLinear(width * cells, width, activation="lrelu")
        self.out = EqualisedLinear(width, outputs)

    def forward(self, x: Tensor) -> Tensor:
        x = single(x)
        if self.group:
            x = torch.cat([x, minibatch_stddev(x, self.group)], 1)
        judged: Tensor = self.out(self.fc(self.conv(x).flatten(1)))
        return judged


class StyleGan2Discriminator(Discriminator):
    """Pictures -> logits; with classes, the dot product with what the class is mapped to (Miyato and Koyama 2018)."""

    def __init__(self, options: StyleGan2Options, size: ImageShape, class_count: int) -> None:
        super().__init__(size=size, class_count=class_count)
        self.resolutions = size.resolutions[:0:-1]
        wide = 0
        for resolution in self.resolutions:
            width, outputs = channels(options, resolution), channels(options, resolution // 2)
            self.add_module(f"b{resolution}", DiscriminatorBlock(wide, width, outputs, size.channels))
            wide = outputs
        wide = channels(options, 4)
        self._class_width = wide if class_count else 0
        if class_count:
            self.mapping = Mapping(0, class_count, wide, 8, with_w_avg=False)
        self.b4 = DiscriminatorEpilogue(wide, wide if class_count else 1, options.group, math.prod(size.first))

    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor:
        half = shortened_to(pictures.device)
        with full_precision(pictures.device):
            x = pictures = single(pictures)
            for number, resolution in enumerate(self.resolutions):
                x = x.to(half if half is not None and number < _HALVED else pictures.dtype)
                x = getattr(self, f"b{resolution}")(x)
            judged: Tensor = self.b4(x)
            if self._class_width:
                assert c is not None
                mapped = self.mapping(None, class_rows(c, self.class_count))
                judged = (judged * mapped).sum(1) / math.sqrt(self._class_width)
        return judged.flatten()


@register
class StyleGan2(Family):
    description = DESCRIPTION
    Options = StyleGan2Options

    def build_generator(self, options: Any, size: ImageShape, class_count: int) -> StyleGan2Generator:
        return StyleGan2Generator(options, size, class_count)

    def build_discriminator(self, options: Any, size: ImageShape, class_count: int) -> StyleGan2Discriminator:
        return StyleGan2Discriminator(options, size, class_count)

    def picture_side(self, discriminator: Any) -> Sequence[nn.Module]:
        blocks = [getattr(discriminator, f"b{resolution}") for resolution in discriminator.resolutions]
        return [layer for block in blocks for layer in block.children()]
