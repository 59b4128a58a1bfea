"""Two to four pictures side by side, at one zoom: what is compared, kept up to date while one goes on deciding."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.curation.light_table import LightTable
from studio.project.pictures.facts import Picture
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.widgets.close_up.side_by_side import ComparedPicture, SideBySideView
from studio.words import tr
from studio.workers.curation.pictures import CloseLook, load_what_is_there
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import Workbench

FEWEST, MOST = 2, 4


class Comparing(QObject):
    """`began` when the view is to be shown, `ended` when it is to go. The picture that it is on stands for all that are
    chosen on the table: what is decided is decided on it."""

    began = Signal()
    ended = Signal()

    def __init__(self, workbench: Workbench, table: LightTable) -> None:
        super().__init__(table)
        self._workbench = workbench
        self._table = table
        self._reads = ProjectReads(workbench, self)
        self._asked: list[int] = []
        self._pictures: Mapping[int, Picture] = {}
        self._is_shown = False
        self.view = SideBySideView("curate.compare", tr("Pictures side by side"), table.grid)
        self.view.hide()
        self.view.left.connect(self.end)
        self.view.current_changed.connect(self._on_current)
        table.alone_stepped.connect(self.view.step)
        workbench.pictures_changed.connect(self._look_again)
        workbench.project_closing.connect(self.end)

    @property
    def is_on(self) -> bool:
        """Whether pictures are seen side by side now."""
        return self._is_shown

    def can_begin(self) -> bool:
        """Whether two to four are chosen."""
        return FEWEST <= self._table.count <= MOST

    def begin(self) -> None:
        """Show what is chosen."""
        if not self._is_shown and self.can_begin():
            self._asked = self._table.ids.tolist()
            self._read()

    def end(self) -> None:
        """Back to the light table, at the picture that was looked at."""
        self._asked = []
        if self._is_shown:
            self._is_shown, self._pictures = False, {}
            current = self.view.current_id
            self._table.stand_alone(None)
            self._table.look_at(current)
            self.ended.emit()

    def _look_again(self) -> None:
        if self._is_shown:
            self._read()

    def _read(self) -> None:
        self._reads.start(
            tr("Reading pictures"), functools.partial(_read, self._asked), self._show, key="curate.compare"
        )

    def _show(self, pictures: Sequence[Picture]) -> None:
        if not self._asked or len(pictures) < FEWEST:
            self.end()
            return
        new = [picture for picture in pictures if picture.id not in self._pictures]
        begins = not self._is_shown
        self._pictures, self._is_shown = {picture.id: picture for picture in pictures}, True
        self.view.show_pictures([self._compared(picture, small=picture in new) for picture in pictures])
        for number, picture in enumerate(new):
            if not picture.damaged:
                self._reads.start(
                    tr("Reading the picture"), functools.partial(load_what_is_there, picture),
                    functools.partial(self._take, picture.id), failed=self._could_not, key=f"curate.compare.{number}",
                )  # fmt: skip
        if begins:
            self.began.emit()
        self._on_current(self.view.current_id)

    def _compared(self, picture: Picture, *, small: bool) -> ComparedPicture:
        decided = {State.PICKED: tr("picked"), State.REJECTED: tr("rejected")}.get(picture.state, "")
        lost = tr("damaged") if picture.damaged else tr("missing") if picture.missing else ""
        note = ", ".join(filter(None, (lost, decided)))
        image = self._table.model.image(picture) if small else None
        return ComparedPicture(picture.id, picture.name, picture.rating, picture.label, note, image, False)

    def _take(self, id_: int, look: CloseLook | None) -> None:
        if look is not None and id_ in self._pictures:
            self.view.set_image(id_, look.image, look.hard)

    def _could_not(self, error: BaseException) -> None:
        """It stays with the small picture: why it cannot be read is among the findings."""

    def _on_current(self, id_: int) -> None:
        if self._is_shown:
            self._table.stand_alone(self._pictures.get(id_))


# On worker threads.


def _read(ids: Sequence[int], project: Project, report: Report) -> list[Picture]:
    """Those of them that are still worked with."""
    there = np.isin(ids, project.catalogue.ids())
    return project.catalogue.pictures(id_ for id_, is_there in zip(ids, there, strict=True) if is_there)
