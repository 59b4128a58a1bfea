"""On every page: what a screen reader says of each control, and that the Tab key leads to all of them, seen."""

from __future__ import annotations

import gc
from collections import defaultdict

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QRadioButton,
    QScrollBar,
    QTableView,
    QWidget,
    QWidgetItem,
)  # fmt: skip

from studio.project.project import Project
from studio.widgets.fields.eliding_box import ElidingBox
from studio.widgets.grid.grid_view import GridView
from studio.widgets.keyboard.tab_order import is_stop, stops_of
from studio.window import Window
from tests.studio.pages.conftest import Wait
from tests.studio.pages.faults import name_of
from tests.studio.pages.walk import stations
from tests.studio.test_names import INTERACTIVE, is_inside_qt

_Role = QAccessible.Role
_ROLES: tuple[tuple[type[QWidget], set[QAccessible.Role]], ...] = (
    (QCheckBox, {_Role.CheckBox}),
    (QRadioButton, {_Role.RadioButton}),
    (QAbstractButton, {_Role.Button, _Role.PushButton, _Role.CheckBox, _Role.ButtonMenu}),
    (QComboBox, {_Role.ComboBox}),
    (QLineEdit, {_Role.EditableText}),
    (QAbstractSpinBox, {_Role.SpinBox}),
    (QAbstractSlider, {_Role.Slider}),
    (QHeaderView, {_Role.Client}),
    (QTableView, {_Role.Table}),
    (GridView, {_Role.Client}),
    (QAbstractItemView, {_Role.List, _Role.Table, _Role.Tree}),
)
"""What a control has to say it is, by its class; the first that fits. Qt has no role for headings, nor for a view of
one's own making: the grid says in its description what is chosen."""


def controls(root: QWidget) -> list[QWidget]:
    """What can be seen of `root` and used."""
    return [
        each
        for each in root.findChildren(QWidget)
        if each.isVisible()
        and each.window() is root.window()
        and (isinstance(each, INTERACTIVE) or each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not isinstance(each, QScrollBar)
        and not is_inside_qt(each)
    ]


def misread(root: QWidget) -> list[str]:
    """Controls without a name, of a wrong role, or told from another beside them by nothing."""
    found = []
    said: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for each in controls(root):
        read = QAccessible.queryAccessibleInterface(each)
        if read is None or not read.isValid():
            found.append(f"is not read at all: {name_of(each)}")
            continue
        # On Linux Qt reads of a list to choose from what is chosen, and its name from the label that belongs to it.
        name = each.accessibleName() if isinstance(each, QComboBox) else read.text(QAccessible.Text.Name)
        if not name.strip():
            found.append(f"has no name: {name_of(each)}")
        wanted = next((roles for kind, roles in _ROLES if isinstance(each, kind)), None)
        if wanted is not None and read.role() not in wanted:
            found.append(f"is read as {read.role()}: {name_of(each)}")
        if isinstance(each, QComboBox) and not isinstance(each, ElidingBox):
            found.append(f"its list would have no name: {name_of(each)}")
        if not each.objectName():
            found.append(f"cannot be found by a name: {name_of(each)}")
        description = read.text(QAccessible.Text.Description)
        said[(each.parentWidget(), read.role(), name, description)].append(name_of(each))
    found += [f"are read alike, “{key[2]}”: {', '.join(names)}" for key, names in said.items() if len(names) > 1]
    return found


def unreached(root: QWidget) -> list[str]:
    """Controls that the Tab key does not lead to."""
    wanted = {each for each in controls(root) if is_stop(each)}
    reached: set[QWidget] = set()
    for _ in range(2 * len(wanted) + 20):
        QTest.keyClick(root.focusWidget() or root, Qt.Key.Key_Tab)
        if (now := root.focusWidget()) is not None:
            reached.add(now)
    return sorted(name_of(each) for each in wanted - reached)


def test_every_control_of_every_page_is_read_and_reached(project: Project, window: Window, wait: Wait) -> None:
    faults: list[str] = []
    for name, seen in stations(window, wait):
        if seen is not window:
            seen.activateWindow()
            wait(seen.isActiveWindow)
        faults += [f"{name}: {fault}" for fault in misread(seen)]
        faults += [f"{name}: the Tab key does not lead to {fault}" for fault in unreached(seen)]
    assert not faults, "\n".join(dict.fromkeys(faults))


def test_the_tab_key_goes_as_one_reads(project: Project, window: Window, wait: Wait) -> None:
    """Through the header, the list at the left, the pictures, the panel at the right and the line at the bottom."""
    window.show_workspace("curate")
    wait(lambda: window.workspace("curate") is not None)
    wait(lambda: window.findChild(QWidget, "curate.search") is not None and window.isActiveWindow())
    wait(lambda: window.findChild(QWidget, "curate.search").isVisible())  # type: ignore[union-attr]
    wait(lambda: window.findChild(QWidget, "curate.step.bake") is not None)
    names = [each.objectName() for each in stops_of(window)]
    wanted = [
        "header.menu", "header.search", "rail.curate", "curate.collections", "curate.side.handle", "curate.search",
        "curate.step.check", "curate.step.bake", "curate.inspector.handle",
    ]  # fmt: skip
    assert [name for name in names if name in wanted] == wanted
    first = window.findChild(QWidget, "header.menu")
    assert first is not None
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert window.focusWidget().objectName() == names[1]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    assert window.focusWidget().objectName() == names[-1], "round and round"


def test_where_the_focused_control_goes_the_keyboard_stays_near(project: Project, window: Window, wait: Wait) -> None:
    window.show_workspace("curate")
    wait(lambda: window.findChild(QWidget, "curate.search") is not None and window.isActiveWindow())
    wait(lambda: window.findChild(QWidget, "curate.class") is not None)
    search = window.findChild(QWidget, "curate.search")
    assert search is not None
    search.setFocus()
    search.hide()
    focused = window.focusWidget()
    assert focused is not None
    assert search.parentWidget().isAncestorOf(focused)


def test_from_the_list_of_a_box_the_keyboard_goes_on_beside_it(project: Project, window: Window, wait: Wait) -> None:
    window.show_workspace("shelf")
    wait(lambda: window.findChild(QWidget, "shelf.order") is not None and window.isActiveWindow())
    box = window.findChild(QComboBox, "shelf.order")
    assert isinstance(box, QComboBox)
    wait(box.isVisible)
    box.setFocus()
    box.showPopup()
    box.view().setFocus()
    wait(lambda: QApplication.focusWidget() is box.view())
    assert window.focusNextPrevChild(True)
    box.hidePopup()
    focused = window.focusWidget()
    assert focused is not None
    assert focused is not box
    stops = stops_of(window)
    assert stops.index(focused) in (stops.index(box) + 1, stops.index(box) - 1)


def test_the_tab_key_leaves_nothing_behind_that_could_be_taken_for_something_else(
    project: Project, window: Window, wait: Wait
) -> None:
    window.show_workspace("curate")
    wait(lambda: window.findChild(QWidget, "curate.search") is not None and window.isActiveWindow())

    def items() -> int:
        return sum(type(each) is QWidgetItem for each in gc.get_objects())

    before = items()
    for _ in range(5):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
    assert items() <= before
