"""What can be done in every workspace, by name: the commands of the window itself."""

from __future__ import annotations

import functools
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from studio.command import Command
from studio.command_palette import CommandPalette
from studio.help import crash_report
from studio.project_opening import ProjectOpening
from studio.settings import log_folder
from studio.words import tr
from studio.workers.verification import verify
from studio.workers.workbench import Workbench
from studio.workspaces import WORKSPACES, Workspaces


class WindowActions(Protocol):
    """What the window offers to its commands."""

    workbench: Workbench
    workspaces: Workspaces
    opening: ProjectOpening
    palette_: CommandPalette

    def open_settings(self) -> None: ...
    def toggle_panels(self) -> None: ...
    def toggle_full_screen(self) -> None: ...
    def open_guide(self) -> None: ...
    def open_shortcuts(self) -> None: ...
    def open_crash_report(self) -> None: ...
    def quit(self) -> None: ...


class WindowCommands:
    """Asks the window what is the case, at the moment it is wanted."""

    def __init__(self, window: WindowActions, parent: QWidget) -> None:
        """`parent` has the dialogs."""
        self._window = window
        self._parent = parent
        self.all = self._make()

    def _make(self) -> list[Command]:
        work = self._window
        bench = work.workbench
        places = [
            Command(
                f"window.{name}",
                tr("Go to {title}", title=tr(title)),
                functools.partial(work.workspaces.show, name),
                f"Ctrl+{number}",
                self._has_project,
                "View",
                icon=icon_name,
            )
            for number, (name, title, icon_name) in enumerate(WORKSPACES, 1)
        ]
        return [
            Command(
                "window.new",
                tr("New project from a folder…"),
                work.opening.ask_for_pictures,
                "Ctrl+N",
                menu="File",
                words=tr("create import"),
                icon="folder-plus",
            ),
            Command(
                "window.sample",
                tr("New sample project…"),
                work.opening.make_sample,
                menu="File",
                words=tr("try example demo characters"),
                icon="paw-print",
            ),
            Command(
                "window.open",
                tr("Open project…"),
                work.opening.ask_for_project,
                "Ctrl+O",
                menu="File",
                icon="folder-open",
            ),
            Command(
                "window.reveal",
                tr("Show the project's folder"),
                self._reveal,
                enabled=self._has_project,
                menu="File",
                words=tr("explorer finder files"),
                icon="folder",
            ),
            Command(
                "window.verify",
                tr("Verify the project"),
                self._verify,
                enabled=self._has_project,
                menu="File",
                words=tr("check damaged backup whole digest"),
            ),
            Command(
                "window.close-project",
                tr("Close project"),
                bench.close_project,
                enabled=self._has_project,
                menu="File",
                words=tr("welcome"),
                icon="house",
            ),
            Command(
                "window.quit", tr("Quit"), work.quit, "Ctrl+Q", menu="File", words=tr("exit close"), icon="sign-out"
            ),
            Command(
                "window.settings",
                tr("Settings…"),
                work.open_settings,
                "Ctrl+,",
                menu="Edit",
                words=tr("preferences options theme dark light shortcuts keys language size"),
                icon="gear",
            ),
            Command(
                "window.undo",
                tr("Undo"),
                bench.undo,
                "Ctrl+Z",
                self._has_project,
                "Edit",
                icon="arrow-u-up-left",
                now=self._undo_title,
            ),
            Command(
                "window.redo",
                tr("Redo"),
                bench.redo,
                "Ctrl+Shift+Z; Ctrl+Y",
                self._has_project,
                "Edit",
                icon="arrow-u-up-right",
                now=self._redo_title,
            ),
            *places,
            Command(
                "window.palette",
                tr("Search and do anything"),
                work.palette_.open,
                "Ctrl+K; Ctrl+Shift+P",
                menu="View",
                icon="magnifying-glass",
            ),
            Command(
                "window.panels",
                tr("Only the pictures, or the panels too"),
                work.toggle_panels,
                "F9",
                self._has_project,
                "View",
                words=tr("hide show sidebar inspector wide"),
                icon="columns",
            ),
            Command(
                "window.full-screen", tr("Full screen"), work.toggle_full_screen, "F11", menu="View", icon="arrows-out"
            ),
            Command(
                "window.guide",
                tr("Guide"),
                work.open_guide,
                "F1",
                menu="Help",
                words=tr("help manual how to"),
                icon="book-open",
            ),
            Command(
                "window.shortcuts",
                tr("Shortcuts"),
                work.open_shortcuts,
                "Ctrl+/; ?",
                menu="Help",
                words=tr("help keys keyboard sheet"),
                icon="keyboard",
            ),
            Command(
                "window.about",
                tr("About Maquette and credits"),
                self._about,
                menu="Help",
                words=tr("licence version artists"),
                icon="info",
            ),
            Command(
                "window.crash-report",
                tr("Report of the last crash"),
                work.open_crash_report,
                enabled=self._has_crash_report,
                menu="Help",
                words=tr("error report crash"),
                icon="file-text",
            ),
            Command(
                "window.log",
                tr("Show the log files"),
                self._show_log,
                menu="Help",
                words=tr("error report crash"),
                icon="file-text",
            ),
        ]

    # ---- what is the case -----------------------------------------------------------------------------------------

    def _has_project(self) -> bool:
        return self._window.workbench.project is not None

    def _undo_title(self) -> str:
        step = self._window.workbench.undo_text
        return tr("Undo: {step}", step=step) if step else tr("Undo")

    def _redo_title(self) -> str:
        step = self._window.workbench.redo_text
        return tr("Redo: {step}", step=step) if step else tr("Redo")

    def _has_crash_report(self) -> bool:
        return crash_report.is_there(log_folder())

    # ---- what is done ---------------------------------------------------------------------------------------------

    def _verify(self) -> None:
        bench = self._window.workbench
        if bench.project is not None:
            verify(bench, bench.project.folder, bench.project.name)

    def _reveal(self) -> None:
        if (project := self._window.workbench.project) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(project.folder)))

    def _show_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))

    def _about(self) -> None:
        from studio.help.about import AboutDialog

        AboutDialog(self._parent).open()
