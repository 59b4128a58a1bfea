"""Who sees to a queue: one process at a time, by a lock that the operating system frees when its holder dies."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from filelock import Timeout

from gan_engine import atomic, door
from gan_engine.errors import OutsideError, QueueError
from gan_engine.manager import database
from gan_engine.manager.devices import Device, devices_text
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


def ensure_supervised(queue: Path, devices: Sequence[Device] = ()) -> None:
    """Let a supervisor see to the queue in that file, as a process that outlives us, if none does or is about to.

    `devices`: those there are, where torch has just been asked; it need not do so again before the first training.
    """
    if not is_supervised(queue) and not processes.find_supervisor(queue):
        processes.start_supervisor(queue, devices=devices_text(devices) if devices else "")


def restore_queue(queue: Path) -> Path:
    """Put the copy beside the queue in that file in its place; returns where the damaged one lies now.

    A supervisor of ours that has the damaged one open still is ended; the trainings go on, and the next one adopts
    them. Raises `QueueError` where there is no copy, or somebody else sees to the queue.
    """
    processes.end_supervisor(queue)
    with hold_queue(queue):
        return database.restore(queue)


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
