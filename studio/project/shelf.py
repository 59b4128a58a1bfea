"""The shelf: kept designs as PNG files, with names, stars and notes.

A candidate's file is written first and whole, then its row; a deleted candidate keeps both until the
history can no longer bring it back, and then goes to the system's bin.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gan_engine import atomic, door
from gan_engine.picture_modes import Picture as Pixels
from gan_engine.pictures import RECIPE_CHUNK, encode_png, probe
from studio.project.bin import to_bin
from studio.project.errors import ProjectError
from studio.project.naming import safe_file_name
from studio.project.pictures.facts import count_words
from studio.project.store.database import Database
from studio.project.store.ids import Ids, as_ids, in_sql
from studio.project.undo.changes import Assign, Change
from studio.project.undo.history import ChangedAreas, History


@dataclass(frozen=True, slots=True)
class Candidate:
    """A kept design."""

    id: int
    path: Path
    digest: str
    width: int
    height: int
    recipe: Mapping[str, Any]
    name: str
    notes: str
    rating: int
    """0 for none, else 1 to 5 stars."""
    created: float
    parents: tuple[int, ...]

    @property
    def thumbnail_key(self) -> str:
        """What its small picture is kept under."""
        return f"{self.digest}/"


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept design in a line: all that lists, collections and their counts need, cheap for thousands."""

    id: int
    path: Path
    name: str
    notes: str
    rating: int
    created: float
    model_digest: str
    model_name: str


@dataclass(frozen=True)
class ShelfQuery:
    """Candidates to which everything given here applies."""

    least_rating: int = 0
    most_rating: int = 5
    since: float = 0.0
    """Seconds since 1970."""
    text: str = ""
    """Each word is in the name or the notes."""
    order: str = "newest"
    """"newest", "rating" or "name"."""


_ORDERS = {
    "newest": "created DESC, id DESC",
    "rating": "rating DESC, created DESC, id DESC",
    "name": "name COLLATE NOCASE, id",
}


