"""The user's queue as a whole: every job as it stands, what ran in the last day, pictures of those in sight."""

from __future__ import annotations

import functools
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from gan_engine.errors import EngineError, PictureError, RunError
from gan_engine.image_shape import ImageShape
from gan_engine.manager.devices import Device
from gan_engine.manager.jobs import OPEN, Job, Spell, State
from gan_engine.manager.outlook import Span, likely_starts
from gan_engine.manager.queue import Queue
from gan_engine.pictures import read_picture
from gan_engine.reporting import Report
from gan_engine.runs.history import HistoryReader
from gan_engine.runs.run_directory import LiveStatus, RunDirectory
from gan_engine.runs.run_names import run_name
from studio.words import tr
from studio.workers.engine import Answer
from studio.workers.images import to_image
from studio.workers.training.queue.words import device_words, devices_of, job_words
from studio.workers.training.time_left import seconds_left
from studio.workers.workbench import Workbench

DAY = 86400.0
_LOOK = 2000  # milliseconds
_FORECASTS = 12  # jobs, the next ones, that the engine is asked about
_PICTURES = 256  # kept: some screens full
_ACROSS = 2  # designs of a sample sheet, beside and below each other


@dataclass(frozen=True)
class QueuedJob:
    """A job as lists show it."""

    job: int
    path: Path
    name: str
    state: State
    words: str
    """How it stands."""
    reason: str
    """Why; "" where there is nothing to say."""
    kimg: float
    total_kimg: float
    left: Span | None
    """Seconds that the rest takes, from and to; None where nobody knows."""
    device: str
    """In words."""
    asked_device: str
    """As it was asked for: “auto”, “cpu”, “cuda:1”."""
    needs_device: bool
    """It is held because its device has gone."""
    priority: int
    sample: Path | None
    """Its latest sample sheet."""
    begins: Span | None = None
    """Seconds until one that waits is likely to begin, from and to; None where nobody knows."""

    @property
    def is_open(self) -> bool:
        """It has not ended."""
        return self.state in OPEN

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return min(1.0, self.kimg / self.total_kimg) if self.total_kimg > 0 else 0.0


@dataclass(frozen=True)
class RanThen:
    """A stretch of a training."""

    job: int
    name: str
    device: str
    began: float
    """Seconds since 1970."""
    ended: float | None
    """None while it goes on."""
    kimg: tuple[float, float | None]
    """From and to."""
    outcome: str


@dataclass(frozen=True)
class QueueView:
    """Jobs that have not ended in the order in which they come, then those that have, the latest first."""

    jobs: tuple[QueuedJob, ...] = ()
    ran: tuple[RanThen, ...] = ()
    """In the last 24 hours, the earliest first."""


