"""One ordered, bounded map on threads: order, bound, errors in turn, and what is left of it when it is left early."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Iterator

import pytest

from gan_engine.parallel import ordered_map


def test_results_come_in_the_order_of_the_items_whoever_is_ready_first() -> None:
    second_is_done = threading.Event()

    def work(item: int) -> int:
        if item == 0:
            assert second_is_done.wait(60)
        if item == 1:
            second_is_done.set()
        return item * item

    assert list(ordered_map(work, range(50), threads=3, ahead=8)) == [item * item for item in range(50)]


@pytest.mark.parametrize(("threads", "ahead", "count"), [(1, 0, 5), (1, 1, 5), (4, 2, 1), (2, 100, 7), (3, 3, 0)])
def test_any_number_of_items_and_threads(threads: int, ahead: int, count: int) -> None:
    assert list(ordered_map(str, iter(range(count)), threads, ahead)) == [str(item) for item in range(count)]


def test_items_are_read_as_they_are_needed_and_results_do_not_pile_up() -> None:
    read = 0

    def endless() -> Iterator[int]:
        nonlocal read
        while True:
            read += 1
            yield read

    with contextlib.closing(ordered_map(lambda item: item, endless(), threads=2, ahead=6)) as results:
        assert read == 0, "nothing is begun before somebody asks"
        for taken in itertools.islice(results, 100):
            assert read <= taken + 6
    assert read <= 106


def test_an_error_comes_in_its_turn_and_ends_it() -> None:
    begun: list[int] = []

    def work(item: int) -> int:
        begun.append(item)
        if item in (3, 4):
            raise ValueError(f"number {item}")
        return item

    results = ordered_map(work, itertools.count(), threads=2, ahead=4, name="with-error")
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="number 3"):
        next(results)
    assert list(results) == []
    assert max(begun) <= 3 + 4
    assert not _threads("with-error")


def test_what_the_items_raise_is_raised() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk is gone"):
        list(ordered_map(str, items(), threads=2, ahead=1, name="no-items"))
    assert not _threads("no-items")


def test_left_early_it_gives_up_what_has_not_begun_and_waits_for_the_rest() -> None:
    begun: list[int] = []
    ended: list[int] = []

    def work(item: int) -> int:
        begun.append(item)
        ended.append(item)
        return item

    with contextlib.closing(ordered_map(work, itertools.count(), threads=3, ahead=9, name="left-early")) as results:
        assert next(results) == 0
    assert not _threads("left-early")
    assert sorted(begun) == sorted(ended)
    assert len(begun) <= 10


def _threads(name: str) -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith(name)]
