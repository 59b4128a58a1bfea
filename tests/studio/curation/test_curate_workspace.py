"""Curating by keyboard and mouse, in the real window."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from gan_engine.pictures import write_png
from studio.curation.inspector import facts_of
from studio.curation.project_reader import wanted
from studio.project.pictures.facts import Flag, Step
from studio.project.pictures.query import Order, Query, State
from studio.project.project import Project
from studio.workers.workbench import Toast
from tests.studio.project_support import draw_figure, draw_folder, make_project

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.curation.workspace import CurateWorkspace
    from studio.window import Window
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]


@pytest.fixture
def filled(workbench: Workbench, tmp_path: Path) -> Project:
    """40 pictures in four classes, open in the workbench."""
    project = make_project(tmp_path / "Critters", 40, size=64)
    workbench.adopt_project(project)
    return project


def _curate(window: Window, wait: Wait) -> CurateWorkspace:
    wait(lambda: window.workspace("curate") is not None)
    workspace = window.workspace("curate")
    wait(lambda: workspace.list.current_key() == "all")
    return workspace  # type: ignore[return-value]


@pytest.fixture
def curate(filled: Project, window: Window, wait: Wait) -> CurateWorkspace:
    """Curate in front, its pictures on the table."""
    workspace = _curate(window, wait)
    wait(lambda: workspace.table.model.facts(1) is not None)
    workspace.grid.setFocus()
    return workspace


@pytest.fixture
def empty(project: Project, window: Window, wait: Wait) -> CurateWorkspace:
    """Curate in front of an empty project."""
    return _curate(window, wait)


def _press(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """To whoever has the keyboard; commands are shortcuts of the window."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def _names(workspace: CurateWorkspace, project: Project) -> list[str]:
    return [picture.name for picture in project.catalogue.pictures(workspace.model.ids.tolist())]


def _counts(workspace: CurateWorkspace) -> dict[str, str]:
    model = workspace.list.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return {row.data(): row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows}


def _visible(widget: QWidget, name: str) -> bool:
    found = widget.findChild(QWidget, name)
    return found is not None and found.isVisible()


# ---- importing ----------------------------------------------------------------------------------------------------


def test_an_empty_project_says_what_to_do_next(empty: CurateWorkspace, wait: Wait) -> None:
    wait(lambda: _visible(empty, "curate.empty"))
    assert _visible(empty, "curate.empty.folder")
    assert not _visible(empty, "curate.search")
    assert _counts(empty)["All"] == "All 0"


def test_dropping_a_folder_and_a_zip_imports_them(
    empty: CurateWorkspace, project: Project, wait: Wait, tmp_path: Path
) -> None:
    draw_folder(tmp_path / "art", 8, size=32)
    (tmp_path / "art" / "cats" / "torn.png").write_bytes(b"\x89PNG\r\n\x1a\n torn")
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        write_png(tmp_path / "x.png", draw_figure(50, 32))
        archive.write(tmp_path / "x.png", "more/x.png")
    before = {path: path.read_bytes() for path in (tmp_path / "art").rglob("*.png")}
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("art", "more.zip")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, mime, left, none)
    QApplication.sendEvent(empty, enter)
    assert enter.isAccepted()
    assert _visible(empty, "curate.drop")
    drop = QDropEvent(QPointF(50, 50), copy, mime, left, none)
    QApplication.sendEvent(empty, drop)
    assert not _visible(empty, "curate.drop")
    wait(lambda: len(empty.model.ids) == 10)
    wait(lambda: empty.grid.isVisible())
    wait(lambda: _counts(empty).get("cats") == "cats 3")
    wait(lambda: _counts(empty).get("Damaged") == "Damaged 1")
    wait(lambda: not empty.importer.is_checking)
    assert {path: path.read_bytes() for path in before} == before
    wait(lambda: empty.workbench.undo_text == "import 10 pictures")
    empty.workbench.undo()
    wait(lambda: _visible(empty, "curate.empty"))
    empty.workbench.redo()
    wait(lambda: len(empty.model.ids) == 10)


