"""A measure that no longer improves is told from one that does, as its noise allows; and a training stops by it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.plateau import FEWEST, Plateau, plateau

ERROR = 0.004


def measured(values: Sequence[float], *, error: float = ERROR) -> list[MetricMeasured]:
    return [
        MetricMeasured(
            time=0.0, kimg=10.0 * number, metric="kid-lite0", value=float(value), uncertainty=error, network="lite0",
            samples=128, form="quick",
        )
        for number, value in enumerate(values)
    ]  # fmt: skip


def first_stop(values: Sequence[float]) -> tuple[int, Plateau] | None:
    """After how many measurings it is found, and what."""
    events = measured(values)
    for count in range(1, len(events) + 1):
        if (found := plateau(events[:count])) is not None:
            return count, found
    return None


def noisy(levels: np.ndarray, noise: float, seed: int) -> list[float]:
    drawn: list[float] = (levels * (1 + noise * np.random.default_rng(seed).standard_normal(len(levels)))).tolist()
    return drawn


STEPS = np.arange(200)


@pytest.mark.parametrize("noise", [0.0, 0.01, 0.02, 0.04])
@pytest.mark.parametrize("seed", range(5))
def test_what_learns_is_left_alone(noise: float, seed: int) -> None:
    """Halving every 42 measurings, or every 70: whatever the luck, however long."""
    for pace in (60, 100):
        assert first_stop(noisy(0.25 * np.exp(-STEPS / pace), noise, seed)) is None


@pytest.mark.parametrize(("noise", "latest"), [(0.01, 110), (0.04, 110), (0.08, 180)])
@pytest.mark.parametrize("seed", range(5))
def test_what_has_come_to_its_level_is_stopped(noise: float, latest: int, seed: int) -> None:
    """Learnt within forty measurings, then level: noisier ones are watched for longer."""
    found = first_stop(noisy(0.05 + 0.2 * np.exp(-STEPS / 10), noise, seed))
    assert found is not None
    count, what = found
    assert 40 < count <= latest
    assert what.measurings >= FEWEST
    assert what.gain < what.could_tell
    assert what.since_kimg == 10.0 * (count - what.measurings)


def test_what_grows_worse_is_stopped() -> None:
    found = first_stop(noisy(0.1 * (1 + STEPS / 100), 0.01, 0))
    assert found is not None
    assert found[1].gain < 0


def test_a_measure_that_is_all_noise_ends_nothing() -> None:
    assert first_stop(noisy(np.full(200, 0.1), 0.5, 0)) is None


def test_noise_takes_more_measurings() -> None:
    found = [first_stop(noisy(np.full(200, 0.1), noise, 1)) for noise in (0.01, 0.08)]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0][1].measurings == FEWEST < found[1][1].measurings


def test_its_own_uncertainty_counts_where_measurings_agree_by_luck() -> None:
    calm = [0.1] * (2 * FEWEST)
    assert plateau(measured(calm, error=0.004)) is not None
    assert plateau(measured(calm, error=0.05)) is None, "a quarter of it is more than 5 % of the level"


def test_few_measurings_end_nothing_and_others_do_not_count() -> None:
    calm = [0.1] * (2 * FEWEST)
    assert plateau(measured(calm[1:])) is None
    assert plateau(measured(calm)) is not None
    others = [MetricMeasured(**{**vars(event), "metric": "fid"}) for event in measured(calm)]
    unknown = [MetricMeasured(**{**vars(event), "value": None}) for event in measured(calm)]
    assert plateau(others) is None
    assert plateau(unknown) is None


def test_where_nothing_is_left_to_gain_it_is_over() -> None:
    """An unbiased distance scatters around 0 where designs are the set's like."""
    around = (np.random.default_rng(3).standard_normal(200) * ERROR / 4).tolist()
    assert first_stop(around) is not None


def test_words() -> None:
    assert Plateau(8, 420.0, -0.01, 0.05).words == (
        "The measure has not improved over the last 8 measurings, from 420 kimg on: a gain of 5 % would have been seen."
    )
