"""Pictures seen close: side by side at one zoom, with squares for pixel art alone; names below the small ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from gan_engine.pictures import write_png
from studio.project.pictures.query import Query, State
from studio.workers.curation.pictures import load_close
from tests.studio.commands import refuses, run_command
from tests.studio.curate_support import open_curate
from tests.studio.project_support import make_project

if TYPE_CHECKING:
    from studio.curation.workspace import CurateWorkspace
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]


@pytest.fixture
def curate(workbench: Workbench, tmp_path: Path, wait: Wait) -> Iterator[CurateWorkspace]:
    workbench.adopt_project(make_project(tmp_path / "art", 8, size=64))
    with open_curate(workbench, wait, 8) as made:
        wait(lambda: len(made.model.ids) == 8)
        yield made


def _compare(curate: CurateWorkspace, wait: Wait, *rows: int) -> None:
    curate.grid.select_rows(rows)
    run_command(curate, "curate.compare")
    wait(lambda: curate.comparing.is_on and all(each.image is not None for each in curate.comparing.view.pictures))


def test_two_to_four_are_seen_side_by_side(curate: CurateWorkspace, wait: Wait) -> None:
    curate.grid.select_rows([0])
    assert refuses(curate, "curate.compare")
    curate.grid.select_rows(range(5))
    assert refuses(curate, "curate.compare")
    _compare(curate, wait, 0, 2, 4, 6)
    view = curate.comparing.view
    assert view.isVisible()
    assert [each.id for each in view.pictures] == curate.model.ids[[0, 2, 4, 6]].tolist()
    assert view.hasFocus() or not curate.isActiveWindow()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert curate.grid.selected_rows() == [0, 2, 4, 6], "what was chosen is chosen still"


def test_side_by_side_what_is_missing_says_so(curate: CurateWorkspace, wait: Wait) -> None:
    project = curate.workbench.project
    assert project is not None
    with project.database.writing() as connection:
        connection.execute("UPDATE sources SET missing = 1 WHERE id = ?", (int(curate.model.ids[2]),))
    _compare(curate, wait, 0, 2)
    assert [each.note for each in curate.comparing.view.pictures] == ["", "missing"]


def test_of_a_missing_picture_the_small_one_is_shown_everywhere(curate: CurateWorkspace, wait: Wait) -> None:
    project, loader = curate.workbench.project, curate.workbench.thumbnails
    assert project is not None
    wait(lambda: curate.model.facts(int(curate.model.ids[2])) is not None)
    lost = curate.model.facts(int(curate.model.ids[2]))
    assert lost is not None
    project.thumbnails.make(lost.thumbnail_key, lost.path)
    lost.path.unlink()
    loader.close()  # none of the small pictures comes by the grid's own way
    loader.clear()
    with project.database.writing() as connection:
        connection.execute("UPDATE sources SET missing = 1 WHERE id = ?", (lost.id,))
    curate.model.look_again()
    wait(lambda: curate.model.facts(lost.id).missing)
    _compare(curate, wait, 0, 2)
    curate.comparing.end()
    curate.grid.set_current_row(2)
    wait(lambda: curate.inspect.original.image is not None)
    curate.selection.look_close()
    wait(lambda: curate.close_view._image is not None)
    assert not curate.close_view._whole


def test_zoom_and_place_are_linked_and_keys_act_on_the_one_it_is_on(curate: CurateWorkspace, wait: Wait) -> None:
    project = curate.workbench.project
    assert project is not None
    _compare(curate, wait, 1, 3)
    view = curate.comparing.view
    second = view.pictures[1].id
    view.zoom_to(4.0, QPointF(100, 100))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert curate.table.ids.tolist() == [second]
    run_command(curate, "curate.reject")
    run_command(curate, "curate.rate.5")
    wait(lambda: view.pictures[1].note == "rejected" and view.pictures[1].rating == 5)
    assert project.catalogue.ids(Query(state=State.REJECTED)).tolist() == [second]
    assert view.zoom == 4.0, "a decision leaves zoom and place as they are"
    run_command(curate, "curate.pick-next")
    assert view.current_id == view.pictures[0].id
    run_command(curate, "curate.remove")
    wait(lambda: not curate.comparing.is_on)  # one alone is beside nothing
    wait(lambda: len(curate.model.ids) == 7)


def test_another_row_ends_it(curate: CurateWorkspace, wait: Wait) -> None:
    _compare(curate, wait, 0, 1)
    curate.show_collection("class:cats")
    assert not curate.comparing.is_on
    wait(lambda: len(curate.model.ids) == 2)


def test_pixel_art_is_hard_and_painted_art_soft(tmp_path: Path) -> None:
    small = np.random.default_rng(1).integers(0, 4, (24, 24, 1)).astype(np.uint8) * 80
    write_png(tmp_path / "sprite.png", np.repeat(small, 3, axis=2))
    noise = np.random.default_rng(2).integers(0, 256, (40, 40, 3)).astype(np.uint8)
    write_png(tmp_path / "painted.png", cv2.GaussianBlur(cv2.resize(noise, (160, 160)), (0, 0), 3))
    assert load_close(tmp_path / "sprite.png").hard
    assert not load_close(tmp_path / "painted.png").hard


def test_the_loupe_is_smooth_where_it_is_told(curate: CurateWorkspace) -> None:
    from studio.widgets.close_up.look_close import LookClose

    step = QImage(2, 1, QImage.Format.Format_RGB32)
    step.setPixel(0, 0, 0xFF000000)
    step.setPixel(1, 0, 0xFFFFFFFF)
    view = LookClose(curate)
    colours = {}
    for hard in (True, False):
        view.show_picture(step, f"{hard}", hard=hard)
        view._zoom(32.0, QPointF(view.rect().center()))
        grab, place = view.grab().toImage(), view._place().toRect()
        ratio = grab.devicePixelRatio()
        y = round(place.center().y() * ratio)
        across = range(round((place.left() + 1) * ratio), round((place.right() - 1) * ratio))
        colours[hard] = {grab.pixel(x, y) for x in across}
    assert len(colours[True]) == 2
    assert len(colours[False]) > 8
    view.close_up()


def test_names_below_the_pictures_are_remembered(curate: CurateWorkspace) -> None:
    pitch = curate.grid._layout.pitch
    run_command(curate, "curate.names")
    assert curate.grid._layout.pitch > pitch
    assert curate.workbench.settings.get("curate.names", False) is True
    command = next(each for each in curate.commands() if each.name == "curate.names")
    assert command.title_now == "Hide the names below the pictures"
    assert command.run()
    assert curate.grid._layout.pitch == pitch
