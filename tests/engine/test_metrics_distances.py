"""The measures' mathematics: against their definitions in float64, closed forms, and torchmetrics."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
import torch
from torch import Tensor, nn
from torchmetrics.image.fid import FrechetInceptionDistance
from torchmetrics.image.inception import InceptionScore as TheirInceptionScore
from torchmetrics.image.kid import KernelInceptionDistance
from torchmetrics.image.mifid import MemorizationInformedFrechetInceptionDistance

from gan_engine.metrics.diversity import mean_distance
from gan_engine.metrics.frechet import (
    BlockedMoments,
    Gaussian,
    Moments,
    frechet_distance,
    gaussian_of,
    jackknife,
)
from gan_engine.metrics.inception_score import InceptionScore
from gan_engine.metrics.kernel import kernel_distance, within
from gan_engine.metrics.neighbours import nearest
from gan_engine.metrics.originality import memorisation, originality
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
    ours = frechet_distance(gaussian_of(first), gaussian_of(second))
    assert ours == pytest.approx(frechet_by_definition(first.numpy(), second.numpy()), rel=1e-6)


def test_the_frechet_distance_of_singular_covariances_is_exact() -> None:
    """Fewer pictures than features: the product has no sound root, but the distance is known in low dimension."""
    rng = np.random.default_rng(3)
    turned, _ = np.linalg.qr(rng.normal(size=(96, 96)))
    first, second = rng.normal(size=(300, 8)), rng.normal(size=(300, 8)) * 2 + 0.5
    known = frechet_by_definition(first, second)
    lifted = [torch.from_numpy(np.pad(side, ((0, 0), (0, 88))) @ turned) for side in (first, second)]
    assert frechet_distance(*map(gaussian_of, lifted)) == pytest.approx(known, rel=1e-6)


def test_the_frechet_distance_of_gaussians_has_its_closed_form() -> None:
    """For covariances that commute: |m1 - m2|^2 + sum (sqrt a - sqrt b)^2."""
    a, b = torch.tensor([1.0, 4.0, 9.0, 0.0]).double(), torch.tensor([4.0, 1.0, 9.0, 1.0]).double()
    means = torch.tensor([1.0, 0, 0, 0]).double(), torch.tensor([0.0, 0, 2, 0]).double()
    first, second = Gaussian(means[0], torch.diag(a), 9), Gaussian(means[1], torch.diag(b), 9)
    assert frechet_distance(first, second) == pytest.approx(5.0 + 1 + 1 + 0 + 1, rel=1e-12)
    assert frechet_distance(first, first) == pytest.approx(0.0, abs=1e-12)


def test_moments_do_not_depend_on_how_rows_come() -> None:
    """Also for means that are large beside the spread, where sums of squares would lose their digits."""
    sample = rows(500, 6, 4, shift=1e5)
    parts = Moments(6)
    blocked = BlockedMoments(6)
    for part in torch.split(sample, [1, 99, 0, 37, 363]):
        parts.update(part)
        blocked.update(part)
    for gaussian in (parts.gaussian(), blocked.gaussian()):
        assert gaussian.count == 500
        np.testing.assert_allclose(gaussian.mean, sample.mean(0), rtol=1e-14)
        np.testing.assert_allclose(gaussian.covariance, np.cov(sample.numpy(), rowvar=False), rtol=1e-8, atol=1e-10)
    assert {block.count for block in blocked.blocks()} == {100}


def test_the_uncertainty_of_the_frechet_distance_is_that_of_many_draws() -> None:
    reference = gaussian_of(rows(4000, 4, 5))
    distances, errors = [], []
    for seed in range(40):
        blocked = BlockedMoments(4)
        blocked.update(rows(200, 4, 5)[:0])
        blocked.update(torch.from_numpy(np.random.default_rng(100 + seed).normal(size=(200, 4))))
        distances.append(frechet_distance(reference, blocked.gaussian()))
        errors.append(jackknife(reference, blocked.blocks()))
    assert np.mean(errors) == pytest.approx(np.std(distances), rel=0.5)


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


def agrees_with_torchmetrics(metric: object, real: Tensor, made: Tensor) -> object:
    metric.update(real, real=True)  # type: ignore[attr-defined]
    metric.update(made, real=False)  # type: ignore[attr-defined]
    return metric.compute()  # type: ignore[attr-defined]


class Untouched(nn.Module):
    """A feature network whose pictures are the features."""

    num_features = 24

    def forward(self, rows: Tensor) -> Tensor:
        return rows


def test_torchmetrics_says_the_same() -> None:
    real, made = rows(120, 24, 10), rows(90, 24, 11, shift=0.2)
    theirs = FrechetInceptionDistance(feature=Untouched()).set_dtype(torch.float64)
    fid = frechet_distance(gaussian_of(real), gaussian_of(made))
    assert fid == pytest.approx(float(agrees_with_torchmetrics(theirs, real, made)), rel=1e-6)

    with pytest.warns(UserWarning, match="buffer"):
        kid = KernelInceptionDistance(feature=Untouched(), subsets=1, subset_size=90).set_dtype(torch.float64)
    value, _ = kernel_distance(within(real[:90]), within(made))
    assert value == pytest.approx(float(agrees_with_torchmetrics(kid, real[:90], made)[0]), rel=1e-6)  # type: ignore[index]

    mifid = MemorizationInformedFrechetInceptionDistance(feature=Untouched(), cosine_distance_eps=1.0)
    swapped = agrees_with_torchmetrics(mifid, made, real)  # it looks from the real side, the paper from the designs
    assert fid / memorisation(made, real, limit=1.0) == pytest.approx(float(swapped), rel=1e-6)  # type: ignore[arg-type]


def test_the_inception_score_is_torchmetrics_own() -> None:
    logits = torch.from_numpy(np.random.default_rng(12).normal(size=(200, 30)) * 3)
    ours = InceptionScore()
    for part in torch.split(logits, 33):
        ours.update(part)
    with pytest.warns(UserWarning, match="buffer"):
        theirs = TheirInceptionScore(feature=nn.Identity(), splits=10)
    order = torch.cat([torch.arange(part, 200, 10) for part in range(10)])
    with pytest.MonkeyPatch.context() as patch:  # its parts are drawn at random: the same parts for both
        patch.setattr("torch.randperm", lambda count: order[:count])
        theirs.update(logits)
        mean, deviation = theirs.compute()
    assert ours.compute() == pytest.approx((float(mean), float(deviation)), rel=1e-6)


def test_the_inception_score_of_clear_and_even_classes_is_their_number() -> None:
    score = InceptionScore()
    score.update(torch.eye(7).repeat_interleave(30, dim=0)[torch.randperm(210, generator=torch.Generator())] * 1e3)
    assert 5 < score.compute()[0] <= 7.0001
    flat = InceptionScore()
    flat.update(torch.zeros(50, 7))
    assert flat.compute() == pytest.approx((1.0, 0.0))


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
