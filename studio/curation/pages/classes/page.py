"""The Classes page: sorts by examples, folders, tags or groups; confirmed as one change."""

from __future__ import annotations

import functools

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from gan_engine.reporting import Report
from studio import theme
from studio.curation.pages.classes.draft import MOST, UNSORTED, ClassDraft
from studio.curation.pages.classes.row import ClassRow
from studio.curation.pages.classes.steps import SortState, SortSteps, Start, put_words
from studio.curation.pages.page import CurateContext, CuratePage
from studio.project.findings.likeness import Likeness, Marks
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.empty_state import EmptyState
from studio.widgets.fields.eliding_box import ElidingBox
from studio.widgets.room.current_stack import CurrentStack
from studio.widgets.room.whole_label import WholeLabel
from studio.widgets.sliders import NamedSlider
from studio.widgets.workspace import heading_row, row
from studio.words import count_words, in_sentence, tr, tr_choices, tr_noop, written
from studio.workers.curation.likeness import LikenessComparer, likeness_of

_STARTS = (
    ("examples", tr_noop("A few examples")),
    ("classes", tr_noop("The classes there are")),
    ("folders", tr_noop("Folders")),
    ("tags", tr_noop("Tags")),
    ("groups", tr_noop("Groups that look alike")),
)
_SENTENCES = {
    "examples": tr_noop("Choose pictures and press 1 to 9, or drag them: a few of each are enough, the rest follows."),
    "classes": tr_noop("What has a class stays; what has none is sorted by it."),
    "folders": tr_noop("Each folder you imported from is a class."),
    "tags": tr_noop("Each tag is a class; of several tags the first counts."),
    "groups": tr_noop("Found by likeness. Give them names, and move what is wrong."),
}


