"""Opening SQLite files, which may come from a stranger: the one place where it is done.

Nothing that a file says is run: no trigger, no view, no virtual table, no extension, no second file. From Python 3.12
on SQLite's own switches say so; below it an authorizer, asked about every statement, does. Numbers are bounded, so that
a crafted file cannot ask for all memory. Whether a file is what it should be is the work of `inspection`.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from gan_engine import atomic, door
from gan_engine.errors import EngineError

BUSY_SECONDS = 2.0
"""How long a statement waits for another program's lock: who waits has a word within three seconds."""

LONGEST = 128 * 2**20
"""Bytes of a row or a text: a change of 100,000 pictures takes some megabytes."""

_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, LONGEST),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1_000_000),  # the schema's texts and ours
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 8),  # foreign keys that cascade are such to SQLite
    (sqlite3.SQLITE_LIMIT_COLUMN, 100),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)

_REFUSED = frozenset(
    {
        sqlite3.SQLITE_ATTACH,
        sqlite3.SQLITE_DETACH,
        sqlite3.SQLITE_CREATE_TRIGGER,
        sqlite3.SQLITE_CREATE_TEMP_TRIGGER,
        sqlite3.SQLITE_CREATE_VIEW,
        sqlite3.SQLITE_CREATE_TEMP_VIEW,
        sqlite3.SQLITE_CREATE_VTABLE,
        sqlite3.SQLITE_DROP_VTABLE,
    }
)
_FIXED_PRAGMAS = frozenset({"writable_schema", "trusted_schema", "temp_store_directory"})
_FOREIGN_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"})

_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_WAL_MODE = b"\x02\x02"  # bytes 18 and 19 of a database's header


Shape = Mapping[str, tuple[str, str]]
"""Of each table, index, trigger and view its kind and its text, less comments and spaces."""


Fault = Literal["forbidden", "full", "in use", "damaged"]
"""What the system or the file is to blame for; whatever else SQLite says is a fault of the program."""

_FAULTS: Mapping[int, Fault] = {
    sqlite3.SQLITE_READONLY: "forbidden",
    sqlite3.SQLITE_CANTOPEN: "forbidden",
    sqlite3.SQLITE_PERM: "forbidden",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "full",
    sqlite3.SQLITE_BUSY: "in use",
    sqlite3.SQLITE_LOCKED: "in use",
    sqlite3.SQLITE_PROTOCOL: "in use",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}


class StrayJournal(sqlite3.DatabaseError):
    """Beside the file lies what no work of ours left: a journal with which SQLite would undo, or whose named file it
    would delete, or something that is no file, for which it would wait without end."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} belongs to no work of this program")
        self.name = name


def connect(path: Path, *, new: bool = False) -> sqlite3.Connection:
    """A connection that reads and writes; any thread may use it, one at a time. It begins no transaction by itself.

    Without `new` the file must be there. Raises `sqlite3.Error`, `StrayJournal` among them.
    """
    refuse_stray_journal(path)
    return _opened(path, "rwc" if new else "rw")


def look(path: Path) -> sqlite3.Connection:
    """A connection that reads, and leaves the file and what lies beside it as they are. Raises as `connect`.

    Only where a write of ours was cut off in the middle does SQLite first put back what was there before it.
    """
    refuse_stray_journal(path)
    if _begins(_beside(path, "-journal")) == _JOURNAL_MAGIC:
        return _opened(path, "rw")
    if _begins(_beside(path, "-wal")):  # changes that are not folded in yet: SQLite has to look at both
        return _opened(path, "ro")
    return _opened(path, "ro&immutable=1")


def fault_of(error: sqlite3.Error) -> Fault | None:
    """What `error` says of the file or the system; None where the program is to blame."""
    return _FAULTS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)  # the bytes above say more exactly why


@dataclass(frozen=True, kw_only=True)
class DatabaseWords:
    """What of the messages about a database is its own; what is alike of all `plain_words` says."""

    file: str
    """The name of the database's file."""
    name: str
    """As it is called within a sentence: “the queue PATH”."""
    untouched: str
    """What a fault of it leaves as it is, as a sentence."""
    move: str
    """Where a stray file beside it is to be moved, and what comes then: “to another folder, then do it again”."""
    stray: type[EngineError]
    full: type[EngineError]
    in_use: type[EngineError]
    forbidden: Callable[[], EngineError]
    damaged: Callable[[], EngineError]


@contextlib.contextmanager
def plain_words(words: DatabaseWords) -> Iterator[None]:
    """Say what SQLite says about a database in plain words; a fault of the program passes as it is."""
    try:
        yield
    except StrayJournal as error:
        place = f"In the place of a file of {words.name}" if error.name == words.file else f"Beside {words.name}"
        raise words.stray(
            f"{place} lies “{error.name}”, which another program left there.",
            kept=words.untouched, do=f"Move “{error.name}” {words.move}.",
        ) from error  # fmt: skip
    except sqlite3.Error as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise _said(words, fault) from error


