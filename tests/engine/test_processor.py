"""Cores shared with trainings: who trains is known to other processes until it ends, however that comes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch

from gan_engine import processor
from gan_engine.device import beside_trainings
from gan_engine.service.calls import Call
from gan_engine.service.open_models import OpenModels
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import configuration

_TRAINS = """
import sys
from gan_engine import processor
with processor.training_takes(int(sys.argv[1])):
    print("here", flush=True)
    sys.stdin.read()
"""


@contextmanager
def training(threads: int) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that says it trains on so many threads."""
    command = [sys.executable, "-c", _TRAINS, str(threads)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"here"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(autouse=True)
def eight_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processor, "cores", lambda: 8)


def test_nobody_trains_and_all_is_ours() -> None:
    assert processor.share() == 8
    assert processor.share(3) == 3


def test_one_s_own_training_takes_nothing_from_itself() -> None:
    with processor.training_takes(8):
        assert processor.share() == 8


def test_a_real_training_says_what_it_takes_for_as_long_as_it_computes(tmp_path: Path) -> None:
    told: set[str] = set()
    run = create_run(tmp_path / "run", make_dataset(tmp_path / "set.zip"), configuration(kimg=0.016))
    train(run, report=lambda *words: told.update(path.name for path in processor._folder().iterdir()))
    assert told == {f"{os.getpid()}-1.lock"}
    assert not list(processor._folder().iterdir())


def test_what_a_small_training_leaves_or_an_even_part() -> None:
    with training(2):
        assert processor.share() == 6
        assert processor.share(1) == 1
        with training(8):
            assert processor.share() == 2  # a third of eight
    assert processor.share() == 8


def test_a_training_that_is_killed_takes_no_more() -> None:
    with training(8) as other:
        assert processor.share() == 4
        other.kill()
        other.wait()
        assert processor.share() == 8
        assert not list(processor._folder().iterdir())  # swept away


def test_two_cores_leave_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processor, "cores", lambda: 2)
    with training(2), training(2):
        assert processor.share() == 1


def test_torch_computes_with_its_share_beside_a_training(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch, "get_num_threads", lambda: 8)
    asked: list[int] = []
    monkeypatch.setattr(torch, "set_num_threads", asked.append)
    open_models, call = OpenModels(), Call(1, [], lambda *words: None)
    with training(8):
        with beside_trainings() as threads:
            assert threads == 4
        with open_models.computing(call, 0):
            assert asked[-1] == 4
        with open_models.computing(call, 0, drawing=True):
            assert asked[-1] == 7  # designs come out the same whatever else runs
        with open_models.computing(call, 0, as_in_training=True):
            assert asked[-1] == 8
    with open_models.computing(call, 0):
        assert asked[-1] == 7  # one is left to the window
