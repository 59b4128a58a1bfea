"""The Near-copies page: groups side by side, the best marked, the others rejected."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from gan_engine.reporting import Report
from studio import theme
from studio.curation.pages.near_copies.view import CopiesView, ShownGroup, edge
from studio.curation.pages.page import CurateContext, CuratePage
from studio.project.pictures.facts import Picture
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.empty_state import EmptyState
from studio.widgets.fields.number_field import NumberField
from studio.widgets.room.current_stack import CurrentStack
from studio.widgets.room.flow import flowing_row
from studio.widgets.sliders import NamedSlider
from studio.widgets.workspace import row
from studio.words import count_words, percent_words, tr, tr_noop
from studio.workers.curation.analysis import Analysis
from studio.workers.curation.pictures import load_thumbnail
from studio.workers.thumbnails import edge_for

if TYPE_CHECKING:
    from studio.project.findings.copies import Copies, CopyChoices, CopyGroups

LOWEST, USUAL, HIGHEST = 0.7, 0.86, 1.0
USUAL_MOST = 4


class NearCopiesPage(CuratePage):
    """Opened by its row at the left, from the palette, or from the summary before baking."""

    key = "copies"
    title = tr_noop("Near-copies")
    icon = "copy"
    kind = "look"
    tip = tr_noop("See pictures that are copies of one another, keep the best and reject the rest.")
    words = tr_noop("duplicate twin same similar group best")
    shows = ("pictures.state",)
    finds = ("duplicate", "near-duplicate")

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self.analysis = Analysis(context.workbench, self)
        self.analysis.changed.connect(self._tell)
        self.analysis.changed.connect(self._on_copies)
        self.analysis.busy_changed.connect(self._say)
        self.analysis.came_back.connect(self._show_back)
        self._is_open = False
        self._choices: CopyChoices | None = None
        self._copies: Copies | None = None
        self._groups: CopyGroups | None = None
        self._facts: dict[int, Picture] = {}
        self._shown: Sequence[ShownGroup] = ()

    def build(self) -> None:
        self.groups = CopiesView(self._image)
        self.groups.accepted.connect(self.accept)
        self.groups.preferred.connect(self.prefer)
        self.groups.rejected.connect(self._reject)
        self.groups.look_close.connect(self._look_close)
        self.groups.moved.connect(self._want)
        self.groups.verticalScrollBar().valueChanged.connect(self._want)
        self._none = EmptyState("curate.copies.empty", "copy", "", "")
        self._stack = CurrentStack()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.groups)
        self._stack.setFocusProxy(self.groups)
        self.view = self._stack
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self._words = theme.make_label("", "", wrap=True)
        self._words.setObjectName("curate.copies.words")
        self.slider = NamedSlider(
            "curate.copies.threshold", tr("How alike"), LOWEST, HIGHEST, USUAL, steps=60,
            words=lambda share: percent_words(share, 1), label_width=64,
        )  # fmt: skip
        self.slider.slider.setToolTip(tr("Further left, pictures that differ more count as copies"))
        self._best = QRadioButton(tr("Keep the best of each group"))
        self._best.setObjectName("curate.copies.best")
        self._most = QRadioButton(tr("Keep at most"))
        self._most.setObjectName("curate.copies.most")
        self._choice = QButtonGroup(panel)
        self._choice.addButton(self._best)
        self._choice.addButton(self._most)
        self._number = NumberField("curate.copies.number", tr("Pictures to keep of each group"), whole=True, minimum=2,
                                   maximum=99)  # fmt: skip
        theme.set_scaled(self._number, width=44)
        self._number.set_value(USUAL_MOST)
        self._reject_button = theme.make_button(tr("Reject"), "primary", name="curate.copies.reject", icon_name="x")
        self._accept = theme.make_button(
            tr("Reject in this group"), name="curate.copies.accept", shortcut_hint="Enter",
        )  # fmt: skip
        self._prefer = theme.make_button(tr("This one is the best"), name="curate.copies.prefer", shortcut_hint="P")
        for widget in (self._words, self.slider, self._best):
            column.addWidget(widget)
        of_each = QWidget()
        of_each.setLayout(row([self._number, theme.make_label(tr("of each"), "")]))
        column.addLayout(flowing_row([self._most, of_each]))
        column.addSpacing(8)
        column.addWidget(self._reject_button)
        column.addWidget(self._accept)
        column.addWidget(self._prefer)
        self.panel = panel
        self._regroup_soon = QTimer(self, singleShot=True, interval=0)
        self._regroup_soon.timeout.connect(self._regroup)
        self.slider.moved.connect(self._on_moved)
        self.slider.released.connect(self._on_released)
        self._best.toggled.connect(self._on_keep)
        self._number.changed.connect(self._on_keep)
        self._reject_button.clicked.connect(self.reject)
        self._accept.clicked.connect(self._accept_current)
        self._prefer.clicked.connect(self._prefer_current)
        self.context.pictures_changed.connect(self._read)
        self.context.workbench.thumbnails.arrived.connect(self._on_arrived)
        self.context.workbench.tasks.changed.connect(self._on_tasks)

    # ---- the page -----------------------------------------------------------------------------------------------

    def opened(self) -> None:
        self._is_open = True
        if self.analysis.copies is None and not self.analysis.is_looking:
            self.analysis.look()
        self._on_copies()
        self._say()
        self.groups.setFocus(Qt.FocusReason.OtherFocusReason)

    def closed(self) -> None:
        self._is_open = False

    def on_project(self, project: Project | None) -> None:
        self.context.is_compared = False
        self._choices = self._copies = self._groups = None
        self._facts, self._shown = {}, ()

    # ---- what there is ------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        self.context.is_compared = self.analysis.copies is not None
        self.context.analysis_changed.emit()

    def _on_copies(self) -> None:
        if not self._is_open:
            return
        self._copies = self.analysis.copies
        if self._choices is None and self.analysis.choices is not None:
            self._show_choices(self.analysis.choices)
        self._read()

    def _show_choices(self, choices: CopyChoices) -> None:
        self._choices = choices
        self.slider.set_value(choices.threshold)
        self._number.set_value(choices.keep if choices.keep > 1 else USUAL_MOST)
        (self._best if choices.keep == 1 else self._most).setChecked(True)

    def _show_back(self) -> None:
        """What was said is as it was: go there and show it."""
        self.context.open_page(self.key)
        if self.analysis.choices is not None:
            self._show_choices(self.analysis.choices)
        self._regroup()

    def _read(self) -> None:
        """Facts of all pictures that may be in a group, then the groups."""
        project, copies = self.context.project, self._copies
        if self._is_open and project is not None and copies is not None:
            self.context.workbench.jobs.start(
                tr("Reading near-copies"), functools.partial(_facts, project, copies), self._take_facts,
                key="curate.copies.facts", quiet=True,
            )  # fmt: skip
        else:
            self._show()

    def _take_facts(self, facts: dict[int, Picture]) -> None:
        self._facts = facts
        self._regroup()

    def _regroup(self) -> None:
        copies, choices = self._copies, self._choices
        if copies is not None and choices is not None:
            self.context.workbench.jobs.start(
                tr("Grouping near-copies"), functools.partial(_group, copies, self.slider.value, choices.best),
                self._take_groups, key="curate.copies.group", quiet=True,
            )  # fmt: skip

    def _take_groups(self, groups: CopyGroups) -> None:
        self._groups = groups
        self._show()

    @property
    def keep(self) -> int:
        """How many of each group stay."""
        number = self._number.value
        return 1 if self._best.isChecked() or number is None else int(number)

    def _show(self) -> None:
        if not self._is_open:
            return
        shown = []
        for group in self._groups.groups if self._groups is not None else ():
            left = [
                index
                for index, id_ in enumerate(group.ids.tolist())
                if (picture := self._facts.get(id_)) is not None and picture.state != State.REJECTED
            ]
            if len(left) > self.keep:
                shown.append(ShownGroup(group.ids[left], group.likeness[left], group.exact[left], group.why))
        self._shown = shown
        self.groups.show_groups(shown, self._facts, self.keep)
        self._say()
        self._want()

    def _beyond(self) -> Ids:
        rest = [group.ids[self.keep :] for group in self._shown]
        return np.concatenate(rest) if rest else np.empty(0, np.int64)

    def _say(self) -> None:
        if not self._is_open:
            return
        beyond = len(self._beyond())
        ready = self._copies is not None and self._groups is not None
        done, total = self.analysis.progress
        waiting = tr("Looking at the pictures…") + (
            tr(" {done:,} of {total:,}", done=done, total=total) if total else ""
        )
        if not ready and not self.analysis.is_looking:
            waiting = tr("The pictures have not been looked at yet.")
        if not ready:
            self._words.setText(waiting)
            self._none.set_words(
                tr("Not known yet"), tr("Near-copies are found in the background. You can go on working.")
            )
        elif not self._shown:
            self._words.setText(tr("No group has more than is to be kept."))
            self._none.set_words(
                tr("No near-copies"),
                tr("No two pictures are that much alike. Move the slider to the left to see looser ones."),
            )
        else:
            groups = count_words(len(self._shown), "group")
            self._words.setText(
                tr(
                    "{groups}, {pictures} more than are to be kept.",
                    groups=groups,
                    pictures=count_words(beyond, "picture"),
                )
            )
        self._stack.setCurrentWidget(self.groups if self._shown else self._none)
        self._reject_button.setText(
            tr("Reject {pictures}", pictures=count_words(beyond, "picture")) if beyond else tr("Reject")
        )
        for widget in (self._reject_button, self._accept, self._prefer):
            widget.setEnabled(beyond > 0)
        for control in (self.slider, self._best, self._most):
            control.setEnabled(ready)
        self._number.setEnabled(ready and self._most.isChecked())

    def _on_tasks(self) -> None:
        if self._is_open and self._copies is None:
            self._say()

    # ---- small pictures -------------------------------------------------------------------------------------------

    def _image(self, picture: Picture) -> QImage | None:
        project = self.context.project
        if project is None or not picture.thumbnail_key:
            return None
        stored = edge_for(round(edge() * self.groups.devicePixelRatioF()))
        load = functools.partial(
            load_thumbnail, project.thumbnails, picture.thumbnail_key, picture.path, stored, picture.original.steps
        )
        return self.context.workbench.thumbnails.picture(("picture", picture.thumbnail_key), stored, load)

    def _want(self) -> None:
        if self._is_open:
            self.context.workbench.thumbnails.want(self.groups.keys_in_sight())

    def _on_arrived(self, keys: list[Hashable]) -> None:
        if self._is_open:
            self.groups.viewport().update()

    # ---- what the artist says -------------------------------------------------------------------------------------

    def _on_moved(self, value: float) -> None:
        self._regroup_soon.start()

    def _on_released(self, value: float) -> None:
        if self._choices is not None:
            self._remember(replace(self._choices, threshold=value), tr("move “How alike” of near-copies"))

    def _on_keep(self) -> None:
        if self._choices is not None and self._choices.keep != self.keep:
            words = tr("keep the best") if self.keep == 1 else tr("keep at most {keep}", keep=self.keep)
            self._remember(replace(self._choices, keep=self.keep), tr("{words} of each group", words=words))
        self._show()

    def _remember(self, choices: CopyChoices, words: str) -> None:
        if choices != self._choices:
            self._choices = choices
            self.analysis.keep_choices(choices, words)

    def prefer(self, id_: int) -> None:
        """Make a picture the best of its group."""
        if not id_ or self._choices is None:
            return
        group = next((group.ids for group in self._shown if id_ in group.ids), None)
        if group is not None:
            others = frozenset(int(one) for one in group) - {id_}
            choices = replace(self._choices, best=(self._choices.best - others) | {id_})
            self._remember(choices, tr("call a picture the best of its group"))
            self._regroup()

    def accept(self, number: int) -> None:
        """Reject the rest of one group, and go on to the next."""
        if 0 <= number < len(self._shown):
            self._reject_some(self._shown[number].ids[self.keep :])

    def reject(self) -> None:
        """Reject the rest of all groups, as one change."""
        self._reject_some(self._beyond())

    def _accept_current(self) -> None:
        self.accept(self.groups.current_group)

    def _prefer_current(self) -> None:
        self.prefer(self.groups.current_id)

    def _reject(self, id_: int) -> None:
        if id_:
            self._reject_some(np.array([id_], np.int64))

    def _look_close(self, id_: int) -> None:
        if id_:
            self.context.look_close(id_)

    def _reject_some(self, ids: Ids) -> None:
        project = self.context.project
        if project is not None and len(ids):
            self.context.workbench.run_undoable(
                tr("Rejecting"),
                functools.partial(_reject, project, ids),
                toast=tr("{n} near-copies rejected", one="{n} near-copy rejected", n=len(ids)),
            )


# On worker threads.


def _facts(project: Project, copies: Copies, report: Report) -> dict[int, Picture]:
    from studio.project.findings.copies import in_groups

    return {picture.id: picture for picture in project.catalogue.pictures(in_groups(copies).tolist())}


def _group(copies: Copies, threshold: float, best: frozenset[int], report: Report) -> CopyGroups:
    from studio.project.findings.copies import copies_at

    return copies_at(copies, threshold, best)


def _reject(project: Project, ids: Ids, report: Report) -> bool:
    return project.catalogue.set_states(
        {State.REJECTED: ids}, tr("reject {n} near-copies", one="reject {n} near-copy", n=len(ids))
    )