class QueueBook(QObject):
    """`changed` with another `view` or `problem`; `pictured` when pictures came. It looks only while it is asked to."""

    changed = Signal()
    pictured = Signal()

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.view: QueueView | None = None
        """None before the first look."""
        self.problem: EngineError | None = None
        """Why the queue cannot be read."""
        self._reader = _Reader()
        self._asked: set[int] = set()
        self._looking = self._again = False
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.refresh)
        self._pictures: OrderedDict[Path, QImage | None] = OrderedDict()
        self._wanted: dict[Path, Path] = {}
        self._reading = False

    def watch(self, on: bool) -> None:
        """Look now and every few seconds, or no longer."""
        if on and not self._timer.isActive():
            self._timer.start()
            self.refresh()
        elif not on:
            self._timer.stop()

    def refresh(self) -> None:
        """Look now; where that is being done, once more afterwards."""
        if self._looking:
            self._again = True
            return
        self._looking = True
        devices = devices_of(self._workbench.device)
        work = functools.partial(self._reader.read, devices)
        self._workbench.jobs.start(tr("Looking into the queue"), work, self._take, self._fail, quiet=True)

    def _take(self, view: QueueView) -> None:
        self._ask_lengths(view)
        self._end(view, None)

    def _ask_lengths(self, view: QueueView) -> None:
        """Have the engine tell how long the next ones take that have not begun."""
        new = [job.job for job in view.jobs if job.state == "waiting" and job.left is None and job.kimg == 0]
        new = [job for job in new[:_FORECASTS] if job not in self._asked]
        if new and self._workbench.device:  # the engine is there: it is not started for that
            self._asked.update(new)
            self._workbench.jobs.start(
                tr("Reading what waits"), functools.partial(_read_documents, new), self._ask_engine, self._no_lengths,
                quiet=True,
            )  # fmt: skip

    def _ask_engine(self, documents: Mapping[int, Mapping[str, Any]]) -> None:
        for job, document in documents.items():
            self._workbench.engine.call(
                "forecast", {"document": document}, done=functools.partial(self._take_length, job),
                failed=self._no_lengths,
            )  # fmt: skip

    def _take_length(self, job: int, answer: Answer) -> None:
        least, most = answer.values["seconds"]
        self._reader.forecasts[job] = (float(least), float(most))
        self.refresh()

    def _no_lengths(self, error: BaseException) -> None:
        """What cannot be told is not shown."""

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, EngineError):
            self._looking = False
            self._workbench.report_error(tr("Looking into the queue"), error)
            return
        self._end(self.view, error)

    def _end(self, view: QueueView | None, problem: EngineError | None) -> None:
        self._looking = False
        if view != self.view or str(problem or "") != str(self.problem or ""):
            self.view, self.problem = view, problem
            self.changed.emit()
        if self._again:
            self._again = False
            self.refresh()

    # ---- pictures ---------------------------------------------------------------------------------------------------

    def picture(self, job: QueuedJob) -> QImage | None:
        """Some designs of its latest sample; None until they are read (`pictured` tells) or where there are none."""
        if job.sample is None:
            return None
        if job.sample in self._pictures:
            self._pictures.move_to_end(job.sample)
            return self._pictures[job.sample]
        self._wanted[job.sample] = job.path
        self._read_pictures()
        return None

    def _read_pictures(self) -> None:
        if self._reading or not self._wanted:
            return
        self._reading = True
        wanted, self._wanted = list(self._wanted.items()), {}
        self._workbench.jobs.start(
            tr("Reading samples"), functools.partial(_read_pictures, wanted), self._take_pictures, self._fail_pictures,
            quiet=True,
        )  # fmt: skip

    def _take_pictures(self, pictures: Sequence[tuple[Path, QImage | None]]) -> None:
        self._reading = False
        self._pictures.update(pictures)
        while len(self._pictures) > _PICTURES:
            self._pictures.popitem(last=False)
        self.pictured.emit()
        self._read_pictures()

    def _fail_pictures(self, error: BaseException) -> None:
        self._reading = False
        self._workbench.report_error(tr("Reading samples"), error)


@dataclass(frozen=True)
class _Progress:
    """What a run directory says of itself."""

    status: LiveStatus
    kimg: float
    total_kimg: float
    sample: Path | None
    rest: Span | None = None
    """Seconds that it will take still, of one that waits and has begun."""


