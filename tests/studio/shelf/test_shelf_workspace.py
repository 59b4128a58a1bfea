"""The shelf in the window: what one sees, what keys do, and that every change can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from studio.preferences.languages import speaking
from studio.project.project import Project
from studio.project.shelf import Entry
from studio.project.shelf_query import ShelfQuery
from studio.shelf.workspace import ShelfWorkspace
from studio.widgets.grid.roles import DimmedRole, TitleRole
from studio.workers.workbench import Workbench
from tests.studio.commands import refuses, run_command
from tests.studio.explore_support import keep, open_shelf, picture, shows_squares, write_what_it_learnt_from

Wait = Callable[..., None]


@pytest.fixture
def shelf(workbench: Workbench, project: Project, wait: Wait) -> Iterator[ShelfWorkspace]:
    """The workspace with ten designs, the newest first."""
    keep(project, range(10))
    yield from open_shelf(workbench, wait, 10)


def known(shelf: ShelfWorkspace) -> list[Entry]:
    """What is at hand of the rows, in order."""
    rows = range(shelf.table.count)
    return [entry for row in rows if (entry := shelf.table.model.entry(row)) is not None]


def names(shelf: ShelfWorkspace) -> list[str]:
    return [entry.name for entry in known(shelf)]


def chosen_names(shelf: ShelfWorkspace) -> set[str]:
    ids = set(shelf.table.chosen_ids().tolist())
    return {entry.name for entry in known(shelf) if entry.id in ids}


def choose(shelf: ShelfWorkspace, *rows: int) -> None:
    shelf.grid.set_current_row(rows[0])
    selection = shelf.grid.selectionModel()
    for row in rows[1:]:
        selection.select(shelf.table.model.index(row), selection.SelectionFlag.Select)


def press(widget: object, key: Qt.Key) -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))  # type: ignore[arg-type]


def test_an_empty_shelf_says_what_to_do(workbench: Workbench, project: Project, wait: Wait) -> None:
    made = ShelfWorkspace(workbench)
    made.show()
    asked: list[str] = []
    workbench.show_workspace.connect(asked.append)
    button = made.findChild(QPushButton, "shelf.go-explore")
    assert button is not None
    wait(button.isVisible)
    button.click()
    assert asked == ["explore"]
    made.close()
    made.deleteLater()


def test_the_newest_comes_first_and_the_inspector_knows_the_chosen_one(shelf: ShelfWorkspace, wait: Wait) -> None:
    assert names(shelf)[0] == "Design 9"
    choose(shelf, 3)
    wait(lambda: shelf.details.name_field.text() == "Design 6")
    wait(lambda: shelf.details.picture.image is not None)
    assert shelf.details.picture.image.width() == 32
    facts = {label.text(): value.text() for label, value in shelf.details.facts._rows}
    assert facts["Model"] == "critters 380 kimg"
    assert facts["Seed"] == "6"
    assert facts["Size"] == "32 px"
    assert facts["Kept"].startswith("today")


def test_stars_by_key_are_undone_and_sorted_by(
    shelf: ShelfWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    choose(shelf, 2, 5)
    run_command(shelf, "shelf.rate.5")
    wait(lambda: known(shelf)[2].rating == 5)
    assert [entry.rating for entry in known(shelf)] == [0, 0, 5, 0, 0, 5, 0, 0, 0, 0]
    shelf.table.order.setCurrentIndex(shelf.table.order.findData("rating"))
    wait(lambda: names(shelf)[:2] == ["Design 7", "Design 4"])
    shelf.table.side.choose("five")
    shelf.table.side.chosen.emit("five")
    wait(lambda: names(shelf) == ["Design 7", "Design 4"])
    workbench.undo()
    wait(lambda: shelf.table.count == 0)
    everything = shelf.findChild(QPushButton, "shelf.show-all")
    assert everything is not None
    assert everything.isVisible()
    everything.click()
    wait(lambda: shelf.table.count == 10)


def test_what_is_chosen_stays_chosen_when_the_order_changes(shelf: ShelfWorkspace, wait: Wait) -> None:
    choose(shelf, 1, 4)
    before = chosen_names(shelf)
    shelf.table.order.setCurrentIndex(shelf.table.order.findData("name"))
    wait(lambda: names(shelf)[:1] == ["Design 0"])
    assert chosen_names(shelf) == before


def test_a_name_is_edited_where_it_stands(shelf: ShelfWorkspace, project: Project, wait: Wait) -> None:
    choose(shelf, 0)
    wait(lambda: shelf.details.name_field.text() == "Design 9")
    field = shelf.details.name_field
    field.setText("  Little   Ash ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait(lambda: names(shelf)[:1] == ["Little Ash"])
    field.setText("")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "Little Ash", "an empty name is no name: the one it had stays"
    assert project.undo_text() == "rename to “Little Ash”"


def test_notes_are_kept_when_one_goes_on_without_leaving_the_field(
    shelf: ShelfWorkspace, project: Project, wait: Wait
) -> None:
    choose(shelf, 0)
    wait(lambda: shelf.details.name_field.text() == "Design 9")
    shelf.details.notes.setPlainText("Keep the tail")
    choose(shelf, 1)
    wait(lambda: shelf.details.name_field.text() == "Design 8")
    wait(lambda: any(entry.notes == "Keep the tail" for entry in project.shelf.entries()))
    assert next(entry for entry in project.shelf.entries() if entry.notes).name == "Design 9"
    assert shelf.details.notes.toPlainText() == ""


def test_deleting_goes_to_the_next_one_and_undo_brings_it_back(
    shelf: ShelfWorkspace, workbench: Workbench, wait: Wait
) -> None:
    toasts: list[object] = []
    workbench.toast_wanted.connect(toasts.append)
    choose(shelf, 4)
    run_command(shelf, "shelf.delete")
    wait(lambda: shelf.table.count == 9)
    assert toasts[0].text == "Deleted 1 design"  # type: ignore[attr-defined]
    assert toasts[0].undo  # type: ignore[attr-defined]
    wait(lambda: (current := shelf.table.current()) is not None and current.name == "Design 4")
    workbench.undo()
    wait(lambda: shelf.table.count == 10)


def test_finding_says_when_there_is_nothing(shelf: ShelfWorkspace, wait: Wait) -> None:
    shelf.table.filter.setText("design 7")
    wait(lambda: names(shelf) == ["Design 7"])
    shelf.table.filter.setText("dragon")
    wait(lambda: shelf.table.count == 0)
    assert not shelf.grid.isVisible()
    shelf.table.filter.clear()
    wait(lambda: shelf.table.count == 10)
    assert shelf.grid.isVisible()


def test_relatives_are_shown_and_lead_to_each_other(shelf: ShelfWorkspace, project: Project, wait: Wait) -> None:
    parent = next(entry.id for entry in project.shelf.entries() if entry.name == "Design 3")
    child = project.shelf.add(
        picture(77), {"version": 1, "model_digest": "ab" * 32, "seed": 1}, name="Child", parents=[parent]
    )
    shelf.show_design(child)
    wait(lambda: shelf.details.name_field.text() == "Child")
    wait(shelf.details.parents.isVisible)
    assert not shelf.details.descendants.isVisible()
    shelf.details.parents.chosen.emit(parent)
    wait(lambda: shelf.details.name_field.text() == "Design 3")
    wait(shelf.details.descendants.isVisible)


def test_a_design_that_comes_later_is_shown_when_it_is_there(
    shelf: ShelfWorkspace, project: Project, wait: Wait
) -> None:
    shelf.table.filter.setText("design 7")
    wait(lambda: shelf.table.count == 1)
    new = keep(project, [99])[0]
    shelf.show_design(new)
    wait(lambda: (entry := shelf.table.current()) is not None and entry.id == new)


def test_a_file_that_is_gone_is_said_on_its_picture(shelf: ShelfWorkspace, project: Project, wait: Wait) -> None:
    entry = project.shelf.entries()[0]
    new = keep(project, [50])[0]
    gone = project.shelf.candidate(new)
    assert gone is not None
    gone.path.unlink()
    wait(lambda: shelf.table.count == 11)
    wait(lambda: shelf.table.model.index(0).data(DimmedRole) == "file missing")
    assert shelf.table.model.index(1).data(DimmedRole) is None
    assert entry.path.exists()


def test_looking_close_goes_on_with_the_arrows(shelf: ShelfWorkspace, wait: Wait) -> None:
    choose(shelf, 0)
    press(shelf.grid, Qt.Key.Key_Space)
    assert shelf.close_up.is_open
    press(shelf.close_up, Qt.Key.Key_Right)
    current = shelf.table.current()
    assert current is not None
    assert current.name == "Design 8"
    assert "Design 8" in shelf.close_up.accessibleDescription()
    run_command(shelf, "shelf.rate.4")
    wait(lambda: known(shelf)[1].rating == 4)
    press(shelf.close_up, Qt.Key.Key_Escape)
    assert not shelf.close_up.is_open


def test_a_project_closed_while_it_is_read_is_closed_in_peace(
    shelf: ShelfWorkspace, workbench: Workbench, project: Project, wait: Wait
) -> None:
    errors: list[object] = []
    workbench.error_wanted.connect(lambda doing, error: errors.append(error))
    for _ in range(4):
        choose(shelf, 0)
        shelf._load()
        shelf._load_chosen()
        workbench.close_project()
        assert shelf.table.count == 0
        wait(lambda: not workbench.tasks.running)
        workbench.open_project(project.folder)
        wait(lambda: shelf.table.count == 10)
    assert errors == []


# ---- comparing ------------------------------------------------------------------------------------------


def test_two_to_six_can_be_compared(shelf: ShelfWorkspace, wait: Wait) -> None:
    choose(shelf, 0)
    assert refuses(shelf, "shelf.compare")
    choose(shelf, *range(7))
    assert refuses(shelf, "shelf.compare")
    choose(shelf, *range(6))
    run_command(shelf, "shelf.compare")
    wait(lambda: shelf.is_comparing)
    assert len(shelf.compare_view.pictures) == 6
    run_command(shelf, "shelf.compare")
    assert not shelf.is_comparing


def test_comparing_moves_all_alike_and_keys_act_on_the_current_one(shelf: ShelfWorkspace, wait: Wait) -> None:
    choose(shelf, 0, 1, 2)
    run_command(shelf, "shelf.compare")
    view = shelf.compare_view
    wait(lambda: shelf.is_comparing and all(design.image is not None for design in view.pictures))
    assert view.zoom == 1.0
    view.zoom_to(4.0, QPointF(100, 100))
    assert view.zoom == 4.0
    assert view.centre != QPointF(0.5, 0.5)
    press(view, Qt.Key.Key_Right)
    assert view.current_id == view.pictures[1].id
    run_command(shelf, "shelf.rate.3")
    wait(lambda: view.pictures[1].rating == 3)
    assert view.zoom == 4.0, "a rating leaves zoom and place as they are"
    run_command(shelf, "shelf.delete")
    wait(lambda: len(view.pictures) == 2)
    run_command(shelf, "shelf.delete")
    wait(lambda: not shelf.is_comparing)
    wait(lambda: shelf.table.count == 8)


def test_zooming_keeps_what_is_under_the_pointer_and_ends_at_the_edge(shelf: ShelfWorkspace, wait: Wait) -> None:
    choose(shelf, 0, 1)
    run_command(shelf, "shelf.compare")
    view = shelf.compare_view
    wait(lambda: shelf.is_comparing and all(design.image is not None for design in view.pictures))
    place = view._placed(0)
    at = QPointF(place.left() + 0.4 * place.width(), place.top() + 0.6 * place.height())
    view.zoom_to(3.0, at)
    after = view._placed(0)
    assert (at.x() - after.left()) / after.width() == pytest.approx(0.4, abs=0.02)
    assert (at.y() - after.top()) / after.height() == pytest.approx(0.6, abs=0.02)
    view.zoom_to(0.1)
    assert view.zoom == 1.0
    assert view.centre == QPointF(0.5, 0.5)


def test_of_a_long_shelf_only_what_is_in_sight_is_read(shelf: ShelfWorkspace, project: Project, wait: Wait) -> None:
    with project.database.writing() as connection:
        connection.executemany(
            "INSERT INTO candidates (file, digest, width, height, name, created) VALUES (?, '', 8, 8, ?, ?)",
            [(f"more {number}.png", f"More {number}", number) for number in range(3000)],
        )
    shelf.table.count_anew()
    wait(lambda: shelf.table.count == 3010)
    wait(lambda: names(shelf)[:1] == ["Design 9"])
    assert len(known(shelf)) < 300
    shelf.grid.set_current_row(3009)
    wait(lambda: (entry := shelf.table.current()) is not None and entry.name == "More 0")
    assert len(known(shelf)) < 600
    shelf.grid.selectAll()
    run_command(shelf, "shelf.label.2")
    wait(lambda: project.shelf.counts().labels == {2: 3010})
    wait(lambda: shelf.details.many.text() == "3,010 designs" and shelf.details.labels.label == 2)


@pytest.mark.parametrize("pixel_art", [True, False])
def test_a_design_seen_close_is_shown_as_what_it_was_learnt_from(
    shelf: ShelfWorkspace, project: Project, wait: Wait, pixel_art: bool
) -> None:
    write_what_it_learnt_from(project, "00007-sprites", pixel_art=pixel_art)
    (id_,) = keep(project, [77], model_name="00007-sprites 000380")
    shelf.show_design(id_)
    wait(lambda: shelf._full[0] == id_)
    look = shelf._full[1]
    assert look is not None
    assert shows_squares(shelf.details.picture, look.image) == pixel_art
    shelf.look_close()
    shelf.close_up._zoom(16.0, QPointF(shelf.close_up.rect().center()))
    assert shows_squares(shelf.close_up, look.image) == pixel_art
    shelf.close_up.close_up()


def test_designs_that_nobody_named_are_called_in_the_language_of_the_window(
    workbench: Workbench, project: Project, wait: Wait
) -> None:
    recipe = {"version": 1, "model_digest": "ab" * 32, "model_name": "00003-critters 000380", "seed": 1}
    first = project.shelf.add(picture(1), recipe)
    second = project.shelf.add(picture(2), recipe, name="design of a helmet")
    made = open_shelf(workbench, wait, 2)
    shelf = next(made)
    stored = project.shelf.candidate(first)
    assert stored is not None
    with speaking("de"):
        shown = {entry.id: shelf.table.model.index(row).data(TitleRole) for row, entry in enumerate(known(shelf))}
        assert shown == {first: f"Entwurf {first}", second: "design of a helmet"}
        shelf.details.show_candidate(stored, {})
        assert shelf.details.name_field.text() == f"Entwurf {first}"
        assert project.shelf.ids(ShelfQuery(text=f"Entwurf {first}")).tolist() == [first]
    assert stored.name == stored.path.stem == f"design {first}", "as it was saved"
    assert project.shelf.ids(ShelfQuery(text="design")).tolist() == [second, first]
    next(made, None)
