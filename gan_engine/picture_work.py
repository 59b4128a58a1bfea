"""How much work decoding a picture's file would be, counted before it is decoded.

A size in pixels says what the pixels cost; what lies around them can cost hours: padding, thousands of little blocks,
texts that unpack to a megabyte each, tables with millions of entries. Here the blocks of a file are stepped through
without looking into them, and counted. Every limit is far above what real programs write.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import BinaryIO

MAX_PADDING = 2**18
"""Bytes of a JPEG that belong to no segment, before its pixels."""
MAX_SEGMENTS = 8192
"""Of a JPEG before its pixels: 512 MB of metadata."""
MAX_EXIF_SEGMENTS = 64
"""Of a JPEG: they are joined one by one."""
MAX_CHUNKS = 200_000
"""Of a PNG: 1 GB in pieces of 8 KiB, as most programs cut them, has 131,000."""
MAX_UNPACKED_CHUNKS = 500
"""Of a PNG, those that hold packed texts or profiles."""
MAX_GIF_BLOCKS = 2**20
"""Of a GIF's first picture: the most pixels that are read fill fewer."""
MAX_GIF_EXTRA_BLOCKS = 20_000
"""Of a GIF's comments and extensions up to its second picture."""
MAX_TIFF_TAGS = 4096
"""In one directory of a TIFF; there are not half as many kinds."""
MAX_TIFF_NUMBERS = 2**20
"""In one tag of a TIFF: the places of as many strips or tiles."""
MAX_PSD_RESOURCES = 20_000
"""Of a PSD: thumbnail, guides, paths, profile and so on."""
MAX_RUN_PIXELS = 2**24
"""Of a BMP packed in runs, which is unpacked slowly."""

_SIZED_BY_BYTES = (1, 2, 7)  # types of TIFF tags that are kept as they are, however long
_TIFF_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8}


class TooMuchWorkError(Exception):
    """The words say what there is too much of."""


def check_work(kind: str, file: BinaryIO, size: int) -> None:
    """Count what the reader of `kind` would step through in a file of `size` bytes.

    Raises `TooMuchWorkError`. What is damaged or cut short is left to the reader, which says so better.
    """
    step_through = _WALKS.get(kind)
    if step_through is None:
        return
    offset = file.tell()
    try:
        step_through(file, size)
    except (struct.error, IndexError):  # cut short
        pass
    finally:
        file.seek(offset)


def _limit(count: int, most: int, words: str) -> None:
    if count > most:
        raise TooMuchWorkError(f"It has more than {most:,} {words}.")


def _jpeg(file: BinaryIO, size: int) -> None:
    """The segments before the first scan, and the bytes between them that are none (ITU-T T.81, annex B)."""
    file.seek(2)
    padding = segments = exif = 0
    while segments <= MAX_SEGMENTS:
        found = file.read(1)
        if not found:
            return
        if found != b"\xff":
            padding += 1
            _limit(padding, MAX_PADDING, "bytes of padding")
            continue
        while (mark := file.read(1)) == b"\xff":
            padding += 1
            _limit(padding, MAX_PADDING, "bytes of padding")
        if mark in (b"", b"\xda"):
            return
        if mark == b"\x00" or 0xD0 <= mark[0] <= 0xD9 or mark == b"\x01":  # these stand alone
            padding += 1
            _limit(padding, MAX_PADDING, "bytes of padding")
            continue
        (length,) = struct.unpack(">H", file.read(2))
        segments += 1
        if mark == b"\xe1" and file.read(4) == b"Exif":
            exif += 1
            _limit(exif, MAX_EXIF_SEGMENTS, "blocks of camera data")
        file.seek(length - 2 - (4 if mark == b"\xe1" else 0), 1)
    _limit(segments, MAX_SEGMENTS, "blocks of data beside its pixels")


def _png(file: BinaryIO, size: int) -> None:
    """All chunks (PNG specification, 5.3)."""
    offset, chunks, packed = 8, 0, 0
    while offset + 12 <= size:
        file.seek(offset)
        length, kind = struct.unpack(">I4s", file.read(8))
        chunks += 1
        packed += kind in (b"iTXt", b"zTXt", b"iCCP")
        _limit(chunks, MAX_CHUNKS, "pieces")
        _limit(packed, MAX_UNPACKED_CHUNKS, "packed texts")
        if kind == b"IEND":
            return
        offset += length + 12


