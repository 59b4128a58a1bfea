"""Measures of runs and snapshots read from the disk.

The functions read and write files: for worker threads. Full measures lie in the run directory, as
`gan_engine.runs.evaluation_files` has them; quick ones come from its events.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from gan_engine.errors import RunError
from gan_engine.reporting import Report
from gan_engine.runs import evaluation_files
from gan_engine.runs.dataset_location import likely_path
from gan_engine.runs.history import HistoryReader
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.runs.run_names import run_name

_BREATH = 0.0005  # seconds after each piece of a long run: other threads get their turn


@dataclass(frozen=True)
class Measure:
    """A measure with all that it needs to be believed."""

    name: str
    value: float
    uncertainty: float | None = None
    network: str = ""
    samples: int = 0
    real: int = 0
    """Pictures of the set that they were measured against."""
    part: str = ""
    """Which pictures those were: "training" or "held-out"."""
    seed: int = 0
    seconds: float = 0.0
    note: str = ""
    """What to bear in mind, in words."""
    details: Mapping[str, float] = field(default_factory=dict)
    """What else came out of it: of originality, the share of `near_copies`."""
    quick: bool = False
    """Taken in passing by the training."""


@dataclass(frozen=True)
class SnapshotRow:
    """A snapshot in a comparison."""

    run: Path
    name: str
    """The run's, for people."""
    snapshot: str
    kimg: float
    best: bool
    dataset: Path | None
    """Where its pictures lie, if they still do."""
    measures: Mapping[str, Measure] = field(default_factory=dict)
    measured_at: float = 0.0
    """When it was measured in full (seconds since 1970); 0 if never."""
    reached: float | None = None
    """How many kimg the run came to, where the snapshot stands for the whole of it: its best may be an early one."""

    @property
    def path(self) -> Path:
        return self.run / "snapshots" / self.snapshot


def read_rows(runs: Sequence[Path], every_snapshot: bool, report: Report) -> list[SnapshotRow]:
    """For each run its best snapshot (else its last), or all of them, newest first. Runs without one are left out."""
    rows = []
    for number, path in enumerate(runs):
        report(number, len(runs), run_name(path))
        run = RunDirectory(path)
        snapshots = run.snapshots()
        if not snapshots:
            continue
        reader = HistoryReader(path)
        for _ in reader.update():
            report(number, len(runs))
            time.sleep(_BREATH)
        state = run.read_state()
        best, reached = state.best_snapshot, max(state.kimg, snapshots[-1].kimg)
        chosen = snapshots[::-1] if every_snapshot else [next((s for s in snapshots if s.name == best), snapshots[-1])]
        dataset = dataset_of(run)
        kept = read_measures(path)
        for snapshot in chosen:
            found = {
                event.metric: Measure(
                    event.metric, float(event.value), _number(event.uncertainty), str(event.network),
                    event.samples if isinstance(event.samples, int) else 0, quick=event.form == "quick",
                )
                for event in reader.history.metrics
                if isinstance(event.metric, str)
                and _number(event.value) is not None
                and event.value is not None
                and event.snapshot == snapshot.name
            }  # fmt: skip
            full, when = kept.get(snapshot.name, ({}, 0.0))
            rows.append(
                SnapshotRow(
                    path, run_name(path), snapshot.name, snapshot.kimg, snapshot.name == best, dataset,
                    {**found, **full}, when, None if every_snapshot else reached,
                )
            )  # fmt: skip
    return rows


def dataset_of(run: RunDirectory) -> Path | None:
    """The dataset a run was trained on, if it is still there."""
    try:
        dataset = run.read_run().get("dataset")
    except RunError:
        return None
    return likely_path(run.path, dataset) if isinstance(dataset, Mapping) else None


# ---- full measures, kept in the run directory -----------------------------------------------------------------------


def read_measures(run: Path) -> dict[str, tuple[dict[str, Measure], float]]:
    """What was measured of a run's snapshots in full, by the snapshot's name, and when; later ones take the place."""
    found: dict[str, tuple[dict[str, Measure], float]] = {}
    for document in evaluation_files.read_all(run):
        when = _moment(document.get("made_at"))
        for each in document["snapshots"]:
            if not isinstance(each, Mapping) or not isinstance(each.get("path"), str):
                continue
            results = each.get("results")
            measures = [measure_from(result) for result in results] if isinstance(results, list) else []
            path = Path(each["path"])
            name = path.parent.name if path.suffix else path.name
            before, earlier = found.get(name, ({}, 0.0))
            found[name] = ({**before, **{m.name: m for m in measures if m is not None}}, max(when, earlier))
    return found


def _moment(text: Any) -> float:
    """Seconds since 1970 of a time as the engine writes it, 0 for anything else."""
    try:
        return datetime.fromisoformat(text).timestamp()
    except (TypeError, ValueError, OverflowError):
        return 0.0


def measure_from(values: Any) -> Measure | None:
    """A measure as the engine gives it ("metric" is its name) or as it was kept here; None for anything else."""
    if not isinstance(values, Mapping):
        return None
    name, value = values.get("metric", values.get("name")), _number(values.get("value"))
    if not isinstance(name, str) or value is None:
        return None

    details = values.get("details")
    details = details if isinstance(details, Mapping) else {}

    def text(key: str) -> str:
        return str(values.get(key) or "")

    def count(key: str) -> int:
        return int(_number(values.get(key)) or 0)

    return Measure(
        name, value, _number(values.get("uncertainty")), text("network"), count("samples"), count("real"), text("part"),
        count("seed"), _number(values.get("seconds")) or 0.0, text("note"),
        {str(key): number for key, each in details.items() if (number := _number(each)) is not None},
    )  # fmt: skip


def _number(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300:
        return float(value)
    return None


def read_documents(runs: Sequence[Path]) -> list[dict[str, Any]]:
    """Each run's run.json; {} where it cannot be read."""
    documents = []
    for path in runs:
        try:
            documents.append(RunDirectory(path).read_run())
        except RunError:
            documents.append({})
    return documents
