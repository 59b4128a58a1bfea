"""Requests to a running training: one small file each, which the loop takes away.

Anybody who can write to the run directory can ask; the loop answers with an event. A file that is not a
request is put aside with a line in the log and never stops the training; a folder that cannot be read, or leads
elsewhere, is named once and asked again in silence.
"""

from __future__ import annotations

import logging
import os
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gan_engine import atomic, door
from gan_engine.documents import read_json
from gan_engine.errors import OutsideError, RunError
from gan_engine.runs.run_directory import UNDERWAY, RunDirectory

log = logging.getLogger(__name__)

KINDS: tuple[str, ...] = ("pause", "resume", "stop", "snapshot", "sample", "evaluate", "lengthen")

_MAX_BYTES = 64 * 1024
_MAX_TAKEN = 1000  # at once: who floods the folder waits, the training does not
_BROKEN = "broken"


@dataclass(frozen=True)
class Request:
    """Something asked of the loop."""

    id: str
    kind: str
    values: Mapping[str, Any]


def ask(run_path: Path, kind: str, **values: Any) -> str:
    """Put a request into the run directory; returns its id. It is taken within a step or two.

    Raises `RunError` if `kind` is unknown or nobody is training there.
    """
    if kind not in KINDS:
        raise RunError(f"A training cannot be asked to “{kind}”.", do=f"Choose one of: {', '.join(KINDS)}.")
    run = RunDirectory(run_path)
    if not run.run_file.is_file() and not run.state_file.is_file():
        raise RunError(f"There is no training in {run.path}.", do="Choose a folder that holds a run.json.")
    run.refuse_newer()
    status = run.live_status()
    if status not in UNDERWAY:
        raise RunError(
            f"The training in {run.path} is not running (it is {status}).",
            kept="Nothing was changed.",
            do="Resume it first." if status != "finished" else "",
        )
    request_id = f"{time.time_ns():020d}-{uuid.uuid4().hex[:8]}"
    atomic.make_folder(run.requests_folder, root=run.path)
    document = {"id": request_id, "kind": kind, "values": values}
    atomic.write_json(run.requests_folder / f"{request_id}.json", document, root=run.path)
    return request_id


def take(run_path: Path) -> list[Request]:
    """The requests waiting in the run directory, oldest first; their files are gone afterwards."""
    taken = []
    run = RunDirectory(run_path)
    for path in _waiting(run)[:_MAX_TAKEN]:
        request = _read(path)
        if request is None:
            _put_aside(path, run.path)
            continue
        try:
            door.remove_file(path, root=run.path)
        except (OSError, OutsideError) as error:  # held open by a scanner: it is taken at the next look
            _say_once(path, f"The request {path.name} could not be taken away yet: {error}")
            continue
        taken.append(request)
    return taken


def are_waiting(run_path: Path) -> bool:
    """Has something been asked that nobody has taken yet?"""
    return bool(_waiting(RunDirectory(run_path)))


def clear(run_path: Path) -> None:
    """Forget what was asked of an earlier process: a resumed training must not stop on yesterday's wish.

    Raises `OutsideError` where the folder of requests leads elsewhere: nothing there is a wish.
    """
    run = RunDirectory(run_path)
    door.check(run.requests_folder, root=run.path)
    for path in _waiting(run):
        try:
            door.remove_file(path, root=run.path)
        except (OSError, OutsideError):
            _put_aside(path, run.path)


def _waiting(run: RunDirectory) -> list[Path]:
    folder = run.requests_folder
    try:
        with os.scandir(door.check(folder, root=run.path)) as entries:
            found = sorted(Path(entry.path) for entry in entries if _is_request(entry.name))
    except FileNotFoundError:
        return []
    except (OSError, OutsideError) as error:
        _say_once(folder, f"Nothing can be asked of this training now: {error}")
        return []
    _said.pop(folder, None)
    return found


def _is_request(name: str) -> bool:
    return name.endswith(".json") and not name.startswith(".")  # a dot: still being written


def _read(path: Path) -> Request | None:
    try:
        if door.is_link(path):
            return None
        document = read_json(path, largest=_MAX_BYTES)
        kind, values = document["kind"], document.get("values", {})
        if kind in KINDS and isinstance(values, dict):
            return Request(path.stem, kind, values)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def _put_aside(path: Path, root: Path) -> None:
    words = f"“{path.name}” in the run's folder of requests cannot be understood"
    try:
        aside = door.make_folder(path.parent / _BROKEN, root=root)
        door.rename(path, aside / path.name, root=root)
        log.warning("%s; it was put aside.", words)
    except (OSError, OutsideError) as error:
        _say_once(path.parent / _BROKEN, f"{words}, nor be put aside: {error}")


_said: dict[Path, str] = {}
"""What was said of a place that goes on being as it is: the loop looks at every step."""


def _say_once(path: Path, words: str) -> None:
    if _said.get(path) is None:
        if len(_said) >= _MAX_TAKEN:
            _said.clear()
        _said[path] = words
        log.warning("%s", words)
