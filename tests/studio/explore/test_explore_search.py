"""The wall as a search finds it, and sampled in every way the model offers."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from gan_engine.latent.directions import Direction
from gan_engine.latent.point import Point
from gan_engine.latent.sampling import Sampling, as_sampled
from gan_engine.latent.session import Session
from gan_engine.pictures import encode_png
from studio.explorer.wall.order import ListedOrder, WallOrder
from studio.explorer.wall.outline_canvas import OutlineCanvas
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.widgets.fields.named_box import NamedBox
from studio.workers.explorer import design_search
from studio.workers.explorer.design_search import SearchWish
from studio.workers.explorer.designs import WALL
from studio.workers.images import to_array
from studio.workers.workbench import Workbench
from tests.engine.dataset_support import write_archive
from tests.engine.latent_support import write_tiny
from tests.engine.run_support import write_run
from tests.studio.commands import run_command
from tests.studio.explore_support import add_model

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]
_UNSEEN = itertools.count(1000)


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches of a few seconds."""
    monkeypatch.setattr(design_search, "OF_DIFFERENT", 80)
    monkeypatch.setattr(design_search, "OF_OTHERS", 70)


@pytest.fixture
def explore(project: Project, make: Make, wait: Wait) -> ExploreWorkspace:
    """Explore with a model that no other test has looked at."""
    add_model(project, seed=next(_UNSEEN))
    made = make()
    wait(lambda: made.pictures.model is not None and made.current_design.present is not None)
    wait(lambda: not made.pictures.missing(WALL))
    return made


def order(explore: ExploreWorkspace, key: str) -> None:
    """Choose an order as the user does."""
    box = explore.controls.wall_panel.order
    box.choose(key)
    box.box.activated.emit(box.box.currentIndex())


def choose(box: NamedBox, text: str) -> None:
    box.box.setCurrentIndex(box.box.findText(text))
    box.box.activated.emit(box.box.currentIndex())


def seeds(explore: ExploreWorkspace) -> tuple[int, ...]:
    found = explore.wall.model.order
    return found.seeds if isinstance(found, ListedOrder) else ()


def words(explore: ExploreWorkspace) -> str:
    found = explore.findChild(QLabel, "explore.search.words")
    assert isinstance(found, QLabel)
    return found.text()


# ---- searching -----------------------------------------------------------------------------------------------------


def test_most_different_first_shows_its_first_row_while_it_goes_on(explore: ExploreWorkspace, wait: Wait) -> None:
    found: list[tuple[int, ...]] = []
    explore.ordering.search.found.connect(lambda found_: found.append(found_.seeds))
    order(explore, "different")
    assert words(explore) == "Looking at designs…"
    wait(lambda: len(seeds(explore)) == 80, 30)
    assert len(found) == 2
    assert len(found[0]) < 24
    assert found[1][: len(found[0])] == found[0]
    assert explore.wall.model.rowCount() == 80
    assert explore.wall.model.design_at(0) == Point(seed=found[0][0])
    assert words(explore) == "Those that differ most of 80."
    wait(lambda: not explore.pictures.missing(WALL))
    run_command(explore, "explore.shuffle")
    assert isinstance(explore.wall.model.order, WallOrder)
    assert words(explore) == ""


def test_more_like_this_one_begins_with_it(explore: ExploreWorkspace, wait: Wait) -> None:
    explore.wall.show_row(33)
    run_command(explore, "explore.like")
    wait(lambda: len(seeds(explore)) == 70, 30)
    assert seeds(explore)[0] == 33
    assert explore.current_design.present == Point(seed=33)
    assert explore.controls.wall_panel.order.key == "like"


def test_a_dropped_picture_is_looked_for(explore: ExploreWorkspace, tmp_path: Path, wait: Wait) -> None:
    from PIL import Image

    explore.wall.show_row(21)
    wait(lambda: explore.pictures.full_picture(Point(seed=21)) is not None)
    drawn = to_array(explore.pictures.full_picture(Point(seed=21)))[..., :3]  # type: ignore[arg-type]
    Image.fromarray(np.ascontiguousarray(drawn)).save(tmp_path / "wanted.png")
    panel = explore.controls.wall_panel
    panel.picture.dropped.emit(str(tmp_path / "wanted.png"))
    wait(lambda: len(seeds(explore)) == 70, 30)
    assert seeds(explore)[0] == 21
    assert "“wanted.png”" in words(explore)
    assert panel.picture.isVisible()
    wait(lambda: panel.picture.image is not None)
    (tmp_path / "broken.png").write_bytes(b"\x89PNG")
    panel.picture.dropped.emit(str(tmp_path / "broken.png"))
    wait(lambda: "broken.png" in words(explore))
    assert len(seeds(explore)) == 70, "the wall stays as it was"


