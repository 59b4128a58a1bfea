"""Exact resume: a training that was interrupted is, bit for bit, the one that was not."""

from __future__ import annotations

import multiprocessing
import multiprocessing.context
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import torch

from gan_engine.errors import RunError, SnapshotError
from gan_engine.networks.registry import Family, families
from gan_engine.runs.events import HealthChanged, Resumed, RunFinished, SnapshotSaved
from gan_engine.runs.history import history
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.training import snapshots
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import (
    Killed,
    assert_same_training,
    configuration,
    events_of,
    interrupted,
    kill_at,
    run_training,
    smallest,
    weights_of,
)

FORMS: list[Any] = [
    pytest.param({}, id="plain"),
    pytest.param({"precision": "bf16"}, id="bf16"),
    pytest.param({"use_classes": True, "mirror": True}, id="classes-mirrored"),
    pytest.param({"use_classes": True, "class_kimg": 0.012, "class_balance": 0.5}, id="classes-that-part"),
    pytest.param(
        {"augment": {"colour": True, "translation": True, "cutout": True}, "objective": "non-saturating"}, id="augment"
    ),
    pytest.param({"tricks": {"label_smoothing": True, "noisy_labels": 0.3}}, id="noisy-labels"),
    pytest.param({"tricks": {"r1_gamma": 1.0, "r1_every": 3}, "objective": "hinge"}, id="lazy-r1"),
    pytest.param({"tricks": {"tone": 1.0}, "augment": {"colour": True}}, id="tone"),
    pytest.param(
        {"network": {"z_dim": 8, "generator_width": 4, "discriminator_width": 4, "minibatch_features": 2}},
        id="minibatch-discrimination",
    ),
    pytest.param(
        {"network": {"z_dim": 8, "generator_width": 4, "discriminator_width": 4, "detail_width": 4}}, id="detail"
    ),
    pytest.param(
        {
            "network": {
                "z_dim": 8,
                "generator_width": 4,
                "discriminator_width": 4,
                "head": "linear",
                "discriminator_norm": "instance",
            }
        },
        id="wgan-head",
    ),
    pytest.param({"threads": 2}, id="two-threads"),
    pytest.param(
        {"objective": "wasserstein", "optimizer": {"kind": "rmsprop"}, "tricks": {"clip": 0.01, "critic_steps": 3}},
        id="wgan",
    ),
    pytest.param(
        {"objective": "wasserstein", "tricks": {"gradient_penalty": 10, "drift": 0.001, "critic_steps": 2}},
        id="wgan-gp",
    ),
    pytest.param(
        {"objective": "relativistic", "tricks": {"r1_gamma": 1.0, "r2_gamma": 1.0, "r1_every": 1}}, id="relativistic"
    ),
    pytest.param({"tricks": {"monitored": True}}, id="monitored"),
    pytest.param({"tricks": {"boost": True}}, id="boost"),
    pytest.param({"optimizer": {"steps": "0.012: 1e-3, 0.028: 1e-5"}}, id="learning-rate-steps"),
    pytest.param({"augment": {"adaptive": "bgc", "speed_kimg": 0.05, "interval": 2}}, id="ada"),
    pytest.param({"tricks": {"freeze_d": 2}}, id="freeze-d"),
    pytest.param(
        {
            "network": {
                "z_dim": 8,
                "generator_width": 4,
                "discriminator_width": 4,
                "discriminator_norm": "spectral",
            }
        },
        id="spectral",
    ),
    pytest.param(
        {
            "family": "stylegan2",
            "objective": "non-saturating",
            "augment": {"adaptive": "bgc", "speed_kimg": 0.05},
            "tricks": {"r1_gamma": 1.0, "r1_every": 4, "path_length": 2.0, "path_length_every": 2},
            "network": {"z_dim": 8, "w_dim": 8, "channel_base": 64, "max_channels": 4, "group": 2},
        },
        id="stylegan2-ada",
    ),
    pytest.param(
        {
            "family": "progan",
            "objective": "wasserstein",
            "tricks": {"gradient_penalty": 10, "drift": 0.001},
            "network": {"channel_base": 64, "max_channels": 4, "group": 4, "fade_kimg": 0.009, "stable_kimg": 0.002},
        },
        id="progan-in-mid-fade",
    ),
    pytest.param(
        {
            "family": "stylegan",
            "objective": "non-saturating",
            "tricks": {"r1_gamma": 10, "r1_every": 1},
            "network": {
                "z_dim": 8,
                "w_dim": 8,
                "channel_base": 64,
                "max_channels": 4,
                "fade_kimg": 0.009,
                "stable_kimg": 0.002,
            },
        },
        id="stylegan-in-mid-fade",
    ),
]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fewer pictures than are shown, so that epochs end within the training."""
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=22, size=32, classes=["a", "b"])


@pytest.mark.parametrize("values", FORMS)
def test_every_form_resumes_exactly(dataset: Path, tmp_path: Path, values: dict[str, Any]) -> None:
    """40 pictures straight, against 24 + kill + resume from 20."""
    lengths = {"kimg": 0.04, "snapshot_kimg": 0.02}
    straight = run_training(tmp_path / "straight", dataset, **lengths, **values)
    resumed = create_run(tmp_path / "resumed", dataset, configuration(**lengths, **values))
    with pytest.raises(Killed):
        train(resumed, report=kill_at(40))  # told of just before the last snapshot is written
    assert [each.name for each in resumed.snapshots()] == ["000000.020"]
    train(resumed)
    assert_same_training(straight, resumed)
    assert [event.kimg for event in events_of(resumed) if isinstance(event, Resumed)] == [0.02]


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_every_family_resumes_exactly(dataset: Path, tmp_path: Path, kind: Family) -> None:
    values = {"family": kind.name, "network": smallest(kind).model_dump(), "kimg": 0.032, "snapshot_kimg": 0.016}
    small = make_dataset(tmp_path / "small", count=9, size=kind.sizes[0])
    straight = run_training(tmp_path / "straight", small, **values)
    assert_same_training(straight, interrupted(tmp_path / "resumed", small, at=32, **values))


def test_forty_steps_are_twenty_and_twenty(dataset: Path, tmp_path: Path) -> None:
    values = {"kimg": 0.16, "snapshot_kimg": 0.08, "augment": {"translation": True}}
    straight = run_training(tmp_path / "straight", dataset, **values)
    assert_same_training(straight, interrupted(tmp_path / "resumed", dataset, at=160, **values))


def test_events_that_were_lost_with_the_end_of_their_file_are_told_again(dataset: Path, tmp_path: Path) -> None:
    """Samples and snapshots that lie on the disk are in the history, in their order, each once."""
    values = {"kimg": 0.04, "snapshot_kimg": 0.008, "sample_kimg": 0.008}
    straight = run_training(tmp_path / "straight", dataset, **values)
    run = create_run(tmp_path / "run", dataset, configuration(**values))
    with pytest.raises(Killed):
        train(run, report=kill_at(28))
    whole = run.events_file.read_bytes()
    run.events_file.write_bytes(whole[: whole.index(b"SampleSaved") - 5])
    train(run)
    ours, theirs = history(run.path), history(straight.path)
    assert [event.name for event in ours.snapshots] == [event.name for event in theirs.snapshots]
    samples = [(event.kimg, event.file, event.columns, event.rows) for event in ours.samples]
    assert samples == [(event.kimg, event.file, event.columns, event.rows) for event in theirs.samples]
    assert weights_of(run, "000000.040") == weights_of(straight, "000000.040")


def test_what_is_drawn_elsewhere_changes_nothing(dataset: Path, tmp_path: Path) -> None:
    """Measuring the precision, sampling and whoever else uses torch's generators leave a training as it is."""
    values = {"kimg": 0.04, "snapshot_kimg": 0.02}
    straight = run_training(tmp_path / "straight", dataset, **values)
    other = create_run(tmp_path / "other", dataset, configuration(sample_kimg=0.004, **values))

    def report(done: int, total: int | None, what: str = "") -> None:
        torch.rand(17)

    torch.manual_seed(99)
    train(other, report=report)
    assert_same_training(straight, other)


