"""Changes of rows: fields and marks of pictures, designs and collections, and the steps of pictures."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from gan_engine.documents import parse_json
from gan_engine.errors import ConfigurationError
from studio.project.store.ids import Ids, as_ids, in_sql, pack_ids, unpack_ids
from studio.project.undo.change import Change, Touched, all_of, is_name, is_text

Value = int | str | None

LABELS = 8
"""Colour labels there are: 1 to 8; 0 is none."""
MOST_STARS = 5


@dataclass(frozen=True)
class _Field:
    table: str
    read: str  # SQL: the present value
    write: str  # SQL: what to set it to, of one parameter
    allows: Callable[[object], bool]  # which values it takes
    prepare: str = ""  # SQL run once for each value before


def _column(table: str, column: str, allows: Callable[[object], bool]) -> tuple[str, _Field]:
    return f"{table}.{column}", _Field(table, column, f"{column} = ?", allows)


def _up_to(most: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and 0 <= value <= most


_FIELDS: Mapping[str, _Field] = dict(
    [
        _column("pictures", "state", _up_to(2)),
        _column("pictures", "by_rule", _up_to(1)),
        _column("pictures", "removed", _up_to(3)),
        _column("pictures", "held", _up_to(1)),
        _column("pictures", "rating", _up_to(MOST_STARS)),
        _column("pictures", "label", _up_to(LABELS)),
        (
            "pictures.class",
            _Field(
                "pictures",
                "(SELECT name FROM classes WHERE classes.id = pictures.class)",
                "class = (SELECT id FROM classes WHERE name = ?)",
                is_name,
                "INSERT OR IGNORE INTO classes (name) SELECT ?1 WHERE ?1 IS NOT NULL",
            ),
        ),
        _column("candidates", "name", is_text),
        _column("candidates", "notes", is_text),
        _column("candidates", "rating", _up_to(MOST_STARS)),
        _column("candidates", "deleted", _up_to(1)),
        _column("candidates", "label", _up_to(LABELS)),
        _column("collections", "name", is_text),
        _column("collections", "deleted", _up_to(1)),
    ]
)


@dataclass(frozen=True)
class Assign:
    """Set one field of many rows: `groups` says which value goes to which ids."""

    kind: ClassVar[str] = "assign"
    field: str
    groups: Sequence[tuple[Value, Ids]]

    def run(self, connection: sqlite3.Connection) -> Change | None:
        field = _FIELDS[self.field]
        before: dict[Value, list[int]] = {}
        for value, ids in self.groups:
            if field.prepare:
                connection.execute(field.prepare, (value,))
            rows = connection.execute(
                f"SELECT id, {field.read} AS old FROM {field.table}"
                " WHERE id IN (SELECT value FROM json_each(?)) AND old IS NOT ?",
                (in_sql(ids), value),
            )
            changed: list[int] = []
            for row, old in rows:
                before.setdefault(old, []).append(row)
                changed.append(row)
            connection.execute(
                f"UPDATE {field.table} SET {field.write} WHERE id IN (SELECT value FROM json_each(?))",
                (value, in_sql(as_ids(changed))),
            )
        if not before:
            return None
        return Assign(self.field, [(value, as_ids(ids)) for value, ids in before.items()])

    def values(self) -> dict[str, Any]:
        return {"field": self.field, "groups": [[value, pack_ids(ids)] for value, ids in self.groups]}

    @staticmethod
    def from_values(values: dict[str, Any]) -> Assign:
        allows = _FIELDS[values["field"]].allows
        groups = [(value, unpack_ids(ids)) for value, ids in values["groups"]]
        if not all(allows(value) for value, _ in groups):
            raise ValueError(f"no value for {values['field']}")
        return Assign(values["field"], groups)

    def decisions(self) -> frozenset[str]:
        return frozenset({self.field})

    def touched(self) -> Touched:
        return {_FIELDS[self.field].table: all_of(ids for _, ids in self.groups)}


@dataclass(frozen=True)
class _Marks:
    """Where it is kept what rows are marked with: `link` holds pairs of a row of `table` (`row`) and a mark (`mark`) of
    `marks`, which is called by its `key`; `makes`: one that is not there yet is made."""

    table: str
    link: str
    row: str
    mark: str
    marks: str
    key: str
    makes: bool


_MARKS: Mapping[str, _Marks] = {
    "tags": _Marks("pictures", "picture_tags", "picture", "tag", "tags", "name", makes=True),
    "candidates.tags": _Marks("candidates", "candidate_tags", "candidate", "tag", "tags", "name", makes=True),
    "candidates.collections": _Marks(
        "candidates", "collection_candidates", "candidate", "collection", "collections", "id", makes=False
    ),
}
"""By the names of `decisions.DECISIONS`."""


@dataclass(frozen=True)
class Tagging:
    """Mark rows and take marks from them: tags of pictures or designs by their names, or collections by their ids."""

    kind: ClassVar[str] = "tags"
    give: Mapping[str, Ids]
    take: Mapping[str, Ids]
    of: str = "tags"
    """One of `_MARKS`."""

    def run(self, connection: sqlite3.Connection) -> Change | None:
        marks = _MARKS[self.of]
        given: dict[str, Ids] = {}
        taken: dict[str, Ids] = {}
        for tag, ids in self.take.items():
            rows = connection.execute(
                f"DELETE FROM {marks.link} WHERE {marks.mark} = (SELECT id FROM {marks.marks} WHERE {marks.key} = ?)"
                f" AND {marks.row} IN (SELECT value FROM json_each(?)) RETURNING {marks.row}",
                (tag, in_sql(ids)),
            )
            if (changed := as_ids(row[0] for row in rows)).size:
                taken[tag] = changed
        for tag, ids in self.give.items():
            if marks.makes:
                connection.execute(f"INSERT OR IGNORE INTO {marks.marks} ({marks.key}) VALUES (?)", (tag,))
            rows = connection.execute(
                f"INSERT OR IGNORE INTO {marks.link} ({marks.row}, {marks.mark})"
                f" SELECT {marks.table}.id, {marks.marks}.id FROM json_each(?)"
                f" JOIN {marks.table} ON {marks.table}.id = value, {marks.marks}"
                f" WHERE {marks.marks}.{marks.key} = ? RETURNING {marks.row}",
                (in_sql(ids), tag),
            )
            if (changed := as_ids(row[0] for row in rows)).size:
                given[tag] = changed
        return Tagging(give=taken, take=given, of=self.of) if given or taken else None

    def values(self) -> dict[str, Any]:
        return {
            "give": {tag: pack_ids(ids) for tag, ids in self.give.items()},
            "take": {tag: pack_ids(ids) for tag, ids in self.take.items()},
            **({} if self.of == "tags" else {"of": self.of}),
        }

    @staticmethod
    def from_values(values: dict[str, Any]) -> Tagging:
        of = values.get("of", "tags")
        if of not in _MARKS or not all(is_text(tag) for tag in (*values["give"], *values["take"])):
            raise ValueError("no tags")
        return Tagging(
            {tag: unpack_ids(ids) for tag, ids in values["give"].items()},
            {tag: unpack_ids(ids) for tag, ids in values["take"].items()},
            of,
        )

    def decisions(self) -> frozenset[str]:
        return frozenset({self.of})

    def touched(self) -> Touched:
        return {_MARKS[self.of].table: all_of([*self.give.values(), *self.take.values()])}


@dataclass(frozen=True)
class SetSteps:
    """Replace the steps of pictures. `groups`: (JSON list of {"kind", "options"}, ids)."""

    kind: ClassVar[str] = "steps"
    groups: Sequence[tuple[str, Ids]]

    def run(self, connection: sqlite3.Connection) -> Change | None:
        before: dict[str, list[int]] = {}
        for text, ids in self.groups:
            changed: list[int] = []
            for row, old in connection.execute(
                "SELECT p.id, (SELECT json_group_array(json_object('kind', kind, 'options', json(options)))"
                " FROM (SELECT kind, options FROM steps WHERE picture = p.id ORDER BY position))"
                " FROM pictures AS p WHERE p.id IN (SELECT value FROM json_each(?))",
                (in_sql(ids),),
            ):
                if old != text:
                    before.setdefault(old, []).append(row)
                    changed.append(row)
            packed = in_sql(as_ids(changed))
            connection.execute("DELETE FROM steps WHERE picture IN (SELECT value FROM json_each(?))", (packed,))
            connection.execute(
                "INSERT INTO steps (picture, position, kind, options)"
                " SELECT ids.value, step.key, json_extract(step.value, '$.kind'), json_extract(step.value, '$.options')"
                " FROM json_each(?) AS ids, json_each(?) AS step",
                (packed, text),
            )
            connection.execute(
                "UPDATE pictures SET steps_key = ? WHERE id IN (SELECT value FROM json_each(?))",
                (steps_key(text), packed),
            )
        return SetSteps([(text, as_ids(ids)) for text, ids in before.items()]) if before else None

    def values(self) -> dict[str, Any]:
        return {"groups": [[text, pack_ids(ids)] for text, ids in self.groups]}

    @staticmethod
    def from_values(values: dict[str, Any]) -> SetSteps:
        from gan_engine.curation.picture_edits import parse_steps  # pydantic: the window comes up without it

        for text, _ in values["groups"]:
            try:
                parse_steps(parse_json(text))
            except ConfigurationError as error:
                raise ValueError("no steps") from error
        return SetSteps([(text, unpack_ids(ids)) for text, ids in values["groups"]])

    def decisions(self) -> frozenset[str]:
        return frozenset({"steps"})

    def touched(self) -> Touched:
        return {"pictures": all_of(ids for _, ids in self.groups)}


def steps_key(text: str) -> str:
    """What tells pictures of the same source apart in caches: "" without steps."""
    return "" if text == "[]" else hashlib.sha256(text.encode()).hexdigest()[:16]
