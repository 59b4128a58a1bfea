"""A long random walk through all decisions: undone and done again to the row, over a restart."""

from __future__ import annotations

import contextlib
import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gan_engine.latent.point import Point
from studio.curation.pages.bake.settings import CHANGE_WORDS, BakeSettings
from studio.explorer.session_state import StoredWalk, walk_values
from studio.project.findings.copies import CopyChoices
from studio.project.findings.likeness import Opinion
from studio.project.findings.qualities import Standards
from studio.project.pictures.facts import Step
from studio.project.pictures.importing import import_sources
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.shelf_query import ShelfQuery
from studio.project.undo import history
from tests.studio.project_support import draw_folder, keep_designs, make_project

COUNT = 12
RECIPE = 'title = "Mine"\n'

_DECISION_COLUMNS = {
    ("pictures", column) for column in ("state", "class", "held", "removed", "steps_key")
} | {("candidates", column) for column in ("name", "notes", "rating", "deleted", "label")}  # fmt: skip


@contextlib.contextmanager
def watched(project: Project) -> Iterator[list[str]]:
    """What is written to decisions outside of `History`, as SQLite itself is asked for it."""
    found: list[str] = []
    inside = [0]
    keeper = project.history
    ways: dict[str, Callable[..., Any]] = {name: getattr(keeper, name) for name in ("do_within", "_step")}

    def within(way: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **values: Any) -> Any:
            inside[0] += 1
            try:
                return way(*args, **values)
            finally:
                inside[0] -= 1

        return call

    def asked(action: int, table: str | None, column: str | None, *_: Any) -> int:
        sinned = action == sqlite3.SQLITE_UPDATE and (table, column) in _DECISION_COLUMNS
        sinned |= action in (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_DELETE) and table == "choices"
        if sinned and not inside[0]:
            found.append(f"{table}.{column}")
        return sqlite3.SQLITE_OK

    for name, way in ways.items():
        setattr(keeper, name, within(way))
    with project.database.writing() as connection:
        pass
    connection.set_authorizer(asked)
    yield found
    connection.set_authorizer(None)


