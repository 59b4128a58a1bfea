"""The plan of a baking: which pictures go in, under which classes, which are left out and why.

A plan is made anew whenever the artist chooses otherwise on the way to baking, so it holds arrays, not objects; the
items themselves are made once, when baking begins (see `baking`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from gan_engine.curation.ratios import amiss, enlarged
from gan_engine.dataset.held_out import held_out
from gan_engine.image_shape import ImageShape
from studio.project.naming import natural_key
from studio.project.pictures.framing import FRAMED_SIDES, FRAMING_STEPS, Sides
from studio.project.pictures.query import DAMAGED_KINDS, State
from studio.project.project import Project
from studio.project.store.ids import Ids

Which = Literal["picked", "usable"]
"""Only the picked pictures, or all that are not rejected."""
Classes = Literal["", "class", "folder", "tag"]
"""Nothing, or what tells the classes apart."""

NEAR_COPIES = "near-duplicate"
"""The groups of which only some may be taken, and all are held out together."""

LOST_ON_WHITE = "lost-on-white"
"""The finding of pictures that would be baked blank on white."""

DOUBTFUL = "cut-out"
"""The finding of pictures whose cut-out wants a person's look: when all were tried, or baked, as they last were."""

DAMAGED = "unreadable"
"""The reason for all that cannot be read; which of them is for the findings to say."""


@dataclass(frozen=True)
class BakePlan:
    """What baking would take. Counts are of pictures, before any is cut into parts by the set's own split."""

    ids: Ids
    labels: tuple[str, ...]
    """The class of each; empty without classes."""
    sides: Sides
    """Width and height of what is framed of each, in pixels [N,2]: all of it, its part of a sheet, its own crop."""
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
    flagged: Mapping[str, int] = field(default_factory=dict)
    """Left out because of a finding, by its kind; each picture once."""
    copies: int = 0
    """Left out because enough of their near-copies are taken."""
    groups: int = 0
    """Of near-copies, with two or more pictures that could be taken."""
    held: npt.NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    """Which of `ids` are kept from training."""
    parts: int = 0
    """Of those taken: cut from sheets by hand."""
    sheets: int = 0
    """Those they were cut from."""
    left_out: Mapping[str, Ids] = field(default_factory=dict)
    """Those not taken, by the reason: "rejected", "undecided", "unlabelled", "missing", or the kind of a finding."""
    pale: int = 0
    """Of those taken: drawn so light on transparency that nothing shows on white."""
    covered: int = 0
    """Of those taken: whose files have no transparency, nor they a step of their own that takes anything off."""
    own: Mapping[str, int] = field(default_factory=dict)
    """How many of those taken have a step of their own, by its kind: "background", "mask", "frame"."""

    @property
    def count(self) -> int:
        """How many pictures are taken, those held out among them."""
        return len(self.ids)

    @property
    def total(self) -> int:
        """How many pictures the project has."""
        return self.count + sum((
            self.rejected, self.undecided, self.damaged, self.missing, self.unlabelled, self.copies,
            *self.flagged.values(),
        ))  # fmt: skip

    def enlarged_at(self, size: ImageShape, fit: str) -> npt.NDArray[np.bool_]:
        """Which would be enlarged at `size`."""
        return enlarged(self.sides, size, fit)

    def amiss_at(self, size: ImageShape, which: npt.NDArray[np.bool_]) -> int:
        """How many of these would be padded or cropped at `size`."""
        return amiss(self.sides[which], size)


@dataclass
class _Row:
    """A picture on its way through the sieves."""

    id: int
    state: int
    missing: bool
    digest: str
    held: bool
    sheet: int
    sides: tuple[int, int]
    label: str
    several: bool
    damaged: bool
    has_alpha: bool


def plan_bake(
    project: Project, which: Which, classes: Classes, *, most_per_group: int = 0, leave_out: Sequence[str] = (),
    hold_out: float = 0.0,
) -> BakePlan:  # fmt: skip
    """Choose the pictures. 20,000 take about a fifth of a second: for a worker thread.

    `most_per_group`: near-copies of one another that are taken, picked ones and the best first; 0 for all.
    `leave_out`: kinds of findings. `hold_out`: the share kept from training besides those held out by hand.
    """
    rows = _rows(project, classes)
    gone: dict[str, list[int]] = {}
    flags = _flags(project, leave_out)
    taken: list[_Row] = []
    for row in rows:
        reason = _reason(row, which, classes, flags)
        if reason:
            gone.setdefault(reason, []).append(row.id)
        else:
            taken.append(row)
    groups = project.catalogue.groups(NEAR_COPIES)
    beyond, real_groups = _beyond(taken, groups, most_per_group)
    taken = [row for row in taken if row.id not in beyond]
    gone.setdefault(NEAR_COPIES, []).extend(beyond)
    left = {reason: len(ids) for reason, ids in gone.items()}
    together = group_keys(groups, {row.id: row.digest for row in rows})
    labels = tuple(row.label for row in taken) if classes else ()
    ids = np.array([row.id for row in taken], np.int64)
    told = [(together.get(row.id) or row.digest, row.label if classes else None, row.held) for row in taken]
    held = held_out(told, hold_out)
    return BakePlan(
        ids, labels, np.array([row.sides for row in taken], np.int64).reshape(-1, 2),
        dict(sorted(Counter(labels).items(), key=lambda item: natural_key(item[0]))),
        left.get("rejected", 0), left.get("undecided", 0), left.get(DAMAGED, 0), left.get("missing", 0),
        left.get("unlabelled", 0),
        sum(row.several for row in taken),
        {kind: left[kind] for kind in leave_out if left.get(kind)}, len(beyond), real_groups,
        np.array(held, np.bool_),
        sum(row.sheet > 0 for row in taken), len({row.sheet for row in taken} - {0}),
        {reason: np.array(sorted(found), np.int64) for reason, found in gone.items() if found},
        len(_flags(project, [LOST_ON_WHITE]).keys() & {row.id for row in taken}),
        _covered(project, taken), _own_steps(project, ids),
    )  # fmt: skip


