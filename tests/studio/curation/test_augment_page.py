"""The augment page: variants of the chosen pictures, what is baked, and what the art has against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QSpinBox

from gan_engine.curation.operations import OPERATIONS, Augment, factor
from studio import theme
from studio.curation.pages.augment.page import AugmentPage
from studio.curation.pages.augment.panel import AugmentPanel
from studio.curation.pages.augment.range_slider import RangeSlider
from studio.curation.pages.augment.view import COLUMNS, AugmentView
from studio.project.baking import advice
from studio.project.project import Project
from studio.widgets.grid.layout import MARGIN
from studio.workers.images import to_array
from tests.studio.curate_support import open_curate
from tests.studio.project_support import make_project

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.curation.workspace import CurateWorkspace
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]


@pytest.fixture
def critters(workbench: Workbench, tmp_path: Path) -> Project:
    project = make_project(tmp_path / "Critters", 48, size=64)
    workbench.adopt_project(project)
    return project


@pytest.fixture
def curate(workbench: Workbench, critters: Project, wait: Wait) -> Iterator[CurateWorkspace]:
    with open_curate(workbench, wait, 48) as made:
        yield made


@pytest.fixture
def page(curate: CurateWorkspace, wait: Wait) -> AugmentPage:
    found = curate.page_host.pages["augment"]
    assert isinstance(found, AugmentPage)
    curate.context.open_page("augment")
    wait(lambda: found.view is not None and all(found.view.rows.images(key) for key in ("", *OPERATIONS)))
    return found


def box(curate: CurateWorkspace, operation: str) -> QCheckBox:
    found = curate.findChild(QCheckBox, f"curate.augment.{operation}")
    assert found is not None
    return found


def words(curate: CurateWorkspace) -> str:
    found = curate.findChild(QLabel, "curate.augment.count")
    assert found is not None
    return found.text()


def test_every_operation_has_its_row_of_variants(page: AugmentPage) -> None:
    assert page.view is not None
    rows = page.view.rows
    assert all(len(rows.images(key)) == COLUMNS for key in ("", *OPERATIONS))
    plain, mirrored = (to_array(rows.images(key)[0])[..., :3] for key in ("", "mirror"))
    np.testing.assert_array_equal(mirrored, plain[:, ::-1])


def test_left_to_training_until_something_is_ticked(page: AugmentPage, curate: CurateWorkspace) -> None:
    assert page.strip_words() == ("left to training", False)
    assert curate.context.settings.augment == ()
    box(curate, "mirror").click()
    assert curate.context.settings.augment == (Augment(operation="mirror"),)
    assert words(curate) == "48 pictures become 96, 2 for each"
    box(curate, "brightness").click()
    copies = curate.findChild(QSpinBox, "curate.augment.brightness.copies")
    assert copies is not None
    copies.setValue(3)
    assert words(curate) == "48 pictures become 384, 8 for each"
    plan = curate.context.settings.augment
    assert plan[1] == Augment(operation="brightness", low=0.7, high=1.2, copies=3)
    assert factor(plan) == 8
    assert page.strip_words() == ("8 for each picture", True)


def test_what_is_ticked_moves_no_other_tick_above_it(page: AugmentPage, curate: CurateWorkspace, qtbot: QtBot) -> None:
    def place() -> int:
        QApplication.processEvents()
        return box(curate, "brightness").mapTo(page.panel, QPoint()).y()

    assert words(curate) == "48 pictures"
    before = place()
    box(curate, "zoom").click()
    assert (place(), words(curate)) == (before, "48 pictures become 96, 2 for each")
    alone = AugmentPanel()
    qtbot.addWidget(alone)
    for width in range(150, 400, 30):
        alone.resize(width, 900)
        alone.show()
        tops = []
        for where in ("training", "baked"):
            alone.show_place(where)
            QApplication.processEvents()
            tops.append(alone.rows["mirror"].y())
        assert tops[0] == tops[1], width


def test_left_to_training_again_keeps_what_was_ticked(
    page: AugmentPage, curate: CurateWorkspace, critters: Project, wait: Wait
) -> None:
    box(curate, "hue").click()
    assert page.panel is not None
    page.panel.where.chosen.emit("training")
    assert curate.context.settings.augment == ()
    assert box(curate, "hue").isChecked()
    page.panel.where.chosen.emit("baked")
    assert [one.operation for one in curate.context.settings.augment] == ["hue"]
    wait(lambda: [one["operation"] for one in (critters.choice("bake") or {}).get("augment", [])] == ["hue"])


def test_a_range_that_begins_at_nothing_is_shown_as_it_was_chosen(page: AugmentPage) -> None:
    assert page.panel is not None
    shift = Augment(operation="rgb-shift", low=0.0, high=0.1, copies=2)
    page.panel.show_plan([shift])
    assert page.panel.plan == (shift,)


def test_a_range_moved_by_keys_is_baked_and_seen(page: AugmentPage, curate: CurateWorkspace, wait: Wait) -> None:
    assert page.view is not None
    box(curate, "brightness").click()
    handle = curate.findChild(RangeSlider, "curate.augment.brightness.range")
    assert handle is not None
    before = to_array(page.view.rows.images("brightness")[-1])
    handle.setFocus()
    for _ in range(5):
        QTest.keyClick(handle, Qt.Key.Key_PageUp)
    assert handle.range == (0.7, 1.7)
    assert curate.context.settings.augment[0].high == 1.7
    wait(lambda: not np.array_equal(to_array(page.view.rows.images("brightness")[-1]), before))  # type: ignore[union-attr]


def test_the_strip_follows_what_is_chosen(page: AugmentPage, curate: CurateWorkspace, wait: Wait) -> None:
    assert page.view is not None
    curate.context.select(np.array([7]))
    rows = page.view.rows

    def one_picture() -> bool:
        images = [to_array(image) for image in rows.images("")]
        return all(np.array_equal(images[0], image) for image in images[1:])

    wait(one_picture)


def test_what_the_art_has_against_it_is_measured_and_said(page: AugmentPage, critters: Project, wait: Wait) -> None:
    wait(lambda: page._advice is not None)
    assert advice(critters)["turn"] is False  # goes with the dataset
    assert page._advice is not None
    assert [one.operation for one, _ in page._advice] == ["mirror", "hue", "turn"]
    assert page.panel is not None
    said = [label.text() for label in page.panel.findChildren(QLabel)]
    assert any("48 pictures" in text for text in said)
    turn, shown = page._advice[2]
    assert turn.harmful  # bodies below, heads above
    assert page.view is not None
    assert "turning advised against" in page.view.rows._warnings["upside-down"]
    button = page.panel.findChild(QAbstractButton, "curate.augment.evidence.turn")
    assert button is not None
    button.click()
    wait(lambda: page.context.table.model.ids.tolist() == shown)


def test_the_nearer_handle_is_dragged_and_the_two_never_cross(dressed: object, qtbot: QtBot) -> None:
    made = RangeSlider("r", "Range", 0, 10, 1)
    qtbot.addWidget(made)
    made.resize(116, 24)
    made.set_range(2, 6)
    seen: list[tuple[float, float]] = []
    made.released.connect(lambda low, high: seen.append((low, high)))
    made.show()
    QTest.mousePress(made, Qt.MouseButton.LeftButton, pos=QPoint(30, 12))
    QTest.mouseMove(made, QPoint(110, 12))
    QTest.mouseRelease(made, Qt.MouseButton.LeftButton, pos=QPoint(110, 12))
    assert made.range == (6, 6)
    assert seen == [(6, 6)]
    QTest.keyClick(made, Qt.Key.Key_Up)
    QTest.keyClick(made, Qt.Key.Key_Right)
    assert made.range == (6, 7)


@pytest.mark.parametrize("width", [540, 1050, 1340, 2000])
def test_rows_use_the_width_of_the_page(qtbot: QtBot, width: int) -> None:
    alone = AugmentView()
    qtbot.addWidget(alone)
    alone.resize(width, 1000)
    alone.show()
    rows = alone.rows
    QApplication.processEvents()
    places = [rows.row_of(key) for key in ("", *OPERATIONS)]
    assert max(place.right() for place in places) > 0.95 * (width - MARGIN - 8 - theme.SCROLL_BAR)
    assert len({place.left() for place in places}) == (2 if width >= 1340 else 1)
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    assert rows.sizeHint().height() == max(place.bottom() for place in places) + 1
    clicked: list[str] = []
    rows.toggled.connect(clicked.append)
    for key in OPERATIONS:
        QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=rows.row_of(key).center())
    assert clicked == list(OPERATIONS)
