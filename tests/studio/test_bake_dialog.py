"""Baking from the dialog: what it shows, what it says, what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QColorDialog, QWidget

from gan_engine.dataset.reading import open_dataset
from studio.curation.bake_settings import BakeSettings
from studio.project.importing import import_sources
from studio.project.pictures import Flag
from studio.project.project import Project
from studio.project.query import State
from tests.studio.project_support import draw_folder

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.curation.bake_dialog import BakeDialog
    from studio.curation.workspace import CurateWorkspace
    from studio.window import Window
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]


@pytest.fixture
def filled(workbench: Workbench, tmp_path: Path) -> Project:
    """12 real pictures of 48 px in four classes, one rejected, one picked, one damaged."""
    draw_folder(tmp_path / "art", 12, size=48)
    (tmp_path / "art" / "cats" / "torn.png").write_bytes(b"no picture")
    project = Project.create(tmp_path / "Critters")
    import_sources(project, [tmp_path / "art"])
    project.catalogue.set_state([1], State.REJECTED)
    project.catalogue.set_state([2], State.PICKED)
    workbench.adopt_project(project)
    return project


@pytest.fixture
def curate(filled: Project, window: Window, wait: Wait) -> CurateWorkspace:
    """Curate in front, its pictures on the table, all checked."""
    wait(lambda: window.workspace("curate") is not None)
    workspace = window.workspace("curate")
    wait(lambda: len(workspace.model.ids) == 13)  # type: ignore[union-attr]
    wait(lambda: not workspace.desk.is_checking)  # type: ignore[union-attr]
    return workspace  # type: ignore[return-value]


def _open(curate: CurateWorkspace, wait: Wait, step: str = "") -> BakeDialog:
    curate.bake(step)
    dialog = curate.bakery.dialog
    assert dialog is not None
    wait(lambda: dialog.plan is not None)
    return dialog


def _choose(dialog: BakeDialog, qtbot: QtBot, name: str) -> None:
    chip = dialog.findChild(QWidget, name)
    assert chip is not None, name
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def _wrong(dialog: BakeDialog) -> str:
    return dialog._wrong.text()


def test_what_is_chosen_is_said_in_words(curate: CurateWorkspace, qtbot: QtBot, wait: Wait) -> None:
    dialog = _open(curate, wait)
    assert dialog.form.name == "critters v1"
    assert dialog.summary == "11 pictures at 64 px"
    assert dialog._left_out.text() == "Left out: 1 rejected, 1 damaged. 11 pictures are enlarged."
    _choose(dialog, qtbot, "bake.size.32")
    _choose(dialog, qtbot, "bake.split.halves")
    _choose(dialog, qtbot, "bake.classes.class")
    wait(lambda: dialog.plan is not None)
    assert dialog.summary == "11 pictures, 22 parts at 32 px, 4 classes: cats 2, heads 3, monsters 3, robots 3"
    _choose(dialog, qtbot, "bake.which.picked")
    wait(lambda: dialog.plan is not None)
    assert dialog.summary == "1 picture, 2 parts at 32 px, 1 class: cats 1"
    assert dialog.form.settings == BakeSettings("picked", "class", 32, split="halves")
    dialog.reject()


def test_before_and_after_are_live(curate: CurateWorkspace, qtbot: QtBot, wait: Wait) -> None:
    curate.grid.set_current_row(2)
    chosen = curate.table.current_id
    dialog = _open(curate, wait)
    wait(lambda: len(dialog.samples.pictures) == 3)
    assert dialog.samples.pictures[0].id == chosen
    after = dialog.samples._afters[0]
    wait(lambda: [image.width() for image in after.images] == [64])
    _choose(dialog, qtbot, "bake.size.32")
    _choose(dialog, qtbot, "bake.split.grid")
    wait(lambda: [image.width() for image in after.images] == [32] * 4)
    assert dialog.samples._befores[0].image.width() == 48
    dialog.reject()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("", "Give the dataset a name"), ("a/b", "cannot have the signs"), ("CRITTERS V1", "already")],
)
def test_names_that_cannot_be_are_refused_at_once(
    curate: CurateWorkspace, filled: Project, wait: Wait, name: str, wrong: str
) -> None:
    (filled.dataset_files.folder / "critters v1.zip").write_bytes(b"")
    filled.dataset_files.refresh()
    wait(lambda: len(curate.context.datasets) == 1)
    dialog = _open(curate, wait)
    assert dialog.form.name == "critters v2"
    assert dialog._bake.isEnabled()
    dialog.form.name_field.setText(name)
    assert wrong in _wrong(dialog)
    assert not dialog._bake.isEnabled()
    dialog.reject()


def test_numbers_that_cannot_be_are_refused_at_once(curate: CurateWorkspace, qtbot: QtBot, wait: Wait) -> None:
    dialog = _open(curate, wait)
    _choose(dialog, qtbot, "bake.size.other")
    for text, wrong in (("", "a whole number"), ("3000", "at most 1,024"), ("100", "a multiple of 8")):
        dialog.form._size.setText(text)
        assert wrong in _wrong(dialog)
        assert not dialog._bake.isEnabled()
    dialog.form._size.setText("72")
    assert dialog.form.settings.size == 72
    assert dialog._bake.isEnabled()
    _choose(dialog, qtbot, "bake.split.grid")
    dialog.form._rows.setText("0")
    assert "Rows" in _wrong(dialog)
    dialog.form._rows.setText("3")
    assert dialog.form.settings.split == "grid:3x2"
    dialog.reject()


def test_nothing_to_bake_is_said_with_the_way_out(
    curate: CurateWorkspace, filled: Project, qtbot: QtBot, wait: Wait
) -> None:
    dialog = _open(curate, wait)
    _choose(dialog, qtbot, "bake.classes.tag")
    wait(lambda: dialog.plan is not None)
    assert "Choose other classes" in _wrong(dialog)
    _choose(dialog, qtbot, "bake.classes.none")
    wait(lambda: dialog.plan is not None)
    assert _wrong(dialog) == ""
    qtbot.mouseClick(dialog.form._small, Qt.MouseButton.LeftButton)
    dialog.form._small.setChecked(True)
    assert "Choose a smaller size" in _wrong(dialog)
    assert not dialog._bake.isEnabled()
    dialog.reject()


def test_a_colour_is_chosen_from_all_of_them(curate: CurateWorkspace, qtbot: QtBot, wait: Wait) -> None:
    dialog = _open(curate, wait)
    _choose(dialog, qtbot, "bake.ground.other")
    colours = dialog.findChild(QColorDialog, "bake.colour")
    assert colours is not None
    colours.setCurrentColor(Qt.GlobalColor.green)
    colours.accept()
    assert dialog.form.settings.background == "#00ff00"
    dialog.reject()


def test_a_step_opens_the_dialog_where_it_is_done(curate: CurateWorkspace, qtbot: QtBot, wait: Wait) -> None:
    qtbot.mouseClick(curate.findChild(QWidget, "curate.step.split"), Qt.MouseButton.LeftButton)
    dialog = curate.bakery.dialog
    assert dialog is not None
    wait(lambda: dialog.findChild(QWidget, "bake.split.none").hasFocus())
    dialog.reject()
    assert curate.bakery.dialog is None


def test_a_dataset_is_baked_listed_and_looked_into(
    curate: CurateWorkspace, filled: Project, window: Window, qtbot: QtBot, wait: Wait
) -> None:
    before = {path: path.read_bytes() for path in (filled.folder.parent / "art").rglob("*.png")}
    dialog = _open(curate, wait)
    dialog.form.name_field.setText("Köpfe 1")
    _choose(dialog, qtbot, "bake.size.32")
    _choose(dialog, qtbot, "bake.classes.class")
    wait(lambda: dialog.plan is not None)
    QTest.keyClick(dialog.form.name_field, Qt.Key.Key_Return)
    assert curate.bakery.dialog is None
    wait(lambda: any(entry.count for entry in curate.context.datasets), seconds=60)
    path = filled.folder / "datasets" / "Köpfe 1.zip"
    with open_dataset(path) as dataset:
        assert (dataset.count, dataset.size, dataset.class_names) == (11, 32, ["cats", "heads", "monsters", "robots"])
        sources = {dataset.source(number)["source"] for number in range(11)}
    assert "cats/torn.png" not in sources
    assert {path: path.read_bytes() for path in before} == before
    wait(lambda: window.toast.text == "Köpfe 1 is baked: 11 pictures")
    curate.show_collection("dataset:Köpfe 1.zip")
    wait(lambda: curate.pages.dataset.model.rowCount() == 11)
    assert not curate.inspect.isVisible()
    facts = [label.text() for label in curate.dataset_inspector.findChildren(QWidget) if hasattr(label, "text")]
    assert "32 × 32 px" in facts
    assert facts.count("3") == 3
    wait(lambda: curate.pages.dataset.model.image(0) is not None)
    assert curate.pages.dataset.model.title(0).startswith("cats/")
    QTest.keyClick(curate.pages.dataset.grid, Qt.Key.Key_Space)
    curate.show_collection("all")
    wait(lambda: curate.pages.shows_pictures)
    again = _open(curate, wait)
    assert again.form.name == "critters v1"
    assert again.form.settings == BakeSettings(classes="class", size=32)
    again.reject()


def test_a_cancelled_baking_leaves_nothing(
    curate: CurateWorkspace, filled: Project, window: Window, wait: Wait
) -> None:
    dialog = _open(curate, wait)
    dialog._accept()
    baker = curate.bakery._baker
    wait(lambda: any(task.name.startswith("Baking") for task in window.workbench.tasks.running))
    baker.cancel_all()
    assert not baker.is_baking
    window.workbench.engine.close(10)
    wait(lambda: not [path for path in filled.dataset_files.folder.iterdir() if not path.name.startswith(".")])
    assert filled.datasets() == []


def test_damaged_pictures_found_since_are_named_and_left_out(
    curate: CurateWorkspace, filled: Project, window: Window, wait: Wait
) -> None:
    picture = filled.catalogue.picture(3)
    assert picture is not None
    picture.path.write_bytes(b"torn since")
    dialog = _open(curate, wait)
    dialog._accept()
    wait(lambda: "left out" in window.toast.text, seconds=60)
    assert picture.name in window.toast.text
    assert filled.datasets()[0].count == 10


def test_a_flagged_picture_says_why_it_is_not_trained_on(curate: CurateWorkspace, filled: Project, wait: Wait) -> None:
    filled.catalogue.record_findings(1, {3: [Flag("truncated", "It ends too early.")]})
    wait(lambda: curate.context.counts.damaged == 2)
    curate.table.go_to(3)
    wait(lambda: curate.inspect._trained_words.text() == "Not trained on")
