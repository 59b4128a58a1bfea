"""Versions of a dataset: what came, went and changed between them, and baking one again exactly as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gan_engine.dataset.reading import open_dataset
from studio.curation.pages.bake.page import BakePage
from studio.curation.pages.versions.page import VersionsPage
from studio.project.pictures.facts import Step
from studio.project.pictures.importing import import_sources
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.widgets.grid.roles import TitleRole
from tests.studio.project_support import draw_folder

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.curation.workspace import CurateWorkspace
    from studio.window import Window
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]


@pytest.fixture
def project_of_nine(workbench: Workbench, tmp_path: Path) -> Project:
    """Nine pictures in three classes."""
    draw_folder(tmp_path / "art", 9, size=48, kinds=("cats", "heads", "robots"))
    project = Project.create(tmp_path / "Critters")
    import_sources(project, [tmp_path / "art"])
    workbench.adopt_project(project)
    return project


@pytest.fixture
def curate(project_of_nine: Project, window: Window, wait: Wait) -> CurateWorkspace:
    """Curate in front."""
    wait(lambda: window.workspace("curate") is not None)
    workspace: CurateWorkspace = window.workspace("curate")  # type: ignore[assignment]
    wait(lambda: len(workspace.model.ids) == 9 and not workspace.importer.is_checking)
    return workspace


def _bake(curate: CurateWorkspace, wait: Wait, count: int) -> None:
    curate.open_page("bake")
    page = curate.page_host.pages["bake"]
    assert isinstance(page, BakePage)
    assert page.panel is not None
    wait(lambda: page.panel.bake.isEnabled())  # type: ignore[union-attr]
    before = len(curate.context.datasets)
    page.bake()
    wait(lambda: len(curate.context.datasets) > before and not page.baker.is_baking, seconds=60)
    wait(lambda: all(entry.count for entry in curate.context.datasets))
    with open_dataset(curate.context.datasets[0].path) as dataset:
        assert dataset.count + dataset.held_out == count


def _versions(curate: CurateWorkspace) -> VersionsPage:
    page = curate.page_host.pages["versions"]
    assert isinstance(page, VersionsPage)
    return page


def _click(curate: CurateWorkspace, qtbot: QtBot, name: str) -> None:
    widget = curate.findChild(QWidget, name)
    assert widget is not None, name
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def _text(curate: CurateWorkspace, name: str) -> str:
    label = curate.findChild(QLabel, name)
    assert label is not None, name
    return label.text()


def test_a_bake_begun_before_the_page_has_heard_of_the_last_one_takes_the_next_name(
    curate: CurateWorkspace, project_of_nine: Project, wait: Wait
) -> None:
    curate.context.set_settings(size=32)
    _bake(curate, wait, 9)
    page = curate.page_host.pages["bake"]
    assert isinstance(page, BakePage)
    assert page.panel is not None
    first = curate.context.datasets[0].name
    wait(lambda: page.panel.suggestion not in ("", first))  # type: ignore[union-attr]
    page.panel.set_names(first, [])  # as between a dataset's end and the list that names it
    _bake(curate, wait, 9)
    assert {entry.name for entry in curate.context.datasets} == {"critters v1", "critters v2"}


def test_two_versions_say_what_came_went_and_changed_and_why(
    curate: CurateWorkspace, project_of_nine: Project, qtbot: QtBot, wait: Wait
) -> None:
    catalogue = project_of_nine.catalogue
    first, second, third = (int(id_) for id_ in catalogue.ids()[:3])
    names = {id_: catalogue.pictures([id_])[0].name for id_ in (first, second, third)}
    catalogue.set_state([first], State.REJECTED)
    curate.context.set_settings(size=32)
    _bake(curate, wait, 8)
    catalogue.set_state([first], State.UNDECIDED)
    catalogue.set_state([second], State.REJECTED)
    catalogue.set_steps([third], [Step("frame", {"fit": "crop", "to": "whole"})])
    _bake(curate, wait, 8)
    newest = curate.context.datasets[0]
    curate.list.chosen.emit(f"dataset:{newest.path.name}")
    _click(curate, qtbot, "curate.dataset.compare")
    model = _versions(curate).model
    wait(lambda: model.rowCount() == 1)
    assert names[first] in model.index(0).data(TitleRole)
    assert "rejected" in _text(curate, "curate.versions.why")
    wait(lambda: model.index(0).data(Qt.ItemDataRole.DecorationRole) is not None)
    _click(curate, qtbot, "curate.versions.removed")
    assert names[second] in model.index(0).data(TitleRole)
    assert _text(curate, "curate.versions.why") == "It is left out: rejected."
    wait(lambda: model.index(0).data(Qt.ItemDataRole.DecorationRole) is not None)
    curate.close_page()
    assert model.rowCount() == 0


def test_a_dataset_is_baked_again_to_the_last_byte_and_its_choices_come_back(
    curate: CurateWorkspace, project_of_nine: Project, window: Window, qtbot: QtBot, wait: Wait
) -> None:
    catalogue = project_of_nine.catalogue
    catalogue.cut({
        int(catalogue.ids()[0]): [
            [Step("cut", {"box": [0, 0, 24, 48], "sheet": "cat 0.png", "part": 1})],
            [Step("cut", {"box": [24, 0, 24, 48], "sheet": "cat 0.png", "part": 2})],
        ]
    })  # fmt: skip
    curate.context.set_settings(size=32, hold_out=0.2, classes="class")
    _bake(curate, wait, 10)
    entry = curate.context.datasets[0]
    catalogue.set_state(catalogue.ids(), State.REJECTED)
    curate.context.set_settings(size=64, classes="")
    curate.list.chosen.emit(f"dataset:{entry.path.name}")
    _click(curate, qtbot, "curate.dataset.again")
    wait(lambda: len(curate.context.datasets) == 2 and curate.context.datasets[0].count, seconds=60)
    wait(lambda: "the same to the last byte" in window.toast.text)
    with open_dataset(entry.path) as old, open_dataset(curate.context.datasets[0].path) as new:
        assert old.digest == new.digest
    curate.list.chosen.emit(f"dataset:{entry.path.name}")
    _click(curate, qtbot, "curate.dataset.choices")
    assert (curate.context.settings.size.stored, curate.context.settings.classes) == (32, "class")
