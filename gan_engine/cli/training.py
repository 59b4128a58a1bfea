"""The commands around a training: recipes, train, resume, status, ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gan_engine.cli import console

if TYPE_CHECKING:
    from gan_engine.training.run_directory import RunDirectory


def register(app: typer.Typer) -> None:
    app.command("train")(train)
    app.command("resume")(resume)


def train(
    dataset: Annotated[Path, typer.Argument(help="A baked dataset: a ZIP or a folder.")],
    run: Annotated[Path, typer.Option("--run", help="The folder for this training; made if missing.")],
    recipe: Annotated[str, typer.Option(help="A recipe's name, as `gan-engine recipes` lists them.")] = "quick-look",
    kimg: Annotated[float | None, typer.Option(help="Length, in thousands of pictures shown.")] = None,
    device: Annotated[str | None, typer.Option(help="auto, cpu, cuda, cuda:1 or mps.")] = None,
    seed: Annotated[int | None, typer.Option(help="The same seed gives the same training.")] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="Any other setting, as key=value; may be repeated.")
    ] = None,
    snapshot: Annotated[Path | None, typer.Option("--from", help="Begin with the weights of this snapshot.")] = None,
) -> None:
    """Train a network on a dataset."""
    from gan_engine.training.configuration import apply_settings
    from gan_engine.training.recipes import load_recipe

    given = {"kimg": kimg, "device": device, "seed": seed}
    changes = [*(settings or []), *(f"{key}={value}" for key, value in given.items() if value is not None)]
    configuration = apply_settings(load_recipe(recipe).configuration, changes)

    from gan_engine.training.start import create_run

    _go(create_run(run, dataset, configuration, recipe=recipe, snapshot=snapshot))


def resume(run: Annotated[Path, typer.Argument(help="The folder of a training.")]) -> None:
    """Go on with a training where its last whole snapshot stands."""
    from gan_engine.training.run_directory import RunDirectory

    _go(RunDirectory.open(run))


def _go(run: RunDirectory) -> None:
    from gan_engine.training.loop import train

    with console.progress("Training") as report:
        reason = train(run, report=report)
    if reason == "interrupted":
        console.remark(f"Interrupted; everything is saved. Go on with: gan-engine resume {run.path}")
        raise typer.Exit(console.EXIT_INTERRUPTED)
    console.say(f"{'Done' if reason == 'done' else 'Stopped'}: {run.path}")
