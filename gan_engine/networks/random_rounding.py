"""Every result of torch rounded at random (Vignes 1993, "A stochastic arithmetic for reliable scientific computation").

Processors add in different orders and round functions differently; libraries choose their ways by processor, by shape
and by number of threads. What comes out under several random roundings shows how much that matters.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

SUMS: dict[str, int] = {
    **dict.fromkeys(("convolution", "conv2d", "conv_transpose2d", "convolution_backward"), 3),
    **dict.fromkeys(("linear", "addmm", "baddbmm", "addmv", "addbmm"), 3),
    **dict.fromkeys(("mm", "bmm", "mv", "dot", "matmul"), 2),
    **dict.fromkeys(("sum", "mean"), 1),
}
"""Sums of many terms and how many arguments these come from: they err with the size of the terms, which may cancel."""


class RandomRounding(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """While it is on, every fresh float result is off by up to `eps` (None: its type's own) of what it was made from.

    The same computation on the same numbers is moved the same way, one of other shapes another way: as by a processor.
    """

    def __init__(self, seed: int, eps: float | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._seed, self._eps = seed, eps

    def touches(self, operation: str, args: tuple[Any, ...]) -> bool:
        """Whether the results of an operation, which is neither a view nor in place, are moved."""
        return True

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Torch need not wake its compiler, which takes a second, to look away from this."""
        return False

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        made = func(*args, **kwargs)
        operation, schema = func.overloadpacket.__name__, func._schema
        lent = schema.is_mutable or any(each.alias_info is not None for each in schema.returns)
        if lent or not self.touches(operation, args):
            return made
        sizes = made
        if operation in SUMS:
            terms = SUMS[operation]
            bare = [
                each.abs() if isinstance(each, Tensor) and each.is_floating_point() else each for each in args[:terms]
            ]
            sizes = func(*bare, *args[terms:], **kwargs)
        if isinstance(made, tuple | list):
            return type(made)(map(self._moved, made, sizes))
        return self._moved(made, sizes)

    def _moved(self, value: Any, sizes: Any) -> Any:
        if not isinstance(value, Tensor) or not value.is_floating_point() or value.device.type == "meta":
            return value
        eps = torch.finfo(value.dtype).eps if self._eps is None else self._eps
        return value + (_noise(value, self._seed) * eps * sizes).to(value.dtype)


def _noise(value: Tensor, seed: int) -> Tensor:
    """float64 of the shape of `value`, in -1..1: from its bits, each one's place and `seed`."""
    whole = {2: torch.int16, 4: torch.int32, 8: torch.int64}[value.element_size()]
    mixed = value.detach().contiguous().view(whole).to(torch.int64)
    positions = torch.arange(1, value.numel() + 1, device=value.device).view(value.shape)
    mixed = mixed + positions * (0x9E3779B9 + 2 * seed)
    for shift in (30, 27):  # folded and multiplied, as in splitmix64 (Steele et al. 2014)
        mixed = (mixed ^ (mixed >> shift)) * 0x1CE4E5B9BF58476D
    return (mixed >> 32).double() / 2.0**31
