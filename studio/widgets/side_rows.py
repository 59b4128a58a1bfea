"""What the list at the left of a workspace shows: sections of rows."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """`key` is what `chosen` says; `count` is written quietly at the right (a number or a word)."""

    key: str
    text: str
    count: str | int = ""
    progress: float | None = None
    """0 to 1: a ring before the text."""
    dot: str = ""
    """A colour, or the role of one: a dot before the text; "hollow": a quiet ring."""
    tip: str = ""
    line: tuple[int, ...] | None = None
    """Dashes (lengths on and off; none: drawn through): a sample of its line in a plot, after the text."""
    picture: Hashable = None
    """What `SideList.take_pictures` is asked for a small picture by, before the text; None for a row without one."""
    goes_on: bool = False
    """Where there is no room for all of the text it goes on below; else its middle gives way."""


@dataclass(frozen=True)
class Section:
    """`title` "" for rows without a heading."""

    title: str
    rows: Sequence[Row]
