"""What is seen of a training that has not begun: whose end it waits for, and what may be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import theme
from studio.engine_words import engine_words
from studio.widgets.empty_state import EmptyState
from studio.widgets.keyboard.tab_order import focus_into
from studio.words import tr, tr_noop
from studio.workers.training.queue.open_jobs import OpenJob

_STANDS = {"paused": tr_noop("is paused"), "held": tr_noop("is held back")}
_NAME = 24  # letters of a name that a button holds
START, ASIDE = tr_noop("Start it now"), tr_noop("Set “{name}” aside and start")


class WaitingPage(QWidget):
    """`start_wanted(job, aside)`: at once, with the job that is to make way or None; `removal_wanted(job)`;
    `resume_wanted(job)`; `queue_wanted`: all that waits.
    """

    start_wanted = Signal(int, object)
    resume_wanted = Signal(int)
    removal_wanted = Signal(int)
    queue_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.waiting")
        self._job: OpenJob | None = None
        self.start = theme.make_button(tr(START), "primary", name="train.waiting.start", icon_name="play")
        self.next = theme.make_button(
            tr("Begin it next"), name="train.waiting.next", tip=tr("Before all others that wait")
        )
        self.queue = theme.make_button(tr("See the queue"), name="train.waiting.queue", icon_name="list-bullets")
        self.remove = theme.make_button(tr("Take it out"), name="train.waiting.remove", icon_name="x")
        self.start.clicked.connect(self._on_start)
        self.next.clicked.connect(self._on_next)
        self.queue.clicked.connect(self.queue_wanted)
        self.remove.clicked.connect(self._on_remove)
        self.words = EmptyState(
            "train.waiting.words", "clock", "", "", [self.start, self.next, self.queue, self.remove]
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)

    def show_job(self, name: str, job: OpenJob | None) -> None:
        """How it stands; None where it has just been asked for."""
        self._job = job
        begins = job is None or job.runs or job.is_next
        words = (
            tr("begins in a moment")
            if job is None or begins
            else tr(_STANDS[job.state])
            if job.state in _STANDS
            else job.words
        )
        self.words.set_words(f"“{name}” {words}", waiting_words(job) if job is not None and not begins else "")
        for button in (self.start, self.queue, self.remove):
            button.setVisible(not begins)
        self.next.setVisible(not begins and job is not None and job.state == "waiting" and job.before > 0)
        if job is not None:
            words = start_words(job)
            self.start.setText(words)
            self.start.setAccessibleName(words)

    def take_keyboard(self) -> None:
        """Where it lies on the page itself, which has no use for it: a training was put into the queue."""
        if self.hasFocus():
            focus_into(self)

    def _on_start(self) -> None:
        job = self._job
        if job is None:
            return
        if job.state == "waiting":
            self.start_wanted.emit(job.job, way_for(job))
        else:
            self.resume_wanted.emit(job.job)

    def _on_next(self) -> None:
        if self._job is not None:
            self.start_wanted.emit(self._job.job, None)

    def _on_remove(self) -> None:
        if self._job is not None:
            self.removal_wanted.emit(self._job.job)


def way_for(job: OpenJob) -> int | None:
    """The job that would have to make way for it now."""
    return job.ahead[-1][0] if job.ahead else None


def start_words(job: OpenJob) -> str:
    """What the button says that lets it begin, or go on."""
    if job.state in ("paused", "held"):
        return tr("Resume") if job.state == "paused" else tr("Try again")
    if not job.ahead:
        return tr(START)
    name = job.ahead[-1][1]
    return tr(ASIDE, name=name if len(name) <= _NAME else f"{name[:_NAME]}…")


def waiting_words(job: OpenJob) -> str:
    """Why it waits, and what may be done about it."""
    if job.state == "paused":
        return tr("It is trained on when you resume it.")
    if job.state != "waiting":
        return engine_words(job.reason)
    aside = tr(" Set aside, “{name}” is saved, and goes on afterwards.", name=job.ahead[-1][1]) if job.ahead else ""
    return tr("{reason} Its turn comes by itself.{aside}", reason=engine_words(job.reason), aside=aside).strip()
