"""The loop: what it writes, what it answers, and how it ends."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch
from PIL import Image

from gan_engine import atomic
from gan_engine.errors import ConfigurationError, DatasetError, RunError, SnapshotError
from gan_engine.reporting import Cancelled
from gan_engine.runs import requests
from gan_engine.runs.events import (
    HealthChanged,
    Paused,
    Progress,
    RequestRefused,
    Resumed,
    RunFailed,
    RunFinished,
    RunStarted,
    SampleSaved,
    SnapshotSaved,
)
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.training import snapshots
from gan_engine.training.loop import train
from gan_engine.training.plan import make_plan
from gan_engine.training.precision import is_out_of_memory
from gan_engine.training.run_creation import create_run
from gan_engine.training.state import TrainingState
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import Killed, configuration, events_of, kill_at, run_training, weights_of


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=20, size=32, classes=["disc", "square"])


def kinds(run: RunDirectory, *without: type) -> list[str]:
    return [event.kind for event in events_of(run) if not isinstance(event, without)]


class Asking:
    """A `report` that asks things of the training when it has come so far (in pictures)."""

    def __init__(self, run: RunDirectory, wishes: dict[int, list[str]]) -> None:
        self.run = run
        self.wishes = dict(sorted(wishes.items()))

    def __call__(self, done: int, total: int | None, what: str = "") -> None:
        for when in [when for when in self.wishes if done >= when]:
            for wish in self.wishes.pop(when):
                requests.ask(self.run.path, wish)


# What it writes


def test_a_run_from_beginning_to_end(dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, kimg=0.04, snapshot_kimg=0.02, sample_kimg=0.016)
    events = events_of(run)
    assert isinstance(events[0], RunStarted)
    assert events[-1] == RunFinished(time=events[-1].time, kimg=0.04, reason="done")
    assert [event.kimg for event in events if isinstance(event, SampleSaved)] == [0, 0.016, 0.032, 0.04]
    assert [event.name for event in events if isinstance(event, SnapshotSaved)] == ["000000.020", "000000.040"]
    assert [event.time for event in events] == sorted(event.time for event in events)
    assert [sample.path.name for sample in run.samples()] == [
        "000000.webp",
        "000000.016.webp",
        "000000.032.webp",
        "000000.040.webp",
    ]
    last = [event for event in events if isinstance(event, Progress)][-1]
    assert (last.step, last.kimg) == (10, 0.04)
    assert last.losses.keys() == {"generator", "discriminator"}
    assert last.scores.keys() == {"real", "fake"}
    assert all(0 <= score <= 1 for score in last.scores.values() if score is not None)
    state = run.read_state()
    assert (state.status, state.step, state.images, state.kimg) == ("finished", 10, 40, 0.04)
    assert not run.is_held()


def test_samples_are_the_same_latents_in_a_grid(dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, kimg=0.008)
    event = next(event for event in events_of(run) if isinstance(event, SampleSaved))
    with Image.open(run.path / event.file) as grid:
        assert grid.size == (event.columns * 32, event.rows * 32)


def test_run_json_tells_all_that_defines_the_run(dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, kimg=0.004, precision="auto", threads=0)
    document = run.read_run()
    assert document["configuration"]["size"] == 32
    assert document["configuration"]["network"]["head"] == "convolution", "defaults are written down too"
    assert document["dataset"]["count"] == 20
    assert document["dataset"]["class_names"] == ["disc", "square"]
    assert document["resolved"]["precision"] in ("fp32", "bf16")
    assert "fp32, 1 thread" in document["resolved"]["seconds_per_step"]
    assert 1 <= document["resolved"]["threads"] <= torch.get_num_threads()
    assert document["versions"]["torch"] == torch.__version__


def test_the_networks_learn(dataset: Path, tmp_path: Path) -> None:
    """Both networks, and the EMA generator, have moved; classes and every trick at once."""
    values: dict[str, Any] = {
        "size": 32,
        "use_classes": True,
        "objective": "bce",
        "augment": {"colour": True, "translation": True, "cutout": True},
        "tricks": {"label_smoothing": True, "noisy_labels": 0.2, "r1_gamma": 1.0, "r1_every": 2},
        "network": {"z_dim": 8, "generator_width": 4, "discriminator_width": 4, "minibatch_features": 2},
    }
    run = run_training(tmp_path / "run", dataset, **values)
    told = [event for event in events_of(run) if isinstance(event, Progress)][-1]
    assert told.losses.keys() == {"generator", "discriminator", "r1"}
    fresh = TrainingState(make_plan(configuration(**values), ["disc", "square"]), torch.device("cpu"), "fp32")
    first = fresh.tensors() | {
        f"generator_ema.{name}": value for name, value in fresh.generator_ema.state_dict().items()
    }
    later = TrainingState(fresh.plan, fresh.device, "fp32")
    snapshots.restore(run.snapshots()[-1].path, later)
    last = later.tensors() | {
        f"generator_ema.{name}": value for name, value in later.generator_ema.state_dict().items()
    }
    unmoved = [name for name in first if torch.equal(first[name], last[name])]
    assert not unmoved


# What it answers


def test_pause_resume_snapshot_sample_and_stop(dataset: Path, tmp_path: Path) -> None:
    run = create_run(tmp_path / "run", dataset, configuration(kimg=1000, snapshot_kimg=1000, sample_kimg=1000))
    wishes = {4: ["snapshot", "sample"], 60: ["pause", "resume", "resume", "evaluate"], 200: ["stop"]}
    assert train(run, report=Asking(run, wishes)) == "stopped"
    assert kinds(run, Progress) == [
        "RunStarted",
        "SampleSaved",
        "SnapshotSaved",
        "SampleSaved",
        "SnapshotSaved",
        "Paused",
        "Resumed",
        "RequestRefused",
        "RequestRefused",
        "SnapshotSaved",
        "RunFinished",
    ]
    refused = [event.request for event in events_of(run) if isinstance(event, RequestRefused)]
    assert refused == ["resume", "evaluate"]
    assert run.read_state().status == "stopped"
    saved = [event.kimg for event in events_of(run) if isinstance(event, SnapshotSaved | Paused | RunFinished)]
    assert saved == sorted(saved)
    assert run.snapshots()[-1].kimg == saved[-1], "what was stopped is saved where it stopped"


def test_a_paused_training_can_be_stopped(dataset: Path, tmp_path: Path) -> None:
    run = create_run(tmp_path / "run", dataset, configuration(kimg=1000))
    assert train(run, report=Asking(run, {4: ["pause", "stop"]})) == "stopped"
    assert kinds(run, Progress)[-3:] == ["Paused", "SnapshotSaved", "RunFinished"]


@pytest.mark.parametrize("calls", [1, 2, 3, 4, 5])
def test_cancelled_is_an_interruption_with_everything_saved(dataset: Path, tmp_path: Path, calls: int) -> None:
    """Whichever word of progress it answers: one between steps, or one of a snapshot being written."""
    run = create_run(tmp_path / "run", dataset, configuration(kimg=1000, snapshot_kimg=0.004))
    told = []

    def report(done: int, total: int | None, what: str = "") -> None:
        told.append(done)
        if len(told) == calls:
            raise Cancelled

    assert train(run, report=report) == "interrupted"
    assert run.read_state().status == "interrupted"
    assert run.snapshots()


def test_rubbish_among_the_requests_stops_nothing(dataset: Path, tmp_path: Path) -> None:
    run = create_run(tmp_path / "run", dataset, configuration(kimg=0.02))
    (run.requests_folder / "1.json").write_bytes(b"\xff\x00")
    (run.requests_folder / "2.json").mkdir()
    assert train(run) == "done"


# How it is refused


@pytest.mark.parametrize(
    ("values", "error", "words"),
    [
        ({"size": 64}, ConfigurationError, "pictures of 32 px, the training wants 64"),
        ({"size": 33}, ConfigurationError, "pictures of 32 px"),
        ({"family": "nothing"}, ConfigurationError, "no network family"),
        ({"network": {"wdith": 3}}, ConfigurationError, "network.wdith"),
        ({"device": "cuda:7"}, ConfigurationError, "no graphics card"),
        ({"device": "mps"}, ConfigurationError, "Apple"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_made(
    dataset: Path, tmp_path: Path, values: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        create_run(tmp_path / "run", dataset, configuration(**values))
    assert not (tmp_path / "run").exists()


def test_classes_have_to_be_there_to_be_learnt(tmp_path: Path) -> None:
    plain = make_dataset(tmp_path / "plain", count=4)
    with pytest.raises(ConfigurationError, match="no classes"):
        create_run(tmp_path / "run", plain, configuration(use_classes=True))


def test_a_missing_dataset_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="nowhere"):
        create_run(tmp_path / "run", tmp_path / "nowhere.zip", configuration())


def test_a_directory_that_holds_a_run_is_left_alone(dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, kimg=0.004)
    before = run.run_file.read_bytes()
    with pytest.raises(RunError, match="Resume it"):
        create_run(run.path, dataset, configuration(seed=5))
    assert run.run_file.read_bytes() == before


def test_a_run_in_use_is_not_trained_twice(dataset: Path, tmp_path: Path) -> None:
    run = create_run(tmp_path / "run", dataset, configuration())
    with RunDirectory(run.path).hold(), pytest.raises(RunError, match="in use"):
        train(run)


def test_another_dataset_in_its_place_is_noticed(tmp_path: Path) -> None:
    path = make_dataset(tmp_path / "d.zip", count=8)
    run = create_run(tmp_path / "run", path, configuration())
    path.unlink()
    make_dataset(path, count=9)
    with pytest.raises(RunError, match="not the one"):
        train(run)
    assert run.read_state().status == "failed"
    assert "not the one" in run.read_state().message


# How it fails


def test_a_breakdown_is_told_and_good_snapshots_are_left(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = create_run(tmp_path / "run", dataset, configuration(kimg=100, snapshot_kimg=0.008))
    make_step = TrainingState.make_step

    def poisoned(state: TrainingState, reals: torch.Tensor, labels: torch.Tensor | None, shown: Any) -> None:
        make_step(state, reals, labels, shown)
        if state.step == 5:
            with torch.no_grad():
                next(state.generator.parameters())[:] = float("nan")

    monkeypatch.setattr(TrainingState, "make_step", poisoned)
    with pytest.raises(RunError, match="broken down") as caught:
        train(run)
    assert [each.name for each in run.snapshots()] == ["000000.008", "000000.016"]
    assert "000000.016" in caught.value.kept
    failed = events_of(run)[-1]
    assert isinstance(failed, RunFailed)
    assert "smaller learning rate" in failed.do
    assert run.read_state().status == "failed"


def test_a_full_disk_is_told_and_training_goes_on(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full for the second snapshot only: said, tried again, then well again."""
    run = create_run(tmp_path / "run", dataset, configuration(kimg=0.04, snapshot_kimg=0.008))
    sync_tree, calls = atomic.sync_tree, []

    def full(folder: Path) -> None:
        calls.append(folder)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync_tree(folder)

    monkeypatch.setattr(atomic, "sync_tree", full)
    assert train(run) == "done"
    health = [event for event in events_of(run) if isinstance(event, HealthChanged)]
    assert [event.problem for event in health] == ["disk-full", ""]
    assert "Free some space" in health[0].do
    assert [each.name for each in run.snapshots()] == ["000000.008", "000000.024", "000000.032", "000000.040"]


