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
from studio.project.shelf_query import ShelfQuery
from tests.studio.project_support import draw_figure, keep_designs

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
    ids = keep_designs(project, 4)
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
    counts = shelf.counts()
    assert (counts.all, counts.five, counts.four, counts.week) == (3, 1, 1, 3)


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


def three(project: Project) -> list[int]:
    """Ash, Pip and Oak, of two models and two classes, oldest first."""
    made = (("Ash", "a", "Köpfe"), ("Pip", "a", "cats"), ("Oak", "b", "cats"))
    return [
        project.shelf.add(
            draw_figure(1, 16),
            {"version": 2, "model_name": f"run {model}", "point": {"model_digest": model, "classes": [[of, 1.0]]}},
            name=name,
        )
        for name, model, of in made
    ]


def test_labels_and_tags_are_given_found_counted_and_taken_back(project: Project) -> None:
    shelf = project.shelf
    ash, pip, oak = three(project)
    assert shelf.label([ash, pip], 3)
    assert not shelf.label([ash], 3), "it had that one already"
    assert shelf.tag([ash, oak], give=["forge", "Horn"])
    assert shelf.tag([oak], take=["horn"])
    assert shelf.ids(ShelfQuery(label=3)).tolist() == [pip, ash]
    assert shelf.ids(ShelfQuery(label=0)).tolist() == [oak]
    assert shelf.ids(ShelfQuery(tags=("FORGE",))).tolist() == [oak, ash]
    assert shelf.ids(ShelfQuery(tags=("forge", "horn"))).tolist() == [ash]
    assert shelf.ids(ShelfQuery(text="HORN")).tolist() == [ash], "a tag is searched too"
    assert shelf.ids(ShelfQuery(label=3), ShelfQuery(tags=("forge",))).tolist() == [ash]
    counts = shelf.counts()
    assert (counts.labels, counts.tags) == ({3: 2}, {"forge": 2, "Horn": 1})
    assert shelf.tags_of([ash, oak]) == {"forge": 2, "Horn": 1}
    assert shelf.shared([ash, pip]) == (0, 3)
    assert shelf.shared([ash, oak]) == (0, None)
    kept = shelf.candidate(ash)
    assert kept is not None
    assert (kept.label, kept.tags) == (3, ("forge", "Horn"))
    assert project.catalogue.tag_names() == [], "tags of designs are none of pictures"
    words = [project.undo(), project.undo(), project.undo()]
    assert words == ["untag “horn” on 1 design", "tag “forge”, tag “Horn” on 2 designs", "label 2 designs"]
    assert not shelf.ids(ShelfQuery(tags=("forge",))).size
    assert not shelf.counts().labels
    while project.redo():
        pass
    assert shelf.counts() == counts


def test_a_design_is_in_several_collections_and_each_change_of_them_is_taken_back(project: Project) -> None:
    shelf, made = project.shelf, project.shelf.collections
    ash, pip, oak = three(project)
    forge = made.make("Forge", [ash, pip])
    round_ = made.make("  Client   round 2 ")
    made.put([pip, oak], round_)
    assert shelf.ids(ShelfQuery(collection=forge)).tolist() == [pip, ash]
    assert shelf.counts().collections == [(round_, "Client round 2", 2), (forge, "Forge", 2)]
    kept = shelf.candidate(pip)
    assert kept is not None
    assert set(kept.collections) == {forge, round_}
    made.take([pip], forge)
    made.rename(forge, "Anvil")
    made.delete(round_)
    assert shelf.counts().collections == [(forge, "Anvil", 1)]
    assert shelf.ids().size == 3, "the designs stay"
    assert [project.undo() for _ in range(5)] == [
        "delete the collection “Client round 2”", "rename the collection to “Anvil”",
        "take 1 design out of “Forge”", "put 2 designs into “Client round 2”", "make the collection “Client round 2”",
    ]  # fmt: skip
    assert shelf.counts().collections == [(forge, "Forge", 2)]
    project.redo()
    assert shelf.counts().collections == [(round_, "Client round 2", 0), (forge, "Forge", 2)]


