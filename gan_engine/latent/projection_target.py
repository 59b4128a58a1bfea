"""What a projection is to come near to: a picture or a sketch, and how far designs are from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor

from gan_engine.curation.framing import resample
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.image_shape import NEUTRAL, ImageShape
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.features import padded
from gan_engine.metrics.perceptual import PerceptualNetwork, distances
from gan_engine.pictures import flatten

PIXELS = 4.0
"""What the mean squared difference of pixels (0 to 1) weighs beside the perceptual distance."""
_AFAR = 8
"""px a side at which a sketch and a design are compared."""
_MOST_DECIBELS = 100.0


@dataclass(frozen=True)
class Target:
    """What is to be come near to."""

    picture: npt.NDArray[np.uint8]
    """[height,width,3]"""
    painted: npt.NDArray[np.float32] | None = None
    """Of a sketch: [height,width], 0 where nothing is painted and anything may be, to 1. None: a picture."""
    model_weight: float = 0.5
    """Of a sketch: 0, the colours alone count; 1, what the model usually draws alone."""

    @classmethod
    def of_file(cls, path: Path, size: ImageShape) -> Self:
        """The picture at `path` as a design of `size` would show it: whole, on its own background.

        Raises `PictureError`.
        """
        return cls.of_picture(padded(SourcePicture(path=path), size), size)

    @classmethod
    def of_picture(cls, picture: npt.NDArray[np.uint8], size: ImageShape) -> Self:
        """A picture [H,W,C], brought to `size`; what is see-through lies on mid-grey."""
        shown = resample(np.ascontiguousarray(picture), size.width, size.height)
        return cls(np.ascontiguousarray(flatten(shown, NEUTRAL)))

    @classmethod
    def of_sketch(cls, painted: npt.NDArray[np.uint8], size: ImageShape, model_weight: float) -> Self:
        """A sketch [H,W,4], see-through where nothing is painted ([H,W,3]: painted all over).

        Raises ValueError where nothing is painted.
        """
        covered = painted[..., 3:] if painted.shape[2] == 4 else np.full_like(painted[..., :1], 255)
        if not covered.any():
            raise ValueError("nothing is painted yet")
        whole = np.ascontiguousarray(np.concatenate([painted[..., :3], covered], 2))
        small = resample(whole, size.width, size.height)
        share = small[..., 3].astype(np.float32) / np.float32(255)
        return cls(np.ascontiguousarray(small[..., :3]), share, model_weight)


class TargetDistance:
    """How far designs are from one target. Pictures are floats [N,3,H,W] from 0 to 255, on one device."""

    def __init__(self, target: Target, device: torch.device) -> None:
        """Raises `ModelError` where the feature network is damaged."""
        self.sketched = target.painted is not None
        self._picture = _floats(target.picture, device)
        if target.painted is None:
            self._weights = torch.ones(1, 1, 1, 1, device=device)
            self._network = PerceptualNetwork(lite0(str(device)), *self._picture.shape[2:])
            with torch.no_grad():
                self._maps = self._network.maps(self._picture)
        else:
            painted = torch.from_numpy(target.painted)[None, None].to(device)
            self._weights = afar(painted)
            self._picture = afar(self._picture * painted) / self._weights.clamp_min(1e-3)

    def __call__(self, pictures: Tensor) -> Tensor:
        """Of each, float32 [N], with slopes."""
        if self.sketched:
            return self._pixels(afar(pictures))
        return distances(self._network.maps(pictures), self._maps) + PIXELS * self._pixels(pictures)

    def between(self, pictures: Tensor) -> list[float]:
        """Of each picture to the next one: what designs usually differ by."""
        if self.sketched:
            small = afar(pictures)
            return _weighted(small[1:], small[:-1], self._weights).tolist()
        maps = self._network.maps(pictures)
        apart = distances([each[1:] for each in maps], [each[:-1] for each in maps])
        return (apart + PIXELS * _weighted(pictures[1:], pictures[:-1], self._weights)).tolist()

    @torch.no_grad()
    def of_drawn(self, drawn: npt.NDArray[np.uint8]) -> tuple[float, float]:
        """Of a design [H,W,C] as it is really drawn: its distance, and decibels of its pixels."""
        pictures = _floats(drawn, self._picture.device)
        squares = float(self._pixels(afar(pictures) if self.sketched else pictures))
        return float(self(pictures)), min(_MOST_DECIBELS, -10 * float(np.log10(max(squares, 1e-10))))

    def _pixels(self, pictures: Tensor) -> Tensor:
        return _weighted(pictures, self._picture, self._weights)


def afar(pictures: Tensor) -> Tensor:
    """As they look from afar: a few areas a side."""
    return F.interpolate(pictures, (_AFAR, _AFAR), mode="area")


def _weighted(pictures: Tensor, others: Tensor, weights: Tensor) -> Tensor:
    """The mean squared difference where it counts, of 0 to 1: float32 [N]."""
    squares = ((pictures - others) / 255).square().mean(1, keepdim=True)
    return (squares * weights).mean((1, 2, 3)) / weights.mean()


def _floats(picture: npt.NDArray[np.uint8], device: torch.device) -> Tensor:
    return torch.from_numpy(np.array(flatten(picture, NEUTRAL))).permute(2, 0, 1)[None].to(device, torch.float32)
