"""The pictures of a plan as the engine's `bake` takes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.reporting import Report, silent
from studio.project.bake_plan import NEAR_COPIES, BakePlan, group_keys
from studio.project.project import Project
from studio.words import tr_noop

ADVICE_KEY = "advice"
_ADVISED = ("mirror", "hue", "turn")
_BATCH = 2000


def bake_items(project: Project, plan: BakePlan, report: Report = silent) -> dict[int, SourcePicture]:
    """The items as the engine's `bake` takes them, by the pictures' ids. For a worker thread."""
    labels = dict(zip(plan.ids.tolist(), plan.labels, strict=True)) if plan.labels else {}
    groups = _groups(project)
    items: dict[int, SourcePicture] = {}
    named: Counter[str] = Counter()
    for start in range(0, plan.count, _BATCH):
        report(start, plan.count)
        for picture in project.catalogue.pictures(plan.ids[start : start + _BATCH].tolist()):
            name = picture.original.source_name
            named[name] += 1
            items[picture.id] = replace(
                picture.original,
                source_name=name if named[name] == 1 else f"{name} ({named[name]})",
                label=labels.get(picture.id),
                group=groups.get(picture.id, ""),
            )
    return items


_WHY: Mapping[str, str] = {
    "rejected": tr_noop("rejected."),
    "undecided": tr_noop("not picked."),
    "missing": tr_noop("its original is not where it was."),
    "unlabelled": tr_noop("it has no class of this kind."),
    NEAR_COPIES: tr_noop("enough of its near-copies are taken."),
}


def left_out(project: Project, plan: BakePlan) -> list[dict[str, str]]:
    """Those that `plan` leaves out, each with why, as the engine's `bake` keeps them with the dataset."""
    found = []
    for reason, ids in plan.left_out.items():
        for start in range(0, len(ids), _BATCH):
            for picture in project.catalogue.pictures(ids[start : start + _BATCH].tolist()):
                why = _WHY.get(reason) or next((flag.why for flag in picture.flags if flag.kind == reason), "")
                found.append(
                    {"name": picture.original.source_name, "kind": reason, "why": why or tr_noop("It cannot be read.")}
                )
    return found


def advice(project: Project) -> dict[str, bool]:
    """Whether to mirror, to turn hues, to turn, as far as it was measured on the project's pictures."""
    stored = project.recall(ADVICE_KEY)
    if not isinstance(stored, Mapping):
        return {}
    return {name: bool(may) for name, may in stored.items() if name in _ADVISED}


def _groups(project: Project) -> dict[int, str]:
    groups = project.catalogue.groups(NEAR_COPIES)
    members = [picture for group in groups for picture in group.tolist()]
    digests: dict[int, str] = {}
    for start in range(0, len(members), _BATCH):
        for picture in project.catalogue.pictures(members[start : start + _BATCH]):
            digests[picture.id] = picture.digest
    return group_keys(groups, digests)
