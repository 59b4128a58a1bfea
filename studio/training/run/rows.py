"""The rows of the list in Train: runs under way, runs done, snapshots of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gan_engine.reporting import kimg_words, size_words
from studio.training.plots.line_styles import DASHES
from studio.training.plots.panel_kinds import leading
from studio.training.run_words import STATUS_WORDS, figure
from studio.widgets.side_list import Row, Section
from studio.workers.snapshot_marks import Marks
from studio.workers.training.follower import RunView
from studio.workers.training.queue.open_jobs import OpenJob
from studio.workers.training.runs import RunEntry

_TOGETHER = "Ctrl+click draws it in the same plots"
RUN, SNAPSHOT, WAITING = "run", "snapshot", "waiting"
"""What a row's key begins with, before a colon and the path or name."""


def run_sections(
    entries: Sequence[RunEntry],
    chosen: RunView | None,
    together: Sequence[Path] = (),
    jobs: Sequence[OpenJob] = (),
) -> list[Section]:
    """Sections that have rows, in their order. `together`: the runs drawn in the same plots, the chosen one first;
    `jobs`: those in the queue that have not ended, in their order."""
    there = {entry.path: entry for entry in entries}
    soon = [job for job in jobs if job.runs and job.path not in there]
    waiting = [job for job in jobs if not job.runs and not (job.path in there and there[job.path].underway)]
    waits = {job.path for job in waiting}

    def marked(entry: RunEntry, row: Row) -> Row:
        return replace(row, line=DASHES[together.index(entry.path)]) if entry.path in together else row

    sections = [
        Section(
            "Running",
            [
                *(_waiting(job) for job in soon),
                *(marked(entry, _running(entry)) for entry in entries if entry.underway),
            ],
        ),
        Section(
            "Waiting",
            [
                marked(there[job.path], _waiting_run(there[job.path], job)) if job.path in there else _waiting(job)
                for job in waiting
            ],
        ),
        Section(
            "Done", [marked(entry, _done(entry)) for entry in entries if not entry.underway and entry.path not in waits]
        ),
        *([Section(_snapshot_title(chosen), _snapshots(chosen))] if chosen is not None else []),
    ]
    return [section for section in sections if section.rows]


def _running(entry: RunEntry) -> Row:
    words = STATUS_WORDS[entry.status] if entry.status != "running" else f"{100 * entry.share:.0f} %"
    return Row(f"{RUN}:{entry.path}", entry.name, words, progress=entry.share, tip=_TOGETHER)


def _waiting(job: OpenJob) -> Row:
    """One that has not begun."""
    return Row(f"{WAITING}:{job.job}", job.name, "starting" if job.runs else _short(job), tip=_why(job))


def _waiting_run(entry: RunEntry, job: OpenJob) -> Row:
    """One that goes on when its turn comes."""
    return Row(f"{RUN}:{entry.path}", entry.name, _short(job), progress=entry.share, tip=f"{_why(job)}\n{_TOGETHER}")


def _short(job: OpenJob) -> str:
    return {"paused": "paused", "held": "held back"}.get(job.state, job.when)


def _why(job: OpenJob) -> str:
    return job.reason or f"{job.words[:1].upper()}{job.words[1:]}."


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
    measure = leading(run.measured)
    values = run.measured[measure].by_snapshot if measure else {}
    for each in reversed(run.stored):
        pinned = "artist" in each.holders
        marks = Marks(each.best, each.chosen, pinned).words
        value = figure(values[each.name]) if each.name in values else ""
        dot = "ACCENT" if each.chosen else "GREEN" if each.best else "TEXT" if pinned else "hollow"
        holds = "can be resumed from" if each.resumable else "the generator alone"
        tip = f"{size_words(each.bytes)}, {holds}\nDouble-click to open it in Explore"
        if value:
            tip = f"{measure} {value}\n{tip}"
        rows.append(Row(f"{SNAPSHOT}:{each.name}", f"{kimg_words(each.snapshot.kimg)} kimg {marks}".strip(), value,
                        dot=dot, tip=tip))  # fmt: skip
    return rows


def _snapshot_title(run: RunView) -> str:
    """How many bytes they take."""
    return f"Snapshots, {size_words(sum(each.bytes for each in run.stored))}"
