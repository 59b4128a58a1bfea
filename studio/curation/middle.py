"""The middle of Curate: light table, dataset, or what to do where nothing is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from studio import theme
from studio.curation import collections
from studio.curation.dataset_page import DatasetPage
from studio.curation.filter_bar import FilterBar
from studio.project.datasets import DatasetEntry
from studio.widgets.empty_state import EmptyState
from studio.widgets.grid.picture_grid import PictureGrid
from studio.workers.workbench import Workbench

_ONE_STATE = (collections.PICKED, collections.REJECTED, collections.UNDECIDED)


class MiddleStack(QStackedWidget):
    """`folder_wanted` and `files_wanted`: the buttons of the empty light table."""

    folder_wanted = Signal()
    files_wanted = Signal()

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = PictureGrid("curate.grid", "Pictures")
        self.filters = FilterBar(self.grid)
        self.dataset = DatasetPage(workbench)
        self._folder = theme.make_button(
            "Import a folder…", "primary", name="curate.empty.folder", icon_name="folder-open"
        )
        self._files = theme.make_button("Import pictures or a ZIP…", name="curate.empty.files", icon_name="image")
        self._folder.clicked.connect(self.folder_wanted)
        self._files.clicked.connect(self.files_wanted)
        self.empty = EmptyState("curate.empty", "image", "", "", [self._folder, self._files])
        self.nothing = EmptyState("curate.nothing", "magnifying-glass", "", "")
        self._tables = QStackedWidget()
        for widget in (self.grid, self.empty, self.nothing):
            self._tables.addWidget(widget)
        pictures = QWidget()
        column = QVBoxLayout(pictures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self.filters)
        column.addWidget(self._tables, 1)
        self._view: QWidget | None = None
        self.addWidget(pictures)
        self.addWidget(self.dataset)

    @property
    def shows_pictures(self) -> bool:
        """Whether the light table is in front, with pictures on it."""
        return self.currentIndex() == 0 and self._tables.currentWidget() is self.grid

    def show_view(self, view: QWidget | None) -> None:
        """Let the view of a page stand in place of the light table; None: the light table again."""
        self._view = view
        if view is not None and self.indexOf(view) < 0:
            self.addWidget(view)
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

    def show_pictures(self, key: str, count: int, *, all_: int, chosen: int, title: str = "") -> None:
        """The light table: `count` pictures of the row `key`, of `all_` there are; `title` where they are another
        choice than that row."""
        self.dataset.let_go()
        self._show_table()
        self.filters.setVisible(bool(all_))
        self.filters.set_title(title or collections.title_of(key), count, chosen)
        self.filters.show_ordering(not title, undecided_first=key not in _ONE_STATE)
        if not count:
            self._say_nothing_found(key)
        self._tables.setCurrentWidget(self.grid if count else self.nothing if all_ else self.empty)

    def wait(self) -> None:
        """The pictures have not been counted yet: an empty table, for a moment."""
        self.dataset.let_go()
        self._show_table()
        self.filters.hide()
        self._tables.setCurrentWidget(self.grid)

    def say_empty(self, *, coming: bool) -> None:
        """What the empty project says; `coming`: pictures are on their way in."""
        if coming:
            self.empty.set_words("Your pictures are coming in", "They appear here as soon as all of them are read.")
        else:
            self.empty.set_words(
                "Start with your art",
                "Drop pictures, folders or a ZIP here. Sub-folders become classes. Your files stay where they are and "
                "are never changed.",
            )
        self._folder.setVisible(not coming)
        self._files.setVisible(not coming)

    def _say_nothing_found(self, key: str) -> None:
        if self.filters.is_narrowing:
            words = "No picture here has all that. Take a chip away, or search for less."
            self.nothing.set_words("Nothing found", words)
        elif key == collections.UNDECIDED:
            self.nothing.set_words("All decided", "Every picture is picked or rejected.")
        else:
            how = {collections.PICKED: "P picks", collections.REJECTED: "X rejects"}.get(key, "")
            words = f"{how} what is chosen on the light table." if how else "Choose another row at the left."
            self.nothing.set_words("Nothing here yet", words)
