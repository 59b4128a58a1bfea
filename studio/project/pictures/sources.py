"""The originals behind the pictures: reading their facts, finding them when they have moved.

A source keeps its absolute path, and how it looks from the project folder in case both move together; what
lies inside the project (unpacked archives) is kept as seen from its folder only. A file that is not there is
shown as missing and never forgotten; one that was worked on since is read again.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gan_engine.errors import PictureError
from gan_engine.picture_sources import Found, find_pictures
from gan_engine.pictures import PictureFacts, digest, probe
from gan_engine.reporting import Report, silent
from studio.project.project import Project
from studio.project.undo.history import ChangedAreas

_REPORT_EVERY = 64


@dataclass(frozen=True)
class SourceFacts:
    """What a look at a file told. Without `facts` there is a `fault` (kind and reason)."""

    facts: PictureFacts | None
    digest: str
    """"" where the file is none that could be used: such are told apart by where they lie."""
    bytes: int
    modified: int
    fault: tuple[str, str] | None

    def store(self, connection: sqlite3.Connection, source: int) -> None:
        """Write it into the source's row and its pictures' findings; it is to be checked anew."""
        facts = self.facts
        connection.execute(
            "UPDATE sources SET digest = ?, bytes = ?, modified = ?, width = ?, height = ?, mode = ?, format = ?,"
            " frames = ?, has_alpha = ?, checked = 0, missing = 0 WHERE id = ?",
            (
                self.digest or None, self.bytes, self.modified,
                *((facts.width, facts.height, facts.mode, facts.format, facts.frames, facts.has_alpha)
                  if facts else (0, 0, "", "", 0, 0)),
                source,
            ),
        )  # fmt: skip
        connection.execute(
            "DELETE FROM findings WHERE picture IN (SELECT id FROM pictures WHERE source = ?)", (source,)
        )
        if self.fault:
            connection.execute(
                "INSERT INTO findings SELECT id, ?, ? FROM pictures WHERE source = ?", (*self.fault, source)
            )


@dataclass(frozen=True)
class SourceNews:
    """What has become of the originals since they were last looked at."""

    missing: int
    """All that are not there now."""
    back: int
    """Found again."""
    changed: int
    """Worked on since, and read again."""


def read_source(path: Path) -> SourceFacts:
    """Look at a file: its header and the digest of its content. Never raises for what is wrong with the file."""
    size, modified = 0, 0
    with contextlib.suppress(OSError, ValueError):
        status = path.stat()
        size, modified = status.st_size, status.st_mtime_ns
    try:
        return SourceFacts(probe(path), digest(path), size, modified, None)
    except PictureError as error:
        return SourceFacts(None, "", size, modified, (error.kind, error.why))


def hint_for(folder: Path, path: Path) -> tuple[str, str]:
    """How a file is kept: (path, hint). Inside the project as seen from its `folder`; else absolute, with the
    way from the project folder as a hint."""
    path = path.absolute()
    if path.is_relative_to(folder):
        return path.relative_to(folder).as_posix(), ""
    try:
        return str(path), Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # Windows: another drive
        return str(path), ""


def look_after_sources(project: Project, report: Report = silent) -> SourceNews:
    """See which originals are there, gone, back, or worked on since. For a worker thread, once a project is open."""
    with project.database.reading() as connection:
        rows = connection.execute("SELECT id, path, hint, bytes, modified, missing FROM sources").fetchall()
    missing: list[int] = []
    found: list[tuple[str, str, int]] = []
    changed: list[tuple[int, SourceFacts]] = []
    newly_missing = back = 0
    for done, (source, stored, hint, size, modified, was_missing) in enumerate(rows):
        if done % _REPORT_EVERY == 0:
            report(done, len(rows))
        path = _where(project.folder, stored, hint)
        if path is None:
            missing.append(source)
            newly_missing += not was_missing
            continue
        if was_missing or str(path) != str(project.folder / stored):
            found.append((*hint_for(project.folder, path), source))
            back += was_missing
        with contextlib.suppress(OSError):
            status = path.stat()
            if (status.st_size, status.st_mtime_ns) != (size, modified):
                changed.append((source, read_source(path)))
    with project.database.writing() as connection:
        connection.executemany("UPDATE sources SET missing = 1 WHERE id = ?", [(source,) for source in missing])
        connection.executemany("UPDATE sources SET path = ?, hint = ?, missing = 0 WHERE id = ?", found)
        worked_on = sum(_take_change(connection, source, reading) for source, reading in changed)
    if newly_missing or found or worked_on:
        project.history.tell(ChangedAreas(frozenset({"pictures"})))
    return SourceNews(len(missing), back, worked_on)


def find_missing(project: Project, folder: Path, report: Report = silent) -> int:
    """Look below `folder` for the missing originals, by name and content. Returns how many were found."""
    with project.database.reading() as connection:
        rows = connection.execute("SELECT id, path, digest FROM sources WHERE missing = 1 AND digest IS NOT NULL")
        wanted: dict[str, dict[str, int]] = {}
        for source, path, known in rows:
            wanted.setdefault(Path(path).name.casefold(), {})[known] = source
    found: list[tuple[str, str, int]] = []
    for item in _below(folder, report):
        digests = wanted.get(item.path.name.casefold())
        if digests and (source := digests.pop(read_source(item.path).digest, None)) is not None:
            found.append((*hint_for(project.folder, item.path), source))
    with project.database.writing() as connection:
        connection.executemany("UPDATE sources SET path = ?, hint = ?, missing = 0 WHERE id = ?", found)
    if found:
        project.history.tell(ChangedAreas(frozenset({"pictures"})))
    return len(found)


def _below(folder: Path, report: Report) -> Iterator[Found]:
    for item in find_pictures([folder], report, text_only=True):
        if isinstance(item, Found):
            yield item


def _where(folder: Path, stored: str, hint: str) -> Path | None:
    for place in (stored, hint):
        if place:
            path = Path(os.path.normpath(folder / place))
            with contextlib.suppress(OSError):  # a name that no disk can have
                if path.is_file():
                    return path
    return None


def _take_change(connection: sqlite3.Connection, source: int, reading: SourceFacts) -> bool:
    """Store what a file that was written to since looks like now. False where it holds the same as before."""
    same = connection.execute(
        "SELECT digest IS ? FROM sources WHERE id = ?", (reading.digest or None, source)
    ).fetchone()
    if same[0] and reading.digest:
        connection.execute("UPDATE sources SET modified = ? WHERE id = ?", (reading.modified, source))
        return False
    taken = connection.execute(
        "SELECT 1 FROM sources WHERE digest = ? AND id != ?", (reading.digest, source)
    ).fetchone()
    if taken:  # it has become the same as another original: keep it apart by its place
        reading = SourceFacts(reading.facts, "", reading.bytes, reading.modified, reading.fault)
    reading.store(connection, source)
    return True
