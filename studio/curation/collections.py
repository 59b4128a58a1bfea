"""The list at the left: what its rows are called, and which pictures they mean. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from studio.project.datasets import DatasetEntry
from studio.project.pictures import Counts
from studio.project.query import DAMAGED_KINDS, Query, State

ALL = "all"
PICKED = "picked"
REJECTED = "rejected"
UNDECIDED = "undecided"
DAMAGED = "damaged"
MISSING = "missing"

MOST_FOLDERS = 40
"""Of a library filed into more, only the search finds a folder."""

_STATES = {PICKED: State.PICKED, REJECTED: State.REJECTED, UNDECIDED: State.UNDECIDED}
_FINDINGS: Mapping[str, tuple[str, str]] = {
    "too-small": ("Very small", "very small"),
    "animated": ("Animated", "first frame"),
}
"""Kinds of findings that leave a picture usable: the row's title, and the badge on a picture."""


@dataclass(frozen=True)
class Collection:
    """A row of the list; `key` is stable: "all", "finding:too-small", "class:Robots", "tag:horns", ..."""

    key: str
    title: str
    count: int | str
    section: str
    tip: str = ""


def collections(counts: Counts, datasets: Sequence[DatasetEntry]) -> list[Collection]:
    """The rows in their order; those of nothing to look at are left out."""
    rows = [
        Collection(ALL, "All", counts.all, "Pictures"),
        *(Collection(key, key.capitalize(), counts.states.get(state, 0), "Pictures") for key, state in _STATES.items()),
    ]
    look = "To look at"
    if counts.damaged:
        rows.append(Collection(DAMAGED, "Damaged", counts.damaged, look, "They cannot be read and are never baked"))
    if counts.missing:
        rows.append(Collection(MISSING, "Missing", counts.missing, look, "Their originals are not where they were"))
    rows += [
        Collection(f"finding:{kind}", title, counts.findings[kind], look)
        for kind, (title, _) in _FINDINGS.items()
        if counts.findings.get(kind)
    ]
    rows += [Collection(f"class:{name}", name, count, "Classes") for name, count in counts.classes.items()]
    without = counts.all - sum(counts.classes.values())
    if counts.classes and without:
        rows.append(Collection("class:", "No class", without, "Classes"))
    if counts.folders != counts.classes and len(counts.folders) <= MOST_FOLDERS:
        rows += [Collection(f"folder:{name}", name, count, "Folders") for name, count in counts.folders.items() if name]
    rows += [Collection(f"tag:{name}", name, count, "Tags") for name, count in counts.tags.items()]
    rows += [
        Collection(
            f"dataset:{entry.path.name}",
            f"{entry.name} · {entry.size} px" if entry.size else entry.name,
            "damaged" if entry.fault else entry.count or "…",
            "Datasets",
            entry.fault,
        )
        for entry in datasets
    ]
    return rows


def query_for(key: str) -> Query:
    """Which pictures a row means. A dataset's row means none of them: see `dataset_name`."""
    if key in _STATES:
        return Query(state=_STATES[key])
    if key == DAMAGED:
        return Query(finding=DAMAGED_KINDS)
    if key == MISSING:
        return Query(missing=True)
    kind, _, name = key.partition(":")
    if kind == "finding":
        return Query(finding=frozenset({name}))
    return narrowed(Query(), key) if kind in ("class", "folder", "tag") else Query()


def narrowed(query: Query, key: str) -> Query:
    """`query` among the pictures of a class, folder or tag."""
    kind, _, name = key.partition(":")
    if kind == "tag":
        return replace(query, tags=(*(tag for tag in query.tags if tag != name), name))
    return replace(query, class_name=name) if kind == "class" else replace(query, folder=name)


def is_label(key: str) -> bool:
    """Whether a row is something that pictures are marked with, and others may be narrowed to."""
    return key.partition(":")[0] in ("class", "folder", "tag")


def dataset_name(key: str) -> str:
    """The file of the dataset that a row stands for; "" for every other row."""
    return key.removeprefix("dataset:") if key.startswith("dataset:") else ""


def title_of(key: str) -> str:
    """What stands over the pictures of a row."""
    if key == ALL:
        return "All pictures"
    kind, _, name = key.partition(":")
    if kind == "finding":
        return _FINDINGS.get(name, (name.replace("-", " ").capitalize(), ""))[0]
    if kind == "class" and not name:
        return "No class"
    return name or key.capitalize()


def badge_of(kind: str) -> str:
    """What a finding writes on its picture."""
    if kind in DAMAGED_KINDS:
        return "damaged"
    return _FINDINGS.get(kind, ("", kind.replace("-", " ")))[1]