def test_all_that_an_import_did_not_take_can_be_looked_at(empty: CurateWorkspace, wait: Wait, tmp_path: Path) -> None:
    draw_folder(tmp_path / "art", 4, size=32)
    for number in range(5):
        (tmp_path / "art" / f"{number}.jxl").write_bytes(b"x")
    told: list[Toast] = []
    empty.workbench.toast_wanted.connect(told.append)
    empty.importer.take_in([tmp_path / "art"])
    wait(lambda: bool(told))
    assert "5 skipped" in told[0].text
    assert "0.jxl, 1.jxl, 2.jxl and 2 more: JPEG XL cannot be read." in told[0].text
    assert told[0].callback is not None
    told[0].callback()
    dialog = empty.window().findChild(QDialog, "curate.skipped")
    assert dialog is not None
    lines = dialog.findChild(QPlainTextEdit, "curate.skipped.list").toPlainText().splitlines()
    assert [line.split(":")[0] for line in lines] == [f"{number}.jxl" for number in range(5)]
    dialog.close()


def test_what_is_dragged_out_of_the_grid_is_not_imported_again(curate: CurateWorkspace) -> None:
    mime = QMimeData()
    mime.setText("no file")
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter.ignore()
    QApplication.sendEvent(curate, enter)
    assert not enter.isAccepted()


def test_a_project_made_from_a_folder_imports_it(window: Window, wait: Wait, tmp_path: Path) -> None:
    draw_folder(tmp_path / "art", 4, size=32)
    project = Project.create(tmp_path / "New")
    window.workbench.adopt_project(project)
    window.workbench.import_wanted.emit([tmp_path / "art"])
    workspace = _curate(window, wait)
    wait(lambda: len(workspace.model.ids) == 4)
    wait(lambda: not workspace.importer.is_checking)
    assert project.undo_text() == "import 4 pictures"
    assert project.undo() is not None
    assert project.undo() is None  # it was imported once


# ---- deciding -----------------------------------------------------------------------------------------------------


def test_p_x_and_u_decide_and_undo_takes_back(
    curate: CurateWorkspace, window: Window, filled: Project, wait: Wait
) -> None:
    curate.grid.set_current_row(0)
    _press(window, Qt.Key.Key_P)
    wait(lambda: filled.catalogue.count(Query(state=State.PICKED)) == 1)
    wait(lambda: _counts(curate)["Picked"] == "Picked 1")
    assert curate.grid.currentIndex().row() == 0
    curate.grid.set_current_row(3, extend=True)
    _press(window, Qt.Key.Key_X)
    wait(lambda: _counts(curate)["Rejected"] == "Rejected 4")
    wait(lambda: window.workbench.undo_text == "reject 4 pictures")
    _press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: _counts(curate)["Picked"] == "Picked 1")
    _press(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: _counts(curate)["Rejected"] == "Rejected 4")
    assert curate.table.count == 4
    _press(window, Qt.Key.Key_U)
    wait(lambda: _counts(curate)["Undecided"] == "Undecided 40")


def test_the_undecided_are_gone_through_without_touching_the_mouse(
    curate: CurateWorkspace, window: Window, filled: Project, wait: Wait
) -> None:
    curate.show_collection("undecided")
    wait(lambda: curate.middle_stack.filters.isVisible() and curate.list.current_key() == "undecided")
    curate.grid.setFocus()
    curate.grid.set_current_row(0)
    for decided in range(1, 6):
        here = curate.table.current_id
        _press(window, Qt.Key.Key_P if decided % 2 else Qt.Key.Key_X)
        wait(lambda count=40 - decided: len(curate.model.ids) == count)
        assert here not in curate.model.ids
        assert curate.table.count == 1
    assert filled.catalogue.states_of(range(1, 41)) == {State.PICKED: 3, State.REJECTED: 2, State.UNDECIDED: 35}


