"""The report of an experiment as files: numbers, tables, the plot, designs of each arm at its best epoch.

They are drawn from what lies in the arms' folders and can be drawn again at any time. What is there already and would
come out the same is left as it is.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from gan_engine import atomic
from gan_engine.documents import read_json
from gan_engine.experiments.directory import ExperimentDirectory
from gan_engine.experiments.plot import footnote, plot
from gan_engine.experiments.results import ArmResult, Results, read_results
from gan_engine.interchange.contact_sheet import Row, contact_sheet, rows_sheet
from gan_engine.interchange.design_files import write_sheet
from gan_engine.latent.interpolation.walk import Walk
from gan_engine.latent.point import Point
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.metrics.names import MEASURES
from gan_engine.metrics.results import in_figures
from gan_engine.picture_modes import Picture
from gan_engine.reporting import duration
from gan_engine.run_report.report import write_report as write_page

PLOT, COMPARISON, INTERPOLATION = "plot.png", "comparison.png", "interpolation.png"
TABLE, MARKDOWN, PAGE = "table.csv", "report.md", "report.html"
SHEETS = "designs"
"""Folder of each arm's contact sheet."""

COMPARED = range(8)
"""Seeds beside each other in the comparison."""
SHOWN = range(24)
"""Seeds on each arm's contact sheet."""
ENDS = (0, 1)
"""Seeds that the interpolation leads from and to."""
STEPS = 9
"""Designs of the interpolation, both ends included."""

_BACKGROUND, _INK, _SOFT = (243, 244, 246), (28, 30, 34), (104, 109, 117)
"""Of the sheets: a grey so light that designs on white still have an edge."""
_SHEET_COLUMNS = 6
_MAX_BYTES = 16 * 2**20  # of results.json


def write_report(directory: ExperimentDirectory) -> Results:
    """Write what has been found so far; returns it. Raises `RunError`, `DiskError`, `SnapshotError`."""
    results = read_results(directory)
    document = results.document()
    if _is_there(directory, results, document):
        return results
    path = directory.path
    atomic.write_bytes(path / TABLE, _csv(results).encode("utf-8", "backslashreplace"), root=path)
    write_sheet(path / PLOT, plot(results), root=path)
    if results.ranked:
        _write_designs(directory, results)
    atomic.write_bytes(path / MARKDOWN, _markdown(results).encode("utf-8", "backslashreplace"), root=path)
    if runs := directory.begun_runs():
        write_page(runs, path / PAGE, root=path)
    atomic.write_json(directory.results_file, document, root=path)  # the last: what it tells of is there
    return results


def summary(results: Results) -> tuple[list[str], list[list[str]]]:
    """Headings and rows: each arm at its best epoch and at its last."""
    title = MEASURES[results.plan.metric].title
    headings = ["Arm", "Best epoch", title, "At the end", "Trained for", "State"]
    return headings, [_summary_row(arm) for arm in results.arms]


def verdict(results: Results) -> str:
    """The finding in a sentence or two."""
    if not results.ranked:
        return "Nothing has been measured yet."
    first = results.ranked[0]
    assert first.best is not None
    assert first.best.value is not None
    title = MEASURES[results.plan.metric].title
    number = in_figures(first.best.value, first.best.uncertainty)
    so_far = "Best" if results.is_over else "Best so far"
    found = f"{so_far}: {first.title} at epoch {first.best.epoch:,}, {title} {number}."
    if results.not_behind:
        others = "; ".join(arm.title for arm in results.not_behind)
        found += f" Not clearly behind, going by the measure's error: {others}."
    return found


# Numbers


def _summary_row(arm: ArmResult) -> list[str]:
    spent = duration(arm.seconds) if arm.seconds else ""
    if arm.best is None or arm.best.value is None or arm.last is None:
        return [arm.title, "", "", "", spent, arm.state]
    last = "-" if arm.last.value is None else in_figures(arm.last.value, arm.last.uncertainty)
    best = in_figures(arm.best.value, arm.best.uncertainty)
    return [arm.title, f"{arm.best.epoch:,}", best, last, spent, arm.state]


