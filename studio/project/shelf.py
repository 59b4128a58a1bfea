"""The shelf: kept designs as PNG files, with names, stars, labels, notes and tags, in collections.

A candidate's file is written first and whole, then its row; a deleted candidate keeps both until the
history can no longer bring it back, and then goes to the system's bin.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
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
from studio.project import shelf_query
from studio.project.bin import to_bin
from studio.project.errors import ProjectError
from studio.project.findings.originality import Verdicts
from studio.project.marks import label_words, rating_words, shared_marks
from studio.project.naming import design_title, natural_key, safe_file_name
from studio.project.saved_filters import SavedFilters
from studio.project.shelf_collections import Collections
from studio.project.shelf_query import ShelfCounts, ShelfQuery
from studio.project.store.database import Database
from studio.project.store.ids import Ids, as_ids, in_sql
from studio.project.undo.change import Change
from studio.project.undo.history import ChangedAreas, History
from studio.project.undo.row_changes import Assign, Tagging
from studio.words import count_words, tr, tr_noop


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
    label: int
    """0 for none, else 1 to 8: a colour."""
    parents: tuple[int, ...]
    tags: tuple[str, ...] = ()
    collections: tuple[int, ...] = ()
    """The ids of those that it is in."""

    @property
    def title(self) -> str:
        """Its name as it is shown."""
        return design_title(self.name, self.path.stem)

    @property
    def thumbnail_key(self) -> str:
        """What its small picture is kept under."""
        return f"{self.digest}/"


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept design in a line: all that a grid shows of it, cheap for thousands."""

    id: int
    path: Path
    name: str
    notes: str
    rating: int
    created: float
    model_digest: str
    model_name: str
    label: int = 0
    class_name: str = ""

    @property
    def title(self) -> str:
        """Its name as it is shown."""
        return design_title(self.name, self.path.stem)


def _facts_of(recipe: Mapping[str, Any]) -> tuple[str, str, str]:
    """Digest and name of the model that drew a design, and the class that it is most of; "" for what is not said."""
    point = recipe.get("point")
    point = point if isinstance(point, Mapping) else recipe
    classes = [each for each in point.get("classes") or () if isinstance(each, list | tuple) and len(each) == 2]
    most = max(classes, key=lambda each: each[1], default=(recipe.get("class_name") or "",))[0]
    return (
        str(point.get("model_digest") or "")[:200], str(recipe.get("model_name") or "")[:1000], str(most)[:1000],
    )  # fmt: skip


