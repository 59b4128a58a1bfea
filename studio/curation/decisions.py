"""Decisions on the chosen pictures: shown at once, stored on a thread, undone by Ctrl+Z."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.curation.inspector import STATE_WORDS
from studio.curation.light_table import LightTable
from studio.project.pictures.facts import count_words
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.workers.workbench import Workbench


class Decisions(QObject):
    """`shown` when a decision is on the screen, before the catalogue has it."""

    shown = Signal()

    def __init__(self, workbench: Workbench, table: LightTable) -> None:
        super().__init__(table)
        self._workbench = workbench
        self._table = table

    def decide(self, state: State, ids: Ids | None = None) -> None:
        """Pick, reject or set back what is chosen, or these."""
        project, ids = self._workbench.project, self._table.ids if ids is None else ids
        if project is None or not ids.size:
            return
        self._table.model.expect(ids, state)
        words = f"{count_words(len(ids), 'picture')} {STATE_WORDS[state]}" if len(ids) > 1 else ""
        self._workbench.run_undoable(
            "Deciding", functools.partial(_set_state, project, ids, state), toast=words, failed=self._did_not_happen
        )
        self.shown.emit()

    def decide_and_go_on(self, state: State) -> None:
        """Decide, then choose the next picture."""
        alone = self._table.count == 1
        self.decide(state)
        if alone:
            self._table.step(1)

    def give_tags(self, tags: Sequence[str]) -> None:
        """Give tags to what is chosen, as one change."""
        self._change("Tagging", functools.partial(_give_tags, tags))

    def take_tag(self, tag: str) -> None:
        """Take a tag from what is chosen."""
        self._change("Tagging", functools.partial(_take_tag, tag))

    def set_class(self, name: str) -> None:
        """Put what is chosen into a class, "" for none."""
        self._change("Sorting", functools.partial(_set_class, name))

    def hold_out(self) -> None:
        """Keep what is chosen from training, for measuring; or give it back, where the current picture is kept."""
        current = self._table.current
        held = current is None or not current.held
        words = f"{count_words(self._table.count, 'picture')} {'held out' if held else 'given back to training'}"
        self._change("Holding out", functools.partial(_hold_out, held), toast=words)

    def remove(self) -> None:
        """Take what is chosen out of the project."""
        words = f"{count_words(self._table.count, 'picture')} taken out; the files stay where they are"
        self._change("Removing", _remove, toast=words)

    def _change(self, name: str, change: Callable[[Project, Ids, Report], bool], *, toast: str = "") -> None:
        project, ids = self._workbench.project, self._table.ids
        if project is not None and ids.size:
            self._workbench.run_undoable(name, functools.partial(change, project, ids), toast=toast)

    def _did_not_happen(self, error: BaseException) -> None:
        self._table.model.look_again()
        self._workbench.report_error("changing the pictures", error)


# On worker threads.


def _set_state(project: Project, ids: Ids, state: State, report: Report) -> bool:
    return project.catalogue.set_state(ids, state)


def _give_tags(tags: Sequence[str], project: Project, ids: Ids, report: Report) -> bool:
    return project.catalogue.tag(ids, give=tags)


def _take_tag(tag: str, project: Project, ids: Ids, report: Report) -> bool:
    return project.catalogue.tag(ids, take=[tag])


def _set_class(name: str, project: Project, ids: Ids, report: Report) -> bool:
    return project.catalogue.set_class(ids, name)


def _hold_out(held: bool, project: Project, ids: Ids, report: Report) -> bool:
    return project.catalogue.hold_out(ids, held)


def _remove(project: Project, ids: Ids, report: Report) -> bool:
    return project.catalogue.remove(ids)
