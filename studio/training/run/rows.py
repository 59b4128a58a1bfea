"""The rows of the list in Train: runs under way, runs done, snapshots of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from studio.engine_words import engine_words
from studio.training.plots.line_styles import DASHES
from studio.training.plots.panel_kinds import leading
from studio.training.run_words import STATUS_WORDS, figure
from studio.widgets.side_rows import Row, Section
from studio.words import kimg_words, percent_words, size_words, tr, tr_noop
from studio.workers.snapshot_marks import Marks
from studio.workers.training.follower import RunView
from studio.workers.training.queue.open_jobs import OpenJob
from studio.workers.training.runs import RunEntry

_TOGETHER = tr_noop("Ctrl+click draws it in the same plots")
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
            tr("Running"),
            [
                *(_waiting(job) for job in soon),
                *(marked(entry, _running(entry)) for entry in entries if entry.underway),
            ],
        ),
        Section(
            tr("Waiting"),
            [
                marked(there[job.path], _waiting_run(there[job.path], job)) if job.path in there else _waiting(job)
                for job in waiting
            ],
        ),
        Section(
            tr("Done"),
            [marked(entry, _done(entry)) for entry in entries if not entry.underway and entry.path not in waits],
        ),
        *([Section(_snapshot_title(chosen), _snapshots(chosen))] if chosen is not None else []),
    ]
    return [section for section in sections if section.rows]


def _running(entry: RunEntry) -> Row:
    words = tr(STATUS_WORDS[entry.status]) if entry.status != "running" else percent_words(entry.share)
    return Row(f"{RUN}:{entry.path}", entry.name, words, progress=entry.share, tip=_TOGETHER)


def _waiting(job: OpenJob) -> Row:
    """One that has not begun."""
    return Row(f"{WAITING}:{job.job}", job.name, tr("starting") if job.runs else _short(job), tip=_why(job))


def _waiting_run(entry: RunEntry, job: OpenJob) -> Row:
    """One that goes on when its turn comes."""
    return Row(
        f"{RUN}:{entry.path}", entry.name, _short(job), progress=entry.share, tip=f"{_why(job)}\n{tr(_TOGETHER)}"
    )


def _short(job: OpenJob) -> str:
    return {"paused": tr("paused"), "held": tr("held back")}.get(job.state, job.when)


def _why(job: OpenJob) -> str:
    return engine_words(job.reason) or f"{job.words[:1].upper()}{job.words[1:]}."


def _done(entry: RunEntry) -> Row:
    length = tr("{kimg} kimg", kimg=kimg_words(entry.kimg))
    words = length if entry.status == "finished" else tr(STATUS_WORDS[entry.status])
    return Row(
        f"{RUN}:{entry.path}",
        entry.name,
        words,
        tip=f"{entry.name}, {tr(STATUS_WORDS[entry.status])}, {length}\n{tr(_TOGETHER)}",
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
        holds = tr("can be resumed from") if each.resumable else tr("the generator alone")
        tip = tr("{size}, {holds}\nDouble-click to open it in Explore", size=size_words(each.bytes), holds=holds)
        if value:
            tip = f"{measure} {value}\n{tip}"
        rows.append(
            Row(
                f"{SNAPSHOT}:{each.name}",
                tr("{kimg} kimg {marks}", kimg=kimg_words(each.snapshot.kimg), marks=marks).strip(),
                value,
                dot=dot,
                tip=tip,
                picture=each.snapshot.path,
                goes_on=True,
            )
        )
    return rows


def _snapshot_title(run: RunView) -> str:
    """How many bytes they take."""
    return tr("Snapshots, {size}", size=size_words(sum(each.bytes for each in run.stored)))
