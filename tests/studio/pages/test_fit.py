"""In the smallest window every page is whole, at every size of text; panels that have no room fold away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from studio import theme
from studio.project.project import Project
from studio.settings import Settings
from studio.widgets.grid.layout import MARGIN
from studio.widgets.room.folding import Folding
from studio.widgets.room.handle import PanelHandle
from studio.window import Window
from tests.studio.pages.conftest import Wait
from tests.studio.pages.faults import faults
from tests.studio.pages.walk import PAGES, stations

_SMALLEST = (900, 620)
_HEAD = 16 + MARGIN
"""px from the edge of a room's middle at which every page begins: over the first picture of a grid."""


def head_of(window: Window) -> int | None:
    """px from the edge of the room's middle to the first words or button at its top; None where there are none."""
    workspace = window.workspace(window.front)
    assert workspace is not None
    middle = workspace.middle.parentWidget()
    tops = [
        each.mapTo(middle, QPoint(0, 0))
        for kind in (QLabel, QAbstractButton)
        for each in middle.findChildren(kind)
        if each.isVisible() and each.text() + each.accessibleName()
    ]
    return min((top.x() for top in tops if top.y() < 48 and top.x() < middle.width() // 3), default=None)


@pytest.mark.parametrize("size", [100, 150], indirect=True)
def test_every_page_is_whole_in_the_smallest_window(
    size: int, project: Project, window: Window, wait: Wait, qtbot: QtBot
) -> None:
    window.resize(*_SMALLEST)
    walked = []
    for name, seen in stations(window, wait):
        walked.append(name)
        try:
            qtbot.waitUntil(lambda seen=seen: not faults(seen), timeout=5_000)  # type: ignore[misc]
        except Exception:
            pytest.fail("\n".join([name, *faults(seen)]))
        assert (window.width(), window.height()) == _SMALLEST, name
        assert head_of(window) in (None, _HEAD) or seen is not window, (name, head_of(window))
    assert theme.worn.look.text == size
    assert len(walked) >= PAGES


def test_panels_fold_away_and_come_back_by_their_handles(project: Project, window: Window, wait: Wait) -> None:
    def handle(side: str) -> PanelHandle:
        found = window.findChild(PanelHandle, f"curate.{side}.handle")
        assert found is not None
        return found

    window.show_workspace("curate")
    wait(lambda: window.workspace("curate") is not None)
    curate = window.workspace("curate")
    assert curate is not None
    wait(lambda: curate.side_panel.isVisible() and curate.inspector_panel.isVisible())
    assert handle("side").accessibleName() == "Fold away the panel at the left"
    QTest.mouseClick(handle("side"), Qt.MouseButton.LeftButton)
    assert not curate.side_panel.isVisible()
    assert handle("side").accessibleName() == "Bring back the panel at the left"
    QTest.keyClick(handle("side"), Qt.Key.Key_Space)
    assert curate.side_panel.isVisible()

    window.resize(*_SMALLEST)
    wait(lambda: not curate.side_panel.isVisible())
    assert curate.inspector_panel.isVisible()
    QTest.mouseClick(handle("side"), Qt.MouseButton.LeftButton)
    assert curate.side_panel.isVisible()
    assert not curate.inspector_panel.isVisible(), "there is room for one"
    window.resize(1280, 800)
    wait(lambda: curate.side_panel.isVisible() and curate.inspector_panel.isVisible())


def test_what_was_folded_is_remembered_for_wide_and_narrow_windows_apart(home: Path) -> None:
    settings = Settings()
    folding = Folding(settings, "panels.curate")
    folding.set_open("inspector", opened=False)
    folding.narrow = True
    folding.set_open("side", opened=True)
    again = Folding(settings, "panels.curate")
    assert not again.is_open("inspector", ("side", "inspector"))
    assert again.is_open("side", ("side", "inspector"))
    again.narrow = True
    assert again.is_open("side", ("side", "inspector"))
    assert not again.is_open("inspector", ("side", "inspector"))


def test_what_is_needed_now_is_seen_though_it_was_folded_away(home: Path) -> None:
    folding = Folding(Settings(), "panels.curate", narrow=True)
    folding.set_open("side", opened=True)
    folding.revealed = "inspector"
    assert folding.is_open("inspector", ())
    assert not folding.is_open("side", ())
    folding.set_open("inspector", opened=False)
    assert not folding.is_open("inspector", ("side", "inspector"))
    folding.revealed = "side"
    assert not folding.is_open("side", ()), "what it changes in the middle would be covered"
    assert folding.is_open("side", ("side",))


def test_settings_of_another_hand_fold_nothing_away(home: Path) -> None:
    settings = Settings()
    settings.set("panels.curate", {"folded": ["side", 3, "all"], "only": ["side"]})
    folding = Folding(settings, "panels.curate")
    assert folding.folded == {"side"}
    assert folding.only is None
