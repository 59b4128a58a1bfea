"""The queue for the networks of the engine process: one user at a time, what is looked at first."""

from __future__ import annotations

import contextlib
import heapq
import itertools
import threading
from collections.abc import Iterator

from gan_engine.reporting import Cancelled

UNDER_THE_HAND = -1
"""It changes while the user drags: the large view."""
LOOKED_AT = 0
"""The user waits for it: the wall, a walk that plays."""
STORED = 1
"""It goes into a file, or stands beside what is looked at: a clip, many designs, pictures in a comparison."""


class NetworkQueue:
    """A fair lock in ranks. A turn is a batch, so that whoever is asked next need not wait for a whole clip."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[tuple[int, int]] = []
        self._numbers = itertools.count()
        self._busy = False

    @contextlib.contextmanager
    def hold(self, rank: int, cancelled: threading.Event) -> Iterator[None]:
        """Hold the networks within the block. Raises `Cancelled` if that comes first (see `wake`)."""
        ticket = (rank, next(self._numbers))
        with self._changed:
            heapq.heappush(self._waiting, ticket)
            while not cancelled.is_set() and (self._busy or self._waiting[0] != ticket):
                self._changed.wait()
            self._waiting.remove(ticket)
            heapq.heapify(self._waiting)
            if cancelled.is_set():
                self._changed.notify_all()
                raise Cancelled
            self._busy = True
        try:
            yield
        finally:
            with self._changed:
                self._busy = False
                self._changed.notify_all()

    @property
    def waiting(self) -> int:
        """How many wait for a turn now."""
        with self._changed:
            return len(self._waiting)

    def wake(self) -> None:
        """Let those who wait see that they were cancelled."""
        with self._changed:
            self._changed.notify_all()
