"""Curate: the pictures of the project on a light table, decided on one by one or by the thousand, then baked.

The steps along the bottom and the tools at the left are pages (see `page`), which meet the workspace through its
`CurateContext` alone; here is what all of them share.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from studio import theme
from studio.command import Command
from studio.curation import collections
from studio.curation.close_view import Looking
from studio.curation.commands import CurateCommands
from studio.curation.dataset_actions import DatasetActions
from studio.curation.dataset_page import DatasetInspector
from studio.curation.decisions import Decisions
from studio.curation.drops import DropZone
from studio.curation.import_dialogs import Intake
from studio.curation.inspector import PictureInspector
from studio.curation.light_table import Table
from studio.curation.middle import Pages
from studio.curation.pages.page import CurateContext, CuratePage
from studio.curation.pages.page_host import PageHost, PanelFrame
from studio.curation.pages.page_list import PAGES
from studio.curation.picture_model import PictureModel
from studio.curation.project_reader import Seen, Shown, Sight
from studio.curation.selection import Chosen
from studio.curation.step_strip import StepStrip, steps
from studio.project.datasets import DatasetEntry
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.project.undo.history import Taken
from studio.widgets.side_list import Row, Section, SideList
from studio.widgets.workspace import Workspace
from studio.workers.curation.importing import PictureDesk
from studio.workers.workbench import Workbench

_NOBODY: Ids = np.empty(0, np.int64)


class CurateWorkspace(Workspace):
    """The first place of the work."""

    name = "curate"
    title = "Curate"

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._has_looked = False
        self._is_news = False
        self._wanted_id = 0
        self._wanted: Ids = np.empty(0, np.int64)
        self._then_choose_all = False
        self.desk = PictureDesk(workbench, self)
        self.list = SideList("curate.collections", "Collections")
        self.side.addWidget(self.list)
        self._import = theme.make_button("Import…", "quiet", name="curate.import", icon_name="plus")
        self.side.addSpacing(8)
        self.side.addWidget(self._import)
        self.pages = Pages(workbench)
        self.grid, self.filters = self.pages.grid, self.pages.filters
        self.middle.addWidget(self.pages)
        self.sight = Sight(workbench, self.filters)
        self.frame = PanelFrame()
        self.inspect = PictureInspector()
        self.dataset_inspector = DatasetInspector()
        for widget in (self.frame, self.inspect, self.dataset_inspector):
            self.inspector.addWidget(widget)
        self.steps = StepStrip()
        self.strip.addWidget(self.steps)
        self.show_strip()
        self.model = PictureModel(workbench, self)
        self.table = Table(self.grid, self.model)
        self.looking = Looking(workbench, self.model, self)
        self.chosen = Chosen(workbench, self.table, self.inspect, self.looking)
        self.decisions = Decisions(workbench, self.table)
        self.intake = Intake(workbench, self.desk, self)
        self.drops = DropZone(self, "curate.drop")
        self.context = CurateContext(workbench, self.table, self.decisions, self.chosen, self)
        self.pages_ = PageHost(self.context, PAGES, self.pages, self.frame)
        DatasetActions(self.dataset_inspector, self.pages_, self.context)
        self._commands = CurateCommands(self)
        menu = QMenu(self._import)
        menu.addAction("A folder…").triggered.connect(self.intake.import_folder)
        menu.addAction("Pictures or a ZIP…").triggered.connect(self.intake.import_files)
        self._import.setMenu(menu)
        self._connect()
        self.set_hint("Originals are never changed")
        self._show_page()
        if workbench.project is not None:
            self._on_project_opened(workbench.project)

    def _connect(self) -> None:
        bench, inspect, decisions = self.workbench, self.inspect, self.decisions
        bench.project_opened.connect(self._on_project_opened)
        bench.project_closing.connect(self._on_project_closing)
        bench.pictures_changed.connect(self._on_pictures_changed)
        bench.datasets_changed.connect(self.refresh)
        bench.show_in_curate.connect(self.go_to)
        bench.import_wanted.connect(self.desk.take_in)
        bench.taken_back.connect(self._on_taken_back)
        self.desk.changed.connect(self._on_desk_changed)
        self.drops.dropped.connect(self.desk.take_in)
        self.sight.seen.connect(self._on_seen)
        self.list.chosen.connect(self._on_row)
        self.list.context_menu.connect(self._on_list_menu)
        self.pages.folder_wanted.connect(self.intake.import_folder)
        self.pages.files_wanted.connect(self.intake.import_files)
        self.pages.dataset.opened.connect(self._show_dataset_facts)
        self.dataset_inspector.train_wanted.connect(self.train)
        self.filters.changed.connect(self._on_filter)
        self.filters.left.connect(self._to_grid)
        self.table.chosen.connect(self._on_chosen)
        self.grid.look_close.connect(self.chosen.look_close)
        self.grid.activated.connect(self.chosen.look_close)
        self.grid.context_menu.connect(self._on_grid_menu)
        inspect.decided.connect(decisions.decide)
        inspect.tag_given.connect(decisions.give_tag)
        inspect.tag_taken.connect(decisions.take_tag)
        inspect.class_chosen.connect(decisions.set_class)
        inspect.left.connect(self._to_grid)
        decisions.shown.connect(self.chosen.show)
        self.context.settings_changed.connect(self._on_settings)
        self.pages_.moved.connect(self._on_page_moved)
        self.pages_.words_changed.connect(self._show_steps)
        self.steps.chosen.connect(self.pages_.toggle)

    # ---- the project ------------------------------------------------------------------------------------------

    def _on_project_opened(self, project: Project) -> None:
        self.sight.key, self.sight.put = collections.ALL, None
        self._has_looked, self._is_news = False, True
        self.filters.clear(quietly=True)
        self.model.set_project(project)
        self.pages_.set_project(project)
        self._show_page()
        self.refresh()

    def _on_project_closing(self) -> None:
        self.context.store_settings(at_once=True)
        self.pages_.set_project(None)
        self.looking.close()
        self.pages.dataset.let_go()
        self.model.set_project(None)
        self.list.set_sections([])

    def _on_pictures_changed(self) -> None:
        self._is_news = True
        self.refresh()

    def refresh(self) -> None:
        """Look into the project anew; what is chosen stays chosen. Out of sight it waits until it is in front."""
        if self.isVisible() or not self._has_looked:
            self.sight.look(keep=True)

    def _on_seen(self, seen: Seen, keep: bool) -> None:
        context = self.context
        context.counts, context.datasets = seen.counts, seen.datasets
        if not self._has_looked:
            self._has_looked = True
            context.take_settings(seen.settings)
        tools = [collections.Tool(p.key, p.title, p.tip) for p in self.pages_.pages.values() if p.place == "tool"]
        rows = collections.collections(seen.counts, seen.datasets, tools)
        self.inspect.offer(list(seen.counts.classes), seen.tags)
        self.filters.offer([(row.key, row.title) for row in rows if collections.is_label(row.key)])
        self._fill_list(rows)
        if self.sight.is_of(seen) and not collections.dataset_name(self.sight.key):
            self.table.show(seen.ids, keep=keep)
            if self._wanted_id and self.table.go_to(self._wanted_id):
                self._wanted_id = 0
            self._choose_wanted()
            if self._then_choose_all:
                self.table.choose_all()
                self._to_grid()
            self._then_choose_all = False
        self._show_page()
        self._show_steps()
        if self._is_news:
            self._is_news = False
            context.pictures_changed.emit()

    def _fill_list(self, rows: list[collections.Collection]) -> None:
        sections: dict[str, list[Row]] = {}
        for row in rows:
            sections.setdefault(row.section, []).append(Row(row.key, row.title, row.count, tip=row.tip))
        self.list.set_sections([Section(title, rows_) for title, rows_ in sections.items()])
        if not any(row.key == self.sight.key for row in rows):  # what was chosen is empty now, or gone
            self.sight.key = collections.ALL
            self.sight.look(keep=True)
        self._choose_row()

    def _choose_row(self) -> None:
        """The row at the left that says where one is: a tool's page, or the pictures that are shown."""
        page = self.pages_.open_page
        if page is None or not self.list.choose(f"page:{page.key}"):
            self.list.choose(self.sight.key if self.sight.put is None else "")

    # ---- what is shown ----------------------------------------------------------------------------------------

    def _on_row(self, key: str) -> None:
        """A row at the left was chosen by hand: pictures, a dataset, or a page. A step's page stays open beside the
        pictures, the others go."""
        if name := collections.page_name(key):
            self.pages_.open(name)
            return
        finding = collections.finding_of(key)
        page, open_ = self.pages_.page_for_finding(finding) if finding else None, self.pages_.open_page
        stays = open_ is not None and open_.place == "step" and not self.pages_.has_view
        if open_ is not None and open_ is not page and (collections.dataset_name(key) or not stays):
            self.sight.put = None
            self.pages_.close()
        self.show_collection(key)
        if page is not None:
            self.pages_.open(page.key, finding=finding)

    def show_collection(self, key: str) -> None:
        """Let the light table show a row of the list at the left."""
        self.sight.key, self.sight.put = key, None
        self.model.set_badges({})
        self.filters.clear(quietly=True)
        self._choose_row()
        if collections.dataset_name(key):
            self._show_page()
        self.sight.look(keep=False)

    def show_ids(self, title: str, ids: Ids, badges: Mapping[int, str]) -> None:
        """Let the light table show these, until a row is chosen or the page closes."""
        page = self.pages_.open_page
        self.sight.put = Shown(title, ids, badges, page.key if page is not None else "")
        self.model.set_badges(badges)
        self._choose_row()
        if self.sight.is_narrowed or not self._has_looked:
            self.sight.look(keep=True)
        else:  # a slider of a page waits for no query
            self.table.show(ids, keep=True)
            self._show_page()

    def _on_page_moved(self, page: CuratePage | None) -> None:
        self.steps.set_open(page.key if page is not None else "")
        if page is not None and collections.dataset_name(self.sight.key):
            self.show_collection(collections.ALL)
        elif self.sight.put is not None and (page is None or self.sight.put.by != page.key):
            self.sight.put = None
            self.model.set_badges({})
            self.sight.look(keep=True)
        self._choose_row()
        self._show_page()
        if page is None:
            self.focus_pictures()

    def _on_filter(self) -> None:
        self.sight.look(keep=False)

    def _on_settings(self) -> None:
        self.chosen.set_settings(self.context.settings)
        self._show_steps()

    def _show_page(self) -> None:
        entry = self._dataset_entry()
        self._show_inspector()
        self.dataset_inspector.setVisible(entry is not None)
        if entry is not None:
            self.pages.show_dataset(entry)
            self._show_dataset_facts()
        elif self._has_looked:
            was_empty = not self.pages.shows_pictures
            self.pages.say_empty(coming=self.desk.is_importing)
            self.pages.show_pictures(
                self.sight.key, len(self.model.ids), all_=self.context.counts.all, chosen=self.table.count,
                title=self.sight.put.title if self.sight.put is not None else "",
            )  # fmt: skip
            if was_empty and self.pages.shows_pictures and self.isVisible() and not self.filters.search.hasFocus():
                self._to_grid()
        else:
            self.pages.wait()

    def _show_inspector(self) -> None:
        """What is known of the chosen, where it is in sight; beside a page no word on what to do where nothing is."""
        page = self.pages_.open_page
        quiet = page is not None and not (self.table.count and self.shows_chosen)
        self.inspect.setVisible(self._dataset_entry() is None and not quiet)

    def _dataset_entry(self) -> DatasetEntry | None:
        name = collections.dataset_name(self.sight.key)
        return next((entry for entry in self.context.datasets if entry.path.name == name), None)

    def _show_dataset_facts(self) -> None:
        if (entry := self._dataset_entry()) is not None:
            self.dataset_inspector.show_dataset(entry, self.pages.dataset.model.dataset)

    def _show_steps(self) -> None:
        self.steps.set_steps(steps(list(self.pages_.pages.values())))

    def _on_desk_changed(self) -> None:
        self._show_steps()
        self.pages.say_empty(coming=self.desk.is_importing)

    def _on_chosen(self) -> None:
        self.filters.set_title(self.sight.title, len(self.model.ids), self.table.count)
        self._show_inspector()
        self.chosen.show()

    def go_to(self, id_: object) -> None:
        """Show a picture of the catalogue, in whichever collection is needed."""
        wanted = int(str(id_))
        if self.pages_.has_view:
            self.pages_.close()
        if self._dataset_entry() is not None or not self.table.go_to(wanted):
            self._wanted_id = wanted
            self.show_collection(collections.ALL)
        self._to_grid()

    def _on_taken_back(self, taken: Taken) -> None:
        """Show the pictures that a decision was taken back on, once the project has been looked into anew."""
        ids = taken.touched.get("pictures", _NOBODY)
        page = self.pages_.open_page
        if taken.scope != self.name or not len(ids) or (page is not None and taken.decisions & set(page.shows)):
            return
        if self.pages_.has_view and not (page is not None and page.follows_table):
            self.pages_.close()
        self._wanted = ids
        self.sight.look(keep=True)

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, _NOBODY
        if not len(wanted):
            return
        if np.isin(wanted, self.model.ids).any():
            self.table.choose(wanted)
        elif self.sight.key != collections.ALL or self.sight.put is not None:
            self._wanted = wanted
            self.show_collection(collections.ALL)

    def _to_grid(self) -> None:
        self.grid.setFocus()

    def front(self) -> None:
        if self.pages.shows_pictures:
            self._to_grid()
        if self._has_looked:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where nobody else had a use for it, closes the page."""
        if event.key() == Qt.Key.Key_Escape and self.pages_.open_page is not None:
            self.pages_.close()
        else:
            super().keyPressEvent(event)

    # ---- what pages ask for -------------------------------------------------------------------------------------

    @property
    def shows_chosen(self) -> bool:
        """Whether what is chosen on the light table is in sight, so that it may be decided on."""
        page = self.pages_.open_page
        return self.pages.shows_pictures or (page is not None and page.follows_table and self.pages_.has_view)

    def open_page(self, key: str) -> None:
        """Open a page."""
        self.pages_.open(key)

    def open_page_of(self, setting: str) -> None:
        """Open the page on which a field of the settings is chosen."""
        if (page := self.pages_.page_for_setting(setting)) is not None:
            self.pages_.open(page.key)

    def close_page(self) -> None:
        """Close the page that is open."""
        self.pages_.close()

    def focus_pictures(self) -> None:
        """Give the keyboard to what stands in the middle."""
        page = self.pages_.open_page
        (page.view if page is not None and page.view is not None else self.grid).setFocus()

    def switch_focus(self) -> None:
        """From the pictures to the panel of the page, and back."""
        self.pages_.focus(self.grid)

    # ---- menus -------------------------------------------------------------------------------------------------

    def choose_all_of(self, key: str) -> None:
        """Choose all pictures of a row."""
        if key == self.sight.key and self.sight.put is None:
            self.table.choose_all()
        else:
            self._then_choose_all = True
            self._on_row(key)

    def train(self) -> None:
        """Go on to the training."""
        self.workbench.show_workspace.emit("train")

    def _on_grid_menu(self, index: QModelIndex, point: QPoint) -> None:
        self._commands.grid_menu(point)

    def _on_list_menu(self, key: str, point: QPoint) -> None:
        self._commands.list_menu(key, point)

    # ---- commands ---------------------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        return self._commands.all
