"""The commands around a training, run as a user runs them (in this process, so that they answer at once)."""

from __future__ import annotations

import contextlib
import json
import logging
import re
import shlex
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gan_engine.cli import main
from gan_engine.errors import RunError
from gan_engine.runs.events import HealthChanged
from gan_engine.runs.processes import last_words
from gan_engine.runs.requests import ask
from gan_engine.runs.run_directory import RunDirectory, RunState
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from tests.engine.dataset_support import draw_shape, make_dataset, png_bytes, write_archive
from tests.engine.run_support import write_run
from tests.engine.training_support import configuration, run_training

TINY = ["network.generator_width=4", "network.discriminator_width=4", "batch=4", "precision=fp32", "threads=1"]
SET = [word for setting in TINY for word in ("--set", setting)]


class Terminal:
    """Runs `gan-engine` and keeps what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *arguments: object) -> int:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        self.out, self.err = self._capsys.readouterr()
        code = ended.value.code
        return code if isinstance(code, int) else 0

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def engine(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=12)


@pytest.fixture
def running(dataset: Path, tmp_path: Path) -> Iterator[RunDirectory]:
    """A training that goes on in a thread until it is stopped."""
    run = create_run(tmp_path / "live", dataset, configuration(kimg=100_000))
    thread = threading.Thread(target=train, args=(run,))
    thread.start()
    while run.read_state().status != "running":
        thread.join(0.01)
    yield run
    with contextlib.suppress(RunError):  # the test may have stopped it
        ask(run.path, "stop")
    thread.join()


@pytest.mark.usefixtures("costs_known")
def test_recipes_are_listed_with_their_cost(engine: Terminal) -> None:
    assert engine("recipes", "--device", "cpu") == 0
    assert "quick-look" in engine.out
    assert "11,443,776" in engine.out
    assert engine("recipes", "--device", "cpu", "--json") == 0
    assert engine.json[0]["name"] == "quick-look"
    assert all(recipe["seconds"] > 0 and recipe["memory_mb"] > 0 for recipe in engine.json)


def test_a_training_says_what_it_takes_before_it_starts(
    engine: Terminal, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gan_engine.cli.training._WORTH_A_FORECAST", 0.0)
    narrow = ["network.channel_base=64", "network.max_channels=4", "network.z_dim=8", "precision=fp32", "threads=1"]
    given = [word for setting in (*narrow, "batch=4") for word in ("--set", setting)]
    words = ["--recipe", "best-quality", "--kimg", "0.008", "--device", "cpu", *given]
    assert engine("train", dataset, "--run", tmp_path / "run", *words) == 0
    first, second, *_ = engine.out.splitlines()
    assert first == "Chosen for this set and device: size=32, batch=4, network.channel_base=64, tricks.r1_gamma=0.0512."
    assert re.fullmatch(
        r"It takes about 0\.\d GB of memory and \d+ s on CPU .* in fp32; networks of .* parameters\.", second
    )


def test_one_recipe_is_shown_with_its_settings(engine: Terminal) -> None:
    assert engine("recipes", "animated-faces-dcgan-96") == 0
    assert "7,413,632" in engine.out
    assert "optimizer.learning_rate" in engine.out
    assert "dcgan-128" not in engine.out
    assert engine("recipes", "animated-faces-dcgan-96", "--json") == 0
    assert engine.json["schema"]["properties"]["batch"]["title"] == "Batch"


def test_a_run_keeps_its_log(engine: Terminal, dataset: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever looks into the run directory later finds what the terminal said, why it failed too."""
    caplog.set_level(logging.INFO)
    run = tmp_path / "run"
    assert engine("train", dataset, "--run", run, "--kimg", 0.008, "--device", "cpu", *SET) == 0
    lines = (run / "log.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("== ")
    assert any("fp32" in line for line in lines[1:])

    document = RunDirectory(run).read_run()
    gone = {"path": str(tmp_path / "gone.zip"), "relative": None}
    RunDirectory(run).write_run(document | {"dataset": {**document["dataset"], **gone}})
    RunDirectory(run).write_state(RunState(status="interrupted"))
    assert engine("resume", run) == 1
    assert engine.err.count("\n") == 1
    assert last_words(run / "log.txt") == engine.err.removeprefix("gan-engine: ").strip()


def test_a_wish_of_yesterday_does_not_stop_a_resumed_training(engine: Terminal, dataset: Path, tmp_path: Path) -> None:
    """A stop that a killed training had no time to take away."""
    run = create_run(tmp_path / "run", dataset, configuration(kimg=0.04))
    run.write_state(RunState(status="interrupted"))
    (run.requests_folder / "1.json").write_text('{"kind": "stop"}', encoding="utf-8")
    assert engine("resume", run.path) == 0
    assert run.read_state().status == "finished"


@pytest.mark.parametrize("device", ["toaster", "cuda:x", "meta"])
def test_an_unknown_device_is_one_clear_line(engine: Terminal, device: str) -> None:
    assert engine("recipes", "--device", device) == 1
    assert engine.err.count("\n") == 1
    assert f"no device “{device}”" in engine.err


def test_a_precision_that_cannot_be_leaves_no_run_behind(engine: Terminal, dataset: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    assert engine("train", dataset, "--run", run, "--device", "cpu", *SET, "--set", "precision=fp16") == 1
    assert "fp16" in engine.err
    assert not run.exists(), "the same command, mended, must work"


def test_an_unknown_recipe_is_one_clear_line(engine: Terminal) -> None:
    assert engine("recipes", "nothing") == 1
    assert engine.out == ""
    assert engine.err.count("\n") == 1
    assert "Known recipes: quick-look" in engine.err


def test_what_should_be_known_before_is_said_and_what_is_missing_has_to_be_wanted(
    engine: Terminal, tmp_path: Path
) -> None:
    files = {f"{index}.png": png_bytes(draw_shape(32, index, 0)) for index in range(4)}
    files["dataset.json"] = b'{"labels": [["0.png", [1, 0, 0]], ["1.png", [0, 0, 1]], ["2.png", [1, 0, 0]]]}'
    dataset, run = write_archive(tmp_path / "a.zip", files), tmp_path / "run"
    words = ("train", dataset, "--run", run, "--kimg", 0.064, "--device", "cpu", *SET)
    assert engine(*words) == 1
    assert "no label for 1 picture: “3.png”" in engine.err
    assert "--incomplete" in engine.err
    assert not run.exists()
    assert engine(*words, "--incomplete") == 0
    assert "no label for 1 picture" in engine.err
    assert "1 class has no pictures (1)" in engine.err
    assert "3 pictures is all" in engine.err
    assert RunDirectory(run).read_run()["dataset"]["class_names"] == ["0", "1", "2"]
    assert engine("resume", run, "--kimg", 0.128) == 0
    assert engine("inspect", dataset) == 0
    assert "no label for 1 picture" in engine.out
    assert engine("inspect", dataset, "--json") == 0
    assert (engine.json["empty_classes"], engine.json["classes"]) == (["1"], {"0": 2, "1": 0, "2": 1})


def test_trains_and_tells_where(engine: Terminal, dataset: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    assert engine("train", dataset, "--run", run, "--kimg", 0.16, "--seed", 3, "--device", "cpu", *SET) == 0
    assert str(run) in engine.out
    document = RunDirectory(run).read_run()
    assert document["recipe"] == "quick-look"
    assert (document["configuration"]["seed"], document["configuration"]["kimg"]) == (3, 0.16)
    assert document["configuration"]["size"] == 32, "the dataset's, as quick-look sets none"
    assert [each.name for each in RunDirectory(run).snapshots()] == ["000000.160"]

    assert engine("status", run) == 0
    assert "finished" in engine.out
    assert "100 %" in engine.out
    assert engine("status", run, "--json") == 0
    assert (engine.json["status"], engine.json["kimg"], engine.json["snapshots"]) == ("finished", 0.16, ["000000.160"])
    assert engine.json["latest"]["losses.generator"] > 0

    assert engine("resume", run) == 0
    assert "done" in engine.out
    assert engine("train", dataset, "--run", run, *SET) == 1
    assert "already a training" in engine.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--set", "batch=none"], "“batch” must be a whole number"),
        (["--set", "network.widht=3"], "network.widht"),
        (["--set", "size=64"], "pictures of 32 px"),
        (["--recipe", "slow-look"], "Known recipes"),
        (["--kimg", "-1"], "“kimg” must be more than 0"),
        (["--device", "abacus"], "choose auto, cpu"),
        (["--from", "/nowhere"], "no snapshot at /nowhere"),
    ],
)
def test_what_is_wrong_is_one_clear_line_and_nothing_is_made(
    engine: Terminal, dataset: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    assert engine("train", dataset, "--run", tmp_path / "run", *arguments) == 1
    assert words in engine.err
    assert engine.err.count("\n") == 1
    assert not (tmp_path / "run").exists()


def test_bad_usage_is_2(engine: Terminal, dataset: Path) -> None:
    assert engine("train", dataset) == 2
    assert engine("train", dataset, "--run", "x", "--kimg", "many") == 2


@pytest.mark.parametrize("command", ["resume", "status"])
def test_a_folder_without_a_run_is_said(engine: Terminal, tmp_path: Path, command: str) -> None:
    assert engine(command, tmp_path) == 1
    assert "no training" in engine.err


def test_asks_and_waits_for_the_answer(engine: Terminal, running: RunDirectory) -> None:
    assert engine("ask", running.path, "snapshot", "--wait") == 0
    assert Path(engine.out.removeprefix("Saved: ").strip()).is_dir()
    assert engine("ask", running.path, "pause", "--wait") == 0
    assert "Paused at" in engine.out
    assert engine("status", running.path, "--json") == 0
    assert engine.json["status"] == "paused"
    assert engine("ask", running.path, "pause", "--wait") == 1
    assert "paused already" in engine.err
    assert engine("ask", running.path, "sample", "--wait") == 0
    assert engine("ask", running.path, "resume", "--wait") == 0
    assert engine("ask", running.path, "evaluate", "--wait") == 1
    assert engine("ask", running.path, "dance") == 1
    assert engine("ask", running.path, "stop", "--wait") == 0
    assert "everything is saved" in engine.out


def test_nobody_to_ask_is_said(engine: Terminal, dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, kimg=0.004)
    assert engine("ask", run.path, "pause") == 1
    assert "not running" in engine.err


def test_begins_from_a_snapshot(engine: Terminal, dataset: Path, tmp_path: Path) -> None:
    assert engine("train", dataset, "--run", tmp_path / "one", "--kimg", 0.008, *SET) == 0
    again = ["train", dataset, "--run", tmp_path / "two", "--kimg", 0.008, *SET, "--from", tmp_path / "one"]
    assert engine(*again) == 0
    assert [each.name for each in RunDirectory(tmp_path / "two").snapshots()] == ["000000", "000000.008"]


def test_a_branch_goes_on_from_a_snapshot(engine: Terminal, dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, kimg=0.016, snapshot_kimg=0.008)
    place = run.snapshots_folder / "000000.008"
    assert engine("branch", place, "--run", tmp_path / "branch", "--set", "optimizer.kind=rmsprop") == 0
    assert "Goes on from 000000.008 of run (0.008 kimg)" in engine.out
    assert "begin afresh: optimizer." in engine.out
    assert RunDirectory.open(tmp_path / "branch").read_state().status == "finished"
    assert engine("status", tmp_path / "branch") == 0
    assert "Branched from" in engine.out
    assert engine("status", tmp_path / "branch", "--json") == 0
    assert [each["snapshot"] for each in engine.json["branched"]] == ["000000.008"]
    assert engine("branch", place, "--run", tmp_path / "other", "--set", "network.z_dim=9") == 1
    assert engine.err.count("\n") == 1
    assert "network.z_dim" in engine.err
    assert not (tmp_path / "other").exists()


def test_status_says_what_is_wrong_and_the_exact_command_that_helps(engine: Terminal, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=80, finish=False)
    with run.hold():
        run.append_event(HealthChanged(time=1, kimg=80, problem="collapse", what="All alike.", also=["ada-high"]))
    assert engine("status", run.path, "--json") == 0
    rate = run.read_run()["configuration"]["optimizer"]["learning_rate"]
    snapshot = run.snapshots_folder / "000060"
    command = f"gan-engine branch {snapshot} --run {run.path}-2 --set optimizer.learning_rate={rate / 2}"
    assert engine.json["health"] == {"problem": "collapse", "what": "All alike.", "also": ["ada-high"]}
    assert shlex.split(engine.json["remedy"]) == shlex.split(command)
    remedy = engine.json["remedy"]
    assert engine("status", run.path) == 0
    assert re.search(rf"^What helps +{re.escape(remedy)}$", engine.out, re.MULTILINE), "whole, on one line"
