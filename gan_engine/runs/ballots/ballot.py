"""Ballots: an artist's blind choices between snapshots of a run, kept with it.

The same latents are drawn from two snapshots at a time, and the artist says which are better, not knowing which is
which. Each round holds every pair once, in an order and on sides that follow from the ballot's seed, with latents of
its own: so a ballot can be left at any moment and gone on with, and a choice taken back is asked again in the same
words. Each is a file in `ballots/`, written whole after every choice; the last one counts.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np

from gan_engine import atomic
from gan_engine.documents import read_json
from gan_engine.errors import RunError, newer
from gan_engine.runs.ballots.preferences import Strengths, strengths
from gan_engine.runs.run_directory import RunDirectory, kimg_of
from gan_engine.seals import sealed

FORMAT = 1
FOLDER = "ballots"
FEWEST, MOST = 2, 8
"""Snapshots in a ballot: eight make 28 pairs a round."""
LATENTS = 4
"""Designs of each snapshot that are looked at together."""

Choice = Literal["left", "right", "tie"]

_MOST_VOTES = 5000
_MAX_BYTES = 4 * 2**20
_NAME = re.compile(r"([0-9]{4})\.json")


@dataclass(frozen=True)
class Pair:
    """Two snapshots to be looked at."""

    left: str
    right: str
    round: int


@dataclass(frozen=True)
class Vote:
    """What was said of a pair."""

    left: str
    right: str
    choice: Choice


@dataclass(frozen=True)
class Ballot:
    """All of it."""

    number: int
    snapshots: tuple[str, ...]
    seed: int
    """Of the order of pairs, of their sides, and of the latents."""
    created: str = ""
    votes: tuple[Vote, ...] = ()

    @property
    def pairs(self) -> int:
        """In a round."""
        return len(self.snapshots) * (len(self.snapshots) - 1) // 2

    @property
    def rounds(self) -> int:
        """That are whole."""
        return len(self.votes) // self.pairs

    def next(self) -> Pair:
        """The pair that is to be looked at now."""
        return self.coming()[0]

    def coming(self) -> list[Pair]:
        """The pairs that are left of the present round, in the order in which they are asked."""
        number, index = divmod(len(self.votes), self.pairs)
        chance = random.Random(f"{self.seed} {number}")
        pairs = list(itertools.combinations(self.snapshots, 2))
        chance.shuffle(pairs)
        sides = [pair if chance.random() < 0.5 else pair[::-1] for pair in pairs]
        return [Pair(*each, number) for each in sides[index:]]

    def seeds(self, number: int) -> range:
        """The latents' seeds of a round: the same for all its pairs."""
        first = (self.seed + LATENTS * number) % (2**31 - LATENTS)
        return range(first, first + LATENTS)

    def cast(self, choice: Choice) -> Ballot:
        """With one more choice. Raises `RunError` where there are too many."""
        if len(self.votes) >= _MOST_VOTES:
            raise RunError(f"This ballot has {_MOST_VOTES:,} choices: that is enough to tell.", do="Begin another one.")
        pair = self.next()
        return replace(self, votes=(*self.votes, Vote(pair.left, pair.right, choice)))

    def without_last(self) -> Ballot:
        """With the last choice taken back."""
        return replace(self, votes=self.votes[:-1])

    def strengths(self) -> Strengths:
        """How strongly each snapshot is preferred so far."""
        position = {name: index for index, name in enumerate(self.snapshots)}
        wins = np.zeros((len(position), len(position)))
        for vote in self.votes:
            left, right = position[vote.left], position[vote.right]
            share = {"left": 1.0, "right": 0.0, "tie": 0.5}[vote.choice]
            wins[left, right] += share
            wins[right, left] += 1 - share
        return strengths(self.snapshots, wins)

    @property
    def chosen(self) -> str | None:
        """The artist's best: the most preferred once every pair has been looked at; None before."""
        return self.strengths().ranked[0] if self.rounds else None


def begin(run: Path, snapshots: Sequence[str]) -> Ballot:
    """A new ballot between these snapshots, its file written. Raises `RunError`, `DiskError`."""
    directory = RunDirectory(run)
    names = tuple(sorted(set(snapshots), key=lambda name: kimg_of(name) or 0.0))
    there = {each.name for each in directory.snapshots()}
    if not FEWEST <= len(names) <= MOST or not there.issuperset(names):
        raise RunError(f"A ballot is between {FEWEST} and {MOST} snapshots of a run.", do="Choose some others.")
    number = max((number for number, _ in _files(directory.path)), default=0) + 1
    seed = random.SystemRandom().randrange(2**31 - 1)
    ballot = Ballot(number, names, seed, datetime.now(UTC).isoformat(timespec="seconds"))
    atomic.make_folder(directory.path / FOLDER, root=directory.path)
    write(run, ballot)
    return ballot


def write(run: Path, ballot: Ballot) -> None:
    """Replace its file. Raises `DiskError`."""
    document = {
        "version": FORMAT,
        "created": ballot.created,
        "seed": ballot.seed,
        "snapshots": list(ballot.snapshots),
        "votes": [asdict(vote) for vote in ballot.votes],
        "chosen": ballot.chosen,
    }
    folder = Path(run).absolute() / FOLDER
    atomic.write_json(folder / f"{ballot.number:04d}.json", sealed(document), root=folder.parent)


def last(run: Path) -> Ballot | None:
    """The latest ballot of a run; None without one. Raises `RunError` where it is damaged or of a newer version."""
    files = _files(Path(run))
    if not files:
        return None
    number, path = files[-1]
    try:
        return _ballot(number, read_json(path, largest=_MAX_BYTES))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(
            f"The ballot “{path.name}” in {path.parent} is damaged.",
            kept="It was left as it is; the snapshots are whole.",
            do="Begin a new one.",
        ) from error


def chosen(run: Path) -> str | None:
    """The artist's best snapshot of a run; None where none was chosen, or the ballot cannot be read."""
    try:
        ballot = last(run)
    except RunError:
        return None
    return ballot.chosen if ballot is not None else None


def _files(run: Path) -> list[tuple[int, Path]]:
    try:
        found = [(match, path) for path in (run / FOLDER).iterdir() if (match := _NAME.fullmatch(path.name))]
    except OSError:
        return []
    return sorted((int(match[1]), path) for match, path in found)


def _ballot(number: int, document: Any) -> Ballot:
    """What a file says, every part found to be possible. Raises `ValueError`, `KeyError`, `TypeError`, `RunError`."""
    if not isinstance(document, Mapping) or type(document["version"]) is not int:
        raise ValueError("no ballot")
    if document["version"] > FORMAT:
        raise newer(f"The ballot {number}", RunError)
    names, seed, created = tuple(document["snapshots"]), document["seed"], document["created"]
    if (
        not FEWEST <= len(set(names)) == len(names) <= MOST
        or any(not isinstance(name, str) or kimg_of(name) is None for name in names)
        or type(seed) is not int
        or not 0 <= seed < 2**31
        or not isinstance(created, str)
        or len(document["votes"]) > _MOST_VOTES
    ):
        raise ValueError("no ballot")
    votes = tuple(Vote(each["left"], each["right"], each["choice"]) for each in document["votes"])
    for vote in votes:
        if vote.choice not in get_args(Choice) or vote.left == vote.right or not {vote.left, vote.right} <= set(names):
            raise ValueError("no vote")
    return Ballot(number, names, seed, created[:40], votes)
