"""A run directory says the truth about its training, whoever asks and whatever happened."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_engine.errors import DiskError, RunError
from gan_engine.runs.history import Follower
from gan_engine.runs.run_directory import RunDirectory, RunState, kimg_of, tag
from tests.engine.run_support import document, progress, write_run

HOLDER = """
import sys, time
from pathlib import Path
from gan_engine.runs.run_directory import RunDirectory, RunState
run = RunDirectory(Path(sys.argv[1]))
with run.hold():
    run.write_state(RunState(status=sys.argv[2], heartbeat=time.time(), kimg=1.5))
    print("held", flush=True)
    sys.stdin.readline()
"""


def held_by_another(path: Path, status: str = "running") -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), status], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"held"
    return process


def end(process: subprocess.Popen[bytes]) -> None:
    process.communicate(b"\n", timeout=120)


@pytest.mark.parametrize(
    ("kimg", "name"),
    [(200, "000200"), (0.16, "000000.160"), (0, "000000"), (0.0159999, "000000.016"), (1234.5, "001234.500")],
)
def test_a_tag_names_the_kimg(kimg: float, name: str) -> None:
    assert tag(kimg) == name
    assert kimg_of(name) == pytest.approx(kimg, abs=5e-4)


@given(st.integers(0, 10**8))
def test_a_tag_gives_back_the_kimg_to_the_bit(images: int) -> None:
    """2 + 0.72 is not 2.72: who compares folders with events would find a snapshot missing."""
    assert kimg_of(tag(images / 1000)) == images / 1000


@given(st.lists(st.integers(0, 10**8), min_size=2, unique=True))
def test_tags_sort_as_text_in_the_order_of_training(images: list[int]) -> None:
    assert sorted(tag(n / 1000) for n in images) == [tag(n / 1000) for n in sorted(images)]


@pytest.mark.parametrize(
    "name", ["", "200", "000200.tmp", ".writing-000200", "000200.16", "-00200", "０００２００", "best"]
)
def test_other_names_are_no_tags(name: str) -> None:
    assert kimg_of(name) is None


def test_what_is_created_can_be_opened_and_read(tmp_path: Path) -> None:
    made = RunDirectory.create(tmp_path / "runs" / "00001-knights", document(batch=8))
    run = RunDirectory.open(made.path)
    assert run.read_run()["configuration"]["batch"] == 8
    assert run.read_state().status == "starting"
    assert not run.is_held()


def test_a_run_is_never_begun_over_another(tmp_path: Path) -> None:
    RunDirectory.create(tmp_path, document(batch=8))
    with pytest.raises(RunError, match="already a training"):
        RunDirectory.create(tmp_path, document(batch=16))
    assert RunDirectory.open(tmp_path).read_run()["configuration"]["batch"] == 8


def test_opening_what_is_no_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no training"):
        RunDirectory.open(tmp_path)
    with pytest.raises(RunError, match="no training"):
        RunDirectory.open(tmp_path / "missing")


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_a_damaged_description_is_named(tmp_path: Path, damage: bytes) -> None:
    run = RunDirectory.create(tmp_path, document())
    run.run_file.write_bytes(damage)
    with pytest.raises(RunError, match="damaged"):
        run.read_run()


def test_a_state_comes_back_as_it_was_written(tmp_path: Path) -> None:
    run = RunDirectory.create(tmp_path, document())
    state = RunState(
        status="paused", pid=7, heartbeat=1.5, kimg=0.16, step=5, images=160, best_snapshot="000200", message="wartet"
    )
    run.write_state(state)
    assert run.read_state() == state


def test_numbers_that_are_none_are_written_as_null(tmp_path: Path) -> None:
    run = RunDirectory.create(tmp_path, document())
    run.write_state(RunState(status="running", images_per_second=math.inf, seconds_left=math.nan))
    values = json.loads(run.state_file.read_text())
    assert values["images_per_second"] is None
    assert values["seconds_left"] is None


@given(
    st.dictionaries(
        st.sampled_from(
            ["status", "pid", "heartbeat", "kimg", "step", "best_snapshot", "message", "seconds_left", "before", "new"]
        ),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=4,
        ),
    )
)
def test_any_state_file_is_read_as_some_state(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]
) -> None:
    run = RunDirectory(tmp_path_factory.mktemp("run"))
    run.state_file.write_text(json.dumps(values))
    state = run.read_state()
    assert isinstance(state.kimg, int | float)
    assert math.isfinite(state.kimg)
    assert isinstance(state.message, str)
    assert run.live_status()


def test_a_run_that_was_moved_does_not_come_back_as_an_empty_folder(tmp_path: Path) -> None:
    run = RunDirectory.create(tmp_path / "run", document())
    run.path.rename(tmp_path / "moved")
    with pytest.raises(RunError, match="any more"), run.hold():
        pass
    assert not run.path.exists()
    with RunDirectory(tmp_path / "moved").hold():
        pass


def test_a_run_is_held_by_one_process_only(tmp_path: Path) -> None:
    run = RunDirectory.create(tmp_path, document())
    other = held_by_another(tmp_path)
    assert run.is_held()
    assert run.live_status() == "running"
    with pytest.raises(RunError, match="in use"), run.hold():
        pass
    end(other)
    assert not run.is_held()
    with run.hold():
        assert run.is_held()
        assert RunDirectory(tmp_path).is_held()
    assert not run.is_held()


@pytest.mark.parametrize("status", ["starting", "running", "paused"])
def test_a_training_killed_outright_is_seen_to_be_dead(tmp_path: Path, status: str) -> None:
    run = RunDirectory.create(tmp_path, document())
    other = held_by_another(tmp_path, status)
    assert run.live_status() == status
    other.kill()
    other.communicate(timeout=120)
    assert run.live_status() == "killed"
    assert run.read_state().kimg == 1.5


@pytest.mark.parametrize("status", ["finished", "stopped", "failed", "interrupted"])
def test_a_training_that_ended_in_order_keeps_its_word(tmp_path: Path, status: str) -> None:
    run = RunDirectory.create(tmp_path, document())
    end(held_by_another(tmp_path, status))
    assert run.live_status() == status


def test_a_process_that_is_still_starting_counts_as_alive_until_it_dies(tmp_path: Path) -> None:
    run = RunDirectory(tmp_path)
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    run.write_state(RunState(status="starting", pid=child.pid, heartbeat=time.time()))
    assert run.live_status() == "starting"
    assert child.stdin is not None
    child.stdin.close()
    if sys.platform != "win32":
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # it has ended, nobody has taken note: a zombie
        assert run.live_status() == "killed"
    child.wait(timeout=120)
    assert run.live_status() == "killed"


def test_another_process_with_the_same_number_is_not_taken_for_the_training(tmp_path: Path) -> None:
    run = RunDirectory(tmp_path)
    run.write_state(RunState(status="starting", pid=os.getpid(), heartbeat=time.time() - 10 * 365 * 86400))
    assert run.live_status() == "killed"


def test_holding_sweeps_what_an_interrupted_writer_left(tmp_path: Path) -> None:
    run = RunDirectory.create(tmp_path, document())
    (run.snapshots_folder / ".writing-abc-000200").mkdir()
    (run.path / ".writing-abc-state.json").write_text("{")
    with run.hold():
        assert not list(run.path.rglob(".writing-*"))


def test_samples_and_snapshots_are_listed_in_order_and_only_whole(tmp_path: Path) -> None:
    run = write_run(tmp_path, kimg=40)
    (run.snapshots_folder / "000050").mkdir()  # no weights inside
    (run.snapshots_folder / ".writing-1-000060").mkdir()
    (run.samples_folder / "notes.txt").write_text("mine")
    assert [snapshot.name for snapshot in run.snapshots()] == ["000020", "000040"]
    assert [sample.kimg for sample in run.samples()] == [0, 20, 40]


def test_a_deleted_run_reads_as_empty(tmp_path: Path) -> None:
    run = RunDirectory(tmp_path / "gone")
    assert run.samples() == []
    assert run.snapshots() == []
    assert run.read_state() == RunState()
    assert not run.is_held()
    assert not run.path.exists()


def test_the_next_writer_closes_a_torn_line(tmp_path: Path) -> None:
    run = RunDirectory.create(tmp_path, document())
    with run.hold():
        run.append_event(progress(1))
        run.append_event(progress(2))
    whole = run.events_file.read_bytes()
    run.events_file.write_bytes(whole[:-25])
    with run.hold():
        run.append_event(progress(3))
        run.append_event(progress(4))
    assert [event.kimg for event in Follower(tmp_path).poll()] == [1, 3, 4]
    assert run.events_file.read_bytes().startswith(whole[:-25] + b"\n")


@pytest.mark.skipif(sys.platform == "win32" or not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said_and_the_run_goes_on_once_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = RunDirectory.create(tmp_path, document())
    with monkeypatch.context() as patch:
        patch.setattr("gan_engine.door.open_append", lambda path, *, root: os.open("/dev/full", os.O_RDWR))
        with run.hold(), pytest.raises(DiskError, match="disk is full"):
            run.append_event(progress(1))
    with run.hold():
        run.append_event(progress(2))
    assert [event.kimg for event in Follower(tmp_path).poll()] == [2]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_killed_while_writing_nothing_half_written_is_read(tmp_path: Path) -> None:
    """A writer replaces its state and appends events as fast as it can, and is killed at odd moments."""
    run = RunDirectory.create(tmp_path, document())
    writer = """
import itertools, sys
from pathlib import Path
from gan_engine.runs.run_directory import RunDirectory, RunState
from tests.engine.run_support import progress
run = RunDirectory(Path(sys.argv[1]))
with run.hold():
    print("held", flush=True)
    for step in itertools.count(1):
        run.append_event(progress(step))
        run.write_state(RunState(status="running", kimg=step, message="x" * 5000))
"""
    for attempt in range(4):
        process = subprocess.Popen([sys.executable, "-c", writer, str(tmp_path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.05 + 0.03 * attempt)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=120)
        state = run.read_state()
        assert state.status == "running"
        assert state.message in ("", "x" * 5000)
    events = Follower(tmp_path).poll()
    assert events
    lines = run.events_file.read_bytes().count(b"\n")
    assert lines - 4 <= len(events) <= lines + 1
