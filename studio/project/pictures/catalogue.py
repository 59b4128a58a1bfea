"""The catalogue: the pictures of a project, and the decisions on them.

Built for grids of 20,000 and more: a view asks once for the ordered ids as an array, then for the facts of
the few it shows. Decisions go through the history, so that each can be taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from gan_engine.dataset.source_picture import SourcePicture
from studio.project.findings import storage
from studio.project.marks import label_words, rating_words, shared_marks
from studio.project.naming import natural_key
from studio.project.pictures import sheets
from studio.project.pictures.counts import counts_in
from studio.project.pictures.facts import Counts, Flag, Picture, Step
from studio.project.pictures.query import SOURCE_KINDS, Query, State
from studio.project.store.database import Database
from studio.project.store.ids import Ids, as_ids, in_sql
from studio.project.undo.change import Change, all_of
from studio.project.undo.changes import ChangeGroup, areas_of
from studio.project.undo.history import ChangedAreas, History
from studio.project.undo.row_changes import Assign, SetSteps, Tagging
from studio.words import count_words, tr, tr_noop

_FACTS = """
SELECT p.id, p.source, p.name, p.folder, s.path, s.digest, s.width, s.height, s.mode, s.format, s.frames, s.has_alpha,
       s.bytes, p.state, (SELECT name FROM classes WHERE id = p.class), p.added, s.missing, p.steps_key,
       p.sheet, p.held, p.rating, p.label
