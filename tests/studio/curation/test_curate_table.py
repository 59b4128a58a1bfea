"""The light table's model and what stays chosen while rows come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from studio.project.pictures.facts import Flag
from studio.project.pictures.query import Query, State
from studio.project.project import Project
from studio.widgets.grid.roles import BadgesRole, DimmedRole, MarkRole, TitleRole
from tests.studio.project_support import make_project

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.curation.light_table import LightTable
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]


@pytest.fixture
def many(workbench: Workbench, tmp_path: Path) -> Project:
    """300 pictures, open in the workbench."""
    project = make_project(tmp_path / "many", 300, size=32)
    workbench.adopt_project(project)
    return project


@pytest.fixture
def table(workbench: Workbench, many: Project, qtbot: QtBot) -> Iterator[LightTable]:
    """The grid with its model, shown, with all pictures."""
    from studio.curation.light_table import LightTable
    from studio.curation.picture_model import PictureModel
    from studio.widgets.grid.picture_grid import PictureGrid

    grid = PictureGrid("grid", "Pictures")
    model = PictureModel(workbench, grid)
    made = LightTable(grid, model)
    model.set_project(many)
    grid.resize(500, 400)
    grid.show()
    qtbot.waitExposed(grid)
    made.show(many.catalogue.ids(), keep=False)
    yield made
    grid.close()
    grid.deleteLater()


def _know(table: LightTable, wait: Wait, row: int = 0) -> None:
    wait(lambda: table.model.facts(table.model.id_at(row)) is not None)


def _data(table: LightTable, row: int, role: int) -> Any:
    return table.model.index(row).data(role)


def test_only_what_is_nearly_in_sight_is_read(table: LightTable, many: Project, wait: Wait) -> None:
    _know(table, wait)
    assert table.model.rowCount() == 300
    _, last = table.grid.visible_rows()
    assert table.model.facts(table.model.id_at(last)) is not None
    assert table.model.facts(table.model.id_at(299)) is None
    table.grid.verticalScrollBar().setValue(table.grid.verticalScrollBar().maximum())
    _know(table, wait, 299)


def test_a_row_shows_its_picture_and_what_is_known_of_it(table: LightTable, many: Project, wait: Wait) -> None:
    many.catalogue.set_state([1], State.PICKED)
    many.catalogue.set_state([5], State.REJECTED)
    many.catalogue.record_findings(1, {9: [Flag("truncated", "It ends too early.")], 13: [Flag("too-small", "Small.")]})
    table.show(many.catalogue.ids(), keep=True)
    wait(lambda: _data(table, 0, MarkRole) == "picked")
    assert _data(table, 0, TitleRole) == "cat 0.png"
    assert _data(table, 0, Qt.ItemDataRole.AccessibleTextRole) == "cat 0.png, picked"
    assert _data(table, 1, DimmedRole) == "rejected"
    assert _data(table, 2, BadgesRole) == ("damaged",)
    assert _data(table, 2, Qt.ItemDataRole.DecorationRole) is None
    assert "It ends too early." in _data(table, 2, Qt.ItemDataRole.ToolTipRole)
    assert _data(table, 3, BadgesRole) == ("very small",)
    wait(lambda: isinstance(_data(table, 0, Qt.ItemDataRole.DecorationRole), QImage))


def test_a_picture_that_arrives_is_painted(table: LightTable, many: Project, workbench: Workbench, wait: Wait) -> None:
    _know(table, wait)
    wait(lambda: isinstance(_data(table, 0, Qt.ItemDataRole.DecorationRole), QImage))
    painted: list[tuple[int, int]] = []
    table.model.dataChanged.connect(lambda first, last, *_: painted.append((first.row(), last.row())))
    picture = table.model.facts(table.model.id_at(0))
    assert picture is not None
    workbench.thumbnails.forget([table.model.key_of(picture)])
    assert _data(table, 0, Qt.ItemDataRole.DecorationRole) is None
    wait(lambda: (0, 0) in painted)
    assert isinstance(_data(table, 0, Qt.ItemDataRole.DecorationRole), QImage)


def test_pictures_that_scrolled_away_are_wanted_no_more(
    table: LightTable, many: Project, workbench: Workbench, wait: Wait
) -> None:
    _know(table, wait)
    wanted: list[set[object]] = []
    want = workbench.thumbnails.want
    workbench.thumbnails.want = lambda keys: wanted.append(set(keys)) or want(keys)  # type: ignore[method-assign]
    first = table.model.facts(table.model.id_at(0))
    table.grid.verticalScrollBar().setValue(table.grid.verticalScrollBar().maximum())
    _know(table, wait, 299)
    last = table.model.facts(table.model.id_at(299))
    assert first is not None
    assert last is not None
    assert table.model.key_of(last) in wanted[-1]
    assert table.model.key_of(first) not in wanted[-1]


def test_a_decision_is_shown_before_the_catalogue_has_it(table: LightTable, many: Project, wait: Wait) -> None:
    _know(table, wait)
    table.model.expect(table.model.ids[:2], state=State.REJECTED)
    assert [_data(table, row, DimmedRole) for row in range(3)] == ["rejected", "rejected", None]
    table.model.look_again()  # it did not come about
    wait(lambda: _data(table, 0, DimmedRole) is None)


def test_a_picture_that_is_gone_is_not_asked_for_for_ever(table: LightTable, many: Project, wait: Wait) -> None:
    asked: list[object] = []
    pictures = many.catalogue.pictures
    many.catalogue.pictures = lambda ids: asked.append(ids) or pictures(ids)  # type: ignore[method-assign]
    table.show(np.array([1, 9999, 2]), keep=False)
    _know(table, wait)
    before = len(asked)
    table.grid.resize(510, 400)
    wait(lambda: _data(table, 2, TitleRole))
    assert len(asked) <= before + 1


def test_what_is_chosen_stays_chosen_when_rows_go(table: LightTable, many: Project, wait: Wait) -> None:
    table.grid.set_current_row(10)
    table.grid.set_current_row(14, extend=True)
    chosen = table.ids.copy()
    ids = table.model.ids
    table.show(np.delete(ids, [0, 1, 12]), keep=True)
    assert table.ids.tolist() == np.delete(chosen, 2).tolist()
    assert table.current_id == chosen[4]


def test_when_what_was_chosen_goes_the_next_is(table: LightTable, many: Project, wait: Wait) -> None:
    ids = table.model.ids
    table.grid.set_current_row(10)
    table.show(np.delete(ids, 10), keep=True)
    assert table.ids.tolist() == [ids[11]]
    table.grid.set_current_row(298)
    table.show(ids[:298], keep=True)
    assert table.ids.tolist() == [ids[297]]
    table.show(ids[:0], keep=True)
    assert table.ids.size == 0


def test_what_is_in_sight_stays_there(table: LightTable, many: Project, wait: Wait) -> None:
    columns = table.grid.columns
    bar = table.grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = table.grid.visible_rows()[0]
    seen = table.model.ids[before]
    table.show(table.model.ids[2 * columns :], keep=True)
    assert table.model.ids[table.grid.visible_rows()[0]] == seen
    place = bar.value()
    table.show(many.catalogue.ids(), keep=True)
    assert table.model.ids[table.grid.visible_rows()[0]] == seen
    table.show(many.catalogue.ids(), keep=True)
    assert bar.value() > place


def test_other_pictures_begin_at_the_top(table: LightTable, many: Project, wait: Wait) -> None:
    table.grid.verticalScrollBar().setValue(500)
    table.show(many.catalogue.ids(Query(class_name="robots")), keep=False)
    assert table.grid.verticalScrollBar().value() == 0
    assert table.count == 0


def test_thousands_chosen_are_ids_in_order(table: LightTable, many: Project) -> None:
    table.choose_all()
    assert table.count == 300
    assert np.array_equal(table.ids, table.model.ids)
    table.go_to(7)
    assert table.ids.tolist() == [7]
    assert not table.go_to(9999)
    table.grid.set_current_row(0)
    assert table.step(1)
    assert table.grid.currentIndex().row() == 1
    assert not table.step(-5)


def test_dragging_hands_out_the_original_files(table: LightTable, many: Project, wait: Wait) -> None:
    _know(table, wait)
    rows = [table.model.index(row) for row in (0, 299)]  # one known, one not read yet
    urls = table.model.mimeData(rows).urls()
    paths = [Path(url.toLocalFile()) for url in urls]
    assert len(paths) == 2
    assert all(path.is_file() for path in paths)
    assert table.model.supportedDragActions() == Qt.DropAction.CopyAction
