"""The supervisor: real processes that end, die, hang and want memory; what it starts, starts again, and holds back.

Ends and failures have their own file beside this one.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import psutil
import pytest

from gan_engine.errors import QueueError
from gan_engine.manager import supervisor as module
from gan_engine.manager.holding import is_supervised
from gan_engine.manager.jobs import Condition
from gan_engine.manager.schedule import Schedule, Verdict
from gan_engine.runs import dataset_location
from gan_engine.runs.run_directory import RunDirectory
from tests.engine.dataset_support import make_dataset
from tests.engine.manager.house import STAND_IN, House, make_house

__all__ = ["make_house"]


# What is started, and where


def test_one_job_a_device_in_the_order_of_the_queue(house: House) -> None:
    jobs = [house.add(name) for name in "abc"]
    urgent = house.add("urgent", priority=1)
    most = 0

    def ended() -> bool:
        nonlocal most
        most = max(most, sum(job.state == "running" for job in house.queue.jobs()))
        return all(job.state == "done" for job in house.queue.jobs())

    house.look_until(ended)
    assert most == 1
    assert (house.folder / "starts.txt").read_text().split() == ["urgent", "a", "b", "c"]
    began = {spell.job: spell.began for spell in house.queue.spells()}
    assert sorted(began, key=lambda job: began[job]) == [urgent, *jobs]
    assert all(spell.outcome == "finished" and spell.ended_kimg == 3 for spell in house.queue.spells())


def test_two_cards_train_side_by_side_and_jobs_keep_theirs(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEVICES", "cuda:0 cuda:1 cpu")
    first, second, third = (house.add(name, "wait", "wait") for name in "abc")
    own = house.add("own", "wait", device="cpu")
    house.look_until(lambda: all(map(house.is_running, (first, second, own))))
    assert [house.queue.job(job).used_device for job in (first, second, own)] == ["cuda:0", "cuda:1", "cpu"]
    assert house.queue.job(third).state == "waiting", "a processor is no stand-in for a card"
    settings = [RunDirectory(house.folder / name).read_run()["configuration"]["device"] for name in "ab"]
    assert settings == ["auto", "cuda:1"]
    house.queue.pause(second)
    house.look_until(lambda: house.queue.job(second).state == "paused" and house.is_running(third))
    assert house.queue.job(third).used_device == "cuda:1"
    house.queue.pause(first)
    house.queue.resume(second)
    house.look_until(lambda: house.is_running(second))
    assert house.queue.job(second).used_device == "cuda:0", "of the same kind"


def test_a_training_of_several_processes_has_all_cards_for_itself(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEVICES", "cuda:0 cuda:1 cpu")
    single = house.add("single", "wait", kimg=1)
    house.look_until(lambda: house.is_running(single))
    together = house.add("together", "wait", processes=2)
    later, own = house.add("later"), house.add("own", device="cpu")
    house.until("done", of=own)
    assert [house.queue.job(job).state for job in (together, later)] == ["waiting", "waiting"], "it is not overtaken"
    house.queue.pause(single)
    house.look_until(lambda: house.is_running(together))
    for _ in range(3):
        house.supervisor.look()
    assert house.queue.job(later).state == "waiting"
    house.queue.pause(together)
    house.until("done", of=later)


def test_a_device_that_is_gone_holds_its_jobs_alone(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    lost, other = house.add("lost", device="cuda:1"), house.add("other")
    house.until("held", "done")
    job = house.queue.job(lost)
    assert (job.state, job.cause) == ("held", "device")
    assert "cuda:1" in job.reason
    assert "there is cpu" in job.reason
    assert house.queue.job(other).state == "done"
    assert not job.run.exists(), "nothing was begun"
    monkeypatch.setenv("DEVICES", "cuda:0 cuda:1 cpu")
    house.until("done", of=lost)


def test_a_job_waits_for_another_trainings_measure(house: House) -> None:
    def below(value: float) -> Condition:
        return Condition(metric="kid-lite0", run=str(house.folder / "first"), relation="below", value=value)

    waits = house.add("waits", condition=below(0.5), priority=9)
    in_vain = house.add("in-vain", condition=below(0.1), priority=9)
    house.add("first", "measure 0.3")
    house.until("done", of=waits)
    assert (house.folder / "starts.txt").read_text().split() == ["first", "waits"]
    held = house.until("held", of=in_vain)
    assert held is not None
    assert held.cause == "measure"
    assert "came to 0.3" in held.reason


# What people want


def test_pause_frees_the_device_and_resume_goes_on(house: House) -> None:
    first, second = house.add("a", "wait"), house.add("b", "wait")
    house.look_until(lambda: house.is_running(first))
    house.queue.pause(first)
    house.look_until(lambda: house.queue.job(first).state == "paused" and house.is_running(second))
    house.queue.remove(second)
    house.queue.resume(first)
    house.until("done", of=first)
    assert house.queue.job(second).state == "removed"
    assert (house.folder / "b" / "run.json").is_file(), "what was trained stays"


def test_hours_end_and_begin(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside its hours a job waits, says until when, and leaves its device to another."""
    allowed = True
    monkeypatch.setattr(
        Schedule, "verdict", lambda *_, **__: Verdict(True) if allowed else Verdict(False, "It waits until 22:00.")
    )
    by_night, other = house.add("night", "wait", schedule={"hours": ["22:00", "07:00"]}), house.add("other", "wait")
    house.look_until(lambda: house.is_running(by_night))
    allowed = False
    house.look_until(lambda: house.queue.job(by_night).reason == "It waits until 22:00." and house.is_running(other))
    assert house.queue.job(by_night).state == "waiting"
    house.queue.remove(other)
    allowed = True
    house.until("done", of=by_night)
    assert (house.queue.job(by_night).tries, house.queue.job(by_night).reason) == (0, "")


