"""Queries for kept designs, as SQL and as JSON: which, in which order, and how many of each kind there are."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from studio.project.findings.originality import VERDICTS
from studio.project.naming import natural_key
from studio.project.stored_queries import (
    Sound,
    as_stored,
    is_bool,
    is_days,
    is_seconds,
    is_tags,
    is_text,
    sound_fields,
    whole_to,
)
from studio.project.undo.row_changes import LABELS, MOST_STARS
from studio.words import tr

DAY = 86_400.0


@dataclass(frozen=True)
class ShelfQuery:
    """Candidates to which everything given here applies; None, 0 or "" where it does not matter."""

    least_rating: int = 0
    most_rating: int = 5
    label: int | None = None
    """Of this colour, 1 to 8; 0: without one."""
    tags: tuple[str, ...] = ()
    """With all of these."""
    collection: int = 0
    class_name: str | None = None
    model: str | None = None
    """The digest of the model that drew it."""
    unnamed: bool = False
    """Called as it was when it was kept: the artist has given no name of its own."""
    since: float = 0.0
    """Seconds since 1970."""
    days: float = 0.0
    """Kept within so many days before now."""
    text: str = ""
    """Each word is in the name, the notes or a tag, in any case."""
    order: str = "newest"
    """"newest", "rating" or "name"."""
    verdict: str = ""
    """New, close to or a copy of a training picture (`findings.originality`), as far as it is known."""

    def where(self) -> tuple[str, list[object]]:
        """The condition over candidates AS c, and its parameters. Needs `add_functions`."""
        conditions: list[str] = []
        values: list[object] = []
        if (self.least_rating, self.most_rating) != (0, 5):
            conditions.append("c.rating BETWEEN ? AND ?")
            values += [self.least_rating, self.most_rating]
        for column, value in (("label", self.label), ("class", self.class_name), ("model_digest", self.model)):
            if value is not None:
                conditions.append(f"c.{column} = ?")
                values.append(value)
        for tag in self.tags:
            conditions.append(
                "c.id IN (SELECT candidate FROM candidate_tags WHERE tag = (SELECT id FROM tags WHERE name = ?))"
            )
            values.append(tag)
        if self.collection:
            conditions.append("c.id IN (SELECT candidate FROM collection_candidates WHERE collection = ?)")
            values.append(self.collection)
        if self.unnamed:
            conditions.append(UNNAMED)
        since = max(self.since, time.time() - self.days * DAY if self.days else 0.0)
        if since:
            conditions.append("c.created >= ?")
            values.append(since)
        if self.verdict:
            conditions.append("verdict_of(c.file) = ?")
            values.append(self.verdict)
        for word in self.text.casefold().split():
            nameless = f"{UNNAMED} OR " if word in tr("design").casefold() else ""  # they are shown as that
            conditions.append(
                f"({nameless}instr(casefold(c.name || char(10) || c.notes), ?)"
                " OR c.id IN (SELECT candidate FROM candidate_tags JOIN tags ON tags.id = tag"
                " WHERE instr(casefold(tags.name), ?)))"
            )
            values += [word, word]
        return " AND ".join(conditions) or "1", values

    def stored(self) -> dict[str, Any]:
        """As JSON holds it, without order and what is at its default."""
        return as_stored(self, _KEPT)

    @classmethod
    def from_stored(cls, values: object) -> ShelfQuery:
        """The inverse of `stored`; what cannot be is left out: the project may be a stranger's."""
        return cls(**sound_fields(values, _KEPT))


_KEPT: Mapping[str, Sound] = {
    "least_rating": whole_to(MOST_STARS), "most_rating": whole_to(MOST_STARS), "label": whole_to(LABELS),
    "tags": is_tags, "collection": whole_to(2**31), "class_name": is_text, "model": is_text, "unnamed": is_bool,
    "since": is_seconds, "days": is_days, "text": is_text, "verdict": lambda value: value in VERDICTS,
}  # fmt: skip

UNNAMED = (
    "(c.name LIKE 'design%' AND c.name = substr(c.file, 1, length(c.file) - 4) AND (c.name LIKE 'design'"
    " OR c.name LIKE 'design _%' AND substr(c.name, 8) NOT GLOB '*[^0-9]*'))"
)
"""SQL: called "design" or "design 12", as the file is."""

_ORDERS = {
    "newest": "c.created DESC, c.id DESC",
    "rating": "c.rating DESC, c.created DESC, c.id DESC",
    "name": "c.id",
}


@dataclass(frozen=True)
class MadeWith:
    """A model, and how many kept designs it drew."""

    digest: str
    name: str
    """As the engine calls it."""
    count: int


