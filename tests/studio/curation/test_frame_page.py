"""Framing in the real window: what is chosen is seen at once, and one picture may have a crop of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from studio.curation.pages.bake.samples import BakeSamples
from studio.curation.pages.frame.page import FramePage
from studio.project.pictures.framing import crop_of, sides
from studio.project.project import Project
from tests.studio.project_support import make_project

if TYPE_CHECKING:
    from studio.curation.workspace import CurateWorkspace
    from studio.window import Window
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]


@pytest.fixture
def project(workbench: Workbench, tmp_path: Path) -> Project:
    made = make_project(tmp_path / "Critters", 12, size=64)
    workbench.adopt_project(made)
    return made


@pytest.fixture
def page(project: Project, window: Window, wait: Wait) -> FramePage:
    """The frame page, open."""
    wait(lambda: window.workspace("curate") is not None)
    workspace: CurateWorkspace = window.workspace("curate")  # type: ignore[assignment]
    wait(lambda: workspace.context.counts.all == 12 and workspace.table.model.facts(1) is not None)
    workspace.table.go_to(1)
    workspace.context.open_page("frame")
    found = workspace.findChild(FramePage)
    assert isinstance(found, FramePage)
    wait(lambda: len(found._ids) == 12)
    return found


def _click(page: FramePage, name: str) -> None:
    button = page.panel.findChild(QPushButton, f"curate.frame.{name}") if page.panel else None
    assert isinstance(button, QPushButton)
    button.click()


def test_choices_are_kept_and_what_would_be_enlarged_is_counted(page: FramePage) -> None:
    for name, size in (("size.32", 32), ("size.1024", 1024), ("size.128", 128)):
        _click(page, name)
        assert page.context.settings.size.stored == size
    _click(page, "to.subject")
    _click(page, "fit.crop")
    settings = page.context.settings
    assert (settings.frame_to, settings.fit) == ("subject", "crop")
    assert page.strip_words() == ("128 px, subject, crop", False)
    _click(page, "fit.pad")
    assert page.panel is not None
    page.panel._margin.slider.setValue(20)
    assert page.context.settings.margin == 0.2
    _click(page, "size.other")
    page.panel._other.setText("200")
    assert page.context.settings.size.stored == 200
    page.panel._other.setText("201")
    assert page.context.settings.size.stored == 200
    _click(page, "to.whole")
    label = page.panel.findChild(QLabel, "curate.frame.enlarged")
    assert isinstance(label, QLabel)
    _click(page, "size.64")
    assert label.text() == "None of 12 pictures would be enlarged."
    _click(page, "size.96")
    assert label.text() == "12 of 12 pictures would be enlarged."
    _click(page, "show-enlarged")
    assert page.context.table.model.ids.tolist() == sides(page.context.project)[0].tolist()  # type: ignore[arg-type]


def test_the_chosen_picture_is_seen_live_and_may_have_a_crop_of_its_own(
    page: FramePage, project: Project, wait: Wait
) -> None:
    samples: BakeSamples = page._samples[0]
    wait(lambda: samples.pictures and samples.pictures[0].id == 1)
    wait(lambda: samples._afters[0].images)
    assert samples._afters[0].images[0].width() == page.context.settings.size.width
    _crop_by_hand(page, project, wait)


def _crop_by_hand(page: FramePage, project: Project, wait: Wait) -> None:
    _click(page, "draw")
    editor = page.editor
    assert editor is not None
    wait(lambda: editor.isVisible() and editor._image is not None)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert page._is_open
    _click(page, "draw")
    wait(lambda: editor.isVisible() and editor._image is not None)
    QTest.keyClick(editor, Qt.Key.Key_N)
    QTest.keyClick(editor, Qt.Key.Key_Return)

    def crop() -> object:
        picture = project.catalogue.picture(1)
        return picture is not None and crop_of(picture)

    wait(crop)
    assert crop() == (27, 27, 10, 10)
    assert not editor.isVisible()
    project.undo()
    assert crop() is None