def test_a_training_stopped_from_elsewhere_is_done(house: House) -> None:
    job = house.add("a", "wait")
    house.look_until(lambda: house.is_running(job) and RunDirectory(house.folder / "a").read_state().kimg == 3)
    module.requests.ask(house.folder / "a", "stop")
    done = house.until("done", of=job)
    assert done is not None
    assert "stopped at 3 kimg" in done.reason


# Supervisors come and go

_SUPERVISE = """
import sys
from pathlib import Path
from gan_engine.runs import processes
processes.engine_command = lambda: [sys.executable, sys.argv[2]]
from gan_engine.manager.queue import Queue
from gan_engine.manager.supervisor import Supervisor, supervise
with Queue(Path(sys.argv[1])) as queue:
    supervise(Supervisor(queue), once=True, wait=0.05)
"""


def supervising(house: House) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _SUPERVISE, str(house.queue.path), str(STAND_IN)]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def wait_for(condition: Callable[[], object], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_two_supervisors_never_run_one_job(house: House) -> None:
    job = house.add("a", "wait")
    both = [supervising(house), supervising(house)]
    wait_for(lambda: house.is_running(job))
    wait_for(lambda: any(each.poll() is not None for each in both))
    (loser,) = [each for each in both if each.poll() is not None]
    (winner,) = [each for each in both if each is not loser]
    assert loser.wait() == 1
    assert b"sees to the queue" in loser.communicate()[1]
    assert is_supervised(house.queue.path)
    with pytest.raises(QueueError, match="sees to the queue"), house.supervisor.hold():
        pass
    house.queue.pause(job)
    assert winner.wait(60) == 0
    winner.communicate()
    assert house.starts() == 1
    assert not is_supervised(house.queue.path)


def test_a_training_outlives_its_supervisor_and_is_adopted(house: House) -> None:
    job = house.add("a", "wait")
    first = supervising(house)
    wait_for(lambda: house.is_running(job))
    pid = RunDirectory(house.folder / "a").read_state().pid
    first.kill()
    first.communicate()
    assert house.is_running(job)
    house.supervisor.look()
    house.supervisor.look()
    assert RunDirectory(house.folder / "a").read_state().pid == pid
    assert house.queue.job(job).state == "running"
    house.queue.pause(job)
    house.until("paused", of=job)
    assert house.starts() == 1
    assert len(house.queue.spells()) == 1


def test_a_supervisor_killed_between_taking_and_starting_leaves_no_failure(house: House) -> None:
    job = house.add("a")
    assert house.queue.take(job, "cpu")
    house.until("done", of=job)
    assert (house.queue.job(job).tries, house.starts()) == (0, 1)


def test_a_training_whose_start_nobody_saw_is_not_started_twice(house: House) -> None:
    """Killed right after its process was made, before that had its run in hand or anything was written of it."""
    job = house.add("a", "wait")
    RunDirectory.create(house.folder / "a", house.queue.document(job), trained_here=False)
    slow = "import sys, time, runpy; time.sleep(1.5); sys.argv[:1] = []; runpy.run_path(sys.argv[0], None, '__main__')"
    process = subprocess.Popen([sys.executable, "-c", slow, str(STAND_IN), "resume", str(house.folder / "a")])
    assert house.queue.take(job, "cpu")
    house.look_until(lambda: house.is_running(job))
    assert RunDirectory(house.folder / "a").read_state().pid == process.pid
    house.queue.pause(job)
    house.until("paused", of=job)
    process.wait(60)
    assert house.starts() == 1


def test_a_machine_that_was_restarted_goes_on(house: House) -> None:
    """State and queue say that it runs, by a process number that is another's now."""
    job = house.add("a")
    run = RunDirectory.create(house.folder / "a", house.queue.document(job))
    run.write_state(replace(run.read_state(), status="running", pid=psutil.Process().pid, kimg=1.0, images=1000))
    house.queue.take(job, "cpu")
    house.queue.begin_spell(job, 0.0)
    house.until("done", of=job)
    assert [spell.outcome for spell in house.queue.spells()] == ["killed", "finished"]


def test_the_clock_set_back_keeps_nobody_waiting(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    job = house.add("a", "die")
    house.until("waiting", "done", of=job)
    house.look_until(lambda: house.queue.job(job).next_try_at is not None or house.queue.job(job).state == "done")
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() - 10 * 365 * 86400)
    house.until("done", of=job)
    assert all(spell.ended is not None and spell.ended >= spell.began for spell in house.queue.spells())


# What lies elsewhere, or is another


def test_a_dataset_that_changed_holds_its_job_and_no_other(house: House) -> None:
    held, other = house.add("held"), house.add("other")
    plan = house.plan("second-set")
    second = make_dataset(house.folder / "second.zip", count=4)
    with dataset_location.open_dataset(second) as dataset:
        facts = {**plan.document["dataset"], "path": str(second), "digest": dataset.digest}
    of_second = house.queue.add(replace(plan, document={**plan.document, "dataset": facts}))
    house.queue.pause(other)
    aside = house.dataset.rename(house.folder / "aside.zip")
    make_dataset(house.dataset, count=5)
    house.until("held", of=held)
    job = house.queue.job(held)
    assert job.cause == "dataset"
    assert "not the one that this training was begun with" in job.reason
    assert not job.run.exists(), "told before anything was made"
    house.until("done", of=of_second)
    house.dataset.unlink()
    aside.rename(house.dataset)
    house.until("done", of=held)


def test_a_run_folder_that_has_gone_or_is_another_is_told(house: House) -> None:
    gone = house.queue.add(house.plan("gone", begun=True))
    other = house.add("other")
    foreign = {**house.queue.document(other), "created": "2025-01-01"}
    RunDirectory.create(house.folder / "other", foreign, trained_here=False)
    house.until("held")
    assert "has gone" in house.queue.job(gone).reason
    assert "another training" in house.queue.job(other).reason
    assert RunDirectory(house.folder / "other").read_run()["created"] == "2025-01-01"
    assert house.starts() == 0


def test_a_run_copied_from_another_machine_is_gone_on_with(house: House) -> None:
    """It was copied while it trained there: its state, its paths and its process are of that machine."""
    plan = house.plan("copied")
    facts = {**plan.document["dataset"], "path": "/mnt/other-machine/shapes.zip", "relative": "../shapes.zip"}
    document = {**plan.document, "dataset": facts}
    run = RunDirectory.create(house.folder / "copied", document)
    run.write_state(replace(run.read_state(), status="running", pid=1, kimg=1.0, images=1000, heartbeat=time.time()))
    job = house.queue.add(replace(plan, document=document, begun=True))
    house.until("done", of=job)
    assert house.queue.job(job).dataset == house.dataset
