"""Every kind of change: several as one, and how they are stored in the history and read again.

Every decision (`decisions` lists them) is one of these, so that undo works across all workspaces and outlives a
restart.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from gan_engine.documents import parse_json
from studio.project.store.ids import Ids
from studio.project.undo.change import Change, Touched, all_of
from studio.project.undo.choice_changes import ChangeDesign, Choose
from studio.project.undo.decisions import DECISIONS
from studio.project.undo.recipe_changes import WriteRecipe
from studio.project.undo.row_changes import Assign, SetSteps, Tagging

_MOST_GROUPS = 1_000_000


@dataclass(frozen=True)
class ChangeGroup:
    """Several changes that are one to the artist."""

    kind: ClassVar[str] = "together"
    parts: Sequence[Change]

    def run(self, connection: sqlite3.Connection) -> Change | None:
        backs = [back for part in self.parts if (back := part.run(connection)) is not None]
        return ChangeGroup(backs[::-1]) if backs else None

    def values(self) -> dict[str, Any]:
        return {"parts": [as_stored(part) for part in self.parts]}

    @staticmethod
    def from_values(values: dict[str, Any]) -> ChangeGroup:
        return ChangeGroup([from_stored(part) for part in values["parts"]])

    def decisions(self) -> frozenset[str]:
        return frozenset().union(*(part.decisions() for part in self.parts))

    def touched(self) -> Touched:
        every: dict[str, list[Ids]] = {}
        for part in self.parts:
            for name, ids in part.touched().items():
                every.setdefault(name, []).append(ids)
        return {name: all_of(parts) for name, parts in every.items()}


def areas_of(change: Change) -> frozenset[str]:
    """What is told of as changed."""
    return frozenset(DECISIONS[name].area for name in change.decisions())


_KINDS: Mapping[str, Callable[[dict[str, Any]], Change]] = {
    Choose.kind: Choose.from_values,
    ChangeDesign.kind: ChangeDesign.from_values,
    Assign.kind: Assign.from_values,
    Tagging.kind: Tagging.from_values,
    SetSteps.kind: SetSteps.from_values,
    WriteRecipe.kind: WriteRecipe.from_values,
    ChangeGroup.kind: ChangeGroup.from_values,
}


def as_stored(change: Change) -> dict[str, Any]:
    """The change as the history keeps it."""
    return {"kind": change.kind, **change.values()}


def from_stored(values: dict[str, Any]) -> Change:
    """The inverse of `as_stored`. Raises KeyError, TypeError or ValueError where `values` is none of ours."""
    return _KINDS[values["kind"]](values)


def dump(change: Change) -> str:
    """The change as JSON."""
    return json.dumps(as_stored(change), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Change:
    """The inverse of `dump`. Raises ValueError for anything else: the history may be a stranger's."""
    try:
        return from_stored(parse_json(text, containers=_MOST_GROUPS))
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError("this is no change of a project") from error
