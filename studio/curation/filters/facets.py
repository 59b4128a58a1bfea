"""What pictures may be narrowed to, each by a key: "shape:portrait", "class:robots", "stars:4". Qt-free."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from studio.project.pictures.facts import Counts
from studio.project.pictures.query import Query
from studio.widgets.marks.words import LABELS, least_stars
from studio.words import tr, tr_noop

_SIDES = (64, 128, 256, 512, 1024)
_SPANS = (
    (1, tr_noop("Imported in the last day"), tr_noop("Worked on in the last day")),
    (7, tr_noop("Imported in the last week"), tr_noop("Worked on in the last week")),
    (31, tr_noop("Imported in the last month"), tr_noop("Worked on in the last month")),
    (366, tr_noop("Imported in the last year"), tr_noop("Worked on in the last year")),
)


def _own_words() -> dict[str, str]:
    """What each key is called whose words are not its own."""
    return {
        **{f"least:{side}": tr("{side:,} px and more", side=side) for side in _SIDES},
        **{f"most:{side - 1}": tr("Under {side:,} px", side=side) for side in _SIDES[1:]},
        "shape:portrait": tr("Portrait"),
        "shape:square": tr("Square"),
        "shape:landscape": tr("Landscape"),
        "alpha:yes": tr("Transparent"),
        "alpha:no": tr("Not transparent"),
        **{f"added:{days}": tr(imported) for days, imported, _ in _SPANS},
        **{f"changed:{days}": tr(worked_on) for days, _, worked_on in _SPANS},
        **{f"stars:{stars}": words for words, stars in reversed(least_stars())},
        "stars:0": tr("No stars"),
        **{f"label:{number}": tr(words) for number, words in enumerate(LABELS, 1)},
        "label:0": tr("No label"),
    }


_NARROW: Mapping[str, Callable[[Query, str], Query]] = {
    "least": lambda query, name: replace(query, least_side=max(query.least_side, int(name))),
    "most": lambda query, name: replace(query, most_side=min(query.most_side or int(name), int(name))),
    "shape": lambda query, name: replace(query, shape=name),
    "alpha": lambda query, name: replace(query, transparent=name == "yes"),
    "format": lambda query, name: replace(query, format=name),
    "added": lambda query, name: replace(query, added_days=float(name)),
    "changed": lambda query, name: replace(query, changed_days=float(name)),
    "stars": lambda query, name: _rated(query, int(name)),
    "label": lambda query, name: replace(query, label=int(name)),
    "class": lambda query, name: replace(query, class_name=name),
    "folder": lambda query, name: replace(query, folder=name),
    "tag": lambda query, name: replace(query, tags=(*(tag for tag in query.tags if tag != name), name)),
}


def _rated(query: Query, stars: int) -> Query:
    return replace(query, least_rating=max(query.least_rating, stars)) if stars else replace(query, most_rating=0)


_NAMES = ("format", "class", "folder")
"""Kinds that say what pictures are called by, whatever that is."""
_MANY = "tag"
"""Of all other kinds one key at a time."""


@dataclass(frozen=True)
class Facet:
    """One thing to narrow by, and what it may be narrowed to: (key, words) each."""

    title: str
    options: Sequence[tuple[str, str]]


def facets(counts: Counts) -> list[Facet]:
    """What there is to narrow by; of classes, folders, tags and formats those that there are."""

    def named(kind: str, names: Mapping[str, int]) -> list[tuple[str, str]]:
        return [(f"{kind}:{name}", name) for name in names if name]

    def own(*kinds: str) -> list[tuple[str, str]]:
        return [(key, words) for key, words in words_by_key.items() if key.partition(":")[0] in kinds]

    words_by_key = _own_words()
    classes = named("class", counts.classes)
    without = counts.all - sum(counts.classes.values())
    found = [
        Facet(tr("Size of the shorter side"), own("least", "most")),
        Facet(tr("Shape"), own("shape")),
        Facet(tr("Transparency"), own("alpha")),
        Facet(tr("Format"), named("format", counts.formats) if len(counts.formats) > 1 else []),
        Facet(tr("Date"), own("added", "changed")),
        Facet(tr("Stars"), own("stars")),
        Facet(tr("Label"), own("label")),
        Facet(tr("Class"), [*classes, *([("class:", tr("No class"))] if classes and without else [])]),
        Facet(tr("Folder"), named("folder", counts.folders)),
        Facet(tr("Tag"), named("tag", counts.tags)),
    ]
    return [facet for facet in found if facet.options]


def is_facet(key: str) -> bool:
    """Whether pictures may be narrowed to what a key says."""
    return key.partition(":")[0] in _NARROW


def narrowed(query: Query, key: str) -> Query:
    """`query` among the pictures that a key says."""
    kind, _, name = key.partition(":")
    return _NARROW[kind](query, name)


def parted(query: Query) -> tuple[Query, list[str]]:
    """What no key says of a query, and the keys that say the rest: narrowed to those it is the query again."""
    keys, known = [f"tag:{tag}" for tag in query.tags], _own_words()
    rest, plain = replace(query, tags=()), Query()
    for name, key in (
        ("least_side", f"least:{query.least_side}"),
        ("most_side", f"most:{query.most_side}"),
        ("shape", f"shape:{query.shape}"),
        ("transparent", f"alpha:{'yes' if query.transparent else 'no'}"),
        ("format", f"format:{query.format}"),
        ("added_days", f"added:{query.added_days:g}"),
        ("changed_days", f"changed:{query.changed_days:g}"),
        ("least_rating", f"stars:{query.least_rating}"),
        ("most_rating", f"stars:{query.most_rating}"),
        ("label", f"label:{query.label}"),
        ("class_name", f"class:{query.class_name}"),
        ("folder", f"folder:{query.folder}"),
    ):
        own = getattr(query, name)
        says = own != getattr(plain, name) and (key in known or key.partition(":")[0] in _NAMES)
        if says and getattr(narrowed(plain, key), name) == own:
            keys.append(key)
            rest = replace(rest, **{name: getattr(plain, name)})
    return rest, keys


def with_key(keys: Sequence[str], key: str) -> list[str]:
    """The keys with one more; it takes the place of another of its kind, but for tags."""
    kind = key.partition(":")[0]
    return [*(own for own in keys if own.partition(":")[0] != kind or (kind == _MANY and own != key)), key]


def words_of(key: str) -> str:
    """What is said of pictures narrowed to a key."""
    return _own_words().get(key) or key.partition(":")[2] or tr("No class")
