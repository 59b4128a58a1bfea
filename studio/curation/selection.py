"""The chosen pictures of Curate, shown in the inspector and close up."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QTimer
from PySide6.QtGui import QImage

from gan_engine.reporting import Report
from studio.curation.close_view import CloseView
from studio.curation.inspector import ManyFacts, PictureInspector
from studio.curation.light_table import LightTable
from studio.curation.pages.bake.settings import BakeSettings
from studio.project.pictures.facts import Picture
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.words import tr
from studio.workers.curation.pictures import CloseLook, load_what_is_there
from studio.workers.engine import Answer
from studio.workers.images import to_image
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import Workbench

_PREVIEW_DELAY = 80  # milliseconds the current picture rests before the engine is asked for a preview


class Selection(QObject):
    """Follows the table; `settings` say what becomes of a picture on its way into a dataset."""

    def __init__(
        self, workbench: Workbench, table: LightTable, inspector: PictureInspector, close_view: CloseView
    ) -> None:
        super().__init__(table)
        self._workbench = workbench
        self._table = table
        self._inspector = inspector
        self._close_view = close_view
        self._settings = BakeSettings()
        self._reads = ProjectReads(workbench, self)
        self._shown_id = 0
        self._shown_path = Path()
        self._timer = QTimer(self, singleShot=True, interval=_PREVIEW_DELAY)
        self._timer.timeout.connect(self._ask_for_preview)
        close_view.stepped.connect(table.step)
        inspector.look_wanted.connect(self.look_close)

    def set_settings(self, settings: BakeSettings) -> None:
        """What was last chosen for baking."""
        if settings != self._settings:
            self._settings = settings
            self._timer.start()

    def show(self) -> None:
        """Show what is chosen now."""
        count, current = self._table.count, self._table.current
        if count == 0:
            self._shown_id = 0
            self._inspector.show_nothing()
        elif count > 1:
            self._shown_id = 0
            self._look_at_many()
        elif current is not None:
            another = (current.id, current.path) != (self._shown_id, self._shown_path)
            self._inspector.show_one(current, self._table.model.image(current), another=another)
            if another:
                self._shown_id, self._shown_path = current.id, current.path
                self._timer.start()
        if current is not None and self._close_view.is_open:
            self._close_view.refresh(current)
            self._close_view.show(current)

    def look_close(self, index: QModelIndex | None = None) -> None:
        """The current picture over the whole window."""
        if (picture := self._table.current) is not None:
            self._close_view.show(picture)

    def look_close_at(self, id_: int) -> None:
        """Any picture of the project over the whole window, on the table or not."""
        if self._table.go_to(id_) and self._table.current is not None:
            self.look_close()
        elif (project := self._workbench.project) is not None:
            self._workbench.jobs.start(
                tr("Reading the catalogue"), functools.partial(_read, project, id_), self._take_one,
                key="curate.look-close", quiet=True,
            )  # fmt: skip

    def _take_one(self, picture: Picture | None) -> None:
        if picture is not None:
            self._close_view.show(picture)

    def _look_at_many(self) -> None:
        if (project := self._workbench.project) is not None:
            self._workbench.jobs.start(
                tr("Looking at the chosen"), functools.partial(_look_at_many, project, self._table.ids),
                self._take_many, key="curate.chosen", quiet=True,
            )  # fmt: skip

    def _take_many(self, facts: ManyFacts) -> None:
        if self._table.count == facts.count:
            self._inspector.show_many(facts)

    def _ask_for_preview(self) -> None:
        picture = self._table.current
        if picture is None or self._table.count != 1:
            return
        if picture.damaged or picture.missing:
            self._inspector.show_trained(None, tr("Not trained on"))
            if picture.missing and self._inspector.original.image is None:
                self._reads.start(
                    tr("Reading the picture"), functools.partial(load_what_is_there, picture),
                    functools.partial(self._take_kept, picture.id), key="curate.kept",
                )  # fmt: skip
            return
        options = self._settings.preview_options()
        self._workbench.engine.call(
            "preview", {"picture": picture.original.as_json(), "options": options},
            prepare=_with_images,
            done=functools.partial(self._take_preview, picture.id), failed=self._no_preview, key="curate.preview",
        )  # fmt: skip

    def _take_preview(self, id_: int, answer: tuple[list[QImage], int]) -> None:
        if id_ == self._shown_id:
            images, parts = answer
            self._inspector.original.set_image(images[0])
            self._inspector.show_trained(
                images[1], tr("As trained") if parts == 1 else tr("Part 1 of {parts}", parts=parts)
            )

    def _take_kept(self, id_: int, look: CloseLook | None) -> None:
        if id_ == self._shown_id and look is not None:
            self._inspector.original.set_image(look.image)

    def _no_preview(self, error: BaseException) -> None:
        self._inspector.show_trained(None, tr("As trained"))


def _look_at_many(project: Project, ids: Ids, report: Report) -> ManyFacts:
    catalogue = project.catalogue
    return ManyFacts(
        len(ids), catalogue.states_of(ids), catalogue.tags_of(ids), catalogue.classes_of(ids), *catalogue.marks_of(ids)
    )


def _read(project: Project, id_: int, report: Report) -> Picture | None:
    return project.catalogue.picture(id_)


def _with_images(answer: Answer) -> tuple[list[QImage], int]:
    """On the reading thread: the picture and its first part, and how many parts there are."""
    return [to_image(pixels) for pixels in answer.arrays[:2]], int(answer.values["count"])
