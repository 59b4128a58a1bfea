"""Many Progress lines of an event file read at once.

A run's lines say the same things in the same order, and differ in their numbers alone. Where that is so, what stands
between the numbers is taken out of all of them in a few passes, and the numbers are parsed as one flat list: twice as
fast as an object for each line. Where any line is otherwise, nothing is returned and each is read by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic_core import from_json

BEGINNING = b'{"kind": "Progress", '
"""Of such a line as it is written."""

_QUOTE = ord('"')
_BETWEEN = b"{}: \n"


def read_table(lines: Sequence[bytes]) -> tuple[list[tuple[str, ...]], NDArray[np.float64]] | None:
    """The names of the numbers of each line, as the way through its objects, and a table of them [lines, names]; null
    is nan. None where `lines` are not all of one form, or anything in them is damaged.
    """
    if len(lines) < 2 or not lines[0].startswith(BEGINNING):
        return None
    try:
        ways = _ways(from_json(lines[0]))
        numbers = from_json(b"[" + _flat(lines) + b"]")
        if len(numbers) == len(lines) * len(ways):
            return ways, np.array(numbers, np.float64).reshape(len(lines), len(ways))
    except (ValueError, TypeError, OverflowError):
        pass
    return None


def _ways(values: Mapping[str, Any], *through: str) -> list[tuple[str, ...]]:
    """Where the numbers of a line stand, in its order. Raises `ValueError` for what is neither number nor object."""
    ways: list[tuple[str, ...]] = []
    for key, value in values.items():
        if isinstance(value, dict) and not through:
            ways += _ways(value, *through, key)
        elif value is None or isinstance(value, int | float):
            ways.append((*through, key))
        elif through or key != "kind":
            raise ValueError("neither a number nor a group of them")
    return ways


def _flat(lines: Sequence[bytes]) -> bytes:
    """All numbers with commas between. Raises `ValueError` where the names are not those of the first line.

    What stands between is looked at no closer: where anything but a number has come there, what is returned is no list
    of so many numbers.
    """
    data = b"\n".join(lines) + b"\n"
    if b"\\" in data:
        raise ValueError("escapes")
    signs = np.frombuffer(data, np.uint8)
    quotes = signs == _QUOTE
    named = np.bitwise_xor.accumulate(quotes.view(np.uint8)).view(bool)
    np.logical_or(named, quotes, out=named)
    length = len(lines[0]) + 1
    names, first = signs[named], signs[:length][named[:length]]
    if len(names) != len(first) * len(lines) or not (names.reshape(len(lines), -1) == first).all():
        raise ValueError("other names")
    np.logical_not(named, out=named)
    flat: bytes = signs[named].tobytes().translate(None, _BETWEEN)
    while b",," in flat:  # where the kind stood, and objects without anything in them
        flat = flat.replace(b",,", b",")
    return flat.strip(b",")
