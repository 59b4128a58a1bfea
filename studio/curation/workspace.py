"""The Curate workspace: light table, pages, inspector, and what joins them.

The steps along the bottom and the tools at the left are pages (see `page`), which meet the workspace through its
`CurateContext` alone; here is what all of them share.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from studio import theme
from studio.command import Command
from studio.curation import collections
from studio.curation.close_view import CloseView
from studio.curation.commands import CurateCommands
from studio.curation.comparing import Comparing
from studio.curation.dataset_actions import DatasetActions
from studio.curation.dataset_page import DatasetInspector
from studio.curation.decisions import Decisions
from studio.curation.drops import DropZone
from studio.curation.filters.facets import facets
from studio.curation.filters.kept import KeptCollections
from studio.curation.import_dialogs import ImportDialogs
from studio.curation.inspector import PictureInspector
from studio.curation.light_table import LightTable
from studio.curation.middle import MiddleStack
from studio.curation.pages.page import CurateContext, CuratePage
from studio.curation.pages.page_host import PageHost, PanelFrame
from studio.curation.pages.page_list import PAGES
from studio.curation.picture_model import PICTURES_MIME, PictureModel
from studio.curation.project_reader import PagePictures, ProjectContents, ProjectReader
from studio.curation.selection import Selection
from studio.curation.sought_pictures import SoughtPictures
from studio.curation.step_strip import StepStrip, steps
from studio.project.datasets import DatasetEntry
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.project.undo.history import UndoStep
from studio.widgets.grid.draggable_rows import ids_from
from studio.widgets.keyboard.tab_order import focus_into
from studio.widgets.side_list import SideList
from studio.widgets.side_rows import Row, Section
from studio.widgets.workspace import Workspace
from studio.words import tr, tr_noop
from studio.workers.curation.importing import PictureImporter


class CurateWorkspace(Workspace):
    """The first workspace."""

    name = "curate"
    title = tr_noop("Curate")

    def build(self) -> Iterator[None]:
        workbench = self.workbench
        self._has_looked = False
        self._is_news = False
        self.importer = PictureImporter(workbench, self)
        self.list = SideList("curate.collections", tr("Collections"))
        self.side.addWidget(self.list)
        self._import = theme.make_button(tr("Import…"), "quiet", name="curate.import", icon_name="plus")
        self.side.addSpacing(8)
        self.side.addWidget(self._import)
        yield
        self.middle_stack = MiddleStack(workbench)
        self.grid, self.filters = self.middle_stack.grid, self.middle_stack.filters
        self.middle.addWidget(self.middle_stack)
        yield
        self.reader = ProjectReader(workbench, self.filters)
        self.frame = PanelFrame()
        self.inspect = PictureInspector()
        self.dataset_inspector = DatasetInspector()
        for widget in (self.frame, self.inspect, self.dataset_inspector):
            self.inspector.addWidget(widget)
        yield
        self.steps = StepStrip()
        self.strip.addWidget(self.steps)
        self.show_strip()
        yield
        self.model = PictureModel(workbench, self)
        self.table = LightTable(self.grid, self.model)
        self.close_view = CloseView(workbench, self.model, self)
        self.comparing = Comparing(workbench, self.table)
        self.selection = Selection(workbench, self.table, self.inspect, self.close_view)
        self.decisions = Decisions(workbench, self.table)
        self.kept = KeptCollections(workbench, self.reader, self)
        self.import_dialogs = ImportDialogs(workbench, self.importer, self)
        self.drops = DropZone(self, "curate.drop")
        yield
        self.context = CurateContext(workbench, self.table, self.decisions, self.selection, self)
        self.page_host = PageHost(self.context, PAGES, self.middle_stack, self.frame)
        self.sought = SoughtPictures(self.table, self.reader, self.page_host, self.comparing, self.show_collection)
        yield
        DatasetActions(self.dataset_inspector, self.page_host, self.context)
        self._commands = CurateCommands(self, self)
        menu = QMenu(self._import)
        menu.addAction(tr("A folder…")).triggered.connect(self.import_dialogs.import_folder)
        menu.addAction(tr("Pictures or a ZIP…")).triggered.connect(self.import_dialogs.import_files)
        self._import.setMenu(menu)
        self._connect()
        self.set_hint(tr("Originals are never changed"))
        self._show_page()
        if workbench.project is not None:
            self._on_project_opened(workbench.project)

    def ahead(self) -> Iterator[None]:
        return self.page_host.build_ahead()

    def _connect(self) -> None:
        bench, inspect, decisions, commands = self.workbench, self.inspect, self.decisions, self._commands
        bench.project_opened.connect(self._on_project_opened)
        bench.project_closing.connect(self._on_project_closing)
        bench.pictures_changed.connect(self._on_pictures_changed)
        bench.datasets_changed.connect(self.refresh)
        bench.show_in_curate.connect(self.sought.seek)
        bench.import_wanted.connect(self.importer.take_in)
        bench.taken_back.connect(self._on_taken_back)
        self.importer.changed.connect(self._on_importer_changed)
        self.drops.dropped.connect(self.importer.take_in)
        self.reader.arrived.connect(self._on_contents)
        self.list.chosen.connect(self._on_row)
        self.list.context_menu.connect(commands.list_menu)
        self.list.take_drops(PICTURES_MIME, collections.takes_pictures)
        self.list.dropped.connect(lambda key, data: decisions.drop_on(key, np.array(ids_from(data), np.int64)))
        self.middle_stack.folder_wanted.connect(self.import_dialogs.import_folder)
        self.middle_stack.files_wanted.connect(self.import_dialogs.import_files)
        self.middle_stack.dataset.opened.connect(self._show_dataset_facts)
        self.dataset_inspector.train_wanted.connect(self.train)
        self.filters.changed.connect(functools.partial(self.reader.look, keep=False))
        self.filters.keep_wanted.connect(self.kept.keep)
        self.filters.change_wanted.connect(self.kept.change)
        self.filters.find_wanted.connect(self.import_dialogs.find_missing)
        self.filters.left.connect(self.grid.setFocus)
        self.table.chosen.connect(self._on_chosen)
        self.grid.look_close.connect(self.selection.look_close)
        self.grid.activated.connect(self.selection.look_close)
        self.grid.context_menu.connect(lambda index, point: commands.grid_menu(point))
        inspect.decided.connect(decisions.decide)
        inspect.tag_given.connect(decisions.give_tags)
        inspect.tag_taken.connect(decisions.take_tag)
        inspect.class_chosen.connect(decisions.set_class)
        inspect.rated.connect(decisions.rate)
        inspect.labelled.connect(decisions.label)
        inspect.left.connect(self.focus_pictures)
        inspect.compare_wanted.connect(self.compare)
        self.comparing.began.connect(self._on_comparing)
        self.comparing.ended.connect(self._on_comparing)
        decisions.shown.connect(self.selection.show)
        self.context.settings_changed.connect(self._on_settings)
        self.page_host.moved.connect(self._on_page_moved)
        self.page_host.words_changed.connect(self._show_steps)
        self.steps.chosen.connect(self.page_host.toggle)

    # ---- the project ------------------------------------------------------------------------------------------

    def _on_project_opened(self, project: Project) -> None:
        self.reader.choose(collections.ALL)
        self._has_looked, self._is_news = False, True
        self.model.set_project(project)
        self.page_host.set_project(project)
        self._show_page()
        self.refresh()

    def _on_project_closing(self) -> None:
        self.context.store_settings(at_once=True)
        self.page_host.set_project(None)
        self.close_view.close()
        self.middle_stack.dataset.let_go()
        self.model.set_project(None)
        self.list.set_sections([])

    def _on_pictures_changed(self) -> None:
        self._is_news = True
        self.refresh()

    def refresh(self) -> None:
        """Look into the project anew; what is chosen stays chosen. Out of sight it waits until it is in front."""
        if self.isVisible() or not self._has_looked:
            self.reader.look(keep=True)

    def _on_contents(self, contents: ProjectContents, keep: bool) -> None:
        context = self.context
        context.counts, context.datasets = contents.counts, contents.datasets
        if not self._has_looked:
            self._has_looked = True
            context.take_settings(contents.settings)
        tools = [collections.Tool(p.key, p.title, p.tip) for p in self.page_host.pages.values() if p.kind == "tool"]
        rows = collections.collections(contents.counts, contents.datasets, tools, contents.filters)
        self.inspect.offer(list(contents.counts.classes), contents.tags)
        self.filters.offer(facets(contents.counts))
        self._fill_list(rows)
        if self.reader.is_current(contents) and not collections.dataset_name(self.reader.key):
            self.table.show(contents.ids, keep=keep)
            self.sought.arrived()
        self._show_page()
        self._show_steps()
        if self._is_news:
            self._is_news = False
            context.pictures_changed.emit()

    def _fill_list(self, rows: list[collections.Collection]) -> None:
        sections: dict[str, list[Row]] = {}
        for row in rows:
            dot = theme.LABELS[row.label - 1] if row.label else ""
            sections.setdefault(row.section, []).append(Row(row.key, row.title, row.count, dot=dot, tip=row.tip))
        self.list.set_sections([Section(title, rows_) for title, rows_ in sections.items()])
        if not any(row.key == self.reader.key for row in rows):  # what was chosen is empty now, or gone
            self.reader.choose(collections.ALL)
            self.reader.look(keep=True)
        self._choose_row()

    def _choose_row(self) -> None:
        """The row at the left that says where one is: a tool's page, or the pictures that are shown."""
        page = self.page_host.open_page
        if page is None or not self.list.choose(f"page:{page.key}"):
            self.list.choose(self.reader.key if self.reader.page_pictures is None else "")

    # ---- what is shown ----------------------------------------------------------------------------------------

    def _on_row(self, key: str) -> None:
        """A row at the left was chosen by hand: pictures, a dataset, or a page. A step's page stays open beside the
        pictures, the others go."""
        if name := collections.page_name(key):
            self.page_host.open(name)
            return
        finding = collections.finding_of(key)
        page, open_ = self.page_host.page_for_finding(finding) if finding else None, self.page_host.open_page
        stays = open_ is not None and open_.kind == "step" and not self.page_host.has_view
        if open_ is not None and open_ is not page and (collections.dataset_name(key) or not stays):
            self.reader.page_pictures = None
            self.page_host.close()
        self.show_collection(key)
        if page is not None:
            self.page_host.open(page.key, finding=finding)

    def show_collection(self, key: str) -> None:
        """Let the light table show a row of the list at the left."""
        self.comparing.end()
        self.reader.choose(key)
        self.model.set_badges({})
        self._choose_row()
        if collections.dataset_name(key):
            self._show_page()
        self.reader.look(keep=False)

    def show_ids(self, title: str, ids: Ids, badges: Mapping[int, str], nothing: tuple[str, str]) -> None:
        """Let the light table show these, until a row is chosen or the page closes."""
        self.comparing.end()
        page = self.page_host.open_page
        self.reader.page_pictures = PagePictures(title, ids, badges, page.key if page is not None else "", nothing)
        self.model.set_badges(badges)
        self._choose_row()
        if self.reader.is_narrowed or not self._has_looked:
            self.reader.look(keep=True)
        else:  # a slider of a page waits for no query
            self.table.show(ids, keep=True)
            self._show_page()

    def _on_page_moved(self, page: CuratePage | None) -> None:
        if self.page_host.has_view:
            self.comparing.end()
        self.steps.set_open(page.key if page is not None else "")
        self.reveal("inspector" if page is not None else None)
        if page is not None and collections.dataset_name(self.reader.key):
            self.show_collection(collections.ALL)
        elif self.reader.page_pictures is not None and (page is None or self.reader.page_pictures.by != page.key):
            self.reader.page_pictures = None
            self.model.set_badges({})
            self.reader.look(keep=True)
        self._choose_row()
        self._show_page()
        if page is None:
            self.focus_pictures()

    def _on_settings(self) -> None:
        self.selection.set_settings(self.context.settings)
        self._show_steps()

    def _show_page(self) -> None:
        entry = self._dataset_entry()
        self._show_inspector()
        self.dataset_inspector.setVisible(entry is not None)
        if entry is not None:
            self.middle_stack.show_dataset(entry)
            self._show_dataset_facts()
        elif self._has_looked:
            was_empty, by_page = not self.middle_stack.shows_pictures, self.reader.page_pictures
            self.middle_stack.say_empty(coming=self.importer.is_importing)
            self.middle_stack.show_pictures(
                self.reader.key, len(self.model.ids), all_=self.context.counts.all, chosen=self.table.count,
                title=self.reader.title, ordered=by_page is not None,
                nothing=by_page.nothing if by_page is not None else ("", ""),
            )  # fmt: skip
            came = was_empty and self.middle_stack.shows_pictures
            if came and self.isVisible() and not self.filters.search.hasFocus():
                self.grid.setFocus()
        else:
            self.middle_stack.wait()

    def _show_inspector(self) -> None:
        """What is known of the chosen, where it is in sight; beside a page no word on what to do where nothing is."""
        page = self.page_host.open_page
        quiet = page is not None and not (self.table.count and self.shows_chosen)
        is_dataset = self._dataset_entry() is not None
        self.inspect.setVisible(not is_dataset and not quiet)
        self.frame.set_followed(is_dataset or not quiet)

    def _dataset_entry(self) -> DatasetEntry | None:
        name = collections.dataset_name(self.reader.key)
        return next((entry for entry in self.context.datasets if entry.path.name == name), None)

    def _show_dataset_facts(self) -> None:
        if (entry := self._dataset_entry()) is not None:
            self.dataset_inspector.show_dataset(entry, self.middle_stack.dataset.model.dataset)

    def _show_steps(self) -> None:
        self.steps.set_steps(steps(list(self.page_host.pages.values())))

    def _on_importer_changed(self) -> None:
        self._show_steps()
        self.middle_stack.say_empty(coming=self.importer.is_importing)

    def compare(self) -> None:
        """See what is chosen side by side, or no longer."""
        if self.comparing.is_on:
            self.comparing.end()
        else:
            self.comparing.begin()

    def _on_comparing(self) -> None:
        is_on = self.comparing.is_on
        self.middle_stack.show_compared(self.comparing.view if is_on else None)
        self.set_hint(
            tr("Arrows to another picture · wheel or Z to zoom all alike · Esc back")
            if is_on else tr("Originals are never changed")
        )  # fmt: skip
        self._show_page()

    def _on_chosen(self) -> None:
        self.inspect.offer_comparing(self.comparing.can_begin() and not self.comparing.is_on)
        self.filters.set_title(self.reader.title, len(self.model.ids), self.table.count)
        self._show_inspector()
        self.selection.show()

    def _on_taken_back(self, taken: UndoStep) -> None:
        if taken.scope == self.name:
            self.sought.seek_taken_back(taken)

    def front(self) -> None:
        if self.middle_stack.shows_pictures or self.page_host.has_view:
            self.focus_pictures()
        if self._has_looked:
            self.refresh()

    def take_key(self, event: QKeyEvent) -> bool:
        """Escape leads back from pictures side by side, then closes the page; Enter does what the page is for."""
        page = self.page_host.open_page
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return page is not None and page.on_enter()
        if event.key() != Qt.Key.Key_Escape:
            return False
        if self.comparing.is_on:
            self.comparing.end()
        elif page is not None:
            self.page_host.close()
        else:
            return False
        return True

    # ---- what pages ask for -------------------------------------------------------------------------------------

    @property
    def shows_chosen(self) -> bool:
        """Whether what is chosen on the light table is in sight, so that it may be decided on."""
        page = self.page_host.open_page
        return self.middle_stack.shows_pictures or (page is not None and page.follows_table and self.page_host.has_view)

    def open_page(self, key: str) -> None:
        """Open a page."""
        self.page_host.open(key)

    def open_page_of(self, setting: str) -> None:
        """Open the page on which a field of the settings is chosen."""
        if (page := self.page_host.page_for_setting(setting)) is not None:
            self.page_host.open(page.key)

    def close_page(self) -> None:
        """Close the page that is open."""
        self.page_host.close()

    def show_table(self) -> None:
        """Bring the light table to the front, with the line over it, in place of whatever stands there."""
        self.close_view.close()
        self.comparing.end()
        if self.page_host.has_view:
            self.page_host.close()
        if self._dataset_entry() is not None:
            self.show_collection(collections.ALL)

    def focus_pictures(self) -> None:
        """Give the keyboard to what stands in the middle."""
        page = self.page_host.open_page
        focus_into(page.view if page is not None and page.view is not None else self.middle_stack.pictures)

    def switch_focus(self) -> None:
        """From the pictures to the panel of the page, and back."""
        self.page_host.focus(self.grid)

    # ---- menus -------------------------------------------------------------------------------------------------

    def choose_all_of(self, key: str) -> None:
        """Choose all pictures of a row."""
        if key == self.reader.key and self.reader.page_pictures is None:
            self.table.choose_all()
        else:
            self.sought.seek_all()
            self._on_row(key)

    def train(self, dataset: Path) -> None:
        """Go on to a training on it."""
        self.workbench.train_on.emit(dataset)

    # ---- commands ---------------------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        return self._commands.all
