"""Projects of older versions are brought up to date, with a copy put aside, wholly or not at all."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from studio.project.errors import ProjectError
from studio.project.pictures.query import Query, State
from studio.project.project import Project
from studio.project.store import migrations
from studio.project.store.database import Database

STORED = Path(__file__).parents[2] / "data" / "projects"
"""`format-N.sql`: a small project as version N wrote it. One more is put there whenever a step is added."""

LATER = """
CREATE TABLE moods (picture INTEGER REFERENCES pictures (id), mood TEXT);
INSERT INTO moods SELECT id, 'calm' FROM pictures;
"""


def _stored_project(folder: Path, version: int) -> Path:
    project = folder / "old.maquette"
    project.mkdir()
    with contextlib.closing(sqlite3.connect(project / "project.db")) as connection:
        connection.executescript((STORED / f"format-{version}.sql").read_text(encoding="utf-8"))
    return project


def _tables(path: Path) -> dict[str, str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


@pytest.mark.parametrize("version", range(1, len(migrations.STEPS) + 1))
def test_a_project_of_every_older_version_opens_with_all_that_was_in_it(tmp_path: Path, version: int) -> None:
    with Project.open(_stored_project(tmp_path, version)) as project:
        catalogue = project.catalogue
        assert catalogue.ids().size == 4
        picked = catalogue.pictures(catalogue.ids(Query(state=State.PICKED)))
        assert [(picture.name, picture.class_name, picture.tags) for picture in picked] == [
            ("cat 0.png", "cats", ("horns",))
        ]
        assert catalogue.counts().damaged == 1
        candidate = project.shelf.candidates(project.shelf.ids())[0]
        assert (candidate.name, candidate.rating, candidate.notes) == ("Ash", 4, "keep the tail")
        assert project.undo_text() == "rate 1 design ★★★★"
        before = catalogue.pictures(catalogue.ids()), project.shelf.candidates(project.shelf.ids())
        words = []
        while text := project.undo():
            words.append(text)
        assert words[-2:] == ["pick 1 picture", "import 5 pictures"]
        assert catalogue.ids().size == 0
        while project.redo():
            pass
        assert (catalogue.pictures(catalogue.ids()), project.shelf.candidates(project.shelf.ids())) == before


@pytest.mark.parametrize("version", range(1, len(migrations.STEPS) + 1))
def test_a_new_project_and_a_migrated_one_have_the_same_shape(tmp_path: Path, version: int) -> None:
    old = _stored_project(tmp_path, version)
    Project.open(old).close()
    Project.create(tmp_path / "new").close()
    assert _tables(old / "project.db") == _tables(tmp_path / "new.maquette" / "project.db")


def test_a_copy_is_put_aside_before_a_project_is_brought_up_to_date(tmp_path: Path) -> None:
    path, steps = _older(tmp_path), (*migrations.STEPS, LATER)
    before = _tables(path)
    database = Database(path)
    aside = migrations.migrate(database, steps)
    database.close()
    assert aside is not None
    assert "moods" in _tables(path)
    assert _tables(aside) == before
    migrations.refuse_newer(path, steps)
    with pytest.raises(ProjectError, match="newer version of Maquette"):
        migrations.refuse_newer(path)  # even from the first bytes of the file


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path, steps = _older(tmp_path), (*migrations.STEPS, LATER + "INSERT INTO nowhere VALUES (1);")
    before = _tables(path)
    database = Database(path)
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrations.migrate(database, steps)
    database.close()
    assert _tables(path) == before
    migrations.refuse_newer(path)
    Project.open(path.parent).close()


def test_nothing_is_put_aside_when_nothing_is_to_be_done(tmp_path: Path) -> None:
    path = _older(tmp_path)
    database = Database(path)
    assert migrations.migrate(database) is None
    database.close()


def _older(folder: Path) -> Path:
    steps: Sequence[str] = migrations.STEPS
    return _stored_project(folder, len(steps)) / "project.db"
