"""Queries for pictures, as SQL: which, in which order."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any

from gan_engine.pictures import PICTURE_FAULTS
from studio.project.stored_queries import (
    Sound,
    as_stored,
    is_bool,
    is_days,
    is_tags,
    is_text,
    sound_fields,
    whole_to,
)
from studio.project.undo.row_changes import LABELS, MOST_STARS


class State(IntEnum):
    """What the artist has decided on a picture."""

    UNDECIDED = 0
    PICKED = 1
    REJECTED = 2


class Order(Enum):
    """How pictures follow one another."""

    NAME = "name"
    NEWEST = "newest"
    LARGEST = "largest"
    SMALLEST = "smallest"
    GROUPS = "groups"
    """Group by group, the best of each first; needs `Query.group`."""


DAMAGED_KINDS = frozenset(PICTURE_FAULTS) - {"too-small"}
"""Findings that keep a picture from being used at all."""

CUT_UP = 3
"""`removed` of a sheet whose parts stand for it."""

_DAY = 86_400.0


def _side(place: int, column: str) -> str:
    """SQL: a side of the picture: of a part, of its cut."""
    return (
        f"CASE p.steps_key WHEN '' THEN s.{column} ELSE coalesce((SELECT json_extract(options, '$.box[{place}]')"
        f" FROM steps WHERE picture = p.id AND kind = 'cut'), s.{column}) END"
    )


_WIDTH, _HEIGHT = _side(2, "width"), _side(3, "height")
_ALIKE = 1.05
"""The longer side by the shorter one up to which a picture counts as square."""
SHAPES: Mapping[str, str] = {
    "portrait": f"{_HEIGHT} > {_ALIKE} * {_WIDTH}",
    "square": f"max({_WIDTH}, {_HEIGHT}) <= {_ALIKE} * min({_WIDTH}, {_HEIGHT}) AND {_WIDTH} > 0",
    "landscape": f"{_WIDTH} > {_ALIKE} * {_HEIGHT}",
}
"""Each as SQL."""

SOURCE_KINDS = frozenset(PICTURE_FAULTS) | {"animated"}
"""Findings about an original, whatever is made of it: a round of checks says them anew."""


@dataclass(frozen=True)
class Query:
    """Pictures to which everything given here applies; None or "" where it does not matter."""

    state: State | None = None
    finding: frozenset[str] = frozenset()
    """With one of these findings."""
    missing: bool = False
    """Whose original is not where it was."""
    class_name: str | None = None
    """Of this class; "" means of none."""
    folder: str | None = None
    """From this folder or one inside it; "" means every folder."""
    tags: tuple[str, ...] = ()
    """With all of these."""
    text: str = ""
    """Each word is in the name, the folder, the class or a tag."""
    usable: bool = False
    """Not rejected, not damaged, not missing: what may go into a dataset."""
    sheet: int = 0
    """Cut from this sheet; 0 where it does not matter."""
    cut_up: bool = False
    """The sheets that were cut up, in place of the pictures that are worked with."""
    held: bool | None = None
    """Kept from training for measuring, or not."""
    least_rating: int = 0
    most_rating: int = MOST_STARS
    """So many stars."""
    label: int | None = None
    """Of this colour, 1 to 8; 0: without one."""
    least_side: int = 0
    most_side: int = 0
    """Pixels of the shorter side, of a part its own; 0 where it does not matter."""
    shape: str = ""
    """One of `SHAPES`."""
    transparent: bool | None = None
    format: str = ""
    """As `Picture.format`."""
    added_days: float = 0.0
    """Imported within so many days before now."""
    changed_days: float = 0.0
    """Whose original was written within so many days before now."""
    group: str = ""
    """In a group of this kind."""
    order: Order = Order.NAME
    undecided_first: bool = False

    def sql(self) -> tuple[str, list[object]]:
        """FROM, WHERE and ORDER BY over pictures AS p, and its parameters."""
        joins = "pictures AS p"
        where = [f"p.removed = {CUT_UP if self.cut_up else 0}"]
        values: list[object] = []
        if self.group:
            joins += " JOIN groups AS g ON g.picture = p.id AND g.kind = ?"
            values.append(self.group)
        if self.missing or self.usable or self._asks_originals or self.order in (Order.LARGEST, Order.SMALLEST):
            joins += " JOIN sources AS s ON s.id = p.source"
        if self.state is not None:
            where.append("p.state = ?")
            values.append(int(self.state))
        if self.finding:
            where.append(f"p.id IN (SELECT picture FROM findings WHERE kind IN ({_marks(self.finding)}))")
            values += sorted(self.finding)
        if self.missing:
            where.append("s.missing = 1")
        if self.usable:
            where.append(f"p.state != {int(State.REJECTED)} AND s.missing = 0")
            where.append(f"p.id NOT IN (SELECT picture FROM findings WHERE kind IN ({_marks(DAMAGED_KINDS)}))")
            values += sorted(DAMAGED_KINDS)
        if self.sheet:
            where.append("p.sheet = ?")
            values.append(self.sheet)
        if self.held is not None:
            where.append("p.held = ?")
            values.append(int(self.held))
        if (self.least_rating, self.most_rating) != (0, MOST_STARS):
            where.append("p.rating BETWEEN ? AND ?")
            values += [self.least_rating, self.most_rating]
        if self.label is not None:
            where.append("p.label = ?")
            values.append(self.label)
        if self.added_days:
            where.append("p.added >= ?")
            values.append(time.time() - self.added_days * _DAY)
        if self._asks_originals:
            conditions, own = self._of_original()
            where += conditions
            values += own
        if self.class_name == "":
            where.append("p.class IS NULL")
        elif self.class_name is not None:
            where.append("p.class = (SELECT id FROM classes WHERE name = ?)")
            values.append(self.class_name)
        if self.folder:
            where.append("(p.folder = ? OR substr(p.folder, 1, ?) = ?)")
            values += [self.folder, len(self.folder) + 1, f"{self.folder}/"]
        for tag in self.tags:
            where.append("p.id IN (SELECT picture FROM picture_tags WHERE tag = (SELECT id FROM tags WHERE name = ?))")
            values.append(tag)
        for word in self.text.split():
            where.append(
                r"(p.name LIKE ? ESCAPE '\' OR p.folder LIKE ? ESCAPE '\'"
                r" OR p.class IN (SELECT id FROM classes WHERE name LIKE ? ESCAPE '\')"
                r" OR p.id IN (SELECT picture FROM picture_tags JOIN tags ON tags.id = tag"
                r" WHERE tags.name LIKE ? ESCAPE '\'))"
            )
            values += [_containing(word)] * 4
        return f"{joins} WHERE {' AND '.join(where)} ORDER BY {self._order()}", values

    @property
    def _asks_originals(self) -> bool:
        """Whether something is asked of the original."""
        return bool(
            self.least_side or self.most_side or self.shape or self.format or self.changed_days
        ) or self.transparent is not None  # fmt: skip

    def _of_original(self) -> tuple[list[str], list[object]]:
        where: list[str] = []
        values: list[object] = []
        if self.least_side:
            where.append(f"min({_WIDTH}, {_HEIGHT}) >= ?")
            values.append(self.least_side)
        if self.most_side:
            where.append(f"min({_WIDTH}, {_HEIGHT}) BETWEEN 1 AND ?")
            values.append(self.most_side)
        if self.shape in SHAPES:
            where.append(SHAPES[self.shape])
        if self.transparent is not None:
            where.append("s.has_alpha = ?")
            values.append(int(self.transparent))
        if self.format:
            where.append("s.format = ?")
            values.append(self.format)
        if self.changed_days:
            where.append("s.modified >= ?")
            values.append(int((time.time() - self.changed_days * _DAY) * 1e9))
        return where, values

    def stored(self) -> dict[str, Any]:
        """As JSON holds it, without orders and what is at its default."""
        found = as_stored(self, _KEPT)
        if self.state is not None:
            found["state"] = int(self.state)
        if self.finding:
            found["finding"] = sorted(self.finding)
        return found

    @classmethod
    def from_stored(cls, values: object) -> Query:
        """The inverse of `stored`; what cannot be is left out: the project may be a stranger's."""
        found = sound_fields(values, _KEPT)
        if "state" in found:
            found["state"] = State(found["state"])
        if "finding" in found:
            found["finding"] = frozenset(found["finding"])
        return cls(**found)

    def _order(self) -> str:
        first = "p.state != 0, " if self.undecided_first else ""
        if self.order is Order.GROUPS and self.group:
            return first + "g.number, g.place"
        return first + {
            Order.NAME: "p.sort, p.id",
            Order.NEWEST: "p.added DESC, p.sort, p.id",
            Order.LARGEST: "s.width * s.height DESC, p.sort, p.id",
            Order.SMALLEST: "s.width * s.height, p.sort, p.id",
        }.get(self.order, "p.sort, p.id")


_KEPT: Mapping[str, Sound] = {
    "state": whole_to(max(State)), "finding": is_tags, "missing": is_bool, "class_name": is_text, "folder": is_text,
    "tags": is_tags, "text": is_text, "sheet": whole_to(2**31), "cut_up": is_bool, "held": is_bool,
    "least_rating": whole_to(MOST_STARS), "most_rating": whole_to(MOST_STARS), "label": whole_to(LABELS),
    "least_side": whole_to(10**6), "most_side": whole_to(10**6),
    "shape": lambda value: isinstance(value, str) and value in SHAPES, "transparent": is_bool, "format": is_text,
    "added_days": is_days, "changed_days": is_days,
}  # fmt: skip


def _marks(values: frozenset[str]) -> str:
    return ", ".join("?" * len(values))


def _containing(word: str) -> str:
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, f"\\{sign}")
    return f"%{word}%"
