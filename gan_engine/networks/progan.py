"""Progressive GAN (Karras et al. 2018), in the paper's form and in that of an experiment on icons.

Both networks begin at 4 px and grow. "icons" is a much thinner form: its latent is a grid of noise, its borders are
mirrored, its pictures end in a sigmoid.
"""

from __future__ import annotations

import math
from typing import Any, Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_engine.device import full_precision, single
from gan_engine.image_shape import ImageShape
from gan_engine.networks import pyramid
from gan_engine.networks.bases import Discriminator, Generator
from gan_engine.networks.descriptions.progan import DESCRIPTION
from gan_engine.networks.equalised import unit_moment
from gan_engine.networks.growth import Growing, Growth, enlarged, growth_of, reduced
from gan_engine.networks.layers import class_rows, minibatch_stddev, pair
from gan_engine.networks.pyramid import channels
from gan_engine.networks.registry import Family, register
from gan_engine.settings.options import Options, option

Form = Literal["paper", "icons"]
_FIRST = 4  # px, where training begins


class ProGanOptions(Options):
    """The architecture, and how it grows."""

    form: Form = option(
        "paper", "Form", "The paper's form, or the thin one that was made for icons.",
        labels={"paper": "Paper", "icons": "Icons"},
    )  # fmt: skip
    channel_base: int = option(
        16384, "Width", "Channels at size s are this divided by s (the icons form: 1024).", ge=16, le=131072
    )
    max_channels: int = pyramid.most_channels()
    group: int = pyramid.mbstd_group_size()
    first_size: int = pyramid.first_size()
    first_kimg: float = pyramid.first_for()
    fade_kimg: float = pyramid.fade_in()
    stable_kimg: float = pyramid.stable_length()


class Conv(nn.Module):
    """Convolution with an equal learning rate for all weights; `gain` sqrt 2 before a leaky ReLU."""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        kernel: int | tuple[int, int],
        *,
        padding: int | tuple[int, int],
        mirrored: bool,
        gain: float = math.sqrt(2),
    ) -> None:
        super().__init__()
        rows, columns = pair(kernel)
        self.weight = nn.Parameter(torch.randn(outputs, inputs, rows, columns))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self._scale = gain / math.sqrt(inputs * rows * columns)
        self._padding = pair(padding)
        self._mirrored = mirrored

    def forward(self, x: Tensor) -> Tensor:
        if any(self._padding) and self._mirrored:
            above, beside = self._padding
            x = F.pad(x, (beside, beside, above, above), mode="reflect")
            return F.conv2d(x, self.weight * self._scale, self.bias)
        return F.conv2d(x, self.weight * self._scale, self.bias, padding=self._padding)


def leaky(x: Tensor) -> Tensor:
    return F.leaky_relu(x, 0.2)


def pixel_norm(x: Tensor) -> Tensor:
    """Each pixel's features [N,C,H,W] brought to a mean square of 1 (section 4.2)."""
    return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)


class ProGanGenerator(Growing, Generator):
    """z -> the smallest grid (4 x 4 for squares) -> doubled by nearest neighbours, two convolutions each.

    In training it gives pictures of the resolution it has grown to, else of its full size.
    """

    def __init__(self, options: ProGanOptions, size: ImageShape, class_count: int) -> None:
        icons = options.form == "icons"
        self._wide = 2 * channels(options, 4) if icons else channels(options, 4)
        super().__init__(
            z_dim=math.prod(size.first) * self._wide if icons else self._wide, size=size, class_count=class_count
        )
        self._icons = icons
        width = self._wide
        for resolution in self.resolutions:
            outputs = channels(options, resolution)
            if resolution == 4 and not icons:
                gain = math.sqrt(2 / math.prod(size.first))
                padding = (size.first[0] - 1, size.first[1] - 1)
                first = Conv(width, outputs, size.first, padding=padding, mirrored=False, gain=gain)
            else:
                first = Conv(width, outputs, 3, padding=1, mirrored=icons)
            self.add_module(f"b{resolution}_0", first)
            self.add_module(f"b{resolution}_1", Conv(outputs, outputs, 3, padding=1, mirrored=icons))
            self.add_module(f"to_rgb{resolution}", Conv(outputs, size.channels, 1, padding=0, mirrored=False, gain=1))
            width = outputs

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        level = self.level
        z = unit_moment(z)
        x = z.view(-1, self._wide, *self.size.first) if self._icons else z[:, :, None, None]
        picture = before = None
        for resolution in self.resolutions:
            if resolution > 4:
                x = F.interpolate(x, scale_factor=2.0, mode="nearest")
            for index in range(2):
                x = pixel_norm(leaky(getattr(self, f"b{resolution}_{index}")(x)))
            if resolution == level.resolution // 2 and level.alpha < 1:
                before = self._picture(x, resolution)
            if resolution == level.resolution:
                picture = self._picture(x, resolution)
                break
        assert picture is not None
        if before is not None:
            picture = torch.lerp(enlarged(before, level.resolution, self.size), picture, level.alpha)
        return picture if self.training else enlarged(picture, self.size.resolution, self.size)

    def stages(self) -> list[nn.Module]:
        grown = [resolution for resolution in self.resolutions if resolution <= self.level.resolution]
        return [getattr(self, f"b{resolution}_1") for resolution in grown]

    def latent_weights(self) -> Tensor:
        first: Conv = self.b4_0  # type: ignore[assignment]
        if not self._icons:
            return first.weight.permute(0, 2, 3, 1).flatten(0, 2)
        grids = torch.eye(self.z_dim, device=first.weight.device).view(-1, self._wide, *self.size.first)
        seen: Tensor = first(grids) - first(torch.zeros_like(grids[:1]))
        return seen.flatten(1).t()

    def _picture(self, x: Tensor, resolution: int) -> Tensor:
        drawn: Tensor = getattr(self, f"to_rgb{resolution}")(x)
        return torch.sigmoid(drawn) * 2 - 1 if self._icons else drawn


