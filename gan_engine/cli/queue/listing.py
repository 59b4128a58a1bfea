"""`queue list`: every job with how it stands."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gan_engine.cli import console
from gan_engine.cli.queue.arguments import QueueOption
from gan_engine.reporting import duration, kimg_words

if TYPE_CHECKING:
    from gan_engine.manager.jobs import Job
    from gan_engine.runs.run_directory import RunState

_WISHES = {"pause": "pausing", "remove": "being removed", "wait": "pausing"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("list")(show)


def show(
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
    queue: QueueOption = None,
) -> None:
    """List the trainings of the queue in the order in which they come."""
    from gan_engine.manager.holding import is_supervised
    from gan_engine.manager.queue import Queue

    with Queue(queue, only_look=True) as opened:
        jobs = opened.jobs()
        supervised = is_supervised(opened.path)
        states = {job.id: _state_of(job) for job in jobs}
        if as_json:
            described = [_facts(job, states[job.id]) for job in jobs]
            console.say_json({"queue": str(opened.path), "supervised": supervised, "jobs": described})
            return
    if not jobs:
        console.say("The queue is empty.")
        return
    headings = ("Job", "Training", "State", "Device", "Progress", "Left")
    console.say_table([_row(job, states[job.id]) for job in jobs], headings=headings, numbers=(0,))
    for job in jobs:
        if words := _words(job):
            console.say(f"\nJob {job.id}: {words}")
    if not supervised and any(job.state in ("waiting", "running") for job in jobs):
        console.remark("Nothing starts by itself now: let “gan-engine queue run” see to the queue.")


def _state_of(job: Job) -> RunState | None:
    """What the run directory says; None before it was made."""
    from gan_engine.runs.run_directory import RunDirectory

    run = RunDirectory(job.run)
    return run.read_state() if run.state_file.exists() else None


def _facts(job: Job, state: RunState | None) -> dict[str, Any]:
    values = asdict(job)
    for name in ("run", "dataset", "snapshot"):
        values[name] = None if values[name] is None else str(values[name])
    values["total_kimg"] = values.pop("kimg")
    values["kimg"] = state.kimg if state is not None else 0.0
    values["seconds_left"] = state.seconds_left if state is not None and job.state == "running" else None
    return values


def _row(job: Job, state: RunState | None) -> tuple[str, ...]:
    kimg = state.kimg if state is not None else 0.0
    left = state.seconds_left if state is not None and job.state == "running" else None
    priority = f" ({job.priority:+d})" if job.priority else ""
    return (
        str(job.id),
        job.name,
        _WISHES.get(job.wish, job.state) + priority,
        job.used_device or job.device,
        f"{kimg_words(kimg)} of {kimg_words(job.kimg)} kimg",
        duration(left) if left is not None else "",
    )


def _ways_out(job: Job) -> str:
    """The commands that let a job go on that is held."""
    if job.state != "held":
        return ""
    if job.cause == "dataset" and job.begun:
        return f"Put it back, or say where it lies now: gan-engine resume {job.run} --dataset PLACE."
    if job.cause == "device":
        return f"Put it back, or let the training go on elsewhere: gan-engine queue change {job.id} --device NAME."
    return ""


def _words(job: Job) -> str:
    if job.reason:
        return f"{job.reason} {_ways_out(job)}".strip()
    return f"It waits for {job.condition.words}." if job.condition is not None and job.state == "waiting" else ""
