"""Importing pictures into a project: files, folders and ZIP archives.

Originals are read, never written. What comes in is told apart by its content, so the same picture twice is
one picture. Damaged files come in too, marked as such, so that the artist sees them; what is no picture at
all is named. All of it becomes visible at once as one change that can be undone; cancelled, nothing came.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from gan_engine import door, processor
from gan_engine.errors import EngineError
from gan_engine.parallel import ordered_map
from gan_engine.picture_sources import Found, Skipped, find_pictures, unpack_zip
from gan_engine.reporting import Report, silent
from studio.engine_words import engine_words
from studio.project.naming import natural_key, safe_file_name
from studio.project.pictures.sources import SourceFacts, hint_for, read_source
from studio.project.project import Project
from studio.project.store.ids import Ids, as_ids
from studio.project.undo.change import Change
from studio.project.undo.changes import ChangeGroup
from studio.project.undo.history import ChangedAreas
from studio.project.undo.row_changes import Assign
from studio.words import count_words, tr

MOST_CLASSES = 24
"""Sub-folders up to this many are taken for classes; more are how somebody files things."""

_BATCH = 256
_NAMED = 3  # of the files that were not taken for the same reason
_THREADS = min(4, processor.cores())  # more would only keep the window waiting for its turn


@dataclass(frozen=True)
class ImportSummary:
    """What came of an import."""

    ids: Ids
    """The pictures that came, in the order found."""
    known: int
    """Files whose picture was here already."""
    damaged: int
    """Of those that came: how many cannot be read."""
    skipped: Sequence[Skipped]
    """What was not taken, each with its reason."""
    classes: Sequence[str]

    def words(self) -> str:
        """In one line, for the artist."""
        parts = [tr("{pictures} imported", pictures=count_words(len(self.ids), "picture"))]
        if self.damaged:
            parts.append(tr("{damaged:,} of them damaged", damaged=self.damaged))
        if self.known:
            parts.append(tr("{known:,} already here", known=self.known))
        if len(self.skipped) > 1:
            parts.append(tr("{count:,} skipped", count=len(self.skipped)))
        return ", ".join(parts) + "".join(f". {words}" for words in skipped_words(self.skipped))


def skipped_words(skipped: Sequence[Skipped], most: int = _NAMED) -> list[str]:
    """What was not taken, and why: one sentence for each reason, with the first `most` names."""
    by_reason: dict[str, list[str]] = {}
    for each in skipped:
        by_reason.setdefault(each.why, []).append(each.name)
    return [
        tr(
            "{list}{more}: {why}",
            list=", ".join(names[:most]),
            more=tr(" and {count:,} more", count=len(names) - most) if len(names) > most else "",
            why=engine_words(why),
        )
        for why, names in by_reason.items()
    ]


@dataclass
class _NewPictures:
    """What an import has brought so far, not yet visible."""

    new: list[int] = field(default_factory=list)
    revived: list[int] = field(default_factory=list)
    folders: dict[str, list[int]] = field(default_factory=dict)
    known: int = 0
    damaged: int = 0

    @property
    def ids(self) -> Ids:
        return np.array([*self.new, *self.revived], np.int64)


def import_sources(
    project: Project, paths: Iterable[Path], report: Report = silent, *, threads: int = _THREADS
) -> ImportSummary:
    """Import files, folders and ZIPs; one at a time. Raises `ProjectError`, `DiskError`, and what `report` raises."""
    skipped: list[Skipped] = []
    unpacked: list[Path] = []
    new_pictures = _NewPictures()
    project.forget_unfinished()  # an import before may have failed for want of a disk on which to undo it
    try:
        found = _find(project, list(paths), skipped, unpacked, report)
        with contextlib.closing(_read(found, threads)) as batches:
            for done, batch in batches:
                with project.database.writing() as connection:
                    for item, reading in batch:
                        _enter(connection, project, new_pictures, item, reading)
                report(done, len(found), batch[-1][0].path.name)
        report(len(found), len(found), "")
        classes = _show(project, new_pictures)
    except BaseException:
        with contextlib.suppress(EngineError):  # the disk is full still: the next import, or opening, does it
            project.forget_unfinished()
        for folder in unpacked:
            with contextlib.suppress(EngineError):  # it lies elsewhere: nothing was unpacked there
                door.remove_tree(folder, root=project.folder)
        raise
    _drop_unused(project, unpacked)
    return ImportSummary(new_pictures.ids, new_pictures.known, new_pictures.damaged, skipped, classes)


def _find(
    project: Project, paths: Sequence[Path], skipped: list[Skipped], unpacked: list[Path], report: Report
) -> list[Found]:
    found: list[Found] = []

    def look(done: int, total: int | None, what: str = "") -> None:
        report(len(found) if total is None else done, total, what)

    for path in paths:
        if _is_odd(path):
            skipped.append(
                Skipped(ascii(path.name)[1:-1], "unreadable", tr("Its place has a name that is not readable text."))
            )
            continue
        if path.suffix.lower() == ".zip" and not path.is_dir():
            into = _free_folder(project.folder / "imported", path.stem)
            unpacked.append(into)
            items = unpack_zip(path, into, look, root=project.folder)
        else:
            items = find_pictures([path], look, text_only=True)
        here: list[Found] = []
        for item in items:
            if isinstance(item, Found):
                here.append(item)
            else:
                skipped.append(item)
        if path.is_dir() and not any(item.folder for item in here):
            here = [Found(item.path, path.name) for item in here]  # several such dropped together stay apart
        found += here
    once: dict[str, Found] = {}
    for item in found:
        once.setdefault(os.path.normcase(item.path.absolute()), item)
    return list(once.values())


def _read(found: Sequence[Found], threads: int) -> Generator[tuple[int, list[tuple[Found, SourceFacts]]], None, None]:
    """Batches of what the threads read, in order; few are held at a time."""
    readings = ordered_map(lambda item: read_source(item.path), found, threads, 8 * threads, "import")
    with contextlib.closing(readings):
        for start in range(0, len(found), _BATCH):
            batch = found[start : start + _BATCH]
            yield start + len(batch), list(zip(batch, readings, strict=False))


def _enter(
    connection: sqlite3.Connection, project: Project, new_pictures: _NewPictures, item: Found, reading: SourceFacts
) -> None:
    """One file's rows, not visible yet; or the finding that it is here already."""
    path, hint = hint_for(project.folder, item.path)
    row = connection.execute(
        "SELECT id FROM sources WHERE digest = ?" if reading.digest else "SELECT id FROM sources WHERE path = ?",
        (reading.digest or path,),
    ).fetchone()
    if row is None and reading.digest:
        row = connection.execute("SELECT id FROM sources WHERE path = ?", (path,)).fetchone()
        if row is not None:  # the same file, worked on since, or mended
            reading.store(connection, row[0])
    if row is not None:
        _meet(connection, new_pictures, row[0], path, hint)
        return
    cursor = connection.execute("INSERT INTO sources (path, hint) VALUES (?, ?)", (path, hint))
    source = cursor.lastrowid
    assert source is not None
    folder = item.folder
    cursor = connection.execute(
        "INSERT INTO pictures (source, name, folder, sort, removed, added) VALUES (?, ?, ?, ?, 2, ?)",
        (source, item.path.name, folder, natural_key(f"{folder}/{item.path.name}"), time.time()),
    )
    assert cursor.lastrowid is not None
    reading.store(connection, source)
    new_pictures.new.append(cursor.lastrowid)
    new_pictures.damaged += reading.fault is not None
    new_pictures.folders.setdefault(folder.partition("/")[0], []).append(cursor.lastrowid)


