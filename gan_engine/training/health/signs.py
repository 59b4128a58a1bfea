"""A sign that has to last before it counts, and to be clearly over before it is taken back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


def number(value: object) -> float | None:
    """A snapshot's number; None where it is none."""
    return float(value) if type(value) in (int, float) and math.isfinite(value) else None  # type: ignore[arg-type]


@dataclass
class Sign:
    """Whether something is the case by now. `lasts` is how long it has to be so, in whatever `look` counts by."""

    lasts: float
    since: float | None = None
    """Where it began to be so; None where it is not."""
    is_there: bool = False

    def look(self, at: float, *, bad: bool, well: bool) -> bool:
        """It looks `bad` at `at`, or `well` (between the two things stay as they are); whether it counts."""
        if self.is_there:
            self.is_there = not well
        elif not bad:
            self.since = None
        else:
            self.since = at if self.since is None else self.since
            self.is_there = at - self.since >= self.lasts
        if not self.is_there and well:
            self.since = None
        return self.is_there

    def facts(self) -> dict[str, Any]:
        """For a snapshot, fit for JSON."""
        return {"since": self.since, "is_there": self.is_there}

    def go_on_from(self, facts: Any) -> None:
        """Continue what `facts` gave; nothing where they say nothing that can be understood."""
        if not isinstance(facts, Mapping):
            return
        self.since = number(facts.get("since"))
        self.is_there = facts.get("is_there") is True
