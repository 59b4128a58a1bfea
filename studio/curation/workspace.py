"""Curate: the pictures of the project on a light table, decided on one by one or by the thousand, then baked."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from gan_engine.reporting import Report
from studio import theme
from studio.command import Command
from studio.curation import collections
from studio.curation.bake_settings import MEMORY_KEY, BakeSettings
from studio.curation.bakery import Bakery
from studio.curation.chosen import Chosen
from studio.curation.dataset_page import DatasetInspector
from studio.curation.decisions import Decisions
from studio.curation.drops import DropZone
from studio.curation.inspector import PictureInspector
from studio.curation.intake import Intake
from studio.curation.looking import Looking
from studio.curation.pages import Pages
from studio.curation.picture_model import PictureModel
from studio.curation.steps import StepStrip, steps
from studio.curation.table import Table
from studio.project.commands import Ids
from studio.project.datasets import DatasetEntry
from studio.project.pictures import Counts
from studio.project.project import Project
from studio.project.query import Query, State
from studio.widgets.side_list import Row, Section, SideList
from studio.widgets.workspace import Workspace
from studio.workers.importing import PictureDesk
from studio.workers.workbench import Workbench

_MENU = (
    "curate.pick", "curate.reject", "curate.undecided", "", "curate.tag", "curate.class", "", "curate.look",
    "curate.reveal", "", "curate.remove",
)  # fmt: skip


@dataclass(frozen=True)
class _Seen:
    """What one look into the project gives."""

    ids: Ids
    counts: Counts
    datasets: list[DatasetEntry]
    tags: list[str]
    settings: BakeSettings


class CurateWorkspace(Workspace):
    """The first place of the work."""

    name = "curate"
    title = "Curate"

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._key = collections.ALL
        self._counts = Counts()
        self._datasets: list[DatasetEntry] = []
        self._settings = BakeSettings()
        self._has_looked = False
        self._wanted_id = 0
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
        self.inspect = PictureInspector()
        self.dataset_inspector = DatasetInspector()
        self.inspector.addWidget(self.inspect)
        self.inspector.addWidget(self.dataset_inspector)
        self.steps = StepStrip()
        self.strip.addWidget(self.steps)
        self.show_strip()
        self.model = PictureModel(workbench, self)
        self.table = Table(self.grid, self.model)
        self.looking = Looking(workbench, self.model, self)
        self.chosen = Chosen(workbench, self.table, self.inspect, self.looking)
        self.decisions = Decisions(workbench, self.table)
        self.bakery = Bakery(workbench, self)
        self.intake = Intake(workbench, self.desk, self)
        self.drops = DropZone(self, "curate.drop")
        self._commands = self._make_commands()
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
        bench.pictures_changed.connect(self.refresh)
        bench.datasets_changed.connect(self.refresh)
        bench.show_in_curate.connect(self.go_to)
        bench.import_wanted.connect(self.desk.take_in)
        self.desk.changed.connect(self._on_desk_changed)
        self.drops.dropped.connect(self.desk.take_in)
        self.list.chosen.connect(self._on_collection)
        self.list.context_menu.connect(self._on_list_menu)
        self.pages.folder_wanted.connect(self.intake.import_folder)
        self.pages.files_wanted.connect(self.intake.import_files)
        self.pages.dataset.opened.connect(self._show_dataset_facts)
        self.dataset_inspector.train_wanted.connect(self._train)
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
        self.bakery.chosen.connect(self._on_settings)
        self.steps.chosen.connect(self._on_step)

    # ---- the project ------------------------------------------------------------------------------------------

    def _on_project_opened(self, project: Project) -> None:
        self._key = collections.ALL
        self._has_looked = False
        self._counts, self._datasets = Counts(), []
        self.filters.clear(quietly=True)
        self.model.set_project(project)
        self._show_page()
        self.refresh()

    def _on_project_closing(self) -> None:
        self.looking.close()
        self.pages.dataset.let_go()
        self.model.set_project(None)
        self.list.set_sections([])

    def refresh(self) -> None:
        """Look into the project anew; what is chosen stays chosen. Out of sight it waits until it is in front."""
        if self.isVisible() or not self._has_looked:
            self._look(keep=True)

    @property
    def query(self) -> Query:
        """Which pictures are asked for: the row at the left, narrowed and ordered by the line over the grid."""
        query = collections.query_for(self._key)
        for key in self.filters.keys:
            query = collections.narrowed(query, key)
        return replace(
            query, text=self.filters.text, order=self.filters.order, undecided_first=self.filters.undecided_first
        )

    def _look(self, *, keep: bool) -> None:
        """The latest look wins."""
        if (project := self.workbench.project) is not None:
            self.workbench.jobs.start(
                "Looking at the pictures", functools.partial(_look, project, self.query),
                functools.partial(self._take_look, project, self._key, keep), key="curate.look-again", quiet=True,
            )  # fmt: skip

    def _take_look(self, project: Project, key: str, keep: bool, seen: _Seen) -> None:
        if project is not self.workbench.project:
            return
        self._has_looked = True
        self._counts, self._datasets = seen.counts, seen.datasets
        self._on_settings(seen.settings)
        rows = collections.collections(seen.counts, seen.datasets)
        self.inspect.offer(list(seen.counts.classes), seen.tags)
        self.filters.offer([(row.key, row.title) for row in rows if collections.is_label(row.key)])
        self._fill_list(rows)
        if key == self._key and not collections.dataset_name(key):
            self.table.show(seen.ids, keep=keep)
            if self._wanted_id and self.table.go_to(self._wanted_id):
                self._wanted_id = 0
            if self._then_choose_all:
                self.table.choose_all()
                self._to_grid()
            self._then_choose_all = False
        self._show_page()

    def _fill_list(self, rows: list[collections.Collection]) -> None:
        sections: dict[str, list[Row]] = {}
        for row in rows:
            sections.setdefault(row.section, []).append(Row(row.key, row.title, row.count, tip=row.tip))
        self.list.set_sections([Section(title, rows_) for title, rows_ in sections.items()])
        if not self.list.choose(self._key):  # what was chosen is empty now, or gone
            self._key = collections.ALL
            self.list.choose(self._key)
            self._look(keep=True)

    # ---- what is shown ----------------------------------------------------------------------------------------

    def _on_collection(self, key: str) -> None:
        self._key = key
        self.filters.clear(quietly=True)
        if collections.dataset_name(key):
            self._show_page()
        self._look(keep=False)

    def _on_filter(self) -> None:
        self._look(keep=False)

    def _on_settings(self, settings: BakeSettings) -> None:
        self._settings = settings
        self.chosen.set_settings(settings)
        self._show_steps()

    def _show_page(self) -> None:
        entry = self._dataset_entry()
        self.inspect.setVisible(entry is None)
        self.dataset_inspector.setVisible(entry is not None)
        if entry is not None:
            self.pages.show_dataset(entry)
            self._show_dataset_facts()
        elif self._has_looked:
            was_empty = not self.pages.shows_pictures
            self.pages.say_empty(coming=self.desk.is_importing)
            self.pages.show_pictures(self._key, len(self.model.ids), all_=self._counts.all, chosen=self.table.count)
            if was_empty and self.pages.shows_pictures and self.isVisible() and not self.filters.search.hasFocus():
                self._to_grid()
        else:
            self.pages.wait()

    def _dataset_entry(self) -> DatasetEntry | None:
        name = collections.dataset_name(self._key)
        return next((entry for entry in self._datasets if entry.path.name == name), None)

    def _show_dataset_facts(self) -> None:
        if (entry := self._dataset_entry()) is not None:
            self.dataset_inspector.show_dataset(entry, self.pages.dataset.model.dataset)

    def _show_steps(self) -> None:
        self.steps.set_steps(steps(self._counts, self._settings, self._datasets, checking=self.desk.is_checking))

    def _on_desk_changed(self) -> None:
        self._show_steps()
        self.pages.say_empty(coming=self.desk.is_importing)

    def _on_chosen(self) -> None:
        self.filters.set_title(collections.title_of(self._key), len(self.model.ids), self.table.count)
        self.chosen.show()

    def go_to(self, id_: object) -> None:
        """Show a picture of the catalogue, in whichever collection is needed."""
        wanted = int(str(id_))
        if self._dataset_entry() is not None or not self.table.go_to(wanted):
            self._wanted_id = wanted
            self._key = collections.ALL
            self.filters.clear(quietly=True)
            self._look(keep=False)
        self._to_grid()

    def _to_grid(self) -> None:
        self.grid.setFocus()

    def front(self) -> None:
        if self.pages.shows_pictures:
            self._to_grid()
        if self._has_looked:
            self.refresh()

    # ---- steps and menus --------------------------------------------------------------------------------------

    def bake(self, step: str = "") -> None:
        """Open the baking dialog, at the choices of a step."""
        if self._counts.all:
            self.bakery.open(self._settings, self._counts, self._datasets, self.table.ids, step)

    def _on_step(self, key: str) -> None:
        if key != "check":
            self.bake(key)
        elif self._counts.damaged:
            self._choose_collection(collections.DAMAGED)
        else:
            flagged = next((f"finding:{kind}" for kind in self._counts.findings), "")
            self._choose_collection(flagged or collections.ALL)

    def _choose_collection(self, key: str) -> None:
        if self.list.choose(key):
            self._on_collection(key)

    def _train(self) -> None:
        self.workbench.show_workspace.emit("train")

    def _on_grid_menu(self, index: QModelIndex, point: QPoint) -> None:
        menu = self._menu()
        commands = {command.name: command for command in self._commands}
        for name in _MENU:
            if not name:
                menu.addSeparator()
                continue
            command = commands[name]
            action = menu.addAction(f"{command.title}\t{command.shortcut.split('; ')[0]}")
            action.setEnabled(command.enabled())
            action.triggered.connect(functools.partial(_run, command))
        menu.popup(point)

    def _on_list_menu(self, key: str, point: QPoint) -> None:
        menu = self._menu()
        project, name = self.workbench.project, collections.dataset_name(key)
        if key == collections.MISSING:
            menu.addAction("Find them…").triggered.connect(self.intake.find_missing)
        elif name and project is not None:
            menu.addAction("Train on it").triggered.connect(self._train)
            show = functools.partial(_show_folder, project.dataset_files.folder / name)
            menu.addAction("Show the file").triggered.connect(show)
        else:
            menu.addAction("Choose them all").triggered.connect(functools.partial(self._choose_all_of, key))
        menu.popup(point)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("curate.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _choose_all_of(self, key: str, checked: bool = False) -> None:
        if key == self._key:
            self.table.choose_all()
        else:
            self._then_choose_all = True
            self._choose_collection(key)

    # ---- commands ---------------------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        return self._commands

    def _has_chosen(self) -> bool:
        return self.workbench.project is not None and self.table.count > 0 and self.pages.shows_pictures

    def _has_pictures(self) -> bool:
        return self.workbench.project is not None and self._counts.all > 0

    def _has_missing(self) -> bool:
        return self._has_pictures() and self._counts.missing > 0

    def _may_type(self) -> bool:
        return self._has_chosen() and not self.looking.is_open

    def _is_open(self) -> bool:
        return self.workbench.project is not None

    def _reveal(self) -> None:
        if (picture := self.table.current) is not None:
            _show_folder(picture.path)

    def _search(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _make_commands(self) -> list[Command]:
        decide, go_on = self.decisions.decide, self.decisions.decide_and_go_on
        chosen, pictures = self._has_chosen, self._has_pictures
        return [
            Command("curate.import-folder", "Import a folder…", self.intake.import_folder, "Ctrl+I", self._is_open,
                    "File", words="add open pictures art", icon="folder-open"),
            Command("curate.import", "Import pictures or a ZIP…", self.intake.import_files, "Ctrl+Shift+I",
                    self._is_open, "File", words="add files archive", icon="image"),
            Command("curate.bake", "Bake a dataset…", self.bake, "Ctrl+B", pictures, "File",
                    words="make export training set size split background", icon="package"),
            Command("curate.pick", "Pick", functools.partial(decide, State.PICKED), "P", chosen,
                    words="keep yes", icon="check"),
            Command("curate.reject", "Reject", functools.partial(decide, State.REJECTED), "X", chosen,
                    words="no out", icon="x"),
            Command("curate.undecided", "Undecided", functools.partial(decide, State.UNDECIDED), "U", chosen,
                    words="restore back unpick", icon="circle-dashed"),
            Command("curate.pick-next", "Pick and go on", functools.partial(go_on, State.PICKED), "Shift+P", chosen,
                    icon="check"),
            Command("curate.reject-next", "Reject and go on", functools.partial(go_on, State.REJECTED), "Shift+X",
                    chosen, icon="x"),
            Command("curate.tag", "Add a tag", self.inspect.focus_tag, "T", self._may_type, words="label word",
                    icon="tag"),
            Command("curate.class", "Set the class", self.inspect.focus_class, "C", self._may_type,
                    words="sort label", icon="folders"),
            Command("curate.look", "Look close", self.chosen.look_close, enabled=chosen,
                    words="zoom full large 100 space", icon="magnifying-glass-plus"),
            Command("curate.reveal", "Show the original in its folder", self._reveal, enabled=chosen,
                    words="explorer finder file", icon="folder"),
            Command("curate.remove", "Take out of the project", self.decisions.remove, "Del", chosen,
                    words="remove delete", icon="trash"),
            Command("curate.search", "Search the pictures", self._search, "Ctrl+F", pictures, "Edit",
                    words="find filter name", icon="magnifying-glass"),
            Command("curate.undecided-first", "Undecided first", self.filters.toggle_undecided_first,
                    enabled=pictures, menu="View", words="sort order", icon="sort-ascending"),
            Command("curate.look-after", "Look for changed originals", self.desk.look_after, enabled=pictures,
                    words="reload refresh update edited", icon="arrows-clockwise"),
            Command("curate.find-missing", "Find missing pictures…", self.intake.find_missing,
                    enabled=self._has_missing, words="lost moved", icon="map-pin"),
        ]  # fmt: skip


# On worker threads.


def _look(project: Project, query: Query, report: Report) -> _Seen:
    settings = BakeSettings.from_stored(project.recall(MEMORY_KEY))
    catalogue = project.catalogue
    report(0, 3)
    ids = catalogue.ids(query)
    report(1, 3)
    counts = catalogue.counts()
    report(2, 3)
    return _Seen(ids, counts, project.datasets(), catalogue.tag_names(), settings)


def _show_folder(path: Path, checked: bool = False) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _run(command: Command, checked: bool = False) -> None:
    command.run()
