"""A job as a row of the queue's file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from gan_engine.documents import parse_json, to_json
from gan_engine.manager.jobs import Cause, Condition, Job, JobPlan, State, Wish

COLUMNS = (
    "id, run, dataset, digest, recipe, snapshot, kimg, device, used_device, priority, condition, schedule, state, "
    "wish, begun, tries, failed_at, next_try_at, cause, reason, longest_gap, added, ended"
)
_NAMES = tuple(COLUMNS.split(", "))
_STATES, _WISHES, _CAUSES = (frozenset(get_args(each)) for each in (State, Wish, Cause))


def job_of(row: tuple[Any, ...]) -> Job:
    """A row of the `COLUMNS` as a job. Raises `TypeError`, `ValueError` for what no work of ours wrote."""
    values = dict(zip(_NAMES, row, strict=True))
    if (condition := values["condition"]) is not None:
        values["condition"] = Condition.of(parse_json(condition))
    if (schedule := values["schedule"]) is not None:
        values["schedule"] = parse_json(schedule)
    values["begun"] = bool(values["begun"])
    values["run"], values["dataset"] = Path(values["run"]), Path(values["dataset"])
    if (snapshot := values["snapshot"]) is not None:
        values["snapshot"] = Path(snapshot)
    job = Job(**values)
    known = job.state in _STATES and job.wish in _WISHES and job.cause in _CAUSES
    numbers = isinstance(job.kimg, int | float) and isinstance(job.priority, int) and isinstance(job.tries, int)
    if not known or not numbers or not isinstance(job.schedule, dict | None):
        raise ValueError("no job of ours")
    return job


def columns_of(plan: JobPlan) -> dict[str, Any]:
    """What of a plan stands in the columns of its row."""
    document = plan.document
    return {
        "run": str(plan.run.absolute()),
        "dataset": document["dataset"]["path"],
        "digest": document["dataset"]["digest"],
        "recipe": document.get("recipe") or "",
        "snapshot": document.get("snapshot"),
        "kimg": float(document["configuration"]["kimg"]),
        "device": plan.device,
        "priority": plan.priority,
        "condition": None if plan.condition is None else condition_text(plan.condition),
        "schedule": None if plan.schedule is None else json_text(plan.schedule),
        "begun": plan.begun,
    }


def json_text(value: Any) -> str:
    """As JSON is written into a column."""
    return to_json(value).decode()


def condition_text(condition: Condition) -> str:
    """A condition as JSON, the other training's folder absolute."""
    run = str(Path(condition.run).absolute())
    return json_text({"metric": condition.metric, "run": run, "relation": condition.relation, "value": condition.value})
