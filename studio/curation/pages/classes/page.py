"""The Classes page: sorts by examples, folders, tags or groups; confirmed as one change."""

from __future__ import annotations

import functools

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gan_engine.reporting import Report
from studio import theme
from studio.curation.pages.classes.draft import MOST, UNSORTED, ClassDraft
from studio.curation.pages.classes.row import ClassRow
from studio.curation.pages.page import CurateContext, CuratePage
from studio.project.findings.likeness import Likeness, Marks
from studio.project.pictures.facts import count_words
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.eliding_box import ElidingBox
from studio.widgets.empty_state import EmptyState
from studio.widgets.sliders import NamedSlider
from studio.widgets.workspace import heading_row, row
from studio.workers.curation.likeness import LikenessComparer, likeness_of

_STARTS = (
    ("examples", "A few examples"), ("classes", "The classes there are"), ("folders", "Folders"), ("tags", "Tags"),
    ("groups", "Groups that look alike"),
)  # fmt: skip
_SENTENCES = {
    "examples": "Choose pictures and press 1 to 9, or drag them: a few of each are enough, the rest follows.",
    "classes": "What has a class stays; what has none is sorted by it.",
    "folders": "Each folder you imported from is a class.",
    "tags": "Each tag is a class; of several tags the first counts.",
    "groups": "Found by likeness. Give them names, and move what is wrong.",
}


