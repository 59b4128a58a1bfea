"""When waiting jobs are likely to begin, by how long those before them take; nothing is promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gan_engine.errors import QueueError
from gan_engine.manager.devices import Device, suitable
from gan_engine.manager.jobs import Job
from gan_engine.manager.machine_use import MachineUse
from gan_engine.manager.schedule import Schedule

Span = tuple[float, float]
"""Seconds, at least and at most."""

_UNUSED = MachineUse(None, "nothing")


def likely_starts(
    jobs: Sequence[Job], devices: Sequence[Device], *, rest: Mapping[int, Span], now: float
) -> dict[int, Span]:
    """How long from `now` (seconds since 1970) it takes until each waiting job begins.

    `jobs` in the order in which they come; `rest`: how long each still trains. Left out is what nobody knows: one that
    waits for a measure or until nobody uses the machine, and all behind one whose length is not known.
    """
    free: dict[str, Span | None] = {device.name: (0.0, 0.0) for device in devices}
    for job in jobs:
        if job.state == "running":
            free[job.used_device] = rest.get(job.id)
    starts: dict[int, Span] = {}
    if not devices:
        return starts
    for job in jobs:
        if job.state != "waiting" or job.condition is not None:
            continue
        names = [name for name in suitable(job.device, devices, begun_on=job.used_device) if free.get(name)]
        if not names:
            continue
        name = min(names, key=lambda each: free[each] or (0.0, 0.0))
        begins = free[name]
        assert begins is not None
        start = _within_hours(job, begins, now)
        if start is None:
            continue
        starts[job.id] = start
        length = rest.get(job.id)
        if start == begins:  # one that waits for its hours lets others by until then
            free[name] = None if length is None else (start[0] + length[0], start[1] + length[1])
    return starts


def _within_hours(job: Job, start: Span, now: float) -> Span | None:
    """The same, or when its hours begin afterwards; None where it depends on who uses the machine."""
    waits = 0.0 if job.next_try_at is None else max(0.0, job.next_try_at - now)
    earliest, latest = (max(waits, moment) for moment in start)
    if job.schedule is None:
        return earliest, latest
    try:
        schedule = Schedule.of(job.schedule)
    except QueueError:
        return None
    if schedule.hours is None or schedule.asks_for_use:
        return None
    first, last = (
        moment if schedule.verdict(now + moment, _UNUSED).may_run else schedule.hours.next_change(now + moment) - now
        for moment in (earliest, latest)
    )
    return first, last
