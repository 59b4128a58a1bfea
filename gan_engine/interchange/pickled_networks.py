"""Reading pickled networks of the StyleGAN2-ADA tools without running anything that lies in them.

A pickle is a program. This reader runs it with a handful of harmless words only: each name that a network file needs
is replaced by a function of ours that checks what it is given and keeps plain data; every other name is refused, by
name. Numbers are read straight from the bytes. What comes out is a tree of `Module`: names and tensors.
"""

from __future__ import annotations

import io
import os
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
    Numbers,
    PlainDict,
    Value,
    parameter,
    storage_of,
    tensor,
    word,
)

MAX_BYTES = 4 * 2**30
"""Of a file: the largest official ones have about a tenth of it."""
_MAX_MODULES = 10_000
_MAX_VALUES = 100_000  # tensors and settings of all modules together
_MAX_DEPTH = 32
_MAX_STEPS = 500_000  # of the pickle's program; networks of 1,024 px have a tenth of it
_MAX_SMALL_STEPS = 1000


@dataclass
class Module:
    """A module as it was stored: what it was called, how it was made, what lies in it."""

    class_name: str
    source: str
    """Its program text, kept to tell kinds of networks apart and never run."""
    kwargs: dict[str, Any] = field(default_factory=dict)
    tensors: dict[str, Tensor] = field(default_factory=dict)
    modules: dict[str, Module] = field(default_factory=dict)

    def flat(self, prefix: str = "") -> dict[str, Tensor]:
        """All tensors by dotted name."""
        found = {f"{prefix}{name}": tensor for name, tensor in self.tensors.items()}
        for name, module in self.modules.items():
            found |= module.flat(f"{prefix}{name}.")
        return found


class _Meta(Value):
    """What a module's constructor was given, checked."""

    __slots__ = ("class_name", "source", "state")

    class_name: str
    source: str
    state: Any

    def __init__(self, class_name: str, source: str, state: Any) -> None:
        for name, value in (("class_name", class_name), ("source", source), ("state", state)):
            object.__setattr__(self, name, value)


def read_networks(path: Path) -> dict[str, Module]:
    """The networks in the pickled file at `path`: "G", "D", "G_ema", those of them that are there.

    Raises `ModelError`, naming what was refused, for a file that asks for anything else, is cut short, or lies about
    its sizes. Nothing in the file is ever executed.
    """
    try:
        with door.open_read(path) as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                raise _unreadable(path, "it is larger than any network of this kind")
            data = file.read()
    except OSError as error:
        raise ModelError(f"“{path.name}” cannot be read in {path.parent}: {error.strerror}.") from error
    if data.startswith(b"PK"):
        raise _unreadable(path, "it is a ZIP archive, perhaps weights alone, without their network")
    reader = _Reader(data)
    try:
        document = reader.load()
        if not isinstance(document, dict):
            raise ValueError("it holds no networks")
        limits = _Limits()
        found = {
            name: _module(value, 0, limits)
            for name, value in document.items()
            if name in ("G", "D", "G_ema") and isinstance(value, _Meta)
        }
        if reader.foreign and not any(is_stylegan3(network) for network in found.values()):
            raise Refused(reader.foreign[0])
    except Refused as error:
        raise _refusal(path, str(error)) from error
    except Exception as error:  # whatever a hostile file makes our own checks trip over
        raise _unreadable(path, " ".join(str(error).split())[:200] or type(error).__name__) from error
    if not found:
        raise _unreadable(path, "there is no network in it")
    return found


def is_stylegan3(network: Module) -> bool:
    """Is it a generator of that kind? Its pictures begin with waves instead of a constant."""
    synthesis = network.modules.get("synthesis")
    return synthesis is not None and "weight" in getattr(synthesis.modules.get("input"), "tensors", ())


def _refusal(path: Path, name: str) -> ModelError:
    if name.startswith("dnnlib.tflib."):
        return ModelError(
            f"“{path.name}” holds networks of the older tools, made with TensorFlow (“{name}”).",
            kept="Nothing in it was run.",
            do="Convert it with legacy.py of the StyleGAN2-ADA tools for PyTorch, and import what that writes.",
        )
    return ModelError(
        f"“{path.name}” asks to run “{name}”, which no network file needs. It may be meant to do harm.",
        kept="Nothing in it was run.",
        do="Delete the file, or ask where it comes from.",
    )


def _unreadable(path: Path, why: str) -> ModelError:
    return ModelError(
        f"“{path.name}” is no whole network file of the StyleGAN2-ADA tools: {why}.",
        kept="Nothing in it was run.",
        do="Fetch the file again, or export the network once more.",
    )


