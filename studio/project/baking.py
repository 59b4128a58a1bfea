"""The pictures of a plan as the engine's `bake` takes them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from gan_engine.reporting import Report, silent
from studio.project.bake_plan import NEAR_COPIES, BakePlan, group_keys
from studio.project.project import Project

_BATCH = 2000


def bake_items(project: Project, plan: BakePlan, report: Report = silent) -> list[dict[str, Any]]:
    """The items as the engine's `bake` takes them. For a worker thread."""
    labels = dict(zip(plan.ids.tolist(), plan.labels, strict=True)) if plan.labels else {}
    groups = _groups(project)
    items: list[dict[str, Any]] = []
    named: Counter[str] = Counter()
    for start in range(0, plan.count, _BATCH):
        report(start, plan.count)
        for picture in project.catalogue.pictures(plan.ids[start : start + _BATCH].tolist()):
            name = f"{picture.folder}/{picture.name}" if picture.folder else picture.name
            named[name] += 1
            items.append(
                {
                    "path": str(picture.path),
                    "digest": picture.digest or None,
                    "label": labels.get(picture.id),
                    "tags": picture.tags,
                    "source_name": name if named[name] == 1 else f"{name} ({named[name]})",
                    "steps": picture.stored_steps,
                    "group": groups.get(picture.id, ""),
                    "held_out": picture.held,
                }
            )
    return items


def _groups(project: Project) -> dict[int, str]:
    groups = project.catalogue.groups(NEAR_COPIES)
    members = [picture for group in groups for picture in group.tolist()]
    digests: dict[int, str] = {}
    for start in range(0, len(members), _BATCH):
        for picture in project.catalogue.pictures(members[start : start + _BATCH]):
            digests[picture.id] = picture.digest
    return group_keys(groups, digests)
