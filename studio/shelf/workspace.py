"""The Shelf workspace: light table, inspector, comparing, exports."""

from __future__ import annotations

import functools

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from gan_engine.errors import EngineError
from studio import theme
from studio.command import Command
from studio.project.project import Project
from studio.project.shelf import Entry
from studio.project.undo.history import UndoStep
from studio.shelf.compare import FEWEST, MOST, ComparedDesign, CompareView
from studio.shelf.dialogs import count_words
from studio.shelf.exports import Exports
from studio.shelf.inspector import ShelfInspector
from studio.shelf.light_table import LightTable
from studio.shelf.project_reader import DesignDetails, read_details, read_entries, read_image, read_images, read_recipe
from studio.widgets.empty_state import EmptyState
from studio.widgets.look_close import LookClose
from studio.widgets.workspace import Workspace
from studio.workers.project_reads import ProjectReads
from studio.workers.shelf.closest import ClosestQuery, ClosestSearch
from studio.workers.workbench import Workbench

HINT = "Drag designs straight into other programs · every PNG carries its recipe"
COMPARE_HINT = "Wheel zooms all · drag moves all · 1 to 5 rate · Z pixel for pixel · N closest of your art · Esc back"


class ShelfWorkspace(Workspace):
    """The fourth workspace. Every change goes through the project, so that it can be undone."""

    name = "shelf"
    title = "Shelf"

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(workbench, parent=parent)
        self._reads = ProjectReads(workbench, self)
        self._entries: list[Entry] = []
        self._loaded = False
        self._stale = True
        self._full: tuple[int, QImage] = (-1, QImage())
        self.exports = Exports(workbench, self)
        self.compare_button = theme.make_button("Compare", name="shelf.compare-button", shortcut_hint="C")
        self.compare_button.clicked.connect(self.compare)
        sheet_button = theme.make_button("Contact sheet", name="shelf.sheet")
        sheet_button.clicked.connect(self.make_sheet)
        self.table = LightTable(workbench, [self.compare_button, sheet_button])
        self.table.chosen_changed.connect(self._on_chosen)
        self.table.shown_changed.connect(self._show_page)
        self.side.addWidget(self.table.filter)
        self.side.addSpacing(theme.UNIT)
        self.side.addWidget(self.table.side)
        self.grid = self.table.grid
        self.grid.stars_chosen.connect(self._on_stars)
        self.grid.look_close.connect(self.look_close)
        self.grid.activated.connect(self.look_close)
        self.grid.context_menu.connect(self._on_context_menu)
        explore = theme.make_button("Go to Explore", "primary", name="shelf.go-explore")
        explore.clicked.connect(lambda: workbench.show_workspace.emit("explore"))
        self._nothing = EmptyState(
            "shelf.empty", "stack", "Nothing kept yet",
            "In Explore, press S on a design you like. It comes here to be named, rated, compared and exported.",
            [explore],
        )  # fmt: skip
        self.compare_view = CompareView()
        self.compare_view.left.connect(self._end_compare)
        self.closest = ClosestSearch(workbench, self)
        self.closest.found.connect(self.compare_view.set_closest)
        self.closest.said.connect(self.compare_view.say)
        self.compare_view.show_closest(workbench.settings.get("shelf.closest", True))
        self._pages = QStackedWidget()
        for page in (self.table, self._nothing, self.compare_view):
            self._pages.addWidget(page)
        self.middle.addWidget(self._pages, 1)
        self.details = self._make_inspector()
        self.inspector.addWidget(self.details)
        self.close_up = LookClose(self, "shelf.look-close")
        self.close_up.stepped.connect(self.table.step)
        self._look = QTimer(self, singleShot=True, interval=40)
        self._look.timeout.connect(self._load_chosen)
        workbench.project_opened.connect(self._on_project)
        workbench.project_closing.connect(self._on_project_closing)
        workbench.shelf_changed.connect(self._on_shelf_changed)
        workbench.show_on_shelf.connect(self.show_design)
        workbench.settling.connect(self.details.settle)
        workbench.taken_back.connect(self._show_taken)
        self._show_page()
        if workbench.project is not None:
            self._on_project(workbench.project)

    def _make_inspector(self) -> ShelfInspector:
        made = ShelfInspector()
        made.named.connect(self._rename)
        made.noted.connect(self._note)
        made.rated.connect(self.rate)
        made.relative_chosen.connect(self.show_design)
        made.open_wanted.connect(self.open_in_explore)
        made.export_wanted.connect(self.export)
        made.look_close_wanted.connect(self.look_close)
        made.focus_left.connect(self.grid.setFocus)
        return made

    def commands(self) -> list[Command]:
        rate = [
            Command(
                f"shelf.rate.{stars}", "No stars" if stars == 0 else f"{stars} star{'s' if stars > 1 else ''}",
                functools.partial(self.rate, stars), str(stars), self._has_chosen, words="rate rating", icon="star",
            )
            for stars in range(6)
        ]  # fmt: skip
        return [
            Command("shelf.compare", "Compare side by side", self.compare, "C", self._can_compare, icon="columns"),
            Command("shelf.closest", "Closest training pictures beside each", self.toggle_closest, "N",
                    self._is_side_by_side, words="copy original nearest", icon="copy"),
            Command("shelf.open", "Open in Explore", self.open_in_explore, "E", self._has_one, icon="compass"),
            Command("shelf.rename", "Name the design", self._edit_name, "F2", self._has_one, words="rename",
                    icon="pencil-simple"),
            Command("shelf.export", "Export PNG files…", self.export, "Ctrl+E", self._has_chosen, icon="export"),
            Command("shelf.sheet", "Make a contact sheet…", self.make_sheet, "Ctrl+Shift+E", self._has_any,
                    icon="grid-four"),
            Command("shelf.find", "Find on the shelf", self.table.edit_filter, "Ctrl+F", self._has_any,
                    words="filter search", icon="magnifying-glass"),
            Command("shelf.delete", "Delete from the shelf", self.delete, "Del; Backspace", self._has_chosen,
                    icon="trash"),
            *rate,
        ]  # fmt: skip

    # ---- the project --------------------------------------------------------------------------------------

    def front(self) -> None:
        if self._stale:
            self._load()
        (self.compare_view if self.is_comparing else self.grid).setFocus()

    def back(self) -> None:
        self.details.settle()
        self.close_up.hide()

    def _on_project(self, project: Project) -> None:
        self._forget()
        self._load()

    def _on_project_closing(self) -> None:
        self.details.settle()
        self._forget()

    def _forget(self) -> None:
        self._end_compare()
        self.close_up.hide()
        self._entries = []
        self._loaded = False
        self._full = (-1, QImage())
        self.table.show_entries([])

    def _on_shelf_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        self._stale = False
        self._reads.start("Reading the shelf", read_entries, self._take, key="shelf.entries")

    def _take(self, entries: list[Entry]) -> None:
        self._entries = entries
        self._loaded = True
        self.table.show_entries(entries)
        self._refresh_compare()
        self._look.start()

    def _show_page(self) -> None:
        if not self.is_comparing:
            self._pages.setCurrentWidget(self._nothing if self._loaded and not self._entries else self.table)
        on_table = self._pages.currentWidget() is self.table and self._loaded
        self.show_side(on_table)
        self.show_inspector(on_table and bool(self.table.chosen()))
        self.set_hint(COMPARE_HINT if self.is_comparing else HINT if on_table else "")
        self._enable()

    def _enable(self) -> None:
        able = self._can_compare()
        self.compare_button.setEnabled(able)
        words = "Side by side at one zoom  (C)" if able else f"Choose {FEWEST} to {MOST} designs to compare them"
        self.compare_button.setToolTip(words)

    def _chosen(self) -> list[Entry]:
        """What keys and commands act on."""
        if self.is_comparing:
            return [entry for entry in self._entries if entry.id == self.compare_view.current_id]
        return self.table.chosen()

    def _has_any(self) -> bool:
        return self.table.count > 0

    def _has_chosen(self) -> bool:
        return self.is_comparing or self.grid.selected_count() > 0

    def _has_one(self) -> bool:
        return len(self._chosen()) == 1

    def _can_compare(self) -> bool:
        return self.is_comparing or FEWEST <= self.grid.selected_count() <= MOST

    def _is_side_by_side(self) -> bool:
        return self.is_comparing

    def show_design(self, id_: object) -> None:
        """Choose a kept design and scroll to it, whatever collection is shown."""
        if isinstance(id_, int):
            self._end_compare()
            self.table.show_design(id_)

    def _show_taken(self, taken: UndoStep) -> None:
        """Show the first design that a change was taken back on, unless one is before the eyes, or was deleted anew."""
        ids = taken.touched.get("candidates")
        gone = not taken.undone and "candidates.deleted" in taken.decisions
        if taken.scope != self.name or ids is None or not len(ids) or gone or self.is_comparing:
            return
        if not {entry.id for entry in self._chosen()} & set(ids.tolist()):
            self.show_design(int(ids[0]))

    # ---- the inspector ------------------------------------------------------------------------------------

    def _on_chosen(self) -> None:
        self._enable()
        self._look.start()
        if self.close_up.is_open:
            self.look_close()

    def _load_chosen(self) -> None:
        """Show what is chosen; the rest of what is known of it is read on a thread."""
        chosen = self.table.chosen()
        if self.workbench.project is None or self._pages.currentWidget() is not self.table:
            return
        self.show_inspector(bool(chosen))
        if not chosen:
            return
        entry = chosen[0]
        if len(chosen) > 1:
            ratings = {each.rating for each in chosen}
            self.details.show_many(len(chosen), ratings.pop() if len(ratings) == 1 else 0)
            entry = self.table.current() or entry
        self._reads.start(
            "Reading a design", functools.partial(read_details, entry.id), self._show_details, key="shelf.known"
        )
        if self._full[0] == entry.id:
            self.details.set_image(*self._full)
        else:
            self._reads.start(
                "Reading a picture", functools.partial(read_image, entry), self._show_image, key="shelf.picture",
                failed=self._show_no_image,
            )  # fmt: skip

    def _show_details(self, details: DesignDetails | None) -> None:
        chosen = self.table.chosen()
        if details is not None and [entry.id for entry in chosen] == [details.candidate.id]:
            self.details.show_candidate(details.candidate)
            self.details.set_relatives(details.parents, details.children)
            if self._full[0] == details.candidate.id:
                self.details.set_image(*self._full)

    def _show_image(self, read: tuple[int, QImage]) -> None:
        self._full = read
        self.details.set_image(*read)
        if self.close_up.is_open:
            self.look_close()

    def _show_no_image(self, error: BaseException) -> None:
        """The file is gone or damaged: the grid says so on the picture itself."""
        if not isinstance(error, EngineError):
            self.workbench.report_error("Reading a picture", error)

    def look_close(self) -> None:
        """The current design over the whole window; the arrows go on from there."""
        entry = self.table.current()
        if entry is None:
            return
        id_, image = self._full
        full = id_ == entry.id
        shown = image if full else self.grid.currentIndex().data(Qt.ItemDataRole.DecorationRole)
        detail = "★" * entry.rating
        if full:
            detail = f"{image.width()} × {image.height()}   {detail}".strip()
        self.close_up.show_picture(shown, entry.name, detail, full=full)

    def _edit_name(self) -> None:
        self._end_compare()
        self.details.edit_name()

    # ---- changing -----------------------------------------------------------------------------------------

    def rate(self, stars: int) -> None:
        """Give the chosen designs 1 to 5 stars, or 0."""
        self._rate([entry.id for entry in self._chosen()], stars)

    def _on_stars(self, index: QModelIndex, stars: int) -> None:
        if (entry := self.table.model.entry(index.row())) is not None:
            self._rate([entry.id], stars)

    def _rate(self, ids: list[int], stars: int) -> None:
        project = self.workbench.project
        if project is not None and ids:
            self.workbench.run_undoable("Rating", lambda report: project.shelf.rate(ids, stars))

    def _rename(self, id_: int, name: str) -> None:
        project = self.workbench.project
        if project is not None:
            self.workbench.run_undoable("Naming", lambda report: project.shelf.rename(id_, name))

    def _note(self, id_: int, notes: str) -> None:
        project = self.workbench.project
        if project is not None:
            self.workbench.run_undoable("Writing notes", lambda report: project.shelf.note(id_, notes))

    def delete(self) -> None:
        """Take the chosen designs off the shelf; the toast brings them back."""
        project, ids = self.workbench.project, [entry.id for entry in self._chosen()]
        if project is not None and ids:
            self.workbench.run_undoable(
                "Deleting", lambda report: project.shelf.delete(ids), toast=f"Deleted {count_words(len(ids))}"
            )

    # ---- comparing ----------------------------------------------------------------------------------------

    @property
    def is_comparing(self) -> bool:
        """Whether designs are seen side by side now."""
        return self._pages.currentWidget() is self.compare_view

    def compare(self) -> None:
        """Two to six chosen designs side by side; again: back to the light table."""
        chosen = self.table.chosen()
        if self.is_comparing:
            self._end_compare()
        elif FEWEST <= len(chosen) <= MOST:
            self.details.settle()
            self.compare_view.show_designs([ComparedDesign(entry.id, entry.name, entry.rating) for entry in chosen])
            self._pages.setCurrentWidget(self.compare_view)
            self._show_page()
            self.compare_view.setFocus()
            read = functools.partial(read_images, chosen)
            self._reads.start("Reading pictures", read, self._show_compared, key="shelf.compared")
            self._ask_closest()

    def _ask_closest(self) -> None:
        if self.workbench.settings.get("shelf.closest", True):
            shown = {design.id for design in self.compare_view.designs}
            asked = [
                ClosestQuery(each.id, each.path, each.model_digest, each.model_name)
                for each in self._entries
                if each.id in shown
            ]
            self.closest.ask(asked)

    def toggle_closest(self) -> None:
        """Show the closest training pictures beside each design, or not."""
        wanted = not self.workbench.settings.get("shelf.closest", True)
        self.workbench.settings.set("shelf.closest", wanted)
        self.compare_view.show_closest(wanted)
        if wanted:
            self._ask_closest()

    def _show_compared(self, images: list[tuple[int, QImage]]) -> None:
        for id_, image in images:
            self.compare_view.set_image(id_, image)

    def _refresh_compare(self) -> None:
        """A rating or name changed, or one was deleted, while comparing."""
        if self.is_comparing:
            by_id = {entry.id: entry for entry in self._entries}
            left = [by_id[each.id] for each in self.compare_view.designs if each.id in by_id]
            if len(left) < FEWEST:
                self._end_compare()
            else:
                self.compare_view.show_designs([ComparedDesign(entry.id, entry.name, entry.rating) for entry in left])

    def _end_compare(self) -> None:
        if self.is_comparing:
            self.closest.leave()
            current = self.compare_view.current_id
            self._pages.setCurrentWidget(self.table)
            self._show_page()
            if (row := self.table.model.row_of(current)) >= 0:
                selection = self.grid.selectionModel()
                selection.setCurrentIndex(self.table.model.index(row), selection.SelectionFlag.NoUpdate)
            self.grid.setFocus()
            self._look.start()

    # ---- sending out --------------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the chosen designs as PNG files."""
        self.exports.export(self._chosen())

    def make_sheet(self) -> None:
        """Put the chosen designs, or all that are shown while fewer than two are chosen, on one sheet."""
        chosen = self.table.chosen()
        self.exports.make_sheet(
            chosen if len(chosen) > 1 else list(self.table.model.entries), self.table.heading.text()
        )

    def open_in_explore(self) -> None:
        """Make the chosen design again in Explore."""
        chosen = self._chosen()
        if len(chosen) == 1:
            read = functools.partial(read_recipe, chosen[0].id)
            self._reads.start("Reading a recipe", read, self._show_in_explorer, key="shelf.recipe")

    def _show_in_explorer(self, recipe: object) -> None:
        if recipe is None:
            self.workbench.notify("This design carries no recipe: it can be looked at, but not made again.")
        else:
            self.workbench.show_in_explorer.emit(recipe)

    def _on_context_menu(self, index: QModelIndex, at: QPoint) -> None:
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wanted = ("shelf.open", "shelf.rename", "shelf.compare", "shelf.export", "shelf.delete")
        for command in self.commands():
            if command.name in wanted:
                action = menu.addAction(theme.icon(command.icon, theme.QUIET), command.title)
                action.setEnabled(command.enabled())
                action.triggered.connect(command.run)
        menu.popup(at)
