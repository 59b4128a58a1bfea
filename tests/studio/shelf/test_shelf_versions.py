"""Kept designs drawn by other models of the project, side by side: with a real engine and tiny networks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gan_engine.pictures import digest
from studio.project.project import Project
from studio.shelf.workspace import ShelfWorkspace
from studio.workers.workbench import Workbench
from tests.studio.explore_support import add_model, keep, open_shelf

Wait = Callable[..., None]


@pytest.fixture
def shelf(lent: Workbench, project: Project, wait: Wait) -> Iterator[ShelfWorkspace]:
    """Three designs of one of two trainings, and one without a recipe."""
    path = add_model(project)
    add_model(project, snapshot="000020", seed=1)
    add_model(project, run="00002-heads", snapshot="000005", seed=2, classes=("cats", "robots"))
    keep(project, range(3), digest=digest(path))
    keep(project, [9], digest="", version=99)
    yield from open_shelf(lent, wait, 4)


def all_drawn(shelf: ShelfWorkspace, models: int, designs: int) -> bool:
    columns = shelf.versions.columns
    return len(columns) == models and all(len(column.images) == designs for column in columns)


def test_the_same_points_are_drawn_by_the_newest_of_each_training(
    shelf: ShelfWorkspace, lent: Workbench, wait: Wait
) -> None:
    shelf.grid.selectAll()
    shelf.show_versions()
    wait(lambda: all_drawn(shelf, 2, 3), 60)
    table = shelf.versions.table
    assert [column.found.title for column in table.columns] == ["heads 5 kimg", "critters 20 kimg"]
    assert [design.name for design in table.designs] == ["Design 9", "Design 2", "Design 1", "Design 0"]
    assert table.designs[0].point is None, "it carries no recipe, and says so"
    assert not table.grab().isNull()
    assert table.accessibleDescription() == "Design 9, heads 5 kimg"
    assert not shelf.has_chosen(), "keys act on nothing that is out of sight"
    sent: list[object] = []
    lent.show_in_explorer.connect(sent.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(table, key)
    assert table.accessibleDescription() == "Design 2, critters 20 kimg"
    model = table.columns[1].model
    assert model is not None
    assert sent[0].point.model_digest == model.digest  # type: ignore[attr-defined]
    assert sent[0].point.seed == 2  # type: ignore[attr-defined]
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert shelf.has_chosen()
    assert not shelf.versions.columns


def test_versions_of_one_training_are_chosen_and_one_that_is_damaged_says_so(
    shelf: ShelfWorkspace, project: Project, wait: Wait
) -> None:
    damaged_file = project.folder / "runs" / "00001-critters" / "snapshots" / "000020" / "generator.safetensors"
    damaged_file.write_bytes(b"no network")
    shelf.grid.set_current_row(3)
    shelf.show_versions()
    wait(lambda: len(shelf.versions.columns) == 2 and shelf.versions.columns[1].fault, 60)
    known = shelf.versions._known.models
    assert [model.title for model in known] == ["heads 5 kimg", "critters 20 kimg", "critters 12 kimg"]
    shelf.versions._fill_menu()
    actions = shelf.versions.models_button.menu().actions()
    assert [action.isChecked() for action in actions] == [True, True, False]
    actions[2].trigger()
    wait(lambda: len(shelf.versions.columns) == 3 and len(shelf.versions.columns[2].images) == 1, 60)
    own, damaged = shelf.versions.columns[2], shelf.versions.columns[1]
    assert damaged.fault
    assert not damaged.images
    assert own.found.title == "critters 12 kimg"
    shelf.show_versions()
    assert not shelf.versions.columns


def test_without_a_model_it_says_what_to_do(lent: Workbench, project: Project, wait: Wait) -> None:
    keep(project, range(2))
    for shelf in open_shelf(lent, wait, 2):
        shelf.grid.selectAll()
        shelf.show_versions()
        wait(lambda: "no model yet" in shelf.versions._note.text())  # noqa: B023 - there is one
        shelf.show_versions()
