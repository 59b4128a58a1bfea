"""What is seen on the Shelf: the light table, designs side by side or as other models draw them, the inspector."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QWidget

from gan_engine.errors import EngineError
from studio import theme
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.project.undo.history import UndoStep
from studio.shelf.collections import number_of
from studio.shelf.compare import FEWEST, MOST
from studio.shelf.comparing import Comparing
from studio.shelf.inspector import ShelfInspector
from studio.shelf.light_table import LightTable
from studio.shelf.project_reader import (
    DesignDetails,
    ManyDetails,
    read_details,
    read_look,
    read_many,
    read_tag_names,
)
from studio.shelf.versions import VersionsPage
from studio.widgets.close_up.look_close import LookClose
from studio.widgets.empty_state import EmptyState
from studio.widgets.room.current_stack import CurrentStack
from studio.widgets.workspace import Workspace
from studio.words import sides_words, tr, tr_noop
from studio.workers.curation.pictures import CloseLook
from studio.workers.project_reads import ProjectReads
from studio.workers.shelf.versions import MOST_DESIGNS

HINT = tr_noop("Drag designs onto a collection, or straight into other programs · every PNG carries its recipe")
COMPARE_HINT = tr_noop(
    "Wheel zooms all · drag moves all · 1 to 5 rate · Z pixel for pixel · N closest of your art · Esc back"
)


class ShelfScreen(Workspace):
    """Which designs are looked at, and how; what is done with them is the workspace's."""

    name = "shelf"
    title = tr_noop("Shelf")

    def build(self) -> Iterator[None]:
        workbench = self.workbench
        self._reads = ProjectReads(workbench, self)
        self._stale = True
        self._full: tuple[int, CloseLook | None] = (-1, None)
        self.comparing = Comparing(workbench, self)
        self.compare_view = self.comparing.view
        self.compare_button = theme.make_button(tr("Compare"), name="shelf.compare-button", shortcut_hint="C")
        self.sheet_button = theme.make_button(tr("Contact sheet"), name="shelf.sheet")
        self._pages = CurrentStack()
        self.middle.addWidget(self._pages, 1)
        yield
        self.table = self._make_table([self.compare_button, self.sheet_button])
        self.grid = self.table.grid
        self._pages.addWidget(self.table)
        yield
        self._nothing = self._make_nothing()
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(self.compare_view)
        yield
        self.versions = VersionsPage(workbench)
        self._pages.addWidget(self.versions)
        yield
        self.details = ShelfInspector()
        self.inspector.addWidget(self.details)
        self.close_up = LookClose(self, "shelf.look-close")
        self._look = QTimer(self, singleShot=True, interval=40)
        self._look.timeout.connect(self._load_chosen)
        yield
        self._connect()
        workbench.project_opened.connect(self._on_project)
        workbench.project_closing.connect(self._on_project_closing)
        workbench.shelf_changed.connect(self._on_shelf_changed)
        workbench.choices_changed.connect(self._on_shelf_changed)
        workbench.show_on_shelf.connect(self.show_design)
        workbench.settling.connect(self.details.settle)
        workbench.taken_back.connect(self._show_taken)
        self._show_page()
        if workbench.project is not None:
            self._on_project(workbench.project)

    def _make_table(self, buttons: list[QWidget]) -> LightTable:
        made = LightTable(self.workbench, buttons)
        self.side.addWidget(made.filter)
        self.side.addSpacing(theme.UNIT)
        self.side.addWidget(made.side)
        return made

    def _connect(self) -> None:
        """What its parts tell is heard once all are there."""
        self.comparing.began.connect(self._begin_compare)
        self.comparing.ended.connect(self._end_compare)
        self.compare_button.clicked.connect(self.compare)
        self.table.chosen_changed.connect(self._on_chosen)
        self.table.shown_changed.connect(self._on_shown)
        self.grid.look_close.connect(self.look_close)
        self.grid.activated.connect(self.look_close)
        self.versions.left.connect(self._end_versions)
        self.details.relative_chosen.connect(self.show_design)
        self.details.look_close_wanted.connect(self.look_close)
        self.details.focus_left.connect(self.grid.setFocus)
        self.close_up.stepped.connect(self.table.step)

    def _make_nothing(self) -> EmptyState:
        explore = theme.make_button(tr("Go to Explore"), "primary", name="shelf.go-explore")
        explore.clicked.connect(lambda: self.workbench.show_workspace.emit("explore"))
        return EmptyState(
            "shelf.empty", "stack", tr("Nothing kept yet"),
            tr("In Explore, press S on a design you like. It comes here to be named, rated, compared and exported."),
            [explore],
        )  # fmt: skip

    # ---- the project --------------------------------------------------------------------------------------

    def front(self) -> None:
        if self._stale:
            self._load()
        page = self.compare_view if self.is_comparing else self.versions.table if self._shows_versions else self.grid
        page.setFocus()

    def back(self) -> None:
        self.details.settle()
        self.close_up.hide()

    def _on_project(self, project: Project) -> None:
        self._forget()
        self.table.set_project(project)
        self._load()

    def _on_project_closing(self) -> None:
        self.details.settle()
        self._forget()

    def _forget(self) -> None:
        self.comparing.end()
        self._end_versions()
        self.close_up.hide()
        self._full = (-1, None)
        self.table.set_project(None)
        self._show_page()

    def _on_shelf_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        self._stale = False
        self.table.count_anew()
        self.comparing.refresh()
        self._reads.start(tr("Reading the tags"), read_tag_names, self.details.tag_field.offer, key="shelf.tags")

    def _on_shown(self) -> None:
        self._show_page()
        self.details.picture.set_proportions(QSize(*self.table.counts.proportions))
        self._look.start()

    def _show_page(self) -> None:
        if not (self.is_comparing or self._shows_versions):
            empty = self.table.loaded and not self.table.counts.all
            self._pages.setCurrentWidget(self._nothing if empty else self.table)
        on_table = self._pages.currentWidget() is self.table and self.table.loaded
        self.show_side(on_table)
        self.show_inspector(on_table and self.grid.selected_count() > 0)
        self.set_hint(tr(COMPARE_HINT if self.is_comparing else HINT if on_table else ""))
        self._enable()

    def _enable(self) -> None:
        able = self.can_compare()
        self.compare_button.setEnabled(able)
        words = (
            tr("Side by side at one zoom")
            if able
            else tr("Choose {fewest} to {most} designs to compare them", fewest=FEWEST, most=MOST)
        )
        self.compare_button.setToolTip(words)
        theme.set_hint(self.compare_button, "C")

    # ---- what is the case ---------------------------------------------------------------------------------

    def chosen_ids(self) -> Ids:
        """What keys and commands act on."""
        if self.is_comparing:
            return np.array([self.compare_view.current_id], np.int64)
        return self.table.chosen_ids()

    def has_any(self) -> bool:
        """Whether anything is shown."""
        return self.table.count > 0

    def is_filled(self) -> bool:
        """Whether there is anything on the shelf, shown or not."""
        return self.table.counts.all > 0

    def has_chosen(self) -> bool:
        """Whether there is a design to do something to."""
        return self.is_comparing or (self.grid.selected_count() > 0 and not self._shows_versions)

    def has_one(self) -> bool:
        """Whether there is exactly one."""
        return self.is_comparing or (self.grid.selected_count() == 1 and not self._shows_versions)

    def can_compare(self) -> bool:
        """Whether as many are chosen as can be seen side by side, or are seen so."""
        return self.is_comparing or (FEWEST <= self.grid.selected_count() <= MOST and not self._shows_versions)

    def can_uncollect(self) -> bool:
        """Whether a collection is shown, of which something is chosen."""
        return bool(number_of(self.table.key, "collection")) and self.has_chosen()

    def can_save_filter(self) -> bool:
        """Whether what is shown is narrowed by something."""
        return self.table.is_narrowing

    def show_design(self, id_: object) -> None:
        """Choose a kept design and scroll to it, whatever collection is shown."""
        if isinstance(id_, int):
            self.comparing.end()
            self._end_versions()
            self.table.show_design(id_)

    def _show_taken(self, taken: UndoStep) -> None:
        """Show the first design that a change was taken back on, unless one is before the eyes, or was deleted anew."""
        ids = taken.touched.get("candidates")
        gone = not taken.undone and "candidates.deleted" in taken.decisions
        if taken.scope != self.name or ids is None or not len(ids) or gone or self.is_comparing:
            return
        if not np.isin(self.table.chosen_ids(), ids).any():
            self.show_design(int(ids[0]))

    # ---- the inspector ------------------------------------------------------------------------------------

    def _on_chosen(self) -> None:
        self._enable()
        self._look.start()
        if self.close_up.is_open:
            self.look_close()

    def _load_chosen(self) -> None:
        """Show what is chosen; all that is known of it is read on a thread."""
        count = self.grid.selected_count()
        if self.workbench.project is None or self._pages.currentWidget() is not self.table:
            return
        self.show_inspector(count > 0)
        if not count:
            return
        chosen = self.table.chosen_ids()
        shown = int(chosen[0])
        if count > 1:
            shown = self.table.current_id() or shown
            self._reads.start(
                tr("Reading designs"), functools.partial(read_many, chosen), self._show_many, key="shelf.known"
            )
        else:
            self._reads.start(
                tr("Reading a design"), functools.partial(read_details, shown), self._show_details, key="shelf.known"
            )
        if self._full[0] == shown:
            self.details.set_look(*self._full)
        else:
            self._reads.start(
                tr("Reading a picture"), functools.partial(read_look, shown), self._show_look, key="shelf.picture",
                failed=self._show_no_image,
            )  # fmt: skip

    def _show_details(self, details: DesignDetails | None) -> None:
        if details is not None and self.table.chosen_ids().tolist() == [details.candidate.id]:
            names = {id_: name for id_, name, _ in self.table.counts.collections}
            self.details.show_candidate(details.candidate, names)
            self.details.set_relatives(details.parents, details.children)
            if self._full[0] == details.candidate.id:
                self.details.set_look(*self._full)

    def _show_many(self, many: ManyDetails) -> None:
        if self.grid.selected_count() == many.count:
            self.details.show_many(many)

    def _show_look(self, read: tuple[int, CloseLook]) -> None:
        self._full = read
        self.details.set_look(*read)
        if self.close_up.is_open:
            self.look_close()

    def _show_no_image(self, error: BaseException) -> None:
        """The file is gone or damaged: the grid says so on the picture itself."""
        if not isinstance(error, EngineError):
            self.workbench.report_error(tr("Reading a picture"), error)

    def look_close(self) -> None:
        """The current design over the whole window; the arrows go on from there."""
        entry = self.table.current()
        if entry is None:
            return
        id_, look = self._full
        detail = "★" * entry.rating
        if look is None or id_ != entry.id:
            small = self.grid.currentIndex().data(Qt.ItemDataRole.DecorationRole)
            self.close_up.show_picture(small, entry.title, detail, full=False)
            return
        detail = f"{sides_words(look.image.width(), look.image.height())}   {detail}".strip()
        self.close_up.show_picture(look.image, entry.title, detail, hard=look.hard)

    # ---- comparing ----------------------------------------------------------------------------------------

    @property
    def is_comparing(self) -> bool:
        """Whether designs are seen side by side now."""
        return self._pages.currentWidget() is self.compare_view

    def compare(self) -> None:
        """Two to six chosen designs side by side; again: back to the light table."""
        if self.comparing.is_on:
            self.comparing.end()
        else:
            self.details.settle()
            self.comparing.begin(self.table.chosen_ids())

    def _begin_compare(self) -> None:
        self._pages.setCurrentWidget(self.compare_view)
        self._show_page()
        self.compare_view.setFocus()

    def _end_compare(self) -> None:
        if self.is_comparing:
            current = self.compare_view.current_id
            self._pages.setCurrentWidget(self.table)
            self._show_page()
            if (row := self.table.model.row_of(current)) >= 0:
                selection = self.grid.selectionModel()
                selection.setCurrentIndex(self.table.model.index(row), selection.SelectionFlag.NoUpdate)
            self.grid.setFocus()
            self._look.start()

    # ---- other versions -----------------------------------------------------------------------------------

    @property
    def _shows_versions(self) -> bool:
        return self._pages.currentWidget() is self.versions

    def can_show_versions(self) -> bool:
        """Whether there are chosen designs that other models may draw, few enough to look at, or they are seen so."""
        return self._shows_versions or (1 <= self.grid.selected_count() <= MOST_DESIGNS and not self.is_comparing)

    def show_versions(self) -> None:
        """The chosen designs as other models draw them; again: back to the light table."""
        if self._shows_versions:
            self._end_versions()
            return
        self.details.settle()
        self.versions.begin(self.table.chosen_ids().tolist())
        self._pages.setCurrentWidget(self.versions)
        self._show_page()
        self.versions.table.setFocus()

    def _end_versions(self) -> None:
        if self._shows_versions:
            self.versions.end()
            self._pages.setCurrentWidget(self.table)
            self._show_page()
            self.grid.setFocus()
            self._look.start()
