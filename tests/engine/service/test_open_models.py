"""What requests share: models stay open, two of them, and the network's queue is fair."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
import torch

from gan_engine.errors import SnapshotError
from gan_engine.reporting import Cancelled
from gan_engine.service.calls import Call
from gan_engine.service.network_queue import LOOKED_AT, STORED, UNDER_THE_HAND, NetworkQueue
from gan_engine.service.open_models import OpenModels
from tests.engine.latent_support import write_generator


@pytest.fixture
def open_models() -> OpenModels:
    return OpenModels()


def test_drawing_leaves_a_core_to_the_window_and_measuring_none_whichever_thread_asks(
    open_models: OpenModels,
) -> None:
    usual = torch.get_num_threads()
    call = Call(1, (), lambda header, arrays: None)
    seen: list[tuple[int, int]] = []

    def ask() -> None:
        with open_models.computing(call, LOOKED_AT):
            drawing = torch.get_num_threads()
        with open_models.computing(call, LOOKED_AT, as_in_training=True):
            seen.append((drawing, torch.get_num_threads()))

    for _ in range(2):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
        ask()
    assert seen == [(max(1, usual - 1), usual)] * 4
    assert torch.get_num_threads() == usual


def test_a_model_stays_open_until_four_others_were_used(open_models: OpenModels, tmp_path: Path) -> None:
    one, two, *others = (str(write_generator(tmp_path / str(seed), seed=seed).parent) for seed in range(5))
    first = open_models.session(one)
    assert open_models.session(str(Path(one) / "generator.safetensors")) is first
    second = open_models.session(two)
    assert open_models.session(one) is first
    for other in others:
        open_models.session(other)
    assert open_models.session(one) is first
    assert open_models.session(two) is not second


def test_a_model_that_changed_on_the_disk_is_read_again(open_models: OpenModels, tmp_path: Path) -> None:
    file = write_generator(tmp_path, seed=1)
    before = open_models.session(str(tmp_path)).digest
    file.unlink()
    write_generator(tmp_path, seed=2)
    os.utime(file, ns=(1, 1))
    assert open_models.session(str(tmp_path)).digest != before
    file.unlink()
    with pytest.raises(SnapshotError):
        open_models.session(str(tmp_path))


class _Queue:
    """Threads that ask for a turn while somebody has it, and the order in which they get theirs."""

    def __init__(self) -> None:
        self.network_queue = NetworkQueue()
        self.order: list[str] = []
        self._threads: list[threading.Thread] = []

    def join(self, name: str, rank: int, cancelled: threading.Event | None = None) -> None:
        def wait() -> None:
            try:
                with self.network_queue.hold(rank, cancelled or threading.Event()):
                    self.order.append(name)
            except Cancelled:
                self.order.append(f"{name} cancelled")

        before = self.network_queue.waiting
        thread = threading.Thread(target=wait)
        thread.start()
        while self.network_queue.waiting == before:
            pass
        self._threads.append(thread)

    def finish(self) -> list[str]:
        for thread in self._threads:
            thread.join()
        return self.order


def test_turns_come_in_order_of_asking_and_what_is_looked_at_first() -> None:
    queue = _Queue()
    with queue.network_queue.hold(STORED, threading.Event()):
        queue.join("clip", STORED)
        queue.join("wall", LOOKED_AT)
        queue.join("other clip", STORED)
        queue.join("other wall", LOOKED_AT)
        queue.join("slider", UNDER_THE_HAND)
    assert queue.finish() == ["slider", "wall", "other wall", "clip", "other clip"]


def test_who_is_cancelled_leaves_the_queue_at_once_and_holds_up_nobody() -> None:
    queue = _Queue()
    gone = threading.Event()
    with queue.network_queue.hold(STORED, threading.Event()):
        queue.join("a", LOOKED_AT, gone)
        queue.join("b", LOOKED_AT)
        gone.set()
        queue.network_queue.wake()
        while not queue.order:
            pass
        assert queue.order == ["a cancelled"]
    assert queue.finish() == ["a cancelled", "b"]


def test_a_turn_is_given_back_when_its_work_fails() -> None:
    network_queue = NetworkQueue()
    with pytest.raises(ValueError, match="broken"), network_queue.hold(LOOKED_AT, threading.Event()):
        raise ValueError("broken")
    with network_queue.hold(LOOKED_AT, threading.Event()):
        pass
