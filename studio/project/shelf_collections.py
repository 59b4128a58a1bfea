"""Collections of kept designs that are made by hand, and filters that are kept under a name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from studio.project.errors import ProjectError
from studio.project.pictures.facts import count_words
from studio.project.shelf_query import ShelfQuery
from studio.project.store.database import Database
from studio.project.store.ids import as_ids
from studio.project.undo.change import Change
from studio.project.undo.changes import ChangeGroup
from studio.project.undo.choice_changes import Choose
from studio.project.undo.choices import choice_in
from studio.project.undo.history import ChangedAreas, History
from studio.project.undo.row_changes import Assign, Tagging

FILTERS = "filters"
"""The choice that holds them."""
MOST_FILTERS, MOST_QUERIES, MOST_NAME = 200, 8, 200

Filter = tuple[str, tuple[ShelfQuery, ...]]
"""Its name, and what all of its designs meet."""


class Collections:
    """A design may be in several, and stays on the shelf whatever becomes of them. Each change can be undone, and says
    False where nothing changed. May be called from any thread."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def make(self, name: str, ids: Iterable[int] = ()) -> int:
        """Make a collection with these in it, as one change. Returns its id. Raises `ProjectError` for a name that is
        empty or taken."""
        with self._database.writing() as connection:
            name = _free_name(connection, name)
            cursor = connection.execute("INSERT INTO collections (name, deleted) VALUES (?, 1)", (name,))
            assert cursor.lastrowid is not None
            id_ = cursor.lastrowid
            parts: list[Change] = [Assign("collections.deleted", [(0, as_ids([id_]))])]
            if (chosen := as_ids(ids)).size:
                parts.append(Tagging({str(id_): chosen}, {}, "candidates.collections"))
            self._history.do_within(connection, f"make the collection “{name}”", ChangeGroup(parts))
        self._history.tell(ChangedAreas(frozenset({"shelf", "history"})))
        return id_

    def rename(self, id_: int, name: str) -> bool:
        """Call a collection something else. Raises as `make`."""
        with self._database.reading() as connection:
            name = _free_name(connection, name, id_)
        change = Assign("collections.name", [(name, as_ids([id_]))])
        return self._history.do(f"rename the collection to “{name}”", change)

    def delete(self, id_: int) -> bool:
        """Take a collection away."""
        change = Assign("collections.deleted", [(1, as_ids([id_]))])
        return self._history.do(f"delete the collection “{self.name(id_)}”", change)

    def put(self, ids: Iterable[int], id_: int) -> bool:
        """Put designs into a collection."""
        chosen = as_ids(ids)
        change = Tagging({str(id_): chosen}, {}, "candidates.collections")
        return self._history.do(f"put {count_words(len(chosen), 'design')} into “{self.name(id_)}”", change)

    def take(self, ids: Iterable[int], id_: int) -> bool:
        """Take designs out of a collection."""
        chosen = as_ids(ids)
        change = Tagging({}, {str(id_): chosen}, "candidates.collections")
        return self._history.do(f"take {count_words(len(chosen), 'design')} out of “{self.name(id_)}”", change)

    def name(self, id_: int) -> str:
        """What a collection is called; "" where there is none."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT name FROM collections WHERE id = ?", (id_,)).fetchone()
        return "" if row is None else str(row[0])

    def purge(self, connection: sqlite3.Connection) -> None:
        """Forget those that were taken away and that no undo can bring back, in the caller's transaction."""
        kept = self._history.mentioned(connection, "collections.deleted")
        gone = [row for row in connection.execute("SELECT id FROM collections WHERE deleted = 1") if row[0] not in kept]
        connection.executemany("DELETE FROM collections WHERE id = ?", gone)


class SavedFilters:
    """Each change can be undone. May be called from any thread."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def all(self) -> dict[str, Filter]:
        """Each by its key."""
        with self._database.reading() as connection:
            return filters_in(connection)

    def save(self, name: str, queries: Sequence[ShelfQuery], key: str = "") -> str:
        """Keep a filter under a name, in place of the one of `key` if one is given. Returns its key. Raises
        `ProjectError` for a name that is empty."""
        name = _named(name, "A filter")
        with self._database.writing() as connection:
            filters = filters_in(connection)
            key = key or str(1 + max(map(int, filters), default=0))
            filters[key] = (name, tuple(queries))
            changed = self._choose(connection, filters, f"save the filter “{name}”")
        if changed:
            self._tell()
        return key

    def delete(self, key: str) -> bool:
        """Take a filter away; the designs that it found stay."""
        with self._database.writing() as connection:
            filters = filters_in(connection)
            name, _ = filters.pop(key, ("", ()))
            changed = self._choose(connection, filters, f"delete the filter “{name}”")
        if changed:
            self._tell()
        return changed

    def _tell(self) -> None:
        self._history.tell(ChangedAreas(frozenset({"choices", "history"})))

    def _choose(self, connection: sqlite3.Connection, filters: Mapping[str, Filter], words: str) -> bool:
        value = {
            key: {"name": name, "queries": [query.stored() for query in queries]}
            for key, (name, queries) in filters.items()
        }
        change = Choose.between(FILTERS, choice_in(connection, FILTERS), (value,))
        return self._history.do_within(connection, words, change)


def filters_in(connection: sqlite3.Connection) -> dict[str, Filter]:
    """What was saved; what is no filter is left out: the project may be a stranger's."""
    chosen = choice_in(connection, FILTERS)
    values = chosen[0] if chosen and isinstance(chosen[0], dict) else {}
    found: dict[str, Filter] = {}
    for key, value in list(values.items())[:MOST_FILTERS]:
        name, queries = (value.get("name"), value.get("queries")) if isinstance(value, dict) else (None, None)
        ours = key.isascii() and key.isdigit() and len(key) < 10
        if ours and isinstance(name, str) and isinstance(queries, list) and queries:
            found[key] = (name[:MOST_NAME], tuple(map(ShelfQuery.from_stored, queries[:MOST_QUERIES])))
    return found


def _named(name: str, what: str) -> str:
    if not (name := " ".join(name.split())[:MOST_NAME]):
        raise ProjectError(f"{what} needs a name.", kept="Nothing was changed.", do="Type at least one letter.")
    return name


def _free_name(connection: sqlite3.Connection, name: str, own: int = 0) -> str:
    name = _named(name, "A collection")
    rows = connection.execute("SELECT name FROM collections WHERE deleted = 0 AND id != ?", (own,))
    if any(row[0].casefold() == name.casefold() for row in rows):
        raise ProjectError(
            f"There is a collection “{name}” already.",
            kept="Nothing was changed.",
            do="Choose another name, or put the designs into that one.",
        )
    return name
