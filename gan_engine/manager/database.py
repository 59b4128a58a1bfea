"""queue.db: opening it, its form, its copy, and what is said where it cannot be used.

SQLite in WAL mode: window, terminal and supervisor read and write side by side. Everything is synced to the disk when
it is written; after each change that somebody made, a whole copy is put beside it, so that a damaged file loses
nothing.
"""

from __future__ import annotations

import contextlib
import functools
import sqlite3
from pathlib import Path

from gan_engine import atomic, connections, door
from gan_engine.errors import DamagedQueueError, DiskError, QueueError, newer
from gan_engine.user_folders import data_folder

NAME = "queue.db"
FORMAT = 1

_SCHEMA = """
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run TEXT NOT NULL,                    -- the run directory, absolute
    dataset TEXT NOT NULL,                -- where it lay when the job was added
    digest TEXT NOT NULL,
    recipe TEXT NOT NULL,
    snapshot TEXT,                        -- where it begins from
    kimg REAL NOT NULL,                   -- how long it is to be in all
    device TEXT NOT NULL,
    used_device TEXT NOT NULL DEFAULT '',
    priority INTEGER NOT NULL,
    place INTEGER NOT NULL,               -- among those of its priority: the lower the sooner
    condition TEXT,                       -- JSON {metric, run, relation, value}
    schedule TEXT,                        -- JSON
    state TEXT NOT NULL,
    wish TEXT NOT NULL DEFAULT '',
    begun INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    failed_at REAL,
    next_try_at REAL,
    cause TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    longest_gap REAL NOT NULL DEFAULT 0,
    added REAL NOT NULL,                  -- seconds since 1970
    ended REAL
);
CREATE UNIQUE INDEX jobs_run ON jobs (run) WHERE state IN ('waiting', 'running', 'paused', 'held');
CREATE INDEX jobs_order ON jobs (priority DESC, place, id);

CREATE TABLE documents (                  -- apart, so that a list of jobs does not step over them
    job INTEGER PRIMARY KEY REFERENCES jobs (id),
    document TEXT NOT NULL                -- JSON: the run.json that it is made with
);

CREATE TABLE spells (                     -- what ran when
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job INTEGER NOT NULL REFERENCES jobs (id),
    device TEXT NOT NULL,
    began REAL NOT NULL,
    ended REAL,
    began_kimg REAL NOT NULL,
    ended_kimg REAL,
    outcome TEXT NOT NULL DEFAULT ''
);
CREATE INDEX spells_job ON spells (job);
CREATE INDEX spells_began ON spells (began);
"""

_UNTOUCHED = "The trainings themselves lie in their own folders and are untouched."


def usual_path() -> Path:
    """Where a user's queue lies."""
    return data_folder() / NAME


def backup_of(path: Path) -> Path:
    """The copy that is kept beside the queue at `path`."""
    return path.with_name(f"{path.stem}.backup{path.suffix}")


def plain_words(path: Path) -> contextlib.AbstractContextManager[None]:
    """Say what SQLite says about the queue at `path` in plain words."""
    return connections.plain_words(
        connections.DatabaseWords(
            file=path.name, name=f"the queue {path}", untouched=_UNTOUCHED, move="to another folder, then do it again",
            stray=QueueError, full=DiskError, in_use=QueueError, forbidden=functools.partial(_forbidden, path),
            damaged=functools.partial(damaged, path),
        )
    )  # fmt: skip


def _forbidden(path: Path) -> DiskError:
    return DiskError(
        f"The queue {path} may not be written to.",
        kept=f"Nothing in it was changed. {_UNTOUCHED}",
        do="Change the folder's permissions, or name another place: MAQUETTE_DATA, or --queue FILE.",
    )


def damaged(path: Path) -> DamagedQueueError:
    """The error for a queue that cannot be read as one."""
    there = backup_of(path).is_file()
    return DamagedQueueError(
        f"The queue {path} is damaged and cannot be read.",
        kept=(f"All its jobs are in the copy {backup_of(path).name} beside it. " if there else "") + _UNTOUCHED,
        do="Put the copy in its place (the damaged file is kept): gan-engine queue restore."
        if there
        else "Move the file away, then add the trainings again: gan-engine queue add --run DIR goes on with each.",
    )


def connect(path: Path) -> sqlite3.Connection:
    """The queue at `path`, made if it is not there. Raises `QueueError`, `DiskError`, `OutsideError`."""
    with atomic.disk_errors(path):
        door.make_folder(path.parent, root=path.parent)
    door.database(path, root=path.parent)
    with plain_words(path):
        connection = connections.connect(path, new=True)
        try:
            _settle(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def look(path: Path) -> sqlite3.Connection:
    """The queue at `path` to read alone, on a disk that takes no writes too. Raises as `connect`; it must be there."""
    door.database(path, root=path.parent)
    with plain_words(path):
        try:
            return _looked_through(connections.follow(path), path)
        except sqlite3.Error as error:
            if connections.fault_of(error) != "forbidden":
                raise
        return _looked_through(connections.look(path), path)  # nobody can write to it either


def _looked_through(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    try:
        if _version(connection, path) != FORMAT or connections.shape(connection) != _shape():
            raise damaged(path)
    except BaseException:
        connection.close()
        raise
    return connection


def empty() -> sqlite3.Connection:
    """A queue without jobs that is no file."""
    connection = connections.in_memory()
    connection.executescript(_SCHEMA)
    return connection


def _settle(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection, path)
    connection.execute("PRAGMA journal_mode = WAL")
    if version < FORMAT:
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection, path) < FORMAT:  # else another process made it meanwhile
            for statement in _SCHEMA.split(";\n"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    elif connections.shape(connection) != _shape():
        raise damaged(path)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > FORMAT:
        raise newer(f"The queue {path}", QueueError, kept=f"It was not touched. {_UNTOUCHED}")
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise QueueError(
            f"{path} is a database, but no queue of trainings.",
            kept="It was not touched.",
            do="Choose another file.",
        )
    return version


def _shape() -> connections.Shape:
    with contextlib.closing(empty()) as fresh:
        return connections.shape(fresh)


def back_up(path: Path) -> None:
    """Put a whole copy of the queue at `path` beside it. Raises `QueueError`, `DiskError`."""
    backup = backup_of(path)
    temporary = atomic.temporary_beside(backup)
    with atomic.disk_errors(backup), plain_words(path):
        try:
            with (
                contextlib.closing(connections.connect(path)) as connection,
                contextlib.closing(connections.connect(temporary, new=True)) as copy,
            ):
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            atomic.replace(temporary, backup, root=path.parent)
        finally:
            with contextlib.suppress(OSError):
                door.remove_file(temporary, root=path.parent, missing_ok=True)


def restore(path: Path) -> Path:
    """Put the copy beside the queue at `path` in its place; returns where the file that was there lies now.

    Whoever calls is the only one who has it open. Raises `QueueError` where there is no copy, or it is damaged too.
    """
    backup = backup_of(path)
    if not backup.is_file():
        raise QueueError(f"There is no copy of the queue {path}.", kept="Nothing was changed.")
    connect(backup).close()  # a copy that is none is not put in anything's place
    aside = connections.set_aside(path, root=path.parent)
    with atomic.disk_errors(path), door.open_read(backup) as file, atomic.writing(path, root=path.parent) as target:
        target.write(file.read())
    return aside
