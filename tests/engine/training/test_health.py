"""The watch over a training: it speaks when something is wrong, keeps quiet when not, and takes it back."""

from __future__ import annotations

import numpy as np
import pytest

from gan_engine.training.health import HealthWatch, Problem, diversity

DRAWS = np.random.default_rng(0)
VARIED = DRAWS.integers(0, 256, (16, 8, 8, 3)).astype(np.uint8).repeat(4, 1).repeat(4, 2)
ALIKE = np.clip(VARIED[:1].astype(int) + DRAWS.integers(-6, 7, VARIED.shape), 0, 255).astype(np.uint8)
GREY = np.full_like(VARIED, 128)


def names(changes: list[Problem | None]) -> list[str]:
    return [change.name if change else "" for change in changes]


def watch() -> HealthWatch:
    return HealthWatch(total_kimg=100, reference=diversity(VARIED))


def test_diversity_is_the_mean_distance_of_two_pictures() -> None:
    black_and_white = np.stack([np.zeros((32, 32, 3), np.uint8), np.full((32, 32, 3), 255, np.uint8)])
    assert diversity(black_and_white) == pytest.approx(255)
    assert diversity(GREY) == 0
    assert diversity(VARIED[:1]) == 0
    assert diversity(ALIKE) < 0.1 * diversity(VARIED)


def test_fine_noise_is_no_diversity() -> None:
    noise = DRAWS.integers(0, 2, (8, 128, 128, 3)).astype(np.uint8) * 255
    assert diversity(noise) < 0.25 * diversity(VARIED)


@pytest.mark.parametrize("side", [8, 32, 96, 100])
def test_diversity_of_any_size(side: int) -> None:
    assert diversity(DRAWS.integers(0, 256, (3, side, side, 3)).astype(np.uint8)) > 0


def test_a_discriminator_far_ahead_is_told_once_and_taken_back() -> None:
    health = watch()
    told = [(kimg, names(health.look_at_numbers(kimg, {"real": 0.99, "fake": 0.01}, 0))) for kimg in range(20)]
    assert [(kimg, change) for kimg, change in told if change] == [(5, ["discriminator-ahead"])], "5 % of 100 kimg"
    assert names(health.look_at_numbers(21, {"real": 0.95, "fake": 0.05}, 0)) == [], "a little better is not well"
    assert names(health.look_at_numbers(22, {"real": 0.7, "fake": 0.3}, 0)) == [""]
    assert names(health.look_at_numbers(23, {"real": 0.99, "fake": 0.01}, 0)) == [], "it has to last again"


def test_a_short_lead_is_nothing_to_speak_of() -> None:
    health = watch()
    for kimg in range(40):
        scores = {"real": 0.99, "fake": 0.01} if kimg % 4 else {"real": 0.8, "fake": 0.2}
        assert health.look_at_numbers(kimg, scores, 0) == []


def test_designs_that_become_alike_are_a_collapse() -> None:
    health = watch()
    assert health.look_at_samples(VARIED) == []
    assert health.look_at_samples(ALIKE) == [], "once may be chance"
    assert names(health.look_at_samples(ALIKE)) == ["collapse"]
    assert health.look_at_samples(ALIKE) == []
    assert names(health.look_at_samples(VARIED)) == [""]


def test_grey_at_the_beginning_is_no_collapse() -> None:
    health = watch()
    assert [health.look_at_samples(GREY) for _ in range(5)] == [[]] * 5


def test_losses_that_are_not_finite_for_long_are_told() -> None:
    health = watch()
    assert health.look_at_numbers(1, {}, 10) == []
    assert names(health.look_at_numbers(1, {}, 60)) == ["not-finite"]
    assert names(health.look_at_numbers(2, {}, 0)) == [""]


def test_of_two_problems_the_one_that_stays_is_told_again() -> None:
    health = watch()
    health.look_at_samples(VARIED)
    health.look_at_samples(ALIKE)
    assert names(health.look_at_samples(ALIKE)) == ["collapse"]
    assert names(health.look_at_numbers(1, {}, 60)) == ["not-finite"]
    assert names(health.look_at_samples(VARIED)) == ["not-finite"]
    assert names(health.look_at_numbers(2, {}, 0)) == [""]


def test_every_problem_says_what_to_do() -> None:
    health = watch()
    health.look_at_samples(VARIED)
    health.look_at_samples(ALIKE)
    found = health.look_at_samples(ALIKE) + health.look_at_numbers(1, {}, 60)
    health.look_at_numbers(1, {"real": 1.0, "fake": 0.0}, 60)
    found += health.look_at_numbers(9, {"real": 1.0, "fake": 0.0}, 60)
    assert len(found) == 3
    for problem in found:
        assert problem is not None
        assert problem.what.endswith(".")
        assert problem.do.endswith(".")


def test_a_critics_scores_say_nothing_of_being_ahead() -> None:
    watch = HealthWatch(total_kimg=100, reference=1.0, scores_are_shares=False)
    assert [watch.look_at_numbers(kimg, {"real": 5.0, "fake": -3.0}, 0) for kimg in range(0, 100, 10)] == [[]] * 10
