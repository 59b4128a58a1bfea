"""The order of the wall: every seed once, rows and seeds lead to each other, nothing moves."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.explorer.wall.order import SEEDS, SHUFFLED_SEEDS, WallOrder


@given(st.integers(0, SEEDS - 1), st.integers(0, 10_000))
def test_in_order_the_next_row_has_the_next_seed(seed: int, row: int) -> None:
    order = WallOrder.counting_from(seed)
    if row < order.rows:
        assert order.seed_at(row) == seed + row
        assert order.row_of(seed + row) == row
    else:
        assert seed + row >= SEEDS


def test_in_order_a_seed_before_the_first_hangs_nowhere() -> None:
    order = WallOrder.counting_from(100)
    assert order.row_of(99) is None
    assert order.row_of(100) == 0
    assert order.row_of(SEEDS) is None


@given(st.integers(0, 2**32), st.integers(0, SHUFFLED_SEEDS - 1))
def test_shuffled_rows_and_seeds_lead_to_each_other(chance: int, row: int) -> None:
    order = WallOrder.shuffled(random.Random(chance))
    seed = order.seed_at(row)
    assert 0 <= seed < SHUFFLED_SEEDS
    assert order.row_of(seed) == row


def test_a_shuffled_wall_shows_every_seed_once() -> None:
    order = WallOrder(7, 30_011, 100_000)
    assert len({order.seed_at(row) for row in range(order.rows)}) == 100_000


def test_shuffling_again_hangs_the_wall_otherwise() -> None:
    assert WallOrder.shuffled(random.Random(1)) != WallOrder.shuffled(random.Random(2))


@pytest.mark.parametrize(("first", "step", "count"), [(0, 2, 10), (10, 1, 10), (-1, 1, 10), (0, 1, SEEDS + 1)])
def test_orders_that_would_repeat_or_leave_out_seeds_are_refused(first: int, step: int, count: int) -> None:
    with pytest.raises(ValueError, match=r"seed|step"):
        WallOrder(first, step, count)
