"""The Unlike the rest page: strangers in the set, the strangest first, with a threshold."""

from __future__ import annotations

import functools
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.reporting import Report
from studio import theme
from studio.curation.histogram_slider import HistogramSlider
from studio.curation.pages.page import CurateContext, CuratePage
from studio.project.findings.likeness import Marks
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.workspace import row
from studio.words import count_words, tr, tr_noop, written
from studio.workers.curation.likeness import LikenessComparer, likeness_of

LOWEST, HIGHEST, STEP = 0.0, 8.0, 0.05
_NOBODY = 1e9
"""The limit with the line at its very end."""
_SHOW_AFTER = 40  # milliseconds the line rests before the light table follows


class UnlikePage(CuratePage):
    """Opened by its row at the left, or from the palette."""

    key = "unlike"
    title = tr_noop("Unlike the rest")
    icon = "user-focus"
    kind = "look"
    tip = tr_noop("See the pictures that are unlike all others, and reject strangers.")
    words = tr_noop("outlier stranger foreign different odd")
    finds = ("outlier",)

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self.comparer: LikenessComparer = likeness_of(context.workbench)
        self._is_open = False
        self._flagged: Ids = np.empty(0, np.int64)
        self._rejected: Ids = np.empty(0, np.int64)
        self._show_soon = QTimer(self, singleShot=True, interval=_SHOW_AFTER)
        self._show_soon.timeout.connect(self._show_flagged)
        context.analysis_changed.connect(self.comparer.look_again)
        self.comparer.came_back.connect(self._show_back)

    def build(self) -> None:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self._words = theme.make_label("", "", wrap=True)
        self._words.setObjectName("curate.unlike.words")
        self.slider = HistogramSlider(
            "curate.unlike.threshold", tr("How unlike"), LOWEST, HIGHEST, STEP, above=True, words=written(".1f")
        )
        self.slider.moved.connect(self._on_moved)
        self.slider.released.connect(self._on_released)
        self._ends = QWidget()
        self._ends.setLayout(
            row([theme.make_label(tr("usual"), "small"), None, theme.make_label(tr("strange"), "small")])
        )
        self._suggest = theme.make_button(tr("As suggested"), "quiet", name="curate.unlike.suggest")
        self._suggest.setToolTip(tr("Put the line where the strange seem to begin"))
        self._reject_button = theme.make_button(tr("Reject"), "primary", name="curate.unlike.reject", icon_name="x")
        self._belong = theme.make_button(tr("These belong"), name="curate.unlike.belong", icon_name="check")
        self._belong.setToolTip(tr("Do not flag the chosen pictures again; with none chosen, all that are flagged"))
        self._again = theme.make_button("", "quiet", name="curate.unlike.again")
        self._suggest.clicked.connect(self._on_suggest)
        self._reject_button.clicked.connect(self.reject)
        self._belong.clicked.connect(self.let_belong)
        self._again.clicked.connect(self._ask_again)
        for widget in (self._words, self.slider, self._ends):
            column.addWidget(widget)
        column.addLayout(row([self._suggest, None]))
        column.addSpacing(8)
        column.addWidget(self._reject_button)
        column.addWidget(self._belong)
        column.addLayout(row([self._again, None]))
        self.panel = panel
        self.comparer.changed.connect(self._on_changed)
        self.comparer.busy_changed.connect(self._say)
        self.context.pictures_changed.connect(self._on_pictures)

    # ---- the page -----------------------------------------------------------------------------------------------

    def opened(self) -> None:
        self._is_open = True
        self.comparer.compare()
        self._on_pictures()
        self._on_changed()
        self.context.focus_pictures()

    def closed(self) -> None:
        self._is_open = False

    def on_finding(self, kind: str) -> None:
        self._show_soon.start()

    def on_project(self, project: Project | None) -> None:
        self._flagged = np.empty(0, np.int64)

    def on_chosen(self, ids: Ids) -> None:
        count = len(ids)
        self._belong.setText(
            tr("These {count:,} belong", count=count)
            if count > 1
            else tr("This one belongs")
            if count
            else tr("These belong")
        )

    def _on_pictures(self) -> None:
        if self._is_open:
            self.comparer.read_marks(self._take_marks, "curate.unlike.marks")

    def _take_marks(self, marks: Marks) -> None:
        self._rejected = marks.ids[marks.states == int(State.REJECTED)]
        self._say()

    @property
    def _left(self) -> Ids:
        """Flagged, and not rejected already."""
        return self._flagged[~np.isin(self._flagged, self._rejected)]

    # ---- the line -----------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        likeness, opinion = self.comparer.likeness, self.comparer.opinion
        if not self._is_open:
            return
        if likeness is not None and opinion is not None:
            self.slider.set_values(likeness.scores)
            threshold = likeness.threshold if opinion.threshold is None else opinion.threshold
            self.slider.set_threshold(min(threshold, HIGHEST))
            self._flag(threshold)
            self._show_soon.start()
        self._say()

    def _flag(self, threshold: float) -> None:
        likeness, opinion = self.comparer.likeness, self.comparer.opinion
        if likeness is not None and opinion is not None:
            self._flagged = opinion.flagged(likeness, threshold)

    def _on_moved(self, threshold: float) -> None:
        self._flag(_limit(threshold))
        self._say()
        self._show_soon.start()

    def _on_released(self, threshold: float) -> None:
        if self.comparer.opinion is not None:
            opinion = replace(self.comparer.opinion, threshold=_limit(threshold))
            self.comparer.set_opinion(opinion, tr("move the line of “Unlike the rest”"))

    def _on_suggest(self) -> None:
        if self.comparer.opinion is not None:
            opinion = replace(self.comparer.opinion, threshold=None)
            self.comparer.set_opinion(opinion, tr("put the line of “Unlike the rest” as suggested"))

    def _show_flagged(self) -> None:
        if not self._is_open or self.comparer.likeness is None:
            return
        nothing = tr("Nothing is unlike the rest"), tr("Move the line to the left to see the least usual.")
        self.context.show_ids(tr(self.title), self._flagged, nothing=nothing)

    def _say(self) -> None:
        if not self._is_open:
            return
        likeness, opinion, count, left = (
            self.comparer.likeness,
            self.comparer.opinion,
            len(self._flagged),
            len(self._left),
        )
        ready = likeness is not None and len(likeness.ids) > 0
        if likeness is None or opinion is None:
            words = tr("Comparing the pictures…")
        elif not len(likeness.ids):
            words = tr("The pictures have not been looked at yet. It goes on in the background.")
        else:
            words = tr(
                "{pictures} of {count:,} beyond the line.",
                pictures=count_words(count, "picture"),
                count=len(likeness.ids),
            )
            if not count:
                words = tr("Nothing here is unlike the rest. Move the line to the left to see the least usual.")
            if likeness.unknown:
                words += tr(" {pictures} not looked at yet.", pictures=count_words(likeness.unknown, "picture"))
        self._words.setText(words)
        for widget in (self.slider, self._suggest):
            widget.setEnabled(ready)
        self._suggest.setVisible(opinion is not None and opinion.threshold is not None)
        self._reject_button.setText(
            tr("Reject {pictures}", pictures=count_words(left, "picture"))
            if left
            else tr("All rejected")
            if count
            else tr("Reject")
        )
        self._reject_button.setEnabled(left > 0)
        self._belong.setEnabled(count > 0)
        kept = len(opinion.belong) if opinion is not None else 0
        self._again.setText(
            tr("Flag the {kept:,} that belong again", kept=kept) if kept > 1 else tr("Flag the one that belongs again")
        )
        self._again.setVisible(kept > 0)

    # ---- what is done about them --------------------------------------------------------------------------------

    def reject(self) -> None:
        """Reject all that are flagged, as one change."""
        project, ids = self.context.project, self._left
        if project is not None and len(ids):
            words = tr("{pictures} unlike the rest rejected", pictures=count_words(len(ids), "picture"))
            self.context.workbench.run_undoable(tr("Rejecting"), functools.partial(_reject, project, ids), toast=words)

    def let_belong(self) -> None:
        """Flag the chosen ones no more, or all where none is chosen."""
        if self.comparer.opinion is None:
            return
        chosen = self.context.table.ids
        chosen = chosen[np.isin(chosen, self._flagged)] if len(chosen) else self._flagged
        belong = np.union1d(self.comparer.opinion.belong, chosen).astype(np.int64)
        words = tr("“These belong” for {pictures}", pictures=count_words(len(chosen), "picture"))
        self.comparer.set_opinion(replace(self.comparer.opinion, belong=belong), words)

    def _ask_again(self) -> None:
        if self.comparer.opinion is not None:
            opinion = replace(self.comparer.opinion, belong=np.empty(0, np.int64))
            self.comparer.set_opinion(opinion, tr("flag those that belong again"))

    def _show_back(self) -> None:
        """The line, or what was said to belong, is as it was: go there; the page follows the desk."""
        self.context.open_page(self.key)


def _limit(threshold: float) -> float:
    return threshold if threshold < HIGHEST - STEP / 2 else _NOBODY


# On worker threads.


def _reject(project: Project, ids: Ids, report: Report) -> bool:
    words = tr("reject {pictures} unlike the rest", pictures=count_words(len(ids), "picture"))
    return project.catalogue.set_states({State.REJECTED: ids}, words)
