"""From the light table to a dataset: the dialog, what was chosen in it, and the baking itself."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gan_engine.reporting import Report
from studio.curation.bake_dialog import BakeDialog
from studio.curation.bake_settings import MEMORY_KEY, BakeSettings
from studio.project.bake_plan import BakePlan
from studio.project.commands import Ids
from studio.project.datasets import DatasetEntry
from studio.project.pictures import Counts
from studio.project.project import Project
from studio.workers.baking import Baker
from studio.workers.workbench import PROJECT_LANE, Workbench


class Bakery(QObject):
    """`chosen(settings)` when the artist has settled on something; `baked(path)` when a dataset is there."""

    chosen = Signal(object)
    baked = Signal(object)

    def __init__(self, workbench: Workbench, owner: QWidget) -> None:
        super().__init__(owner)
        self._workbench = workbench
        self._owner = owner
        self._dialog: BakeDialog | None = None
        self._baker = Baker(workbench, self)
        self._baker.baked.connect(self.baked)
        workbench.project_closing.connect(self._on_project_closing)

    @property
    def dialog(self) -> BakeDialog | None:
        """The dialog, while it is open."""
        return self._dialog

    def open(
        self, settings: BakeSettings, counts: Counts, datasets: Sequence[DatasetEntry], ids: Ids, step: str = ""
    ) -> None:
        """Open the dialog, at the choices of a step; `ids` are chosen in the grid and shown first."""
        project = self._workbench.project
        if project is None or self._dialog is not None:
            return
        self._dialog = BakeDialog(
            self._workbench, project, settings, counts, project.dataset_files.suggest_name(project.name),
            [entry.name for entry in datasets], ids, self._owner,
        )  # fmt: skip
        self._dialog.bake_wanted.connect(functools.partial(self._bake, project))
        self._dialog.finished.connect(self._on_finished)
        self._dialog.point_to(step)
        self._dialog.open()

    def _bake(self, project: Project, name: str, plan: BakePlan, settings: BakeSettings) -> None:
        self._workbench.jobs.start(
            "Remembering", functools.partial(_remember, project, settings), lane=PROJECT_LANE, quiet=True
        )
        self._baker.bake(project, plan, name, settings.options(), settings.stored())
        self.chosen.emit(settings)

    def _on_finished(self, result: int) -> None:
        self._dialog = None

    def _on_project_closing(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()


def _remember(project: Project, settings: BakeSettings, report: Report) -> None:
    project.remember(MEMORY_KEY, settings.stored())
