"""Queries for pictures, as SQL: which, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from gan_engine.pictures import PICTURE_FAULTS


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
        if self.missing or self.usable or self.order in (Order.LARGEST, Order.SMALLEST):
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


def _marks(values: frozenset[str]) -> str:
    return ", ".join("?" * len(values))


def _containing(word: str) -> str:
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, f"\\{sign}")
    return f"%{word}%"