def test_what_auto_came_to_is_kept(dataset: Path, tmp_path: Path) -> None:
    run = create_run(tmp_path / "run", dataset, configuration(kimg=0.04, snapshot_kimg=0.02, precision="auto"))
    with pytest.raises(Killed):
        train(run, report=kill_at(40))
    document = run.read_run()
    assert document["resolved"]["precision"] in ("fp32", "bf16")
    document["resolved"] |= {"precision": "bf16", "seconds_per_step": {}}  # as if measured on another day
    run.write_run(document)
    train(run)
    assert run.read_run()["resolved"] == document["resolved"]


def test_killed_before_the_first_snapshot_begins_anew(dataset: Path, tmp_path: Path) -> None:
    straight = run_training(tmp_path / "straight", dataset)
    resumed = interrupted(tmp_path / "resumed", dataset, at=40)
    assert_same_training(straight, resumed)
    assert [event.kimg for event in events_of(resumed) if isinstance(event, Resumed)] == [0]


def test_a_damaged_snapshot_is_said_and_the_one_before_used(dataset: Path, tmp_path: Path) -> None:
    values = {"kimg": 0.06, "snapshot_kimg": 0.02}
    straight = run_training(tmp_path / "straight", dataset, **values)
    run = create_run(tmp_path / "resumed", dataset, configuration(**values))
    with pytest.raises(Killed):
        train(run, report=kill_at(60))
    (run.snapshots_folder / "000000.040" / "training.safetensors").write_bytes(b"torn")
    train(run)
    assert_same_training(straight, run)
    health = [event for event in events_of(run) if isinstance(event, HealthChanged)]
    assert [event.problem for event in health] == ["damaged-snapshot", ""]
    assert "000000.040" in health[0].what
    assert "000000.020" in health[0].what


