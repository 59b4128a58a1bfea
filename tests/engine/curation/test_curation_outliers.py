"""Strangers in a set: what stands apart is found, a rare class is not."""

from __future__ import annotations

import numpy as np
import pytest

from gan_engine.curation.likeness.neighbours import nearest
from gan_engine.curation.likeness.outliers import find_strangers, outlier_scores
from gan_engine.curation.likeness.spaces import CONTENT, DRAWN, principal, principal_axes
from gan_engine.reporting import Cancelled


def _set(lots: np.random.Generator, count: int, spread: float = 1.0, wide: int = 64) -> np.ndarray:
    """A kind of picture: rectified features about a middle of its own."""
    return np.maximum(lots.normal(0, 1, wide) * 2 + lots.normal(0, spread, (count, wide)), 0).astype(np.float32)


def _area_under_curve(scores: np.ndarray, strange: np.ndarray) -> float:
    ranks = np.argsort(np.argsort(scores))
    positives = int(strange.sum())
    return float((ranks[strange].sum() - positives * (positives - 1) / 2) / (positives * (len(scores) - positives)))


@pytest.mark.parametrize("spread", [0.2, 1.0, 2.0])
def test_ten_strangers_alike_are_found_however_alike_they_are(spread: float) -> None:
    lots = np.random.default_rng(1)
    features = np.concatenate([_set(lots, 190), _set(lots, 10, spread)])
    strange = np.arange(200) >= 190
    found = find_strangers(features)
    assert _area_under_curve(found.scores, strange) > 0.99
    assert set(range(190, 200)) <= set(found.flagged.tolist())
    assert len(found.flagged) < 20


def test_a_single_stranger_is_the_first() -> None:
    lots = np.random.default_rng(2)
    features = np.concatenate([_set(lots, 150), _set(lots, 1)])
    assert find_strangers(features).flagged[0] == 150


def test_a_class_that_is_a_good_part_of_the_set_is_not_flagged_where_strangers_are() -> None:
    lots = np.random.default_rng(3)
    classes = [_set(lots, 250), _set(lots, 250), _set(lots, 160, 0.6)]
    features = np.concatenate([*classes, _set(lots, 8, 0.6)])
    flagged = set(find_strangers(features).flagged.tolist())
    assert set(range(660, 668)) <= flagged
    assert len(flagged & set(range(500, 660))) <= 5


@pytest.mark.parametrize("total", [146, 600])
def test_a_group_of_strangers_fades_as_it_grows_and_is_not_lost_at_any_size(total: int) -> None:
    """Of foreign pictures as much alike as the others; 9 of 146 were found, 10 were taken for a class."""
    areas = []
    for foreign in (3, 9, 10, 12, 15):
        many = round(foreign * total / 146)
        lots = np.random.default_rng(20)
        features = np.concatenate([_set(lots, total - many), _set(lots, many)])
        strange = np.arange(total) >= total - many
        found = find_strangers(features)
        areas.append(_area_under_curve(found.scores, strange))
        flagged = found.scores > found.threshold
        assert flagged[strange].mean() > 0.9
        assert flagged[~strange].mean() < 0.03
    assert min(areas) > 0.98


def test_how_pictures_are_drawn_is_looked_at_besides_what_they_show() -> None:
    """The same things, by another hand."""
    lots = np.random.default_rng(21)
    shown = _set(lots, 200, 1.0, CONTENT)
    drawn = lots.normal(0, 0.05, (200, 40)).astype(np.float32)
    drawn[190:] += lots.normal(0, 0.2, 40).astype(np.float32)
    strange = np.arange(200) >= 190
    area = _area_under_curve(outlier_scores(np.concatenate([shown, drawn], axis=1)), strange)
    assert area > 0.97
    assert area > _area_under_curve(outlier_scores(shown), strange) + 0.2


def test_each_layer_that_tells_how_pictures_are_drawn_counts_alike() -> None:
    """Strange in what the narrower layer sees: the wider one, in which all are alike, does not drown it."""
    lots = np.random.default_rng(22)
    narrow, wide = DRAWN
    shown = _set(lots, 200, 1.0, CONTENT)
    drawn = lots.normal(0, 0.05, (200, narrow + wide)).astype(np.float32)
    drawn[190:, :narrow] += lots.normal(0, 0.07, narrow).astype(np.float32)
    strange = np.arange(200) >= 190
    assert _area_under_curve(outlier_scores(np.concatenate([shown, drawn], axis=1)), strange) > 0.95


def test_nothing_is_strange_in_a_set_of_one_kind() -> None:
    assert len(find_strangers(_set(np.random.default_rng(4), 300)).flagged) <= 6


def test_copies_of_one_picture_are_no_strangers() -> None:
    features = _set(np.random.default_rng(5), 200)
    features[1:4] = features[0]
    assert not set(range(4)) & set(find_strangers(features).flagged.tolist())


@pytest.mark.parametrize("count", [0, 1, 2, 7, 8, 9, 30])
def test_small_sets_are_scored_too(count: int) -> None:
    scores = outlier_scores(_set(np.random.default_rng(6), count))
    assert scores.shape == (count,)
    assert np.isfinite(scores).all()


