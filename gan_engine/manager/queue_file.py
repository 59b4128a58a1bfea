"""The file of a queue held open: its turns, its transactions, and the copy beside it."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gan_engine.closable import Closable
from gan_engine.errors import EngineError, QueueError
from gan_engine.manager import database

log = logging.getLogger(__name__)


class QueueFile(Closable):
    """The SQLite file at `path`, by default this user's queue. Any thread may use it, one call at a time."""

    def __init__(self, path: Path | None = None, *, only_look: bool = False) -> None:
        """Open it, made if missing; with `only_look` nothing is written, and what is missing is empty.

        Raises `QueueError` where it is damaged, locked, or of a newer version, `DiskError` where the disk refuses.
        """
        self.path = (path or database.usual_path()).absolute()
        self._turn = threading.RLock()
        self._closed = False
        self._copier: threading.Thread | None = None
        self._to_copy = threading.Event()
        if only_look:
            self._connection = database.look(self.path) if self.path.is_file() else database.empty()
        else:
            self._connection = database.connect(self.path)

    def close(self) -> None:
        """Let go of the file, once the last change is in the copy beside it too."""
        with self._turn:
            copier = self._copier
        if copier is not None:
            copier.join()
        with self._turn:
            if not self._closed:
                self._closed = True
                self._connection.close()

    def version(self) -> int:
        """A number that is another once any process has changed something: asking costs next to nothing."""
        with self._turn, database.plain_words(self.path):
            seen = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
            return seen * 2**32 + self._connection.total_changes  # the first counts the others' changes alone

    @contextlib.contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """One transaction; a block inside a block of the same thread joins it."""
        with self._turn, database.plain_words(self.path):
            self._check_open()
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _back_up(self) -> None:
        """Have the copy beside the queue replaced; whoever changed something does not wait for it."""
        with self._turn:
            self._to_copy.set()
            if self._copier is None:
                self._copier = threading.Thread(target=self._copy, name="copy of the queue")
                self._copier.start()

    def _copy(self) -> None:
        while True:
            with self._turn:
                if not self._to_copy.is_set():
                    self._copier = None
                    return
                self._to_copy.clear()
            try:
                database.back_up(self.path)
            except (EngineError, OSError) as error:
                log.warning("The copy of the queue could not be written: %s", error)

    def _rows(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        with self._turn, database.plain_words(self.path):
            self._check_open()
            return self._connection.execute(sql, tuple(values)).fetchall()

    def _check_open(self) -> None:
        if self._closed:
            raise QueueError("The queue is closed.", kept="Everything in it is safe.", do="Open it again.")
