"""Advice on a run's trouble: what is wrong, and the way out as an action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from gan_engine.runs.events import NoLongerImproves
from gan_engine.runs.run_directory import UNDERWAY
from studio.engine_words import engine_words
from studio.training.queue.waiting_page import start_words, waiting_words
from studio.training.run_words import NOT_IN_PLACE
from studio.words import kimg_words, tr, tr_noop
from studio.workers.training.follower import Remedy, RunView
from studio.workers.training.queue.open_jobs import OpenJob

Action = Literal["", "branch", "begin-anew", "resume", "locate"]

LOCATE = tr_noop("Locate the dataset…")

_HEADS = {
    "not-finite": tr_noop("The numbers have run off."),
    "diverged": tr_noop("The training has lost its footing."),
    "rolled-back": tr_noop("The training went back by itself."),
    "collapse": tr_noop("The designs have collapsed."),
    "memorising": tr_noop("The designs are copies of your pictures."),
    "discriminator-behind": tr_noop("The discriminator has fallen behind."),
    "discriminator-ahead": tr_noop("The discriminator is pulling ahead."),
    "leak-mirrored": tr_noop("Mirroring shows in the designs."),
    "leak-turned": tr_noop("Turning shows in the designs."),
    "leak-recoloured": tr_noop("Recolouring shows in the designs."),
    "ada-high": tr_noop("The set is wearing thin."),
    "loader-starved": tr_noop("The training waits for pictures."),
}
"""What is wrong, in a few words, by the problem's name; of others what the training says of them."""
_STANDS = {"paused": tr_noop("is paused"), "held": tr_noop("is held back")}
_NOTES = ("rolled-back", "in-parts")
"""What asks for nothing to be done."""


@dataclass(frozen=True)
class WayOut:
    """`action` "" where words are all there is."""

    what: str
    more: str = ""
    button: str = ""
    kind: str = "warning"
    action: Action = ""
    snapshot: Path | None = None
    """For "branch": where it goes on from."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What the new training sets otherwise than this one."""
    detail: str = ""
    """What the engine says of it, for the tool tip."""


def way_out(run: RunView, job: OpenJob | None = None) -> WayOut | None:
    """The banner for a run, None where all is well. `job`: its place in the queue, where it has not ended there."""
    if run.gone:
        return WayOut(
            tr("This run is no longer there."), tr("Its folder was moved or deleted while it was open."), kind="error"
        )
    if job is not None and run.status not in UNDERWAY:
        return _queued(job)
    if run.status == "failed":
        return _with_dataset(run, _failed(run))
    if run.status == "killed":
        kept = (
            tr("Everything up to {last} is kept.", last=_last(run))
            if run.snapshots
            else tr("No snapshot had been saved yet.")
        )
        return _with_dataset(run, WayOut(tr("The training was cut off."), kept, tr("Resume"), action="resume"))
    if run.status == "interrupted":
        way = WayOut(
            tr("The training was interrupted."), tr("Everything is kept."), tr("Resume"), kind="note", action="resume"
        )
        return _with_dataset(run, way)
    if run.status == "stopped" and run.leveled is not None and run.leveled.kimg >= run.kimg:
        return _with_dataset(run, _leveled(run, run.leveled))
    return _unwell(run)


def _queued(job: OpenJob) -> WayOut | None:
    """It stands still, and the queue knows of it."""
    if job.runs or job.is_next:
        return None  # it goes on in a moment
    if job.cause == "dataset":
        return WayOut(tr("It waits for its dataset."), engine_words(job.reason), tr(LOCATE), "error", "locate")
    kind = "warning" if job.state == "held" else "note"
    return WayOut(
        tr("It {state}.", state=tr(_STANDS[job.state]) if job.state in _STANDS else job.words),
        waiting_words(job),
        start_words(job),
        kind,
        "resume",
    )


def _leveled(run: RunView, leveled: NoLongerImproves) -> WayOut:
    """It stopped by itself."""
    best = next((shot for shot in run.snapshots if shot.name == run.state.best_snapshot), None)
    more = (
        engine_words(leveled.what)
        if best is None
        else tr(
            "{what} The best snapshot is that of {kimg} kimg.",
            what=engine_words(leveled.what),
            kimg=kimg_words(best.kimg),
        )
    )
    return WayOut(tr("The training has stopped by itself."), more, tr("Train on"), kind="note", action="resume")


def _with_dataset(run: RunView, way: WayOut) -> WayOut:
    """Nothing goes on, nor begins again, before its dataset has been found."""
    trouble = run.dataset_trouble
    if not trouble:
        return way
    over_it = run.status == "failed" and run.failure is not None and run.failure.what == trouble
    kept = tr("What was trained so far is untouched.") if over_it else way.more
    more = f"{kept} {tr(NOT_IN_PLACE) if run.dataset_missing else engine_words(trouble)}"
    return WayOut(way.what, more, tr(LOCATE), "error", "locate", detail=engine_words(trouble))


def _failed(run: RunView) -> WayOut:
    failure = run.failure
    why = failure.what if failure is not None else run.state.message or run.last_words
    parts = (why, failure.kept, failure.do) if failure is not None else (why,)
    head, more = tr("The training has failed."), " ".join(engine_words(part) for part in parts if part)
    if run.remedy is not None:
        return _remedied(run.remedy, head, more, "error")
    smaller = _smaller(run) if "memory" in (run.state.failure, *why.split()) else {}
    return WayOut(head, more, tr("Begin again"), "error", "begin-anew", settings=smaller)


def _unwell(run: RunView) -> WayOut | None:
    health = run.health
    if health is None:
        return None
    head = tr(_HEADS[health.problem]) if health.problem in _HEADS else engine_words(health.what)
    seen = engine_words(health.what) if health.problem in _HEADS else ""
    also = [tr(_HEADS[name]) for name in health.also if name in _HEADS]
    others = tr("Also: {list}", list=" ".join(also)) if also else ""
    if run.remedy is None:
        kind = "note" if health.problem in _NOTES else "warning"
        return WayOut(head, " ".join(filter(None, (seen, engine_words(health.do), others))), kind=kind)
    return _remedied(run.remedy, head, " ".join(filter(None, (seen, others))), "warning")


def _remedied(remedy: Remedy, head: str, more: str, kind: str) -> WayOut:
    """What usually helps as a button: on from the snapshot in a branch, or anew where there is none."""
    shot = remedy.snapshot
    if shot is None:
        helps = tr("Beginning again with {changes} usually helps.", changes=engine_words(remedy.words))
        return WayOut(head, f"{more} {helps}", tr("Begin again"), kind, "begin-anew", settings=remedy.settings)
    at = tr("{kimg} kimg", kimg=kimg_words(shot.kimg))
    helps = tr(
        "Going on from {snapshot} with {changes} usually helps. This training is kept as it is.",
        snapshot=at,
        changes=engine_words(remedy.words),
    )
    return WayOut(
        head, f"{more} {helps}", tr("Go back to {snapshot}", snapshot=at), kind, "branch", shot.path, remedy.settings
    )


def _smaller(run: RunView) -> dict[str, Any]:
    batch = _setting(run, "batch")
    return {"batch": max(1, batch // 2)} if isinstance(batch, int) else {}


def _setting(run: RunView, name: str) -> Any:
    value: Any = run.document.get("configuration", {})
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _last(run: RunView) -> str:
    return tr("{kimg} kimg", kimg=kimg_words(run.snapshots[-1].kimg))
