"""What is done to the design in the large view: shown at once, the newest wins, taken back step by step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest

from gan_engine.latent.point import Point, Shift
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.explorer.designs import AROUND, MODE
from studio.workers.explorer.live_drawing import LiveDrawing
from studio.workers.workbench import Workbench
from tests.studio.explore_support import add_model

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]


def moved(seed: int, step: float) -> Point:
    """A design of the tiny network (8 latent numbers), a step along a direction."""
    return Point(seed=seed).with_edit(Shift(space="z", vector=(1.0,) * 8, amount=step)) if step else Point(seed=seed)


def test_a_change_is_shown_and_taken_back_and_done_again(
    explore: ExploreWorkspace, workbench: Workbench, wait: Wait
) -> None:
    workbench.set_scope("explore")
    context, current = explore.context, explore.current_design
    explore.wall.show_row(4)
    before = current.panel.picture.image
    for step in range(1, 6):
        context.change(moved(4, step / 5), "move along “age”")
    assert current.present == moved(4, 1.0)
    wait(lambda: workbench.undo_text == "move along “age”")
    wait(lambda: explore.pictures.full_picture(moved(4, 1.0)) is not None)
    wait(lambda: current.panel.picture.image is explore.pictures.full_picture(moved(4, 1.0)))
    assert current.panel.picture.image != before
    explore.wall.show_row(7)  # looking elsewhere is no step
    workbench.undo()
    wait(lambda: current.present == Point(seed=4))
    workbench.redo()
    wait(lambda: current.present == moved(4, 1.0))
    workbench.undo()
    wait(lambda: current.present == Point(seed=4))
    wait(lambda: workbench.undo_text == "")


def test_what_was_just_moved_is_stored_before_it_is_taken_back(
    explore: ExploreWorkspace, workbench: Workbench, wait: Wait
) -> None:
    workbench.set_scope("explore")
    explore.wall.show_row(2)
    explore.context.change(moved(2, 0.5), "move")
    workbench.undo()
    wait(lambda: explore.current_design.present == Point(seed=2))


def test_the_walk_and_the_design_share_one_line(explore: ExploreWorkspace, workbench: Workbench, wait: Wait) -> None:
    workbench.set_scope("explore")
    explore.wall.show_row(2)
    explore.context.change(moved(2, 0.5), "move")
    explore.context.add_to_walk([moved(2, 0.5)])
    explore.context.change(moved(2, 0.7), "move")
    wait(lambda: workbench.undo_text == "move")
    for present, stations in ((moved(2, 0.5), 1), (moved(2, 0.5), 0), (Point(seed=2), 0)):
        workbench.undo()
        wait(lambda p=present, s=stations: explore.current_design.present == p and explore.walk.strip.count == s)


def test_the_trail_stays_beside_the_steps(explore: ExploreWorkspace, workbench: Workbench, wait: Wait) -> None:
    workbench.set_scope("explore")
    explore.wall.show_row(2)
    wait(lambda: len(explore.current_design.around) == 8)
    neighbour = explore.current_design.around[1]
    explore.current_design.take(neighbour)
    explore.context.change(neighbour.having(psi=0.5), "change")
    wait(lambda: workbench.undo_text == "change")
    assert list(explore.current_design.trail.ancestors_of(neighbour.having(psi=0.5))) == [neighbour, Point(seed=2)]
    workbench.undo()
    wait(lambda: explore.current_design.present == neighbour)
    explore.current_design.go_back()
    assert explore.current_design.present == Point(seed=2)


def test_the_picture_stays_until_the_next_is_drawn_and_neighbours_wait(explore: ExploreWorkspace, wait: Wait) -> None:
    explore.wall.show_row(3)
    wait(lambda: explore.current_design.around and not explore.pictures.missing(AROUND))
    picture = explore.current_design.panel.picture
    assert picture.image is not None
    explore.context.change(moved(3, 0.4), "move")
    explore.current_design.refresh()
    assert picture.image is not None
    assert explore.pictures.missing(AROUND) == 0
    wait(lambda: explore.current_design.around[0].edits == moved(3, 0.4).edits)


def test_of_many_wishes_the_newest_is_drawn_last_and_none_is_late(explore: ExploreWorkspace, wait: Wait) -> None:
    live = LiveDrawing(explore.pictures, MODE, explore)
    shown: list[Point] = []
    live.drawn.connect(shown.append)
    wishes = [moved(11, step / 40) for step in range(1, 41)]
    for wish in wishes:
        live.follow(wish)
        QTest.qWait(2)
    wait(lambda: shown and shown[-1] == wishes[-1])
    order = [wishes.index(point) for point in shown]
    assert order == sorted(set(order))
    assert len(order) > 1, "something is seen while the slider moves"
    live.stop()


def test_what_was_in_the_large_view_is_there_again(
    project: Project, make: Make, workbench: Workbench, wait: Wait
) -> None:
    add_model(project)
    first = make()
    wait(lambda: first.current_design.present is not None)
    first.context.change(moved(0, 0.3), "move")
    wait(lambda: ((project.recall("explore") or {}).get("point") or {}).get("edits"))
    again = make()
    wait(lambda: again.current_design.present == moved(0, 0.3))
    workbench.set_scope("explore")
    workbench.undo()
    wait(lambda: again.current_design.present == Point(seed=0))


def test_a_movement_that_is_going_on_when_the_project_closes_is_kept(
    explore: ExploreWorkspace, project: Project
) -> None:
    explore.wall.show_row(2)
    explore.context.change(moved(2, 0.5), "move")
    explore._on_project_closing()
    assert project.history.undo_text("explore") == "move"


def test_a_design_in_the_project_that_is_none_does_not_come_back(
    explore: ExploreWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    workbench.set_scope("explore")
    explore.wall.show_row(2)
    project.change_design('{"nonsense": 1}', Point(seed=9).to_text(), "move")
    wait(lambda: workbench.undo_text == "move")
    workbench.undo()
    wait(lambda: workbench.undo_text == "")
    assert explore.current_design.present == Point(seed=2)
