"""Commands that show a training elsewhere: film, export-tensorboard, report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gan_engine.cli import console
from gan_engine.reporting import size_words

_RunArgument = Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a training.")]


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command()(film)
    app.command(name="export-tensorboard")(export_tensorboard)
    app.command()(report)


def film(
    run: _RunArgument,
    out: Annotated[
        Path, typer.Argument(metavar="FILE", help="The clip: .mp4, .webm, .gif or .webp, or no ending for frames.")
    ],
    fps: Annotated[float, typer.Option(help="Samples a second.", min=0.1, max=120)] = 8.0,
    design: Annotated[int | None, typer.Option(help="Show only this design of the samples, large.", min=1)] = None,
    caption: Annotated[bool, typer.Option(help="A line below that says how far the training is.")] = True,
) -> None:
    """Make a film of a training from its samples: the same designs from the first to the last."""
    from gan_engine.interchange.film import FilmOptions, make_film
    from gan_engine.runs.run_directory import RunDirectory

    options = FilmOptions(fps, None if design is None else design - 1, caption)
    with console.progress("Making the film") as report:
        clip = make_film(RunDirectory.open(run).path, out, options, report)
    console.say(f"{clip.frames:,} frames of {clip.width} × {clip.height} pixels: {out}")


def export_tensorboard(
    run: _RunArgument,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder for TensorBoard to look into.")],
) -> None:
    """Write a training's numbers and samples as event files that TensorBoard reads."""
    from gan_engine.interchange.tensorboard import export_tensorboard as export
    from gan_engine.runs.run_directory import RunDirectory

    directory = RunDirectory.open(run)
    with console.progress("Writing event files") as report:
        path = export(directory.path, folder, report)
    console.say(f"Written: {path}")
    console.say(f"Look at it with: tensorboard --logdir {folder}")


def report(
    runs: Annotated[
        list[Path], typer.Argument(metavar="RUN...", help="Folders of trainings, or of an experiment: all its arms.")
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The page; left out, report.html in the run's own folder.")
    ] = None,
    largest: Annotated[
        float, typer.Option(metavar="MB", help="What the pictures in it may take together.", min=0.2, max=200)
    ] = 6.0,
) -> None:
    """Tell of a training, or several, on one HTML page that needs nothing else: for a portfolio or a client."""
    from gan_engine.run_report.report import FILE, write_report

    if out is None and len(runs) > 1:
        raise typer.BadParameter("Say where the page of several trainings is to be: --out FILE.")
    path = out if out is not None else runs[0] / FILE
    paths = [each for run in runs for each in _trainings(run)]
    with console.progress("Writing the report") as progress:
        write_report(paths, path, most_bytes=round(largest * 1e6), root=path.parent, report=progress)
    console.say(f"Written: {path} ({size_words(path.stat().st_size)})")


def _trainings(path: Path) -> list[Path]:
    """The folder itself, or those of an experiment's arms."""
    if not (path / "experiment.json").is_file():
        return [path]
    from gan_engine.experiments.directory import ExperimentDirectory

    return ExperimentDirectory(path).begun_runs()
