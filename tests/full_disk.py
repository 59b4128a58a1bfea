"""A disk that takes no more, from one moment on or at one moment only, for tests of what is left then.

The system itself refuses: writes of this process beyond zero bytes fail (RLIMIT_FSIZE), for Python's files and for
SQLite's alike; making a folder and renaming fail by an error of the same number. Every moment at which something begins
to be written is counted, so that each in turn can be the one.
"""

from __future__ import annotations

import contextlib
import errno
import math
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar

import pytest

T = TypeVar("T")

if sys.platform != "win32":
    import resource

needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on what a process may write")

_WRITES = os.O_WRONLY | os.O_RDWR
_STATEMENTS = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "COMMIT", "VACUUM")


class FullDisk:
    """Counts moments of writing; from number `at` on the disk is full, and stays so for as many as it `lasts`."""

    def __init__(self, at: int | None, *, lasts: float) -> None:
        self.at = at
        self.lasts = lasts
        self.count = 0
        self.what: list[str] = []
        """What each moment was, for messages."""

    @property
    def reached(self) -> bool:
        """Whether it came to the moment at which the disk is full."""
        return self.at is not None and self.count >= self.at

    def moment(self, what: str, *, refusable: bool = False) -> None:
        """Something begins to be written."""
        self.count += 1
        self.what.append(what)
        if self.at is None:
            return
        full = self.at <= self.count < self.at + self.lasts
        _allow(None if not full else 0)
        if full and refusable:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


_disk: FullDisk | None = None
_hooked = False
_real_write, _real_connect = os.write, sqlite3.connect


def _allow(size: int | None) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard if size is None else size, hard))


def _on_event(event: str, arguments: tuple[Any, ...]) -> None:
    disk = _disk
    if disk is None:
        return
    if event == "open":
        path, mode, flags = arguments
        writes = set(mode) & set("wax+") if isinstance(mode, str) else isinstance(flags, int) and flags & _WRITES
        if writes and "__pycache__" not in str(path) and not isinstance(path, int) and os.fspath(path) != os.devnull:
            disk.moment(f"open {path}")
    elif event in ("os.mkdir", "os.rename") and "__pycache__" not in str(arguments[0]):
        disk.moment(f"{event} {arguments[0]}", refusable=True)


def _on_statement(sql: str) -> None:
    if _disk is not None and sql.lstrip().upper().startswith(_STATEMENTS):
        _disk.moment(sql.strip()[:60])


def _write(descriptor: int, data: Any) -> int:
    if _disk is not None:
        _disk.moment("os.write")
    return _real_write(descriptor, data)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """See what is written from here on; of databases, those that are opened from here on."""
    global _hooked
    if not _hooked:
        _hooked = True
        sys.addaudithook(_on_event)

    def connect(*arguments: Any, **more: Any) -> sqlite3.Connection:
        connection = _real_connect(*arguments, **more)
        connection.set_trace_callback(_on_statement)
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect)
    monkeypatch.setattr(os, "write", _write)


@contextlib.contextmanager
def full_disk(at: int | None, *, lasts: float = 1) -> Iterator[FullDisk]:
    """Within the block the disk is full from moment number `at` (from 1; None: never) on, for `lasts` moments."""
    global _disk
    disk = FullDisk(at, lasts=lasts)
    _disk = disk
    try:
        yield disk
    finally:
        _disk = None
        _allow(None)


def at_each_moment(
    places: Callable[[str], AbstractContextManager[T]],
    act: Callable[[T], object],
    seen: Callable[[T], object],
    *,
    lasts: float,
    whole: bool = True,
    most: float = math.inf,
) -> int:
    """Do `act` in a fresh place for each moment at which it writes, the disk full at that moment.

    It does what it should nevertheless, or ends in an error in words; then (where it is `whole` or not at all)
    everything is seen as it was before, and doing it again, in the same place and process, comes to what it always
    comes to.
    `places(name)` makes a place, `seen` says what is there. Returns how many moments there were, of which
    no more than `most` are tried, evenly spread.
    """
    from gan_engine.errors import EngineError  # later than conftest sets what the engine's libraries read

    for name in ("first", "undisturbed"):  # the first one writes what a process writes once
        with places(name) as place:
            with full_disk(None) as disk:
                act(place)
            wanted = seen(place)
    total = disk.count
    for at in range(1, total + 1, math.ceil(total / min(total, most)) if total else 1):
        with places(f"full-{at}") as place:
            before = seen(place)
            failure: EngineError | None = None
            with full_disk(at, lasts=lasts) as disk:
                try:
                    act(place)
                except EngineError as error:
                    failure = error
            moment = f"{at} of {total}: {disk.what[at - 1] if disk.reached else 'not reached'} ({failure})"
            if failure is not None:
                assert failure.do, moment
                assert not whole or seen(place) == before, moment
                act(place)
            assert seen(place) == wanted, moment
            if not disk.reached:  # it needed fewer this time
                return at - 1
    return total


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and what it holds."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
