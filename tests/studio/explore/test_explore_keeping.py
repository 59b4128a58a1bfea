"""The chosen design in Explore: its neighbours, the way back, keeping it once and for all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.latent.point import Point
from gan_engine.pictures import read_picture
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.widgets.grid.roles import MarkRole
from studio.workers.images import to_array
from studio.workers.workbench import Workbench
from tests.engine.latent_support import a_level_apart
from tests.studio.commands import refuses, run_command
from tests.studio.explore_support import image_at, press

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]


# ---- the chosen design ------------------------------------------------------------------------------------


def test_the_chosen_design_is_large_with_neighbours_around_it(explore: ExploreWorkspace, wait: Wait) -> None:
    explore.wall.show_row(4)
    assert explore.current_design.present == Point(seed=4)
    panel = explore.current_design.panel
    wait(lambda: all(each.image is not None for each in panel.around.listed.pictures) and panel.around.listed.pictures)
    keys = [each.key for each in panel.around.listed.pictures]
    assert keys[4] == Point(seed=4)
    assert set(keys) == {Point(seed=4), *explore.current_design.around}
    before = explore.current_design.around
    run_command(explore, "explore.vary")
    assert explore.current_design.around != before
    assert len(set(explore.current_design.around)) == 8


def test_taking_a_neighbour_and_going_back(explore: ExploreWorkspace, wait: Wait) -> None:
    explore.wall.show_row(4)
    wait(lambda: len(explore.current_design.around) == 8)
    neighbour = explore.current_design.around[2]
    explore.current_design.panel.around.chosen.emit(neighbour)
    assert explore.current_design.present == neighbour
    wait(lambda: explore.pictures.full_picture(neighbour) is not None)
    assert explore.current_design.panel.back_button.isVisible()
    run_command(explore, "explore.back")
    assert explore.current_design.present == Point(seed=4)
    assert refuses(explore, "explore.back")


def test_looking_close_goes_on_along_the_wall(explore: ExploreWorkspace, wait: Wait) -> None:
    explore.wall.show_row(4)
    press(explore.grid, Qt.Key.Key_Space)
    close_up = explore.current_design.close_up
    assert close_up.is_open
    press(close_up, Qt.Key.Key_Right)
    assert explore.current_design.present == Point(seed=5)
    assert "Seed 5" in close_up.accessibleDescription()
    press(close_up, Qt.Key.Key_Escape)
    assert not close_up.is_open


# ---- keeping ----------------------------------------------------------------------------------------------


def test_keeping_puts_a_png_with_its_recipe_on_the_shelf_once(
    explore: ExploreWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    toasts: list[object] = []
    workbench.toast_wanted.connect(toasts.append)
    explore.wall.show_row(6)
    run_command(explore, "explore.keep")
    run_command(explore, "explore.keep")
    wait(lambda: toasts)
    assert toasts[0].text == "Kept on the shelf"  # type: ignore[attr-defined]
    assert toasts[0].undo  # type: ignore[attr-defined]
    wait(lambda: explore.wall.model.index(6).data(MarkRole) == "picked")
    entries = project.shelf.entries()
    assert len(entries) == 1
    recipe = read_recipe(entries[0].path)
    assert recipe is not None
    assert recipe.point.seed == 6
    assert recipe.point.model_digest == explore.pictures.model.digest  # type: ignore[union-attr]
    assert a_level_apart(read_picture(entries[0].path), to_array(image_at(explore, 6))[..., :3])  # type: ignore[arg-type]
    run_command(explore, "explore.keep")
    assert toasts[-1].action == "Show it"  # type: ignore[attr-defined]
    workbench.undo()
    wait(lambda: explore.wall.model.index(6).data(MarkRole) is None)
    assert len(project.shelf.entries()) == 0


def test_several_chosen_designs_are_kept_as_one_change(
    explore: ExploreWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    explore.grid.set_current_row(2)
    explore.grid.set_current_row(5, extend=True)
    run_command(explore, "explore.keep")
    wait(lambda: len(project.shelf.entries()) == 4)
    seeds = {candidate.recipe["point"]["seed"] for candidate in project.shelf.candidates(project.shelf.ids())}
    assert seeds == {2, 3, 4, 5}
    wait(lambda: workbench.undo_text == "keep 4 designs")


def test_a_variation_on_the_shelf_knows_what_it_came_from(
    explore: ExploreWorkspace, project: Project, wait: Wait
) -> None:
    explore.wall.show_row(4)
    run_command(explore, "explore.keep")
    wait(lambda: explore.kept.id_of(Point(seed=4)) is not None)
    for _ in range(2):
        wait(lambda: len(explore.current_design.around) == 8)
        explore.current_design.take(explore.current_design.around[0])
        wait(
            lambda: (
                explore.current_design.around
                and explore.pictures.full_picture(explore.current_design.present) is not None
            )
        )  # type: ignore[arg-type]
    run_command(explore, "explore.keep")
    wait(lambda: len(project.shelf.entries()) == 2)
    newest = project.shelf.candidate(project.shelf.entries()[0].id)
    assert newest is not None
    assert newest.parents == (explore.kept.id_of(Point(seed=4)),)
    assert newest.recipe["point"].get("seed") is None
    assert len(newest.recipe["point"]["z"]) == 8


def test_what_was_kept_before_is_marked_when_the_project_is_opened_again(
    explore: ExploreWorkspace, workbench: Workbench, project: Project, wait: Wait
) -> None:
    explore.wall.show_row(3)
    run_command(explore, "explore.keep")
    wait(lambda: len(project.shelf.entries()) == 1)
    explore.walk.stations.insert(0, [Point(seed=1), Point(seed=2)])
    explore.walk.seconds.setText("2.5")
    explore.controls.wall_panel.seed.setText("2")
    QTest.keyClick(explore.controls.wall_panel.seed, Qt.Key.Key_Return)
    folder = project.folder
    explore._save()
    wait(lambda: not workbench.tasks.running)
    workbench.close_project()
    assert explore.current_design.present is None
    wait(lambda: not workbench.tasks.running)
    workbench.open_project(folder)
    wait(lambda: explore.pictures.model is not None)
    wait(lambda: explore.wall.model.index(1).data(MarkRole) == "picked")
    assert explore.wall.model.design_at(0) == Point(seed=2)
    assert explore.walk.stations.designs == (Point(seed=1), Point(seed=2))
    assert explore.walk.seconds_wanted == 2.5
