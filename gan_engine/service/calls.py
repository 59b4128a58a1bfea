"""One request under way: its parameters, progress, answer and cancelling."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from gan_engine.reporting import Cancelled

Array = np.ndarray[Any, Any]
Send = Callable[[Mapping[str, Any], Sequence[Array]], None]

_REPORT_SECONDS = 0.05
"""At least this long between two progress answers of one call."""
_LOCK_SECONDS = 0.1
"""Between two looks whether a call that waits for another one is wanted still."""


class Call:
    """A request under way: its arrays, and how to tell of it. Used by one thread, cancelled from another."""

    def __init__(self, number: int, arrays: Sequence[Array], send: Send) -> None:
        self.number = number
        self.arrays = arrays
        self.cancelled = threading.Event()
        self._send = send
        self._reported = 0.0

    def report(self, done: int, total: int | None, what: str = "") -> None:
        """A `Report`: progress for the studio, now and then and at the end. Raises `Cancelled`."""
        self.check()
        now = time.monotonic()
        if now - self._reported >= _REPORT_SECONDS or done == total:
            self._reported = now
            self._send({"id": self.number, "progress": [done, total, what]}, ())

    def check(self) -> None:
        """Raise `Cancelled` if nobody wants this any more."""
        if self.cancelled.is_set():
            raise Cancelled

    @contextlib.contextmanager
    def holding(self, lock: threading.Lock) -> Iterator[None]:
        """Hold `lock` within the block. Raises `Cancelled` if that comes first: who waits can be told to go."""
        while not lock.acquire(timeout=_LOCK_SECONDS):
            self.check()
        try:
            self.check()
            yield
        finally:
            lock.release()

    def partial(self, values: Mapping[str, Any], arrays: Sequence[Array] = ()) -> None:
        """A part of the answer, sent at once. Raises `Cancelled`."""
        self.check()
        self._send({"id": self.number, "partial": dict(values)}, arrays)
