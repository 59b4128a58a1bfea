"""From a picture: dropped, looked for in the background, stopped, begun from; and from a sketch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from gan_engine.latent.point import Point
from studio.explorer.from_picture.page import SKETCH, FromPicturePage
from studio.explorer.from_picture.picture_drop import PictureDrop
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.widgets.keyboard.tab_order import is_stop
from studio.workers.explorer import projections
from tests.engine.latent_support import write_tiny
from tests.studio.explore_support import picture

Wait = Callable[..., None]


@pytest.fixture
def page(explore: ExploreWorkspace, monkeypatch: pytest.MonkeyPatch) -> FromPicturePage:
    """The mode, open, with a network without styles. Long enough to be stopped, unless a test says otherwise."""
    monkeypatch.setattr(projections, "STEPS", 2000)
    assert explore.mode_host.open("from-picture")
    mode = explore.mode_host.modes["from-picture"]
    assert isinstance(mode, FromPicturePage)
    return mode


def saved(folder: Path, name: str = "mine.png", seed: int = 3) -> Path:
    Image.fromarray(picture(seed)).save(folder / name)
    return folder / name


def drop(page: FromPicturePage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    page.drop.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )


def test_a_dropped_picture_becomes_a_design_to_go_on_from(
    page: FromPicturePage, explore: ExploreWorkspace, tmp_path: Path, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projections, "STEPS", 30)
    drop(page, saved(tmp_path))
    (search,) = page.searches.of_model(page.context.model)
    assert search.going_on
    assert not page.bar.isHidden()
    wait(lambda: search.point is not None)
    wait(lambda: page.drop.image is not None)
    wait(lambda: search.state == "found", 100)
    assert page.design.image is not None
    assert "Distance" in page._numbers.text()
    assert page._said.text() == search.words
    assert not page.stop_button.isVisible()
    page.begin_button.click()
    assert explore.current_design.present == search.point
    assert search.point is not None
    assert search.point.z is not None
    page.keep_button.click()
    wait(lambda: explore.kept.id_of(search.point) is not None)


def test_stopped_it_keeps_the_nearest_and_others_go_on(page: FromPicturePage, tmp_path: Path, wait: Wait) -> None:
    drop(page, *(saved(tmp_path, f"{number}.png", number) for number in range(3)))
    third, second, first = page.searches.of_model(page.context.model)
    assert [each.state for each in (first, second, third)] == ["running", "running", "waiting"]
    wait(lambda: first.point is not None)
    page._on_chosen(first)
    assert page.escape()
    assert first.state == "stopped"
    assert first.point is not None
    assert "as near as it came" in page._said.text()
    assert page.begin_button.isEnabled()
    assert third.state == "running"
    assert not page.escape()
    page.remove_button.click()
    assert first not in page.searches.of_model(page.context.model)
    for each in (second, third):
        page.searches.stop(each)


def test_taken_out_of_the_list_of_tasks_it_is_stopped_too(page: FromPicturePage, tmp_path: Path, wait: Wait) -> None:
    drop(page, saved(tmp_path))
    (search,) = page.searches.of_model(page.context.model)
    assert search.call is not None
    search.call.cancel()
    assert search.state == "stopped"


def test_what_is_no_picture_is_said_and_nothing_is_lost(page: FromPicturePage, tmp_path: Path, wait: Wait) -> None:
    (tmp_path / "broken.png").write_bytes(b"no picture")
    heard: list[object] = []
    page.context.workbench.error_wanted.connect(lambda doing, error: heard.append(error))
    drop(page, tmp_path / "broken.png")
    (search,) = page.searches.of_model(page.context.model)
    wait(lambda: search.state == "failed")
    assert len(heard) == 1
    assert page._said.text() == search.words
    assert not page.begin_button.isEnabled()


def test_a_sketch_is_painted_taken_back_and_looked_for(page: FromPicturePage, wait: Wait) -> None:
    page.source._buttons[SKETCH].click()
    assert not page.find_button.isEnabled()
    canvas = page.canvas
    canvas.stroke((0.3, 0.3), (0.7, 0.7))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(canvas, QPoint(60, 60))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    twice = int((canvas.pixels()[..., 3] > 0).sum())
    assert canvas.undo()
    once = int((canvas.pixels()[..., 3] > 0).sum())
    assert 0 < once < twice
    canvas.clear()
    assert not canvas.pixels()[..., 3].any()
    assert canvas.undo()
    np.testing.assert_array_equal(canvas.pixels()[128, 128, :3], [0xC5, 0x35, 0x2B])
    page.weight.set_value(0.2)
    page.find_button.click()
    (search,) = page.searches.of_model(page.context.model)
    assert search.model_weight == pytest.approx(0.2)
    wait(lambda: search.point is not None)
    page.searches.stop(search)


def test_a_network_with_styles_says_how_near_it_may_come(
    page: FromPicturePage, explore: ExploreWorkspace, project: Project, wait: Wait, tmp_path: Path
) -> None:
    assert page._near.isHidden()
    explore.model_opener.open(write_tiny(tmp_path / "styled", "stylegan2"))
    wait(lambda: bool(page.context.model and page.context.model.style_resolutions))
    assert not page._near.isHidden()
    page.space._buttons["w+"].click()
    drop(page, saved(tmp_path))
    (search,) = page.searches.of_model(page.context.model)
    assert search.space == "w+"
    wait(lambda: isinstance(search.point, Point))
    page.searches.stop(search)


def test_by_keys_a_picture_is_asked_for_and_enter_begins_from_what_is_found(
    page: FromPicturePage, explore: ExploreWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wait: Wait
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(PictureDrop, "browse", lambda drop: asked.append(1))
    assert is_stop(page.drop)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(page.drop, key)
    assert len(asked) == 2
    drop(page, saved(tmp_path))
    search = page.searches.of_model(page.context.model)[0]
    wait(lambda: search.point is not None and page.drop.image is not None)
    page.searches.stop(search)
    page.list.set_current_row(0)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    wait(lambda: explore.current_design.present == search.point)


def test_picture_and_design_share_the_width_however_long_words_are(
    page: FromPicturePage, explore: ExploreWorkspace, wait: Wait
) -> None:
    page.begin_button.setText("Begin from what is found")
    page.keep_button.setText("Keep on the shelf")
    explore.resize(760, 600)
    page.stop_button.show()
    wait(lambda: abs(page.targets.width() - page.design.width()) <= 1)
    assert page.find_button.isVisible()