def test_shift_decides_and_goes_on(curate: CurateWorkspace, window: Window, filled: Project, wait: Wait) -> None:
    curate.grid.set_current_row(0)
    ids = curate.model.ids[:2].tolist()
    _press(window, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    _press(window, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    assert curate.grid.currentIndex().row() == 2
    wait(lambda: filled.catalogue.states_of(ids) == {State.PICKED: 1, State.REJECTED: 1})


def test_thousands_are_decided_on_at_once(curate: CurateWorkspace, window: Window, wait: Wait) -> None:
    _press(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert curate.table.count == 40
    wait(lambda: "40 pictures" in curate.inspect._title.text())
    _press(window, Qt.Key.Key_X)
    wait(lambda: _counts(curate)["Rejected"] == "Rejected 40")
    assert window.toast.text == "40 pictures rejected"


def test_buttons_do_what_keys_do(curate: CurateWorkspace, qtbot: QtBot, wait: Wait) -> None:
    curate.grid.set_current_row(1)
    button = curate.findChild(QWidget, "curate.reject")
    wait(lambda: button.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    wait(lambda: _counts(curate)["Rejected"] == "Rejected 1")
    wait(button.isChecked)


def test_tags_are_typed_and_taken_off(
    curate: CurateWorkspace, window: Window, filled: Project, qtbot: QtBot, wait: Wait
) -> None:
    curate.grid.set_current_row(0)
    curate.grid.set_current_row(2, extend=True)
    wait(lambda: curate.inspect.tag_field.isVisible())
    _press(window, Qt.Key.Key_T)
    assert curate.inspect.tag_field.hasFocus()
    QTest.keyClicks(curate.inspect.tag_field, "boss,  side   view, ")
    _press(window, Qt.Key.Key_Return)
    assert curate.grid.hasFocus()
    wait(lambda: _counts(curate).get("side view") == "side view 3")
    wait(lambda: curate.inspect.tags.tags == ["boss", "side view"])  # two of them, as one change
    chip = curate.findChild(QWidget, "curate.tags.1")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    wait(lambda: "side view" not in _counts(curate))
    _press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: _counts(curate).get("side view") == "side view 3")
    _press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: not {"side view", "boss"} & set(_counts(curate)))


def test_letters_typed_into_a_field_decide_nothing(
    curate: CurateWorkspace, window: Window, filled: Project, wait: Wait
) -> None:
    curate.grid.set_current_row(0)
    wait(lambda: curate.inspect.tag_field.isVisible())
    _press(window, Qt.Key.Key_T)
    QTest.keyClicks(curate.inspect.tag_field, "pxu")
    assert curate.inspect.tag_field.text() == "pxu"
    _press(window, Qt.Key.Key_Escape)
    assert curate.grid.hasFocus()
    assert filled.undo_text() == ""


def test_a_class_is_set_and_taken_away(curate: CurateWorkspace, window: Window, filled: Project, wait: Wait) -> None:
    curate.grid.set_current_row(0)
    wait(lambda: curate.inspect.class_field.isVisible())
    _press(window, Qt.Key.Key_C)
    QTest.keyClicks(curate.inspect.class_field, "Heroes")
    _press(window, Qt.Key.Key_Return)
    wait(lambda: _counts(curate).get("Heroes") == "Heroes 1")
    window.activateWindow()  # the list of suggestions was a window of its own
    wait(window.isActiveWindow)
    _press(window, Qt.Key.Key_C)
    curate.inspect.class_field.selectAll()
    _press(window, Qt.Key.Key_Delete)
    _press(window, Qt.Key.Key_Return)
    wait(lambda: _counts(curate).get("No class") == "No class 1")
    assert filled.undo_text() == "no class for 1 picture"


def test_taking_out_leaves_the_files(curate: CurateWorkspace, window: Window, filled: Project, wait: Wait) -> None:
    curate.grid.set_current_row(0)
    path = curate.table.current.path
    _press(window, Qt.Key.Key_Delete)
    wait(lambda: len(curate.model.ids) == 39)
    assert path.is_file()
    _press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: len(curate.model.ids) == 40)


# ---- finding ------------------------------------------------------------------------------------------------------


def test_rows_chips_and_words_narrow_together(
    curate: CurateWorkspace, window: Window, filled: Project, qtbot: QtBot, wait: Wait
) -> None:
    filled.catalogue.tag([1, 2, 5], give=["horns"])
    wait(lambda: _counts(curate).get("horns") == "horns 3")
    curate.show_collection("class:cats")
    wait(lambda: len(curate.model.ids) == 10)
    curate.filters.narrow("tag:horns")
    wait(lambda: len(curate.model.ids) == 2)
    _press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert curate.filters.search.hasFocus()
    QTest.keyClicks(curate.filters.search, "cat 4")
    wait(lambda: _names(curate, filled) == ["cat 4.png"])
    QTest.keyClicks(curate.filters.search, "xyz")
    wait(lambda: _visible(curate, "curate.nothing"))
    assert curate.filters.search.hasFocus()
    _press(window, Qt.Key.Key_Escape)
    wait(lambda: len(curate.model.ids) == 2)
    qtbot.mouseClick(curate.findChild(QWidget, "curate.chip.0"), Qt.MouseButton.LeftButton)
    wait(lambda: len(curate.model.ids) == 10)
    curate.show_collection("all")
    wait(lambda: len(curate.model.ids) == 40)


def test_undecided_first_and_the_order(curate: CurateWorkspace, filled: Project, qtbot: QtBot, wait: Wait) -> None:
    filled.catalogue.set_state([1], State.PICKED)
    wait(lambda: curate.model.ids[0] == 1)
    qtbot.mouseClick(curate.findChild(QWidget, "curate.undecided-first"), Qt.MouseButton.LeftButton)
    wait(lambda: curate.model.ids[-1] == 1)
    curate.filters._set_order(Order.NEWEST)
    assert wanted(curate.reader.asked, {}) == Query(order=Order.NEWEST, undecided_first=True)


def test_a_row_that_becomes_empty_makes_room_for_all(curate: CurateWorkspace, filled: Project, wait: Wait) -> None:
    filled.catalogue.tag([1, 2], give=["horns"])
    wait(lambda: "horns" in _counts(curate))
    curate.show_collection("tag:horns")
    wait(lambda: len(curate.model.ids) == 2)
    curate.table.choose_all()
    curate.decisions.take_tag("horns")
    wait(lambda: curate.list.current_key() == "all")
    wait(lambda: len(curate.model.ids) == 40)


def test_a_picture_found_elsewhere_is_shown(curate: CurateWorkspace, window: Window, wait: Wait) -> None:
    curate.show_collection("class:cats")
    wait(lambda: len(curate.model.ids) == 10)
    window.workbench.show_in_curate.emit(2)
    wait(lambda: curate.table.current_id == 2)
    assert curate.list.current_key() == "all"


def test_missing_originals_are_shown_and_found_again(
    curate: CurateWorkspace, filled: Project, wait: Wait, tmp_path: Path
) -> None:
    art = tmp_path / "Critters art"
    moved = tmp_path / "elsewhere"
    art.rename(moved)
    curate.importer.look_after()
    wait(lambda: _counts(curate).get("Missing") == "Missing 40")
    wait(lambda: "missing" in (curate.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) or ""))
    assert filled.catalogue.count(Query(usable=True)) == 0
    moved.rename(art)
    curate.importer.look_after()
    wait(lambda: "Missing" not in _counts(curate))


