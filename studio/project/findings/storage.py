"""Storing findings of one kind, and groups of pictures, in the database.

They are worked out again whenever pictures come or go, so they are no part of what can be undone; a change is told
only where there is one, so that whoever looks anew after each change comes to rest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from studio.project.store.ids import Ids


def set_findings(
    connection: sqlite3.Connection, kind: str, found: Mapping[int, str], looked_at: Iterable[int] | None = None
) -> bool:
    """Replace the findings of `kind` by these (picture: why), those of the pictures `looked_at` or, left out, of all.

    Whether anything changed.
    """
    before = dict(connection.execute("SELECT picture, why FROM findings WHERE kind = ?", (kind,)).fetchall())
    if looked_at is not None:
        before = {picture: before[picture] for picture in map(int, looked_at) if picture in before}
    there = _there(connection, found)
    wanted = {picture: why for picture, why in found.items() if picture in there}
    if before == wanted:
        return False
    connection.executemany(
        "DELETE FROM findings WHERE kind = ? AND picture = ?",
        [(kind, picture) for picture in before if picture not in wanted],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO findings (picture, kind, why) VALUES (?, ?, ?)",
        [(picture, kind, why) for picture, why in wanted.items() if before.get(picture) != why],
    )
    return True


def set_groups(connection: sqlite3.Connection, kind: str, groups: Sequence[Ids]) -> bool:
    """Replace the groups of `kind`; each comes with its best first. Whether anything changed."""
    there = _there(connection, [int(picture) for group in groups for picture in group])
    rows: list[tuple[str, int, int, int]] = []
    number = 0
    for group in groups:
        kept = [int(picture) for picture in group if int(picture) in there]
        if len(kept) > 1:
            rows += [(kind, picture, number, index) for index, picture in enumerate(kept)]
            number += 1
    before = connection.execute(
        "SELECT kind, picture, number, place FROM groups WHERE kind = ? ORDER BY number, place", (kind,)
    ).fetchall()
    if before == rows:
        return False
    connection.execute("DELETE FROM groups WHERE kind = ?", (kind,))
    connection.executemany("INSERT OR IGNORE INTO groups (kind, picture, number, place) VALUES (?, ?, ?, ?)", rows)
    return True


def groups(connection: sqlite3.Connection, kind: str) -> list[Ids]:
    """The groups of `kind` among the pictures that are worked with, each with its best first."""
    found: dict[int, list[int]] = {}
    for number, picture in connection.execute(
        "SELECT number, picture FROM groups JOIN pictures ON pictures.id = picture"
        " WHERE kind = ? AND removed = 0 ORDER BY number, place",
        (kind,),
    ):
        found.setdefault(number, []).append(picture)
    return [np.array(group, np.int64) for group in found.values() if len(group) > 1]


def _there(connection: sqlite3.Connection, pictures: Mapping[int, str] | Sequence[int]) -> set[int]:
    """Those still in the catalogue: they may have gone while somebody looked at them."""
    ids = np.fromiter(pictures, np.int64, len(pictures))
    packed = "[" + ",".join(map(str, ids.tolist())) + "]"
    rows = connection.execute("SELECT id FROM pictures WHERE id IN (SELECT value FROM json_each(?))", (packed,))
    return {row[0] for row in rows}