class GrowingDiscriminator(Growing, Discriminator):
    """Pictures of the resolution it has grown to -> two convolutions each, halved by averaging -> logits [N].

    With classes there is one logit for each, of which the picture's own counts.
    """

    def __init__(self, options: Any, size: ImageShape, class_count: int, *, icons: bool = False) -> None:
        super().__init__(size=size, class_count=class_count)
        self._group = options.group
        for resolution in self.resolutions:
            width = channels(options, resolution)
            gain = 1 if icons else math.sqrt(2)
            self.add_module(
                f"from_rgb{resolution}", Conv(size.channels, width, 1, padding=0, mirrored=False, gain=gain)
            )
            if resolution > 4:
                outputs = channels(options, resolution // 2)
                middle = outputs if icons else width
                self.add_module(f"b{resolution}_0", Conv(width, middle, 3, padding=1, mirrored=icons))
                self.add_module(f"b{resolution}_1", Conv(middle, outputs, 3, padding=1, mirrored=icons))
        width = channels(options, 4)
        wide = 2 * width if icons else width
        self.last = nn.ModuleList(
            [
                Conv(width + (1 if self._group else 0), wide, 3, padding=1, mirrored=icons),
                Conv(wide, wide, size.first, padding=0, mirrored=False),
                Conv(wide, max(1, class_count), 1, padding=0, mirrored=False, gain=1),
            ]
        )

    def picture_side(self) -> list[nn.Module]:
        """Its layers from the one that sees the whole picture inwards; the last three are not among them."""
        layers = []
        for resolution in reversed(self.resolutions[1:]):
            layers += [f"from_rgb{resolution}", f"b{resolution}_0", f"b{resolution}_1"]
        return [getattr(self, layer) for layer in layers]

    def halved(self, x: Tensor, resolution: int) -> Tensor:
        """The layers of one resolution: [N,I,H,W] -> [N,O,H/2,W/2]."""
        for index in range(2):
            x = leaky(getattr(self, f"b{resolution}_{index}")(x))
        return F.avg_pool2d(x, 2)

    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor:
        level = self.level
        pictures = reduced(pictures, level.resolution, self.size)
        x = leaky(getattr(self, f"from_rgb{level.resolution}")(pictures))
        for resolution in reversed(self.resolutions[1:]):
            if resolution > level.resolution:
                continue
            x = self.halved(x, resolution)
            if resolution == level.resolution and level.alpha < 1:
                before = leaky(getattr(self, f"from_rgb{resolution // 2}")(F.avg_pool2d(pictures, 2)))
                x = torch.lerp(before, x, level.alpha)
        if self._group:
            with full_precision(x.device):
                x = torch.cat([x, minibatch_stddev(single(x), self._group).to(x.dtype)], 1)
        x = leaky(self.last[0](x))
        x = leaky(self.last[1](x))
        logits: Tensor = self.last[2](x).flatten(1)
        if logits.shape[1] > 1:
            assert c is not None
            logits = (logits * class_rows(c, self.class_count)).sum(1)
        return logits.flatten()


class ProGanDiscriminator(GrowingDiscriminator):
    """In the paper's form or the icons'."""

    def __init__(self, options: ProGanOptions, size: ImageShape, class_count: int) -> None:
        super().__init__(options, size, class_count, icons=options.form == "icons")


@register
class ProGan(Family):
    description = DESCRIPTION
    Options = ProGanOptions

    def build_generator(self, options: Any, size: ImageShape, class_count: int) -> ProGanGenerator:
        return ProGanGenerator(options, size, class_count)

    def build_discriminator(self, options: Any, size: ImageShape, class_count: int) -> ProGanDiscriminator:
        return ProGanDiscriminator(options, size, class_count)

    def growth(self, options: Any, size: ImageShape, kimg: float) -> Growth:
        return growth_of(options, size.resolutions, kimg, usual=_FIRST)

    def picture_side(self, discriminator: GrowingDiscriminator) -> list[nn.Module]:
        return discriminator.picture_side()
