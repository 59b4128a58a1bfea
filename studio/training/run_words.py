"""Words for numbers and states of a training."""

from __future__ import annotations

from gan_engine.runs.run_directory import UNDERWAY, LiveStatus
from studio.words import duration, in_figures, tr, tr_noop
from studio.workers.training.queue.open_jobs import OpenJob

STATUS_WORDS: dict[LiveStatus, str] = {
    "starting": tr_noop("starting"),
    "running": tr_noop("training"),
    "paused": tr_noop("paused"),
    "finished": tr_noop("finished"),
    "stopped": tr_noop("stopped"),
    "failed": tr_noop("failed"),
    "interrupted": tr_noop("interrupted"),
    "killed": tr_noop("cut off"),
}


NOT_IN_PLACE = tr_noop("Its dataset is not in its place.")


def standing_words(status: LiveStatus, job: OpenJob | None) -> str:
    """How a run stands; where it stands still and has not ended in the queue, how it stands there."""
    if job is None or status in UNDERWAY:
        return tr(STATUS_WORDS[status])
    return tr("going on in a moment") if job.runs or job.is_next else job.words


def span_words(least: float, most: float) -> str:
    """From one time to another: “38 to 44 min”, “2 h to 2 h 20 min”; one where they read alike."""
    first, last = duration(least), duration(most)
    if first == last:
        return first
    short, unit = first.rsplit(" ", 1)
    return (
        tr("{first} to {last}", first=short, last=last)
        if last.endswith(f" {unit}") and " " not in short
        else tr("{first} to {last}", first=first, last=last)
    )


def memory(megabytes: float) -> str:
    """“731 MB”, “7.6 GB”."""
    return (
        tr("{megabytes:,.0f} MB", megabytes=megabytes)
        if megabytes < 1000
        else tr("{megabytes:.1f} GB", megabytes=megabytes / 1024)
    )


def count(number: float) -> str:
    """“3.58 million”, “12,400”."""
    return tr("{number:.3g} million", number=number / 1e6) if number >= 1e6 else in_figures(number, ",.0f")


def figure(value: float) -> str:
    """A measured value with about three figures, always written to the same width class: 0.712, 12.3, 1,240."""
    size = abs(value)
    if size >= 1000:
        return in_figures(value, ",.0f")
    if size >= 100:
        return in_figures(value, ".0f")
    if size >= 10:
        return in_figures(value, ".1f")
    if size >= 1 or value == 0:
        return in_figures(value, ".2f")
    return in_figures(value, ".3f") if size >= 0.001 else f"{value:.1e}"
