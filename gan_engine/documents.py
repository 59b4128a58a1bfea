"""Reading JSON and TOML that come from outside, in bounded time and memory; writing JSON.

Parsers take what nests thousands of levels deep or lists millions of empty lists, and what they make of some
kilobytes fills gigabytes, or ends whoever walks through it. So the form is measured before anything is parsed:
how deep it nests, how many lists and objects it holds, and how many parts a TOML key has. All that is read from
files, archives and pictures comes through here.
"""

from __future__ import annotations

import json
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from gan_engine import door

MAX_DEPTH = 32
"""Lists and objects within each other; our own files come to six."""
MAX_CONTAINERS = 200_000
"""Lists and objects in one document, where the reader does not ask for more."""
MAX_KEY_PARTS = 8
"""Names with dots between them in one TOML key; the deepest of ours has three."""

_JSON_STRING = r'"(?:[^"\\]++|\\.)*+\\?"?'  # one without an end reaches to the end of the text
_JSON_BRACKET = re.compile(rf'(?:[^"\[\]{{}}]++|{_JSON_STRING})*+([\[\]{{}}])', re.DOTALL)
_KEY_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-]){_KEY_PART}(?:[ \t]*+\.[ \t]*+{_KEY_PART}){{{MAX_KEY_PARTS}}}")


class DocumentError(ValueError):
    """A document that is damaged, or of a form that no real one has. The words complete “it ...”."""


def parse_json(data: bytes | str, *, containers: int = MAX_CONTAINERS) -> Any:
    """The value of a JSON text (bytes: UTF-8) with at most so many lists and objects. Raises `DocumentError`."""
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
        _check_nesting(text, containers)
        return json.loads(text)
    except DocumentError:
        raise
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"is not JSON ({str(error)[:120]})") from error


def read_json(path: Path, *, largest: int, containers: int = MAX_CONTAINERS) -> Any:
    """The value in a file of at most `largest` bytes. Raises `DocumentError`, and `OSError` where it cannot be read."""
    return parse_json(read_bytes(path, largest), containers=containers)


def to_json(value: Any, *, indent: int | None = None, separators: tuple[str, str] | None = None) -> bytes:
    """`value` as JSON in UTF-8, with no number that is not finite (`ValueError`).

    Bytes of file names that are no text (Python has them as lone surrogates) become escapes, as in `"s\\udce4tz"`: what
    reads them again has the same name. Everything else is written as it is.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    return text.encode("utf-8", "backslashreplace")


def as_text(name: str) -> str:
    """A file's name as it may be printed and stored anywhere: bytes that are no text, as on old disks, become \\xNN."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # the half of a pair, as Windows allows it
        return name.encode("utf-8", "backslashreplace").decode()


def parse_toml(data: bytes) -> dict[str, Any]:
    """The table of a TOML text in UTF-8. Raises `DocumentError`."""
    try:
        text = data.decode("utf-8")
        if (key := _LONG_KEY.search(text)) is not None:
            raise DocumentError(f"has a key of more than {MAX_KEY_PARTS} parts (“{key[0][:40]}…”)")
        table = tomllib.loads(text)
        _check_depth(table)
        return table
    except DocumentError:
        raise
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"is not TOML ({str(error)[:120]})") from error


def read_toml(path: Path, *, largest: int) -> dict[str, Any]:
    """The table in a file of at most `largest` bytes. Raises `DocumentError`, and `OSError` where it cannot be read."""
    return parse_toml(read_bytes(path, largest))


def read_bytes(path: Path, largest: int) -> bytes:
    """What a file of at most `largest` bytes holds. Raises as `read_json`."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # a pipe or device would block for ever
        raise DocumentError("is not a file")
    with door.open_read(path) as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise DocumentError(f"is longer than {max(1, largest // 1024):,} KB")
    return data


def _check_nesting(text: str, containers: int) -> None:
    """Refuse what nests too deep or holds too many lists and objects; brackets within strings are none."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = opened = 0
    for match in _JSON_BRACKET.finditer(text):
        if match[1] in "]}":
            depth -= 1
            continue
        depth += 1
        opened += 1
        if depth > MAX_DEPTH:
            raise _too_deep()
        if opened > containers:
            raise DocumentError(f"holds more than {containers:,} lists and objects")


def _check_depth(value: Any) -> None:
    """The same of what is parsed already: in TOML brackets mean several things."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for each in level for inner in _inside(each)]
    if level:
        raise _too_deep()


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _too_deep() -> DocumentError:
    return DocumentError(f"nests more than {MAX_DEPTH} levels deep")
