"""Trainings by two real processes: killed, asked, interrupted, gone on with by another number."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import torch
from safetensors.torch import load_file

from gan_engine.errors import ConfigurationError
from gan_engine.runs.events import Paused, Resumed, RunFinished, SnapshotSaved
from gan_engine.runs.processes import engine_command
from gan_engine.runs.rank_position import MEETING, RankPosition, rank_position
from gan_engine.runs.requests import ask
from gan_engine.runs.run_directory import UNDERWAY, RunDirectory
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import events_of, weights_of

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
SETTINGS = {
    "batch": 4, "device": "cpu", "precision": "fp32", "threads": 2, "snapshot_kimg": 0.1, "sample_kimg": 0.2,
    "metric_kimg": 0, "network.z_dim": 8, "network.generator_width": 4, "network.discriminator_width": 4,
    "augment.translation": "true",
}  # fmt: skip
TOGETHER = ["--processes", "2"]
_PATIENCE = 240.0


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=24)


@pytest.fixture(scope="module")
def undisturbed(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> RunDirectory:
    run = tmp_path_factory.mktemp("undisturbed") / "run"
    assert subprocess.run([*engine_command(), *command(dataset, run), *TOGETHER], check=False).returncode == 0
    return RunDirectory(run)


@pytest.fixture
def started() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    processes: list[subprocess.Popen[bytes]] = []

    def start(*words: str, **how: str) -> subprocess.Popen[bytes]:
        processes.append(subprocess.Popen([*engine_command(), *words], env=os.environ | how))
        return processes[-1]

    yield start
    for process in processes:
        for each in [*ranks_of(process).values(), process]:
            each.kill()
        process.wait()


def command(dataset: Path, run: Path, kimg: float = 0.4) -> list[str]:
    settings = [word for key, value in SETTINGS.items() for word in ("--set", f"{key}={value}")]
    return ["train", str(dataset), "--run", str(run), "--kimg", f"{kimg}", *settings]


def ranks_of(process: subprocess.Popen[bytes]) -> dict[int, psutil.Process]:
    """The processes that train together, by rank."""
    found = {}
    try:
        for child in psutil.Process(process.pid).children(recursive=True):
            environment = child.environ()
            if "gan_engine" in " ".join(child.cmdline()) and "RANK" in environment:
                found[int(environment["RANK"])] = child
    except psutil.Error:
        pass
    return found


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def learnt(run: RunDirectory, snapshots: int) -> Callable[[], bool]:
    return lambda: len(run.snapshots()) >= snapshots


def gone(processes: dict[int, psutil.Process]) -> bool:
    psutil.wait_procs(processes.values(), timeout=120)
    return not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in processes.values())


@posix
def test_killed_ranks_are_started_again_and_nothing_is_lost(
    dataset: Path, undisturbed: RunDirectory, tmp_path: Path, started: Callable[..., subprocess.Popen[bytes]]
) -> None:
    run = RunDirectory(tmp_path / "run")
    process = started(*command(dataset, run.path), *TOGETHER)
    for snapshots, rank in ((1, 1), (2, 0)):  # one that follows, then the one that leads
        until(learnt(run, snapshots))
        before = ranks_of(process)
        before[rank].send_signal(signal.SIGKILL)
        assert gone(before), "all end where one has gone"
        assert run.live_status() in UNDERWAY, "it is in hand: nobody else is to begin it"
    assert process.wait(_PATIENCE) == 0
    assert run.live_status() == "finished"
    assert weights_of(run, "000000.400") == weights_of(undisturbed, "000000.400"), "to the last bit"
    assert sum(isinstance(event, Resumed) for event in events_of(run)) == 2


@posix
@pytest.mark.slow
def test_torchruns_agent_starts_killed_ranks_again(dataset: Path, undisturbed: RunDirectory, tmp_path: Path) -> None:
    run = RunDirectory(tmp_path / "run")
    torchrun = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", "--max-restarts", "2"]
    words = [sys.executable, *torchrun, "-m", "gan_engine", *command(dataset, run.path)]
    words[words.index("--run")] = "--run-dir"
    agent = subprocess.Popen(words, cwd=Path(__file__).parents[3])
    try:
        until(learnt(run, 1))
        ranks_of(agent)[1].send_signal(signal.SIGKILL)
        assert agent.wait(_PATIENCE) == 0
    finally:
        agent.kill()
        agent.wait()
    assert run.live_status() == "finished"
    assert weights_of(run, "000000.400") == weights_of(undisturbed, "000000.400"), "to the last bit"


@posix
@pytest.mark.slow  # four starts of two processes; killed ones are tried above
def test_requests_and_signals_are_heard_by_all_and_another_number_goes_on(
    dataset: Path, undisturbed: RunDirectory, tmp_path: Path, started: Callable[..., subprocess.Popen[bytes]]
) -> None:
    run = RunDirectory(tmp_path / "run")
    process = started(*command(dataset, run.path), *TOGETHER)
    until(learnt(run, 1))
    ask(run.path, "pause")
    until(lambda: any(isinstance(event, Paused) for event in events_of(run)))
    ranks = ranks_of(process)
    ranks[1].send_signal(signal.SIGTERM)  # to one that follows, while nothing is trained
    assert process.wait(_PATIENCE) == 130
    assert gone(ranks)
    assert run.live_status() == "interrupted"
    reached = run.snapshots()[-1].kimg
    assert reached < 0.4

    alone = subprocess.run([*engine_command(), "resume", str(run.path), "--processes", "1"], check=False)
    assert alone.returncode == 0
    assert events_of(run)[-1].kind == "RunFinished"
    assert run.read_run()["resolved"].get("processes", 1) == 1
    mine, others = (
        load_file(each.snapshots_folder / "000000.400" / "generator.safetensors") for each in (run, undisturbed)
    )
    for name, weight in others.items():
        torch.testing.assert_close(mine[name], weight, rtol=1e-2, atol=1e-3, msg=name)


@posix
def test_no_rank_is_left_where_the_starter_was_killed(
    dataset: Path, tmp_path: Path, started: Callable[..., subprocess.Popen[bytes]]
) -> None:
    run = RunDirectory(tmp_path / "run")
    process = started(*command(dataset, run.path, kimg=100), *TOGETHER)
    until(learnt(run, 1))
    ranks = ranks_of(process)
    assert len(ranks) == 2
    process.kill()
    assert gone(ranks)
    assert run.live_status() == "interrupted", "the ranks have saved, as when asked by a signal"
    saved = [event for event in events_of(run) if isinstance(event, SnapshotSaved)]
    assert saved[-1].kimg == next(event.kimg for event in events_of(run) if isinstance(event, RunFinished))


def test_what_cannot_be_shared_is_refused_in_words(dataset: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    words = [*engine_command(), *command(dataset, run), "--processes", "3"]
    refused = subprocess.run(words, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "4 pictures cannot be shared evenly among 3 processes. Choose batch=3" in refused.stderr
    assert not (run / "run.json").exists()


def test_the_place_of_a_process_is_what_its_environment_says() -> None:
    assert rank_position({}) == RankPosition()
    torchrun = {"RANK": "3", "WORLD_SIZE": "4", "LOCAL_RANK": "1", "LOCAL_WORLD_SIZE": "2"}
    assert rank_position(torchrun) == RankPosition(3, 4, 1, 2)
    position = RankPosition(1, 2, 1, 2, "file:///meeting", 77)
    assert rank_position(position.environment()) == position
    assert position.environment()[MEETING] == "file:///meeting"
    assert rank_position({"RANK": "0", "WORLD_SIZE": "1"}) == RankPosition()
    for strange in ({"RANK": "2", "WORLD_SIZE": "2"}, {"RANK": "x", "WORLD_SIZE": "2"}):
        with pytest.raises(ConfigurationError, match="which"):
            rank_position(strange)
