"""The measures' mathematics: against their definitions in float64 and closed forms."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
import scipy.special
import torch
from torch import Tensor

from gan_engine.metrics.diversity import mean_distance
from gan_engine.metrics.frechet import (
    BlockedMoments,
    FrechetDistance,
    Moments,
    distances_without,
    frechet_distance,
    gaussian_of,
    root_of,
)
from gan_engine.metrics.inception_score import InceptionScore
from gan_engine.metrics.kernel import kernel_distance, mean_over_subsets, within
from gan_engine.metrics.memorisation import memorisation_informed
from gan_engine.metrics.neighbours import nearest
from gan_engine.metrics.originality import originality
from gan_engine.metrics.precision_recall import precision_recall


def rows(count: int, dimensions: int, seed: int, *, shift: float = 0.0, rank: int | None = None) -> Tensor:
    """Correlated rows, in no more than `rank` directions."""
    rng = np.random.default_rng(seed)
    mixing = rng.normal(size=(rank or dimensions, dimensions)) / np.sqrt(dimensions)
    return torch.from_numpy(rng.normal(size=(count, rank or dimensions)) @ mixing + shift)


def frechet_by_definition(first: np.ndarray, second: np.ndarray) -> float:
    """With scipy's matrix square root, as every paper writes it."""
    covariances = [np.cov(side, rowvar=False) for side in (first, second)]
    root = scipy.linalg.sqrtm(covariances[0] @ covariances[1]).real
    apart = first.mean(0) - second.mean(0)
    return float(apart @ apart + np.trace(covariances[0] + covariances[1] - 2 * root))


@pytest.mark.parametrize(("count", "others"), [(400, 300), (60, 200)], ids=["full rank", "small set"])
def test_the_frechet_distance_is_that_of_its_definition(count: int, others: int) -> None:
    first, second = rows(count, 48, 1), rows(others, 48, 2, shift=0.3)
    distance, _ = frechet_distance(first, second)
    assert distance == pytest.approx(frechet_by_definition(first.numpy(), second.numpy()), rel=1e-6)


def test_the_frechet_distance_of_singular_covariances_is_exact() -> None:
    """Fewer pictures than features: the product has no sound root, but the distance is known in low dimension."""
    rng = np.random.default_rng(3)
    turned, _ = np.linalg.qr(rng.normal(size=(96, 96)))
    first, second = rng.normal(size=(300, 8)), rng.normal(size=(300, 8)) * 2 + 0.5
    known = frechet_by_definition(first, second)
    lifted = [torch.from_numpy(np.pad(side, ((0, 0), (0, 88))) @ turned) for side in (first, second)]
    assert frechet_distance(*lifted)[0] == pytest.approx(known, rel=1e-6)


def along_axes(mean: list[float], variances: list[float]) -> Tensor:
    """Rows with just this mean and, unbiased, this diagonal covariance."""
    reach = torch.diag((torch.tensor(variances).double() * (2 * len(variances) - 1) / 2).sqrt())
    return torch.cat([reach, -reach]) + torch.tensor(mean).double()


def test_the_frechet_distance_of_gaussians_has_its_closed_form() -> None:
    """For covariances that commute: |m1 - m2|^2 + sum (sqrt a - sqrt b)^2."""
    first, second = along_axes([1, 0, 0, 0], [1, 4, 9, 0]), along_axes([0, 0, 2, 0], [4, 1, 9, 1])
    assert frechet_distance(first, second)[0] == pytest.approx(5.0 + 1 + 1 + 0 + 1, rel=1e-12)
    assert frechet_distance(first, first)[0] == pytest.approx(0.0, abs=1e-12)


def test_the_frechet_distance_is_the_same_however_rows_come() -> None:
    """And for several heaps of designs, one after the other; also far from the origin."""
    reference, made = rows(300, 12, 40, shift=1e4), rows(700, 12, 41, shift=1e4)
    expected = frechet_by_definition(reference.numpy() - 1e4, made.numpy() - 1e4)
    distance = FrechetDistance(reference)
    for _ in range(2):
        distance.begin()
        for part in torch.split(made, [1, 99, 0, 237, 363]):
            distance.update(part)
        assert distance.compute() == pytest.approx(expected, rel=1e-6)


def test_few_rows_of_many_features_are_measured_exactly() -> None:
    """Written in fewer axes: the same number, and the same uncertainty, as in all of them."""
    reference, made = rows(40, 160, 42), rows(60, 160, 43, shift=0.1)
    value, error = frechet_distance(reference, made)
    whole = FrechetDistance(reference)
    whole.update(made)
    assert value == pytest.approx(whole.compute(), rel=1e-6)
    assert error == pytest.approx(whole.uncertainty(), rel=1e-6)


@pytest.mark.parametrize("count", [400, 30], ids=["full rank", "fewer rows than features"])
def test_the_jackknife_leaves_out_what_it_says(count: int) -> None:
    """Its distances are torchmetrics' own of the designs without a block."""
    reference, made = rows(200, 48, 44), rows(count, 48, 45, shift=0.2)
    blocks = BlockedMoments(48)
    blocks.update(made)
    gaussian = gaussian_of(reference)
    without = distances_without(gaussian, root_of(gaussian.covariance), blocks.blocks())
    assert without is not None
    for place, distance in enumerate(without):
        rest = made[torch.arange(count) % 5 != place]
        assert distance == pytest.approx(frechet_distance(reference, rest)[0], rel=1e-6)


