"""What every change of a decision is: done, stored, and taken back by its inverse.

A change is pure data (JSON in the history table) plus `run`, which changes the rows inside a transaction and returns
the change that takes exactly that change back, or None where nothing changed. Ids are stored as ranges ("1-200,203"),
since artists change thousands at once. The kinds of changes lie beside this; `changes` reads and writes them all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Protocol

import numpy as np

from studio.project.store.ids import Ids, as_ids

_MOST_TEXT = 1_000_000
"""Characters of one value in a change."""

Touched = Mapping[str, Ids]
"""Ids by table; what has no rows of its own ("bake", a recipe's file) stands by its name, with `WHOLE`."""

WHOLE: Ids = np.zeros(1, np.int64)
"""What stands in `Touched` for what has no rows of its own."""


class Change(Protocol):
    """A change that can be done, stored and taken back."""

    kind: ClassVar[str]

    def run(self, connection: sqlite3.Connection) -> Change | None:
        """Do it, in the caller's transaction. Returns the way back, None where nothing changed."""

    def values(self) -> dict[str, Any]:
        """What `from_values` makes it of again, fit for JSON."""

    def decisions(self) -> frozenset[str]:
        """What is decided by it, by the names of `decisions.DECISIONS`."""

    def touched(self) -> Touched:
        """The rows it may change: two changes that have none in common can be done in either order."""


def is_text(value: object) -> bool:
    """Whether a column of text takes it. Raises ValueError for halves of characters, which no database takes."""
    if not isinstance(value, str) or len(value) > _MOST_TEXT or "\0" in value:
        return False
    value.encode()
    return True


def is_name(value: object) -> bool:
    """Whether it is text or None."""
    return value is None or is_text(value)


def all_of(parts: Iterable[Ids]) -> Ids:
    """The ids of all the parts."""
    return as_ids(np.concatenate([np.empty(0, np.int64), *parts]))
