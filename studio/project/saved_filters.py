"""Filters that are kept under a name: of kept designs on the shelf, of pictures in Curate."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from studio.project.errors import ProjectError
from studio.project.store.database import Database
from studio.project.stored_queries import StoredQuery
from studio.project.undo.choice_changes import Choose
from studio.project.undo.choices import choice_in
from studio.project.undo.history import ChangedAreas, History
from studio.words import tr, tr_noop

MOST_FILTERS, MOST_QUERIES, MOST_NAME = 200, 8, 200

Q = TypeVar("Q", bound=StoredQuery)
SavedFilter = tuple[str, tuple[Q, ...]]
"""Its name, and what all that it shows meets."""


class SavedFilters(Generic[Q]):
    """Each change can be undone. May be called from any thread."""

    def __init__(
        self, database: Database, history: History, choice: str, read: Callable[[object], Q], thing: str
    ) -> None:
        """`choice`: the one that holds them; `thing`: what the artist calls one, "filter", marked to be translated."""
        self._database = database
        self._history = history
        self._choice = choice
        self._read = read
        self._thing = thing

    def all(self) -> dict[str, SavedFilter[Q]]:
        """Each by its key."""
        with self._database.reading() as connection:
            return self.held_in(connection)

    def held_in(self, connection: sqlite3.Connection) -> dict[str, SavedFilter[Q]]:
        """What was saved; what is no filter is left out: the project may be a stranger's."""
        chosen = choice_in(connection, self._choice)
        values = chosen[0] if chosen and isinstance(chosen[0], dict) else {}
        found: dict[str, SavedFilter[Q]] = {}
        for key, value in list(values.items())[:MOST_FILTERS]:
            name, queries = (value.get("name"), value.get("queries")) if isinstance(value, dict) else (None, None)
            ours = key.isascii() and key.isdigit() and len(key) < 10
            if ours and isinstance(name, str) and isinstance(queries, list) and queries:
                found[key] = (name[:MOST_NAME], tuple(map(self._read, queries[:MOST_QUERIES])))
        return found

    def save(self, name: str, queries: Sequence[Q], key: str = "") -> str:
        """Keep a filter under a name, in place of the one of `key` if one is given. Returns its key. Raises
        `ProjectError` for a name that is empty."""
        name = named(name, self._thing)
        with self._database.writing() as connection:
            filters = self.held_in(connection)
            key = key or str(1 + max(map(int, filters), default=0))
            filters[key] = (name, tuple(queries))
            changed = self._choose(
                connection, filters, tr("save the {thing} “{name}”", thing=tr(self._thing), name=name)
            )
        if changed:
            self._tell()
        return key

    def change(self, key: str, queries: Sequence[Q]) -> bool:
        """Let a filter find something else, under its name; False where it is gone."""
        return self._replace(key, lambda old: (old[0], tuple(queries)), tr_noop("change the {thing} “{name}”"))

    def rename(self, key: str, name: str) -> bool:
        """Call a filter something else. Raises as `save`; False where it is gone."""
        name = named(name, self._thing)
        return self._replace(key, lambda old: (name, old[1]), tr_noop("rename the {thing} to “{name}”"))

    def delete(self, key: str) -> bool:
        """Take a filter away; what it found stays."""
        with self._database.writing() as connection:
            filters = self.held_in(connection)
            name, _ = filters.pop(key, ("", ()))
            changed = self._choose(
                connection, filters, tr("delete the {thing} “{name}”", thing=tr(self._thing), name=name)
            )
        if changed:
            self._tell()
        return changed

    def _replace(self, key: str, change: Callable[[SavedFilter[Q]], SavedFilter[Q]], words: str) -> bool:
        """Put what `change` makes of a filter in its place, as a step of these words; False where it is gone."""
        with self._database.writing() as connection:
            filters = self.held_in(connection)
            if key not in filters:
                return False
            filters[key] = change(filters[key])
            changed = self._choose(connection, filters, tr(words, thing=tr(self._thing), name=filters[key][0]))
        if changed:
            self._tell()
        return changed

    def _tell(self) -> None:
        self._history.tell(ChangedAreas(frozenset({"choices", "history"})))

    def _choose(self, connection: sqlite3.Connection, filters: Mapping[str, SavedFilter[Q]], words: str) -> bool:
        value = {
            key: {"name": name, "queries": [query.stored() for query in queries]}
            for key, (name, queries) in filters.items()
        }
        change = Choose.between(self._choice, choice_in(connection, self._choice), (value,))
        return self._history.do_within(connection, words, change)


def named(name: str, thing: str) -> str:
    """A name as it is kept. Raises `ProjectError` for one that is empty; `thing` needs it: "filter"."""
    if not (name := " ".join(name.split())[:MOST_NAME]):
        raise ProjectError(
            tr("A {thing} needs a name.", thing=tr(thing)),
            kept=tr("Nothing was changed."),
            do=tr("Type at least one letter."),
        )
    return name
