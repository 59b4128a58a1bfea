"""Verifying a project: catalogue, imports, shelf, datasets, runs and networks."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from gan_engine import connections, door
from gan_engine.errors import EngineError, OutsideError, newer
from gan_engine.runs.formats import GENERATOR
from gan_engine.verification import datasets, runs, snapshots
from gan_engine.verification.findings import Findings

CATALOGUE_FORMAT = 6
"""The newest of `project.db` that is known: how many steps the studio's schema has."""

_MOST_WORDS = 10


def verify(path: Path, findings: Findings) -> None:
    """The project in the folder `path`. Raises `EngineError` for one of a newer version."""
    files = dict(_catalogue(path, findings))
    for name, digest in files.items():
        _file(path, name, digest, findings)
    for entry in _inside(path / "datasets", path, findings):
        if entry.suffix.lower() == ".zip" or (entry / "dataset.json").is_file():
            datasets.verify(entry, findings, f"datasets/{entry.name}")
    for entry in _inside(path / "runs", path, findings):
        arms = _inside(entry, path, findings) if (entry / "experiment.json").is_file() else [entry]
        for run in arms:
            if (run / "run.json").is_file():
                with _told(run.relative_to(path).as_posix(), findings):
                    runs.verify(run, findings, f"{run.relative_to(path).as_posix()}/")
    for entry in _inside(path / "networks", path, findings):
        if (entry / GENERATOR).is_file():
            with _told(f"networks/{entry.name}", findings):
                snapshots.verify(entry, findings, f"networks/{entry.name}/")


@contextlib.contextmanager
def _told(name: str, findings: Findings) -> Iterator[None]:
    """What a part of the project cannot be looked at for is a fault; the rest is looked at all the same."""
    try:
        yield
    except EngineError as error:
        findings.fault(name, error.what)


def _inside(folder: Path, root: Path, findings: Findings) -> list[Path]:
    """What lies in a folder of the project; what is a link is told and left alone."""
    found: list[Path] = []
    try:
        if door.check(folder, root=root).is_dir():
            for entry in sorted(folder.iterdir()):
                if entry.name.startswith("."):
                    continue
                if door.is_link(entry):
                    findings.fault(entry.relative_to(root).as_posix(), "It is a link, which is not followed.")
                else:
                    found.append(entry)
    except OutsideError:
        findings.fault(folder.relative_to(root).as_posix(), "It is a link, which is not followed.")
    except OSError as error:
        findings.fault(folder.relative_to(root).as_posix(), f"It cannot be read ({error.strerror or error}).")
    return found


def _catalogue(path: Path, findings: Findings) -> list[tuple[str, str]]:
    """Files that the catalogue knows in the project's folder, with their digests."""
    name = "project.db"
    findings.looked(name)
    findings.unrecorded.append(name)
    rows: list[tuple[str, str]] = []
    try:
        with contextlib.closing(connections.look(door.database(path / name, root=path))) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > CATALOGUE_FORMAT:
                raise newer(f"The project {path.stem}", EngineError)
            for (words,) in connection.execute(f"PRAGMA integrity_check({_MOST_WORDS})"):
                if words != "ok":
                    findings.fault(name, f"It is damaged: {' '.join(str(words).split())[:200]}.")
            shape = connections.shape(connection)
            for table, sql in (
                ("sources", "SELECT path, digest FROM sources WHERE digest IS NOT NULL AND path LIKE 'imported/%'"),
                ("candidates", "SELECT 'shelf/' || file, digest FROM candidates WHERE deleted = 0"),
            ):
                if shape.get(table, ("", ""))[0] != "table":
                    findings.fault(name, f"Its table “{table}” is missing.")
                    continue
                for file, digest in connection.execute(sql):
                    if isinstance(file, str) and isinstance(digest, str):
                        rows.append((file, digest))
                    else:
                        findings.fault(name, f"A row of its table “{table}” makes no sense.")
    except OutsideError as error:
        findings.fault(name, error.what)
    except (sqlite3.Error, OSError) as error:
        findings.fault(name, f"It is damaged: {' '.join(str(error).split())[:200]}.")
    return rows


def _file(path: Path, name: str, digest: str, findings: Findings) -> None:
    findings.looked(name)
    try:
        entry = door.check(path / name, root=path)
        if not entry.is_file():
            findings.fault(name, "It is missing.")
            return
        with door.open_read(entry) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                findings.fault(name, "It is not as it was when it came.")
    except OutsideError as error:
        findings.fault(name, error.what)
    except OSError as error:
        findings.fault(name, f"It cannot be read ({error.strerror or error}).")
