"""Words for numbers and states of a training."""

from __future__ import annotations

from gan_engine.reporting import duration
from gan_engine.runs.run_directory import UNDERWAY, LiveStatus
from studio.workers.training.queue.open_jobs import OpenJob

STATUS_WORDS: dict[LiveStatus, str] = {
    "starting": "starting",
    "running": "training",
    "paused": "paused",
    "finished": "finished",
    "stopped": "stopped",
    "failed": "failed",
    "interrupted": "interrupted",
    "killed": "cut off",
}


def standing_words(status: LiveStatus, job: OpenJob | None) -> str:
    """How a run stands; where it stands still and has not ended in the queue, how it stands there."""
    if job is None or status in UNDERWAY:
        return STATUS_WORDS[status]
    return "going on in a moment" if job.runs or job.is_next else job.words


def span_words(least: float, most: float) -> str:
    """From one time to another: “38 to 44 min”, “2 h to 2 h 20 min”; one where they read alike."""
    first, last = duration(least), duration(most)
    if first == last:
        return first
    short, unit = first.rsplit(" ", 1)
    return f"{short} to {last}" if last.endswith(f" {unit}") and " " not in short else f"{first} to {last}"


def memory(megabytes: float) -> str:
    """“731 MB”, “7.6 GB”."""
    return f"{megabytes:,.0f} MB" if megabytes < 1000 else f"{megabytes / 1024:.1f} GB"


def count(number: float) -> str:
    """“3.58 million”, “12,400”."""
    return f"{number / 1e6:.3g} million" if number >= 1e6 else f"{number:,.0f}"


def figure(value: float) -> str:
    """A measured value with about three figures, always written to the same width class: 0.712, 12.3, 1,240."""
    size = abs(value)
    if size >= 1000:
        return f"{value:,.0f}"
    if size >= 100:
        return f"{value:.0f}"
    if size >= 10:
        return f"{value:.1f}"
    if size >= 1 or value == 0:
        return f"{value:.2f}"
    return f"{value:.3f}" if size >= 0.001 else f"{value:.1e}"
