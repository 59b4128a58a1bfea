"""The page on which an artist chooses between snapshots, two at a time, without knowing which is which."""

from __future__ import annotations

import functools

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from gan_engine.runs.run_names import run_name
from studio import theme
from studio.training.ballot.pair_view import PairView
from studio.training.ballot.standing_view import StandingView
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.widgets.room.current_stack import CurrentStack
from studio.widgets.room.flow import FlowLayout, flowing_row
from studio.widgets.scrolling import scroll_area
from studio.widgets.workspace import row
from studio.words import count_words, kimg_words, tr
from studio.workers.training.ballots import FEWEST, LATENTS, MOST, Ballots
from studio.workers.training.follower import RunView
from studio.workers.workbench import Workbench

_WIDEST = 720


class BallotPage(QWidget):
    """`left` when the artist has seen enough; `changed` when another snapshot may be the choice."""

    left = Signal()
    changed = Signal()

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.ballot")
        self._run: RunView | None = None
        self._seen_round = -1
        self.ballots = Ballots(workbench, self)
        self.ballots.changed.connect(self._show)
        self.ballots.drawn.connect(self._show_designs)
        self.ballots.failed.connect(self._say)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._make_head())
        self._words = theme.make_label("", "quiet", wrap=True)
        self._words.setObjectName("train.ballot.words")
        column.addWidget(self._words)
        self._pages = CurrentStack()
        self._pages.setObjectName("train.ballot.pages")
        self._setup, self._vote, self._result = self._make_setup(), self._make_vote(), self._make_result()
        for page in (self._setup, self._vote, self._result):
            self._pages.addWidget(page)
        column.addWidget(self._pages, 1)

    # ---- building ---------------------------------------------------------------------------------------------------

    def _make_head(self) -> QWidget:
        back = theme.make_button(tr("Back to the plots"), "icon", name="train.ballot.back", icon_name="arrow-left")
        back.clicked.connect(self.left)
        self._title = ElidingLabel(tr("Choose by eye"), "large", least=200)
        self._progress = theme.make_label("", "quiet")
        self._progress.setObjectName("train.ballot.progress")
        self.undo = theme.make_button(
            tr("Take back"),
            "quiet",
            name="train.ballot.undo",
            icon_name="arrow-u-up-left",
            tip=tr("Ask it again  (Backspace, Ctrl+Z)"),
        )
        self.undo.clicked.connect(self._take_back)
        self.look = theme.make_button(tr("What it says so far"), "quiet", name="train.ballot.look", icon_name="list")
        self.look.clicked.connect(self._show_result)
        self.anew = theme.make_button(
            tr("Other snapshots"), "quiet", name="train.ballot.anew", icon_name="plus",
            tip=tr("Begin a new ballot; this one is kept with the run"),
        )  # fmt: skip
        self.anew.clicked.connect(self._show_setup)
        head = QWidget()
        head.setLayout(flowing_row([back, self._title, self._progress, None, self.undo, self.look, self.anew]))
        return head

    def _make_setup(self) -> QWidget:
        intro = theme.make_label(
            tr(
                "The same designs of two snapshots stand side by side, and you say which are better, not knowing which "
                "is which. Every pair comes once; then your favourite is marked, and whether the measure agrees."
            ),
            "quiet",
            wrap=True,
        )
        self._choices = QWidget()
        self._choices.setObjectName("train.ballot.snapshots")
        self._chips = FlowLayout(self._choices)
        self._boxes: dict[str, QCheckBox] = {}
        self.begin_button = theme.make_button(tr("Begin"), "primary", name="train.ballot.begin")
        self.begin_button.clicked.connect(self.begin)
        self._count = theme.make_label("", "quiet")
        return _middle(
            "train.ballot.setup", [intro, 8, self._choices, 8, row([self.begin_button, 8, self._count, None])]
        )

    def _make_vote(self) -> QWidget:
        self.pair = PairView("train.ballot.pair")
        self.pair.chosen.connect(self._cast)
        self.choose_left = theme.make_button(tr("Left"), name="train.ballot.left", tip=tr("The left ones  (Left)"))
        self.choose_tie = theme.make_button(tr("As good"), name="train.ballot.tie", tip=tr("Neither is better  (Down)"))
        self.choose_right = theme.make_button(tr("Right"), name="train.ballot.right", tip=tr("The right ones  (Right)"))
        for button, choice in ((self.choose_left, "left"), (self.choose_tie, "tie"), (self.choose_right, "right")):
            button.setMinimumWidth(120)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(functools.partial(self._cast, choice))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(self.pair, 1)
        column.addLayout(row([None, self.choose_left, self.choose_tie, self.choose_right, None]))
        return holder

    def _make_result(self) -> QWidget:
        self.standing = StandingView("train.ballot.standing")
        self._found = theme.make_label("", "large", wrap=True)
        self._found.setObjectName("train.ballot.found")
        self._agrees = theme.make_label("", "quiet", wrap=True)
        self._agrees.setObjectName("train.ballot.agreement")
        note = theme.make_label(
            tr("How often each would be chosen over an average one; the whiskers are its standard error."),
            "quiet",
            wrap=True,
        )
        self.go_on = theme.make_button(tr("Go on choosing"), "primary", name="train.ballot.go-on")
        self.go_on.clicked.connect(self._show_vote)
        return _middle(
            "train.ballot.result", [self._found, self.standing, note, 8, self._agrees, 8, row([self.go_on, None])]
        )

    # ---- which page -------------------------------------------------------------------------------------------------

    def open(self, run: RunView) -> None:
        """Choose between this run's snapshots, going on where its ballot was left."""
        self._run = run
        self._seen_round = -1
        self._say("")
        self._title.setText(tr("Choose by eye: {run}", run=run_name(run.path)))
        self._fill_setup()
        self._show_setup()
        self.ballots.open(run)

    def _fill_setup(self) -> None:
        for box in self._boxes.values():
            self._chips.removeWidget(box)
            box.deleteLater()
        self._boxes = {}
        for each in self._run.stored if self._run is not None else ():
            marks = tr(" best") if each.best else ""
            box = QCheckBox(tr("{kimg} kimg{marks}", kimg=kimg_words(each.snapshot.kimg), marks=marks))
            box.setObjectName(f"train.ballot.snapshot.{each.name}")
            box.setAccessibleName(box.text())
            box.toggled.connect(self._count_chosen)
            self._chips.addWidget(box)
            self._boxes[each.name] = box
        self._count_chosen()

    def _show_setup(self) -> None:
        self._pages.setCurrentWidget(self._setup)
        self._show_head()
        self.begin_button.setFocus()

    def _show_vote(self) -> None:
        votes = self.ballots.ballot
        self._seen_round = votes.rounds if votes is not None else 0
        self._pages.setCurrentWidget(self._vote)
        self._show_head()
        self._show_designs()
        self.pair.setFocus()

    def _show_result(self) -> None:
        standing = self.ballots.standing()
        self.standing.show_standing(standing)
        self._found.setText(standing.found if standing is not None else tr("Nothing was chosen yet."))
        self._agrees.setText(standing.agreement if standing is not None else "")
        self._pages.setCurrentWidget(self._result)
        votes = self.ballots.ballot
        over = votes is not None and votes.rounds and not len(votes.votes) % votes.pairs
        self.go_on.setText(tr("Another round, other designs") if over else tr("Go on choosing"))
        self._show_head()
        self.go_on.setFocus()

    def _show_head(self) -> None:
        votes, page = self.ballots.ballot, self._pages.currentWidget()
        self.undo.setVisible(votes is not None and bool(votes.votes) and page is not self._setup)
        self.look.setVisible(votes is not None and bool(votes.votes) and page is not self._result)
        self.anew.setVisible(votes is not None and page is not self._setup)
        if votes is None or page is not self._vote:
            self._progress.setText("")
            return
        number, index = divmod(len(votes.votes), votes.pairs)
        again = tr(", round {number}", number=number + 1) if number else ""
        self._progress.setText(tr("Pair {number} of {pairs}{round}", number=index + 1, pairs=votes.pairs, round=again))

    # ---- what happened ----------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """There is a ballot, or another choice in it."""
        votes = self.ballots.ballot
        if votes is None:
            proposed = set(self.ballots.proposed())
            for name, box in self._boxes.items():
                box.setChecked(name in proposed)
            self._count_chosen()
            if self.isVisible() and self.begin_button.isEnabled():  # before it was, it could not take the keyboard
                self.begin_button.setFocus()
            return
        for name, box in self._boxes.items():
            box.setChecked(name in votes.snapshots)
        over = bool(votes.votes) and not len(votes.votes) % votes.pairs
        if over and votes.rounds != self._seen_round:
            self._show_result()
        else:
            self._show_vote()
        self.changed.emit()

    def _count_chosen(self) -> None:
        count = sum(box.isChecked() for box in self._boxes.values())
        pairs = count * (count - 1) // 2
        fits = FEWEST <= count <= MOST
        self.begin_button.setEnabled(fits)
        self._count.setText(
            f"{count_words(count, 'snapshot')}, {count_words(pairs, 'pair')}"
            if fits
            else tr("Choose {fewest} to {most} snapshots", fewest=FEWEST, most=MOST)
        )

    def begin(self) -> None:
        """Begin with what is ticked."""
        self._say("")
        self._seen_round = -1
        self.ballots.begin([name for name, box in self._boxes.items() if box.isChecked()])

    def _show_designs(self, _: str = "") -> None:
        votes = self.ballots.ballot
        if votes is None or self._pages.currentWidget() is not self._vote:
            return
        pair = votes.next()
        left, right = self.ballots.designs(pair.left), self.ballots.designs(pair.right)
        both = len(left) == len(right) == LATENTS  # or neither: what came first would be known
        self.pair.show_pair(left if both else (), right if both else (), LATENTS)
        for button in (self.choose_left, self.choose_tie, self.choose_right):
            button.setEnabled(both)

    def _cast(self, choice: str) -> None:
        if self.pair.ready:
            self.ballots.cast(choice)  # type: ignore[arg-type]

    def _take_back(self) -> None:
        votes = self.ballots.ballot
        if votes is not None and votes.votes:
            self._seen_round = -1 if len(votes.votes) == 1 else (len(votes.votes) - 1) // votes.pairs
            self.ballots.take_back()

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z takes a choice back here, before the window takes back what was done to the project."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes_back(event):
            event.accept()
            return True
        return super().event(event)

    def _takes_back(self, event: QKeyEvent) -> bool:
        asked = event.key() == Qt.Key.Key_Backspace or event.matches(QKeySequence.StandardKey.Undo)
        return asked and self.undo.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._takes_back(event):
            self._take_back()
        else:
            super().keyPressEvent(event)


def _middle(name: str, items: list[QWidget | QHBoxLayout | int]) -> QWidget:
    """One beneath the other in a column that is no wider than a text may be, scrolled where it is higher."""
    inner = QWidget()
    inner.setMaximumWidth(_WIDEST)
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 4 * theme.UNIT, 0, 0)
    column.setSpacing(2 * theme.UNIT)
    for item in items:
        if isinstance(item, int):
            column.addSpacing(item)
        elif isinstance(item, QHBoxLayout):
            column.addLayout(item)
        else:
            column.addWidget(item)
    column.addStretch(1)
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.addStretch(1)
    line.addWidget(inner, 8)
    line.addStretch(1)
    return scroll_area(name, holder)
