"""Dragging in the window: handles by mouse and by keys, what stays, live steps, stopping, one step of undo each."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gan_engine.latent.point import Drag, Handle, Point
from studio.explorer.drag.canvas import DragCanvas
from studio.explorer.drag.page import DragPage
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.explorer.designs import MODE_LARGE
from tests.engine.latent_support import write_tiny
from tests.studio.commands import run_command

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]
FAR = Handle(x=0.1, y=0.5, to_x=0.95, to_y=0.5)
"""Further than a tiny network comes at once."""


@pytest.fixture
def styled(project: Project, make: Make, wait: Wait) -> ExploreWorkspace:
    write_tiny(project.folder / "runs" / "00001-critters" / "snapshots" / "000012", "stylegan2")
    explore = make()
    wait(lambda: explore.pictures.model is not None and explore.current_design.present is not None)
    return explore


@pytest.fixture
def page(styled: ExploreWorkspace, wait: Wait) -> DragPage:
    assert styled.mode_host.open("drag")
    page = styled.mode_host.open_mode
    assert isinstance(page, DragPage)
    wait(lambda: page.canvas.image is not None)
    return page


def at(canvas: DragCanvas, x: float, y: float) -> QPoint:
    return canvas.from_share(x, y).toPoint()


def pull(canvas: DragCanvas, start: tuple[float, float], end: tuple[float, float], **how: object) -> None:
    button = how.pop("button", Qt.MouseButton.LeftButton)
    keys = how.pop("keys", Qt.KeyboardModifier.NoModifier)
    QTest.mousePress(canvas, button, keys, at(canvas, *start))  # type: ignore[arg-type]
    QTest.mouseMove(canvas, at(canvas, *end))
    QTest.mouseRelease(canvas, button, keys, at(canvas, *end))  # type: ignore[arg-type]


def test_the_mouse_pulls_handles_and_keys_move_and_remove_them(page: DragPage) -> None:
    canvas = page.canvas
    pull(canvas, (0.25, 0.25), (0.5, 0.25))
    (handle,) = canvas.handles
    np.testing.assert_allclose((handle.x, handle.y, handle.to_x, handle.to_y), (0.25, 0.25, 0.5, 0.25), atol=0.01)
    pull(canvas, (0.5, 0.25), (0.5, 0.75))
    assert len(canvas.handles) == 1
    np.testing.assert_allclose(canvas.handles[0].to_y, 0.75, atol=0.01)
    QTest.keyClick(canvas, Qt.Key.Key_Insert)
    assert canvas.chosen == 1
    assert "Handle 2 of 2" in canvas.accessibleDescription()
    before = canvas.handles[1]
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    after = canvas.handles[1]
    np.testing.assert_allclose(after.to_y - before.to_y, 1 / 32)
    np.testing.assert_allclose(after.x - before.x, -1 / 32)
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.handles == (after,)
    QTest.mouseClick(canvas, Qt.MouseButton.RightButton, pos=at(canvas, after.to_x, after.to_y))
    assert canvas.handles == ()
    assert not page.start_button.isEnabled()


def test_alt_paints_what_stays_and_shift_wipes_it_out(page: DragPage) -> None:
    canvas, alt = page.canvas, Qt.KeyboardModifier.AltModifier
    pull(canvas, (0.2, 0.8), (0.8, 0.8), keys=alt)
    assert canvas.handles == ()
    assert canvas.region[102, 64] == 1
    assert canvas.region[:64].max() == 0
    pull(canvas, (0.2, 0.8), (0.8, 0.8), keys=alt | Qt.KeyboardModifier.ShiftModifier)
    assert not canvas.region.any()
    canvas.set_handles([FAR])
    page.keep_rest()
    assert canvas.region[0].min() == 1
    assert canvas.region[64].max() == 0
    page.free_button.click()
    assert not canvas.region.any()
    page.paint_button.click()
    pull(canvas, (0.2, 0.2), (0.8, 0.2))
    assert canvas.region.any()
    assert canvas.handles == (FAR,)


def test_a_drag_is_seen_live_is_stopped_and_taken_back(
    page: DragPage, styled: ExploreWorkspace, project: Project, wait: Wait, qtbot: QtBot
) -> None:
    canvas, start = page.canvas, styled.current_design.present
    assert isinstance(start, Point)
    shown = canvas.image
    canvas.set_handles([FAR])
    page.keep_rest()
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert page.start_button.accessibleName() == "Stop"
    wait(lambda: "steps a second" in page.said.text() and canvas.image is not shown)
    assert "to go" in page.said.text()
    assert styled.current_design.present == start
    QTest.keyClick(canvas, Qt.Key.Key_Insert)
    assert len(canvas.handles) == 1
    assert page.escape()
    assert not page.escape()
    dragged = styled.current_design.present
    assert isinstance(dragged, Point)
    (edit,) = dragged.edits
    assert isinstance(edit, Drag)
    assert edit.handles == (FAR,)
    assert edit.kept is not None
    assert page.said.text().startswith("Stopped")
    assert page.start_button.accessibleName() == "Start"
    came_to = canvas.handles
    wait(lambda: styled.workbench.undo_text.startswith("drag the design, "))
    styled.workbench.undo()
    wait(lambda: styled.current_design.present == start)
    assert canvas.handles == (FAR,)
    styled.workbench.redo()
    wait(lambda: styled.current_design.present == dragged)
    assert canvas.handles == came_to


def test_each_drag_is_taken_back_by_itself(page: DragPage, styled: ExploreWorkspace, wait: Wait) -> None:
    passed = [styled.current_design.present]
    page.canvas.set_handles([FAR])
    for least in (3, 6):
        page.start_or_stop()
        wait(lambda least=least: page._steps >= least)
        page.start_or_stop()
        passed.append(styled.current_design.present)
    assert len(set(passed)) == 3
    for point in (passed[1], passed[0]):
        wait(lambda: styled.workbench.undo_text.startswith("drag the design, "))
        styled.workbench.undo()
        wait(lambda point=point: styled.current_design.present == point)


def test_it_ends_by_itself_and_says_how(page: DragPage, styled: ExploreWorkspace, wait: Wait) -> None:
    start = styled.current_design.present
    still = Handle(x=0.5, y=0.5, to_x=0.5, to_y=0.5)
    page.canvas.set_handles([still])
    page.start_or_stop()
    wait(lambda: page.said.text() == "There.")
    assert styled.current_design.present == start
    assert page.start_button.accessibleName() == "Start"


def test_another_design_or_leaving_ends_it(page: DragPage, styled: ExploreWorkspace, wait: Wait) -> None:
    page.canvas.set_handles([FAR])
    page.start_or_stop()
    other = styled.context.fresh(7)
    styled.context.show(other)
    assert page.start_button.accessibleName() == "Start"
    assert page.canvas.handles == ()
    assert styled.current_design.present == other
    page.canvas.set_handles([FAR])
    page.start_or_stop()
    wait(lambda: "steps a second" in page.said.text())
    styled.mode_host.open("wall")
    dragged = styled.current_design.present
    assert isinstance(dragged, Point)
    assert [edit.kind for edit in dragged.edits] == ["drag"]
    assert styled.pictures._wanted[MODE_LARGE] == []


def test_another_model_ends_it(page: DragPage, styled: ExploreWorkspace, wait: Wait) -> None:
    start = styled.current_design.present
    page.canvas.set_handles([FAR])
    page.start_or_stop()
    wait(lambda: "steps a second" in page.said.text())
    styled.context.model_changed.emit()
    assert page.start_button.accessibleName() == "Start"
    assert not page.canvas.locked
    assert page.canvas.handles == ()
    assert styled.current_design.present == start


def test_everything_has_a_name(page: DragPage, styled: ExploreWorkspace) -> None:
    widgets = [page.canvas, page.start_button, *styled.controls.findChildren(QPushButton)]
    ours = [each for each in widgets if each.objectName().startswith("explore.drag.")]
    assert len(ours) >= 8
    assert all(each.accessibleName() for each in ours)
    run_command(styled, "explore.drag.keep-rest")
    assert page.canvas.to_share(QPointF(page.canvas.place().center())) == QPointF(0.5, 0.5)


def test_the_design_stays_to_be_seen_under_handles_and_focus(page: DragPage) -> None:
    page.canvas.set_image(page.canvas.image, hard=True)  # as pixel art, so that its colours are there to the bit
    page.canvas.set_handles([FAR])
    page.canvas.setFocus()
    page.canvas.grab()  # once, so that what one painting leaves behind would show in the next
    seen, image = page.canvas.grab().toImage(), page.canvas.image
    assert image is not None
    for x, y in ((0.1, 0.1), (0.9, 0.2), (0.3, 0.9)):
        wanted = image.pixelColor(int(x * image.width()), int(y * image.height()))
        place = at(page.canvas, (int(x * image.width()) + 0.5) / 32, (int(y * image.height()) + 0.5) / 32)
        assert seen.pixelColor(place) == wanted


def test_what_came_of_a_drag_is_said_whole_in_a_narrow_window(
    page: DragPage, styled: ExploreWorkspace, qtbot: QtBot
) -> None:
    styled.resize(828, 540)
    page.said.setText("It comes no nearer than 3 pixels: pull less far, or let less stay as it is. " * 2)
    qtbot.waitUntil(lambda: page.said.height() >= page.said.heightForWidth(page.said.width()) > 0)
    assert page.start_button.width() >= page.start_button.sizeHint().width()
