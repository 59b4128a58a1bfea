"""Looking after the pictures of the open project, whichever workspace is in front.

Takes in what is to be imported, then checks it; when a project is opened,
sees whether its originals are still there and finishes a check that was interrupted. One thing at a time, on
one thread: the artist's own decisions need the others.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.engine_words import engine_words
from studio.words import tr
from studio.workers.jobs import Job
from studio.workers.rounds import Rounds
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.project.pictures.importing import ImportSummary
    from studio.project.pictures.sources import SourceNews
    from studio.project.project import Project

LANE = "pictures"
_AFTER = 3000  # milliseconds after a project was opened: the pictures come first


class PictureImporter(QObject):
    """`changed` when an import or a check begins or ends. Curate has one; it lives as long as the window."""

    changed = Signal()
    skipped_wanted = Signal(object)
    """The artist asks what an import did not take: a name and a reason each."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent or workbench)
        self._workbench = workbench
        self._imports: list[Job] = []
        self._skipped: Sequence[tuple[str, str]] = ()
        self._looks_after = True
        """The next round begins with the originals; else it only checks."""
        self._rounds = Rounds(workbench, tr("Checking pictures"), self._begin, delay=_AFTER, parent=self)
        self._rounds.busy_changed.connect(self.changed)
        workbench.project_opened.connect(self._rounds.soon)
        workbench.project_closing.connect(self._on_project_closing)
        if workbench.project is not None:
            self._rounds.soon()

    @property
    def is_importing(self) -> bool:
        """Whether pictures are coming in."""
        return any(job.running for job in self._imports)

    @property
    def is_checking(self) -> bool:
        """Whether originals are being looked after or checked."""
        return self._rounds.is_busy

    def take_in(self, paths: list[Path]) -> None:
        """Import files, folders and ZIPs, then check what came."""
        project = self._workbench.project
        if project is None or not paths:
            return
        job = self._workbench.jobs.start(
            tr("Importing pictures"), functools.partial(_import, project, list(paths)), self._on_imported, lane=LANE
        )
        self._imports.append(job)
        job.ended.connect(self._on_ended)
        self.changed.emit()

    def check(self) -> None:
        """Check what has not been checked; what is under way goes on first."""
        self._rounds.start()

    def find_missing(self, folder: Path) -> None:
        """Look below a folder for originals that are not where they were."""
        project = self._workbench.project
        if project is not None:
            self._workbench.jobs.start(
                tr("Looking for missing pictures"), functools.partial(_find, project, folder), self._on_found, lane=LANE
            )

    def look_after(self) -> None:
        """See whether the originals are still there, and which were worked on since."""
        self._looks_after = True
        self._rounds.start()

    # ---- one round: look after the originals, check ---------------------------------------------------------------

    def _begin(self) -> None:
        project = self._workbench.project
        assert project is not None
        if not self._looks_after:
            self._begin_check(project)
            return
        self._looks_after = False
        self._rounds.follow(
            self._workbench.jobs.start(
                tr("Looking after the originals"), functools.partial(_look_after, project),
                functools.partial(self._on_looked, project), self._on_failed, lane=LANE,
            )
        )  # fmt: skip

    def _begin_check(self, project: Project) -> None:
        self._rounds.follow(
            self._workbench.jobs.start(
                tr("Checking pictures"),
                functools.partial(_check, project),
                self._on_checked,
                self._on_failed,
                lane=LANE,
            )
        )

    def _on_failed(self, error: BaseException) -> None:
        self._looks_after = True
        self._rounds.failed(error)

    def _on_project_closing(self) -> None:
        self._rounds.stop()
        self._looks_after = True
        for job in self._imports:
            job.cancel()
        self._imports.clear()

    def _on_imported(self, summary: ImportSummary) -> None:
        self._skipped = [(each.name, engine_words(each.why)) for each in summary.skipped]
        self._workbench.notify(
            summary.words(), undo="curate" if len(summary.ids) else False,
            action=tr("Show all") if len(self._skipped) > 1 else "",
            callback_=self._ask_for_skipped if len(self._skipped) > 1 else None,
        )  # fmt: skip
        self.check()

    def _ask_for_skipped(self) -> None:
        self.skipped_wanted.emit(self._skipped)

    def _on_looked(self, project: Project, news: SourceNews) -> None:
        if news.missing:
            self._workbench.notify(
                tr(
                    "{n} originals are not where they were; your decisions are kept",
                    one="{n} original is not where it was; your decisions are kept",
                    n=news.missing,
                )
            )
        self._begin_check(project)

    def _on_found(self, count: int) -> None:
        self._workbench.notify(tr("{n} pictures were found again", one="{n} picture was found again", n=count))

    def _on_checked(self, summary: object) -> None:
        self._rounds.succeeded()
        self.changed.emit()

    def _on_ended(self) -> None:
        self._imports = [job for job in self._imports if job.running]
        self.changed.emit()


# On worker threads: the project's modules bring numpy and the picture readers with them.


def _import(project: Project, paths: list[Path], report: Report) -> ImportSummary:
    from studio.project.pictures.importing import import_sources

    return import_sources(project, paths, report)


def _check(project: Project, report: Report) -> object:
    from studio.project.findings.checking import check_project

    return check_project(project, report)


def _look_after(project: Project, report: Report) -> SourceNews:
    from studio.project.pictures.sources import look_after_sources

    project.dataset_files.refresh(report)
    return look_after_sources(project, report)


def _find(project: Project, folder: Path, report: Report) -> int:
    from studio.project.pictures.sources import find_missing

    return find_missing(project, folder, report)
