"""Ctrl+Z in the real window: it takes back the last decision of the workspace in front, says which, and shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from studio.curation.histogram_slider import HistogramSlider
from studio.project.pictures.query import State
from studio.project.project import Project
from tests.studio.project_support import draw_figure, make_blurred

if TYPE_CHECKING:
    from studio.curation.workspace import CurateWorkspace
    from studio.window import Window
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def critters(workbench: Workbench, tmp_path: Path) -> Project:
    """Twelve pictures, of which three are blurred: 2 a little, 5 more, 9 most; and a design on the shelf."""
    project = make_blurred(tmp_path / "Critters")
    project.shelf.add(draw_figure(3, 32), {}, name="Ash")
    workbench.adopt_project(project)
    return project


@pytest.fixture
def curate(critters: Project, window: Window, wait: Wait) -> CurateWorkspace:
    from studio.curation.workspace import CurateWorkspace

    wait(lambda: isinstance(window.workspace("curate"), CurateWorkspace))
    made = window.workspace("curate")
    assert isinstance(made, CurateWorkspace)
    wait(lambda: made.context.counts.all == 12)
    return made


def open_check(curate: CurateWorkspace, wait: Wait) -> None:
    curate.context.open_page("check")
    wait(lambda: curate.context.counts.findings.get("blurred") == 3)
    curate.page_host.pages["check"].open_kind("blurred")  # type: ignore[attr-defined]
    wait(lambda: curate.model.ids.tolist() == [9, 5, 2])


def undo(window: Window, *, again: bool = False) -> None:
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | SHIFT if again else CTRL)


def test_these_are_fine_is_taken_back_itself_and_not_the_pick_before_it(
    window: Window, curate: CurateWorkspace, critters: Project, wait: Wait
) -> None:
    critters.catalogue.set_state([1], State.PICKED)
    open_check(curate, wait)
    button = curate.findChild(QPushButton, "curate.check.blurred.fine")
    assert button is not None
    button.click()
    wait(lambda: not curate.context.counts.findings.get("blurred"))
    wait(lambda: window.workbench.undo_text == "“These are fine” for 3 pictures")
    curate.close_page()
    undo(window)
    wait(lambda: window.toast.text == "Undone: “These are fine” for 3 pictures")
    wait(lambda: curate.context.counts.findings.get("blurred") == 3)
    assert critters.catalogue.counts().states[State.PICKED] == 1, "what came before is as it was"
    wait(lambda: curate.page_host.open_page is not None and curate.page_host.open_page.key == "check")
    wait(lambda: curate.model.ids.tolist() == [9, 5, 2])
    undo(window, again=True)
    wait(lambda: window.toast.text == "Done again: “These are fine” for 3 pictures")
    wait(lambda: not curate.context.counts.findings.get("blurred"))


def test_a_threshold_goes_back_before_ones_eyes_in_one_step(
    window: Window, curate: CurateWorkspace, critters: Project, wait: Wait
) -> None:
    open_check(curate, wait)
    handle = curate.findChild(HistogramSlider, "curate.check.blurred.threshold")
    assert handle is not None
    before = handle.threshold
    handle.setFocus()
    for _ in range(4):
        QTest.keyClick(handle, Qt.Key.Key_PageUp)
    assert handle.threshold > before
    undo(window)  # though it is not stored yet: it rests for a moment first
    wait(lambda: window.toast.text == "Undone: move the threshold of “Blurred”")
    wait(lambda: handle.threshold == pytest.approx(before))
    wait(lambda: not window.workbench.undo_text)
    assert critters.choice("checks") is None


def test_the_background_method_goes_back_and_its_page_comes(
    window: Window, curate: CurateWorkspace, critters: Project, wait: Wait
) -> None:
    curate.context.set_settings(remove_background="flood")
    wait(lambda: window.workbench.undo_text == "change the background method")
    critters.catalogue.set_state([1], State.PICKED)
    wait(lambda: window.workbench.undo_text == "pick 1 picture")
    curate.context.set_settings(size=128)
    wait(lambda: window.workbench.undo_text == "change the size")
    undo(window)
    wait(lambda: window.toast.text == "Undone: change the size")
    wait(lambda: curate.page_host.open_page is not None and curate.page_host.open_page.key == "frame")
    assert curate.context.settings.remove_background == "flood"
    wait(lambda: window.workbench.undo_text == "pick 1 picture")
    undo(window)
    undo(window)
    wait(lambda: curate.context.settings.remove_background is None)
    wait(lambda: curate.page_host.open_page is not None and curate.page_host.open_page.key == "background")
    assert window.toast.text == "Undone: change the background method"


def test_the_pictures_of_what_is_taken_back_are_chosen_and_in_sight(
    window: Window, curate: CurateWorkspace, critters: Project, wait: Wait
) -> None:
    critters.catalogue.set_state([3, 7], State.REJECTED)
    wait(lambda: window.workbench.undo_text == "reject 2 pictures")
    curate.show_collection("rejected")
    wait(lambda: len(curate.model.ids) == 2)
    undo(window)
    wait(lambda: window.toast.text == "Undone: reject 2 pictures")
    wait(lambda: len(curate.model.ids) == 12 and sorted(curate.table.ids.tolist()) == [3, 7])


def test_a_note_on_the_shelf_is_safe_from_curate_and_what_is_picked_from_the_shelf(
    window: Window, curate: CurateWorkspace, critters: Project, wait: Wait
) -> None:
    (design,) = critters.shelf.ids().tolist()
    critters.catalogue.set_state([1], State.PICKED)
    critters.shelf.note(design, "keep the tail")
    wait(lambda: window.workbench.undo_text == "pick 1 picture")
    undo(window)
    wait(lambda: window.toast.text == "Undone: pick 1 picture")
    wait(lambda: window.workbench.undo_text == "" and window.workbench.redo_text == "pick 1 picture")
    undo(window)
    undo(window, again=True)
    wait(lambda: critters.catalogue.counts().states.get(State.PICKED) == 1)

    def notes() -> str:
        candidate = critters.shelf.candidate(design)
        assert candidate is not None
        return candidate.notes

    assert notes() == "keep the tail"
    window.show_workspace("shelf")
    wait(lambda: window.workspace("shelf") is not None)
    wait(lambda: window.workbench.undo_text == "change notes")
    undo(window)
    wait(lambda: notes() == "")
    assert critters.catalogue.counts().states.get(State.PICKED) == 1
    wait(lambda: window.workbench.undo_text == "")


def test_what_hangs_on_another_workspace_is_said_and_not_done(
    window: Window, curate: CurateWorkspace, critters: Project, wait: Wait
) -> None:
    (design,) = critters.shelf.ids().tolist()
    critters.shelf.note(design, "keep the tail")
    window.workbench.undo_in("explore")
    wait(lambda: "“keep 1 design” cannot be undone yet: “change notes” in Shelf hangs on it" in window.toast.text)
    assert critters.shelf.ids().tolist() == [design]


def test_the_menu_says_what_would_be_taken_back(
    window: Window, curate: CurateWorkspace, critters: Project, wait: Wait
) -> None:
    def entries() -> list[str]:
        (menu,) = [each for each in window.findChildren(QMenu) if each.objectName() == "menu.edit"]
        menu.aboutToShow.emit()
        titles = [entry.text().partition("\t")[0] for entry in menu.actions()]
        return [title for title in titles if title.startswith(("Undo", "Redo"))]

    assert entries() == ["Undo", "Redo"]
    undo(window)
    wait(lambda: window.toast.text == "There is nothing to undo in Curate")
    critters.catalogue.tag([1, 2], give=["salt & pepper"])
    wait(lambda: window.workbench.undo_text)
    assert entries() == ["Undo: tag “salt && pepper” on 2 pictures", "Redo"]
    undo(window)
    wait(lambda: window.workbench.redo_text)
    assert entries() == ["Undo", "Redo: tag “salt && pepper” on 2 pictures"]


def test_a_sliders_choices_and_a_decision_are_taken_back_in_the_order_they_were_made(
    window: Window, curate: CurateWorkspace, critters: Project, wait: Wait
) -> None:
    for margin in (0.05, 0.1, 0.15, 0.2):
        curate.context.set_settings(margin=margin)
    curate.context.decide(np.array([1]), State.PICKED)  # before the margin has come to rest
    wait(lambda: critters.catalogue.counts().states.get(State.PICKED) == 1)
    assert critters.undo() == "pick 1 picture"
    assert critters.undo() == "change the margin"
    assert critters.undo() is None or critters.undo_text() == ""
    wait(lambda: curate.context.settings.margin == pytest.approx(0.04))
