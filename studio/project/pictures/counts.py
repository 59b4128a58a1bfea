"""How many pictures are where, counted by SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from studio.project.naming import natural_key
from studio.project.pictures.facts import Counts
from studio.project.pictures.query import CUT_UP, DAMAGED_KINDS, State


def counts_in(connection: sqlite3.Connection) -> Counts:
    """Of one moment, where the caller is in a transaction."""

    def grouped(sql: str, values: Iterable[object] = ()) -> dict[str, int]:
        rows = connection.execute(sql, tuple(values)).fetchall()
        return dict(sorted(rows, key=lambda row: natural_key(row[0])))

    def marked(column: str) -> dict[int, int]:
        rows = connection.execute(
            f"SELECT {column}, count(*) FROM pictures WHERE removed = 0 AND {column} != 0 GROUP BY {column}"
        )
        return dict(sorted(rows))

    states = {
        State(state): count
        for state, count in connection.execute("SELECT state, count(*) FROM pictures WHERE removed = 0 GROUP BY state")
    }
    marks = ", ".join("?" * len(DAMAGED_KINDS))
    damaged = connection.execute(
        "SELECT count(DISTINCT picture) FROM findings JOIN pictures ON id = picture"
        f" WHERE removed = 0 AND kind IN ({marks})",
        sorted(DAMAGED_KINDS),
    ).fetchone()[0]
    missing, unchecked = connection.execute(
        "SELECT coalesce(sum(missing), 0), coalesce(sum(checked = 0 AND missing = 0), 0) FROM sources"
        " JOIN pictures ON pictures.source = sources.id WHERE removed = 0 AND (missing = 1 OR checked = 0)"
    ).fetchone()
    held, parts, sheets_ = connection.execute(
        "SELECT coalesce(sum(held AND removed = 0), 0), coalesce(sum(sheet IS NOT NULL AND removed = 0), 0),"
        " coalesce(sum(removed = ?), 0) FROM pictures",
        (CUT_UP,),
    ).fetchone()
    folders: dict[str, int] = {}
    for folder, count in connection.execute("SELECT folder, count(*) FROM pictures WHERE removed = 0 GROUP BY folder"):
        first = folder.partition("/")[0]
        folders[first] = folders.get(first, 0) + count
    return Counts(
        all=sum(states.values()),
        states=states,
        damaged=damaged,
        missing=missing,
        unchecked=unchecked,
        findings=grouped(
            "SELECT kind, count(*) FROM findings JOIN pictures ON id = picture WHERE removed = 0 GROUP BY kind"
        ),
        classes=grouped(
            "SELECT classes.name, count(*) FROM pictures JOIN classes ON classes.id = class"
            " WHERE removed = 0 GROUP BY class"
        ),
        folders=dict(sorted(folders.items(), key=lambda item: natural_key(item[0]))) if len(folders) > 1 else {},
        tags=grouped(
            "SELECT tags.name, count(*) FROM picture_tags JOIN tags ON tags.id = tag"
            " JOIN pictures ON pictures.id = picture WHERE removed = 0 GROUP BY tag"
        ),
        held=held,
        parts=parts,
        sheets=sheets_,
        formats=grouped(
            "SELECT s.format, count(*) FROM pictures AS p JOIN sources AS s ON s.id = p.source"
            " WHERE p.removed = 0 AND s.format != '' GROUP BY s.format"
        ),
        ratings=marked("rating"),
        labels=marked("label"),
    )
