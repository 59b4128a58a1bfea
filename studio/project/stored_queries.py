"""Queries as JSON holds them, in a project that may be a stranger's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Protocol, Self

MOST_TEXT = 1000
MOST_DAYS = 36_500.0
_MOST_TAGS = 20

Sound = Callable[[object], bool]
"""Whether a value may stand in a field."""


class StoredQuery(Protocol):
    """A frozen dataclass of what is asked for."""

    def stored(self) -> dict[str, Any]:
        """As JSON holds it, without what is at its default."""

    @classmethod
    def from_stored(cls, values: object) -> Self:
        """The inverse; what cannot be is left out."""


def as_stored(query: Any, kept: Mapping[str, Sound]) -> dict[str, Any]:
    """The fields of `query` that are `kept`, as far as they are not at their default; tuples as lists."""
    found = {}
    for each in fields(query):
        value = getattr(query, each.name)
        if each.name in kept and value != each.default:
            found[each.name] = list(value) if isinstance(value, tuple) else value
    return found


def sound_fields(values: object, kept: Mapping[str, Sound]) -> dict[str, Any]:
    """Of `values`, an object of JSON or anything else, the fields that hold what they may; lists as tuples."""
    held = values if isinstance(values, Mapping) else {}
    sound = {name: held[name] for name, holds in kept.items() if name in held and holds(held[name])}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in sound.items()}


def whole_to(most: int) -> Sound:
    """A whole number from 0."""
    return lambda value: type(value) is int and 0 <= value <= most


def is_bool(value: object) -> bool:
    """True or false."""
    return isinstance(value, bool)


def is_text(value: object) -> bool:
    """A text of no great length."""
    return isinstance(value, str) and len(value) <= MOST_TEXT


def is_tags(value: object) -> bool:
    """A few texts."""
    return isinstance(value, list) and len(value) <= _MOST_TAGS and all(map(is_text, value))


def is_seconds(value: object) -> bool:
    """Seconds since 1970."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10**11


def is_days(value: object) -> bool:
    """A number of days."""
    return is_seconds(value) and isinstance(value, int | float) and value <= MOST_DAYS
