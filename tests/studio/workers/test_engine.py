"""The engine as a process: answers, cancels, dies, comes back, and ends with the window."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QObject

from gan_engine.errors import EngineError, ServiceError
from studio.workers.engine import Answer, Engine
from studio.workers.tasks import Tasks
from studio.workers.workbench import Workbench

Wait = Callable[..., None]

ECHO = """
import os, sys, time
import numpy as np
from gan_engine.framing_protocol import read_message, write_message
while (message := read_message(sys.stdin.buffer)) is not None:
    header = message.header
    method, number, params = header.get("method"), header.get("id"), header.get("params", {})
    if method == "echo":
        write_message(sys.stdout.buffer, {"id": number, "progress": [1, 2, "half"]})
        write_message(sys.stdout.buffer, {"id": number, "partial": {"n": 1}}, arrays=message.arrays)
        write_message(sys.stdout.buffer, {"id": number, "result": params}, arrays=message.arrays)
    elif method == "fail":
        write_message(sys.stdout.buffer, {"id": number, "error": {"kind": "DiskError", "what": "The disk is full.",
                                          "kept": "All is safe.", "do": "Free some space."}})
    elif method == "environment":
        found = {"pid": os.getpid(), "has": os.environ.get("WISHED")}
        write_message(sys.stdout.buffer, {"id": number, "result": found})
    elif method == "die":
        sys.exit(3)
    elif method == "nonsense":
        sys.stdout.buffer.write(b"Segmentation fault, or some such words that are no message"); sys.stdout.flush()
    elif method == "sleep":
        time.sleep(60)
"""
"""The smallest thing that speaks the protocol: for what the real engine does only by accident."""


class Caller(QObject):
    """Takes answers and notes on which thread they came."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Answer] = []
        self.answers: list[Answer] = []
        self.errors: list[BaseException] = []
        self.threads: set[int] = set()

    def part(self, answer: Answer) -> None:
        self.parts.append(answer)
        self.threads.add(threading.get_ident())

    def done(self, answer: Answer) -> None:
        self.answers.append(answer)
        self.threads.add(threading.get_ident())

    def fail(self, error: BaseException) -> None:
        self.errors.append(error)


@pytest.fixture
def engine(dressed: object, tmp_path: Path) -> Iterator[Engine]:
    """A client of the small stand-in."""
    script = tmp_path / "echo.py"
    script.write_text(ECHO, encoding="utf-8")
    made = Engine(Tasks(), command=[sys.executable, str(script)], log_file=tmp_path / "engine.log")
    yield made
    assert made.close(5.0)
    made.deleteLater()


def test_the_real_engine_says_hello_and_draws(workbench: Workbench, wait: Wait, tmp_path: Path) -> None:
    caller, met = Caller(), []
    engine = workbench.engine
    engine.hello.connect(met.append)
    engine.warm_up()
    engine.call("draw_sample_art", {"folder": str(tmp_path / "art"), "count": 4, "size": 32}, done=caller.done)
    wait(lambda: caller.answers and met, seconds=90)
    assert met[0]["device"]
    assert met[0]["versions"]["torch"]
    assert workbench.device == met[0]
    assert len(list((tmp_path / "art").rglob("*.png"))) == 4


def test_answers_come_in_parts_on_the_gui_thread(engine: Engine, wait: Wait) -> None:
    import numpy as np

    caller = Caller()
    picture = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    call = engine.call("echo", {"a": "ä"}, [picture], partial=caller.part, done=caller.done, name="Echoing")
    wait(lambda: caller.answers)
    assert caller.answers[0].values == {"a": "ä"}
    assert np.array_equal(caller.answers[0].arrays[0], picture)
    assert caller.parts[0].values == {"n": 1}
    assert caller.threads == {threading.get_ident()}
    assert not call.running


def test_another_environment_is_that_of_the_next_process(engine: Engine, wait: Wait) -> None:
    caller = Caller()
    for wished in (None, "a", "a", "b"):
        engine.set_environment({"WISHED": wished} if wished else {})
        engine.call("environment", done=caller.done)
        wait(lambda: not engine._calls)
    assert [answer.values["has"] for answer in caller.answers] == [None, "a", "a", "b"]
    pids = [answer.values["pid"] for answer in caller.answers]
    assert pids[1] == pids[2]
    assert len(set(pids)) == 3


