"""Which trainings run in the project, looked up every other second on a thread.

The plots of a run are followed by `studio.workers.training.follower`; this is for the chip in the header, which has to
know whether or not the Train workspace was ever shown, and tells when a run comes, goes or ends.
"""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from gan_engine.reporting import Report
from studio.project.project import run_folders
from studio.workers.workbench import RunningTraining, Workbench

_EVERY = 2000  # milliseconds


class TrainingWatch(QObject):
    """Feeds `Workbench.set_trainings` and `Workbench.runs_changed` while a project is open."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._workbench = workbench
        self._statuses: dict[str, str] | None = None
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        workbench.project_opened.connect(self._on_opened)
        workbench.project_closing.connect(self._timer.stop)
        workbench.training_started.connect(self.look)

    def _on_opened(self) -> None:
        self._statuses = None
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look now."""
        project = self._workbench.project
        if project is not None:
            self._workbench.jobs.start(
                "Looking at the runs", functools.partial(_read, project.folder / "runs"),
                self._take, self._leave, key="trainings", quiet=True,
            )  # fmt: skip

    def _take(self, found: tuple[dict[str, str], list[RunningTraining]]) -> None:
        statuses, trainings = found
        before, self._statuses = self._statuses, statuses
        self._workbench.set_trainings(trainings)
        if before is not None and before != statuses:
            self._workbench.runs_changed.emit()

    def _leave(self, error: BaseException) -> None:
        """A run directory could not be read just now: the next look is soon."""


_UNDERWAY = frozenset({"starting", "running", "paused"})


def _read(runs: Path, report: Report) -> tuple[dict[str, str], list[RunningTraining]]:
    """Status of every run by its path, and those under way."""
    from gan_engine.errors import RunError
    from gan_engine.runs.run_directory import RunDirectory

    statuses: dict[str, str] = {}
    trainings: list[RunningTraining] = []
    for path in sorted(run_folders(runs)):
        report(0, None)
        if not (path / "state.json").is_file():
            continue
        run = RunDirectory(path)
        try:
            state, status = run.read_state(), run.live_status()
        except (RunError, OSError):
            continue
        statuses[str(path)] = status
        if status in _UNDERWAY:
            name = path.name.partition("-")[2] or path.name
            trainings.append(
                RunningTraining(path, name, state.kimg, state.total_kimg, state.seconds_left, status == "paused")
            )
    return statuses, trainings
