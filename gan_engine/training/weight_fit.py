"""How weights of another network are taken over: whole, adapted, or not at all.

Whole where they are of one shape; adapted where only the form of the pictures or the classes differ.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate

_PICTURE_CHANNELS = frozenset({3, 4})  # with and without alpha


def taken_share(ours: Sequence[int], theirs: Sequence[int], z_dim: int = 0) -> float:
    """How much of a tensor of the shape `ours` one of the shape `theirs` fills: 1 where they are alike, 0 for nothing.

    In between where another grid is enlarged or shrunk to ours (still 1), where pictures of one have alpha, and where
    classes stand behind the `z_dim` latent numbers in ours (0: it takes no latents).
    """
    if len(ours) != len(theirs):
        return 0.0
    differing = [axis for axis, (our, their) in enumerate(zip(ours, theirs, strict=True)) if our != their]
    if not differing or _is_another_grid(ours, theirs):
        return 1.0
    if len(differing) > 1 or not _leads(ours, theirs, differing[0], z_dim):
        return 0.0
    return min(ours[differing[0]], theirs[differing[0]]) / ours[differing[0]]


def _is_another_grid(ours: Sequence[int], theirs: Sequence[int]) -> bool:
    """Whether nothing but the height and width of a grid is different, of two shapes of as many axes."""
    return len(ours) >= 3 and ours[:-2] == theirs[:-2]


def _leads(ours: Sequence[int], theirs: Sequence[int], axis: int, z_dim: int) -> bool:
    """Whether what is first along `axis` means the same in both."""
    of_pictures = len(ours) == 4 and {ours[axis], theirs[axis]} == _PICTURE_CHANNELS
    return of_pictures or (0 < z_dim == theirs[axis] < ours[axis])


def adapted(ours: Tensor, theirs: Tensor, *, z_dim: int = 0, summed: bool = False) -> Tensor | None:
    """`ours`, filled with what `theirs` has for it; None where that is nothing (see `taken_share`).

    `summed`: what a grid's weights see is added up, so that another number of them must weigh as much together.
    """
    if not taken_share(ours.shape, theirs.shape, z_dim):
        return None
    theirs = theirs.to(ours.dtype)
    if ours.shape == theirs.shape:
        return theirs
    if _is_another_grid(ours.shape, theirs.shape):
        grid = tuple(ours.shape[-2:])
        flat = theirs.reshape(-1, 1, *theirs.shape[-2:]).float()
        found = interpolate(flat, grid, mode="bilinear", align_corners=False, antialias=True)
        weigh = math.prod(theirs.shape[-2:]) / math.prod(grid) if summed else 1.0
        return (found * weigh).reshape(ours.shape).to(ours.dtype)
    found = ours.clone()
    both = tuple(slice(0, min(our, their)) for our, their in zip(ours.shape, theirs.shape, strict=True))
    found[both] = theirs[both]
    return found


def fitting_part(
    module: nn.Module, tensors: Mapping[str, Tensor], *, z_dim: int = 0, summed: bool = False
) -> dict[str, Tensor]:
    """The module's own tensors, but for those that `tensors` has for it. How far it has grown is its own."""
    own = module.state_dict()
    taken = {}
    with torch.no_grad():
        for name, tensor in tensors.items():
            if name in own and name != "grown":
                found = adapted(own[name], tensor, z_dim=z_dim, summed=summed)
                if found is not None:
                    taken[name] = found
    return {**own, **taken}
