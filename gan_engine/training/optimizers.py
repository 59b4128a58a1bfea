"""Torch's optimisers, which let its compiler sleep.

Torch wakes it in some of their methods only to keep it away from them: at the start of every training, drag and
projection 1.4 s of the processor for nothing, since nothing is compiled here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import torch
from torch import optim


def _step_of(kind: type[optim.Optimizer]) -> Callable[..., Any]:
    """A step as it is written, without slopes of its own."""
    step: Callable[..., Any] = torch.no_grad()(inspect.unwrap(kind.step))
    return step


class _Uncompiled(optim.Optimizer):
    """The methods that all have, as they are written."""

    add_param_group = inspect.unwrap(optim.Optimizer.add_param_group)
    zero_grad = inspect.unwrap(optim.Optimizer.zero_grad)
    state_dict = inspect.unwrap(optim.Optimizer.state_dict)
    load_state_dict = inspect.unwrap(optim.Optimizer.load_state_dict)


class Adam(_Uncompiled, optim.Adam):
    """As torch's (Kingma and Ba 2015)."""

    step = _step_of(optim.Adam)


class RMSprop(_Uncompiled, optim.RMSprop):
    """As torch's (Hinton 2012, lecture 6)."""

    step = _step_of(optim.RMSprop)
