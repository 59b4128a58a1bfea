"""The supervisor: trainings that end, are killed, hang, want memory or fail again and again."""

from __future__ import annotations

import time

import pytest

from gan_engine.errors import DiskError
from gan_engine.manager import supervisor as module
from gan_engine.manager.pace import Pace, Patience
from gan_engine.manager.retries import Retries
from gan_engine.runs.run_directory import RunDirectory
from tests.engine.manager.house import House, make_house
from tests.engine.run_support import document

__all__ = ["make_house"]


# What ends


def test_a_killed_training_goes_on_from_its_last_snapshot(house: House) -> None:
    job = house.add("a", "step and die", "step and die", kimg=4)
    other = house.add("b")
    house.until("done")
    spells = [spell for spell in house.queue.spells() if spell.job == job]
    assert house.queue.spells()[-1].job == other, "nobody takes the place of who is up again in a moment"
    assert [(spell.outcome, spell.began_kimg, spell.ended_kimg) for spell in spells] == [
        ("killed", 0, 1), ("killed", 1, 2), ("finished", 2, 4),
    ]  # fmt: skip


def test_failures_at_the_same_point_wait_longer_and_are_given_up(house: House) -> None:
    job = house.add("a", "step and die", *["die"] * 3)
    given_up = house.until("failed", of=job)
    assert given_up is not None
    assert given_up.tries == 4
    assert given_up.cause == "again"
    assert "Given up after 4 failures at 1 kimg" in given_up.reason
    assert house.starts() == 4
    house.queue.resume(job)
    house.until("done", of=job)


def test_what_a_training_cannot_do_itself_is_given_up_sooner(house: House) -> None:
    job = house.add("a", *["fail"] * 3)
    given_up = house.until("failed", of=job)
    assert given_up is not None
    assert (given_up.tries, house.starts()) == (3, 3)
    assert "It went wrong." in given_up.reason


def test_waits_grow_up_to_a_cap() -> None:
    retries = Retries()
    waits = [retries.wait(tries) for tries in range(1, 8)]
    assert waits == sorted(waits)
    assert waits[0] == 2
    assert waits[-1] == retries.cap == 1800
    assert retries.wait(10_000) == retries.cap
    assert (retries.count(3, 1.0, 1.0), retries.count(3, 1.0, 1.5), retries.count(0, None, 0.0)) == (4, 1, 1)


def test_short_memory_goes_on_with_the_batch_in_parts(house: House) -> None:
    job = house.add("a", "memory", "memory", kimg=2)
    house.until("done", of=job)
    assert RunDirectory(house.folder / "a").read_run()["resolved"]["parts"] == 4
    batch = document()["configuration"]["batch"]
    tries = batch.bit_length() - 1
    small = house.add("b", *["memory"] * (tries + 1))
    said = set()

    def failed() -> bool:
        said.add(house.queue.job(small).reason)
        return house.queue.job(small).state == "failed"

    house.look_until(failed)
    assert any("in 2 parts" in words for words in said)
    assert house.queue.job(small).cause == "memory"
    assert house.starts("b") == tries + 1


def test_a_training_that_hangs_is_ended_and_started_again(house: House) -> None:
    house.supervisor = house.new_supervisor(patience=Patience(start=20, floor=0.6, factor=3))
    job = house.add("a", "hang", kimg=4)
    house.until("done", of=job)
    assert [spell.outcome for spell in house.queue.spells()] == ["hang", "finished"]
    assert house.queue.job(job).longest_gap > 0


def test_a_training_that_cannot_tell_for_a_full_disk_is_left_alone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DiskError("The disk is full.")

    house.supervisor = house.new_supervisor(patience=Patience(start=20, floor=0.3, factor=1))
    job = house.add("a", "hang", kimg=4)
    house.look_until(lambda: house.is_running(job) and RunDirectory(house.folder / "a").read_state().kimg == 2)
    with monkeypatch.context() as full:
        full.setattr(module.atomic, "write_bytes", refuse)
        end = time.monotonic() + 1.5
        house.look_until(lambda: time.monotonic() > end)
        assert house.is_running(job)
    house.until("done", of=job)
    assert [spell.outcome for spell in house.queue.spells()] == ["hang", "finished"]


def test_the_limit_of_a_hang_is_learnt_from_the_run() -> None:
    patience = Patience(start=100, floor=10, factor=3, unseen=20)
    pace = Pace(0.0)
    pace.see("starting", 1.0, patience)
    pace.see("starting", 19.0, patience)
    assert not pace.is_stuck(patience), "loading takes its time"
    for moment in range(20, 30):
        pace.see(moment, float(moment), patience)
    pace.see(29, 39.5, patience)
    assert pace.is_stuck(patience)
    pace.see("measured", 41.0, patience)  # it was a long measure
    assert pace.longest_gap == 12.0
    pace.see("measured", 60.0, patience)
    pace.see("measured", 76.0, patience)
    assert not pace.is_stuck(patience), "three times what it once took"
    pace.see("measured", 78.0, patience)
    assert pace.is_stuck(patience)
    asleep = Pace(0.0, longest_gap=1.0, under_way=True)
    asleep.see("a", 0.5, patience)
    asleep.see("a", 500.0, patience)
    assert not asleep.is_stuck(patience), "nobody looked: the machine slept"
    waiting = Pace(0.0, longest_gap=1.0, under_way=True)
    for moment in range(0, 100, 5):
        waiting.see("paused", float(moment), patience)
        waiting.wait()
    assert not waiting.is_stuck(patience)
