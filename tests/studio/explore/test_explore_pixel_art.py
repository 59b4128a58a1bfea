"""Designs that are enlarged: pixels are squares where the model learnt from pixel art, painted art is smooth."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage

from studio.explorer.breed.page import BreedPage
from studio.explorer.drag.page import DragPage
from studio.explorer.side_by_side.page import SideBySidePage
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.widgets.grid.picture_grid import PictureGrid
from studio.widgets.grid.roles import HardRole
from tests.studio.explore_support import add_model, shows_squares, write_what_it_learnt_from

Wait = Callable[..., None]


@pytest.mark.parametrize("pixel_art", [True, False])
def test_large_designs_are_shown_as_what_they_were_learnt_from(
    project: Project, make: Callable[[], ExploreWorkspace], wait: Wait, pixel_art: bool
) -> None:
    add_model(project)
    write_what_it_learnt_from(project, "00001-critters", pixel_art=pixel_art)
    explore = make()
    design = explore.current_design
    wait(lambda: explore.pictures.model is not None and design.present is not None)
    wait(lambda: explore.pictures.hard == pixel_art)
    wait(lambda: explore.pictures.full_picture(design.present) is not None)
    image = explore.pictures.full_picture(design.present)
    assert image is not None
    wait(lambda: design.panel.picture.image is image)
    assert shows_squares(design.panel.picture, image) == pixel_art
    design.look_close()
    view = design.close_up
    view._zoom(16.0, QPointF(view.rect().center()))
    assert shows_squares(view, image) == pixel_art
    view.close_up()


def test_modes_show_their_large_design_so_too(
    project: Project, make: Callable[[], ExploreWorkspace], wait: Wait
) -> None:
    add_model(project)
    explore = make()
    wait(lambda: explore.pictures.model is not None and explore.current_design.present is not None)
    assert explore.context.open_mode("drag")
    mode = explore.mode_host.open_mode
    assert isinstance(mode, DragPage)
    wait(lambda: mode.canvas.image is not None)
    image = mode.canvas.image
    assert image is not None
    assert not shows_squares(mode.canvas, image)
    model = explore.pictures.model
    assert model is not None
    explore.pictures.show_hard(model, True)  # what it learnt from is known by now
    assert shows_squares(mode.canvas, image)


def _first_shows_squares(grid: PictureGrid, wait: Wait) -> bool:
    """Of the first picture of a grid, large."""
    index = grid.model().index(0, 0)
    grid.set_edge(192)
    wait(lambda: isinstance(index.data(Qt.ItemDataRole.DecorationRole), QImage))
    grid.repaint()
    grid.clearFocus()
    return shows_squares(grid.viewport(), index.data(Qt.ItemDataRole.DecorationRole), grid.visualRect(index))


@pytest.mark.parametrize("pixel_art", [True, False])
def test_grids_show_designs_so_too(
    project: Project, make: Callable[[], ExploreWorkspace], wait: Wait, pixel_art: bool
) -> None:
    path = add_model(project)
    write_what_it_learnt_from(project, "00001-critters", pixel_art=pixel_art)
    explore = make()
    wait(lambda: explore.pictures.model is not None and explore.current_design.present is not None)
    wait(lambda: explore.pictures.hard == pixel_art)
    assert _first_shows_squares(explore.wall.grid, wait) == pixel_art
    breed = explore.context.open_mode("breed") and explore.mode_host.open_mode
    assert isinstance(breed, BreedPage)
    assert breed.parents.listed.index(0).data(HardRole) == pixel_art
    models = explore.context.open_mode("models") and explore.mode_host.open_mode
    assert isinstance(models, SideBySidePage)
    wait(lambda: models.paths == [path])
    wait(lambda: models.columns[0].hard == pixel_art)
    assert models.table.index(0, 0).data(HardRole) == pixel_art


def test_grids_are_painted_anew_when_it_is_known(
    project: Project, make: Callable[[], ExploreWorkspace], wait: Wait
) -> None:
    add_model(project)
    explore = make()
    wait(lambda: explore.pictures.model is not None and explore.current_design.present is not None)
    breed = explore.context.open_mode("breed") and explore.mode_host.open_mode
    assert isinstance(breed, BreedPage)
    parent = breed.parents.listed.index(0)
    assert not _first_shows_squares(explore.wall.grid, wait)
    assert not parent.data(HardRole)
    told: list[int] = []
    explore.wall.model.dataChanged.connect(lambda first: told.append(first.row()))
    assert explore.pictures.model is not None
    explore.pictures.show_hard(explore.pictures.model, True)  # what it learnt from is known by now
    assert 0 in told
    assert _first_shows_squares(explore.wall.grid, wait)
    assert parent.data(HardRole)
