"""Connections to `project.db`: one writer at a time, any number of readers.

SQLite in WAL mode lets worker threads read while another writes. The writer is one connection behind a
lock; readers are borrowed from a small pool, because a connection that dies with its thread cannot be
closed in order. Faults of the file are turned into `ProjectError` here and nowhere else.
"""

from __future__ import annotations

import contextlib
import functools
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from gan_engine import connections
from studio.project.errors import DamagedProjectError, ProjectDiskError, ProjectError
from studio.words import tr, tr_noop

BACKUP_NAME = "project.backup.db"

_CACHE_KIB = 8192
_HURRY = 100  # milliseconds


def damaged(path: Path, what: str = tr_noop("is damaged and cannot be read")) -> DamagedProjectError:
    """The error for a database that cannot be read as one."""
    restorable = path.with_name(BACKUP_NAME).exists()
    do = (
        tr(
            "Restore it as it was when it was last closed, from “{name}”; this one is kept aside.",
            name=BACKUP_NAME,
        )
        if restorable
        else tr(
            "Put back a copy of “{name}” from your own backup, or start a new project and import the pictures again.",
            name=path.name,
        )
    )
    return DamagedProjectError(
        tr("The project's catalogue “{path}” {what}.", path=path, what=tr(what)),
        kept=tr("Your pictures, datasets, runs and shelf are separate files and are untouched."),
        do=do,
        folder=path.parent,
        restorable=restorable,
    )


def plain_words(path: Path) -> contextlib.AbstractContextManager[None]:
    """Say what SQLite says about the catalogue at `path` in plain words."""
    return connections.plain_words(
        connections.DatabaseWords(
            file=path.name, name=f"the project's catalogue {path}", untouched=tr("Nothing was changed."),
            move="out of the project's folder, then open the project again", stray=ProjectError,
            full=ProjectDiskError, in_use=ProjectDiskError, forbidden=functools.partial(read_only, path.parent),
            damaged=functools.partial(damaged, path),
        )
    )  # fmt: skip


def read_only(folder: Path) -> ProjectError:
    """The error for a project folder that may not be written to."""
    return ProjectError(
        tr("The project folder {folder} may not be written to.", folder=folder),
        kept=tr("Nothing was changed."),
        do=tr("Copy the project to a place of your own, or change the folder's permissions, and open it there."),
    )


def _closed() -> ProjectError:
    return ProjectError(tr("The project is closed."), kept=tr("Everything in it is safe."), do=tr("Open it again."))


def _connect(path: Path) -> sqlite3.Connection:
    """A connection to the database at `path`, set as all of ours are."""
    connection = connections.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode: always whole, the last moments may be lost
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    except BaseException:
        connection.close()
        raise
    return connection


class Database:
    """`project.db`, open. All methods may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.changed = False
        self._turn = threading.RLock()
        self._pool_turn = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        with plain_words(path):
            self._writer = _connect(path)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: what the block does happens wholly, or (where it raises) not at all.

        A block inside a block of the same thread joins it.
        """
        with self._turn, plain_words(self.path):
            if self._closed:
                raise _closed()
            if self._writer.in_transaction:
                yield self._writer
                return
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
                self.changed = True
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that only reads, and sees what was committed when its first query began."""
        with plain_words(self.path):
            connection = self._borrow()
            try:
                yield connection
            finally:
                self._give_back(connection)

    def _borrow(self) -> sqlite3.Connection:
        with self._pool_turn:
            if self._closed:
                raise _closed()
            if self._idle:
                return self._idle.pop()
        connection = _connect(self.path)
        connection.execute("PRAGMA query_only = ON")
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._pool_turn:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def copy_to(self, path: Path) -> None:
        """Write a whole, consistent copy of the database to `path` (which must not exist)."""
        with plain_words(self.path), contextlib.closing(connections.connect(path, new=True)) as copy:
            with self._turn:
                self._writer.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")

    def hurry(self) -> None:
        """From now on wait for no other program: whoever closes the window is gone already, and what is done then can
        be done another time."""
        with self._turn:
            if not self._closed:
                self._writer.execute(f"PRAGMA busy_timeout = {_HURRY}")

    def fold(self) -> None:
        """Fold the write-ahead log into the file, so that even its first bytes tell the truth."""
        with self._turn:
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection and fold the write-ahead log into the file."""
        with self._turn, self._pool_turn:
            if self._closed:
                return
            self._closed = True
            for connection in self._idle:
                connection.close()
            self._idle.clear()
            with contextlib.suppress(sqlite3.Error):
                self.fold()
            self._writer.close()
