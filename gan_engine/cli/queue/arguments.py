"""Arguments that several commands of the queue take, and what is made of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from gan_engine.manager.jobs import Condition

QueueOption = Annotated[
    Path | None, typer.Option("--queue", metavar="FILE", help="Another queue than your own: its file.")
]
JobArgument = Annotated[int, typer.Argument(metavar="JOB", help="A job's number, as “gan-engine queue list” shows it.")]
WhenOption = Annotated[
    str | None,
    typer.Option(
        "--when", metavar="MEASURE", help="Only once another training has measured so: “kid-lite0 of RUN below 0.02”."
    ),
]

ScheduleOption = Annotated[
    str | None,
    typer.Option(
        help="Only at certain hours: night, 22:00-07:00, idle (nobody uses the machine), idle 30; or both (a comma)."
    ),
]

_WHEN = re.compile(r"\s*(?P<metric>\S+)\s+of\s+(?P<run>.+?)\s+(?P<relation>below|above)\s+(?P<value>\S+)\s*")


def schedule_of(text: str | None) -> dict[str, Any] | None:
    """What `--schedule` says, as a job keeps it; None for always. Raises `QueueError`."""
    from gan_engine.manager.schedule import Schedule

    return None if text is None else Schedule.parse(text).document()


def condition_of(text: str | None) -> Condition | None:
    """What `--when` says. Raises `QueueError` where it is no such sentence."""
    if text is None:
        return None

    from gan_engine.errors import QueueError
    from gan_engine.manager.jobs import Condition, Relation
    from gan_engine.metrics.names import MEASURES

    match = _WHEN.fullmatch(text)
    try:
        if match is None or match["metric"] not in MEASURES:
            raise ValueError
        value = float(match["value"])
    except ValueError:
        raise QueueError(
            f"“{text}” is nothing that a training can wait for.",
            kept="Nothing was added or changed.",
            do="Write it as “kid-lite0 of RUN below 0.02”, with RUN the other training's folder; measures are "
            f"{', '.join(MEASURES)}.",
        ) from None
    relation: Relation = "below" if match["relation"] == "below" else "above"
    return Condition(metric=match["metric"], run=str(Path(match["run"]).absolute()), relation=relation, value=value)
