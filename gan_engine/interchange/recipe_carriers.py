"""Where a recipe's text lies in each kind of picture file: put in, and found again without decoding a pixel.

A PNG has an iTXt chunk `maquette`. JPEG, WebP and TIFF have an XMP packet (ISO 16684-1) with the property
`maquette:recipe`, which picture programs show, keep and hand on; what is too long for one segment of a JPEG goes on in
segments of extended XMP (part 3, 1.1.3.1), as photographs have it. A PNG has checksums; the others get a seal beside
the recipe, `maquette:seal`: the SHA-256 of the whole file with zeros in the place of its 64 digits. A file comes from
anywhere: it is stepped through with limits, the packet is searched as text, and what is odd counts as nothing.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape, unescape

from gan_engine.picture_files import PNG_SIGNATURE, sniff
from gan_engine.picture_work import MAX_CHUNKS, MAX_SEGMENTS, MAX_TIFF_TAGS
from gan_engine.pictures import RECIPE_CHUNK

MAX_RECIPE_BYTES = 2**22

_MAX_TRIED = 8  # places with our keyword: a picture has one, and each may come to megabytes
_MAX_PACKET = 8 * MAX_RECIPE_BYTES  # each sign may be an entity of some letters
_NAMESPACE = "https://maquette.invalid/ns/1.0/"
_XMP, _XMP_MORE = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
_MOST_IN_SEGMENT = 65_502 - 400  # what a packet may have (XMP part 3, 1.1.3); the frame around a recipe takes the rest
_MORE_IN_SEGMENT = 65_400
_QUOTES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_ENTITIES = {"&quot;": '"', "&apos;": "'", "&#10;": "\n", "&#13;": "\r", "&#9;": "\t",
             "&#xA;": "\n", "&#xD;": "\r", "&#x9;": "\t"}  # fmt: skip
_PROPERTY = re.compile(r"(?<!/)maquette:recipe(?:\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')|(?:\s[^<>]*)?>([^<]*)<)")
_GUID = re.compile(rb"HasExtendedXMP\s*(?:=\s*[\"']|>)\s*([0-9A-F]{32})")
_TIFF_XMP = 700
_SEAL_DIGITS = 64
_SEAL = re.compile(rb'maquette:seal="([0-9a-f]{64})"')
_NEARLY_A_SEAL = re.compile(rb'maquette:seal|="[0-9a-f]{64}"')
"""A bit of the name or of the digits may have turned, not of both."""


def xmp_packet(text: str, *, more: str = "", seal: bool = True) -> bytes:
    """An XMP packet that holds `text` as our property, and room for a seal; `more`: the digest of the extended packet
    that goes with it, which has no seal of its own."""
    extended = f' xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="{more}"' if more else ""
    space = f' xmlns:maquette="{_NAMESPACE}"' if text or more else ""
    room = f' maquette:seal="{"0" * _SEAL_DIGITS}"' if space and seal else ""
    recipe = f' maquette:recipe="{escape(text, _QUOTES)}"' if text else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{extended}{space}{room}{recipe}/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def jpeg_segments(text: str) -> bytes:
    """The segments of a JPEG that hold `text`, to stand before its pixels."""
    packet = xmp_packet(text)
    if len(packet) <= _MOST_IN_SEGMENT:
        return _segment(_XMP + packet)
    packet = xmp_packet(text, seal=False)
    digest = hashlib.md5(packet, usedforsecurity=False).hexdigest().upper().encode()  # a name, as the standard has it
    parts = [packet[start : start + _MORE_IN_SEGMENT] for start in range(0, len(packet), _MORE_IN_SEGMENT)]
    extension = b"".join(
        _segment(_XMP_MORE + digest + struct.pack(">II", len(packet), number * _MORE_IN_SEGMENT) + part)
        for number, part in enumerate(parts)
    )
    return _segment(_XMP + xmp_packet("", more=digest.decode())) + extension


def _segment(body: bytes) -> bytes:
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def sealed(data: bytes) -> bytes:
    """The bytes of a JPEG, WebP or TIFF with the seal filled in, if they have room for one."""
    found = _SEAL.search(data)
    if found is None:
        return data
    return data[: found.start(1)] + _seal_of(data, found).encode() + data[found.end(1) :]


def is_as_sealed(data: bytes) -> bool | None:
    """Whether the bytes of a file are those that were sealed; None where there is no seal."""
    found = _SEAL.search(data)
    if found is None:
        return False if _NEARLY_A_SEAL.search(data) else None
    return _seal_of(data, found) == found[1].decode()


def _seal_of(data: bytes, found: re.Match[bytes]) -> str:
    digest = hashlib.sha256(memoryview(data)[: found.start(1)])
    digest.update(b"0" * _SEAL_DIGITS)
    digest.update(memoryview(data)[found.end(1) :])
    return digest.hexdigest()


def find_text(file: BinaryIO) -> str | None:
    """The text of the recipe in a picture's file; None where there is none. Raises `OSError` alone."""
    kind = sniff(file.read(32))
    file.seek(0)
    if kind == "PNG":
        return _in_png(file)
    packets = {"JPEG": _in_jpeg, "WEBP": _in_webp, "TIFF": _in_tiff}.get(kind or "")
    if packets is None:
        return None
    try:
        return next((text for packet in packets(file) if (text := _in_packet(packet)) is not None), None)
    except (struct.error, IndexError):  # cut short
        return None


