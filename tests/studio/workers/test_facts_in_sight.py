"""What is known of the pictures in sight: a reading that something newer overtook shows nothing older."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from studio.project.project import Project
from studio.workers.facts_in_sight import FactsInSight
from studio.workers.workbench import Workbench

Wait = Callable[[Callable[[], Any]], None]
IDS = np.array([1, 2], np.int64)


@dataclass(frozen=True)
class Named:
    id: int
    name: str


class Readings:
    """Reads names, each time so long after it looked as the test lets it wait."""

    def __init__(self) -> None:
        self.name = "first"
        self.begun = 0
        self.may_end = threading.Semaphore(0)

    def __call__(self, project: Project, ids: Sequence[int]) -> list[Named]:
        found = [Named(id_, self.name) for id_ in ids]
        self.begun += 1
        assert self.may_end.acquire(timeout=60)
        return found


@pytest.fixture
def readings() -> Iterator[Readings]:
    made = Readings()
    yield made
    made.may_end.release(100)


@pytest.fixture
def facts(workbench: Workbench, project: Project, readings: Readings, wait: Wait) -> FactsInSight[Named]:
    """Both in sight and known, and a second reading of both on its way, which saw what the first one saw."""
    made: FactsInSight[Named] = FactsInSight(workbench, "Reading names", readings, parent=workbench)
    made.set_project(project)
    made.set_ids(IDS)
    made.see(0, 1)
    readings.may_end.release()
    wait(lambda: made.get(1) == Named(1, "first"))
    made.look_again()
    wait(lambda: readings.begun == 2)
    return made


def test_what_changed_while_it_was_read_is_read_again(
    facts: FactsInSight[Named], readings: Readings, wait: Wait
) -> None:
    shown: list[Named | None] = []
    facts.arrived.connect(lambda before: shown.append(facts.get(1)))
    readings.name = "second"
    facts.look_again()
    readings.may_end.release(2)
    wait(lambda: facts.get(1) == Named(1, "second"))
    assert readings.begun == 3


def test_new_rows_are_read_again_too(facts: FactsInSight[Named], readings: Readings, wait: Wait) -> None:
    readings.name = "second"
    facts.set_ids(IDS[::-1])
    facts.see(0, 1)
    readings.may_end.release(2)
    wait(lambda: facts.get(2) == Named(2, "second"))


def test_what_is_on_its_way_into_the_project_is_not_shown_as_it_was(
    facts: FactsInSight[Named], readings: Readings, wait: Wait
) -> None:
    heard: list[object] = []
    facts.arrived.connect(heard.append)
    facts.expect(IDS[:1], lambda fact: replace(fact, name="wished"))
    readings.name = "second"
    readings.may_end.release()
    wait(lambda: heard)
    assert facts.get(1) == Named(1, "wished")
    assert facts.get(2) == Named(2, "first")


def test_what_could_not_be_read_is_read_the_next_time(
    workbench: Workbench, project: Project, wait: Wait, qtbot: Any
) -> None:
    tries: list[int] = []

    def read(project: Project, ids: Sequence[int]) -> list[Named]:
        tries.append(len(ids))
        if len(tries) == 2:
            raise OSError("the disk is away")
        return [Named(id_, f"try {len(tries)}") for id_ in ids]

    facts: FactsInSight[Named] = FactsInSight(workbench, "Reading names", read, parent=workbench)
    facts.set_project(project)
    facts.set_ids(IDS)
    facts.see(0, 1)
    wait(lambda: facts.get(1) == Named(1, "try 1"))
    with qtbot.waitSignal(workbench.error_wanted, timeout=60_000):
        facts.look_again()
    facts.see(0, 1)
    wait(lambda: facts.get(1) == Named(1, "try 3"))


def test_what_is_on_its_way_is_shown_of_what_was_still_being_read(
    workbench: Workbench, project: Project, readings: Readings, wait: Wait
) -> None:
    made: FactsInSight[Named] = FactsInSight(workbench, "Reading names", readings, parent=workbench)
    made.set_project(project)
    made.set_ids(IDS)
    made.see(0, 1)
    wait(lambda: readings.begun == 1)
    made.expect(IDS[:1], lambda fact: replace(fact, name=fact.name + " wished"))
    made.expect(IDS[:1], lambda fact: replace(fact, name=fact.name + " twice"))
    readings.may_end.release()
    wait(lambda: made.get(1) == Named(1, "first wished twice"))
    assert made.get(2) == Named(2, "first")
    made.look_again()
    readings.may_end.release()
    wait(lambda: made.get(1) == Named(1, "first"))  # read after it was wished: what is there
