"""Events of a training: a frozen dataclass a kind, a JSON line an event.

The training process appends events to `events.jsonl`; the studio, `gan-engine status` and whoever opens
the run directory later read the same lines. Non-finite numbers are written as null and read as None.
Unknown kinds (of a newer version) are skipped by readers, unknown fields dropped.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar

from gan_engine.documents import parse_json, to_json
from gan_engine.seals import sealed_line


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened in a training."""

    kind: ClassVar[str] = ""

    time: float
    """Seconds of training so far (run time: pauses and the time between a kill and its resume not counted)."""
    kimg: float
    """Thousands of real pictures shown to the discriminator so far."""


@dataclass(frozen=True, kw_only=True)
class RunStarted(Event):
    """The first step is about to be made."""

    kind = "RunStarted"
    total_kimg: float
    device: str
    precision: str
    generator_parameters: int
    discriminator_parameters: int


@dataclass(frozen=True, kw_only=True)
class Progress(Event):
    """Where the training is, at most ten times a second.

    `losses` and `scores` are running means over the last few steps, a function of the steps alone: at the
    same kimg, a resumed run and one that never stopped report the same numbers.
    """

    kind = "Progress"
    step: int
    losses: Mapping[str, float | None]
    """By name: `generator`, `discriminator`, and what regularisers add."""
    scores: Mapping[str, float | None] = field(default_factory=dict)
    """By name: `real` and `fake`, the discriminator's mean output as a probability, 0 to 1 (a critic's: raw)."""
    notes: Mapping[str, float | None] = field(default_factory=dict)
    """What else there is to plot, by dotted name: `gradients.generator` (length of its gradients), `ada.p`, ..."""
    images_per_second: float | None = None
    seconds_per_kimg: float | None = None
    seconds_left: float | None = None
    memory_mb: float | None = None
    """Of the process on a CPU, peak allocated on a GPU."""


@dataclass(frozen=True, kw_only=True)
class SampleSaved(Event):
    """A sample grid was written; `file` is relative to the run directory, the grid has `columns` x `rows` cells."""

    kind = "SampleSaved"
    file: str
    columns: int
    rows: int


@dataclass(frozen=True, kw_only=True)
class SnapshotSaved(Event):
    """A snapshot is whole on the disk; `name` is its folder under `snapshots/`."""

    kind = "SnapshotSaved"
    name: str


@dataclass(frozen=True, kw_only=True)
class MetricMeasured(Event):
    """A measure of quality, with all that it needs to be believed."""

    kind = "MetricMeasured"
    metric: str
    value: float | None
    network: str
    samples: int
    uncertainty: float | None = None
    """Its standard error."""
    snapshot: str | None = None
    """The snapshot that holds the generator measured; None for a moment in between two."""
    real: int = 0
    """Pictures of the set that the designs were compared with."""
    part: str = ""
    """Which pictures those were: "training" or "held-out"."""
    seed: int = 0
    seconds: float = 0.0
    """What the measuring took."""
    form: str = "full"
    """"quick" by the loop itself (few designs, always the same noise), "full" when asked for."""
    details: Mapping[str, float | None] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class NotMeasured(Event):
    """There is no measuring, or no more of it: why, and what would do. The training goes on."""

    kind = "NotMeasured"
    metric: str
    what: str
    do: str = ""


@dataclass(frozen=True, kw_only=True)
class NoLongerImproves(Event):
    """The training is about to stop by itself: its measure has not improved, and would have shown it."""

    kind = "NoLongerImproves"
    metric: str
    measurings: int
    """The mean of the last so many was compared with that of as many before."""
    since_kimg: float
    """The first of the last ones."""
    gain: float
    """What the last ones are better by, as a share; below 0 where they are worse."""
    could_tell: float
    """The smallest gain that so many measurings tell from their noise."""
    what: str
    """In words."""


@dataclass(frozen=True, kw_only=True)
class HealthChanged(Event):
    """What is wrong has changed: the gravest that there is now (`problem` empty: nothing), and the way out."""

    kind = "HealthChanged"
    problem: str
    """A stable name: "discriminator-ahead", "collapse", "not-finite", "damaged-snapshot", ...; "" when all is well."""
    what: str = ""
    do: str = ""
    also: Sequence[str] = ()
    """Names of what is wrong beside it, the graver first."""


@dataclass(frozen=True, kw_only=True)
class Paused(Event):
    """The loop waits; a snapshot was saved first."""

    kind = "Paused"


@dataclass(frozen=True, kw_only=True)
class Resumed(Event):
    """The loop goes on from `kimg`. What was reported beyond that kimg before belongs to a lost future."""

    kind = "Resumed"
    snapshot: str | None = None
    """The snapshot it went on from; None after a mere pause."""


@dataclass(frozen=True, kw_only=True)
class Lengthened(Event):
    """The training is to be longer from now on, or shorter: `total_kimg` in all."""

    kind = "Lengthened"
    total_kimg: float


@dataclass(frozen=True, kw_only=True)
class RolledBack(Event):
    """The weights were no longer finite at `kimg`: it goes on from its last good snapshot with a smaller step.

    At most once in a run. A `Resumed` at `to_kimg` follows.
    """

    kind = "RolledBack"
    from_kimg: float
    to_kimg: float
    snapshot: str | None
    """The snapshot it goes on from; None where there was none yet: from its beginning."""
    learning_rate_before: float
    learning_rate: float


@dataclass(frozen=True, kw_only=True)
class RequestRefused(Event):
    """Something asked of the loop that it cannot do: why, and what would do."""

    kind = "RequestRefused"
    request: str
    """The kind of request: "evaluate", ..."""
    what: str
    do: str = ""


@dataclass(frozen=True, kw_only=True)
class RunFinished(Event):
    """The training has ended. `reason`: "done" (all kimg), "stopped" (asked for) or "interrupted" (a signal)."""

    kind = "RunFinished"
    reason: str


@dataclass(frozen=True, kw_only=True)
class RunFailed(Event):
    """The training could not go on: what happened, what was kept, what to do."""

    kind = "RunFailed"
    what: str
    kept: str = ""
    do: str = ""
    problem: str = ""
    """A stable name where `gan_engine.runs.remedies` knows what helps: "broken-down"."""


KINDS: dict[str, type[Event]] = {
    kind.kind: kind
    for kind in (
        RunStarted,
        Progress,
        SampleSaved,
        SnapshotSaved,
        MetricMeasured,
        NotMeasured,
        NoLongerImproves,
        HealthChanged,
        Paused,
        Resumed,
        Lengthened,
        RolledBack,
        RequestRefused,
        RunFinished,
        RunFailed,
    )
}


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(inner) for key, inner in value.items()}
    return value


def to_line(event: Event) -> str:
    """One line of JSON, newline included: `{"kind": "Progress", "time": ..., "kimg": ..., ..., "crc32": ...}`."""
    return to_json(sealed_line({"kind": event.kind, **_finite(asdict(event))})).decode() + "\n"


def from_line(line: str) -> Event | None:
    """The event in `line`; None if the line is torn, or of a kind that this version does not know."""
    try:
        values = parse_json(line)
        kind = KINDS[values.pop("kind")]
        known = {f.name for f in fields(kind)}
        return kind(**{key: value for key, value in values.items() if key in known})
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
