"""A training whose weights are no longer finite goes back by itself, once; a second time it stops and says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gan_engine.errors import RunError
from gan_engine.runs.events import HealthChanged, Resumed, RolledBack, RunFailed
from gan_engine.runs.history import history
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from gan_engine.training.state import TrainingState
from tests.engine.dataset_support import make_dataset
from tests.engine.training.test_resume import assert_same_training
from tests.engine.training_support import Killed, configuration, events_of, kill_at, run_training

LENGTHS: dict[str, Any] = {"kimg": 0.08, "snapshot_kimg": 0.02, "sample_kimg": 1000}
RATE = 2e-4


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=60)


@pytest.fixture
def break_at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have a weight become no number after the steps that reach so many pictures, the first `times` of them."""
    monkeypatch.setattr("gan_engine.training.journal._PROGRESS_SECONDS", 0.0)
    step = TrainingState.make_step

    def ask(images: int, times: int = 1) -> None:
        left = [times]

        def make_step(self: TrainingState, reals: Any, labels: Any, shown: Any) -> None:
            step(self, reals, labels, shown)
            if self.images >= images and left[0]:
                left[0] -= 1
                next(iter(self.generator.parameters())).data.fill_(float("nan"))

        monkeypatch.setattr(TrainingState, "make_step", make_step)

    return ask


def rollbacks(run: RunDirectory) -> list[RolledBack]:
    return [event for event in events_of(run) if isinstance(event, RolledBack)]


def test_it_goes_back_once_with_half_the_learning_rate(
    dataset: Path, tmp_path: Path, break_at: Callable[..., None]
) -> None:
    """From there it is to the bit the training that had been given the smaller rate from the beginning."""
    break_at(52)
    run = run_training(tmp_path / "run", dataset, **LENGTHS)
    (told,) = rollbacks(run)
    assert 0.052 <= told.from_kimg <= 0.06
    assert (told.to_kimg, told.snapshot) == (0.04, "000000.040")
    assert (told.learning_rate_before, told.learning_rate) == (RATE, RATE / 2)
    document = run.read_run()
    assert document["configuration"]["optimizer"]["steps"] == "0.04: 0.0001"
    assert document["rolled_back"]["from_kimg"] == told.from_kimg
    assert run.read_state().status == "finished"
    follows = events_of(run)[events_of(run).index(told) + 1]
    assert isinstance(follows, Resumed)
    assert (follows.kimg, follows.snapshot) == (0.04, "000000.040")
    asked = run_training(tmp_path / "asked", dataset, **LENGTHS, optimizer={"steps": "0.04: 1e-4"})
    assert_same_training(run, asked)


def test_resuming_after_it_goes_on_to_the_same_bits(
    dataset: Path, tmp_path: Path, break_at: Callable[..., None]
) -> None:
    break_at(52)
    straight = run_training(tmp_path / "straight", dataset, **LENGTHS)
    break_at(52)
    run = create_run(tmp_path / "killed", dataset, configuration(**LENGTHS))
    with pytest.raises(Killed):
        train(run, report=kill_at(68))
    assert rollbacks(run)
    train(run)
    assert len(rollbacks(run)) == 1
    assert_same_training(straight, run)


def test_a_second_breakdown_ends_it_with_a_clear_message(
    dataset: Path, tmp_path: Path, break_at: Callable[..., None]
) -> None:
    break_at(52, times=1000)
    run = create_run(tmp_path / "run", dataset, configuration(**LENGTHS))
    with pytest.raises(RunError, match=r"gone back once by itself to 0\.04 kimg.*so it has stopped"):
        train(run)
    assert len(rollbacks(run)) == 1
    assert run.read_state().status == "failed"
    failed = next(event for event in events_of(run) if isinstance(event, RunFailed))
    assert failed.kept == "The last good snapshot is 000000.040."
    assert "branch from a snapshot" in failed.do
    with pytest.raises(RunError, match="gone back once by itself"):
        train(run)  # resumed by hand, or by a manager: no third try with a smaller rate yet
    assert len(rollbacks(run)) == 1


def test_without_a_snapshot_it_begins_again(dataset: Path, tmp_path: Path, break_at: Callable[..., None]) -> None:
    break_at(8)
    run = run_training(tmp_path / "run", dataset, **LENGTHS)
    (told,) = rollbacks(run)
    assert (told.to_kimg, told.snapshot) == (0.0, None)
    asked = run_training(tmp_path / "asked", dataset, **LENGTHS, optimizer={"learning_rate": RATE / 2})
    assert_same_training(run, asked)


def test_a_damaged_snapshot_is_passed_over(dataset: Path, tmp_path: Path, break_at: Callable[..., None]) -> None:
    break_at(52)
    run = create_run(tmp_path / "run", dataset, configuration(**LENGTHS))

    def damage(done: int, total: int | None, what: str = "") -> None:
        if done == 48 and not rollbacks(run):
            (run.snapshots_folder / "000000.040" / "training.safetensors").write_bytes(b"gone")

    train(run, report=damage)
    (told,) = rollbacks(run)
    assert told.snapshot == "000000.020"


def test_later_rates_are_halved_too_and_earlier_ones_kept(
    dataset: Path, tmp_path: Path, break_at: Callable[..., None]
) -> None:
    break_at(52)
    run = run_training(tmp_path / "run", dataset, **LENGTHS, optimizer={"steps": "0.01: 3e-4, 0.06: 1e-4"})
    assert run.read_run()["configuration"]["optimizer"]["steps"] == "0.01: 0.0003, 0.04: 0.00015, 0.06: 5e-05"


def test_it_is_said_until_the_place_is_passed(dataset: Path, tmp_path: Path, break_at: Callable[..., None]) -> None:
    break_at(52)
    run = run_training(tmp_path / "run", dataset, **LENGTHS)
    told = [event for event in events_of(run) if isinstance(event, HealthChanged)]
    assert [event.problem for event in told] == ["rolled-back", ""]
    assert "went back by itself to 0.04 kimg" in told[0].what
    assert history(run.path).health is None


def test_what_run_json_says_of_it_may_be_damaged(dataset: Path, tmp_path: Path, break_at: Callable[..., None]) -> None:
    break_at(52)
    run = create_run(tmp_path / "run", dataset, configuration(**LENGTHS))
    run.write_run({**run.read_run(), "rolled_back": {"nonsense": 1}})
    with pytest.raises(RunError, match="so it has stopped"):
        train(run)
    assert not rollbacks(run)
