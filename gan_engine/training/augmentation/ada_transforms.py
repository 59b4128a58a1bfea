"""The transforms of ADA (Karras et al. 2020b, appendix B), each with probability p.

Real and fake go through them alike before they are judged; as each is the more seldom the smaller p, they do not
leak into the designs while p stays below about 0.8. All is made of native operations, twice differentiable, of
shapes that do not depend on the draws; on the device nothing waits.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Protocol

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_engine import draws as step_draws
from gan_engine.training.augmentation.channels import colours_of, nothing_of, with_colours

BLIT = ("xflip", "rotate90", "xint")
GEOMETRY = ("scale", "rotate", "aniso", "xfrac")
COLOUR = ("brightness", "contrast", "lumaflip", "hue", "saturation")
BGC = (*BLIT, *GEOMETRY, *COLOUR)
"""What is best for small sets by the paper's figure 4 (“bgc”): pixel blitting, geometry, colour."""
CHANGES = (*BGC, "imgfilter", "noise", "cutout")

# Orthogonal wavelets' low-pass filters (Daubechies 1992, table 8.1: the least asymmetric ones of orders 6 and 2).
_SYM6 = (
    0.015404109327027373, 0.0034907120842174702, -0.11799011114819057, -0.048311742585633, 0.4910559419267466,
    0.787641141030194, 0.3379294217276218, -0.07263752278646252, -0.021060292512300564, 0.04472490177066578,
    0.0017677118642428036, -0.007800708325034148,
)  # fmt: skip
_SYM2 = (-0.12940952255092145, 0.22414386804185735, 0.836516303737469, 0.48296291314469025)
_BAND_POWER = (10 / 13, 1 / 13, 1 / 13, 1 / 13)  # of natural pictures, from coarse to fine

# How strong each change is: as published (Karras et al. 2020b, appendix B, and its code).
_SHIFT = 0.125
_SCALE = 0.2
_ROTATION = math.pi
_BRIGHTNESS = 0.2
_CONTRAST = 0.5
_SATURATION = 1.0
_FILTER = 1.0
_NOISE = 0.1
_CUTOUT = 0.5


class Draws(Protocol):
    """Where chance comes from: torch's global generator in training, fixed numbers in a test."""

    def uniform(self, *shape: int, dim: int = 0) -> Tensor:
        """In 0..1; `dim` is that of the batch."""

    def normal(self, *shape: int, dim: int = 0) -> Tensor:
        """Of mean 0 and deviation 1; likewise."""

    def happens(self, count: int, p: Tensor) -> Tensor:
        """bool [count]: for which pictures what comes with probability `p` comes."""


class StepDraws:
    """The draws of a training's step (`gan_engine.draws`) on a device."""

    def __init__(self, device: torch.device) -> None:
        self._device = device

    def uniform(self, *shape: int, dim: int = 0) -> Tensor:
        return step_draws.uniform(*shape, device=self._device, dim=dim)

    def normal(self, *shape: int, dim: int = 0) -> Tensor:
        return step_draws.normal(*shape, device=self._device, dim=dim)

    def happens(self, count: int, p: Tensor) -> Tensor:
        return self.uniform(count) < p