def _meet(connection: sqlite3.Connection, new_pictures: _NewPictures, source: int, path: str, hint: str) -> None:
    """A file that is known: its pictures are here, or were taken out and come back."""
    missing = connection.execute("SELECT missing FROM sources WHERE id = ?", (source,)).fetchone()[0]
    if missing:
        connection.execute("UPDATE sources SET path = ?, hint = ?, missing = 0 WHERE id = ?", (path, hint, source))
    states = connection.execute(
        "SELECT id, removed FROM pictures WHERE source = ? AND sheet IS NULL", (source,)
    ).fetchall()  # the parts of a sheet come and go with the cutting
    if any(removed != 1 for _, removed in states) or any(id_ in new_pictures.revived for id_, _ in states):
        new_pictures.known += 1
        return
    new_pictures.revived += [id_ for id_, _ in states]


def _show(project: Project, new_pictures: _NewPictures) -> list[str]:
    """Make what came visible, as one change. Returns the classes made of the folders."""
    if not new_pictures.ids.size:
        return []
    classes = sorted((name for name in new_pictures.folders if name), key=natural_key)
    if not 2 <= len(classes) <= MOST_CLASSES:
        classes = []
    parts: list[Change] = [Assign("pictures.removed", [(0, as_ids(new_pictures.ids))])]
    if classes:
        parts.append(Assign("pictures.class", [(name, as_ids(new_pictures.folders[name])) for name in classes]))
    with project.database.writing() as connection:
        connection.execute("UPDATE pictures SET removed = 1 WHERE removed = 2")
        words = tr("import {pictures}", pictures=count_words(len(new_pictures.ids), "picture"))
        project.history.do_within(connection, words, ChangeGroup(parts))
    project.history.tell(ChangedAreas(frozenset({"pictures", "history"})))
    return classes


def _drop_unused(project: Project, unpacked: Sequence[Path]) -> None:
    """An archive that brought nothing new leaves nothing behind."""
    for folder in unpacked:
        prefix = folder.relative_to(project.folder).as_posix() + "/"
        with project.database.reading() as connection:
            used = connection.execute(
                "SELECT 1 FROM sources WHERE substr(path, 1, ?) = ? LIMIT 1", (len(prefix), prefix)
            ).fetchone()
        if not used:
            door.remove_tree(folder, root=project.folder)


def _is_odd(path: Path) -> bool:
    """Whether a name on the way is bytes that are no text, as they come from old disks: the catalogue keeps text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return True
    return False


def _free_folder(parent: Path, name: str) -> Path:
    stem = safe_file_name(name, "archive")
    folder, number = parent / stem, 2
    while folder.exists():
        folder, number = parent / f"{stem} {number}", number + 1
    return folder
