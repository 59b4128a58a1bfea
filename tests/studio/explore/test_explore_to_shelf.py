"""The whole way in the real window, by keyboard: like a design, keep it, rate it, open it again, take all back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gan_engine.latent.point import Point
from gan_engine.pictures import digest
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.shelf.workspace import ShelfWorkspace
from studio.window import Window
from studio.workers.workbench import Workbench
from tests.studio.explore_support import add_model, keep

Wait = Callable[..., None]
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_from_the_wall_to_the_shelf_and_back(lent: Workbench, project: Project, window: Window, wait: Wait) -> None:
    add_model(project)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_3, CONTROL)
    wait(lambda: isinstance(window.workspace("explore"), ExploreWorkspace))
    explore = window.workspace("explore")
    assert isinstance(explore, ExploreWorkspace)
    wait(
        lambda: explore.current_design.present is not None and explore.pictures.full_picture(Point(seed=0)) is not None
    )
    wait(lambda: window.focusWidget() is explore.grid)
    QTest.keyClick(explore.grid, Qt.Key.Key_Right)
    QTest.keyClick(explore.grid, Qt.Key.Key_Right)
    assert explore.current_design.present == Point(seed=2)
    QTest.keyClick(explore.grid, Qt.Key.Key_S)
    wait(lambda: window.toast.text == "Kept on the shelf")
    QTest.keyClick(window, Qt.Key.Key_4, CONTROL)
    wait(lambda: isinstance(window.workspace("shelf"), ShelfWorkspace))
    shelf = window.workspace("shelf")
    assert isinstance(shelf, ShelfWorkspace)
    wait(lambda: shelf.table.count == 1)
    wait(lambda: len(shelf.table.chosen_ids()) == 1)
    QTest.keyClick(shelf.grid, Qt.Key.Key_4)
    wait(lambda: (entry := shelf.table.model.entry(0)) is not None and entry.rating == 4)
    explore.wall.show_row(9)
    QTest.keyClick(shelf.grid, Qt.Key.Key_E)
    wait(lambda: window.front == "explore" and explore.current_design.present == Point(seed=2))
    wait(lambda: lent.undo_text == "keep 1 design")
    QTest.keyClick(explore.grid, Qt.Key.Key_Z, CONTROL)
    wait(lambda: "“rate 1 design ★★★★” in Shelf hangs on it" in window.toast.text)
    assert len(project.shelf.entries()) == 1
    QTest.keyClick(window, Qt.Key.Key_4, CONTROL)
    wait(lambda: window.front == "shelf" and lent.undo_text == "rate 1 design ★★★★")
    QTest.keyClick(shelf.grid, Qt.Key.Key_Z, CONTROL)
    wait(lambda: window.toast.text == "Undone: rate 1 design ★★★★")
    QTest.keyClick(window, Qt.Key.Key_3, CONTROL)
    wait(lambda: window.front == "explore" and lent.undo_text == "keep 1 design")
    QTest.keyClick(explore.grid, Qt.Key.Key_Z, CONTROL)
    wait(lambda: not project.shelf.entries())
    wait(lambda: explore.kept.id_of(Point(seed=2)) is None)
    QTest.keyClick(window, Qt.Key.Key_4, CONTROL)
    wait(lambda: shelf.table.count == 0)


def test_typing_a_name_rates_nothing(lent: Workbench, project: Project, window: Window, wait: Wait) -> None:
    keep(project, [1])
    QTest.keyClick(window, Qt.Key.Key_4, CONTROL)
    wait(lambda: isinstance(window.workspace("shelf"), ShelfWorkspace))
    shelf = window.workspace("shelf")
    assert isinstance(shelf, ShelfWorkspace)
    wait(lambda: shelf.details.name_field.text() == "Design 1")
    QTest.keyClick(shelf.grid, Qt.Key.Key_F2)
    wait(lambda: window.focusWidget() is shelf.details.name_field)
    QTest.keyClicks(shelf.details.name_field, "Mk 5 c")
    QTest.keyClick(shelf.details.name_field, Qt.Key.Key_Return)
    wait(lambda: (entry := shelf.table.model.entry(0)) is not None and entry.name == "Mk 5 c" and entry.rating == 0)
    assert not shelf.is_comparing
    assert window.focusWidget() is shelf.grid


def test_a_kept_design_opens_in_an_explore_that_was_never_seen(
    lent: Workbench, project: Project, window: Window, wait: Wait
) -> None:
    made_it = add_model(project, "00001-critters", "000012")
    add_model(project, "00002-knights", "000040", seed=1)
    keep(project, [7], digest=digest(made_it))
    QTest.keyClick(window, Qt.Key.Key_4, CONTROL)
    wait(lambda: isinstance(shelf := window.workspace("shelf"), ShelfWorkspace) and len(shelf.table.chosen_ids()) == 1)
    shelf = window.workspace("shelf")
    assert isinstance(shelf, ShelfWorkspace)
    QTest.keyClick(shelf.grid, Qt.Key.Key_E)
    wait(lambda: isinstance(window.workspace("explore"), ExploreWorkspace))
    explore = window.workspace("explore")
    assert isinstance(explore, ExploreWorkspace)
    wait(lambda: explore.current_design.present == Point(seed=7))
    wait(lambda: explore.pictures.full_picture(Point(seed=7)) is not None)
    assert explore.pictures.model is not None
    assert explore.pictures.model.path == made_it
    assert window.front == "explore"
