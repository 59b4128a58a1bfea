"""JPEGs without their end mark: whether that is all they lack.

Transfers and old cameras lose the last bytes of a file. Of a JPEG the last two say only that it ends there, so the
picture may be whole without them. Its reader does not tell that from one of
which half is missing; here it is found out.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
from collections.abc import Iterator

from PIL import JpegImagePlugin

MAX_BYTES = 2**28
"""Of a file that is looked at so closely: it is read as a whole."""

_END = b"\xff\xd9"
_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # within a scan, what is no stuffed byte and no restart
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_FURTHER = (b"", b"\xfe" * 64)
"""Two ways to go on behind the last byte, of which the first bit differs (behind the mark, readers go on with zeros):
whatever pixel still waits for a bit comes out in two ways."""


def completed(data: bytes) -> bytes | None:
    """A JPEG with its end mark, where it lacks nothing else; None where part of its pixels is missing.

    Raises what Pillow does of a damaged one.
    """
    body = data.rstrip(b"\xff")  # of the mark, half may be there
    if not _has_all_scans(body):
        return None
    first, second = (_pixels(body + further + _END) for further in _FURTHER)
    return body + _END if first == second else None


def _pixels(data: bytes) -> bytes:
    with JpegImagePlugin.JpegImageFile(io.BytesIO(data)) as image:
        image.load()
        return hashlib.sha256(image.tobytes()).digest()


def _has_all_scans(data: bytes) -> bool:
    """Whether every component has been told in full: a progressive one comes bit by bit (ITU-T T.81, annex G)."""
    components: dict[int, list[int | None]] = {}
    progressive = False
    try:
        for mark, at in _segments(data):
            if mark in _FRAMES:
                progressive = mark in _PROGRESSIVE
                components = {data[at + 8 + 3 * each]: [None] * 64 for each in range(data[at + 7])}
            elif mark == 0xDA:
                count = data[at + 2]
                first, last, bits = data[at + 3 + 2 * count : at + 6 + 2 * count]
                for each in range(count):
                    missing = components[data[at + 3 + 2 * each]]
                    for number in range(first, min(last, 63) + 1) if progressive else range(64):
                        missing[number] = bits & 15 if progressive else 0
    except (IndexError, KeyError, ValueError, struct.error):
        return False
    return bool(components) and all(each == 0 for missing in components.values() for each in missing)


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Each mark and where the length behind it lies."""
    at = 2
    while True:
        found = _MARK.search(data, at)
        if found is None:
            return
        mark = data[found.end() - 1]
        at = found.end()
        if mark in _ALONE:
            continue
        if mark == 0xD9:
            return
        yield mark, at
        at += int(struct.unpack_from(">H", data, at)[0])