class Shelf:
    """May be called from any thread."""

    def __init__(self, database: Database, history: History, folder: Path) -> None:
        self._database = database
        self._history = history
        self.folder = folder
        self.collections = Collections(database, history)
        self.filters = SavedFilters(database, history, "filters", ShelfQuery.from_stored, tr_noop("filter"))
        self.verdicts = Verdicts(folder.parent)
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
        files = _FreshFiles(self.folder, self._next_number())
        paths: list[Path] = []
        rows: list[tuple[tuple[object, ...], str, Sequence[int]]] = []
        try:
            for picture, recipe, name, parents in designs:
                text = json.dumps(recipe, ensure_ascii=False, allow_nan=False)
                data = picture if isinstance(picture, bytes) else encode_png(picture, text={RECIPE_CHUNK: text})
                with self._naming:
                    path = files.write(data, name)
                paths.append(path)
                facts = probe(path)
                row: tuple[object, ...] = (
                    path.name, hashlib.sha256(data).hexdigest(), facts.width, facts.height, name or path.stem,
                    *_facts_of(recipe),
                )  # fmt: skip
                rows.append((row, text, parents))
            with self._database.writing() as connection:
                ids = []
                for row, text, parents in rows:
                    cursor = connection.execute(
                        "INSERT INTO candidates (file, digest, width, height, name, model_digest, model_name, class,"
                        " created, deleted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                        (*row, time.time()),
                    )
                    assert cursor.lastrowid is not None
                    ids.append(cursor.lastrowid)
                    connection.execute("INSERT INTO candidate_recipes VALUES (?, ?)", (cursor.lastrowid, text))
                    connection.executemany(
                        "INSERT OR IGNORE INTO candidate_parents SELECT ?, id FROM candidates WHERE id = ?",
                        [(cursor.lastrowid, parent) for parent in parents],
                    )
                change = Assign("candidates.deleted", [(0, as_ids(ids))])
                self._history.do_within(connection, tr("keep {designs}", designs=_designs(len(ids))), change, "explore")
        except BaseException:
            for path in paths:
                door.remove_file(path, root=self.folder.parent, missing_ok=True)
            raise
        self._history.tell(ChangedAreas(frozenset({"shelf", "history"})))
        return ids

    def ids(self, query: ShelfQuery = ShelfQuery(), *also: ShelfQuery) -> Ids:  # noqa: B008 - frozen
        """The ids of the candidates that all the queries ask for, in the order of the first."""
        with self._database.reading() as connection:
            shelf_query.add_functions(connection, self.verdicts.known())
            found = shelf_query.find(connection, (query, *also))
        return np.array(found, np.int64)

    def counts(self) -> ShelfCounts:
        """How many there are of every kind."""
        with self._database.reading() as connection:
            shelf_query.add_functions(connection, self.verdicts.known())
            connection.execute("BEGIN")
            try:
                return shelf_query.look_through(connection, self.filters.held_in(connection))
            finally:
                connection.execute("COMMIT")

    def entries(self, ids: Iterable[int] | None = None) -> list[Entry]:
        """These in the order asked for, those that are gone left out; without `ids` the whole shelf, newest first."""
        wanted = list(self.ids() if ids is None else ids)
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, file, name, notes, rating, created, model_digest, model_name, label, class FROM candidates"
                " WHERE deleted = 0 AND id IN (SELECT value FROM json_each(?))",
                (in_sql(np.asarray(wanted, np.int64)),),
            ).fetchall()
        found = {row[0]: Entry(row[0], self.folder / row[1], *row[2:]) for row in rows}
        return [found[id_] for id_ in wanted if id_ in found]

    def candidates(self, ids: Iterable[int]) -> list[Candidate]:
        """Everything known of these, in the order asked for, deleted ones too; ids that are gone are left out."""
        wanted = list(ids)
        packed = in_sql(np.asarray(wanted, np.int64))
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, file, digest, width, height, coalesce(recipe, '{}'), name, notes, rating, created, label"
                " FROM candidates LEFT JOIN candidate_recipes ON candidate = id"
                " WHERE id IN (SELECT value FROM json_each(?))",
                (packed,),
            ).fetchall()
            parents, tags, collections = (
                _by_candidate(connection, sql, packed)
                for sql in (
                    "SELECT candidate, parent FROM candidate_parents",
                    "SELECT candidate, name FROM candidate_tags JOIN tags ON tags.id = tag",
                    "SELECT candidate, collection FROM collection_candidates JOIN collections"
                    " ON collections.id = collection AND collections.deleted = 0",
                )
            )
        found = {
            row[0]: Candidate(
                row[0], self.folder / row[1], row[2], row[3], row[4], json.loads(row[5]), row[6], row[7], row[8],
                row[9], row[10], tuple(parents.get(row[0], ())),
                tuple(sorted(tags.get(row[0], ()), key=natural_key)), tuple(collections.get(row[0], ())),
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

    def tags_of(self, ids: Iterable[int]) -> dict[str, int]:
        """The tags of these candidates, each with how many of them have it."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT name, count(*) FROM candidate_tags JOIN tags ON tags.id = tag"
                " WHERE candidate IN (SELECT value FROM json_each(?)) GROUP BY tag",
                (in_sql(as_ids(ids)),),
            ).fetchall()
        return dict(sorted(rows, key=lambda row: natural_key(row[0])))

    def tag_names(self) -> list[str]:
        """Every tag of the project, of its pictures too, in natural order."""
        with self._database.reading() as connection:
            return sorted((row[0] for row in connection.execute("SELECT name FROM tags")), key=natural_key)

    def names(self) -> set[str]:
        """What designs are called, in lower case."""
        with self._database.reading() as connection:
            return {row[0].casefold() for row in connection.execute("SELECT name FROM candidates WHERE deleted = 0")}

    def shared(self, ids: Iterable[int]) -> tuple[int | None, int | None]:
        """Stars and label of these candidates; None where they have not all the same."""
        with self._database.reading() as connection:
            return shared_marks(connection, "candidates", as_ids(ids))

    # ---- deciding: each can be undone, and says False where nothing changed ---------------------------------

    def rate(self, ids: Iterable[int], stars: int) -> bool:
        """Give 1 to 5 stars, or 0 to take them away."""
        chosen = as_ids(ids)
        words = rating_words(_designs(len(chosen)), stars)
        return self._do(words, Assign("candidates.rating", [(stars, chosen)]))

    def label(self, ids: Iterable[int], label: int) -> bool:
        """Give a colour label, 1 to 8, or 0 to take it away."""
        chosen = as_ids(ids)
        words = label_words(_designs(len(chosen)), label)
        return self._do(words, Assign("candidates.label", [(label, chosen)]))

    def tag(self, ids: Iterable[int], give: Sequence[str] = (), take: Sequence[str] = ()) -> bool:
        """Give and take tags."""
        chosen = as_ids(ids)
        words = ", ".join(
            [*(tr("tag “{tag}”", tag=tag) for tag in give), *(tr("untag “{tag}”", tag=tag) for tag in take)]
        )
        change = Tagging(dict.fromkeys(give, chosen), dict.fromkeys(take, chosen), "candidates.tags")
        return self._do(tr("{words} on {designs}", words=words, designs=_designs(len(chosen))), change)

    def rename(self, id_: int, name: str) -> bool:
        """Give another name; the file keeps its own."""
        if not (name := " ".join(name.split())):
            raise ProjectError(
                tr("A design needs a name."), kept=tr("It keeps the one it has."), do=tr("Type at least one letter.")
            )
        return self._do(tr("rename to “{name}”", name=name), Assign("candidates.name", [(name, as_ids([id_]))]))

    def note(self, id_: int, notes: str) -> bool:
        """Replace the notes."""
        return self._do(tr("change notes"), Assign("candidates.notes", [(notes, as_ids([id_]))]))

    def delete(self, ids: Iterable[int]) -> bool:
        """Take off the shelf. The files stay until the history forgets this."""
        chosen = as_ids(ids)
        return self._do(
            tr("delete {designs}", designs=_designs(len(chosen))), Assign("candidates.deleted", [(1, chosen)])
        )

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
            self.collections.purge(connection)
        return len(gone)

    def _next_number(self) -> int:
        with self._database.reading() as connection:
            return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM candidates").fetchone()[0])

    def _do(self, words: str, change: Change) -> bool:
        return self._history.do(words, change)


class _FreshFiles:
    """Files written under free names, never over one that is there. The folder is looked through once: it may hold
    20,000."""

    def __init__(self, folder: Path, number: int) -> None:
        """`number`: which those without a name begin with."""
        self._folder = folder
        self._taken = {path.name.casefold() for path in folder.iterdir()}  # "Ash" and "ash" are one on most disks
        self._numbers = itertools.count(number)

    def write(self, data: bytes, name: str) -> Path:
        """Write under a name made of `name`."""
        stem = safe_file_name(name, "design")
        numbers = itertools.count(2) if name else self._numbers
        names = itertools.chain([stem] if name else [], (f"{stem} {number}" for number in numbers))
        path = next(path for each in names if self._is_free(path := self._folder / f"{each}.png"))
        atomic.write_bytes(path, data, root=self._folder.parent)
        self._taken.add(path.name.casefold())
        return path

    def _is_free(self, path: Path) -> bool:
        return path.name.casefold() not in self._taken and not path.exists()  # another thread may keep designs too


def _by_candidate(connection: sqlite3.Connection, sql: str, ids: str) -> dict[int, list[Any]]:
    """What `sql` says of some candidates, by their ids."""
    found: dict[int, list[Any]] = {}
    for candidate, value in connection.execute(f"{sql} WHERE candidate IN (SELECT value FROM json_each(?))", (ids,)):
        found.setdefault(candidate, []).append(value)
    return found


def _designs(count: int) -> str:
    return count_words(count, "design")
