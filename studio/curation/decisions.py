"""Decisions on the chosen pictures: shown at once, stored on a thread, undone by Ctrl+Z."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.curation.collections import HELD, STATES
from studio.curation.inspector import STATE_WORDS
from studio.curation.light_table import LightTable
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.marks.words import LABELS
from studio.words import count_words, in_sentence, tr
from studio.workers.workbench import Workbench

_Change = Callable[[Project, Ids, Report], bool]


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
        self._table.model.expect(ids, state=state)
        words = f"{count_words(len(ids), 'picture')} {tr(STATE_WORDS[state])}" if len(ids) > 1 else ""
        self._workbench.run_undoable(
            tr("Deciding"), functools.partial(_set_state, state, project, ids), toast=words, failed=self._did_not_happen
        )
        self.shown.emit()

    def decide_and_go_on(self, state: State) -> None:
        """Decide, then choose the next picture."""
        alone = self._table.count == 1
        self.decide(state)
        if alone:
            self._table.step(1)

    def rate(self, stars: int) -> None:
        """Give what is chosen 1 to 5 stars, or 0."""
        self._mark(tr("Rating"), functools.partial(_rate, stars), rating=stars)

    def label(self, label: int) -> None:
        """Give what is chosen a colour, 1 to 8, or 0."""
        self._mark(tr("Labelling"), functools.partial(_label, label), label=label)

    def give_tags(self, tags: Sequence[str]) -> None:
        """Give tags to what is chosen, as one change."""
        self._change(tr("Tagging"), functools.partial(_give_tags, tags))

    def take_tag(self, tag: str) -> None:
        """Take a tag from what is chosen."""
        self._change(tr("Tagging"), functools.partial(_take_tag, tag))

    def set_class(self, name: str) -> None:
        """Put what is chosen into a class, "" for none."""
        self._change(tr("Sorting"), functools.partial(_set_class, name))

    def hold_out(self) -> None:
        """Keep what is chosen from training, for measuring; or give it back, where the current picture is kept."""
        current = self._table.current
        held = current is None or not current.held
        pictures = count_words(self._table.count, "picture")
        words = (
            tr("{pictures} held out", pictures=pictures)
            if held
            else tr("{pictures} given back to training", pictures=pictures)
        )
        self._change(tr("Holding out"), functools.partial(_hold_out, held), toast=words)

    def remove(self) -> None:
        """Take what is chosen out of the project."""
        words = tr(
            "{pictures} taken out; the files stay where they are", pictures=count_words(self._table.count, "picture")
        )
        self._change(tr("Removing"), _remove, toast=words)

    def drop_on(self, key: str, ids: Ids) -> None:
        """Make these what a row at the left says: of its class, its tag, its stars."""
        if (found := _dropped(key)) is not None:
            change, words = found
            self._change(tr("Sorting"), change, toast=f"{count_words(len(ids), 'picture')} {words}", ids=ids)

    def _mark(self, name: str, change: _Change, **values: int) -> None:
        project, ids = self._workbench.project, self._table.ids
        if project is not None and ids.size:
            self._table.model.expect(ids, **values)
            work = functools.partial(change, project, ids)
            self._workbench.run_undoable(name, work, failed=self._did_not_happen)
            self.shown.emit()

    def _change(self, name: str, change: _Change, *, toast: str = "", ids: Ids | None = None) -> None:
        project, ids = self._workbench.project, self._table.ids if ids is None else ids
        if project is not None and ids.size:
            self._workbench.run_undoable(name, functools.partial(change, project, ids), toast=toast)

    def _did_not_happen(self, error: BaseException) -> None:
        self._table.model.look_again()
        self._workbench.report_error(tr("changing the pictures"), error)


def _dropped(key: str) -> tuple[_Change, str] | None:
    """What dropping pictures on a row does, and what is said of them; None where the row takes none."""
    kind, _, name = key.partition(":")
    if kind in STATES:
        return functools.partial(_set_state, STATES[kind]), tr(STATE_WORDS[STATES[kind]])
    if kind == HELD:
        return functools.partial(_hold_out, True), tr("held out")
    if kind == "tag":
        return functools.partial(_give_tags, [name]), tr("tagged “{name}”", name=name)
    if kind == "class":
        words = tr("put into “{name}”", name=name) if name else tr("taken out of their class")
        return functools.partial(_set_class, name), words
    if kind == "stars":
        return functools.partial(_rate, int(name)), tr("rated {stars}", stars="★" * int(name))
    if kind == "label":
        colour = in_sentence(tr(LABELS[int(name) - 1]))
        return functools.partial(_label, int(name)), tr("labelled {colour}", colour=colour)
    return None


# On worker threads.


def _set_state(state: State, project: Project, ids: Ids, report: Report) -> bool:
    return project.catalogue.set_state(ids, state)


def _rate(stars: int, project: Project, ids: Ids, report: Report) -> bool:
    return project.catalogue.rate(ids, stars)


def _label(label: int, project: Project, ids: Ids, report: Report) -> bool:
    return project.catalogue.label(ids, label)


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
