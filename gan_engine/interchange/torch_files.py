"""Reading what torch.save writes, in both its forms, without running anything that lies in it.

Since 1.6 torch writes a ZIP: `NAME/data.pkl` says what there is, `NAME/data/KEY` are the numbers, as they are. Before,
one file: five small pickles, then the numbers, each storage behind its count. Only the numbers that are asked for are
read.
"""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import torch
from torch import Tensor

from gan_engine import door
from gan_engine.errors import ModelError
from gan_engine.interchange.harmless_pickles import HarmlessUnpickler, Refused
from gan_engine.interchange.pickled_tensors import (
    STORAGES,
    TORCH_MAGIC,
    Described,
    Ignored,
    PlainDict,
    Value,
    check_view,
    storage_of,
    word,
)

MAX_BYTES = 8 * 2**30
"""Of a file: with its optimisers a network of 1,024 px has a sixth of it."""
_MAX_STEPS = 1_000_000  # of the pickle's program; a checkpoint with its optimisers has a tenth of it
_MAX_TENSORS = 10_000
_ZIP, _BEFORE = b"PK\x03\x04", b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."


class _StateDict(PlainDict):
    """A module's tensors by name; versions, which it remembers besides, are not looked at."""

    __slots__ = ()

    def __setstate__(self, state: Any) -> None:
        pass


class _View(Value):
    """A tensor: which part of which storage."""

    __slots__ = ("offset", "size", "storage", "stride")

    storage: Described
    offset: int
    size: tuple[int, ...]
    stride: tuple[int, ...]

    def __init__(self, storage: Described, offset: int, size: tuple[int, ...], stride: tuple[int, ...]) -> None:
        for name, value in (("storage", storage), ("offset", offset), ("size", size), ("stride", stride)):
            object.__setattr__(self, name, value)


def is_torch_file(start: bytes) -> bool:
    """Do the first bytes say that torch.save wrote it?"""
    return start.startswith((_ZIP, _BEFORE))


def read_state_dicts(path: Path, names: Collection[str]) -> dict[str, dict[str, Tensor]]:
    """The dictionaries of tensors at `path` whose names are asked for; a tensor alone stands under the name "".

    Raises `ModelError` for a file that asks to run anything, is cut short, or lies about its sizes. Nothing is run.
    """
    try:
        with door.open_read(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > MAX_BYTES:
                raise ValueError("it is larger than any checkpoint of this kind")
            start = file.read(len(_BEFORE))
            file.seek(0)
            document, numbers = _open_zip(file, size) if start.startswith(_ZIP) else _open_before(file, size)
            if not isinstance(document, dict):
                raise ValueError("it holds no weights")
            return _tensors({name: value for name, value in document.items() if name in names}, numbers)
    except Refused as error:
        raise ModelError(
            f"“{path.name}” asks to run “{error}”, which no checkpoint needs. It may be meant to do harm.",
            kept="Nothing in it was run.",
            do="Delete the file, or ask where it comes from.",
        ) from error
    except OSError as error:
        raise ModelError(f"“{path.name}” cannot be read in {path.parent}: {error.strerror}.") from error
    except Exception as error:  # whatever a hostile file makes our own checks trip over
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise ModelError(
            f"“{path.name}” is no whole checkpoint of PyTorch: {why}.",
            kept="Nothing in it was run.",
            do="Fetch the file again, or save the network once more.",
        ) from error


_Numbers = Callable[[Described], bytes]


def _open_zip(file: BinaryIO, size: int) -> tuple[Any, _Numbers]:
    archive = zipfile.ZipFile(file)
    entries = archive.infolist()
    if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries) or sum(e.file_size for e in entries) > size:
        raise ValueError("it is packed as torch packs nothing")
    described = [entry for entry in entries if entry.filename.partition("/")[2] == "data.pkl"]
    if len(described) != 1:
        raise ValueError("it does not say what lies in it")
    root = described[0].filename.removesuffix("data.pkl")
    with archive.open(described[0]) as stream:
        document = _Reader(stream).load()

    def numbers(storage: Described) -> bytes:
        return archive.read(f"{root}data/{storage.key}")

    return document, numbers