class AdaTransforms(nn.Module):
    """Pictures [N,C,H,W] in -1..1 -> the same shape; values may leave -1..1. `kinds` of `CHANGES`, in their order."""

    _taps: Tensor
    _bands: Tensor

    def __init__(self, kinds: Collection[str] = BGC) -> None:
        super().__init__()
        self.kinds = frozenset(kinds)
        taps = torch.tensor(_SYM6)
        self.register_buffer("_taps", taps / taps.sum(), persistent=False)
        self.register_buffer("_bands", _filter_bank(), persistent=False)

    def forward(self, pictures: Tensor, p: Tensor, draws: Draws | None = None) -> Tensor:
        """Change each picture with the probability `p` (0-dim, 0 to 1) for each kind."""
        draws = draws or StepDraws(pictures.device)
        if self.kinds & {*BLIT, *GEOMETRY}:
            pictures = warp(pictures, self._where_from(pictures, p, draws), self._taps)
        if self.kinds & {*COLOUR}:
            matrix = self._colours(pictures, p, draws)
            colours, cover = colours_of(pictures)
            covered = cover.flatten(2) if isinstance(cover, Tensor) else cover
            mixed = matrix[:, :, :3] @ colours.flatten(2) + matrix[:, :, 3:] * covered
            pictures = with_colours(pictures, mixed.view_as(colours))
        if "imgfilter" in self.kinds:
            pictures = self._filter(pictures, p, draws)
        if "noise" in self.kinds:
            strength = torch.where(draws.happens(len(pictures), p), draws.normal(len(pictures)).abs() * _NOISE, 0.0)
            colours, cover = colours_of(pictures)
            pictures = with_colours(
                pictures, colours + draws.normal(*colours.shape) * strength[:, None, None, None] * cover
            )
        if "cutout" in self.kinds:
            pictures = self._cut_out(pictures, p, draws)
        return pictures

    def _where_from(self, pictures: Tensor, p: Tensor, draws: Draws) -> Tensor:
        """[N,2,3]: for a place in the new picture (pixels from its middle), the place in the old one."""
        count, kinds, device = len(pictures), self.kinds, pictures.device
        sides = pictures.shape[3], pictures.shape[2]
        matrix = torch.eye(3, device=device).expand(count, 3, 3)

        def chosen(probability: Tensor, value: Tensor) -> Tensor:
            return torch.where(draws.happens(count, probability), value, 0.0)

        if "xflip" in kinds:
            mirrored = chosen(p, torch.floor(draws.uniform(count) * 2))
            matrix = matrix @ _scaling(1 - 2 * mirrored, torch.ones_like(mirrored))
        if "rotate90" in kinds:
            quarter = chosen(p, torch.floor(draws.uniform(count) * 4))
            matrix = matrix @ _rotation(quarter * (math.pi / 2))
        if "xint" in kinds:
            drawn = (draws.uniform(2, count, dim=1) * 2 - 1) * _SHIFT
            happens = draws.happens(count, p)
            right, down = (
                torch.where(happens, torch.round(d * side), 0.0) for d, side in zip(drawn, sides, strict=True)
            )
            matrix = matrix @ _translation(-right, -down)
        if "scale" in kinds:
            size = torch.exp2(chosen(p, draws.normal(count) * _SCALE))
            matrix = matrix @ _scaling(1 / size, 1 / size)
        once = 1 - torch.sqrt(torch.clamp(1 - p, 0, 1))  # two chances, p in all
        if "rotate" in kinds:
            matrix = matrix @ _rotation(chosen(once, (draws.uniform(count) * 2 - 1) * _ROTATION))
        if "aniso" in kinds:
            size = torch.exp2(chosen(p, draws.normal(count) * _SCALE))
            matrix = matrix @ _scaling(1 / size, size)
        if "rotate" in kinds:
            matrix = matrix @ _rotation(chosen(once, (draws.uniform(count) * 2 - 1) * _ROTATION))
        if "xfrac" in kinds:
            happens, drawn = draws.happens(count, p), draws.normal(2, count, dim=1)
            right, down = (torch.where(happens, d * (_SHIFT * side), 0.0) for d, side in zip(drawn, sides, strict=True))
            matrix = matrix @ _translation(-right, -down)
        return matrix[:, :2]

    def _colours(self, pictures: Tensor, p: Tensor, draws: Draws) -> Tensor:
        """[N,3,4]: new colours from old ones and 1."""
        count, kinds, device = len(pictures), self.kinds, pictures.device
        matrix = torch.eye(4, device=device).expand(count, 4, 4)
        grey = torch.full((3,), 1 / math.sqrt(3), device=device)
        along = grey[:, None] * grey[None]  # projection on the grey axis
        plain = torch.eye(3, device=device)

        def chosen(value: Tensor) -> Tensor:
            return torch.where(draws.happens(count, p), value, 0.0)

        if "brightness" in kinds:
            offset = chosen(draws.normal(count) * _BRIGHTNESS)
            matrix = _affine(plain.expand(count, 3, 3), offset[:, None].expand(-1, 3)) @ matrix
        if "contrast" in kinds:
            factor = torch.exp2(chosen(draws.normal(count) * _CONTRAST))
            matrix = _affine(plain * factor[:, None, None]) @ matrix
        if "lumaflip" in kinds:
            flipped = chosen(torch.floor(draws.uniform(count) * 2))
            matrix = _affine(plain - 2 * along * flipped[:, None, None]) @ matrix
        if "hue" in kinds:
            angle = chosen((draws.uniform(count) * 2 - 1) * _ROTATION)[:, None, None]
            skew = torch.tensor([[0.0, -1.0, 1.0], [1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]], device=device)
            across = skew / math.sqrt(3)  # Rodrigues' formula
            matrix = (
                _affine(torch.cos(angle) * plain + torch.sin(angle) * across + (1 - torch.cos(angle)) * along) @ matrix
            )
        if "saturation" in kinds:
            factor = torch.exp2(chosen(draws.normal(count) * _SATURATION))[:, None, None]
            matrix = _affine(along + (plain - along) * factor) @ matrix
        return matrix[:, :3]

    def _filter(self, pictures: Tensor, p: Tensor, draws: Draws) -> Tensor:
        """Four octaves each made stronger or weaker, the expected power kept (appendix B, image-space filtering)."""
        count, channels, height, width = pictures.shape
        power = torch.tensor(_BAND_POWER, device=pictures.device)
        gains = torch.ones(count, len(power), device=pictures.device)
        for band in range(len(power)):
            own = torch.ones_like(gains)
            own[:, band] = torch.exp2(torch.where(draws.happens(count, p), draws.normal(count) * _FILTER, 0.0))
            gains = gains * own / (power * own.square()).sum(1, keepdim=True).sqrt()
        taps = (gains @ self._bands).repeat_interleave(channels, 0)
        reach = taps.shape[1] // 2
        flat = _mirrored_border(pictures, reach)
        flat = flat.reshape(1, count * channels, height + 2 * reach, width + 2 * reach)
        flat = F.conv2d(flat, taps[:, None, None, :], groups=count * channels)
        return F.conv2d(flat, taps[:, None, :, None], groups=count * channels).view_as(pictures)

    def _cut_out(self, pictures: Tensor, p: Tensor, draws: Draws) -> Tensor:
        """A part half as wide and half as high as the picture, centred anywhere in it, becomes grey, or nothing."""
        count, _, height, width = pictures.shape
        size = torch.where(draws.happens(count, p), _CUTOUT, 0.0)
        centre = draws.uniform(2, count, dim=1)
        within_x, within_y = (
            (((torch.arange(side, device=pictures.device) + 0.5) / side)[None] - each[:, None]).abs()
            < size[:, None] / 2
            for side, each in zip((width, height), centre, strict=True)
        )
        return pictures.masked_fill((within_y[:, :, None] & within_x[:, None])[:, None], nothing_of(pictures))


