"""Side by side: the same seeds by several models, drawn at once, taken with their model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from gan_engine.latent.point import Point
from studio.explorer.side_by_side.page import SideBySidePage
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.images import to_array
from studio.workers.workbench import Workbench
from tests.engine.latent_support import write_tiny
from tests.studio.explore_support import add_model

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]


@pytest.fixture
def explore(project: Project, make: Make, wait: Wait) -> ExploreWorkspace:
    """Explore with five snapshots of one run."""
    for number in range(5):
        add_model(project, snapshot=f"{12 * (number + 1):06}", seed=number, kimg=12.0 * (number + 1), best=number == 2)
    made = make()
    wait(lambda: made.pictures.model is not None and made.current_design.present is not None)
    return made


@pytest.fixture
def page(explore: ExploreWorkspace, wait: Wait) -> SideBySidePage:
    assert explore.mode_host.open("models")
    found = explore.mode_host.modes["models"]
    assert isinstance(found, SideBySidePage)
    wait(lambda: len(found.columns) == 2)
    return found


def image(page: SideBySidePage, row: int, column: int) -> QImage | None:
    return page.table.index(row, column).data(Qt.ItemDataRole.DecorationRole)  # type: ignore[no-any-return]


def names(page: SideBySidePage) -> list[str]:
    return [path.parent.name for path in page.paths]


def test_the_same_seeds_are_drawn_by_two_models(page: SideBySidePage, explore: ExploreWorkspace, wait: Wait) -> None:
    assert page.paths[0] == explore.pictures.model.path  # type: ignore[union-attr]
    wait(lambda: all(image(page, row, column) is not None for row in (0, 1, 2) for column in (0, 1)))
    first, second = (to_array(image(page, 1, column)) for column in (0, 1))  # type: ignore[arg-type]
    assert first.tobytes() != second.tobytes()
    assert page.table.point_at(0) == explore.current_design.present
    assert page.table.point_at(3) == explore.context.fresh(2)
    assert page.table.row_words(0) == "The chosen design"
    explore.context.change(Point(seed=9), "change")
    assert page.table.point_at(0) == Point(seed=9)


def test_up_to_four_stand_side_by_side_and_each_may_be_another(page: SideBySidePage, wait: Wait) -> None:
    page.add_button.click()
    page.add()
    assert len(page.columns) == 4
    assert not page.add_button.isEnabled()
    page.add()
    assert len(set(page.paths)) == 4
    wait(lambda: all(image(page, 1, column) is not None for column in range(4)))
    (left,) = {model.path for model in page.models} - set(page.paths)
    box = page.boxes[1]
    index = next(index for index in range(box.count()) if box.itemData(index) == left)
    box.setCurrentIndex(index)
    box.activated.emit(index)
    assert page.paths[1] == left
    kept = page.columns[2]
    box = page.boxes[0]
    box.activated.emit(box.count() - 1)  # without
    assert len(page.columns) == 3
    assert kept in page.columns, "what stays is not drawn again"
    assert page.boxes[3].isHidden()
    wait(lambda: image(page, 1, 0) is not None)


def test_designs_grow_with_the_window_while_three_rows_are_in_sight(
    page: SideBySidePage, explore: ExploreWorkspace, wait: Wait
) -> None:
    view = page.view
    explore.resize(1900, 1080)
    wait(lambda: view.verticalHeader().defaultSectionSize() > 240)
    assert len(view.rows_in_sight()) >= 3
    explore.resize(1280, 700)
    wait(lambda: view.verticalHeader().defaultSectionSize() < 200)


def test_enter_takes_a_design_with_its_model(
    page: SideBySidePage, explore: ExploreWorkspace, workbench: Workbench, wait: Wait
) -> None:
    other = page.paths[1]
    page.view.setCurrentIndex(page.table.index(5, 1))
    assert page.chosen() == ()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert explore.current_design.present == page.table.point_at(5) or explore.current_design.present == Point(seed=4)
    wait(lambda: explore.pictures.model is not None and explore.pictures.model.path == other)
    page.view.setCurrentIndex(page.table.index(5, 1))
    assert page.chosen() == (page.table.point_at(5),)


def test_a_model_that_cannot_be_opened_says_so_and_the_others_stay(
    page: SideBySidePage, project: Project, workbench: Workbench, wait: Wait
) -> None:
    broken = write_tiny(project.folder / "runs" / "00009-broken" / "snapshots" / "000001", "dcgan")
    Path(broken).write_bytes(b"nothing")
    page._look()
    wait(lambda: any(model.path == broken for model in page.models))
    page.choose(1, broken)
    wait(lambda: page.columns[1].trouble)
    assert page.columns[1].trouble in page._note.text()
    wait(lambda: image(page, 1, 0) is not None)
    assert image(page, 1, 1) is None


def test_it_rests_when_it_is_left_and_lets_go_with_the_project(
    page: SideBySidePage, explore: ExploreWorkspace, workbench: Workbench
) -> None:
    explore.mode_host.open("wall")
    assert all(column.pictures.missing(4) == 0 for column in page.columns)
    workbench.project_closing.emit()
    assert page.columns == []