class _Area(QScrollArea):
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class ClassesPage(CuratePage):
    """A tool at the left."""

    key = "sort"
    title = tr_noop("Sort into classes")
    icon = "folders"
    kind = "tool"
    tip = tr_noop("Sort pictures into classes from a few examples, folders, tags or groups, and look them over.")
    words = tr_noop("class label group cluster examples conditional")
    shows = ("pictures.class",)

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self.comparer: LikenessComparer = likeness_of(context.workbench)
        self._is_open = False
        self._likeness: Likeness | None = None
        self.draft: ClassDraft | None = None
        self.rows: list[ClassRow] = []
        self._rejected: np.ndarray | None = None
        self._started = Start()
        self._steps = SortSteps(context.workbench, self._show_step)

    def build(self) -> None:
        self.panel, self.view = self._make_panel(), self._make_view()
        self.comparer.changed.connect(self._on_changed)
        self.context.pictures_changed.connect(self._look_who_is_rejected)
        self.context.workbench.settling.connect(self._end_naming)

    def _make_panel(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.start = ElidingBox()
        self.start.setObjectName("curate.sort.start")
        self.start.setAccessibleName(tr("Start from"))
        for key, words in tr_choices(_STARTS):
            self.start.addItem(words, key)
        self.start.activated.connect(self._on_start)
        self.number = NamedSlider(
            "curate.sort.groups", tr("Groups"), 2, MOST, 4, steps=MOST - 2, words=written(".0f"), label_width=56
        )
        self.number.released.connect(self._on_number)
        self._sentence = theme.make_label("", "", wrap=True)
        self._summary = theme.make_label("", "quiet", wrap=True)
        self._summary.setObjectName("curate.sort.summary")
        self._add = theme.make_button(tr("Add a class"), "quiet", name="curate.sort.add", icon_name="plus")
        self._add.clicked.connect(self._on_add)
        self._confirm = theme.make_button(tr("Confirm"), "primary", name="curate.sort.confirm", icon_name="check")
        self._confirm.clicked.connect(self.confirm)
        column.addWidget(theme.make_label(tr("Start from"), "quiet"))
        column.addWidget(self.start)
        column.addWidget(self.number)
        column.addWidget(self._sentence)
        column.addLayout(row([self._add, None]))
        column.addWidget(self._summary)
        column.addWidget(self._confirm)
        return panel

    def _make_view(self) -> QWidget:
        view = QWidget()
        self._title = theme.make_label(tr("Sort into classes"), "large")
        self._hint = WholeLabel(
            tr("The least certain stand first. 1 to 9 move what is chosen, 0 takes it out."), "quiet"
        )
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.UNIT)
        self._column.addStretch(1)
        self._area = _Area()
        self._area.resized.connect(self._share_room)
        self._area.setObjectName("curate.sort.area")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its rows take the keyboard
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)  # `setWidget` fills it: the ground of the pictures is behind
        self._area.viewport().setAutoFillBackground(False)
        self._waiting = EmptyState("curate.sort.waiting", "folders", "", "")
        self._stack = CurrentStack()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._waiting)
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(heading_row([self._title, None, self._hint]))
        column.addWidget(self._stack, 1)
        return view

    # ---- the page -----------------------------------------------------------------------------------------------

    def opened(self) -> None:
        self._is_open = True
        self._steps.set_open(True)
        self.comparer.compare()
        self._on_changed()

    def closed(self) -> None:
        self._end_naming()
        self._is_open = False
        self._steps.set_open(False)

    def on_project(self, project: Project | None) -> None:
        self._forget(None)
        if self.view is not None:
            self._set_rows(0)

    def _forget(self, likeness: Likeness | None) -> None:
        """The draft was of other pictures."""
        self._likeness, self.draft, self._rejected = likeness, None, None
        self._steps.forget()

    def _on_changed(self) -> None:
        likeness = self.comparer.likeness
        if not self._is_open:
            return
        if likeness is not self._likeness:
            self._forget(likeness)
            self._look_who_is_rejected()
        self._say()

    def _look_who_is_rejected(self) -> None:
        """They are in no class, and no examples."""
        likeness = self._likeness
        if self._is_open and likeness is not None and len(likeness.ids):
            done = functools.partial(self._take_rejected, likeness)
            self.comparer.read_marks(done, "curate.sort.rejected")

    def _take_rejected(self, likeness: Likeness, marks: Marks) -> None:
        if likeness is not self._likeness:
            return
        rejected = marks.of(likeness.ids).states == int(State.REJECTED)
        same = self._rejected is not None and np.array_equal(rejected, self._rejected)
        self._rejected = rejected
        if self.draft is None:
            self._on_start()
        elif not same:
            self._set_draft(self.draft)
            self._learn()

    # ---- where it starts from -----------------------------------------------------------------------------------

    @property
    def _start(self) -> str:
        return str(self.start.currentData())

    def _on_start(self) -> None:
        likeness = self._likeness
        if likeness is None:
            return
        start = self._start
        if start == "examples":
            self._begin(ClassDraft.blank(likeness.ids))
        elif start == "groups":
            done = functools.partial(self._take_groups, likeness, True)
            self.comparer.group(likeness, None, done, "curate.sort.groups")
        elif start == "tags":
            self.comparer.read_tags(functools.partial(self._take_labels, likeness), "curate.sort.marks")
        else:
            self.comparer.read_marks(functools.partial(self._take_marks, likeness, start), "curate.sort.marks")
        self._say()

    def _on_number(self, count: float) -> None:
        if (likeness := self._likeness) is not None and self._start == "groups":
            done = functools.partial(self._take_groups, likeness, False)
            self.comparer.group(likeness, round(count), done, "curate.sort.groups")

    def _take_groups(self, likeness: Likeness, suggested: bool, groups: np.ndarray) -> None:
        if likeness is self._likeness and self._start == "groups":
            count = int(groups.max(initial=0)) + 1
            if suggested:
                self.number.set_value(max(2, min(MOST, count)))
            names = tuple(tr("Group {number}", number=number + 1) for number in range(count))
            self._begin(ClassDraft.of(likeness.ids, names, groups, sure=False))

    def _take_marks(self, likeness: Likeness, start: str, marks: Marks) -> None:
        if likeness is self._likeness and self._start == start:
            marks = marks.of(likeness.ids)
            by_class = start == "classes"
            names, labels = (marks.class_names, marks.classes) if by_class else (marks.folder_names, marks.folders)
            self._begin_from(likeness, names, labels)

    def _take_labels(self, likeness: Likeness, found: tuple[tuple[str, ...], dict[int, int]]) -> None:
        if likeness is self._likeness and self._start == "tags":
            names, places = found
            self._begin_from(likeness, names, np.array([places.get(int(id_), -1) for id_ in likeness.ids], np.int64))

    def _begin_from(self, likeness: Likeness, names: tuple[str, ...], labels: np.ndarray) -> None:
        draft = ClassDraft.of(likeness.ids, names, labels, sure=True)
        self._begin(draft if draft.names else ClassDraft.blank(likeness.ids))
        self._learn()

    def _begin(self, draft: ClassDraft) -> None:
        """Begin anew from what was chosen: a step, where there was a draft."""
        before, self._started = self._state, Start(self._start, self.number.value)
        self._set_draft(draft)
        same = before is not None and before.start.way == self._start
        self._enter(
            tr("sort into {groups}", groups=count_words(len(draft.names), "group"))
            if same
            else tr("start from {way}", way=in_sentence(self.start.currentText())),
            before,
        )

    # ---- taking back --------------------------------------------------------------------------------------------

    @property
    def _state(self) -> SortState | None:
        return SortState(self._started, self.draft) if self.draft is not None else None

    def _enter(self, words: str, before: SortState | None) -> None:
        """Something was done to what was so `before`."""
        if before is not None and (now := self._state) is not None:
            self._steps.enter(words, before, now)

    def _end_naming(self) -> None:
        self._steps.end_naming(self._started, self.draft)

    def _show_step(self, state: SortState) -> None:
        """A step was taken back, or done again."""
        if self.draft is None or not np.array_equal(self.draft.ids, state.draft.ids):
            return  # of pictures that are others by now
        self._started = state.start
        self.start.setCurrentIndex(self.start.findData(state.start.way))
        self.number.set_value(state.start.groups)
        self._set_draft(state.draft)
        self._learn()

    # ---- the draft ----------------------------------------------------------------------------------------------

    def _set_draft(self, draft: ClassDraft) -> None:
        self.draft = draft.without(self._rejected)
        self._set_rows(len(draft.names))
        self._show_draft()

    def _set_rows(self, count: int) -> None:
        """A row for each class and one for the unsorted; those that are there stay, and the keyboard in them."""
        wanted = [*range(count), UNSORTED] if count else []
        kept = {one.place: one for one in self.rows if one.place in wanted}
        for one in self.rows:
            if one.place not in kept:
                self._column.removeWidget(one)
                one.hide()
                one.model.set_project(None)
                one.deleteLater()
        self.rows = []
        for at, place in enumerate(wanted):
            if place not in kept:
                kept[place] = self._make_row(place)
                self._column.insertWidget(at, kept[place])
            self.rows.append(kept[place])

    def _make_row(self, place: int) -> ClassRow:
        made = ClassRow(self.context.workbench, place, self._inside)
        made.put.connect(self.put)
        made.named.connect(functools.partial(self._on_named, place))
        if made.field is not None:
            made.field.editingFinished.connect(self._end_naming)
        made.look_close.connect(self.context.look_close)
        return made

    def _show_draft(self) -> None:
        draft, sorts = self.draft, self._has_keyboard()
        if draft is not None:
            for one in self.rows:
                name = draft.names[one.place] if one.place >= 0 else ""
                one.show_pictures(name, draft.ids[draft.rows(one.place)], draft.by_hand(one.place))
            self._share_room()
        self._say()
        if sorts and not self._has_keyboard(grids_alone=True):
            self.context.focus_pictures()

    def _has_keyboard(self, *, grids_alone: bool = False) -> bool:
        """Whether the pictures of a row have it, or the page as long as there was no row."""
        focused = QApplication.focusWidget()
        return any(one.grid is focused for one in self.rows) or (focused is self.view and not grids_alone)

    def _share_room(self) -> None:
        """Let the rows fill the page: what is left over goes to those that have more pictures than they show, a line
        at a time, and what is less than that to the last of them."""
        lines = dict.fromkeys(range(len(self.rows)), 1)
        taken = sum(one.height_of(1) + theme.UNIT for one in self.rows)
        spare = self._area.viewport().height() - taken
        given = True
        while given:
            given = False
            for place, one in enumerate(self.rows):
                more = one.height_of(lines[place] + 1) - one.height_of(lines[place])
                if lines[place] < one.wanted_lines and more <= spare:
                    lines[place] += 1
                    spare -= more
                    given = True
        last = max((place for place, one in enumerate(self.rows) if one.wanted_lines > lines[place]), default=-1)
        for place, one in enumerate(self.rows):
            one.set_lines(lines[place], max(0, spare) if place == last else 0)

    def put(self, ids: Ids, index: int) -> None:
        """Put pictures into a class by hand; the rest follows."""
        self._end_naming()
        before, draft = self._state, self.draft
        if draft is None or not UNSORTED <= index < MOST:
            return
        while index >= len(draft.names):
            draft = draft.with_class()
        self._set_draft(draft.put(ids, index))
        self._enter(put_words(len(ids), index, draft.names), before)
        self._learn()

    def _on_named(self, index: int, name: str) -> None:
        if self.draft is not None:
            self._steps.name(SortState(self._started, self.draft))
            self.draft = self.draft.renamed(index, name)
            self._say()

    def _on_add(self) -> None:
        self._end_naming()
        if (before := self._state) is not None and len(before.draft.names) < MOST:
            self._set_draft(before.draft.with_class())
            self._enter(tr("add a class"), before)

    def _learn(self) -> None:
        likeness, draft = self._likeness, self.draft
        if likeness is not None and draft is not None and draft.learns:
            self.comparer.sort(likeness, draft.examples, functools.partial(self._take_proposal, draft))

    def _take_proposal(self, asked: ClassDraft, found: tuple[np.ndarray, np.ndarray]) -> None:
        draft = self.draft
        if draft is not None and len(draft.ids) == len(found[0]) and np.array_equal(draft.examples, asked.examples):
            self.draft = draft.with_proposal(*found)
            self._show_draft()

    def _say(self) -> None:
        likeness, draft = self.comparer.likeness, self.draft
        self.number.setVisible(self._start == "groups")
        self._sentence.setText(tr(_SENTENCES[self._start]))
        if likeness is None or draft is None:
            self._waiting.set_words(tr("Comparing the pictures…"), tr("They are compared once; then sorting is quick."))
            if likeness is not None and not len(likeness.ids):
                words = tr("They are looked at in the background; then they can be sorted.")
                self._waiting.set_words(tr("The pictures have not been looked at yet"), words)
        self._stack.setCurrentWidget(self._area if draft is not None else self._waiting)
        self._hint.setVisible(draft is not None)
        self._add.setEnabled(draft is not None and len(draft.names) < MOST)
        wrong = draft.wrong() if draft is not None else "."
        self._confirm.setEnabled(not wrong)
        if draft is None:
            self._summary.setText("")
            self._confirm.setText(tr("Confirm"))
            return
        sorted_ = sum(draft.counts())
        self._confirm.setText(
            tr("Put {pictures} into classes", pictures=count_words(sorted_, "picture")) if sorted_ else tr("Confirm")
        )
        left = draft.unsorted
        self._summary.setText(
            wrong or (tr("{pictures} as before.", pictures=count_words(left, "picture")) if left else "")
        )
        self._summary.setVisible(bool(self._summary.text()))

    def confirm(self) -> None:
        """Give the pictures their classes, as one change."""
        project, draft = self.context.project, self.draft
        if project is None or draft is None or draft.wrong():
            return
        groups = draft.groups()
        count = sum(len(ids) for ids in groups.values())
        self.context.workbench.run_undoable(
            tr("Sorting"),
            functools.partial(_store, project, groups),
            toast=tr(
                "{pictures} sorted into {classes}",
                pictures=count_words(count, "picture"),
                classes=count_words(len(groups), "class", "classes"),
            ),
        )


# On worker threads.


def _store(project: Project, groups: dict[str, Ids], report: Report) -> bool:
    count = sum(len(ids) for ids in groups.values())
    words = tr(
        "sort {pictures} into {classes}",
        pictures=count_words(count, "picture"),
        classes=count_words(len(groups), "class", "classes"),
    )
    return project.catalogue.set_classes(groups, words)
