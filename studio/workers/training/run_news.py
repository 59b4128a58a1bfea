"""What is new of the project's trainings: one has ended, or something is wrong with one."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from gan_engine.reporting import Report
from gan_engine.runs.history import HistoryReader
from gan_engine.runs.run_directory import LiveStatus
from studio.engine_words import engine_words
from studio.words import tr, tr_noop
from studio.workers.training.queue.open_jobs import OpenJobs
from studio.workers.training.runs import RunBook, RunEntry
from studio.workers.workbench import TrainingNews, Workbench

_ENDS: dict[LiveStatus, str] = {
    "finished": tr_noop("has come to its end"), "stopped": tr_noop("has stopped"), "failed": tr_noop("has failed"),
    "interrupted": tr_noop("was interrupted"), "killed": tr_noop("was cut off"),
}  # fmt: skip


class RunNews(QObject):
    """Tells through `training_news` of the workbench what happened since it looked first."""

    def __init__(self, workbench: Workbench, runs: RunBook, queued: OpenJobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._runs = runs
        self._queued = queued
        self._underway: set[Path] = set()
        self._alarms: dict[Path, str] = {}
        self._readers: dict[Path, HistoryReader] = {}
        self._looking = False
        runs.changed.connect(self._look)
        workbench.project_closing.connect(self._forget)

    def _look(self) -> None:
        entries = self._runs.entries
        for entry in entries:
            if entry.path in self._underway and entry.status in _ENDS:
                self._tell_end(entry)
        self._underway = {entry.path for entry in entries if entry.underway}
        if self._underway and not self._looking:
            self._looking = True
            wanted = sorted(self._underway)
            self._readers = {path: self._readers.get(path) or HistoryReader(path) for path in wanted}
            self._workbench.jobs.start(
                tr("Listening for alarms"), functools.partial(_alarms, list(self._readers.items())), self._take,
                self._fail, quiet=True,
            )  # fmt: skip

    def _tell_end(self, entry: RunEntry) -> None:
        job = self._queued.of(entry.path)
        if job is not None and job.sets_aside and entry.status == "stopped":
            return  # as was wished, or at the end of its hours
        goes_on = tr(" and goes on by itself") if job is not None and entry.status in ("killed", "interrupted") else ""
        self._tell(entry, f"“{entry.name}” {tr(_ENDS[entry.status])}{goes_on}")

    def _take(self, found: dict[Path, tuple[str, str]]) -> None:
        self._looking = False
        for path, (problem, what) in found.items():
            entry = self._runs.entry(path)
            if entry is not None and problem and self._alarms.get(path, problem) != problem:
                self._tell(entry, f"“{entry.name}”: {engine_words(what)}")
        self._alarms = {path: problem for path, (problem, _) in found.items()}

    def _fail(self, error: BaseException) -> None:
        self._looking = False
        self._workbench.report_error(tr("Listening for alarms"), error)

    def _tell(self, entry: RunEntry, words: str) -> None:
        self._workbench.training_news.emit(TrainingNews(entry.path, words))

    def _forget(self) -> None:
        self._underway = set()
        self._alarms, self._readers = {}, {}


def _alarms(readers: Sequence[tuple[Path, HistoryReader]], report: Report) -> dict[Path, tuple[str, str]]:
    """The gravest that is wrong with each now: its name and what is said of it, both "" where all is well."""
    found = {}
    for number, (path, reader) in enumerate(readers):
        for _ in reader.update():
            report(number, len(readers))
        health = reader.history.health
        found[path] = ("", "") if health is None else (health.problem, health.what)
    return found
