"""The command that measures how good designs are: evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gan_engine.cli import console
from gan_engine.cli.designs import Device
from gan_engine.metrics.names import MEASURES
from gan_engine.reporting import kimg_words

if TYPE_CHECKING:
    from gan_engine.training.measuring.snapshot_measures import SnapshotMeasures


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(evaluate)


def evaluate(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="SNAPSHOT... DATASET", help="One or more snapshots, then the dataset to compare with."),
    ],
    metrics: Annotated[
        str | None,
        typer.Option(help=f"What to measure: {', '.join(MEASURES)}; left out, what suits most."),
    ] = None,
    samples: Annotated[int, typer.Option(help="How many designs to make of each snapshot.", min=1, max=1_000_000)] = (
        2048
    ),
    seed: Annotated[int, typer.Option(help="The same seed makes the same designs.", min=0, max=2**31 - 1)] = 0,
    classes: Annotated[
        list[str] | None,
        typer.Option(
            "--class",
            metavar="NAME",
            help="Measure this class alone, its designs against its pictures; once for each, or “each” for every one.",
        ),
    ] = None,
    device: Device = "auto",
    weights: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The file of the official Inception weights; kept from now on."),
    ] = None,
    download_weights: Annotated[
        bool,
        typer.Option("--download-weights", help="Fetch the official Inception weights, 96 MB."),
    ] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.json", help="Write everything into this file as well.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as one JSON document.")] = False,
) -> None:
    """Measure how good a snapshot's designs are.

    Each number comes with its uncertainty, its feature network and how many pictures it is of. Several snapshots are
    measured with the same noise and shown side by side.
    """
    if len(paths) < 2:
        raise typer.BadParameter("Give at least one snapshot, and the dataset last.")

    from gan_engine import atomic
    from gan_engine.dataset.reading import open_dataset
    from gan_engine.errors import MeasureError
    from gan_engine.metrics.full_measure import fetch_weights
    from gan_engine.metrics.inception import is_installed
    from gan_engine.metrics.names import INCEPTION, parse_names
    from gan_engine.training.measuring import snapshot_measures

    names = parse_names(metrics) if metrics is not None else []
    if weights is not None or download_weights:
        with console.progress("Fetching weights") as report:
            fetch_weights(report, weights)
    *snapshots, dataset_path = paths
    names = names or snapshot_measures.usual_names_of(snapshots)
    with open_dataset(dataset_path) as dataset:
        for words in dataset.gaps:
            console.remark(words)
        wanted: list[str | None] = [*_classes(classes or [], dataset.class_names)] or [None]
        with console.progress("Measuring") as report:
            measured = list(
                snapshot_measures.evaluate(
                    snapshots, dataset, names, samples=samples, seed=seed, device=device, classes=wanted, report=report
                )
            )
        document = snapshot_measures.document_of(dataset, measured, samples=samples, seed=seed)
    if out is not None:
        atomic.write_json(out, document, root=out.parent)
    if as_json:
        console.say_json(document)
    else:
        for name in wanted:
            if name is not None:
                console.say(f"Class {name}")
            _show([each for each in measured if each.class_name == name])
    if not any(each.results for each in measured):
        first = measured[0].refusals[0]
        raise MeasureError(first.what, do=first.do)
    if not as_json:
        refusals = [refusal for each in measured for refusal in each.refusals]  # of every class: a rare one has its own
        for words in dict.fromkeys(f"{each.what} {each.do}".rstrip() for each in refusals):
            console.remark(words)
        if any(MEASURES[each.metric].network == INCEPTION and not is_installed() for each in refusals):
            console.remark("Fetch them with --download-weights, or give their file with --weights.")


def _classes(asked: list[str], names: list[str]) -> list[str]:
    from gan_engine.latent.point import class_named

    if "each" in asked and "each" not in names:
        return list(names) or asked
    return list(dict.fromkeys(class_named(text, names) for text in asked))


def _show(measured: list[SnapshotMeasures]) -> None:
    from gan_engine.metrics.names import NETWORK_TITLES, RESULTS
    from gan_engine.metrics.results import in_figures

    rows: dict[str, list[str]] = {}
    notes: list[str] = []
    for column, each in enumerate(measured):
        for result in each.results:
            title, better = RESULTS[result.metric]
            row = rows.setdefault(result.metric, [title, *[""] * len(measured), "", "", ""])
            row[1 + column] = in_figures(result.value, result.uncertainty)
            against = f"{result.real:,} {'held out' if result.part == 'held-out' else 'of the set'}"
            row[-3] = f"{result.samples:,} designs" + (f", {against}" if result.real else "")
            row[-2] = NETWORK_TITLES.get(result.network, result.network)
            row[-1] = {"lower": "lower is better", "higher": "higher is better"}.get(better, "")
            if "near_copies" in result.details:
                copies = rows.setdefault("near-copies", ["Near-copies", *[""] * len(measured), row[-3], row[-2], ""])
                copies[1 + column] = f"{100 * result.details['near_copies']:.1f} %"
            if "share" in result.details:
                share = rows.setdefault("share", ["  of the set's own", *[""] * len(measured), "", "", ""])
                share[1 + column] = f"{100 * result.details['share']:.0f} %"
            if result.note:
                notes.append(f"{title}: {result.note}")
    names = [f"{each.name} ({kimg_words(each.kimg)} kimg)" if len(measured) < 5 else each.name for each in measured]
    if rows:
        console.say_table(
            list(rows.values()),
            headings=("Measure", *names, "Counted on", "Seen by", ""),
            numbers=tuple(range(1, 1 + len(measured))),
        )
    for note in dict.fromkeys(notes):
        console.say(note)
