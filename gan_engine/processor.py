"""The processor's cores, shared between the trainings of this machine and other work.

A training on the processor computes on all of its cores for hours. Whoever else computes takes fewer threads meanwhile:
threads that have to meet after every layer of a network wait for the slowest, which shares its core with the training.
So that everybody knows, a training holds a lock for as long as it computes; the operating system frees it when its
holder dies.
"""

from __future__ import annotations

import contextlib
import os
import platform
import re
from collections.abc import Iterator
from pathlib import Path

from filelock import Timeout

from gan_engine import door
from gan_engine.errors import OutsideError
from gan_engine.user_folders import cache_folder

_PATIENCE = 2.0  # seconds: who asks whether a lock is held has it for some microseconds
_NAME = re.compile(r"([0-9]{1,10})-([0-9]{1,4})\.lock")


def cores() -> int:
    """The processor's cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def training_takes(threads: int) -> Iterator[None]:
    """Within the block it is known on this machine that this process trains on `threads` cores of the processor.

    Where the disk refuses, nobody knows, and nothing else is lost.
    """
    file = _folder() / f"{os.getpid()}-{threads}.lock"
    lock = None
    with contextlib.suppress(OSError, OutsideError, Timeout):
        lock = door.lock(file, root=door.make_folder(file.parent, root=file.parent), timeout=_PATIENCE)
        lock.acquire()
    try:
        yield
    finally:
        if lock is not None:
            lock.release()
        with contextlib.suppress(OSError, OutsideError):
            door.remove_file(file, root=file.parent, missing_ok=True)


def share(wanted: int | None = None) -> int:
    """How many threads to compute with now, of the `wanted` ones (None: one a core): all where nobody trains.

    Beside trainings what they leave free, or an even part where they leave less; at least one.
    """
    wanted = wanted or cores()
    taken = _taken()
    if not taken:
        return wanted
    return max(1, min(wanted, max(cores() - sum(taken), cores() // (1 + len(taken)))))


def _taken() -> list[int]:
    """The threads of each training that other processes of this user run now."""
    found = []
    for path in _entries(_folder()):
        match = _NAME.fullmatch(path.name)
        if match and int(match[1]) != os.getpid() and _is_held(path):
            found.append(int(match[2]))
    return found


def _is_held(path: Path) -> bool:
    """Is its holder alive? What a dead one left is swept away."""
    try:
        with door.lock(path, root=path.parent, timeout=0):
            door.remove_file(path, root=path.parent, missing_ok=True)
    except Timeout:
        return True
    except (OSError, OutsideError):  # Windows: it cannot be removed while somebody looks at it
        pass
    return False


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _folder() -> Path:
    """One for each machine: several may share a home folder."""
    return cache_folder() / "trainings" / (re.sub(r"[^A-Za-z0-9-]", "_", platform.node()) or "_")