def test_an_outline_is_painted_and_looked_for(explore: ExploreWorkspace, wait: Wait) -> None:
    order(explore, "silhouette")
    canvas = explore.controls.wall_panel.canvas
    assert canvas.isVisible()
    assert words(explore) == "Paint roughly what you look for."
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(canvas.width() // 2, canvas.width() // 2))
    wait(lambda: len(seeds(explore)) == 70, 30)
    assert explore.ordering.wish is not None
    assert explore.ordering.wish.mask == canvas.outline
    canvas.clear()
    wait(lambda: words(explore) == "Paint roughly what you look for.")


def test_other_seeds_are_looked_at(explore: ExploreWorkspace, wait: Wait) -> None:
    run_command(explore, "explore.different")
    wait(lambda: len(seeds(explore)) == 80, 30)
    explore.controls.wall_panel.more_button.click()
    wait(lambda: seeds(explore) and min(seeds(explore)) == 80 and len(seeds(explore)) == 80, 30)


def test_what_was_looked_for_is_looked_for_again(
    explore: ExploreWorkspace, project: Project, make: Make, workbench: Workbench, wait: Wait
) -> None:
    explore.wall.show_row(12)
    run_command(explore, "explore.like")
    wait(lambda: len(seeds(explore)) == 70, 30)
    explore._save()
    wait(lambda: (project.recall("explore") or {}).get("search"))
    assert workbench.undo_text == "", "an order is a view"
    again = make()
    wait(lambda: len(seeds(again)) == 70, 30)
    assert seeds(again)[0] == 12
    assert again.controls.wall_panel.order.key == "like"


def test_a_wish_survives_its_json_and_nonsense_does_not() -> None:
    wish = SearchWish("like", point=Point(seed=4), first=80)
    assert SearchWish.from_values(wish.values()) == wish
    for nonsense in ({}, {"by": "smell"}, {"by": "like"}, {"by": "picture", "picture": ""}, [], {"by": []}):
        with pytest.raises((ValueError, TypeError, KeyError)):
            SearchWish.from_values(nonsense)


# ---- the canvas ----------------------------------------------------------------------------------------------------


def test_the_canvas_paints_takes_away_and_obeys_the_keyboard(dressed: object) -> None:
    canvas = OutlineCanvas("canvas")
    canvas.resize(128, 128)
    assert canvas.outline is None
    canvas.paint_line(QPointF(10 / 64, 0.5), QPointF(54 / 64, 0.5), inside=True)
    whole = canvas.outline
    assert whole is not None
    assert whole.values[32, 10:54].all()
    assert not whole.values[10].any()
    canvas.paint_line(QPointF(0.5, 0), QPointF(0.5, 1), inside=False)
    assert canvas.outline is not None
    assert not canvas.outline.values[:, 31:33].any()
    canvas.show_outline(whole)
    assert canvas.outline == whole
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.outline is None
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert canvas.outline is not None
    assert canvas.outline.values[30, 32] == 1
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    assert canvas.outline is None
    assert not canvas.grab().isNull()


# ---- sampling ------------------------------------------------------------------------------------------------------


@pytest.fixture
def styled(project: Project, make: Make, wait: Wait) -> ExploreWorkspace:
    """Explore with a tiny StyleGAN2 with classes."""
    folder = project.folder / "runs" / "00001-styles" / "snapshots" / "000001"
    write_tiny(folder, "stylegan2", classes=("cats", "heads", "robots"))
    made = make()
    wait(lambda: made.pictures.model is not None and made.current_design.present is not None, 30)
    return made


def test_a_stylegan_offers_all_ways_of_sampling(styled: ExploreWorkspace, wait: Wait) -> None:
    panel, model = styled.controls.sampling, styled.wall.model
    assert panel.classes.isVisible()
    assert panel.psi.isVisible()
    assert panel.reach.isVisible()
    assert panel.noise.isVisible()
    panel.psi.slider.setValue(60)
    assert model.sampling.psi == pytest.approx(0.6)
    choose(panel.reach, "coarse")
    assert model.sampling.cutoff is not None
    choose(panel.noise, "any")
    assert model.design_at(7).noise == 7  # type: ignore[union-attr]
    choose(panel.classes, "several")
    assert panel.weights["cats"].isVisible()
    panel.weights["heads"].slider.setValue(0)
    panel.weights["cats"].slider.setValue(25)
    design = model.design_at(3)
    assert design is not None
    assert dict(design.classes) == {"cats": 0.25, "heads": 0.0, "robots": 0.5}
    assert styled.current_design.present == model.design_at(0)
    wait(lambda: not styled.pictures.missing(WALL), 30)
    for slider in panel.weights.values():
        slider.slider.setValue(0)
    assert panel.sampling.classes == (), "none weighs: any"


def test_a_changed_design_is_sampled_otherwise_too_and_that_is_a_step(
    styled: ExploreWorkspace, workbench: Workbench, wait: Wait
) -> None:
    workbench.set_scope("explore")
    wait(lambda: styled.current_design.around, 30)
    neighbour = styled.current_design.around[0]
    styled.current_design.take(neighbour)
    styled.controls.sampling.psi.slider.setValue(40)
    assert styled.current_design.present == neighbour.having(psi=0.4)
    wait(lambda: workbench.undo_text == "draw the design another way")
    workbench.undo()
    wait(lambda: styled.current_design.present == neighbour)


def test_a_design_keeps_its_class_where_any_will_do() -> None:
    point = Point(seed=3, classes=(("cats", 1.0),))
    assert as_sampled(point, Sampling(psi=0.5, noise="drawn")) == point.having(psi=0.5, noise=3)
    assert as_sampled(point, Sampling(classes=(("robots", 1.0),))).class_name == "robots"


def test_a_search_begins_anew_where_designs_are_sampled_otherwise(styled: ExploreWorkspace, wait: Wait) -> None:
    run_command(styled, "explore.different")
    wait(lambda: len(seeds(styled)) == 80, 30)
    before = seeds(styled)
    styled.controls.sampling.psi.slider.setValue(30)
    wait(lambda: styled.ordering.search.running)
    wait(lambda: not styled.ordering.search.running, 30)
    assert sorted(seeds(styled)) == sorted(before)


def test_the_wall_is_ordered_along_a_direction(styled: ExploreWorkspace, wait: Wait) -> None:
    assert styled.pictures.model is not None
    vector = tuple(np.random.RandomState(0).randn(styled.pictures.model.w_dim).tolist())
    styled.context.order_along(Direction(name="age", method="pca", space="w", vector=vector))
    wait(lambda: len(seeds(styled)) == 70, 30)
    assert words(styled) == "Of 70, the farthest along “age” first."
    panel = styled.controls.wall_panel
    assert panel.order.key == "direction"
    styled.context.order_along(Direction(name="foreign", method="pca", space="w", vector=(1.0, *vector)))
    wait(lambda: "another network" in words(styled))
    panel.shuffle()
    assert panel.order.box.findData("direction") < 0


def test_the_most_original_come_first_where_the_training_pictures_are_here(
    project: Project, make: Make, wait: Wait
) -> None:
    run_ = write_run(project.new_run_dir("critters"), kimg=20, cell=16)
    session = Session.open(add_model(project, run_.path.name, "000021", seed=next(_UNSEEN)), "cpu")
    learnt = [Point(seed=seed) for seed in (5, 6, 7)]
    files = {f"00000/img{number:08d}.png": encode_png(one) for number, one in enumerate(session.pictures(learnt))}
    baked = write_archive(project.folder / "datasets" / "critters.zip", {**files, "dataset.json": b'{"labels": null}'})
    run_.write_run({**run_.read_run(), "dataset": {"path": str(baked), "name": "critters"}})
    explore = make()
    wait(lambda: explore.pictures.model is not None and explore.current_design.present is not None)
    order(explore, "original")
    wait(lambda: len(seeds(explore)) == 70, 30)
    assert set(seeds(explore)[-3:]) == {5, 6, 7}
    assert "least like the pictures it learnt from" in words(explore)
    baked.unlink()
    run_command(explore, "explore.original")
    wait(lambda: words(explore) == "The pictures that this model learnt from are not here.")
