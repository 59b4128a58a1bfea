"""Work of the GUI thread in small parts: the event loop has its turns, and what goes wrong is told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import shiboken6
from PySide6.QtCore import QObject, QTimer

from studio.widgets.room.in_turns import InTurns

Wait = Callable[..., None]


def test_others_have_their_turns_and_the_end_is_told(qapp: QObject, wait: Wait) -> None:
    steps: list[int] = []
    at: list[int] = []

    def work() -> Iterator[None]:
        for number in range(20):
            steps.append(number)
            time.sleep(0.005)
            yield

    QTimer.singleShot(0, lambda: at.append(len(steps)))
    parent = QObject()
    InTurns(work(), parent, lambda: at.append(len(steps)))
    QTimer.singleShot(0, lambda: at.append(len(steps)))
    wait(lambda: at[-1:] == [20])
    assert len(at) == 3
    assert at[1] < 20


def test_an_error_ends_it_and_is_told(qapp: QObject, wait: Wait) -> None:
    told: list[Exception] = []
    done: list[bool] = []

    def work() -> Iterator[None]:
        yield
        raise ValueError("broken")

    parent = QObject()
    InTurns(work(), parent, lambda: done.append(True), told.append)
    wait(lambda: bool(told))
    assert str(told[0]) == "broken"
    assert not done


def test_it_goes_with_its_parent(qapp: QObject, wait: Wait) -> None:
    steps: list[int] = []

    def work() -> Iterator[None]:
        while True:
            steps.append(0)
            time.sleep(0.01)
            yield

    parent = QObject()
    InTurns(work(), parent)
    wait(lambda: len(steps) > 3)
    parent.deleteLater()
    wait(lambda: not shiboken6.isValid(parent))
    count = len(steps)
    over: list[bool] = []
    QTimer.singleShot(50, lambda: over.append(True))
    wait(lambda: bool(over))
    assert len(steps) <= count + 1
