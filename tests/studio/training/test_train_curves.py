"""What the plots draw is the run: nothing that sticks out is lost, whatever is thinned or smoothed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from gan_engine.runs.curve_points import running_mean
from gan_engine.runs.events import Progress
from gan_engine.runs.history import RunHistory
from studio.workers.training.curves import View, curves, span


def run_of(values: np.ndarray, every: float = 0.1) -> RunHistory:
    history = RunHistory()
    history.extend(
        Progress(time=0.0, kimg=every * n, step=n, losses={"generator": None if np.isnan(value) else float(value)})
        for n, value in enumerate(values)
    )
    return history


def naive_mean(values: np.ndarray, events: float) -> np.ndarray:
    decay, weight, total, made = np.exp(-1 / events), 0.0, 0.0, []
    for value in values:
        weight, total = weight * decay, total * decay
        if np.isfinite(value):
            weight, total = weight + 1, total + value
        made.append(total / weight if weight > 1e-12 else np.nan)
    return np.array(made)


@given(
    arrays.arrays(np.float64, st.integers(1, 3000), elements=st.floats(-1e6, 1e6) | st.just(np.nan)),
    st.floats(0.5, 1e4),
)
def test_the_running_mean_is_that_of_the_definition(values: np.ndarray, events: float) -> None:
    np.testing.assert_allclose(running_mean(values, events), naive_mean(values, events), rtol=1e-9, atol=1e-6)


def test_without_smoothing_the_curve_is_as_measured() -> None:
    values = np.sin(np.arange(200.0))
    curve = curves(run_of(values), ["losses.generator"], View(points=1000, smoothing=0))["losses.generator"]
    np.testing.assert_array_equal(curve.y, values)
    np.testing.assert_array_equal(curve.raw_y, values)
    assert curve.last == values[-1]


def test_thinned_to_the_screen_every_spike_is_still_there() -> None:
    values = np.zeros(50_000)
    values[[77, 12_345, 49_998]] = [9, -7, 5]
    curve = curves(run_of(values), ["losses.generator"], View(points=800, smoothing=0.2))["losses.generator"]
    assert len(curve.x) <= 800
    assert len(curve.raw_x) <= 1600
    assert {9, -7, 5} <= set(curve.raw_y.tolist())
    assert np.all(np.diff(curve.x) > 0)


def test_a_part_of_the_run_is_shown_in_full_detail_and_smoothed_alike() -> None:
    values = np.random.default_rng(0).normal(size=50_000)
    history = run_of(values)
    whole = curves(history, ["losses.generator"], View(points=100_000, smoothing=0.3))["losses.generator"]
    part = curves(history, ["losses.generator"], View(1000.0, 1010.0, points=800, smoothing=0.3))["losses.generator"]
    assert part.x[0] <= 1000 <= part.x[1]
    assert part.x[-2] <= 1010 <= part.x[-1]
    np.testing.assert_allclose(part.y, [whole.at(kimg) for kimg in part.x])
    assert part.last == whole.last


def test_gaps_are_left_out_and_what_a_run_never_had_is_no_curve() -> None:
    values = np.array([1.0, np.nan, 3.0, np.nan])
    made = curves(run_of(values), ["losses.generator", "scores.real"], View(smoothing=0))
    assert list(made) == ["losses.generator"]
    assert made["losses.generator"].x == pytest.approx([0, 0.2])
    assert made["losses.generator"].last == 3


def test_a_curve_is_read_at_the_nearest_point() -> None:
    curve = curves(run_of(np.arange(5.0), every=1), ["losses.generator"], View(smoothing=0))["losses.generator"]
    assert [curve.at(kimg) for kimg in (-3, 0.4, 0.6, 3.9, 99)] == [0, 0, 1, 4, 4]


def test_nothing_yet_is_no_curve() -> None:
    assert curves(RunHistory(), ["losses.generator"], View()) == {}
    assert len(curves(run_of(np.array([1.0])), ["losses.generator"], View())["losses.generator"].x) == 1


def test_the_strongest_smoothing_is_a_fifth_of_the_run() -> None:
    kimg = np.linspace(0, 500, 100)
    assert span(kimg, 1.0) == pytest.approx(100)
    assert span(kimg, 0.0) == 0
