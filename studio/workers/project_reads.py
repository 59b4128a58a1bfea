"""Reading the project on threads; given up when it closes."""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject

from gan_engine.reporting import Report
from studio.workers.jobs import Job
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.project.project import Project

T = TypeVar("T")


class ProjectReads(QObject):
    """The reads of one workspace."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._under_way: weakref.WeakSet[Job] = weakref.WeakSet()
        workbench.project_closing.connect(self._give_up)

    def start(
        self,
        name: str,
        work: Callable[[Project, Report], T],
        done: Callable[[T], Any],
        *,
        key: str,
        failed: Callable[[BaseException], Any] | None = None,
        quiet: bool = True,
    ) -> None:
        """Run `work(project, report)` on a thread, if a project is open; the latest of a `key` wins."""
        project = self._workbench.project
        if project is not None:
            job = self._workbench.jobs.start(name, functools.partial(work, project), done, failed, key=key, quiet=quiet)
            self._under_way.add(job)

    def _give_up(self) -> None:
        for job in list(self._under_way):
            job.cancel()
