"""Finishing a culling, sorting into classes, groups and the map: on vectors whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from gan_engine.curation.likeness.classes import propose_classes
from gan_engine.curation.likeness.clusters import cluster_space, clusters, means, suggest_count
from gan_engine.curation.likeness.culling import PICKED, REJECTED, prepare, propose
from gan_engine.curation.likeness.layout import layout
from gan_engine.curation.likeness.neighbours import nearest
from gan_engine.reporting import Cancelled


def _kinds(sizes: tuple[int, ...], seed: int = 0, wide: int = 60, apart: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Rectified features of several kinds, and the kind of each."""
    lots = np.random.default_rng(seed)
    truth = np.repeat(np.arange(len(sizes)), sizes)
    middles = lots.normal(0, apart, (len(sizes), wide)) + 1
    return np.maximum(middles[truth] + lots.normal(0, 1, (len(truth), wide)), 0).astype(np.float32), truth


def _answer(points: np.ndarray, wanted: np.ndarray, count: int) -> np.ndarray:
    decisions = np.zeros(len(wanted), np.int8)
    for _ in range(count):
        first = propose(points, decisions).order[0]
        decisions[first] = PICKED if wanted[first] else REJECTED
    return decisions


def test_thirty_answers_finish_a_culling() -> None:
    features, truth = _kinds((150, 100, 80))
    points, wanted = prepare(features), truth == 1
    decisions = _answer(points, wanted, 30)
    proposal = propose(points, decisions)
    left = decisions == 0
    assert ((proposal.score > 0.5) == wanted)[left].mean() > 0.97
    assert 0.8 < proposal.agreement <= 1
    assert proposal.checked > 0.8
    assert set(proposal.order.tolist()) == set(np.flatnonzero(left).tolist())
    assert np.array_equal(proposal.score[~left], wanted[~left])


def test_an_answer_that_follows_nothing_promises_little() -> None:
    features, _ = _kinds((200,))
    points = prepare(features)
    wanted = np.random.default_rng(1).random(200) < 0.5
    decisions = _answer(points, wanted, 40)
    assert propose(points, decisions).checked < 0.75


@pytest.mark.parametrize("share", [0.15, 0.3, 0.7])
def test_a_rule_that_cannot_be_learnt_is_said_and_the_commoner_answer_proposed(share: float) -> None:
    found_out = 0
    for seed in range(12):
        features, _ = _kinds((200,))
        points = prepare(features)
        wanted = np.random.default_rng(seed).random(200) < share
        decisions = _answer(points, wanted, 30)
        proposal = propose(points, decisions)
        if proposal.learns:
            continue
        found_out += 1
        left = decisions == 0
        commoner = (decisions == PICKED).sum() > (decisions == REJECTED).sum()
        assert ((proposal.score[left] > 0.5) == commoner).all()
        assert len(set(proposal.score[left].round(6).tolist())) > 100, "and they still have an order"
        assert proposal.agreement == pytest.approx(max((decisions == PICKED).sum(), (decisions == REJECTED).sum()) / 30)
    assert found_out >= 5


@pytest.mark.parametrize("kinds", [(150, 100, 80), (200, 30), (60, 60, 60, 60, 60, 60)])
def test_a_rule_that_is_seen_at_a_glance_is_learnt(kinds: tuple[int, ...]) -> None:
    features, truth = _kinds(kinds)
    points = prepare(features)
    for kind in range(len(kinds)):
        decisions = _answer(points, truth == kind, 30)
        assert propose(points, decisions).learns


def test_until_both_answers_are_there_it_only_asks() -> None:
    features, truth = _kinds((40, 40, 40))
    points = prepare(features)
    proposal = propose(points, np.zeros(120, np.int8))
    assert not proposal.is_ready
    assert set(truth[proposal.order[:8]].tolist()) == {0, 1, 2}  # the first questions are of every kind
    decisions = np.zeros(120, np.int8)
    decisions[truth == 0] = REJECTED
    again = propose(points, decisions)
    assert not again.is_ready
    assert (again.score == 0.5).all()
    assert truth[again.order[0]] != 0


def test_the_first_questions_differ() -> None:
    features, _ = _kinds((60, 60))
    features = np.repeat(features[::4], 4, axis=0)  # four copies of each
    points = prepare(features)
    decisions = np.zeros(len(features), np.int8)
    decisions[[0, 119]] = PICKED, REJECTED
    asked = propose(points, decisions).order[:10] // 4
    assert len(set(asked.tolist())) == 10


