"""The list at the left: runs under way, runs done, snapshots of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from studio import theme
from studio.training.words import STATUS_WORDS, kimg_words
from studio.widgets.side_list import Row, Section
from studio.workers.follower import RunView
from studio.workers.runs import RunEntry

RUN, SNAPSHOT = "run", "snapshot"
"""What a row's key begins with, before a colon and the path or name."""


def run_sections(entries: Sequence[RunEntry], chosen: RunView | None) -> list[Section]:
    """Sections that have rows, in their order."""
    sections = [
        Section("Running", [_running(entry) for entry in entries if entry.underway]),
        Section("Done", [_done(entry) for entry in entries if not entry.underway]),
        Section("Snapshots", _snapshots(chosen) if chosen is not None else []),
    ]
    return [section for section in sections if section.rows]


def _running(entry: RunEntry) -> Row:
    words = STATUS_WORDS[entry.status] if entry.status != "running" else f"{100 * entry.share:.0f} %"
    return Row(f"{RUN}:{entry.path}", entry.name, words, progress=entry.share)


def _done(entry: RunEntry) -> Row:
    length = f"{kimg_words(entry.kimg)} kimg"
    words = length if entry.status == "finished" else STATUS_WORDS[entry.status]
    return Row(f"{RUN}:{entry.path}", entry.name, words, tip=f"{entry.name}, {STATUS_WORDS[entry.status]}, {length}")


def _snapshots(run: RunView) -> list[Row]:
    rows = []
    for shot in reversed(run.snapshots):
        best = shot.name == run.state.best_snapshot
        words = f"{kimg_words(shot.kimg)} kimg{' best' if best else ''}"
        dot = theme.TEXT if best else "hollow"
        rows.append(Row(f"{SNAPSHOT}:{shot.name}", words, dot=dot, tip="Double-click to open it in Explore"))
    return rows
