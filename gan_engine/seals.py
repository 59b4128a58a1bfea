"""Digests that a document carries of itself: a bit that turned on the disk is found by whoever looks.

A JSON object is sealed by `sha256`, over all its other keys in canonical form (sorted, without spaces, ASCII); a line
of an event log by `crc32`, over the same. What was written before there were seals has none.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any

SEAL = "sha256"
LINE_SEAL = "crc32"


def sealed(document: Mapping[str, Any]) -> dict[str, Any]:
    """`document` with its seal."""
    rest = {key: value for key, value in document.items() if key != SEAL}
    return {**rest, SEAL: hashlib.sha256(_canonical(rest)).hexdigest()}


def is_whole(document: Mapping[str, Any]) -> bool | None:
    """Whether a document is as it was sealed; None where it has no seal."""
    if SEAL in document:
        return bool(sealed(document)[SEAL] == document[SEAL])
    return False if _nearly(SEAL, document) else None


def sealed_line(values: Mapping[str, Any]) -> dict[str, Any]:
    """`values`, one line of a log, with their seal."""
    return {**values, LINE_SEAL: zlib.crc32(_canonical(values))}


def is_whole_line(values: Mapping[str, Any]) -> bool | None:
    """As `is_whole`, of one line of a log."""
    if LINE_SEAL in values:
        rest = {key: value for key, value in values.items() if key != LINE_SEAL}
        return bool(zlib.crc32(_canonical(rest)) == values[LINE_SEAL])
    return False if _nearly(LINE_SEAL, values) else None


def _nearly(seal: str, document: Mapping[str, Any]) -> bool:
    """Whether a key is the seal's name but for one sign: that is where the bit turned."""
    return any(
        len(key) == len(seal) and sum(one != other for one, other in zip(key, seal, strict=True)) == 1
        for key in document
    )


def _canonical(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()
