"""The model that comes with the program: Explore is alive before anything was trained, and makes room for one's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton

from gan_engine.interchange.picture_recipe import read_recipe
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.workbench import Workbench
from tests.studio.commands import run_command
from tests.studio.explore_support import add_model, drop_files, image_at

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]

pytestmark = pytest.mark.usefixtures("with_sample_model")


def test_a_project_without_models_shows_the_sample_and_says_so(make: Make, workbench: Workbench, wait: Wait) -> None:
    explore = make()
    wait(lambda: image_at(explore, 0) is not None)
    assert explore.controls.chooser.box.currentText() == "Sample characters"
    banner = explore.wall.banner
    assert banner.isVisible()
    asked: list[str] = []
    workbench.show_workspace.connect(asked.append)
    button = banner.findChild(QPushButton, "explore.banner.act")
    assert button is not None
    button.click()
    assert asked == ["train"]


def test_everything_that_a_style_network_can_is_offered(make: Make, wait: Wait) -> None:
    explore = make()
    wait(lambda: explore.pictures.model is not None)
    for mode in ("mix-sheet", "find-directions", "drag", "graft", "pad", "breed", "from-picture"):
        run_command(explore, f"explore.mode.{mode}")


def test_the_first_own_snapshot_takes_its_place(make: Make, workbench: Workbench, project: Project, wait: Wait) -> None:
    explore = make()
    wait(lambda: explore.pictures.model is not None)
    own = add_model(project)
    workbench.runs_changed.emit()
    wait(lambda: explore.pictures.model is not None and explore.pictures.model.path == own)
    assert not explore.wall.banner.isVisible()


def test_who_chose_the_sample_keeps_it(make: Make, workbench: Workbench, project: Project, wait: Wait) -> None:
    own = add_model(project, "00001-critters")
    explore = make()
    wait(lambda: explore.pictures.model is not None and explore.pictures.model.path == own)
    box = explore.controls.chooser.box
    sample = box.itemData(box.count() - 1)
    box.activated.emit(box.count() - 1)
    wait(lambda: explore.pictures.model is not None and explore.pictures.model.path == sample)
    assert not explore.wall.banner.isVisible()
    newer = add_model(project, "00002-knights", seed=3)
    workbench.runs_changed.emit()
    wait(lambda: any(model.path == newer for model in explore.model_opener.models))
    assert explore.pictures.model is not None
    assert explore.pictures.model.path == sample


def test_a_design_of_it_comes_back_in_any_project(make: Make, project: Project, wait: Wait) -> None:
    explore = make()
    wait(lambda: image_at(explore, 0) is not None)
    explore.wall.show_row(3)
    run_command(explore, "explore.keep")
    wait(lambda: project.shelf.entries())
    path = project.shelf.entries()[0].path
    recipe = read_recipe(path)
    assert recipe is not None
    assert recipe.model_name == "sample-characters"
    explore.wall.show_row(0)
    drop_files(explore, path)
    wait(lambda: explore.current_design.present is not None and explore.current_design.present.seed == 3)
