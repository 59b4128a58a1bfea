"""Following one run on a thread: its history and state, for drawing.

The disk is the truth: nothing is asked of the training process, so a run is seen the same whether it goes
on, has ended, or was killed, and however often the studio was closed in between.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from gan_engine.errors import RunError
from gan_engine.runs.ancestry import ancestry
from gan_engine.runs.events import (
    HealthChanged,
    MetricMeasured,
    NoLongerImproves,
    NotMeasured,
    RequestRefused,
    RunFailed,
    RunStarted,
    SampleSaved,
)
from gan_engine.runs.history import HistoryReader
from gan_engine.runs.processes import last_words, log_tail
from gan_engine.runs.remedies import Remedy as Remedy
from gan_engine.runs.remedies import remedy_of
from gan_engine.runs.run_directory import UNDERWAY, LiveStatus, RunDirectory, RunState, Snapshot
from gan_engine.runs.thinning import StoredSnapshot, stored_snapshots
from studio.workers.callbacks import Mailbox
from studio.workers.training.curves import Curve, Measured, Scale, View, curves, measured, positions, span
from studio.workers.training.dataset_locations import DatasetWatch
from studio.workers.training.snapshot_care import thinnable
from studio.workers.training.time_left import seconds_left

log = logging.getLogger(__name__)

_LOOK_EVERY = 0.4  # seconds
_FIRST_SIGHT = 0.3  # seconds of reading a long run after which what there is so far is shown, then twice as many
_BREATH = 0.0001  # seconds after each piece read: the GUI thread need not wait for Python's lock to be handed over
_SHARE = 5  # a look takes at most one part in so many of a core: a week's events take their time
_LOG_LINES = 200


@dataclass(frozen=True)
class RunView:
    """A run as it stands, ready to be shown."""

    path: Path
    state: RunState
    status: LiveStatus
    document: dict[str, Any] = field(default_factory=dict)
    """run.json; {} as long as there is none."""
    curves: dict[str, Curve] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    """All quantities the run has."""
    latest: dict[str, float] = field(default_factory=dict)
    """The newest value of each, as measured."""
    kimg: float = 0.0
    scale: Scale = field(default_factory=Scale)
    """The axis that `curves` and `measured` stand on."""
    begin: float = 0.0
    """Where it begins on the axis: a branch where it left its ancestor, any other at 0."""
    end: float = 0.0
    """The present end on the axis."""
    smoothed_over: float = 0.0
    """In units of the axis."""
    samples: tuple[SampleSaved, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    stored: tuple[StoredSnapshot, ...] = ()
    """The same with their sizes, and who needs each."""
    thinnable: tuple[str, ...] = ()
    """Those that thinning would take away."""
    metrics: tuple[MetricMeasured, ...] = ()
    measured: dict[str, Measured] = field(default_factory=dict)
    """The same by measure, ready to be drawn."""
    unmeasured: NotMeasured | None = None
    refused: RequestRefused | None = None
    """The last of what was asked of it that it could not do."""
    leveled: NoLongerImproves | None = None
    """Where it stopped by itself the last time, if ever."""
    left: tuple[float, float] | None = None
    """Seconds that the rest will take, from and to: as the speed has been of late."""
    started: RunStarted | None = None
    health: HealthChanged | None = None
    failure: RunFailed | None = None
    remedy: Remedy | None = None
    """What usually helps out of the one or the other: where to go on from, with which settings."""
    last_words: str = ""
    """The last clear line of the log, of a run that ended badly."""
    log_tail: tuple[str, ...] = ()
    whole: bool = True
    """False while a long run is still being read."""
    gone: bool = False
    """The run's folder is no longer there."""
    dataset_trouble: str = ""
    dataset_missing: bool = False
    """What is wrong with the place of its dataset, of a run that does not train: it has gone, or is another."""


