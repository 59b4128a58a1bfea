"""Trainings that thin their snapshots out as they go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from gan_engine.runs.pins import pin, pins
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.runs.thinning import stored_snapshots
from gan_engine.training.branch import create_branch
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from gan_engine.training.snapshots import prune
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import Killed, configuration, kill_at, run_training, weights_of


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=20, size=32)


def names(run: RunDirectory) -> list[str]:
    return [each.name for each in run.snapshots()]


def test_a_training_keeps_all_its_snapshots_unless_it_is_told_otherwise(dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, kimg=0.08, snapshot_kimg=0.004)
    assert len(names(run)) == 20


def test_a_thinned_training_keeps_the_last_and_the_doublings(dataset: Path, tmp_path: Path) -> None:
    run = run_training(
        tmp_path / "run", dataset, kimg=0.08, snapshot_kimg=0.004, keep_snapshots="thinned", keep_states=4
    )
    kept = [0.004, 0.008, 0.016, 0.032, 0.064, 0.068, 0.072, 0.076, 0.08]
    assert names(run) == [f"000000.{round(1000 * kimg):03d}" for kimg in kept]
    assert [each.name for each in stored_snapshots(run) if each.resumable] == names(run)[-4:]


def test_killed_and_resumed_it_keeps_the_same_and_ends_the_same(dataset: Path, tmp_path: Path) -> None:
    settings = {"kimg": 0.08, "snapshot_kimg": 0.004, "keep_snapshots": "thinned"}
    undisturbed = run_training(tmp_path / "undisturbed", dataset, **settings)
    run = create_run(tmp_path / "killed", dataset, configuration(**settings))
    for images in (30, 50):
        with pytest.raises(Killed):
            train(run, report=kill_at(images))
        run = RunDirectory.open(run.path)
    train(run)
    assert names(run) == names(undisturbed)
    assert weights_of(run, "000000.080") == weights_of(undisturbed, "000000.080")


def test_a_branch_holds_the_snapshot_that_it_came_from(dataset: Path, tmp_path: Path) -> None:
    first = run_training(tmp_path / "first", dataset, kimg=0.016, snapshot_kimg=0.008)
    create_branch(tmp_path / "second", first.snapshots()[0].path)
    assert pins(first.path) == {"000000.008": {"branch"}}


def test_what_is_pinned_keeps_its_state_and_what_is_on_the_shelf_its_generator(dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, kimg=0.04, snapshot_kimg=0.008, keep_states=9)
    pin(run.path, "000000.016")
    pin(run.path, "000000.024", "shelf")
    prune(run, keep=1, best=None)
    assert [each.name for each in stored_snapshots(run) if each.resumable] == ["000000.016", "000000.040"]
    assert len(names(run)) == 5


def test_a_training_holds_the_snapshot_that_it_begins_from(dataset: Path, tmp_path: Path) -> None:
    first = run_training(tmp_path / "first", dataset, kimg=0.016, snapshot_kimg=0.008)
    create_run(tmp_path / "second", dataset, configuration(kimg=0.016), snapshot=first.snapshots()[0].path)
    assert pins(first.path) == {"000000.008": {"branch"}}
