"""How long work tells of its progress, and how it is stopped.

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


def duration(seconds: float) -> str:
    """For people: "40 s", "6 min", "3 h 20 min", "12 days"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 12:
        return f"{hours} h {rest // 10 * 10} min"
    return f"{hours} h" if hours < 72 else f"{hours / 24:.0f} days"
