"""The rows of the list at the left of the Shelf, and which designs they mean. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studio.project.shelf_collections import Filter
from studio.project.shelf_query import ShelfCounts, ShelfQuery
from studio.widgets.marks.words import LABELS
from studio.words import tr, tr_noop
from studio.workers.explorer.models import model_words

EVERYTHING = "all"
NEW_COLLECTION = "new-collection"
WEEK = 7.0
MOST_MODELS = 12
"""Of the newest designs; the filter bar has the others."""
MOST_ROWS = 30
"""Tags, and classes: of more, the search and the filter bar find them."""

ORDERS: tuple[tuple[str, str], ...] = (
    ("newest", tr_noop("Newest")),
    ("rating", tr_noop("Rating")),
    ("name", tr_noop("Name")),
)


@dataclass(frozen=True)
class Collection:
    """`key` is stable; `title` is what the list shows."""

    key: str
    title: str
    count: int | str
    section: str
    label: int = 0
    """The colour that it stands for."""


def collections(counts: ShelfCounts) -> list[Collection]:
    """The list at the left, with counts."""
    rows = [
        Collection(EVERYTHING, tr("Everything"), counts.all, tr("Shelf")),
        Collection("five", tr("Five stars"), counts.five, tr("Shelf")),
        Collection("four", tr("Four and up"), counts.four, tr("Shelf")),
        Collection("week", tr("This week"), counts.week, tr("Shelf")),
        Collection("unnamed", tr("Unnamed"), counts.unnamed, tr("Shelf")),
    ]
    rows += [Collection(f"collection:{id_}", name, count, tr("Collections")) for id_, name, count in counts.collections]
    if counts.all:
        rows.append(Collection(NEW_COLLECTION, tr("New collection…"), "", tr("Collections")))
    rows += [Collection(f"filter:{key}", name, count, tr("Filters")) for key, name, count in counts.filters]
    rows += [
        Collection(f"label:{label}", tr(LABELS[label - 1]), count, tr("Labels"), label)
        for label, count in sorted(counts.labels.items())
    ]
    rows += [Collection(f"tag:{name}", name, count, tr("Tags")) for name, count in _most(counts.tags)]
    rows += [Collection(f"class:{name}", name, count, tr("Classes")) for name, count in _most(counts.classes)]
    rows += [
        Collection(
            f"model:{each.digest}", model_words(each.name) or tr("An unknown model"), each.count, tr("Made with")
        )
        for each in counts.models[:MOST_MODELS]
    ]
    return rows


def _most(counts: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    """The most used ones, in the order they came."""
    kept = set(sorted(counts, key=lambda name: -counts[name])[:MOST_ROWS])
    return [(name, count) for name, count in counts.items() if name in kept]


def queries_for(key: str, filters: Mapping[str, Filter]) -> tuple[ShelfQuery, ...]:
    """Which designs a row means; a row that is gone means everything."""
    kind, _, name = key.partition(":")
    if kind == "filter":
        return filters[name][1] if name in filters else ()
    if kind in ("collection", "label") and name.isascii() and name.isdigit():
        return (ShelfQuery(collection=int(name)) if kind == "collection" else ShelfQuery(label=int(name)),)
    one = {
        "five": ShelfQuery(least_rating=5), "four": ShelfQuery(least_rating=4), "week": ShelfQuery(days=WEEK),
        "unnamed": ShelfQuery(unnamed=True), "tag": ShelfQuery(tags=(name,)), "class": ShelfQuery(class_name=name),
        "model": ShelfQuery(model=name),
    }.get(kind)  # fmt: skip
    return () if one is None else (one,)


def number_of(key: str, kind: str) -> int:
    """The id that a key of this kind ("collection:3") names, 0 for every other key."""
    own, _, name = key.partition(":")
    return int(name) if own == kind and name.isascii() and name.isdigit() else 0