def test_a_fault_of_ours_is_written_down_and_keeps_its_traceback(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = create_run(tmp_path / "run", dataset, configuration())

    def broken(*arguments: object) -> None:
        raise ZeroDivisionError("seven")

    monkeypatch.setattr(TrainingState, "make_step", broken)
    with pytest.raises(ZeroDivisionError):
        train(run)
    failed = events_of(run)[-1]
    assert isinstance(failed, RunFailed)
    assert "ZeroDivisionError: seven" in failed.what


# Beginning from another training


def test_begins_with_the_weights_of_a_snapshot(dataset: Path, tmp_path: Path) -> None:
    first = run_training(tmp_path / "first", dataset)
    second = create_run(tmp_path / "second", dataset, configuration(seed=9), snapshot=first.snapshots()[-1].path)
    train(second)
    begun, ended = second.snapshots()
    assert begun.kimg == 0
    assert begun.generator.read_bytes()[-4000:] == first.snapshots()[-1].generator.read_bytes()[-4000:]
    assert ended.kimg == 0.04


def test_a_generator_that_comes_alone_will_do(dataset: Path, tmp_path: Path) -> None:
    first = run_training(tmp_path / "first", dataset)
    alone = tmp_path / "alone.safetensors"
    alone.write_bytes(first.snapshots()[-1].generator.read_bytes())
    second = create_run(tmp_path / "second", dataset, configuration(), snapshot=alone)
    assert train(second) == "done"


def test_a_snapshot_of_another_shape_is_refused_by_what_differs(dataset: Path, tmp_path: Path) -> None:
    first = run_training(tmp_path / "first", dataset, kimg=0.004)
    wider = configuration(network={"z_dim": 8, "generator_width": 8, "discriminator_width": 4})
    with pytest.raises(SnapshotError, match=r"network\.generator_width is 4 there and 8 here"):
        create_run(tmp_path / "second", dataset, wider, snapshot=first.path)
    assert not (tmp_path / "second").exists()


STYLED = {"z_dim": 8, "w_dim": 8, "channel_base": 128, "max_channels": 4, "group": 2}


def test_another_size_and_other_classes_take_what_fits(dataset: Path, tmp_path: Path) -> None:
    large = make_dataset(tmp_path / "large", count=8, size=64, classes=["a", "b", "c"])
    values: dict[str, Any] = {"family": "stylegan2", "objective": "non-saturating", "network": STYLED}
    first = run_training(tmp_path / "first", dataset, kimg=0.008, **values)
    second = create_run(
        tmp_path / "second", large, configuration(kimg=0.008, use_classes=True, **values), snapshot=first.path
    )
    assert second.read_run()["afresh"] == ["mapping.embed", "synthesis.b64"]
    assert second.read_run()["configuration"]["augment"]["speed_kimg"] == 100
    train(second)
    theirs = safetensors.torch.load_file(first.snapshots()[-1].generator)
    begun = safetensors.torch.load_file(second.snapshots()[0].generator)
    name = "synthesis.b16.conv0.weight"
    assert torch.equal(theirs[name], begun[name])
    judged, theirs = (
        safetensors.torch.load_file(run.snapshots()[place].path / "training.safetensors")
        for run, place in ((second, 0), (first, -1))
    )
    assert torch.equal(judged["discriminator.b16.conv0.weight"], theirs["discriminator.b16.conv0.weight"])


def test_another_family_is_refused(dataset: Path, tmp_path: Path) -> None:
    first = run_training(tmp_path / "first", dataset, kimg=0.004)
    with pytest.raises(SnapshotError, match="family is dcgan there and stylegan2 here"):
        create_run(tmp_path / "second", dataset, configuration(family="stylegan2", network=STYLED), snapshot=first.path)


def test_events_survive_json_whatever_happens(dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, kimg=0.008)
    for line in run.events_file.read_text().splitlines():
        json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} in events"))
    assert any(isinstance(event, Resumed) for event in events_of(run)) is False


