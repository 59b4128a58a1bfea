"""Choices on the whole set as JSON values: reading, changing a part, the difference of two."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

Chosen = tuple[()] | tuple[Any]
"""What was chosen, as JSON can hold it; () where nothing was."""


def choice_in(connection: sqlite3.Connection, name: str) -> Chosen:
    """What was chosen, () where nothing was, or nothing that can be read."""
    row = connection.execute("SELECT value FROM choices WHERE name = ?", (name,)).fetchone()
    try:
        return () if row is None else (json.loads(row[0]),)
    except (ValueError, TypeError, RecursionError):
        return ()


def with_part(value: Chosen, path: tuple[str, ...], new: Chosen) -> Chosen:
    """`value`, left as it is, with something else at the end of a path; what stands in its way gives way."""
    if not path:
        return new
    whole = dict(value[0]) if value and isinstance(value[0], dict) else {}
    key = path[0]
    inner = with_part((whole[key],) if key in whole else (), path[1:], new)
    whole.pop(key, None)
    return ({**whole, **({key: inner[0]} if inner else {})},)


def differences(before: Chosen, after: Chosen, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Chosen]]:
    """The fewest parts, each by its path, that make `after` of `before`."""
    if before == after:
        return []
    if before and after and isinstance(before[0], dict) and isinstance(after[0], dict):
        old, new = before[0], after[0]
        return [
            change
            for key in sorted(old.keys() | new.keys())
            for change in differences(
                (old[key],) if key in old else (), (new[key],) if key in new else (), (*path, key)
            )
        ]
    return [(path, after)]
