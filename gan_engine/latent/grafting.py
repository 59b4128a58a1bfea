"""Grafting: while designs are drawn, within a mask the feature maps of one become those of another.

Blended at each stage from a chosen one on, so that the network itself draws the seam (Suzuki et al. 2018, "Spatially
Controllable Image Synthesis with Internal Representation Collaging"; Collins et al. 2020, "Editing in Style").
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class RowGraft:
    """Row `other` of a batch onto its row `row`, within `mask` [h,w] of 0 to 1, from stage `first` on; put elsewhere by
    `moved`, to the right and down, shares of the side."""

    row: int
    other: int
    mask: npt.NDArray[np.float32]
    first: int
    moved: tuple[float, float] = (0.0, 0.0)


@contextlib.contextmanager
def grafting(stages: Sequence[nn.Module], grafts: Sequence[RowGraft]) -> Iterator[None]:
    """Within the block the network whose `stages` these are draws its batches with `grafts`, in their order."""
    hooks = [
        stage.register_forward_hook(functools.partial(_blend, number, grafts)) for number, stage in enumerate(stages)
    ]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _blend(stage: int, grafts: Sequence[RowGraft], module: nn.Module, given: Any, made: Any) -> Any:
    reached = [graft for graft in grafts if graft.first <= stage]
    if not reached:
        return None
    tensors = [made] if isinstance(made, Tensor) else list(made)
    blended = []
    for tensor in tensors:
        rows = list(tensor.unbind())
        for graft in reached:
            weight = resized_mask(graft.mask, tensor.shape[-2:]).to(tensor)
            rows[graft.row] = torch.lerp(rows[graft.row], moved_maps(rows[graft.other], *graft.moved), weight)
        blended.append(torch.stack(rows))
    return blended[0] if isinstance(made, Tensor) else tuple(blended)


def moved_maps(maps: Tensor, across: float, down: float) -> Tensor:
    """Feature maps [C,h,w] moved by shares of their side, linear between their cells (Suzuki et al. 2018 put them so).

    What comes in from beyond an edge is as the edge is.
    """
    if not across and not down:
        return maps
    way = torch.tensor([[[1.0, 0.0, -2 * across], [0.0, 1.0, -2 * down]]], device=maps.device)
    grid = F.affine_grid(way, [1, *maps.shape], align_corners=False).to(maps)
    return F.grid_sample(maps[None], grid, mode="bilinear", padding_mode="border", align_corners=False)[0]


def resized_mask(mask: npt.NDArray[np.float32], shape: Sequence[int]) -> Tensor:
    """A mask [h,w] at another size, float32: the mean where it shrinks, else smooth; empty stays empty, full full."""
    whole = torch.from_numpy(np.ascontiguousarray(mask, np.float32))[None, None]
    if shape[0] <= whole.shape[2] and shape[1] <= whole.shape[3]:
        return F.interpolate(whole, tuple(shape), mode="area")[0, 0]
    return F.interpolate(whole, tuple(shape), mode="bilinear", align_corners=False)[0, 0].clamp(0, 1)
