"""A real training, started from the form and led by the buttons; it goes on without the studio."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import Qt

from gan_engine.runs.history import history
from gan_engine.runs.processes import start_training
from gan_engine.runs.requests import ask
from gan_engine.runs.run_directory import UNDERWAY, RunDirectory
from studio.project.project import Project
from studio.settings import Settings
from studio.training.run.film_dialog import FilmOptions
from studio.training.workspace import TrainWorkspace
from studio.workers.training.beginnings import NewRun
from studio.workers.training.full_measures import MeasureRequest
from studio.workers.workbench import Workbench
from tests.engine.dataset_support import make_dataset
from tests.studio.train_support import Wait, close_train, open_train, text_of

SMALL = {
    "batch": 4,
    "sample_kimg": 0.04,
    "snapshot_kimg": 1000,
    "network.generator_width": 4,
    "network.discriminator_width": 4,
    "network.z_dim": 8,
    "precision": "fp32",
    "threads": 1,
}


@pytest.fixture
def train(train: TrainWorkspace, project: Project, workbench: Workbench) -> Iterator[TrainWorkspace]:
    """With a dataset; what still trains at the end is stopped."""
    make_dataset(project.folder / "datasets" / "shapes.zip")
    workbench.datasets_changed.emit()
    yield train
    for run in map(RunDirectory, project.runs()):
        if run.live_status() in UNDERWAY:
            ask(run.path, "stop")


def fill_in(train: TrainWorkspace, wait: Wait, **settings: Any) -> None:
    """Open the form, wait until the engine has brought the network's own settings, fill them in."""
    wait(lambda: train.new.isEnabled())
    train.open_form()
    wait(lambda: "network.z_dim" in train.form.page.form.names and train.form.entry is not None, 180)
    train.form.page.form.set_values({**SMALL, **settings})


def status(train: TrainWorkspace) -> str:
    return train._run.status if train._run is not None else ""


def test_a_training_is_started_paused_resumed_stopped_and_gone_on_with(
    train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait, qtbot: Any
) -> None:
    fill_in(train, wait, kimg=1000)
    train.form.page.form.changed.emit()
    wait(lambda: "Generator" in text_of(train.form.side), 120)  # the engine found nothing wrong and knows the cost
    train.form.page.name.setText("Red Knights")
    with qtbot.waitSignal(train.starts.begun, timeout=60_000) as started:
        qtbot.mouseClick(train.form.side.start, Qt.MouseButton.LeftButton)
    run = RunDirectory(started.args[0])
    assert run.path.name == "00001-red-knights"
    wait(lambda: status(train) == "starting")
    wait(lambda: status(train) == "running", 180)
    wait(lambda: train.monitor.samples.sheet is not None, 180)
    wait(lambda: train._run is not None and "gradients.discriminator" in train._run.curves, 180)
    assert train.monitor.plots is not None
    assert "gradients" in [kind.key for kind in train.monitor.plots.kinds]
    assert run.read_run()["configuration"]["network"]["generator_width"] == 4
    assert run.read_run()["configuration"]["size"] == 32  # the dataset's
    assert [training.name for training in workbench.trainings] == ["red knights"]

    qtbot.mouseClick(train.panel.primary, Qt.MouseButton.LeftButton)
    wait(lambda: status(train) == "paused", 180)
    paused_at = run.read_state().kimg
    assert train._run is not None
    assert train._run.snapshots  # a pause saves first
    qtbot.mouseClick(train.panel.primary, Qt.MouseButton.LeftButton)
    wait(lambda: status(train) == "running" and run.read_state().kimg > paused_at, 180)

    shots = len(run.snapshots())
    qtbot.mouseClick(train.panel.snapshot, Qt.MouseButton.LeftButton)
    wait(lambda: len(run.snapshots()) > shots, 180)

    train.panel.ask_to_stop()
    qtbot.mouseClick(train.panel.confirm, Qt.MouseButton.LeftButton)
    wait(lambda: status(train) == "stopped", 180)
    stopped_at = run.read_state().kimg
    wait(lambda: train.panel.primary.text() == "Resume")
    qtbot.mouseClick(train.panel.primary, Qt.MouseButton.LeftButton)
    wait(lambda: status(train) == "running" and run.read_state().kimg > stopped_at, 180)
    kimg = history(run.path).kimg
    assert (kimg[1:] >= kimg[:-1]).all()
    ask(run.path, "stop")
    wait(lambda: status(train) == "stopped", 180)


@pytest.mark.usefixtures("own_engine")
def test_the_studio_closed_and_opened_again_finds_its_training_going_on(
    train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait, qtbot: Any
) -> None:
    fill_in(train, wait, kimg=1000)
    with qtbot.waitSignal(train.starts.begun, timeout=60_000) as started:
        qtbot.mouseClick(train.form.side.start, Qt.MouseButton.LeftButton)
    run = RunDirectory(started.args[0])
    wait(lambda: status(train) == "running" and len(run.samples()) > 1, 180)
    folder = project.folder
    train.back()
    train.close()
    assert workbench.close(5.0)
    seen = run.read_state().kimg
    assert run.is_held()

    later = Workbench(Settings())
    again = open_train(later)
    later.adopt_project(Project.open(folder))
    wait(lambda: status(again) == "running" and again._run is not None and again._run.kimg > seen, 180)
    assert again._run is not None
    assert again._run.curves["losses.generator"].x[0] < 0.1  # from its first step on
    wait(lambda: again.monitor.samples.sheet is not None)
    again.panel.ask_to_stop()
    qtbot.mouseClick(again.panel.confirm, Qt.MouseButton.LeftButton)
    wait(lambda: status(again) == "stopped", 180)
    close_train(again)
    assert later.close(5.0)
    later.deleteLater()