def _csv(results: Results) -> str:
    """One line for each arm and epoch."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    names = ("epoch", "kimg", "snapshot", "value", "uncertainty", "samples", "real", "part", "network")
    writer.writerow(["arm", "title", "recipe", "metric", *names, "best"])
    for arm in results.arms:
        for each in arm.measured:
            values = [getattr(each, name) for name in names]
            best = int(each == arm.best)
            writer.writerow([arm.name, arm.title, arm.recipe, results.plan.metric, *values, best])
    return text.getvalue()


def _markdown(results: Results) -> str:
    plan, title = results.plan, MEASURES[results.plan.metric].title
    lines = [f"# {plan.title}", "", plan.sentence, "", verdict(results), ""]
    lines += _table(*summary(results))
    for arm in results.arms:
        lines += ["", f"{arm.title}: {arm.message}"] if arm.message else []
    lines += ["", f"![{title} of each arm, epoch by epoch]({PLOT})", "", footnote(results), ""]
    if results.ranked:
        lines += [f"## {title} at each epoch", ""]
        lines += _table(["Epoch", *(arm.title for arm in results.arms)], _by_epoch(results))
        lines += ["", "## Designs", "", "The same seeds at each arm's best epoch.", ""]
        lines += [f"![The same seeds of every arm]({COMPARISON})", ""]
        lines += [f"From seed {ENDS[0]} to seed {ENDS[1]}.", "", f"![Interpolations]({INTERPOLATION})", ""]
        for arm in results.ranked:
            assert arm.best is not None
            lines += [
                f"{arm.title}, epoch {arm.best.epoch:,}",
                "",
                f"![Designs of {arm.title}]({SHEETS}/{arm.name}.png)",
                "",
            ]
    return "\n".join(lines)


def _by_epoch(results: Results) -> list[list[str]]:
    rows = []
    for epoch in results.plan.measured_epochs:
        row = [f"{epoch:,}"]
        for arm in results.arms:
            found = next((each for each in arm.measured if each.epoch == epoch), None)
            shown = "" if found is None or found.value is None else in_figures(found.value, found.uncertainty)
            row.append(f"**{shown}**" if found is not None and found == arm.best else shown)
        rows.append(row)
    return rows


def _table(headings: list[str], rows: list[list[str]]) -> list[str]:
    lines = [headings, ["---"] * len(headings), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


# Designs


def _write_designs(directory: ExperimentDirectory, results: Results) -> None:
    compared, walks = [], []
    atomic.make_folder(directory.path / SHEETS, root=directory.path)
    for arm in results.arms:
        if arm.best is None or arm.best.value is None:
            continue
        run = directory.path / arm.name
        device = next(each for each in results.plan.arms if each.name == arm.name).configuration["device"]
        session = Session.open(run / "snapshots" / arm.best.snapshot, device)
        number = in_figures(arm.best.value, 0.0).split(" ")[0]
        remark = f"epoch {arm.best.epoch:,}, {MEASURES[results.plan.metric].title} {number}"
        shown = _designs(session, SHOWN)
        sheet = contact_sheet(
            shown,
            columns=_SHEET_COLUMNS,
            labels=[f"seed {seed}" for seed in SHOWN],
            background=_BACKGROUND,
            text=_SOFT,
        )
        write_sheet(directory.path / SHEETS / f"{arm.name}.png", sheet, root=directory.path)
        compared.append(Row(arm.title, remark, [shown[seed] for seed in COMPARED]))
        way = Walk(stations=tuple(Point(seed=seed) for seed in ENDS)).frames(STEPS, session)
        walks.append(Row(arm.title, remark, list(session.pictures(way))))
    colours = {"background": _BACKGROUND, "text": _INK, "soft": _SOFT}
    headings = [f"seed {seed}" for seed in COMPARED]
    write_sheet(directory.path / COMPARISON, rows_sheet(compared, headings=headings, **colours), root=directory.path)
    headings = [f"seed {ENDS[0]}", *[""] * (STEPS - 2), f"seed {ENDS[1]}"]
    write_sheet(directory.path / INTERPOLATION, rows_sheet(walks, headings=headings, **colours), root=directory.path)


def _designs(session: Session, seeds: range) -> list[Picture]:
    """One design a seed; where the network knows classes, one of each class in turn."""
    names = session.class_names
    classes = [names[seed % len(names)] if names else None for seed in seeds]
    return list(session.generate(latents(seeds, session.z_dim), classes))


# What is there already


def _is_there(directory: ExperimentDirectory, results: Results, document: dict[str, Any]) -> bool:
    try:
        former = read_json(directory.results_file, largest=_MAX_BYTES)
    except (OSError, ValueError):
        return False
    return bool(former == document) and all((directory.path / name).is_file() for name in files_of(results))


def files_of(results: Results) -> list[Path]:
    """What a report consists of beside results.json, below the experiment's folder."""
    names = [TABLE, MARKDOWN, PLOT]
    if any(arm.status is not None for arm in results.arms):
        names.append(PAGE)
    if results.ranked:
        names += [COMPARISON, INTERPOLATION, *(f"{SHEETS}/{arm.name}.png" for arm in results.ranked)]
    return [Path(name) for name in names]
