"""A training that waits for its hours: chosen in the form, put into the queue, seen in the list, started at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from gan_engine.manager.jobs import JobPlan
from gan_engine.manager.queue import Queue
from gan_engine.manager.schedule import Schedule
from gan_engine.training.run_creation import describe_run
from studio.project.project import Project
from studio.settings import Settings
from studio.training.new_training.schedule_choice import ScheduleChoice
from studio.training.run.side import row_menu
from studio.training.workspace import TrainWorkspace
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import configuration
from tests.studio.train_support import Wait

pytestmark = pytest.mark.usefixtures("supervised")

NIGHT = Schedule.parse("night").document()


@pytest.fixture
def choice(dressed: Any, home: Path) -> Iterator[ScheduleChoice]:
    made = ScheduleChoice(Settings())
    made.show()
    yield made
    made.close()
    made.deleteLater()


def choose(choice: ScheduleChoice, key: str) -> None:
    choice.when.choose(key)
    choice.when.chosen.emit(key)


def test_it_begins_at_once_unless_something_else_is_chosen(choice: ScheduleChoice) -> None:
    assert (choice.document, choice.problem) == (None, "")
    assert not choice.hours.isVisible()
    choose(choice, "night")
    assert choice.hours.isVisible()
    assert choice.document == {"hours": ["22:00", "07:00"], "unused_minutes": None}
    choice.hours.setText("23:30 - 6:00")
    assert choice.document == {"hours": ["23:30", "06:00"], "unused_minutes": None}
    choose(choice, "unused")
    choice.minutes.setText("20")
    assert choice.document == {"hours": None, "unused_minutes": 20}
    choice.begin()
    assert choice.document is None


@pytest.mark.parametrize("text", ["late", "", "22:00", "22:00-22:00"])
def test_hours_that_are_none_are_said_in_words(choice: ScheduleChoice, text: str) -> None:
    choose(choice, "night")
    choice.hours.setText(text)
    assert choice.problem
    assert choice.document is None


def rows(train: TrainWorkspace) -> list[str]:
    model = train.list.model()
    return [model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole) or "" for place in range(model.rowCount())]


def waiting_job(project: Project, schedule: Any) -> int:
    dataset = make_dataset(project.folder / "datasets" / "shapes.zip")
    path = project.new_run_dir("night owls")
    document = describe_run(path, dataset, configuration())
    with Queue() as queue:
        return queue.add(JobPlan(run=path, document=document, schedule=schedule))


def test_what_waits_is_in_the_list_and_may_be_started_at_once(
    train: TrainWorkspace, project: Project, wait: Wait, supervised: list[Path]
) -> None:
    job = waiting_job(project, NIGHT)
    train.queued.refresh()
    wait(lambda: "night owls 22:00" in rows(train))
    menu = row_menu(train, f"waiting:{job}", train)
    start = next(action for action in menu.actions() if action.text() == "Start it now")
    start.trigger()
    wait(lambda: "night owls" in rows(train))
    with Queue(only_look=True) as queue:
        assert queue.job(job).schedule is None
    assert len(supervised) == 1
    menu.close()


def test_what_waits_may_be_taken_out(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    job = waiting_job(project, NIGHT)
    train.queued.refresh()
    wait(lambda: len(train.queued.entries) == 1)
    train.take_out(job)
    wait(lambda: train.queued.entries == [])
    assert "night owls 22:00" not in rows(train)


@pytest.mark.timeout(400)
def test_the_form_puts_a_training_into_the_queue(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any, supervised: list[Path]
) -> None:
    """Through the real engine, which freezes it."""
    make_dataset(project.folder / "datasets" / "shapes.zip")
    train.workbench.datasets_changed.emit()
    wait(lambda: train.new.isEnabled())
    train.open_form()
    wait(lambda: "network.z_dim" in train.form.page.form.names and train.form.entry is not None, 120)
    train.form.page.name.setText("Night owls")
    choose(train.form.page.schedule, "night")
    train.form.page.schedule.hours.setText("late")
    wait(lambda: not train.form.side.start.isEnabled())
    train.form.page.schedule.hours.setText("22:00-07:00")
    wait(train.form.side.start.isEnabled, 60)
    with qtbot.waitSignal(train.starts.begun, timeout=120_000):
        qtbot.mouseClick(train.form.side.start, Qt.MouseButton.LeftButton)
    wait(lambda: "Night owls 22:00" in rows(train) or "night owls 22:00" in rows(train))
    assert not train.middle_stack.form_opened
    with Queue(only_look=True) as queue:
        (job,) = queue.jobs()
    assert (job.state, job.schedule) == ("waiting", NIGHT)
    assert job.run.parent == project.folder / "runs"
    assert len(supervised) == 1
