"""The check page: counts, thresholds over histograms, the flagged at once on the light table, decisions undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from studio.curation.histogram_slider import HistogramSlider
from studio.curation.pages.check.page import CheckPage
from studio.project.pictures.query import State
from studio.project.project import Project
from tests.studio.curate_support import open_curate
from tests.studio.project_support import make_blurred

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.curation.workspace import CurateWorkspace
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]


@pytest.fixture
def critters(workbench: Workbench, tmp_path: Path) -> Project:
    """Twelve pictures, of which three are blurred: 2 a little, 5 more, 9 most."""
    project = make_blurred(tmp_path / "Critters")
    workbench.adopt_project(project)
    return project


@pytest.fixture
def curate(workbench: Workbench, critters: Project, wait: Wait) -> Iterator[CurateWorkspace]:
    with open_curate(workbench, wait, 12) as made:
        yield made


@pytest.fixture
def page(curate: CurateWorkspace, wait: Wait) -> CheckPage:
    """Open, everything measured."""
    found = curate.page_host.pages["check"]
    assert isinstance(found, CheckPage)
    curate.context.open_page("check")
    wait(lambda: found.checks.qualities is not None and found.checks.qualities.measured == 12)
    wait(lambda: curate.context.counts.findings.get("blurred") == 3)
    return found


def button(curate: CurateWorkspace, name: str) -> QPushButton:
    found = curate.findChild(QPushButton, name)
    assert found is not None, name
    return found


def shown(curate: CurateWorkspace) -> list[int]:
    return [int(id_) for id_ in curate.table.model.ids]


def slider(curate: CurateWorkspace, kind: str) -> HistogramSlider:
    found = curate.findChild(HistogramSlider, f"curate.check.{kind}.threshold")
    assert found is not None
    return found


def test_pictures_are_measured_by_themselves_and_findings_stand_at_the_left(page: CheckPage, critters: Project) -> None:
    assert critters.catalogue.counts().findings["blurred"] == 3
    assert page.strip_words()[1]


def test_a_row_shows_what_it_flags_the_worst_first(page: CheckPage, curate: CurateWorkspace, wait: Wait) -> None:
    page.open_kind("blurred")
    wait(lambda: shown(curate) == [9, 5, 2])
    assert page._rows["blurred"].line.count == 3
    assert "3 pictures" in page._rows["blurred"].line.accessibleName()


def test_a_threshold_is_moved_by_keys_and_stored_when_it_rests(
    page: CheckPage, curate: CurateWorkspace, critters: Project, wait: Wait
) -> None:
    page.open_kind("blurred")
    handle = slider(curate, "blurred")
    handle.setFocus()
    before = handle.threshold
    assert "above is flagged" in handle.accessibleDescription()
    for _ in range(4):
        QTest.keyClick(handle, Qt.Key.Key_PageUp)
    assert handle.threshold == pytest.approx(before + 4)
    few = page._rows["blurred"].line.count
    assert few is not None
    assert few < 3
    wait(lambda: len(shown(curate)) == few)
    wait(lambda: critters.catalogue.counts().findings.get("blurred", 0) == few)
    wait(lambda: critters.choice("checks") is not None)
    assert critters.choice("checks")["thresholds"]["blurred"] == pytest.approx(handle.threshold)
    button(curate, "curate.check.blurred.usual").click()
    wait(lambda: critters.catalogue.counts().findings.get("blurred", 0) == 3)


def test_all_flagged_are_rejected_in_one_go_and_undone(
    page: CheckPage, curate: CurateWorkspace, critters: Project, wait: Wait
) -> None:
    page.open_kind("blurred")
    wait(lambda: shown(curate) == [9, 5, 2])
    button(curate, "curate.check.blurred.reject").click()
    wait(lambda: critters.catalogue.counts().states.get(State.REJECTED) == 3)
    curate.workbench.undo()
    wait(lambda: not critters.catalogue.counts().states.get(State.REJECTED))


def test_what_is_fine_is_not_flagged_again_until_asked(
    page: CheckPage, curate: CurateWorkspace, critters: Project, wait: Wait
) -> None:
    page.open_kind("blurred")
    wait(lambda: shown(curate) == [9, 5, 2])
    curate.context.select(np.array([5]))
    wait(lambda: button(curate, "curate.check.blurred.fine").text() == "1 chosen: fine")
    button(curate, "curate.check.blurred.fine").click()
    wait(lambda: shown(curate) == [9, 2])
    wait(lambda: critters.catalogue.counts().findings.get("blurred") == 2)
    page.checks.measure()  # whatever is measured anew: it stays fine
    wait(lambda: not page.checks.is_measuring)
    assert critters.catalogue.counts().findings.get("blurred") == 2
    button(curate, "curate.check.blurred.again").click()
    wait(lambda: critters.catalogue.counts().findings.get("blurred") == 3)


def test_a_finding_at_the_left_opens_its_row(page: CheckPage, curate: CurateWorkspace, wait: Wait) -> None:
    curate.context.close_page()
    curate.page_host.open("check", finding="blurred")
    assert page._rows["blurred"].line.isChecked()
    assert not page._rows["flat"].line.isChecked()


def test_the_handle_is_dragged_over_the_histogram(dressed: object, qtbot: QtBot) -> None:
    made = HistogramSlider("h", "Blur", 0, 10, 0.1, above=True)
    qtbot.addWidget(made)
    made.resize(214, 72)
    made.set_values(np.array([1, 1, 2, 9, np.nan, 50], np.float32))
    made.set_threshold(5)
    moved: list[float] = []
    released: list[float] = []
    made.moved.connect(moved.append)
    made.released.connect(released.append)
    made.show()
    QTest.mousePress(made, Qt.MouseButton.LeftButton, pos=QPoint(107, 30))
    QTest.mouseMove(made, QPoint(157, 30))
    assert not released
    QTest.mouseRelease(made, Qt.MouseButton.LeftButton, pos=QPoint(157, 30))
    assert made.threshold == pytest.approx(7.5, abs=0.1)
    assert moved[-1] == made.threshold
    assert released == [made.threshold]
    QTest.keyClick(made, Qt.Key.Key_Home)
    assert made.threshold == 0


def test_nothing_is_said_of_what_was_not_compared(page: CheckPage, curate: CurateWorkspace) -> None:
    lines, context = page._lines, curate.context
    assert [lines[kind].count for kind in ("duplicate", "near-duplicate", "outlier")] == [None] * 3
    assert lines["damaged"].count == 0
    context.counts = replace(context.counts, findings={})
    assert page.strip_words() == ("not compared yet", False)
    context.is_compared = True
    context.analysis_changed.emit()
    assert [lines[kind].count for kind in ("duplicate", "near-duplicate", "outlier")] == [0] * 3
    assert page.strip_words() == ("nothing wrong", True)


def test_what_comparing_tells_opens_its_own_page(page: CheckPage, curate: CurateWorkspace) -> None:
    page._lines["outlier"].click()
    assert curate.page_host.open_page is not None
    assert curate.page_host.open_page.key == "unlike"
