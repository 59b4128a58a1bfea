"""Distances between rows of features, in blocks: for precision, diversity and originality.

float64, since copies are told from neighbours by small differences of large numbers; never more than one block of
distances is held.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

_ROWS = 512


def squared_distances(rows: Tensor, others: Tensor) -> Iterator[tuple[slice, Tensor]]:
    """Which rows, and their squared distances [n, M] to all `others` [M, D]."""
    theirs = others.double()
    norms = (theirs**2).sum(1)
    for start in range(0, len(rows), _ROWS):
        part = slice(start, min(start + _ROWS, len(rows)))
        ours = rows[part].double()
        yield part, ((ours**2).sum(1)[:, None] + norms - 2 * (ours @ theirs.T)).clamp_(min=0)


def nearest(rows: Tensor, others: Tensor, count: int = 1, *, same: bool = False) -> tuple[Tensor, Tensor]:
    """Distances float64 [N, count] to the nearest of `others`, nearest first, and which they are, int64 likewise.

    `same`: `others` are the rows themselves, and none is its own neighbour. Gives fewer where there are fewer.
    """
    distances, indices = [], []
    count = min(count, len(others) - same)
    for part, squares in squared_distances(rows, others):
        if same:
            squares[torch.arange(len(squares)), torch.arange(part.start, part.stop)] = torch.inf
        found, where = squares.topk(count, dim=1, largest=False)
        distances.append(found.sqrt())
        indices.append(where)
    return torch.cat(distances), torch.cat(indices)
