"""The quick measure in a training: it tells, it chooses the best snapshot, it costs little, and it changes nothing."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from gan_engine.errors import ConfigurationError, ModelError
from gan_engine.metrics import backbones, inception
from gan_engine.metrics.feature_network import Backbone
from gan_engine.runs.best_snapshot import Best, best_of
from gan_engine.runs.events import MetricMeasured, NoLongerImproves, NotMeasured, RunFinished
from gan_engine.runs.plateau import FEWEST
from gan_engine.runs.requests import ask
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.settings.configuration import configure
from gan_engine.training.journal import Journal
from gan_engine.training.loop import train
from gan_engine.training.measuring import quick_measure
from gan_engine.training.run_creation import create_run
from gan_engine.training.snapshots import load_generator
from tests.engine.dataset_support import make_dataset
from tests.engine.metrics_support import tiny, tiny_lite0
from tests.engine.training.test_resume import assert_same_training
from tests.engine.training_support import Killed, configuration, events_of, kill_at, run_training

LENGTHS: dict[str, Any] = {"kimg": 0.08, "snapshot_kimg": 0.02, "sample_kimg": 0.01}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=60)


@pytest.fixture
def all_the_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A tiny feature network, few designs, and leave to measure whenever there is occasion."""
    monkeypatch.setattr(quick_measure, "SHARE", 1e9)
    monkeypatch.setattr("gan_engine.training.journal._PROGRESS_SECONDS", 0.0)
    monkeypatch.setattr(quick_measure, "_COUNTS", {"fast": (24, 50), "slow": (24, 50)})
    with tiny_lite0():
        yield


def measures_of(run: RunDirectory, metric: str = "kid-lite0") -> list[MetricMeasured]:
    return [event for event in events_of(run) if isinstance(event, MetricMeasured) and event.metric == metric]


def test_designs_are_measured_beside_the_losses(all_the_time: None, dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, **{**LENGTHS, "kimg": 0.16})
    measured = measures_of(run)
    assert len(measured) >= 3
    for event in measured:
        assert event.value is not None
        assert event.uncertainty is not None
        assert event.uncertainty > 0
        assert (event.network, event.samples, event.real, event.part) == ("lite0", 24, 50, "training")
        assert event.form == "quick"
        assert event.seconds > 0
    assert len({event.seed for event in measured}) == 1, "the same noise at every measuring"
    saved = {snapshot.name for snapshot in run.snapshots()}
    assert {event.snapshot for event in measured} - {None} <= saved
    assert measured[-1].snapshot == run.snapshots()[-1].name
    spread = measures_of(run, "diversity")[-1]
    assert spread.details.keys() == {"of_set", "share"}
    distances = measures_of(run, "fd-lite0")
    assert [event.kimg for event in distances] == [event.kimg for event in measured], "of the same features"
    for event in distances:
        assert event.uncertainty is not None
        assert (event.network, event.samples, event.real, event.part) == ("lite0", 24, 50, "training")
        assert "1,280 designs" in event.note, "how many it needs to mean something"
    assert not measures_of(run, "fid"), "the official network is not here"


def test_the_best_snapshot_is_named_and_can_be_loaded(all_the_time: None, dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, **LENGTHS)
    best = best_of(measures_of(run))
    assert best is not None
    assert run.read_state().best_snapshot == best.name
    load_generator(run.path)  # a run stands for its best


def test_measuring_changes_nothing_and_resume_is_exact(all_the_time: None, dataset: Path, tmp_path: Path) -> None:
    """Straight without measuring, straight with, and killed in the middle and resumed with it."""
    values = {**LENGTHS, "augment": {"translation": True}}
    plain = run_training(tmp_path / "plain", dataset, metric_kimg=0, **values)
    straight = run_training(tmp_path / "straight", dataset, **values)
    resumed = create_run(tmp_path / "resumed", dataset, configuration(**values))
    with pytest.raises(Killed):
        train(resumed, report=kill_at(52))
    assert measures_of(resumed)
    train(resumed)
    assert not measures_of(plain)
    assert_same_training(plain, straight)
    assert_same_training(straight, resumed)
    best = best_of(event for event in measures_of(resumed))
    assert best is not None
    assert resumed.read_state().best_snapshot in {event.snapshot for event in measures_of(resumed)}
    told = {event.kimg: event.value for event in measures_of(straight)}
    again = {event.kimg: event.value for event in measures_of(resumed)}
    common = told.keys() & again.keys()
    assert common
    assert {kimg: told[kimg] for kimg in common} == {kimg: again[kimg] for kimg in common}