class ClassesPage(CuratePage):
    """A tool at the left."""

    key = "sort"
    title = "Sort into classes"
    icon = "folders"
    kind = "tool"
    tip = "Sort pictures into classes from a few examples, folders, tags or groups, and look them over."
    words = "class label group cluster examples conditional"
    shows = ("pictures.class",)

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self.comparer: LikenessComparer = likeness_of(context.workbench)
        self._is_open = False
        self._likeness: Likeness | None = None
        self.draft: ClassDraft | None = None
        self.rows: list[ClassRow] = []

    def build(self) -> None:
        self.panel, self.view = self._make_panel(), self._make_view()
        self.comparer.changed.connect(self._on_changed)

    def _make_panel(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.start = ElidingBox()
        self.start.setObjectName("curate.sort.start")
        self.start.setAccessibleName("Start from")
        for key, words in _STARTS:
            self.start.addItem(words, key)
        self.start.activated.connect(self._on_start)
        self.number = NamedSlider(
            "curate.sort.groups", "Groups", 2, MOST, 4, steps=MOST - 2, words="{:.0f}".format, label_width=56
        )
        self.number.released.connect(self._on_number)
        self._sentence = theme.make_label("", "", wrap=True)
        self._summary = theme.make_label("", "quiet", wrap=True)
        self._summary.setObjectName("curate.sort.summary")
        self._add = theme.make_button("Add a class", "quiet", name="curate.sort.add", icon_name="plus")
        self._add.clicked.connect(self._on_add)
        self._confirm = theme.make_button("Confirm", "primary", name="curate.sort.confirm", icon_name="check")
        self._confirm.clicked.connect(self.confirm)
        column.addWidget(theme.make_label("Start from", "quiet"))
        column.addWidget(self.start)
        column.addWidget(self.number)
        column.addWidget(self._sentence)
        column.addLayout(row([self._add, None]))
        column.addWidget(self._summary)
        column.addWidget(self._confirm)
        return panel

    def _make_view(self) -> QWidget:
        view = QWidget()
        self._title = theme.make_label("Sort into classes", "large")
        self._hint = theme.make_label(
            "The least certain stand first. 1 to 9 move what is chosen, 0 takes it out.", "quiet"
        )
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.UNIT)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setObjectName("curate.sort.area")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)  # `setWidget` fills it: the ground of the pictures is behind
        self._area.viewport().setAutoFillBackground(False)
        self._waiting = EmptyState("curate.sort.waiting", "folders", "", "")
        self._stack = QStackedWidget()
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
        self.comparer.compare()
        self._on_changed()

    def closed(self) -> None:
        self._is_open = False

    def on_project(self, project: Project | None) -> None:
        self._likeness = self.draft = None
        if self.view is not None:
            self._set_rows(0)

    def _on_changed(self) -> None:
        likeness = self.comparer.likeness
        if not self._is_open:
            return
        if likeness is not self._likeness:
            self._likeness, self.draft = likeness, None
            if likeness is not None and len(likeness.ids):
                self._on_start()
        self._say()

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
            self._set_draft(ClassDraft.blank(likeness.ids))
        elif start == "groups":
            self.comparer.group(None, functools.partial(self._take_groups, likeness, True), "curate.sort.groups")
        elif start == "tags":
            self.comparer.read_tags(functools.partial(self._take_labels, likeness), "curate.sort.marks")
        else:
            self.comparer.read_marks(functools.partial(self._take_marks, likeness, start), "curate.sort.marks")
        self._say()

    def _on_number(self, count: float) -> None:
        if (likeness := self._likeness) is not None and self._start == "groups":
            self.comparer.group(
                round(count), functools.partial(self._take_groups, likeness, False), "curate.sort.groups"
            )

    def _take_groups(self, likeness: Likeness, suggested: bool, groups: np.ndarray) -> None:
        if likeness is self._likeness and self._start == "groups":
            count = int(groups.max(initial=0)) + 1
            if suggested:
                self.number.set_value(max(2, min(MOST, count)))
            names = tuple(f"Group {number + 1}" for number in range(count))
            self._set_draft(ClassDraft.of(likeness.ids, names, groups, sure=False))

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
        self._set_draft(draft if draft.names else ClassDraft.blank(likeness.ids))
        self._learn()

    # ---- the draft ----------------------------------------------------------------------------------------------

    def _set_draft(self, draft: ClassDraft) -> None:
        self.draft = draft
        self._set_rows(len(draft.names))
        self._show_draft()

    def _set_rows(self, count: int) -> None:
        wanted = [*range(count), UNSORTED] if count else []
        if [one.place for one in self.rows] == wanted:
            return
        for one in self.rows:
            one.hide()
            one.model.set_project(None)
            one.deleteLater()
        self.rows = []
        for place in wanted:
            made = ClassRow(self.context.workbench, place, self._inside)
            made.put.connect(self.put)
            made.named.connect(functools.partial(self._on_named, place))
            made.look_close.connect(self.context.look_close)
            self._column.insertWidget(self._column.count() - 1, made)
            self.rows.append(made)
        if self.rows and self.draft is not None and not any(self.draft.counts()):
            self.rows[-1].set_tall(True)  # nothing is sorted: the others are what there is to see

    def _show_draft(self) -> None:
        draft = self.draft
        if draft is not None:
            for one in self.rows:
                name = draft.names[one.place] if one.place >= 0 else ""
                one.show_pictures(name, draft.ids[draft.rows(one.place)], draft.by_hand(one.place))
        self._say()

    def put(self, ids: Ids, index: int) -> None:
        """Put pictures into a class by hand; the rest follows."""
        draft = self.draft
        if draft is None or not UNSORTED <= index < MOST:
            return
        while index >= len(draft.names):
            draft = draft.with_class()
        self._set_draft(draft.put(ids, index))
        self._learn()

    def _on_named(self, index: int, name: str) -> None:
        if self.draft is not None:
            self.draft = self.draft.renamed(index, name)
            self._say()

    def _on_add(self) -> None:
        if self.draft is not None and len(self.draft.names) < MOST:
            self._set_draft(self.draft.with_class())

    def _learn(self) -> None:
        if self.draft is not None and self.draft.learns:
            self.comparer.sort(self.draft.given, functools.partial(self._take_proposal, self.draft))

    def _take_proposal(self, asked: ClassDraft, found: tuple[np.ndarray, np.ndarray]) -> None:
        draft = self.draft
        if draft is not None and len(draft.ids) == len(found[0]) and np.array_equal(draft.given, asked.given):
            self.draft = draft.with_proposal(*found)
            self._show_draft()

    def _say(self) -> None:
        likeness, draft = self.comparer.likeness, self.draft
        self.number.setVisible(self._start == "groups")
        self._sentence.setText(_SENTENCES[self._start])
        if likeness is None or draft is None:
            self._waiting.set_words("Comparing the pictures…", "They are compared once; then sorting is quick.")
            if likeness is not None and not len(likeness.ids):
                words = "They are looked at in the background; then they can be sorted."
                self._waiting.set_words("The pictures have not been looked at yet", words)
        self._stack.setCurrentWidget(self._area if draft is not None else self._waiting)
        self._hint.setVisible(draft is not None)
        self._add.setEnabled(draft is not None and len(draft.names) < MOST)
        wrong = draft.wrong() if draft is not None else "."
        self._confirm.setEnabled(not wrong)
        if draft is None:
            self._summary.setText("")
            self._confirm.setText("Confirm")
            return
        sorted_ = int(np.count_nonzero(draft.labels >= 0))
        self._confirm.setText(f"Put {count_words(sorted_, 'picture')} into classes" if sorted_ else "Confirm")
        left = len(draft.ids) - sorted_
        self._summary.setText(wrong or (f"{count_words(left, 'picture')} as before." if left else ""))
        self._summary.setVisible(bool(self._summary.text()))

    def confirm(self) -> None:
        """Give the pictures their classes, as one change."""
        project, draft = self.context.project, self.draft
        if project is None or draft is None or draft.wrong():
            return
        groups = draft.groups()
        count = sum(len(ids) for ids in groups.values())
        self.context.workbench.run_undoable(
            "Sorting", functools.partial(_store, project, groups),
            toast=f"{count_words(count, 'picture')} sorted into {count_words(len(groups), 'class', 'classes')}",
        )  # fmt: skip


# On worker threads.


def _store(project: Project, groups: dict[str, Ids], report: Report) -> bool:
    count = sum(len(ids) for ids in groups.values())
    words = f"sort {count_words(count, 'picture')} into {count_words(len(groups), 'class', 'classes')}"
    return project.catalogue.set_classes(groups, words)
