"""News of trainings: what is told of them, the mark on the rail, and how it goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from gan_engine.manager import holding
from gan_engine.manager.jobs import JobPlan
from gan_engine.manager.queue import Queue
from gan_engine.runs.events import HealthChanged
from studio.frame.rail import RailButton
from studio.project.project import Project
from studio.training.workspace import TrainWorkspace
from studio.window import Window
from studio.workers.training.desk import TrainingDesk
from studio.workers.workbench import TrainingNews, Workbench
from tests.engine.run_support import document, state_at, write_run
from tests.studio.train_support import Wait


@pytest.fixture
def told(workbench: Workbench) -> list[str]:
    words: list[str] = []
    workbench.training_news.connect(lambda news: words.append(news.words))
    return words


@pytest.mark.parametrize(("status", "words"), [("finished", "has come to its end"), ("failed", "has failed")])
def test_the_end_of_a_training_is_told_once(
    train: TrainWorkspace, project: Project, told: list[str], wait: Wait, status: Any, words: str
) -> None:
    write_run(project.new_run_dir("old"), kimg=20, total_kimg=20, every=10, cell=8, size=16)
    run = write_run(project.new_run_dir("critters"), kimg=20, total_kimg=40, every=10, cell=8, size=16, finish=False)
    with run.hold():
        run.write_state(state_at(20, 40, "running"))
        train.runs.refresh()
        wait(lambda: any(entry.underway for entry in train.runs.entries))
    run.write_state(state_at(40, 40, status))
    train.runs.refresh()
    wait(lambda: told == [f"“critters” {words}"])
    train.runs.refresh()
    wait(lambda: not train.runs._looking)
    assert len(told) == 1


def test_an_alarm_is_told_when_it_rises(train: TrainWorkspace, project: Project, told: list[str], wait: Wait) -> None:
    run = write_run(project.new_run_dir("critters"), kimg=20, total_kimg=40, every=10, cell=8, size=16, finish=False)
    with run.hold():
        run.append_event(HealthChanged(time=1, kimg=18, problem="loader-starved", what="The disk is slow."))
        run.write_state(state_at(20, 40, "running"))
        train.runs.refresh()
        wait(lambda: train.news._alarms.get(run.path) == "loader-starved")
        assert told == [], "it was there before anybody looked"
        run.append_event(HealthChanged(time=2, kimg=20, problem="collapse", what="All alike."))
        run.write_state(state_at(21, 40, "running"))
        train.runs.refresh()
        wait(lambda: told == ["“critters”: All alike."])
        run.write_state(state_at(22, 40, "running"))
        train.runs.refresh()
        wait(lambda: not train.runs._looking and not train.news._looking)
        assert len(told) == 1


def train_button(window: Window) -> RailButton:
    button = window.rail.findChild(RailButton, "rail.train")
    assert button is not None
    return button


def test_the_mark_on_the_rail_stays_until_looked_at(window_in_project: Window, wait: Wait) -> None:
    window, bench = window_in_project, window_in_project.workbench
    bench.training_news.emit(TrainingNews(Path("critters"), "“critters” has come to its end"))
    assert train_button(window).accessibleDescription() == "“critters” has come to its end"
    assert QSystemTrayIcon.isSystemTrayAvailable() or window.toast.text == "“critters” has come to its end"
    window.show_workspace("explore")
    assert train_button(window).accessibleDescription(), "elsewhere it stays"
    window.show_workspace("train")
    assert not train_button(window).accessibleDescription()
    bench.training_news.emit(TrainingNews(Path("critters"), "“critters” has failed"))
    assert not train_button(window).accessibleDescription(), "who sees it happen is told nothing"
    wait(lambda: window.workspace("train") is not None)


def test_the_system_says_it_where_it_has_a_word(
    window_in_project: Window, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda self, title, words, icon: said.append(words))
    window = window_in_project
    window.workbench.training_news.emit(TrainingNews(Path("critters"), "“critters” has failed"))
    assert said == ["“critters” has failed"]
    assert window.toast.text == ""
    tray = window.news._tray
    assert tray is not None
    tray.messageClicked.emit()
    wait(lambda: window.front == "train")
    assert not tray.isVisible()
    wait(lambda: window.workspace("train") is not None)


@pytest.fixture
def window_in_project(project: Project, window: Window, wait: Callable[..., None]) -> Window:
    wait(lambda: window.workspace("curate") is not None)
    return window


def test_news_come_from_the_start_of_the_program_whether_or_not_train_was_ever_opened(
    window_in_project: Window, workbench: Workbench, project: Project, wait: Wait
) -> None:
    desk = TrainingDesk.of(workbench)
    assert TrainingDesk.of(workbench) is desk
    run = write_run(project.new_run_dir("critters"), kimg=20, total_kimg=40, every=10, cell=8, size=16, finish=False)
    with run.hold():
        run.write_state(state_at(20, 40, "running"))
        desk.runs.refresh()
        wait(lambda: any(entry.underway for entry in desk.runs.entries))
    run.write_state(state_at(40, 40, "finished"))
    wait(lambda: "has come to its end" in train_button(window_in_project).accessibleDescription())
    assert window_in_project.front == "curate"


def test_one_that_is_cut_off_and_goes_on_by_itself_is_told_so(
    train: TrainWorkspace, project: Project, told: list[str], wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "is_supervised", lambda queue: True)
    run = write_run(project.new_run_dir("critters"), kimg=20, total_kimg=40, every=10, cell=8, size=16, finish=False)
    with Queue() as queue:
        job = queue.add(JobPlan(run=run.path, document=document(), begun=True))
        assert queue.take(job, "cpu")
    with run.hold():
        run.write_state(state_at(20, 40, "running"))
        train.queued.refresh()
        train.runs.refresh()
        wait(lambda: train.queued.entries and any(entry.underway for entry in train.runs.entries))
    train.runs.refresh()
    wait(lambda: told == ["“critters” was cut off and goes on by itself"])
