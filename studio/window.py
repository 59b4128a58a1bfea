"""The main window: header, rail, workspaces, status line, and what lies over them."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from studio.actions import Actions
from studio.command_palette import CommandPalette
from studio.frame.error_panel import ErrorPanel
from studio.frame.header import Header
from studio.frame.logo import window_icon
from studio.frame.news import News
from studio.frame.rail import Rail
from studio.frame.status_line import StatusLine
from studio.frame.toast import ToastView
from studio.help import crash_report
from studio.preferences.preferences import Preferences
from studio.project.undo.decisions import as_scope
from studio.project_opening import ProjectOpening
from studio.settings import log_folder
from studio.welcome import WelcomePage
from studio.widgets.keyboard.focus_ring import FocusRings
from studio.widgets.keyboard.own_keys import OwnKeys, press_by_enter
from studio.widgets.keyboard.tab_order import move_focus
from studio.widgets.room.current_stack import CurrentStack
from studio.widgets.workspace import Workspace
from studio.window_commands import WindowCommands
from studio.words import tr, tr_noop
from studio.workers.workbench import Workbench
from studio.workspaces import WORKSPACES, Workspaces

if TYPE_CHECKING:
    from studio.help.guide_window import GuideWindow

log = logging.getLogger(__name__)

_TITLES = {name: title for name, title, _ in WORKSPACES}
_SMALLEST = (900, 540)
"""px: a screen of 1920 x 1080 at 200 %, with room for the system's own bars."""
_HINT = tr_noop("Everything stays on this computer")


