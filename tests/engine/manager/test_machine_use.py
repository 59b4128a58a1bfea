"""For how long nobody has used the machine: the first way that can tell, else how busy it is; asked for real here."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from gan_engine.manager import machine_use
from gan_engine.manager.machine_use import BUSY_SHARE, MachineUse, UseWatch, system_ways


@pytest.fixture(autouse=True)
def nobody_is_logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_use.psutil, "users", list)


class Clocks(NamedTuple):
    """What the system says of all cores."""

    user: float
    idle: float


def broken() -> float | None:
    raise OSError("no desktop")


def test_the_first_way_that_can_tell_is_believed() -> None:
    watch = UseWatch([broken, lambda: None, lambda: 42.0, lambda: 7.0])
    assert watch.look() == MachineUse(42.0, "input")


def test_a_terminal_from_elsewhere_is_a_use_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_use, "terminals_unused", lambda: 3.0)
    assert UseWatch([lambda: 42.0]).look() == MachineUse(3.0, "input")


def test_without_any_way_the_load_of_others_stands_in() -> None:
    shares: Iterator[float | None] = iter([None, 0.01, 0.02, BUSY_SHARE + 0.1, 0.0, 0.0])
    moments = iter([40.0, 100.0, 160.0, 220.0, 280.0, 400.0])
    watch = UseWatch([broken], clock=lambda: next(moments), load=lambda trainings: next(shares))
    assert watch.look() == MachineUse(None, "nothing")  # a load is one between two looks
    assert [watch.look().unused_seconds for _ in range(5)] == [0, 60, 0, 60, 180]


def test_the_load_of_trainings_is_nobodys() -> None:
    asked: list[Collection[int]] = []

    def load(trainings: Collection[int]) -> float:
        asked.append(trainings)
        return 0.0

    assert UseWatch([], load=load).look([7, 8]).told_by == "load"
    assert asked == [[7, 8]]


def test_what_a_training_computes_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A real process, beside ten seconds of a machine that was busy all the time."""
    clocks = iter([Clocks(0.0, 0.0), Clocks(10.0, 0.0)])
    monkeypatch.setattr(machine_use.psutil, "cpu_times", lambda: next(clocks))
    training = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        load = machine_use._OtherLoad()
        assert load.share([training.pid]) is None
        before = machine_use._seconds(psutil.Process(training.pid))
        while machine_use._seconds(psutil.Process(training.pid)) < before + 0.5:
            time.sleep(0.02)
        share = load.share([training.pid])
        assert share is not None
        assert 0 <= share <= 0.95
    finally:
        training.kill()
        training.wait()


def test_this_system_is_asked_without_a_fault() -> None:
    """Whatever can be told here, nothing fails, and what is told is a time."""
    for way in system_ways():
        told = machine_use._ask(way)
        assert told is None or told >= 0
    assert UseWatch().look().told_by in ("input", "load", "nothing")


@pytest.mark.parametrize(
    ("answer", "seconds"), [("t 93000", 93.0), ("u 500", 0.5), ("t 0", None), ("Call failed", None), ("", None)]
)
@pytest.mark.skipif(sys.platform == "win32", reason="no shell scripts there")
def test_what_a_desktop_answers(
    answer: str, seconds: float | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A program that answers as busctl does; KDE's 0 is no answer, GNOME's is one."""
    program = tmp_path / "busctl"
    program.write_text(f"#!/bin/sh\necho '{answer}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert machine_use.kde_unused() == seconds
    assert machine_use.gnome_unused() == (0.0 if answer == "t 0" else seconds)


def test_windows_counts_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """The milliseconds since the last input, across the wrap of a counter of 32 bits."""
    if sys.platform != "win32":
        pytest.skip("asked on Windows alone")
    told = machine_use.windows_unused()
    assert told is not None
    assert 0 <= told < 50 * 24 * 3600
