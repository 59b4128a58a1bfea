"""Boxes on a sheet, by mouse and by keyboard, with undo inside."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.curation.boxes.editor import BoxEditor
from studio.curation.boxes.edits import around, halves, held_within, in_ratio, moved, resized

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Key, Button, Modifier = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier
BOXES = [(20, 20, 60, 80), (100, 20, 60, 80), (20, 130, 60, 50)]


@pytest.fixture
def editor(dressed: Any, qtbot: QtBot) -> BoxEditor:
    """A sheet of 400 x 300, seen at one pixel a pixel, with three boxes."""
    made = BoxEditor("boxes", "Boxes")
    qtbot.addWidget(made)
    made.resize(448, 348)
    image = QImage(200, 150, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    made.show_picture(image, QSize(400, 300))
    made.set_boxes(BOXES)
    made.show()
    made.setFocus()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def press(editor: BoxEditor) -> Callable[..., None]:
    def key(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        for one in keys:
            QTest.keyClick(editor, one, modifier)

    return key


def at(x: int, y: int) -> QPoint:
    """A place on the sheet as a place in the widget."""
    return QPoint(24 + x, 24 + y)


def drag(editor: BoxEditor, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(editor, Button.LeftButton, pos=start)
    QTest.mouseMove(editor, (start + end) / 2)
    QTest.mouseMove(editor, end)
    QTest.mouseRelease(editor, Button.LeftButton, pos=end)


def test_a_click_chooses_and_one_beside_lets_go(editor: BoxEditor) -> None:
    QTest.mouseClick(editor, Button.LeftButton, pos=at(120, 60))
    assert editor.selected == [1]
    QTest.mouseClick(editor, Button.LeftButton, Modifier.ShiftModifier, at(40, 150))
    assert editor.selected == [1, 2]
    QTest.mouseClick(editor, Button.LeftButton, pos=at(350, 250))
    assert editor.selected == []
    assert editor.boxes == BOXES


def test_dragging_draws_moves_and_resizes(editor: BoxEditor) -> None:
    drag(editor, at(200, 100), at(260, 180))
    assert editor.boxes[3] == (200, 100, 60, 80)
    assert editor.selected == [3]
    drag(editor, at(230, 140), at(250, 150))
    assert editor.boxes[3] == (220, 110, 60, 80)
    drag(editor, at(220, 150), at(210, 150))  # its left edge
    assert editor.boxes[3] == (210, 110, 70, 80)
    drag(editor, at(280, 190), at(300, 200))  # its lower right corner
    assert editor.boxes[3] == (210, 110, 90, 90)
    for _ in range(4):
        assert editor.can_undo
        editor.undo()
    assert editor.boxes == BOXES
    assert not editor.can_undo


def test_nothing_leaves_the_sheet(editor: BoxEditor) -> None:
    drag(editor, at(350, 250), at(440, 340))
    assert editor.boxes[3] == (350, 250, 50, 50)
    drag(editor, at(375, 275), at(200, -200))
    left, top, width, height = editor.boxes[editor.selected[0]]
    assert top == 0
    assert (width, height) == (50, 50)
    assert 0 <= left <= 350


def test_all_of_it_works_by_keyboard(editor: BoxEditor, press: Callable[..., None]) -> None:
    press(Key.Key_Period)
    assert editor.selected == [0]
    press(Key.Key_Right, Key.Key_Down)
    assert editor.boxes[0] == (21, 21, 60, 80)
    press(Key.Key_Right, modifier=Modifier.ControlModifier | Modifier.ShiftModifier)
    assert editor.boxes[0] == (21, 21, 70, 80)
    press(Key.Key_S)
    assert editor.boxes[:2] == [(21, 21, 70, 40), (21, 61, 70, 40)]
    assert editor.selected == [0, 1]
    press(Key.Key_M)
    assert editor.boxes[0] == (21, 21, 70, 80)
    press(Key.Key_Period, Key.Key_Delete)
    assert len(editor.boxes) == 2
    press(Key.Key_N)
    assert len(editor.boxes) == 3
    press(Key.Key_A, modifier=Modifier.ControlModifier)
    assert editor.selected == [0, 1, 2]
    for _ in range(7):
        press(Key.Key_Z, modifier=Modifier.ControlModifier)
    assert editor.boxes == BOXES
    press(Key.Key_Y, modifier=Modifier.ControlModifier)
    assert editor.boxes[0] == (21, 20, 60, 80)


def test_enter_accepts_and_escape_lets_go(editor: BoxEditor, press: Callable[..., None], qtbot: QtBot) -> None:
    press(Key.Key_Comma)
    assert editor.selected
    press(Key.Key_Escape)
    assert editor.selected == []
    with qtbot.waitSignal(editor.accepted):
        press(Key.Key_Return)


def test_zoom_keeps_what_is_under_the_mouse(editor: BoxEditor, press: Callable[..., None]) -> None:
    where = QPointF(at(120, 60))
    before = editor._to_picture(where)
    editor._zoom(3, where)
    after = editor._to_picture(where)
    assert abs(before.x() - after.x()) < 1
    assert abs(before.y() - after.y()) < 1
    QTest.mouseClick(editor, Button.LeftButton, pos=at(120, 60))
    assert editor.selected == [1]
    press(Key.Key_Z)
    assert abs(editor._to_picture(QPointF(at(0, 0))).x()) < 1


def test_of_a_single_box_the_new_one_takes_its_place(dressed: Any, qtbot: QtBot) -> None:
    editor = BoxEditor("crop", "Crop", single=True)
    qtbot.addWidget(editor)
    editor.resize(448, 348)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    editor.show_picture(image, QSize(400, 300))
    editor.show()
    drag(editor, at(10, 10), at(100, 100))
    drag(editor, at(200, 100), at(300, 200))
    assert editor.boxes == [(200, 100, 100, 100)]


def test_a_crop_is_held_to_the_shape_of_the_set_with_shift(dressed: Any, qtbot: QtBot) -> None:
    editor = BoxEditor("crop", "Crop", single=True)
    qtbot.addWidget(editor)
    editor.resize(448, 348)
    editor.show_picture(QImage(400, 300, QImage.Format.Format_RGB32), QSize(400, 300))
    editor.ratio = 2 / 3
    editor.show()
    QTest.keyClick(editor, Key.Key_N)
    _, _, wide, deep = editor.boxes[0]
    assert (wide, deep) == (66, 99)
    QTest.mousePress(editor, Button.LeftButton, pos=at(300, 10))
    end = QPointF(at(390, 60))
    for modifier, drawn in ((Modifier.NoModifier, (300, 10, 90, 50)), (Modifier.ShiftModifier, (300, 10, 90, 135))):
        move = QMouseEvent(QEvent.Type.MouseMove, end, end, Button.NoButton, Button.LeftButton, modifier)
        QApplication.sendEvent(editor, move)
        assert editor.boxes == [drawn]
    QTest.mouseRelease(editor, Button.LeftButton, pos=at(390, 60))


def test_changes_are_told_and_described(editor: BoxEditor, press: Callable[..., None], qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.changed):
        press(Key.Key_N)
    assert editor.accessibleDescription() == "4 boxes"


# The arithmetic


def test_halves_cover_the_box() -> None:
    assert halves((10, 20, 31, 12)) == [(10, 20, 15, 12), (25, 20, 16, 12)]
    assert halves((10, 20, 12, 31)) == [(10, 20, 12, 15), (10, 35, 12, 16)]
    assert halves((1, 1, 1, 1)) == [(1, 1, 1, 1)]


def test_a_box_is_brought_to_a_ratio_from_where_it_is_held() -> None:
    assert in_ratio((100, 100, 60, 60), (1, 1), 2 / 3, 400, 300) == (100, 100, 60, 90)
    assert in_ratio((100, 100, 60, 60), (-1, -1), 2 / 3, 400, 300) == (100, 70, 60, 90)
    assert in_ratio((100, 100, 60, 10), (1, 0), 2.0, 400, 300) == (100, 100, 60, 30)
    assert in_ratio((100, 100, 300, 10), (1, 1), 1.0, 400, 300) == (100, 100, 200, 200), "as far as the picture reaches"


def test_boxes_stay_inside() -> None:
    assert held_within((-5, 290, 20, 20), 400, 300) == (0, 280, 20, 20)
    assert held_within((0, 0, 900, 900), 400, 300) == (0, 0, 400, 300)
    assert moved([(0, 0, 10, 10), (50, 50, 10, 10)], {0, 1}, -100, 1000, 400, 300) == [
        (0, 240, 10, 10),
        (50, 290, 10, 10),
    ]
    assert resized([(10, 10, 10, 10)], {0}, (1, -1), -50, -50, 400, 300) == [(10, 0, 1, 20)]
    assert around([(10, 10, 5, 5), (30, 0, 5, 20)]) == (10, 0, 25, 20)


def test_boxes_are_numbered_as_they_are_read(editor: BoxEditor, press: Callable[..., None]) -> None:
    drag(editor, at(200, 20), at(260, 100))  # at the end of the first row
    assert editor.boxes == [*BOXES[:2], (200, 20, 60, 80), BOXES[2]]
    assert editor.selected == [2], "what was drawn stays chosen"
    drag(editor, at(230, 60), at(130, 200))
    assert editor.boxes == [*BOXES, (100, 160, 60, 80)]
    assert editor.selected == [3]
    editor.undo()
    editor.undo()
    assert editor.boxes == BOXES


def test_several_are_chosen_by_keys_and_joined(editor: BoxEditor, press: Callable[..., None]) -> None:
    press(Key.Key_Period)
    press(Key.Key_Greater, modifier=Modifier.ShiftModifier)
    assert editor.selected == [0, 1]
    press(Key.Key_M)
    assert editor.boxes == [around(BOXES[:2]), BOXES[2]]
    press(Key.Key_Period)
    press(Key.Key_Semicolon, modifier=Modifier.ShiftModifier)  # a German comma
    assert editor.selected == [0, 1]


def test_the_ring_of_the_keyboard_leaves_the_picture_to_be_seen(editor: BoxEditor, qtbot: QtBot) -> None:
    editor.select((len(BOXES) - 1,))  # its corners are painted last
    qtbot.waitUntil(editor.hasFocus)
    assert editor.grab().toImage().pixelColor(at(300, 200)) == Qt.GlobalColor.white
