"""The commands that compare ways to train: experiments, experiment."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gan_engine.cli import console
from gan_engine.cli.queue.arguments import QueueOption
from gan_engine.cli.training import IncompleteOption
from gan_engine.reporting import duration

if TYPE_CHECKING:
    from gan_engine.experiments.directory import ExperimentDirectory
    from gan_engine.experiments.results import ArmResult, Results


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(experiments)
    app.command()(experiment)


def experiments(
    name: Annotated[str | None, typer.Argument(help="Show this one alone, with its arms.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """List the experiments: several trainings on one dataset, compared."""
    from gan_engine.experiments.definitions import describe, list_definitions, load_definition

    chosen = list_definitions() if name is None else dict([load_definition(name)])
    if as_json:
        described = [describe(each, definition) for each, definition in chosen.items()]
        console.say_json(described if name is None else described[0])
        return
    rows = [
        (
            each,
            ", ".join(arm.title for arm in definition.arms)
            if len(definition.arms) < 3
            else f"{len(definition.arms)} arms",
            f"{definition.epochs} epochs",
            f"every {definition.every}",
            definition.metric,
        )
        for each, definition in chosen.items()
    ]
    console.say_table(rows, headings=("Experiment", "Compares", "Length", "Measured", "By"))
    for each, definition in chosen.items():
        console.say(f"\n{each}: {definition.sentence}")
        if name is not None:
            console.say()
            arms = [(arm.name, arm.title, arm.recipe, " ".join(arm.settings)) for arm in definition.arms]
            console.say_table(arms, headings=("Arm", "Title", "Recipe", "Settings"))
            if definition.settings:
                console.say(f"\nAll arms: {' '.join(definition.settings)}")


def experiment(
    out: Annotated[Path, typer.Option(metavar="DIR", help="The experiment's folder; made if missing.")],
    dataset: Annotated[
        Path | None, typer.Argument(help="A baked dataset; left out, the experiment in DIR goes on as it was begun.")
    ] = None,
    name: Annotated[
        str, typer.Argument(help="An experiment, as “gan-engine experiments” lists them, or a .toml file of your own.")
    ] = "animated-faces",
    epochs: Annotated[
        int | None, typer.Option(help="Passes over the dataset, in place of the experiment's own.", min=1, max=100_000)
    ] = None,
    every: Annotated[int | None, typer.Option(help="Epochs from one measure to the next.", min=1, max=100_000)] = None,
    metric: Annotated[
        str | None,
        typer.Option(
            help="fid, kid, fd-lite0, kid-lite0, fd-u2netp or kid-u2netp; left out, what suits the set and is here."
        ),
    ] = None,
    samples: Annotated[int | None, typer.Option(help="Designs made for each measure.", min=1, max=100_000)] = None,
    device: Annotated[str | None, typer.Option(help="auto, cpu, cuda, cuda:1 or mps.")] = None,
    seed: Annotated[int | None, typer.Option(help="Of every arm: the same seed gives the same experiment.")] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A setting of all arms; may be repeated.")
    ] = None,
    download_weights: Annotated[
        bool, typer.Option("--download-weights", help="Fetch the official Inception weights, 96 MB, for fid and kid.")
    ] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try arms again that have failed.")] = False,
    incomplete: IncompleteOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as one JSON document.")] = False,
    queue: QueueOption = None,
) -> None:
    """Train the arms of an experiment, measure them alike, and compare.

    The arms are jobs of the queue, seen to from here where nobody else sees to it; each is a training as any other in
    a folder below DIR. Interrupted, the same command goes on where it stood; when all is done it only tells what was
    found. DIR gets a plot, tables, and the designs of each arm at its best.
    """
    asked_for = {"epochs": epochs, "every": every, "metric": metric, "samples": samples}
    if dataset is None and (any(value is not None for value in (*asked_for.values(), device, seed)) or settings):
        raise typer.BadParameter("Settings go with a dataset; alone, --out goes on with what was begun there.")

    from gan_engine.experiments.directory import ExperimentDirectory

    directory = ExperimentDirectory(out)
    if download_weights:
        from gan_engine.metrics.full_measure import fetch_weights

        with console.progress("Fetching weights") as report:
            fetch_weights(report)
    if dataset is not None:
        from gan_engine.experiments.creation import adapted, begin
        from gan_engine.experiments.definitions import load_definition

        given = {"device": device, "seed": seed}
        changes = [*(settings or []), *(f"{key}={value}" for key, value in given.items() if value is not None)]
        short, definition = load_definition(name)
        plan = begin(
            directory, dataset, short, definition, changes=changes, incomplete=incomplete, caution=console.remark,
            **asked_for,  # type: ignore[arg-type]
        )  # fmt: skip
        for sentence in adapted(definition, plan, metric, changes):
            console.remark(sentence)
    results = _conduct(directory, dataset, retry=retry, queue=queue)
    if as_json:
        console.say_json(results.document())
    else:
        _show(directory, results)
    if not results.ranked:
        raise typer.Exit(console.EXIT_FAILED)


def _conduct(directory: ExperimentDirectory, dataset: Path | None, *, retry: bool, queue: Path | None) -> Results:
    from gan_engine.experiments.report import write_report
    from gan_engine.experiments.runner import conduct, seconds_left
    from gan_engine.experiments.trainers import TrainerByQueue
    from gan_engine.manager.queue import Queue
    from gan_engine.metrics.names import MEASURES

    plan = directory.plan
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    arms = len(plan.arms)
    console.remark(
        f"{plan.title}: {arms} {'arms' if arms > 1 else 'arm'} of {plan.epochs:,} epochs on {plan.dataset.count:,} "
        f"pictures of {plan.dataset.size.words}; {MEASURES[plan.metric].title} at {len(plan.measured_epochs)} epochs "
        "each."
    )
    try:
        with Queue(queue) as opened:
            trainer = TrainerByQueue(opened)
            for arm in conduct(directory, dataset=dataset, retry=retry, progress=console.progress, trainer=trainer):
                write_report(directory)
                left = seconds_left(directory)
                console.remark(_news(arm) + (f" About {duration(left)} of training to go." if left else ""))
    except KeyboardInterrupt:
        console.remark(f"Everything is saved. Go on with: gan-engine experiment --out {directory.path}")
        raise
    return write_report(directory)


def _news(arm: ArmResult) -> str:
    from gan_engine.metrics.results import in_figures

    if arm.message:
        return f"{arm.title} has failed: {arm.message}"
    if arm.best is None or arm.best.value is None:
        return f"{arm.title}: {arm.state}."
    return f"{arm.title}: best at epoch {arm.best.epoch:,}, {in_figures(arm.best.value, arm.best.uncertainty)}."


def _show(directory: ExperimentDirectory, results: Results) -> None:
    from gan_engine.experiments.report import MARKDOWN, PLOT, files_of, summary, verdict

    headings, rows = summary(results)
    console.say_table(rows, headings=headings, numbers=(1, 2, 3, 4))
    console.say(f"\n{verdict(results)}")
    for arm in results.arms:
        if arm.message:
            console.say(f"{arm.title}: {arm.message}")
    others = len(files_of(results)) - 2
    console.say(f"{directory.path / PLOT}, {MARKDOWN} and {others} more files beside.")
