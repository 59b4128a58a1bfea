"""What is done on the Classes page before it is confirmed, step by step: Ctrl+Z takes it back there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from studio.curation.pages.classes.draft import UNSORTED, ClassDraft
from studio.project.undo.draft_trail import DraftStep, DraftTrail
from studio.words import count_words, tr
from studio.workers.workbench import Workbench


class Start(NamedTuple):
    """Where a draft began: the way, and into how many groups."""

    way: str = ""
    groups: float = 0


class SortState(NamedTuple):
    """What a step leads from, and to."""

    start: Start
    draft: ClassDraft


class SortSteps:
    """The steps of the draft there is. They outlast that the page is closed, as it does."""

    def __init__(self, workbench: Workbench, show: Callable[[SortState], None]) -> None:
        self._workbench = workbench
        self._show = show
        self._is_open = False
        self.forget()

    def forget(self) -> None:
        """Another draft begins, of other pictures."""
        self._trail = DraftTrail("curate", self._show)
        self._unnamed: SortState | None = None
        self.set_open(self._is_open)

    def set_open(self, is_open: bool) -> None:
        """Whether the page is open: elsewhere Ctrl+Z leaves the draft alone."""
        if is_open or self._is_open:
            self._workbench.set_draft("curate", self._trail if is_open else None)
        self._is_open = is_open

    def enter(self, words: str, before: SortState, now: SortState) -> None:
        """Something was done."""
        self._workbench.enter_in_draft(self._trail, DraftStep(words, before, now))

    def name(self, before: SortState) -> None:
        """A name is being typed; `before` that it was so."""
        self._unnamed = self._unnamed or before

    def end_naming(self, start: Start, draft: ClassDraft | None) -> None:
        """What was typed is a step once something else follows it: while it is typed, the field takes it back."""
        before, self._unnamed = self._unnamed, None
        names = zip(draft.names, before.draft.names, strict=False) if draft is not None and before is not None else ()
        if (name := next((now for now, was in names if now != was), None)) is not None and before and draft:
            self.enter(tr("name a class “{name}”", name=name), before, SortState(start, draft))


def put_words(count: int, place: int, names: tuple[str, ...]) -> str:
    """Pictures were put into a class by hand, or taken out."""
    pictures = count_words(count, "picture")
    if place == UNSORTED:
        return tr("take {pictures} out of their class", pictures=pictures)
    return tr("put {pictures} into “{name}”", pictures=pictures, name=names[place])
