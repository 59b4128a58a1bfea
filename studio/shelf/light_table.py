"""The light table of the Shelf: the designs of a collection, ordered, searched, narrowed."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import theme
from studio.project.project import Project
from studio.project.shelf import Entry
from studio.project.shelf_query import ShelfCounts, ShelfQuery
from studio.project.store.ids import Ids
from studio.project.stored_queries import MOST_TEXT
from studio.shelf.collections import EVERYTHING, NEW_COLLECTION, ORDERS, Collection, collections, number_of
from studio.shelf.filter_bar import FilterBar
from studio.shelf.model import SHELF_MIME, ShelfModel
from studio.shelf.project_reader import Found, find_designs
from studio.widgets.empty_state import EmptyState
from studio.widgets.fields.eliding_box import ElidingBox, ElidingLabel
from studio.widgets.fields.inner_parts import make_clearable
from studio.widgets.fields.search_field import SearchField
from studio.widgets.grid.draggable_rows import ids_from
from studio.widgets.grid.picture_grid import PictureGrid
from studio.widgets.side_list import SideList
from studio.widgets.side_rows import Row, Section
from studio.widgets.sliders import SizeSlider
from studio.widgets.workspace import heading_row
from studio.words import count_words, tr, tr_choices
from studio.workers.project_reads import ProjectReads
from studio.workers.shelf.verdicts import VerdictSearch
from studio.workers.workbench import Workbench

_DELAY = 120  # milliseconds after the last letter


class LightTable(QWidget):
    """Grid and header; `filter` and `side`, the list of collections, are put at the left by the workspace.

    Which designs there are is found on a thread, as an array of ids; the model reads the facts of those in sight.
    """

    chosen_changed = Signal()
    """Another design is current, or others are chosen, or more is known of the current one."""
    shown_changed = Signal()
    """Others are shown: another collection, order or filter, or the shelf itself changed."""
    collection_dropped = Signal(int, object)
    """(collection, ids) to be put into it."""
    new_collection_wanted = Signal(object)
    """Ids to be put into one that is to be made."""
    save_filter_wanted = Signal()

    def __init__(self, workbench: Workbench, buttons: Sequence[QWidget], parent: QWidget | None = None) -> None:
        """`buttons` stand in the header beside the counts."""
        super().__init__(parent)
        self._settings = workbench.settings
        self._reads = ProjectReads(workbench, self)
        self._counts_known = ShelfCounts()
        self._key = EVERYTHING
        self._stale = True
        self._wanted = -1
        self.loaded = False
        """Whether it is known what is on the shelf."""
        self.side = SideList("shelf.collections", tr("Collections"))
        self.side.take_drops(SHELF_MIME, lambda key: key == NEW_COLLECTION or bool(number_of(key, "collection")))
        self.side.chosen.connect(self._on_collection)
        self.side.dropped.connect(self._on_dropped)
        self.model = ShelfModel(workbench, self)
        self.model.facts_arrived.connect(self._on_facts)
        self.grid = PictureGrid("shelf.grid", tr("Kept designs"), line=True, edge=self._settings.get("shelf.edge", 140))
        self.grid.setModel(self.model)
        self.grid.selection_moved.connect(self._on_selection)
        self.grid.selectionModel().currentChanged.connect(self.chosen_changed)
        self.grid.zoomed.connect(functools.partial(self._settings.set, "shelf.edge"))
        self.heading = ElidingLabel("", "large")
        self._counts = theme.make_label("", "quiet")
        self.filter = SearchField()
        self.filter.left.connect(self.grid.setFocus)
        self.filter.setObjectName("shelf.filter")
        self.filter.setAccessibleName(tr("Find by name, notes or tag"))
        self.filter.setPlaceholderText(tr("Find"))
        self.filter.setMaxLength(MOST_TEXT)
        make_clearable(self.filter)
        self._typing = QTimer(self, singleShot=True, interval=_DELAY)
        self._typing.timeout.connect(self.search)
        self.filter.textChanged.connect(self._typing.start)
        self.verdicts = VerdictSearch(workbench, self)
        self.verdicts.found.connect(self.search)
        self.bar = FilterBar()
        self.bar.changed.connect(self.search)
        self.bar.save_wanted.connect(self.save_filter_wanted)
        self.bar.hide()
        self.bar_button = theme.make_button(
            tr("Filter"), "chip", name="shelf.filter-button", icon_name="funnel-simple", checkable=True,
            tip=tr("Narrow by stars, label, tag, class, model and date"), keys="F",
        )  # fmt: skip
        self.bar_button.toggled.connect(self._on_bar)
        self.order = ElidingBox()
        self.order.setObjectName("shelf.order")
        self.order.setAccessibleName(tr("Order"))
        for key, words in tr_choices(ORDERS):
            self.order.addItem(words, key)
        self.order.setCurrentIndex(max(0, self.order.findData(self._settings.get("shelf.order", "newest"))))
        self.order.currentIndexChanged.connect(self._on_order)
        self._size = SizeSlider("shelf.size", self.grid)
        everything = theme.make_button(tr("Show everything"), name="shelf.show-all")
        everything.clicked.connect(self.show_everything)
        self._no_match = EmptyState("shelf.no-match", "magnifying-glass", tr("No design here"), "", [everything])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(heading_row(
            [self.heading, self._counts, *buttons, None, self.bar_button, self.order, self._size]
        ))  # fmt: skip
        column.addWidget(self.bar)
        column.addWidget(self.grid, 1)
        column.addWidget(self._no_match, 1)
        self._no_match.hide()
        theme.worn.changed.connect(self._show_side)  # labels have another colour

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._counts.setVisible(event.size().width() >= 700)
        self._size.setVisible(event.size().width() >= 600)

    # ---- what is shown ------------------------------------------------------------------------------------

    def set_project(self, project: Project | None) -> None:
        """Show nothing of that project, for now."""
        self._typing.stop()
        self.loaded = False
        self._stale = True
        self.model.set_project(project)
        self._counts_known = ShelfCounts()
        self._show_side()

    def count_anew(self) -> None:
        """The shelf is another: find what is to be shown, and count everything."""
        self._stale = True
        self.search()

    def expect(self, ids: Ids, values: Mapping[str, object]) -> None:
        """Show what is on its way onto the shelf."""
        self.model.expect(ids, **values)

    def search(self) -> None:
        """Find on a thread what is to be shown now; the latest wish wins."""
        self._typing.stop()
        if self.bar.query().verdict:
            self.verdicts.look()
        query = ShelfQuery(text=self.filter.text(), order=self.order.currentData())
        asked = functools.partial(find_designs, self._key, (query, self.bar.query()), self._stale)
        self._reads.start(tr("Reading the shelf"), asked, self._take, key="shelf.ids")

    @property
    def counts(self) -> ShelfCounts:
        """How many there are of every kind."""
        return self._counts_known

    @property
    def key(self) -> str:
        """The row of the list at the left that is shown."""
        return self._key

    @property
    def count(self) -> int:
        """How many are shown."""
        return self.model.rowCount()

    def own_queries(self) -> tuple[ShelfQuery, ...]:
        """What is typed and narrowed to, beside the row at the left."""
        return (ShelfQuery(text=self.filter.text()), self.bar.query())

    @property
    def is_narrowing(self) -> bool:
        """Whether anything but the row at the left keeps designs out of sight."""
        return bool(self.filter.text().strip()) or self.bar.is_narrowing

    def show_key(self, key: str) -> None:
        """Show a row of the list at the left."""
        self.side.choose(key)
        self._key = key
        self.search()

    def show_everything(self) -> None:
        """The collection of all, unfiltered."""
        self.filter.clear()
        self.bar.clear()
        self.show_key(EVERYTHING)

    def show_design(self, id_: int) -> None:
        """Choose a design and scroll to it; if it is not on the shelf yet, as soon as it is."""
        if (row := self.model.row_of(id_)) >= 0:
            self._wanted = -1
            self.grid.set_current_row(row)
        else:
            self._wanted = id_
            self.show_everything()

    def edit_filter(self) -> None:
        """Put the cursor where one types what to find."""
        self.filter.setFocus()
        self.filter.selectAll()

    def toggle_bar(self) -> None:
        """Show the bar of filters, or take it and what it narrows to away."""
        self.bar_button.toggle()

    def _on_bar(self, shown: bool) -> None:
        self.bar.setVisible(shown)
        if shown:
            self.bar.rating.setFocus()
        else:
            self.bar.clear()

    def _take(self, found: Found) -> None:
        """What was chosen stays chosen where it is still there."""
        self.loaded = True
        if found.counts is not None:
            self._stale = False
            self._counts_known = found.counts
            self.grid.set_proportions(QSize(*found.counts.proportions))
            self.bar.offer(found.counts)
        self._show_side()
        ids, current = self.chosen_ids(), self.grid.currentIndex().row()
        scrolled = self.grid.verticalScrollBar().value()
        current_id = self.model.id_at(current)
        if self.model.set_ids(found.ids) or self._wanted > 0:
            self._choose_again(ids, current_id, current, scrolled)
        self._say_counts()
        self._no_match.setVisible(not self.count)
        self.grid.setVisible(bool(self.count))
        if not self.count:
            text = self.filter.text().strip()
            words = (
                tr("Nothing here is called “{name}”.", name=text) if text else tr("Nothing on the shelf belongs here.")
            )
            self._no_match.set_words(tr("No design here"), words)
        self.shown_changed.emit()

    def _show_side(self) -> None:
        found = collections(self._counts_known)
        sections = []
        for title in dict.fromkeys(collection.section for collection in found):
            rows = [self._row(each) for each in found if each.section == title]
            sections.append(Section(title, rows))
        self.side.set_sections(sections)
        if not self.side.choose(self._key):
            gone, self._key = self._key, EVERYTHING
            self.side.choose(EVERYTHING)
            if self.loaded and gone != EVERYTHING:
                self.search()
        self.heading.setText(next(each.title for each in found if each.key == self._key))

    @staticmethod
    def _row(each: Collection) -> Row:
        return Row(each.key, each.title, each.count, dot=theme.LABELS[each.label - 1] if each.label else "")

    def _choose_again(self, ids: Ids, current_id: int, current: int, scrolled: int) -> None:
        if (wanted := self.model.row_of(self._wanted)) >= 0:
            self._wanted = -1
            self.grid.set_current_row(wanted)
            return
        rows = self.model.rows_of(ids).tolist()
        if rows:
            row = self.model.row_of(current_id)
            self.grid.set_current_row(row if row >= 0 else rows[0])
            self.grid.select_rows(rows)
        elif self.count and (len(ids) or current < 0):
            self.grid.set_current_row(max(0, min(current, self.count - 1)))
        elif self.count:  # nothing was chosen: nothing is, and the keyboard goes on from where it was
            here = self.model.index(min(max(0, self.model.row_of(current_id)), self.count - 1))
            self.grid.selectionModel().setCurrentIndex(here, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.grid.verticalScrollBar().setValue(scrolled)

    def _on_collection(self, key: str) -> None:
        if key == NEW_COLLECTION:
            self.side.choose(self._key)
            self.new_collection_wanted.emit(self.chosen_ids() if self.grid.selected_count() > 1 else _NONE)
            return
        self._key = key
        self.grid.verticalScrollBar().setValue(0)
        self.search()

    def _on_dropped(self, key: str, data: bytes) -> None:
        ids = np.array(ids_from(data), np.int64)
        if key == NEW_COLLECTION:
            self.new_collection_wanted.emit(ids)
        elif len(ids):
            self.collection_dropped.emit(number_of(key, "collection"), ids)

    def _on_order(self) -> None:
        self._settings.set("shelf.order", self.order.currentData())
        self.search()

    # ---- what is chosen -----------------------------------------------------------------------------------

    def chosen_ids(self) -> Ids:
        """The chosen designs in the order shown."""
        rows = self.grid.selected_rows()
        return self.model.ids[np.array(rows, np.int64)] if rows else _NONE

    def current_id(self) -> int:
        """The design that the cursor is on; 0 for none."""
        return self.model.id_at(self.grid.currentIndex().row())

    def current(self) -> Entry | None:
        """What is at hand of it."""
        return self.model.entry(self.grid.currentIndex().row())

    def step(self, by: int) -> None:
        """Go to another row."""
        self.grid.set_current_row(max(0, min(self.count - 1, self.grid.currentIndex().row() + by)))

    def _on_facts(self, ids: list[int]) -> None:
        if self.current_id() in ids:
            self.chosen_changed.emit()

    def _on_selection(self) -> None:
        self._say_counts()
        self.chosen_changed.emit()

    def _say_counts(self) -> None:
        chosen = self.grid.selected_count()
        self._counts.setText(
            tr("{chosen:,} of {count:,} chosen", chosen=chosen, count=self.count)
            if chosen > 1
            else count_words(self.count, "design")
        )


_NONE = np.empty(0, np.int64)
