"""Covers of projects for the welcome page: four pictures in a row, cached."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QImage

from gan_engine import door
from gan_engine.reporting import Report
from studio.words import tr
from studio.workers.images import from_bytes, to_array, to_image
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.project.project import Project

COVER = "cover.png"
EDGE = 96
COUNT = 4
_AFTER = 4000  # milliseconds after the last change


class CoverMaker(QObject):
    """Draws the cover of the open project anew some seconds after its pictures changed."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._workbench = workbench
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self._make)
        workbench.project_opened.connect(self._timer.start)
        workbench.pictures_changed.connect(self._timer.start)
        workbench.project_closing.connect(self._timer.stop)

    def _make(self) -> None:
        project = self._workbench.project
        if project is not None:
            work = functools.partial(make_cover, project)
            self._workbench.jobs.start(tr("Drawing the cover"), work, failed=self._leave, key="cover", quiet=True)

    def _leave(self, error: BaseException) -> None:
        """A project without a cover is no less a project."""


def make_cover(project: Project, report: Report) -> None:
    """Write cache/cover.png from pictures spread over the whole catalogue."""
    from gan_engine.pictures import write_png

    ids = project.catalogue.ids()
    if not len(ids):
        return
    places = np.linspace(0, len(ids) - 1, num=min(COUNT, len(ids)) + 1, dtype=int)[:COUNT]
    strip = np.zeros((EDGE, EDGE * COUNT, 4), np.uint8)
    for number, picture in enumerate(project.catalogue.pictures([int(ids[place]) for place in places])):
        report(number, COUNT)
        data = project.thumbnails.make(picture.thumbnail_key, picture.path, picture.original.steps)
        image = from_bytes(data) if data else None
        if image is not None:
            strip[:, number * EDGE : (number + 1) * EDGE] = to_array(_square(image))
    folder = door.make_folder(project.folder / "cache", root=project.folder)
    write_png(folder / COVER, strip, root=project.folder)


def _square(image: QImage) -> QImage:
    filled = image.scaled(
        EDGE, EDGE, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    return filled.copy((filled.width() - EDGE) // 2, (filled.height() - EDGE) // 2, EDGE, EDGE)


def read_cover(project_folder: Path) -> QImage | None:
    """The cover of a project that need not be open; on a thread. None if there is none."""
    from gan_engine.errors import PictureError
    from gan_engine.pictures import read_picture

    try:
        return to_image(read_picture(project_folder / "cache" / COVER, longest=2 * EDGE * COUNT))
    except (PictureError, OSError):
        return None
