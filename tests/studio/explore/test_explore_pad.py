"""The pad: a dot between four designs, moved by mouse and keys, what lies there drawn live."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gan_engine.latent.interpolation.blending import blend
from gan_engine.latent.point import Point
from studio.explorer.pad.page import PadPage
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.workbench import Workbench

Wait = Callable[..., None]


def pad(explore: ExploreWorkspace, wait: Wait) -> PadPage:
    assert explore.mode_host.open("pad")
    found = explore.mode_host.modes["pad"]
    assert isinstance(found, PadPage)
    wait(lambda: len(found.corners) == 4)
    return found


def press(pad: PadPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(pad.canvas, QKeyEvent(kind, key, modifier))


def test_the_corners_are_the_corners_and_between_them_is_the_blend(explore: ExploreWorkspace, wait: Wait) -> None:
    mode = pad(explore, wait)
    assert mode.corners[0] == Point(seed=0)
    model = explore.pictures.model
    assert model is not None
    for number, (x, y) in enumerate([(0, 0), (1, 0), (0, 1), (1, 1)]):
        mode.canvas.move_to(x, y)
        assert list(mode.chosen()) == [mode.corners[number]]
    mode.canvas.move_to(0.25, 0.5)
    assert list(mode.chosen()) == [blend(mode.corners, [0.375, 0.125, 0.375, 0.125], model)]
    wait(lambda: mode.canvas._image is not None)
    wait(lambda: all(well.image is not None for well in mode.wells))


def test_the_dot_follows_keys_and_mouse_and_where_it_rests_is_looked_at(
    explore: ExploreWorkspace, qtbot: QtBot, wait: Wait
) -> None:
    mode = pad(explore, wait)
    press(mode, Qt.Key.Key_Right)
    press(mode, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert [round(each, 2) for each in mode.canvas.at] == [0.52, 0.4]
    assert mode.canvas.accessibleDescription() == "52% across, 40% down"
    assert explore.current_design.present == mode.chosen()[0]
    press(mode, Qt.Key.Key_Home)
    assert mode.canvas.at == (0.5, 0.5)
    field = mode.canvas.field()
    at = field.topLeft() + QPoint(field.width() // 4, field.height() * 3 // 4)
    qtbot.mouseClick(mode.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert np.allclose(mode.canvas.at, (0.25, 0.75), atol=0.01)
    assert explore.current_design.present == mode.chosen()[0]
    mode.canvas.move_to(-3, 9)
    assert mode.canvas.at == (0, 1)


def test_corners_are_changed_and_what_lies_between_is_kept(
    explore: ExploreWorkspace, project: Project, wait: Wait
) -> None:
    mode = pad(explore, wait)
    before = list(mode.corners)
    mode.wells[2].taken.emit(Point(seed=44))
    assert mode.corners[2] == Point(seed=44)
    explore.design_actions.keep()
    wait(lambda: len(project.shelf.entries()) == 1)
    mode.others_button.click()
    assert not set(before) & set(mode.corners)
    explore.design_actions.add_to_walk()
    assert list(explore.walk.stations.designs) == list(mode.chosen())


def test_corners_are_taken_back_and_remembered(
    explore: ExploreWorkspace, lent: Workbench, make: Callable[[], ExploreWorkspace], wait: Wait
) -> None:
    mode = pad(explore, wait)
    before = list(mode.corners)
    mode.wells[1].taken.emit(Point(seed=44))
    wait(lambda: lent.undo_text == "put another design at a corner")
    lent.undo()
    wait(lambda: mode.corners == before)
    mode.wells[1].taken.emit(Point(seed=45))
    wait(lambda: lent.undo_text == "put another design at a corner")
    again = make()
    wait(lambda: again.pictures.model is not None)
    assert pad(again, wait).corners == [before[0], Point(seed=45), *before[2:]]
