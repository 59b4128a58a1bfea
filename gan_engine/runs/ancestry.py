"""Where a run branched from: what run.json keeps of it, and of all those before.

A branch holds all that it needs: its run.json tells of its ancestors whether they are still there or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gan_engine.errors import RunError, SnapshotError
from gan_engine.runs.formats import FACTS
from gan_engine.runs.run_directory import RunDirectory, Snapshot
from gan_engine.runs.run_names import folder_words

_MOST = 1000  # ancestors that are believed


@dataclass(frozen=True)
class Branching:
    """One branching: which snapshot of which run was gone on from, and with which settings."""

    run: str
    """The run directory as it lay then."""
    name: str
    """Its last part."""
    snapshot: str
    kimg: float
    changed: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    """Settings by dotted name: as they were, and as they are from here on."""
    afresh: tuple[str, ...] = ()
    """What could not be gone on with beside those settings and began anew ("optimizer", "r1.augment")."""

    @property
    def title(self) -> str:
        """What people call that run."""
        return folder_words(self.name)

    def document(self) -> dict[str, Any]:
        """As run.json has it."""
        return {
            "run": self.run,
            "name": self.name,
            "snapshot": self.snapshot,
            "kimg": self.kimg,
            "changed": {key: list(values) for key, values in self.changed.items()},
            "afresh": list(self.afresh),
        }


def ancestry(document: Mapping[str, Any]) -> tuple[Branching, ...]:
    """The branchings that led to the run with this run.json, the first one first; () for one that was begun.

    What cannot be understood of them is left out.
    """
    branched = document.get("branched")
    if not isinstance(branched, list):
        return ()
    found = (_branching(each) for each in branched[-_MOST:])
    return tuple(each for each in found if each is not None)


def refuse_without_snapshot(document: Mapping[str, Any]) -> None:
    """Raise `RunError` where a run that has no snapshot branched from one: it must not begin from nothing."""
    branched = ancestry(document)
    if branched:
        raise RunError(
            f"The snapshot {branched[-1].snapshot} of “{branched[-1].title}”, where this training begins, is gone.",
            kept="Nothing was trained.",
            do="Branch from it once more into another folder.",
        )


def snapshot_to_branch(path: Path) -> tuple[RunDirectory, Snapshot]:
    """The run and the snapshot that `path` means: a snapshot's folder in its run, or a run (its best, else its last).

    Raises `SnapshotError` where there is none that can be gone on from, `RunError` where it lies in no run.
    """
    path = Path(path).absolute()
    if (path / "run.json").is_file():
        run = RunDirectory.open(path)
        whole = [each for each in run.snapshots() if (each.path / FACTS).is_file()]
        if not whole:
            raise SnapshotError(f"The training in {path} has no snapshot yet that could be gone on from.")
        best = run.read_state().best_snapshot
        return run, next((each for each in whole if each.name == best), whole[-1])
    if path.is_file():
        path = path.parent
    if not path.is_dir():
        raise SnapshotError(f"There is no snapshot at {path}.", do="Give a snapshot's folder, or a training's.")
    run = RunDirectory(path.parent.parent)
    snapshot = next((each for each in run.snapshots() if each.path == path), None)
    begin = f"Begin a new training with its weights: gan-engine train DATASET --run DIR --from {path}."
    if snapshot is None or not run.run_file.is_file():
        raise RunError(
            f"The snapshot {path} lies in no training: its settings are not known, so it cannot be gone on from.",
            do=begin,
        )
    if not (snapshot.path / FACTS).is_file():
        raise SnapshotError(
            f"Of the snapshot {snapshot.name} only the generator was kept: it cannot be gone on from exactly.", do=begin
        )
    return RunDirectory.open(run.path), snapshot


def _branching(values: Any) -> Branching | None:
    try:
        run, name, snapshot, kimg = (values[key] for key in ("run", "name", "snapshot", "kimg"))
        changed = {str(key): (before, after) for key, (before, after) in values.get("changed", {}).items()}
        afresh = tuple(str(each) for each in values.get("afresh", ()))
        if not all(isinstance(each, str) for each in (run, name, snapshot)) or not 0 <= kimg < 1e9:
            return None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return Branching(run, name, snapshot, float(kimg), changed, afresh)
