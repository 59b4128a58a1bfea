"""Each interactive widget has a stable name for tests and tools, and a name in words for who cannot see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)  # fmt: skip
from pytestqt.qtbot import QtBot

from studio.dialogs import CloseDialog, NewProjectDialog
from studio.help.about import AboutDialog
from studio.help.guide_window import GuideWindow
from studio.help.shortcut_sheet import ShortcutSheet
from studio.preferences.dialog import SettingsDialog
from studio.project.project import Project
from studio.widgets.colour_dialog import colour_dialog
from studio.widgets.fields.eliding_box import ElidingBox
from studio.window import Window
from studio.workspaces import WORKSPACES

Wait = Callable[..., None]

INTERACTIVE = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit,
)  # fmt: skip


def faults(root: QWidget) -> list[str]:
    """What is interactive below `root` and lacks a name. Parts that Qt makes inside its own widgets count as theirs."""
    found, names = [], {}
    for widget in root.findChildren(QWidget):
        focusable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not isinstance(widget, INTERACTIVE) and not focusable:
            continue
        if isinstance(widget, QScrollBar | QTabBar) or is_inside_qt(widget):
            continue
        path = f"{type(widget).__name__} {widget.objectName() or 'without a name'} in {_place(widget)}"
        name = widget.objectName()
        if not name or name.startswith("qt_"):
            found.append(f"no objectName: {path}")
        elif name != name.lower() or " " in name:
            found.append(f"objectName not lower case and dotted: {path}")
        elif name in names and widget.parent() is not names[name].parent() and "task" not in name:
            found.append(f"objectName twice: {path} and {_place(names[name])}")
        names[name] = widget
        if not widget.accessibleName():
            found.append(f"no accessible name: {path}")
    return found


def is_inside_qt(widget: QWidget) -> bool:
    """A part that Qt makes inside its own widgets, and that nobody meets apart from them. The headings of a table, the
    cross in a field and the list of a choice are met."""
    parent = widget.parentWidget()
    if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
        return True
    while parent is not None:
        if isinstance(parent, QAbstractSpinBox | QTabBar) or (isinstance(parent, QComboBox) and not widget.isVisible()):
            return True  # the list of a choice is named when it is opened
        parent = parent.parentWidget()
    return widget.objectName().startswith("qt_")


def _place(widget: QWidget) -> str:
    parts, parent = [], widget.parentWidget()
    while parent is not None and len(parts) < 4:
        parts.append(parent.objectName() or type(parent).__name__)
        parent = parent.parentWidget()
    return " < ".join(parts)


def test_the_walk_finds_what_is_unnamed(dressed: object) -> None:
    root = QWidget()
    QLineEdit(root)
    named = QLineEdit(root)
    named.setObjectName("Some Field")
    named.setAccessibleName("Some field")
    assert len(faults(root)) == 3
    root.deleteLater()


def test_the_list_of_a_choice_is_called_as_the_choice(dressed: object, qtbot: QtBot) -> None:
    box = ElidingBox()
    qtbot.addWidget(box)
    box.setObjectName("shelf.filter-bar.tag")
    box.setAccessibleName("Tag")
    box.addItems(["any", "moss"])
    box.show()
    box.showPopup()
    assert box.view().isVisible()
    assert faults(box) == []
    assert (box.view().objectName(), box.view().accessibleName()) == ("shelf.filter-bar.tag.list", "Tag")
    box.hidePopup()


def test_the_dialog_for_a_colour(dressed: object, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = colour_dialog(owner, "settings.colour", "Ground", "#123456", print)
    dialog.open()
    assert len(dialog.findChildren(QAbstractSpinBox)) > 5
    assert faults(dialog) == []
    names = [each.accessibleName() for each in dialog.findChildren(QAbstractSpinBox)]
    assert len(set(names)) == len(names)
    dialog.close()


def test_the_window_itself(window: Window) -> None:
    assert faults(window) == []


@pytest.mark.parametrize("name", [place[0] for place in WORKSPACES])
def test_a_workspace(window: Window, project: Project, wait: Wait, name: str) -> None:
    window.show_workspace(name)
    wait(lambda: window.workspace(name) is not None)
    assert faults(window.workspace(name)) == []


def test_the_dialogs(window: Window, tmp_path: object, qtbot: QtBot) -> None:
    from pathlib import Path

    dialogs = [
        AboutDialog(window),
        CloseDialog(["Baking 3 of 10"], window),
        GuideWindow(window.workbench.jobs, window),
        SettingsDialog(window.preferences, lambda: window.actions_.known, {}, window),
        ShortcutSheet([("Everywhere", window.actions_.all())], parent=window),
        NewProjectDialog(window.workbench.settings, [Path("/a")], name="A", title="T", note="N", parent=window),
    ]
    qtbot.wait(200)  # some are filled while they are seen
    for dialog in dialogs:
        assert faults(dialog) == []
        dialog.close()
        dialog.deleteLater()
