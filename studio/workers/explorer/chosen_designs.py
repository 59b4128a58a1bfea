"""Designs that a mode of Explore works with (corners, rows, columns), chosen by hand: decisions of the project."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from gan_engine.latent.point import Point
from gan_engine.reporting import Report
from studio.project.project import Project
from studio.words import tr
from studio.workers.curation.choices import Choice
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import Workbench


class ChosenDesigns(QObject):
    """`changed` when they have been read, or undo or redo made them others than were put here."""

    changed = Signal()

    def __init__(self, workbench: Workbench, name: str, parent: QObject) -> None:
        """`name` is one of `studio.project.undo.decisions.CHOICES`."""
        super().__init__(parent)
        self._workbench = workbench
        self._name = name
        self._project: Project | None = None
        self.lists: Mapping[str, tuple[Point, ...]] = {}
        """By what they are ("corners"); empty while nobody has chosen any."""
        self._choice = Choice(workbench, name, self)
        self._choice.came_back.connect(self._take)
        self._reads = ProjectReads(workbench, self)

    @property
    def known(self) -> bool:
        """Whether those of the open project have been read."""
        return self._project is not None and self._project is self._workbench.project

    def load(self) -> None:
        """Read those of the open project, once."""
        if not self.known:
            self._reads.start(
                tr("Remembering designs"),
                functools.partial(_read, self._name),
                self._begin,
                key=f"explore.{self._name}",
            )

    def put(self, lists: Mapping[str, Sequence[Point]], words: str) -> None:
        """Choose these; `words` name it in the undo line."""
        self.lists = {name: tuple(points) for name, points in lists.items()}
        values = {name: [point.values() for point in points] for name, points in lists.items()}
        self._choice.put(values, words)

    def _begin(self, read: tuple[Project, Any]) -> None:
        self._project = read[0]
        self._take(read[1])

    def _take(self, values: object) -> None:
        self.lists = _lists_from(values)
        self.changed.emit()


def _lists_from(values: object) -> Mapping[str, tuple[Point, ...]]:
    """What cannot be understood counts as never chosen."""
    if not isinstance(values, Mapping):
        return {}
    try:
        return {str(name): tuple(map(Point.from_values, points)) for name, points in values.items()}
    except (TypeError, ValueError):
        return {}


def _read(name: str, project: Project, report: Report) -> tuple[Project, Any]:
    return project, project.choice(name)
