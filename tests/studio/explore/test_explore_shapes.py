"""Designs that are no squares: spots on them, regions of them, the wall and what is told of their size."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gan_engine.image_shape import ImageShape
from gan_engine.latent.point import Graft
from studio import theme
from studio.explorer.design_canvas import DesignCanvas
from studio.explorer.drag.canvas import DragCanvas
from studio.explorer.from_picture.sketch_canvas import SketchCanvas
from studio.explorer.graft.page import GraftPage
from studio.explorer.walk.clip_dialog import ClipDialog
from studio.explorer.wall.outline_canvas import OutlineCanvas
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.settings import Settings
from studio.widgets.picture_view import PictureView
from studio.workers.explorer.designs import WALL
from tests.studio.explore_support import add_model

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]
UPRIGHT, WIDE = ImageShape(32, 48), ImageShape(48, 32)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def canvas(dressed: object, qtbot: QtBot) -> DragCanvas:
    canvas = DragCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    return canvas


@pytest.mark.parametrize("shape", [UPRIGHT, WIDE])
def test_a_spot_on_a_canvas_is_the_same_share_of_width_and_of_height_and_back(
    canvas: DragCanvas, shape: ImageShape
) -> None:
    canvas.set_shape(shape)
    place = canvas.place()
    assert place.width() * shape.height == pytest.approx(place.height() * shape.width)
    assert canvas.rect().contains(place.toRect())
    assert canvas.from_share(1, 0.25) == QPointF(place.right(), place.top() + place.height() / 4)
    assert canvas.to_share(canvas.from_share(0.2, 0.9)).toTuple() == pytest.approx((0.2, 0.9))
    canvas.set_image(QImage(shape.width, shape.height, QImage.Format.Format_RGB32))
    QTest.mousePress(canvas, LEFT, pos=canvas.from_share(0.25, 0.75).toPoint())
    QTest.mouseMove(canvas, canvas.from_share(0.5, 0.25).toPoint())
    QTest.mouseRelease(canvas, LEFT, pos=canvas.from_share(0.5, 0.25).toPoint())
    (handle,) = canvas.handles
    assert (handle.x, handle.y, handle.to_x, handle.to_y) == pytest.approx((0.25, 0.75, 0.5, 0.25), abs=0.01)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.handles[0].to_y - handle.to_y == pytest.approx(1 / shape.height)


@pytest.mark.parametrize("shape", [UPRIGHT, WIDE])
def test_a_region_has_its_cells_in_the_designs_proportions_and_a_brush_is_round(
    canvas: DragCanvas, shape: ImageShape
) -> None:
    canvas.set_shape(shape)
    canvas.set_image(QImage(shape.width, shape.height, QImage.Format.Format_RGB32))
    canvas.paints = True
    QTest.mousePress(canvas, LEFT, pos=canvas.from_share(0.5, 0.5).toPoint())
    region = canvas.region
    rows, columns = region.shape
    assert rows * columns == pytest.approx(128**2, rel=0.01)
    assert columns / rows == pytest.approx(shape.width / shape.height, rel=0.01)
    painted = np.argwhere(region >= 0.5)
    high, wide = np.ptp(painted, axis=0) + 1
    assert abs(high - wide) <= 1
    assert wide / columns * canvas.place().width() / 2 == pytest.approx(canvas.length(canvas.brush), rel=0.1)


def test_an_outline_and_a_sketch_go_with_the_designs_shape(dressed: object, qtbot: QtBot) -> None:
    outline, sketch = OutlineCanvas("outline"), SketchCanvas()
    for canvas in (outline, sketch):
        qtbot.addWidget(canvas)
        canvas.resize(200, 200)
    outline.paint_line(QPointF(0, 0.9), QPointF(1, 0.9), inside=True)
    sketch.stroke((0, 0.9), (1, 0.9))
    for canvas in (outline, sketch):
        canvas.set_shape(UPRIGHT)
    mask = outline.outline
    assert mask is not None
    assert mask.width / mask.height == pytest.approx(2 / 3, rel=0.02)
    assert mask.values[int(mask.height * 0.9)].all()
    assert not mask.values[mask.height // 2].any()
    painted = sketch.pixels()
    assert painted.shape[1] / painted.shape[0] == pytest.approx(2 / 3, rel=0.01)
    assert painted[int(len(painted) * 0.9), :, 3].all()
    assert not painted[len(painted) // 2].any()
    assert sketch.undo()
    assert sketch.pixels().shape == painted.shape


def test_a_view_is_as_high_as_pictures_usually_are_but_no_higher_than_it_is_wide(dressed: object, qtbot: QtBot) -> None:
    view = PictureView("view", "Design")
    qtbot.addWidget(view)
    view.set_image(QImage(48, 32, QImage.Format.Format_RGB32))
    assert view.heightForWidth(240) == 240
    view.set_proportions(QSize(48, 32))
    assert view.heightForWidth(240) == 160
    view.resize(240, 160)
    assert view.place() == view.rect()
    view.set_proportions(QSize(32, 48))
    assert view.heightForWidth(240) == 240
    view.resize(240, 240)
    view.set_image(None)
    assert view.place().size() == QSize(160, 240)


def test_a_clip_says_width_and_height(dressed: object, qtbot: QtBot) -> None:
    dialog = ClipDialog(Settings(), name="walk", size=ImageShape(64, 96), stations=2, seconds=2, loop=False)
    qtbot.addWidget(dialog)
    button = dialog.findChild(QPushButton, "explore.clip.size.8")
    assert button is not None
    assert button.text() == "512 × 768 px"
    assert dialog.options.scale == 8


def test_what_is_see_through_lies_on_the_chosen_paper_and_clips_say_what_becomes_of_it(
    canvas: DragCanvas, qtbot: QtBot
) -> None:
    image = QImage(32, 32, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    canvas.set_image(image)
    assert canvas.grab().toImage().pixelColor(canvas.place().center().toPoint()).name() == theme.PAPER
    size = ImageShape(64, 64, channels=4)
    dialog = ClipDialog(Settings(), name="walk", size=size, stations=2, seconds=2, loop=False)
    qtbot.addWidget(dialog)
    for kind, words in (("gif", "laid on white"), ("frames", "stay see-through")):
        button = dialog.findChild(QPushButton, f"explore.clip.kind.{kind}")
        assert button is not None
        button.click()
        assert any(words in label.text() for label in dialog.findChildren(QLabel))


def test_explore_hangs_and_grafts_designs_in_their_own_shape(project: Project, make: Make, wait: Wait) -> None:
    add_model(project, size="32x48")
    explore = make()
    wait(lambda: explore.pictures.model is not None and explore.current_design.present is not None)
    wait(lambda: not explore.pictures.missing(WALL))
    cell = explore.wall.grid.cell_size
    assert cell.height() / cell.width() == pytest.approx(1.5, rel=0.01)
    image = explore.wall.model.index(0).data(Qt.ItemDataRole.DecorationRole)
    assert image.size() == QSize(32, 48)
    assert explore.mode_host.open("graft")
    page = explore.mode_host.open_mode
    assert isinstance(page, GraftPage)
    assert isinstance(page.donor_canvas, DesignCanvas)
    page.take_middle()
    point = explore.current_design.present
    assert point is not None
    graft = point.edits[-1]
    assert isinstance(graft, Graft)
    assert (graft.mask.height, graft.mask.width) == page.donor_canvas.region.shape == (157, 105)
    wait(lambda: page.host_canvas.image is not None)
