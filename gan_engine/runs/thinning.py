"""Thinning: which snapshots of a long run are kept whole, and removing the others.

A training that asks for it (`keep_snapshots`), and whoever asks on a run that does not train, keeps the last three, the
three that measure best, the first one of each doubling of its length, and each that somebody needs: see `pins`, and
the artist's own choice. The rest goes a folder at a time, renamed before it is deleted: a kill leaves each snapshot
whole or swept away, and never fewer to resume from than `keep_states` says.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gan_engine import atomic, door
from gan_engine.errors import DiskError, OutsideError
from gan_engine.runs.ballots import ballot
from gan_engine.runs.best_snapshot import steering
from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.formats import FACTS
from gan_engine.runs.pins import Holder, pins
from gan_engine.runs.run_directory import RunDirectory, Snapshot

log = logging.getLogger(__name__)

LAST, BEST = 3, 3
"""How many of the last, and of those that measure best, are kept."""

_HELD: dict[Holder, str] = {
    "artist": "pinned",
    "shelf": "a design on the shelf is from it",
    "branch": "another training began from it",
}


@dataclass(frozen=True)
class StoredSnapshot:
    """A snapshot as it lies on the disk."""

    snapshot: Snapshot
    bytes: int
    """Of all its files."""
    resumable: bool
    """It holds all that a training needs to go on from it, not the generator alone."""
    holders: frozenset[Holder] = frozenset()
    best: bool = False
    """By the training's own measure."""
    chosen: bool = False
    """By the artist, in a ballot."""

    @property
    def name(self) -> str:
        return self.snapshot.name


def stored_snapshots(run: RunDirectory) -> tuple[StoredSnapshot, ...]:
    """All snapshots of `run` that have their generator, in the order of kimg."""
    held, best, chosen = pins(run.path), run.read_state().best_snapshot, ballot.chosen(run.path)
    return tuple(
        StoredSnapshot(
            each, _bytes(each.path), (each.path / FACTS).is_file(), held.get(each.name, frozenset()),
            each.name == best, each.name == chosen,
        )
        for each in run.snapshots()
    )  # fmt: skip


def reasons(
    stored: Sequence[StoredSnapshot], measured: Iterable[MetricMeasured], *, last: int = LAST
) -> dict[str, str]:
    """Which of `stored`, in the order of kimg, thinning keeps, by name, and why, in a few words.

    The `last` that can be resumed from are among them, never fewer than three.
    """
    last = max(last, LAST)
    why: dict[str, str] = {}

    def keep(names: Iterable[str], words: str) -> None:
        for name in names:
            why.setdefault(name, words)

    for each in stored:
        if each.holders:
            keep([each.name], _HELD[min(each.holders)])
    keep((each.name for each in stored if each.chosen), "your choice")
    keep((each.name for each in stored if each.best), "the best by its measure")
    keep(_best(stored, measured), f"one of the best {BEST}")
    keep((each.name for each in stored[-last:]), f"one of the last {last}")
    keep([each.name for each in stored if each.resumable][-last:], f"one of the last {last} to resume from")
    keep(_doublings(stored), "first of a doubling")
    return why


def thin(
    run: RunDirectory,
    measured: Iterable[MetricMeasured],
    *,
    last: int = LAST,
    in_use: Collection[str] = (),
    remove: Callable[[Path, Path], None] | None = None,
) -> list[StoredSnapshot]:
    """Remove what `reasons` does not keep, nor is `in_use`, the oldest first; returns what went.

    Only for whoever holds the run. `remove(folder, root)` takes one away (as a rule it is deleted); what it cannot,
    because a file is open elsewhere or the disk refuses, stays for the next time. Raises `OutsideError` before
    anything is removed where the run's folder of snapshots is a link.
    """
    door.check(run.snapshots_folder, root=run.path)
    stored = stored_snapshots(run)
    kept = reasons(stored, measured, last=last)
    gone = []
    for each in stored:
        if each.name in kept or each.name in in_use or pins(run.path).get(each.name):  # it may be pinned just now
            continue
        try:
            (remove or delete)(each.snapshot.path, run.path)
        except (OSError, DiskError, OutsideError) as error:
            log.warning("The snapshot %s could not be removed: %s", each.name, error)
            continue
        gone.append(each)
    if gone:
        log.info("Thinned out: %s.", ", ".join(each.name for each in gone))
    return gone


def delete(folder: Path, root: Path) -> None:
    """A folder deleted for good, at once for whoever looks: a kill leaves nothing of it that counts. Raises OSError."""
    temporary = atomic.temporary_beside(folder)
    atomic.replace(folder, temporary, root=root)
    door.remove_tree(temporary, root=root)


def _best(stored: Sequence[StoredSnapshot], measured: Iterable[MetricMeasured]) -> list[str]:
    """Names of those with the lowest values of the measure that trainings steer by."""
    there = {each.name for each in stored}
    values = {
        event.snapshot: event.value
        for event in steering(measured)
        if event.snapshot in there and isinstance(event.value, int | float)
    }
    return sorted((name for name in values if name), key=lambda name: (values[name], name))[:BEST]


def _doublings(stored: Sequence[StoredSnapshot]) -> list[str]:
    """The first of each octave of kimg, [2^n, 2^(n+1)): it stays the first whatever comes later. 000000 is one too."""
    first: dict[int | None, str] = {}
    for each in stored:
        kimg = each.snapshot.kimg
        first.setdefault(math.floor(math.log2(kimg)) if kimg > 0 else None, each.name)
    return list(first.values())


def _bytes(folder: Path) -> int:
    total = 0
    try:
        for path in folder.iterdir():
            if not door.is_link(path):
                total += path.stat().st_size
    except OSError:  # it went meanwhile
        pass
    return total
