"""The messages between the studio and its engine process, as bytes in a pipe: both ends.

A message is a JSON header and binary parts: four bytes of header length (big-endian), the header in UTF-8,
then the parts one after the other. The header lists their lengths in bytes under `parts`; where a part is
an array, `arrays` holds `{"dtype", "shape"}` at the same place (`null` for a part that is plain bytes).

Whatever breaks these rules or the limits below is refused before memory is taken for it: one end may be of
another version, or a stray print may have got into the pipe.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import numpy as np

from gan_engine.documents import parse_json
from gan_engine.errors import ServiceError

MAX_HEADER_BYTES = 64 * 2**20
"""Enough for the items of a bake of 100,000 pictures."""
MAX_CONTAINERS = 2_000_000
"""Lists and objects in a header: twenty for each of those items."""
MAX_PARTS = 4096
MAX_MESSAGE_BYTES = 2 * 2**30
"""All parts of one message together."""
MAX_DIMENSIONS = 8

DTYPES = frozenset({"bool", "uint8", "uint16", "int32", "int64", "float32", "float64"})
"""What an array may hold. Always little-endian in the pipe."""

_PIECE = 2**20  # bytes read at once: a length that lies costs no more than what really comes


@dataclass(frozen=True)
class Message:
    """One message: the header without `parts` and `arrays`, and the parts as arrays or bytes, in order."""

    header: Mapping[str, Any]
    parts: Sequence[np.ndarray[Any, Any] | bytes] = field(default_factory=tuple)

    @property
    def arrays(self) -> list[np.ndarray[Any, Any]]:
        """The parts that are arrays, in order."""
        return [part for part in self.parts if isinstance(part, np.ndarray)]


def write_message(
    stream: BinaryIO, header: Mapping[str, Any], arrays: Sequence[np.ndarray[Any, Any] | bytes] = ()
) -> None:
    """Write one message and flush. Two threads that share `stream` must take turns.

    Raises `ServiceError` if the message is beyond the limits (nothing is written then), `ValueError` if the
    header is not JSON or holds a non-finite number, `OSError` if the other end has gone.
    """
    blocks: list[memoryview] = []
    shapes: list[dict[str, Any] | None] = []
    for part in arrays:
        if isinstance(part, np.ndarray):
            if part.dtype.name not in DTYPES:
                raise ServiceError(f"An array of {part.dtype.name} cannot be sent.")
            shapes.append({"dtype": part.dtype.name, "shape": list(part.shape)})
            # reshape: a memoryview cannot flatten an array in which some side is 0
            little = np.ascontiguousarray(part, dtype=part.dtype.newbyteorder("<")).reshape(-1)
            blocks.append(little.view(np.uint8).data)
        else:
            shapes.append(None)
            blocks.append(memoryview(part))
    lengths = [len(block) for block in blocks]
    whole = {**header, "parts": lengths, "arrays": shapes} if arrays else header
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass")
    _check_lengths(len(text), lengths)
    stream.write(len(text).to_bytes(4, "big") + text)
    for block in blocks:
        stream.write(block)
    stream.flush()


def read_message(stream: BinaryIO) -> Message | None:
    """The next message; None where the stream ends between two messages.

    Raises `ServiceError` for what is no message or is beyond the limits: the stream is of no use after that.
    """
    start = _read(stream, 4, may_end=True)
    if not start:
        return None
    length = int.from_bytes(start, "big")
    _check_lengths(length, [])
    header = _parse(_read(stream, length))
    lengths = header.pop("parts", [])
    shapes = header.pop("arrays", [None] * len(lengths) if isinstance(lengths, list) else None)
    if not (
        isinstance(lengths, list)
        and isinstance(shapes, list)
        and len(shapes) == len(lengths)
        and all(type(length) is int and length >= 0 for length in lengths)
    ):
        raise _damaged("the lengths of its parts make no sense")
    _check_lengths(length, lengths)
    layouts = [_layout(shape, length) for shape, length in zip(shapes, lengths, strict=True)]
    parts = [_part(stream, length, layout) for length, layout in zip(lengths, layouts, strict=True)]
    return Message(header, tuple(parts))


def _parse(text: bytearray) -> dict[str, Any]:
    try:
        header = parse_json(text.decode("utf-8", "surrogatepass"), containers=MAX_CONTAINERS)
    except ValueError:
        raise _damaged("its header is not JSON") from None
    if not isinstance(header, dict):
        raise _damaged("its header is not an object")
    return header


def _layout(shape: Any, length: int) -> tuple[np.dtype[Any], tuple[int, ...]] | None:
    """Type and shape of an array that fills exactly `length` bytes; None for plain bytes."""
    if shape is None:
        return None
    try:
        name, sides = shape["dtype"], shape["shape"]
    except (TypeError, KeyError):
        raise _damaged("an array is not described") from None
    if not (
        isinstance(name, str)
        and name in DTYPES
        and isinstance(sides, list)
        and len(sides) <= MAX_DIMENSIONS
        and all(type(side) is int and 0 <= side <= MAX_MESSAGE_BYTES for side in sides)
    ):
        raise _damaged("an array is not described")
    dtype = np.dtype(name).newbyteorder("<")
    if math.prod(sides) * dtype.itemsize != length:
        raise _damaged("an array's shape and length disagree")
    return dtype, tuple(sides)


def _part(
    stream: BinaryIO, length: int, layout: tuple[np.dtype[Any], tuple[int, ...]] | None
) -> np.ndarray[Any, Any] | bytes:
    data = _read(stream, length)
    if layout is None:
        return bytes(data)
    dtype, shape = layout
    return np.frombuffer(data, dtype=dtype).reshape(shape)


def _read(stream: BinaryIO, length: int, *, may_end: bool = False) -> bytearray:
    """Exactly `length` bytes; empty at the very end of the stream if it `may_end` here."""
    data = bytearray()
    while len(data) < length:
        piece = stream.read(min(_PIECE, length - len(data)))
        if not piece:
            if may_end and not data:
                return data
            raise ServiceError("A message from the other process broke off in the middle.")
        data += piece
    return data


def _check_lengths(header: int, parts: Sequence[int]) -> None:
    if header > MAX_HEADER_BYTES or len(parts) > MAX_PARTS or sum(parts) > MAX_MESSAGE_BYTES:
        raise _damaged("it is larger than any real message")


def _damaged(why: str) -> ServiceError:
    return ServiceError(f"A message between the studio and its engine cannot be used: {why}.")