class RunFollower(QObject):
    """Follows the run it is told to; `changed(RunView)` comes on the GUI thread when there is something new."""

    changed = Signal(object)
    beside_changed = Signal(object)
    """RunView of one of the runs that are shown beside it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = Mailbox(self)
        self._condition = threading.Condition()
        self._path: Path | None = None
        self._beside: tuple[Path, ...] = ()
        self._view = View()
        self._asked = False
        self._again = False
        self._closed = False
        self._thread: threading.Thread | None = None

    def follow(self, path: Path | None, beside: Sequence[Path] = ()) -> None:
        """Follow the run in `path` from now on, or none: then the thread ends; and others, to be seen beside it."""
        with self._condition:
            self._path = path
            self._beside = tuple(each for each in beside if each != path)
            self._wake()
            if path is not None and self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="run-follower", daemon=True)
                self._thread.start()

    def look(self, view: View) -> None:
        """Show this part of the run, this smooth."""
        with self._condition:
            if view != self._view:
                self._view = view
                self._wake()

    def nudge(self) -> None:
        """Look now: something was just asked of the training."""
        with self._condition:
            self._wake()

    def again(self) -> None:
        """Tell of the run once more, whether or not there is anything new."""
        with self._condition:
            self._again = True
            self._wake()

    def close(self, seconds: float = 0.5) -> bool:
        """End the thread; whether it has ended in that time."""
        self._mailbox.close()
        with self._condition:
            self._closed = True
            self._wake()
            thread = self._thread
        if thread is None:
            return True
        thread.join(seconds)
        return not thread.is_alive()

    def _wake(self) -> None:
        self._asked = True
        self._condition.notify_all()

    def _deliver(self, view: RunView) -> None:
        """On the GUI thread."""
        if view.path == self._path:
            self.changed.emit(view)
        elif view.path in self._beside:
            self.beside_changed.emit(view)

    # ---- the thread ---------------------------------------------------------------------------------------

    def _run(self) -> None:
        watches: dict[Path, _Watch] = {}
        before: object = None
        spent = 0.0
        while True:
            with self._condition:
                if not self._asked:
                    self._condition.wait(max(_LOOK_EVERY, _SHARE * spent))
                self._asked = False
                path, view, beside, again = self._path, self._view, self._beside, self._again
                self._again = False
                if self._closed or path is None:
                    self._thread = None
                    return
            watches = {each: watches.get(each) or _Watch(each) for each in (path, *beside)}
            if again or before != (path, beside):  # whoever is shown otherwise now is told of anew
                before = (path, beside)
                for watch in watches.values():
                    watch.forget_what_was_told()
            began = time.monotonic()
            for watch in watches.values():
                try:
                    self._look(watch, view)
                except Exception:  # a fault of ours must not end the watch: the next look may succeed
                    log.exception("The run in %s could not be read", watch.run.path)
            spent = time.monotonic() - began

    def _look(self, watch: _Watch, view: View) -> None:
        began, patience = time.monotonic(), _FIRST_SIGHT
        for _ in watch.read():
            time.sleep(_BREATH)
            with self._condition:
                if self._closed or watch.run.path not in (self._path, *self._beside):
                    return
            if not watch.whole and time.monotonic() - began > patience:
                self._mailbox.post(self._deliver, watch.show(view))
                began, patience = time.monotonic(), 2 * patience
        if watch.news(view):
            self._mailbox.post(self._deliver, watch.show(view))


class _Watch:
    """What the thread knows of the run it follows."""

    def __init__(self, path: Path) -> None:
        self.run = RunDirectory(path)
        self.whole = False
        self._reader = HistoryReader(path)
        self._grown = True
        self._document: dict[str, Any] = {}
        self._stamp: object = None
        self._dataset = DatasetWatch(path)
        self._shown = False
        self._told: object = None

    def read(self) -> Any:
        """Read on, a piece at a time."""
        for _ in self._reader.update():
            self._grown = True
            yield
        self.whole = True

    def news(self, view: View) -> bool:
        """Is there anything that was not shown yet? (Looks at the small files.)"""
        self._read_document()
        state, status = self.run.read_state(), _status(self.run)
        if status not in UNDERWAY:
            self._dataset.look(self._document, thoroughly=self._shown and status == "failed")
        there = (
            state, status, view, self.run.path.exists(), self._stamp, stored_snapshots(self.run), self._dataset.trouble
        )  # fmt: skip
        if not self._grown and there == self._told:
            return False
        self._told = there
        return True

    def forget_what_was_told(self) -> None:
        """The next look is news whatever has happened."""
        self._told = None

    def show(self, view: View) -> RunView:
        """All of it."""
        self._grown, self._shown = False, True
        run, history = self.run, self._reader.history
        scale = Scale.of(history, view.axis)
        x = positions(history, view.axis)
        state, status = run.read_state(), _status(run)
        stored = stored_snapshots(run)
        latest = {name: value for name in history.names() if (value := history.latest(name)) is not None}
        ended_badly = status in ("failed", "killed", "interrupted")
        health = history.health if status in UNDERWAY else None
        return RunView(
            path=run.path,
            state=state,
            status=status,
            document=self._document,
            curves=curves(history, [name for name in history.names() if name not in _NO_CURVES], view),
            columns=tuple(history.names()),
            latest=latest,
            kimg=float(history.kimg[-1]) if len(history) else 0.0,
            scale=scale,
            begin=float(x[0]) if len(x) and ancestry(self._document) else 0.0,
            end=float(x[-1]) if len(x) else 0.0,
            smoothed_over=span(x, view.smoothing),
            samples=tuple(history.samples),
            snapshots=tuple(each.snapshot for each in stored),
            stored=stored,
            thinnable=thinnable(stored, history.metrics, self._document),
            metrics=tuple(history.metrics),
            measured=measured(history.metrics, scale),
            unmeasured=history.unmeasured,
            refused=history.refused,
            leveled=history.leveled,
            left=seconds_left(history, state.total_kimg) if status == "running" else None,
            started=history.started,
            health=health,
            failure=history.failure,
            remedy=self._remedy(history.failure if status == "failed" else health, state.best_snapshot),
            last_words=last_words(run.log_file) if ended_badly else "",
            log_tail=tuple(log_tail(run.log_file, _LOG_LINES)) if ended_badly else (),
            whole=self.whole,
            gone=not run.path.exists(),
            dataset_trouble=self._dataset.trouble if status not in UNDERWAY else "",
            dataset_missing=self._dataset.is_missing,
        )

    def _remedy(self, trouble: HealthChanged | RunFailed | None, best: str | None) -> Remedy | None:
        return None if trouble is None else remedy_of(self.run, self._document, trouble, best)

    def _read_document(self) -> None:
        try:
            status = self.run.run_file.stat()
        except OSError:
            return
        stamp = (status.st_mtime_ns, status.st_size)
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._document = self.run.read_run()
            except RunError as error:
                log.warning("%s", error)
                self._document = {}


def _status(run: RunDirectory) -> LiveStatus:
    return "starting" if run.is_about_to_start() else run.live_status()


_NO_CURVES = ("kimg", "time", "step", "seconds_left")
