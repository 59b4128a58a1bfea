"""`gan-engine verify`: compares what lies there with the digests it was written with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gan_engine.cli import console


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command()(verify)


def verify(
    path: Annotated[Path, typer.Argument(help="A project, dataset (ZIP or folder), run, snapshot or design.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as one JSON document.")] = False,
) -> None:
    """Compare everything that lies there with the digests it was written with; nothing is changed.

    One line for each fault, and exit code 1 where there is any. What was written before there was a digest for it is
    read whole instead, and counted.
    """
    from gan_engine.verification import verify as look

    with console.progress("Verifying") as report:
        findings = look(path, report)
    if as_json:
        console.say_json(findings.document())
    else:
        for fault in findings.faults:
            console.say(f"{fault.name}: {fault.what}")
        if findings.left_out:
            console.say(f"And {findings.left_out:,} more.")
        count = len(findings.faults) + findings.left_out
        result = "all as they were written" if not count else f"{count:,} {'fault' if count == 1 else 'faults'}"
        console.say(f"{findings.kind.capitalize()} {path}: {findings.checked:,} looked at, {result}.")
        if findings.unrecorded:
            console.say(f"Of {len(findings.unrecorded):,} no digest was recorded; they can be read.")
    if findings.faults:
        raise typer.Exit(console.EXIT_FAILED)
