"""The rows of the list at the left of the Shelf, and which designs they mean. Qt-free."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio.project.naming import natural_key
from studio.project.shelf import Entry
from studio.workers.explorer.models import model_words

EVERYTHING = "all"
WEEK = 7 * 86_400.0
MOST_MODELS = 12
"""Of the newest designs; the others are found by typing their name."""

ORDERS: tuple[tuple[str, str], ...] = (("newest", "Newest"), ("rating", "Rating"), ("name", "Name"))

_GIVEN_BY_US = re.compile(r"design(?: \d+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Collection:
    """`key` is stable; `title` is what the list shows."""

    key: str
    title: str
    count: int
    section: str


def is_named(entry: Entry) -> bool:
    """Whether the artist has given it a name of its own."""
    return not (entry.name == entry.path.stem and _GIVEN_BY_US.fullmatch(entry.name))


def _rules(now: float) -> dict[str, tuple[str, Callable[[Entry], bool]]]:
    return {
        EVERYTHING: ("Everything", lambda entry: True),
        "five": ("Five stars", lambda entry: entry.rating == 5),
        "four": ("Four and up", lambda entry: entry.rating >= 4),
        "week": ("This week", lambda entry: entry.created >= now - WEEK),
        "unnamed": ("Unnamed", lambda entry: not is_named(entry)),
    }


def collections(entries: Sequence[Entry], now: float | None = None) -> list[Collection]:
    """The list at the left, with counts. `entries` newest first."""
    found = []
    for key, (title, belongs) in _rules(time.time() if now is None else now).items():
        found.append(Collection(key, title, sum(map(belongs, entries)), "Shelf"))
    models: dict[str, list[Entry]] = {}
    for entry in entries:
        models.setdefault(entry.model_digest, []).append(entry)
    for digest, made in list(models.items())[:MOST_MODELS]:
        title = model_words(made[0].model_name) or "An unknown model"
        found.append(Collection(f"model:{digest}", title, len(made), "Made with"))
    return found


def choose(
    entries: Sequence[Entry], collection: str, text: str = "", order: str = "newest", now: float | None = None
) -> list[Entry]:
    """Those of `entries` (newest first) that belong to the collection and hold every word of `text`, in their order."""
    if collection.startswith("model:"):
        digest = collection.removeprefix("model:")
        chosen = [entry for entry in entries if entry.model_digest == digest]
    else:
        rules = _rules(time.time() if now is None else now)
        belongs = rules.get(collection, rules[EVERYTHING])[1]
        chosen = [entry for entry in entries if belongs(entry)]
    for word in text.casefold().split():
        chosen = [entry for entry in chosen if word in entry.name.casefold() or word in entry.notes.casefold()]
    if order == "rating":
        chosen.sort(key=lambda entry: -entry.rating)
    elif order == "name":
        chosen.sort(key=lambda entry: natural_key(entry.name))
    return chosen
