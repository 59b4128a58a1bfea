"""Work on threads: results on the GUI thread, nothing after a cancel, nothing left at the end."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject

from gan_engine.errors import DiskError
from gan_engine.reporting import Report
from studio.workers.callbacks import Callback
from studio.workers.workbench import Workbench

Wait = Callable[..., None]


class Listener(QObject):
    """Takes results and notes on which thread they came."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[BaseException] = []
        self.threads: set[int] = set()

    def take(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    def take_for(self, row: int, result: object) -> None:
        self.results.append((row, result))

    def fail(self, error: BaseException) -> None:
        self.errors.append(error)
        self.threads.add(threading.get_ident())


def test_result_comes_on_the_gui_thread(workbench: Workbench, wait: Wait) -> None:
    listener, worked_on = Listener(), []

    def work(report: Report) -> int:
        worked_on.append(threading.get_ident())
        report(1, 2, "half")
        return 42

    workbench.jobs.start("Counting", work, listener.take)
    workbench.jobs.start("Counting", work, functools.partial(listener.take_for, 7))
    wait(lambda: len(listener.results) == 2)
    assert sorted(listener.results, key=str) == [(7, 42), 42]
    assert listener.threads == {threading.get_ident()}
    assert threading.get_ident() not in worked_on


def test_a_failure_comes_with_its_exception(workbench: Workbench, wait: Wait) -> None:
    listener = Listener()

    def work(report: Report) -> None:
        raise DiskError("The disk is full.", kept="All is safe.", do="Free some space.")

    workbench.jobs.start("Baking", work, listener.take, listener.fail)
    wait(lambda: listener.errors)
    assert str(listener.errors[0]).startswith("The disk is full.")
    assert listener.threads == {threading.get_ident()}
    assert not listener.results


def test_a_failure_nobody_waits_for_reaches_the_window(workbench: Workbench, wait: Wait) -> None:
    told: list[tuple] = []
    workbench.error_wanted.connect(lambda doing, error: told.append((doing, error)))
    workbench.jobs.start("Baking", lambda report: 1 // 0)
    wait(lambda: told)
    assert told[0][0] == "Baking"
    assert isinstance(told[0][1], ZeroDivisionError)


def test_nothing_comes_after_a_cancel(workbench: Workbench, wait: Wait) -> None:
    listener, begun, unwound = Listener(), threading.Event(), threading.Event()

    def work(report: Report) -> str:
        begun.set()
        try:
            while True:
                report(0, None)
                time.sleep(0.001)
        finally:
            unwound.set()

    job = workbench.jobs.start("Waiting", work, listener.take, listener.fail)
    wait(begun.is_set)
    job.cancel()
    assert job.cancelled
    assert not job.running
    wait(unwound.is_set)
    probe = Listener()
    workbench.jobs.start("After", lambda report: "after", probe.take)
    wait(lambda: probe.results)
    assert not listener.results
    assert not listener.errors


def test_a_result_already_on_its_way_is_dropped_by_a_cancel(workbench: Workbench, wait: Wait) -> None:
    listener, finished = Listener(), threading.Event()

    def work(report: Report) -> str:
        finished.set()
        return "late"

    job = workbench.jobs.start("Quick", work, listener.take)
    finished.wait(5)
    time.sleep(0.05)  # it is in the mailbox now; no event has been delivered yet
    job.cancel()
    probe = Listener()
    workbench.jobs.start("After", lambda report: "after", probe.take)
    wait(lambda: probe.results)
    assert not listener.results


def test_nothing_comes_to_the_dead(workbench: Workbench, wait: Wait) -> None:
    """A widget that was closed meanwhile is neither kept alive nor called."""
    import shiboken6

    listener, go = Listener(), threading.Event()

    def work(report: Report) -> str:
        go.wait(5)
        return "late"

    workbench.jobs.start("Slow", work, listener.take)
    results = listener.results
    shiboken6.delete(listener)
    go.set()
    probe = Listener()
    workbench.jobs.start("After", lambda report: "after", probe.take)
    wait(lambda: probe.results)
    assert not results


def test_a_plain_function_is_refused() -> None:
    with pytest.raises(TypeError, match="bound method"):
        Callback(lambda: None)


def test_one_lane_keeps_its_order(workbench: Workbench, wait: Wait) -> None:
    order: list[int] = []
    listener = Listener()

    def work(number: int, report: Report) -> None:
        time.sleep(0.01 if number % 2 == 0 else 0)
        order.append(number)

    for number in range(12):
        workbench.jobs.start("Change", functools.partial(work, number), listener.take, lane="project")
    wait(lambda: len(listener.results) == 12)
    assert order == list(range(12))


def test_other_lanes_do_not_wait(workbench: Workbench, wait: Wait) -> None:
    listener, gate = Listener(), threading.Event()
    workbench.jobs.start("Long", lambda report: gate.wait(10), lane="project")
    workbench.jobs.start("Short", lambda report: "short", listener.take)
    wait(lambda: listener.results == ["short"])
    gate.set()


def test_the_latest_of_one_key_wins(workbench: Workbench, wait: Wait) -> None:
    listener, gate = Listener(), threading.Event()
    jobs = workbench.jobs
    first = jobs.start("Preview", lambda report: (gate.wait(5), "first")[1], listener.take, key="preview")
    second = jobs.start("Preview", lambda report: "second", listener.take, key="preview")
    gate.set()
    wait(lambda: listener.results)
    assert first.cancelled
    assert not second.cancelled
    wait(lambda: not workbench.tasks.running)
    assert listener.results == ["second"]


def test_progress_is_told_and_shown(workbench: Workbench, wait: Wait) -> None:
    gate = threading.Event()
    told: list[str] = []
    workbench.tasks.changed.connect(lambda: told.extend(task.words for task in workbench.tasks.shown))

    def work(report: Report) -> None:
        report(812, 1043, "a.png")
        gate.wait(10)

    workbench.jobs.start("Importing pictures", work)
    workbench.jobs.start("Peeking", lambda report: gate.wait(10), quiet=True)
    wait(lambda: told)
    assert told[0] == "Importing pictures 812 of 1,043"
    assert [task.name for task in workbench.tasks.shown] == ["Importing pictures"]
    gate.set()
    wait(lambda: not workbench.tasks.running)
    assert not workbench.tasks.shown


def test_a_quick_job_never_flickers(workbench: Workbench, wait: Wait) -> None:
    shown: list[int] = []
    workbench.tasks.changed.connect(lambda: shown.append(len(workbench.tasks.shown)))
    listener = Listener()
    workbench.jobs.start("Quick", lambda report: 1, listener.take)
    wait(lambda: listener.results and not workbench.tasks.running)
    assert not any(shown)


def test_closing_ends_all_threads_in_time(dressed: object) -> None:
    from studio.settings import Settings

    others = set(threading.enumerate())
    workbench = Workbench(Settings())
    listener = Listener()

    def endless(report: Report) -> None:
        while True:
            report(0, None)
            time.sleep(0.001)

    for _ in range(6):
        workbench.jobs.start("Endless", endless, listener.take, listener.fail)
    workbench.thumbnails.picture("a", 64, lambda: None)
    assert workbench.close(5.0)
    assert not [
        thread
        for thread in set(threading.enumerate()) - others
        if thread.name.startswith(("job", "thumbnails", "engine"))
    ]
    assert not listener.results
    assert workbench.jobs.start("Too late", lambda report: 1, listener.take).cancelled
    workbench.deleteLater()
