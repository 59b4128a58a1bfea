"""Small pictures kept on the disk, so that a grid of thousands is there at once the next time.

A cache and nothing more: a database of its own under cache/, keyed by the original's digest and the steps,
least recently seen thrown out first. It may be deleted at any time, and where it is damaged it is made anew.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

from gan_engine.errors import PictureError
from gan_engine.pictures import encode_jpeg, encode_webp, read_picture

log = logging.getLogger(__name__)

EDGE = 256
"""Pixels of a thumbnail's longest side."""
LIMIT = 512 * 2**20
"""Bytes the cache may take; a thumbnail has some 5 to 15 thousand."""

_QUALITY = 85
_TRIM_EVERY = 256  # writes
_TOUCH_SECONDS = 86_400  # a thumbnail's time is renewed once a day at most: reading should not write
_FORMAT = 1

_SCHEMA = """
CREATE TABLE thumbnails (key TEXT PRIMARY KEY, data BLOB NOT NULL, seen INTEGER NOT NULL);
CREATE INDEX thumbnails_seen ON thumbnails (seen);
"""


class Thumbnails:
    """May be called from any thread; never raises for want of a disk: the cache then simply does not keep."""

    def __init__(self, path: Path, limit: int = LIMIT) -> None:
        self._path = path
        self._limit = limit
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._writes = 0
        self._closed = False

    def read(self, key: str) -> bytes | None:
        """The encoded thumbnail (WebP or JPEG), None where there is none yet."""
        with self._turn:
            row = self._try("SELECT data, seen FROM thumbnails WHERE key = ?", (key,))
            if not row:
                return None
            data, seen = row[0]
            if time.time() - seen > _TOUCH_SECONDS:
                self._try("UPDATE thumbnails SET seen = ? WHERE key = ?", (int(time.time()), key))
            return bytes(data)

    def write(self, key: str, data: bytes) -> None:
        """Keep a thumbnail."""
        self.write_many([(key, data)])

    def write_many(self, entries: list[tuple[str, bytes]]) -> None:
        """Keep several at once."""
        now = int(time.time())
        with self._turn:
            for key, data in entries:
                self._try("INSERT OR REPLACE INTO thumbnails VALUES (?, ?, ?)", (key, data, now))
            self._writes += len(entries)
            if self._writes >= _TRIM_EVERY:
                self._writes = 0
                self._trim()

    def make(self, key: str, path: Path) -> bytes | None:
        """The thumbnail of the picture at `path`, made and kept where it is not there yet; None where it cannot be."""
        if (data := self.read(key)) is not None:
            return data
        try:
            picture = read_picture(path, longest=EDGE)
        except PictureError as error:
            log.info("No thumbnail of %s: %s", path, error)
            return None
        data = encode_webp(picture, _QUALITY) if picture.shape[2] == 4 else encode_jpeg(picture, _QUALITY)
        self.write(key, data)
        return data

    def bytes_kept(self) -> int:
        """What the thumbnails take."""
        with self._turn:
            row = self._try("SELECT coalesce(sum(length(data)), 0) FROM thumbnails")
            return int(row[0][0]) if row else 0

    def clear(self) -> None:
        """Throw them all away."""
        with self._turn:
            self._try("DELETE FROM thumbnails")

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._closed = True
            self._drop()

    def _trim(self) -> None:
        """Throw out the least recently seen until nine tenths of the limit are left."""
        rows = self._try("SELECT sum(length(data)) FROM thumbnails")
        over = int(rows[0][0] or 0) - self._limit if rows else 0
        if over <= 0:
            return
        over += self._limit // 10
        for rowid, length in self._try("SELECT rowid, length(data) FROM thumbnails ORDER BY seen, rowid") or []:
            self._try("DELETE FROM thumbnails WHERE rowid = ?", (rowid,))
            over -= length
            if over <= 0:
                break

    def _try(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]] | None:
        """Run one statement; where the file turns out to be damaged, start a new one. None if that fails too."""
        for attempt in range(2):
            if self._closed:
                return None
            try:
                return self._opened().execute(sql, values).fetchall()
            except (sqlite3.Error, OSError) as error:
                log.info("The thumbnail cache failed: %s", error)
                self._drop()
                damaged = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
                gone = not self._path.exists() or "no such table" in str(error)
                if attempt or not (damaged or gone):
                    return None
                self._delete()
        return None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is not None:
            return self._connection
        self._path.parent.mkdir(exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=5.0, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")  # a cache: after a power cut it is made anew
            if connection.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
                connection.execute("DROP TABLE IF EXISTS thumbnails")
                connection.executescript(f"{_SCHEMA} PRAGMA user_version = {_FORMAT};")
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _drop(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _delete(self) -> None:
        for path in (self._path, *(self._path.with_name(self._path.name + end) for end in ("-wal", "-shm"))):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