def warp(pictures: Tensor, where_from: Tensor, taps: Tensor) -> Tensor:
    """Pictures [N,C,H,W] moved by `where_from` [N,2,3], without aliasing; outside lies their mirror image.

    They are doubled by the wavelet filter `taps`, sampled bilinearly, and halved by it again.
    """
    sides = pictures.shape[3], pictures.shape[2]  # along x, along y, as coordinates have them
    length = len(taps)
    border = length // 2
    grown = _mirrored_border(pictures, border)
    grown = _double(grown, taps)
    # The filter's weight lies about tap `centre`: sample j of a doubled axis shows the place (j - centre) / 2.
    centre = length // 2 - 1
    first = 2 * border + centre
    x, y = ((torch.arange(2 * side + length - 2, device=pictures.device) - centre - (side - 1)) / 2 for side in sides)
    grid_y, grid_x = torch.meshgrid(y, x, indexing="ij")
    here = torch.stack([grid_x.flatten(), grid_y.flatten(), torch.ones_like(grid_x).flatten()])
    margin = length // 4  # so far beyond the edge the doubled picture is the mirror image already
    axes = []
    for along, side, doubled in zip((where_from @ here).unbind(1), sides, reversed(grown.shape[2:]), strict=True):
        there = along + (side - 1) / 2  # [N, positions], pixels from the middle of the first one
        inside = (there >= -margin) & (there <= side - 1 + margin)
        there = torch.where(inside, there, _reflected(there, side - 1)) * 2 + first
        axes.append((there + 0.5) * (2 / doubled) - 1)
    positions = torch.stack(axes, -1).view(len(pictures), len(y), len(x), 2)
    moved = F.grid_sample(grown, positions, mode="bilinear", padding_mode="zeros", align_corners=False)
    return _halve(moved, taps)


