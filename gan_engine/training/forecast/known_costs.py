"""Costs that were estimated before, kept in the user's cache folder.

What was counted holds for this program alone, known by a digest of all that makes a step; what was timed is believed
for an hour, on this machine. Nothing is lost with the file, and nothing is said where it cannot be written.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import platform
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch

from gan_engine import atomic, door, networks, settings, training
from gan_engine.documents import read_json
from gan_engine.errors import EngineError
from gan_engine.user_folders import cache_folder

_MOST = 500  # entries
_HOUR = 3600.0  # a machine that was busy then may be idle now
_MAX_BYTES = 2**20


def counted(what: Any, count: Callable[[], Sequence[float]]) -> list[float]:
    """What `count` finds for `what` (fit for JSON), or found when it was asked before."""
    return _known("counts", [_program(), what], count, lambda made: True)


def timed(what: Any, time_it: Callable[[], Sequence[float]]) -> list[float]:
    """The same for what the clock says of this machine, not older than an hour."""
    key = [version("maquette"), torch.__version__, platform.node(), torch.get_num_threads(), what]
    return _known("times", key, time_it, lambda made: 0 <= time.time() - made < _HOUR)


def _known(group: str, key: Any, find: Callable[[], Sequence[float]], is_fresh: Callable[[float], bool]) -> list[float]:
    name = hashlib.sha256(json.dumps([group, key], sort_keys=True).encode()).hexdigest()
    entries = _read()
    match entries.get(name):
        case [float(made), [*values]] if is_fresh(made) and all(isinstance(value, int | float) for value in values):
            return [float(value) for value in values]
    found = [float(value) for value in find()]
    entries = {**_read(), name: [time.time(), found]}
    youngest = sorted(entries.items(), key=lambda entry: entry[1][0])[-_MOST:]
    with contextlib.suppress(OSError, EngineError):
        folder = door.make_folder(_file().parent, root=_file().parent)
        atomic.write_bytes(_file(), json.dumps(dict(youngest)).encode(), root=folder)
    return found


def _file() -> Path:
    return cache_folder() / "costs.json"


def _read() -> dict[str, list[Any]]:
    """What is kept, as far as it makes sense."""
    try:
        document = read_json(_file(), largest=_MAX_BYTES)
    except (OSError, ValueError):
        return {}
    if not isinstance(document, dict):
        return {}
    return {
        name: entry
        for name, entry in document.items()
        if isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], float) and isinstance(entry[1], list)
    }


def _program() -> str:
    """A digest of what makes a step; of a bundle without sources its version says enough."""
    digest = hashlib.sha256(f"{version('maquette')} {torch.__version__}".encode())
    for folder in (Path(networks.__path__[0]), Path(settings.__path__[0]), Path(training.__path__[0])):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