def test_originals_that_moved_with_their_project_are_shown(
    curate: CurateWorkspace, filled: Project, wait: Wait, tmp_path: Path
) -> None:
    with filled.database.writing() as connection:  # as the catalogue has it after a move: only the hint is right
        connection.execute(
            "UPDATE sources SET hint = '..' || substr(path, ?1), path = '/not here' || substr(path, ?1)",
            (len(str(tmp_path)) + 1,),
        )
    curate.table.model.look_again()
    first = curate.table.model.id_at(0)
    wait(lambda: curate.table.model.facts(first).path.is_relative_to("/not here"))
    curate.importer.look_after()
    wait(lambda: curate.table.model.facts(first).path.is_relative_to(tmp_path / "Critters art"))
    wait(lambda: curate.table.model.index(0).data(Qt.ItemDataRole.DecorationRole) is not None)


# ---- looking ------------------------------------------------------------------------------------------------------


def test_space_looks_close_and_the_keys_go_on_working(
    curate: CurateWorkspace, window: Window, filled: Project, wait: Wait
) -> None:
    curate.grid.set_current_row(0)
    _press(window, Qt.Key.Key_Space)
    assert curate.close_view.is_open
    wait(lambda: curate.close_view._whole)
    _press(window, Qt.Key.Key_P)
    wait(lambda: filled.catalogue.count(Query(state=State.PICKED)) == 1)
    _press(window, Qt.Key.Key_Right)
    wait(lambda: curate.table.grid.currentIndex().row() == 1)
    _press(window, Qt.Key.Key_X)
    wait(lambda: filled.catalogue.count(Query(state=State.REJECTED)) == 1)
    wait(lambda: "rejected" in curate.close_view._view.accessibleDescription())
    _press(window, Qt.Key.Key_Space)
    assert not curate.close_view.is_open
    assert curate.grid.hasFocus()


