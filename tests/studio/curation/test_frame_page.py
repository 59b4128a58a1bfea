"""Framing in the real window: what is chosen is seen at once, and one picture may have a crop of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from gan_engine.image_shape import ImageShape, nearest
from gan_engine.pictures import write_png
from studio.curation.pages.bake.samples import BakeSamples
from studio.curation.pages.frame.enlarging import EnlargingChoice
from studio.curation.pages.frame.page import FramePage
from studio.project.pictures.framing import crop_of, sides
from studio.project.project import Project
from studio.widgets.fields.number_field import NumberField
from studio.widgets.grid.layout import MARGIN
from studio.widgets.keyboard.tab_order import stops_of
from studio.workers.engine import Answer
from studio.workers.images import to_array
from tests.studio.explore_support import shows_squares
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
    wait(lambda: len(found._found.ids) == 12)
    return found


def _words(page: FramePage, name: str) -> str:
    label = page.panel.findChild(QLabel, f"curate.frame.{name}") if page.panel else None
    assert isinstance(label, QLabel)
    return label.text() if label.isVisibleTo(page.panel) else ""


def _button(page: FramePage, name: str) -> QPushButton:
    button = page.panel.findChild(QPushButton, f"curate.frame.{name}") if page.panel else None
    assert isinstance(button, QPushButton)
    return button


def _click(page: FramePage, name: str) -> None:
    _button(page, name).click()


def _type(page: FramePage, width: str, height: str) -> None:
    for name, text in (("width", width), ("height", height)):
        field = page.panel.findChild(NumberField, f"curate.frame.{name}") if page.panel else None
        assert isinstance(field, NumberField)
        field.setText(text)


def test_choices_are_kept_and_what_would_be_enlarged_is_counted(page: FramePage, wait: Wait) -> None:
    for size in (32, 1024, 128):
        _click(page, f"size.{size}")
        assert page.context.settings.size == ImageShape.square(size)
    _click(page, "to.subject")
    _click(page, "fit.crop")
    settings = page.context.settings
    assert (settings.frame_to, settings.fit) == ("subject", "crop")
    assert page.strip_words() == ("128 px, subject, crop", False)
    _click(page, "fit.pad")
    assert page.panel is not None
    page.panel._margin.slider.setValue(20)
    assert page.context.settings.margin == 0.2
    _click(page, "to.whole")
    _click(page, "size.64")
    wait(lambda: _words(page, "enlarged") == "None of 12 pictures would be enlarged.")
    assert _words(page, "costs") == "None of 12 pictures would be padded at 64 px."
    _click(page, "size.96")
    wait(lambda: _words(page, "enlarged") == "12 of 12 pictures would be enlarged.")
    _click(page, "show-enlarged")
    assert page.context.table.model.ids.tolist() == sides(page.context.project)[0].tolist()  # type: ignore[arg-type]


def test_nothing_is_said_of_a_set_without_usable_pictures(page: FramePage, project: Project, wait: Wait) -> None:
    _click(page, "size.96")
    wait(lambda: _words(page, "enlarged") == "12 of 12 pictures would be enlarged.")
    with project.database.writing() as connection:
        connection.execute("UPDATE pictures SET state = 2")
    page._look()
    wait(lambda: not _words(page, "enlarged"))
    assert _words(page, "costs") == ""
    assert not _button(page, "show-enlarged").isVisibleTo(page.panel)


def test_any_shape_that_can_be_is_typed_and_one_that_cannot_is_said(page: FramePage, wait: Wait) -> None:
    assert not _button(page, "shape.set").isVisibleTo(page.panel), "squares look like no other shape"
    _click(page, "shape.other")
    _type(page, "64", "96")
    assert page.context.settings.size == ImageShape(64, 96)
    assert page.strip_words() == ("64 × 96 px, whole picture", False)
    wait(
        lambda: _words(page, "costs").startswith(
            "12 of 12 pictures would be padded at 64 × 96 px. Better for this set: square. None of 12"
        )
    )
    assert _words(page, "enlarged").startswith("None of 12"), "padded, they are 64 px wide as before"
    assert "NVIDIA" in _words(page, "squares-only")
    samples: BakeSamples = page.samples.rows[0]
    wait(lambda: samples._afters[0].images and samples._afters[0].images[0].height() == 96)
    _type(page, "64", "99")
    assert page.context.settings.size == ImageShape(64, 96)
    assert _words(page, "problem").endswith("It stays 64 × 96 px.")
    near = _button(page, f"near.{nearest(64, 99)[0]}")
    near.click()
    assert page.context.settings.size == nearest(64, 99)[0]
    assert _words(page, "problem") == ""
    _type(page, "5", "96")
    assert "16 to 1,024" in _words(page, "problem")
    _click(page, "shape.square")
    assert page.context.settings.size.is_square
    assert _words(page, "squares-only") == ""


def test_the_shape_that_the_set_looks_like_is_offered(page: FramePage, project: Project, wait: Wait) -> None:
    with project.database.writing() as connection:
        connection.execute("UPDATE sources SET width = 40, height = 60 WHERE id > 1")
    page._look()
    like = _button(page, "shape.set")
    wait(lambda: like.isVisibleTo(page.panel))
    assert like.text() == "Portrait 2:3"
    assert "11 of 12 pictures would be padded at 64 px" in _words(page, "costs")
    like.click()
    assert page.context.settings.size == ImageShape(64, 96)
    wait(lambda: _words(page, "costs") == "1 of 12 pictures would be padded at 64 × 96 px.")
    assert like.isChecked()
    page.context.workbench.undo()
    wait(lambda: page.context.settings.size == ImageShape.square(64))
    assert _button(page, "shape.square").isChecked()


def test_the_chosen_picture_is_seen_live_and_may_have_a_crop_of_its_own(
    page: FramePage, project: Project, wait: Wait
) -> None:
    samples: BakeSamples = page.samples.rows[0]
    wait(lambda: samples.pictures and samples.pictures[0].id == 1)
    wait(lambda: samples._afters[0].images)
    assert samples._afters[0].images[0].width() == page.context.settings.size.width
    _crop_by_hand(page, project, wait)


def _crop_by_hand(page: FramePage, project: Project, wait: Wait) -> None:
    painted = project.catalogue.picture(1)
    assert painted is not None
    write_png(painted.path, np.random.default_rng(1).integers(0, 256, (64, 64, 3)).astype(np.uint8))
    _click(page, "draw")
    editor = page.editor
    assert editor is not None
    wait(lambda: editor.isVisible() and editor._image is not None)
    assert editor._image is not None
    assert not shows_squares(editor, editor._image), "painted art is enlarged smoothly"
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


def test_small_pictures_are_enlarged_smoothly_or_by_a_network_of_ones_own(
    page: FramePage, workbench: Workbench, tmp_path: Path, wait: Wait
) -> None:
    assert page.panel is not None
    enlarging = page.panel.findChild(EnlargingChoice)
    assert isinstance(enlarging, EnlargingChoice)
    _click(page, "size.64")
    wait(lambda: _words(page, "enlarged").startswith("None of 12"))
    assert not enlarging.isVisibleTo(page.panel), "nothing would be enlarged"
    _click(page, "size.96")
    wait(lambda: enlarging.isVisibleTo(page.panel))
    page._take_network(Answer({"upscaler": f"fine lines:{'0' * 64}", "name": "fine lines"}, []))
    assert page.context.settings.upscaler == f"fine lines:{'0' * 64}"
    assert _words(page, "upscaler") == "Drawn larger by fine lines."
    samples: BakeSamples = page.samples.rows[0]
    wait(lambda: "fine lines" in samples._afters[0]._words)
    _click(page, "enlarging.smooth")
    assert page.context.settings.upscaler is None
    wait(lambda: bool(samples._afters[0].images))
    shown: list[str] = []
    workbench.error_wanted.connect(lambda doing, error: shown.append(doing))
    (tmp_path / "other.safetensors").write_bytes(b"no network")
    enlarging.file_chosen.emit(tmp_path / "other.safetensors")
    wait(lambda: bool(shown))
    assert page.context.settings.upscaler is None
    assert enlarging.isVisibleTo(page.panel)


def test_of_the_sizes_the_tab_key_leads_to_the_chosen_one(page: FramePage, wait: Wait) -> None:
    _click(page, "size.96")
    assert page.panel is not None
    sizes = [stop.objectName() for stop in stops_of(page.panel) if "frame.size." in stop.objectName()]
    assert sizes == ["curate.frame.size.96"]
    page.panel.window().activateWindow()
    wait(page.panel.window().isActiveWindow)
    _button(page, "size.96").setFocus()
    QTest.keyClick(_button(page, "size.96"), Qt.Key.Key_Right)
    wait(lambda: page.context.settings.size.width == 128)


@pytest.mark.parametrize(("width", "height"), [(900, 620), (1440, 900), (1920, 1200)])
def test_samples_use_the_width_of_the_page(
    page: FramePage, window: Window, wait: Wait, width: int, height: int
) -> None:
    window.resize(width, height)
    rows, view = page.samples.rows, page.samples

    def right() -> int:
        shown = [each for each in rows[0]._befores if each.isVisible()]
        return shown[-1].geometry().right() if shown else 0

    wait(lambda: right() > 0.93 * (view.width() - 2 * MARGIN))
    assert right() <= rows[0].width()
    first, second = ([picture.id for picture in row.pictures] for row in rows)
    assert len(first) == sum(each.isVisible() for each in rows[0]._befores)
    assert not set(first) & set(second)
    if height > 900:
        wait(lambda: not view.verticalScrollBar().isVisible())


def test_a_picture_that_is_cropped_is_shown_anew(page: FramePage, wait: Wait) -> None:
    samples: BakeSamples = page.samples.rows[0]
    wait(lambda: bool(samples._afters[0].images))
    before = to_array(samples._afters[0].images[0])
    page._set(samples.pictures[0], (0, 0, 20, 20))
    wait(lambda: samples._afters[0].images and not np.array_equal(to_array(samples._afters[0].images[0]), before))