def _reflected(position: Tensor, last: int) -> Tensor:
    """Places on an endless line that goes to and fro between the middles of the first pixel and the last."""
    return last - (torch.remainder(position, 2 * last) - last).abs()


def _mirrored_border(pictures: Tensor, width: int) -> Tensor:
    """`width` more pixels on each side, also where that is more than a picture has to mirror."""
    if width < min(pictures.shape[2:]):
        return F.pad(pictures, (width,) * 4, mode="reflect")
    rows, columns = (
        _reflected(torch.arange(-width, side + width, device=pictures.device), side - 1) for side in pictures.shape[2:]
    )
    return pictures[:, :, rows][:, :, :, columns]


def _double(pictures: Tensor, taps: Tensor) -> Tensor:
    """[N,C,S,S] -> [N,C,2S+L-2,...] by L taps, each axis in turn: zeros in between, then the whole convolution."""
    kernel = (taps * 2).expand(pictures.shape[1], 1, 1, -1)
    groups = pictures.shape[1]
    wide = F.conv_transpose2d(pictures, kernel, stride=(1, 2), groups=groups)
    return F.conv_transpose2d(wide, kernel.transpose(2, 3), stride=(2, 1), groups=groups)


def _halve(pictures: Tensor, taps: Tensor) -> Tensor:
    """[N,C,2S+L-2,...] -> [N,C,S,S]: the mirrored filter, every other sample."""
    kernel = taps.expand(pictures.shape[1], 1, 1, -1)
    groups = pictures.shape[1]
    narrow = F.conv2d(pictures, kernel, stride=(1, 2), groups=groups)
    return F.conv2d(narrow, kernel.transpose(2, 3), stride=(2, 1), groups=groups)


def _scaling(x: Tensor, y: Tensor) -> Tensor:
    zero, one = torch.zeros_like(x), torch.ones_like(x)
    return _rows(x, zero, zero, zero, y, zero, zero, zero, one)


def _rotation(angle: Tensor) -> Tensor:
    zero, one = torch.zeros_like(angle), torch.ones_like(angle)
    cos, sin = torch.cos(angle), torch.sin(angle)
    return _rows(cos, -sin, zero, sin, cos, zero, zero, zero, one)


def _translation(x: Tensor, y: Tensor) -> Tensor:
    zero, one = torch.zeros_like(x), torch.ones_like(x)
    return _rows(one, zero, x, zero, one, y, zero, zero, one)


def _rows(*numbers: Tensor) -> Tensor:
    return torch.stack(numbers, 1).view(-1, 3, 3)


def _affine(linear: Tensor, offset: Tensor | None = None) -> Tensor:
    """[N,3,3] and [N,3] as [N,4,4]."""
    matrix = torch.zeros(len(linear), 4, 4, device=linear.device)
    matrix[:, :3, :3] = linear
    matrix[:, 3, 3] = 1
    if offset is not None:
        matrix[:, :3, 3] = offset
    return matrix


def _filter_bank() -> Tensor:
    """[4, taps]: octave bands from coarse to fine that add up to the picture itself, from the wavelet of order 2.

    With the half-band pair L(z) + H(z) = 1 they are L(z)L(z^2)L(z^4), L(z)L(z^2)H(z^4), L(z)H(z^2) and H(z).
    """
    low = torch.tensor(_SYM2, dtype=torch.float64)
    high = low * torch.tensor([1.0, -1.0, 1.0, -1.0], dtype=torch.float64)
    low, high = _convolved(low, low.flip(0)) / 2, _convolved(high, high.flip(0)) / 2
    bands = [torch.ones(1, dtype=torch.float64)]
    for _ in range(3):
        bands = [_convolved(_spread(band), low) for band in bands]
        bands.append(high)
    length = max(len(band) for band in bands)
    return torch.stack([F.pad(band, ((length - len(band)) // 2,) * 2) for band in bands]).float()


def _convolved(some: Tensor, other: Tensor) -> Tensor:
    return F.conv1d(some[None, None], other.flip(0)[None, None], padding=len(other) - 1)[0, 0]


def _spread(taps: Tensor) -> Tensor:
    """A filter for samples twice as far apart: zeros between the taps."""
    spread = taps.new_zeros(2 * len(taps) - 1)
    spread[::2] = taps
    return spread
