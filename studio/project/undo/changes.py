"""Commands that change decisions: each can be done, stored, and gives its inverse.

Every decision (`decisions` lists them) is one of these, so that undo works across all workspaces and
outlives a restart. A change is pure data (JSON in the history table) plus `run`, which changes the rows
inside a transaction and returns the change that takes exactly that change back, or None where nothing
changed. Ids are stored as ranges ("1-200,203"), since artists change thousands at once.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

import numpy as np

from gan_engine import atomic, door
from gan_engine.documents import parse_json
from gan_engine.errors import ConfigurationError
from studio.project.recipe_files import RECIPE_FILE, RECIPES, another_recipe, text_of_recipe
from studio.project.store.ids import Ids, as_ids, in_sql, pack_ids, unpack_ids
from studio.project.undo.choices import Chosen, choice_in, differences, with_part
from studio.project.undo.decisions import CHOICES, DECISIONS, DESIGN

_MOST_GROUPS = 1_000_000
_DEEPEST = 60  # objects within one another
_MOST_TEXT = 1_000_000
"""Characters of one value in a change."""
MOST_DESIGN = 4_000_000
"""Characters of a design, with all that its edits refer to: a drag in all layers of a StyleGAN has some 70,000."""

Value = int | str | None
Touched = Mapping[str, Ids]
"""Ids by table; what has no rows of its own ("bake", a recipe's file) stands by its name, with the id 0."""

_WHOLE: Ids = np.zeros(1, np.int64)

LABELS = 8
"""Colour labels there are: 1 to 8; 0 is none."""


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


def _is_text(value: object) -> bool:
    if not isinstance(value, str) or len(value) > _MOST_TEXT or "\0" in value:
        return False
    value.encode()  # raises ValueError for halves of characters, which no database takes
    return True


def _is_name(value: object) -> bool:
    return value is None or _is_text(value)


_FIELDS: Mapping[str, _Field] = dict(
    [
        _column("pictures", "state", _up_to(2)),
        _column("pictures", "removed", _up_to(3)),
        _column("pictures", "held", _up_to(1)),
        (
            "pictures.class",
            _Field(
                "pictures",
                "(SELECT name FROM classes WHERE classes.id = pictures.class)",
                "class = (SELECT id FROM classes WHERE name = ?)",
                _is_name,
                "INSERT OR IGNORE INTO classes (name) SELECT ?1 WHERE ?1 IS NOT NULL",
            ),
        ),
        _column("candidates", "name", _is_text),
        _column("candidates", "notes", _is_text),
        _column("candidates", "rating", _up_to(5)),
        _column("candidates", "deleted", _up_to(1)),
        _column("candidates", "label", _up_to(LABELS)),
        _column("collections", "name", _is_text),
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
        return {_FIELDS[self.field].table: _all_of(ids for _, ids in self.groups)}


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
        if of not in _MARKS or not all(_is_text(tag) for tag in (*values["give"], *values["take"])):
            raise ValueError("no tags")
        return Tagging(
            {tag: unpack_ids(ids) for tag, ids in values["give"].items()},
            {tag: unpack_ids(ids) for tag, ids in values["take"].items()},
            of,
        )

    def decisions(self) -> frozenset[str]:
        return frozenset({self.of})

    def touched(self) -> Touched:
        return {_MARKS[self.of].table: _all_of([*self.give.values(), *self.take.values()])}


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
        return {"pictures": _all_of(ids for _, ids in self.groups)}


@dataclass(frozen=True)
class ChangeGroup:
    """Several changes that are one to the artist."""

    kind: ClassVar[str] = "together"
    parts: Sequence[Change]

    def run(self, connection: sqlite3.Connection) -> Change | None:
        backs = [back for part in self.parts if (back := part.run(connection)) is not None]
        return ChangeGroup(backs[::-1]) if backs else None

    def values(self) -> dict[str, Any]:
        return {"parts": [as_stored(part) for part in self.parts]}

    @staticmethod
    def from_values(values: dict[str, Any]) -> ChangeGroup:
        return ChangeGroup([from_stored(part) for part in values["parts"]])

    def decisions(self) -> frozenset[str]:
        return frozenset().union(*(part.decisions() for part in self.parts))

    def touched(self) -> Touched:
        every: dict[str, list[Ids]] = {}
        for part in self.parts:
            for name, ids in part.touched().items():
                every.setdefault(name, []).append(ids)
        return {name: _all_of(parts) for name, parts in every.items()}


@dataclass(frozen=True)
class WriteRecipe:
    """Write the recipe file `name` of the project; where `text` is None, take it away.

    Only over the file as it was, `before` (None: there was none): the history may be a stranger's, or the file have
    been worked on since, and what is lost here does not lie in the bin.
    """

    kind: ClassVar[str] = "recipe"
    name: str
    text: str | None
    before: str | None

    def run(self, connection: sqlite3.Connection) -> Change | None:
        folder = _recipes_folder(connection)
        path = folder / self.name
        before = text_of_recipe(path)
        if before == self.text:
            return None
        if before is not None and before != self.before:
            raise another_recipe(path)
        if self.text is None:
            door.remove_file(path, root=folder.parent)
        else:
            atomic.make_folder(folder, root=folder.parent)
            atomic.write_bytes(path, self.text.encode(), root=folder.parent)
        return WriteRecipe(self.name, before, self.text)

    def values(self) -> dict[str, Any]:
        return {"name": self.name, "text": self.text, "before": self.before}

    @staticmethod
    def from_values(values: dict[str, Any]) -> WriteRecipe:
        name, text, before = values["name"], values["text"], values.get("before")
        if not RECIPE_FILE.fullmatch(name) or not (_is_name(text) and _is_name(before)):
            raise ValueError(f"{name!r} is no recipe of a project")
        return WriteRecipe(name, text, before)

    def decisions(self) -> frozenset[str]:
        return frozenset({"recipe"})

    def touched(self) -> Touched:
        return {f"{RECIPES}/{self.name}": _WHOLE}


@dataclass(frozen=True)
class Choose:
    """Change parts of a choice that is kept as JSON: (path into its objects, (value,)) each, () for taking it away."""

    kind: ClassVar[str] = "choose"
    name: str
    changes: Sequence[tuple[tuple[str, ...], Chosen]]

    def run(self, connection: sqlite3.Connection) -> Change | None:
        before = choice_in(connection, self.name)
        after = self.changed(before)
        if before == after:
            return None
        if after:
            text = json.dumps(after[0], allow_nan=False, separators=(",", ":"))
            connection.execute("INSERT OR REPLACE INTO choices (name, value) VALUES (?, ?)", (self.name, text))
        else:
            connection.execute("DELETE FROM choices WHERE name = ?", (self.name,))
        return Choose.between(self.name, after, before)

    def changed(self, value: Chosen) -> Chosen:
        """What the choice comes to where it was `value`; () is none."""
        for path, new in self.changes:
            value = with_part(value, path, new)
        return value

    @staticmethod
    def between(name: str, before: Chosen, after: Chosen) -> Choose:
        """What makes `after` of `before`, and changes nothing that is the same in both."""
        return Choose(name, differences(before, after))

    @property
    def is_of_numbers(self) -> bool:
        """Whether it moves numbers and nothing else, as a slider does."""
        return all(new and type(new[0]) in (int, float) for _, new in self.changes)

    def values(self) -> dict[str, Any]:
        return {"name": self.name, "changes": [[list(path), *new] for path, new in self.changes]}

    @staticmethod
    def from_values(values: dict[str, Any]) -> Choose:
        if values["name"] not in CHOICES:
            raise ValueError(f"{values['name']!r} is no choice of a project")
        changes: list[tuple[tuple[str, ...], Chosen]] = []
        for path, *new in values["changes"]:
            if not all(isinstance(step, str) for step in path) or len(new) > 1 or len(path) > _DEEPEST:
                raise ValueError("no way to a choice")
            json.dumps([path, new], ensure_ascii=False, allow_nan=False).encode()  # raises for what no row can hold
            changes.append((tuple(path), (new[0],) if new else ()))
        return Choose(values["name"], changes)

    def decisions(self) -> frozenset[str]:
        return frozenset({self.name})

    def touched(self) -> Touched:
        return {self.name: _WHOLE}


@dataclass(frozen=True)
class ChangeDesign:
    """Let the design in the large view become `point` (JSON), which was `before` until then, whichever was looked at
    meanwhile: so that undo leads from point to point."""

    kind: ClassVar[str] = "design"
    point: str
    before: str = ""
    """Not stored: the way back has it."""

    def run(self, connection: sqlite3.Connection) -> ChangeDesign | None:
        if self.point == self.before:
            return None
        connection.execute("INSERT OR REPLACE INTO choices (name, value) VALUES (?, ?)", (DESIGN, self.point))
        return ChangeDesign(self.before)

    def values(self) -> dict[str, Any]:
        return {"point": self.point}

    @staticmethod
    def from_values(values: dict[str, Any]) -> ChangeDesign:
        text = values["point"]
        if len(text) > MOST_DESIGN or not isinstance(parse_json(text), dict):
            raise ValueError("no design")
        return ChangeDesign(text)

    def decisions(self) -> frozenset[str]:
        return frozenset({DESIGN})

    def touched(self) -> Touched:
        return {DESIGN: _WHOLE}


def _all_of(parts: Iterable[Ids]) -> Ids:
    return as_ids(np.concatenate([np.empty(0, np.int64), *parts]))


def areas_of(change: Change) -> frozenset[str]:
    """What is told of as changed."""
    return frozenset(DECISIONS[name].area for name in change.decisions())


def _recipes_folder(connection: sqlite3.Connection) -> Path:
    """Beside the database."""
    ((_, _, file),) = [row for row in connection.execute("PRAGMA database_list") if row[1] == "main"]
    return Path(file).parent / RECIPES


_KINDS: Mapping[str, Callable[[dict[str, Any]], Change]] = {
    Choose.kind: Choose.from_values,
    ChangeDesign.kind: ChangeDesign.from_values,
    Assign.kind: Assign.from_values,
    Tagging.kind: Tagging.from_values,
    SetSteps.kind: SetSteps.from_values,
    WriteRecipe.kind: WriteRecipe.from_values,
    ChangeGroup.kind: ChangeGroup.from_values,
}


def steps_key(text: str) -> str:
    """What tells pictures of the same source apart in caches: "" without steps."""
    return "" if text == "[]" else hashlib.sha256(text.encode()).hexdigest()[:16]


def as_stored(change: Change) -> dict[str, Any]:
    """The change as the history keeps it."""
    return {"kind": change.kind, **change.values()}


def from_stored(values: dict[str, Any]) -> Change:
    """The inverse of `as_stored`. Raises KeyError, TypeError or ValueError where `values` is none of ours."""
    return _KINDS[values["kind"]](values)


def dump(change: Change) -> str:
    """The change as JSON."""
    return json.dumps(as_stored(change), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Change:
    """The inverse of `dump`. Raises ValueError for anything else: the history may be a stranger's."""
    try:
        return from_stored(parse_json(text, containers=_MOST_GROUPS))
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError("this is no change of a project") from error