class _Reader(HarmlessUnpickler):
    """Knows the words of a network file."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), _WORDS | {_STORAGE: word(self._load_storage)}, steps=_MAX_STEPS)
        self.foreign: list[str] = []
        """Names of NumPy's arrays, which other networks keep beside their weights: not run, not looked into."""
        self._left_bytes = len(data)

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _ARRAYS:
            self.foreign.append(f"{module}.{name}")
            return Ignored
        return super().find_class(module, name)

    def _load_storage(self, data: Any, *others: Any) -> Numbers:
        """The numbers in `data`, which a file may ask for only once."""
        if isinstance(data, bytes):
            self._left_bytes -= len(data)
            if self._left_bytes < 0:
                raise ValueError("it repeats its numbers")
        return _load_storage(data)


# The words: each takes what a network file gives it, and gives plain data


def _persistent(meta: Any, *others: Any) -> _Meta:
    if others or not isinstance(meta, dict) or meta.get("type") != "class":
        raise ValueError("a module is not described")
    name, source = meta.get("class_name"), meta.get("module_src", "")
    if not isinstance(name, str) or not isinstance(source, str):
        raise ValueError("a module has no name")
    return _Meta(name[:200], source, meta.get("state"))


def _load_storage(data: Any) -> Numbers:
    """The bytes that torch writes for one storage: five small pickles, then the numbers."""
    if not isinstance(data, bytes):
        raise ValueError("numbers are missing")
    stream = io.BytesIO(data)
    if _small(stream) != TORCH_MAGIC or _small(stream) != 1001 or not isinstance(_small(stream), dict):
        raise ValueError("numbers are not as torch writes them")
    described = _small(stream)
    keys = _small(stream)
    if not isinstance(described, Described) or keys != [described.key]:
        raise ValueError("numbers are not described")
    (count,) = struct.unpack("<q", stream.read(8))
    length = count * described.dtype.itemsize
    rest = stream.read()
    if count != described.count or count < 0 or length != len(rest):
        raise ValueError("there are fewer or more numbers than it says")
    numbers = torch.frombuffer(bytearray(rest), dtype=described.dtype) if count else torch.empty(0)
    return Numbers(numbers, is_storage=True)


class _SmallReader(HarmlessUnpickler):
    """For the pickles inside a storage: no names but those of kinds of numbers."""

    def persistent_load(self, key: Any) -> Described:
        return storage_of(key)


def _small(stream: io.BytesIO) -> Any:
    words = {(module, name): kind for name, kind in STORAGES.items() for module in ("torch", "torch.storage")}
    return _SmallReader(stream, words, steps=_MAX_SMALL_STEPS).load()


_STORAGE = ("torch.storage", "_load_from_bytes")
_ARRAYS = {
    (module, name)
    for module in ("numpy.core.multiarray", "numpy._core.multiarray", "numpy")
    for name in ("_reconstruct", "ndarray")
}
_WORDS: dict[tuple[str, str], type] = {
    ("torch_utils.persistence", "_reconstruct_persistent_obj"): word(_persistent),
    ("dnnlib.util", "EasyDict"): PlainDict,
    ("dnnlib", "EasyDict"): PlainDict,
    ("collections", "OrderedDict"): PlainDict,
    ("builtins", "set"): Ignored,
    ("__builtin__", "set"): Ignored,
    ("torch._utils", "_rebuild_parameter"): word(parameter),
    ("torch._utils", "_rebuild_tensor_v2"): word(tensor),
    ("numpy", "dtype"): Ignored,
    ("numpy.core.multiarray", "scalar"): Ignored,
    ("numpy._core.multiarray", "scalar"): Ignored,
}


class _Limits:
    """How much is still to be had of a file whose parts may be shown over and over."""

    def __init__(self) -> None:
        self._modules, self._values = _MAX_MODULES, _MAX_VALUES

    def module(self, depth: int) -> None:
        self._modules -= 1
        if depth > _MAX_DEPTH or self._modules < 0:
            raise ValueError("its modules are nested without end")

    def value(self) -> None:
        self._values -= 1
        if self._values < 0:
            raise ValueError("it holds values without end")


def _module(meta: _Meta, depth: int, limits: _Limits) -> Module:
    limits.module(depth)
    state = meta.state if isinstance(meta.state, dict) else {}
    kwargs = state.get("_init_kwargs")
    made = Module(meta.class_name, meta.source, _plain(kwargs, limits) if isinstance(kwargs, dict) else {})
    for group in ("_parameters", "_buffers"):
        values = state.get(group)
        for name, value in values.items() if isinstance(values, dict) else ():
            limits.value()
            if isinstance(name, str) and isinstance(value, Numbers) and not value.is_storage:
                made.tensors[name] = value.tensor
    inner = state.get("_modules")
    for name, below in inner.items() if isinstance(inner, dict) else ():
        if isinstance(name, str) and isinstance(below, _Meta):
            made.modules[name] = _module(below, depth + 1, limits)
    return made


def _plain(value: Any, limits: _Limits, depth: int = 0) -> Any:
    """Numbers, texts and dictionaries of them; anything else is left out."""
    limits.value()
    if isinstance(value, dict) and depth < 4:
        return {key: _plain(inner, limits, depth + 1) for key, inner in value.items() if isinstance(key, str)}
    return value if isinstance(value, bool | int | float | str) else None
