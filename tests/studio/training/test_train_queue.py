"""The page of the queue: what stands on it, putting jobs in order, what is done with one, and a queue that is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from gan_engine.manager.database import usual_path
from gan_engine.manager.jobs import Condition, JobPlan
from gan_engine.manager.queue import Queue
from gan_engine.manager.schedule import Schedule
from gan_engine.training.run_creation import describe_run
from studio import theme
from studio.project.project import Project
from studio.training.queue.day_band import ran_words
from studio.training.queue.job_list import left_words, progress_words
from studio.training.queue.page import QueuePage
from studio.training.workspace import TrainWorkspace
from studio.workers.engine import Answer
from studio.workers.training.queue.book import device_words
from tests.engine.dataset_support import make_dataset
from tests.engine.run_support import document, state_at, write_run
from tests.engine.training_support import configuration
from tests.studio.commands import run_command
from tests.studio.train_support import Wait, text_of

pytestmark = pytest.mark.usefixtures("supervised")


def plan(run: Path, **values: Any) -> JobPlan:
    return JobPlan(run=run, document=document(), **values)


def put(project: Project, *names: str, **values: Any) -> list[int]:
    with Queue() as queue:
        return queue.add_all([plan(project.folder / "runs" / f"{name}", **values) for name in names])


def opened(train: TrainWorkspace, wait: Wait, count: int) -> QueuePage:
    """The page, with so many jobs on it."""
    run_command(train, "train.queue")
    wait(lambda: len(train.queue.list.jobs) == count and train.queue.list.isVisible())
    return train.queue


def names(page: QueuePage) -> list[str]:
    return [job.name for job in page.list.jobs]


def chosen(page: QueuePage) -> str:
    return page.list.job.name if page.list.job is not None else ""


def in_queue() -> list[str]:
    with Queue(only_look=True) as queue:
        return [job.name for job in queue.jobs()]


def test_an_empty_queue_says_what_comes_next(train: TrainWorkspace, wait: Wait) -> None:
    run_command(train, "train.queue")
    wait(lambda: "The queue is empty" in text_of(train.queue))
    assert train.runs_side.isVisible(), "from its head one comes here, and away again"
    run_command(train, "train.leave-form")
    assert not train.queue.isVisible()
    run_command(train, "train.queue")
    train.queue.begin_wanted.emit()
    assert train.middle_stack.currentWidget().objectName() == "train.no-dataset", "what is needed first"


def test_each_job_tells_how_it_stands_and_why(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    measure = Condition(metric="kid-lite0", run="/runs/first", relation="below", value=0.02)
    (held, paused, _) = put(project, "held", "paused", "plain")
    put(project, "night", schedule=Schedule.parse("night").document(), device="cuda:1")
    put(project, "measured", condition=measure)
    with Queue() as queue:
        queue.set_state(held, "held", cause="dataset", reason="The dataset shapes.zip has gone.")
        queue.pause(paused)
    page = opened(train, wait, 5)
    by_name = {job.name: job for job in page.list.jobs}
    assert (by_name["held"].words, by_name["held"].reason) == ("held back", "The dataset shapes.zip has gone.")
    assert by_name["paused"].words == "paused by you"
    assert by_name["plain"].words == "waits for its turn"
    assert by_name["night"].words == "waits: " + Schedule.parse("night").words
    assert by_name["night"].device == "graphics card 2"
    assert by_name["measured"].words == "waits until KID (Lite0) of first is below 0.02"
    assert "3 waiting, 1 paused, 1 held back" in text_of(page)
    read = page.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert read.startswith("held, held back, The dataset shapes.zip has gone.")


def test_one_that_trains_has_a_picture_its_progress_and_the_time_left(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    run = write_run(project.new_run_dir("critters"), kimg=100, total_kimg=200, finish=False, cell=16, size=16)
    with Queue() as queue:
        job = queue.add(JobPlan(run=run.path, document=document(kimg=200.0), begun=True))
        assert queue.take(job, "cpu")
        queue.begin_spell(job, 20.0)
    with run.hold():
        run.write_state(state_at(100, 200, "running"))
        page = opened(train, wait, 1)
        (shown,) = page.list.jobs
        assert (shown.words, shown.device, shown.share) == ("training", "processor", 0.5)
        assert progress_words(shown) == "100 of 200 kimg"
        assert shown.left is not None
        assert 0 < shown.left[0] <= shown.left[1]
        assert left_words(shown).endswith(" left")
        wait(lambda: page.book.picture(page.list.jobs[0]) is not None)
        picture = page.book.picture(page.list.jobs[0])
        assert picture is not None
        assert (picture.width(), picture.height()) == (32, 32), "two designs each way"
        assert not page.start.isEnabled(), "it runs already"
        assert page.day.isVisible()
        (ran,) = page.book.view.ran if page.book.view is not None else ()
        assert ran_words(ran).startswith("critters, processor, since ")
        train.runs.refresh()
        wait(lambda: train.runs.entry(run.path) is not None)
        page.list.opened.emit()
        assert train.is_chosen(run.path)
        assert not page.isVisible()


def test_one_that_waits_tells_when_it_is_likely_to_begin_and_how_long_it_takes(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    run = write_run(project.new_run_dir("critters"), kimg=100, total_kimg=200, finish=False, cell=16, size=16)
    half = write_run(project.new_run_dir("half"), kimg=100, total_kimg=200, finish=False, cell=16, size=16)
    half.write_state(state_at(100, 200, "stopped"))
    with Queue() as queue:
        job = queue.add(JobPlan(run=run.path, document=document(kimg=200.0), begun=True))
        assert queue.take(job, "cpu")
        queue.begin_spell(job, 20.0)
        queue.add(JobPlan(run=half.path, document=document(kimg=200.0), begun=True))
    put(project, "fresh", "last")
    with run.hold():
        run.write_state(state_at(100, 200, "running"))
        page = opened(train, wait, 4)
        trains, goes_on, fresh, last = page.list.jobs
        assert trains.left is not None
        assert goes_on.begins == trains.left
        assert goes_on.left is not None, "by its own pace so far"
        assert fresh.begins == (goes_on.begins[0] + goes_on.left[0], goes_on.begins[1] + goes_on.left[1])
        assert left_words(goes_on).startswith("begins in ")
        assert ", takes " in left_words(goes_on)
        assert (fresh.left, last.begins) == (None, None), "the engine has not told yet"
        page.book._take_length(fresh.job, Answer({"seconds": [60.0, 120.0]}))
        wait(lambda: page.list.jobs[3].begins is not None)
        assert left_words(page.list.jobs[2]).endswith("takes 1 to 2 min")


@pytest.mark.timeout(400)
def test_the_engine_tells_how_long_one_takes_that_has_not_begun(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    made = describe_run(
        project.folder / "runs" / "new", make_dataset(project.folder / "shapes.zip"), configuration(kimg=10)
    )
    with Queue() as queue:
        queue.add(JobPlan(run=project.folder / "runs" / "new", document=made))
    train.workbench.engine.warm_up()
    wait(lambda: train.workbench.device, 120)
    page = opened(train, wait, 1)
    wait(lambda: page.list.jobs[0].left is not None, 120)
    least, most = page.list.jobs[0].left or (0.0, 0.0)
    assert 0 < least < most


def test_keys_put_a_job_sooner_or_later_across_priorities(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    put(project, "urgent", priority=5)
    _, b, _ = put(project, "a", "b", "c")
    page = opened(train, wait, 4)
    page.list.choose(b)
    QTest.keyClick(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: names(page) == ["urgent", "b", "a", "c"])
    assert chosen(page) == "b", "who was chosen stays so"
    assert page.sooner.toolTip() == f"One place up  ({theme.native_keys('Ctrl+Up')})"
    try:
        theme.give_keys({("train", "Ctrl+Up"): "K"})
        assert page.sooner.toolTip() == "One place up  (K)", "no part of its words"
    finally:
        theme.give_keys({})
    page.sooner.click()
    wait(lambda: names(page) == ["b", "urgent", "a", "c"])
    assert page.list.jobs[0].priority == 5
    for order in (["urgent", "b", "a", "c"], ["urgent", "a", "b", "c"], ["urgent", "a", "c", "b"]):
        QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        wait(lambda order=order: names(page) == order)
    assert in_queue() == names(page)
    assert not page.later.isEnabled()
    page.more_urgent.click()
    wait(lambda: names(page) == ["urgent", "b", "a", "c"])


def test_a_job_is_dragged_to_another_place(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    a, _, _ = put(project, "a", "b", "c")
    page = opened(train, wait, 3)
    page.list.choose(a)

    class Drop(QDropEvent):
        def source(self) -> Any:
            return page.list

    def drop(at: QPoint) -> None:
        page.list.dropEvent(
            Drop(QPointF(at), Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton,
                 Qt.KeyboardModifier.NoModifier)
        )  # fmt: skip

    last = page.list.visualRect(page.list.model().index(2, 0))
    drop(last.center() + QPoint(0, 20))
    wait(lambda: names(page) == ["b", "c", "a"])
    first = page.list.visualRect(page.list.model().index(0, 0))
    drop(first.center() - QPoint(0, 20))
    wait(lambda: names(page) == ["a", "b", "c"])
    drop(first.center() - QPoint(0, 20))
    assert in_queue() == ["a", "b", "c"]


def test_pause_resume_start_now_and_take_out(
    train: TrainWorkspace, project: Project, wait: Wait, supervised: list[Path]
) -> None:
    _, first = put(project, "second", "first", schedule=Schedule.parse("night").document())
    page = opened(train, wait, 2)
    page.list.choose(first)
    page.pause.click()
    wait(lambda: page.list.jobs[1].state == "paused" and page.pause.text() == "Resume")
    assert supervised == [], "nobody has to see to what is paused"
    page.pause.click()
    wait(lambda: page.list.jobs[1].state == "waiting" and page.pause.text() == "Pause")
    page.start.click()
    wait(lambda: page.list.jobs[0].words == "waits for its turn" and names(page) == ["first", "second"])
    assert len(supervised) == 2
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    wait(lambda: names(page) == ["second"])
    assert chosen(page) == "second"
    page.remove.click()
    wait(lambda: "The queue is empty" in text_of(page))


def test_one_whose_device_has_gone_is_sent_to_another(
    train: TrainWorkspace, project: Project, wait: Wait, supervised: list[Path]
) -> None:
    (gone,) = put(project, "gone", device="cuda:1")
    put(project, "other")
    with Queue() as queue:
        queue.set_state(gone, "held", cause="device", reason="The device cuda:1 is not there.")
    train.workbench.device = {"devices": [{"name": "cpu", "title": "CPU"}]}
    page = opened(train, wait, 2)
    page.list.choose(gone)
    wait(lambda: page.device.isVisible() and page.device.isEnabled())
    page._fill_devices()
    entries = {each.text().partition(",")[0]: each for each in page._devices.actions()}
    assert list(entries) == ["Processor", "Any device"]
    entries["Processor"].trigger()
    wait(lambda: page.list.job.state == "waiting" and page.list.job.device == "processor")
    wait(lambda: supervised)  # it is seen to that it begins
    page._fill_devices()
    assert [each.text() for each in page._devices.actions()] == ["Any device"]


@pytest.mark.parametrize(
    ("spoil", "what", "restorable"),
    [
        (lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(5000)), "is damaged", True),
        (lambda path: _set_version(path, 99), "newer version", False),
    ],
    ids=["damaged", "newer"],
)
def test_a_queue_that_cannot_be_read_is_told_with_the_way_out(
    train: TrainWorkspace, project: Project, wait: Wait, spoil: Any, what: str, restorable: bool
) -> None:
    put(project, "first")
    page = opened(train, wait, 1)
    whole = usual_path().read_bytes()
    for part in usual_path().parent.glob("queue.db-*"):
        part.unlink()
    spoil(usual_path())
    page.book.refresh()
    wait(lambda: what in text_of(page))
    assert "gan-engine" not in text_of(page), "words for a terminal"
    assert not page.list.isVisible()
    assert page.restore.isVisible() == restorable
    if restorable:
        page.restore.click()
    else:
        usual_path().write_bytes(whole)
        for part in usual_path().parent.glob("queue.db-*"):
            part.unlink()
        page.book.refresh()
    wait(lambda: page.list.isVisible() and names(page) == ["first"])


def _set_version(path: Path, version: int) -> None:
    data = bytearray(path.read_bytes())
    data[60:64] = version.to_bytes(4, "big")  # user_version, as SQLite's file format has it
    path.write_bytes(bytes(data))


def test_of_a_thousand_jobs_pictures_are_read_of_those_in_sight(
    train: TrainWorkspace, project: Project, wait: Wait
) -> None:
    for number in range(40):
        write_run(project.folder / "runs" / f"{number:05d}-n", kimg=20, total_kimg=20, every=10, cell=8, size=16)
    with Queue() as queue:
        queue.add_all([plan(project.folder / "runs" / f"{number:05d}-n", begun=number < 40) for number in range(1000)])
    page = opened(train, wait, 1000)
    wait(lambda: page.book._pictures and not page.book._reading)
    assert 0 < len(page.book._pictures) < 20


def test_devices_have_words() -> None:
    assert [device_words(each) for each in ("cpu", "cuda", "cuda:0", "auto", "mps")] == [
        "processor", "graphics card", "graphics card 1", "any device", "graphics card",
    ]  # fmt: skip


def test_opened_once_more_the_keyboard_is_at_the_trainings(train: TrainWorkspace, project: Project, wait: Wait) -> None:
    put(project, "a", "b")
    page = opened(train, wait, 2)
    page.pause.setFocus()
    train.close_page()
    run_command(train, "train.queue")
    wait(lambda: train.focusWidget() is page.list)