@pytest.mark.parametrize(("count", "wide"), [(40, 16), (900, 16), (900, 1280)])
def test_sets_of_nothing_but_copies_are_scored(count: int, wide: int) -> None:
    assert np.isfinite(outlier_scores(np.ones((count, wide), np.float32))).all()


def test_scores_are_the_same_every_time() -> None:
    features = _set(np.random.default_rng(7), 120)
    assert np.array_equal(outlier_scores(features), outlier_scores(features))


def test_the_nearest_are_those_of_every_distance() -> None:
    points = np.random.default_rng(8).normal(size=(1300, 12)).astype(np.float32)  # more than a block
    found = nearest(points, 9)
    apart = ((points[:, None].astype(np.float64) - points[None]) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    expected = np.argsort(apart, axis=1)[:, :9]
    assert (found.indices == expected).mean() > 0.999  # rounding may swap two that are as near
    np.testing.assert_allclose(found.distances, np.sqrt(np.sort(apart, axis=1)[:, :9]), rtol=1e-3)


@pytest.mark.parametrize("how", ["by lot", "one after another", "each twice", "all the same"])
def test_the_nearest_are_found_however_pictures_follow_one_another(how: str) -> None:
    """More than a block of rows, and more than a block of columns."""
    count = 4700
    lots = np.random.default_rng(3)
    points = lots.normal(0, 1, (count, 3)).astype(np.float32)
    if how == "one after another":
        points = np.sort(points, axis=0)
    elif how == "each twice":
        points[1::2] = points[::2]
    elif how == "all the same":
        points[:] = points[0]
    found = nearest(points, 4)
    assert (found.indices != np.arange(count)[:, None]).all()
    assert all(len(set(row)) == 4 for row in found.indices.tolist())
    some = np.arange(0, count, 31)
    apart = np.linalg.norm(points[some, None].astype(np.float64) - points, axis=2)
    apart[np.arange(len(some)), some] = np.inf
    np.testing.assert_allclose(found.distances[some], np.sort(apart, axis=1)[:, :4], atol=2e-3)
    np.testing.assert_allclose(np.take_along_axis(apart, found.indices[some], axis=1), found.distances[some], atol=2e-3)


def test_fewer_pictures_than_neighbours() -> None:
    assert nearest(np.eye(3, dtype=np.float32), 10).indices.shape == (3, 2)
    assert nearest(np.zeros((1, 3), np.float32), 10).indices.shape == (1, 0)


def test_principal_components_keep_distances() -> None:
    lots = np.random.default_rng(9)
    flat = lots.normal(size=(80, 5)).astype(np.float32) @ lots.normal(size=(5, 40)).astype(np.float32)
    for features in (flat, np.concatenate([flat] * 2)):  # fewer and more rows than columns
        small = principal(features, 5)
        np.testing.assert_allclose(
            np.linalg.norm(small[0] - small[1:], axis=1), np.linalg.norm(features[0] - features[1:], axis=1), rtol=1e-3
        )
    assert np.abs(principal(flat, 5, equal=1.0).std(axis=0) - 1).max() < 0.05


@pytest.mark.parametrize("shape", [(60, 200), (200, 60)])
def test_principal_axes_are_those_of_the_singular_value_decomposition(shape: tuple[int, int]) -> None:
    lots = np.random.default_rng(3)
    given = (lots.normal(size=shape) * 0.8 ** np.arange(shape[1])).astype(np.float32)
    given -= given.mean(axis=0)
    axes, spread = principal_axes(given, 12)
    _, exact, rows = np.linalg.svd(given.astype(np.float64), full_matrices=False)
    np.testing.assert_allclose(spread, exact[:12], rtol=1e-4)
    assert np.abs(np.abs((axes * rows[:12].T).sum(axis=0)) - 1).max() < 1e-4, "the same lines"
    np.testing.assert_allclose(axes.T @ axes, np.eye(12), atol=1e-4)
    assert (axes[np.abs(axes).argmax(axis=0), np.arange(12)] > 0).all()


def test_few_of_very_many_axes_hold_as_much_as_the_exact_ones() -> None:
    lots = np.random.default_rng(31)
    given = (lots.normal(size=(900, 700)) * 0.98 ** np.arange(700)).astype(np.float32)
    given -= given.mean(axis=0)
    axes, spread = principal_axes(given, 100)
    exact = np.linalg.svd(given.astype(np.float64), compute_uv=False)[:100]
    np.testing.assert_allclose(spread[:50], exact[:50], rtol=1e-3)
    np.testing.assert_allclose(spread, exact, rtol=0.03)
    np.testing.assert_allclose(axes.T @ axes, np.eye(100), atol=1e-4)
    assert np.square(given @ axes).sum() > 0.998 * np.square(exact).sum()


def test_there_are_no_more_axes_than_rows_differ_by() -> None:
    flat = np.outer([-2, -1, 0, 1, 2], [3, 4, 0]).astype(np.float32)
    axes, spread = principal_axes(flat, 3)
    np.testing.assert_allclose(axes[:, 0], [0.6, 0.8, 0], atol=1e-6)
    np.testing.assert_allclose(spread, [5 * np.sqrt(10)], rtol=1e-5)


def test_looking_can_be_cancelled() -> None:
    def stop(done: int, total: int | None, what: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        find_strangers(_set(np.random.default_rng(10), 60), stop)