def test_a_snapshot_that_lost_its_generator_is_said_too(dataset: Path, tmp_path: Path) -> None:
    values = {"kimg": 0.06, "snapshot_kimg": 0.02}
    run = create_run(tmp_path / "run", dataset, configuration(**values))
    with pytest.raises(Killed):
        train(run, report=kill_at(60))
    (run.snapshots_folder / "000000.040" / "generator.safetensors").unlink()
    train(run)
    health = [event for event in events_of(run) if isinstance(event, HealthChanged)]
    assert [event.problem for event in health] == ["damaged-snapshot", ""]
    assert "000000.040" in health[0].what
    assert [each.name for each in run.snapshots()] == ["000000.020", "000000.040", "000000.060"]


def test_where_every_snapshot_is_damaged_nothing_is_written_over(dataset: Path, tmp_path: Path) -> None:
    run = create_run(tmp_path / "run", dataset, configuration(kimg=0.06, snapshot_kimg=0.02))
    with pytest.raises(Killed):
        train(run, report=kill_at(60))
    for snapshot in run.snapshots():
        (snapshot.path / "training.safetensors").write_bytes(b"torn")
    before = {each.path: each.generator.read_bytes() for each in run.snapshots()}
    with pytest.raises(SnapshotError, match="whole"):
        train(run)
    assert {each.path: each.generator.read_bytes() for each in run.snapshots()} == before


def test_a_project_that_was_moved_goes_on(tmp_path: Path) -> None:
    (tmp_path / "before" / "datasets").mkdir(parents=True)
    dataset = make_dataset(tmp_path / "before" / "datasets" / "shapes.zip", count=8, size=32)
    run = create_run(tmp_path / "before" / "runs" / "1", dataset, configuration(kimg=0.04, snapshot_kimg=0.02))
    with pytest.raises(Killed):
        train(run, report=kill_at(40))
    (tmp_path / "before").rename(tmp_path / "after")
    assert train(RunDirectory.open(tmp_path / "after" / "runs" / "1")) == "done"


@pytest.mark.parametrize("lost", ["configuration", "dataset", "resolved"])
def test_a_description_that_lacks_something_is_one_clear_error(dataset: Path, tmp_path: Path, lost: str) -> None:
    run = create_run(tmp_path / "run", dataset, configuration())
    run.write_run({key: value for key, value in run.read_run().items() if key != lost})
    with pytest.raises(RunError, match="damaged or incomplete"):
        train(run)


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be deleted there")
def test_a_run_deleted_meanwhile_ends_and_is_not_begun_anew(dataset: Path, tmp_path: Path) -> None:
    run = create_run(tmp_path / "run", dataset, configuration(kimg=0.4, snapshot_kimg=0.2))

    def report(done: int, total: int | None, what: str = "") -> None:
        shutil.rmtree(run.path, ignore_errors=True)

    with pytest.raises(RunError, match="has gone"):
        train(run, report=report)
    assert not run.path.exists()


def test_a_finished_training_resumed_is_finished_at_once(dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset)
    before = weights_of(run, "000000.040")
    assert train(run) == "done"
    assert weights_of(run, "000000.040") == before
    assert isinstance(events_of(run)[-1], RunFinished)


