"""Snapshots measured in full on demand, by a process of their own, while the training goes on."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import torch

from gan_engine.dataset.reading import open_dataset
from gan_engine.runs.evaluation_files import read_all
from gan_engine.runs.events import MetricMeasured, RequestRefused, RunFinished
from gan_engine.runs.requests import ask
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.training.loop import train
from gan_engine.training.measuring import evaluation_process
from gan_engine.training.run_creation import create_run
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import configuration, events_of


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=60)


def answered(run: RunDirectory, wishes: dict[str, Any], seconds: float = 60.0) -> list[Any]:
    """Ask a training for an evaluation and let it go on until it has answered; its answers."""
    asked: list[float] = []

    def report(done: int, total: int | None, what: str = "") -> None:
        if not asked:
            ask(run.path, "evaluate", **wishes)
            asked.append(time.monotonic())
        answers = [e for e in events_of(run) if isinstance(e, RequestRefused | MetricMeasured)]
        if (answers or time.monotonic() > asked[0] + seconds) and len(asked) == 1:
            ask(run.path, "stop")
            asked.append(0.0)

    train(run, report=report)
    return [event for event in events_of(run) if isinstance(event, RequestRefused | MetricMeasured)]


@pytest.fixture
def endless(dataset: Path, tmp_path: Path) -> RunDirectory:
    return create_run(tmp_path / "run", dataset, configuration(kimg=1e5, snapshot_kimg=1e5, sample_kimg=1e5))


def test_a_snapshot_is_measured_while_the_training_goes_on(endless: RunDirectory) -> None:
    """By a real process, with the real feature network."""
    events = answered(endless, {"metrics": "kid-lite0", "samples": 50})
    assert [(type(event).__name__, event.metric, event.form) for event in events] == [
        ("MetricMeasured", "kid-lite0", "full")
    ]
    (event,) = events
    assert (event.samples, event.real, event.network) == (50, 60, "lite0")
    name = event.snapshot
    assert name in {snapshot.name for snapshot in endless.snapshots()}
    assert event.kimg == float(name), "told of the moment it was taken at"
    (document,) = read_all(endless.path)
    assert document["snapshots"][0]["results"][0]["value"] == event.value
    last = [event for event in events_of(endless) if isinstance(event, RunFinished)][-1]
    assert last.kimg > event.kimg, "the training went on meanwhile"


def hanging(arguments: list[str], log_file: Path) -> Any:
    """In the place of the evaluation: a process that does nothing for ever."""
    return _process("import time; time.sleep(600)", log_file)


def crashing(arguments: list[str], log_file: Path) -> Any:
    return _process("import sys; sys.exit('gan-engine: The stars were not right.')", log_file)


def _process(code: str, log_file: Path) -> Any:
    with open(log_file, "wb") as log:
        return subprocess.Popen([sys.executable, "-c", code], stderr=log)


def test_an_evaluation_that_hangs_is_ended(endless: RunDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(
        evaluation_process, "start_evaluation", lambda *a, root: started.append(hanging(*a)) or started[-1]
    )
    monkeypatch.setattr(evaluation_process.EvaluationProcess.__init__, "__kwdefaults__", {"silent_seconds": 1.0})
    (event,) = answered(endless, {})
    assert event.request == "evaluate"
    assert "ended" in event.what
    assert started[0].wait(10) != 0
    assert endless.read_state().status == "stopped"


def test_an_evaluation_that_fails_is_told_in_its_own_words(
    endless: RunDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluation_process, "start_evaluation", lambda *a, root: crashing(*a))
    (event,) = answered(endless, {})
    assert "The stars were not right." in event.what


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        ({"metrics": "fdi"}, "fdi"),
        ({"metrics": ["fid"]}, "official"),
        ({"samples": "many"}, "samples"),
        ({"snapshot": "000999"}, "000999"),
        ({"metrics": {"a": 1}}, "no measure"),
    ],
)
def test_what_cannot_be_measured_is_refused(endless: RunDirectory, wishes: dict[str, Any], words: str) -> None:
    (event,) = answered(endless, wishes)
    assert isinstance(event, RequestRefused)
    assert words in event.what


def test_a_run_that_is_deleted_takes_its_evaluation_with_it(
    endless: RunDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for the answer any more: the process is ended."""

    class Silent:
        def tell(self, *values: object, **more: object) -> None:
            pass

    started = []
    monkeypatch.setattr(
        evaluation_process, "start_evaluation", lambda *a, root: started.append(hanging(*a)) or started[-1]
    )
    place = Path(endless.read_run()["dataset"]["path"])
    train(endless, report=lambda *a: ask(endless.path, "stop"))
    with open_dataset(place) as dataset:
        looked = evaluation_process.EvaluationProcess(endless, dataset, Silent(), torch.device("cpu"))  # type: ignore[arg-type]
        looked.begin(endless.snapshots()[-1].name, {})
        shutil.rmtree(endless.path)
        looked.look()
    assert not looked.is_busy
    assert started[0].wait(10) != 0
    assert place.exists()
