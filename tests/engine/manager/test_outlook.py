"""When waiting jobs are likely to begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from gan_engine.manager.devices import CPU, Device
from gan_engine.manager.jobs import Condition, Job
from gan_engine.manager.outlook import likely_starts
from gan_engine.manager.queue import Queue
from gan_engine.manager.schedule import Schedule
from tests.engine.manager.test_queue import plan

NOON = datetime(2026, 11, 30, 12).timestamp()
CARDS = (Device("cuda:0", "a"), Device("cuda:1", "b"), CPU)


def made(folder: Path, count: int, **values: Any) -> list[Job]:
    """The first one runs on the processor, the others wait."""
    with Queue(folder / "queue.db") as queue:
        queue.add_all([plan(folder / str(number), **values) for number in range(count)])
        queue.take(1, "cpu")
        return queue.jobs()


def test_each_begins_when_those_before_it_are_done(tmp_path: Path) -> None:
    jobs = made(tmp_path, 4)
    starts = likely_starts(jobs, [CPU], rest={1: (60, 90), 2: (10, 40)}, now=NOON)
    assert starts == {2: (60, 90), 3: (70, 130)}, "behind one of which nothing is known nobody can tell"


def test_two_cards_take_two_at_a_time_and_a_processor_stands_in_for_none(tmp_path: Path) -> None:
    jobs = [replace(job, used_device="cuda:0" if job.id == 1 else "") for job in made(tmp_path, 4)]
    rest = {1: (100.0, 100.0), 2: (30.0, 50.0), 3: (10.0, 20.0)}
    assert likely_starts(jobs, CARDS, rest=rest, now=NOON) == {2: (0, 0), 3: (30, 50), 4: (40, 70)}


def test_hours_are_waited_for_and_others_go_by_meanwhile(tmp_path: Path) -> None:
    jobs = made(tmp_path, 4)
    night = Schedule.parse("22:00-07:00").document()
    jobs[1] = replace(jobs[1], schedule=night)
    found = likely_starts(jobs, [CPU], rest={1: (60, 90), 2: (5, 5), 3: (5, 5)}, now=NOON)
    assert found == {2: (36_000, 36_000), 3: (60, 90), 4: (65, 95)}


def test_what_depends_on_others_is_not_guessed(tmp_path: Path) -> None:
    jobs = made(tmp_path, 3)
    jobs[1] = replace(jobs[1], condition=Condition(metric="fid", run="/r", relation="below", value=1))
    jobs[2] = replace(jobs[2], schedule=Schedule.parse("idle 30").document())
    assert likely_starts(jobs, [CPU], rest={1: (60, 90)}, now=NOON) == {}