@dataclass(frozen=True)
class ShelfCounts:
    """How many designs there are on the shelf, of every kind that a list shows."""

    all: int = 0
    five: int = 0
    four: int = 0
    """Four stars and more."""
    week: int = 0
    unnamed: int = 0
    labels: Mapping[int, int] = field(default_factory=dict)
    tags: Mapping[str, int] = field(default_factory=dict)
    classes: Mapping[str, int] = field(default_factory=dict)
    models: Sequence[MadeWith] = ()
    """Those of the newest designs first."""
    collections: Sequence[tuple[int, str, int]] = ()
    """Id, name and count of each, by name; empty ones too."""
    filters: Sequence[tuple[str, str, int]] = ()
    """Key, name and count of each saved filter, by name."""
    proportions: tuple[int, int] = (1, 1)
    """Width and height of a design, where all have the same proportions; else those of a square."""


def add_functions(connection: sqlite3.Connection, verdicts: Mapping[str, str]) -> None:
    """What the conditions call; `verdicts` by the name of a design's file."""
    connection.create_function("verdict_of", 1, lambda file: verdicts.get(file, ""), deterministic=True)
    connection.create_function("casefold", 1, str.casefold, deterministic=True)


def find(connection: sqlite3.Connection, queries: Sequence[ShelfQuery]) -> list[int]:
    """The ids of the candidates that all of `queries` ask for, in the order of the first."""
    condition, values = _all_of(queries)
    order = queries[0].order
    columns = "c.id, c.name" if order == "name" else "c.id"
    rows = connection.execute(
        f"SELECT {columns} FROM candidates AS c WHERE {condition} ORDER BY {_ORDERS[order]}", values
    ).fetchall()
    if order == "name":
        rows.sort(key=lambda row: natural_key(row[1]))
    return [row[0] for row in rows]


def count(connection: sqlite3.Connection, queries: Sequence[ShelfQuery]) -> int:
    """How many `find` would give."""
    condition, values = _all_of(queries)
    return int(connection.execute(f"SELECT count(*) FROM candidates AS c WHERE {condition}", values).fetchone()[0])


def _all_of(queries: Sequence[ShelfQuery]) -> tuple[str, list[object]]:
    conditions, values = ["c.deleted = 0"], []
    for query in queries:
        condition, own = query.where()
        conditions.append(condition)
        values += own
    return " AND ".join(conditions), values


def look_through(
    connection: sqlite3.Connection, filters: Mapping[str, tuple[str, Sequence[ShelfQuery]]]
) -> ShelfCounts:
    """Count everything; `filters`: name and queries of each saved filter by its key."""

    def grouped(sql: str) -> list[tuple[Any, ...]]:
        return sorted(connection.execute(sql).fetchall(), key=lambda row: natural_key(str(row[-2])))

    def number(condition: str, *values: object) -> int:
        sql = f"SELECT count(*) FROM candidates AS c WHERE deleted = 0 AND {condition}"
        return int(connection.execute(sql, values).fetchone()[0])

    stars = dict(connection.execute("SELECT rating, count(*) FROM candidates WHERE deleted = 0 GROUP BY rating"))
    return ShelfCounts(
        sum(stars.values()), stars.get(5, 0), stars.get(4, 0) + stars.get(5, 0),
        number("created >= ?", time.time() - 7 * DAY), number(UNNAMED),
        labels=dict(grouped("SELECT label, count(*) FROM candidates WHERE deleted = 0 AND label != 0 GROUP BY label")),
        tags=dict(grouped(
            "SELECT tags.name, number FROM (SELECT tag, count(*) AS number FROM candidate_tags JOIN candidates"
            " ON candidates.id = candidate WHERE deleted = 0 GROUP BY tag) JOIN tags ON tags.id = tag"
        )),
        classes=dict(grouped(
            "SELECT class, count(*) FROM candidates WHERE deleted = 0 AND class != '' GROUP BY class"
        )),
        models=[MadeWith(*row[:3]) for row in connection.execute(
            "SELECT model_digest, model_name, count(*), max(created) AS latest FROM candidates WHERE deleted = 0"
            " GROUP BY model_digest ORDER BY latest DESC"
        )],
        collections=grouped(
            "SELECT collections.id, collections.name, (SELECT count(*) FROM collection_candidates JOIN candidates"
            " ON candidates.id = candidate WHERE collection = collections.id AND candidates.deleted = 0)"
            " FROM collections WHERE deleted = 0"
        ),
        filters=[
            (key, name, count(connection, queries))
            for key, (name, queries) in sorted(filters.items(), key=lambda item: natural_key(item[1][0]))
        ],
        proportions=_proportions(connection),
    )  # fmt: skip


def _proportions(connection: sqlite3.Connection) -> tuple[int, int]:
    sizes = connection.execute("SELECT DISTINCT width, height FROM candidates WHERE deleted = 0").fetchall()
    shares = {Fraction(width, height) for width, height in sizes if width > 0 and height > 0}
    return shares.pop().as_integer_ratio() if len(shares) == 1 else (1, 1)