def test_fid_comes_beside_where_the_official_network_is(
    all_the_time: None, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every measuring, of the same designs; the snapshot is still chosen without bias."""

    def official(device: torch.device, weights: Path | None = None) -> Backbone:
        network = tiny(device)
        network.name = "inception"
        return network

    monkeypatch.setitem(backbones.BUILDERS, "inception", official)
    monkeypatch.setattr(inception, "is_installed", lambda: True)
    run = run_training(tmp_path / "run", dataset, **{**LENGTHS, "kimg": 0.32})
    measured = measures_of(run)
    fids = measures_of(run, "fid")
    assert len(measured) >= 2
    assert [event.kimg for event in fids] == [event.kimg for event in measured]
    for event in fids:
        assert (event.network, event.samples, event.real) == ("inception", 24, 50)
        assert "2,048 designs" in event.note
    best = best_of(measured)
    assert best is not None
    assert run.read_state().best_snapshot == best.name


@pytest.fixture
def without_a_budget(all_the_time: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is ever affordable; a training's second passes with each picture it shows."""
    monkeypatch.setattr(quick_measure, "SHARE", 0.0)
    monkeypatch.setattr(Journal, "seconds", property(lambda self: float(self._state.images)))
    left = property(lambda self: float(self._total_images - self._state.images))
    monkeypatch.setattr(Journal, "seconds_left", left)


def test_two_points_are_owed_to_every_training_of_two_minutes(
    without_a_budget: None, dataset: Path, tmp_path: Path
) -> None:
    run = run_training(tmp_path / "run", dataset, **{**LENGTHS, "kimg": 0.12, "snapshot_kimg": 0.12})
    first, last = measures_of(run)
    assert first.kimg <= 0.06, "early, though no snapshot is saved there"
    assert last.kimg == 0.12
    (saved,) = run.snapshots()
    assert last.snapshot == saved.name == run.read_state().best_snapshot
    assert "two minutes" in last.note, "it is said that the share was passed"
    kinds = [type(event) for event in events_of(run)]
    assert kinds[-1] is RunFinished, "it ends measured"


def test_nothing_is_owed_to_a_shorter_one(without_a_budget: None, dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, **{**LENGTHS, "kimg": 0.08})
    assert not measures_of(run)


def test_the_first_point_of_a_long_training_does_not_wait(
    without_a_budget: None, dataset: Path, tmp_path: Path
) -> None:
    """Since it may be stopped any time; and where it is, it is measured as it is then."""
    run = create_run(tmp_path / "run", dataset, configuration(**{**LENGTHS, "kimg": 1e4, "snapshot_kimg": 1e4}))

    def report(done: int, total: int | None, what: str = "") -> None:
        if done == 140:
            ask(run.path, "stop")

    train(run, report=report)
    measured = measures_of(run)
    assert [event.snapshot for event in measured][-1] == run.snapshots()[-1].name
    assert len(measured) == 2
    assert measured[0].kimg <= 0.06
    assert run.read_state().status == "stopped"
    assert run.read_state().best_snapshot == run.snapshots()[-1].name


def test_who_stops_early_does_not_wait(without_a_budget: None, dataset: Path, tmp_path: Path) -> None:
    """The first point is under way, but two minutes are not over: nothing is owed yet."""
    run = create_run(tmp_path / "run", dataset, configuration(**{**LENGTHS, "kimg": 1e4, "snapshot_kimg": 1e4}))
    train(run, report=lambda done, total, what="": ask(run.path, "stop") if done == 52 else None)
    assert not measures_of(run)
    assert run.read_state().status == "stopped"


def test_who_asks_to_stop_once_more_does_not_wait(
    without_a_budget: None, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = create_run(tmp_path / "run", dataset, configuration(**{**LENGTHS, "kimg": 1e4, "snapshot_kimg": 1e4}))
    conclude = quick_measure.QuickMeasure.conclude

    def once_more(self: Any, snapshot: str | None, go_on: Any) -> str | None:
        ask(run.path, "stop")
        return conclude(self, snapshot, go_on)

    monkeypatch.setattr(quick_measure.QuickMeasure, "conclude", once_more)
    train(run, report=lambda done, total, what="": ask(run.path, "stop") if done == 140 else None)
    assert len(measures_of(run)) == 1, "the early one"
    assert run.read_state().status == "stopped"


def test_a_kill_in_the_last_measuring_owes_it_still(
    without_a_budget: None, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = create_run(tmp_path / "run", dataset, configuration(**{**LENGTHS, "kimg": 0.12}))
    go_on = quick_measure.QuickMeasure.conclude

    def killed(*values: object) -> None:
        raise Killed

    monkeypatch.setattr(quick_measure.QuickMeasure, "conclude", killed)
    with pytest.raises(Killed):
        train(run)
    monkeypatch.setattr(quick_measure.QuickMeasure, "conclude", go_on)
    train(run)
    assert [event.kimg for event in measures_of(run)][-1] == 0.12
    train(run)
    assert len([event for event in measures_of(run) if event.kimg == 0.12]) == 1, "once is enough"


def test_by_the_clock_a_training_ends_measured(
    all_the_time: None, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With two seconds for the two minutes, and nothing else changed."""
    monkeypatch.setattr(quick_measure, "SHARE", 0.0)
    monkeypatch.setattr(quick_measure, "OWED_AFTER", 2.0)
    monkeypatch.setattr(quick_measure, "_FIRST_BY", 0.5)
    run = create_run(tmp_path / "run", dataset, configuration(kimg=1e4, sample_kimg=1e4, snapshot_kimg=1e4))
    end: list[float] = []

    def report(done: int, total: int | None, what: str = "") -> None:
        end.append(end[0] if end else time.monotonic() + 3.0)
        if time.monotonic() > end[0] and not run.snapshots():
            ask(run.path, "snapshot")
            ask(run.path, "stop")

    train(run, report=report)
    assert len(measures_of(run)) >= 2
    assert run.read_state().best_snapshot == run.snapshots()[-1].name


def test_a_short_training_spends_nothing_on_it(dataset: Path, tmp_path: Path) -> None:
    """3 % of a few seconds is less than looking at one picture takes."""
    run = run_training(tmp_path / "run", dataset, **LENGTHS)
    assert not [event for event in events_of(run) if isinstance(event, MetricMeasured | NotMeasured)]


def test_it_never_takes_more_than_its_share(
    all_the_time: None, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By clocks of our own: two seconds a picture trained on, two tenths whenever measuring looks at its watch."""
    watch = itertools.count(0.0, 0.2)
    monkeypatch.setattr(quick_measure, "SHARE", 0.03)
    monkeypatch.setattr(quick_measure, "time", SimpleNamespace(perf_counter=lambda: next(watch)))
    monkeypatch.setattr(Journal, "seconds", property(lambda self: self._state.images * 2.0))
    spent: list[tuple[float, float]] = []

    class Watched(quick_measure.QuickMeasure):
        def _add(self, seconds: float) -> None:
            super()._add(seconds)
            spent.append((self._journal.seconds, self.seconds))

    monkeypatch.setattr("gan_engine.training.training_run.QuickMeasure", Watched)
    run = run_training(tmp_path / "run", dataset, **{**LENGTHS, "kimg": 0.8, "snapshot_kimg": 0.1})
    assert len(measures_of(run)) >= 3
    piece = 1.0
    first = measures_of(run)[0].time
    early = max(
        cost for ran, cost in spent if ran <= first
    )  # the first point is owed, the others wait until it is paid
    assert all(cost <= max(0.03 * ran, early) + piece for ran, cost in spent)
    at_the_end = measures_of(run)[-1].seconds
    assert spent[-1][1] <= 0.03 * spent[-1][0] + at_the_end


def test_never_means_never(all_the_time: None, dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, metric_kimg=0, **LENGTHS)
    assert not [event for event in events_of(run) if isinstance(event, MetricMeasured | NotMeasured)]
    assert run.read_state().best_snapshot is None


def test_a_set_too_small_is_said_once(all_the_time: None, tmp_path: Path) -> None:
    few = make_dataset(tmp_path / "few.zip", count=20)
    run = create_run(tmp_path / "run", few, configuration(**LENGTHS))
    with pytest.raises(Killed):
        train(run, report=kill_at(52))
    train(run)
    (event,) = [event for event in events_of(run) if isinstance(event, NotMeasured)]
    assert "50 pictures" in event.what
    assert "20" in event.what


def test_what_goes_wrong_in_measuring_does_not_end_the_training(
    all_the_time: None, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(device: object, weights: object = None) -> Backbone:
        raise ModelError("The feature network is damaged.")

    monkeypatch.setitem(backbones.BUILDERS, "lite0", missing)
    backbones._built.cache_clear()
    run = run_training(tmp_path / "run", dataset, **LENGTHS)
    (event,) = [event for event in events_of(run) if isinstance(event, NotMeasured)]
    assert "damaged" in event.what
    assert run.read_state().status == "finished"


def measured(value: float, snapshot: str | None, error: float = 0.01, form: str = "quick") -> MetricMeasured:
    return MetricMeasured(
        time=0.0, kimg=0.0, metric="kid-lite0", value=value, network="lite0", samples=1, uncertainty=error,
        snapshot=snapshot, form=form,
    )  # fmt: skip


def test_the_best_changes_only_for_what_is_clearly_better() -> None:
    events = [
        measured(0.30, "000010"),
        measured(0.10, None),
        measured(0.05, "000010", form="full"),
        measured(0.2990, "000020"),
        measured(0.20, "000030"),
        measured(0.1990, "000040"),
        measured(0.21, "000050"),
    ]
    assert best_of(events) == Best("000030", 0.20)
    assert best_of([]) is None


@pytest.mark.parametrize("value", ["often", "-1", -3, True])
def test_the_setting_is_checked(value: object) -> None:
    with pytest.raises(ConfigurationError, match="metric_kimg"):
        configure({"metric_kimg": value})


def test_the_setting_in_its_forms() -> None:
    assert configure({}).measured_every == 0.0
    assert configure({"metric_kimg": 0}).measured_every is None
    assert configure({"metric_kimg": "2.5"}).measured_every == 2.5
    assert configure(configure({"metric_kimg": 25}).model_dump(mode="json")).metric_kimg == "25"


# Stopping by itself


STILL: dict[str, Any] = {
    "kimg": 2, "snapshot_kimg": 0.004, "sample_kimg": 0.004, "keep_states": 1, "optimizer": {"learning_rate": 1e-12},
}  # fmt: skip


def test_a_training_that_learns_nothing_more_stops_by_itself(all_the_time: None, dataset: Path, tmp_path: Path) -> None:
    run = create_run(tmp_path / "run", dataset, configuration(**STILL, early_stopping=True))
    assert train(run) == "stopped"
    told = [event for event in events_of(run) if isinstance(event, NoLongerImproves)]
    assert len(told) == 1
    assert told[0].metric == "kid-lite0"
    assert run.read_state().status == "stopped"
    assert run.read_state().message == told[0].what
    assert run.snapshots()[-1].kimg == run.read_state().kimg < 2
    first = len(measures_of(run))

    # Whoever resumes it wants it to go on: it takes as many new measurings to stop again.
    assert train(run) == "stopped"
    assert len(measures_of(run)) >= first + 2 * FEWEST


def test_unless_it_was_asked_to_none_stops(all_the_time: None, dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, **{**STILL, "kimg": 0.4})
    assert len(measures_of(run)) > 4 * FEWEST
    assert run.read_state().status == "finished"
