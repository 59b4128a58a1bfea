"""Finding figures on sheets for the Split page, by the engine process."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.project.pictures.facts import Picture
from studio.project.pictures.splitting import Box, Sheet, part_boxes, part_steps, sheets
from studio.project.project import Project
from studio.words import tr
from studio.workers.curation.pictures import CloseLook, load_close
from studio.workers.engine import Answer, Call
from studio.workers.workbench import Workbench

_SHOWN_EDGE = 2048


@dataclass(frozen=True)
class Figures:
    """What was found on a picture."""

    boxes: Sequence[Box]
    is_sheet: bool
    why: str = ""
    """Why nothing could be found: it cannot be read."""


@dataclass(frozen=True)
class OpenSheet:
    """A sheet to look at."""

    picture: Picture
    look: CloseLook
    parts: Sequence[Box]
    """Where it is cut already."""


class SheetFinder(QObject):
    """`listed` when it is known which pictures there are; `found(id)` when a picture was looked at."""

    listed = Signal()
    found = Signal(object)
    changed = Signal()
    """Looking has begun or ended."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent or workbench)
        self._workbench = workbench
        self._call: Call | None = None
        self._asked: list[Sheet] = []
        self.sheets: Sequence[Sheet] = ()
        self.figures: dict[int, Figures] = {}
        workbench.project_closing.connect(self.clear)

    @property
    def is_looking(self) -> bool:
        """Whether pictures are being looked at."""
        return self._call is not None and self._call.running

    @property
    def likely(self) -> list[Sheet]:
        """Those that look like sheets, and those cut up already."""
        return [
            sheet
            for sheet in self.sheets
            if sheet.parts or (sheet.id in self.figures and self.figures[sheet.id].is_sheet)
        ]

    def clear(self) -> None:
        """Forget everything: another project."""
        self.stop()
        self.sheets, self.figures = (), {}

    def stop(self) -> None:
        """Look no further."""
        if self._call is not None:
            self._call.cancel()
            self._call = None

    def refresh(self) -> None:
        """See which pictures there are, and look at those that are worth it and were not looked at yet."""
        project = self._workbench.project
        if project is not None:
            self._workbench.jobs.start(
                tr("Looking for sheets"),
                functools.partial(_list, project),
                functools.partial(self._take_list, project),
                key="curate.split.list",
                quiet=True,
            )

    def look_at(self, sheet: Sheet) -> None:
        """Look at one now, before the others."""
        if sheet.id not in self.figures:
            self._workbench.engine.call(
                "find_figures", {"paths": [str(sheet.path)]}, partial=functools.partial(self._take, [sheet]),
                key=f"curate.split.{sheet.id}",
            )  # fmt: skip

    def load(self, sheet: int, then: Callable[[OpenSheet | None], Any]) -> None:
        """The picture itself and its parts: `then(OpenSheet)`."""
        project = self._workbench.project
        if project is not None:
            self._workbench.jobs.start(
                tr("Opening the sheet"),
                functools.partial(_open, project, sheet),
                then,
                key="curate.split.open",
                quiet=True,
            )

    def _take_list(self, project: Project, found: list[Sheet]) -> None:
        if project is not self._workbench.project:
            return
        self.sheets = found
        self.listed.emit()
        waiting = [sheet for sheet in found if sheet.likely and not sheet.parts and sheet.id not in self.figures]
        if waiting and not self.is_looking:
            self._asked = waiting
            self._call = self._workbench.engine.call(
                "find_figures", {"paths": [str(sheet.path) for sheet in waiting]}, name=tr("Looking for sheets"),
                partial=functools.partial(self._take, waiting), done=self._on_done, failed=self._on_failed,
            )  # fmt: skip
            self._call.ended.connect(self.changed)
            self.changed.emit()

    def _take(self, asked: Sequence[Sheet], answer: Answer) -> None:
        values = answer.values
        sheet = asked[int(values["number"])]
        boxes = [(int(box[0]), int(box[1]), int(box[2]), int(box[3])) for box in values.get("boxes", ())]
        self.figures[sheet.id] = Figures(boxes, bool(values.get("sheet")), str(values.get("why", "")))
        self.found.emit(sheet.id)

    def _on_done(self, answer: Answer) -> None:
        self._call = None
        self.changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._call = None
        self._workbench.report_error(tr("looking for sheets"), error)
        self.changed.emit()


def cut_up(project: Project, cuts: dict[int, Sequence[Box]], report: Report) -> bool:
    """Cut sheets into parts; without boxes a sheet is made whole again. For a worker thread."""
    pictures = {picture.id: picture for picture in project.catalogue.pictures(list(cuts))}
    return project.catalogue.cut(
        {id_: part_steps(pictures[id_], boxes) for id_, boxes in cuts.items() if id_ in pictures}
    )


def _list(project: Project, report: Report) -> list[Sheet]:
    return sheets(project)


def _open(project: Project, sheet: int, report: Report) -> OpenSheet | None:
    picture = project.catalogue.picture(sheet)
    if picture is None:
        return None
    return OpenSheet(picture, load_close(picture.path, longest=_SHOWN_EDGE), part_boxes(project, sheet))
