"""Walks between designs: on the sphere, at even speed, exact at their ends."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_engine.latent.seeds import latents
from gan_engine.latent.walk import nearest_points, slerp, walk

_seeds = st.integers(0, 10_000)


def _angle(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.arccos(np.clip(a @ b / np.linalg.norm(a) / np.linalg.norm(b), -1, 1)))


@given(_seeds, _seeds, st.floats(0, 1), st.floats(0.1, 10))
def test_the_way_stays_on_the_great_circle_and_the_norm_changes_evenly(
    one: int, other: int, t: float, scale: float
) -> None:
    a, b = latents([one, other], 24).astype(np.float64)
    b *= scale
    point = slerp(a, b, t).astype(np.float64)
    norms = np.linalg.norm(a), np.linalg.norm(b)
    assert np.linalg.norm(point) == pytest.approx(norms[0] + (norms[1] - norms[0]) * t, rel=1e-5)
    assert _angle(a, point) == pytest.approx(t * _angle(a, b), abs=2e-3)
    residual = point - np.linalg.lstsq(np.stack([a, b], 1), point, rcond=None)[0] @ np.stack([a, b])
    assert np.linalg.norm(residual) < 1e-4 * norms[1] + 1e-4


def test_both_ends_are_exact_to_the_last_bit() -> None:
    a, b = latents([1, 2], 100)
    np.testing.assert_array_equal(slerp(a, b, 0.0), a)
    np.testing.assert_array_equal(slerp(a, b, 1.0), b)
    np.testing.assert_array_equal(slerp(a, b, np.array([0.0, 1.0])), [a, b])


def test_between_opposite_points_the_way_goes_round_and_not_through_the_centre() -> None:
    (a,) = latents([5], 30)
    way = slerp(a, -a, np.linspace(0, 1, 9))
    np.testing.assert_allclose(np.linalg.norm(way, axis=1), np.linalg.norm(a), rtol=1e-5)
    steps = [_angle(p, q) for p, q in itertools.pairwise(way)]
    np.testing.assert_allclose(steps, np.pi / 8, rtol=1e-3)
    np.testing.assert_array_equal(way, slerp(a, -a, np.linspace(0, 1, 9)))


def test_equal_points_and_the_centre_give_no_nonsense() -> None:
    (a,) = latents([5], 30)
    np.testing.assert_allclose(slerp(a, a, np.linspace(0, 1, 5)), np.tile(a, (5, 1)), rtol=1e-6)
    np.testing.assert_allclose(slerp(a, 3 * a, 0.5), 2 * a, rtol=1e-6)
    np.testing.assert_allclose(slerp(np.zeros(30), a, 0.25), a / 4, rtol=1e-6)
    np.testing.assert_allclose(slerp([1.0], [-1.0], 1.0), [-1.0])
    assert np.isfinite(slerp([1.0], [-1.0], 0.5)).all()


@given(st.lists(_seeds, min_size=1, max_size=5), st.integers(1, 60), st.booleans())
def test_a_walk_has_exactly_its_frames_and_starts_at_its_first_point(seeds: list[int], frames: int, loop: bool) -> None:
    points = latents(seeds, 8)
    way = walk(points, frames, loop=loop)
    assert way.shape == (frames, 8)
    assert way.dtype == np.float32
    assert np.isfinite(way).all()
    np.testing.assert_array_equal(way[0], points[0])
    if frames > 1 and not loop:
        np.testing.assert_array_equal(way[-1], points[-1])


@pytest.mark.parametrize("loop", [False, True])
def test_the_speed_is_even_across_legs_of_different_length(loop: bool) -> None:
    a, b = latents([1, 2], 64)
    points = np.stack([a, slerp(a, b, 0.2), b, slerp(a, b, 0.9)])
    way = walk(points, 241, loop=loop)
    if loop:
        way = np.concatenate([way, way[:1]])
    steps = np.linalg.norm(np.diff(way.astype(np.float64), axis=0), axis=1)
    turning = np.sort(steps)[:3]  # a step that holds a turning point is shorter as the crow flies
    assert np.sort(steps)[3:].std() / steps.mean() < 0.02, (turning, steps.mean())


def test_a_loop_closes_one_step_before_its_start() -> None:
    points = latents([1, 2, 3], 32)
    way = walk(points, 30, loop=True)
    steps = [_angle(p, q) for p, q in zip(way, np.roll(way, -1, axis=0), strict=True)]
    assert steps[-1] == pytest.approx(steps[0], rel=0.1)
    assert steps[-1] > 0


def test_two_equal_points_in_a_row_stop_nothing() -> None:
    a, b = latents([1, 2], 16)
    way = walk([a, a, b, b], 10)
    np.testing.assert_array_equal(way[[0, -1]], [a, b])
    np.testing.assert_array_equal(walk([a, a], 3), [a, a, a])


@pytest.mark.parametrize(("points", "frames"), [(np.zeros((0, 4)), 3), (np.zeros((2, 4)), 0), (np.zeros(4), 2)])
def test_a_walk_from_nowhere_is_refused(points: np.ndarray, frames: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        walk(points, frames)


@given(st.integers(1, 5), st.integers(1, 60), st.booleans(), st.integers(0, 2**31))
def test_each_frame_belongs_to_the_point_that_is_nearest_along_the_way(
    points: int, frames: int, loop: bool, seed: int
) -> None:
    stations = np.random.RandomState(seed).randn(points, 16).astype(np.float32)
    nearest = nearest_points(stations, frames, loop=loop)
    assert nearest.shape == (frames,)
    assert nearest[0] == 0
    if not loop and frames > 1:
        assert nearest[-1] == points - 1
    assert set(np.diff(nearest[nearest.argmax() :])) <= {0, -(points - 1)}  # at most back to the first, in a loop
    if loop and points > 1 and frames > 20 * points:
        assert nearest[-1] == 0
