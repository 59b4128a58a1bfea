"""Steps in a draft, of which the project knows nothing until it is confirmed: taken back in one order with its own.

Each step remembers which change of the project stood last as it was made: what was entered since is taken back first.
All of it happens where changes of the project do, on the thread of its lane, so that the order is the one of asking.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from studio.project.undo.decisions import Scope
from studio.project.undo.history import History

_MOST = 200


@dataclass(frozen=True, eq=False)
class DraftStep:
    """What was done in a draft, or taken back; `before` and `now` as whoever draws it up has it."""

    words: str
    before: Any
    now: Any
    undone: bool = False
    after: int = 0
    """The change of the project that stood last."""


class DraftTrail:
    """The steps of one draft; it is as old as that."""

    def __init__(self, scope: Scope, show: Callable[[Any], None]) -> None:
        """`show` is called, on the GUI thread, with what the draft was before a step that is taken back, or after one
        that is done again."""
        self.scope = scope
        self.show = show
        self._made: list[DraftStep] = []
        self._undone: list[DraftStep] = []

    def enter(self, step: DraftStep, history: History) -> None:
        """A step was made: what was taken back before cannot be done again."""
        self._made = [*self._made[1 - _MOST :], replace(step, after=history.newest(self.scope))]
        self._undone = []

    def next_undo(self, history: History) -> DraftStep | None:
        """The step that comes before all changes of the project; None where one of those does."""
        step = next(iter(self._made[-1:]), None)
        return step if step is not None and step.after >= history.newest(self.scope) else None

    def next_redo(self, history: History) -> DraftStep | None:
        """As `next_undo`, of what was taken back."""
        step = next(iter(self._undone[-1:]), None)
        return step if step is not None and step.after == history.newest(self.scope) else None

    def undo(self, history: History) -> DraftStep | None:
        """Take the last step back, where it is the one to come."""
        if (step := self.next_undo(history)) is None:
            return None
        self._made, self._undone = self._made[:-1], [*self._undone, step]
        return replace(step, undone=True)

    def redo(self, history: History) -> DraftStep | None:
        """Do again what was taken back last, where that is the one to come."""
        if (step := self.next_redo(history)) is None:
            return None
        self._made, self._undone = [*self._made, step], self._undone[:-1]
        return step
