"""Keys that are the control's own come before commands, and nothing that lies over the window keeps the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from studio.dialogs import NewProjectDialog
from studio.preferences.dialog import SettingsDialog
from studio.project.project import Project
from studio.widgets.keyboard.tab_order import stops_of
from studio.window import Window
from tests.studio.commands import run_soon
from tests.studio.pages.conftest import Wait


def _come(window: Window, name: str, wait: Wait) -> None:
    window.show_workspace(name)
    wait(lambda: window.workspace(name) is not None and not window.workspaces.is_making_one)


def _find(window: QWidget, name: str, wait: Wait) -> QWidget:
    wait(lambda: window.findChild(QWidget, name) is not None and window.findChild(QWidget, name).isVisible())
    found = window.findChild(QWidget, name)
    assert found is not None
    found.setFocus()
    return found


def _command(window: Window, name: str) -> None:
    run_soon(next(each for each in window.actions_.all() if each.name == name))


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_press_the_button_that_has_the_keyboard(
    project: Project, window: Window, wait: Wait, key: Qt.Key
) -> None:
    """In Train too, where Space is the key of a command."""
    _come(window, "train", wait)
    QTest.keyClick(_find(window, "train.new", wait), key)
    wait(lambda: window.findChild(QWidget, "train.form.dataset") is not None)
    wait(lambda: window.findChild(QWidget, "train.form.dataset").isVisible())


def test_space_ticks_and_enter_does_not(project: Project, window: Window, wait: Wait) -> None:
    _come(window, "train", wait)
    _command(window, "train.new")
    box = _find(window, "train.form.mirror", wait)
    assert isinstance(box, QCheckBox)
    before = box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked() is not before
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.isChecked() is not before


def test_a_training_begins_from_wherever_one_is_in_its_form(project: Project, window: Window, wait: Wait) -> None:
    _come(window, "train", wait)
    _command(window, "train.new")
    name = _find(window, "train.form.name", wait)
    workspace = window.workspace("train")
    started: list[object] = []
    form = workspace.form  # type: ignore[union-attr]
    wait(lambda: form.card is not None and form.entry is not None and workspace.can_start_form())  # type: ignore[union-attr]
    form.wanted.disconnect()
    form.wanted.connect(started.append)

    def pressed() -> bool:
        """Refused while the form is looked through anew, as it is when the engine has come up."""
        QTest.keyClick(name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        return bool(started)

    wait(pressed)
    assert len(started) == 1


def test_enter_on_cancel_cancels(window: Window, tmp_path: Path) -> None:
    dialog = NewProjectDialog(window.workbench.settings, [tmp_path], name="A", title="T", note="N", parent=window)
    made: list[object] = []
    dialog.chosen.connect(lambda *chosen: made.append(chosen))
    dialog.show()
    cancel = dialog.findChild(QPushButton, "new-project.cancel")
    assert cancel is not None
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert made == []


def test_enter_in_a_field_of_a_dialog_does_what_the_dialog_is_for(window: Window, tmp_path: Path) -> None:
    dialog = NewProjectDialog(window.workbench.settings, [tmp_path], name="A", title="T", note="N", parent=window)
    made: list[object] = []
    dialog.chosen.connect(lambda *chosen: made.append(chosen))
    dialog.show()
    field = dialog.findChild(QWidget, "new-project.name")
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(made) == 1


def test_enter_acts_on_a_place_for_a_design(project: Project, window: Window, wait: Wait) -> None:
    """No command of Explore keeps it from there."""
    _come(window, "explore", wait)
    wait(lambda: window.workspace("explore").pictures.model is not None)  # type: ignore[union-attr]
    _command(window, "explore.mode.pad")
    corner = _find(window, "explore.pad.corner.0", wait)
    QTest.keyClick(corner, Qt.Key.Key_Return)
    chooser = window.findChild(QWidget, "explore.choose")
    assert chooser is not None
    assert chooser.isVisible()
    QTest.keyClick(chooser, Qt.Key.Key_Escape)
    wait(lambda: window.findChild(QWidget, "explore.choose") is None)


def _close_up(window: Window, wait: Wait) -> QWidget:
    _come(window, "curate", wait)
    grid = _find(window, "curate.grid", wait)
    assert isinstance(grid, QAbstractItemView)
    wait(lambda: grid.model().rowCount() > 5)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    wait(lambda: window.workspace("curate").table.current is not None)  # type: ignore[union-attr]
    QTest.keyClick(grid, Qt.Key.Key_Space)
    return _find(window, "curate.look-close", wait)


def test_a_picture_seen_close_keeps_the_tab_key(project: Project, window: Window, wait: Wait) -> None:
    close = _close_up(window, wait)
    QTest.keyClick(close, Qt.Key.Key_Tab)
    assert window.focusWidget() is close
    QTest.keyClick(close, Qt.Key.Key_Escape)
    assert not close.isVisible()
    assert window.focusWidget().objectName() == "curate.grid"


@pytest.mark.parametrize(
    ("key", "modifier", "goes_to"),
    [
        (Qt.Key.Key_T, Qt.KeyboardModifier.NoModifier, "curate.tag"),
        (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier, "curate.search"),
    ],
)
def test_a_picture_seen_close_goes_when_the_keyboard_goes_beneath_it(
    project: Project, window: Window, wait: Wait, key: Qt.Key, modifier: Qt.KeyboardModifier, goes_to: str
) -> None:
    close = _close_up(window, wait)
    QTest.keyClick(close, key, modifier)
    assert not close.isVisible()
    assert window.focusWidget().objectName() == goes_to


def test_a_picture_seen_close_stays_behind_the_palette(project: Project, window: Window, wait: Wait) -> None:
    close = _close_up(window, wait)
    _command(window, "window.palette")
    assert window.focusWidget().objectName() == "palette.field"
    assert close.isVisible()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.focusWidget() is close


def test_search_and_filter_bring_the_light_table_back(project: Project, window: Window, wait: Wait) -> None:
    _come(window, "curate", wait)
    grid = _find(window, "curate.grid", wait)
    assert isinstance(grid, QAbstractItemView)
    wait(lambda: grid.model().rowCount() > 5)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    _command(window, "curate.compare")
    compared = _find(window, "curate.compare", wait)
    QTest.keyClick(compared, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert not compared.isVisible()
    search = window.focusWidget()
    assert (search.objectName(), search.isVisible()) == ("curate.search", True)
    _command(window, "curate.open.background")
    wait(lambda: not grid.isVisible())
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert grid.isVisible()
    assert window.focusWidget() is search


@pytest.mark.parametrize("page", ["check", "background", "split", "frame", "augment", "bake", "statistics"])
def test_f6_goes_from_a_control_that_is_seen_to_another(
    project: Project, window: Window, wait: Wait, page: str
) -> None:
    """On both sides of a page to one that the Tab key leads to."""
    _come(window, "curate", wait)
    wait(lambda: _find(window, "curate.grid", wait).model().rowCount() > 5)  # type: ignore[attr-defined]
    _command(window, f"curate.open.{page}")
    places = []
    for _ in range(2):
        _command(window, "curate.switch")
        focused = window.focusWidget()
        assert focused in stops_of(window), focused
        places.append(focused)
    curate = window.workspace("curate")
    assert curate is not None
    assert [curate.inspector_panel.isAncestorOf(place) for place in places].count(True) == 1


def test_escape_in_the_header_closes_the_page(project: Project, window: Window, wait: Wait) -> None:
    _come(window, "curate", wait)
    _find(window, "curate.grid", wait)
    _command(window, "curate.open.check")
    curate = window.workspace("curate")
    assert curate.page_host.open_page is not None  # type: ignore[union-attr]
    QTest.keyClick(_find(window, "header.search", wait), Qt.Key.Key_Escape)
    assert curate.page_host.open_page is None  # type: ignore[union-attr]


def test_where_the_pressed_button_goes_tab_leads_on_from_there(
    project: Project, window: Window, wait: Wait, qtbot: QtBot
) -> None:
    _come(window, "curate", wait)
    _find(window, "curate.grid", wait)
    _command(window, "curate.open.bake")
    name = _find(window, "curate.bake.name", wait)
    stops = stops_of(window)
    after = stops[stops.index(name) + 1]
    name.hide()
    qtbot.waitUntil(lambda: window.focusWidget() is after)


def test_the_device_in_the_header_leads_to_its_settings(project: Project, window: Window, wait: Wait) -> None:
    window.header.set_device({"device": "A card", "device_kind": "cuda"})
    QTest.keyClick(_find(window, "header.device", wait), Qt.Key.Key_Return)
    wait(lambda: bool(window.findChildren(SettingsDialog)))
    (dialog,) = window.findChildren(SettingsDialog)
    page = dialog.findChild(QWidget, "settings.computing")
    assert page is not None
    assert page.isVisible()
    dialog.close()


def test_a_mode_of_explore_opens_with_the_keyboard_on_a_control_that_is_seen(
    project: Project, window: Window, wait: Wait
) -> None:
    _come(window, "explore", wait)
    wait(lambda: window.workspace("explore").pictures.model is not None)  # type: ignore[union-attr]
    for command in window.actions_.all():
        if command.name.startswith("explore.mode.") and command.run():
            wait(lambda command=command: window.focusWidget() in stops_of(window), 10)  # type: ignore[misc]


def test_in_another_room_the_keyboard_is_in_that_room(project: Project, window: Window, wait: Wait) -> None:
    """Not with the page that it left behind, out of sight."""
    _come(window, "shelf", wait)
    _come(window, "curate", wait)
    _find(window, "curate.grid", wait)
    _command(window, "curate.open.map")
    map_ = _find(window, "curate.map.view", wait)
    wait(map_.hasFocus)
    window.show_workspace("shelf")
    assert window.focusWidget().isVisible()
    assert not map_.hasFocus()


def test_what_scrolls_controls_is_no_stop_without_a_name(project: Project, window: Window, wait: Wait) -> None:
    """On pages too that have yet to be filled."""
    _come(window, "curate", wait)
    _find(window, "curate.grid", wait)
    for command in window.actions_.all():
        if command.name.startswith("curate.open."):
            command.run()
    areas = window.findChildren(QScrollArea)
    stops = [each for each in areas if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [each.objectName() for each in stops if not each.accessibleName()] == []


def test_where_a_field_has_nothing_to_take_back_the_room_does(project: Project, window: Window, wait: Wait) -> None:
    _come(window, "curate", wait)
    grid = _find(window, "curate.grid", wait)
    assert isinstance(grid, QAbstractItemView)
    wait(lambda: grid.model() is not None and grid.model().rowCount() > 3)
    grid.setCurrentIndex(grid.model().index(2, 0))
    _command(window, "curate.pick")
    bench = window.workbench
    wait(lambda: bool(bench.undo_text))
    picked = bench.undo_text
    search = _find(window, "curate.search", wait)
    assert isinstance(search, QLineEdit)
    wait(search.hasFocus)
    QTest.keyClicks(search, "cat")
    QTest.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert search.text() == ""
    assert bench.undo_text == picked, "what was typed is taken back first"
    QTest.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: bench.undo_text != picked and bench.redo_text == picked)
    assert search.hasFocus()
    QTest.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert search.text() == "cat", "and done again first"
    QTest.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    wait(lambda: bench.undo_text == picked)
