"""The commands of Curate, for palette, menus and keyboard."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from studio.command import Command
from studio.curation import collections
from studio.curation.close_view import CloseView
from studio.curation.comparing import Comparing
from studio.curation.decisions import Decisions
from studio.curation.filters.filter_bar import FilterBar
from studio.curation.filters.kept import KeptCollections
from studio.curation.import_dialogs import ImportDialogs
from studio.curation.inspector import PictureInspector
from studio.curation.light_table import LightTable
from studio.curation.middle import MiddleStack
from studio.curation.pages.page import CurateContext
from studio.curation.pages.page_host import PageHost
from studio.curation.project_reader import ProjectReader
from studio.curation.selection import Selection
from studio.project.pictures.query import State
from studio.widgets.marks.commands import mark_commands
from studio.words import tr
from studio.workers.curation.importing import PictureImporter
from studio.workers.workbench import Workbench

_MENU = (
    "curate.pick", "curate.reject", "curate.undecided", "", "curate.tag", "curate.class", "", "curate.look",
    "curate.compare", "curate.reveal", "", "curate.hold-out", "curate.remove",
)  # fmt: skip


class CurateActions(Protocol):
    """What the workspace offers to its commands."""

    workbench: Workbench
    context: CurateContext
    table: LightTable
    filters: FilterBar
    kept: KeptCollections
    reader: ProjectReader
    inspect: PictureInspector
    selection: Selection
    decisions: Decisions
    close_view: CloseView
    page_host: PageHost
    middle_stack: MiddleStack
    comparing: Comparing
    importer: PictureImporter
    import_dialogs: ImportDialogs

    @property
    def shows_chosen(self) -> bool: ...
    def show_table(self) -> None: ...
    def compare(self) -> None: ...
    def switch_focus(self) -> None: ...
    def choose_all_of(self, key: str) -> None: ...
    def train(self, dataset: Path) -> None: ...


class CurateCommands:
    """Asks the workspace what is the case, at the moment it is wanted."""

    def __init__(self, workspace: CurateActions, parent: QWidget) -> None:
        """`parent` has the menus."""
        self._workspace = workspace
        self._parent = parent
        self.all = self._make()

    # ---- what is the case -----------------------------------------------------------------------------------------

    def _is_open(self) -> bool:
        return self._workspace.workbench.project is not None

    def _has_pictures(self) -> bool:
        return self._is_open() and self._workspace.context.counts.all > 0

    def _has_missing(self) -> bool:
        return self._has_pictures() and self._workspace.context.counts.missing > 0

    def _has_chosen(self) -> bool:
        return self._is_open() and self._workspace.table.count > 0 and self._workspace.shows_chosen

    def _is_changing(self) -> bool:
        return self._has_pictures() and self._workspace.filters.is_changing

    def _is_narrowed(self) -> bool:
        return self._has_pictures() and self._workspace.filters.is_narrowing

    def _can_compare(self) -> bool:
        work = self._workspace
        return work.comparing.is_on or (work.comparing.can_begin() and work.middle_stack.shows_pictures)

    def _names_words(self) -> str:
        shown = self._workspace.middle_stack.has_names
        return tr("Hide the names below the pictures") if shown else tr("Show the names below the pictures")

    def _has_page(self) -> bool:
        return self._workspace.page_host.open_page is not None

    # ---- the commands ---------------------------------------------------------------------------------------------

    def _make(self) -> list[Command]:
        work = self._workspace
        decide, go_on = work.decisions.decide, work.decisions.decide_and_go_on
        chosen, pictures = self._has_chosen, self._has_pictures
        return [
            Command("curate.import-folder", tr("Import a folder…"), work.import_dialogs.import_folder, "Ctrl+I",
                    self._is_open, "File", words=tr("add open pictures art"), icon="folder-open"),
            Command("curate.import", tr("Import pictures or a ZIP…"), work.import_dialogs.import_files, "Ctrl+Shift+I",
                    self._is_open, "File", words=tr("add files archive"), icon="image"),
            Command("curate.pick", tr("Pick"), functools.partial(decide, State.PICKED), "P", chosen,
                    words=tr("keep yes"), icon="check"),
            Command("curate.reject", tr("Reject"), functools.partial(decide, State.REJECTED), "X", chosen,
                    words=tr("no out"), icon="x"),
            Command("curate.undecided", tr("Undecided"), functools.partial(decide, State.UNDECIDED), "U", chosen,
                    words=tr("restore back unpick"), icon="circle-dashed"),
            Command("curate.pick-next", tr("Pick and go on"), functools.partial(go_on, State.PICKED), "Shift+P", chosen,
                    icon="check"),
            Command("curate.reject-next", tr("Reject and go on"), functools.partial(go_on, State.REJECTED), "Shift+X",
                    chosen, icon="x"),
            Command("curate.tag", tr("Add a tag"), work.inspect.focus_tag, "T", chosen, words=tr("label word"),
                    icon="tag"),
            Command("curate.class", tr("Set the class"), work.inspect.focus_class, "C", chosen,
                    words=tr("sort label"), icon="folders"),
            Command("curate.hold-out", tr("Hold out, or give back to training"), work.decisions.hold_out, "H", chosen,
                    words=tr("held keep from training test measure validation"), icon="lock-simple"),
            Command("curate.look", tr("Look close"), work.selection.look_close, enabled=chosen,
                    words=tr("zoom full large 100 space"), icon="magnifying-glass-plus"),
            Command("curate.compare", tr("Side by side"), work.compare, "Shift+C", self._can_compare,
                    words=tr("compare linked zoom two three four"), icon="columns"),
            Command("curate.names", tr("Names below the pictures"), work.middle_stack.toggle_names, "Shift+N", pictures,
                    "View", words=tr("titles thumbnails files show hide"), icon="text-aa", now=self._names_words),
            Command("curate.reveal", tr("Show the original in its folder"), self._reveal, enabled=chosen,
                    words=tr("explorer finder file"), icon="folder"),
            Command("curate.remove", tr("Take out of the project"), work.decisions.remove, "Del", chosen,
                    words=tr("remove delete"), icon="trash"),
            Command("curate.search", tr("Search the pictures"), self._search, "Ctrl+F", pictures, "Edit",
                    words=tr("find filter name"), icon="magnifying-glass"),
            Command("curate.filter", tr("Filter by size, shape, stars, class…"), self._filter, "F", pictures,
                    words=tr("narrow transparent format date label tag"), icon="funnel-simple"),
            Command("curate.change-collection", tr("Keep the changes of the collection"), work.kept.change, "",
                    self._is_changing, words=tr("filter save edit")),
            Command("curate.keep-collection", tr("Keep as a collection…"), work.kept.keep, "Ctrl+S", self._is_narrowed,
                    words=tr("smart filter save name"), icon="floppy-disk"),
            Command("curate.undecided-first", tr("Undecided first"), work.filters.toggle_undecided_first,
                    enabled=pictures, menu="View", words=tr("sort order"), icon="sort-ascending"),
            Command("curate.look-after", tr("Look for changed originals"), work.importer.look_after, enabled=pictures,
                    words=tr("reload refresh update edited"), icon="arrows-clockwise"),
            Command("curate.find-missing", tr("Find missing pictures…"), work.import_dialogs.find_missing,
                    enabled=self._has_missing, words=tr("lost moved"), icon="map-pin"),
            Command("curate.switch", tr("Go between the pictures and the page"), work.switch_focus, "F6", pictures,
                    words=tr("focus keyboard panel"), icon="arrows-left-right"),
            Command("curate.close-page", tr("Close the page"), work.page_host.close, enabled=self._has_page,
                    words=tr("back light table escape"), icon="x"),
            *mark_commands("curate", work.decisions.rate, work.decisions.label, chosen),
            *work.page_host.commands(),
        ]  # fmt: skip

    def _reveal(self) -> None:
        if (picture := self._workspace.table.current) is not None:
            _show_folder(picture.path)

    def _filter(self) -> None:
        self._workspace.show_table()
        self._workspace.filters.open_menu()

    def _search(self) -> None:
        self._workspace.show_table()
        self._workspace.filters.search.setFocus()
        self._workspace.filters.search.selectAll()

    # ---- menus ------------------------------------------------------------------------------------------------------

    def grid_menu(self, point: QPoint) -> None:
        """Over a picture."""
        menu = self._menu()
        commands = {command.name: command for command in self.all}
        for name in _MENU:
            if not name:
                menu.addSeparator()
                continue
            command = commands[name]
            action = menu.addAction(f"{command.title}\t{command.shortcut.split('; ')[0]}")
            action.setEnabled(command.enabled())
            action.triggered.connect(functools.partial(_run, command))
        menu.popup(point)

    def list_menu(self, key: str, point: QPoint) -> None:
        """Over a row at the left."""
        work = self._workspace
        if collections.page_name(key):
            return
        menu = self._menu()
        project, name = work.workbench.project, collections.dataset_name(key)
        if key == collections.MISSING:
            menu.addAction(tr("Find them…")).triggered.connect(work.import_dialogs.find_missing)
        elif name and project is not None:
            dataset = project.dataset_files.folder / name
            menu.addAction(tr("Train on it")).triggered.connect(lambda: work.train(dataset))
            menu.addAction(tr("Show the file")).triggered.connect(functools.partial(_show_folder, dataset))
        else:
            if own := collections.filter_key(key):
                work.kept.fill_menu(menu, key, work.reader.name_of(own))
            menu.addAction(tr("Choose them all")).triggered.connect(functools.partial(self._choose_all_of, key))
        menu.popup(point)

    def _choose_all_of(self, key: str, checked: bool = False) -> None:
        self._workspace.choose_all_of(key)

    def _menu(self) -> QMenu:
        menu = QMenu(self._parent)
        menu.setObjectName("curate.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def _show_folder(path: Path, checked: bool = False) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _run(command: Command, checked: bool = False) -> None:
    command.run()