@pytest.mark.parametrize("error", [torch.OutOfMemoryError("CUDA out of memory"), MemoryError()])
def test_too_little_memory_says_which_batch_to_try(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    run = create_run(tmp_path / "run", dataset, configuration(batch=6))

    def full(*arguments: object) -> None:
        raise error

    monkeypatch.setattr(TrainingState, "make_step", full)
    with pytest.raises(RunError, match="batch=3"):
        train(run)
    assert "6 pictures of 32 px" in run.read_state().message
    assert run.read_state().failure == "memory", "so that who starts it again can cut its batches"


def test_a_batch_gone_through_in_parts_is_said_and_resumed_alike(dataset: Path, tmp_path: Path) -> None:
    runs = []
    for name, stops in (("straight", False), ("resumed", True)):
        run = create_run(tmp_path / name, dataset, configuration(kimg=0.032, snapshot_kimg=0.016))
        document = run.read_run()
        document["resolved"] = {
            "device": "cpu", "device_name": "", "precision": "fp32", "threads": 1, "parts": 2, "seconds_per_step": {},
        }  # fmt: skip
        run.write_run(document)
        if stops:
            with pytest.raises(Killed):
                train(run, report=kill_at(32))
        train(run)
        runs.append(run)
    told = [event for event in events_of(runs[0]) if isinstance(event, HealthChanged)]
    assert "2 parts" in told[0].what
    assert weights_of(runs[0], "000000.032") == weights_of(runs[1], "000000.032")


def test_what_the_processors_allocator_says_is_understood() -> None:
    with pytest.raises(RuntimeError) as refused:
        torch.empty(2**55)
    assert is_out_of_memory(refused.value)
    assert not is_out_of_memory(RuntimeError("shapes do not match"))
