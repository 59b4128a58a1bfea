"""Background work in rounds: debounced, one at a time, again where it was asked meanwhile, over with the project."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from gan_engine.errors import EngineError
from gan_engine.reporting import Report
from studio.project.project import Project
from studio.workers import retry
from studio.workers.rounds import Rounds
from studio.workers.workbench import Workbench
from tests.studio.train_support import Wait


class Counting(QObject):
    """Counts its rounds; each waits until it may go on, and fails where it is told to."""

    def __init__(self, workbench: Workbench, delay: int = 10, *, ends_when_cancelled: bool = False) -> None:
        super().__init__(workbench)
        self.workbench = workbench
        self.may_end = threading.Event()
        self.errors: list[BaseException] = []
        self.begun, self.done = 0, 0
        self.busy: list[bool] = []
        self.rounds = Rounds(
            workbench, "Counting", self.begin, delay=delay, parent=self, ends_when_cancelled=ends_when_cancelled
        )
        self.rounds.busy_changed.connect(lambda: self.busy.append(self.rounds.is_busy))

    def begin(self) -> None:
        self.begun += 1
        self.task = self.workbench.jobs.start("Counting", self.work, self.take, self.rounds.failed)
        self.rounds.follow(self.task)

    def work(self, report: Report) -> None:
        assert self.may_end.wait(20)
        report(1, 1)
        if self.errors:
            raise self.errors.pop()

    def take(self, _: object) -> None:
        self.done += 1
        self.rounds.succeeded()


@pytest.fixture
def counting(workbench: Workbench, tmp_path: Path) -> Counting:
    workbench.project = Project.create(tmp_path / "critters")
    return Counting(workbench)


def test_a_burst_of_changes_is_one_round(counting: Counting, wait: Wait) -> None:
    counting.may_end.set()
    for _ in range(5):
        counting.rounds.soon()
    assert counting.begun == 0
    wait(lambda: not counting.rounds.is_busy and counting.done == 1)
    assert counting.busy == [True, False]


def test_what_is_asked_during_a_round_is_one_more_after_it(counting: Counting, wait: Wait) -> None:
    for _ in range(3):
        counting.rounds.start()
    assert counting.begun == 1
    counting.may_end.set()
    wait(lambda: not counting.rounds.is_busy and counting.done == 2)
    assert counting.begun == 2


def test_what_changes_during_a_round_is_for_the_next(counting: Counting, wait: Wait, workbench: Workbench) -> None:
    counting.rounds.start()
    counting.rounds.soon()
    wait(lambda: not counting.rounds._timer.remainingTime() or counting.begun == 1)
    counting.may_end.set()
    wait(lambda: counting.done == 2)


def test_a_failure_is_tried_again(counting: Counting, wait: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_WAIT", 10)
    counting.errors.append(EngineError("It broke.", kept="", do=""))
    counting.may_end.set()
    counting.rounds.start()
    wait(lambda: counting.done == 1)
    assert counting.begun == 2


def test_what_the_artist_cancels_is_done_on_demand_only(workbench: Workbench, tmp_path: Path, wait: Wait) -> None:
    workbench.project = Project.create(tmp_path / "critters")
    counting = Counting(workbench, 0, ends_when_cancelled=True)
    counting.rounds.start()
    counting.task.cancel()
    wait(lambda: not counting.rounds.is_busy)
    counting.rounds.soon()
    assert not counting.rounds._timer.isActive()
    counting.may_end.set()
    counting.rounds.start()
    wait(lambda: counting.done == 1)


def test_all_ends_with_the_project(counting: Counting, workbench: Workbench, wait: Wait) -> None:
    counting.rounds.start()
    counting.rounds.start()
    counting.rounds.soon()
    workbench.project_closing.emit()
    assert not counting.rounds.is_busy
    assert counting.task.cancelled
    assert not counting.rounds._timer.isActive()
    counting.may_end.set()
    project, workbench.project = workbench.project, None
    assert project is not None
    project.close()
    counting.rounds.soon()
    counting.rounds.start()
    assert counting.begun == 1
    assert counting.busy == [True, False]
