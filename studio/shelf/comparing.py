"""Designs side by side: what is compared, kept up to date while one goes on rating and naming."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from studio.project.shelf import Entry
from studio.project.store.ids import Ids
from studio.shelf.compare import FEWEST, MOST, CompareView
from studio.shelf.project_reader import read_entries, read_looks
from studio.widgets.close_up.side_by_side import ComparedPicture
from studio.words import tr
from studio.workers.curation.pictures import CloseLook
from studio.workers.project_reads import ProjectReads
from studio.workers.shelf.closest import ClosestQuery, ClosestSearch
from studio.workers.workbench import Workbench

_SETTING = "shelf.closest"


class Comparing(QObject):
    """`began` when the view is to be shown, `ended` when it is to go."""

    began = Signal()
    ended = Signal()

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = workbench.settings
        self._reads = ProjectReads(workbench, self)
        self._ids: list[int] = []
        self._has_images = False
        self.view = CompareView()
        self.view.left.connect(self.end)
        self.closest = ClosestSearch(workbench, self)
        self.closest.found.connect(self.view.set_closest)
        self.closest.said.connect(self.view.say)
        self.view.show_closest(self._settings.get(_SETTING, True))

    @property
    def is_on(self) -> bool:
        """Whether designs are seen side by side now."""
        return bool(self._ids)

    def begin(self, ids: Ids) -> None:
        """Show these, two to six of them."""
        if not self._ids and FEWEST <= len(ids) <= MOST:
            self._ids = ids.tolist()
            self._has_images = False
            self.refresh()

    def end(self) -> None:
        """Back to the light table."""
        if self._ids:
            self._ids = []
            self.closest.leave()
            self.ended.emit()

    def refresh(self) -> None:
        """A rating or name changed, or one was deleted, while comparing."""
        if self._ids:
            read = functools.partial(read_entries, self._ids)
            self._reads.start(tr("Reading designs"), read, self._show, key="shelf.compare")

    def _show(self, entries: Sequence[Entry]) -> None:
        if not self._ids:
            return
        if len(entries) < FEWEST:
            self.end()
            return
        self._ids = [entry.id for entry in entries]
        self.view.show_pictures(
            [ComparedPicture(entry.id, entry.title, entry.rating, entry.label) for entry in entries]
        )
        if not self._has_images:
            self._has_images = True
            self.began.emit()
            read = functools.partial(read_looks, self._ids)
            self._reads.start(tr("Reading pictures"), read, self._show_looks, key="shelf.compared")
            self._ask_closest(entries)

    def _show_looks(self, looks: Sequence[tuple[int, CloseLook]]) -> None:
        for id_, look in looks:
            self.view.set_image(id_, look.image, look.hard)

    def _ask_closest(self, entries: Sequence[Entry]) -> None:
        if self._settings.get(_SETTING, True):
            self.closest.ask([
                ClosestQuery(each.id, each.path, each.model_digest, each.model_name) for each in entries
            ])  # fmt: skip

    def toggle_closest(self) -> None:
        """Show the closest training pictures beside each design, or not."""
        wanted = not self._settings.get(_SETTING, True)
        self._settings.set(_SETTING, wanted)
        self.view.show_closest(wanted)
        if wanted and self._ids:
            read = functools.partial(read_entries, self._ids)
            self._reads.start(tr("Reading designs"), read, self._ask_closest, key="shelf.closest")
