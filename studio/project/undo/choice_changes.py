"""Changes of what is chosen on the whole project: parts of a choice, the design in the large view."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from gan_engine.documents import parse_json
from studio.project.undo.change import WHOLE, Change, Touched
from studio.project.undo.choices import Chosen, choice_in, differences, with_part
from studio.project.undo.decisions import CHOICES, DESIGN

_DEEPEST = 60  # objects within one another
MOST_DESIGN = 4_000_000
"""Characters of a design, with all that its edits refer to: a drag in all layers of a StyleGAN has some 70,000."""


@dataclass(frozen=True)
class Choose:
    """Change parts of a choice that is kept as JSON: (path into its objects, (value,)) each, () for taking it away."""

    kind: ClassVar[str] = "choose"
    name: str
    changes: Sequence[tuple[tuple[str, ...], Chosen]]

    def run(self, connection: sqlite3.Connection) -> Change | None:
        before = choice_in(connection, self.name)
        after = self.changed(before)
        if before == after:
            return None
        if after:
            text = json.dumps(after[0], allow_nan=False, separators=(",", ":"))
            connection.execute("INSERT OR REPLACE INTO choices (name, value) VALUES (?, ?)", (self.name, text))
        else:
            connection.execute("DELETE FROM choices WHERE name = ?", (self.name,))
        return Choose.between(self.name, after, before)

    def changed(self, value: Chosen) -> Chosen:
        """What the choice comes to where it was `value`; () is none."""
        for path, new in self.changes:
            value = with_part(value, path, new)
        return value

    @staticmethod
    def between(name: str, before: Chosen, after: Chosen) -> Choose:
        """What makes `after` of `before`, and changes nothing that is the same in both."""
        return Choose(name, differences(before, after))

    @property
    def is_of_numbers(self) -> bool:
        """Whether it moves numbers and nothing else, as a slider does."""
        return all(new and type(new[0]) in (int, float) for _, new in self.changes)

    def values(self) -> dict[str, Any]:
        return {"name": self.name, "changes": [[list(path), *new] for path, new in self.changes]}

    @staticmethod
    def from_values(values: dict[str, Any]) -> Choose:
        if values["name"] not in CHOICES:
            raise ValueError(f"{values['name']!r} is no choice of a project")
        changes: list[tuple[tuple[str, ...], Chosen]] = []
        for path, *new in values["changes"]:
            if not all(isinstance(step, str) for step in path) or len(new) > 1 or len(path) > _DEEPEST:
                raise ValueError("no way to a choice")
            json.dumps([path, new], ensure_ascii=False, allow_nan=False).encode()  # raises for what no row can hold
            changes.append((tuple(path), (new[0],) if new else ()))
        return Choose(values["name"], changes)

    def decisions(self) -> frozenset[str]:
        return frozenset({self.name})

    def touched(self) -> Touched:
        return {self.name: WHOLE}


@dataclass(frozen=True)
class ChangeDesign:
    """Let the design in the large view become `point` (JSON), which was `before` until then, whichever was looked at
    meanwhile: so that undo leads from point to point."""

    kind: ClassVar[str] = "design"
    point: str
    before: str = ""
    """Not stored: the way back has it."""

    def run(self, connection: sqlite3.Connection) -> ChangeDesign | None:
        if self.point == self.before:
            return None
        connection.execute("INSERT OR REPLACE INTO choices (name, value) VALUES (?, ?)", (DESIGN, self.point))
        return ChangeDesign(self.before)

    def values(self) -> dict[str, Any]:
        return {"point": self.point}

    @staticmethod
    def from_values(values: dict[str, Any]) -> ChangeDesign:
        text = values["point"]
        if len(text) > MOST_DESIGN or not isinstance(parse_json(text), dict):
            raise ValueError("no design")
        return ChangeDesign(text)

    def decisions(self) -> frozenset[str]:
        return frozenset({DESIGN})

    def touched(self) -> Touched:
        return {DESIGN: WHOLE}
