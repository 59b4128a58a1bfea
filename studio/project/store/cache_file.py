"""A cache in SQLite that may be lost: what it holds can be made again.

A damaged or deleted one is simply begun anew; so is one whose tables are not those that we make.
Thumbnails and vectors are kept in such files, under cache/. Nothing here ever raises for want of a disk: the cache
then does not keep.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from gan_engine import connections, door
from gan_engine.errors import OutsideError

log = logging.getLogger(__name__)

Row = tuple[Any, ...]


class CacheFile:
    """Statements on the SQLite file at `path`; one caller at a time, within `with cache.turn:`, on any thread."""

    def __init__(self, path: Path, schema: str, form: int) -> None:
        """`schema` makes the tables of a new file; a file whose `form` is another is begun anew."""
        self.turn = threading.RLock()
        self._path = path
        self._root = path.parent.parent  # a cache has a folder of its own, which may be a link that strangers put there
        self._schema = schema
        self._form = form
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    def run(self, sql: str, values: tuple[object, ...] = ()) -> list[Row] | None:
        """One statement, None where it cannot be done even with a new file."""
        return self._try(lambda connection: connection.execute(sql, values).fetchall())

    def run_many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> bool:
        """One statement for each of `rows`, all or none of them; whether it was done."""
        return self.run_all([(sql, list(rows))])

    def run_all(self, statements: Sequence[tuple[str, Sequence[tuple[object, ...]]]]) -> bool:
        """Several statements, each for each of its rows, all or none of them; whether it was done."""

        def work(connection: sqlite3.Connection) -> list[Row]:
            connection.execute("BEGIN")
            try:
                for sql, rows in statements:
                    connection.executemany(sql, rows)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            return []

        return self._try(work) is not None

    def close(self) -> None:
        """Let go of the file; from now on nothing is kept."""
        with self.turn:
            self._closed = True
            self._drop()

    def _try(self, work: Any) -> list[Row] | None:
        for attempt in range(2):
            if self._closed:
                return None
            try:
                rows: list[Row] = work(self._opened())
                return rows
            except (sqlite3.Error, OSError, OutsideError) as error:
                log.info("The cache %s failed: %s", self._path.name, error)
                self._drop()
                damaged = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
                damaged = damaged or "decode" in str(error)  # a text that is none
                gone = not self._path.exists() or "no such table" in str(error)
                if attempt or not (damaged or gone):
                    return None
                self._delete()
        return None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is not None:
            return self._connection
        door.make_folder(self._path.parent, root=self._root)
        door.database(self._path, root=self._root)
        for ending in ("", "-wal"):
            door.detach(self._path.with_name(self._path.name + ending), root=self._root)
        if not self._is_ours():
            self._delete()
        connection = connections.connect(self._path, new=True)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")  # a cache: after a power cut it is made anew
            if connection.execute("PRAGMA user_version").fetchone()[0] != self._form:
                self._build(connection)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _build(self, connection: sqlite3.Connection) -> None:
        connection.executescript(f"{self._schema} PRAGMA user_version = {self._form};")

    def _is_ours(self) -> bool:
        """Whether the file, where there is one, has our tables and no others: it may come from a stranger."""
        if not self._path.exists():
            return True
        with contextlib.closing(connections.in_memory()) as built:
            self._build(built)
            ours = connections.shape(built)
        with contextlib.closing(connections.look(self._path)) as connection:
            form = connection.execute("PRAGMA user_version").fetchone()[0]
            return bool(form == self._form and connections.shape(connection) == ours)

    def _drop(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _delete(self) -> None:
        for ending in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError, OutsideError):
                door.remove_file(self._path.with_name(self._path.name + ending), root=self._root, missing_ok=True)
