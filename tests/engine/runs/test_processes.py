"""A training is a process of its own: it starts without anybody waiting, and outlives whoever started it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from gan_engine.errors import RunError
from gan_engine.runs import processes
from gan_engine.runs.history import history
from gan_engine.runs.requests import ask
from gan_engine.runs.run_directory import RunDirectory
from tests.engine.dataset_support import make_dataset
from tests.engine.run_support import write_run
from tests.full_disk import needs_limits

TINY: dict[str, Any] = {
    "batch": 4,
    "kimg": 0.08,
    "snapshot_kimg": 0.04,
    "sample_kimg": 0.04,
    "device": "cpu",
    "precision": "fp32",
    "network.generator_width": 4,
    "network.discriminator_width": 4,
    "network.z_dim": 8,
}
ENDLESS = {**TINY, "kimg": 1000, "snapshot_kimg": 1000, "sample_kimg": 1000}


def until(condition: Callable[[], object], seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "this did not happen"
        time.sleep(0.05)


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return make_dataset(tmp_path / "shapes.zip")


def test_the_engine_command_runs_the_engine() -> None:
    done = subprocess.run([*processes.engine_command(), "--help"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "train" in done.stdout


def test_the_bundle_has_its_engine_beside_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "maquette"))
    (command,) = processes.engine_command()
    assert Path(command).parent == tmp_path
    assert Path(command).stem == "gan-engine"


def test_a_training_outlives_the_process_that_started_it(tmp_path: Path, dataset: Path) -> None:
    """The starter kills itself in the hardest way; the training goes on to its end."""
    folder = tmp_path / "run"
    starter = f"""
import os, signal, sys
from pathlib import Path
from gan_engine.runs import processes
pid = processes.start_training(Path({str(folder)!r}), Path({str(dataset)!r}), recipe="quick-look", settings={TINY!r})
print(pid, flush=True)
os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", starter], capture_output=True, text=True, timeout=120)
    assert done.returncode != 0
    pid = int(done.stdout)
    run = RunDirectory(folder)
    until(lambda: run.live_status() == "finished")
    until(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    assert history(folder).kimg[-1] == pytest.approx(0.08)
    assert [snapshot.name for snapshot in run.snapshots()] == ["000000.040", "000000.080"]
    assert "gan-engine train" in processes.log_tail(run.log_file, 100)[0]


def test_a_training_is_stopped_and_resumed_by_its_own_process(tmp_path: Path, dataset: Path) -> None:
    run = RunDirectory(tmp_path / "run")
    first = processes.start_training(run.path, dataset, recipe="quick-look", settings=ENDLESS)
    processes.wait_for_start(run.path, first)
    assert sys.platform == "win32" or psutil.Process(first).nice() >= 10  # it lets the window go first
    with pytest.raises(RunError, match="already a training"):
        processes.start_training(run.path, dataset, recipe="quick-look", settings=TINY)
    with pytest.raises(RunError, match="running already"):
        processes.resume_training(run.path)
    ask(run.path, "stop")
    until(lambda: run.live_status() == "stopped")
    kimg = run.read_state().kimg
    until(lambda: not _is_child(first))  # nobody waited for it, and yet it leaves no zombie

    ask_again = run.requests_folder / "00000000000000000001-00000000.json"
    ask_again.write_text('{"id": "old", "kind": "stop", "values": {}}')
    second = processes.resume_training(run.path)
    assert second != first
    processes.wait_for_start(run.path, second)
    until(lambda: run.live_status() == "running" and run.read_state().kimg > kimg)
    ask(run.path, "stop")
    until(lambda: run.live_status() == "stopped")
    until(lambda: not _is_child(second))


_TALKATIVE = """
from gan_engine.cli import console, main
console._LINE_SECONDS = 0.1
main()
"""


@needs_limits
@pytest.mark.skipif(not hasattr(psutil.Process, "rlimit"), reason="another process's limits can be set on Linux alone")
def test_a_training_goes_on_while_the_disk_takes_not_even_its_log(
    tmp_path: Path, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "engine_command", lambda: [sys.executable, "-c", _TALKATIVE])
    run = RunDirectory(tmp_path / "run")
    settings = {**ENDLESS, "snapshot_kimg": 0.04}
    process = psutil.Process(processes.start_training(run.path, dataset, recipe="quick-look", settings=settings))
    until(lambda: run.resumable_kimg() > 0)
    unlimited = process.rlimit(psutil.RLIMIT_FSIZE)
    process.rlimit(psutil.RLIMIT_FSIZE, (0, unlimited[1]))
    told = run.log_file.stat().st_size
    work = process.cpu_times().user
    until(lambda: not process.is_running() or process.cpu_times().user > work + 0.5)  # a line every tenth of a second
    process.rlimit(psutil.RLIMIT_FSIZE, unlimited)
    assert run.log_file.stat().st_size == told
    until(lambda: run.log_file.stat().st_size > told)  # it was about to say something all the while
    kimg = run.read_state().kimg
    until(lambda: run.read_state().kimg > kimg)
    assert run.read_state().pid == process.pid
    ask(run.path, "stop")
    until(lambda: run.live_status() == "stopped")


def test_a_start_that_fails_says_why_and_leaves_the_name_free(tmp_path: Path) -> None:
    run = RunDirectory(tmp_path / "runs" / "00001-knights")
    pid = processes.start_training(run.path, tmp_path / "missing.zip", recipe="quick-look")
    with pytest.raises(RunError, match=r"could not start.*missing\.zip"):
        processes.wait_for_start(run.path, pid)
    assert run.live_status() == "killed"
    processes.discard_unstarted(run.path)
    assert not run.path.exists()


def test_a_wrong_setting_is_told_in_one_clear_line(tmp_path: Path, dataset: Path) -> None:
    run = RunDirectory(tmp_path / "run")
    pid = processes.start_training(run.path, dataset, recipe="quick-look", settings={"batch": 0})
    with pytest.raises(RunError, match="batch") as caught:
        processes.wait_for_start(run.path, pid)
    assert "Traceback" not in str(caught.value)


def test_nothing_that_is_a_run_is_ever_discarded(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=20)
    processes.discard_unstarted(run.path)
    assert len(run.snapshots()) == 1
    other = RunDirectory(tmp_path / "other")
    other.path.mkdir()
    (other.path / "notes.txt").write_text("mine")
    processes.discard_unstarted(other.path)
    assert (other.path / "notes.txt").read_text() == "mine"


def test_what_is_no_run_cannot_be_resumed(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no training"):
        processes.resume_training(tmp_path)


def test_last_words_are_those_of_the_latest_process(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    assert processes.last_words(log) == ""
    log.write_text("== one\nold trouble\n== two\n")
    assert processes.last_words(log) == ""
    box = "╭─ Error ─────╮\n│ gan-engine: No such dataset. │\n╰─────────────╯\n\n"
    log.write_text(f"== one\nold trouble\n== two\n\x1b[31mloading\x1b[0m\n{box}", encoding="utf-8")
    assert processes.last_words(log) == "No such dataset."


def test_the_tail_of_a_huge_log_is_read_from_its_end(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    log.write_bytes(b"\xff\xfe" * 10**6 + b"\n" + b"".join(b"line %d\n" % n for n in range(50)))
    assert processes.log_tail(log, 3) == ["line 47", "line 48", "line 49"]


def _is_child(pid: int) -> bool:
    return any(child.pid == pid for child in psutil.Process().children())
