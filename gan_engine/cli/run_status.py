"""The commands that look at a training, and ask it for something: status, ask."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gan_engine.cli import console
from gan_engine.cli.training import JsonOption, RunArgument
from gan_engine.reporting import duration, kimg_words, size_words

if TYPE_CHECKING:
    from gan_engine.runs.events import HealthChanged
    from gan_engine.runs.history import Follower, RunHistory
    from gan_engine.runs.run_directory import RunDirectory

_ANSWER_SECONDS = 0.1


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (status, ask):
        app.command()(command)


def status(run: RunArgument, as_json: JsonOption = False) -> None:
    """Say how a training stands."""
    from gan_engine.runs.ancestry import ancestry
    from gan_engine.runs.history import history
    from gan_engine.runs.remedies import remedy_of
    from gan_engine.runs.run_directory import RunDirectory
    from gan_engine.runs.thinning import stored_snapshots

    directory = RunDirectory.open(run)
    state, live = directory.read_state(), directory.live_status()
    told, stored = history(directory.path), stored_snapshots(directory)
    document = directory.read_run()
    branched = ancestry(document)
    latest = {name: told.latest(name) for name in told.names()}
    trouble = told.failure if live == "failed" else told.health
    remedy = None if trouble is None else remedy_of(directory, document, trouble, state.best_snapshot)
    facts: dict[str, Any] = {
        **asdict(state),
        "status": live,
        "health": _health(told.health),
        "remedy": None if remedy is None else remedy.command(directory.path),
        "latest": latest,
        "measures": _measures(told),
        "snapshots": [each.name for each in stored],
        "snapshot_bytes": sum(each.bytes for each in stored),
        "pinned": [each.name for each in stored if "artist" in each.holders],
        "chosen": next((each.name for each in stored if each.chosen), None),
        "samples": [sample.path.name for sample in directory.samples()],
        "recipe": document.get("recipe", ""),
        "branched": [each.document() for each in branched],
    }
    if as_json:
        console.say_json(facts)
        return
    done = 100 * state.kimg / state.total_kimg if state.total_kimg else 0
    rows = [
        ("Status", live),
        ("Progress", f"{kimg_words(state.kimg)} of {kimg_words(state.total_kimg)} kimg ({min(done, 100):.0f} %)"),
    ]
    if branched:
        rows.append(
            ("Branched from", f"{branched[-1].snapshot} of {branched[-1].name} ({kimg_words(branched[-1].kimg)} kimg)")
        )
    rows.append(("Time so far", duration(state.seconds)))
    if live in ("running", "paused") and state.seconds_left is not None and state.images_per_second:
        rows.append(("Time left", duration(state.seconds_left)))
        rows.append(("Speed", f"{state.images_per_second:,.1f} pictures a second"))
    for group, words in (("losses.", "Loss of"), ("scores.", "Taken for real:")):
        shown = sorted((name, value) for name, value in latest.items() if name.startswith(group))
        rows += [(f"{words} {name[len(group) :]}", f"{value:.3f}") for name, value in shown if value is not None]
    for measure in _measures(told).values():
        error = f" ± {measure['uncertainty']:.4f}" if measure["uncertainty"] is not None else ""
        rows.append((measure["title"], f"{measure['value']:.4f}{error} at {kimg_words(measure['kimg'])} kimg"))
    size = size_words(facts["snapshot_bytes"])
    rows.append(("Snapshots", f"{len(stored)}, {size}, the last {stored[-1].name}" if stored else "none yet"))
    if pinned := facts["pinned"]:
        rows.append(("Pinned", ", ".join(pinned)))
    if state.best_snapshot:
        rows.append(("Best", state.best_snapshot))
    if facts["chosen"]:
        rows.append(("Your choice", facts["chosen"]))
    if told.health is not None:
        rows.append(("Health", f"{told.health.what} {told.health.do}".strip()))
    if facts["remedy"]:
        rows.append(("What helps", facts["remedy"]))
    if state.message:
        rows.append(("Message", state.message))
    console.say_table(rows)


def ask(
    run: RunArgument,
    what: Annotated[
        str, typer.Argument(metavar="pause|resume|stop|snapshot|sample|evaluate|lengthen", help="What to do.")
    ],
    wait: Annotated[bool, typer.Option("--wait", help="Come back only when it has answered.")] = False,
    metrics: Annotated[str | None, typer.Option(help="For evaluate: what to measure, as “evaluate” names it.")] = None,
    samples: Annotated[int | None, typer.Option(help="For evaluate: how many designs to make.", min=1)] = None,
    snapshot: Annotated[
        str | None, typer.Option(metavar="NAME", help="For evaluate: which snapshot; left out, one of now.")
    ] = None,
    kimg: Annotated[float | None, typer.Option(help="For lengthen: how long it is to be in all.")] = None,
) -> None:
    """Ask a running training for something."""
    from gan_engine.runs.history import Follower
    from gan_engine.runs.requests import ask as put
    from gan_engine.runs.run_directory import RunDirectory

    directory = RunDirectory.open(run)
    follower = Follower(directory.path)
    follower.poll()
    values: dict[str, dict[str, Any]] = {
        "evaluate": {"metrics": metrics, "samples": samples, "snapshot": snapshot},
        "lengthen": {"kimg": kimg},
    }
    put(directory.path, what, **{key: value for key, value in values.get(what, {}).items() if value is not None})
    if wait:
        console.say(_answer(directory, follower, what))


def _health(health: HealthChanged | None) -> dict[str, Any] | None:
    """What is wrong."""
    if health is None:
        return None
    return {"problem": health.problem, "what": health.what, "also": list(health.also)}


def _measures(told: RunHistory) -> dict[str, dict[str, Any]]:
    """The latest quick measure of each name."""
    from gan_engine.metrics.names import RESULTS

    latest = {}
    for event in told.metrics:
        if event.form == "quick" and event.value is not None and event.metric in RESULTS:
            latest[event.metric] = {
                "title": RESULTS[event.metric][0],
                "value": event.value,
                "uncertainty": event.uncertainty,
                "kimg": event.kimg,
                "network": event.network,
                "samples": event.samples,
                "snapshot": event.snapshot,
            }
    return latest


def _answer(run: RunDirectory, follower: Follower, asked: str) -> str:
    """Wait for what the training says to what was `asked`. Raises `RunError` if it refuses, or ends first."""
    from gan_engine.errors import RunError
    from gan_engine.runs import events
    from gan_engine.runs.evaluation_files import FOLDER
    from gan_engine.runs.run_directory import UNDERWAY

    while True:
        ended = run.live_status() not in UNDERWAY
        for event in follower.poll():
            match asked, event:
                case _, events.RequestRefused(request=request) if request == asked:
                    raise RunError(event.what, do=event.do)
                case "pause", events.Paused():
                    return f"Paused at {kimg_words(event.kimg)} kimg."
                case "resume", events.Resumed():
                    return f"Going on from {kimg_words(event.kimg)} kimg."
                case "stop", events.RunFinished():
                    return f"Stopped at {kimg_words(event.kimg)} kimg; everything is saved."
                case "snapshot", events.SnapshotSaved():
                    return f"Saved: {run.snapshots_folder / event.name}"
                case "sample", events.SampleSaved():
                    return f"Drawn: {run.path / event.file}"
                case "lengthen", events.Lengthened():
                    return f"It is going to be {kimg_words(event.total_kimg)} kimg long in all."
                case "evaluate", events.MetricMeasured(form="full"):
                    return f"Measured: the snapshot {event.snapshot}; all numbers are in {run.path / FOLDER}"
        if ended:
            raise RunError(f"The training ended before it could {asked}.", kept=f"It is {run.live_status()}.")
        time.sleep(_ANSWER_SECONDS)
