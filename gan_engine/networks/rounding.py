"""How far rounding alone may move a network's output: the tolerance for comparing two computations of it.

That is the network's own, and no constant: instance norm on nearly constant maps magnifies rounding ten thousandfold.
So it is measured: the network is computed in float64, and again with every result moved as rounding might move it.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn

from gan_engine.networks.bases import FixableWeights
from gan_engine.networks.random_rounding import RandomRounding

_SINGLE = torch.finfo(torch.float32).eps
_DRAWS = 3
_MARGIN = 4.0
"""Times the largest of `_DRAWS` random roundings: another one may lie further out, but not that far."""
_FUNCTIONS = 16 * _SINGLE
"""Of the largest value: libraries approximate tanh and its kin near 1 to within some units in the last place."""


class Reach(NamedTuple):
    """What a network makes, in float64, and how far from that a computation with rounding may lie at most."""

    exact: Tensor
    furthest: float


def rounding_reach(module: nn.Module, inputs: Sequence[Tensor], eps: float = _SINGLE) -> Reach:
    """Compute `module` of `inputs` exactly, and by random rounding to a precision of `eps`; in some ten times its time.

    The module must stay in float64 where it is given that, make one tensor and draw no random numbers.
    """
    twin = copy.deepcopy(module).double()
    for part in twin.modules():
        if isinstance(part, FixableWeights):
            part.fix_weights()
    given = [each.double() if each.is_floating_point() else each for each in inputs]
    with torch.no_grad():
        exact: Tensor = twin(*given)
        furthest = 0.0
        for seed in range(_DRAWS):
            with RandomRounding(seed, eps):
                furthest = max(furthest, float((twin(*given) - exact).abs().max()))
    return Reach(exact, _MARGIN * furthest + _FUNCTIONS * float(exact.abs().max()))
