"""Choosing between snapshots by eye: the ballot on the disk, the designs of each snapshot, what the choices say."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gan_engine.errors import RunError
from gan_engine.reporting import Report
from gan_engine.runs.ballots import ballot
from gan_engine.runs.ballots.ballot import FEWEST as FEWEST
from gan_engine.runs.ballots.ballot import LATENTS as LATENTS
from gan_engine.runs.ballots.ballot import MOST as MOST
from gan_engine.runs.ballots.ballot import Ballot, Choice
from gan_engine.runs.ballots.preferences import agreement
from gan_engine.runs.best_snapshot import STEERINGS
from gan_engine.runs.run_directory import RunDirectory, kimg_of
from studio.engine_words import engine_words, error_words
from studio.words import kimg_words, tr
from studio.workers.engine import Call
from studio.workers.training.curves import Measured
from studio.workers.training.follower import RunView
from studio.workers.training.snapshot_designs import asked_designs, images_of
from studio.workers.workbench import Workbench

_AT_FIRST = 6
"""Snapshots that are proposed: 15 pairs take some two minutes."""
_LANE = "train.ballot"


@dataclass(frozen=True)
class StandingRow:
    """How a snapshot stands."""

    name: str
    kimg: float
    share: float
    """How often it would be chosen over an average one, 0 to 1; with a standard error below and above."""
    low: float
    high: float
    chosen: bool
    best: bool
    """By the training's own measure."""


@dataclass(frozen=True)
class Standing:
    """What the choices so far say, the most preferred first."""

    rows: tuple[StandingRow, ...]
    found: str
    """Whether one is clearly ahead, in words."""
    agreement: str
    """Whether the measure agrees, in words."""


class Ballots(QObject):
    """The ballot of one run. `changed` when there is another one, or one more choice; `drawn(snapshot)` when its
    designs of this round are there; `failed(words)`."""

    changed = Signal()
    drawn = Signal(str)
    failed = Signal(str)

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._run: RunView | None = None
        self.ballot: Ballot | None = None
        self._designs: dict[tuple[int, str], tuple[QImage, ...]] = {}
        self._calls: dict[tuple[int, str], Call] = {}

    # ---- the ballot -------------------------------------------------------------------------------------------------

    def open(self, run: RunView) -> None:
        """That of this run, if it has one that can be gone on with; `changed` follows."""
        self.leave()
        self._run, self.ballot = run, None
        self._designs.clear()
        self._workbench.jobs.start(
            tr("Reading the ballot"), functools.partial(_read, run.path), functools.partial(self._take, run.path),
            self._fail, lane=_LANE, quiet=True,
        )  # fmt: skip

    def begin(self, snapshots: Sequence[str]) -> None:
        """A new one between these; those before are kept on the disk."""
        if self._run is not None:
            path = self._run.path
            self._designs.clear()
            self._workbench.jobs.start(
                tr("Beginning a ballot"),
                lambda report: ballot.begin(path, snapshots),
                functools.partial(self._take, path),
                self._fail,
                lane=_LANE,
                quiet=True,
            )

    def proposed(self) -> list[str]:
        """Names of the snapshots of the run that are worth comparing: its best, its last, and others in between,
        measured ones first."""
        if self._run is None:
            return []
        stored, steering = self._run.stored, self._steering(self._run)
        known = set(steering.snapshots) if steering is not None else set()
        measured = {index for index, each in enumerate(stored) if each.name in known}
        chosen = {len(stored) - 1} | {index for index, each in enumerate(stored) if each.best}
        while len(chosen) < min(_AT_FIRST, len(stored)):
            left = measured - chosen or set(range(len(stored))) - chosen  # of these the measure's view is known
            chosen.add(max(sorted(left), key=lambda index: min(abs(index - each) for each in chosen)))
        return [stored[index].name for index in sorted(chosen)]

    @staticmethod
    def _steering(run: RunView) -> Measured | None:
        """The measure that chooses the best snapshot."""
        return next((run.measured[name] for name in STEERINGS if name in run.measured), None)

    def cast(self, choice: Choice) -> None:
        """One more choice, on the disk at once."""
        if self.ballot is not None:
            self._keep(self.ballot.cast(choice))

    def take_back(self) -> None:
        """The last choice is asked again."""
        if self.ballot is not None and self.ballot.votes:
            self._keep(self.ballot.without_last())

    def _keep(self, votes: Ballot) -> None:
        assert self._run is not None
        path = self._run.path
        self.ballot = votes
        self._workbench.jobs.start(
            tr("Keeping a choice"), lambda report: ballot.write(path, votes), None, self._fail, lane=_LANE, quiet=True
        )
        self._want()
        self.changed.emit()

    def _take(self, path: Path, votes: Ballot | None) -> None:
        if self._run is not None and self._run.path == path:
            self.ballot = votes
            self._want()
            self.changed.emit()

    def _fail(self, error: BaseException) -> None:
        self.failed.emit(error_words(error))

    # ---- what they say ----------------------------------------------------------------------------------------------

    def standing(self) -> Standing | None:
        """Of the choices so far; None without one. (Eight numbers are found in a millisecond.)"""
        votes, run = self.ballot, self._run
        if votes is None or run is None or not votes.votes:
            return None
        strengths = votes.strengths()
        rows = []
        for name in strengths.ranked:
            best = name == run.state.best_snapshot
            row = StandingRow(name, kimg_of(name) or 0.0, *strengths.share(name), name == votes.chosen, best)
            rows.append(row)
        return Standing(
            tuple(rows),
            _found(votes),
            _agreement(votes, self._steering(run)),
        )

    # ---- designs ----------------------------------------------------------------------------------------------------

    def designs(self, snapshot: str) -> tuple[QImage, ...]:
        """Those of the present round, () while they are drawn."""
        return () if self.ballot is None else self._designs.get((self.ballot.next().round, snapshot), ())

    def leave(self) -> None:
        """Nothing more is drawn."""
        for call in self._calls.values():
            call.cancel()
        self._calls.clear()

    def _want(self) -> None:
        """Draw what the present round needs, in the order in which it is looked at."""
        votes, run = self.ballot, self._run
        if votes is None or run is None:
            return
        number = votes.next().round
        self._designs = {key: images for key, images in self._designs.items() if key[0] in (number - 1, number)}
        for name in dict.fromkeys(name for pair in votes.coming() for name in (pair.left, pair.right)):
            key = (number, name)
            if key not in self._designs and key not in self._calls:
                asked = asked_designs(run.path / "snapshots" / name, run.document, votes.seeds(number))
                self._calls[key] = self._workbench.engine.call(
                    "generate", asked, prepare=images_of,
                    partial=functools.partial(self._put, key), done=functools.partial(self._done, key),
                    failed=functools.partial(self._not_drawn, key),
                )  # fmt: skip

    def _put(self, key: tuple[int, str], images: tuple[QImage, ...]) -> None:
        self._designs[key] = (*self._designs.get(key, ()), *images)

    def _done(self, key: tuple[int, str], _: object) -> None:
        self._calls.pop(key, None)
        self.drawn.emit(key[1])

    def _not_drawn(self, key: tuple[int, str], error: BaseException) -> None:
        self._calls.pop(key, None)
        self.failed.emit(error_words(error))


