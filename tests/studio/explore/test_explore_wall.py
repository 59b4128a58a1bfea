"""Explore in the window, with a real engine and a real (tiny) network: the wall, the chosen design, keeping."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from gan_engine.latent.point import Point, single_class
from gan_engine.latent.session import Session
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.explorer.designs import WALL
from studio.workers.images import to_array
from studio.workers.workbench import RunningTraining, Workbench
from tests.engine.latent_support import a_level_apart
from tests.studio.commands import refuses, run_command
from tests.studio.explore_support import add_file, add_model, drop_files, image_at

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]


# ---- without a model --------------------------------------------------------------------------------------


def test_without_a_model_it_says_to_train_and_leads_there(make: Make, workbench: Workbench, wait: Wait) -> None:
    asked: list[str] = []
    workbench.show_workspace.connect(asked.append)
    explore = make()
    button = explore.findChild(QPushButton, "explore.go-train")
    assert button is not None
    wait(button.isVisible)
    button.click()
    assert asked == ["train"]
    assert refuses(explore, "explore.keep")
    assert refuses(explore, "explore.play")


def test_the_first_snapshot_of_a_training_comes_in_by_itself(
    make: Make, workbench: Workbench, project: Project, wait: Wait
) -> None:
    explore = make()
    wait(lambda: explore.model_opener.searched)
    add_model(project)
    workbench.runs_changed.emit()
    wait(lambda: explore.pictures.model is not None)
    assert explore.grid.isVisible()


def test_a_damaged_model_is_said_and_another_can_be_chosen(make: Make, project: Project, wait: Wait) -> None:
    good = add_model(project, "00001-critters")
    bad = add_model(project, "00002-knights")
    bad.write_bytes(bad.read_bytes()[:-100])
    explore = make()
    again = explore.findChild(QPushButton, "explore.retry")
    assert again is not None
    wait(again.isVisible)
    assert not explore.grid.isVisible()
    assert explore.controls.chooser.isVisible()
    explore.model_opener.open(good)
    wait(explore.grid.isVisible)
    wait(lambda: explore.pictures.model is not None)


# ---- the wall ---------------------------------------------------------------------------------------------


def test_the_newest_run_s_best_snapshot_is_opened_and_all_are_listed(make: Make, project: Project, wait: Wait) -> None:
    add_model(project, "00001-old", "000900", best=True)
    best = add_model(project, "00002-critters", "000200", best=True)
    add_model(project, "00002-critters", "000300")
    explore = make()
    wait(lambda: explore.pictures.model is not None)
    box = explore.controls.chooser.box
    listed = [box.itemText(place) for place in range(box.count())]
    assert listed == ["critters 300 kimg", "critters 200 kimg  (best)", "old 900 kimg  (best)"]
    assert explore.pictures.model is not None
    assert explore.pictures.model.path == best
    assert box.currentText() == "critters 200 kimg  (best)"


def test_the_wall_shows_what_the_engine_draws_of_each_seed(explore: ExploreWorkspace, project: Project) -> None:
    session = Session.open(project.folder / "runs" / "00001-critters")
    for row in (0, 5, 11):
        design = explore.wall.model.design_at(row)
        image = image_at(explore, row)
        assert design is not None
        assert image is not None
        assert design.seed == row
        expected = session.generate(design.latent(session.z_dim)[None])[0]
        assert a_level_apart(to_array(image)[..., :3], expected)


def test_the_wall_grows_as_one_goes_down_and_positions_are_stable(explore: ExploreWorkspace, wait: Wait) -> None:
    model = explore.wall.model
    rows = model.rowCount()
    early = image_at(explore, 3)
    explore.wall.show_row(rows - 1)
    wait(lambda: model.rowCount() > rows)
    explore.wall.show_row(5000)
    wait(lambda: image_at(explore, 5000) is not None)
    design = model.design_at(5000)
    assert design is not None
    assert design.seed == 5000
    explore.wall.show_row(3)
    wait(lambda: image_at(explore, 3) is not None)
    assert to_array(image_at(explore, 3)).tobytes() == to_array(early).tobytes()  # type: ignore[arg-type]


def test_what_is_no_longer_seen_is_not_drawn(explore: ExploreWorkspace, wait: Wait) -> None:
    for row in range(300, 9000, 300):
        explore.wall.show_row(row)
        QApplication.processEvents()
    first, last = explore.grid.visible_rows()
    assert first > 8000
    wait(lambda: all(image_at(explore, row) is not None for row in range(first, last + 1)))
    drawn = sum(image_at(explore, row) is not None for row in range(300, 8000))
    assert drawn < 2000, "most of what was scrolled past was never asked for"


def test_another_model_keeps_the_seeds(explore: ExploreWorkspace, project: Project, wait: Wait) -> None:
    explore.wall.show_row(7)
    before = to_array(image_at(explore, 7))  # type: ignore[arg-type]
    other = add_model(project, "00002-knights", seed=1)
    explore.model_opener.open(other)
    wait(lambda: explore.pictures.model is not None and explore.pictures.model.path == other)
    wait(lambda: image_at(explore, 7) is not None)
    assert explore.current_design.present == Point(seed=7)
    assert to_array(image_at(explore, 7)).tobytes() != before.tobytes()  # type: ignore[arg-type]
    wait(lambda: explore.current_design.panel.picture.image is not None)
    assert explore.grid.currentIndex().row() == 7


def test_shuffled_and_in_order_and_from_a_seed(explore: ExploreWorkspace, wait: Wait) -> None:
    run_command(explore, "explore.shuffle")
    seeds = [explore.wall.model.design_at(row).seed for row in range(20)]  # type: ignore[union-attr]
    assert seeds != sorted(seeds)
    assert len(set(seeds)) == 20
    run_command(explore, "explore.shuffle")
    assert seeds != [explore.wall.model.design_at(row).seed for row in range(20)]  # type: ignore[union-attr]
    explore.controls.wall_panel.seed.setText("48,213")
    QTest.keyClick(explore.controls.wall_panel.seed, Qt.Key.Key_Return)
    assert [explore.wall.model.design_at(row).seed for row in range(3)] == [48213, 48214, 48215]  # type: ignore[union-attr]
    assert explore.current_design.present == Point(seed=48213)
    wait(lambda: image_at(explore, 0) is not None)
    assert explore.controls.wall_panel.order.key == "counting"


def test_the_end_of_the_seeds_is_the_end_of_the_wall(explore: ExploreWorkspace, wait: Wait) -> None:
    explore.controls.wall_panel.seed.setText(str(2**32 - 5))
    QTest.keyClick(explore.controls.wall_panel.seed, Qt.Key.Key_Return)
    assert explore.wall.model.rowCount() == 5
    wait(lambda: image_at(explore, 4) is not None)


def test_classes_are_offered_where_there_are_some_and_truncation_only_where_it_means_something(
    make: Make, project: Project, wait: Wait
) -> None:
    add_model(project, classes=("cats", "robots"))
    explore = make()
    wait(lambda: explore.pictures.model is not None)
    wait(lambda: not explore.pictures.missing(WALL))
    assert explore.controls.sampling.classes.isVisible()
    assert not explore.controls.sampling.psi.isVisible()
    drawn = {explore.wall.model.design_at(row).class_name for row in range(40)}  # type: ignore[union-attr]
    assert drawn == {"cats", "robots"}
    explore.controls.sampling.classes.box.setCurrentIndex(2)
    explore.controls.sampling.classes.box.activated.emit(2)
    assert {explore.wall.model.design_at(row).class_name for row in range(40)} == {"robots"}  # type: ignore[union-attr]
    wait(lambda: not explore.pictures.missing(WALL))
    assert explore.current_design.present == Point(seed=0, classes=single_class("robots"))


def test_a_model_without_classes_offers_none(explore: ExploreWorkspace) -> None:
    assert not explore.controls.sampling.classes.isVisible()
    assert not explore.controls.sampling.psi.isVisible()


def test_a_model_file_from_anywhere(explore: ExploreWorkspace, tmp_path: Path, wait: Wait) -> None:
    other = add_file(tmp_path / "from a friend", seed=3)
    drop_files(explore, other)
    wait(lambda: explore.pictures.model is not None and explore.pictures.model.path == other)
    assert explore.controls.chooser.path == other
    assert "from a friend" in explore.controls.chooser.box.currentText()


def test_the_engine_may_die_and_the_wall_goes_on(
    make_alone: Make, workbench: Workbench, project: Project, wait: Wait
) -> None:
    add_model(project)
    explore = make_alone()
    wait(lambda: image_at(explore, 0) is not None, 60)
    process = workbench.engine._process
    assert process is not None
    process.kill()
    process.wait()
    explore.wall.show_row(2000)
    wait(lambda: image_at(explore, 2000) is not None, 60)
    assert not explore.wall.banner.isVisible()


def test_a_model_that_vanishes_is_said_with_a_way_out(explore: ExploreWorkspace, project: Project, wait: Wait) -> None:
    path = explore.pictures.model.path  # type: ignore[union-attr]
    hidden = path.rename(path.with_name("hidden"))
    explore.wall.show_row(3000)
    wait(explore.wall.banner.isVisible)
    hidden.rename(path)
    button = explore.findChild(QPushButton, "explore.banner.act")
    assert button is not None
    assert button.text() == "Try again"
    button.click()
    wait(lambda: image_at(explore, 3000) is not None)


def test_no_model_is_opened_before_somebody_looks(lent: Workbench, project: Project, wait: Wait) -> None:
    add_model(project)
    explore = ExploreWorkspace(lent)
    wait(lambda: not lent.tasks.running)
    assert not explore.model_opener.searched
    assert not lent.engine._tasks.running
    explore.show()
    explore.front()
    wait(lambda: image_at(explore, 0) is not None)
    explore.close()
    explore.deleteLater()


def test_new_snapshots_of_a_running_training_come_into_the_list_and_disturb_nothing(
    explore: ExploreWorkspace, lent: Workbench, project: Project, wait: Wait
) -> None:
    present = explore.pictures.model
    add_model(project, snapshot="000024", seed=1)
    lent.set_trainings([RunningTraining(project.folder / "runs" / "00001-critters", "critters", 24, 100)])
    assert explore._snapshot_search.isActive()
    explore._snapshot_search.timeout.emit()
    wait(lambda: explore.controls.chooser.box.count() == 2)
    assert explore.controls.chooser.box.itemText(0) == "critters 24 kimg"
    assert explore.pictures.model == present
    assert explore.controls.chooser.box.currentText() == "critters 12 kimg"
    explore._snapshot_search.stop()


def test_large_designs_are_small_on_the_wall_and_whole_in_the_large_view(
    explore: ExploreWorkspace, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.workers.explorer.designs.SMALL_EDGE", 16)
    explore.wall.show_row(4000)
    wait(lambda: (image := image_at(explore, 4000)) is not None and image.width() == 16)
    wait(lambda: (image := explore.current_design.panel.picture.image) is not None and image.width() == 32)
    wait(lambda: (image := image_at(explore, 4001)) is not None and image.width() == 16)
    assert explore.pictures.full_picture(Point(seed=4001)) is None


def test_memory_is_bounded_however_far_one_scrolls(explore: ExploreWorkspace, wait: Wait) -> None:
    pictures = explore.pictures
    first, last = explore.grid.visible_rows()
    pictures._small.limit = 4 * 32 * 32 * 3 * (last - first + 1)
    for row in range(500, 4000, 500):
        explore.wall.show_row(row)
        wait(lambda row=row: image_at(explore, row) is not None)
    assert pictures.bytes <= pictures._small.limit
    assert image_at(explore, 0) is None
    explore.wall.show_row(0)
    wait(lambda: image_at(explore, 0) is not None)


def test_a_project_that_is_closed_leaves_no_pictures_in_memory(explore: ExploreWorkspace) -> None:
    explore.grid.grab()
    assert explore.grid._painter.bytes > 0
    assert explore.pictures.bytes > 0
    explore.workbench.close_project()
    assert explore.grid._painter.bytes == 0
    assert explore.pictures.bytes == 0
