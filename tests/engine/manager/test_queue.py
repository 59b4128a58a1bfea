"""The queue's file: order, wishes, several processes at once, and what cannot be used as one."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gan_engine.errors import DiskError, QueueError
from gan_engine.manager import database
from gan_engine.manager.jobs import Condition, JobPlan
from gan_engine.manager.queue import Queue
from tests.engine.run_support import document


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Queue]:
    with Queue(tmp_path / "queue.db") as queue:
        yield queue


def plan(run: Path, **values: Any) -> JobPlan:
    return JobPlan(run=run, document=document(), **values)


def names(queue: Queue) -> list[str]:
    return [job.name for job in queue.jobs()]


def test_jobs_come_by_priority_then_in_the_order_they_were_put_in(queue: Queue, tmp_path: Path) -> None:
    first, second, third = queue.add_all([plan(tmp_path / name) for name in ("a", "b", "c")])
    urgent = queue.add(plan(tmp_path / "urgent", priority=5))
    assert names(queue) == ["urgent", "a", "b", "c"]
    queue.move(third, before=first)
    assert names(queue) == ["urgent", "c", "a", "b"]
    queue.move(third, before=None)
    assert names(queue) == ["urgent", "a", "b", "c"]
    queue.move(second, before=urgent)
    assert names(queue) == ["b", "urgent", "a", "c"]
    assert queue.job(second).priority == 5
    queue.prioritise(urgent, 0)
    assert names(queue) == ["b", "a", "c", "urgent"]


def test_a_job_is_a_frozen_copy_of_all_that_a_training_needs(queue: Queue, tmp_path: Path) -> None:
    wanted = Condition(metric="kid-lite0", run=str(tmp_path / "other"), relation="below", value=0.02)
    number = queue.add(plan(tmp_path / "run", device="cuda:1", condition=wanted, schedule={"when": "night"}))
    job = queue.job(number)
    assert queue.document(number) == document()
    assert (job.digest, job.dataset, job.recipe) == ("0" * 64, Path("/art/critters.zip"), "quick-look")
    assert (job.device, job.condition, job.schedule, job.state) == ("cuda:1", wanted, {"when": "night"}, "waiting")
    assert job.condition is not None
    assert job.condition.holds_for(0.01)
    assert not job.condition.holds_for(0.02)


def test_a_run_directory_is_one_open_jobs_alone(queue: Queue, tmp_path: Path) -> None:
    number = queue.add(plan(tmp_path / "run"))
    with pytest.raises(QueueError, match="in the queue already"):
        queue.add_all([plan(tmp_path / "fresh"), plan(tmp_path / "run")])
    assert names(queue) == ["run"], "all or none"
    queue.set_state(number, "done")
    again = queue.add(plan(tmp_path / "run", begun=True))
    found = queue.job_of(tmp_path / "run")
    assert found is not None
    assert found.id == again


def test_wishes_about_a_running_job_wait_for_its_process(queue: Queue, tmp_path: Path) -> None:
    one, other, third = queue.add_all([plan(tmp_path / name) for name in "abc"])
    assert all(queue.take(job, "cpu") for job in (one, other, third))
    assert not queue.take(one, "cpu"), "a job is taken once"
    queue.pause(one)
    queue.remove(other)
    queue.pause(third)
    assert [(job.state, job.wish) for job in queue.jobs()] == [
        ("running", "pause"), ("running", "remove"), ("running", "pause"),
    ]  # fmt: skip
    queue.resume(third)
    for job in (one, other, third):
        queue.end_spell(job, 0.5, "stopped")
        queue.set_state(job, "done")
    assert [queue.job(job).state for job in (one, other, third)] == ["done", "removed", "done"]
    four = queue.add(plan(tmp_path / "d"))
    queue.take(four, "cpu")
    queue.pause(four)
    queue.set_state(four, "waiting", tries=1, next_try_at=1.0)
    assert queue.job(four).state == "paused"
    queue.resume(four)
    assert (queue.job(four).state, queue.job(four).tries, queue.job(four).next_try_at) == ("waiting", 0, None)


def test_removed_jobs_are_kept_out_of_sight_with_what_ran_when(queue: Queue, tmp_path: Path) -> None:
    number = queue.add(plan(tmp_path / "run"))
    queue.take(number, "cuda:0")
    assert not queue.end_spell(number, 0.25, "killed"), "it was never started"
    queue.begin_spell(number, 0.25)
    queue.begin_spell(number, 0.3)
    queue.end_spell(number, 0.5, "killed")
    queue.set_state(number, "waiting")
    queue.remove(number)
    assert queue.jobs() == []
    assert [job.state for job in queue.jobs(removed=True)] == ["removed"]
    (spell,) = queue.spells()
    assert (spell.device, spell.began_kimg, spell.ended_kimg, spell.outcome) == ("cuda:0", 0.25, 0.5, "killed")
    assert queue.spells(until=spell.began - 1) == []


_ADDER = """
import sys
from pathlib import Path
from gan_engine.manager.queue import Queue
from gan_engine.manager.jobs import JobPlan
from tests.engine.run_support import document
with Queue(Path(sys.argv[1])) as queue:
    for number in range(12):
        queue.add(JobPlan(run=Path(sys.argv[1]).parent / f"{sys.argv[2]}-{number}", document=document()))
        queue.move(queue.jobs()[-1].id, before=queue.jobs()[0].id)
