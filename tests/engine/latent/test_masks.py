"""Masks as they are painted and changed: what nothing, all and a disc come to."""

from __future__ import annotations

import numpy as np
import pytest

from gan_engine.latent import masks

SIDE = 64
NOTHING, ALL = masks.empty(SIDE, SIDE), np.ones((SIDE, SIDE), np.float32)
DISC = masks.painted(NOTHING, (0.5, 0.5), (0.5, 0.5), 0.25, 1.0)


def middle(region: np.ndarray) -> np.ndarray:
    """Of what is inside: x and y, 0 to 1."""
    down, across = (np.mgrid[:SIDE, :SIDE] + 0.5) / SIDE
    return np.array([(across * region).sum(), (down * region).sum()]) / region.sum()


def test_a_stroke_covers_the_brush_along_its_way_and_is_wiped_out_again() -> None:
    np.testing.assert_allclose(DISC.mean(), np.pi / 16, rtol=0.02)
    stroke = masks.painted(NOTHING, (0.2, 0.5), (0.8, 0.5), 0.1, 1.0)
    assert stroke[SIDE // 2, [13, 32, 51]].min() == 1
    assert stroke[SIDE // 4].max() == 0
    np.testing.assert_allclose(stroke.mean(), 0.6 * 0.2 + np.pi * 0.01, rtol=0.03)
    np.testing.assert_array_equal(masks.painted(stroke, (0.2, 0.5), (0.8, 0.5), 0.2, 0.0), NOTHING)
    assert not NOTHING.any()


def test_it_moves_grows_and_shrinks() -> None:
    np.testing.assert_allclose(middle(masks.shaped(DISC, across=0.1, down=-0.2)), [0.6, 0.3], atol=0.01)
    np.testing.assert_allclose(masks.shaped(DISC, grown=0.1).mean(), np.pi * 0.35**2, rtol=0.05)
    np.testing.assert_allclose(masks.shaped(DISC, grown=-0.1).mean(), np.pi * 0.15**2, rtol=0.1)
    np.testing.assert_array_equal(masks.shaped(DISC), DISC)


def test_a_soft_edge_leaves_the_middle_and_what_is_far() -> None:
    soft = masks.shaped(DISC, soft=0.1)
    row = soft[SIDE // 2]
    assert row[SIDE // 2] > 0.99
    assert row[0] < 0.01
    assert ((row > 0.1) & (row < 0.9)).sum() > 4
    np.testing.assert_allclose(soft.mean(), DISC.mean(), rtol=0.02)


@pytest.mark.parametrize("change", [{"grown": 0.2}, {"grown": -0.2}, {"soft": 0.3}, {"grown": 0.1, "soft": 0.1}])
def test_nothing_stays_nothing_and_all_stays_all(change: dict[str, float]) -> None:
    np.testing.assert_array_equal(masks.shaped(NOTHING, **change), NOTHING)
    np.testing.assert_allclose(masks.shaped(ALL, **change), ALL, atol=1e-6)


def test_what_lies_around_ways() -> None:
    region = masks.around([(0.2, 0.2, 0.4, 0.2), (0.8, 0.8, 0.8, 0.8)], 0.1, SIDE, SIDE)
    assert region[13, 20] == region[51, 51] == 1
    assert region[51, 13] == 0
    assert not masks.around([], 0.1, SIDE, SIDE).any()