def _said(words: DatabaseWords, fault: Fault) -> EngineError:
    if fault == "forbidden":
        return words.forbidden()
    if fault == "full":
        return words.full(
            f"The disk is full: nothing more could be written to {words.name}.",
            kept="Everything up to the last change is safe.",
            do="Free some space, then do it again.",
        )
    if fault == "in use":
        return words.in_use(
            f"{words.name[0].upper()}{words.name[1:]} is in use by another program.",
            kept="Nothing was changed.",
            do="Close the other program (a backup or a sync, perhaps), then do it again.",
        )
    return words.damaged()


def follow(path: Path) -> sqlite3.Connection:
    """A connection that reads, while others may write. What SQLite needs for that it makes beside the file; whoever
    writes next takes it away. Raises as `connect`, on a disk that takes no writes too."""
    refuse_stray_journal(path)
    return _opened(path, "ro")


def in_memory() -> sqlite3.Connection:
    """An empty database that is no file."""
    return sqlite3.connect(":memory:", isolation_level=None)


def refuse_stray_journal(path: Path) -> None:
    """Raise `StrayJournal` where SQLite would follow a journal that is none of ours.

    Our databases work with a write-ahead log. A journal of the older kind is theirs only while a new one is switched
    to that; one beside a file that has been switched, or one that names a further file (SQLite deletes that), comes
    from elsewhere. So does a pipe or folder in the place of any of its files.
    """
    for ending in ("", "-wal", "-shm", "-journal"):
        if (beside := _beside(path, ending)).exists() and not beside.is_file():
            raise StrayJournal(beside.name)
    journal = _beside(path, "-journal")
    try:
        with door.open_read(journal) as file:
            begins = file.read(8)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 8))
            ends = file.read(8)
        with door.open_read(path) as file:
            modes = file.read(20)[18:]
    except OSError:
        return
    if begins == _JOURNAL_MAGIC and (modes == _WAL_MODE or ends == _JOURNAL_MAGIC):
        raise StrayJournal(journal.name)


def set_aside(path: Path, *, root: Path) -> Path:
    """Rename the database at `path`, which nobody has open, with what SQLite keeps beside it; returns its new place."""
    aside = path.with_name(f"{path.stem}.damaged-{datetime.now():%Y%m%d-%H%M%S}{path.suffix}")
    with atomic.disk_errors(path):
        for ending in ("", "-wal", "-shm"):
            part = _beside(path, ending)
            if part.exists():
                door.rename(part, _beside(aside, ending), root=root)
    return aside


def shape(connection: sqlite3.Connection) -> Shape:
    """What the database is made of."""
    rows = connection.execute("SELECT name, type, tbl_name, coalesce(sql, '') FROM sqlite_master")
    return {str(name): (str(kind), f"{table} {_plain(str(text))}") for name, kind, table, text in rows}


def _plain(sql: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"--[^\n]*", "", sql))


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    quoted = quote(os.fsencode(path.absolute().as_posix()))
    slash = "" if quoted.startswith("/") else "/"  # a Windows drive stands after a slash
    connection = sqlite3.connect(
        f"file://{slash}{quoted}?mode={mode}",
        uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False,
    )  # fmt: skip
    try:
        _guard(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _guard(connection: sqlite3.Connection) -> None:
    for limit, value in _LIMITS:
        connection.setlimit(limit, value)
    if hasattr(connection, "enable_load_extension"):  # left out of some builds, which then cannot
        connection.enable_load_extension(False)
    if hasattr(connection, "setconfig"):  # Python 3.12
        for name, value in (
            ("DEFENSIVE", True), ("TRUSTED_SCHEMA", False), ("WRITABLE_SCHEMA", False), ("ENABLE_TRIGGER", False),
            ("ENABLE_VIEW", False), ("ENABLE_LOAD_EXTENSION", False), ("DQS_DDL", False), ("DQS_DML", False),
        ):  # fmt: skip
            with contextlib.suppress(sqlite3.OperationalError):  # an older SQLite does not know all of them
                connection.setconfig(getattr(sqlite3, f"SQLITE_DBCONFIG_{name}"), value)
    for setting in ("trusted_schema = OFF", "writable_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {setting}")
    connection.set_authorizer(_allow)


def _allow(action: int, first: str | None, second: str | None, database: str | None, inside: str | None) -> int:
    """What SQLite asks before it prepares a statement. `inside`: the trigger or view that wants it."""
    if inside is not None or action in _REFUSED:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and second is not None and (first or "").lower() in _FIXED_PRAGMAS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FOREIGN_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _begins(path: Path) -> bytes:
    try:
        with door.open_read(path) as file:
            return file.read(8)
    except OSError:
        return b""
