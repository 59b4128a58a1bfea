"""The commands of the queue, as a user types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gan_engine.manager import database
from gan_engine.manager.holding import hold_queue
from gan_engine.manager.queue import Queue
from gan_engine.runs.run_directory import RunDirectory
from tests.engine.cli.test_cli_training import SET, Terminal
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import run_training


@pytest.fixture
def engine(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=12)


def order(engine: Terminal) -> list[int]:
    assert engine("queue", "list", "--json") == 0
    return [job["id"] for job in engine.json["jobs"]]


def test_a_training_is_added_frozen_and_nothing_is_begun(engine: Terminal, dataset: Path, tmp_path: Path) -> None:
    assert engine("queue", "list") == 0
    assert engine.out == "The queue is empty.\n"
    run = tmp_path / "run"
    words = ["--kimg", 0.02, "--device", "cpu", "--seed", 7, *SET]
    assert engine("queue", "add", dataset, "--run", run, *words, "--priority", 3) == 0
    assert engine.out == f"Job 1: {run}\n"
    assert "gan-engine queue run" in engine.err
    assert not run.exists()
    with Queue() as queue:
        frozen = queue.document(1)
        (job,) = queue.jobs()
    assert (frozen["configuration"]["seed"], frozen["configuration"]["size"]) == (7, 32)
    assert (job.kimg, job.device, job.priority, job.begun) == (0.02, "cpu", 3, False)
    assert engine("queue", "add", dataset, "--run", run, *words) == 1
    assert "in the queue already" in engine.err
    assert engine("queue", "add", dataset, "--run", tmp_path / "b", "--set", "batch=0") == 1
    assert "batch" in engine.err
    assert order(engine) == [1]


def test_jobs_are_put_in_order_paused_and_removed(engine: Terminal, dataset: Path, tmp_path: Path) -> None:
    for name in "abc":
        assert engine("queue", "add", dataset, "--run", tmp_path / name, "--device", "cpu", *SET) == 0
    assert engine("queue", "move", 3, "--before", 1) == 0
    assert engine.out == "The order is now 3, 1, 2.\n"
    assert engine("queue", "move", 2, "--priority", 5) == 0
    assert engine("queue", "move", 3, "--last") == 0
    assert order(engine) == [2, 1, 3]
    assert engine("queue", "move", 2, "--last", "--priority", 1) == 2
    assert engine("queue", "pause", 2) == 0
    assert engine("queue", "remove", 1) == 0
    assert engine("queue", "list") == 0
    assert "paused (+5)" in engine.out
    assert engine("queue", "resume", 2) == 0
    assert engine("queue", "resume", 1) == 1
    assert engine("queue", "pause", 99) == 1
    assert "no job 99" in engine.err
    assert order(engine) == [2, 3]


def test_what_a_job_waits_for_is_said(engine: Terminal, dataset: Path, tmp_path: Path) -> None:
    first = run_training(tmp_path / "first", dataset, kimg=0.008)
    when = f"kid-lite0 of {first.path} below 0.02"
    words = ["--when", when, "--schedule", "night"]
    assert engine("queue", "add", dataset, "--run", tmp_path / "b", "--device", "cpu", *words, *SET) == 0
    assert engine("queue", "list") == 0
    assert "It waits for kid-lite0 of first below 0.02." in engine.out
    assert engine("queue", "change", 1, "--device", "cuda:1", "--schedule", "idle 30") == 0
    assert engine("queue", "list", "--json") == 0
    (job,) = engine.json["jobs"]
    assert (job["device"], job["schedule"]["unused_minutes"]) == ("cuda:1", 30)
    assert job["condition"] == {"metric": "kid-lite0", "run": str(first.path), "relation": "below", "value": 0.02}
    assert engine("queue", "change", 1, "--at-once") == 0
    assert engine("queue", "list", "--json") == 0
    assert (engine.json["jobs"][0]["condition"], engine.json["jobs"][0]["schedule"]) == (None, None)
    for wrong in ("beauty of first below 1", "kid-lite0 below 1", "fid of first under 3", "fid of first below few"):
        assert engine("queue", "change", 1, "--when", wrong) == 1
        assert "Write it as" in engine.err
    assert engine("queue", "change", 1, "--device", "toaster") == 1


def test_a_training_that_is_there_is_gone_on_with(engine: Terminal, dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, kimg=0.008)
    assert engine("queue", "add", dataset, "--run", run.path, *SET) == 1
    assert "queue add --run" in engine.err
    assert engine("queue", "add", "--run", run.path, "--seed", 3) == 2
    assert engine("queue", "add", "--run", run.path, "--kimg", 0.016) == 0
    with Queue() as queue:
        (job,) = queue.jobs()
    assert (job.kimg, job.begun) == (0.016, True)
    assert RunDirectory(run.path).read_run()["configuration"]["kimg"] == 0.008, "nothing is changed before its turn"
    assert engine("queue", "add", "--run", tmp_path / "nothing") == 1


def test_a_damaged_queue_is_put_back(engine: Terminal, dataset: Path, tmp_path: Path) -> None:
    file = tmp_path / "own" / "jobs.db"
    for name in "ab":
        place = tmp_path / name
        assert engine("queue", "add", dataset, "--run", place, "--device", "cpu", *SET, "--queue", file) == 0
    file.write_bytes(b"scribbles" * 1000)
    assert engine("queue", "list", "--queue", file) == 1
    assert "gan-engine queue restore" in engine.err
    with hold_queue(file):
        assert engine("queue", "restore", "--queue", file) == 1
        assert "sees to the queue" in engine.err
    assert engine("queue", "restore", "--queue", file) == 0
    assert engine("queue", "list", "--queue", file, "--json") == 0
    assert [job["id"] for job in engine.json["jobs"]] == [1, 2]
    assert len(list(file.parent.glob("jobs.damaged-*.db"))) == 1
    assert engine("queue", "restore", "--queue", tmp_path / "none.db") == 1


def test_devices_are_listed(engine: Terminal) -> None:
    assert engine("devices") == 0
    assert "CPU" in engine.out
    assert engine("devices", "--json") == 0
    assert engine.json[-1]["name"] == "cpu"


def test_the_queue_of_a_user_lies_in_the_data_folder(home: Path) -> None:
    assert database.usual_path() == home / "data" / "queue.db"


def test_a_snapshot_to_begin_from_is_kept_while_its_job_waits(engine: Terminal, dataset: Path, tmp_path: Path) -> None:
    first = run_training(tmp_path / "first", dataset, kimg=0.008)
    (snapshot,) = first.snapshots()
    words = ["--from", snapshot.path, "--device", "cpu", *SET, "--set", "network.z_dim=8"]
    assert engine("queue", "add", dataset, "--run", tmp_path / "b", *words) == 0
    assert [path.name for path in (first.path / "pins").iterdir()] == [f"{snapshot.name}.branch"]
