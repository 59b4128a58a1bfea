"""A run whose dataset has moved says so, asks where it lies now, takes only the same pictures, and goes on."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QWidget

from gan_engine.dataset.reading import open_dataset
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.training.loop import train as train_run
from gan_engine.training.run_creation import create_run
from studio.project.project import Project
from studio.training.run.dataset_location import LocationDialog
from studio.training.run.side import row_menu
from studio.training.workspace import TrainWorkspace
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import Killed, configuration, kill_at
from tests.studio.commands import run_command
from tests.studio.train_support import Wait, open_run, text_of


@pytest.fixture
def run(project: Project) -> RunDirectory:
    """Interrupted half-way; its dataset was moved since."""
    place = make_dataset(project.folder / "datasets" / "shapes.zip", count=8, size=32)
    made = create_run(project.new_run_dir("shapes"), place, configuration(kimg=0.04, snapshot_kimg=0.02))
    with pytest.raises(Killed):
        train_run(made, report=kill_at(24))
    place.rename(project.folder.parent / "moved.zip")
    return made


def dialog_of(train: TrainWorkspace) -> LocationDialog:
    dialog = train.findChild(LocationDialog)
    assert isinstance(dialog, LocationDialog)
    return dialog


def banner(train: TrainWorkspace) -> str:
    return text_of(train.monitor.banner)


def test_a_dataset_that_moved_is_found_and_the_training_goes_on(
    train: TrainWorkspace, project: Project, run: RunDirectory, wait: Wait, qtbot: Any
) -> None:
    moved = project.folder.parent / "moved.zip"
    other = make_dataset(project.folder.parent / "other.zip", count=9, size=32)
    shutil.unpack_archive(moved, unpacked := project.folder.parent / "unpacked")
    open_run(train, run, wait)
    wait(train.panel.locate.isVisible)
    assert "The training was cut off." in banner(train)
    assert "Its dataset is not in its place." in banner(train)
    assert any("There is no dataset" in each.toolTip() for each in train.monitor.banner.findChildren(QLabel))
    qtbot.mouseClick(train.panel.primary, Qt.MouseButton.LeftButton)
    dialog_of(train).reject()
    assert train.panel.primary.isEnabled()
    assert run.live_status() == "killed", "nothing was begun that would have failed"
    wait(lambda: train.findChild(LocationDialog) is None)
    button = train.findChild(QWidget, "train.banner.act")
    assert button.text() == "Locate the dataset…"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(train)
    assert "“shapes”, 8 pictures of 32 px" in text_of(dialog)
    before = run.run_file.read_bytes()
    for wrong, words in ((other, "is not the one that this training was begun with"), (moved.parent / "no.zip", "no")):
        dialog.take(wrong)
        assert not dialog.zip.isEnabled()
        wait(dialog.zip.isEnabled)
        assert words in dialog.words.text()
        assert "Nothing was changed" in dialog.words.text()
        assert run.run_file.read_bytes() == before
    qtbot.mouseClick(dialog.folder, Qt.MouseButton.LeftButton)
    chooser = dialog.findChild(QFileDialog, "train.location.file")
    chooser.fileSelected.emit(str(unpacked))
    chooser.close()
    wait(lambda: run.live_status() == "finished", seconds=120)
    assert run.read_run()["dataset"]["path"] == str(unpacked)
    wait(lambda: not train.panel.locate.isVisible() and not train.monitor.banner.isVisible())
    wait(lambda: not any(thread.name.startswith("training ") for thread in threading.enumerate()), seconds=60)


def test_another_set_in_its_place_holds_the_training_back_until_the_right_one_is_there(
    train: TrainWorkspace, project: Project, run: RunDirectory, wait: Wait, qtbot: Any
) -> None:
    make_dataset(project.folder / "datasets" / "shapes.zip", count=9, size=32)
    open_run(train, run, wait)
    assert not train.panel.locate.isVisible()
    wait(train.panel.primary.isEnabled)
    qtbot.mouseClick(train.panel.primary, Qt.MouseButton.LeftButton)
    wait(train.panel.locate.isVisible, seconds=120)
    wait(lambda: "is not the one that this training was begun with" in banner(train))
    assert "gan-engine" not in banner(train), "words for a terminal"
    assert train.panel.primary.text() == "Locate…"
    assert run.live_status() == "killed", "nothing was begun that would have failed"
    (project.folder.parent / "moved.zip").replace(project.folder / "datasets" / "shapes.zip")
    job = train.queued.of(run.path)
    assert job is not None
    train.queued.resume(job.job)
    wait(lambda: run.live_status() == "finished", seconds=120)
    wait(lambda: not train.panel.locate.isVisible() and train.queued.of(run.path) is None)


def test_a_finished_run_finds_its_dataset_and_is_left_at_that(
    train: TrainWorkspace, project: Project, run: RunDirectory, wait: Wait, qtbot: Any
) -> None:
    moved = project.folder.parent / "moved.zip"
    moved.rename(former := project.folder / "datasets" / "shapes.zip")
    assert train_run(run) == "done"
    former.rename(moved)
    open_run(train, run, wait)
    wait(train.panel.locate.isVisible)
    assert not train.monitor.banner.isVisible()
    menu = row_menu(train, f"run:{run.path}", train)
    assert "Locate the dataset…" in [action.text() for action in menu.actions()]
    menu.close()
    qtbot.mouseClick(train.panel.more, Qt.MouseButton.LeftButton)
    menu = next(menu for menu in train.panel.findChildren(QMenu) if menu.objectName() == "train.menu")
    assert "Locate the dataset…" in [action.text() for action in menu.actions()]
    menu.close()
    run_command(train, "train.locate")
    dialog_of(train).take(moved)
    wait(lambda: not train.panel.locate.isVisible())
    assert run.live_status() == "finished"
    with open_dataset(Path(run.read_run()["dataset"]["path"])) as dataset:
        assert dataset.digest == run.read_run()["dataset"]["digest"]
