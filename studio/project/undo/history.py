"""The history of a project: undo and redo that outlive a restart.

Each change has a scope, the workspace that it belongs to, and each scope has an order of its own: in a workspace only
what is seen there is taken back. Where changes of two scopes touch the same rows (a design kept in Explore, then noted
on the Shelf), the later one is taken back first; until then the earlier one stays, and it is said why.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from studio.project.store.database import Database
from studio.project.store.ids import unpack_ids
from studio.project.undo.change import Change, Touched
from studio.project.undo.changes import areas_of, dump, load
from studio.project.undo.choice_changes import ChangeDesign, Choose
from studio.project.undo.choices import Chosen, choice_in
from studio.project.undo.decisions import DECISIONS, SCOPES, Scope

KEPT_CHANGES = 500
KEPT_CHARACTERS = 16_000_000  # what the history may hold in all; the newest change is kept whatever it takes
GESTURE = 1.5
"""Seconds within which the same slider, moved again, is moved still: one change."""


@dataclass(frozen=True)
class ChangedAreas:
    """What has just changed, for whoever shows it. `areas` of "pictures", "choices", "shelf", "datasets", "recipes",
    "history"."""

    areas: frozenset[str]


@dataclass(frozen=True)
class UndoStep:
    """What an undo took back, or a redo did again."""

    words: str
    undone: bool
    """False: it was done again."""
    scope: Scope
    decisions: frozenset[str]
    touched: Touched


@dataclass(frozen=True)
class BlockedStep:
    """Why nothing was taken back, or done again: a change of another scope stands in between."""

    words: str
    undone: bool
    by: str
    """The words of the other change."""
    scope: Scope
    """Where that one belongs."""


class History:
    """The one way to change what is decided. May be called from any thread."""

    def __init__(self, database: Database, changed: Callable[[ChangedAreas], None]) -> None:
        self._database = database
        self.tell = changed
        """Called after each change, on the thread that made it."""
        self.last_scope: Scope | None = None
        """Where the last change made here belongs."""

    def do(self, words: str, change: Change, scope: Scope | None = None) -> bool:
        """Do `change`; `words` name it in the undo line ("reject 2 pictures"). False where nothing changed."""
        with self._database.writing() as connection:
            done = self.do_within(connection, words, change, scope)
        if done:
            self.tell(ChangedAreas(areas_of(change) | {"history"}))
        return done

    def do_within(self, connection: sqlite3.Connection, words: str, change: Change, scope: Scope | None = None) -> bool:
        """As `do`, in a transaction of the caller's, who tells of the change when it is committed."""
        back = change.run(connection)
        if back is None:
            return False
        scope = scope or min(DECISIONS[name].scope for name in change.decisions())
        self.last_scope = scope
        self._end_redo(connection, scope, change)
        if isinstance(change, Choose) and isinstance(back, Choose) and change.is_of_numbers:
            known, first = self._begun(connection, words, scope, change.name)
            if first is not None:
                before = back.changed(choice_in(connection, change.name))
                self._go_on(connection, known, change.name, first.changed(before))
                return True
        if isinstance(change, ChangeDesign) and self._design_went_on(connection, words, scope, change):
            return True
        connection.execute(
            "INSERT INTO history (words, forward, backward, made, scope) VALUES (?, ?, ?, ?, ?)",
            (words, dump(change), dump(back), time.time(), scope),
        )
        self._forget_oldest(connection)
        return True

    def undo(self, scope: Scope | None = None) -> UndoStep | BlockedStep | None:
        """Take the last change of a scope back, of all where None is named. None where there is none."""
        return self._step(scope, undone=True)

    def redo(self, scope: Scope | None = None) -> UndoStep | BlockedStep | None:
        """Do again what was last taken back. None where there is nothing."""
        return self._step(scope, undone=False)

    def undo_text(self, scope: Scope | None = None) -> str:
        """The words of the change that `undo` would take back; "" where there is none."""
        return self._words(scope, undone=True)

    def redo_text(self, scope: Scope | None = None) -> str:
        """The words of the change that `redo` would do again; "" where there is none."""
        return self._words(scope, undone=False)

    def newest(self, scope: Scope) -> int:
        """The change of a scope that would be taken back next, by its number, which grows; 0 for none."""
        with self._database.reading() as connection:
            row = connection.execute(_next(scope, True), (scope,)).fetchone()
        return 0 if row is None else int(row[0])

    def mentioned(self, connection: sqlite3.Connection, field: str) -> set[int]:
        """The ids whose `field` some stored change can still bring back."""
        found: set[int] = set()

        def look(value: object) -> None:
            if isinstance(value, dict):
                if value.get("field") == field:
                    for _, ids in value["groups"]:
                        found.update(unpack_ids(ids).tolist())
                for inner in value.values():
                    look(inner)
            elif isinstance(value, list):
                for inner in value:
                    look(inner)

        for (text,) in connection.execute("SELECT backward FROM history"):
            look(json.loads(text))
        return found

    # ---- taking back ----------------------------------------------------------------------------------------

    def _step(self, scope: Scope | None, *, undone: bool) -> UndoStep | BlockedStep | None:
        with self._database.writing() as connection:
            row = connection.execute(_next(scope, undone), (scope,)).fetchone()
            if row is None:
                return None
            id_, words, forward, backward, own = row
            change = load(backward if undone else forward)
            held = self._held_by(connection, id_, own, change, undone=undone)
            if held is not None:
                return BlockedStep(words, undone, *held)
            change.run(connection)
            connection.execute("UPDATE history SET undone = ? WHERE id = ?", (int(undone), id_))
        self.tell(ChangedAreas(areas_of(change) | {"history"}))
        return UndoStep(words, undone, own, change.decisions(), change.touched())

    def _held_by(
        self, connection: sqlite3.Connection, id_: int, scope: Scope, change: Change, *, undone: bool
    ) -> tuple[str, Scope] | None:
        """The change of another scope, words and scope, that touches the same and has to be taken back, or done again,
        before."""
        others = connection.execute(
            "SELECT words, forward, scope FROM history WHERE scope != ? AND undone = ?"
            + (" AND id > ? ORDER BY id DESC" if undone else " AND id < ? ORDER BY id"),
            (scope, 0 if undone else 1, id_),
        )
        touched = change.touched()
        for words, forward, other in others:
            if _meet(touched, load(forward).touched()):
                return words, other
        return None

    def _end_redo(self, connection: sqlite3.Connection, scope: Scope, change: Change) -> None:
        """What was taken back in this scope cannot be done again after a new change; elsewhere where it touches the
        same rows."""
        ended = {scope}
        touched = change.touched()
        for other in SCOPES:
            rows = connection.execute("SELECT forward FROM history WHERE scope = ? AND undone = 1", (other,))
            if other not in ended and any(_meet(touched, load(row[0]).touched()) for row in rows):
                ended.add(other)
        for one in ended:
            connection.execute("DELETE FROM history WHERE undone = 1 AND scope = ?", (one,))

    # ---- one slider, one change -----------------------------------------------------------------------------

    def _begun(self, connection: sqlite3.Connection, words: str, scope: Scope, name: str) -> tuple[int, Choose | None]:
        """The change that is still being made by the same slider: its id and its way back."""
        row = self._moving(connection, words, scope)
        back = load(row[2]) if row is not None else None
        return (row[0], back) if row is not None and isinstance(back, Choose) and back.name == name else (0, None)

    def _moving(self, connection: sqlite3.Connection, words: str, scope: Scope) -> tuple[int, str, str] | None:
        """The last change of a scope, where it was just made under these words: id, forward, backward."""
        row = connection.execute(
            "SELECT id, forward, backward, words, made FROM history WHERE scope = ? ORDER BY id DESC LIMIT 1", (scope,)
        ).fetchone()
        return row[:3] if row is not None and row[3] == words and 0 <= time.time() - row[4] <= GESTURE else None

    def _design_went_on(self, connection: sqlite3.Connection, words: str, scope: Scope, change: ChangeDesign) -> bool:
        """Whether `change` only leads on from where the same movement had come to: then it is in the history."""
        row = self._moving(connection, words, scope)
        if row is None:
            return False
        id_, reached, first = row[0], load(row[1]), load(row[2])
        if not isinstance(reached, ChangeDesign) or reached.point != change.before:
            return False
        if isinstance(first, ChangeDesign) and first.point == change.point:  # back where it began: it never was
            connection.execute("DELETE FROM history WHERE id = ?", (id_,))
        else:
            now = (dump(change), time.time(), id_)
            connection.execute("UPDATE history SET forward = ?, made = ? WHERE id = ?", now)
        return True

    def _go_on(self, connection: sqlite3.Connection, id_: int, name: str, first: Chosen) -> None:
        """Let the change lead from where the slider stood at first to where it stands now; nowhere: it never was."""
        now = choice_in(connection, name)
        if first == now:
            connection.execute("DELETE FROM history WHERE id = ?", (id_,))
            return
        connection.execute(
            "UPDATE history SET forward = ?, backward = ?, made = ? WHERE id = ?",
            (dump(Choose.between(name, first, now)), dump(Choose.between(name, now, first)), time.time(), id_),
        )

    # ---- within ---------------------------------------------------------------------------------------------

    def _words(self, scope: Scope | None, *, undone: bool) -> str:
        with self._database.reading() as connection:
            row = connection.execute(_next(scope, undone), (scope,)).fetchone()
        return "" if row is None else str(row[1])

    def _forget_oldest(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute(
            "SELECT id, length(forward) + length(backward) FROM history ORDER BY id DESC"
        ).fetchall()
        total = 0
        for index, (row, length) in enumerate(rows):
            total += length
            if index and (index >= KEPT_CHANGES or total > KEPT_CHARACTERS):
                connection.execute("DELETE FROM history WHERE id <= ?", (row,))
                return


def _next(scope: Scope | None, undone: bool) -> str:
    """SQL of one parameter, the scope: the change to take back, or to do again."""
    which = "undone = 0" if undone else "undone = 1"
    return (
        f"SELECT id, words, forward, backward, scope FROM history WHERE {which} AND scope = coalesce(?, scope)"
        f" ORDER BY id {'DESC' if undone else ''} LIMIT 1"
    )


def _meet(one: Touched, other: Touched) -> bool:
    return any(name in other and bool(np.isin(ids, other[name]).any()) for name, ids in one.items())
