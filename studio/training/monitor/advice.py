"""Advice on a run's trouble: what is wrong, and the way out as an action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from gan_engine.runs.events import NoLongerImproves
from studio.training.run_words import kimg_words
from studio.workers.training.follower import RunView

Action = Literal["", "begin-from", "begin-anew", "resume", "locate"]

LOCATE = "Locate the dataset …"


@dataclass(frozen=True)
class WayOut:
    """`action` "" where words are all there is."""

    what: str
    more: str = ""
    button: str = ""
    kind: str = "warning"
    action: Action = ""
    snapshot: Path | None = None
    """For "begin-from": where the new training begins."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What the new training sets otherwise than this one."""


def way_out(run: RunView) -> WayOut | None:
    """The banner for a run, None where all is well."""
    if run.gone:
        return WayOut(
            "This run is no longer there.", "Its folder was moved or deleted while it was open.", kind="error"
        )
    if run.status == "failed":
        return _with_dataset(run, _failed(run))
    if run.status == "killed":
        kept = f"Everything up to {_last(run)} is kept." if run.snapshots else "No snapshot had been saved yet."
        return _with_dataset(run, WayOut("The training was cut off.", kept, "Resume", action="resume"))
    if run.status == "interrupted":
        way = WayOut("The training was interrupted.", "Everything is kept.", "Resume", kind="note", action="resume")
        return _with_dataset(run, way)
    if run.status == "stopped" and run.leveled is not None and run.leveled.kimg >= run.kimg:
        return _with_dataset(run, _leveled(run, run.leveled))
    return _unwell(run)


def _leveled(run: RunView, leveled: NoLongerImproves) -> WayOut:
    """It stopped by itself."""
    best = next((shot for shot in run.snapshots if shot.name == run.state.best_snapshot), None)
    more = (
        leveled.what if best is None else f"{leveled.what} The best snapshot is that of {kimg_words(best.kimg)} kimg."
    )
    return WayOut("The training has stopped by itself.", more, "Train on", kind="note", action="resume")


def _with_dataset(run: RunView, way: WayOut) -> WayOut:
    """Nothing goes on, nor begins again, before its dataset has been found."""
    trouble = run.dataset_trouble
    if not trouble:
        return way
    over_it = run.status == "failed" and run.failure is not None and run.failure.what == trouble
    kept = "What was trained so far is untouched." if over_it else way.more
    more = f"{kept} {trouble} Say where the same pictures lie now, as a ZIP or a folder."
    return WayOut(way.what, more, LOCATE, "error", "locate")


def _failed(run: RunView) -> WayOut:
    failure = run.failure
    why = failure.what if failure is not None else run.state.message or run.last_words
    parts = (why, failure.kept, failure.do) if failure is not None else (why,)
    more = " ".join(part for part in parts if part)
    head = "The training has failed."
    if "finite" in why and run.snapshots:
        last = run.snapshots[-1]
        return WayOut(head, more, f"Begin again from {_last(run)}", "error", "begin-from", last.path, _calmer(run))
    return WayOut(head, more, "Begin again", "error", "begin-anew", settings=_smaller(run) if "memory" in why else {})


def _unwell(run: RunView) -> WayOut | None:
    health = run.health
    if health is None:
        return None
    if health.problem == "discriminator-ahead":
        varied = _setting(run, "augment.colour") and _setting(run, "augment.translation")
        settings = (
            {"optimizer.discriminator_factor": 0.5} if varied else {"augment.colour": True, "augment.translation": True}
        )
        helps = f"{'Slowing it down' if varied else 'Varying what it is shown'} usually helps."
        return _begin_from(run, "The discriminator is pulling ahead.", f"{health.what} {helps}", settings)
    if health.problem == "collapse":
        more = f"{health.what} Beginning again before that, with smaller steps, usually helps."
        return _begin_from(run, "The designs have collapsed.", more, _calmer(run), back=0.75)
    if health.problem == "not-finite":
        more = f"{health.what} If it stays so, begin again from a snapshot with smaller steps."
        return _begin_from(run, "The training has lost its footing.", more, _calmer(run))
    return WayOut(health.what, health.do)


def _begin_from(run: RunView, what: str, more: str, settings: Mapping[str, Any], *, back: float = 1.0) -> WayOut:
    """A new training from the last snapshot no later than `back` of the way."""
    early = [shot for shot in run.snapshots if shot.kimg <= back * run.kimg] or list(run.snapshots[:1])
    if not early:
        return WayOut(what, more, "Begin again", action="begin-anew", settings=settings)
    shot = early[-1]
    button = f"Go back to {kimg_words(shot.kimg)} kimg"
    return WayOut(what, more, button, action="begin-from", snapshot=shot.path, settings=settings)


def _calmer(run: RunView) -> dict[str, Any]:
    rate = _setting(run, "optimizer.learning_rate")
    return {"optimizer.learning_rate": rate / 2} if isinstance(rate, int | float) else {}


def _smaller(run: RunView) -> dict[str, Any]:
    batch = _setting(run, "batch")
    return {"batch": max(1, batch // 2)} if isinstance(batch, int) else {}


def _setting(run: RunView, name: str) -> Any:
    value: Any = run.document.get("configuration", {})
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _last(run: RunView) -> str:
    return f"{kimg_words(run.snapshots[-1].kimg)} kimg"
