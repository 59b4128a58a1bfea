"""Networks without memory (torch's meta device): to count parameters, or to check a file against shapes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode

_FILLING: frozenset[Callable[..., Any]] = frozenset(
    {
        nn.init.normal_, nn.init.uniform_, nn.init.ones_, nn.init.zeros_, nn.init.constant_,
        nn.init.kaiming_uniform_, nn.init.kaiming_normal_, nn.init.xavier_uniform_, nn.init.xavier_normal_,
        nn.functional.normalize,
    }
)  # fmt: skip
"""What gives tensors their first numbers, and leaves their shape. Where there are none, torch would load its compiler
(for a second) only to find that out."""


_SCALING: frozenset[Any] = frozenset(
    {torch.Tensor.mul, torch.Tensor.div, torch.Tensor.__mul__, torch.Tensor.__truediv__}
)


class _Unfilled(TorchFunctionMode):
    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        given = dict(kwargs or {})
        if func in _FILLING:
            return args[0] if args else given["tensor"]
        if func in _SCALING and isinstance(args[1], int | float):
            return args[0]
        if func is torch.full and isinstance(args[0], list | tuple):
            return torch.empty(args[0])
        return func(*args, **given)


@contextlib.contextmanager
def weightless() -> Iterator[None]:
    """Networks built within this block have shapes and no numbers."""
    with torch.device("meta"), _Unfilled():
        yield