def test_moments_do_not_depend_on_how_rows_come() -> None:
    """Also for means that are large beside the spread, where sums of squares would lose their digits."""
    sample = rows(500, 6, 4, shift=1e5)
    parts = Moments(6)
    blocked = BlockedMoments(6)
    for part in torch.split(sample, [1, 99, 0, 37, 363]):
        parts.update(part)
        blocked.update(part)
    total = Moments(6)
    for block in blocked.blocks():
        total.add(block)
    for gaussian in (parts.gaussian(), total.gaussian()):
        assert gaussian.count == 500
        np.testing.assert_allclose(gaussian.mean, sample.mean(0), rtol=1e-14)
        np.testing.assert_allclose(gaussian.covariance, np.cov(sample.numpy(), rowvar=False), rtol=1e-8, atol=1e-10)
    assert {block.count for block in blocked.blocks()} == {100}


def test_the_uncertainty_of_the_frechet_distance_is_that_of_many_draws() -> None:
    distance = FrechetDistance(rows(4000, 4, 5))
    distances, errors = [], []
    for seed in range(40):
        distance.begin()
        distance.update(torch.from_numpy(np.random.default_rng(100 + seed).normal(size=(200, 4))))
        distances.append(distance.compute())
        errors.append(distance.uncertainty())
    assert np.mean(errors) == pytest.approx(np.std(distances), rel=0.5)
    distance.begin()
    distance.update(rows(4, 4, 5))
    assert distance.uncertainty() is None, "too few to leave any out"


def kernel_by_definition(first: np.ndarray, second: np.ndarray) -> float:
    """Gretton et al. 2012, equation 3, one pair after the other."""
    n, m, dimensions = len(first), len(second), first.shape[1]

    def kernel(x: np.ndarray, y: np.ndarray) -> float:
        return float((x @ y / dimensions + 1) ** 3)

    inner = sum(kernel(first[i], first[j]) for i in range(n) for j in range(n) if i != j) / (n * (n - 1))
    outer = sum(kernel(second[i], second[j]) for i in range(m) for j in range(m) if i != j) / (m * (m - 1))
    return inner + outer - 2 * sum(kernel(x, y) for x in first for y in second) / (n * m)


def test_the_kernel_distance_is_that_of_its_definition() -> None:
    first, second = rows(30, 12, 6), rows(25, 12, 7, shift=0.4)
    value, _ = kernel_distance(within(first), within(second))
    assert value == pytest.approx(kernel_by_definition(first.numpy(), second.numpy()), rel=1e-9)


