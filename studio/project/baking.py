"""Which pictures of a project go into a dataset, and under which classes.

A plan is made anew whenever the artist chooses otherwise in the baking dialog, so it holds arrays, not
objects; the items themselves are made once, when baking begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from gan_engine.reporting import Report, silent
from studio.project.commands import Ids
from studio.project.naming import natural_key
from studio.project.project import Project
from studio.project.query import DAMAGED_KINDS, State

Which = Literal["picked", "usable"]
"""Only the picked pictures, or all that are not rejected."""
Classes = Literal["", "class", "folder", "tag"]
"""Nothing, or what tells the classes apart."""

_BATCH = 2000


@dataclass(frozen=True)
class BakePlan:
    """What baking would take. Counts are of pictures, before any is cut into parts."""

    ids: Ids
    labels: tuple[str, ...]
    """The class of each; empty without classes."""
    sides: npt.NDArray[np.int64]
    """The shorter side of each, in pixels."""
    classes: Mapping[str, int]
    """How many pictures each class has, in natural order."""
    rejected: int
    undecided: int
    """Left out because only the picked are taken."""
    damaged: int
    missing: int
    unlabelled: int
    """Left out because they have no class, folder or tag."""
    ambiguous: int
    """With several tags: the first one counts."""

    @property
    def count(self) -> int:
        """How many pictures are taken."""
        return len(self.ids)

    def smaller_than(self, size: int) -> int:
        """How many would be enlarged at `size`."""
        return int(np.count_nonzero(self.sides < size))


def plan_bake(project: Project, which: Which, classes: Classes) -> BakePlan:
    """Choose the pictures. 20,000 take about a tenth of a second: for a worker thread."""
    marks = ", ".join("?" * len(DAMAGED_KINDS))
    with project.database.reading() as connection:
        rows = connection.execute(
            "SELECT p.id, p.state, s.missing, p.folder, coalesce(c.name, ''),"
            " coalesce(min(json_extract(cut.options, '$.box[2]'), json_extract(cut.options, '$.box[3]')),"
            " min(s.width, s.height)),"
            f" EXISTS (SELECT 1 FROM findings WHERE picture = p.id AND kind IN ({marks}))"
            " FROM pictures AS p JOIN sources AS s ON s.id = p.source LEFT JOIN classes AS c ON c.id = p.class"
            " LEFT JOIN steps AS cut ON cut.picture = p.id AND cut.kind = 'cut'"
            " WHERE p.removed = 0 ORDER BY p.sort, p.id",
            sorted(DAMAGED_KINDS),
        ).fetchall()
        tags: dict[int, list[str]] = {}
        if classes == "tag":
            for picture, tag in connection.execute("SELECT picture, name FROM picture_tags JOIN tags ON tags.id = tag"):
                tags.setdefault(picture, []).append(tag)
    left: Counter[str] = Counter()
    ids: list[int] = []
    sides: list[int] = []
    labels: list[str] = []
    for id_, state, missing, folder, class_name, side, damaged in rows:
        own = sorted(tags.get(id_, ()), key=natural_key)
        label = {"": "", "class": class_name, "folder": folder.partition("/")[0], "tag": own[0] if own else ""}[classes]
        if state == State.REJECTED:
            left["rejected"] += 1
        elif damaged:
            left["damaged"] += 1
        elif missing:
            left["missing"] += 1
        elif state != State.PICKED and which == "picked":
            left["undecided"] += 1
        elif classes and not label:
            left["unlabelled"] += 1
        else:
            left["ambiguous"] += len(own) > 1
            ids.append(id_)
            sides.append(side)
            labels.append(label)
    counted = Counter(labels) if classes else Counter()
    return BakePlan(
        np.array(ids, np.int64),
        tuple(labels) if classes else (),
        np.array(sides, np.int64),
        dict(sorted(counted.items(), key=lambda item: natural_key(item[0]))),
        left["rejected"], left["undecided"], left["damaged"], left["missing"], left["unlabelled"], left["ambiguous"],
    )  # fmt: skip


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
    """What near-copies are held out by, all of a group together: a digest that the group has in common."""
    groups = project.catalogue.groups("near-duplicate")
    members = [picture for group in groups for picture in group.tolist()]
    digests: dict[int, str] = {}
    for start in range(0, len(members), _BATCH):
        for picture in project.catalogue.pictures(members[start : start + _BATCH]):
            digests[picture.id] = picture.digest
    found: dict[int, str] = {}
    for group in groups:
        known = [digests[picture] for picture in group.tolist() if digests.get(picture)]
        found.update(dict.fromkeys(group.tolist(), min(known, default="")))
    return found
