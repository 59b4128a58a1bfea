"""The rows of the list at the left of Curate, and which pictures they mean. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studio.curation.filters.facets import is_facet, narrowed, words_of
from studio.engine_words import engine_words
from studio.project.bake_plan import DOUBTFUL
from studio.project.datasets import DatasetEntry
from studio.project.pictures.facts import Counts
from studio.project.pictures.query import DAMAGED_KINDS, Query, State
from studio.project.saved_filters import SavedFilter
from studio.widgets.marks.words import LABELS, least_stars
from studio.words import tr, tr_noop

ALL = "all"
PICKED = "picked"
REJECTED = "rejected"
UNDECIDED = "undecided"
HELD = "held"
SHEETS = "sheets"
DAMAGED = "damaged"
MISSING = "missing"

_CAPITALISED = (tr_noop("Picked"), tr_noop("Rejected"), tr_noop("Undecided"), tr_noop("Damaged"), tr_noop("Missing"))
MOST_FOLDERS = 40
"""Of a library filed into more, only the search finds a folder."""

STATES = {PICKED: State.PICKED, REJECTED: State.REJECTED, UNDECIDED: State.UNDECIDED}
_FINDINGS: Mapping[str, tuple[str, str]] = {
    "duplicate": (tr_noop("The same twice"), tr_noop("same as another")),
    "near-duplicate": (tr_noop("Near-copies"), tr_noop("near-copy")),
    "outlier": (tr_noop("Unlike the rest"), tr_noop("unlike others")),
    "too-small": (tr_noop("Very small"), tr_noop("very small")),
    "enlarged": (tr_noop("Enlarged from less"), tr_noop("enlarged")),
    "blurred": (tr_noop("Blurred"), tr_noop("blurred")),
    "flat": (tr_noop("Flat"), tr_noop("flat")),
    "too-dark": (tr_noop("Too dark"), tr_noop("too dark")),
    "lost-on-white": (tr_noop("Lost on white"), tr_noop("lost on white")),
    "too-light": (tr_noop("Too light"), tr_noop("too light")),
    "greyscale": (tr_noop("Grey among colour"), tr_noop("grey")),
    "odd-aspect": (tr_noop("Odd shape"), tr_noop("odd shape")),
    "border": (tr_noop("Wide border"), tr_noop("wide border")),
    "text": (tr_noop("Much text"), tr_noop("text")),
    "animated": (tr_noop("Animated"), tr_noop("first frame")),
    DOUBTFUL: (tr_noop("Cut-outs in doubt"), tr_noop("cut-out in doubt")),
}
"""Kinds of findings that leave a picture usable: the row's title, and the badge on a picture."""

_TITLES = {HELD: tr_noop("Held out"), SHEETS: tr_noop("Sheets, cut up")}


@dataclass(frozen=True)
class Collection:
    """A row of the list; `key` is stable: "all", "finding:too-small", "class:Robots", "tag:horns", ..."""

    key: str
    title: str
    count: int | str
    section: str
    tip: str = ""
    label: int = 0
    """The colour that it stands for."""


@dataclass(frozen=True)
class Tool:
    """A page that the list opens."""

    key: str
    title: str
    tip: str = ""


def collections(
    counts: Counts, datasets: Sequence[DatasetEntry], tools: Sequence[Tool] = (),
    filters: Sequence[tuple[str, str, int]] = (),
) -> list[Collection]:  # fmt: skip
    """The rows in their order; those of nothing to look at are left out. `filters`: key, name and count of each."""
    rows = [
        Collection(ALL, tr("All"), counts.all, tr("Pictures")),
        *(
            Collection(key, tr(key.capitalize()), counts.states.get(state, 0), tr("Pictures"))
            for key, state in STATES.items()
        ),
    ]
    if counts.held:
        rows.append(
            Collection(HELD, tr("Held out"), counts.held, tr("Pictures"), tr("Kept from training, for measuring"))
        )
    if counts.sheets:
        rows.append(
            Collection(SHEETS, tr("Sheets, cut up"), counts.sheets, tr("Pictures"), tr("Their parts stand for them"))
        )
    rows += [Collection(f"filter:{key}", name, count, tr("Collections")) for key, name, count in filters]
    look = tr("To look at")
    if counts.damaged:
        rows.append(
            Collection(DAMAGED, tr("Damaged"), counts.damaged, look, tr("They cannot be read and are never baked"))
        )
    if counts.missing:
        rows.append(
            Collection(MISSING, tr("Missing"), counts.missing, look, tr("Their originals are not where they were"))
        )
    rows += [
        Collection(f"finding:{kind}", tr(title), counts.findings[kind], look)
        for kind, (title, _) in _FINDINGS.items()
        if counts.findings.get(kind)
    ]
    if counts.all:
        rows += [Collection(f"page:{tool.key}", tr(tool.title), "", tr("Tools"), tr(tool.tip)) for tool in tools]
    rows += [Collection(f"class:{name}", name, count, tr("Classes")) for name, count in counts.classes.items()]
    without = counts.all - sum(counts.classes.values())
    if counts.classes and without:
        rows.append(Collection("class:", tr("No class"), without, tr("Classes")))
    if counts.folders != counts.classes and len(counts.folders) <= MOST_FOLDERS:
        rows += [
            Collection(f"folder:{name}", name, count, tr("Folders")) for name, count in counts.folders.items() if name
        ]
    rows += [Collection(f"tag:{name}", name, count, tr("Tags")) for name, count in counts.tags.items()]
    rows += [
        Collection(f"stars:{stars}", words, sum(n for own, n in counts.ratings.items() if own >= stars), tr("Stars"))
        for words, stars in reversed(least_stars())
        if counts.ratings.get(stars)
    ]
    rows += [
        Collection(f"label:{label}", tr(LABELS[label - 1]), count, tr("Labels"), label=label)
        for label, count in counts.labels.items()
    ]
    rows += [
        Collection(
            f"dataset:{entry.path.name}",
            f"{entry.name} · {engine_words(entry.size.words)}" if entry.size else entry.name,
            "damaged" if entry.fault else entry.count or "…",
            tr("Datasets"),
            entry.fault,
        )
        for entry in datasets
    ]
    return rows


def query_for(key: str, filters: Mapping[str, SavedFilter[Query]] | None = None) -> Query:
    """Which pictures a row means; `filters`: those that are saved. A dataset's row means none of them: see
    `dataset_name`."""
    if key in STATES:
        return Query(state=STATES[key])
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
    if (own := filter_key(key)) and filters is not None and own in filters:
        return filters[own][1][0]
    return narrowed(Query(), key) if is_facet(key) else Query()


def filter_key(key: str) -> str:
    """The key of the saved filter that a row stands for; "" for every other row."""
    return key.removeprefix("filter:") if key.startswith("filter:") else ""


def takes_pictures(key: str) -> bool:
    """Whether pictures may be dropped on a row, to become what it shows."""
    return key in STATES or key == HELD or key.partition(":")[0] in ("class", "tag", "stars", "label")


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
        return tr("All pictures")
    if key in _TITLES:
        return tr(_TITLES[key])
    kind, _, name = key.partition(":")
    if kind == "finding":
        return tr(_FINDINGS.get(name, (name.replace("-", " ").capitalize(), ""))[0])
    return words_of(key) if is_facet(key) else name or tr(key.capitalize())


def badge_of(kind: str) -> str:
    """What a finding writes on its picture."""
    if kind in DAMAGED_KINDS:
        return tr("damaged")
    return tr(_FINDINGS.get(kind, ("", kind.replace("-", " ")))[1])
