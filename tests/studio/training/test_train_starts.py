"""Every training that the window begins goes through the queue: what is seen of it, and what if the queue cannot."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gan_engine.dataset.reading import open_dataset
from gan_engine.manager import holding
from gan_engine.manager.database import usual_path
from gan_engine.manager.jobs import JobPlan
from gan_engine.manager.plans import plan_to_go_on
from gan_engine.manager.queue import Queue
from gan_engine.runs import processes
from gan_engine.runs.run_directory import RunDirectory
from studio.project.project import Project
from studio.training.queue.trouble_dialog import QueueTroubleDialog
from studio.training.workspace import TrainWorkspace
from studio.window import Window
from studio.workers.training.beginnings import GoOn
from studio.workers.workbench import Workbench
from tests.engine.dataset_support import make_dataset
from tests.engine.run_support import document, state_at, write_run
from tests.studio.train_support import Wait, open_run, text_of

pytestmark = pytest.mark.usefixtures("supervised")


@pytest.fixture
def directly(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The trainings that were started without the queue; none is."""
    asked: list[Path] = []
    monkeypatch.setattr(processes, "resume_training", lambda path, kimg=None: asked.append(path))
    return asked


def click(qtbot: Any, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def jobs() -> list[tuple[str, str]]:
    with Queue(only_look=True) as queue:
        return [(job.name, job.state) for job in queue.jobs()]


def stopped_run(project: Project, name: str) -> RunDirectory:
    """One that can be gone on with: its dataset is in its place."""
    run = write_run(project.new_run_dir(name), kimg=60)
    with open_dataset(make_dataset(project.folder / "datasets" / "shapes.zip", count=3)) as dataset:
        facts = {**run.read_run()["dataset"], "path": str(dataset.path), "digest": dataset.digest}
    run.write_run({**run.read_run(), "dataset": facts})
    run.write_state(state_at(60, 200, "stopped"))
    return run


# Who comes when


def running_beside(project: Project) -> tuple[RunDirectory, int, int]:
    """A run that trains on the processor, its job, and the job of one that has not begun."""
    run = write_run(project.new_run_dir("red knights"), kimg=60, finish=False)
    with Queue() as queue:
        first = queue.add(JobPlan(run=run.path, document=document(), begun=True))
        assert queue.take(first, "cpu")
        second = queue.add(JobPlan(run=project.new_run_dir("night owls"), document=document()))
    return run, first, second


def test_one_that_must_wait_says_for_whom_and_the_other_may_be_set_aside(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any, supervised: list[Path]
) -> None:
    run, first, second = running_beside(project)
    with run.hold():
        run.write_state(state_at(60, 200, "running"))
        train.runs.refresh()
        train.queued.refresh()
        wait(lambda: train.queued.entry(second) is not None)
        train.list.chosen.emit(f"waiting:{second}")
        wait(train.waiting.isVisible)
        words = text_of(train.waiting)
        assert "“night owls” waits for its turn" in words
        assert "“red knights” trains on the processor now." in words
        assert not train.waiting.next.isVisible(), "nobody else waits"
        train.waiting.setFocus()  # as Qt does where a page that is shown has no control yet
        train._show_page()
        assert train.focusWidget() is train.waiting.start
        assert train.waiting.start.text() == "Set “red knights” aside and start"
        click(qtbot, train.waiting.start)
        wait(lambda: supervised)
    with Queue(only_look=True) as queue:
        assert [job.id for job in queue.jobs()] == [second, first]
        assert (queue.job(first).state, queue.job(first).wish) == ("running", "wait")


def test_one_paused_at_the_device_is_paused_in_the_queue_too_when_set_aside(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    """Else it would train by itself afterwards, though it was paused."""
    run, first, second = running_beside(project)
    with run.hold():
        run.write_state(state_at(60, 200, "paused"))
        train.start_now(second, first)
        wait(lambda: jobs()[0][0].endswith("night-owls"))
    with Queue(only_look=True) as queue:
        assert queue.job(first).wish == "pause"


def test_a_run_that_waits_says_so_and_goes_on_at_a_press(
    train: TrainWorkspace, project: Project, wait: Wait, qtbot: Any
) -> None:
    run, _, _ = running_beside(project)
    other = stopped_run(project, "owls")
    with Queue() as queue:
        job = queue.add(plan_to_go_on(other.path))
    with run.hold():
        run.write_state(state_at(60, 200, "running"))
        train.queued.refresh()
        wait(lambda: train.queued.entry(job) is not None)
        train.runs.refresh()
        wait(lambda: train.runs.entry(other.path) is not None)
        train.choose(other.path)
        wait(lambda: "“red knights” trains on the processor now. One more comes first." in text_of(train.monitor))
        assert "It waits for its turn." in text_of(train.monitor.banner)
        assert train.panel.primary.text() == "Start now"
        assert train.panel.primary.toolTip() == "Set “red knights” aside and start"
        with Queue() as queue:
            queue.pause(job)
        train.queued.refresh()
        wait(lambda: train.panel.primary.text() == "Resume")
        assert "It is paused." in text_of(train.monitor.banner)
        click(qtbot, train.panel.primary)
        wait(lambda: ("00003-owls", "waiting") in jobs())


def test_what_is_thrown_away_is_taken_out_of_the_queue(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    run = write_run(project.new_run_dir("owls"), kimg=60)
    with Queue() as queue:
        job = queue.add(JobPlan(run=run.path, document=document(), begun=True))
    train.runs.throw_away(run.path)
    wait(lambda: not run.path.exists())
    with Queue(only_look=True) as queue:
        assert queue.job(job).state == "removed"


def test_work_that_nobody_sees_to_gets_a_supervisor(
    train: TrainWorkspace, project: Project, wait: Wait, supervised: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the machine was restarted, say."""
    monkeypatch.setattr(holding, "is_supervised", lambda queue: False)
    running_beside(project)
    train.queued.refresh()
    wait(lambda: supervised == [usual_path()])
    train.queued.refresh()
    wait(lambda: len(train.queued.entries) == 2)
    assert len(supervised) == 1, "one that ends at once is not started again and again"


# A queue that cannot be used


@pytest.fixture
def ended(window: Window, project: Project, workbench: Workbench, wait: Wait) -> Iterator[RunDirectory]:
    """A training that was stopped, looked at in the real window; another one is in the queue."""
    run = stopped_run(project, "critters")
    with Queue() as queue:
        queue.add(JobPlan(run=project.folder / "runs" / "other", document=document()))
    window.rail.chosen.emit("train")
    wait(lambda: train_of(window) is not None)
    open_run(train_of(window), run, wait)
    yield run
    assert train_of(window).follower.close(5.0)


def train_of(window: Window) -> Any:
    return window.workspace("train")


def dialog_of(window: Window) -> QueueTroubleDialog | None:
    return next((each for each in window.findChildren(QueueTroubleDialog) if each.isVisible()), None)


def damage(path: Path) -> None:
    for part in path.parent.glob("queue.db-*"):
        part.unlink()
    path.write_bytes(b"SQLite format 3\0" + bytes(5000))


def make_newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def make_unwritable(path: Path) -> None:
    path.parent.rename(path.parent.with_name("away"))  # at once: whoever looks at the queue makes files beside it
    path.parent.write_bytes(b"")  # whoever may write everywhere cannot write here either


def test_a_damaged_queue_is_restored_at_a_press_and_the_training_goes_on(
    window: Window, ended: RunDirectory, wait: Wait, qtbot: Any, supervised: list[Path]
) -> None:
    damage(usual_path())
    click(qtbot, train_of(window).panel.primary)
    wait(lambda: dialog_of(window) is not None)
    dialog = dialog_of(window)
    assert dialog is not None
    assert "is damaged" in text_of(dialog)
    assert "gan-engine" not in text_of(dialog), "words for a terminal"
    assert dialog.act.text() == "Restore and start"
    click(qtbot, dialog.act)
    wait(lambda: usual_path() in supervised and len(jobs()) == 2)
    assert jobs() == [("other", "waiting"), (ended.path.name, "waiting")]
    assert list(usual_path().parent.glob("queue.damaged-*.db"))
    wait(lambda: train_of(window).queued.of(ended.path) is not None)


@pytest.mark.parametrize(
    ("spoil", "what"),
    [(damage, "is damaged"), (make_newer, "newer version"), (make_unwritable, "")],
    ids=["damaged", "newer", "unwritable"],
)
def test_without_the_queue_a_training_is_started_directly(
    window: Window, ended: RunDirectory, wait: Wait, qtbot: Any, directly: list[Path],
    spoil: Callable[[Path], None], what: str,
) -> None:  # fmt: skip
    spoil(usual_path())
    train = train_of(window)
    click(qtbot, train.panel.primary)
    wait(lambda: dialog_of(window) is not None)
    dialog = dialog_of(window)
    assert dialog is not None
    assert what in text_of(dialog)
    assert directly == [], "not before the artist has said so"
    newer = spoil is make_newer
    assert dialog.act.isVisible() != newer, "to try again helps nothing there"
    assert dialog.without.isDefault() == newer
    with qtbot.waitSignal(train.starts.begun, timeout=20_000) as begun:
        click(qtbot, dialog.without)
    assert directly == begun.args == [ended.path]


def test_a_locked_queue_is_tried_again(window: Window, ended: RunDirectory, wait: Wait, qtbot: Any) -> None:
    other = sqlite3.connect(usual_path(), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    click(qtbot, train_of(window).panel.primary)
    wait(lambda: dialog_of(window) is not None)
    dialog = dialog_of(window)
    assert dialog is not None
    assert "in use by another program" in text_of(dialog)
    other.close()
    assert dialog.act.text() == "Try again"
    click(qtbot, dialog.act)
    wait(lambda: (ended.path.name, "waiting") in jobs())


def test_cancelled_nothing_begins(
    window: Window, ended: RunDirectory, wait: Wait, qtbot: Any, directly: list[Path]
) -> None:
    make_newer(usual_path())
    train = train_of(window)
    with qtbot.waitSignal(train.starts.blocked, timeout=20_000):
        train.starts.begin(GoOn(ended.path))
    dialog = dialog_of(window)
    assert dialog is not None
    click(qtbot, dialog.cancel)
    wait(lambda: dialog_of(window) is None)
    assert directly == []
    assert ended.live_status() == "stopped"
