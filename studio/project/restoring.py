"""Putting the catalogue as it was when a project was last closed in the place of one that cannot be used."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from gan_engine import atomic, connections, door
from studio.project.errors import ProjectError
from studio.project.project import DATABASE_NAME, hold_folder
from studio.project.store import inspection, migrations
from studio.project.store.database import BACKUP_NAME
from studio.words import tr


def restore(folder: Path) -> Path:
    """Returns where the catalogue that could not be used is kept.

    Raises `ProjectError`: no copy, a copy that cannot be used either, the project is open; `DiskError`.
    """
    folder = folder.absolute()
    path = folder / DATABASE_NAME
    lock = hold_folder(folder)
    temporary = atomic.temporary_beside(door.database(path, root=folder))
    try:
        _copy(folder / BACKUP_NAME, temporary, folder)
        try:
            migrations.refuse_newer(temporary)
            inspection.inspect(temporary, migrations.STEPS)
        except ProjectError as error:
            raise ProjectError(
                tr("The copy “{name}” cannot be used either.", name=BACKUP_NAME),
                kept=tr("Nothing was changed."),
                do=tr("Put back a copy from your own backup, or start a new project and import the pictures again."),
            ) from error
        aside = connections.set_aside(path, root=folder)
        atomic.replace(temporary, path, root=folder)
    finally:
        door.remove_file(temporary, root=folder, missing_ok=True)
        lock.release()
    return aside


def _copy(source: Path, target: Path, folder: Path) -> None:
    door.check(source, root=folder)
    with atomic.disk_errors(target), door.open_read(source) as file, door.open_new(target, root=folder) as new:
        shutil.copyfileobj(file, new)
        new.flush()
        os.fsync(new.fileno())
