"""A project: the folder NAME.maquette, opened, held, and what is in it.

Whoever holds a `Project` holds the lock of its folder. Everything that can be changed in it goes through
the history; what lies in it as files (datasets, runs) is read from the folder, which is the truth.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from filelock import BaseFileLock, Timeout

from gan_engine import atomic, door
from gan_engine.closable import Closable
from gan_engine.errors import EngineError, OutsideError
from gan_engine.runs.run_directory import GENERATOR
from studio.project.bin import to_bin
from studio.project.datasets import DatasetEntry, Datasets
from studio.project.errors import ProjectError
from studio.project.findings.vectors import VectorStore
from studio.project.naming import safe_file_name, slug, unused
from studio.project.pictures.catalogue import Catalogue
from studio.project.pictures.query import Query
from studio.project.pictures.thumbnails import Thumbnails
from studio.project.recipes import OwnRecipes
from studio.project.saved_filters import SavedFilters
from studio.project.shelf import Shelf
from studio.project.store import inspection, migrations
from studio.project.store.database import BACKUP_NAME, Database, read_only
from studio.project.undo.changes import areas_of
from studio.project.undo.choice_changes import MOST_DESIGN, ChangeDesign, Choose
from studio.project.undo.choices import choice_in
from studio.project.undo.decisions import CHOICES, REMEMBERED
from studio.project.undo.history import ChangedAreas, History
from studio.words import tr, tr_noop

log = logging.getLogger(__name__)

SUFFIX = ".maquette"
DATABASE_NAME = "project.db"
LOCK_NAME = "project.lock"

_RUN_NAME = re.compile(r"(\d{5,})-.+")


class Project(Closable):
    """An open project. Its methods and parts may be called from any thread. Close it, or use it in a `with`."""

    def __init__(self, folder: Path, lock: BaseFileLock, database: Database) -> None:
        """Use `create` or `open`."""
        self.folder = folder
        self._lock = lock
        self._database = database
        self._listeners: list[Callable[[ChangedAreas], None]] = []
        self._promised_run = 0
        self.elsewhere: list[OutsideError] = []
        """What of this project is a link and is left alone, in words."""
        self.notice: ProjectError | None = None
        """What had to be set aside when it was opened, for the artist."""
        self.history = History(database, self._tell)
        self.catalogue = Catalogue(database, self.history, folder)
        self.picture_filters = SavedFilters(
            database, self.history, "picture-filters", Query.from_stored, tr_noop("collection")
        )
        """Collections of pictures that are kept as what they have in common."""
        self.shelf = Shelf(database, self.history, folder / "shelf")
        self.dataset_files = Datasets(database, self.history, folder / "datasets")
        self.recipes = OwnRecipes(self.history, folder)
        self.thumbnails = Thumbnails(folder / "cache" / "thumbnails.db")
        self.vectors = VectorStore(folder / "cache" / "vectors.db")

    @property
    def name(self) -> str:
        """As shown: the folder's name without its ending."""
        return self.folder.stem

    @property
    def database(self) -> Database:
        """For the modules of this package."""
        return self._database

    # ---- making, opening, closing ---------------------------------------------------------------------------

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make the folder (its name gets the ending .maquette) and open it. Raises `ProjectError`."""
        folder = folder.absolute()
        if folder.suffix.lower() != SUFFIX:
            folder = folder.with_name(folder.name + SUFFIX)
        if folder.stem != safe_file_name(folder.stem, ""):
            raise ProjectError(
                tr("“{stem}” cannot be the name of a project.", stem=folder.stem),
                kept=tr("Nothing was made."),
                do=tr('Choose a name without the signs < > : " / \\ | ? * and without a dot at its end.'),
            )
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ProjectError(
                tr("There is something at {folder} already.", folder=folder),
                kept=tr("It was not touched."),
                do=tr("Open it, if it is a project, or choose another name."),
            )
        try:
            door.make_folder(folder, root=folder)
            for name in ("datasets", "runs", "shelf", "cache"):
                door.make_folder(folder / name, root=folder)
        except OSError as error:
            raise _cannot_write(folder, error) from error
        temporary = atomic.temporary_beside(folder / DATABASE_NAME)
        migrations.build(temporary)
        atomic.replace(temporary, folder / DATABASE_NAME, root=folder)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the project in `folder`. Raises `ProjectError`: none there, of a newer version, in use, damaged,
        or not to be written to."""
        folder = folder.absolute()
        path = folder / DATABASE_NAME
        if not path.is_file():
            raise ProjectError(
                tr("There is no project in {folder}.", folder=folder),
                kept=tr("Nothing was changed."),
                do=tr("Choose a folder whose name ends in .maquette."),
            )
        door.database(path, root=folder)
        migrations.refuse_newer(path)
        lock = hold_folder(folder)
        try:
            report = inspection.inspect(path, migrations.STEPS)
            atomic.sweep(folder, root=folder)
            for file in (path, path.with_name(f"{DATABASE_NAME}-wal")):
                door.detach(file, root=folder)
            notice = inspection.mend(path, report) if report else None
            database = Database(path)
            try:
                migrations.migrate(database)
                project = cls(folder, lock, database)
                project.notice = notice
                project._tidy()
            except BaseException:
                database.close()
                raise
        except BaseException:
            lock.release()
            raise
        return project

    def close(self) -> None:
        """Put a copy of the catalogue aside, clear what no undo can bring back, and free the folder."""
        if not self._lock.is_locked:
            return
        self._database.hurry()
        try:
            if self._database.changed:
                with contextlib.suppress(OSError, EngineError):
                    self._clear()
                with contextlib.suppress(OSError, EngineError):
                    self._back_up()
            self.thumbnails.close()
            self.vectors.close()
            self._database.close()
        finally:
            self._lock.release()

    # ---- datasets and runs ----------------------------------------------------------------------------------

    def datasets(self) -> list[DatasetEntry]:
        """The baked datasets, newest first."""
        return self.dataset_files.entries()

    def runs(self) -> list[Path]:
        """The run directories, oldest first; those of an experiment's arms among them."""
        found = [path for path in run_folders(self.folder / "runs") if (path / "run.json").is_file() or _number(path)]
        return sorted(found, key=lambda path: (_number(path), path.name))

    def networks(self) -> list[Path]:
        """The folders of networks from elsewhere that were imported, by name."""
        folder = self.folder / "networks"
        return [path for path in sorted(folder.iterdir()) if (path / GENERATOR).is_file()] if folder.is_dir() else []

    def new_run_dir(self, name: str) -> Path:
        """A path for a new run, such as runs/00003-knights; not made yet, and never handed out twice.

        Where another is called so already, a number tells them apart: runs/00004-knights-2.
        """
        atomic.make_folder(self.folder / "runs", root=self.folder)
        taken = list((self.folder / "runs").iterdir())
        self._promised_run = max([self._promised_run, *map(_number, taken)]) + 1
        own = unused(slug(name, "run"), {path.name.partition("-")[2] for path in taken})
        return self.folder / "runs" / f"{self._promised_run:05d}-{own}"

    # ---- undo -----------------------------------------------------------------------------------------------

    def undo(self) -> str | None:
        """Take the last change back, whatever it was. Returns its words, None where there is none."""
        taken = self.history.undo()
        return taken.words if taken is not None else None

    def redo(self) -> str | None:
        """Do again what was last taken back. Returns its words, None where there is none."""
        taken = self.history.redo()
        return taken.words if taken is not None else None

    def undo_text(self) -> str:
        """What `undo` would take back; "" for nothing."""
        return self.history.undo_text()

    def redo_text(self) -> str:
        """What `redo` would do again; "" for nothing."""
        return self.history.redo_text()

    # ---- listening and remembering ----------------------------------------------------------------------------

    def listen(self, listener: Callable[[ChangedAreas], None]) -> None:
        """Call `listener` after every change, on the thread that made it."""
        self._listeners.append(listener)

    def recall(self, key: str, default: Any = None) -> Any:
        """What `remember` stored under `key`."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT value FROM memory WHERE key = ?", (key,)).fetchone()
        return default if row is None else json.loads(row[0])

    def remember(self, key: str, value: Any) -> None:
        """Keep a small thing (anything JSON can hold) for the next time that is no decision: see `REMEMBERED`."""
        if key not in REMEMBERED:
            raise ValueError(f"{key!r} is not among what is remembered; a decision is chosen, with the history")
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO memory VALUES (?, ?)", (key, json.dumps(value)))

    def choice(self, name: str, default: Any = None) -> Any:
        """What was chosen under `name`, one of `CHOICES`."""
        with self._database.reading() as connection:
            chosen = choice_in(connection, name)
        return chosen[0] if chosen else default

    def choose(self, name: str, value: Any, words: str) -> bool:
        """Choose anything JSON can hold under `name`, one of `CHOICES`; only what is another than before counts as
        changed. False where nothing is. Numbers moved again at once, under the same words, are one change."""
        if name not in CHOICES:
            raise ValueError(f"{name!r} is no choice of a project")
        with self._database.writing() as connection:
            change = Choose.between(name, choice_in(connection, name), (json.loads(json.dumps(value)),))
            done = self.history.do_within(connection, words, change)
        if done:
            self._tell(ChangedAreas(areas_of(change) | {"history"}))
        return done

    def change_design(self, before: str, after: str, words: str) -> bool:
        """Explore's design became `after`, which was `before` (JSON of points); as above, a movement that goes on is
        one change. False where nothing is, or it is too large to be taken back."""
        if len(before) > MOST_DESIGN or len(after) > MOST_DESIGN:
            return False
        return self.history.do(words, ChangeDesign(after, before))

    def _tell(self, change: ChangedAreas) -> None:
        for listener in list(self._listeners):
            listener(change)

    # ---- order in the house -----------------------------------------------------------------------------------

    def forget_unfinished(self) -> None:
        """What an interrupted import left behind goes: while it is there, its files count as known and stay hidden."""
        with self._database.reading() as connection:
            left = connection.execute("SELECT 1 FROM pictures WHERE removed = 2 LIMIT 1").fetchone()
        if left:
            with self._database.writing() as connection:
                connection.execute("DELETE FROM pictures WHERE removed = 2")
                connection.execute("DELETE FROM sources WHERE id NOT IN (SELECT source FROM pictures)")

    def _tidy(self) -> None:
        self.forget_unfinished()
        for name in ("datasets", "shelf", "cache", "recipes", "networks", "imported", "runs"):
            try:
                if door.check(self.folder / name, root=self.folder).is_dir():
                    atomic.sweep(self.folder / name, root=self.folder)
            except OutsideError as error:
                self.elsewhere.append(error)
                log.warning("%s", error)

    def _clear(self) -> None:
        with self._database.writing() as connection:
            kept = self.history.mentioned(connection, "pictures.removed")
            removed = [row[0] for row in connection.execute("SELECT id FROM pictures WHERE removed = 1")]
            connection.executemany("DELETE FROM pictures WHERE id = ?", [(id_,) for id_ in removed if id_ not in kept])
            connection.execute("DELETE FROM sources WHERE id NOT IN (SELECT source FROM pictures)")
            places = [row[0] for row in connection.execute("SELECT path FROM sources WHERE path LIKE 'imported/%'")]
        self.shelf.purge()
        unpacked = self.folder / "imported"
        used = {place.split("/")[1] for place in places}
        for folder in unpacked.iterdir() if door.check(unpacked, root=self.folder).is_dir() else ():
            if folder.name not in used:
                to_bin(folder, root=self.folder)

    def _back_up(self) -> None:
        backup = self.folder / BACKUP_NAME
        temporary = atomic.temporary_beside(backup)
        try:
            self._database.copy_to(temporary)
            atomic.replace(temporary, backup, root=self.folder)
        finally:
            door.remove_file(temporary, root=self.folder, missing_ok=True)


def hold_folder(folder: Path) -> BaseFileLock:
    """The lock of a project's folder; the operating system frees it when its holder dies. Raises `ProjectError`."""
    lock = door.lock(folder / LOCK_NAME, root=folder, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise ProjectError(
            tr("The project {stem} is open in another window.", stem=folder.stem),
            kept=tr("Nothing was changed."),
            do=tr("Go to that window, or close it and try again."),
        ) from None
    except OSError as error:
        raise _cannot_write(folder, error) from error
    return lock


def _cannot_write(folder: Path, error: OSError) -> ProjectError:
    try:
        with atomic.disk_errors(folder):
            raise error
    except OSError:
        return ProjectError(
            tr(
                "The project folder {folder} cannot be used: {why}.",
                folder=folder,
                why=error.strerror or error,
            ),
            kept=tr("Nothing was changed."),
            do=tr("Choose another place."),
        )
    except Exception:
        return read_only(folder)


def run_folders(runs: Path) -> list[Path]:
    """The folders in `runs` that may hold a run: its own, and where one is an experiment's, those in that.

    None is a link: a training that is gone on with there would write to wherever that leads.
    """
    folders: list[Path] = []
    for path in runs.iterdir() if runs.is_dir() and not door.is_link(runs) else ():
        folders += path.iterdir() if (path / "experiment.json").is_file() else [path]
    return [path for path in folders if path.is_dir() and not door.is_link(path)]


def _number(path: Path) -> int:
    match = _RUN_NAME.fullmatch(path.name)
    return int(match[1]) if match else 0
