"""Going on with a run elsewhere, and for longer: its dataset is known by its content, its length stands in run.json."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from gan_engine.dataset.reading import open_dataset
from gan_engine.errors import ConfigurationError, DatasetError, RunError
from gan_engine.runs.dataset_location import find_dataset, likely_path, move_dataset
from gan_engine.runs.events import Lengthened, RequestRefused, RunFinished
from gan_engine.runs.processes import last_words, resume_training
from gan_engine.runs.requests import ask
from gan_engine.runs.run_directory import UNDERWAY, RunDirectory
from gan_engine.training.length import is_done, lengthen
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from tests.engine.cli.in_process import gan_engine
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import Killed, configuration, events_of, kill_at, run_training, weights_of


def moved(tmp_path: Path) -> tuple[RunDirectory, Path]:
    """A run moved together with its dataset, interrupted half-way; and the place where that lay before."""
    before, after = tmp_path / "before", tmp_path / "after"
    (before / "datasets").mkdir(parents=True)
    place = make_dataset(before / "datasets" / "shapes.zip", count=8, size=32)
    run = create_run(before / "runs" / "1", place, configuration(kimg=0.04, snapshot_kimg=0.02))
    with pytest.raises(Killed):
        train(run, report=kill_at(24))
    before.rename(after)
    place.parent.mkdir(parents=True)
    return RunDirectory.open(after / "runs" / "1"), place


# Where the dataset lies


def test_another_set_in_the_old_place_stops_nobody(tmp_path: Path) -> None:
    run, former = moved(tmp_path)
    make_dataset(former, count=9, size=32)
    assert train(run) == "done"
    facts = run.read_run()["dataset"]
    found = likely_path(run.path, facts)
    assert found is not None
    assert found.samefile(tmp_path / "after" / "datasets" / "shapes.zip")


def test_another_set_beside_the_run_stops_nobody(tmp_path: Path) -> None:
    run, former = moved(tmp_path)
    shutil.move(tmp_path / "after" / "datasets" / "shapes.zip", former)
    make_dataset(tmp_path / "after" / "datasets" / "shapes.zip", count=9, size=32)
    assert train(run) == "done"


def test_where_neither_fits_both_are_named(tmp_path: Path) -> None:
    run, former = moved(tmp_path)
    here = tmp_path / "after" / "datasets" / "shapes.zip"
    make_dataset(former, count=9, size=32)
    make_dataset(here, count=10, size=32)
    with pytest.raises(RunError) as caught:
        train(run)
    for words in (str(former), str(here), "Neither", "--dataset PLACE"):
        assert words in str(caught.value)


def test_where_there_is_none_both_places_are_named(tmp_path: Path) -> None:
    run, former = moved(tmp_path)
    here = tmp_path / "after" / "datasets" / "shapes.zip"
    here.unlink()
    with pytest.raises(DatasetError) as caught:
        train(run)
    for words in (str(former), str(here), "--dataset PLACE"):
        assert words in str(caught.value)
    assert likely_path(run.path, run.read_run()["dataset"]) is None


def test_a_new_place_is_taken_by_its_content_and_remembered(tmp_path: Path) -> None:
    run, _ = moved(tmp_path)
    there = tmp_path / "elsewhere" / "same.zip"
    there.parent.mkdir()
    shutil.move(tmp_path / "after" / "datasets" / "shapes.zip", there)
    shutil.unpack_archive(there, there.parent / "unpacked")
    other = make_dataset(tmp_path / "elsewhere" / "other.zip", count=9, size=32)
    before = run.run_file.read_bytes(), run.state_file.read_bytes()
    refused = gan_engine("resume", run.path, "--dataset", other, cwd=tmp_path)
    assert (refused.returncode, (run.run_file.read_bytes(), run.state_file.read_bytes())) == (1, before)
    assert "is not the one that this training was begun with" in refused.stderr
    assert "Something went wrong" not in refused.stderr
    gone = gan_engine("resume", run.path, "--dataset", "nowhere.zip", cwd=tmp_path)
    assert gone.returncode == 1
    assert "There is no dataset" in gone.stderr
    assert gan_engine("resume", run.path, "--dataset", "elsewhere/unpacked", cwd=tmp_path).returncode == 0
    assert run.live_status() == "finished"
    facts = run.read_run()["dataset"]
    assert facts["path"] == str(there.parent / "unpacked")
    with find_dataset(run.path, facts) as dataset, open_dataset(there) as packed:
        assert dataset.digest == packed.digest


def test_the_place_of_a_run_in_use_is_not_changed(tmp_path: Path) -> None:
    run, _ = moved(tmp_path)
    with run.hold(), pytest.raises(RunError, match="in use"):
        move_dataset(RunDirectory(run.path), tmp_path / "after" / "datasets" / "shapes.zip")


# For longer

FORMS: list[Any] = [
    pytest.param({}, id="plain"),
    pytest.param({"augment": {"adaptive": "bgc", "speed_kimg": 0.05, "interval": 2}}, id="ada"),
    pytest.param({"batch": 6}, id="a batch that does not fit the length"),
    pytest.param({"tricks": {"r1_gamma": 1.0, "r1_every": 3}, "objective": "hinge"}, id="lazy-r1"),
]


@pytest.mark.parametrize("values", FORMS)
def test_made_longer_it_is_as_if_it_had_been_so_long_from_the_beginning(tmp_path: Path, values: dict[str, Any]) -> None:
    dataset = make_dataset(tmp_path / "shapes.zip", count=16, size=32, classes=2)
    straight = run_training(tmp_path / "straight", dataset, kimg=0.08, **values)
    longer = run_training(tmp_path / "longer", dataset, kimg=0.04, **values)
    assert is_done(longer)
    lengthen(longer, 0.08)
    assert (longer.live_status(), longer.read_state().total_kimg) == ("stopped", 0.08)
    assert not is_done(longer)
    assert train(longer) == "done"
    last = straight.snapshots()[-1].name
    assert weights_of(longer, last) == weights_of(straight, last)
    assert longer.read_run()["configuration"]["kimg"] == 0.08
    assert longer.read_run()["lengths"] == [0.04]
    assert sum(isinstance(event, RunFinished) for event in events_of(longer)) == 2


def test_the_command_goes_on_with_a_finished_run(tmp_path: Path) -> None:
    """Four kimg at once are two and two, the latter by a process of its own."""
    dataset = make_dataset(tmp_path / "shapes.zip", count=16, size=32)
    settings = ["precision=fp32", "threads=1", "batch=4", "network.generator_width=4", "network.discriminator_width=4"]
    common = [word for setting in settings for word in ("--set", setting)] + ["--device", "cpu"]
    for name, kimg in (("straight", "0.16"), ("longer", "0.08")):
        done = gan_engine("train", dataset, "--run", tmp_path / name, "--kimg", kimg, *common, cwd=tmp_path)
        assert done.returncode == 0
    straight, longer = RunDirectory(tmp_path / "straight"), RunDirectory(tmp_path / "longer")
    assert "is done" in gan_engine("resume", longer.path, cwd=tmp_path).stdout
    refused = gan_engine("resume", longer.path, "--kimg", "0.04", cwd=tmp_path)
    assert refused.returncode == 1
    assert "has come to 0.08 kimg already" in refused.stderr
    assert longer.live_status() == "finished"
    psutil.Process(resume_training(longer.path, kimg=0.16)).wait(120)
    last = straight.snapshots()[-1].name
    assert weights_of(longer, last) == weights_of(straight, last)
    assert '"total_kimg": 0.16' in gan_engine("status", longer.path, "--json", cwd=tmp_path).stdout
    assert longer.live_status() == "finished"


def test_an_unfinished_run_may_become_longer_or_shorter(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "shapes.zip", count=16, size=32)
    run = create_run(tmp_path / "run", dataset, configuration(kimg=0.2, snapshot_kimg=0.04))
    with pytest.raises(Killed):
        train(run, report=kill_at(60))
    lengthen(run, 0.08)
    assert train(run) == "done"
    assert run.read_state().images == 80


def test_impossible_lengths_are_refused_and_nothing_is_changed(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "shapes.zip", count=16, size=32)
    run = run_training(tmp_path / "run", dataset)
    before = run.run_file.read_bytes(), run.state_file.read_bytes()
    for kimg in (1e9, float("inf"), float("nan"), -1.0, 0.0, 0.01):
        with pytest.raises((RunError, ConfigurationError)):
            lengthen(run, kimg)
    with run.hold(), pytest.raises(RunError, match="in use"):
        lengthen(RunDirectory(run.path), 0.08)
    assert (run.run_file.read_bytes(), run.state_file.read_bytes()) == before


def test_networks_that_grow_keep_their_pace(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "shapes.zip", count=16, size=16)
    values = {"family": "progan", "size": 16, "objective": "non-saturating",
              "network": {"channel_base": 64, "max_channels": 4, "group": 4}}  # fmt: skip
    run = run_training(tmp_path / "run", dataset, kimg=0.04, **values)
    lengthen(run, 0.08)
    network = run.read_run()["configuration"]["network"]
    assert (network["fade_kimg"], network["stable_kimg"]) == (0.005, 0.005)
    assert train(run) == "done"


GROWING: dict[str, Any] = {
    "family": "progan", "size": 16, "objective": "non-saturating",
    "network": {"channel_base": 64, "max_channels": 4, "group": 4},
}  # fmt: skip


def start_in_vain(run: RunDirectory, kimg: float) -> None:
    """As the window does it; until the process has ended."""
    psutil.Process(resume_training(run.path, kimg=kimg)).wait(120)
    assert run.live_status() not in UNDERWAY


@pytest.mark.parametrize(("status", "times"), [("interrupted", 2), ("finished", 1)])
def test_a_length_refused_by_its_own_process_leaves_the_run_as_it_stood(
    tmp_path: Path, status: Any, times: int
) -> None:
    """As the window starts it: what only the networks can refuse is refused by the process, after it was begun."""
    dataset = make_dataset(tmp_path / "shapes.zip", count=16, size=16)
    run = create_run(tmp_path / "run", dataset, configuration(kimg=0.2, snapshot_kimg=0.02, **GROWING))
    with pytest.raises(Killed):
        train(run, report=kill_at(20))
    run.write_state(replace(run.read_state(), status=status))
    before = run.run_file.read_bytes()
    for _ in range(times):
        start_in_vain(run, 0.04)
        assert (run.live_status(), run.did_not_start(), run.run_file.read_bytes()) == (status, True, before)
        assert "grown in full" in last_words(run.log_file)
    assert train(run) == "done"
    assert not run.did_not_start()


def test_a_run_cut_off_is_cut_off_still_where_its_start_is_refused(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "shapes.zip", count=16, size=32)
    run = create_run(tmp_path / "run", dataset, configuration(kimg=0.2, snapshot_kimg=0.02))
    run.write_state(replace(run.read_state(), status="running"))
    for _ in range(2):
        start_in_vain(run, 0.0)
        assert run.live_status() == "killed"


# While it trains


def test_a_training_may_be_made_longer_while_it_trains(tmp_path: Path) -> None:
    """As if it had been so long from the beginning."""
    dataset = make_dataset(tmp_path / "shapes.zip", count=8, size=32)
    straight = run_training(tmp_path / "straight", dataset, kimg=0.06, snapshot_kimg=0.02)
    run = create_run(tmp_path / "run", dataset, configuration(kimg=0.04, snapshot_kimg=0.02))
    asked: list[str] = []

    def report(done: int, total: int | None, what: str = "") -> None:
        if not asked:
            asked.append(ask(run.path, "lengthen", kimg=0.06))

    assert train(run, report=report) == "done"
    assert [event.total_kimg for event in events_of(run) if isinstance(event, Lengthened)] == [0.06]
    assert run.read_run()["lengths"] == [0.04]
    assert run.read_state().total_kimg == 0.06
    assert weights_of(run, "000000.060") == weights_of(straight, "000000.060")


@pytest.mark.parametrize(("kimg", "words"), [(0.001, "cannot end at"), (0.04, "long already"), ("x", "a number")])
def test_an_impossible_length_is_refused_while_it_trains(tmp_path: Path, kimg: Any, words: str) -> None:
    dataset = make_dataset(tmp_path / "shapes.zip", count=8, size=32)
    run = create_run(tmp_path / "run", dataset, configuration(kimg=0.04))
    asked: list[str] = []

    def report(done: int, total: int | None, what: str = "") -> None:
        if not asked:
            asked.append(ask(run.path, "lengthen", kimg=kimg))

    assert train(run, report=report) == "done"
    (refused,) = [event for event in events_of(run) if isinstance(event, RequestRefused)]
    assert words in refused.what
    assert "lengths" not in run.read_run()
