"""The light table of the Shelf: the designs of a collection, ordered, searched."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from studio import theme
from studio.project.shelf import Entry
from studio.shelf.collections import EVERYTHING, ORDERS, choose, collections
from studio.shelf.dialogs import count_words
from studio.shelf.model import ShelfModel
from studio.widgets.empty_state import EmptyState
from studio.widgets.grid.picture_grid import PictureGrid
from studio.widgets.side_list import Row, Section, SideList
from studio.widgets.sliders import SizeSlider
from studio.widgets.workspace import heading_row
from studio.workers.workbench import Workbench


class LightTable(QWidget):
    """Grid and header; `filter` and `side`, the list of collections, are put at the left by the workspace.

    `chosen_changed` when another design is current, or others are chosen.
    """

    chosen_changed = Signal()
    shown_changed = Signal()
    """Others are shown: another collection, order or filter, or the shelf itself changed."""

    def __init__(self, workbench: Workbench, buttons: Sequence[QWidget], parent: QWidget | None = None) -> None:
        """`buttons` stand in the header beside the counts."""
        super().__init__(parent)
        self._settings = workbench.settings
        self._entries: Sequence[Entry] = ()
        self._wanted = -1
        self.side = SideList("shelf.collections", "Collections")
        self.side.chosen.connect(self._on_collection)
        self.model = ShelfModel(workbench.thumbnails, self)
        self.grid = PictureGrid("shelf.grid", "Kept designs", line=True, edge=self._settings.get("shelf.edge", 140))
        self.grid.setModel(self.model)
        self.grid.selection_moved.connect(self._on_selection)
        self.grid.selectionModel().currentChanged.connect(self.chosen_changed)
        self.grid.zoomed.connect(functools.partial(self._settings.set, "shelf.edge"))
        self.heading = theme.make_label("", "large")
        self._counts = theme.make_label("", "quiet")
        self.filter = QLineEdit()
        self.filter.setObjectName("shelf.filter")
        self.filter.setAccessibleName("Find by name or notes")
        self.filter.setPlaceholderText("Find")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._arrange)
        self.order = QComboBox()
        self.order.setObjectName("shelf.order")
        self.order.setAccessibleName("Order")
        for key, words in ORDERS:
            self.order.addItem(words, key)
        self.order.setCurrentIndex(max(0, self.order.findData(self._settings.get("shelf.order", "newest"))))
        self.order.currentIndexChanged.connect(self._on_order)
        self._size = SizeSlider("shelf.size", self.grid)
        everything = theme.make_button("Show everything", name="shelf.show-all")
        everything.clicked.connect(self.show_everything)
        self._no_match = EmptyState("shelf.no-match", "magnifying-glass", "No design here", "", [everything])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(heading_row([self.heading, 4, self._counts, 4, *buttons, None, self.order, 4, self._size]))
        column.addWidget(self.grid, 1)
        column.addWidget(self._no_match, 1)
        self._no_match.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._counts.setVisible(event.size().width() >= 640)
        self._size.setVisible(event.size().width() >= 520)

    # ---- what is shown ------------------------------------------------------------------------------------

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """The whole shelf, newest first: show what belongs to the chosen collection."""
        self._entries = entries
        self._arrange()

    @property
    def count(self) -> int:
        """How many are shown."""
        return self.model.rowCount()

    def show_everything(self) -> None:
        """The collection of all, unfiltered."""
        self.side.choose(EVERYTHING)
        self.filter.clear()
        self._arrange()

    def show_design(self, id_: int) -> None:
        """Choose a design and scroll to it; if it is not on the shelf yet, as soon as it is."""
        if self.model.row_of(id_) < 0:
            self._wanted = id_
            self.show_everything()
        if (row := self.model.row_of(id_)) >= 0:
            self._wanted = -1
            self.grid.set_current_row(row)

    def edit_filter(self) -> None:
        """Put the cursor where one types what to find."""
        self.filter.setFocus()
        self.filter.selectAll()

    def _arrange(self) -> None:
        """What was chosen stays chosen where it is still there."""
        found = collections(self._entries)
        sections = []
        for title in dict.fromkeys(collection.section for collection in found):
            rows = [Row(each.key, each.title, each.count) for each in found if each.section == title]
            sections.append(Section(title, rows))
        key = self.side.current_key() or EVERYTHING
        self.side.set_sections(sections)
        if not self.side.choose(key):
            key = EVERYTHING
            self.side.choose(key)
        shown = choose(self._entries, key, self.filter.text(), self.order.currentData())
        ids = [entry.id for entry in self.chosen()]
        current, scrolled = self.grid.currentIndex().row(), self.grid.verticalScrollBar().value()
        entry = self.model.entry(current)
        if self.model.set_entries(shown):
            self._choose_again(ids, -1 if entry is None else entry.id, current, scrolled)
        self.heading.setText(next(each.title for each in found if each.key == key))
        self._say_counts()
        self._no_match.setVisible(not shown)
        self.grid.setVisible(bool(shown))
        if not shown:
            text = self.filter.text().strip()
            words = f"Nothing here is called “{text}”." if text else "Nothing on the shelf belongs here."
            self._no_match.set_words("No design here", words)
        self.shown_changed.emit()

    def _choose_again(self, ids: Sequence[int], current_id: int, current: int, scrolled: int) -> None:
        if (wanted := self.model.row_of(self._wanted)) >= 0:
            self._wanted = -1
            self.grid.set_current_row(wanted)
            return
        rows = [row for id_ in ids if (row := self.model.row_of(id_)) >= 0]
        if rows:
            row = self.model.row_of(current_id)
            self.grid.set_current_row(row if row >= 0 else rows[0])
            selection = self.grid.selectionModel()
            for each in rows:
                selection.select(self.model.index(each), selection.SelectionFlag.Select)
        elif self.count:
            self.grid.set_current_row(max(0, min(current, self.count - 1)))
        self.grid.verticalScrollBar().setValue(scrolled)

    def _on_collection(self, key: str) -> None:
        self._arrange()
        self.grid.verticalScrollBar().setValue(0)

    def _on_order(self) -> None:
        self._settings.set("shelf.order", self.order.currentData())
        self._arrange()

    # ---- what is chosen -----------------------------------------------------------------------------------

    def chosen(self) -> list[Entry]:
        """The chosen designs in the order shown."""
        return [entry for row in self.grid.selected_rows() if (entry := self.model.entry(row)) is not None]

    def current(self) -> Entry | None:
        """The design that the cursor is on."""
        return self.model.entry(self.grid.currentIndex().row())

    def step(self, by: int) -> None:
        """Go to another row."""
        self.grid.set_current_row(max(0, min(self.count - 1, self.grid.currentIndex().row() + by)))

    def _on_selection(self) -> None:
        self._say_counts()
        self.chosen_changed.emit()

    def _say_counts(self) -> None:
        chosen = self.grid.selected_count()
        self._counts.setText(f"{chosen:,} of {self.count:,} chosen" if chosen > 1 else count_words(self.count))
