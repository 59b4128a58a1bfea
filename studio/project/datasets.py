"""The baked datasets of a project: files that never change once written, and what is known of them.

The folder is the truth. What reading a file told (its count, its classes) is remembered under the file's
size and time, so that the list is there at once; a file that came by another way is read when asked to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gan_engine import atomic, door
from gan_engine.errors import DatasetError
from gan_engine.image_shape import ImageShape
from gan_engine.reporting import Report, silent
from studio.project.errors import ProjectError
from studio.project.naming import natural_key, next_version, safe_file_name
from studio.project.store.database import Database
from studio.project.undo.history import ChangedAreas, History
from studio.words import tr

SUFFIX = ".zip"


@dataclass(frozen=True, slots=True)
class DatasetEntry:
    """A baked dataset as the lists show it."""

    path: Path
    name: str
    count: int
    """Of pictures; 0 until it has been read."""
    size: ImageShape | None
    """Of its pictures; None until it has been read."""
    classes: tuple[str, ...]
    digest: str
    options: Mapping[str, Any]
    """How it was baked; empty where it came from elsewhere."""
    fault: str
    """Why it cannot be used; "" where it can."""
    made: float
    bytes: int

    @property
    def known(self) -> bool:
        """Whether it has been read since it came."""
        return bool(self.count or self.fault)


class Datasets:
    """May be called from any thread."""

    def __init__(self, database: Database, history: History, folder: Path) -> None:
        self._database = database
        self._history = history
        self.folder = folder

    def entries(self) -> list[DatasetEntry]:
        """Those in the folder, newest first. A file not read yet has no count: see `refresh`."""
        with self._database.reading() as connection:
            known = {
                row[0]: row[1:]
                for row in connection.execute(
                    "SELECT file, stamp, count, size, classes, digest, options, fault FROM datasets"
                )
            }
        found = []
        for path in self._files():
            stamp, made, size_bytes = _stamp(path)
            row = known.get(path.name)
            if row is not None and row[0] == stamp:
                _, count, stored, classes, digest, options, fault = row
                size = ImageShape.known(stored) if stored else None
                found.append(
                    DatasetEntry(
                        path, path.stem, count, size, tuple(json.loads(classes)), digest, json.loads(options), fault,
                        made, size_bytes,
                    )
                )  # fmt: skip
            else:
                found.append(DatasetEntry(path, path.stem, 0, None, (), "", {}, "", made, size_bytes))
        return sorted(found, key=lambda entry: (-entry.made, natural_key(entry.name)))

    def refresh(self, report: Report = silent) -> None:
        """Read those that have come or changed since, and forget those that have gone. For a worker thread."""
        entries = self.entries()
        new = [entry for entry in entries if not entry.known]
        for done, entry in enumerate(new):
            report(done, len(new), entry.name)
            self.record(entry.path, {})
        names = json.dumps([entry.path.name for entry in entries])
        with self._database.writing() as connection:
            gone = connection.execute(
                "DELETE FROM datasets WHERE file NOT IN (SELECT value FROM json_each(?))", (names,)
            ).rowcount
        if new or gone:
            self._history.tell(ChangedAreas(frozenset({"datasets"})))

    def record(self, path: Path, options: Mapping[str, Any]) -> None:
        """Read the dataset at `path` and remember what it holds and how it was baked. For a worker thread."""
        from gan_engine.dataset.reading import open_dataset

        stamp, _, _ = _stamp(path)
        size: int | str = 0
        count, classes, digest, fault = 0, [], "", ""
        try:
            with open_dataset(path) as dataset:
                count, size, classes, digest = dataset.count, dataset.size.stored, dataset.class_names, dataset.digest
        except DatasetError as error:
            fault = error.what
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO datasets (file, stamp, count, size, classes, digest, options, fault)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (path.name, stamp, count, size, json.dumps(classes), digest, json.dumps(options), fault),
            )
        self._history.tell(ChangedAreas(frozenset({"datasets"})))

    def new_path(self, name: str) -> Path:
        """Where a dataset called `name` is to be written. Raises `ProjectError` where that name is taken."""
        stem = safe_file_name(name, "dataset")
        if stem.casefold() in {path.stem.casefold() for path in self._files()}:
            raise ProjectError(
                tr("There is a dataset “{stem}” already.", stem=stem),
                kept=tr("It was not touched: baked datasets are never changed."),
                do=tr("Choose another name."),
            )
        atomic.make_folder(self.folder, root=self.folder.parent)
        return door.check(self.folder / f"{stem}{SUFFIX}", root=self.folder.parent)

    def suggest_name(self, stem: str) -> str:
        """The next free name of the kind "critters v3"."""
        return next_version(safe_file_name(stem, "dataset").casefold(), [path.stem for path in self._files()])

    def _files(self) -> Sequence[Path]:
        if not self.folder.is_dir():
            return []
        return [
            path
            for path in self.folder.iterdir()
            if not path.name.startswith(".") and (path.suffix.lower() == SUFFIX or (path / "dataset.json").is_file())
        ]


def _stamp(path: Path) -> tuple[str, float, int]:
    """What tells a changed file, its time, its bytes."""
    try:
        status = path.stat()
    except OSError:
        return "", 0.0, 0
    return f"{status.st_size}:{status.st_mtime_ns}", status.st_mtime, status.st_size