def test_nothing_is_learnt_from_what_a_rule_decided() -> None:
    features, truth = _kinds((40, 40, 40))
    points = prepare(features)
    decisions = _answer(points, truth == 0, 12)
    alone = propose(points, decisions)
    ruled = decisions.copy()
    left = np.flatnonzero(decisions == 0)[::2]
    ruled[left] = np.where(truth[left] == 0, REJECTED, PICKED)  # all of them wrong
    proposal = propose(points, ruled, np.isin(np.arange(120), left))
    open_ = ruled == 0
    assert (proposal.score[open_] == alone.score[open_]).all()
    assert set(proposal.order.tolist()) == set(np.flatnonzero(open_).tolist()), "and nothing of it is asked again"
    assert proposal.checked == alone.checked


def test_everything_decided_leaves_nothing_to_ask() -> None:
    features, truth = _kinds((20, 20))
    proposal = propose(prepare(features), np.where(truth == 0, PICKED, REJECTED))
    assert len(proposal.order) == 0
    assert proposal.agreement == 1.0


def test_a_few_examples_sort_the_rest() -> None:
    features, truth = _kinds((60, 50, 40, 30))
    points = prepare(features)
    labels = np.full(len(truth), -1)
    for kind in range(4):
        labels[np.flatnonzero(truth == kind)[:4]] = kind
    found, certainty = propose_classes(points, labels)
    assert (found == truth).mean() > 0.95
    assert (certainty[labels >= 0] == 1).all()
    assert (certainty[labels < 0] < 1).all()


def test_one_class_takes_only_what_is_like_its_examples() -> None:
    features, _ = _kinds((60, 60), apart=2.0)
    points = prepare(features)
    labels = np.full(120, -1)
    labels[:6] = 7
    found, _ = propose_classes(points, labels)
    assert (found[:60] == 7).mean() > 0.5
    assert (found[60:] == 7).mean() < 0.05
    assert set(found.tolist()) <= {-1, 7}


def test_one_example_claims_no_set_without_kinds() -> None:
    points = prepare(np.random.default_rng(5).normal(size=(150, 600)).astype(np.float32))
    for examples in (1, 3, 8):
        labels = np.full(150, -1)
        labels[:examples] = 0
        found, _ = propose_classes(points, labels)
        assert (found == 0).sum() < 30, "nothing says that the others are like it"


def test_no_examples_no_classes() -> None:
    found, certainty = propose_classes(np.zeros((5, 2), np.float32), np.full(5, -1))
    assert (found == -1).all()
    assert (certainty == 0).all()


@pytest.mark.parametrize("kinds", [1, 2, 3, 5])
def test_the_number_of_groups_is_suggested(kinds: int) -> None:
    features, truth = _kinds((60,) * kinds, apart=1.6)
    assert suggest_count(cluster_space(features)) == kinds
    found = clusters(features)
    for group in range(kinds):
        assert np.bincount(truth[found == group]).max() == (found == group).sum()


def test_groups_come_largest_first_and_none_is_empty() -> None:
    points = np.concatenate([np.full((5, 2), 3.0), np.full((9, 2), -1.0), np.full((2, 2), 8.0)]).astype(np.float32)
    found = means(points, 6)
    assert np.bincount(found.labels).tolist() == [9, 5, 2]
    assert found.count == 3


def test_the_map_keeps_kinds_together_and_is_the_same_every_time() -> None:
    features, truth = _kinds((80, 60, 40), apart=1.6)
    shown: list[np.ndarray] = []
    places = layout(features, rounds=120, seen=shown.append)
    assert places.shape == (180, 2)
    assert places.min() >= 0
    assert places.max() <= 1
    assert (truth[nearest(places, 5).indices] == truth[:, None]).mean() > 0.97
    assert len(shown) == 12
    assert np.array_equal(places, layout(features, rounds=120))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 20])
def test_small_maps(count: int) -> None:
    places = layout(np.random.default_rng(0).random((count, 8)).astype(np.float32), rounds=20)
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()


def test_copies_part_on_the_map() -> None:
    places = layout(np.ones((30, 8), np.float32), rounds=40)
    assert len(np.unique(places.round(4), axis=0)) == 30


def test_drawing_a_map_can_be_cancelled() -> None:
    def stop(done: int, total: int | None, what: str = "") -> None:
        if done > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        layout(_kinds((40, 40))[0], stop)
