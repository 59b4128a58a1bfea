"""Pictures that are sought on the light table from elsewhere: chosen as soon as they are on it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from studio.curation import collections
from studio.curation.comparing import Comparing
from studio.curation.light_table import LightTable
from studio.curation.pages.page_host import PageHost
from studio.curation.project_reader import ProjectReader
from studio.project.store.ids import Ids
from studio.project.undo.history import UndoStep

_NOBODY: Ids = np.empty(0, np.int64)


class SoughtPictures:
    """`show_collection(key)` lets the table show a row of the list at the left; `arrived` is told when it has."""

    def __init__(
        self, table: LightTable, reader: ProjectReader, page_host: PageHost, comparing: Comparing,
        show_collection: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._table = table
        self._reader = reader
        self._page_host = page_host
        self._comparing = comparing
        self._show_collection = show_collection
        self._one = 0
        self._several: Ids = _NOBODY
        self._all = False

    def seek(self, sought: object) -> None:
        """Show a picture, or choose several of a list, in whichever collection is needed."""
        self._comparing.end()
        if self._page_host.has_view:
            self._page_host.close()
        if isinstance(sought, list):
            self._seek_several(np.array(sought, np.int64))
        elif self._shows_dataset or not self._table.go_to(int(str(sought))):
            self._one = int(str(sought))
            self._show_collection(collections.ALL)
        self._table.grid.setFocus()

    def _seek_several(self, ids: Ids) -> None:
        if not self._shows_dataset and np.isin(ids, self._table.model.ids).all():
            self._table.choose(ids)
        else:
            self._several = ids
            self._show_collection(collections.ALL)

    @property
    def _shows_dataset(self) -> bool:
        return bool(collections.dataset_name(self._reader.key))

    def seek_all(self) -> None:
        """All that is about to be shown."""
        self._all = True

    def seek_taken_back(self, taken: UndoStep) -> None:
        """The pictures that a decision was taken back on, once the project has been looked into anew."""
        ids = taken.touched.get("pictures", _NOBODY)
        page = self._page_host.open_page
        if self._comparing.is_on or not len(ids) or (page is not None and taken.decisions & set(page.shows)):
            return
        if self._page_host.has_view and not (page is not None and page.follows_table):
            self._page_host.close()
        self._several = ids
        self._reader.look(keep=True)

    def arrived(self) -> None:
        """Other pictures are on the table."""
        if self._one and self._table.go_to(self._one):
            self._one = 0
        several, self._several = self._several, _NOBODY
        if np.isin(several, self._table.model.ids).any():
            self._table.choose(several)
        elif len(several) and (self._reader.key != collections.ALL or self._reader.page_pictures is not None):
            self._several = several
            self._show_collection(collections.ALL)
        if self._all:
            self._all = False
            self._table.choose_all()
            self._table.grid.setFocus()
