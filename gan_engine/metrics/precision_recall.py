"""Precision: how many designs look like the set. Recall: how much of the set the designs reach.

Each set is taken for the balls around its members that reach to their third neighbour; precision is the share of
designs within a ball of the real set, recall the share of the real set within a ball of the designs (Kynkaanniemi et
al. 2019, section 2). A collapsed generator keeps its precision and loses its recall; a blurred one the other way round.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from gan_engine.metrics.neighbours import nearest, squared_distances

NEIGHBOURS = 3
MOST = 5000


@dataclass(frozen=True)
class PrecisionRecall:
    """Shares 0..1 and their standard errors."""

    precision: float
    recall: float
    precision_error: float
    recall_error: float


def precision_recall(real: Tensor, made: Tensor, *, neighbours: int = NEIGHBOURS) -> PrecisionRecall:
    """Of features [N, D] and [M, D], more of each than `neighbours`."""
    real, made = real[:MOST], made[:MOST]
    if min(len(real), len(made)) <= neighbours:
        raise ValueError("precision and recall need more rows than neighbours")
    precision, recall = _share_within(made, real, neighbours), _share_within(real, made, neighbours)
    return PrecisionRecall(precision, recall, _error(precision, len(made)), _error(recall, len(real)))


def _share_within(rows: Tensor, others: Tensor, neighbours: int) -> float:
    reach = nearest(others, others, neighbours, same=True)[0][:, -1] ** 2
    inside = [(squares <= reach).any(1) for _, squares in squared_distances(rows, others)]
    return float(torch.cat(inside).double().mean())


def _error(share: float, count: int) -> float:
    """Of a share counted on so many (Agresti and Coull 1998: never 0, not even for a share of 0 or 1)."""
    middle = (share * count + 2) / (count + 4)
    return math.sqrt(middle * (1 - middle) / (count + 4))
