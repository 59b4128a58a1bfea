"""The background page: the way that suits, before and after, the brush, one picture's own way, models."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QColorDialog, QLabel, QPushButton, QSlider, QWidget

from studio.curation.pages.background.mask_brush import MaskBrush
from studio.curation.pages.background.page import BackgroundPage
from studio.curation.pages.background.panel import BackgroundPanel
from studio.curation.pages.background.view import BackgroundView
from studio.project.pictures.importing import import_sources
from studio.project.project import Project
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.widgets.keyboard.tab_order import stops_of
from studio.workers.images import to_array, to_image
from tests.studio.explore_support import shows_squares
from tests.studio.project_support import draw_folder

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.curation.workspace import CurateWorkspace
    from studio.window import Window
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]

# ---- the brush ------------------------------------------------------------------------------------------------------


@pytest.fixture
def brush(qtbot: QtBot, dressed: object) -> MaskBrush:
    """Over a picture of 50 x 50 that shows the middle of an original at half its size, from (20, 10) on."""
    made = MaskBrush("brush")
    qtbot.addWidget(made)
    made.resize(416, 416)
    made.show()
    made.show_picture(to_image(np.full((50, 50, 3), 200, np.uint8)), None, 0.5, (20, 10))
    return made


def test_strokes_are_told_in_pixels_of_the_original(brush: MaskBrush, qtbot: QtBot) -> None:
    strokes: list[dict[str, object]] = []
    brush.stroked.connect(strokes.append)
    assert brush.zoom == 8
    QTest.mousePress(brush, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    QTest.mouseMove(brush, QPoint(8 + 80, 8 + 40))
    QTest.mouseRelease(brush, Qt.MouseButton.LeftButton, pos=QPoint(88, 48))
    QTest.mouseClick(brush, Qt.MouseButton.RightButton, pos=QPoint(208, 208))
    assert strokes[0] == {"add": True, "radius": 12.0, "points": [[20.0, 10.0], [40.0, 20.0]]}
    assert strokes[1] == {"add": False, "radius": 12.0, "points": [[70.0, 60.0]]}


def test_the_brush_grows_zooms_and_moves(brush: MaskBrush, qtbot: QtBot) -> None:
    QTest.keyClicks(brush, "]]")
    assert brush.radius == pytest.approx(12 * 1.44)
    QTest.keyClicks(brush, "[[[")
    assert brush.radius == pytest.approx(10)
    under = QPointF(108, 208)
    place = brush.to_original(under)
    wheel = QWheelEvent(under, brush.mapToGlobal(under), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(brush, wheel)
    assert brush.zoom == pytest.approx(8 * 1.44)
    assert brush.to_original(under) == pytest.approx(place, abs=0.1), "what is under the pointer stays there"
    QTest.mousePress(brush, Qt.MouseButton.MiddleButton, pos=QPoint(200, 200))
    QTest.mouseMove(brush, QPoint(230, 200))
    QTest.mouseRelease(brush, Qt.MouseButton.MiddleButton, pos=QPoint(230, 200))
    assert brush.to_original(under + QPointF(30, 0)) == pytest.approx(place, abs=0.1)
    QTest.keyClick(brush, Qt.Key.Key_0)
    assert brush.zoom == 8


def test_a_stroke_is_seen_until_the_outline_has_it(brush: MaskBrush, qtbot: QtBot) -> None:
    def middle() -> tuple[int, ...]:
        return tuple(to_array(brush.grab().toImage())[208, 208, :3].tolist())

    before = middle()
    QTest.mouseClick(brush, Qt.MouseButton.RightButton, pos=QPoint(208, 208))
    QTest.mouseMove(brush, QPoint(20, 20))
    painted = middle()
    assert painted != before
    brush.set_overlay(QImage())
    assert middle() == before


def test_the_brush_is_over_squares_of_pixel_art_alone(brush: MaskBrush) -> None:
    image = to_image(np.random.default_rng(1).integers(0, 256, (16, 16, 3)).astype(np.uint8))
    for hard in (True, False):
        brush.show_picture(image, None, hard=hard)
        assert shows_squares(brush, image) == hard


# ---- the page -------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(workbench: Workbench, window: Window, tmp_path: Path, wait: Wait) -> BackgroundPage:
    """Open on 12 drawn figures on plain grounds, the first chosen."""
    project = Project.create(tmp_path / "Critters")
    draw_folder(tmp_path / "art", 12, size=96)
    import_sources(project, [tmp_path / "art"])
    workbench.adopt_project(project)
    wait(lambda: window.workspace("curate") is not None)
    curate: CurateWorkspace = window.workspace("curate")  # type: ignore[assignment]
    wait(lambda: curate.table.model.facts(1) is not None)
    curate.table.grid.set_current_row(0)
    curate.context.open_page("background")
    made = curate.page_host.pages["background"]
    assert isinstance(made, BackgroundPage)
    wait(lambda: _view(made).compare.after is not None)
    return made


def _view(page: BackgroundPage) -> BackgroundView:
    assert page.view is not None
    return page.view


def _panel(page: BackgroundPage) -> BackgroundPanel:
    assert page.panel is not None
    return page.panel


def _after(page: BackgroundPage) -> np.ndarray:
    image = _view(page).compare.after
    assert image is not None
    return to_array(image)[..., :3]


def _press(page: BackgroundPage, name: str) -> None:
    button = _panel(page).findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def test_figures_of_few_colours_are_compared_in_squares(page: BackgroundPage) -> None:
    image = _view(page).compare.after
    assert image is not None
    assert shows_squares(_view(page).compare, image)
    assert _view(page).brush._hard


def test_the_way_that_suits_is_said_and_taken_with_one_click(page: BackgroundPage, wait: Wait) -> None:
    said = _panel(page).findChild(QLabel, "curate.background.suggestion")
    wait(lambda: "plain ground" in said.text() and "Suggested: Flood fill." in said.text())
    assert tuple(_after(page)[0, 0]) != (255, 255, 255), "the ground is kept so far"
    _press(page, "curate.background.use")
    wait(lambda: tuple(_after(page)[0, 0]) == (255, 255, 255))
    assert page.context.settings.remove_background == "flood"
    assert "That is chosen." in said.text()
    assert page.strip_words() == ("removed by flood fill", True)


def test_grounds_and_sliders_show_at_once(page: BackgroundPage, wait: Wait) -> None:
    page.context.set_settings(remove_background="flood")
    _press(page, "curate.background.ground.#000000")
    wait(lambda: tuple(_after(page)[0, 0]) == (0, 0, 0))
    dark = (_after(page) == 0).all(axis=-1).sum()
    slider = _panel(page).findChild(QSlider, "curate.background.edge")
    assert slider is not None
    slider.setValue(slider.minimum())
    wait(lambda: (_after(page) == 0).all(axis=-1).sum() > dark + 100)
    assert page.context.settings.edge == -8
    _press(page, "curate.background.ground.see-through")
    wait(lambda: (to_array(_view(page).compare.after)[0, 0] == 0).all())  # type: ignore[arg-type]
    assert page.context.settings.alpha
    assert page.context.settings.background == "#000000", "for when it is laid on a ground again"
    page.context.store_settings()
    stored = page.context.settings
    _press(page, "curate.background.ground.#ffffff")
    wait(lambda: tuple(_after(page)[0, 0]) == (255, 255, 255))
    assert not page.context.settings.alpha
    page.context.store_settings()
    wait(lambda: page.context.workbench.undo_text == "change the ground")
    page.context.workbench.undo()
    wait(lambda: page.context.settings == stored)


def test_a_ground_of_ones_own_is_asked_for_while_the_window_goes_on(page: BackgroundPage, wait: Wait) -> None:
    _press(page, "curate.background.ground.other")
    dialog = _panel(page).findChild(QColorDialog, "curate.background.ground-dialog")
    assert isinstance(dialog, QColorDialog)
    assert _panel(page).findChild(QPushButton, "curate.background.ground.#ffffff").isChecked(), "not yet"
    dialog.setCurrentColor(QColor("#336699"))
    dialog.accept()
    wait(lambda: page.context.settings.background == "#336699")
    assert _panel(page).findChild(QPushButton, "curate.background.ground.other").isChecked()


def test_strokes_are_steps_that_are_undone_one_by_one(page: BackgroundPage, workbench: Workbench, wait: Wait) -> None:
    page.context.set_settings(remove_background="flood")
    page.brush()
    view = _view(page)
    assert view.is_brushing
    wait(lambda: page._shown is not None and page._shown[1] == 1024)  # type: ignore[index]
    brush, project, id_ = view.brush, page.context.project, page._picture.id  # type: ignore[union-attr]
    assert project is not None

    def strokes() -> list[dict[str, object]]:
        picture = project.catalogue.picture(id_)
        assert picture is not None
        return next((list(step.options["strokes"]) for step in picture.steps if step.kind == "mask"), [])

    middle = QPoint(brush.width() // 2, brush.height() // 2)
    QTest.mouseClick(brush, Qt.MouseButton.RightButton, pos=middle)
    wait(lambda: len(strokes()) == 1)
    QTest.mouseClick(brush, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    wait(lambda: len(strokes()) == 2)
    assert [one["add"] for one in strokes()] == [False, True]
    wait(lambda: tuple(_after(page)[48, 48]) == (255, 255, 255))
    workbench.undo()
    wait(lambda: len(strokes()) == 1)
    QTest.keyClick(brush, Qt.Key.Key_Escape)
    assert not view.is_brushing
    assert page._is_open, "Escape lays down the brush, and no more"
    _press(page, "curate.background.clear")
    wait(lambda: strokes() == [])


@pytest.mark.parametrize("width", [1440, 1100])
def test_what_the_brush_can_do_is_read_in_whole(page: BackgroundPage, window: Window, wait: Wait, width: int) -> None:
    window.resize(width, 900)
    view = _view(page)
    page.brush()
    wait(view.brush.isVisible)
    assert "Space moves" in view.hint.text()
    wait(lambda: view.hint.height() >= view.hint.heightForWidth(view.hint.width()))
    assert view.rect().contains(view.hint.geometry()), "no word is beyond the edge"
    longest = max(view.hint.fontMetrics().horizontalAdvance(word) for word in view.hint.text().split())
    assert view.hint.width() > longest


def test_a_picture_may_have_its_own_way(page: BackgroundPage, workbench: Workbench, wait: Wait) -> None:
    page.context.set_settings(remove_background="flood")
    wait(lambda: tuple(_after(page)[0, 0]) == (255, 255, 255))
    _press(page, "curate.background.own.keep")
    wait(lambda: tuple(_after(page)[0, 0]) != (255, 255, 255))
    page.context.table.step(1)
    wait(lambda: tuple(_after(page)[0, 0]) == (255, 255, 255))
    workbench.undo()
    page.context.table.step(-1)
    wait(lambda: page._picture is not None and not page._picture.steps)


def test_all_are_tried_and_counted(page: BackgroundPage, wait: Wait) -> None:
    page.context.set_settings(remove_background="flood")
    _press(page, "curate.background.check")
    wait(lambda: page.strip_words() == ("12 of 12 clean", True))
    page.backgrounds.checked.emit(11, 12, {3: "It is not clear where the figure ends."})
    _press(page, "curate.background.wrong")
    wait(lambda: page.context.table.model.ids.tolist() == [3])
    page.context.set_settings(tolerance=3.0)
    assert page.strip_words() == ("removed by flood fill", True), "that was another way"


def test_a_click_in_the_strip_shows_that_picture(page: BackgroundPage, wait: Wait) -> None:
    def click(kind: str, number: int) -> str:
        name = _view(page).samples.pictures[number].name
        QTest.mouseClick(
            _view(page).findChild(QWidget, f"curate.background.sample.{kind}.{number}"), Qt.MouseButton.LeftButton
        )
        return name

    def title() -> str:
        return _view(page).findChild(ElidingLabel, "curate.background.title").text()

    wait(lambda: len(_view(page).samples.pictures) > 3)
    name = click("before", 2)
    wait(lambda: title() == name)
    wait(lambda: _view(page).samples.pictures[0].name == name)  # the strip goes on from there
    table = page.context.table
    table.choose_all()
    wait(lambda: len(_view(page).samples.pictures) > 8)
    name = click("after", 3)
    wait(lambda: title() == name)
    assert table.count == 12, "all stay chosen"


def test_each_way_says_what_it_is_before_it_is_chosen(page: BackgroundPage) -> None:
    for choice in ("curate.background.method", "curate.background.own"):
        small = _panel(page).findChild(QPushButton, f"{choice}.u2netp")
        assert small.toolTip() == "For busy grounds: a small network finds the figure, about a second a picture."
        assert "u2netp, a small network" in _panel(page).findChild(QPushButton, f"{choice}.auto").toolTip()


def test_models_tell_size_and_licence_and_why_they_cannot_be_had(
    page: BackgroundPage, workbench: Workbench, tmp_path: Path, wait: Wait
) -> None:
    row = "curate.background.model.isnet-anime"
    wait(lambda: _panel(page).findChild(QWidget, row) is not None)
    words = {label.text() for label in _panel(page).findChild(QWidget, row).findChildren(QLabel)}
    assert "176 MB, Apache-2.0" in words
    (tmp_path / "wrong.onnx").write_bytes(b"x")
    page.backgrounds.fetch("isnet-anime", tmp_path / "wrong.onnx")
    labels = _panel(page).findChild(QWidget, row).findChildren(QLabel)
    wait(lambda: any("is not isnet-anime" in label.text() for label in labels))
    assert not page.backgrounds.is_fetching("isnet-anime")


def test_a_suggestion_that_is_still_sought_ends_with_the_project(page: BackgroundPage, workbench: Workbench) -> None:
    project = page.context.project
    assert project is not None
    backgrounds = page.backgrounds
    backgrounds._ask_for_suggestion(project.catalogue.pictures(project.catalogue.ids().tolist()))
    sought = backgrounds._suggesting
    assert sought is not None
    assert sought.running
    workbench.project_closing.emit()
    assert not sought.running


def test_of_the_ways_the_tab_key_leads_to_the_chosen_one(page: BackgroundPage, wait: Wait) -> None:
    panel = _panel(page)
    ways = [stop.objectName() for stop in stops_of(panel) if ".method." in stop.objectName()]
    assert ways == ["curate.background.method.keep"]
    panel.window().activateWindow()
    wait(panel.window().isActiveWindow)
    keep = panel.findChild(QPushButton, ways[0])
    keep.setFocus()
    QTest.keyClick(keep, Qt.Key.Key_Up)
    wait(lambda: page.context.settings.remove_background)
    chosen = [stop for stop in stops_of(panel) if ".method." in stop.objectName()]
    assert len(chosen) == 1
    assert chosen[0].objectName() != ways[0]
