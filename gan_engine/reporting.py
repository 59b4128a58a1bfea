"""Progress of long work, and how it is cancelled.

Every long function of the engine takes a `report`. The caller shows what it is told (a terminal bar, a
task in the studio's status line) and cancels by raising `Cancelled` from within the call: the work
unwinds through its own clean-up and leaves everything as it was.
"""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):  # noqa: N818 - it is a wish, not an error
    """The user no longer wants this. Raised by a `Report`, caught where the work was started."""


class Report(Protocol):
    """Called now and then by long work, from the thread that does it."""

    def __call__(self, done: int, total: int | None, what: str = "") -> None:
        """`done` of `total` (None: not known yet); `what` names the present item in a few words."""


def silent(done: int, total: int | None, what: str = "") -> None:
    """The report of one who does not ask."""


def size_words(count: float) -> str:
    """So many bytes as people read them: “640 bytes”, “12 KB”, “1.4 GB” (of 1,000 each, as disks are sold)."""
    for unit, words in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB")):
        if count >= 0.9995 * unit:
            value = count / unit
            return f"{value:.1f} {words}" if value < 9.95 else f"{value:,.0f} {words}"
    return f"{round(count / 1000):,} KB" if count >= 1000 else f"{round(count)} bytes"


def kimg_words(kimg: float) -> str:
    """“82.4”, “380”, “1,250”, “0.16”: so exact that snapshots are told apart. The unit is the reader's."""
    if kimg >= 1000 or float(kimg).is_integer():
        return f"{kimg:,.0f}"
    return f"{kimg:,.1f}".removesuffix(".0") if kimg >= 1 else f"{kimg:.3g}"


def duration(seconds: float) -> str:
    """“40 s”, “12 min”, “3 h 20 min”, “2 days”."""
    if seconds < 60:
        return f"{max(0, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 10:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    if hours < 48:
        return f"{hours + (minutes >= 30)} h"
    return f"{round(hours / 24)} days"
