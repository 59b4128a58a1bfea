"""Safetensors files, written as a stream and checked when read.

The format is plain: eight bytes with the header's length, a JSON header that gives each tensor's kind, shape
and place, then the numbers. We write it ourselves so that nothing is held twice in memory, the digest
comes with the writing, and a full disk is an ordinary `OSError`; the header is checked against limits
and against the file before a byte of it is believed.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from gan_engine import door
from gan_engine.documents import to_json
from gan_engine.errors import SnapshotError
from gan_engine.runs.tensor_header import LENGTH_BYTES, HeaderError, read_raw_header
from gan_engine.seals import SEAL, canonical

CONTENT = SEAL
"""In a file's metadata: of its header without this, in canonical JSON, and of all numbers."""

_MAX_DIMENSIONS = 8
_KINDS = {
    torch.float64: "F64",
    torch.float32: "F32",
    torch.float16: "F16",
    torch.bfloat16: "BF16",
    torch.int64: "I64",
    torch.int32: "I32",
    torch.uint8: "U8",
    torch.bool: "BOOL",
}
_TYPES = {kind: dtype for dtype, kind in _KINDS.items()}


@dataclass(frozen=True)
class Entry:
    """One tensor of a file: what it is and where its bytes lie (from the start of the file)."""

    dtype: torch.dtype
    shape: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Header:
    """What a file says it holds, found to be consistent with its length."""

    metadata: dict[str, str]
    entries: dict[str, Entry]


def write_tensors(path: Path, tensors: Mapping[str, Tensor], metadata: Mapping[str, str]) -> tuple[int, str]:
    """Write a new file; returns its length and its sha256 in hex. Not synced: the folder's writer does that."""
    ordered = sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0]))
    header: dict[str, Any] = {"__metadata__": dict(metadata)}
    content = hashlib.sha256()
    offset = 0
    for name, tensor in ordered:
        length = tensor.numel() * tensor.element_size()
        header[name] = {
            "dtype": _KINDS[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [offset, offset + length],
        }
        offset += length
    content.update(canonical(header))
    for _, tensor in ordered:
        content.update(_raw(tensor))
    header["__metadata__"][CONTENT] = content.hexdigest()
    text = to_json(header, separators=(",", ":"))
    text += b" " * (-len(text) % 8)
    digest, total = hashlib.sha256(), 0
    parts: Iterator[bytes | memoryview] = (_raw(tensor) for _, tensor in ordered)
    with door.open_new(path, root=path.parent) as file:
        for part in itertools.chain((len(text).to_bytes(LENGTH_BYTES, "little"), text), parts):
            file.write(part)
            digest.update(part)
            total += len(part)
    return total, digest.hexdigest()


def content_is_whole(path: Path) -> bool | None:
    """Whether header and numbers are as they were written; None where the file does not say. Raises `SnapshotError`."""
    read_header(path)
    try:
        raw = read_raw_header(path)
        wanted = raw.document.get("__metadata__", {}).pop(CONTENT, None)
        if wanted is None:
            return None
        content = hashlib.sha256(canonical(raw.document))
        with door.open_read(path) as file:
            file.seek(raw.begins)
            while part := file.read(2**20):
                content.update(part)
    except OSError as error:
        raise SnapshotError(f"“{path.name}” cannot be read in {path.parent}: {error.strerror}.") from error
    return bool(content.hexdigest() == wanted)


def _raw(tensor: Tensor) -> memoryview:
    flat = tensor.detach().cpu().contiguous().view(-1)
    numbers: Any = flat.view(torch.uint8).numpy()
    return memoryview(numbers)


def read_header(path: Path) -> Header:
    """The header of the file at `path`. Raises `SnapshotError` if it is missing or anything about it is amiss."""
    try:
        raw = read_raw_header(path)
        described = dict(raw.document)
        metadata = described.pop("__metadata__", {})
        if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
            raise _damaged(path, "its description is no text")
        entries = {name: _entry(path, name, value, raw.begins) for name, value in described.items()}
    except OSError as error:
        raise SnapshotError(f"“{path.name}” cannot be read in {path.parent}: {error.strerror}.") from error
    except HeaderError as error:
        raise _damaged(path, str(error)) from error
    offset = raw.begins
    for entry in sorted(entries.values(), key=lambda entry: (entry.start, entry.end)):
        if entry.start != offset:
            raise _damaged(path, "its tensors overlap or leave gaps")
        offset = entry.end
    if offset != raw.size:
        raise _damaged(path, f"it has {raw.size:,} bytes where its header speaks of {offset:,}")
    return Header(metadata, entries)


def _entry(path: Path, name: str, value: Any, start: int) -> Entry:
    try:
        dtype = _TYPES[value["dtype"]]
        shape = tuple(value["shape"])
        begin, end = value["data_offsets"]
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path, f"“{name[:100]}” is not described") from error
    whole = (*shape, begin, end)
    if len(shape) > _MAX_DIMENSIONS or not all(type(number) is int and number >= 0 for number in whole):
        raise _damaged(path, f"“{name[:100]}” has an impossible shape")
    if end - begin != math.prod(shape) * dtype.itemsize:
        raise _damaged(path, f"“{name[:100]}” has another length than its shape")
    return Entry(dtype, shape, start + begin, start + end)


def read_tensors(path: Path, header: Header) -> dict[str, Tensor]:
    """All tensors of the file whose header `read_header` gave. Raises `SnapshotError`, for numbers not finite too."""
    tensors = {}
    try:
        with door.open_read(path) as file:
            for name, entry in sorted(header.entries.items(), key=lambda item: item[1].start):
                # Into torch's own memory, which always begins alike: where numbers lie decides how some kernels add.
                tensor = torch.empty(entry.end - entry.start, dtype=torch.uint8)
                offset: Any = tensor.numpy()
                file.seek(entry.start)
                if file.readinto(offset) != len(offset):
                    raise _damaged(path, "it is cut short")
                tensor = tensor.view(entry.dtype).view(entry.shape)
                if tensor.is_floating_point() and not tensor.isfinite().all():
                    raise _damaged(path, f"“{name}” holds numbers that are not finite")
                tensors[name] = tensor
    except OSError as error:
        raise SnapshotError(f"“{path.name}” cannot be read in {path.parent}: {error.strerror}.") from error
    return tensors


def _damaged(path: Path, why: str) -> SnapshotError:
    return SnapshotError(f"“{path.name}” in {path.parent} is damaged: {why}.")