def _gif(file: BinaryIO, size: int) -> None:
    """The blocks up to the second picture: so far is read to know whether there is one (GIF89a specification)."""
    flags = file.read(13)[10]
    if flags & 0x80:
        file.seek(3 << ((flags & 7) + 1), 1)
    pictures = extra = 0
    while pictures < 2 and (kind := file.read(1)) not in (b"", b";"):
        if kind == b",":
            pictures += 1
            flags = file.read(9)[8]
            if flags & 0x80:
                file.seek(3 << ((flags & 7) + 1), 1)
            file.read(1)
            _skip_blocks(file, MAX_GIF_BLOCKS, "blocks of pixels")
        elif kind == b"!":
            file.read(1)
            extra += 1 + _skip_blocks(file, MAX_GIF_EXTRA_BLOCKS, "blocks beside its pixels")
            _limit(extra, MAX_GIF_EXTRA_BLOCKS, "blocks beside its pixels")
        else:
            extra += 1
            _limit(extra, MAX_GIF_EXTRA_BLOCKS, "blocks beside its pixels")


def _skip_blocks(file: BinaryIO, most: int, words: str) -> int:
    blocks = 0
    while length := (file.read(1) or b"\0")[0]:
        file.seek(length, 1)
        blocks += 1
        _limit(blocks, most, words)
    return blocks


def _tiff(file: BinaryIO, size: int) -> None:
    """The first two directories: whether there is a second is looked at too (TIFF 6.0, section 2)."""
    head = file.read(16)
    order = "<" if head[:2] == b"II" else ">"
    big = head[2:4] in (b"+\0", b"\0+")
    (offset,) = struct.unpack_from(order + ("Q" if big else "L"), head, 8 if big else 4)
    for _ in range(2):
        if not 0 < offset < size:
            return
        file.seek(offset)
        (tags,) = struct.unpack(order + ("Q" if big else "H"), file.read(8 if big else 2))
        _limit(tags, MAX_TIFF_TAGS, "tags")
        each = 20 if big else 12
        table = file.read(each * tags)
        claimed = 0
        for tag, (kind, count) in enumerate(struct.unpack_from(order + ("2xHQ8x" if big else "2xHL4x"), table, at)
                                            for at in range(0, len(table) - each + 1, each)):  # fmt: skip
            if kind not in _SIZED_BY_BYTES:
                _limit(count, MAX_TIFF_NUMBERS, f"numbers in its tag {tag + 1}")
            claimed += count * _TIFF_BYTES.get(kind, 0)
        if claimed > 2 * size + 2**16:
            raise TooMuchWorkError("Its tags claim more than the whole file holds.")
        (offset,) = struct.unpack(order + ("Q" if big else "L"), file.read(8 if big else 4))


def _psd(file: BinaryIO, size: int) -> None:
    """The image resources (Photoshop's file format specification)."""
    file.seek(26)
    file.seek(int.from_bytes(file.read(4), "big"), 1)
    length = int.from_bytes(file.read(4), "big")
    offset, end, count = file.tell(), min(size, file.tell() + length), 0
    while offset < end:
        file.seek(offset + 6)
        name = file.read(1)[0]
        file.seek(name + (name + 1) % 2, 1)
        data = int.from_bytes(file.read(4), "big")
        offset = file.tell() + data + data % 2
        count += 1
        _limit(count, MAX_PSD_RESOURCES, "blocks beside its pixels")


def _bmp(file: BinaryIO, size: int) -> None:
    """Whether it is packed in runs (compression 1 and 2): its reader goes through them one by one."""
    head = file.read(34)
    width, height = struct.unpack_from("<ii", head, 18)
    if int.from_bytes(head[14:18], "little") < 40 or int.from_bytes(head[30:34], "little") not in (1, 2):
        return
    pixels = abs(width * height)
    _limit(pixels, MAX_RUN_PIXELS, "pixels, packed in runs")
    if size > 2 * pixels + 4 * abs(height) + 2**16:
        raise TooMuchWorkError("Its runs are longer than its pixels.")


_WALKS: Mapping[str, Callable[[BinaryIO, int], None]] = {
    "JPEG": _jpeg, "PNG": _png, "GIF": _gif, "TIFF": _tiff, "PSD": _psd, "BMP": _bmp,
}  # fmt: skip