def _read(run: Path, report: Report) -> Ballot | None:
    """The last ballot, where all its snapshots are still there; one that is damaged counts as none."""
    try:
        votes = ballot.last(run)
    except RunError:
        return None
    there = {each.name for each in RunDirectory(run).snapshots()}
    return votes if votes is not None and there.issuperset(votes.snapshots) else None


def _found(votes: Ballot) -> str:
    strengths = votes.strengths()
    first, tied = strengths.ranked[0], strengths.not_behind()
    kimg = tr("{kimg} kimg", kimg=kimg_words(kimg_of(first) or 0))
    if not votes.rounds:
        return tr("{pairs} more pairs, and every one was looked at once.", pairs=votes.pairs - len(votes.votes))
    if not tied:
        return tr("You prefer {kimg}: clearly, by {count} choices.", kimg=kimg, count=len(votes.votes))
    *others, last = (kimg_words(kimg_of(name) or 0) for name in tied)
    words = tr("{list} and {last}", list=", ".join(others), last=last) if others else last
    return tr(
        "You prefer {kimg}. Not clearly behind: {others} kimg. Another round with other designs would tell more.",
        kimg=kimg,
        others=words,
    )


def _agreement(votes: Ballot, measured: Measured | None) -> str:
    if measured is None:
        return tr("The training was not measured, so there is nothing to compare your choice with.")
    values = {
        name: (float(measured.y[index]), float(error) if np.isfinite(error := measured.uncertainty[index]) else None)
        for index, name in enumerate(measured.snapshots)
        if name
    }
    found = agreement(votes.strengths(), measured.name, values)
    if found is None:
        return tr("Fewer than three of these snapshots were measured: whether the measure agrees cannot be said.")
    return engine_words(found.words)