FROM pictures AS p JOIN sources AS s ON s.id = p.source
WHERE p.id IN (SELECT value FROM json_each(?))
"""
_STEPS_KEY = 17  # its column in _FACTS
_STEPS = tr_noop("change the steps of {pictures}")
_DECIDE = {
    State.PICKED: tr_noop("pick {pictures}"),
    State.REJECTED: tr_noop("reject {pictures}"),
    State.UNDECIDED: tr_noop("set back {pictures}"),
}


class Catalogue:
    """May be called from any thread. Paths handed out are absolute."""

    def __init__(self, database: Database, history: History, folder: Path) -> None:
        self._database = database
        self._history = history
        self._folder = folder

    # ---- looking ------------------------------------------------------------------------------------------

    def ids(self, query: Query = Query()) -> Ids:  # noqa: B008 - frozen
        """The ids of the pictures asked for, in their order. 20,000 take some 30 ms."""
        tail, values = query.sql()
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT p.id FROM {tail}", values).fetchall()
        return np.fromiter((row[0] for row in rows), np.int64, len(rows))

    def count(self, query: Query) -> int:
        """How many pictures `ids` would give."""
        tail, values = query.sql()
        with self._database.reading() as connection:
            return int(connection.execute(f"SELECT count(*) FROM {tail}", values).fetchone()[0])

    def pictures(self, ids: Iterable[int]) -> list[Picture]:
        """Everything known of these, in the order asked for; ids that are gone are left out."""
        wanted = list(ids)
        packed = in_sql(np.asarray(wanted, np.int64))
        with self._database.reading() as connection:
            rows = connection.execute(_FACTS, (packed,)).fetchall()
            flags: dict[int, list[Flag]] = {}
            for picture, kind, why in connection.execute(
                "SELECT picture, kind, why FROM findings WHERE picture IN (SELECT value FROM json_each(?))", (packed,)
            ):
                flags.setdefault(picture, []).append(Flag(kind, why))
            tags: dict[int, list[str]] = {}
            for picture, name in connection.execute(
                "SELECT picture, name FROM picture_tags JOIN tags ON tags.id = tag"
                " WHERE picture IN (SELECT value FROM json_each(?)) ORDER BY name",
                (packed,),
            ):
                tags.setdefault(picture, []).append(name)
            steps: dict[int, list[Mapping[str, Any]]] = {}
            if any(row[_STEPS_KEY] for row in rows):
                for picture, kind, options in connection.execute(
                    "SELECT picture, kind, options FROM steps"
                    " WHERE picture IN (SELECT value FROM json_each(?)) ORDER BY picture, position",
                    (packed,),
                ):
                    steps.setdefault(picture, []).append({"kind": kind, "options": json.loads(options)})
        found = {
            row[0]: self._picture(row, flags.get(row[0], []), tags.get(row[0], []), steps.get(row[0], []))
            for row in rows
        }
        return [found[id_] for id_ in wanted if id_ in found]

    def picture(self, id_: int) -> Picture | None:
        """Everything known of one picture."""
        found = self.pictures([id_])
        return found[0] if found else None

    def made_of(self, digests: Iterable[str]) -> list[int]:
        """The pictures whose original has one of these SHA-256, in the order of the digests."""
        wanted = list(dict.fromkeys(digests))
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT s.digest, p.id FROM pictures AS p JOIN sources AS s ON s.id = p.source"
                " WHERE p.removed = 0 AND s.digest IN (SELECT value FROM json_each(?)) ORDER BY p.id",
                (json.dumps(wanted),),
            ).fetchall()
        return [id_ for digest in wanted for of, id_ in rows if of == digest]

    def counts(self) -> Counts:
        """How many pictures are in each collection."""
        with self._database.reading() as connection:
            connection.execute("BEGIN")
            try:
                return counts_in(connection)
            finally:
                connection.execute("COMMIT")

    def tag_names(self) -> list[str]:
        """The tags in use, in natural order."""
        with self._database.reading() as connection:
            names = [
                row[0]
                for row in connection.execute(
                    "SELECT name FROM tags WHERE EXISTS ("
                    "SELECT 1 FROM picture_tags JOIN pictures ON pictures.id = picture"
                    " WHERE tag = tags.id AND removed = 0)"
                )
            ]
        return sorted(names, key=natural_key)

    def tags_of(self, ids: Iterable[int]) -> dict[str, int]:
        """The tags of these pictures, each with how many of them have it."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT name, count(*) FROM picture_tags JOIN tags ON tags.id = tag"
                " WHERE picture IN (SELECT value FROM json_each(?)) GROUP BY tag",
                (in_sql(as_ids(ids)),),
            ).fetchall()
        return dict(sorted(rows, key=lambda row: natural_key(row[0])))

    def classes_of(self, ids: Iterable[int]) -> dict[str, int]:
        """The classes of these pictures, each with how many of them are in it; "" for those in none."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT coalesce(classes.name, ''), count(*) FROM pictures LEFT JOIN classes ON classes.id = class"
                " WHERE pictures.id IN (SELECT value FROM json_each(?)) GROUP BY class",
                (in_sql(as_ids(ids)),),
            ).fetchall()
        return dict(sorted(rows, key=lambda row: natural_key(row[0])))

    def states_of(self, ids: Iterable[int]) -> dict[State, int]:
        """How many of these pictures are picked, rejected, undecided."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT state, count(*) FROM pictures WHERE id IN (SELECT value FROM json_each(?)) GROUP BY state",
                (in_sql(as_ids(ids)),),
            ).fetchall()
        return {State(state): count for state, count in rows}

    def marks_of(self, ids: Iterable[int]) -> tuple[int | None, int | None]:
        """Stars and label of these pictures; None where they have not all the same."""
        with self._database.reading() as connection:
            return shared_marks(connection, "pictures", as_ids(ids))

    # ---- deciding -----------------------------------------------------------------------------------------

    def set_state(self, ids: Iterable[int], state: State) -> bool:
        """Pick, reject or set back, as the artist's own answer. False where nothing changed; so do all that follow."""
        chosen = as_ids(ids)
        return self._do(tr(_DECIDE[state], pictures=_pictures(chosen)), _states([(int(state), chosen)], by_rule=False))

    def tag(self, ids: Iterable[int], give: Sequence[str] = (), take: Sequence[str] = ()) -> bool:
        """Give and take tags."""
        chosen = as_ids(ids)
        words = ", ".join(
            [*(tr("tag “{tag}”", tag=tag) for tag in give), *(tr("untag “{tag}”", tag=tag) for tag in take)]
        )
        change = Tagging(dict.fromkeys(give, chosen), dict.fromkeys(take, chosen))
        return self._do(tr("{words} on {pictures}", words=words, pictures=_pictures(chosen)), change)

    def rate(self, ids: Iterable[int], stars: int) -> bool:
        """Give 1 to 5 stars, or 0 to take them away."""
        chosen = as_ids(ids)
        return self._do(rating_words(_pictures(chosen), stars), Assign("pictures.rating", [(stars, chosen)]))

    def label(self, ids: Iterable[int], label: int) -> bool:
        """Give a colour label, 1 to 8, or 0 to take it away."""
        chosen = as_ids(ids)
        return self._do(label_words(_pictures(chosen), label), Assign("pictures.label", [(label, chosen)]))

    def set_class(self, ids: Iterable[int], name: str) -> bool:
        """Put pictures into a class, made where it is new; "" takes them out of theirs."""
        chosen = as_ids(ids)
        words = (
            tr("class “{name}” for {pictures}", name=name, pictures=_pictures(chosen))
            if name
            else tr("no class for {pictures}", pictures=_pictures(chosen))
        )
        return self._do(words, Assign("pictures.class", [(name or None, chosen)]))

    def set_states(self, groups: Mapping[State, Ids], words: str) -> bool:
        """Pick some and reject others by a proposal or a rule, as one change: no answers of the artist's own.

        Where the artist had answered so already, the answer stays one.
        """
        changed = []
        for state, ids in groups.items():
            with self._database.reading() as connection:
                rows = connection.execute(
                    "SELECT id FROM pictures WHERE id IN (SELECT value FROM json_each(?)) AND state != ?",
                    (in_sql(as_ids(ids)), int(state)),
                ).fetchall()
            changed.append((int(state), as_ids(row[0] for row in rows)))
        return self._do(words, _states(changed, by_rule=True))

    def set_classes(self, groups: Mapping[str, Ids], words: str) -> bool:
        """Put pictures into several classes, as one change; "" is none."""
        return self._do(words, Assign("pictures.class", [(name or None, as_ids(ids)) for name, ids in groups.items()]))

    def remove(self, ids: Iterable[int]) -> bool:
        """Take pictures out of the project. The originals stay where they are."""
        chosen = as_ids(ids)
        return self._do(tr("remove {pictures}", pictures=_pictures(chosen)), Assign("pictures.removed", [(1, chosen)]))

    def set_steps(self, ids: Iterable[int], steps: Sequence[Step], words: str = _STEPS) -> bool:
        """Replace the steps of pictures. `words`: of the undo line, marked to be translated, with a place for them."""
        chosen = as_ids(ids)
        return self._do(tr(words, pictures=_pictures(chosen)), SetSteps([(sheets.steps_text(steps), chosen)]))

    def set_steps_of(self, steps: Mapping[int, Sequence[Step]], words: str = _STEPS) -> bool:
        """Replace the steps of pictures, each by its own; one change for the artist."""
        groups: dict[str, list[int]] = {}
        for id_, own in steps.items():
            groups.setdefault(sheets.steps_text(own), []).append(id_)
        change = SetSteps([(text, as_ids(ids)) for text, ids in groups.items()])
        return self._do(tr(words, pictures=count_words(len(steps), "picture")), change)

    def hold_out(self, ids: Iterable[int], held: bool = True) -> bool:
        """Keep pictures from training, for measuring; or give them back to it."""
        chosen = as_ids(ids)
        words = (
            tr("hold out {pictures}", pictures=_pictures(chosen))
            if held
            else tr("train on {pictures} again", pictures=_pictures(chosen))
        )
        return self._do(words, Assign("pictures.held", [(int(held), chosen)]))

    def cut(self, parts: sheets.Parts) -> bool:
        """Cut sheets into parts: for each sheet the steps of each part, the step `cut` first. The parts take the
        sheet's place, with its state, class and tags; those it has already, at the same place, stay as they are. No
        parts: the sheet is whole again."""
        with self._database.writing() as connection:
            change = sheets.cut(connection, parts)
            whole = not any(parts.values())
            named = count_words(len(parts), "sheet")
            words = tr("make whole {sheets}", sheets=named) if whole else tr("cut up {sheets}", sheets=named)
            done = self._history.do_within(connection, words, change)
        if done:
            self._history.tell(ChangedAreas(areas_of(change) | {"history"}))
        return done

    def parts_of(self, sheet: int) -> list[int]:
        """The parts that stand for a sheet, in the order they were cut."""
        with self._database.reading() as connection:
            return sheets.parts_of(connection, sheet)

    # ---- what looking at all of them found ----------------------------------------------------------------

    def set_findings(self, kind: str, found: Mapping[int, str], looked_at: Iterable[int] | None = None) -> None:
        """Replace the findings of one kind by these (picture: why, one sentence), those of the pictures `looked_at` or,
        left out, of all. Not in the history."""
        with self._database.writing() as connection:
            changed = storage.set_findings(connection, kind, found, looked_at)
        if changed:
            self._history.tell(ChangedAreas(frozenset({"pictures"})))

    def set_groups(self, kind: str, groups: Sequence[Ids]) -> None:
        """Replace the groups of one kind, each with its best first. Not in the history."""
        with self._database.writing() as connection:
            changed = storage.set_groups(connection, kind, groups)
        if changed:
            self._history.tell(ChangedAreas(frozenset({"pictures"})))

    def groups(self, kind: str) -> list[Ids]:
        """The groups of one kind, each with its best first; those of which one picture is left are none."""
        with self._database.reading() as connection:
            return storage.groups(connection, kind)

    def originals(self) -> list[Path]:
        """The files of all pictures that are where they were, those taken out and cut up among them."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT path FROM sources WHERE missing = 0 ORDER BY id").fetchall()
        return [self.absolute(row[0]) for row in rows]

    # ---- what checks found --------------------------------------------------------------------------------

    def unchecked(self, round_: int) -> list[tuple[int, Path]]:
        """(source, path) of the originals that have not been through this round of checks."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, path FROM sources WHERE checked < ? AND missing = 0"
                " AND EXISTS (SELECT 1 FROM pictures WHERE source = sources.id AND removed = 0)"
                " ORDER BY id",
                (round_,),
            ).fetchall()
        return [(id_, self.absolute(path)) for id_, path in rows]

    def record_findings(self, round_: int, found: Mapping[int, Sequence[Flag]]) -> None:
        """Store what a round of checks found about originals (by source), in place of what was known of them."""
        packed = in_sql(as_ids(found))
        with self._database.writing() as connection:
            connection.execute(
                f"DELETE FROM findings WHERE kind IN ({', '.join('?' * len(SOURCE_KINDS))}) AND picture IN"
                " (SELECT id FROM pictures WHERE source IN (SELECT value FROM json_each(?)))",
                (*sorted(SOURCE_KINDS), packed),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO findings (picture, kind, why) SELECT id, ?, ? FROM pictures WHERE source = ?",
                [(flag.kind, flag.why, source) for source, flags in found.items() for flag in flags],
            )
            connection.execute(
                "UPDATE sources SET checked = ? WHERE id IN (SELECT value FROM json_each(?))", (round_, packed)
            )
            connection.execute(  # a file that has just gone is missing, not damaged: it may come back
                "UPDATE sources SET missing = 1, checked = 0 WHERE id IN (SELECT source FROM pictures"
                " JOIN findings ON picture = pictures.id WHERE kind = 'missing')"
            )
            connection.execute("DELETE FROM findings WHERE kind = 'missing'")
        self._history.tell(ChangedAreas(frozenset({"pictures"})))

    # ---- within -------------------------------------------------------------------------------------------

    def absolute(self, path: str) -> Path:
        """A stored path as it is to be opened: those inside the project are kept as seen from its folder."""
        return self._folder / path

    def _do(self, words: str, change: Change) -> bool:
        return self._history.do(words, change)

    def _picture(
        self, row: tuple[Any, ...], flags: list[Flag], tags: list[str], steps: list[Mapping[str, Any]]
    ) -> Picture:
        (id_, source, name, folder, path, digest, width, height, mode, format_, frames, alpha, size, state, class_name,
         added, missing, key, sheet, held, rating, label) = row  # fmt: skip
        original = SourcePicture(
            self.absolute(str(path)), f"{folder}/{name}" if folder else name, digest=digest or None, tags=tuple(tags),
            steps=tuple(steps), held_out=bool(held),
        )  # fmt: skip
        return Picture(
            id_, source, name, folder, original, width, height, mode, format_, frames, bool(alpha), size, State(state),
            class_name or "", added, bool(missing), key, tuple(flags), sheet or 0, rating, label,
        )  # fmt: skip


def _states(groups: Sequence[tuple[int, Ids]], *, by_rule: bool) -> ChangeGroup:
    everyone = all_of(ids for _, ids in groups)
    return ChangeGroup([Assign("pictures.state", groups), Assign("pictures.by_rule", [(int(by_rule), everyone)])])


def _pictures(ids: Ids) -> str:
    return count_words(len(ids), "picture")
