"""Garbage of the GUI thread: what is in a circle goes, and the rows of a huge project hold nothing up."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from studio.garbage import GarbageOnGuiThread


class Thing:
    def __init__(self) -> None:
        self.itself: object = self


@pytest.fixture
def garbage(qapp: object) -> Iterator[GarbageOnGuiThread]:
    was_on = gc.isenabled()
    made = GarbageOnGuiThread()
    yield made
    made.stop()
    gc.freeze()  # as the suite has it
    if not was_on:
        gc.disable()


def test_circles_go_when_much_was_made(garbage: GarbageOnGuiThread) -> None:
    gone = weakref.ref(Thing())
    kept = [[] for _ in range(3000)]
    garbage.collect()
    assert gone() is None
    assert len(kept) == 3000


@pytest.mark.parametrize("number", [60_000, 300_000])
def test_rows_of_a_huge_project_are_not_looked_at_again(garbage: GarbageOnGuiThread, number: int) -> None:
    rows = [[index] for index in range(number)]
    garbage.collect()
    assert gc.get_freeze_count() >= number
    assert len(gc.get_objects(generation=1)) < number / 10
    first = Thing()
    first.itself = None
    gone = weakref.ref(first)
    del first
    assert gone() is None, "what nobody refers to goes at once"
    frozen = gc.get_freeze_count()
    del rows
    assert gc.get_freeze_count() <= frozen - number


def test_circles_among_rows_go_too(garbage: GarbageOnGuiThread) -> None:
    gone = weakref.ref(Thing())
    rows = [[index] for index in range(60_000)]
    garbage.collect()
    assert gone() is None
    assert len(rows) == 60_000


def test_old_circles_go_within_minutes_and_frozen_ones_once_a_project_is_closed(garbage: GarbageOnGuiThread) -> None:
    old, frozen = Thing(), Thing()
    gone, gone_later = weakref.ref(old), weakref.ref(frozen)
    gc.collect()
    gc.freeze()
    gc.unfreeze()  # all are old now
    del old
    for _ in range(300):
        garbage.collect()
    assert gone() is None
    gc.freeze()
    del frozen
    for _ in range(300):
        garbage.collect()
    assert gone_later() is not None
    garbage.collect_all()
    assert gone_later() is None
