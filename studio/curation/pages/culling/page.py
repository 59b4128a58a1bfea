"""The Finish my culling page: a few questions, a proposal for the rest, confirmed as one change."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from gan_engine.reporting import Report
from studio import theme
from studio.curation.histogram_slider import HistogramSlider
from studio.curation.pages.page import CurateContext, CuratePage
from studio.project.findings.likeness import Likeness, Marks
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.chips import ChipChoice
from studio.widgets.workspace import row
from studio.words import count_words, percent_words, tr, tr_noop
from studio.workers.curation.likeness import LikenessComparer, likeness_of

if TYPE_CHECKING:
    from gan_engine.curation.likeness.culling import Proposal

WANTED = 30
"""The artist's answers after which a proposal is usually good."""
_QUESTIONS = 200
"""Pictures on the table while questions are asked: the next ones, in their order."""
_SHOW_AFTER = 50
_NONE = np.empty(0, np.int64)


class CullingPage(CuratePage):
    """A tool at the left."""

    key = "finish"
    title = tr_noop("Finish my culling")
    icon = "magic-wand"
    kind = "tool"
    tip = tr_noop("Decide on some thirty pictures; the rest is proposed, and you confirm.")
    words = tr_noop("propose learn rank rest active cull select")
    shows = ("pictures.state",)

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self.comparer: LikenessComparer = likeness_of(context.workbench)
        self._is_open = self._is_fresh = False
        self._likeness: Likeness | None = None
        self._answers = self._picked = self._rejected = 0
        self.proposal: Proposal | None = None
        self._ranked: Ids = _NONE
        self._scores: np.ndarray = np.empty(0, np.float32)
        self._choose_first = False
        self._show_soon = QTimer(self, singleShot=True, interval=_SHOW_AFTER)
        self._show_soon.timeout.connect(self._show_pictures)

    def build(self) -> None:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.choice = ChipChoice(
            "curate.finish.show", tr("What is shown"), [("questions", tr("Questions")), ("proposal", tr("Proposal"))]
        )
        self.choice.chosen.connect(self._on_choice)
        self._words = theme.make_label("", "", wrap=True)
        self._words.setObjectName("curate.finish.words")
        self._count_words = theme.make_label("", "quiet")
        self.count = _bar("curate.finish.answers", tr("Your answers"), WANTED)
        self._agreement_words = theme.make_label("", "quiet")
        self.agreement = _bar("curate.finish.agreement", tr("Expected agreement"), 100)
        self._honest = theme.make_label("", "small", wrap=True)
        self._line = QWidget()
        self.slider = HistogramSlider(
            "curate.finish.line", tr("Keep from here"), 0.0, 1.0, 0.01, above=True, words=percent_words
        )
        self.slider.set_threshold(0.5)
        self.slider.moved.connect(self._on_moved)
        line = QVBoxLayout(self._line)
        line.setContentsMargins(0, 8, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.slider)
        line.addLayout(row([theme.make_label(tr("reject"), "small"), None, theme.make_label(tr("keep"), "small")]))
        self._outcome = theme.make_label("", "", wrap=True)
        self._confirm = theme.make_button(tr("Confirm"), "primary", name="curate.finish.confirm", icon_name="check")
        self._confirm.clicked.connect(self.confirm)
        self._go_on = theme.make_button(tr("Go on to Bake"), "primary", name="curate.finish.bake", icon_name="package")
        self._go_on.clicked.connect(lambda: self.context.open_page("bake"))
        above: tuple[QWidget, ...] = (self.choice, self._words)
        meters: tuple[QWidget, ...] = (
            self._count_words, self.count, self._agreement_words, self.agreement, self._honest,
        )  # fmt: skip
        for widget in above:
            column.addWidget(widget)
        column.addSpacing(8)
        for widget in (*meters, self._line, self._outcome, self._confirm, self._go_on):
            column.addWidget(widget)
        self.panel = panel
        self.comparer.changed.connect(self._learn)
        self.context.pictures_changed.connect(self._learn)

    # ---- the page -----------------------------------------------------------------------------------------------

    def opened(self) -> None:
        self._is_open = self._is_fresh = True
        self.choice.choose("questions")
        self.comparer.compare()
        self._learn()
        self._say()
        self.context.focus_pictures()

    def closed(self) -> None:
        self._is_open = False

    def on_project(self, project: Project | None) -> None:
        self.proposal, self._likeness, self._ranked = None, None, _NONE

    def on_chosen(self, ids: Ids) -> None:
        """The first question is chosen as soon as it is on the table: P and X answer it at once."""
        table = self.context.table
        if self._choose_first and self._is_open and len(table.model.ids):
            self._choose_first = False
            if self._is_fresh or not len(ids):  # what was chosen before may be the last question of all
                self._is_fresh = False
                self.context.select(table.model.ids[:1])

    # ---- learning -----------------------------------------------------------------------------------------------

    def _learn(self) -> None:
        if self._is_open:
            self.comparer.propose(self._take)
            self._say()

    def _take(self, found: tuple[Likeness, Marks, Proposal]) -> None:
        likeness, marks, proposal = found
        if likeness is not self.comparer.likeness:
            return
        self._likeness, self.proposal = likeness, proposal
        had, open_ = len(self._ranked) > 0, marks.states == int(State.UNDECIDED)
        self._answers = int((~open_ & ~marks.by_rule).sum())
        self._picked, self._rejected = (int((marks.states == int(s)).sum()) for s in (State.PICKED, State.REJECTED))
        ranked = np.flatnonzero(open_)
        ranked = ranked[np.argsort(-proposal.score[ranked], kind="stable")]
        self._ranked, self._scores = likeness.ids[ranked], proposal.score[ranked]
        self.slider.set_values(self._scores)
        if self._is_open:
            answers = self._has_keyboard()
            self._say()
            if not len(ranked) and answers and (had or self._is_fresh):
                self._is_fresh = False
                self._go_on.setFocus()
            self._show_soon.start()

    def _has_keyboard(self) -> bool:
        """Whether it is where questions are answered, not in a field or in a picture seen close."""
        focused = self._go_on.window().focusWidget()
        places = (self.context.table.grid, self.choice, self._confirm)
        return focused is None or any(place is focused or place.isAncestorOf(focused) for place in places)

    # ---- what is shown ------------------------------------------------------------------------------------------

    def _on_choice(self, key: str) -> None:
        self._say()
        self._show_pictures()
        self.context.focus_pictures()

    def _on_moved(self, threshold: float) -> None:
        self._say()
        self._show_soon.start()

    @property
    def _kept(self) -> int:
        """How many of the ranking are above the line."""
        return int(np.count_nonzero(self._scores >= self.slider.threshold))

    def _show_pictures(self) -> None:
        if not self._is_open or self.proposal is None or self._likeness is None:
            return
        if not len(self._ranked):
            words = tr("{picked:,} picked, {rejected:,} rejected.", picked=self._picked, rejected=self._rejected)
            self.context.show_ids(tr(self.title), _NONE, nothing=(tr("All decided"), words))
        elif self.choice.key == "questions":
            asked = self._likeness.ids[self.proposal.order[:_QUESTIONS]]
            self._choose_first = True
            self.context.show_ids(tr("Which of these do you want?"), asked)
        else:
            below = self._ranked[self._kept :].tolist()
            self.context.show_ids(tr("Proposal, the best first"), self._ranked, dict.fromkeys(below, tr("reject")))

    def _say(self) -> None:
        proposal, asking = self.proposal, self.choice.key == "questions"
        ready = proposal is not None and proposal.is_ready
        left = len(self._ranked)
        self.count.setValue(min(self._answers, WANTED))
        self._count_words.setText(tr("{answers:,} of about {wanted} answers", answers=self._answers, wanted=WANTED))
        self.agreement.setVisible(ready)
        self._agreement_words.setVisible(ready)
        self._honest.setVisible(ready)
        if proposal is not None and ready:
            share = min(99, round(100 * proposal.agreement))
            self.agreement.setValue(share)
            self._agreement_words.setText(tr("Expected to agree with you on {share} %", share=share))
            right = round(proposal.checked * self._answers)
            rest = tr(". The questions are the hard ones, so the rest goes better.")
            self._honest.setText(
                tr(
                    "Tried on your own answers, each hidden in turn: {right:,} of {answers:,} right",
                    right=right,
                    answers=self._answers,
                )
                + (rest if proposal.learns else tr(", no better than a guess."))
            )
        self._words.setText(self._instruction(asking, left))
        self.choice.setVisible(left > 0 or proposal is None)
        self._line.setVisible(not asking and ready and left > 0)
        self._outcome.setVisible(not asking and ready and left > 0)
        self._confirm.setVisible(not asking and ready and left > 0)
        likeness = self.comparer.likeness
        self._go_on.setVisible(not left and likeness is not None and len(likeness.ids) > 0 and proposal is not None)
        kept = self._kept if ready else 0
        self._outcome.setText(
            tr("Keep {kept:,}, reject {aside:,}. What you decided yourself stays.", kept=kept, aside=left - kept)
        )
        self._confirm.setText(tr("Pick {kept:,}, reject {aside:,}", kept=kept, aside=left - kept))

    def _instruction(self, asking: bool, left: int) -> str:
        proposal, likeness = self.proposal, self.comparer.likeness
        if likeness is None or proposal is None:
            return tr("Comparing the pictures…")
        if not len(likeness.ids):
            return tr("The pictures have not been looked at yet. It goes on in the background.")
        if not left:
            by_rule = len(likeness.ids) - self._answers
            return tr(
                "Every picture is decided: {answers:,} by you, {by_rule:,} by proposals and rules.",
                answers=self._answers,
                by_rule=by_rule,
            )
        if asking and not proposal.is_ready:
            return tr("P picks what you want, X rejects what you do not. Give at least one of each.")
        if asking and self._answers < WANTED:
            return tr("P picks, X rejects. The least certain come first.")
        if proposal.is_ready and not proposal.learns:
            return tr(_CANNOT)
        if asking:
            return tr("That is enough for a proposal; each further answer makes it better.")
        if not proposal.is_ready:
            return tr("Pick at least one picture and reject one; then there is a proposal.")
        return tr("Look along the line and move it. P and X correct single pictures; then confirm.")

    # ---- the change ---------------------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Pick what is above the line and reject what is below, as one change."""
        project, kept = self.context.project, self._kept
        if project is None or not len(self._ranked):
            return
        picked, rejected = self._ranked[:kept], self._ranked[kept:]
        words = tr("{picked:,} picked, {aside:,} rejected", picked=len(picked), aside=len(rejected))
        self.context.workbench.run_undoable(
            tr("Deciding"), functools.partial(_decide, project, picked, rejected), toast=words
        )


def _bar(name: str, words: str, most: int) -> QProgressBar:
    bar = QProgressBar()
    bar.setObjectName(name)
    bar.setAccessibleName(words)
    bar.setRange(0, most)
    bar.setTextVisible(False)
    return bar


_CANNOT = tr_noop(
    "Your rule cannot be told from how the pictures look, so far: what is proposed is your commoner answer for all. "
    "Look whether an answer is a slip, cull by one thing at a time, or give each kind a tag and decide by tag; some "
    "thirty answers more show whether it helps."
)


# On worker threads.


def _decide(project: Project, picked: Ids, rejected: Ids, report: Report) -> bool:
    words = tr(
        "finish the culling: pick {pictures}, reject {count:,}",
        pictures=count_words(len(picked), "picture"),
        count=len(rejected),
    )
    return project.catalogue.set_states({State.PICKED: picked, State.REJECTED: rejected}, words)