"""


def test_several_processes_write_at_once(queue: Queue, tmp_path: Path) -> None:
    before = queue.version()
    adders = [subprocess.Popen([sys.executable, "-c", _ADDER, queue.path, name]) for name in "xy"]
    assert [adder.wait(120) for adder in adders] == [0, 0]
    assert sorted(names(queue)) == sorted(f"{name}-{number}" for name in "xy" for number in range(12))
    assert queue.version() != before, "who watches sees that others have changed something"


def test_threads_share_a_queue(queue: Queue, tmp_path: Path) -> None:
    def add(name: str) -> None:
        for number in range(10):
            queue.add(plan(tmp_path / f"{name}-{number}"))

    threads = [threading.Thread(target=add, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(queue.jobs()) == 20


# Files that are no queue


def test_a_queue_of_a_newer_version_is_left_alone(queue: Queue) -> None:
    queue.close()
    with sqlite3.connect(queue.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = queue.path.read_bytes()
    with pytest.raises(QueueError, match="newer version of Maquette"):
        Queue(queue.path)
    with pytest.raises(QueueError, match="newer version of Maquette"):
        Queue(queue.path, only_look=True)
    assert queue.path.read_bytes() == before


@pytest.mark.parametrize("how", ["cut", "zeroed", "text", "rows"])
def test_a_damaged_queue_loses_no_job(queue: Queue, tmp_path: Path, how: str) -> None:
    for number in range(50):
        queue.add(plan(tmp_path / f"{number:02d}"))
    wanted = names(queue)
    queue.close()
    data = bytearray(queue.path.read_bytes())
    if how == "cut":
        del data[len(data) // 3 :]
    elif how == "zeroed":
        data[: len(data) // 2] = bytes(len(data) // 2)
    elif how == "text":
        data[:] = b"not a database" * 100
    else:
        with sqlite3.connect(queue.path) as connection:
            connection.execute("UPDATE jobs SET state = 'dancing' WHERE id = 7")
        connection.close()
        data = bytearray(queue.path.read_bytes())
    queue.path.write_bytes(data)
    with pytest.raises(QueueError, match="damaged") as refused, Queue(queue.path) as broken:
        broken.jobs()
    assert "queue restore" in refused.value.do
    aside = database.restore(queue.path)
    assert aside.read_bytes() == data, "the damaged file is kept"
    with Queue(queue.path) as again:
        assert names(again) == wanted


def test_the_last_frames_of_the_log_cut_short_lose_no_job_that_was_there_before(queue: Queue, tmp_path: Path) -> None:
    queue.add_all([plan(tmp_path / name) for name in "abc"])
    wal = queue.path.with_name("queue.db-wal")
    copy = tmp_path / "copy"
    copy.mkdir()
    queue.add(plan(tmp_path / "d"))
    for file in (queue.path, wal):  # as a machine that stopped leaves them
        shutil.copy(file, copy)
    with open(copy / "queue.db-wal", "rb+") as file:
        file.truncate(file.seek(0, os.SEEK_END) - 100)
    with Queue(copy / "queue.db") as again:
        assert names(again) == ["a", "b", "c"]


def test_a_locked_queue_says_so(queue: Queue, tmp_path: Path) -> None:
    other = sqlite3.connect(queue.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(QueueError, match="in use by another program"):
            queue.add(plan(tmp_path / "a"))
    finally:
        other.close()
    queue.add(plan(tmp_path / "a"))


@pytest.fixture
def folder_of_ours() -> Iterator[Path]:
    """A folder that is reached without being root."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write everywhere; within the block it is not root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' permissions are another matter")
def test_a_queue_on_a_read_only_disk_is_looked_at_and_not_written(
    queue: Queue, tmp_path: Path, folder_of_ours: Path
) -> None:
    queue.add(plan(tmp_path / "a"))
    queue.close()
    shutil.copy(queue.path, folder_of_ours)
    (folder_of_ours / "queue.db").chmod(0o444)
    folder_of_ours.chmod(0o555)
    with as_nobody():
        with pytest.raises(DiskError, match="may not be written to"):
            Queue(folder_of_ours / "queue.db")
        with Queue(folder_of_ours / "queue.db", only_look=True) as seen:
            assert names(seen) == ["a"]
    assert [path.name for path in folder_of_ours.iterdir()] == ["queue.db"]


def test_who_looks_sees_what_others_write_meanwhile(queue: Queue, tmp_path: Path) -> None:
    """Also where nobody had it open when the look began: the file is not taken for one that never changes."""
    queue.add_all([plan(tmp_path / str(number)) for number in range(40)])
    queue.close()
    with Queue(queue.path, only_look=True) as seen:
        assert len(names(seen)) == 40
        with Queue(queue.path) as writer:
            for job in writer.jobs():
                writer.remove(job.id)
            writer.add(plan(tmp_path / "new"))
        assert names(seen) == ["new"]


def test_looking_at_a_queue_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with Queue(tmp_path / "no" / "queue.db", only_look=True) as queue:
        assert queue.jobs() == []
    assert not (tmp_path / "no").exists()


def test_another_database_is_no_queue(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(QueueError, match="no queue of trainings"):
        Queue(tmp_path / "other.db")
