"""Ballots: blind pairs, choices kept, taken back and gone on with, and what they say."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path

import numpy as np
import pytest

from gan_engine.errors import RunError
from gan_engine.runs.ballots import ballot
from gan_engine.runs.ballots.ballot import Ballot
from gan_engine.runs.ballots.preferences import agreement, strengths
from tests.engine.runs.test_thinning import make_run

NAMES = tuple(f"{50 * n:06d}" for n in range(1, 9))


def vote_by(judged: dict[str, float], votes: Ballot, looks: int, *, seed: int = 0) -> Ballot:
    """`looks` choices of somebody to whom the snapshots are truly worth this much (Bradley and Terry's model)."""
    chance = random.Random(seed)
    for _ in range(looks):
        pair = votes.next()
        better = chance.random() < 1 / (1 + np.exp(judged[pair.right] - judged[pair.left]))
        votes = votes.cast("left" if better else "right")
    return votes


def test_each_round_holds_every_pair_once_in_another_order() -> None:
    votes, rounds = Ballot(1, NAMES, 5), []
    for _ in range(2 * votes.pairs):
        pair = votes.next()
        rounds.append((pair.round, pair.left, pair.right))
        votes = votes.cast("tie")
    assert votes.rounds == 2
    every = {frozenset(pair) for pair in itertools.combinations(NAMES, 2)}
    for number in (0, 1):
        pairs = [(left, right) for each, left, right in rounds if each == number]
        assert {frozenset(pair) for pair in pairs} == every
        assert len(pairs) == 28
        earlier_left = sum(left < right for left, right in pairs)
        assert 5 < earlier_left < 23  # sides are drawn too
    assert [r[1:] for r in rounds[:28]] != [r[1:] for r in rounds[28:]]
    assert not set(votes.seeds(0)) & set(votes.seeds(1))


def test_a_choice_taken_back_is_asked_again(tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", [50, 100, 150])
    votes = ballot.begin(run.path, ["000150", "000050", "000100"])
    asked = votes.next()
    ballot.write(run.path, votes.cast("left").cast("right").without_last().without_last())
    again = ballot.last(run.path)
    assert again is not None
    assert again.next() == asked
    assert again == votes
    assert again.without_last() == again


def test_it_is_gone_on_with_where_it_was_left_and_the_last_one_counts(tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", [50, 100, 150])
    first = ballot.begin(run.path, ["000050", "000100", "000150"])
    for _ in range(3):
        pair = first.next()
        first = first.cast("left" if pair.left == max(pair.left, pair.right) else "right")
        ballot.write(run.path, first)
        assert ballot.last(run.path) == first
    assert ballot.chosen(run.path) == "000150"
    ballot.begin(run.path, ["000050", "000100"])
    assert ballot.chosen(run.path) is None
    assert len(list((run.path / "ballots").iterdir())) == 2


def test_the_choice_stands_only_once_every_pair_was_looked_at() -> None:
    votes = Ballot(1, NAMES[:3], 1)
    assert votes.cast("left").cast("left").chosen is None
    assert votes.cast("left").cast("left").cast("left").chosen is not None


@pytest.mark.parametrize("count", [1, 9])
def test_a_ballot_is_between_two_and_eight(tmp_path: Path, count: int) -> None:
    run = make_run(tmp_path / "run", [50 * n for n in range(1, 10)])
    with pytest.raises(RunError, match="between 2 and 8"):
        ballot.begin(run.path, [f"{50 * n:06d}" for n in range(1, count + 1)])
    with pytest.raises(RunError, match="between 2 and 8"):
        ballot.begin(run.path, ["000050", "000999"])


@pytest.mark.parametrize(
    "change",
    [
        {"snapshots": ["000050"]},
        {"snapshots": ["../x", "000050"]},
        {"snapshots": ["000050", "000050"]},
        {"votes": [{"left": "000050", "right": "000999", "choice": "left"}]},
        {"votes": [{"left": "000050", "right": "000100", "choice": "both"}]},
        {"votes": [{"left": ["000050"], "right": "000100", "choice": "left"}]},
        {"votes": 7},
        {"seed": -1},
        {"seed": True},
        {"version": "1"},
    ],
)
def test_a_damaged_ballot_is_refused_and_no_choice(tmp_path: Path, change: dict[str, object]) -> None:
    run = make_run(tmp_path / "run", [50, 100])
    ballot.begin(run.path, ["000050", "000100"])
    file = run.path / "ballots" / "0001.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **change}), "utf-8")
    with pytest.raises(RunError, match="damaged"):
        ballot.last(run.path)
    assert ballot.chosen(run.path) is None
    assert ballot.begin(run.path, ["000050", "000100"]).number == 2


def test_a_newer_ballot_is_refused(tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", [50, 100])
    ballot.begin(run.path, ["000050", "000100"])
    file = run.path / "ballots" / "0001.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "version": 2}), "utf-8")
    with pytest.raises(RunError, match="newer version"):
        ballot.last(run.path)


# What choices say


def test_strengths_are_the_mode_of_the_posterior() -> None:
    """Checked against a search by another way: no step in any direction is better."""
    chance = np.random.default_rng(3)
    wins = chance.integers(0, 5, (5, 5)) * (1 - np.eye(5))
    found = strengths(NAMES[:5], wins)

    def posterior(values: np.ndarray) -> float:
        odds = values[:, None] - values[None, :]
        return float(-(wins * np.logaddexp(0, -odds)).sum() - (values**2).sum() / (2 * 1.5**2))

    best = posterior(found.values)
    for _ in range(200):
        assert posterior(found.values + 0.05 * chance.standard_normal(5)) < best
    assert abs(found.values.sum()) < 1e-9


def test_their_uncertainty_is_as_large_as_they_truly_scatter() -> None:
    """Over 200 ballots of one voter the strengths lie about the truth as their own errors say."""
    judged = dict(zip(NAMES[:4], (-0.9, -0.3, 0.3, 0.9), strict=True))
    off = []
    for seed in range(200):
        found = vote_by(judged, Ballot(1, NAMES[:4], seed), 60, seed=seed).strengths()
        errors = np.sqrt(np.diag(found.covariance))
        off += list((found.values - np.array(list(judged.values()))) / errors)
    assert 0.8 < np.std(off) < 1.15


def test_one_that_never_lost_stands_at_a_number() -> None:
    votes = Ballot(1, NAMES[:2], 1)
    for _ in range(10):
        votes = votes.cast("left" if votes.next().left == NAMES[1] else "right")
    share, low, high = votes.strengths().share(NAMES[1])
    assert 0.5 < low < share < high < 1
    assert votes.strengths().surely_ahead(NAMES[1], NAMES[0]) > 0.95


def test_ties_alone_prefer_nobody() -> None:
    votes = Ballot(1, NAMES[:3], 1)
    for _ in range(6):
        votes = votes.cast("tie")
    found = votes.strengths()
    assert np.allclose(found.values, 0)
    assert len(found.not_behind()) == 2


def test_agreement_is_said_with_its_uncertainty() -> None:
    judged = dict(zip(NAMES, np.linspace(-2, 2, 8), strict=True))
    found = vote_by(judged, Ballot(1, NAMES, 3), 112).strengths()
    alike = agreement(found, "kid-lite0", {name: (0.2 - 0.02 * value, 0.001) for name, value in judged.items()})
    assert alike is not None
    assert alike.low > 0.5
    assert "agrees with your eye" in alike.words
    against = agreement(found, "kid-lite0", {name: (0.2 + 0.02 * value, 0.001) for name, value in judged.items()})
    assert against is not None
    assert against.high < -0.5
    assert "opposite" in against.words
    noise = agreement(found, "kid-lite0", {name: (0.2 - 0.001 * value, 0.05) for name, value in judged.items()})
    assert noise is not None
    assert noise.low < 0 < noise.high
    assert "not clear" in noise.words
    higher = agreement(found, "precision", {name: (0.5 + 0.1 * value, 0.01) for name, value in judged.items()})
    assert higher is not None
    assert higher.low > 0.5
    assert agreement(found, "kid-lite0", {NAMES[0]: (0.1, None), NAMES[1]: (0.2, None)}) is None
