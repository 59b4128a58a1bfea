"""What pickled tensors are made of: kinds and numbers for readers that run nothing of what they read.

Each reader gives its unpickler words of its own; what stands here is what they share, and what a pickle cannot change.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from gan_engine.interchange.harmless_pickles import NotWhole

_MAX_NUMBER = 2**48  # in shapes
TORCH_MAGIC = 0x1950A86A20F9469CFC6C
STORAGES = {
    "FloatStorage": torch.float32,
    "HalfStorage": torch.float16,
    "BFloat16Storage": torch.bfloat16,
    "DoubleStorage": torch.float64,
    "LongStorage": torch.int64,
    "IntStorage": torch.int32,
    "ByteStorage": torch.uint8,
    "BoolStorage": torch.bool,
}


class SealedKind(type):
    """Kinds that a pickle cannot change: the instruction to set attributes works on whatever it is given."""

    def __setattr__(cls, name: str, value: Any) -> None:
        raise NotWhole("it tries to change its reader")


class Value(metaclass=SealedKind):
    """Something read, which stays as it was read."""

    __slots__ = ()

    def __setattr__(self, name: str, value: Any) -> None:
        raise NotWhole("it tries to change what was read")


class Numbers(Value):
    """A storage, or a tensor on one."""

    __slots__ = ("is_storage", "tensor")

    tensor: Tensor
    is_storage: bool

    def __init__(self, tensor: Tensor, is_storage: bool = False) -> None:
        object.__setattr__(self, "tensor", tensor)
        object.__setattr__(self, "is_storage", is_storage)


class Described(Value):
    """What a storage says of itself."""

    __slots__ = ("count", "dtype", "key")

    dtype: torch.dtype
    key: str
    count: int

    def __init__(self, dtype: torch.dtype, key: str, count: int) -> None:
        for name, value in (("dtype", dtype), ("key", key), ("count", count)):
            object.__setattr__(self, name, value)


class PlainDict(dict[Any, Any], metaclass=SealedKind):
    """Stands for the dictionaries that those files use: begun empty, so that none is a costly copy of another."""

    __slots__ = ()

    def __new__(cls) -> PlainDict:
        return super().__new__(cls)

    def __init__(self) -> None:
        super().__init__()


class Ignored(Value):
    """For what is not looked at: single numbers of NumPy, kinds of them, sets."""

    __slots__ = ()

    def __init__(self, *arguments: Any) -> None:
        pass

    def __setstate__(self, state: Any) -> None:
        pass


def storage_of(key: Any) -> Described:
    """What torch writes in a storage's place: ("storage", kind, name, device, count). Raises ValueError for others."""
    if not isinstance(key, tuple) or len(key) not in (5, 6) or key[0] != "storage":
        raise ValueError("numbers are not described")
    _, dtype, name, _, count = key[:5]
    if not isinstance(dtype, torch.dtype) or not isinstance(name, str) or type(count) is not int:
        raise ValueError("numbers are not described")
    return Described(dtype, name, count)


def word(function: Callable[..., Any]) -> type:
    """`function` as a kind: whether a pickle calls it or makes an instance of it, the function is what happens."""

    def make(kind: type, *arguments: Any) -> Any:
        return function(*arguments)

    return SealedKind(function.__name__, (), {"__new__": make, "__slots__": ()})


def tensor(storage: Any, offset: Any, size: Any, stride: Any, *others: Any) -> Numbers:
    """A view of a storage, found to lie within it."""
    if not (
        isinstance(storage, Numbers) and storage.is_storage and isinstance(size, tuple) and isinstance(stride, tuple)
    ):
        raise ValueError("a tensor is not described")
    check_view(storage.tensor.numel(), offset, size, stride)
    return Numbers(torch.as_strided(storage.tensor, size, stride, offset))


def check_view(held: int, offset: Any, size: tuple[Any, ...], stride: tuple[Any, ...]) -> None:
    """Does that view lie within a storage of `held` numbers, and show none twice? Raises ValueError where not."""
    whole = (offset, *size, *stride)
    if (
        len(size) != len(stride)
        or len(size) > 8
        or not all(type(number) is int and 0 <= number < _MAX_NUMBER for number in whole)
    ):
        raise ValueError("a tensor has an impossible shape")
    wanted = math.prod(size)
    last = offset + sum((length - 1) * step for length, step in zip(size, stride, strict=True)) if wanted else -1
    if last >= held or wanted > max(held, 1):
        raise ValueError("a tensor reaches beyond its numbers")


def parameter(data: Any, *others: Any) -> Numbers:
    if not isinstance(data, Numbers) or data.is_storage:
        raise ValueError("a weight is no tensor")
    return data
