"""Stars and colour labels on pictures: given by key and click, taken back, found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest

from studio import theme
from studio.project.pictures.query import Query, State
from studio.widgets.grid.roles import LabelRole, StarsRole
from tests.studio.commands import run_command
from tests.studio.curate_support import open_curate
from tests.studio.project_support import make_project

if TYPE_CHECKING:
    from studio.curation.workspace import CurateWorkspace
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]


@pytest.fixture
def curate(workbench: Workbench, tmp_path: Path, wait: Wait) -> Iterator[CurateWorkspace]:
    workbench.adopt_project(make_project(tmp_path / "art", 6, size=32))
    with open_curate(workbench, wait, 6) as made:
        wait(lambda: len(made.model.ids) == 6)
        yield made


def _titles(curate: CurateWorkspace) -> dict[str, object]:
    model = curate.list.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return {str(row.data()): row.data(Qt.ItemDataRole.UserRole + 2) for row in rows}


def test_chosen_pictures_get_stars_and_a_colour_and_lose_them_again(curate: CurateWorkspace, wait: Wait) -> None:
    project = curate.workbench.project
    assert project is not None
    curate.grid.select_rows([0, 1])
    run_command(curate, "curate.rate.4")
    assert curate.model.index(0).data(StarsRole) == 4, "shown before the catalogue has it"
    wait(lambda: project.catalogue.ids(Query(least_rating=4)).size == 2)
    run_command(curate, "curate.label.3")
    assert curate.model.index(1).data(LabelRole) == theme.LABELS[2]
    wait(lambda: project.catalogue.ids(Query(label=3)).size == 2)
    wait(lambda: _titles(curate).get("★★★★ and up") == "2" and _titles(curate).get("Yellow") == "2")
    assert project.history.undo_text("curate") == "label 2 pictures"
    project.history.undo("curate")
    project.history.undo("curate")
    wait(lambda: curate.model.index(0).data(StarsRole) == 0 and curate.model.index(1).data(LabelRole) is None)


def test_the_inspector_shows_and_gives_them(curate: CurateWorkspace, wait: Wait) -> None:
    project = curate.workbench.project
    assert project is not None
    ids = project.catalogue.ids()
    project.catalogue.rate(ids[:1], 2)
    curate.grid.set_current_row(0)
    wait(lambda: curate.inspect.stars.stars == 2)
    QTest.keyClick(curate.inspect.stars, Qt.Key.Key_5)
    QTest.keyClick(curate.inspect.colours, Qt.Key.Key_6)
    wait(lambda: project.catalogue.marks_of(ids[:1]) == (5, 6))
    curate.grid.select_rows([0, 1])
    wait(lambda: curate.inspect.stars.stars == 0, seconds=5)  # they differ


def test_a_row_and_a_chip_find_them(curate: CurateWorkspace, wait: Wait) -> None:
    project = curate.workbench.project
    assert project is not None
    ids = project.catalogue.ids()
    project.catalogue.rate(ids[:4], 3)
    project.catalogue.label(ids[2:], 1)
    wait(lambda: "Red" in _titles(curate))
    curate.show_collection("stars:3")
    wait(lambda: curate.model.ids.tolist() == ids[:4].tolist())
    curate.filters.narrow("label:1")
    wait(lambda: curate.model.ids.tolist() == ids[2:4].tolist())
    curate.filters.clear()
    wait(lambda: curate.model.ids.size == 4)


def test_stars_and_label_are_painted_in_the_cell(curate: CurateWorkspace, wait: Wait) -> None:
    curate.grid.set_current_row(0)
    wait(lambda: curate.model.image(curate.table.current) is not None if curate.table.current else False)
    before = curate.grid.viewport().grab().toImage()
    run_command(curate, "curate.rate.3")
    wait(lambda: curate.grid.viewport().grab().toImage() != before)


def test_parts_of_a_sheet_keep_its_stars(tmp_path: Path) -> None:
    from studio.project.pictures.facts import Step

    with make_project(tmp_path / "sheet", 1, size=32) as project:
        (sheet,) = project.catalogue.ids().tolist()
        project.catalogue.rate([sheet], 5)
        options = {"box": [0, 0, 16, 32], "sheet": "a", "part": 1}
        project.catalogue.cut(
            {sheet: [[Step("cut", options)], [Step("cut", {**options, "box": [16, 0, 16, 32], "part": 2})]]}
        )
        assert {picture.rating for picture in project.catalogue.pictures(project.catalogue.ids())} == {5}


def _drop(curate: CurateWorkspace, key: str, *rows: int) -> bool:
    """Drag these rows of the grid onto a row at the left; whether it would take them."""
    model = curate.list.model()
    index = next(
        model.index(row, 0) for row in range(model.rowCount())
        if model.index(row, 0).data(Qt.ItemDataRole.UserRole + 1) == key
    )  # fmt: skip
    mime = curate.model.mimeData([curate.model.index(row) for row in rows])
    at = QPointF(curate.list.visualRect(index).center())
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    move = QDragMoveEvent(at.toPoint(), action, mime, button, Qt.KeyboardModifier.NoModifier)
    curate.list.dragMoveEvent(move)
    if not move.isAccepted():
        return False
    curate.list.dropEvent(QDropEvent(at, action, mime, button, Qt.KeyboardModifier.NoModifier))
    return True


def test_pictures_are_dropped_on_what_they_are_to_be(curate: CurateWorkspace, wait: Wait) -> None:
    project = curate.workbench.project
    assert project is not None
    catalogue, said = project.catalogue, []
    curate.workbench.toast_wanted.connect(lambda *words: said.append(words))
    first, second, *_, last = catalogue.ids().tolist()
    catalogue.tag([last], give=["horns"])
    catalogue.rate([last], 3)
    catalogue.label([last], 2)
    wait(lambda: {"horns", "Amber", "★★★ and up"} <= set(_titles(curate)))
    for key in ("tag:horns", "stars:3", "label:2", "class:robots", "picked"):
        assert _drop(curate, key, 0, 1), key
    found = lambda: catalogue.pictures([first, second])  # noqa: E731
    wait(lambda: all(each.state == State.PICKED for each in found()))
    assert [(each.tags, each.rating, each.label, each.class_name) for each in found()] == [
        (("horns",), 3, 2, "robots")
    ] * 2
    assert not _drop(curate, "all", 0)
    assert not _drop(curate, "page:sort", 0)
    wait(lambda: len(said) == 5)
    assert "2 pictures tagged “horns”" in str(said[0])
    for _ in range(5):
        project.history.undo("curate")
    assert [(each.tags, each.rating, each.label) for each in found()] == [((), 0, 0)] * 2


def test_several_tags_are_typed_at_once_and_the_last_is_completed(curate: CurateWorkspace, wait: Wait) -> None:
    field = curate.inspect.tag_field
    field.offer(["dark", "dragon"])
    completer = field.completer()
    completer.setCompletionPrefix("boss, dra")
    assert [completer.completionModel().index(0, 0).data(), completer.completionCount()] == ["dragon", 1]
    field.setText("boss, dra")
    assert completer.pathFromIndex(completer.model().index(1, 0)) == "boss, dragon"
    given: list[list[str]] = []
    field.given.connect(given.append)
    field.setText("boss, dark,  boss,, ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert given == [["boss", "dark"]]
