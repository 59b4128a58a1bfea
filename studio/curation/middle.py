"""The middle of Curate: light table, dataset, or what to do where nothing is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import theme
from studio.curation import collections
from studio.curation.dataset_page import DatasetPage
from studio.curation.filters.filter_bar import FilterBar
from studio.project.datasets import DatasetEntry
from studio.widgets.empty_state import EmptyState
from studio.widgets.grid.picture_grid import PictureGrid
from studio.widgets.room.current_stack import CurrentStack
from studio.words import tr
from studio.workers.workbench import Workbench

_NAMES = "curate.names"
"""Remembered: whether names stand below the pictures."""
_ONE_STATE = (collections.PICKED, collections.REJECTED, collections.UNDECIDED)


class MiddleStack(CurrentStack):
    """`folder_wanted` and `files_wanted`: the buttons of the empty light table."""

    folder_wanted = Signal()
    files_wanted = Signal()

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = workbench.settings
        self.grid = PictureGrid("curate.grid", tr("Pictures"))
        self.grid.show_names(self._settings.get(_NAMES, False) is True)
        self.filters = FilterBar(self.grid)
        self.dataset = DatasetPage(workbench)
        self._folder = theme.make_button(
            tr("Import a folder…"), "primary", name="curate.empty.folder", icon_name="folder-open"
        )
        self._files = theme.make_button(tr("Import pictures or a ZIP…"), name="curate.empty.files", icon_name="image")
        self._folder.clicked.connect(self.folder_wanted)
        self._files.clicked.connect(self.files_wanted)
        self.empty = EmptyState("curate.empty", "image", "", "", [self._folder, self._files])
        self.nothing = EmptyState("curate.nothing", "magnifying-glass", "", "")
        self._tables = CurrentStack()
        for widget in (self.grid, self.empty, self.nothing):
            self._tables.addWidget(widget)
        pictures = QWidget()
        column = QVBoxLayout(pictures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self.filters)
        column.addWidget(self._tables, 1)
        self._view: QWidget | None = None
        self._compared: QWidget | None = None
        self.addWidget(pictures)
        self.addWidget(self.dataset)

    @property
    def shows_pictures(self) -> bool:
        """Whether the light table is in front, with pictures on it, or some of them side by side."""
        return self.currentIndex() == 0 and self._tables.currentWidget() in (self.grid, self._compared)

    @property
    def pictures(self) -> QWidget:
        """What shows the pictures: the grid, or some of them side by side."""
        return self._compared or self.grid

    def show_compared(self, view: QWidget | None) -> None:
        """Let some pictures side by side stand in place of the grid; None: the grid again."""
        self._compared = view
        if view is not None:
            self._tables.addWidget(view)
        self._tables.setCurrentWidget(self.pictures)
        self.filters.setVisible(view is None)
        self.pictures.setFocus()

    @property
    def has_names(self) -> bool:
        """Whether names stand below the pictures."""
        return self.grid.has_names

    def toggle_names(self) -> None:
        """Show the names below the pictures, or not; the next time too."""
        self.grid.show_names(not self.grid.has_names)
        self._settings.set(_NAMES, self.grid.has_names)

    def show_view(self, view: QWidget | None) -> None:
        """Let the view of a page, one of the stack's, stand in place of the light table; None: the table again."""
        self._view = view
        if self.currentWidget() is not self.dataset:
            self._show_table()

    def _show_table(self) -> None:
        if self._view is not None:
            self.setCurrentWidget(self._view)
        else:
            self.setCurrentIndex(0)

    def show_dataset(self, entry: DatasetEntry) -> None:
        """Look into a dataset."""
        self.dataset.show_dataset(entry)
        self.setCurrentIndex(1)

    def show_pictures(
        self, key: str, count: int, *, all_: int, chosen: int, title: str, ordered: bool, nothing: tuple[str, str]
    ) -> None:
        """The light table: `count` pictures of the row `key`, of `all_` there are; `ordered`: they are another choice
        than that row, in an order of their own; `nothing`: what is said where that has none."""
        self.dataset.let_go()
        self._show_table()
        self.filters.setVisible(bool(all_) and self._compared is None)
        self.filters.set_title(title, count, chosen)
        self.filters.offer_finding(key == collections.MISSING and not ordered and count > 0)
        self.filters.show_ordering(not ordered, undecided_first=key not in _ONE_STATE)
        if not count:
            self._say_nothing_found(key, *nothing)
        self._tables.setCurrentWidget(self.pictures if count else self.nothing if all_ else self.empty)

    def wait(self) -> None:
        """The pictures have not been counted yet: an empty table, for a moment."""
        self.dataset.let_go()
        self._show_table()
        self.filters.hide()
        self._tables.setCurrentWidget(self.grid)

    def say_empty(self, *, coming: bool) -> None:
        """What the empty project says; `coming`: pictures are on their way in."""
        if coming:
            self.empty.set_words(
                tr("Your pictures are coming in"), tr("They appear here as soon as all of them are read.")
            )
        else:
            self.empty.set_words(
                tr("Start with your art"),
                tr(
                    "Drop pictures, folders or a ZIP here. Sub-folders become classes. Your files stay where they are "
                    "and are never changed."
                ),
            )
        self._folder.setVisible(not coming)
        self._files.setVisible(not coming)

    def _say_nothing_found(self, key: str, title: str, sentence: str) -> None:
        if self.filters.is_narrowing:
            words = tr("No picture here has all that. Take a chip away, or search for less.")
            self.nothing.set_words(tr("Nothing found"), words)
        elif title:
            self.nothing.set_words(title, sentence)
        elif key == collections.UNDECIDED:
            self.nothing.set_words(tr("All decided"), tr("Every picture is picked or rejected."))
        else:
            how = {collections.PICKED: tr("P picks"), collections.REJECTED: tr("X rejects")}.get(key, "")
            words = (
                tr("{how} what is chosen on the light table.", how=how)
                if how
                else tr("Choose another row at the left.")
            )
            self.nothing.set_words(tr("Nothing here yet"), words)
