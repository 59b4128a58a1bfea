"""The rows of the list in Train: runs under way, runs done, snapshots of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from studio import theme
from studio.training.plots.line_styles import DASHES
from studio.training.plots.panel_kinds import leading
from studio.training.run_words import STATUS_WORDS, figure, kimg_words
from studio.widgets.side_list import Row, Section
from studio.workers.training.follower import RunView
from studio.workers.training.runs import RunEntry

_TOGETHER = "Ctrl+click draws it in the same plots"
RUN, SNAPSHOT = "run", "snapshot"
"""What a row's key begins with, before a colon and the path or name."""


def run_sections(entries: Sequence[RunEntry], chosen: RunView | None, together: Sequence[Path] = ()) -> list[Section]:
    """Sections that have rows, in their order. `together`: the runs drawn in the same plots, the chosen one first."""

    def marked(entry: RunEntry, row: Row) -> Row:
        return replace(row, line=DASHES[together.index(entry.path)]) if entry.path in together else row

    sections = [
        Section("Running", [marked(entry, _running(entry)) for entry in entries if entry.underway]),
        Section("Done", [marked(entry, _done(entry)) for entry in entries if not entry.underway]),
        Section("Snapshots", _snapshots(chosen) if chosen is not None else []),
    ]
    return [section for section in sections if section.rows]


def _running(entry: RunEntry) -> Row:
    words = STATUS_WORDS[entry.status] if entry.status != "running" else f"{100 * entry.share:.0f} %"
    return Row(f"{RUN}:{entry.path}", entry.name, words, progress=entry.share, tip=_TOGETHER)


def _done(entry: RunEntry) -> Row:
    length = f"{kimg_words(entry.kimg)} kimg"
    words = length if entry.status == "finished" else STATUS_WORDS[entry.status]
    return Row(
        f"{RUN}:{entry.path}",
        entry.name,
        words,
        tip=f"{entry.name}, {STATUS_WORDS[entry.status]}, {length}\n{_TOGETHER}",
    )


def _snapshots(run: RunView) -> list[Row]:
    rows = []
    found = run.measured.get(leading(run.measured))
    for shot in reversed(run.snapshots):
        best = shot.name == run.state.best_snapshot
        words = f"{kimg_words(shot.kimg)} kimg{' best' if best else ''}"
        measured = found.of_snapshot(shot.name) if found is not None else None
        value = figure(measured) if measured is not None else ""
        dot = theme.GREEN if best else "hollow"
        tip = "Double-click to open it in Explore"
        if value and found is not None:
            tip = f"{found.name} {value}\n{tip}"
        rows.append(Row(f"{SNAPSHOT}:{shot.name}", words, value, dot=dot, tip=tip))
    return rows
