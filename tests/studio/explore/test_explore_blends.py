"""Between designs in Explore: layers mixed by wells and sliders or on a sheet, and the pad between four."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gan_engine.latent.interpolation.blending import blend
from gan_engine.latent.interpolation.mixing import mix_of
from gan_engine.latent.layers import named_ranges
from gan_engine.latent.point import Mix, Point
from gan_engine.pictures import read_picture
from studio.explorer.design_chooser import DesignChooser
from studio.explorer.design_well import DesignWell
from studio.explorer.mix.page import MixPage
from studio.explorer.mix.section import MixSection
from studio.explorer.pad.page import PadPage, _two_shares
from studio.explorer.walk.segment_window import SegmentWindow
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.designs_mime import DESIGNS_MIME
from studio.workers.explorer.design_recipes import design_recipe, recipes_to_mime
from studio.workers.explorer.designs import MODE
from studio.workers.workbench import Workbench
from tests.engine.latent_support import write_tiny
from tests.studio.test_names import faults

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]


@pytest.fixture
def styled(project: Project, make: Make, wait: Wait) -> ExploreWorkspace:
    """Explore with a StyleGAN2 of 32 px open."""
    write_tiny(project.folder / "runs" / "00001-styled" / "snapshots" / "000001", "stylegan2")
    explore = make()
    wait(lambda: explore.current_design.present is not None)
    return explore


def section(explore: ExploreWorkspace) -> MixSection:
    found = explore.section_host.sections["mix"]
    assert isinstance(found, MixSection)
    return found


def page(explore: ExploreWorkspace, wait: Wait) -> MixPage:
    assert explore.mode_host.open("mix-sheet")
    found = explore.mode_host.modes["mix-sheet"]
    assert isinstance(found, MixPage)
    wait(lambda: found.wells)
    return found


def present(explore: ExploreWorkspace) -> Point:
    assert explore.current_design.present is not None
    return explore.current_design.present


def press(well: DesignWell, key: Qt.Key) -> None:
    QApplication.sendEvent(well, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def drop(explore: ExploreWorkspace, well: DesignWell, row: int) -> None:
    """Let go of a design of the wall over a well."""
    mime = explore.wall.model.mimeData([explore.wall.model.index(row)])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    well.dropEvent(event)


def chooser(wait: Wait) -> DesignChooser:
    def found() -> list[DesignChooser]:
        windows = QApplication.topLevelWidgets()
        return [window for window in windows if isinstance(window, DesignChooser) and window.isVisible()]

    wait(found)
    return found()[0]


# ---- the design in the large view ---------------------------------------------------------------------------------


def test_a_design_dropped_into_a_well_is_mixed_in_and_weighed_and_taken_back(
    styled: ExploreWorkspace, lent: Workbench, wait: Wait
) -> None:
    explore, mix = styled, section(styled)
    assert explore.pictures.model is not None
    ranges = named_ranges(explore.pictures.model.style_resolutions)
    explore.wall.show_row(4)
    assert not mix.sliders["coarse"].isEnabled()
    drop(explore, mix.wells["coarse"], 7)
    assert present(explore) == Point(seed=4).with_edit(
        Mix(other=Point(seed=7), first=ranges["coarse"][0], last=ranges["coarse"][1])
    )
    wait(lambda: mix.wells["coarse"].image is not None)
    mix.sliders["coarse"].slider.setValue(40)
    kept = mix_of(present(explore), ranges["coarse"])
    assert kept is not None
    assert kept.share == pytest.approx(0.4)
    drop(explore, mix.wells["fine"], 9)
    assert len(present(explore).edits) == 2
    drop(explore, mix.wells["coarse"], 8)
    assert [edit.other.seed for edit in present(explore).edits if isinstance(edit, Mix)] == [8, 9]
    press(mix.wells["coarse"], Qt.Key.Key_Delete)
    assert mix.wells["coarse"].point is None
    assert mix.wells["fine"].point == Point(seed=9)
    wait(lambda: lent.undo_text == "take no pose from others")
    lent.undo()
    wait(lambda: mix.wells["coarse"].point == Point(seed=8))
    mix.clear()
    assert present(explore) == Point(seed=4)


def test_layers_are_mixed_one_by_one_below_a_fold(styled: ExploreWorkspace) -> None:
    explore, mix = styled, section(styled)
    explore.wall.show_row(4)
    assert not mix.layer_well.isVisible()
    mix.fold.click()
    assert mix.layer_well.isVisible()
    assert not mix.layer_sliders[1].isEnabled()
    mix.layer_well.taken.emit(Point(seed=7))
    assert present(explore) == Point(seed=4)
    mix.layer_sliders[1].slider.setValue(50)
    assert present(explore).edits == (Mix(other=Point(seed=7), first=1, last=1, share=0.5),)
    mix.layer_well.taken.emit(Point(seed=8))
    assert present(explore).edits == (Mix(other=Point(seed=8), first=1, last=1, share=0.5),)
    mix.layer_sliders[1].slider.setValue(0)
    assert present(explore) == Point(seed=4)
    mix.layer_sliders[0].slider.setValue(100)
    press(mix.layer_well, Qt.Key.Key_Delete)
    assert present(explore) == Point(seed=4)


def test_a_well_is_filled_by_keyboard_from_kept_fresh_or_typed_designs(
    styled: ExploreWorkspace, project: Project, wait: Wait
) -> None:
    explore, mix = styled, section(styled)
    explore.wall.show_row(4)
    explore.context.keep([Point(seed=12)])
    wait(lambda: Point(seed=12) in explore.context.kept)
    well = mix.wells["middle"]
    press(well, Qt.Key.Key_Return)
    window = chooser(wait)
    keys = [each.key for each in window.kept.listed.pictures]
    assert keys == [Point(seed=4), Point(seed=12)]
    fresh = [each.key for each in window.fresh.listed.pictures]
    window.others_button.click()
    assert [each.key for each in window.fresh.listed.pictures] != fresh
    wait(lambda: all(each.image is not None for each in window.fresh.listed.pictures))
    window.kept.chosen.emit(Point(seed=12))
    assert well.point == Point(seed=12)
    press(well, Qt.Key.Key_Return)
    window = chooser(wait)
    window.seed.setText("31")
    window.seed.returnPressed.emit()
    assert well.point == Point(seed=31)


def test_a_network_without_styles_says_why_it_does_not_mix(explore: ExploreWorkspace) -> None:
    reason = explore.side_panel.findChild(QLabel, "explore.mix.reason")
    assert isinstance(reason, QLabel)
    assert "only the StyleGANs" in reason.text()
    chip = explore.findChild(QPushButton, "explore.mode.mix-sheet")
    assert isinstance(chip, QPushButton)
    assert not chip.isEnabled()
    assert "only the StyleGANs" in chip.toolTip()


# ---- the sheet ----------------------------------------------------------------------------------------------------


def test_cells_are_rows_with_layers_of_columns_and_live(styled: ExploreWorkspace, wait: Wait) -> None:
    explore, sheet = styled, page(styled, wait)
    assert explore.pictures.model is not None
    ranges = named_ranges(explore.pictures.model.style_resolutions)
    assert sheet.rows[0] == Point(seed=0)
    drop(explore, sheet.wells[1, -1], 5)
    drop(explore, sheet.wells[-1, 2], 6)
    assert sheet.wells[1, 2].point == Point(seed=5).with_edit(
        Mix(other=Point(seed=6), first=ranges["coarse"][0], last=ranges["coarse"][1])
    )
    button = explore.findChild(QPushButton, "explore.mix-sheet.layers.fine")
    assert isinstance(button, QPushButton)
    button.click()
    fine = sheet.wells[1, 2].point
    assert fine is not None
    assert mix_of(fine, ranges["fine"]) is not None
    sheet.first.setText("1")
    assert sheet.layers.key == "range"
    ranged = sheet.wells[1, 2].point
    assert ranged is not None
    assert mix_of(ranged, (1, ranges["fine"][1])) is not None
    wait(lambda: all(well.image is not None for well in sheet.wells.values()))


def test_a_cell_is_shown_kept_and_dragged_and_rows_come_and_go(
    styled: ExploreWorkspace, project: Project, lent: Workbench, wait: Wait
) -> None:
    explore, sheet = styled, page(styled, wait)
    first = sheet.wells[0, 0]
    first.setFocus()
    press(first, Qt.Key.Key_Right)
    press(first, Qt.Key.Key_Return)
    assert present(explore) == first.point
    assert list(sheet.chosen()) == [first.point]
    explore.design_actions.keep()
    wait(lambda: len(project.shelf.entries()) == 1)
    assert explore.context.mime([present(explore)]) is not None
    rows, columns = len(sheet.rows), len(sheet.columns)
    sheet.row_button.click()
    sheet.column_button.click()
    assert (len(sheet.rows), len(sheet.columns)) == (rows + 1, columns + 1)
    sheet.wells[1, -1].setFocus()
    press(sheet.wells[1, -1], Qt.Key.Key_Delete)
    assert len(sheet.rows) == rows
    assert explore.focusWidget() is sheet.wells[1, -1], "several can go one after the other"
    assert len(sheet.wells) == rows * (columns + 1) + rows + columns + 1
    before = list(sheet.rows)
    sheet.others_button.click()
    assert sheet.rows != before
    wait(lambda: lent.undo_text == "put other designs on the sheet")
    lent.undo()
    wait(lambda: sheet.rows == before)
    lent.undo()
    wait(lambda: len(sheet.rows) == rows + 1)
    explore.mode_host.open("wall")
    explore.wall.show_row(9)
    command = next(each for each in explore.commands() if each.name == "explore.mix-sheet.rows")
    assert command.run()
    assert sheet.rows[0] == Point(seed=9)


def test_the_sheet_is_written_as_a_picture(
    styled: ExploreWorkspace, lent: Workbench, tmp_path: Path, wait: Wait
) -> None:
    toasts: list[object] = []
    lent.toast_wanted.connect(toasts.append)
    sheet = page(styled, wait)
    sheet.save_button.click()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog))
    dialog.fileSelected.emit(str(tmp_path / "sheet.png"))
    dialog.reject()
    wait(lambda: toasts)
    assert "Wrote “sheet.png”" in toasts[0].text  # type: ignore[attr-defined]
    assert read_picture(tmp_path / "sheet.png").shape[0] > 4 * 128


def test_a_design_of_another_model_is_refused_in_words(styled: ExploreWorkspace, lent: Workbench, wait: Wait) -> None:
    toasts: list[object] = []
    lent.toast_wanted.connect(toasts.append)
    assert styled.pictures.model is not None
    foreign = replace(styled.pictures.model, digest="0" * 64)
    mime = QMimeData()
    mime.setData(DESIGNS_MIME, recipes_to_mime([design_recipe(Point(seed=3), foreign)]))
    well = section(styled).wells["coarse"]
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    well.dropEvent(event)
    assert well.point is None
    assert "another model" in toasts[0].text  # type: ignore[attr-defined]


def test_a_design_joins_the_sheet_that_was_left_in_the_project(
    styled: ExploreWorkspace, project: Project, make: Make, wait: Wait
) -> None:
    sheet = page(styled, wait)
    drop(styled, sheet.wells[1, -1], 21)
    wait(lambda: project.choice("mix") is not None)
    again = make()
    wait(lambda: again.current_design.present is not None)
    again.wall.show_row(9)
    assert next(each for each in again.commands() if each.name == "explore.mix-sheet.rows").run()
    returned = page(again, wait)
    wait(lambda: returned.rows[0] == Point(seed=9))
    assert returned.rows[1] == Point(seed=21)


# ---- the pad ---------------------------------------------------------------------------------------------------------


def pad(explore: ExploreWorkspace, wait: Wait) -> PadPage:
    assert explore.mode_host.open("pad")
    found = explore.mode_host.modes["pad"]
    assert isinstance(found, PadPage)
    wait(lambda: len(found.corners) == 4)
    return found


def press_dot(pad: PadPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
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
    press_dot(mode, Qt.Key.Key_Right)
    press_dot(mode, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert [round(each, 2) for each in mode.canvas.at] == [0.52, 0.4]
    assert mode.canvas.accessibleDescription() == "52 % across, 40 % down"
    assert explore.current_design.present == mode.chosen()[0]
    press_dot(mode, Qt.Key.Key_Home)
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


def test_the_layers_of_the_sheet_and_the_place_of_the_dot_are_remembered(
    styled: ExploreWorkspace, make: Make, wait: Wait
) -> None:
    found = page(styled, wait)
    found.first.set_value(2)
    found.last.set_value(3)
    assert found.layers.key == "range"
    pad = styled.mode_host.modes["pad"]
    assert isinstance(pad, PadPage)
    assert styled.mode_host.open("pad")
    wait(lambda: pad.corners)
    pad.canvas.move_to(0.25, 0.75)
    pad.canvas.settled.emit()

    again = make()
    wait(lambda: again.current_design.present is not None)
    assert again.context.settings is styled.context.settings
    later = page(again, wait)
    assert (later.layers.key, later._reach) == ("range", (2, 3))
    assert (later.first.value, later.last.value) == (2, 3)
    assert again.mode_host.open("pad")
    other = again.mode_host.modes["pad"]
    assert isinstance(other, PadPage)
    assert other.canvas.at == (0.25, 0.75)


@pytest.mark.parametrize("kept", [[], [0.5], [7, 0.5], ["a", 0.5], [0.1, 0.2, 0.3], [float("nan"), 0.5]])
def test_what_cannot_be_the_place_of_a_dot_is_the_middle(kept: list[object]) -> None:
    assert _two_shares(kept) == (0.5, 0.5)


def test_everything_has_a_name(styled: ExploreWorkspace, wait: Wait) -> None:
    page(styled, wait)
    pad(styled, wait)
    section(styled).fold.click()
    assert faults(styled) == []
    section(styled).wells["coarse"].choose()
    assert faults(chooser(wait)) == []
    chooser(wait).close()
    styled.walk.stations.set_designs([Point(seed=1), Point(seed=2)])
    styled.walk.strip.ask_segment()
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, SegmentWindow)]
    assert faults(windows[0]) == []
    windows[0].close()


def test_a_sheet_that_is_not_in_front_lets_its_designs_change(
    styled: ExploreWorkspace, project: Project, wait: Wait
) -> None:
    """By undo, with a model opened before the sheet comes back: fewer rows than there were wells."""
    found = page(styled, wait)
    found.row_button.click()
    found.column_button.click()
    wait(lambda: styled.workbench.undo_text == "add a column")
    rows = len(found.rows)
    assert styled.mode_host.open("pad")
    for _ in range(2):
        styled.workbench.undo()
    wait(lambda: len(found.rows) == rows - 1)
    wanted = list(styled.pictures._wanted[MODE])
    styled.context.model_changed.emit()
    assert list(styled.pictures._wanted[MODE]) == wanted, "what another mode has drawn is left alone"
    assert styled.mode_host.open("mix-sheet")
    assert len([at for at in found.wells if at[1] < 0]) == rows - 1