def _in_packet(packet: bytes) -> str | None:
    """Our property of an XMP packet, written as an attribute or as an element."""
    if len(packet) > _MAX_PACKET:
        return None
    try:
        text = packet.decode("utf-8")
    except UnicodeDecodeError:
        return None
    begins = itertools.islice(re.finditer("maquette:recipe", text), _MAX_TRIED)
    found = next((match for begin in begins if (match := _PROPERTY.match(text, begin.start())) is not None), None)
    if found is None:
        return None
    return unescape(next(group for group in found.groups() if group is not None), _ENTITIES)


def _in_jpeg(file: BinaryIO) -> Iterator[bytes]:
    """The XMP packets before the pixels (ITU-T T.81, annex B), the extended one put together last."""
    file.seek(2)
    parts: dict[int, bytes] = {}
    wanted, total = b"", 0
    for _ in range(MAX_SEGMENTS):
        mark, kind = struct.unpack(">BB", file.read(2))
        if mark != 0xFF or kind in (0xD9, 0xDA):
            break
        length = int.from_bytes(file.read(2), "big") - 2
        if kind != 0xE1:
            file.seek(length, 1)
            continue
        body = file.read(max(0, length))
        if body.startswith(_XMP):
            packet = body[len(_XMP) :]
            if (guid := _GUID.search(packet)) is not None:
                wanted = guid[1]
            yield packet
        elif body.startswith(_XMP_MORE + wanted) and wanted:
            head = len(_XMP_MORE) + len(wanted)
            total, offset = struct.unpack_from(">II", body, head)
            if total <= _MAX_PACKET and offset + len(body) - head - 8 <= total:
                parts[offset] = body[head + 8 :]
    whole = b"".join(parts[offset] for offset in sorted(parts))
    if whole and len(whole) == total:
        yield whole


def _in_webp(file: BinaryIO) -> Iterator[bytes]:
    """The chunks “XMP ” (RIFF container)."""
    file.seek(12)
    for _ in range(MAX_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            return
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"XMP " and length <= _MAX_PACKET:
            yield file.read(length)
            file.seek(length % 2, 1)
        else:
            file.seek(length + length % 2, 1)


def _in_tiff(file: BinaryIO) -> Iterator[bytes]:
    """The tag 700 of the first directory (TIFF 6.0, section 2; not the 64-bit form, which we never write)."""
    head = file.read(8)
    order = "<" if head[:2] == b"II" else ">"
    if struct.unpack_from(order + "H", head, 2)[0] != 42:
        return
    file.seek(struct.unpack_from(order + "L", head, 4)[0])
    (tags,) = struct.unpack(order + "H", file.read(2))
    table = file.read(12 * min(tags, MAX_TIFF_TAGS))
    for start in range(0, len(table) - 11, 12):
        tag, kind, count, offset = struct.unpack_from(order + "HHLL", table, start)
        if tag == _TIFF_XMP and kind in (1, 7) and 4 < count <= _MAX_PACKET:
            file.seek(offset)
            yield file.read(count)


def _in_png(file: BinaryIO) -> str | None:
    """The text of the first sound `maquette` chunk."""
    if file.read(len(PNG_SIGNATURE)) != PNG_SIGNATURE:
        return None
    tried = 0
    for _ in range(MAX_CHUNKS):
        head = file.read(8)
        length = int.from_bytes(head[:4], "big")
        if len(head) < 8 or head[4:] == b"IEND" or length >= 2**31:
            return None
        if head[4:] != b"iTXt" or length > MAX_RECIPE_BYTES:
            file.seek(length + 4, 1)
            continue
        body, check = file.read(length), file.read(4)
        if len(check) == 4 and int.from_bytes(check, "big") == zlib.crc32(body, zlib.crc32(b"iTXt")):
            tried += body.startswith(RECIPE_CHUNK.encode() + b"\0")
            if tried > _MAX_TRIED:
                return None
            text = _itxt(body)
            if text is not None:
                return text
    return None


def _itxt(body: bytes) -> str | None:
    """The text of an iTXt chunk with our keyword (PNG specification, 11.3.3.4); None for others and odd ones."""
    keyword, _, rest = body.partition(b"\0")
    if keyword != RECIPE_CHUNK.encode() or len(rest) < 2:
        return None
    compressed, method = rest[0], rest[1]
    _, _, rest = rest[2:].partition(b"\0")  # language
    _, found, data = rest.partition(b"\0")  # translated keyword
    try:
        if compressed:
            if method != 0:
                return None
            inflater = zlib.decompressobj()
            data = inflater.decompress(data, MAX_RECIPE_BYTES)
            if not inflater.eof:
                return None
        return data.decode() if found else None
    except (zlib.error, UnicodeDecodeError):
        return None