class _Reader:
    """Reads the queue; of run directories only those that can have changed since. One thread at a time."""

    def __init__(self) -> None:
        self._progress: dict[int, tuple[Job, _Progress]] = {}
        self._histories: dict[Path, HistoryReader] = {}
        self.forecasts: dict[int, Span] = {}
        """How long jobs take that have not begun."""

    def read(self, devices: Sequence[Device], report: Report) -> QueueView:
        """Raises `QueueError`, `DiskError`."""
        now = time.time()
        with Queue(only_look=True) as queue:
            every = queue.jobs(removed=True)
            spells = queue.spells(now - DAY, now)
        jobs = [job for job in every if job.state != "removed"]
        running = {job.run for job in jobs if job.state == "running"}
        self._histories = {run: reader for run, reader in self._histories.items() if run in running}
        made = []
        for number, job in enumerate(jobs):
            report(number, len(jobs))
            made.append(self._job(job))
        self._progress = {job.id: self._progress[job.id] for job in jobs}
        rest = {job.job: job.left for job in made if job.left is not None}
        begins = likely_starts(jobs, devices or _seen(jobs), rest=rest, now=now)
        made = [replace(job, begins=begins.get(job.job)) for job in made]
        waiting = [job for job, found in zip(made, jobs, strict=True) if found.state in OPEN]
        ended = sorted((job for job in jobs if job.state not in OPEN), key=lambda job: job.ended or 0.0, reverse=True)
        by_id = {job.job: job for job in made}
        names = {job.id: run_name(job.run) for job in every}
        ran = tuple(_ran(spell, names.get(spell.job, "")) for spell in spells)
        return QueueView((*waiting, *(by_id[job.id] for job in ended)), ran)

    def _job(self, job: Job) -> QueuedJob:
        known = self._progress.get(job.id)
        if known is None or known[0] != job or job.state == "running":
            self._progress[job.id] = known = (job, _progress(job))
        progress = known[1]
        trains = job.state == "running" and progress.status == "running"
        return QueuedJob(
            job=job.id, path=job.run, name=run_name(job.run), state=job.state, words=job_words(job, progress.status),
            reason=job.reason, kimg=progress.kimg, total_kimg=max(job.kimg, progress.total_kimg),
            left=self._left(job) if trains else self._rest(job, progress),
            device=device_words(job.used_device or job.device), asked_device=job.device,
            needs_device=job.state == "held" and job.cause == "device", priority=job.priority, sample=progress.sample,
        )  # fmt: skip

    def _rest(self, job: Job, progress: _Progress) -> Span | None:
        if job.state != "waiting":
            return None
        return progress.rest or (self.forecasts.get(job.id) if progress.kimg == 0 else None)

    def _left(self, job: Job) -> tuple[float, float] | None:
        reader = self._histories.setdefault(job.run, HistoryReader(job.run))
        for _ in reader.update():
            pass
        return seconds_left(reader.history, job.kimg)


def _progress(job: Job) -> _Progress:
    run = RunDirectory(job.run)
    if not run.run_file.is_file():
        return _Progress("starting", 0.0, job.kimg, None)
    state, samples = run.read_state(), run.samples()
    status = run.live_status() if job.state == "running" else state.status
    rest = _rest_of(job) if job.state == "waiting" and state.kimg > 0 else None
    return _Progress(status, state.kimg, state.total_kimg, samples[-1].path if samples else None, rest)


def _rest_of(job: Job) -> Span | None:
    """By its own pace so far."""
    reader = HistoryReader(job.run)
    for _ in reader.update():
        pass
    return seconds_left(reader.history, job.kimg)


def _seen(jobs: Sequence[Job]) -> list[Device]:
    """The devices that are known as long as the engine has not told which there are."""
    return [Device(name, name) for name in dict.fromkeys(job.used_device for job in jobs if job.used_device)]


def _read_documents(jobs: Sequence[int], report: Report) -> dict[int, dict[str, Any]]:
    with Queue(only_look=True) as queue:
        return {job: queue.document(job) for job in jobs}


def _ran(spell: Spell, name: str) -> RanThen:
    return RanThen(
        spell.job, name, device_words(spell.device), spell.began, spell.ended, (spell.began_kimg, spell.ended_kimg),
        spell.outcome,
    )  # fmt: skip


def _read_pictures(wanted: Sequence[tuple[Path, Path]], report: Report) -> list[tuple[Path, QImage | None]]:
    pictures = []
    for number, (sample, run) in enumerate(wanted):
        report(number, len(wanted))
        pictures.append((sample, _read_picture(sample, run)))
    return pictures


def _read_picture(sample: Path, run: Path) -> QImage | None:
    """The first designs of a sheet, whole ones."""
    try:
        size = ImageShape.parse(RunDirectory(run).read_run()["configuration"]["size"])
        sheet = read_picture(sample)
    except (PictureError, RunError, OSError, KeyError, TypeError, ValueError):
        return None
    rows, columns = (min(_ACROSS, have // one) for have, one in zip(sheet.shape, size.rows_columns, strict=False))
    if not rows or not columns:
        return None
    return to_image(sheet[: rows * size.height, : columns * size.width])
