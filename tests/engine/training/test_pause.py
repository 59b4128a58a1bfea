"""A paused training holds no memory, answers all the same, and goes on to the bit as if it had not been paused."""

from __future__ import annotations

import contextlib
import gc
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest

from gan_engine.runs import rest
from gan_engine.runs.events import Event, Paused, RequestRefused, Resumed, RunFinished, SampleSaved, SnapshotSaved
from gan_engine.runs.requests import ask
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.training import loop
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from gan_engine.training.snapshots import verify
from gan_engine.training.state import TrainingState
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import configuration, events_of, run_training, told_by_kimg, weights_of

VALUES: dict[str, Any] = {
    "kimg": 0.048,
    "snapshot_kimg": 0.024,
    "augment": {"adaptive": "blit", "speed_kimg": 0.05, "interval": 1},
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=22, size=32)


class AtRest:
    """Asks for something each time a training has come to rest, and looks at what is left of it."""

    def __init__(self, run: RunDirectory, wishes: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._run = run
        self._wishes = list(wishes)
        self._wait = rest.wait_until_asked
        self.states: list[int] = []
        monkeypatch.setattr(rest, "wait_until_asked", self._look)

    def _look(self, run: RunDirectory, is_over: Callable[[], bool]) -> None:
        ours = self._run.read_run()["configuration"]["kimg"]
        kept = [each for each in gc.get_objects() if type(each) is TrainingState]
        self.states.append(sum(each.plan.configuration.kimg == ours for each in kept))
        assert run.live_status() == "paused"
        assert run.is_held()
        ask(run.path, self._wishes.pop(0))
        self._wait(run, is_over)


def pausing(run: RunDirectory, images: int) -> Any:
    asked: list[str] = []

    def report(done: int, total: int | None, what: str = "") -> None:
        if done >= images and not asked:
            asked.append(ask(run.path, "pause"))

    return report


def kinds(run: RunDirectory, *wanted: type[Event]) -> list[str]:
    return [event.kind for event in events_of(run) if isinstance(event, wanted)]


def test_it_goes_on_exactly_and_lets_go_of_everything(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    straight = run_training(tmp_path / "straight", dataset, **VALUES)
    paused = create_run(tmp_path / "paused", dataset, configuration(**VALUES))
    at_rest = AtRest(paused, ["resume"], monkeypatch)
    assert train(paused, report=pausing(paused, 4)) == "done"
    assert at_rest.states == [0]
    (moment,) = [event.kimg for event in events_of(paused) if isinstance(event, Paused)]
    (resumed,) = [event for event in events_of(paused) if isinstance(event, Resumed)]
    assert (resumed.kimg, resumed.snapshot) == (moment, None)
    for name in ("000000.024", "000000.048"):
        assert weights_of(paused, name) == weights_of(straight, name)
    ours, theirs = told_by_kimg(events_of(straight)), told_by_kimg(events_of(paused))
    common = ours.keys() & theirs.keys()
    assert len(common) >= 2
    assert {kimg: ours[kimg] for kimg in common} == {kimg: theirs[kimg] for kimg in common}


def test_what_is_asked_of_it_at_rest_is_answered(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = create_run(tmp_path / "run", dataset, configuration(**VALUES))
    at_rest = AtRest(run, ["sample", "snapshot", "pause", "resume"], monkeypatch)
    assert train(run, report=pausing(run, 4)) == "done"
    assert at_rest.states == [0, 0, 0, 0]
    told = kinds(run, Paused, Resumed, RequestRefused, SampleSaved, SnapshotSaved)
    assert told[told.index("Paused") :][:5] == ["Paused", "SampleSaved", "SnapshotSaved", "RequestRefused", "Resumed"]


def test_it_can_be_stopped_at_rest(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = create_run(tmp_path / "run", dataset, configuration(**VALUES))
    AtRest(run, ["stop"], monkeypatch)
    assert train(run, report=pausing(run, 4)) == "stopped"
    assert run.live_status() == "stopped"
    assert kinds(run, Paused, Resumed, RunFinished) == ["Paused", "RunFinished"]


@pytest.mark.skipif(not rest.CAN_BEGIN_ANEW, reason="no process becomes another program there")
def test_a_signal_just_as_it_has_paused_ends_it(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the last look at signals, and before the process begins anew."""
    run = create_run(tmp_path / "run", dataset, configuration(**VALUES))
    go = loop._train_or_go_back

    def then_signalled(*arguments: Any, **values: Any) -> Any:
        outcome = go(*arguments, **values)
        if outcome == "paused":
            signal.raise_signal(signal.SIGTERM)
        return outcome

    monkeypatch.setattr(loop, "_train_or_go_back", then_signalled)
    try:
        assert loop.train_until_paused(run, report=pausing(run, 4)) == "interrupted"
    finally:
        rest.listen()
    assert run.live_status() == "interrupted"
    assert kinds(run, Paused, RunFinished) == ["Paused", "RunFinished"]


@pytest.fixture
def started(dataset: Path, tmp_path: Path) -> Iterator[tuple[RunDirectory, psutil.Popen]]:
    """A training in a process of its own, that makes steps."""
    run = create_run(tmp_path / "run", dataset, configuration(kimg=1000))
    command = [sys.executable, "-m", "gan_engine", "resume", str(run.path)]
    process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: run.live_status() == "running" and run.read_state().step > 0)
        yield run, process
    finally:
        with contextlib.suppress(psutil.Error):
            process.kill()
        process.wait()


def wait_for(condition: Callable[[], bool]) -> None:
    while not condition():
        time.sleep(0.02)


@pytest.mark.skipif(not rest.CAN_BEGIN_ANEW, reason="no process becomes another program there")
def test_the_process_keeps_nothing_but_its_number(started: tuple[RunDirectory, psutil.Popen]) -> None:
    """At rest it is a small program; asked, it trains on from where it was paused; asked again, it rests again."""
    run, process = started
    before = process.memory_info().rss
    ask(run.path, "pause")
    wait_for(lambda: run.live_status() == "paused")
    wait_for(lambda: process.memory_info().rss < before / 2)
    wait_for(lambda: "--at-rest" in process.cmdline())
    wait_for(run.is_held)
    assert run.live_status() == "paused"
    step = run.read_state().step
    ask(run.path, "resume")
    wait_for(lambda: run.live_status() == "running" and run.read_state().step > step)
    ask(run.path, "pause")
    wait_for(lambda: run.live_status() == "paused")
    wait_for(lambda: process.memory_info().rss < before / 2)
    process.send_signal(signal.SIGTERM)  # heard, however early
    assert process.wait(60) == 130, "a signal ends it at rest"
    assert run.live_status() == "interrupted"
    assert kinds(run, Paused, Resumed, RunFinished) == ["Paused", "Resumed", "Paused", "RunFinished"]
    assert verify(run.snapshots()[-1].path)["state"]["images"] == run.read_state().images
