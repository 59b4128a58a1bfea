"""What others ask of a training: one small file a request, which the loop takes away. Torch-free.

Anybody who can write to the run directory can ask; the loop answers with an event. A file that is not a
request is put aside with a line in the log and never stops the training.
"""

from __future__ import annotations

import json
import logging
import os
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gan_engine import atomic
from gan_engine.errors import RunError
from gan_engine.training.run_directory import UNDERWAY, RunDirectory

log = logging.getLogger(__name__)

KINDS: tuple[str, ...] = ("pause", "resume", "stop", "snapshot", "sample", "evaluate")

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
    status = run.live_status()
    if status not in UNDERWAY:
        raise RunError(
            f"The training in {run.path} is not running (it is {status}).",
            kept="Nothing was changed.",
            do="Resume it first." if status != "finished" else "",
        )
    request_id = f"{time.time_ns():020d}-{uuid.uuid4().hex[:8]}"
    run.requests_folder.mkdir(parents=True, exist_ok=True)
    document = {"id": request_id, "kind": kind, "values": values}
    atomic.write_json(run.requests_folder / f"{request_id}.json", document)
    return request_id


def take(run_path: Path) -> list[Request]:
    """The requests waiting in the run directory, oldest first; their files are gone afterwards."""
    taken = []
    for path in _waiting(run_path)[:_MAX_TAKEN]:
        request = _read(path)
        if request is None:
            _put_aside(path)
            continue
        try:
            path.unlink()
        except OSError as error:  # held open by a scanner: it is taken at the next look
            log.info("The request %s could not be taken away yet: %s", path.name, error)
            continue
        taken.append(request)
    return taken


def clear(run_path: Path) -> None:
    """Forget what was asked of an earlier process: a resumed training must not stop on yesterday's wish."""
    for path in _waiting(run_path):
        try:
            path.unlink()
        except OSError:
            _put_aside(path)


def _waiting(run_path: Path) -> list[Path]:
    folder = RunDirectory(run_path).requests_folder
    try:
        with os.scandir(folder) as entries:
            return sorted(Path(entry.path) for entry in entries if _is_request(entry.name))
    except OSError:
        return []


def _is_request(name: str) -> bool:
    return name.endswith(".json") and not name.startswith(".")  # a dot: still being written


def _read(path: Path) -> Request | None:
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MAX_BYTES:
            return None
        document = json.loads(path.read_bytes())
        kind, values = document["kind"], document.get("values", {})
        if kind in KINDS and isinstance(values, dict):
            return Request(path.stem, kind, values)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return None


def _put_aside(path: Path) -> None:
    log.warning("“%s” in the run's folder of requests cannot be understood; it was put aside.", path.name)
    try:
        aside = path.parent / _BROKEN
        aside.mkdir(exist_ok=True)
        path.replace(aside / path.name)
    except OSError as error:
        log.warning("It could not be put aside either: %s", error)
