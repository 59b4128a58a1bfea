"""The runs of the project: their states, and requests to them.

The folder is looked at on a worker thread every second or so. A training is a process of its own, so all
that happens here is reading its directory and leaving requests in it; `starts` begins them.
"""

from __future__ import annotations

import contextlib
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from gan_engine import door
from gan_engine.errors import EngineError, RunError
from gan_engine.manager.database import usual_path
from gan_engine.manager.jobs import OPEN
from gan_engine.manager.queue import Queue
from gan_engine.reporting import Report
from gan_engine.runs import processes, requests
from gan_engine.runs.ancestry import Branching, ancestry
from gan_engine.runs.run_directory import UNDERWAY, LiveStatus, RunDirectory
from gan_engine.runs.run_names import run_name
from studio.words import tr
from studio.workers.training.beginnings import Beginning, NewRun
from studio.workers.workbench import RunningTraining, Workbench

_LOOK_BUSY, _LOOK_IDLE = 1000, 2500  # milliseconds, while something trains and while nothing does


@dataclass(frozen=True)
class RunEntry:
    """A run as lists show it."""

    path: Path
    name: str
    status: LiveStatus
    kimg: float
    total_kimg: float
    seconds_left: float | None
    begun: bool
    """There is a run.json: a training that could not start has none."""
    refused: bool = False
    """Its latest process ended before it had the run in hand."""
    branched: tuple[Branching, ...] = ()
    """The branchings that led to it, the first one first."""

    @property
    def underway(self) -> bool:
        return self.status in UNDERWAY

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return min(1.0, self.kimg / self.total_kimg) if self.total_kimg > 0 else 0.0


def read_entry(path: Path) -> RunEntry:
    """The run in `path` as it stands now. For worker threads."""
    run = RunDirectory(path)
    state = run.read_state()
    return RunEntry(
        path=run.path,
        name=run_name(path),
        status="starting" if run.is_about_to_start() else run.live_status(),
        kimg=state.kimg,
        total_kimg=state.total_kimg,
        seconds_left=state.seconds_left,
        begun=run.run_file.is_file(),
        refused=run.did_not_start(),
        branched=_branched(run.run_file),
    )


def _take_out(path: Path) -> None:
    """What is thrown away is no longer to be trained. A queue that cannot be used holds it back by itself."""
    if usual_path().is_file():
        with contextlib.suppress(EngineError), Queue() as queue:
            if (job := queue.job_of(path)) is not None and job.state in OPEN:
                queue.remove(job.id)


def _branched(run_file: Path) -> tuple[Branching, ...]:
    try:
        changed = run_file.stat().st_mtime_ns
    except OSError:
        return ()
    return _branched_then(run_file, changed)


@functools.lru_cache(maxsize=2048)
def _branched_then(run_file: Path, changed: int) -> tuple[Branching, ...]:
    """What a run.json says that was written at that time."""
    try:
        return ancestry(RunDirectory(run_file.parent).read_run())
    except RunError:
        return ()


class RunBook(QObject):
    """`changed` when a run came, went or moved on; `entries` are the newest first."""

    changed = Signal()
    refused = Signal(object, object)
    """(Beginning, error): its process ended before it had the run in hand."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.entries: list[RunEntry] = []
        self._starting: dict[Path, Beginning] = {}
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_IDLE)
        self._timer.timeout.connect(self.refresh)
        workbench.project_opened.connect(self._open)
        workbench.project_closing.connect(self._close)
        if workbench.project is not None:
            self._open()

    def entry(self, path: Path | None) -> RunEntry | None:
        """The entry of the run in `path`."""
        return next((entry for entry in self.entries if entry.path == path), None)

    def refresh(self) -> None:
        """Look at the folder now."""
        project = self._workbench.project
        if project is None or self._looking:
            return
        self._looking = True
        self._workbench.jobs.start(
            tr("Looking at the runs"),
            lambda report: [read_entry(path) for path in reversed(project.runs())],
            functools.partial(self._take, project),
            self._look_failed,
            quiet=True,
        )

    # ---- what can be asked ----------------------------------------------------------------------------------

    def judge(self, path: Path, what: Beginning) -> None:
        """A process is being started there that nobody else looks after: tell if it ends before its training begins."""
        self._starting[path] = what

    def ask(self, path: Path, kind: str, **values: Any) -> None:
        """Leave a request with a run that is going on."""
        self._workbench.jobs.start(
            tr("Asking the training"), lambda report: requests.ask(path, kind, **values), self._asked,
            lane="requests", quiet=True,
        )  # fmt: skip

    def throw_away(self, path: Path) -> None:
        """Move a run that has ended to the system's bin."""

        project = self._workbench.project

        def work(report: Report) -> None:
            if RunDirectory(path).live_status() in UNDERWAY:
                raise RunError(
                    tr("This training is still running."), kept=tr("It goes on undisturbed."), do=tr("Stop it first.")
                )
            _take_out(path)
            try:
                door.to_bin(path, root=path.parent if project is None else project.folder)
            except OSError as error:
                raise RunError(
                    tr("“{run}” could not be moved to the bin ({why}).", run=run_name(path), why=error),
                    kept=tr("It is still there."),
                ) from error

        self._workbench.jobs.start(tr("Moving to the bin"), work, self._asked)

    # ---- answers, on the GUI thread -------------------------------------------------------------------------

    def _asked(self, _: object) -> None:
        self.refresh()

    def _look_failed(self, error: BaseException) -> None:
        self._looking = False  # a folder that cannot be read now may be in a moment: the next look tells

    def _take(self, project: object, entries: list[RunEntry]) -> None:
        self._looking = False
        if project is not self._workbench.project:
            return
        for entry in entries:
            self._judge_start(entry)
        entries = [entry for entry in entries if entry.begun or entry.underway]
        before = [(entry.path, entry.status) for entry in self.entries]
        news = entries != self.entries
        self.entries = entries
        underway = [entry for entry in entries if entry.underway]
        self._timer.setInterval(_LOOK_BUSY if underway else _LOOK_IDLE)
        self._workbench.set_trainings(
            [
                RunningTraining(
                    entry.path, entry.name, entry.kimg, entry.total_kimg, entry.seconds_left, entry.status == "paused"
                )
                for entry in underway
            ]
        )
        if news:
            self.changed.emit()
        if before != [(entry.path, entry.status) for entry in entries]:
            self._workbench.runs_changed.emit()

    def _judge_start(self, entry: RunEntry) -> None:
        """Tell of a process that ended before its training began."""
        if entry.path not in self._starting or entry.status == "starting":
            return
        new = self._starting.pop(entry.path)
        if not entry.refused:
            return

        def work(report: Report) -> RunError:
            words = processes.last_words(RunDirectory(entry.path).log_file)
            if isinstance(new, NewRun):
                processes.discard_unstarted(entry.path)
            return RunError(words or tr("The training ended before it could begin, without a word."))

        self._workbench.jobs.start(
            tr("Reading the log"), work, functools.partial(self._say_refused, new), lane="requests", quiet=True
        )

    def _say_refused(self, what: Beginning, error: RunError) -> None:
        self.refused.emit(what, error)

    # ---- the project ----------------------------------------------------------------------------------------

    def _open(self) -> None:
        self.entries = []
        self._timer.start()
        self.refresh()

    def _close(self) -> None:
        self._timer.stop()
        self._starting.clear()
        self._looking = False
        if self.entries:
            self.entries = []
            self.changed.emit()