def test_the_inspector_tells_what_is_known(curate: CurateWorkspace, filled: Project, wait: Wait) -> None:
    from studio.project.pictures.facts import Flag

    filled.catalogue.record_findings(1, {1: [Flag("too-small", "It has 64 x 64 pixels; 128 would be better.")]})
    filled.catalogue.tag([1], give=["horns"])
    curate.grid.set_current_row(0)
    wait(lambda: curate.inspect.tags.tags == ["horns"])
    words = [label.text() for label in curate.inspect.findChildren(QWidget) if hasattr(label, "text")]
    assert "cat 0.png" in words
    assert "It has 64 x 64 pixels; 128 would be better." in words
    assert any("64 px" in word for word in words)
    assert curate.inspect.class_field.text() == "cats"
    curate.grid.clearSelection()
    wait(lambda: "Nothing chosen" in [label.text() for label in curate.inspect.findChildren(QWidget)
                                      if hasattr(label, "text")])  # fmt: skip


# ---- projects come and go -------------------------------------------------------------------------------------------


def test_another_project_takes_the_place_of_the_first(
    curate: CurateWorkspace, workbench: Workbench, wait: Wait, tmp_path: Path
) -> None:
    curate.show_collection("class:cats")
    curate.filters.search.setText("cat")
    other = make_project(tmp_path / "Other", 6, size=32)
    workbench.adopt_project(other)
    wait(lambda: len(curate.model.ids) == 6)
    assert curate.list.current_key() == "all"
    assert curate.filters.text == ""
    workbench.close_project()
    assert len(curate.model.ids) == 0


def test_every_command_can_be_found_and_is_asked_whether_it_can_be_done(curate: CurateWorkspace) -> None:
    commands = {command.name: command for command in curate.commands()}
    assert len(commands) == len(curate.commands())
    assert not commands["curate.pick"].enabled()
    assert commands["curate.bake"].enabled()
    curate.grid.set_current_row(0)
    assert commands["curate.pick"].enabled()
    assert not commands["curate.find-missing"].enabled()


def test_what_is_held_out_says_so_and_is_given_back(
    curate: CurateWorkspace, window: Window, filled: Project, wait: Wait
) -> None:
    curate.table.go_to(5)
    _press(window, Qt.Key.Key_H)
    wait(lambda: filled.catalogue.counts().held == 1)
    wait(lambda: curate.model.facts(5) is not None and curate.model.facts(5).held)  # type: ignore[union-attr]
    assert "held out" in str(curate.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Held out" in _counts(curate)
    _press(window, Qt.Key.Key_H)
    wait(lambda: filled.catalogue.counts().held == 0)


def test_a_part_says_which_sheet_it_is_from(curate: CurateWorkspace, filled: Project, wait: Wait) -> None:
    steps = [Step("cut", {"box": [0, 0, 30, 64], "sheet": "cat 0.png", "part": 1})]
    filled.catalogue.cut({1: [steps]})
    part = filled.catalogue.parts_of(1)[0]
    facts = dict(facts_of(filled.catalogue.pictures([part])[0]))
    assert facts["Size"].startswith("30 × 64 px, ")
    assert facts["From"].endswith(".png, part 1")
    wait(lambda: "Sheets, cut up" in _counts(curate))
    curate.show_collection("sheets")
    wait(lambda: curate.model.ids.tolist() == [1])


def test_a_damaged_picture_says_that_it_is_not_trained_on(curate: CurateWorkspace, filled: Project, wait: Wait) -> None:
    filled.catalogue.record_findings(1, {3: [Flag("truncated", "It ends too early.")]})
    wait(lambda: curate.context.counts.damaged == 1)
    curate.table.go_to(3)
    wait(lambda: curate.inspect._trained_words.text() == "Not trained on")
