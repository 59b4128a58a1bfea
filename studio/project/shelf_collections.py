"""Collections of kept designs that are made by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from studio.project.errors import ProjectError
from studio.project.saved_filters import SavedFilter, named
from studio.project.shelf_query import ShelfQuery
from studio.project.store.database import Database
from studio.project.store.ids import as_ids
from studio.project.undo.change import Change
from studio.project.undo.changes import ChangeGroup
from studio.project.undo.history import ChangedAreas, History
from studio.project.undo.row_changes import Assign, Tagging
from studio.words import count_words, tr, tr_noop

Filter = SavedFilter[ShelfQuery]


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
            self._history.do_within(connection, tr("make the collection “{name}”", name=name), ChangeGroup(parts))
        self._history.tell(ChangedAreas(frozenset({"shelf", "history"})))
        return id_

    def rename(self, id_: int, name: str) -> bool:
        """Call a collection something else. Raises as `make`."""
        with self._database.reading() as connection:
            name = _free_name(connection, name, id_)
        change = Assign("collections.name", [(name, as_ids([id_]))])
        return self._history.do(tr("rename the collection to “{name}”", name=name), change)

    def delete(self, id_: int) -> bool:
        """Take a collection away."""
        change = Assign("collections.deleted", [(1, as_ids([id_]))])
        return self._history.do(tr("delete the collection “{name}”", name=self.name(id_)), change)

    def put(self, ids: Iterable[int], id_: int) -> bool:
        """Put designs into a collection."""
        chosen = as_ids(ids)
        change = Tagging({str(id_): chosen}, {}, "candidates.collections")
        return self._history.do(
            tr("put {designs} into “{name}”", designs=count_words(len(chosen), "design"), name=self.name(id_)), change
        )

    def take(self, ids: Iterable[int], id_: int) -> bool:
        """Take designs out of a collection."""
        chosen = as_ids(ids)
        change = Tagging({}, {str(id_): chosen}, "candidates.collections")
        return self._history.do(
            tr("take {designs} out of “{name}”", designs=count_words(len(chosen), "design"), name=self.name(id_)),
            change,
        )

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


def _free_name(connection: sqlite3.Connection, name: str, own: int = 0) -> str:
    name = named(name, tr_noop("collection"))
    rows = connection.execute("SELECT name FROM collections WHERE deleted = 0 AND id != ?", (own,))
    if any(row[0].casefold() == name.casefold() for row in rows):
        raise ProjectError(
            tr("There is a collection “{name}” already.", name=name),
            kept=tr("Nothing was changed."),
            do=tr("Choose another name, or put the designs into that one."),
        )
    return name
