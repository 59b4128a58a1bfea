"""The rows of the list at the left of Curate, and which pictures they mean. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from studio.project.bake_plan import DOUBTFUL
from studio.project.datasets import DatasetEntry
from studio.project.pictures.facts import Counts
from studio.project.pictures.query import DAMAGED_KINDS, Query, State

ALL = "all"
PICKED = "picked"
REJECTED = "rejected"
UNDECIDED = "undecided"
HELD = "held"
SHEETS = "sheets"
DAMAGED = "damaged"
MISSING = "missing"

MOST_FOLDERS = 40
"""Of a library filed into more, only the search finds a folder."""

_STATES = {PICKED: State.PICKED, REJECTED: State.REJECTED, UNDECIDED: State.UNDECIDED}
_FINDINGS: Mapping[str, tuple[str, str]] = {
    "duplicate": ("The same twice", "same as another"),
    "near-duplicate": ("Near-copies", "near-copy"),
    "outlier": ("Unlike the rest", "unlike the rest"),
    "too-small": ("Very small", "very small"),
    "enlarged": ("Enlarged from less", "enlarged"),
    "blurred": ("Blurred", "blurred"),
    "flat": ("Flat", "flat"),
    "too-dark": ("Too dark", "too dark"),
    "lost-on-white": ("Lost on white", "lost on white"),
    "too-light": ("Too light", "too light"),
    "greyscale": ("Grey among colour", "grey"),
    "odd-aspect": ("Odd shape", "odd shape"),
    "border": ("Wide border", "wide border"),
    "text": ("Much text", "text"),
    "animated": ("Animated", "first frame"),
    DOUBTFUL: ("Cut-outs in doubt", "cut-out in doubt"),
}
"""Kinds of findings that leave a picture usable: the row's title, and the badge on a picture."""

_TITLES = {HELD: "Held out", SHEETS: "Sheets, cut up"}


@dataclass(frozen=True)
class Collection:
    """A row of the list; `key` is stable: "all", "finding:too-small", "class:Robots", "tag:horns", ..."""

    key: str
    title: str
    count: int | str
    section: str
    tip: str = ""


@dataclass(frozen=True)
class Tool:
    """A page that the list opens."""

    key: str
    title: str
    tip: str = ""


def collections(counts: Counts, datasets: Sequence[DatasetEntry], tools: Sequence[Tool] = ()) -> list[Collection]:
    """The rows in their order; those of nothing to look at are left out."""
    rows = [
        Collection(ALL, "All", counts.all, "Pictures"),
        *(Collection(key, key.capitalize(), counts.states.get(state, 0), "Pictures") for key, state in _STATES.items()),
    ]
    if counts.held:
        rows.append(Collection(HELD, "Held out", counts.held, "Pictures", "Kept from training, for measuring"))
    if counts.sheets:
        rows.append(Collection(SHEETS, "Sheets, cut up", counts.sheets, "Pictures", "Their parts stand for them"))
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
    if counts.all:
        rows += [Collection(f"page:{tool.key}", tool.title, "", "Tools", tool.tip) for tool in tools]
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
            f"{entry.name} · {entry.size.words}" if entry.size else entry.name,
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
    if key == HELD:
        return Query(held=True)
    if key == SHEETS:
        return Query(cut_up=True)
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


def page_name(key: str) -> str:
    """The page that a row opens; "" for every other row."""
    return key.removeprefix("page:") if key.startswith("page:") else ""


def finding_of(key: str) -> str:
    """The kind of finding that a row shows; "" for every other row."""
    return key.removeprefix("finding:") if key.startswith("finding:") else ""


def title_of(key: str) -> str:
    """What stands over the pictures of a row."""
    if key == ALL:
        return "All pictures"
    if key in _TITLES:
        return _TITLES[key]
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
