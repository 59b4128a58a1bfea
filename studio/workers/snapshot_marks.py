"""What marks a snapshot among the others of its run, in the words that every list of them has."""

from __future__ import annotations

from dataclasses import dataclass

from gan_engine.runs.ballots import ballot
from gan_engine.runs.pins import pins
from gan_engine.runs.run_directory import RunDirectory
from studio.words import tr


@dataclass(frozen=True)
class Marks:
    """None of them is the usual case."""

    best: bool = False
    """By the training's own measure."""
    chosen: bool = False
    """By the artist, in a ballot."""
    pinned: bool = False
    """By the artist, to be kept always."""

    @property
    def words(self) -> str:
        """“best, yours”; "" without any."""
        marked = {
            tr("best", meaning="snapshot"): self.best,
            tr("yours", meaning="snapshot"): self.chosen,
            tr("pinned"): self.pinned,
        }
        return ", ".join(word for word, is_so in marked.items() if is_so)

    @property
    def first(self) -> int:
        """The lower the sooner it is offered: the artist's choice, then the measure's, then what was pinned."""
        return 0 if self.chosen else 1 if self.best else 2 if self.pinned else 3


class RunMarks:
    """Of all snapshots of one run; reads the disk when made."""

    def __init__(self, run: RunDirectory) -> None:
        self._best = run.read_state().best_snapshot
        self._chosen = ballot.chosen(run.path)
        self._pins = pins(run.path)

    def of(self, snapshot: str) -> Marks:
        pinned = "artist" in self._pins.get(snapshot, frozenset())
        return Marks(snapshot == self._best, snapshot == self._chosen, pinned)