class Wanderer:
    """Does anything that an artist can, at random."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.dice = random.Random(seed)
        self.folder = folder
        self.drawn = 100
        self.named = 0
        self.acts = [
            self.state, self.states, self.class_, self.tag, self.hold_out, self.remove, self.steps, self.cut,
            self.bake, self.checks, self.copies, self.unlike, self.walk, self.design, self.keep, self.rate, self.name,
            self.note, self.delete, self.recipe, self.import_, self.label, self.tag_design, self.collect, self.filter,
        ]  # fmt: skip

    def act(self, project: Project) -> None:
        self.dice.choice(self.acts)(project)

    def some(self, ids: Any) -> list[int]:
        known = [int(id_) for id_ in ids]
        return self.dice.sample(known, self.dice.randint(1, min(4, len(known)))) if known else []

    def state(self, project: Project) -> None:
        project.catalogue.set_state(self.some(project.catalogue.ids()), self.dice.choice(list(State)))

    def states(self, project: Project) -> None:
        ids = self.some(project.catalogue.ids())
        project.catalogue.set_states({State.REJECTED: np.array(ids[1:]), State.PICKED: np.array(ids[:1])}, "propose")

    def class_(self, project: Project) -> None:
        project.catalogue.set_class(self.some(project.catalogue.ids()), self.dice.choice(["", "Heroes", "Cats"]))

    def tag(self, project: Project) -> None:
        give, take = self.dice.sample(["horns", "tail", "wings"], 2)
        project.catalogue.tag(self.some(project.catalogue.ids()), give=[give], take=[take])

    def hold_out(self, project: Project) -> None:
        project.catalogue.hold_out(self.some(project.catalogue.ids()), self.dice.random() < 0.7)

    def remove(self, project: Project) -> None:
        if len(ids := project.catalogue.ids()) > 6:
            project.catalogue.remove(self.some(ids)[:1])

    def steps(self, project: Project) -> None:
        kind, options = self.dice.choice([("background", {"method": "flood"}), ("frame", {"fit": "pad"})])
        steps = [Step(kind, options)] if self.dice.random() < 0.7 else []
        project.catalogue.set_steps(self.some(project.catalogue.ids()), steps)

    def cut(self, project: Project) -> None:
        sheets = [one for one in project.catalogue.pictures(project.catalogue.ids()) if not one.sheet]
        if sheets:
            sheet = self.dice.choice(sheets)
            parts = [[Step("cut", {"box": [0, 16 * row, 16, 16]})] for row in range(self.dice.randint(0, 2))]
            project.catalogue.cut({sheet.id: parts})

    def bake(self, project: Project) -> None:
        present = BakeSettings.from_stored(project.choice("bake")).stored()
        name, value = self.dice.choice([
            ("remove_background", self.dice.choice(["", "flood", "auto"])), ("size", self.dice.choice([64, 96, 128])),
            ("softness", self.dice.choice([None, 2.0, 3.5])), ("split", self.dice.choice(["none", "halves"])),
            ("augment", self.dice.choice([[], [{"operation": "mirror"}]])), ("alpha", self.dice.random() < 0.5),
        ])  # fmt: skip
        project.choose("bake", {**present, name: value}, CHANGE_WORDS[name])

    def checks(self, project: Project) -> None:
        standards = Standards.from_stored(project.choice("checks"))
        fine = standards.excepting("blurred", self.some(range(1, 12)))
        moved = Standards({**standards.thresholds, "dark": self.dice.randint(1, 9) / 4}, standards.fine)
        chosen, words = self.dice.choice([(fine, "“These are fine”"), (moved, "move the threshold")])
        project.choose("checks", chosen.stored(), words)

    def copies(self, project: Project) -> None:
        project.choose("copies", CopyChoices(self.dice.randint(70, 99) / 100).stored(), "move “How alike”")

    def unlike(self, project: Project) -> None:
        project.choose("unlike", Opinion(self.dice.randint(1, 8)).stored(), "move the line")

    def walk(self, project: Project) -> None:
        stations = tuple(Point(seed=self.dice.randint(0, 99)) for _ in range(self.dice.randint(0, 3)))
        project.choose("walk", walk_values(StoredWalk(stations)), "change the walk")

    def design(self, project: Project) -> None:
        text = Point(seed=self.dice.randint(0, 99)).to_text()
        before = json.dumps(project.choice("design") or {}, separators=(",", ":"))
        project.change_design(before if before != "{}" else Point(seed=0).to_text(), text, "age")

    def keep(self, project: Project) -> None:
        keep_designs(project, self.dice.randint(1, 2))

    def rate(self, project: Project) -> None:
        project.shelf.rate(self.some(project.shelf.ids()), self.dice.randint(0, 5))

    def name(self, project: Project) -> None:
        for id_ in self.some(project.shelf.ids())[:1]:
            project.shelf.rename(id_, self.dice.choice(["Ash", "Pip", "Tin"]))

    def note(self, project: Project) -> None:
        for id_ in self.some(project.shelf.ids())[:1]:
            project.shelf.note(id_, self.dice.choice(["", "keep the tail", "less red"]))

    def delete(self, project: Project) -> None:
        project.shelf.delete(self.some(project.shelf.ids())[:1])

    def label(self, project: Project) -> None:
        project.shelf.label(self.some(project.shelf.ids()), self.dice.randint(0, 8))

    def tag_design(self, project: Project) -> None:
        give, take = self.dice.sample(["horns", "forge", "wings"], 2)
        project.shelf.tag(self.some(project.shelf.ids()), give=[give], take=[take])

    def collect(self, project: Project) -> None:
        collections = project.shelf.collections
        known = [id_ for id_, _, _ in project.shelf.counts().collections]
        self.named += 1
        if not known or self.dice.random() < 0.3:
            collections.make(f"round {self.named}", self.some(project.shelf.ids()))
        elif self.dice.random() < 0.3:
            collections.delete(self.dice.choice(known))
        elif self.dice.random() < 0.3:
            collections.rename(self.dice.choice(known), f"ideas {self.named}")
        else:
            change = self.dice.choice([collections.put, collections.take])
            change(self.some(project.shelf.ids()), self.dice.choice(known))

    def filter(self, project: Project) -> None:
        filters = project.shelf.filters
        known = list(filters.all())
        if known and self.dice.random() < 0.4:
            filters.delete(self.dice.choice(known))
        else:
            filters.save("best", [ShelfQuery(least_rating=self.dice.randint(1, 5), tags=("horns",))])

    def recipe(self, project: Project) -> None:
        files = project.recipes.files()
        if files and self.dice.random() < 0.4:
            project.recipes.remove(self.dice.choice(files), "one")
        else:
            self.drawn += 1
            project.recipes.keep(f"mine {self.drawn}", RECIPE)

    def import_(self, project: Project) -> None:
        if self.drawn < 112:
            self.drawn += 3
            draw_folder(self.folder / f"more {self.drawn}", 2, size=self.drawn, kinds=())
            import_sources(project, [self.folder / f"more {self.drawn}"])


_ROWS = (
    "SELECT p.id, state, removed, held, steps_key, c.name FROM pictures AS p LEFT JOIN classes AS c ON c.id = class"
    " WHERE removed != 1 ORDER BY p.id",
    "SELECT picture, tags.name FROM picture_tags JOIN tags ON tags.id = tag JOIN pictures ON pictures.id = picture"
    " WHERE removed != 1 ORDER BY 1, 2",
    "SELECT steps.* FROM steps JOIN pictures ON pictures.id = picture WHERE removed != 1 ORDER BY 1, 2",
    "SELECT id, file, name, notes, rating, label, created FROM candidates WHERE deleted = 0 ORDER BY id",
    "SELECT candidate, tags.name FROM candidate_tags JOIN tags ON tags.id = tag JOIN candidates"
    " ON candidates.id = candidate WHERE deleted = 0 ORDER BY 1, 2",
    "SELECT id, name FROM collections WHERE deleted = 0 ORDER BY id",
    "SELECT collection, candidate FROM collection_candidates JOIN candidates ON candidates.id = candidate"
    " JOIN collections ON collections.id = collection WHERE candidates.deleted = 0 AND collections.deleted = 0"
    " ORDER BY 1, 2",
    "SELECT name, value FROM choices ORDER BY name",
)


def rows(project: Project) -> list[object]:
    """All that is decided, row by row; rows that were never shown or are out of sight count for nothing."""
    with project.database.reading() as connection:
        found: list[object] = [connection.execute(sql).fetchall() for sql in _ROWS]
    return [*found, [(path.name, path.read_bytes()) for path in project.recipes.files()]]


@pytest.mark.parametrize("seed", [1, 2])
def test_hundreds_of_changes_are_undone_and_redone_to_the_row_over_a_restart(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT_CHANGES", 10_000)
    wanderer = Wanderer(seed, tmp_path)
    with make_project(tmp_path / "a", COUNT, size=32) as project:
        project.change_design(Point(seed=0).to_text(), Point(seed=1).to_text(), "age")
        project.undo()  # the first step leaves where it began
        folder, start = project.folder, rows(project)
        with watched(project) as sins:
            for _ in range(150):
                wanderer.act(project)
                if wanderer.dice.random() < 0.15:
                    step = wanderer.dice.choice([project.history.undo, project.history.redo])
                    step(wanderer.dice.choice(["curate", "explore", "shelf", "train"]))
        assert sorted(set(sins)) == ["pictures.removed"], "the rows of an import, on their way to be shown"
        monkeypatch.setattr(history, "GESTURE", -1)
    with Project.open(folder) as project:
        for _ in range(150):
            wanderer.act(project)
        while project.history.redo():  # what a scope had been taken back and not done again
            pass
        end = rows(project)
        count = 0
        while project.undo():
            count += 1
        assert rows(project) == start
    assert count > 150
    with Project.open(folder) as project:
        while project.redo():
            count -= 1
        assert count == 0
        assert rows(project) == end
