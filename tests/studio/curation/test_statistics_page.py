"""The statistics page: six pictures of the set or of a few, sizes and colours, given up when it closes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget

from gan_engine.curation.framing import frame
from gan_engine.curation.statistics import STATISTICS
from gan_engine.image_shape import ImageShape
from gan_engine.pictures import read_picture
from studio import theme
from studio.curation.pages.statistics.page import StatisticsPage
from studio.curation.pages.statistics.view import NAMES, StatisticsView, size_words
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.workers.curation.statistics import SIZE
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
    project = make_project(tmp_path / "Critters", 14, size=64)
    workbench.adopt_project(project)
    return project


@pytest.fixture
def curate(workbench: Workbench, critters: Project, wait: Wait) -> Iterator[CurateWorkspace]:
    with open_curate(workbench, wait, 14) as made:
        yield made


@pytest.fixture
def page(curate: CurateWorkspace, wait: Wait) -> StatisticsPage:
    found = curate.page_host.pages["statistics"]
    assert isinstance(found, StatisticsPage)
    curate.context.open_page("statistics")
    wait(lambda: found._statistics is not None)
    return found


def seen(page: StatisticsPage, name: str) -> np.ndarray:
    assert page.view is not None
    image = page.view.pictures[name].image
    assert image is not None
    return to_array(image)[..., :3]


def test_the_pictures_are_those_of_the_set_as_it_will_be_baked(page: StatisticsPage, critters: Project) -> None:
    assert set(NAMES) == set(STATISTICS)
    squares = np.stack(
        [
            frame(read_picture(one.path), ImageShape.square(SIZE), "pad")
            for one in critters.catalogue.pictures(range(1, 15))
        ]
    )
    np.testing.assert_array_equal(seen(page, "minimum"), squares.min(axis=0))
    np.testing.assert_array_equal(seen(page, "maximum"), squares.max(axis=0))
    np.testing.assert_array_equal(seen(page, "mean"), np.floor(squares.mean(axis=0, dtype=np.float64) + 0.5))
    assert page.view is not None
    assert page.view.title.text() == "Of 14 pictures"
    assert "64 px" in page.view.sizes.accessibleDescription()
    assert page.view.colours.accessibleDescription().startswith("#")


def test_all_is_as_many_as_the_list_counts_and_the_choice_is_the_artists(
    page: StatisticsPage, curate: CurateWorkspace, critters: Project, wait: Wait
) -> None:
    critters.catalogue.set_state([1, 2, 3, 4], State.REJECTED)
    page.look()
    wait(lambda: page._job is not None and not page._job.running)
    assert page.view is not None
    assert page.view.title.text() == f"Of {curate.context.counts.all} pictures"
    page._on_which("kept")
    wait(lambda: page._statistics is not None and page._statistics.count == 10)
    curate.context.select(np.array([5]))
    page._on_which("chosen")
    wait(lambda: page._statistics is not None and page._statistics.count == 1)
    only = frame(read_picture(critters.catalogue.pictures([5])[0].path), ImageShape.square(SIZE), "pad")
    np.testing.assert_array_equal(seen(page, "median"), only)
    page._on_which("picked")
    wait(lambda: page._statistics is not None and page._statistics.count == 0)


def test_a_few_are_drawn_anew(page: StatisticsPage, wait: Wait) -> None:
    page.few.set_value(10)
    page._on_which("few")
    wait(lambda: page._statistics is not None and page._statistics.count == 10)
    assert page.again.isVisibleTo(page.panel)
    first = page._statistics
    page.again.click()
    wait(lambda: page._statistics is not first)


def test_it_is_given_up_when_the_page_closes(page: StatisticsPage, curate: CurateWorkspace) -> None:
    page.look()
    job = page._job
    curate.context.close_page()
    assert job is not None
    assert job.cancelled


def test_sizes_in_words() -> None:
    sizes = np.array([[100, 100], [3000, 2000], [20, 30]])
    assert size_words(sizes) == "Smallest 20 × 30 px, middle 100 px, largest 3,000 × 2,000 px."
    assert size_words(sizes[:0]) == ""


def test_words_stand_below_their_pictures_before_there_are_any_and_in_a_row_on_one_line(
    dressed: object, qtbot: QtBot
) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.addWidget(QLabel("light table"))
    stack.resize(820, 700)
    stack.show()
    view = StatisticsView()
    stack.addWidget(view)
    stack.setCurrentWidget(view)
    QApplication.processEvents()
    captions = [one for one in view.findChildren(QLabel) if one.text() in {words for _, words in NAMES.values()}]
    pictures = list(view.pictures.values())
    assert len(captions) == len(pictures) == 6
    for picture, words in zip(pictures, captions, strict=True):
        assert words.y() > picture.geometry().bottom()
        assert words.alignment() & Qt.AlignmentFlag.AlignTop
    assert len({words.y() for words in captions[:3]}) == 1


def test_all_stand_beside_one_another_where_there_is_room(dressed: object, qtbot: QtBot) -> None:
    view = StatisticsView()
    qtbot.addWidget(view)
    view.show()

    def right() -> int:
        return max(one.mapTo(view, one.rect().topRight()).x() for one in view.pictures.values())

    for width, across in ((560, 3), (840, 3), (1320, 6), (840, 3)):
        view.resize(width, 800)
        qtbot.waitUntil(lambda: 0.85 * view.width() < right() <= view.width() - theme.SCROLL_BAR)
        assert len({one.mapTo(view, one.rect().topLeft()).x() for one in view.pictures.values()}) == across
