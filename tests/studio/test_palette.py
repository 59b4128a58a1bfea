"""Everything by its name: what is typed finds the action, the picture, the run, the design."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gan_engine.pictures import write_png
from studio.command_palette import score
from studio.project.pictures.importing import import_sources
from studio.project.project import Project
from studio.window import Window
from studio.workers.workbench import Workbench

Wait = Callable[..., None]


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("undo", "Undo", "Search and do anything"),
        ("exp", "Export PNG files", "Next picture, expanded"),
        ("go tr", "Go to Train", "Go to Shelf"),
        ("cat", "Cat", "Catalogue"),
        ("moss golem", "moss golem.png", "moss golem 2.png"),
        ("moss golem", "Moss golem, grey", "Golem of moss"),
        ("mage", "mage 3.png", "Export images"),
    ],
)
def test_the_better_name_comes_first(query: str, better: str, worse: str) -> None:
    assert score(query, better) > score(query, worse)


def test_what_does_not_match_is_not_shown() -> None:
    assert score("zebra", "Undo") == 0
    assert score("", "Undo") > 0
    assert score("clsprj", "Close project") > 0


def field(window: Window) -> object:
    return window.palette_.findChild(type(window.palette_._field), "palette.field")


def test_an_action_is_found_and_done(window: Window, project: Project, wait: Wait) -> None:
    wait(lambda: window.front == "curate")
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: window.palette_.isVisible())
    QTest.keyClicks(field(window), "go to shelf")
    assert window.palette_.titles[0] == "Go to Shelf"
    QTest.keyClick(field(window), Qt.Key.Key_Return)
    assert not window.palette_.isVisible()
    assert window.front == "shelf"


def test_it_opens_from_the_header_and_closes_with_escape(window: Window, wait: Wait) -> None:
    QTest.mouseClick(window.header.search, Qt.MouseButton.LeftButton)
    assert window.palette_.isVisible()
    assert "Quit" in window.palette_.titles
    QTest.keyClick(field(window), Qt.Key.Key_Escape)
    assert not window.palette_.isVisible()


def test_what_cannot_be_done_now_is_not_done(window: Window) -> None:
    window.palette_.open("close project")
    assert window.palette_.titles[0] == "Close project"
    QTest.keyClick(field(window), Qt.Key.Key_Return)
    assert window.palette_.isVisible(), "nothing was chosen, since nothing could be"


def test_pictures_runs_and_designs_are_found(
    window: Window, project: Project, workbench: Workbench, wait: Wait, tmp_path: Path
) -> None:
    art = tmp_path / "art"
    art.mkdir()
    for name in ("griffin", "kelpie"):
        write_png(art / f"{name}.png", np.full((8, 8, 3), len(name) * 9, np.uint8))
    import_sources(project, [art])
    project.shelf.add(np.zeros((8, 8, 3), np.uint8), {}, name="Griffin the Bold")
    run = project.new_run_dir("griffins")
    run.mkdir(parents=True)
    (run / "run.json").write_text("{}", encoding="utf-8")
    shown: list[object] = []
    workbench.show_in_curate.connect(shown.append)
    window.palette_.open("griffin")
    wait(lambda: {"griffin.png", "Griffin the Bold", "griffins"} <= set(window.palette_.titles))
    assert "kelpie.png" not in window.palette_.titles
    while window.palette_._list.currentIndex().data(Qt.ItemDataRole.DisplayRole) != "griffin.png, Picture":
        QTest.keyClick(field(window), Qt.Key.Key_Down)
    QTest.keyClick(field(window), Qt.Key.Key_Return)
    assert len(shown) >= 1
    assert project.catalogue.picture(int(shown[0])).name == "griffin.png"


def test_what_is_named_so_comes_before_actions_that_contain_the_letters(
    window: Window, project: Project, wait: Wait, tmp_path: Path
) -> None:
    art = tmp_path / "art"
    art.mkdir()
    for number in range(12):
        write_png(art / f"big mage {number}.png", np.full((8, 8, 3), 9 + number, np.uint8))
    write_png(art / "mage.png", np.full((8, 8, 3), 3, np.uint8))
    import_sources(project, [art])
    window.palette_.open("mage")
    wait(lambda: "mage.png" in window.palette_.titles)
    titles = window.palette_.titles
    assert titles[0] == "mage.png", "though twelve others come before it in their order"
    assert all("mage" in title for title in titles[:8])
    others = [title for title in titles if "mage" not in title.split() and not title.startswith(("mage", "big mage"))]
    assert others, "actions that merely contain the letters are there, behind"
    assert titles.index(others[0]) > titles.index("big mage 0.png")


def test_every_command_can_be_shown(window: Window, project: Project, wait: Wait) -> None:
    """Its icon exists, its keys are keys, its name is its own."""
    from PySide6.QtGui import QKeySequence

    from studio import theme
    from studio.workspaces import WORKSPACES

    seen: set[str] = set()
    for name, *_ in WORKSPACES:
        window.show_workspace(name)
        wait(lambda name=name: window.workspace(name) is not None)
        for command in window.actions_.all():
            assert command.title
            assert command.name.split(".")[0] in ("window", name)
            assert not theme.icon(command.icon or "caret-right").isNull()
            for keys in filter(None, command.shortcut.split("; ")):
                assert QKeySequence(keys).toString(), f"{command.name}: {keys}"
        names = [command.name for command in window.actions_.all()]
        assert len(names) == len(set(names))
        seen |= set(names)
        window.palette_.open()
        window.palette_.grab()
        window.palette_.close_palette()
    assert len(seen) > 30
