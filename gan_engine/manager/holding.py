"""Who sees to a queue: one process at a time, by a lock that the operating system frees when its holder dies."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import Timeout

from gan_engine import atomic, door
from gan_engine.errors import OutsideError, QueueError
from gan_engine.runs import processes

_HOLD_PATIENCE = 2.0  # seconds: who asks whether there is a supervisor has the lock for some microseconds


def lock_file(queue: Path) -> Path:
    """What the supervisor of the queue in the file `queue` holds."""
    return queue.with_suffix(".lock")


def is_supervised(queue: Path) -> bool:
    """Does a living process see to the queue in that file?"""
    lock = lock_file(queue.absolute())
    if not lock.exists():
        return False
    try:
        with door.lock(lock, root=lock.parent, timeout=0):
            return False
    except Timeout:
        return True
    except (OSError, OutsideError):  # somebody else's folder: nobody of ours can be there
        return False


def ensure_supervised(queue: Path) -> None:
    """Let a supervisor see to the queue in that file, as a process that outlives us, if none does or is about to."""
    if not is_supervised(queue) and not processes.find_supervisor(queue):
        processes.start_supervisor(queue)


@contextlib.contextmanager
def hold_queue(queue: Path) -> Iterator[None]:
    """Be the one who sees to the queue in that file. Raises `QueueError` while another process does."""
    file = lock_file(queue)
    with atomic.disk_errors(file):
        door.make_folder(file.parent, root=file.parent)
        lock = door.lock(file, root=file.parent, timeout=_HOLD_PATIENCE)
        try:
            lock.acquire()
        except Timeout:
            raise QueueError(
                f"Another process sees to the queue {queue} already.", kept="It goes on undisturbed."
            ) from None
    try:
        yield
    finally:
        lock.release()
