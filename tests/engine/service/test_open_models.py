"""What requests share: models stay open, two of them, and turns are fair."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
import torch

from gan_engine.errors import SnapshotError
from gan_engine.reporting import Cancelled
from gan_engine.service.calls import Call
from gan_engine.service.network_queue import LOOKED_AT, STORED, Turns
from gan_engine.service.open_models import Desk
from tests.engine.latent_support import write_generator


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_drawing_leaves_a_core_to_the_window_and_measuring_does_not_whichever_thread_asks(desk: Desk) -> None:
    usual = torch.get_num_threads()
    call = Call(1, (), lambda header, arrays: None)
    seen: list[tuple[int, int]] = []

    def ask() -> None:
        with desk.computing(call, LOOKED_AT):
            drawing = torch.get_num_threads()
        with desk.computing(call, LOOKED_AT, as_in_training=True):
            seen.append((drawing, torch.get_num_threads()))

    for _ in range(2):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
        ask()
    assert seen == [(max(1, usual - 1), usual)] * 4
    assert torch.get_num_threads() == usual


def test_a_model_stays_open_until_two_others_were_used(desk: Desk, tmp_path: Path) -> None:
    one, two, three = (str(write_generator(tmp_path / str(seed), seed=seed).parent) for seed in range(3))
    first = desk.session(one)
    assert desk.session(str(Path(one) / "generator.safetensors")) is first
    second = desk.session(two)
    assert desk.session(one) is first
    desk.session(three)
    assert desk.session(one) is first
    assert desk.session(two) is not second


def test_a_model_that_changed_on_the_disk_is_read_again(desk: Desk, tmp_path: Path) -> None:
    file = write_generator(tmp_path, seed=1)
    before = desk.session(str(tmp_path)).digest
    file.unlink()
    write_generator(tmp_path, seed=2)
    os.utime(file, ns=(1, 1))
    assert desk.session(str(tmp_path)).digest != before
    file.unlink()
    with pytest.raises(SnapshotError):
        desk.session(str(tmp_path))


class _Queue:
    """Threads that ask for a turn while somebody has it, and the order in which they get theirs."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.order: list[str] = []
        self._threads: list[threading.Thread] = []

    def join(self, name: str, rank: int, cancelled: threading.Event | None = None) -> None:
        def wait() -> None:
            try:
                with self.turns.turn(rank, cancelled or threading.Event()):
                    self.order.append(name)
            except Cancelled:
                self.order.append(f"{name} cancelled")

        before = self.turns.waiting
        thread = threading.Thread(target=wait)
        thread.start()
        while self.turns.waiting == before:
            pass
        self._threads.append(thread)

    def finish(self) -> list[str]:
        for thread in self._threads:
            thread.join()
        return self.order


def test_turns_come_in_order_of_asking_and_what_is_looked_at_first() -> None:
    queue = _Queue()
    with queue.turns.turn(STORED, threading.Event()):
        queue.join("clip", STORED)
        queue.join("wall", LOOKED_AT)
        queue.join("other clip", STORED)
        queue.join("other wall", LOOKED_AT)
    assert queue.finish() == ["wall", "other wall", "clip", "other clip"]


def test_who_is_cancelled_leaves_the_queue_at_once_and_holds_up_nobody() -> None:
    queue = _Queue()
    gone = threading.Event()
    with queue.turns.turn(STORED, threading.Event()):
        queue.join("a", LOOKED_AT, gone)
        queue.join("b", LOOKED_AT)
        gone.set()
        queue.turns.wake()
        while not queue.order:
            pass
        assert queue.order == ["a cancelled"]
    assert queue.finish() == ["a cancelled", "b"]


def test_a_turn_is_given_back_when_its_work_fails() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="broken"), turns.turn(LOOKED_AT, threading.Event()):
        raise ValueError("broken")
    with turns.turn(LOOKED_AT, threading.Event()):
        pass
