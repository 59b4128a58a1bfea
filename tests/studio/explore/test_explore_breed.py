"""Breeding in the window: picks, litters, generations to go back to, undo, and over a restart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gan_engine.latent.lineage import Lineage, Member
from gan_engine.latent.point import Point
from studio.explorer.breed.page import BreedPage
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.workbench import Workbench

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]


def page_of(explore: ExploreWorkspace) -> BreedPage:
    assert explore.mode_host.open("breed")
    mode = explore.mode_host.modes["breed"]
    assert isinstance(mode, BreedPage)
    return mode


@pytest.fixture
def page(explore: ExploreWorkspace) -> BreedPage:
    return page_of(explore)


def bred(page: BreedPage, wait: Wait, count: int = 1) -> None:
    """Wait for the newest litter to be seen."""
    wait(lambda: page._shown is not None and page._shown.number == count - 1)
    wait(lambda: all(picture.image is not None for picture in page.litter.listed.pictures))


def test_the_design_in_the_large_view_has_a_litter_and_picks_have_the_next(
    page: BreedPage, explore: ExploreWorkspace, wait: Wait
) -> None:
    assert page.chosen() == [explore.current_design.present]
    page.breed_button.click()
    bred(page, wait)
    assert page._shown is not None
    assert page._shown.parents == (Point(seed=0),)
    assert len(page.litter.listed.pictures) == 12
    page.litter.chosen.emit(3)
    assert explore.current_design.present == page._shown.children[3]
    page.litter.setFocus()
    page.litter.setCurrentIndex(page.litter.listed.index(5))
    QTest.keyClick(page.litter, Qt.Key.Key_Return)
    assert page.chosen() == [page._shown.children[3], page._shown.children[5]]
    assert [picture.mark for picture in page.litter.listed.pictures].count("picked") == 2
    picks = tuple(page.chosen())
    page.breed()
    bred(page, wait, 2)
    assert page._shown.parents == picks
    assert not page.chosen()
    page.again_button.click()
    bred(page, wait, 3)
    assert page._shown.parents == picks
    assert page.family.lineage.litters[1] != page.family.lineage.litters[2]


def test_the_keyboard_goes_from_the_parents_to_their_children(
    page: BreedPage, explore: ExploreWorkspace, wait: Wait
) -> None:
    explore.window().activateWindow()
    wait(explore.window().isActiveWindow)
    page.parents.setFocus()
    page.breed()
    bred(page, wait)
    wait(page.litter.hasFocus)
    assert page.litter.currentIndex().row() == 0
    QTest.keyClick(page.litter, Qt.Key.Key_Right)
    QTest.keyClick(page.litter, Qt.Key.Key_Return)
    assert page._shown is not None
    assert page.chosen() == [page._shown.children[1]]
    page.breed()
    page.boldness.slider.setFocus()  # whoever went elsewhere meanwhile stays there
    bred(page, wait, 2)
    assert page.boldness.slider.hasFocus()
    page.again_button.setFocus()
    page.again_button.click()
    bred(page, wait, 3)
    wait(page.litter.hasFocus)
    assert page.litter.currentIndex().row() == 0


def test_no_generation_is_chosen_where_none_is_looked_at(page: BreedPage, wait: Wait) -> None:
    page.breed()
    bred(page, wait)
    assert [strip.isChecked() for strip in page._strips] == [True]
    page._shown = None  # as another model begins
    page._show()
    assert [strip.isChecked() for strip in page._strips] == [False]


def test_going_back_to_a_generation_begins_a_branch_there(page: BreedPage, wait: Wait) -> None:
    for count in (1, 2):
        page.breed()
        bred(page, wait, count)
    page._strips[0].click()
    wait(lambda: page._shown is not None and page._shown.number == 0)
    assert page._strips[0].isChecked()
    page.litter.chosen.emit(7)
    page.breed()
    bred(page, wait, 3)
    assert page.family.lineage.litters[2].parents == (Member(litter=0, number=7),)
    wait(lambda: all(page.family.strip(number) for number in range(3)))


def test_a_litter_is_taken_back_and_a_new_family_too(
    page: BreedPage, lent: Workbench, wait: Wait, project: Project
) -> None:
    lent.set_scope("explore")
    page.breed()
    bred(page, wait)
    family = page.family.lineage
    page.anew_button.click()
    assert page.family.lineage == Lineage()
    wait(lambda: lent.undo_text == "begin a new family")
    lent.undo()
    wait(lambda: page.family.lineage == family)
    lent.undo()
    wait(lambda: not page.family.lineage.litters)
    assert page._shown is None
    lent.redo()
    wait(lambda: page.family.lineage == family)


def test_a_litter_that_comes_when_its_family_has_gone_is_not_shown(page: BreedPage, wait: Wait) -> None:
    """Found by random use: bred, a new family begun while the engine was at it, another litter asked for."""
    page.breed()
    wait(lambda: page.family._litter_call is not None)
    call = page.family._litter_call
    assert call is not None
    page.family.begin_anew()
    assert page.family.lineage == Lineage()
    wait(lambda: call.answered.is_set() or call.cancelled)
    QTest.qWait(50)
    assert page._shown is None
    page.breed_again()
    assert page.family.lineage == Lineage()


def test_the_family_is_there_again_after_a_restart(page: BreedPage, make: Make, wait: Wait) -> None:
    page.breed()
    bred(page, wait)
    assert page._shown is not None
    children = page._shown.children
    again = page_of(_ready(make, wait))
    bred(again, wait)
    assert again._shown is not None
    assert again._shown.children == children


def _ready(make: Make, wait: Wait) -> ExploreWorkspace:
    explore = make()
    wait(lambda: explore.pictures.model is not None and explore.current_design.present is not None)
    return explore


def test_a_stranger_joins_children_are_kept_with_parents_and_a_sketchbook_is_written(
    page: BreedPage, explore: ExploreWorkspace, project: Project, wait: Wait
) -> None:
    explore.context.keep([Point(seed=0)])
    wait(lambda: explore.kept.id_of(Point(seed=0)) is not None)
    explore.context.show(Point(seed=9))
    page.add_present()
    assert page.chosen() == [Point(seed=0), Point(seed=9)]
    page.breed()
    bred(page, wait)
    assert page.family.lineage.founders == (Point(seed=0), Point(seed=9))
    page.litter.chosen.emit(2)
    page.keep_button.click()
    child = page.chosen()[0]
    wait(lambda: explore.kept.id_of(child) is not None)
    entry = project.shelf.candidate(explore.kept.id_of(child) or -1)
    assert entry is not None
    assert explore.kept.id_of(Point(seed=0)) in entry.parents
    to = project.folder.parent / "family.png"
    page.family.write_sketchbook(to)
    wait(to.exists)
    assert page.escape()
    assert not page.chosen()
    assert not page.escape()


def test_picks_are_taken_back_one_by_one_and_a_litter_with_what_it_was_bred_of(
    page: BreedPage, lent: Workbench, wait: Wait
) -> None:
    lent.set_scope("explore")
    page.breed()
    bred(page, wait)
    page.litter.chosen.emit(3)
    wait(lambda: lent.undo_text == "pick a parent")
    page.litter.chosen.emit(5)
    page.litter.chosen.emit(3)
    wait(lambda: lent.undo_text == "let a parent go")
    three, five = (Member(litter=0, number=number) for number in (3, 5))
    assert list(page._picks.now) == [five]
    lent.undo()
    wait(lambda: list(page._picks.now) == [three, five])
    assert [picture.mark for picture in page.litter.listed.pictures].count("picked") == 2
    page.breed()
    bred(page, wait, 2)
    assert not page.chosen()
    page.litter.chosen.emit(0)
    wait(lambda: lent.undo_text == "pick a parent")
    lent.undo()
    wait(lambda: lent.undo_text == "breed generation 2")
    lent.undo()
    wait(lambda: list(page._picks.now) == [three, five] and lent.undo_text == "pick a parent")
    lent.undo()
    wait(lambda: list(page._picks.now) == [three])
    lent.redo()
    wait(lambda: list(page._picks.now) == [three, five])


def test_what_was_picked_of_another_generation_is_seen_there_again(
    page: BreedPage, lent: Workbench, wait: Wait
) -> None:
    lent.set_scope("explore")
    for count in (1, 2):
        page.breed()
        bred(page, wait, count)
    page.litter.chosen.emit(4)
    page._strips[0].click()
    wait(lambda: page._shown is not None and page._shown.number == 0)
    assert not page.chosen()
    wait(lambda: lent.undo_text == "let all parents go")
    lent.undo()
    wait(lambda: page._shown is not None and page._shown.number == 1 and len(page.chosen()) == 1)


def test_picks_are_left_alone_while_another_page_is_open(
    page: BreedPage, explore: ExploreWorkspace, lent: Workbench, wait: Wait
) -> None:
    lent.set_scope("explore")
    page.breed()
    bred(page, wait)
    page.litter.chosen.emit(4)
    wait(lambda: lent.undo_text == "pick a parent")
    explore.mode_host.open("wall")
    wait(lambda: lent.undo_text == "breed generation 1")
    page_of(explore)
    wait(lambda: lent.undo_text == "pick a parent")
    assert list(page._picks.now) == [Member(litter=0, number=4)]
