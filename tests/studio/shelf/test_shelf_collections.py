"""The rows of the Shelf's list: what they count is what they show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.project.project import Project
from studio.project.shelf_query import ShelfQuery
from studio.shelf.collections import MOST_ROWS, NEW_COLLECTION, collections, number_of, queries_for
from tests.studio.project_support import draw_figure

DAY = 86_400


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Five designs of two models, with stars, labels, tags, in a collection and under a filter."""
    with Project.create(tmp_path / "critters") as project:
        shelf = project.shelf
        made = [("Gorvane", "a"), ("", "b"), ("robot 10", "a"), ("robot 2", "a"), ("Pip", "b")]
        ids = [
            shelf.add(
                draw_figure(1, 16),
                {"model_name": f"0000{number}-run 000100", "model_digest": model, "class_name": "cats"}, name=name,
            )
            for number, (name, model) in enumerate(reversed(made), 1)
        ]  # fmt: skip
        pip, two, ten, unnamed, gorvane = ids
        shelf.rate([gorvane, pip], 5)
        shelf.rate([unnamed, ten], 4)
        shelf.note(ten, "Keep the tail")
        shelf.label([pip, two], 6)
        shelf.tag([two, ten], give=["tail"])
        forge = shelf.collections.make("Forge", [pip, ten])
        shelf.filters.save("Good robots", [ShelfQuery(text="robot"), ShelfQuery(least_rating=4)])
        shelf.filters.save("Of the forge", [ShelfQuery(collection=forge)])
        with project.database.writing() as connection:
            connection.execute("UPDATE candidates SET created = created - ? WHERE id = ?", (8 * DAY, pip))
        yield project


def shown(project: Project, key: str) -> list[str]:
    ids = project.shelf.ids(ShelfQuery(), *queries_for(key, project.shelf.filters.all()))
    return [entry.name for entry in project.shelf.entries(ids)]


def test_every_row_counts_what_it_shows(project: Project) -> None:
    rows = collections(project.shelf.counts())
    assert [(row.section, row.title, row.count) for row in rows] == [
        ("Shelf", "Everything", 5), ("Shelf", "Five stars", 2), ("Shelf", "Four and up", 4), ("Shelf", "This week", 4),
        ("Shelf", "Unnamed", 1), ("Collections", "Forge", 2), ("Collections", "New collection…", ""),
        ("Filters", "Good robots", 1), ("Filters", "Of the forge", 2), ("Labels", "Blue", 2), ("Tags", "tail", 2),
        ("Classes", "cats", 5), ("Made with", "run 100 kimg", 3), ("Made with", "run 100 kimg", 2),
    ]  # fmt: skip
    for row in rows:
        if row.key != NEW_COLLECTION:
            assert row.count == len(shown(project, row.key)), row.key


def test_orders(project: Project) -> None:
    def ordered(order: str) -> list[str]:
        return [entry.name for entry in project.shelf.entries(project.shelf.ids(ShelfQuery(order=order)))]

    assert ordered("newest") == ["Gorvane", "design 4", "robot 10", "robot 2", "Pip"]
    assert ordered("rating")[:2] == ["Gorvane", "Pip"]
    assert ordered("name") == ["design 4", "Gorvane", "Pip", "robot 2", "robot 10"]


@pytest.mark.parametrize("key", ["nonsense", "filter:99", "collection:x", "label:", ""])
def test_a_row_that_is_gone_shows_everything(project: Project, key: str) -> None:
    assert len(shown(project, key)) == 5


def test_a_name_the_artist_gave_is_a_name_even_if_it_says_design(project: Project) -> None:
    project.shelf.add(draw_figure(1, 16), {}, name="design for the king")
    (unnamed,) = shown(project, "unnamed")
    project.shelf.rename(project.shelf.ids(ShelfQuery(unnamed=True))[0], "Design 4")
    assert unnamed == "design 4"
    assert shown(project, "unnamed") == []


def test_of_many_tags_the_most_used_stand_in_the_list(project: Project) -> None:
    first, *_ = ids = project.shelf.ids().tolist()
    for number in range(MOST_ROWS + 5):
        project.shelf.tag([first] if number % 2 else ids, give=[f"tag {number}"])
    rows = [row for row in collections(project.shelf.counts()) if row.section == "Tags"]
    assert len(rows) == MOST_ROWS
    assert sum(row.count == 5 for row in rows) == (MOST_ROWS + 5 + 1) // 2


def test_numbers_of_keys() -> None:
    assert number_of("collection:12", "collection") == 12
    assert number_of("tag:12", "collection") == 0
    assert number_of("collection:x", "collection") == 0