def _open_before(file: BinaryIO, size: int) -> tuple[Any, _Numbers]:
    if (
        _Reader(file).load() != TORCH_MAGIC
        or _Reader(file).load() != 1001
        or not isinstance(_Reader(file).load(), dict)
    ):
        raise ValueError("it is not as torch writes checkpoints")
    reader = _Reader(file)
    document = reader.load()
    keys = _Reader(file).load()
    if not isinstance(keys, list) or len(keys) > _MAX_TENSORS:
        raise ValueError("it does not say which numbers follow")
    lies: dict[str, tuple[int, int]] = {}
    for key in keys:
        storage = reader.storages.get(key) if isinstance(key, str) else None
        (count,) = struct.unpack("<q", file.read(8))
        if storage is None or count != storage.count or key in lies:
            raise ValueError("there are fewer or more numbers than it says")
        lies[key] = file.tell(), count * storage.dtype.itemsize
        if sum(lies[key]) > size:
            raise ValueError("it is cut short")
        file.seek(lies[key][1], os.SEEK_CUR)

    def numbers(storage: Described) -> bytes:
        start, length = lies[storage.key]
        file.seek(start)
        return file.read(length)

    return document, numbers


class _Reader(HarmlessUnpickler):
    """Knows the words of a checkpoint: dictionaries, tensors; settings beside them are passed over."""

    def __init__(self, stream: Any) -> None:
        super().__init__(stream, _WORDS, steps=_MAX_STEPS)
        self.storages: dict[str, Described] = {}

    def persistent_load(self, key: Any) -> Described:
        told = storage_of(key)
        if key[5:] not in ((), (None,)) or told.count < 0:
            raise ValueError("numbers are not described")
        storage = self.storages.setdefault(told.key, told)
        if (storage.dtype, storage.count) != (told.dtype, told.count):
            raise ValueError("numbers are described in two ways")
        return storage


def _view(storage: Any, offset: Any, size: Any, stride: Any, *others: Any) -> _View:
    if not (isinstance(storage, Described) and isinstance(size, tuple) and isinstance(stride, tuple)):
        raise ValueError("a tensor is not described")
    check_view(storage.count, offset, size, stride)
    return _View(storage, offset, size, stride)


def _parameter(data: Any, *others: Any) -> _View:
    if not isinstance(data, _View):
        raise ValueError("a weight is no tensor")
    return data


_WORDS: Mapping[tuple[str, str], Any] = {
    ("collections", "OrderedDict"): _StateDict,
    ("torch._utils", "_rebuild_tensor_v2"): word(_view),
    ("torch._utils", "_rebuild_parameter"): word(_parameter),
    ("argparse", "Namespace"): Ignored,
    ("numpy", "dtype"): Ignored,
    ("numpy.core.multiarray", "scalar"): Ignored,
    ("numpy._core.multiarray", "scalar"): Ignored,
    ("_codecs", "encode"): Ignored,
    **{("torch", name): kind for name, kind in STORAGES.items()},
}


def _tensors(found: dict[Any, Any], numbers: _Numbers) -> dict[str, dict[str, Tensor]]:
    """The views' numbers, each storage read once."""
    read: dict[str, Tensor] = {}
    left = _MAX_TENSORS

    def tensor(view: _View) -> Tensor:
        nonlocal left
        left -= 1
        if left < 0:
            raise ValueError("it holds tensors without end")
        storage = view.storage
        if storage.key not in read:
            data = numbers(storage)
            if len(data) != storage.count * storage.dtype.itemsize:
                raise ValueError("there are fewer or more numbers than it says")
            read[storage.key] = torch.frombuffer(bytearray(data), dtype=storage.dtype) if data else torch.empty(0)
        return torch.as_strided(read[storage.key], view.size, view.stride, view.offset)

    taken = {}
    for name, value in found.items():
        if isinstance(value, _View):
            taken[name] = {"": tensor(value)}
        elif isinstance(value, dict):
            taken[name] = {
                key: tensor(inner) for key, inner in value.items() if isinstance(key, str) and isinstance(inner, _View)
            }
    return taken
