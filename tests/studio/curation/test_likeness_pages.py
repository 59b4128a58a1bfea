"""Strangers, finishing a culling, sorting into classes and the map, in the real window."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from studio.curation.pages.map.picture_map import PictureMap, inside
from studio.project.findings.vectors import FEATURES, HASHES, STYLES
from studio.project.pictures.query import State
from studio.project.project import Project
from tests.studio.project_support import make_project

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.curation.workspace import CurateWorkspace
    from studio.window import Window
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]
STRANGE = 3


@pytest.fixture
def filled(workbench: Workbench, tmp_path: Path) -> Project:
    """63 pictures: three kinds of twenty in turn, and three strangers at the end."""
    project = make_project(tmp_path / "Critters", 63, size=32)
    pictures = project.catalogue.pictures(project.catalogue.ids().tolist())
    keys = [picture.thumbnail_key for picture in pictures]
    lots = np.random.default_rng(0)
    kinds = np.concatenate([np.arange(60) % 3, np.full(STRANGE, 3)])
    features = np.maximum(lots.normal(0, 3, (4, 48))[kinds] + lots.normal(0, 1, (63, 48)), 0)
    project.vectors.put(FEATURES, keys, features.astype(np.float32))
    project.vectors.put(STYLES, keys, np.zeros((63, 8), np.float32))
    project.vectors.put(HASHES, keys, np.zeros((63, 8), np.uint8))
    workbench.adopt_project(project)
    return project


@pytest.fixture
def curate(filled: Project, window: Window, wait: Wait) -> CurateWorkspace:
    """Curate in front, its pictures on the table."""
    wait(lambda: window.workspace("curate") is not None)
    workspace: Any = window.workspace("curate")
    wait(lambda: len(workspace.model.ids) == 63)
    return workspace  # type: ignore[no-any-return]


def _open(curate: CurateWorkspace, wait: Wait, key: str) -> Any:
    curate.page_host.open(key)
    page: Any = curate.page_host.pages[key]
    wait(lambda: page.comparer.likeness is not None)
    return page


def _click(widget: QWidget, name: str) -> None:
    button = widget.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_strangers_are_rejected_and_taken_back(curate: CurateWorkspace, filled: Project, wait: Wait) -> None:
    page = _open(curate, wait, "unlike")
    strangers = set(filled.catalogue.ids()[-STRANGE:].tolist())
    wait(lambda: set(curate.model.ids[:STRANGE].tolist()) == strangers)
    page.slider.setValue(page.slider.maximum())
    wait(lambda: len(curate.model.ids) == 0)  # live, by the line alone
    page.slider.setValue(0)
    wait(lambda: len(curate.model.ids) > 20)
    page._on_suggest()
    wait(lambda: len(curate.model.ids) == len(page._flagged) < 20)
    flagged = len(curate.model.ids)
    _click(page.panel, "curate.unlike.reject")
    wait(lambda: filled.catalogue.states_of(filled.catalogue.ids()).get(State.REJECTED, 0) == flagged)
    wait(lambda: not page._reject_button.isEnabled())
    curate.workbench.undo()
    wait(lambda: filled.catalogue.states_of(filled.catalogue.ids()) == {State.UNDECIDED: 63})


def test_what_belongs_is_not_flagged_again(curate: CurateWorkspace, filled: Project, wait: Wait) -> None:
    page = _open(curate, wait, "unlike")
    first = int(filled.catalogue.ids()[-1])
    wait(lambda: first in curate.model.ids and len(curate.model.ids) == len(page._flagged) < 63)
    curate.context.select(np.array([first]))
    wait(lambda: curate.table.ids.tolist() == [first])
    _click(page.panel, "curate.unlike.belong")
    wait(lambda: first not in curate.model.ids and len(curate.model.ids) >= STRANGE - 1)
    curate.page_host.close()
    page = _open(curate, wait, "unlike")
    wait(lambda: len(curate.model.ids) < 63)
    assert first not in page._flagged
    _click(page.panel, "curate.unlike.again")
    wait(lambda: first in curate.model.ids)


def test_a_culling_is_finished_with_the_keyboard(
    curate: CurateWorkspace, filled: Project, window: Window, wait: Wait
) -> None:
    wanted = set(filled.catalogue.ids()[:60:3].tolist())
    page = _open(curate, wait, "finish")
    wait(lambda: page.proposal is not None and curate.reader.page_pictures is not None)
    wait(lambda: curate.table.current_id == page._likeness.ids[page.proposal.order[0]])  # ready for P and X
    for answers in range(1, 15):
        wait(lambda: len(curate.model.ids) > 0 and page._ranked.size == 64 - answers)  # noqa: B023 - called at once
        first = int(page._likeness.ids[page.proposal.order[0]])
        wait(lambda: curate.table.go_to(first))  # noqa: B023 - called at once
        curate.grid.setFocus()
        QTest.keyClick(curate.grid, Qt.Key.Key_P if first in wanted else Qt.Key.Key_X)
        wait(lambda: page._answers == answers)  # noqa: B023 - called at once
    assert page.proposal.is_ready
    QTest.mouseClick(page.choice.findChild(QPushButton, "curate.finish.show.proposal"), Qt.MouseButton.LeftButton)
    wait(lambda: len(curate.model.ids) == 63 - 14)
    _click(page.panel, "curate.finish.confirm")
    wait(lambda: State.UNDECIDED not in filled.catalogue.states_of(filled.catalogue.ids()))
    picked = {
        picture.id for picture in filled.catalogue.pictures(filled.catalogue.ids().tolist()) if picture.state == 1
    }
    assert len(picked ^ wanted) <= 4
    wait(lambda: page._go_on.isVisible())
    assert page._answers == 14, "its own proposal is no answer"
    words = page.panel.findChild(QLabel, "curate.finish.words").text()
    assert words == f"Every picture is decided: 14 by you, {63 - 14} by proposals and rules."
    assert page._line.isHidden(), "no line where nothing is left to be proposed"
    assert page.choice.isHidden()
    assert page._go_on.hasFocus() or not window.isActiveWindow(), "Enter goes on"
    wait(curate.middle_stack.nothing.isVisible)
    said = [label.text() for label in curate.middle_stack.nothing.findChildren(QLabel)]
    assert "All decided" in said
    assert f"{len(picked)} picked, {63 - len(picked)} rejected." in said
    curate.workbench.undo()
    wait(lambda: filled.catalogue.states_of(filled.catalogue.ids()).get(State.UNDECIDED) == 63 - 14)


def test_after_the_last_question_the_page_says_so_and_leads_on(
    curate: CurateWorkspace, filled: Project, window: Window, wait: Wait
) -> None:
    window.activateWindow()
    wait(window.isActiveWindow)
    ids = filled.catalogue.ids()
    filled.catalogue.set_state(ids[:20], State.PICKED)
    filled.catalogue.set_state(ids[20:-1], State.REJECTED)
    page = _open(curate, wait, "finish")
    wait(lambda: page.proposal is not None and page._ranked.tolist() == ids[-1:].tolist())
    page.choice.choose("proposal")
    page._on_choice("proposal")
    wait(lambda: page._line.isVisible() and curate.model.ids.tolist() == ids[-1:].tolist())
    wait(curate.grid.hasFocus)
    curate.grid.set_current_row(0)
    QTest.keyClick(curate.grid, Qt.Key.Key_X)
    wait(page._go_on.hasFocus)
    assert page._line.isHidden()
    assert page._outcome.isHidden()
    wait(curate.middle_stack.nothing.isVisible)
    said = [label.text() for label in curate.middle_stack.nothing.findChildren(QLabel)]
    assert {"All decided", "20 picked, 43 rejected."} <= set(said)
    curate.workbench.undo()
    wait(lambda: page._line.isVisible() and curate.grid.hasFocus() and len(curate.model.ids) == 1)
    curate.grid.set_current_row(0)
    QTest.keyClick(curate.grid, Qt.Key.Key_P)
    wait(page._go_on.hasFocus)
    QTest.keyClick(page._go_on, Qt.Key.Key_Return)
    wait(lambda: curate.page_host.open_page is curate.page_host.pages["bake"])


def test_a_rule_that_cannot_be_learnt_is_said(
    curate: CurateWorkspace, filled: Project, window: Window, wait: Wait
) -> None:
    ids = filled.catalogue.ids()
    drawn = np.random.default_rng(3).permutation(ids[:40])  # answers that follow nothing
    filled.catalogue.set_state(drawn[:20], State.PICKED)
    filled.catalogue.set_state(drawn[20:], State.REJECTED)
    page = _open(curate, wait, "finish")
    wait(lambda: page.proposal is not None and page._answers == 40)
    page.proposal = dataclasses.replace(page.proposal, learns=False)
    page._say()
    words = page.panel.findChild(QLabel, "curate.finish.words").text()
    assert words.startswith("Your rule cannot be told from how the pictures look")
    assert "no better than a guess" in page._honest.text()
    page.proposal = dataclasses.replace(page.proposal, learns=True)
    page._say()
    assert "cannot be told" not in page.panel.findChild(QLabel, "curate.finish.words").text()


def test_classes_from_examples_by_key(curate: CurateWorkspace, filled: Project, window: Window, wait: Wait) -> None:
    page = _open(curate, wait, "sort")
    wait(lambda: page.draft is not None and page.rows)
    ids = filled.catalogue.ids()
    unsorted = page.rows[-1]
    wait(lambda: len(unsorted.model.ids) == 63)
    for kind, key in ((0, Qt.Key.Key_1), (1, Qt.Key.Key_2), (2, Qt.Key.Key_3)):
        for number in (0, 3):
            source = next(one for one in page.rows if ids[kind + number] in one.model.ids)
            source.grid.set_current_row(int(source.model.rows_of(ids[kind + number : kind + number + 1])[0]))
            source.grid.setFocus()
            QTest.keyClick(source.grid, key)
            wait(lambda: page.draft.given[kind + number] == kind)  # noqa: B023 - called at once
    wait(lambda: page.draft.counts()[0] >= 15 and min(page.draft.counts()) >= 15)
    assert curate.page_host.open_page is page  # the digits did not open the steps
    page.rows[0].field.setText("round")
    page.rows[0].field.textEdited.emit("round")
    _click(page.panel, "curate.sort.confirm")
    wait(lambda: "round" in filled.catalogue.counts().classes)
    found = [picture.class_name for picture in filled.catalogue.pictures(ids[:60].tolist())]
    assert np.mean([name == ("round", "Class 2", "Class 3")[place % 3] for place, name in enumerate(found)]) > 0.9
    curate.workbench.undo()
    wait(lambda: "round" not in filled.catalogue.counts().classes)


def test_rejected_pictures_are_out_the_keyboard_stays_and_rows_use_the_page(
    curate: CurateWorkspace, filled: Project, window: Window, wait: Wait
) -> None:
    ids = filled.catalogue.ids()
    filled.catalogue.set_state(ids[:4], State.REJECTED)
    page = _open(curate, wait, "sort")
    wait(lambda: page.draft is not None and page.rows)
    unsorted = page.rows[-1]
    wait(lambda: len(unsorted.model.ids) == 59)
    assert unsorted.grid.height() > 2 * 112, "what the page has room for is used"
    assert page._area.verticalScrollBar().maximum() == 0 or unsorted.wanted_lines == 1
    if unsorted.wanted_lines > unsorted._lines:
        assert unsorted.geometry().bottom() > page._area.viewport().height() - 20, "down to its lower edge"
    unsorted.grid.setFocus()
    unsorted.grid.set_current_row(5)
    QTest.keyClick(unsorted.grid, Qt.Key.Key_3)  # a class that there is not yet
    wait(lambda: len(page.rows) == 4 and page.draft.by_hand(2) == 1)
    assert page.rows[-1] is unsorted
    assert unsorted.grid.hasFocus() or not window.isActiveWindow()
    assert unsorted.grid.currentIndex().row() == 5
    filled.catalogue.set_state(ids[4:6], State.REJECTED)
    wait(lambda: not np.isin(ids[:6], np.concatenate([one.model.ids for one in page.rows])).any())
    assert not np.isin(ids[:6], np.concatenate(list(page.draft.groups().values()))).any()


def test_sorting_begins_with_the_keyboard_at_the_pictures_and_keeps_it_there(
    curate: CurateWorkspace, filled: Project, window: Window, wait: Wait
) -> None:
    window.activateWindow()
    wait(window.isActiveWindow)
    curate.grid.setFocus()
    page = _open(curate, wait, "sort")
    wait(lambda: page.draft is not None and page.rows)
    unsorted = page.rows[-1]
    wait(unsorted.grid.hasFocus)
    for kind, key in ((0, Qt.Key.Key_1), (1, Qt.Key.Key_2)):
        unsorted.grid.selectAll() if kind else unsorted.grid.set_current_row(0)
        QTest.keyClick(unsorted.grid, key)
        wait(lambda: page.draft.by_hand(kind))  # noqa: B023 - called at once
    wait(lambda: not len(unsorted.model.ids))
    wait(lambda: any(one.grid.hasFocus() for one in page.rows))


def test_what_was_done_last_while_sorting_is_taken_back_first(
    curate: CurateWorkspace, filled: Project, window: Window, wait: Wait
) -> None:
    ids = filled.catalogue.ids()
    filled.catalogue.set_state(ids[60:61], State.PICKED)
    page = _open(curate, wait, "sort")
    wait(lambda: page.draft is not None and page.rows)
    undo, redo = window.actions_.action("window.undo"), window.actions_.action("window.redo")
    for kind in (0, 1):
        page.put(ids[kind : kind + 1], kind)
    page._on_add()
    page.rows[0].field.setText("round")
    page.rows[0].field.textEdited.emit("round")
    page.rows[0].field.editingFinished.emit()
    wait(lambda: curate.workbench.undo_text == "name a class “round”")
    _click(page.panel, "curate.sort.confirm")
    wait(lambda: "round" in filled.catalogue.counts().classes and curate.workbench.undo_text.startswith("sort "))
    page.put(ids[3:4], 0)
    wait(lambda: curate.workbench.undo_text == "put 1 picture into “round”")

    def so(names: tuple[str, ...], given: list[int], classes: bool) -> None:
        shown = filled.catalogue.counts
        wait(
            lambda: (
                (page.draft.names, page.draft.given[[0, 1, 3]].tolist(), "round" in shown().classes)
                == (names, given, classes)
            )
        )
        assert filled.catalogue.states_of(ids[60:61]) == {State.PICKED: 1}, "what was decided before stays"

    three, named = ("Class 1", "Class 2", "Class 3"), ("round", "Class 2", "Class 3")
    ways = [
        (named, [0, 1, 0], True), (named, [0, 1, -1], True), (named, [0, 1, -1], False), (three, [0, 1, -1], False),
        (three[:2], [0, 1, -1], False), (three[:2], [0, -1, -1], False), (three[:2], [-1, -1, -1], False),
    ]  # fmt: skip
    window.activateWindow()
    wait(window.isActiveWindow)
    for way in ways[1:]:
        page.rows[-1].grid.setFocus()
        QTest.keyClick(page.rows[-1].grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        so(*way)
    for way in ways[-2::-1]:
        redo.trigger()
        so(*way)
    undo.trigger()
    so(*ways[1])
    page.start.setCurrentIndex(page.start.findData("folders"))
    page._on_start()
    wait(lambda: curate.workbench.undo_text == "start from folders")
    curate.page_host.close()
    wait(lambda: curate.workbench.undo_text.startswith("sort "))
    _open(curate, wait, "sort")
    wait(lambda: curate.workbench.undo_text == "start from folders")
    undo.trigger()
    so(*ways[1])
    assert page.start.currentData() == "examples"
    for _ in range(len(ways) - 2):
        undo.trigger()
    so(*ways[-1])
    undo.trigger()  # nothing is left of the draft
    wait(lambda: filled.catalogue.states_of(ids[60:61]) == {State.UNDECIDED: 1})


def test_groups_are_of_the_pictures_that_are_shown_though_others_have_been_compared_since(
    curate: CurateWorkspace, filled: Project, wait: Wait
) -> None:
    page = _open(curate, wait, "sort")
    wait(lambda: page.draft is not None)
    page.start.setCurrentIndex(page.start.findData("groups"))
    page._on_start()
    wait(lambda: page.draft.names[0] == "Group 1")
    newer = page.comparer.likeness
    fewer = dataclasses.replace(newer, ids=newer.ids[:-5], space=newer.space[:-5])
    page.comparer.likeness = fewer
    before = page.draft
    page.number.slider.setValue(3)
    wait(lambda: page.draft is not before)
    assert len(page.draft.labels) == len(newer.ids)


def test_groups_and_folders_are_classes_too(curate: CurateWorkspace, filled: Project, wait: Wait) -> None:
    page = _open(curate, wait, "sort")
    wait(lambda: page.draft is not None)
    page.start.setCurrentIndex(page.start.findData("folders"))
    page._on_start()
    folders = len(filled.catalogue.counts().folders)
    wait(lambda: len(page.draft.names) == folders and not page.draft.wrong())
    page.start.setCurrentIndex(page.start.findData("groups"))
    page._on_start()
    wait(lambda: page.draft.names[0] == "Group 1")
    page.number.slider.setValue(3)  # five groups
    wait(lambda: len(page.draft.names) == 5)


def test_the_map_chooses_for_the_light_table(
    curate: CurateWorkspace, filled: Project, window: Window, wait: Wait
) -> None:
    page = _open(curate, wait, "map")
    wait(lambda: page._drawn is not None)
    view = page.map
    wait(lambda: view.isVisible() and len(view._colours) == 63)
    places = view._to_screen(view._places)
    rows = np.flatnonzero(places[:, 0] < np.median(places[:, 0]))
    left, right = 2.0, float(np.median(places[:, 0]))
    corners = [(left, 2), (right, 2), (right, view.height() - 3), (left, view.height() - 3)]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(round(left), 2))
    for x, y in corners[1:]:
        QTest.mouseMove(view, QPoint(round(x), round(y)))
        QApplication.processEvents()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(round(left), view.height() - 3))
    wait(lambda: abs(curate.table.count - len(rows)) <= 2 and curate.table.count > 0)
    chosen = curate.table.ids
    assert view._selected.sum() == len(chosen)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_X)
    wait(lambda: filled.catalogue.states_of(chosen) == {State.REJECTED: len(chosen)})
    page.colour._buttons["group"].click()
    wait(lambda: page._groups is not None)


def test_pages_wait_for_pictures_that_were_not_looked_at(
    workbench: Workbench, window: Window, tmp_path: Path, wait: Wait
) -> None:
    project = make_project(tmp_path / "New", 4, size=32)
    pictures = project.catalogue.pictures(project.catalogue.ids().tolist())
    project.vectors.put(HASHES, [one.thumbnail_key for one in pictures], np.zeros((4, 8), np.uint8))
    workbench.adopt_project(project)
    wait(lambda: window.workspace("curate") is not None)
    curate: Any = window.workspace("curate")
    wait(lambda: len(curate.model.ids) == 4)
    for key in ("unlike", "finish", "sort", "map"):
        page = _open(curate, wait, key)
        wait(lambda: not page.comparer.is_busy)  # noqa: B023 - called at once
    assert not curate.page_host.pages["finish"]._confirm.isVisible()
    assert not curate.page_host.pages["sort"]._confirm.isEnabled()


# ---- the map by itself ------------------------------------------------------------------------------------------


def test_inside_a_polygon() -> None:
    square = np.array([[0, 0], [2, 0], [2, 2], [0, 2]], float)
    points = np.array([[1, 1], [3, 1], [-1, 0.5], [1.9, 0.1]])
    assert inside(square, points).tolist() == [True, False, False, True]
    bow = np.array([[0, 0], [4, 4], [4, 0], [0, 4]], float)
    assert inside(bow, np.array([[0.5, 2.0], [2.0, 0.5], [3.5, 2.0]])).tolist() == [True, False, True]


@pytest.fixture
def view(dressed: Any, qtbot: QtBot) -> PictureMap:
    """A map of 20,000 dots without pictures, in sight."""
    made = PictureMap("map", "Map")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.set_points(np.random.default_rng(0).random((20_000, 2)).astype(np.float32), _no_picture)
    made.show()
    return made


def _no_picture(row: int, pixels: int) -> QImage | None:
    return None


def test_zooming_holds_what_is_under_the_mouse(view: PictureMap) -> None:
    at = QPointF(120, 80)
    before = view._to_map(at)
    view.zoom_by(3.0, at)
    assert np.allclose(before, view._to_map(at))
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == 1.0


def test_of_each_cell_one_picture_is_shown(view: PictureMap) -> None:
    rows, at, _ = view._in_sight()
    assert 20 < len(rows) < 600
    apart = np.abs(at[:, None] - at[None]).max(axis=2)
    np.fill_diagonal(apart, np.inf)
    assert apart.min() > 20


def test_a_click_chooses_the_dot_below_it(view: PictureMap, qtbot: QtBot) -> None:
    row = int(np.argmin(((view._places - 0.5) ** 2).sum(axis=1)))
    view.repaint()
    view._shown = (np.empty(0, np.int64), np.empty((0, 2)), 44)  # dots only
    with qtbot.waitSignal(view.chosen) as told:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.position_of(row))
    assert told.args[0].tolist() == [row]
    assert told.args[1] is False
