"""Undo and redo, stored with the project so that they outlive a restart."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

from studio.project.commands import Command, dump, load, unpack_ids
from studio.project.database import Database

KEPT_COMMANDS = 500
KEPT_CHARACTERS = 16_000_000  # what the history may hold in all; the newest change is kept whatever it takes


@dataclass(frozen=True)
class Change:
    """What has just changed, for whoever shows it. `areas` of "pictures", "shelf", "datasets", "recipes", "history"."""

    areas: frozenset[str]


class History:
    """The one way to change pictures and candidates. May be called from any thread."""

    def __init__(self, database: Database, changed: Callable[[Change], None]) -> None:
        self._database = database
        self.tell = changed
        """Called after each change, on the thread that made it."""

    def do(self, words: str, command: Command) -> bool:
        """Do `command`; `words` name it in the undo line ("reject 2 pictures"). False where nothing changed."""
        with self._database.writing() as connection:
            done = self.do_within(connection, words, command)
        if done:
            self.tell(Change(command.areas() | {"history"}))
        return done

    def do_within(self, connection: sqlite3.Connection, words: str, command: Command) -> bool:
        """As `do`, in a transaction of the caller's, who tells of the change when it is committed."""
        back = command.run(connection)
        if back is None:
            return False
        connection.execute("DELETE FROM history WHERE undone = 1")
        connection.execute(
            "INSERT INTO history (words, forward, backward, made) VALUES (?, ?, ?, ?)",
            (words, dump(command), dump(back), time.time()),
        )
        self._forget_oldest(connection)
        return True

    def undo(self) -> str | None:
        """Take the last change back. Returns its words, None where there is none."""
        return self._step("undone = 0 ORDER BY id DESC", "backward", 1)

    def redo(self) -> str | None:
        """Do again what was last taken back. Returns its words, None where there is none."""
        return self._step("undone = 1 ORDER BY id", "forward", 0)

    def undo_text(self) -> str:
        """The words of the change that `undo` would take back; "" where there is none."""
        return self._words("undone = 0 ORDER BY id DESC")

    def redo_text(self) -> str:
        """The words of the change that `redo` would do again; "" where there is none."""
        return self._words("undone = 1 ORDER BY id")

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

    def _step(self, which: str, way: str, undone: int) -> str | None:
        with self._database.writing() as connection:
            row = connection.execute(f"SELECT id, words, {way} FROM history WHERE {which} LIMIT 1").fetchone()
            if row is None:
                return None
            command = load(row[2])
            command.run(connection)
            connection.execute("UPDATE history SET undone = ? WHERE id = ?", (undone, row[0]))
        self.tell(Change(command.areas() | {"history"}))
        return str(row[1])

    def _words(self, which: str) -> str:
        with self._database.reading() as connection:
            row = connection.execute(f"SELECT words FROM history WHERE {which} LIMIT 1").fetchone()
        return "" if row is None else str(row[0])

    def _forget_oldest(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute(
            "SELECT id, length(forward) + length(backward) FROM history ORDER BY id DESC"
        ).fetchall()
        total = 0
        for place, (row, length) in enumerate(rows):
            total += length
            if place and (place >= KEPT_COMMANDS or total > KEPT_CHARACTERS):
                connection.execute("DELETE FROM history WHERE id <= ?", (row,))
                return