class Window(QMainWindow):
    """`first_painted` once the window is on the screen."""

    first_painted = Signal()

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self.workbench = workbench
        self._painted = False
        self._closing = False
        self._wide = False
        self._guide: GuideWindow | None = None
        self.preferences = Preferences(workbench, self)  # first of all: what is built speaks its language
        self.setObjectName("window")
        self.setWindowTitle("Maquette")
        self.setWindowIcon(window_icon())
        self.setMinimumSize(*_SMALLEST)
        self.header = Header()
        self.rail = Rail(WORKSPACES)
        self.status = StatusLine(workbench.tasks)
        self.welcome = WelcomePage(workbench)
        self._stack = CurrentStack()
        self._stack.addWidget(self.welcome)
        self.workspaces = Workspaces(workbench, self._stack)
        self._lay_out()
        self.opening = ProjectOpening(self, workbench)
        self.actions_ = Actions(self, self.preferences)
        self.palette_ = CommandPalette(self, workbench, self.actions_.all)
        self.toast = ToastView(self, below=self._strip_height)
        self.errors = ErrorPanel(self, below=self._strip_height, beside=self._inspector_width)
        self.news = News(workbench, self.rail, self._sees_trainings, self)
        self.actions_.add_own(WindowCommands(self, self).all)
        self.header.set_menus(
            self.actions_.make_main_menu(), self.actions_.make_project_menu(workbench, self.open_project)
        )
        self._connect()
        OwnKeys(self)
        FocusRings(self)
        self._restore_geometry()
        self._show_welcome()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self._stack, 1)
        centre = QWidget()
        centre.setObjectName("window.centre")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        bench = self.workbench
        self.rail.chosen.connect(self.workspaces.show)
        self.workspaces.came.connect(self._on_came)
        self.workspaces.built.connect(self._on_built)
        self.header.search_wanted.connect(self.palette_.open)
        self.header.run_wanted.connect(bench.show_run)
        self.header.device_wanted.connect(functools.partial(self._show_settings, "computing"))
        self.status.undo_wanted.connect(bench.undo)
        self.toast.undo_wanted.connect(bench.undo_in)
        self.welcome.folder_wanted.connect(self.opening.ask_for_pictures)
        self.welcome.sample_wanted.connect(self.opening.make_sample)
        self.welcome.open_wanted.connect(self.opening.ask_for_project)
        self.welcome.project_wanted.connect(self.open_project)
        self.welcome.locate_wanted.connect(self.opening.locate)
        self.welcome.dropped.connect(self.opening.take_dropped)
        for moved_on in (bench.project_opened, bench.project_closing):
            moved_on.connect(self.errors.forget_all)
        bench.project_opened.connect(self._on_project_opened)
        bench.project_closed.connect(self._on_project_closed)
        bench.undo_changed.connect(self._on_undo_changed)
        bench.trainings_changed.connect(self.header.set_trainings)
        bench.toast_wanted.connect(self.toast.show_toast)
        bench.hint_changed.connect(self.status.set_hint)
        self.errors.remedy = self._remedy
        bench.error_wanted.connect(self.errors.show_error)
        bench.tasks.begun.connect(self.errors.forget)
        bench.engine.hello.connect(self.header.set_device)

    # ---- workspaces ---------------------------------------------------------------------------------------

    @property
    def front(self) -> str:
        """The name of the workspace in front, "" on the welcome page."""
        return self.workspaces.front

    def workspace(self, name: str) -> Workspace | None:
        """A workspace, if it has been built."""
        return self.workspaces.get(name)

    def _strip_height(self) -> int:
        workspace = self.workspace(self.front)
        return 0 if workspace is None else workspace.strip_height

    def _inspector_width(self) -> int:
        workspace = self.workspace(self.front)
        return 0 if workspace is None else workspace.inspector_width

    def show_workspace(self, name: str) -> None:
        """Bring a workspace to the front; it is built if this is the first time."""
        self.workspaces.show(name)

    def _on_came(self, name: str) -> None:
        self.rail.choose(name)
        self.actions_.set_front(name)
        self.news.look()
        self.workbench.set_scope(as_scope(name))
        workspace = self.workspaces.get(name)
        self.status.set_hint(workspace.hint if workspace is not None else "")

    def _sees_trainings(self) -> bool:
        return self.isActiveWindow() and not self.isMinimized() and self.front == "train"

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.news.look()

    def _on_built(self, workspace: Workspace) -> None:
        self.actions_.add_workspace(workspace.name, workspace.commands())
        workspace.set_wide(self._wide)

    # ---- projects -----------------------------------------------------------------------------------------

    def open_project(self, folder: Path) -> None:
        """Open a project folder (or go to it, if it is the one that is open)."""
        present = self.workbench.project
        if present is not None and present.folder == folder.absolute():
            self.workspaces.show(self.front or "curate")
        else:
            self.opening.open_folder(folder)

    def _on_project_opened(self) -> None:
        project = self.workbench.project
        assert project is not None
        self.header.set_project(project.name)
        self.setWindowTitle(tr("{name} – Maquette", name=project.name))
        self.rail.show()
        self.workspaces.show("curate")

    def _on_project_closed(self) -> None:
        self.workspaces.leave()
        self.workspaces.forget_pending()
        self.toast.hide()
        self.workbench.set_scope(None)
        self.actions_.set_front("")
        self.welcome.refresh()
        self._show_welcome()

    def _show_welcome(self) -> None:
        self.header.set_project("")
        self.setWindowTitle("Maquette")
        self.rail.hide()
        self.status.set_hint(tr(_HINT))
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.setFocus()

    def _on_undo_changed(self) -> None:
        self.status.set_undo(self.workbench.undo_text)

    # ---- odds and ends ------------------------------------------------------------------------------------

    def open_crash_report(self) -> None:
        from studio.help.crash_dialog import CrashDialog

        CrashDialog(log_folder(), self).open()

    def _remedy(self, error: BaseException) -> tuple[str, Callable[[], object]] | None:
        if isinstance(error, crash_report.CrashedError):
            return tr("Read the report"), self.open_crash_report
        return self.opening.remedy(error)

    def open_settings(self) -> None:
        self._show_settings("appearance")

    def _show_settings(self, page: str) -> None:
        from studio.preferences.dialog import SettingsDialog

        self.workspaces.build_all()
        for old in self.findChildren(SettingsDialog):
            old.close()
        dialog = SettingsDialog(
            self.preferences, lambda: self.actions_.known, {name: tr(title) for name, title in _TITLES.items()}, self
        )
        dialog.show_page(page)
        dialog.renewed.connect(self._show_settings, Qt.ConnectionType.QueuedConnection)
        self.workspaces.built.connect(dialog.show_commands)
        dialog.open()

    def open_guide(self) -> None:
        from studio.help.guide_window import GuideWindow

        if self._guide is None:
            self._guide = GuideWindow(self.workbench.jobs, self)
        self._guide.open_at(_TITLES.get(self.front, ""))

    def open_shortcuts(self) -> None:
        from studio.help.shortcut_sheet import ShortcutSheet

        self.workspaces.build_all()
        now = self.actions_.now
        order = sorted(now, key=lambda place: place != self.front)
        ShortcutSheet(
            [(tr(_TITLES[place]) if place in _TITLES else tr("Everywhere"), now[place]) for place in order],
            tr("Other keys: in the settings, under Shortcuts."), self, gradually=True,
        ).open()  # fmt: skip

    def toggle_panels(self) -> None:
        self._wide = not self._wide
        for name, *_ in WORKSPACES:
            workspace = self.workspaces.get(name)
            if workspace is not None:
                workspace.set_wide(self._wide)

    def toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def quit(self) -> None:
        self.close()

    def _restore_geometry(self) -> None:
        place = self.workbench.settings.get("window", [])
        screen = self.screen().availableGeometry() if self.screen() else QRect(0, 0, 1440, 900)
        if len(place) == 5 and all(isinstance(value, int) for value in place) and screen.intersects(QRect(*place[:4])):
            self.setGeometry(QRect(*place[:4]))
            if place[4]:
                self.setWindowState(Qt.WindowState.WindowMaximized)
            return
        size = QSize(min(1440, screen.width() - 40), min(900, screen.height() - 60))
        self.resize(size.expandedTo(self.minimumSize()))

    def _save_geometry(self) -> None:
        rect = self.normalGeometry() if self.isMaximized() or self.isFullScreen() else self.geometry()
        values = [rect.x(), rect.y(), rect.width(), rect.height(), int(self.isMaximized())]
        self.workbench.settings.set("window", values)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - as Qt names it
        return move_focus(self, forward=next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nobody had a use for: Enter presses; Escape and Enter are the room's too where header or rail have the
        keyboard."""
        workspace, focused = self.workspace(self.front), self.focusWidget()
        is_outside = workspace is not None and focused is not None and not workspace.isAncestorOf(focused)
        if press_by_enter(event, self) or (is_outside and workspace is not None and workspace.take_key(event)):
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        going_on = [task.words for task in self.workbench.tasks.shown]
        if going_on and not self._closing:
            from studio.dialogs import CloseDialog

            event.ignore()
            dialog = CloseDialog(going_on, self)
            dialog.accepted.connect(self.close_now)
            dialog.open()
            return
        self._closing = True
        self._save_geometry()
        self.hide()  # at once; what still has to end does so unseen
        self.workspaces.stop()
        event.accept()

    def close_now(self) -> None:
        """Close without asking whether work is going on."""
        self._closing = True
        self.close()
