"""What is painted, or drawn around, with the mouse is done by keys too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from studio.curation.pages.background.mask_brush import MaskBrush
from studio.curation.pages.map.picture_map import PictureMap
from studio.explorer.drag.canvas import DragCanvas
from studio.explorer.from_picture.sketch_canvas import SketchCanvas
from studio.explorer.graft.canvases import DonorCanvas, HostCanvas

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_Key = Qt.Key


def _white(side: int = 64) -> QImage:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


def _shown(widget: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(widget)
    widget.resize(400, 400)
    widget.show()


def test_a_mask_is_corrected_by_keys(qtbot: QtBot, dressed: object) -> None:
    brush = MaskBrush("brush", "Brush")
    _shown(brush, qtbot)
    brush.show_picture(_white(), None)
    strokes: list[dict[str, object]] = []
    brush.stroked.connect(strokes.append)
    QTest.keyClick(brush, _Key.Key_Right)
    QTest.keyClick(brush, _Key.Key_Space)
    QTest.keyClick(brush, _Key.Key_Down)
    QTest.keyClick(brush, _Key.Key_Backspace)
    assert [stroke["add"] for stroke in strokes] == [True, False]
    (first,), (second,) = (stroke["points"] for stroke in strokes)  # type: ignore[misc]
    assert first[0] > 32  # type: ignore[has-type]
    assert second[1] > first[1]  # type: ignore[has-type]
    for _ in range(99):
        QTest.keyClick(brush, _Key.Key_Left)
    QTest.keyClick(brush, _Key.Key_Space)
    assert strokes[-1]["points"][0][0] == pytest.approx(0, abs=0.5), "it stays on the picture"  # type: ignore[index]


@pytest.mark.parametrize("kind", [DonorCanvas, DragCanvas])
def test_a_part_of_a_design_is_painted_by_keys(
    qtbot: QtBot, dressed: object, kind: type[DonorCanvas | DragCanvas]
) -> None:
    canvas = kind()
    _shown(canvas, qtbot)
    canvas.set_image(_white())
    settled: list[bool] = []
    canvas.settled.connect(lambda: settled.append(True))
    QTest.keyClick(canvas, _Key.Key_Space)
    assert not canvas.region.any(), "the brush is not taken up yet"
    for key in (_Key.Key_B, _Key.Key_Right, _Key.Key_Space):
        QTest.keyClick(canvas, key)
    painted = canvas.region.copy()
    rows, columns = np.nonzero(painted > 0.5)
    assert rows.mean() == pytest.approx(painted.shape[0] / 2, abs=1)
    assert columns.mean() > painted.shape[1] / 2 + 1
    assert settled == [True]
    QTest.keyClick(canvas, _Key.Key_Backspace)
    assert not canvas.region.any()
    QTest.keyClick(canvas, _Key.Key_Escape)
    QTest.keyClick(canvas, _Key.Key_Space)
    assert not canvas.region.any(), "laid down again"


def test_what_only_shows_takes_no_brush(qtbot: QtBot, dressed: object) -> None:
    canvas = HostCanvas()
    _shown(canvas, qtbot)
    canvas.set_image(_white())
    nudged: list[tuple[float, float]] = []
    canvas.nudged.connect(lambda across, down: nudged.append((across, down)))
    for key in (_Key.Key_B, _Key.Key_Right, _Key.Key_Space):
        QTest.keyClick(canvas, key)
    assert len(nudged) == 1
    assert not canvas.region.any()


def test_a_sketch_is_painted_by_keys(qtbot: QtBot, dressed: object) -> None:
    canvas = SketchCanvas()
    _shown(canvas, qtbot)
    QTest.keyClick(canvas, _Key.Key_Left)
    QTest.keyClick(canvas, _Key.Key_Space)
    columns = np.nonzero(canvas.pixels()[..., 3])[1]
    assert len(columns) > 0
    assert columns.mean() < canvas.pixels().shape[1] / 2 - 1
    QTest.keyClick(canvas, _Key.Key_Backspace)
    assert canvas.empty


def test_pictures_on_the_map_are_chosen_by_keys(qtbot: QtBot, dressed: object) -> None:
    pictures = PictureMap("map", "Map")
    _shown(pictures, qtbot)
    pictures.set_points(np.array([[0.5, 0.5], [0.7, 0.5], [0.5, 0.1]], np.float32), lambda row, side: None)
    chosen: list[list[int]] = []

    def choose(rows: np.ndarray, adding: bool) -> None:
        chosen.append(rows.tolist())
        pictures.set_selected(np.isin(np.arange(3), rows))

    pictures.chosen.connect(choose)
    opened: list[int] = []
    pictures.opened.connect(opened.append)
    for key in (_Key.Key_Right, _Key.Key_Space, _Key.Key_Right, _Key.Key_Space, _Key.Key_Return):
        QTest.keyClick(pictures, key)
    assert chosen == [[0], [0, 1]]
    assert opened == [1]
    QTest.keyClick(pictures, _Key.Key_Space)
    assert chosen[-1] == [0], "and no longer"
    middle = pictures.row_at(pictures.rect().center().toPointF())
    QTest.keyClick(pictures, _Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert pictures.row_at(pictures.rect().center().toPointF()) != middle, "the map has moved"
