"""A job of the queue: one training that is to be, is, or was made, with all that starting it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from gan_engine.errors import QueueError

State = Literal["waiting", "running", "paused", "held", "done", "failed", "removed"]
"""waiting: for its turn, its moment or its next try. running: its process trains, or is being started. paused: by
somebody, until it is resumed. held: it cannot be started as things are (`cause` and `reason` say why), and is looked at
again now and then. done: it came to its end, or was stopped. failed: given up. removed: taken out of the queue."""

OPEN: frozenset[State] = frozenset({"waiting", "running", "paused", "held"})
"""States of jobs that have not ended: a run directory is in one of those at most."""

Wish = Literal["", "pause", "remove", "wait"]
"""What a running job is to do that its process has not come to yet: to save and end, and then to be paused, taken out,
or to wait for its hours."""

Cause = Literal["", "dataset", "device", "run", "measure", "memory", "again", "system"]
"""Why a job is held, failed or waits for another try: its dataset has gone or is another, its device has gone, its run
directory cannot be gone on with, the measure that it waits for never came, memory is short, it failed again and again
at the same point, the system refused to start it."""

Relation = Literal["below", "above"]

HIGHEST_PRIORITY = 1000


@dataclass(frozen=True, kw_only=True)
class Condition:
    """“Once a measure of another training is reached”: until then the job waits."""

    metric: str
    """A measure's name, such as "kid-lite0"."""
    run: str
    """The other training's folder, absolute."""
    relation: Relation
    value: float

    def holds_for(self, value: float) -> bool:
        """Does a measured `value` reach it?"""
        return value < self.value if self.relation == "below" else value > self.value

    @property
    def words(self) -> str:
        name = Path(self.run).name
        if self.relation == "below":
            return f"{self.metric} of {name} below {self.value:g}"
        return f"{self.metric} of {name} above {self.value:g}"

    @staticmethod
    def of(values: Any) -> Condition:
        """From its JSON. Raises `ValueError` for anything else."""
        try:
            metric, run, relation, value = (values[key] for key in ("metric", "run", "relation", "value"))
        except (TypeError, KeyError) as error:
            raise ValueError("no condition") from error
        texts = isinstance(metric, str) and isinstance(run, str) and relation in get_args(Relation)
        if not texts or isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError("no condition")
        return Condition(metric=metric, run=run, relation=relation, value=float(value))


@dataclass(frozen=True, kw_only=True)
class JobPlan:
    """What is added to a queue."""

    run: Path
    """The run directory: one that is still to be made, or a training to be gone on with."""
    document: Mapping[str, Any]
    """Its whole run.json, frozen: configuration, dataset and its digest, recipe, snapshot to begin from."""
    begun: bool = False
    """Is the run directory there already? Then it is gone on with, and never made anew."""
    device: str = "auto"
    priority: int = 0
    condition: Condition | None = None
    schedule: Mapping[str, Any] | None = None
    """When it may run (`gan_engine.manager.schedule`); None: whenever it can."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One training of the queue, as it stands. What its process says of itself lies in its run directory."""

    id: int
    run: Path
    dataset: Path
    digest: str
    recipe: str
    snapshot: Path | None
    """Where it began from."""
    kimg: float
    """How long it is to be in all."""
    device: str
    """Asked for: "auto", "cpu", "cuda", "cuda:1", "mps"."""
    used_device: str
    """On which it runs, or ran last; "" before its first start."""
    priority: int
    """The higher the sooner; -1000 to 1000."""
    condition: Condition | None
    schedule: Mapping[str, Any] | None
    state: State
    wish: Wish
    begun: bool
    """Has its run directory been made?"""
    tries: int
    """Failures in a row without a step forward between them."""
    failed_at: float | None
    """kimg of the last whole snapshot when it failed last."""
    next_try_at: float | None
    """Not before that (seconds since 1970)."""
    cause: Cause
    reason: str
    """For people: why it waits, is held, or has ended; "" where there is nothing to say."""
    longest_gap: float
    """Seconds: the longest time so far from one sign of progress to the next, out of which a hang is told."""
    added: float
    ended: float | None

    @property
    def name(self) -> str:
        return self.run.name


@dataclass(frozen=True, kw_only=True)
class Spell:
    """One stretch of a job's training, from a start to how it ended."""

    job: int
    device: str
    began: float
    """Seconds since 1970."""
    ended: float | None
    """None while it trains."""
    began_kimg: float
    ended_kimg: float | None
    outcome: str
    """How it ended: the run's status then ("finished", "stopped", "interrupted", "failed", "killed"), or "hang"."""


def check_priority(priority: int) -> int:
    """`priority`, if it is one. Raises `QueueError`."""
    if not -HIGHEST_PRIORITY <= priority <= HIGHEST_PRIORITY:
        raise QueueError(
            f"A priority is a number from -{HIGHEST_PRIORITY} to {HIGHEST_PRIORITY}, not {priority}.",
            kept="Nothing was changed.",
            do="0 is usual; the higher the sooner.",
        )
    return priority
