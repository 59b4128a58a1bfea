"""The supervisor: what is put first and set aside, going on, and how soon it hears and lets go."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable

import pytest

from gan_engine.errors import DamagedQueueError
from gan_engine.manager.devices import CPU, Device, devices_of, devices_text
from gan_engine.manager.holding import is_supervised, restore_queue
from gan_engine.manager.plans import plan_to_go_on
from gan_engine.manager.queue import Queue
from gan_engine.manager.schedule import Schedule
from gan_engine.manager.supervisor import Supervisor, supervise
from gan_engine.runs import requests
from gan_engine.runs.run_directory import RunDirectory
from tests.engine.manager.house import House, make_house

__all__ = ["make_house"]


# What is put first, and set aside


def test_one_that_is_put_first_takes_the_place_of_one_set_aside_which_goes_on_afterwards(house: House) -> None:
    long = house.add("long", "wait")
    house.look_until(lambda: house.is_running(long))
    other, urgent = house.add("other"), house.add("urgent", schedule=Schedule.parse("night").document())
    house.queue.start_next(urgent)
    house.queue.yield_device(long)
    assert [job.name for job in house.queue.jobs()] == ["urgent", "long", "other"]
    house.until("done", of=urgent)
    assert house.queue.job(other).state == "waiting", "who was set aside comes before those that waited"
    house.until("done")
    assert house.starts("long") == 2
    assert RunDirectory(house.queue.job(long).run).read_state().kimg == 3


def test_going_on_joins_the_job_that_there_is_and_makes_it_longer(house: House) -> None:
    first = house.add("a")
    house.until("done", of=first)
    run = house.queue.job(first).run
    longer = plan_to_go_on(run, kimg=5)
    second = house.queue.go_on(longer)
    assert second != first
    house.queue.pause(second)
    assert house.queue.go_on(plan_to_go_on(run, kimg=6)) == second
    assert (house.queue.job(second).state, house.queue.job(second).kimg) == ("waiting", 6)
    house.queue.remove(second)


def test_going_on_with_one_that_has_just_ended_is_not_lost(house: House) -> None:
    """Its end has not been noticed yet: the job still counts as running."""
    job = house.add("a", "wait")
    house.look_until(lambda: house.is_running(job))
    run = RunDirectory(house.queue.job(job).run)
    requests.ask(run.path, "stop")
    wait_until(lambda: run.live_status() == "stopped")
    assert house.queue.job(job).state == "running"
    assert house.queue.go_on(plan_to_go_on(run.path)) == job
    house.until("done")
    assert house.starts("a") == 2


def wait_until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


# Quick to hear, quick to let go


def test_a_wish_ends_the_rest_between_two_looks(house: House) -> None:
    rested = threading.Event()

    def rest() -> None:
        house.supervisor.rest(600, lambda: False)
        rested.set()

    thread = threading.Thread(target=rest)
    thread.start()
    with Queue(house.queue.path) as other:
        other.add(house.plan("a"))
    assert rested.wait(60)
    thread.join()


def test_devices_that_are_known_are_not_asked_for_again(house: House) -> None:
    def ask() -> tuple[Device, ...]:
        raise AssertionError("torch was asked")

    house.supervisor = house.new_supervisor(devices=ask, known=devices_of(devices_text([CPU])))
    house.add("a")
    house.until("done")


def test_a_damaged_queue_is_let_go_of_so_that_it_can_be_restored(house: House) -> None:
    house.add("a")
    house.queue.close()
    with sqlite3.connect(house.queue.path) as connection:
        connection.execute("UPDATE jobs SET wish = 'dancing'")
    connection.close()
    with Queue(house.queue.path) as damaged, pytest.raises(DamagedQueueError, match="damaged"):
        supervise(Supervisor(damaged), once=True, wait=0.01)
    assert not is_supervised(house.queue.path)
    aside = restore_queue(house.queue.path)
    assert aside.exists()
    with Queue(house.queue.path) as again:
        assert [job.name for job in again.jobs()] == ["a"]
    house.queue = Queue(house.queue.path)
