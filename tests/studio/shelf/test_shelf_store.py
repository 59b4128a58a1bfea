"""Designs kept on the shelf."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan_engine.pictures import encode_png
from studio.project.errors import ProjectError
from studio.project.project import Project
from studio.project.shelf import ShelfQuery
from tests.studio.project_support import draw_figure

RECIPE = {"version": 1, "model_name": "quick-look", "seed": 7, "class_name": "Köpfe"}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "critters") as project:
        yield project


def test_a_design_is_kept_as_a_picture_with_its_recipe_inside(project: Project) -> None:
    pixels = draw_figure(3, 48)
    id_ = project.shelf.add(pixels, RECIPE, name="Little Ash")
    kept = project.shelf.candidate(id_)
    assert kept is not None
    assert kept.path == project.folder / "shelf" / "Little Ash.png"
    assert (kept.name, kept.rating, kept.width, kept.recipe) == ("Little Ash", 0, 48, RECIPE)
    with Image.open(kept.path) as picture:
        assert json.loads(picture.text["maquette"]) == RECIPE  # type: ignore[attr-defined]
        assert np.array_equal(np.asarray(picture), pixels)


def test_finished_png_bytes_are_kept_as_they_are(project: Project) -> None:
    data = encode_png(draw_figure(1, 32), text={"maquette": "{}"})
    kept = project.shelf.candidate(project.shelf.add(data, {}))
    assert kept is not None
    assert kept.path.read_bytes() == data


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"0" * 40])
def test_what_is_no_picture_is_refused_and_leaves_nothing(project: Project, data: bytes) -> None:
    with pytest.raises(Exception, match="cannot be used"):
        project.shelf.add(data, {})
    assert list(project.shelf.folder.iterdir()) == []
    assert project.shelf.ids().size == 0
    assert project.undo_text() == ""


def test_names_that_are_taken_or_impossible_get_a_file_of_their_own(project: Project) -> None:
    ids = [
        project.shelf.add(draw_figure(1, 16), {}, name=name) for name in ("Ash", "ash", "a/b: c?", "CON", "Ash", "灰")
    ]
    kept = project.shelf.candidates(ids)
    assert [candidate.name for candidate in kept] == ["Ash", "ash", "a/b: c?", "CON", "Ash", "灰"]
    files = [candidate.path.name.casefold() for candidate in kept]
    assert len(set(files)) == 6
    assert all(candidate.path.is_file() for candidate in kept)


def test_several_kept_at_once_are_one_change(project: Project) -> None:
    ids = project.shelf.add_many([(draw_figure(number, 16), {}, "", ()) for number in range(4)])
    assert project.undo_text() == "keep 4 designs"
    project.undo()
    assert project.shelf.ids().size == 0
    project.redo()
    assert set(project.shelf.ids().tolist()) == set(ids)


def test_what_the_artist_thinks_of_it_can_be_taken_back(project: Project) -> None:
    id_ = project.shelf.add(draw_figure(1, 16), {}, name="Ash")
    project.shelf.rate([id_], 4)
    project.shelf.rename(id_, "  Big   Ash ")
    project.shelf.note(id_, "keep the tail\nand the hat")
    kept = project.shelf.candidate(id_)
    assert kept is not None
    assert (kept.rating, kept.name, kept.notes) == (4, "Big Ash", "keep the tail\nand the hat")
    assert kept.path.name == "Ash.png"
    assert [project.undo(), project.undo(), project.undo()] == [
        "change notes", "rename to “Big Ash”", "rate 1 design ★★★★",
    ]  # fmt: skip
    kept = project.shelf.candidate(id_)
    assert kept is not None
    assert (kept.rating, kept.name, kept.notes) == (0, "Ash", "")


def test_a_design_needs_a_name_and_five_stars_are_most(project: Project) -> None:
    id_ = project.shelf.add(draw_figure(1, 16), {})
    with pytest.raises(ProjectError, match="needs a name"):
        project.shelf.rename(id_, "  ")
    with pytest.raises(ValueError, match="0 to 5"):
        project.shelf.rate([id_], 6)


def test_a_deleted_design_keeps_its_file_until_undo_cannot_bring_it_back(project: Project) -> None:
    id_ = project.shelf.add(draw_figure(1, 16), {})
    kept = project.shelf.candidate(id_)
    assert kept is not None
    project.shelf.delete([id_])
    assert project.shelf.ids().size == 0
    assert project.shelf.purge() == 0
    assert kept.path.is_file()
    project.undo()
    assert project.shelf.ids().tolist() == [id_]


def test_lists_are_filtered_and_ordered(project: Project) -> None:
    shelf = project.shelf
    ash, pip, oak = (shelf.add(draw_figure(1, 16), {}, name=name) for name in ("Ash", "pip", "Oak"))
    shelf.rate([pip], 5)
    shelf.rate([oak], 3)
    shelf.note(ash, "a hat for Pip, 100 %")
    assert shelf.ids().tolist() == [oak, pip, ash]
    assert shelf.ids(ShelfQuery(order="name")).tolist() == [ash, oak, pip]
    assert shelf.ids(ShelfQuery(order="rating")).tolist() == [pip, oak, ash]
    assert shelf.ids(ShelfQuery(least_rating=3)).tolist() == [oak, pip]
    assert shelf.ids(ShelfQuery(most_rating=0)).tolist() == [ash]
    assert shelf.ids(ShelfQuery(text="PIP")).tolist() == [pip, ash]
    assert shelf.ids(ShelfQuery(text="hat %")).tolist() == [ash]
    assert shelf.ids(ShelfQuery(since=2e10)).tolist() == []
    assert shelf.ratings() == [1, 0, 0, 1, 0, 1]


def test_entries_are_what_a_list_shows(project: Project) -> None:
    first = project.shelf.add(draw_figure(1, 16), {**RECIPE, "model_digest": "abc"}, name="Ash")
    second = project.shelf.add(draw_figure(2, 24), {})
    project.shelf.rate([first], 2)
    newest, oldest = project.shelf.entries()
    assert (newest.id, newest.model_digest, newest.model_name) == (second, "", "")
    assert (oldest.id, oldest.name, oldest.rating) == (first, "Ash", 2)
    assert (oldest.model_digest, oldest.model_name) == ("abc", "quick-look")
    assert oldest.path.is_file()
    project.shelf.delete([first])
    assert [entry.id for entry in project.shelf.entries()] == [second]


def test_families_are_remembered(project: Project) -> None:
    shelf = project.shelf
    mother, father = (shelf.add(draw_figure(number, 16), {}) for number in range(2))
    child = shelf.add(draw_figure(2, 16), {}, parents=[mother, father, 999])
    kept = shelf.candidate(child)
    assert kept is not None
    assert kept.parents == (mother, father)
    assert shelf.children(mother) == [child]
    shelf.delete([child])
    assert shelf.children(mother) == []
