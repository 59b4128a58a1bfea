"""Thumbnails of a project's pictures, kept on the disk.

A cache and nothing more: a database of its own under cache/, keyed by the original's digest and the steps,
least recently seen thrown out first. It may be deleted at any time, and where it is damaged it is made anew.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gan_engine.errors import EngineError
from gan_engine.pictures import Picture, encode_jpeg, encode_webp
from studio.project.pictures.edited_picture import edited_picture
from studio.project.store.cache_file import CacheFile

log = logging.getLogger(__name__)

EDGE = 256
"""Pixels of a thumbnail's longest side."""
LIMIT = 512 * 2**20
"""Bytes the cache may take; a thumbnail has some 5 to 15 thousand."""

_LARGEST = 2**20  # bytes of a thumbnail: four times what one has as plain pixels
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
        self._file = CacheFile(path, _SCHEMA, _FORMAT)
        self._limit = limit
        self._writes = 0

    def read(self, key: str) -> bytes | None:
        """The encoded thumbnail (WebP or JPEG), None where there is none yet."""
        with self._file.turn:
            row = self._file.run("SELECT data, seen FROM thumbnails WHERE key = ?", (key,))
            if not row:
                return None
            data, seen = row[0]
            if not isinstance(data, bytes) or not isinstance(seen, int) or len(data) > _LARGEST:
                self._file.run("DELETE FROM thumbnails WHERE key = ?", (key,))  # none of ours: it is made again
                return None
            if time.time() - seen > _TOUCH_SECONDS:
                self._file.run("UPDATE thumbnails SET seen = ? WHERE key = ?", (int(time.time()), key))
            return data

    def write(self, key: str, data: bytes) -> None:
        """Keep a thumbnail."""
        self.write_many([(key, data)])

    def write_many(self, entries: list[tuple[str, bytes]]) -> None:
        """Keep several at once."""
        now = int(time.time())
        with self._file.turn:
            for key, data in entries:
                self._file.run("INSERT OR REPLACE INTO thumbnails VALUES (?, ?, ?)", (key, data, now))
            self._writes += len(entries)
            if self._writes >= _TRIM_EVERY:
                self._writes = 0
                self._trim()

    def make(self, key: str, path: Path, steps: Sequence[Mapping[str, Any]] = ()) -> bytes | None:
        """The thumbnail of the picture at `path` after its steps, made and kept where it is not there yet; None where
        it cannot be."""
        if (data := self.read(key)) is not None:
            return data
        try:
            picture = edited_picture(path, steps, EDGE)
            if max(picture.shape[:2]) > EDGE:
                picture = _reduced(picture)
        except EngineError as error:
            log.info("No thumbnail of %s: %s", path, error)
            return None
        data = encode_webp(picture, _QUALITY) if picture.shape[2] == 4 else encode_jpeg(picture, _QUALITY)
        self.write(key, data)
        return data

    def bytes_kept(self) -> int:
        """What the thumbnails take."""
        with self._file.turn:
            row = self._file.run("SELECT coalesce(sum(length(data)), 0) FROM thumbnails")
            return int(row[0][0]) if row else 0

    def clear(self) -> None:
        """Throw them all away."""
        with self._file.turn:
            self._file.run("DELETE FROM thumbnails")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _trim(self) -> None:
        """Throw out the least recently seen until nine tenths of the limit are left."""
        rows = self._file.run("SELECT sum(length(data)) FROM thumbnails")
        over = int(rows[0][0] or 0) - self._limit if rows else 0
        if over <= 0:
            return
        over += self._limit // 10
        for rowid, length in self._file.run("SELECT rowid, length(data) FROM thumbnails ORDER BY seen, rowid") or []:
            self._file.run("DELETE FROM thumbnails WHERE rowid = ?", (rowid,))
            over -= length
            if over <= 0:
                break


def _reduced(picture: Picture) -> Picture:
    """Of a part cut from a sheet that was read larger than needed."""
    from gan_engine.curation.framing import resample

    height, width = picture.shape[:2]
    factor = EDGE / max(height, width)
    return resample(picture, max(1, round(width * factor)), max(1, round(height * factor)))