def test_blocks_do_not_change_the_kernel_distance(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = rows(50, 8, 8), rows(70, 8, 9)
    whole = kernel_distance(within(first), within(second))
    monkeypatch.setattr("gan_engine.metrics.kernel._ROWS", 16)
    assert kernel_distance(within(first), within(second)) == pytest.approx(whole, rel=1e-9)


def test_the_kernel_distance_of_two_halves_is_0_within_its_error() -> None:
    results = [
        kernel_distance(within(sample[:50]), within(sample[50:]))
        for sample in (torch.from_numpy(np.random.default_rng(seed).normal(size=(100, 16))) for seed in range(60))
    ]
    values, errors = np.array(results).T
    assert abs(values.mean()) < 3 * values.std() / np.sqrt(len(values)), "without bias"
    assert 0.8 < errors.mean() / values.std() < 2, "where there is no distance the jackknife errs on the safe side"
    same = rows(100, 16, 21)
    assert kernel_distance(within(same), within(same))[0] <= 0, "a set is no further from itself than its halves"


def test_the_mean_over_subsets_is_the_kernel_distance_where_a_subset_is_the_whole() -> None:
    real, made = rows(90, 24, 10), rows(90, 24, 11, shift=0.2)
    expected, _ = kernel_distance(within(real), within(made))
    assert mean_over_subsets(real, made) == pytest.approx(expected, rel=1e-9)


def test_the_mean_over_subsets_is_drawn_from_its_seed_and_no_other() -> None:
    """Nobody's random numbers are touched: a training measures too."""
    real, made = rows(150, 8, 30), rows(60, 8, 31, shift=0.3)
    before = torch.get_rng_state()
    value = mean_over_subsets(real, made, subsets=20)
    assert torch.equal(torch.get_rng_state(), before)
    torch.rand(3)
    assert mean_over_subsets(real, made, subsets=20) == value
    assert mean_over_subsets(real, made, subsets=20, seed=1) != value
    expected, error = kernel_distance(within(real), within(made))
    assert value == pytest.approx(expected, abs=3 * error)


def smallest_cosine_distances(made: np.ndarray, training: np.ndarray) -> np.ndarray:
    ours, theirs = (side / np.linalg.norm(side, axis=1, keepdims=True) for side in (made, training))
    return (1 - np.abs(ours @ theirs.T)).min(1)


def test_mifid_is_that_of_its_definition() -> None:
    """Bai et al. 2021: the Frechet distance over the designs' mean distance to the training pictures, if small."""
    training, made = rows(120, 24, 10), rows(90, 24, 11, shift=0.2)
    distance = frechet_by_definition(training.numpy(), made.numpy())
    near = smallest_cosine_distances(made.numpy(), training.numpy()).mean()
    assert near != pytest.approx(smallest_cosine_distances(training.numpy(), made.numpy()).mean(), rel=0.01)
    assert memorisation_informed(made, training, limit=1.0) == pytest.approx(distance / near, rel=1e-6)
    assert memorisation_informed(made, training, limit=near / 2) == pytest.approx(distance, rel=1e-6)


def inception_score_by_definition(logits: np.ndarray) -> tuple[float, float]:
    """Salimans et al. 2016, of ten parts that follow each other."""
    scores = []
    for part in np.array_split(logits, 10):
        chances = scipy.special.softmax(part, axis=1)
        scores.append(np.exp(scipy.special.rel_entr(chances, chances.mean(0)).sum(1).mean()))
    return float(np.mean(scores)), float(np.std(scores, ddof=1))


def test_the_inception_score_is_that_of_its_definition() -> None:
    logits = torch.from_numpy(np.random.default_rng(12).normal(size=(200, 30)) * 3)
    score = InceptionScore(200, 30)
    before = torch.get_rng_state()
    for part in torch.split(logits, 33):
        score.update(part)
    assert torch.equal(torch.get_rng_state(), before)
    assert score.compute() == pytest.approx(inception_score_by_definition(logits.numpy()), rel=1e-6)


def test_the_inception_score_of_clear_and_even_classes_is_their_number() -> None:
    score = InceptionScore(210, 7)
    score.update(torch.eye(7).repeat_interleave(30, dim=0)[torch.randperm(210, generator=torch.Generator())] * 1e3)
    assert 5 < score.compute()[0] <= 7.0001
    flat = InceptionScore(50, 7)
    flat.update(torch.zeros(50, 7))
    assert flat.compute() == pytest.approx((1.0, 0.0))
    with pytest.raises(ValueError, match="missing"):
        InceptionScore(50, 7).compute()


def test_neighbours_are_those_of_a_plain_search() -> None:
    first, second = rows(40, 5, 13), rows(60, 5, 14)
    plain = torch.cdist(first, second)
    distances, places = nearest(first, second, 3)
    np.testing.assert_allclose(distances, plain.sort(1).values[:, :3], rtol=1e-9)
    assert (places[:, 0] == plain.argmin(1)).all()
    own, where = nearest(first, first, 1, same=True)
    assert (where[:, 0] != torch.arange(40)).all()
    assert (own > 0).all()


def test_precision_sees_blur_and_recall_sees_collapse() -> None:
    """A narrow set within the real one is precise and misses most; a wide one around it the other way round."""
    real = rows(400, 6, 15)
    same = precision_recall(real[:200], real[200:])
    collapsed = precision_recall(real, real[:5].repeat(40, 1) + 0.01 * torch.randn(200, 6, dtype=torch.float64))
    scattered = precision_recall(real, rows(200, 6, 16) * 4)
    assert same.precision > 0.7
    assert same.recall > 0.7
    assert collapsed.precision > 0.9
    assert collapsed.recall < 0.1
    assert scattered.precision < 0.3
    assert scattered.recall > 0.7


def test_the_mean_distance_is_that_over_all_pairs() -> None:
    sample = rows(60, 5, 17)
    value, error = mean_distance(sample)
    assert value == pytest.approx(float(torch.pdist(sample).mean()), rel=1e-9)
    draws = [mean_distance(torch.from_numpy(np.random.default_rng(s).normal(size=(60, 5))))[0] for s in range(60)]
    _, error = mean_distance(torch.from_numpy(np.random.default_rng(99).normal(size=(60, 5))))
    assert error == pytest.approx(np.std(draws), rel=0.6)


def test_originality_tells_copies_from_new_pictures() -> None:
    training, fresh = rows(300, 8, 18), rows(600, 8, 18)[300:]
    new = originality(fresh, training)
    copies = originality(training[:100] + 1e-3, training)
    half = originality(torch.cat([training[:50] + 1e-3, fresh[:50]]), training)
    assert 0.8 < new.value < 1.25
    assert new.near_copies < 0.05
    assert copies.value < 0.05
    assert copies.near_copies == 1
    assert half.near_copies == pytest.approx(0.5, abs=0.05)
    assert (originality(training[:9] + 1e-3, training).nearest == torch.arange(9)).all()


def test_a_set_that_repeats_itself_still_has_a_spacing() -> None:
    """Duplicates in the training set lie at no distance from each other: that must not make every design a copy."""
    training = rows(100, 8, 19)
    doubled = torch.cat([training, training])
    assert originality(rows(200, 8, 19)[100:], doubled).value == pytest.approx(
        originality(rows(200, 8, 19)[100:], training).value, rel=0.05
    )