def test_a_collection_needs_a_name_of_its_own(project: Project) -> None:
    forge = project.shelf.collections.make("Forge")
    with pytest.raises(ProjectError, match="needs a name"):
        project.shelf.collections.make(" ")
    with pytest.raises(ProjectError, match="“FORGE” already"):
        project.shelf.collections.make("FORGE")
    assert project.shelf.collections.rename(forge, "forge"), "its own name in another spelling"
    project.shelf.collections.delete(forge)
    project.shelf.collections.make("Forge")


def test_saved_filters_follow_what_is_on_the_shelf(project: Project) -> None:
    shelf = project.shelf
    ash, pip, _ = three(project)
    key = shelf.filters.save("Good cats", [ShelfQuery(class_name="cats"), ShelfQuery(least_rating=4)])
    assert shelf.counts().filters == [(key, "Good cats", 0)]
    shelf.rate([pip, ash], 5)
    assert shelf.counts().filters == [(key, "Good cats", 1)]
    name, queries = shelf.filters.all()[key]
    assert (name, shelf.ids(*queries).tolist()) == ("Good cats", [pip])
    assert shelf.filters.save("Cats", [ShelfQuery(class_name="cats")], key) == key
    assert shelf.counts().filters == [(key, "Cats", 2)]
    shelf.filters.delete(key)
    assert shelf.counts().filters == []
    assert [project.undo(), project.undo()] == ["delete the filter “Cats”", "save the filter “Cats”"]
    assert shelf.counts().filters == [(key, "Good cats", 1)]


def test_filters_of_a_stranger_are_taken_as_far_as_they_can_be(project: Project) -> None:
    project.choose("filters", {
        "1": {"name": "odd", "queries": [{"label": 99, "tags": [7], "days": -1, "least_rating": "x", "text": "oak"}]},
        "x": {"name": "no key", "queries": [{}]}, "2": {"name": 7, "queries": [{}]}, "3": "nothing", "4": {},
    }, "a stranger's")  # fmt: skip
    *_, oak = three(project)
    assert project.shelf.filters.all() == {"1": ("odd", (ShelfQuery(text="oak"),))}
    assert project.shelf.ids(*project.shelf.filters.all()["1"][1]).tolist() == [oak]
    project.choose("filters", ["no filters"], "worse")
    assert project.shelf.counts().filters == []


@pytest.mark.parametrize(
    "query",
    [
        ShelfQuery(),
        ShelfQuery(2, 4, 3, ("a", "b"), 7, "cats", "ab", True, 5.0, 30, "oak"),
        ShelfQuery(label=0),
        ShelfQuery(verdict="copy"),
    ],
)
def test_a_query_comes_back_from_json_as_it_was(query: ShelfQuery) -> None:
    assert ShelfQuery.from_stored(json.loads(json.dumps(query.stored()))) == query


def test_class_and_model_are_known_from_recipes_of_both_forms(project: Project) -> None:
    first = project.shelf.add(draw_figure(1, 16), {**RECIPE, "model_digest": "a"})
    blend = {"model_digest": "b", "classes": [["cats", 0.2], ["robots", 0.8]]}
    second = project.shelf.add(draw_figure(1, 16), {"version": 2, "model_name": "m", "point": blend})
    newest, oldest = project.shelf.entries()
    assert (newest.class_name, newest.model_digest, oldest.class_name) == ("robots", "b", "Köpfe")
    assert project.shelf.ids(ShelfQuery(class_name="Köpfe")).tolist() == [first]
    assert project.shelf.ids(ShelfQuery(model="b")).tolist() == [second]
    assert [(each.digest, each.count) for each in project.shelf.counts().models] == [("b", 1), ("a", 1)]
    assert project.shelf.counts().unnamed == 2


def test_words_are_found_in_any_case_of_any_alphabet(project: Project) -> None:
    ash, *_ = three(project)
    project.shelf.rename(ash, "Ärger")
    assert project.shelf.ids(ShelfQuery(text="äRGER")).tolist() == [ash]


def test_a_date_is_some_days_back_or_a_moment(project: Project) -> None:
    ash, pip, oak = three(project)
    with project.database.writing() as connection:
        connection.execute("UPDATE candidates SET created = created - 8 * 86400 WHERE id = ?", (ash,))
    assert project.shelf.ids(ShelfQuery(days=7)).tolist() == [oak, pip]
    assert project.shelf.counts().week == 2
