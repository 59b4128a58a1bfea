"""The header of a safetensors file, read within bounds: what it says of itself and of its tensors, not yet believed.

The format is plain: eight bytes with the header's length (little-endian), a JSON header, then the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gan_engine import door
from gan_engine.documents import parse_json

LENGTH_BYTES = 8
MAX_TENSORS = 100_000
_MAX_BYTES = 8 * 2**20
_MAX_CONTAINERS = 4 * MAX_TENSORS  # a tensor's description is an object with two lists


class HeaderError(ValueError):
    """It is no such header. The text is the end of a sentence: "its header is cut short"."""


@dataclass(frozen=True)
class RawHeader:
    """The JSON object, and what belongs to it."""

    document: dict[str, Any]
    """By name what each tensor is said to be, `__metadata__` beside them."""
    begins: int
    """Where the numbers begin, in bytes."""
    size: int
    """Of the whole file, in bytes."""


def read_raw_header(path: Path) -> RawHeader:
    """The header of the file at `path`. Raises `HeaderError`, and `OSError` where it cannot be read."""
    with door.open_read(path) as file:
        size = path.stat().st_size
        length = int.from_bytes(file.read(LENGTH_BYTES), "little")
        if size < LENGTH_BYTES or length > min(_MAX_BYTES, size - LENGTH_BYTES):
            raise HeaderError("its header is cut short or too long")
        text = file.read(length)
    try:
        document = parse_json(text, containers=_MAX_CONTAINERS)
    except ValueError as error:
        raise HeaderError("its header cannot be understood") from error
    if not isinstance(document, dict) or len(document) > MAX_TENSORS:
        raise HeaderError("its header is no list of tensors")
    return RawHeader(document, LENGTH_BYTES + length, size)
