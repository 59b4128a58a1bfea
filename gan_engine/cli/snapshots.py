"""The command that lists a run's snapshots, pins them, and thins them out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gan_engine.cli import console
from gan_engine.reporting import size_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gan_engine.runs.events import MetricMeasured
    from gan_engine.runs.run_directory import RunDirectory
    from gan_engine.runs.thinning import StoredSnapshot


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(snapshots)


def snapshots(
    run: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a training.")],
    pinned: Annotated[
        list[str] | None, typer.Option("--pin", metavar="NAME", help="Keep this one always; may be repeated.")
    ] = None,
    unpinned: Annotated[
        list[str] | None, typer.Option("--unpin", metavar="NAME", help="Pin it no longer; may be repeated.")
    ] = None,
    thin: Annotated[
        bool, typer.Option("--thin", help="Delete all but the last 3, the best 3, one a doubling, and what is needed.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --thin: say what would go, and delete nothing.")] = (
        False
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """List a training's snapshots with their sizes; pin them, or thin them out."""
    from gan_engine.runs import pins, thinning
    from gan_engine.runs.history import history
    from gan_engine.runs.run_directory import RunDirectory
    from gan_engine.settings.configuration import Configuration

    directory = RunDirectory.open(run)
    for name in pinned or ():
        pins.pin(directory.path, name)
    for name in unpinned or ():
        pins.unpin(directory.path, name)
    measured = history(directory.path).metrics
    last = directory.read_run().get("configuration", {}).get("keep_states")
    last = last if isinstance(last, int) else Configuration.model_fields["keep_states"].default
    gone: list[StoredSnapshot] = []
    if thin:
        _hold_for_the_shelf(directory, measured, last)
    if thin and not dry_run:
        with directory.hold():  # a training that goes on keeps what it was told to keep
            gone = thinning.thin(directory, measured, last=last)
    stored = thinning.stored_snapshots(directory)
    why = thinning.reasons(stored, measured, last=last)
    if thin and dry_run:
        gone = [each for each in stored if each.name not in why]
    if as_json:
        console.say_json({"snapshots": [_facts(each, why) for each in stored], "gone": [each.name for each in gone]})
        return
    rows = [
        (each.name, size_words(each.bytes), "can be resumed" if each.resumable else "generator", why.get(each.name, ""))
        for each in stored
    ]
    console.say_table(rows, headings=("Snapshot", "Size", "Holds", "Thinning keeps it as"), numbers=(1,))
    console.say(f"\n{len(stored)} snapshots, {size_words(sum(each.bytes for each in stored))}.")
    if thin:
        freed = size_words(sum(each.bytes for each in gone))
        names = ", ".join(each.name for each in gone) or "nothing"
        console.say(f"{'Would go' if dry_run else 'Deleted'}: {names}{f' ({freed})' if gone else ''}.")


def _hold_for_the_shelf(directory: RunDirectory, measured: Sequence[MetricMeasured], last: int) -> None:
    """What drew a design on the shelf of the project that the run lies in stays."""
    from gan_engine.interchange.design_sources import hold_sources
    from gan_engine.runs import thinning

    stored = thinning.stored_snapshots(directory)
    why = thinning.reasons(stored, measured, last=last)
    shelf = directory.path.parent.parent / "shelf"
    held = hold_sources(directory.path, [each.name for each in stored if each.name not in why], shelf)
    if held:
        console.remark(f"Designs on the shelf are from {', '.join(held)}: kept.")


def _facts(each: StoredSnapshot, why: dict[str, str]) -> dict[str, Any]:
    return {
        "name": each.name,
        "kimg": each.snapshot.kimg,
        "bytes": each.bytes,
        "resumable": each.resumable,
        "pinned": "artist" in each.holders,
        "best": each.best,
        "chosen": each.chosen,
        "kept": why.get(each.name),
    }
