"""Finishing a culling: from some thirty decisions a proposal for all the other pictures.

The pictures worth asking about come first: those the classifier is least sure of, and among them ones that differ from
each other and from what has been answered (uncertainty with diversity, as in Settles, "Active learning", 2009).
Nothing is decided here: the artist confirms.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gan_engine.curation.likeness.classifier import Floats, learn, nearest_example, prepare
from gan_engine.curation.likeness.clusters import means

__all__ = ["ASKED", "Proposal", "prepare", "propose"]

OPEN, PICKED, REJECTED = 0, 1, 2
"""What a decision may be."""
ASKED = 30
"""Decisions after which a proposal is usually good."""

_FIRST = 8
"""Pictures asked about before anything is known: one of each kind there seems to be."""
_DIVERSE = 24
"""Questions that are chosen to differ; after them it goes by certainty alone."""
_CANDIDATES = 600  # questions are chosen among so many of the most unsure: it has to take no time
_SHARPER = 1.5
"""So strong a ridge leaves the odds too timid by about this factor."""
_SURE_BY = 1.0
"""Deviations of a guess: five of six rules that follow nothing are found out so, and hardly one that is seen at a
glance is taken for such."""
_FEWEST = 3
"""Answers of the rarer kind before that is asked: of one or two nothing is left to learn from where one is hidden."""
_LATEST = 400
"""Answers that new questions are compared with."""


@dataclass(frozen=True)
class Proposal:
    """How the artist would decide, as far as can be told."""

    score: Floats
    """[N] probability, 0 to 1, that it would be picked; 0.5 everywhere until both answers have been given."""
    uncertainty: Floats
    """[N], 1 where it could be either, 0 where it is sure or decided already."""
    agreement: float
    """On what share of the open pictures it expects to agree with the artist, 0.5 to 1; NaN until there is a model.
    Rather too low than too high: on real sets 0.90 where 0.94 was reached (benchmarks/culling.py)."""
    checked: float
    """The share of the artist's own answers it would have got right had it not been told of each. Lower than
    `agreement` where the questions were the hard ones. NaN until there is a model."""
    order: npt.NDArray[np.int64]
    """The open pictures, the ones to ask about first."""
    learns: bool = True
    """Whether the rule can be told from how pictures look, as far as it can be seen; where not, every score is on the
    side of the commoner answer, which is right more often than a guess."""

    @property
    def is_ready(self) -> bool:
        """Whether there is a model at all."""
        return not np.isnan(self.agreement)


def propose(points: Floats, decisions: npt.ArrayLike, by_rule: npt.ArrayLike | None = None) -> Proposal:
    """From `prepare(features)` [N, D] and int8 [N] decisions (0 open, 1 picked, 2 rejected).

    `by_rule` [N] bool: decisions that a rule made for many (an earlier proposal, near-copies set aside), not the
    artist for this picture. Nothing is learnt from them, and they are not asked about: a proposal that learnt from
    proposals would believe itself, and a copy that was set aside would speak against the picture it copies.

    Some 20 ms for 20,000 pictures. The same input gives the same proposal.
    """
    given = np.asarray(decisions)
    known = np.flatnonzero((given != OPEN) & ~_mask(by_rule, len(given)))
    open_ = np.flatnonzero(given == OPEN)
    picked = given[known] == PICKED
    if not picked.any() or picked.all():
        even = np.full(len(given), 0.5, np.float32)
        unknown = float("nan")
        return Proposal(even, (given == OPEN).astype(np.float32), unknown, unknown, _first(points, known, open_))
    classifier = learn(points[known], picked)
    odds = classifier.odds(points)
    score = (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)
    learns = len(known) < ASKED or _is_learnt(classifier.loo > 0, picked)
    if not learns:
        score = np.float32(0.5) * score + np.float32(0.5 * (2 * picked.sum() > len(known)))
    score[given != OPEN] = given[given != OPEN] == PICKED
    uncertainty = (1 - 2 * np.abs(score - 0.5)).astype(np.float32)
    apart = nearest_example(points, points[known[-_LATEST:]])[1]
    sure = 1 / (1 + np.exp(-_SHARPER * np.abs(odds[open_])))
    agreement = float(sure.mean()) if len(open_) else 1.0
    if not learns and len(open_):
        agreement = float(max(picked.mean(), 1 - picked.mean()))
    checked = float(((classifier.loo > 0) == picked).mean())
    order = _questions(points, np.abs(odds), apart, open_)
    return Proposal(score, uncertainty, agreement, checked, order, learns)


def _mask(given: npt.ArrayLike | None, count: int) -> npt.NDArray[np.bool_]:
    return np.zeros(count, bool) if given is None else np.asarray(given, bool)


def _is_learnt(said: npt.NDArray[np.bool_], picked: npt.NDArray[np.bool_]) -> bool:
    """Whether what it `said` of the answers, each hidden in turn, is better than chance by more than chance is wide.

    Of both answers alike, however rare one is: the mean of the two shares that are right, against the deviation that
    a guess of even odds has.
    """
    yes, no = int(picked.sum()), int((~picked).sum())
    if min(yes, no) < _FEWEST:
        return True
    right = (said[picked].mean() + (~said[~picked]).mean()) / 2
    return bool(right - 0.5 > _SURE_BY * 0.25 * np.sqrt(1 / yes + 1 / no))


def _first(points: Floats, known: npt.NDArray[np.int64], open_: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """One picture of each kind there seems to be, then what is farthest from all that has been answered."""
    if not len(open_):
        return open_
    if len(known):
        apart = nearest_example(points[open_], points[known[-_LATEST:]])[1]
        return _spread(points, open_, np.ones(len(open_), np.float32), apart)
    kinds = means(points, _FIRST, tries=1, rounds=10).centres
    squares = np.einsum("nd,nd->n", points, points)
    nearest = (squares[:, None] - 2 * points @ kinds.T).argmin(axis=0)
    seeds = np.array(list(dict.fromkeys(nearest.tolist())), np.int64)
    return np.concatenate([seeds, np.setdiff1d(open_, seeds)])


def _questions(points: Floats, certain: Floats, apart: Floats, open_: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The open pictures, the least certain first; the first of them chosen to differ."""
    if not len(open_):
        return open_
    order = open_[np.argsort(certain[open_], kind="stable")]
    usual = max(float(np.median(certain[open_])), 1e-6)
    unsure = 1 / (1 + certain[order] / usual)
    return _spread(points, order, unsure.astype(np.float32), apart[order])


def _spread(points: Floats, order: npt.NDArray[np.int64], unsure: Floats, apart: Floats) -> npt.NDArray[np.int64]:
    """Put first those of which `unsure` x distance to everything asked before is largest, one after another."""
    some = np.argsort(-unsure * np.sqrt(apart), kind="stable")[:_CANDIDATES]
    near, doubt, candidates = apart[some].copy(), unsure[some], points[order[some]]
    chosen: list[int] = []
    for _ in range(min(_DIVERSE, len(some))):
        best = int((doubt * np.sqrt(near)).argmax())
        chosen.append(int(some[best]))
        difference = candidates - candidates[best]
        near = np.minimum(near, np.einsum("nd,nd->n", difference, difference))
        near[best] = -0.0
        doubt[best] = -1.0
    rest = np.ones(len(order), bool)
    rest[chosen] = False
    return np.concatenate([order[chosen], order[rest]])