def _reason(row: _Row, which: Which, classes: Classes, flags: Mapping[int, str]) -> str:
    """Why a picture is left out, "" where it is not."""
    if row.state == State.REJECTED:
        return "rejected"
    if row.damaged:
        return DAMAGED
    if row.missing:
        return "missing"
    if row.state != State.PICKED and which == "picked":
        return "undecided"
    if row.id in flags:
        return flags[row.id]
    return "unlabelled" if classes and not row.label else ""


def _rows(project: Project, classes: Classes) -> list[_Row]:
    marks = ", ".join("?" * len(DAMAGED_KINDS))
    with project.database.reading() as connection:
        found = connection.execute(
            "SELECT p.id, p.state, s.missing, coalesce(s.digest, ''), p.held, coalesce(p.sheet, 0),"
            f" {FRAMED_SIDES}, p.folder, coalesce(c.name, ''),"
            f" EXISTS (SELECT 1 FROM findings WHERE picture = p.id AND kind IN ({marks})),"
            " s.has_alpha FROM pictures AS p JOIN sources AS s ON s.id = p.source"
            " LEFT JOIN classes AS c ON c.id = p.class"
            f" {FRAMING_STEPS} WHERE p.removed = 0 ORDER BY p.sort, p.id",
            sorted(DAMAGED_KINDS),
        ).fetchall()
        tags: dict[int, list[str]] = {}
        if classes == "tag":
            for picture, tag in connection.execute("SELECT picture, name FROM picture_tags JOIN tags ON tags.id = tag"):
                tags.setdefault(picture, []).append(tag)
    rows = []
    for id_, state, missing, digest, held, sheet, width, height, folder, class_name, damaged, has_alpha in found:
        own = sorted(tags.get(id_, ()), key=natural_key)
        label = {"": "", "class": class_name, "folder": folder.partition("/")[0], "tag": own[0] if own else ""}[classes]
        sides = int(width), int(height)
        several = len(own) > 1
        rows.append(_Row(id_, state, missing, digest, bool(held), sheet, sides, label, several, damaged, has_alpha))
    return rows


def _flags(project: Project, kinds: Sequence[str]) -> dict[int, str]:
    """Of each picture with such a finding the first of `kinds`."""
    if not kinds:
        return {}
    with project.database.reading() as connection:
        rows = connection.execute(
            "SELECT picture, kind FROM findings WHERE kind IN (SELECT value FROM json_each(?))",
            (json.dumps(list(kinds)),),
        ).fetchall()
    order = {kind: index for index, kind in enumerate(kinds)}
    found: dict[int, str] = {}
    for picture, kind in sorted(rows, key=lambda row: order[row[1]]):
        found.setdefault(picture, kind)
    return found


def _beyond(taken: Sequence[_Row], groups: Sequence[Ids], most: int) -> tuple[set[int], int]:
    """Those of each group that are too many, and how many groups there are."""
    rows = {row.id: row for row in taken}
    beyond: set[int] = set()
    count = 0
    for group in groups:
        here = [rows[picture] for picture in group.tolist() if picture in rows]
        count += len(here) > 1
        here.sort(key=lambda row: row.state != State.PICKED)  # else the best first, as they come
        beyond.update(row.id for row in here[most:] if most)
    return beyond, count


def group_keys(groups: Sequence[Ids], digests: Mapping[int, str]) -> dict[int, str]:
    """What near-copies are held out by, all of a group together: a digest that the group has in common."""
    found: dict[int, str] = {}
    for group in groups:
        known = [digests[picture] for picture in group.tolist() if digests.get(picture)]
        found.update(dict.fromkeys(group.tolist(), min(known, default="")))
    return found


def _covered(project: Project, taken: Sequence[_Row]) -> int:
    ids = [row.id for row in taken if not row.has_alpha]
    with project.database.reading() as connection:
        (cut_out,) = connection.execute(
            "SELECT count(DISTINCT picture) FROM steps WHERE kind IN ('background', 'mask')"
            " AND picture IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        ).fetchone()
    return len(ids) - int(cut_out)


def _own_steps(project: Project, ids: Ids) -> dict[str, int]:
    with project.database.reading() as connection:
        rows: list[tuple[Any, ...]] = connection.execute(
            "SELECT kind, count(DISTINCT picture) FROM steps WHERE kind != 'cut'"
            " AND picture IN (SELECT value FROM json_each(?)) GROUP BY kind",
            (json.dumps(ids.tolist()),),
        ).fetchall()
    return dict(rows)
