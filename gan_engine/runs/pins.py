"""Pins: which snapshots of a run are to be kept, and for whom, as an empty file each in `pins/`.

Files of their own, because window, terminal and other trainings set and take them at any moment, also while the run
trains: nobody writes over what another has said.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Literal, cast, get_args

from gan_engine import atomic, door
from gan_engine.errors import DiskError, OutsideError, RunError
from gan_engine.runs.run_directory import GENERATOR, RunDirectory, kimg_of

log = logging.getLogger(__name__)

Holder = Literal["artist", "shelf", "branch"]
"""Who needs it: the artist who pinned it, a design on the shelf, a training that began or is to begin from it."""

FOLDER = "pins"
_NAME = re.compile(rf"([0-9]{{6,12}}(?:\.[0-9]{{3}})?)\.({'|'.join(get_args(Holder))})")


def pins(run: Path) -> dict[str, frozenset[Holder]]:
    """Who needs each snapshot of the run in `run`, by name; what else lies in the folder is passed over."""
    found: dict[str, frozenset[Holder]] = {}
    try:
        names = sorted(path.name for path in (Path(run) / FOLDER).iterdir() if not door.is_link(path))
    except OSError:
        return {}
    for match in filter(None, map(_NAME.fullmatch, names)):
        found[match[1]] = found.get(match[1], frozenset()) | {cast(Holder, match[2])}
    return found


def pin(run: Path, snapshot: str, holder: Holder = "artist") -> None:
    """Keep this snapshot, whatever is thinned. Raises `RunError` where there is none of the name; `DiskError`."""
    directory = RunDirectory(run)
    file = _file(directory, snapshot, holder)
    if directory.path.is_dir() and not file.exists():
        atomic.make_folder(file.parent, root=directory.path)
        atomic.write_bytes(file, b"", root=directory.path)
    if all(each.name != snapshot for each in directory.snapshots()):  # asked last: it may be thinned away just now
        unpin(run, snapshot, holder)
        raise RunError(
            f"There is no snapshot {snapshot[:40]} in {directory.path}.",
            kept="Nothing was changed.",
            do="“gan-engine snapshots” lists them.",
        )


def unpin(run: Path, snapshot: str, holder: Holder = "artist") -> None:
    """Keep it no longer for `holder`; nothing happens where it was not pinned. Raises `DiskError`."""
    directory = RunDirectory(run)
    file = _file(directory, snapshot, holder)
    with atomic.disk_errors(file):
        door.remove_file(file, root=directory.path, missing_ok=True)


def hold(model: Path, holder: Holder) -> None:
    """Keep the snapshot that the generator's file, or snapshot's folder, at `model` is, wherever its run lies.

    What is no snapshot of a run is left alone. That it cannot be written is said in the log, no more: whoever uses a
    snapshot does so all the same.
    """
    folder = model.parent if model.name == GENERATOR else model
    if kimg_of(folder.name) is None or folder.parent.name != "snapshots":
        return
    try:
        pin(folder.parent.parent, folder.name, holder)
    except (DiskError, OutsideError, RunError, OSError) as error:
        log.warning("The snapshot %s could not be pinned: %s", folder, error)


def _file(directory: RunDirectory, snapshot: str, holder: Holder) -> Path:
    if kimg_of(snapshot) is None:
        raise RunError(f"“{snapshot[:40]}” is no snapshot's name.", do="“gan-engine snapshots” lists them.")
    return directory.path / FOLDER / f"{snapshot}.{holder}"