def test_run_time_goes_on_where_it_was(dataset: Path, tmp_path: Path) -> None:
    run = interrupted(tmp_path / "run", dataset, at=40, kimg=0.04, snapshot_kimg=0.02)
    resumed = next(event for event in events_of(run) if isinstance(event, Resumed))
    saved = next(event for event in events_of(run) if isinstance(event, SnapshotSaved))
    assert 0 < saved.time - resumed.time + 1 < 2
    assert run.read_state().seconds >= resumed.time


# Real processes, really killed

LONG: dict[str, Any] = {
    "kimg": 0.4,
    "snapshot_kimg": 0.008,
    "sample_kimg": 0.04,
    "keep_states": 2,
    "augment": {"translation": True},
    "tricks": {"r1_gamma": 1},
}


def go_on(path: Path) -> None:
    """What the command `resume` does, in a process of its own."""
    train(RunDirectory.open(path))


@pytest.fixture(scope="module")
def processes() -> multiprocessing.context.BaseContext:
    """Fresh processes; where the system can, from a server that has torch loaded already."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["gan_engine.training.loop", "tests.engine.training.test_resume"])
    return context


def being_written(run: RunDirectory) -> bool:
    return any(name.startswith(".writing-") for name in os.listdir(run.snapshots_folder))


@pytest.mark.slow
def test_killed_again_and_again_at_random_moments(
    dataset: Path, tmp_path: Path, processes: multiprocessing.context.BaseContext
) -> None:
    """Nothing is ever lost beyond the last snapshot, nothing half-written is read, and the end is the same.

    A dozen times here; `benchmarks/resume.py` kills thirty times.
    """
    straight = run_training(tmp_path / "straight", dataset, **LONG)
    run = create_run(tmp_path / "run", dataset, configuration(**LONG))
    seed = random.randrange(10**6)
    draws, in_writing = random.Random(seed), 0
    for kill in range(12):
        done = len(run.snapshots())
        if done >= 48:
            break
        process = processes.Process(target=go_on, args=(run.path,))
        process.start()
        while process.is_alive() and len(run.snapshots()) < done + kill % 3:  # sometimes before the first
            time.sleep(0.0005)
        while (
            kill % 2 and process.is_alive() and not being_written(run)
        ):  # every other one, while a snapshot is written
            pass
        time.sleep(0 if kill % 2 else draws.uniform(0, 0.01))
        process.kill()
        process.join()
        in_writing += being_written(run)
        told = [event.kimg for event in events_of(run) if isinstance(event, SnapshotSaved)]
        whole = run.snapshots()
        assert not told or whole[-1].kimg >= max(told), f"seed {seed}"
        if whole:
            snapshots.verify(whole[-1].path)
    train(run)
    assert_same_training(straight, run)
    assert in_writing, f"no kill has hit a snapshot while it was written (seed {seed})"


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "gan_engine", *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


COMMAND_SETTINGS = [
    word
    for setting in ("device=cpu", "threads=1", "batch=4", "network.generator_width=4", "network.discriminator_width=4")
    for word in ("--set", setting)
]


def test_the_commands_train_and_resume_alike(dataset: Path, tmp_path: Path) -> None:
    """As a user does it: a training killed with SIGKILL, then `gan-engine resume`."""
    lengths = ["--kimg", "0.16", "--set", "snapshot_kimg=0.04", "--set", "precision=fp32"]
    for name in ("straight", "resumed"):
        process = start("train", dataset, "--run", tmp_path / name, *lengths, *COMMAND_SETTINGS)
        while name == "resumed" and process.poll() is None:
            if (tmp_path / "resumed" / "snapshots" / "000000.080").exists():
                process.kill()
                process.communicate()
                assert RunDirectory(tmp_path / "resumed").live_status() == "killed"
                process = start("resume", tmp_path / "resumed")
                break
            time.sleep(0.001)
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    assert_same_training(RunDirectory(tmp_path / "straight"), RunDirectory(tmp_path / "resumed"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_saves_and_exits_with_130(dataset: Path, tmp_path: Path, number: int) -> None:
    process = start("train", dataset, "--run", tmp_path / "run", "--kimg", "100000", *COMMAND_SETTINGS)
    run = RunDirectory(tmp_path / "run")
    while process.poll() is None and run.read_state().status != "running":
        time.sleep(0.02)
    os.kill(process.pid, number)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 130, errors.decode()
    assert "gan-engine resume" in errors.decode()
    assert run.live_status() == "interrupted"
    last = events_of(run)[-1]
    assert isinstance(last, RunFinished)
    assert last.reason == "interrupted"
    assert run.snapshots()[-1].kimg == last.kimg
