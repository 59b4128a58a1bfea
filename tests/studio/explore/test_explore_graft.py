"""Grafting in the window: painted on the donor, seen on the host, moved and grown by mouse and keys, taken back."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QSlider

from gan_engine.latent.point import MAX_DEPTH, Graft, Mask, Point
from studio.explorer.design_canvas import DesignCanvas
from studio.explorer.graft.page import GraftPage
from studio.explorer.workspace import ExploreWorkspace
from tests.studio.commands import run_command

Wait = Callable[..., None]


@pytest.fixture
def page(explore: ExploreWorkspace, wait: Wait) -> GraftPage:
    assert explore.mode_host.open("graft")
    page = explore.mode_host.open_mode
    assert isinstance(page, GraftPage)
    wait(lambda: page.donor_canvas.image is not None and page.host_canvas.image is not None)
    return page


def at(canvas: DesignCanvas, x: float, y: float) -> QPoint:
    return canvas.from_share(x, y).toPoint()


def paint(canvas: DesignCanvas, start: tuple[float, float], end: tuple[float, float]) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, *start))
    QTest.mouseMove(canvas, at(canvas, *end))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, *end))


def graft_of(explore: ExploreWorkspace) -> Graft:
    point = explore.current_design.present
    assert point is not None
    graft = point.edits[-1]
    assert isinstance(graft, Graft)
    return graft


def middle(graft: Graft) -> np.ndarray:
    values = graft.mask.values
    down, across = np.indices(values.shape)
    return np.array([(across * values).sum(), (down * values).sum()]) / values.sum() / len(values)


def test_what_is_painted_is_put_onto_the_host_and_taken_back(
    page: GraftPage, explore: ExploreWorkspace, wait: Wait
) -> None:
    host = explore.current_design.present
    assert host is not None
    shown = page.host_canvas.image
    paint(page.donor_canvas, (0.3, 0.5), (0.7, 0.5))
    graft = graft_of(explore)
    assert graft.other == page._donor != host
    assert graft.first == 0
    assert graft.mask.values[64, 64] > 0.9
    assert graft.mask.values[:32].max() < 0.1
    wait(lambda: page.host_canvas.image is not shown)
    wait(lambda: explore.workbench.undo_text == "graft a part")
    grafted = explore.current_design.present
    explore.workbench.undo()
    wait(lambda: explore.current_design.present == host)
    assert not page.donor_canvas.region.any()
    explore.workbench.redo()
    wait(lambda: explore.current_design.present == grafted)
    assert page.donor_canvas.region[64, 64] > 0.9


def test_the_part_moves_grows_and_softens_by_keys_mouse_and_sliders(page: GraftPage, explore: ExploreWorkspace) -> None:
    page.middle_button.click()
    first = graft_of(explore)
    np.testing.assert_allclose(middle(first), 0.5, atol=0.02)
    for _ in range(4):
        QTest.keyClick(page.donor_canvas, Qt.Key.Key_Right)
    page._commit()
    np.testing.assert_allclose(middle(graft_of(explore)) - middle(first), (4 / 32, 0), atol=0.01)
    paint(page.host_canvas, (0.5, 0.5), (0.375, 0.7))
    np.testing.assert_allclose(middle(graft_of(explore)) - middle(first), (0, 0.2), atol=0.02)
    size = graft_of(explore).mask.values.sum()
    for _ in range(3):
        QTest.keyClick(page.host_canvas, Qt.Key.Key_Plus)
    page._commit()
    assert graft_of(explore).mask.values.sum() > 1.2 * size
    page.soft.slider.setValue(0)
    page._commit()
    crisp = graft_of(explore).mask.values
    page.soft.slider.setValue(40)
    page._commit()
    soft = graft_of(explore).mask.values
    assert ((soft > 0.1) & (soft < 0.9)).sum() > 2 * ((crisp > 0.1) & (crisp < 0.9)).sum()
    page.depth.slider.setValue(100)
    page._commit()
    assert page.context.model is not None
    assert graft_of(explore).first == page.context.model.stages - 1


def test_the_part_is_put_elsewhere_by_mouse_and_keys_and_the_point_keeps_it(
    page: GraftPage, explore: ExploreWorkspace, wait: Wait
) -> None:
    page.middle_button.click()
    first, painted = graft_of(explore), page.donor_canvas.region.copy()
    assert (first.across, first.down) == (0, 0)
    paint(page.host_canvas, (0.5, 0.5), (0.75, 0.4))
    put = graft_of(explore)
    np.testing.assert_allclose((put.across, put.down), (0.25, -0.1), atol=0.01)
    np.testing.assert_allclose(middle(put) - middle(first), (0.25, -0.1), atol=0.02)
    np.testing.assert_array_equal(page.donor_canvas.region, painted)
    for _ in range(2):
        QTest.keyClick(page.host_canvas, Qt.Key.Key_Left)
    page._commit()
    again = graft_of(explore)
    np.testing.assert_allclose((again.across - put.across, again.down - put.down), (-2 / 32, 0), atol=1e-3)
    QTest.keyClick(page.donor_canvas, Qt.Key.Key_Down)
    page._commit()
    assert graft_of(explore).across == again.across, "another part is taken, and put as far away"
    np.testing.assert_allclose(middle(graft_of(explore)) - middle(again), (0, 1 / 32), atol=0.01)

    kept = explore.current_design.present
    assert kept is not None
    assert Point.from_values(kept.values()) == kept
    explore.mode_host.open("wall")
    assert explore.mode_host.open("graft")
    assert page._placed == (again.across, again.down)
    QTest.keyClick(page.host_canvas, Qt.Key.Key_Right)
    page._commit()
    np.testing.assert_allclose(graft_of(explore).across - again.across, 1 / 32, atol=1e-3)
    for _ in range(80):
        QTest.keyClick(page.host_canvas, Qt.Key.Key_Right)
    page._commit()
    assert page._placed[0] == 1.0


def test_nothing_painted_changes_nothing_and_another_part_comes_on_top(
    page: GraftPage, explore: ExploreWorkspace
) -> None:
    host = explore.current_design.present
    page.middle_button.click()
    page.clear_button.click()
    assert explore.current_design.present == host
    page.middle_button.click()
    one = explore.current_design.present
    page.another_button.click()
    assert explore.current_design.present == one
    page.middle_button.click()
    two = explore.current_design.present
    assert two is not None
    assert one is not None
    assert two.edits[:-1] == one.edits
    assert [edit.kind for edit in two.edits] == ["graft", "graft"]


def test_the_donor_comes_into_its_well_or_is_the_design_in_the_large_view(
    page: GraftPage, explore: ExploreWorkspace, wait: Wait
) -> None:
    page.middle_button.click()
    other, shown = explore.context.fresh(30), page.donor_canvas.image
    page.donor_well.taken.emit(other)
    page._commit()
    assert graft_of(explore).other == other == page.donor_well.point
    wait(lambda: page.donor_canvas.image is not shown)
    explore.mode_host.open("wall")
    donor, host = explore.context.fresh(20), explore.context.fresh(21)
    explore.context.show(donor)
    run_command(explore, "explore.graft.take-from")
    assert explore.mode_host.open_mode is page
    explore.context.show(host)
    page.middle_button.click()
    assert graft_of(explore).other == donor
    assert explore.current_design.present == host.with_edit(graft_of(explore))


def test_a_design_that_holds_too_much_says_so(page: GraftPage, explore: ExploreWorkspace) -> None:
    said: list[object] = []
    explore.workbench.toast_wanted.connect(said.append)
    deep = Point(seed=1)
    for _ in range(MAX_DEPTH):
        deep = Point(seed=2).with_edit(Graft(other=deep, mask=Mask.of(np.ones((2, 2)))))
    host = explore.current_design.present
    page.donor_well.taken.emit(deep)
    page.middle_button.click()
    assert explore.current_design.present == host
    assert said


def test_everything_has_a_name(page: GraftPage, explore: ExploreWorkspace) -> None:
    widgets = [
        page.donor_canvas, page.host_canvas, page.donor_well, *explore.controls.findChildren(QPushButton),
        *explore.controls.findChildren(QSlider),
    ]  # fmt: skip
    ours = [each for each in widgets if each.objectName().startswith("explore.graft.")]
    assert len(ours) >= 10
    assert all(each.accessibleName() for each in ours)


def test_done_with_a_part_the_keyboard_goes_back_to_painting(page: GraftPage, explore: ExploreWorkspace) -> None:
    for button in (page.another_button, page.clear_button):
        page.middle_button.click()
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert not button.isEnabled()
        assert explore.focusWidget() is page.donor_canvas
