"""Going back by itself: a training whose weights are no longer finite goes on once from its last good snapshot.

With half the learning rate from there on, written into run.json as a step of its schedule (`optimizer.steps`): what
was trained before keeps the rate it was trained with, and whoever resumes later goes on to the same bits. Half is what
the published remedies take (a smaller step at the same place); a second breakdown ends the training, since a third try
at the same would be a loop.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from gan_engine.errors import RunError, SnapshotError
from gan_engine.reporting import kimg_words
from gan_engine.runs.events import RolledBack
from gan_engine.runs.run_directory import RunDirectory, Snapshot
from gan_engine.settings.configuration import configure
from gan_engine.settings.groups import parse_steps, steps_text
from gan_engine.training import snapshots
from gan_engine.training.health.problems import Problem

log = logging.getLogger(__name__)

RECORD = "rolled_back"
"""Where run.json tells of it."""

ROLLED_BACK = "rolled-back"
"""The name of what is told of it."""

_SMALLER = 0.5  # of the learning rate


class BreakdownError(RunError):
    """The weights of a training are no longer finite, at `kimg`."""

    def __init__(self, kimg: float, kept: str, *, story: str = "") -> None:
        """`story`: what came before."""
        what = f"The networks have broken down at {kimg_words(kimg)} kimg: their weights are no longer finite."
        super().__init__(
            f"{what} {story}".strip(),
            kept=kept,
            do="Look at the samples before it, and branch from a snapshot at which all was well, with a much smaller "
            "learning rate, in precision fp32, or with a stronger R1 penalty.",
        )
        self.kimg = kimg


@dataclass(frozen=True)
class Rollback:
    """From where to where, and what the learning rate was and became there."""

    from_kimg: float
    to_kimg: float
    snapshot: str | None
    learning_rate_before: float
    learning_rate: float

    @property
    def words(self) -> str:
        """What happened, as a person reads it."""
        to = f"{kimg_words(self.to_kimg)} kimg" if self.snapshot else "its beginning"
        return (
            f"The networks broke down at {kimg_words(self.from_kimg)} kimg, so the training went back by itself to "
            f"{to} and goes on from there with a smaller step (learning rate {self.learning_rate:g})."
        )

    @property
    def problem(self) -> Problem:
        """As the training's health has it until the place of the breakdown is passed."""
        do = "There is nothing to do unless it happens again. A smaller learning rate is the way then."
        return Problem(ROLLED_BACK, self.words, do)

    @staticmethod
    def of(document: Mapping[str, Any]) -> Rollback | None:
        """What run.json says of one; None where there was none, or what it says cannot be understood."""
        told = document.get(RECORD)
        try:
            return Rollback(**told) if isinstance(told, dict) else None
        except TypeError:
            return None


def go_back(run: RunDirectory, breakdown: BreakdownError) -> Rollback:
    """Prepare `run`, which nobody trains now, to go on from its last good snapshot with a smaller step.

    Where there is no snapshot yet, from its beginning. Raises `BreakdownError` where it has gone back once already:
    then the training is over.
    """
    document = run.read_run()
    if RECORD in document:
        raise _again(document, breakdown) from breakdown
    options = configure(document["configuration"]).optimizer
    last = _last_good(run)
    to_kimg = last.kimg if last else 0.0
    rate = options.rate_at(to_kimg)
    done = Rollback(breakdown.kimg, to_kimg, last.name if last else None, rate, _SMALLER * rate)
    earlier = [(kimg, later) for kimg, later in parse_steps(options.steps) if kimg < to_kimg]
    later = [(kimg, _SMALLER * later) for kimg, later in parse_steps(options.steps) if kimg > to_kimg]
    document["configuration"].setdefault("optimizer", {})["steps"] = steps_text(
        [*earlier, (to_kimg, done.learning_rate), *later]
    )
    run.write_run({**document, RECORD: asdict(done)})
    state = run.read_state()
    run.append_event(RolledBack(time=state.seconds, kimg=breakdown.kimg, **asdict(done)))
    log.warning("%s", done.words)
    return done


def _again(document: Mapping[str, Any], breakdown: BreakdownError) -> BreakdownError:
    before = Rollback.of(document)
    to = (
        f" to {kimg_words(before.to_kimg)} kimg, after a breakdown at {kimg_words(before.from_kimg)} kimg"
        if before
        else ""
    )
    story = (
        f"The training had gone back once by itself{to}, with half the learning rate; a second time would lead to the "
        "same place, so it has stopped."
    )
    return BreakdownError(breakdown.kimg, breakdown.kept, story=story)


def _last_good(run: RunDirectory) -> Snapshot | None:
    """The last snapshot that can be gone on from: none is ever written of weights that are not finite."""
    for snapshot in reversed(run.snapshots()):
        if not (snapshot.path / snapshots.FACTS).is_file():
            continue
        try:
            snapshots.verify(snapshot.path)
            return snapshot
        except SnapshotError as error:
            log.warning("%s", error)
    return None
