"""Growing networks: trained at 4 px first, then at twice that, and so on (Karras et al. 2018, section 2).

A schedule says, for every number of pictures shown, at which resolution the networks work and how far its layers have
been faded in. How far a network has grown is a buffer of its own, so that a file made half-way draws as it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_engine.errors import ConfigurationError, SnapshotError
from gan_engine.image_shape import ImageShape


@dataclass(frozen=True)
class Level:
    """`resolution` as `ImageShape` names it; `alpha` 0 to 1: how far its layers have been faded in."""

    resolution: int
    alpha: float = 1.0


@dataclass(frozen=True)
class Growth:
    """The first resolution for `first_kimg` (0: `stable_kimg`); each later one fades in, and is trained in full for
    `stable_kimg`."""

    resolutions: Sequence[int]
    fade_kimg: float
    stable_kimg: float
    first_kimg: float = 0

    @staticmethod
    def over(
        resolutions: Sequence[int], kimg: float, *, fade_kimg: float = 0, stable_kimg: float = 0, first_kimg: float = 0
    ) -> Growth:
        """With lengths of 0 chosen so that a training of `kimg` spends its second half fully grown."""
        stages = max(1, len(resolutions) - 1)
        fade, stable = fade_kimg or kimg / 4 / stages, stable_kimg or kimg / 4 / stages
        return Growth(tuple(resolutions), fade, stable, first_kimg)

    @property
    def grown_at(self) -> float:
        """In kimg, when the last resolution is there in full."""
        later = len(self.resolutions) - 1
        first = (self.first_kimg or self.stable_kimg) - self.stable_kimg
        return first + later * (self.fade_kimg + self.stable_kimg) if later else 0.0

    def shares(self, kimg: float) -> list[tuple[int, float]]:
        """Of a training of `kimg`, the share at each resolution that it comes to, fades counted with what fades in."""
        first, later = self.first_kimg or self.stable_kimg, self.fade_kimg + self.stable_kimg
        begins = [0.0, *(first + number * later for number in range(len(self.resolutions) - 1)), kimg]
        begins = [min(each, kimg) for each in begins]
        spans = [end - begin for begin, end in pairwise(begins)]
        return [(size, span / kimg) for size, span in zip(self.resolutions, spans, strict=True) if span > 0]

    def at(self, images: int) -> Level:
        """Where the networks stand after so many pictures."""
        since = images / 1000 - (self.first_kimg or self.stable_kimg)
        if since < 0 or len(self.resolutions) == 1:
            return Level(self.resolutions[0])
        stage, within = divmod(since, self.fade_kimg + self.stable_kimg)
        if stage >= len(self.resolutions) - 1:
            return Level(self.resolutions[-1])
        return Level(self.resolutions[int(stage) + 1], min(1.0, within / self.fade_kimg))


class GrowthOptions(Protocol):
    """Options of a family that grows."""

    @property
    def first_size(self) -> int: ...

    @property
    def first_kimg(self) -> float: ...

    @property
    def fade_kimg(self) -> float: ...

    @property
    def stable_kimg(self) -> float: ...


def growth_of(options: GrowthOptions, resolutions: Sequence[int], kimg: float, *, usual: int) -> Growth:
    """The growth that `options` ask for, up to the last of `resolutions`, from `usual` px on if they leave that open.

    Raises `ConfigurationError` where they would begin at a size that is none of these.
    """
    first = options.first_size or usual
    if first not in resolutions:
        raise ConfigurationError(
            f"The networks cannot begin at {first} px.",
            field="network.first_size",
            do=f"Choose one of {', '.join(map(str, resolutions))}, or 0 for {usual} px.",
        )
    return Growth.over(
        [resolution for resolution in resolutions if resolution >= first],
        kimg,
        fade_kimg=options.fade_kimg,
        stable_kimg=options.stable_kimg,
        first_kimg=options.first_kimg,
    )


class Growing(nn.Module):
    """A network that has grown to a level. Fresh ones are grown in full."""

    grown: Tensor
    resolutions: Sequence[int]

    def __init__(self, size: ImageShape, **sizes: Any) -> None:
        super().__init__(size=size, **sizes)
        self.resolutions = size.resolutions
        self.register_buffer("grown", torch.tensor([float(size.resolution), 1.0]))
        self.level = Level(size.resolution)
        self.register_load_state_dict_post_hook(_read_level)  # type: ignore[no-untyped-call]

    def grow(self, level: Level) -> None:
        """Work at this level from now on."""
        self.level = level
        self.grown.copy_(torch.tensor([float(level.resolution), level.alpha]))


def _read_level(module: nn.Module, keys: Any) -> None:
    assert isinstance(module, Growing)
    resolution, alpha = module.grown.tolist()
    if resolution not in module.resolutions or not 0 <= alpha <= 1:
        raise SnapshotError(f"The network says it has grown to {resolution:g} px, which it cannot.")
    module.grow(Level(int(resolution), alpha))


def seen_at(pictures: Tensor, level: Level, size: ImageShape) -> Tensor:
    """Pictures [N,C,H,W] of `size` as a network at `level` is shown them: reduced, cross-faded as its layers are."""
    pictures = reduced(pictures, level.resolution, size)
    if level.alpha < 1:
        coarse = enlarged(reduced(pictures, level.resolution // 2, size), level.resolution, size)
        pictures = torch.lerp(coarse, pictures, level.alpha)
    return pictures


def reduced(pictures: Tensor, resolution: int, size: ImageShape) -> Tensor:
    """To what `resolution` names in `size`, by area."""
    factor = pictures.shape[-1] // size.at(resolution)[1]
    return F.avg_pool2d(pictures, factor) if factor > 1 else pictures


def enlarged(pictures: Tensor, resolution: int, size: ImageShape) -> Tensor:
    """Likewise, by whole pixels."""
    factor = size.at(resolution)[1] // pictures.shape[-1]
    return F.interpolate(pictures, scale_factor=float(factor), mode="nearest") if factor > 1 else pictures
