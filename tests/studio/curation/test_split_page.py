"""Cutting sheets in the real window: found, put right, cut, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gan_engine.pictures import write_png
from studio.curation.boxes.editor import BoxEditor
from studio.curation.pages.split.page import SplitPage
from studio.project.pictures.importing import import_sources
from studio.project.pictures.query import Query
from studio.project.pictures.splitting import part_boxes
from studio.project.project import Project
from tests.studio.explore_support import shows_squares
from tests.studio.project_support import draw_figure

if TYPE_CHECKING:
    from studio.curation.workspace import CurateWorkspace
    from studio.window import Window
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]
BOXES = [(16 + 90 * column, 14 + 90 * row, 80, 80) for row in range(2) for column in range(4)]


def draw_sheet(path: Path, seed: int) -> None:
    picture = np.full((204, 380, 3), 250, np.uint8)
    for number, (left, top, width, height) in enumerate(BOXES):
        colour = (40 + 25 * number, 90, 60 + 20 * ((number + seed) % 7))
        cv2.ellipse(picture, (left + 40, top + 40), (39, 39), 0.0, 0.0, 360.0, colour, -1)
        picture[top : top + height, left + 38 : left + 42] = colour
        picture[top + 38 : top + 42, left : left + width] = colour
    write_png(path, picture)


@pytest.fixture
def page(workbench: Workbench, window: Window, tmp_path: Path, wait: Wait) -> SplitPage:
    """The split page, open over two sheets and three pictures."""
    art = tmp_path / "art"
    art.mkdir()
    for number in range(3):
        write_png(art / f"single {number}.png", draw_figure(number, 96))
    for number in range(2):
        draw_sheet(art / f"robots-{number}.png", number)
    project = Project.create(tmp_path / "Critters")
    import_sources(project, [art])
    workbench.adopt_project(project)
    wait(lambda: window.workspace("curate") is not None)
    workspace: CurateWorkspace = window.workspace("curate")  # type: ignore[assignment]
    wait(lambda: workspace.context.counts.all == 5)
    workspace.context.open_page("split")
    found = workspace.findChild(SplitPage)
    assert isinstance(found, SplitPage)
    wait(lambda: len(found.finder.likely) == 2 and not found.finder.is_looking)
    wait(lambda: found.editor is not None and len(found.editor.boxes) == 8)
    return found


def _names(page: SplitPage) -> list[str]:
    project = page.context.project
    assert project is not None
    return [picture.name for picture in project.catalogue.pictures(project.catalogue.ids().tolist())]


def _sheet(page: SplitPage) -> int:
    """The first sheet."""
    return next(sheet.id for sheet in page.finder.sheets if sheet.name == "robots-0.png")


def test_a_sheet_of_pixel_art_is_shown_in_squares_and_a_painted_one_smoothly(page: SplitPage, wait: Wait) -> None:
    editor, project = page.editor, page.context.project
    assert editor is not None
    assert project is not None
    for _ in range(8):
        QTest.keyClick(editor, Qt.Key.Key_Plus)
    assert editor._image is not None
    assert shows_squares(editor, editor._image)
    painted = project.catalogue.picture(_sheet(page))
    assert painted is not None
    noise = np.random.default_rng(1).integers(0, 256, (204, 380, 3)).astype(np.uint8)
    write_png(painted.path, noise)
    shown = editor._image
    page._open(painted.id)
    wait(lambda: editor._image is not shown)
    for _ in range(8):
        QTest.keyClick(editor, Qt.Key.Key_Plus)
    assert not shows_squares(editor, editor._image)


def test_sheets_are_found_and_cut_with_enter_and_come_back_with_ctrl_z(
    page: SplitPage, window: Window, wait: Wait
) -> None:
    project, editor = page.context.project, page.editor
    assert project is not None
    assert editor is not None
    assert [sheet.name for sheet in page.finder.likely] == ["robots-0.png", "robots-1.png"]
    assert editor.boxes == BOXES
    wait(editor.hasFocus)
    assert page.panel is not None
    elsewhere = page.panel._ways.findChildren(QPushButton)[0]  # Enter cuts wherever the keyboard is
    elsewhere.setFocus()
    QTest.keyClick(elsewhere, Qt.Key.Key_Return)
    wait(lambda: page.context.counts.parts == 8)
    names = _names(page)
    assert "robots-0.png" not in names
    assert "robots-0, part 7" in names
    part = project.catalogue.pictures(project.catalogue.parts_of(_sheet(page)))[6]
    assert part.steps[0].options == {"box": list(BOXES[6]), "sheet": "robots-0.png", "part": 7}
    assert page.strip_words() == ("8 parts of 1 sheet", True)
    wait(lambda: page._sheet is not None and page._sheet.name == "robots-1.png")  # the next one is open
    wait(lambda: len(editor.boxes) == 8)
    assert not editor.can_undo
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: page.context.counts.parts == 0)
    assert "robots-0.png" in _names(page)
    page._open(_sheet(page))
    wait(lambda: page._sheet is not None and page._sheet.name == "robots-0.png" and not page._parts)
    _put_right(page, project, editor, wait)


def test_enter_cuts_from_the_list_at_the_left_too(page: SplitPage, window: Window, wait: Wait) -> None:
    editor = page.editor
    assert editor is not None
    wait(lambda: len(editor.boxes) == len(BOXES))
    curate = window.findChild(QWidget, "curate.collections")
    curate.setFocus()
    QTest.keyClick(curate, Qt.Key.Key_Return)
    wait(lambda: page.context.counts.parts == 8)


def _put_right(page: SplitPage, project: Project, editor: BoxEditor, wait: Wait) -> None:
    """Boxes joined and taken away: those that are left are cut."""
    editor.select([6, 7])
    QTest.keyClick(editor, Qt.Key.Key_M)
    editor.select([0])
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    page.cut()
    wait(lambda: page.context.counts.parts == 6)
    assert part_boxes(project, _sheet(page)) == [*BOXES[1:6], (196, 104, 170, 80)]


def test_all_sheets_are_cut_at_once_and_one_is_made_whole_again(page: SplitPage, wait: Wait) -> None:
    button = page.panel.findChild(QPushButton, "curate.split.all") if page.panel else None
    assert button is not None
    wait(lambda: button.text() == "Cut all 2 sheets into 16 parts")
    button.click()
    wait(lambda: page.context.counts.parts == 16)
    assert page.context.project is not None
    assert page.context.project.catalogue.count(Query()) == 19
    sheet = _sheet(page)
    page._open(sheet)
    wait(lambda: page._sheet is not None and page._sheet.id == sheet and len(page._parts) == 8)
    page.make_whole()
    wait(lambda: page.context.counts.parts == 8)
    assert "robots-0.png" in _names(page)


def test_fixed_lines_are_seen_at_once_and_may_be_cut_by_baking(page: SplitPage, wait: Wait) -> None:
    assert page.panel is not None
    assert page.editor is not None
    for name, count in (("halves", 2), ("grid", 4), ("figures", 8)):
        chip = page.panel.findChild(QPushButton, f"curate.split.way.{name}")
        assert isinstance(chip, QPushButton)
        chip.click()
        assert len(page.editor.boxes) == count
    page.panel._rows.set_value(3)
    assert len(page.editor.boxes) == 8  # the figures stay: rows belong to the other way
    page.panel.findChild(QPushButton, "curate.split.way.grid").click()  # type: ignore[union-attr]
    assert len(page.editor.boxes) == 6
    page.panel._rows.setText("none")
    assert len(page.editor.boxes) == 6
    _cut_while_baked(page)


def _cut_while_baked(page: SplitPage) -> None:
    assert page.panel is not None
    page.panel.findChild(QPushButton, "curate.split.baking.halves").click()  # type: ignore[union-attr]
    assert page.context.settings.split == "halves"
    assert page.strip_words() == ("cut in halves", True)
    page.panel.findChild(QPushButton, "curate.split.baking.figures").click()  # type: ignore[union-attr]
    assert page.context.settings.split == "figures"
