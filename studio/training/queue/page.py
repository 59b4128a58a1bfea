"""The queue on one page: all its trainings, what can be done with each, and what ran in the last day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from studio import theme
from studio.engine_words import error_words
from studio.training.queue.day_band import DayBand
from studio.training.queue.job_list import JobList
from studio.widgets.empty_state import EmptyState
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.widgets.room.current_stack import CurrentStack
from studio.widgets.room.flow import FlowLayout, flowing_row
from studio.words import in_figures, tr, tr_noop
from studio.workers.training.queue.book import QueueBook, QueueView
from studio.workers.training.queue.open_jobs import OpenJobs
from studio.workers.training.queue.repair import can_restore
from studio.workers.training.queue.words import device_words
from studio.workers.workbench import Workbench

_STATES = {
    "running": tr_noop("in training"),
    "waiting": tr_noop("waiting"),
    "paused": tr_noop("paused"),
    "held": tr_noop("held back"),
}
_MOST_PRIORITY = 1000


class QueuePage(QWidget):
    """`left` when it is seen; `run_wanted(path)` for a training to be looked at; `begin_wanted` for a new one."""

    left = Signal()
    run_wanted = Signal(object)
    begin_wanted = Signal()

    def __init__(self, workbench: Workbench, queued: OpenJobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.queue")
        self._workbench = workbench
        self._queued = queued
        self.book = QueueBook(workbench, self)
        self.book.changed.connect(self._show)
        queued.written.connect(self.book.refresh)
        self.list = JobList(self.book.picture)
        self.book.pictured.connect(self.list.viewport().update)
        self.list.chosen.connect(self._show_actions)
        self.list.opened.connect(self._open)
        self.list.moved.connect(self._move)
        self.list.removed.connect(self._remove)
        self.day = DayBand()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._make_head())
        self._pages = CurrentStack()
        self._pages.setObjectName("train.queue.pages")
        self._jobs, self._empty, self._trouble = self._make_jobs(), self._make_empty(), self._make_trouble()
        self._blank = QWidget()
        for page in (self._blank, self._jobs, self._empty, self._trouble):
            self._pages.addWidget(page)
        column.addWidget(self._pages, 1)

    # ---- building ---------------------------------------------------------------------------------------------------

    def _make_head(self) -> QWidget:
        back = theme.make_button(tr("Back to the plots"), "icon", name="train.queue.back", icon_name="arrow-left")
        back.clicked.connect(self.left)
        self._sum = ElidingLabel("", "quiet")
        self._sum.setObjectName("train.queue.sum")
        head = QWidget()
        head.setLayout(flowing_row([back, theme.make_label(tr("The queue"), "large"), self._sum]))
        return head

    def _make_jobs(self) -> QWidget:
        self.pause = self._button("pause", tr("Pause"), "pause", tr("It is saved, and its device is free"), self._pause)
        self.start = self._button(
            "start", tr("Start it now"), "play", tr("The next one on its device, whatever the hour"), self._start_now
        )
        self.device = theme.make_button(
            tr("Device"), "quiet", name="train.queue.device", icon_name="cpu",
            tip=tr("Train it on another device; numbers come out slightly otherwise there"),
        )  # fmt: skip
        self._devices = QMenu(self.device)
        self._devices.setObjectName("train.queue.devices")
        self._devices.aboutToShow.connect(self._fill_devices)
        self.device.setMenu(self._devices)
        self.sooner = self._button("sooner", tr("Sooner"), "arrow-up", tr("One place up"), self._sooner, "Ctrl+Up")
        self.later = self._button("later", tr("Later"), "arrow-down", tr("One place down"), self._later, "Ctrl+Down")
        self.more_urgent = self._button(
            "higher", tr("Higher priority"), "plus", tr("The higher its priority the sooner it comes"), self._raise
        )
        self.less_urgent = self._button(
            "lower", tr("Lower priority"), "minus", tr("Those above it come first"), self._lower
        )
        self.remove = self._button(
            "remove", tr("Take out"), "x", tr("Out of the queue; what it has trained is kept"), self._remove, "Delete"
        )
        actions = QWidget()
        line = FlowLayout(actions, spacing=4)
        for button in (
            self.pause,
            self.start,
            self.device,
            self.sooner,
            self.later,
            self.more_urgent,
            self.less_urgent,
            self.remove,
        ):
            line.addWidget(button)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(actions)
        column.addWidget(self.list, 1)
        self._day_title = theme.make_label(tr("The last 24 hours"), "section")
        column.addWidget(self._day_title)
        column.addWidget(self.day)
        return page

    def _button(
        self, name: str, text: str, icon: str, tip: str, act: Callable[[], object], keys: str = ""
    ) -> QPushButton:
        button = theme.make_button(text, "quiet", name=f"train.queue.{name}", icon_name=icon, tip=tip, keys=keys)
        button.clicked.connect(act)
        return button

    def _make_empty(self) -> QWidget:
        begin = theme.make_button(tr("New training"), "primary", name="train.queue.new", icon_name="plus")
        begin.clicked.connect(self.begin_wanted)
        return EmptyState(
            "train.queue.empty",
            "list-bullets",
            tr("The queue is empty"),
            tr(
                "Under “When” in the form of a new training choose the night, or until nobody uses the machine: it "
                "waits here until then."
            ),
            [begin],
        )

    def _make_trouble(self) -> EmptyState:
        again = theme.make_button(tr("Look again"), name="train.queue.again", icon_name="arrow-clockwise")
        again.clicked.connect(self.book.refresh)
        self.restore = theme.make_button(tr("Restore the queue"), "primary", name="train.queue.restore")
        self.restore.clicked.connect(self._restore)
        return EmptyState("train.queue.trouble", "warning", tr("The queue cannot be read"), "", [self.restore, again])

    def _restore(self) -> None:
        self.restore.setEnabled(False)
        self._queued.restore()

    # ---- what is shown ----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.book.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.book.watch(False)

    def _show(self) -> None:
        problem, view = self.book.problem, self.book.view
        if problem is not None:
            self._sum.setText("")
            restorable = can_restore(problem)
            more = tr("Restored, every job is there again.") if restorable else error_words(problem, "do")
            self._trouble.set_words(error_words(problem, "what"), f"{error_words(problem, 'kept')} {more}".strip())
            self.restore.setVisible(restorable)
            self.restore.setEnabled(True)
            self._pages.setCurrentWidget(self._trouble)
            return
        if view is None:
            return
        had_none = not self.list.jobs
        self.list.show_jobs(view.jobs)
        self.day.show_ran(view.ran)
        self._day_title.setVisible(bool(view.ran))
        self.day.setVisible(bool(view.ran))
        self._sum.setText(_sum_words(view))
        self._pages.setCurrentWidget(self._jobs if view.jobs or view.ran else self._empty)
        if had_none and self.isVisible():
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Give it to the trainings, where there are any."""
        if self.list.jobs:
            self.list.setFocus()

    def _show_actions(self) -> None:
        job = self.list.job
        is_open, state = job is not None and job.is_open, job.state if job is not None else "done"
        rest = state in ("paused", "held", "failed")
        self.pause.setText(tr("Resume") if rest else tr("Pause"))
        self.pause.setAccessibleName(self.pause.text())
        self.pause.setIcon(theme.icon("play" if rest else "pause"))
        self.pause.setEnabled(is_open or state == "failed")
        self.start.setEnabled(is_open and state != "running")
        self.remove.setEnabled(job is not None)
        needs = job is not None and job.needs_device
        theme.set_property(self.device, "kind", "primary" if needs else "quiet")
        self.device.setVisible(needs or len(self._queued.devices()) > 1)
        self.device.setEnabled(is_open and state != "running")
        place = self.list.jobs.index(job) if job is not None else -1
        self.sooner.setEnabled(is_open and place > 0)
        self.later.setEnabled(is_open and place + 1 < self._open_count())
        self.more_urgent.setEnabled(is_open and job is not None and job.priority < _MOST_PRIORITY)
        self.less_urgent.setEnabled(is_open and job is not None and job.priority > -_MOST_PRIORITY)

    def _open_count(self) -> int:
        return sum(job.is_open for job in self.list.jobs)

    # ---- what is done with the chosen job ---------------------------------------------------------------------------

    def _pause(self) -> None:
        if (job := self.list.job) is not None:
            (self._queued.resume if job.state in ("paused", "held", "failed") else self._queued.pause)(job.job)

    def _start_now(self) -> None:
        if (job := self.list.job) is not None:
            self._queued.start_now(job.job)

    def _fill_devices(self) -> None:
        """Those there are, and “any device” where it is bound to one."""
        job = self.list.job
        self._devices.clear()
        if job is None:
            return
        there = [(each.name, f"{device_words(each.name)}, {each.title}") for each in self._queued.devices()]
        for name, words in [*there, ("auto", device_words("auto"))]:
            if name != job.asked_device:
                entry = self._devices.addAction(words[:1].upper() + words[1:])
                entry.triggered.connect(lambda _=False, name=name: self._queued.train_on(job.job, name))

    def _sooner(self) -> None:
        self.list.send(-1)

    def _later(self) -> None:
        self.list.send(1)

    def _raise(self) -> None:
        self._prioritise(1)

    def _lower(self) -> None:
        self._prioritise(-1)

    def _prioritise(self, by: int) -> None:
        if (job := self.list.job) is not None:
            self._queued.prioritise(job.job, job.priority + by)

    def _remove(self) -> None:
        if (job := self.list.job) is not None:
            self._queued.remove(job.job)
            self._workbench.notify(tr("“{name}” is taken out of the queue; what it has trained is kept", name=job.name))

    def _open(self) -> None:
        if (job := self.list.job) is not None:
            self.run_wanted.emit(job.path)

    def _move(self, number: int, place: int) -> None:
        """Before the one at `place` of those shown; behind all that have not ended it is the last of them."""
        waiting = [job for job in self.list.jobs if job.is_open]
        moved = next((job for job in waiting if job.job == number), None)
        if moved is None:
            return
        if place < len(waiting):
            self._queued.move(number, waiting[place].job)
        elif waiting[-1].priority != moved.priority:
            self._queued.prioritise(number, waiting[-1].priority)
        else:
            self._queued.move(number, None)


def _sum_words(view: QueueView) -> str:
    """“1 in training, 4 waiting”."""
    counts: Counter[str] = Counter(job.state for job in view.jobs)
    words = [f"{in_figures(counts[state])} {tr(word)}" for state, word in _STATES.items() if counts[state]]
    return ", ".join(words)
