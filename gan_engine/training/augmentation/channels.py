"""Colours of pictures, with alpha or without, as augmentation changes them: colour alone, by as much as it is seen."""

from __future__ import annotations

import torch
from torch import Tensor

from gan_engine.alpha import cover_of


def colours_of(pictures: Tensor) -> tuple[Tensor, Tensor | float]:
    """[N,C,H,W] in -1..1 -> colours [N,3,H,W], 0 being mid-grey, weighted by how much each pixel covers, and that
    [N,1,H,W] (1 for RGB).

    An affine change of colours x' = M x + t is then M x + t cover: what is see-through stays so.
    """
    if pictures.shape[1] == 3:
        return pictures, 1.0
    cover = cover_of(pictures)
    return pictures[:, :3] + 1 - cover, cover


def with_colours(pictures: Tensor, colours: Tensor) -> Tensor:
    """`pictures` with the colours that `colours_of` gave, changed; alpha as it was."""
    if pictures.shape[1] == 3:
        return colours
    return torch.cat([colours - 1 + cover_of(pictures), pictures[:, 3:]], 1)


def mean_colour(colours: Tensor, cover: Tensor | float) -> Tensor:
    """Of what is seen, over all three channels: [N,1,1,1]."""
    mean = colours.mean((1, 2, 3), keepdim=True)
    return mean if isinstance(cover, float) else mean / cover.mean((1, 2, 3), keepdim=True).clamp(min=1e-3)


def nothing_of(pictures: Tensor) -> float:
    """What lies beyond a picture: mid-grey, or what is fully see-through."""
    return 0.0 if pictures.shape[1] == 3 else -1.0
