"""Random numbers of a training's step: each row is a sample's own, whoever computes it.

They are drawn from torch's global generators, which the loop seeds for every step, as one process would draw them for
the whole batch; a rank takes its rows. So a step's randomness depends on (seed, step) and on where a sample stands in
the batch, and not on how many processes share it.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from gan_engine.ranks import current


def normal(*shape: int, device: torch.device, dim: int = 0) -> Tensor:
    """Of mean 0 and deviation 1; `dim` is that of the batch."""
    return current().own(torch.randn(_whole(shape, dim), device=device), dim)


def uniform(*shape: int, device: torch.device, dtype: torch.dtype | None = None, dim: int = 0) -> Tensor:
    """In 0..1; `dim` is that of the batch."""
    return current().own(torch.rand(_whole(shape, dim), device=device, dtype=dtype), dim)


def integers(low: int, high: int, *shape: int, device: torch.device) -> Tensor:
    """int64, `low` to `high` - 1; the first dimension is that of the batch."""
    return current().own(torch.randint(low, high, _whole(shape, 0), device=device))


def normal_like(x: Tensor) -> Tensor:
    """Normal numbers [N,...] in the shape and layout of `x`."""
    ranks = current()
    if ranks.alone:
        return torch.randn_like(x)
    # A tensor is filled as it lies in memory: the whole batch's is laid out as this part of it is.
    strides = x.stride()
    order = [0, *sorted(range(1, x.dim()), key=lambda dim: -strides[dim])]
    whole = x.new_empty([ranks.total(len(x)), *(x.shape[dim] for dim in order[1:])])
    return ranks.own(whole.permute([order.index(dim) for dim in range(x.dim())]).normal_())


def dropped_out(x: Tensor, p: float) -> Tensor:
    """`x` [N,...] with a share `p` of its numbers silent, the others stronger by as much."""
    ranks = current()
    if ranks.alone:
        return F.dropout(x, p)
    whole = torch.ones(_whole(x.shape, 0), device=x.device, dtype=x.dtype)
    return x * ranks.own(F.dropout(whole, p))


def _whole(shape: tuple[int, ...], dim: int) -> list[int]:
    return [current().total(size) if index == dim else size for index, size in enumerate(shape)]
