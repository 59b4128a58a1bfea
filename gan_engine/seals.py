"""Digests that a document carries of itself, by which a bit that turned is found.

A JSON object is sealed by `sha256`, over all its other keys in canonical form (sorted, without spaces, ASCII); a line
of an event log by `crc32`, over the same. What was written before there were seals has none.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any

from gan_engine.documents import parse_json, to_json

SEAL = "sha256"
LINE_SEAL = "crc32"


def sealed(document: Mapping[str, Any]) -> dict[str, Any]:
    """`document` with its seal."""
    rest = {key: value for key, value in document.items() if key != SEAL}
    return {**rest, SEAL: hashlib.sha256(canonical(rest)).hexdigest()}


def is_whole(text: bytes) -> bool | None:
    """Whether a document, as `atomic.write_json` wrote it, is as it was sealed; None where it has no seal.

    To the bit, those that mean nothing too: the last of a number's many digits, the capital in 1E-05. Raises
    `DocumentError` for what is no JSON.
    """
    document = parse_json(text)
    if not isinstance(document, dict):
        return False
    if SEAL in document:
        return bool(sealed(document)[SEAL] == document[SEAL]) and text == to_json(document, indent=1) + b"\n"
    return False if _nearly(SEAL, document) else None


def sealed_line(values: Mapping[str, Any]) -> dict[str, Any]:
    """`values`, one line of a log, with their seal."""
    return {**values, LINE_SEAL: zlib.crc32(canonical(values))}


def is_whole_line(line: bytes, values: Mapping[str, Any]) -> bool | None:
    """As `is_whole`, of one line of a log that says `values`."""
    if LINE_SEAL in values:
        rest = {key: value for key, value in values.items() if key != LINE_SEAL}
        return bool(zlib.crc32(canonical(rest)) == values[LINE_SEAL]) and line.rstrip(b"\n") == to_json(values)
    return False if _nearly(LINE_SEAL, values) else None


def _nearly(seal: str, document: Mapping[str, Any]) -> bool:
    """Whether a key is the seal's name but for one sign: that is where the bit turned."""
    return any(
        len(key) == len(seal) and sum(one != other for one, other in zip(key, seal, strict=True)) == 1
        for key in document
    )


def canonical(document: Mapping[str, Any]) -> bytes:
    """The one form of a JSON object that digests are taken of."""
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()
