"""All that the window knows of trainings from the moment a project is open, whether or not Train was ever shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from studio.workers.training.queue.open_jobs import OpenJobs
from studio.workers.training.run_news import RunNews
from studio.workers.training.runs import RunBook
from studio.workers.training.starts import TrainingStarts
from studio.workers.workbench import Workbench


class TrainingDesk(QObject):
    """The runs of the project, its jobs in the queue, what is new of them, and how one begins. One for a workbench."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self.queued = OpenJobs(workbench, self)
        self.runs = RunBook(workbench, self)
        self.news = RunNews(workbench, self.runs, self.queued, self)
        self.starts = TrainingStarts(workbench, self.runs, self.queued, self)
        self.queued.changed.connect(self.runs.refresh)

    @staticmethod
    def of(workbench: Workbench) -> TrainingDesk:
        """The one of this workbench, made when first asked for."""
        found = workbench.findChild(TrainingDesk, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return found if isinstance(found, TrainingDesk) else TrainingDesk(workbench)