class Shelf:
    """May be called from any thread."""

    def __init__(self, database: Database, history: History, folder: Path) -> None:
        self._database = database
        self._history = history
        self.folder = folder
        self._naming = threading.Lock()

    def add(
        self,
        picture: bytes | Pixels,
        recipe: Mapping[str, Any],
        *,
        name: str = "",
        parents: Sequence[int] = (),
    ) -> int:
        """Keep a design: PNG bytes that carry the recipe, or pixels (the recipe is then put inside). Returns its id."""
        return self.add_many([(picture, recipe, name, parents)])[0]

    def add_many(self, designs: Iterable[tuple[bytes | Pixels, Mapping[str, Any], str, Sequence[int]]]) -> list[int]:
        """Keep several (picture, recipe, name or "", parents) as one change."""
        atomic.make_folder(self.folder, root=self.folder.parent)
        paths: list[Path] = []
        rows: list[tuple[tuple[str, str, int, int, str, str], Sequence[int]]] = []
        try:
            for picture, recipe, name, parents in designs:
                text = json.dumps(recipe, ensure_ascii=False, allow_nan=False)
                data = picture if isinstance(picture, bytes) else encode_png(picture, text={RECIPE_CHUNK: text})
                with self._naming:
                    path = self._write(data, name)
                paths.append(path)
                facts = probe(path)
                row = (path.name, hashlib.sha256(data).hexdigest(), facts.width, facts.height, text, name or path.stem)
                rows.append((row, parents))
            with self._database.writing() as connection:
                ids = []
                for row, parents in rows:
                    cursor = connection.execute(
                        "INSERT INTO candidates (file, digest, width, height, recipe, name, created, deleted)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                        (*row, time.time()),
                    )
                    assert cursor.lastrowid is not None
                    ids.append(cursor.lastrowid)
                    connection.executemany(
                        "INSERT OR IGNORE INTO candidate_parents SELECT ?, id FROM candidates WHERE id = ?",
                        [(cursor.lastrowid, parent) for parent in parents],
                    )
                change = Assign("candidates.deleted", [(0, as_ids(ids))])
                self._history.do_within(connection, f"keep {_designs(len(ids))}", change, "explore")
        except BaseException:
            for path in paths:
                door.remove_file(path, root=self.folder.parent, missing_ok=True)
            raise
        self._history.tell(ChangedAreas(frozenset({"shelf", "history"})))
        return ids

    def ids(self, query: ShelfQuery = ShelfQuery()) -> Ids:
        """The ids of the candidates asked for, in their order."""
        where = "deleted = 0 AND rating BETWEEN ? AND ? AND created >= ?"
        values: list[object] = [query.least_rating, query.most_rating, query.since]
        for word in query.text.split():
            where += " AND (instr(lower(name), lower(?)) OR instr(lower(notes), lower(?)))"
            values += [word, word]
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT id FROM candidates WHERE {where} ORDER BY {_ORDERS[query.order]}", values
            ).fetchall()
        return np.fromiter((row[0] for row in rows), np.int64, len(rows))

    def entries(self) -> list[Entry]:
        """All that is on the shelf, newest first, in one reading."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, file, name, notes, rating, created, coalesce(json_extract(recipe, '$.point.model_digest'),"
                " json_extract(recipe, '$.model_digest'), ''),"
                " coalesce(json_extract(recipe, '$.model_name'), '') FROM candidates WHERE deleted = 0"
                " ORDER BY created DESC, id DESC"
            ).fetchall()
        return [Entry(row[0], self.folder / row[1], *row[2:]) for row in rows]

    def candidates(self, ids: Iterable[int]) -> list[Candidate]:
        """Everything known of these, in the order asked for, deleted ones too; ids that are gone are left out."""
        wanted = list(ids)
        packed = in_sql(np.asarray(wanted, np.int64))
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, file, digest, width, height, recipe, name, notes, rating, created FROM candidates"
                " WHERE id IN (SELECT value FROM json_each(?))",
                (packed,),
            ).fetchall()
            parents: dict[int, list[int]] = {}
            for candidate, parent in connection.execute(
                "SELECT candidate, parent FROM candidate_parents WHERE candidate IN (SELECT value FROM json_each(?))",
                (packed,),
            ):
                parents.setdefault(candidate, []).append(parent)
        found = {
            row[0]: Candidate(
                row[0], self.folder / row[1], row[2], row[3], row[4], json.loads(row[5]), row[6], row[7], row[8],
                row[9], tuple(parents.get(row[0], ())),
            )
            for row in rows
        }  # fmt: skip
        return [found[id_] for id_ in wanted if id_ in found]

    def candidate(self, id_: int) -> Candidate | None:
        """Everything known of one candidate."""
        found = self.candidates([id_])
        return found[0] if found else None

    def children(self, id_: int) -> list[int]:
        """Those on the shelf that were made of this one, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT candidate FROM candidate_parents JOIN candidates ON id = candidate"
                " WHERE parent = ? AND deleted = 0 ORDER BY id",
                (id_,),
            ).fetchall()
        return [row[0] for row in rows]

    def ratings(self) -> list[int]:
        """How many candidates have 0, 1, ... 5 stars."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT rating, count(*) FROM candidates WHERE deleted = 0 GROUP BY rating")
            counts = dict(rows.fetchall())
        return [counts.get(stars, 0) for stars in range(6)]

    # ---- deciding: each can be undone, and says False where nothing changed ---------------------------------

    def rate(self, ids: Iterable[int], stars: int) -> bool:
        """Give 1 to 5 stars, or 0 to take them away."""
        if not 0 <= stars <= 5:
            raise ValueError(f"{stars} stars: 0 to 5 are possible")
        chosen = as_ids(ids)
        words = f"rate {_designs(len(chosen))} {'★' * stars}" if stars else f"unrate {_designs(len(chosen))}"
        return self._do(words, Assign("candidates.rating", [(stars, chosen)]))

    def rename(self, id_: int, name: str) -> bool:
        """Give another name; the file keeps its own."""
        if not (name := " ".join(name.split())):
            raise ProjectError(
                "A design needs a name.", kept="It keeps the one it has.", do="Type at least one letter."
            )
        return self._do(f"rename to “{name}”", Assign("candidates.name", [(name, as_ids([id_]))]))

    def note(self, id_: int, notes: str) -> bool:
        """Replace the notes."""
        return self._do("change notes", Assign("candidates.notes", [(notes, as_ids([id_]))]))

    def delete(self, ids: Iterable[int]) -> bool:
        """Take off the shelf. The files stay until the history forgets this."""
        chosen = as_ids(ids)
        return self._do(f"delete {_designs(len(chosen))}", Assign("candidates.deleted", [(1, chosen)]))

    # ---- clearing up ----------------------------------------------------------------------------------------

    def purge(self) -> int:
        """Put the files of deleted candidates that no undo can bring back into the system's bin. Returns how many.

        Raises `OutsideError` where the whole shelf is a link; a row that names a file elsewhere goes, the file stays.
        """
        with self._database.writing() as connection:
            kept = self._history.mentioned(connection, "candidates.deleted")
            door.check(self.folder, root=self.folder.parent)
            gone = [
                (id_, file)
                for id_, file in connection.execute("SELECT id, file FROM candidates WHERE deleted = 1")
                if id_ not in kept
            ]
            for _, file in gone:
                to_bin(self.folder / file, root=self.folder)
            connection.executemany("DELETE FROM candidates WHERE id = ?", [(id_,) for id_, _ in gone])
        return len(gone)

    def _write(self, data: bytes, name: str) -> Path:
        """Write under a free name made of `name`, never over a file that is there."""
        stem = safe_file_name(name, "design")
        numbers = itertools.count(2) if name else itertools.count(self._next_number())
        names = itertools.chain([stem] if name else [], (f"{stem} {number}" for number in numbers))
        taken = {path.name.casefold() for path in self.folder.iterdir()}  # "Ash" and "ash" are one on most disks
        free = next(name for name in names if f"{name}.png".casefold() not in taken)
        path = self.folder / f"{free}.png"
        atomic.write_bytes(path, data, root=self.folder.parent)
        return path

    def _next_number(self) -> int:
        with self._database.reading() as connection:
            return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM candidates").fetchone()[0])

    def _do(self, words: str, change: Change) -> bool:
        return self._history.do(words, change)


def _designs(count: int) -> str:
    return count_words(count, "design")
