"""The round way between latents: on the sphere, exact at its ends."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_engine.latent.interpolation.spherical import slerp
from gan_engine.latent.seeds import latents

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
