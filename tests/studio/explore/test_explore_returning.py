"""Designs leave Explore as PNGs and come back from them, whatever model is open just then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QTimer, QUrl
from PySide6.QtGui import QImage

from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.latent.point import Point
from gan_engine.pictures import read_picture
from studio.explorer.drag_out import DesignMime, DraggedFiles
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.explorer.design_recipes import design_of
from studio.workers.images import to_array
from studio.workers.workbench import Workbench
from tests.engine.latent_support import a_level_apart
from tests.studio.commands import run_command
from tests.studio.explore_support import add_model, drop_files, image_at

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]


# ---- designs that come back -------------------------------------------------------------------------------


def kept_file(explore: ExploreWorkspace, project: Project, row: int, wait: Wait) -> Path:
    explore.wall.show_row(row)
    run_command(explore, "explore.keep")
    wait(lambda: project.shelf.entries())
    return project.shelf.entries()[0].path


def test_a_dropped_picture_brings_its_design_back(explore: ExploreWorkspace, project: Project, wait: Wait) -> None:
    path = kept_file(explore, project, 6, wait)
    explore.wall.show_row(0)
    drop_files(explore, path)
    wait(lambda: explore.current_design.present == Point(seed=6))
    wait(lambda: explore.current_design.panel.picture.image is not None)
    assert explore.grid.currentIndex().row() == 6


def test_a_dropped_picture_of_another_snapshot_opens_that_first(
    explore: ExploreWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    path = kept_file(explore, project, 6, wait)
    original = read_picture(path)
    other = add_model(project, "00002-knights", seed=1)
    workbench.runs_changed.emit()
    explore.model_opener.open(other)
    wait(lambda: explore.pictures.model is not None and explore.pictures.model.path == other)
    explore.wall.show_row(0)
    drop_files(explore, path)
    wait(lambda: explore.current_design.present == Point(seed=6))
    wait(lambda: (image := explore.pictures.full_picture(Point(seed=6))) is not None and image.width() == 32)
    assert explore.pictures.model is not None
    assert explore.pictures.model.path != other
    shown = explore.pictures.full_picture(Point(seed=6))
    assert a_level_apart(to_array(shown)[..., :3], original)  # type: ignore[arg-type]


def test_a_dropped_picture_whose_model_is_not_here_says_so_and_comes_when_it_is_opened(
    explore: ExploreWorkspace, project: Project, tmp_path: Path, wait: Wait
) -> None:
    path = kept_file(explore, project, 6, wait)
    present = explore.pictures.model.path  # type: ignore[union-attr]
    moved = tmp_path / "elsewhere" / "generator.safetensors"
    moved.parent.mkdir()
    other = add_model(project, "00002-knights", seed=1)
    explore.model_opener.open(other)
    wait(lambda: explore.pictures.model is not None and explore.pictures.model.path == other)
    explore.wall.show_row(0)
    present.rename(moved)
    drop_files(explore, path)
    wait(explore.wall.banner.isVisible)
    assert explore.current_design.present != Point(seed=6)
    drop_files(explore, moved)
    wait(lambda: explore.current_design.present == Point(seed=6))
    assert not explore.wall.banner.isVisible()


def test_a_picture_without_a_recipe_is_named(
    explore: ExploreWorkspace, workbench: Workbench, tmp_path: Path, wait: Wait
) -> None:
    toasts: list[object] = []
    workbench.toast_wanted.connect(toasts.append)
    plain = tmp_path / "holiday.png"
    QImage(8, 8, QImage.Format.Format_RGB32).save(str(plain))
    drop_files(explore, plain)
    wait(lambda: toasts)
    assert toasts[0].text.startswith("“holiday.png” carries no recipe")  # type: ignore[attr-defined]


def test_dragged_out_a_design_is_a_png_that_brings_it_back(explore: ExploreWorkspace, wait: Wait) -> None:
    model = explore.wall.model
    mime = model.mimeData([model.index(2), model.index(9)])
    assert isinstance(mime, QMimeData)
    assert mime.hasUrls()
    paths = [Path(QUrl(url).toLocalFile()) for url in mime.urls()]
    assert [path.name for path in paths] == ["critters 12 kimg seed 2.png", "critters 12 kimg seed 9.png"]
    recipes = [read_recipe(path) for path in paths]
    assert [design_of(recipe) for recipe in recipes if recipe is not None] == [Point(seed=2), Point(seed=9)]
    assert a_level_apart(read_picture(paths[0]), to_array(image_at(explore, 2))[..., :3])  # type: ignore[arg-type]
    explore.drag_out.clear()
    assert not paths[0].exists()


@pytest.mark.parametrize(
    ("chosen", "suffix"), [("webp", ".webp"), ("jpeg", ".jpg"), ("tiff", ".tif"), ("ora", ".png"), (7, ".png")]
)
def test_it_is_of_the_kind_that_was_chosen_for_exports(
    chosen: object, suffix: str, explore: ExploreWorkspace, workbench: Workbench, wait: Wait
) -> None:
    settings = explore.workbench.settings
    settings.set("export.kind", chosen)
    settings.set("export.options", {"factor": 8, "background": "u2netp", "quality": 90, "recipe": True})
    mime = explore.wall.model.mimeData([explore.wall.model.index(2)])
    assert isinstance(mime, QMimeData)
    (path,) = [Path(QUrl(url).toLocalFile()) for url in mime.urls()]
    assert path.name == f"critters 12 kimg seed 2{suffix}"
    recipe = read_recipe(path)
    assert recipe is not None
    assert design_of(recipe) == Point(seed=2)
    assert read_picture(path).shape == (32, 32, 3), "what takes long is left to an export"
    explore.drag_out.clear()


def test_a_drop_does_not_wait_for_what_cannot_be_drawn(explore: ExploreWorkspace, project: Project) -> None:
    """The model is gone: the error comes to the thread that waits, and must not be waited for."""
    assert explore.pictures.model is not None
    explore.pictures.model.path.unlink()
    mime = explore.wall.model.mimeData([explore.wall.model.index(2)])
    assert isinstance(mime, DesignMime)
    assert mime._files is not None
    assert mime._files.wait(seconds=600) == []
    assert mime.urls() == []


def test_the_window_lives_while_a_drop_waits_for_its_files(explore: ExploreWorkspace) -> None:
    ticks: list[int] = []
    timer = QTimer(interval=5, timeout=lambda: ticks.append(1))
    timer.start()
    never = DraggedFiles(Path(), ["a.png"])
    assert never.wait(seconds=1) == []
    timer.stop()
    assert len(ticks) > 3


def test_another_workspace_can_ask_for_a_snapshot(
    explore: ExploreWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    other = add_model(project, "00002-knights", "000040", seed=1)
    workbench.show_in_explorer.emit(other.parent)
    wait(lambda: explore.pictures.model is not None and explore.pictures.model.path == other)
    assert explore.controls.chooser.path == other
    box = explore.controls.chooser.box
    assert other.parent not in [box.itemData(row) for row in range(box.count())], "the list knows it as its file"
