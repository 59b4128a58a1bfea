"""When a job may run: always, within certain hours of the day, or while nobody uses the machine. Pure logic.

Hours are those of the clock on the wall: from 22:00 to 7:00 is a night, also the one in which the clock is changed, be
it an hour longer or shorter. What is on the machine is told by `gan_engine.manager.machine_use`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from datetime import time as clock_time
from typing import Any

from gan_engine.errors import QueueError
from gan_engine.manager.machine_use import MachineUse

NIGHT = ("22:00", "07:00")
UNUSED_MINUTES = 10
"""A pause to think at the easel is no absence; screens are locked after about as long."""

_MOST_MINUTES = 24 * 60
_CHANGED_EVERY = 1800  # seconds: clocks are changed at whole and half hours of UTC
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_HOURS = re.compile(rf"({_CLOCK.pattern})\s*[-–]\s*({_CLOCK.pattern})")
_UNUSED = re.compile(r"(?:idle|unused)(?:\s+(\d{1,4}))?")
_EXAMPLES = "Write it as night, 22:00-07:00, idle, or idle 30 (minutes without anybody at the machine)."


@dataclass(frozen=True)
class Hours:
    """From one time of the day until another, across midnight where that is the earlier; the end is not within."""

    start: clock_time
    end: clock_time

    def __post_init__(self) -> None:
        if self.start == self.end:
            raise QueueError("The hours begin and end at the same time.", do=_EXAMPLES)

    @property
    def words(self) -> str:
        return f"{self.start:%H:%M} to {self.end:%H:%M}"

    def contains(self, at: clock_time) -> bool:
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def next_change(self, now: float, zone: tzinfo | None = None) -> float:
        """When they next begin or end, in seconds since 1970: at one of both times, or as the clock is changed."""
        today, within = _local(now, zone).date(), self.contains(_local(now, zone).time())
        days = [today + timedelta(days=number) for number in (0, 1, 2)]
        moments = {moment for day in days for at in (self.start, self.end) for moment in _moments(day, at, zone)}
        whole = (int(now) // _CHANGED_EVERY + 1) * _CHANGED_EVERY
        moments |= {whole + number * _CHANGED_EVERY for number in range(2 * 86400 // _CHANGED_EVERY)}
        later = sorted(moment for moment in moments if moment > now)
        return next(moment for moment in later if self.contains(_local(moment, zone).time()) is not within)


@dataclass(frozen=True)
class Verdict:
    """Whether a job may run now; if not, why, and when that may change (seconds since 1970), where it is known."""

    may_run: bool
    reason: str = ""
    until: float | None = None


@dataclass(frozen=True)
class Schedule:
    """When a job may run. With both it may where either holds: at night, and by day while nobody is there."""

    hours: Hours | None = None
    unused_minutes: int | None = None
    """So long nobody must have used the machine."""

    @classmethod
    def of(cls, document: Mapping[str, Any] | None) -> Schedule:
        """As `document` gave it; None is always. Raises `QueueError` for what cannot be understood."""
        if document is None:
            return cls()
        hours, minutes = document.get("hours"), document.get("unused_minutes")
        try:
            if not isinstance(minutes, int | None) or isinstance(minutes, bool):
                raise ValueError("minutes")
            if minutes is not None and not 1 <= minutes <= _MOST_MINUTES:
                raise ValueError("minutes")
            start, end = (None, None) if hours is None else map(_clock, hours)
        except (TypeError, ValueError):
            raise QueueError(f"The hours of a job cannot be understood: {document}.", do=_EXAMPLES) from None
        return cls(None if start is None or end is None else Hours(start, end), minutes)

    @classmethod
    def parse(cls, text: str) -> Schedule:
        """ "always", "night", "22:00-07:00", "idle", "idle 30", or hours and idle with a comma. Raises `QueueError`."""
        hours: Hours | None = None
        minutes: int | None = None
        for part in filter(None, (part.strip().lower() for part in text.split(","))):
            if part in ("always", "any", "any time"):
                continue
            if part == "night":
                hours = Hours(*map(_clock, NIGHT))
            elif match := _HOURS.fullmatch(part):
                hours = Hours(_clock(match[1]), _clock(match[4]))
            elif match := _UNUSED.fullmatch(part):
                minutes = int(match[1] or UNUSED_MINUTES)
                if not 1 <= minutes <= _MOST_MINUTES:
                    raise QueueError(f"“{part}” is no number of minutes.", do=f"Choose 1 to {_MOST_MINUTES}.")
            else:
                raise QueueError(f"“{part}” says no time at which a training may run.", do=_EXAMPLES)
        return cls(hours, minutes)

    def document(self) -> dict[str, Any] | None:
        """Fit for JSON; None for always."""
        if self.hours is None and self.unused_minutes is None:
            return None
        hours = None if self.hours is None else [f"{self.hours.start:%H:%M}", f"{self.hours.end:%H:%M}"]
        return {"hours": hours, "unused_minutes": self.unused_minutes}

    @property
    def asks_for_use(self) -> bool:
        """Does it depend on whether somebody uses the machine?"""
        return self.unused_minutes is not None

    @property
    def words(self) -> str:
        """For people, within a sentence: "from 22:00 to 07:00"."""
        parts = [] if self.hours is None else [f"from {self.hours.words}"]
        if self.unused_minutes is not None:
            parts.append(f"while nobody has used the machine for {_minutes(self.unused_minutes)}")
        return ", or ".join(parts) or "at any time"

    def verdict(self, now: float, use: MachineUse, *, zone: tzinfo | None = None) -> Verdict:
        """Whether a job may run at `now` (seconds since 1970; hours are those of `zone`, None: this machine's)."""
        if self.hours is None and self.unused_minutes is None:
            return Verdict(True)
        if self.hours is not None and self.hours.contains(_local(now, zone).time()):
            return Verdict(True, until=None if self.unused_minutes is not None else self.hours.next_change(now, zone))
        if self.unused_minutes is not None and (use.unused_seconds or 0.0) >= 60 * self.unused_minutes:
            return Verdict(True)
        waits = [] if self.hours is None else [f"until {self.hours.start:%H:%M}"]
        until = None if self.hours is None else self.hours.next_change(now, zone)
        if self.unused_minutes is not None:
            waits.append(_wait_for_absence(self.unused_minutes, use))
            if use.unused_seconds is not None:
                absent = now + 60 * self.unused_minutes - use.unused_seconds
                until = absent if until is None else min(until, absent)
        return Verdict(False, f"It waits {', or '.join(waits)}.", until)


def _wait_for_absence(minutes: int, use: MachineUse) -> str:
    words = f"until nobody has used the machine for {_minutes(minutes)}"
    if use.told_by == "nothing":
        return f"{words}, which cannot be known here"
    if use.told_by == "load":
        return f"{words} (told by how busy it is: keyboard and mouse cannot be asked here)"
    return words


def _minutes(count: int) -> str:
    return "a minute" if count == 1 else f"{count} minutes"


def _clock(text: Any) -> clock_time:
    match = _CLOCK.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError("no time of the day")
    return clock_time(int(match[1]), int(match[2]))


def _local(now: float, zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(now, zone)


def _moments(day: date, at: clock_time, zone: tzinfo | None) -> set[float]:
    """When the clock shows that on that day: twice as it is put back, and about then where it never does."""
    shown = datetime.combine(day, at, zone)
    return {shown.replace(fold=fold).timestamp() for fold in (0, 1)}
