"""Labels, tags, collections, filters and names on the shelf, as an artist gives them, and taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from studio import theme
from studio.project.project import Project
from studio.project.shelf_query import ShelfQuery
from studio.shelf.collections import NEW_COLLECTION
from studio.shelf.model import SHELF_MIME
from studio.shelf.workspace import ShelfWorkspace
from studio.widgets.grid.draggable_rows import ids_from
from studio.widgets.grid.roles import LabelRole
from studio.widgets.marks.words import LABELS
from studio.widgets.name_dialog import NameDialog
from studio.workers.workbench import Workbench
from tests.studio.commands import refuses, run_command
from tests.studio.explore_support import keep, open_shelf

Wait = Callable[..., None]
NAMES = ["Grumlok", "Grimtoad", "Gorvane", "Brakka", "Mossjaw", "Oddmund", "Krumbal", "Skarnix", "Tuskarn"]


@pytest.fixture
def shelf(workbench: Workbench, project: Project, wait: Wait) -> Iterator[ShelfWorkspace]:
    """Six designs, "Design 5" first."""
    keep(project, range(3), class_name="cats")
    keep(project, range(3, 6), class_name="robots", digest="cd" * 32)
    yield from open_shelf(workbench, wait, 6)


def shown(shelf: ShelfWorkspace) -> list[str]:
    entries = [shelf.table.model.entry(row) for row in range(shelf.table.count)]
    return [entry.name if entry is not None else "" for entry in entries]


def choose(shelf: ShelfWorkspace, *rows: int) -> None:
    shelf.grid.select_rows(rows)
    selection = shelf.grid.selectionModel()
    selection.setCurrentIndex(shelf.table.model.index(rows[0]), selection.SelectionFlag.NoUpdate)


def row_titles(shelf: ShelfWorkspace) -> dict[str, str | int]:
    return {row.text: row.count for section in shelf.table.side._sections for row in section.rows}


def answer(shelf: ShelfWorkspace, wait: Wait, name: str) -> None:
    """Type a name into the dialog that asks for one."""
    wait(lambda: shelf.window().findChildren(NameDialog))
    (dialog,) = shelf.window().findChildren(NameDialog)
    assert not dialog.act.isEnabled() or dialog.field.text()
    dialog.field.setText(name)
    dialog.act.click()
    wait(lambda: not shelf.window().findChildren(NameDialog))


def menu_of(shelf: ShelfWorkspace, wait: Wait) -> QMenu:
    wait(lambda: [menu for menu in shelf.findChildren(QMenu) if menu.isVisible()])
    return next(menu for menu in shelf.findChildren(QMenu) if menu.isVisible())


def test_a_label_is_given_by_key_shown_and_taken_back(
    shelf: ShelfWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    choose(shelf, 1, 3)
    run_command(shelf, "shelf.label.4")
    wait(lambda: shelf.table.model.index(1).data(LabelRole) == theme.LABELS[3])
    assert shelf.table.model.index(0).data(LabelRole) is None
    wait(lambda: row_titles(shelf).get(LABELS[3]) == 2)
    wait(lambda: shelf.details.labels.label == 4)
    shelf.details.labels.setFocus()
    QTest.keyClick(shelf.details.labels, Qt.Key.Key_6)
    wait(lambda: row_titles(shelf).get(LABELS[5]) == 2)
    shelf.table.show_key("label:6")
    wait(lambda: shown(shelf) == ["Design 4", "Design 2"])
    workbench.undo()
    wait(lambda: shelf.table.key == "all" and shelf.table.count == 6)
    workbench.undo()
    wait(lambda: not project.shelf.counts().labels)


def test_tags_are_typed_found_and_taken_off(shelf: ShelfWorkspace, project: Project, wait: Wait) -> None:
    choose(shelf, 0, 1, 2)
    run_command(shelf, "shelf.tag")
    field = shelf.details.tag_field
    field.setText("forge, ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait(lambda: row_titles(shelf).get("forge") == 3)
    wait(lambda: shelf.details.tags.tags == ["forge"])
    choose(shelf, 1)
    wait(lambda: shelf.details.name_field.text() == "Design 4" and shelf.details.tags.tags == ["forge"])
    shelf.details.tags.removed.emit("forge")
    wait(lambda: row_titles(shelf).get("forge") == 2)
    shelf.table.filter.setText("FORGE")
    wait(lambda: shown(shelf) == ["Design 5", "Design 3"])
    assert project.undo_text() == "untag “forge” on 1 design"


def test_nothing_is_put_anywhere_where_nothing_was_chosen(shelf: ShelfWorkspace, project: Project, wait: Wait) -> None:
    run_command(shelf, "shelf.collect")
    menu = menu_of(shelf, wait)
    assert (menu.actions()[0].text(), menu.actions()[0].isEnabled()) == ("Put 1 design into:", False)
    menu.close()
    corner = shelf.grid.viewport().rect().bottomRight() - QPoint(4, 4)
    QTest.mouseClick(shelf.grid.viewport(), Qt.MouseButton.LeftButton, pos=corner)  # beside the designs
    wait(lambda: not shelf.grid.selected_count())
    here = shelf.table.model.id_at(2)
    shelf.grid.selectionModel().setCurrentIndex(shelf.table.model.index(2), QItemSelectionModel.SelectionFlag.NoUpdate)
    shelf.table.show_key("class:robots")
    wait(lambda: shelf.table.count == 3)
    assert refuses(shelf, "shelf.collect"), "the first of another row is not chosen by itself"
    shelf.table.show_everything()
    wait(lambda: shelf.table.count == 6)
    assert refuses(shelf, "shelf.collect")
    assert shelf.table.current_id() == here, "the keyboard is where it was"
    QTest.keyClick(shelf.grid, Qt.Key.Key_Right)
    assert shelf.grid.selected_count() == 1
    shelf.grid.select_rows([1])
    project.shelf.delete([shelf.table.model.id_at(1)])
    wait(lambda: shelf.table.count == 5)
    assert not refuses(shelf, "shelf.collect"), "after what was chosen has gone the next one is"


def test_a_collection_is_made_filled_by_dragging_left_and_renamed(
    shelf: ShelfWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    choose(shelf, 0, 1)
    run_command(shelf, "shelf.collect")
    menu_of(shelf, wait).actions()[-1].trigger()
    answer(shelf, wait, "Forge level")
    wait(lambda: row_titles(shelf).get("Forge level") == 2)
    ((collection, *_),) = project.shelf.counts().collections
    drop(shelf, f"collection:{collection}", [shelf.table.model.id_at(row) for row in (1, 2, 3)])
    wait(lambda: row_titles(shelf).get("Forge level") == 4)
    shelf.table.show_key(f"collection:{collection}")
    wait(lambda: shown(shelf) == ["Design 5", "Design 4", "Design 3", "Design 2"])
    choose(shelf, 3)
    wait(lambda: shelf.details.collections.tags == ["Forge level"])
    run_command(shelf, "shelf.uncollect")
    wait(lambda: shelf.table.count == 3)
    shelf.table.side.context_menu.emit(f"collection:{collection}", QPoint(10, 10))
    rename, delete = menu_of(shelf, wait).actions()
    rename.trigger()
    answer(shelf, wait, "Anvil")
    wait(lambda: shelf.table.heading.text() == "Anvil")
    shelf.table.side.context_menu.emit(f"collection:{collection}", QPoint(10, 10))
    delete = menu_of(shelf, wait).actions()[1]
    delete.trigger()
    wait(lambda: shelf.table.key == "all" and shelf.table.count == 6)
    for _ in range(5):
        workbench.undo()
    wait(lambda: not project.shelf.counts().collections)


def drop(shelf: ShelfWorkspace, key: str, ids: list[int]) -> None:
    """Drag designs onto a row of the list at the left."""
    side = shelf.table.side
    model = side.model()
    place = next(
        side.visualRect(model.index(row, 0)).center()
        for row in range(model.rowCount())
        if key in [model.index(row, 0).data(Qt.ItemDataRole.UserRole + 1)]
    )
    mime = QMimeData()
    mime.setData(SHELF_MIME, json.dumps(ids).encode())
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, action, mime, button, none)
    side.dragEnterEvent(enter)
    assert enter.isAccepted()
    move = QDragMoveEvent(place, action, mime, button, none)
    side.dragMoveEvent(move)
    assert move.isAccepted()
    assert side.drop_key == key
    side.viewport().grab()
    side.dropEvent(QDropEvent(QPointF(place), action, mime, button, none))
    assert side.drop_key == ""


def test_designs_dropped_on_new_collection_ask_for_its_name(
    shelf: ShelfWorkspace, project: Project, wait: Wait
) -> None:
    drop(shelf, NEW_COLLECTION, [1, 2])
    answer(shelf, wait, "Cover ideas")
    wait(lambda: row_titles(shelf).get("Cover ideas") == 2)


def test_nothing_can_be_dropped_where_no_collection_is(shelf: ShelfWorkspace) -> None:
    side = shelf.table.side
    mime = QMimeData()
    mime.setData(SHELF_MIME, b"[1]")
    place = side.visualRect(side.model().index(1, 0)).center()
    move = QDragMoveEvent(
        place, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    side.dragMoveEvent(move)
    assert not move.isAccepted()
    assert side.drop_key == ""


@pytest.mark.parametrize("data", [b"", b"{}", b"[true]", b"[0]", b"[-1]", b'["1"]', b"[[1]]", b"[1.5]", b"\xff"])
def test_what_is_dropped_and_no_list_of_designs_is_nothing(data: bytes) -> None:
    assert ids_from(data) == []


def test_a_name_that_is_taken_is_said_and_nothing_is_made(
    shelf: ShelfWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    errors: list[object] = []
    workbench.error_wanted.connect(lambda doing, error: errors.append(error))
    project.shelf.collections.make("Forge")
    shelf.table.side.chosen.emit(NEW_COLLECTION)
    answer(shelf, wait, "forge")
    wait(lambda: errors)
    assert "already" in str(errors[0])


def test_filters_narrow_are_kept_and_follow_the_shelf(
    shelf: ShelfWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    bar = shelf.table.bar
    assert not bar.isVisible()
    run_command(shelf, "shelf.filter")
    wait(bar.isVisible)
    assert refuses(shelf, "shelf.save-filter"), "nothing is narrowed yet"
    bar.class_name.setCurrentIndex(bar.class_name.findData("robots"))
    wait(lambda: shown(shelf) == ["Design 5", "Design 4", "Design 3"])
    bar.rating.setCurrentIndex(bar.rating.findData(4))
    wait(lambda: shelf.table.count == 0)
    run_command(shelf, "shelf.save-filter")
    answer(shelf, wait, "Good robots")
    wait(lambda: row_titles(shelf).get("Good robots") == 0)
    run_command(shelf, "shelf.filter")
    assert not bar.is_narrowing
    wait(lambda: shelf.table.count == 6)
    choose(shelf, 0, 5)
    run_command(shelf, "shelf.rate.5")
    wait(lambda: row_titles(shelf).get("Good robots") == 1)
    ((key, *_),) = project.shelf.counts().filters
    shelf.table.show_key(f"filter:{key}")
    wait(lambda: shown(shelf) == ["Design 5"])
    shelf.table.side.context_menu.emit(f"filter:{key}", QPoint(10, 10))
    menu_of(shelf, wait).actions()[0].trigger()
    wait(lambda: shelf.table.key == "all" and shelf.table.count == 6)
    workbench.undo()
    wait(lambda: row_titles(shelf).get("Good robots") == 1)


@pytest.mark.parametrize(
    ("box", "value", "left"),
    [("model", "cd" * 32, 3), ("label", 0, 6), ("days", 1.0, 6), ("tag", "", 6), ("class_name", "cats", 3)],
)
def test_every_list_of_the_bar_narrows(shelf: ShelfWorkspace, wait: Wait, box: str, value: object, left: int) -> None:
    chosen = getattr(shelf.table.bar, box)
    chosen.setCurrentIndex(chosen.findData(value))
    wait(lambda: shelf.table.count == left)


def test_what_a_list_narrows_to_and_is_gone_narrows_no_more(
    shelf: ShelfWorkspace, project: Project, wait: Wait
) -> None:
    project.shelf.tag([1], give=["forge"])
    bar = shelf.table.bar
    wait(lambda: bar.tag.count() == 2)
    bar.tag.setCurrentIndex(1)
    wait(lambda: shelf.table.count == 1)
    project.shelf.tag([1], take=["forge"])
    wait(lambda: shelf.table.count == 6)
    assert bar.query() == ShelfQuery()


# ---- names --------------------------------------------------------------------------------------------------


def proposed(shelf: ShelfWorkspace) -> list[QPushButton]:
    found = shelf.names.findChildren(QPushButton)
    return [button for button in found if button.objectName().startswith("shelf.names.name.") and button.isVisible()]


def test_a_proposal_names_the_design_with_a_click(shelf: ShelfWorkspace, project: Project, wait: Wait) -> None:
    choose(shelf, 2)
    wait(lambda: shelf.details.name_field.text() == "Design 3")
    run_command(shelf, "shelf.names")
    wait(lambda: len(proposed(shelf)) == 8)
    first = proposed(shelf)[0].text()
    shelf.names.more.click()
    wait(lambda: proposed(shelf) and proposed(shelf)[0].text() != first)
    button = proposed(shelf)[3]
    name = button.text()
    button.click()
    assert not shelf.names.isVisible()
    wait(lambda: shown(shelf)[2] == name)
    assert shelf.details.name_field.text() == name
    assert project.undo_text() == f"rename to “{name}”"


def test_an_own_list_is_kept_with_the_project(
    shelf: ShelfWorkspace, project: Project, workbench: Workbench, tmp_path: Path, wait: Wait
) -> None:
    path = tmp_path / "elves.txt"
    path.write_text("\n".join(NAMES), "utf-8")
    choose(shelf, 2)
    wait(lambda: shelf.details.name_field.text() == "Design 3")
    shelf.names.take_list(str(path))
    own = shelf.names.findChild(QPushButton, "shelf.names.own")
    assert own is not None
    wait(lambda: own.isVisible() and own.text() == "elves" and own.isChecked())
    path.unlink()
    assert not {button.text() for button in proposed(shelf)} & set(NAMES)
    monsters = shelf.names.findChild(QPushButton, "shelf.names.monsters")
    assert monsters is not None
    monsters.click()
    wait(lambda: monsters.isChecked() and not own.isChecked())
    own.click()
    wait(own.isChecked)
    shelf.names.hide()
    workbench.close_project()
    wait(lambda: not workbench.tasks.running)
    workbench.open_project(project.folder)
    wait(lambda: shelf.table.count == 6)
    choose(shelf, 0)
    wait(lambda: shelf.details.name_field.text() == "Design 5")
    run_command(shelf, "shelf.names")
    wait(lambda: own.isChecked() and own.text() == "elves")
    shelf.names.hide()


def test_a_list_that_is_none_is_said(shelf: ShelfWorkspace, workbench: Workbench, tmp_path: Path, wait: Wait) -> None:
    errors: list[object] = []
    workbench.error_wanted.connect(lambda doing, error: errors.append(error))
    path = tmp_path / "odd.txt"
    path.write_bytes(b"x" * 1_000_000)
    shelf.names.take_list(str(path))
    wait(lambda: errors)
    assert "1,000,000 letters" in str(errors[0])


def test_a_remembered_list_of_a_stranger_is_not_believed(project: Project) -> None:
    from gan_engine.reporting import silent
    from studio.workers.shelf.names import OWN, propose

    for value in (
        7, [], {"names": 3}, {"names": ["x" * 100_000] * 5, "called": "c", "source": OWN},
        {"names": [7] * 9, "called": "c"}, {"names": ["\x1b[2J"] * 9, "called": "c", "source": []},
    ):  # fmt: skip
        project.remember("names", value)
        made = propose(OWN, 1, project, silent)
        assert (made.source, made.own_list) == ("armour", "")


def test_escape_empties_the_search_then_leaves_it(shelf: ShelfWorkspace) -> None:
    field = shelf.table.filter
    field.setFocus()
    field.setText("bat")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.text()
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
        field.setFocus()
        QTest.keyClick(field, key)
        assert shelf.focusWidget() is shelf.table.grid
