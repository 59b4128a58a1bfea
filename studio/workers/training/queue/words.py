"""How jobs of the queue stand, in an artist's words."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gan_engine.errors import QueueError
from gan_engine.manager.devices import Device, kind_of
from gan_engine.manager.jobs import Condition, Job, State, Wish
from gan_engine.manager.schedule import Schedule
from gan_engine.metrics.names import RESULTS
from gan_engine.runs.run_directory import LiveStatus
from gan_engine.runs.run_names import run_name
from studio.engine_words import engine_words
from studio.words import tr, tr_noop

_STATE_WORDS: dict[State, str] = {
    "waiting": tr_noop("waits for its turn"),
    "running": tr_noop("training"),
    "paused": tr_noop("paused by you"),
    "held": tr_noop("held back"),
    "done": tr_noop("done"),
    "failed": tr_noop("given up"),
    "removed": tr_noop("taken out"),
}
_WISH_WORDS: dict[Wish, str] = {
    "pause": tr_noop("saves, then is paused"),
    "remove": tr_noop("saves, then is taken out"),
    "wait": tr_noop("saves, then waits"),
}
_LIVE_WORDS: dict[LiveStatus, str] = {"starting": tr_noop("starting"), "paused": tr_noop("paused, its memory is free")}


def job_words(job: Job, status: LiveStatus = "starting") -> str:
    """How it stands: “training”, “waits until 22:00”. `status`: of its run, where it trains."""
    if job.state == "running":
        return tr(_WISH_WORDS.get(job.wish) or _LIVE_WORDS.get(status) or _STATE_WORDS["running"])
    if job.state == "done" and status == "stopped":
        return tr("stopped")
    if job.state != "waiting":
        return tr(_STATE_WORDS[job.state])
    if job.next_try_at is not None:
        return tr("tries again at {time}", time=time.strftime("%H:%M", time.localtime(job.next_try_at)))
    if job.condition is not None:
        return tr("waits until {condition}", condition=condition_words(job.condition))
    if (schedule := _schedule(job)) is not None:
        return tr("waits: {when}", when=engine_words(schedule.words))
    return tr(_STATE_WORDS["waiting"])


def condition_words(condition: Condition) -> str:
    """“KID (Lite0) of red knights is below 0.02”."""
    title = tr(RESULTS.get(condition.metric, (condition.metric, ""))[0])
    return tr(
        "{measure} of {run} is {relation} {value:g}",
        measure=title,
        run=run_name(Path(condition.run)),
        relation=condition.relation,
        value=condition.value,
    )


def when_words(job: Job) -> str:
    """When it may run, in a word beside its name: “22:00”, “when unused”; "" at any time."""
    schedule = _schedule(job)
    if schedule is None:
        return ""
    if schedule.hours is not None:
        return f"{schedule.hours.start:%H:%M}"
    return tr("when unused") if schedule.unused_minutes is not None else ""


def _schedule(job: Job) -> Schedule | None:
    try:
        return None if job.schedule is None else Schedule.of(job.schedule)
    except QueueError:
        return None


def device_words(device: str) -> str:
    """As an artist calls it: “processor”, “graphics card”, “graphics card 2”."""
    if device == "cpu":
        return tr("processor")
    kind, _, number = device.partition(":")
    if kind not in ("cuda", "mps"):
        return tr("any device") if device == "auto" else device
    return tr("graphics card {number}", number=int(number) + 1) if number.isdecimal() else tr("graphics card")


def devices_of(hello: Mapping[str, Any]) -> list[Device]:
    """What there is to train on, as the engine process has said; empty until it has."""
    return [Device(str(each["name"]), str(each["title"])) for each in hello.get("devices", [])]


def in_its_way(job: Job, running: Sequence[Job]) -> list[Job]:
    """Of the jobs that train, those on a device that this one might be given."""
    if job.device == "auto":
        kind = kind_of(job.used_device)
        return [each for each in running if not kind or kind_of(each.used_device) == kind]
    wanted = "cuda:0" if job.device == "cuda" else job.device
    return [each for each in running if each.used_device == wanted]


def turn_words(ahead: Sequence[Job], before: int) -> str:
    """Whose end a job waits for that could start but for those; `before`: how many wait that come first."""
    names = tr(" and ").join(f"“{run_name(each.run)}”" for each in ahead)
    where = (
        device_words(ahead[0].used_device) if len({each.used_device for each in ahead}) == 1 else tr("devices it needs")
    )
    more = tr(" {n} more come first.", one=" One more comes first.", n=before) if before else ""
    return tr(
        "{names} train on the {where} now.{more}",
        one="{names} trains on the {where} now.{more}",
        n=len(ahead),
        names=names,
        where=where,
        more=more,
    )