@pytest.mark.slow  # two trainings by their own processes; that a place is given up is tried in tests/engine/manager
def test_one_that_must_wait_takes_the_place_of_another_which_goes_on_afterwards(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    """Through the queue and its supervisor, with two real trainings and one processor."""
    dataset = project.folder / "datasets" / "shapes.zip"
    settings = {**SMALL, "size": 32, "kimg": 1000}
    begun: list[Path] = []
    train.starts.begun.connect(begun.append)
    train.starts.begin(NewRun("red knights", dataset, "quick-look", settings))
    wait(lambda: begun, 180)
    first = RunDirectory(begun[0])
    wait(lambda: status(train) == "running" and first.read_state().images > 0, 180)
    train.starts.begin(NewRun("night owls", dataset, "quick-look", settings))
    wait(lambda: len(begun) == 2, 180)
    second = RunDirectory(begun[1])
    wait(lambda: "“red knights” trains on the processor now." in text_of(train.waiting), 180)
    assert train.waiting.start.text() == "Set “red knights” aside and start"
    assert not second.run_file.exists(), "its folder is made when its turn comes"
    qtbot.mouseClick(train.waiting.start, Qt.MouseButton.LeftButton)
    wait(lambda: second.live_status() == "running" and second.read_state().images > 0, 180)
    assert first.live_status() == "stopped"
    stood = first.read_state().images
    wait(lambda: status(train) == "running", 180)
    ask(second.path, "stop")
    wait(lambda: first.live_status() == "running" and first.read_state().images > stood, 180)
    assert second.live_status() == "stopped"
    ask(first.path, "stop")
    wait(lambda: first.live_status() == "stopped" and not train.queued.entries, 180)


def test_a_start_that_fails_brings_the_form_back_with_the_reason(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    fill_in(train, wait, kimg=0.1)
    dataset = project.folder / "datasets" / "shapes.zip"
    dataset.write_bytes(dataset.read_bytes()[:3000])
    qtbot.mouseClick(train.form.side.start, Qt.MouseButton.LeftButton)
    wait(lambda: train.form.isVisible() and "shapes.zip" in train.form.side.problem.text(), 180)
    assert "cannot be read" in train.form.side.problem.text()
    assert train.runs.entries == []
    wait(lambda: project.runs() == [])  # nothing is left of it


def test_what_the_engine_finds_wrong_is_said_at_its_field_and_nothing_starts(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    fill_in(train, wait, objective="hinge", **{"tricks.label_smoothing": True})
    train.form.page.form.changed.emit()
    wait(lambda: "do not go with" in text_of(train.form), 180)
    assert not train.form.side.start.isEnabled()
    train.form.page.form.set_values({"tricks.label_smoothing": False})
    train.form.page.form.changed.emit()
    wait(train.form.side.start.isEnabled, 180)


def test_a_real_snapshot_is_measured_looked_into_and_filmed(
    train: TrainWorkspace, project: Project, wait: Wait, tmp_path: Path
) -> None:
    dataset = make_dataset(project.folder / "datasets" / "many.zip", count=120)
    run = project.new_run_dir("small")
    pid = start_training(run, dataset, recipe="quick-look", settings={**SMALL, "size": 32, "kimg": 0.1})
    wait(lambda: not psutil.pid_exists(pid) or RunDirectory(run).live_status() == "finished", 180)
    train.runs.refresh()
    wait(lambda: train.runs.entry(run) is not None)
    train.choose(run)
    train.open_compare()
    page = train.comparison
    wait(lambda: len(page.model.rows) == 1)
    page.measuring.designs = 100
    page.measuring.start([MeasureRequest.of(row) for row in page.model.rows])
    wait(lambda: not page.measuring.running, 180)
    assert page.measuring.problems == []
    wait(lambda: "kid-lite0" in page.model.measures)
    measure = page.model.rows[0].measures["kid-lite0"]
    assert (measure.quick, measure.samples, measure.network) == (False, 100, "lite0")
    assert "originality" in page.model.measures

    train.open_maps()
    wait(lambda: train.maps._shown is not None, 180)
    assert "Discriminator of small" in train.maps.network.currentText()
    assert train.maps.layers.count() >= 3
    assert train.maps.view.sheet is not None
    assert len(train.maps.view.sheet.designs) == len(train.maps._shown.images) > 1
    first = train.maps._shown.layer
    train.maps.layers.setCurrentRow(1)
    wait(lambda: train.maps._shown.layer != first, 180)
    train.maps.network.setCurrentIndex(train.maps.network.count() - 1)
    wait(lambda: train.maps._shown.layer == "stem", 180)
    train.maps.look_at_file(tmp_path / "none.png")
    wait(lambda: "none.png" in train.maps._words.text())

    train.exports.make_film(run, FilmOptions(tmp_path / "film.gif", 8, 0, True))
    wait((tmp_path / "film.gif").exists, 180)
    train.exports.export_events(run, tmp_path / "board")
    wait(lambda: (tmp_path / "board").exists() and any((tmp_path / "board").iterdir()), 180)