def test_prepare_runs_off_the_gui_thread(engine: Engine, wait: Wait) -> None:
    caller, threads = Caller(), set()

    def prepare(answer: Answer) -> str:
        threads.add(threading.get_ident())
        return "prepared"

    engine.call("echo", done=caller.done, prepare=prepare)
    wait(lambda: caller.answers)
    assert caller.answers == ["prepared"]
    assert threading.get_ident() not in threads


def test_an_error_is_told_in_its_three_parts(engine: Engine, wait: Wait) -> None:
    caller = Caller()
    engine.call("fail", failed=caller.fail)
    wait(lambda: caller.errors)
    error = caller.errors[0]
    assert isinstance(error, EngineError)
    assert (error.what, error.kept, error.do) == ("The disk is full.", "All is safe.", "Free some space.")


def test_an_error_nobody_waits_for_is_told_to_the_window(engine: Engine, wait: Wait) -> None:
    told: list[tuple] = []
    engine.failed.connect(lambda name, error: told.append((name, str(error))))
    engine.call("fail", name="Baking")
    wait(lambda: told)
    assert told == [("Baking", "The disk is full. All is safe. Free some space.")]


def test_what_dies_fails_and_comes_back(engine: Engine, wait: Wait) -> None:
    first, second = Caller(), Caller()
    engine.call("sleep", done=first.done, failed=first.fail)
    engine.call("echo", done=second.done)
    wait(lambda: engine.alive)
    process = engine._process
    assert process is not None
    psutil.Process(process.pid).kill()
    wait(lambda: first.errors)
    assert isinstance(first.errors[0], ServiceError)
    assert first.errors[0].kept
    assert first.errors[0].do
    again = Caller()
    engine.call("echo", {"n": 2}, done=again.done)
    wait(lambda: again.answers)
    assert again.answers[0].values == {"n": 2}


def test_an_engine_that_ends_by_itself(engine: Engine, wait: Wait) -> None:
    caller = Caller()
    engine.call("die", failed=caller.fail)
    wait(lambda: caller.errors)
    assert isinstance(caller.errors[0], ServiceError)


def test_nonsense_on_the_pipe_is_no_crash(engine: Engine, wait: Wait) -> None:
    caller = Caller()
    engine.call("nonsense", failed=caller.fail)
    wait(lambda: caller.errors)
    assert isinstance(caller.errors[0], ServiceError)


def test_an_engine_that_cannot_start_is_one_clear_error(dressed: object, wait: Wait, tmp_path: Path) -> None:
    engine = Engine(Tasks(), command=[str(tmp_path / "not-there")])
    caller = Caller()
    engine.call("echo", failed=caller.fail)
    wait(lambda: caller.errors)
    assert isinstance(caller.errors[0], ServiceError)
    assert engine.close(5.0)
    engine.deleteLater()


def test_nothing_comes_after_a_cancel(engine: Engine, wait: Wait) -> None:
    cancelled, other = Caller(), Caller()
    call = engine.call("echo", partial=cancelled.part, done=cancelled.done, failed=cancelled.fail)
    call.cancel()
    engine.call("echo", done=other.done)
    wait(lambda: other.answers)
    assert (cancelled.parts, cancelled.answers, cancelled.errors) == ([], [], [])
    assert call.cancelled


def test_the_latest_of_one_key_wins(engine: Engine, wait: Wait) -> None:
    first, second = Caller(), Caller()
    engine.call("echo", done=first.done, key="preview")
    engine.call("echo", done=second.done, key="preview")
    wait(lambda: second.answers)
    assert not first.answers


def test_a_busy_engine_ends_with_the_window(dressed: object, wait: Wait, tmp_path: Path) -> None:
    script = tmp_path / "echo.py"
    script.write_text(ECHO, encoding="utf-8")
    engine = Engine(Tasks(), command=[sys.executable, str(script)])
    caller = Caller()
    engine.call("sleep", failed=caller.fail, done=caller.done)
    wait(lambda: engine.alive)
    process = engine._process
    assert process is not None
    start = time.monotonic()
    assert engine.close(1.0)
    assert time.monotonic() - start < 30
    assert process.poll() is not None
    assert not caller.errors
    engine.deleteLater()
