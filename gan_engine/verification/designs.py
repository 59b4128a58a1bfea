"""A design: every bit of its PNG is under a checksum, the recipe's too."""

from __future__ import annotations

import zlib
from pathlib import Path

from gan_engine.errors import PictureError
from gan_engine.pictures import verify as decode
from gan_engine.verification.findings import Findings

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def verify(path: Path, findings: Findings, prefix: str = "") -> None:
    """The PNG at `path`, decoded, and each chunk of it against its checksum."""
    name = prefix or path.name
    findings.looked(name)
    try:
        decode(path)
        if not chunks_are_whole(path):
            findings.fault(name, "It is damaged: a checksum in it is wrong.")
    except PictureError as error:
        findings.fault(name, error.what)
    except OSError as error:
        findings.fault(name, f"It cannot be read ({error.strerror or error}).")


def chunks_are_whole(path: Path) -> bool:
    """Whether a PNG is nothing but chunks that agree with their checksums."""
    with open(path, "rb") as file:
        if file.read(8) != _SIGNATURE:
            return False
        while len(head := file.read(8)) == 8:
            left, found = int.from_bytes(head[:4], "big"), zlib.crc32(head[4:])
            while left > 0 and (part := file.read(min(left, 2**20))):
                found = zlib.crc32(part, found)
                left -= len(part)
            if left or file.read(4) != found.to_bytes(4, "big"):
                return False
            if head[4:] == b"IEND":
                return not file.read(1)
    return False
