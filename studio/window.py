"""The window: header, rail, the four workspaces, the line at the bottom, and what lies over them.

Workspaces are imported on a thread and built when first shown, or when there is nothing else to do; the window
itself is up before any of that.
"""

from __future__ import annotations

import functools
import importlib
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from gan_engine.reporting import Report
from studio import theme
from studio.command import Command
from studio.command_palette import CommandPalette
from studio.welcome import WelcomePage
from studio.widgets.empty_state import EmptyState
from studio.widgets.error_panel import ErrorPanel
from studio.widgets.header import Header
from studio.widgets.logo import window_icon
from studio.widgets.rail import Rail
from studio.widgets.status_line import StatusLine
from studio.widgets.toast import ToastView
from studio.widgets.workspace import Workspace
from studio.workers.workbench import Workbench

log = logging.getLogger(__name__)

PLACES = (
    ("curate", "Curate", "squares-four"),
    ("train", "Train", "trend-up"),
    ("explore", "Explore", "compass"),
    ("shelf", "Shelf", "stack"),
)
_CLASSES = {
    "curate": ("studio.curation.workspace", "CurateWorkspace"),
    "train": ("studio.training.workspace", "TrainWorkspace"),
    "explore": ("studio.explorer.workspace", "ExploreWorkspace"),
    "shelf": ("studio.shelf.workspace", "ShelfWorkspace"),
}
_BUILT_WHEN_IDLE = ("curate", "explore", "shelf")
"""Not Train: it brings the plotting library, which nobody needs to load who does not train."""
_IDLE = 400  # milliseconds between building one workspace and the next


class Window(QMainWindow):
    """`first_painted` once the window is on the screen."""

    first_painted = Signal()

    def __init__(self, workbench: Workbench, version: str = "") -> None:
        super().__init__()
        self.workbench = workbench
        self._version = version
        self.setObjectName("window")
        self.setWindowTitle("Maquette")
        self.setWindowIcon(window_icon())
        self.setMinimumSize(960, 600)
        self._workspaces: dict[str, Workspace] = {}
        self._pages: dict[str, QWidget] = {}
        self._importing: set[str] = set()
        self._broken: set[str] = set()
        self._front = ""
        self._pending: list[tuple[str, object]] = []
        self._painted = False
        self._closing = False
        self._global_actions: list[QAction] = []
        self._workspace_actions: dict[str, list[QAction]] = {}

        self.header = Header()
        self.rail = Rail(PLACES)
        self.status = StatusLine(workbench.tasks)
        self.welcome = WelcomePage(workbench)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        for name, *_ in PLACES:
            page = QWidget()
            page.setProperty("place", "ground")
            page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            layout = QVBoxLayout(page)
            layout.setContentsMargins(0, 0, 0, 0)
            self._pages[name] = page
            self._stack.addWidget(page)
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

        self.palette_ = CommandPalette(self, workbench, self.commands)
        self.toast = ToastView(self)
        self.errors = ErrorPanel(self)
        self._own_commands = self._make_commands()
        self._make_actions()
        self._make_menus()
        self._connect()
        self._idle = QTimer(self, singleShot=True, interval=_IDLE)
        self._idle.timeout.connect(self._build_next)
        self._restore_geometry()
        self._show_welcome()

    def _connect(self) -> None:
        bench = self.workbench
        self.rail.chosen.connect(self.show_workspace)
        self.header.search_wanted.connect(self.palette_.open)
        self.header.run_wanted.connect(bench.show_run)
        self.status.undo_wanted.connect(bench.undo)
        self.toast.undo_wanted.connect(bench.undo)
        self.welcome.folder_wanted.connect(self._new_from_folder)
        self.welcome.sample_wanted.connect(self._new_sample)
        self.welcome.open_wanted.connect(self._open)
        self.welcome.project_wanted.connect(self.open_project)
        self.welcome.dropped.connect(self._on_dropped)
        bench.project_opened.connect(self._on_project_opened)
        bench.project_closed.connect(self._on_project_closed)
        bench.undo_changed.connect(self._on_undo_changed)
        bench.trainings_changed.connect(self.header.set_trainings)
        bench.toast_wanted.connect(self.toast.show_toast)
        bench.hint_changed.connect(self.status.set_hint)
        bench.error_wanted.connect(self.errors.show_error)
        bench.engine.hello.connect(self.header.set_device)
        bench.show_workspace.connect(self.show_workspace)
        # Who is asked to show something may not be built yet: bring it to the front, then ask again.
        bench.show_in_curate.connect(functools.partial(self._bring, "curate"))
        bench.show_run.connect(functools.partial(self._bring, "train"))
        bench.show_in_explorer.connect(functools.partial(self._bring, "explore"))
        bench.show_on_shelf.connect(functools.partial(self._bring, "shelf"))

    # ---- commands -----------------------------------------------------------------------------------------

    def _make_commands(self) -> list[Command]:
        bench = self.workbench
        places = [
            Command(
                f"window.{name}", f"Go to {title}", functools.partial(self.show_workspace, name), f"Ctrl+{number}",
                self._has_project, "View", icon=icon_name,
            )
            for number, (name, title, icon_name) in enumerate(PLACES, 1)
        ]  # fmt: skip
        return [
            Command("window.new", "New project from a folder…", self._new_from_folder, "Ctrl+N", menu="File",
                    words="create import", icon="folder-plus"),
            Command("window.sample", "New sample project…", self._new_sample, menu="File",
                    words="try example demo characters", icon="paw-print"),
            Command("window.open", "Open project…", self._open, "Ctrl+O", menu="File", icon="folder-open"),
            Command("window.reveal", "Show the project's folder", self._reveal, enabled=self._has_project, menu="File",
                    words="explorer finder files", icon="folder"),
            Command("window.close-project", "Close project", bench.close_project, enabled=self._has_project,
                    menu="File", words="welcome", icon="house"),
            Command("window.quit", "Quit", self._quit, "Ctrl+Q", menu="File", words="exit close", icon="sign-out"),
            Command("window.undo", "Undo", bench.undo, "Ctrl+Z", self._can_undo, "Edit", icon="arrow-u-up-left"),
            Command("window.redo", "Redo", bench.redo, "Ctrl+Shift+Z; Ctrl+Y", self._can_redo, "Edit",
                    icon="arrow-u-up-right"),
            *places,
            Command("window.palette", "Search and do anything", self.palette_.open, "Ctrl+K; Ctrl+Shift+P", menu="View",
                    icon="magnifying-glass"),
            Command("window.full-screen", "Full screen", self._full_screen, "F11", menu="View", icon="arrows-out"),
            Command("window.about", "About Maquette and credits", self._about, menu="Help",
                    words="licence version artists", icon="info"),
            Command("window.log", "Show the log files", self._show_log, menu="Help", words="error report crash",
                    icon="file-text"),
        ]  # fmt: skip

    def commands(self) -> list[Command]:
        """What can be done now: the workspace in front first, then the window."""
        front = self._workspaces.get(self._front)
        return [*(front.commands() if front is not None else []), *self._own_commands]

    def _make_actions(self) -> None:
        for command in self._own_commands:
            action = self._action(command)
            self._global_actions.append(action)
            self.addAction(action)

    def _action(self, command: Command) -> QAction:
        action = QAction(command.title, self)
        action.setObjectName(command.name)
        if command.shortcut:
            action.setShortcuts([QKeySequence(keys) for keys in command.shortcut.split("; ")])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(functools.partial(self._run, command))
        return action

    def _run(self, command: Command, checked: bool = False) -> None:
        command.run()

    def _make_menus(self) -> None:
        titles = ("File", "Edit", "View", "Help")
        if sys.platform == "darwin":
            menus = {title: self.menuBar().addMenu(title) for title in titles}
            main = None
        else:
            main = QMenu(self)
            menus = {title: main.addMenu(title) for title in titles}
        self._menus = menus
        for title, menu in menus.items():
            menu.setObjectName(f"menu.{title.lower()}")
            menu.aboutToShow.connect(functools.partial(self._fill_menu, title))
        self._fill_menu("File")
        project = QMenu(self)
        project.setObjectName("menu.project")
        project.aboutToShow.connect(functools.partial(self._fill_project_menu, project))
        self.header.set_menus(main, project)

    def _fill_menu(self, title: str) -> None:
        menu = self._menus[title]
        menu.clear()
        front = self._workspaces.get(self._front)
        actions = [*self._workspace_actions.get(self._front, ()), *self._global_actions]
        commands = [*(front.commands() if front is not None else []), *self._own_commands]
        for command in commands:
            action = next((action for action in actions if action.objectName() == command.name), None)
            if command.menu == title and action is not None:
                action.setEnabled(command.enabled())
                menu.addAction(action)
        menu.aboutToHide.connect(self._enable_all, Qt.ConnectionType.UniqueConnection)

    def _fill_project_menu(self, menu: QMenu) -> None:
        menu.clear()
        present = self.workbench.project
        for folder in self.workbench.settings.recent[:8]:
            if present is None or folder != present.folder:
                action = menu.addAction(theme.icon("folder", theme.QUIET), folder.stem)
                action.setToolTip(str(folder))
                action.triggered.connect(functools.partial(self._open_recent, folder))
        menu.addSeparator()
        for action in self._global_actions[:5]:
            menu.addAction(action)

    def _enable_all(self) -> None:
        """Whether a command can be done is asked when it is: a shortcut must not be dead because a menu once was."""
        for action in (*self._global_actions, *self._workspace_actions.get(self._front, ())):
            action.setEnabled(True)

    def _open_recent(self, folder: Path, checked: bool = False) -> None:
        self.open_project(folder)

    def _has_project(self) -> bool:
        return self.workbench.project is not None

    def _can_undo(self) -> bool:
        return bool(self.workbench.undo_text)

    def _can_redo(self) -> bool:
        return bool(self.workbench.redo_text)

    # ---- workspaces ---------------------------------------------------------------------------------------

    @property
    def front(self) -> str:
        """The name of the workspace in front, "" on the welcome page."""
        return self._front

    def workspace(self, name: str) -> Workspace | None:
        """A workspace, if it has been built."""
        return self._workspaces.get(name)

    def show_workspace(self, name: str) -> None:
        """Bring a workspace to the front; it is built if this is the first time."""
        if self.workbench.project is None:
            return
        if name != self._front:
            before = self._workspaces.get(self._front)
            self._set_actions(self._front, shown=False)
            self._front = name
            if before is not None:
                before.back()
        self.rail.choose(name)
        self._stack.setCurrentWidget(self._pages[name])
        workspace = self._workspaces.get(name)
        if workspace is not None:
            self._bring_to_front(workspace)
        else:
            self.status.set_hint("")
            self._import(name)

    def _bring_to_front(self, workspace: Workspace) -> None:
        self._set_actions(workspace.name, shown=True)
        self.status.set_hint(workspace.hint)
        workspace.front()

    def _set_actions(self, name: str, *, shown: bool) -> None:
        for action in self._workspace_actions.get(name, ()):
            if shown:
                self.addAction(action)
            else:
                self.removeAction(action)

    def _import(self, name: str) -> None:
        if name not in self._importing:
            self._importing.add(name)
            module = _CLASSES[name][0]
            self.workbench.jobs.start(
                "Opening", functools.partial(_import_module, module), functools.partial(self._build, name),
                functools.partial(self._could_not_build, name), quiet=True,
            )  # fmt: skip

    def _build(self, name: str, module: str) -> None:
        self._importing.discard(name)
        if name in self._workspaces or self._closing:
            return
        try:
            workspace: Workspace = getattr(sys.modules[module], _CLASSES[name][1])(self.workbench)
        except Exception as error:
            self._could_not_build(name, error)
            return
        self._workspaces[name] = workspace
        self._show_page(name, workspace)
        self._workspace_actions[name] = [self._action(command) for command in workspace.commands()]
        if name == self._front:
            self._bring_to_front(workspace)
        for place, payload in [pair for pair in self._pending if pair[0] == name]:
            self._pending.remove((place, payload))
            self._signal_for(name).emit(payload)
        self._idle.start()

    def _could_not_build(self, name: str, error: BaseException) -> None:
        self._importing.discard(name)
        self._broken.add(name)
        title = next(title for place, title, _ in PLACES if place == name)
        self._show_page(name, EmptyState(f"{name}.broken", "warning", f"{title} could not be opened", str(error)))
        self.workbench.report_error(f"opening {title}", error)

    def _show_page(self, name: str, widget: QWidget) -> None:
        layout = self._pages[name].layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        layout.addWidget(widget)

    def _build_next(self) -> None:
        """Nothing else to do: build a workspace ahead of its first showing."""
        if self.workbench.project is None or self._importing:
            return
        built = self._workspaces.keys() | self._broken
        name = next((name for name in _BUILT_WHEN_IDLE if name not in built), None)
        if name is not None:
            self._import(name)

    def _signal_for(self, name: str) -> Signal:
        bench = self.workbench
        return {
            "curate": bench.show_in_curate, "train": bench.show_run,
            "explore": bench.show_in_explorer, "shelf": bench.show_on_shelf,
        }[name]  # fmt: skip

    def _bring(self, name: str, payload: object) -> None:
        if name not in self._workspaces:
            self._pending.append((name, payload))
        self.show_workspace(name)

    # ---- projects -----------------------------------------------------------------------------------------

    def open_project(self, folder: Path) -> None:
        """Open a project folder (or go to it, if it is the one that is open)."""
        present = self.workbench.project
        if present is not None and present.folder == folder.absolute():
            self.show_workspace(self._front or "curate")
        else:
            self.workbench.open_project(folder)

    def _on_project_opened(self) -> None:
        project = self.workbench.project
        assert project is not None
        self.header.set_project(project.name)
        self.setWindowTitle(f"{project.name} – Maquette")
        self.rail.show()
        self._front = ""
        self.show_workspace("curate")

    def _on_project_closed(self) -> None:
        self._set_actions(self._front, shown=False)
        self._front = ""
        self._pending.clear()
        self.welcome.refresh()
        self._show_welcome()

    def _show_welcome(self) -> None:
        self.header.set_project("")
        self.setWindowTitle("Maquette")
        self.rail.hide()
        self.status.set_hint("Everything stays on this computer")
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.setFocus()

    def _on_undo_changed(self) -> None:
        self.status.set_undo(self.workbench.undo_text)

    def _open(self) -> None:
        dialog = QFileDialog(self, "Open a project", self.workbench.settings.get("projects_folder", ""))
        dialog.setObjectName("dialog.open")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_opened_from_dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_opened_from_dialog(self, folder: str) -> None:
        self.open_project(Path(folder))

    def _new_from_folder(self) -> None:
        dialog = QFileDialog(self, "A folder of your art", self.workbench.settings.get("pictures_folder", ""))
        dialog.setObjectName("dialog.pictures")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_folder(self, folder: str) -> None:
        self.workbench.settings.set("pictures_folder", str(Path(folder).parent))
        self._new_with([Path(folder)])

    def _on_dropped(self, paths: list[Path]) -> None:
        """A project is opened; anything else becomes the pictures of a new one."""
        if len(paths) == 1 and paths[0].suffix.lower() == ".maquette":
            self.open_project(paths[0])
        else:
            self._new_with(paths)

    def _new_with(self, sources: Sequence[Path]) -> None:
        from studio.dialogs import NewProjectDialog

        name = sources[0].stem if sources else "My project"
        dialog = NewProjectDialog(
            self.workbench.settings, sources, name=name, title="A new project",
            note="The project keeps your decisions, datasets, trainings and designs. Your pictures stay where they are "
            "and are never changed.",
            parent=self,
        )  # fmt: skip
        dialog.chosen.connect(self._make_project)
        dialog.open()

    def _new_sample(self) -> None:
        from studio.dialogs import NewProjectDialog

        dialog = NewProjectDialog(
            self.workbench.settings, [], name="Critters", title="A sample project",
            note="1,200 characters in four classes are drawn for you, to try everything with. The artists are named "
            "under Help, About.",
            parent=self,
        )  # fmt: skip
        dialog.chosen.connect(self._make_sample)
        dialog.open()

    def _make_project(self, folder: Path, sources: list[Path]) -> None:
        self.workbench.create_project(folder, functools.partial(self._import_into, sources))

    def _import_into(self, sources: list[Path], project: object) -> None:
        if sources:
            self.workbench.import_wanted.emit(sources)

    def _make_sample(self, folder: Path, sources: list[Path]) -> None:
        self.workbench.create_project(folder, self._draw_sample)

    def _draw_sample(self, project: object) -> None:
        from studio.project.project import Project

        assert isinstance(project, Project)
        folder = project.folder / "sample art"
        self.workbench.engine.call(
            "draw_sample_art", {"folder": str(folder)}, name="Drawing the sample art",
            done=functools.partial(self._import_sample, project, folder),
        )  # fmt: skip

    def _import_sample(self, project: object, folder: Path, answer: object) -> None:
        if self.workbench.project is project:
            self.workbench.import_wanted.emit([folder])

    # ---- odds and ends ------------------------------------------------------------------------------------

    def _reveal(self) -> None:
        if self.workbench.project is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.workbench.project.folder)))

    def _show_log(self) -> None:
        from studio.settings import log_folder

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))

    def _about(self) -> None:
        from studio.dialogs import AboutDialog

        AboutDialog(self._version, self).open()

    def _full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _quit(self) -> None:
        self.close()

    def _restore_geometry(self) -> None:
        place = self.workbench.settings.get("window", [])
        screen = self.screen().availableGeometry() if self.screen() else QRect(0, 0, 1440, 900)
        if len(place) == 5 and all(isinstance(value, int) for value in place):
            rect = QRect(*place[:4])
            if screen.intersects(rect):
                self.setGeometry(rect)
                if place[4]:
                    self.setWindowState(Qt.WindowState.WindowMaximized)
                return
        size = QSize(min(1440, screen.width() - 40), min(900, screen.height() - 60))
        self.resize(size.expandedTo(self.minimumSize()))

    def _save_geometry(self) -> None:
        rect = self.normalGeometry() if self.isMaximized() or self.isFullScreen() else self.geometry()
        values = [rect.x(), rect.y(), rect.width(), rect.height(), int(self.isMaximized())]
        self.workbench.settings.set("window", values)

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
        event.accept()

    def close_now(self) -> None:
        """Close without asking whether work is going on."""
        self._closing = True
        self.close()


def _import_module(module: str, report: Report) -> str:
    """On a thread: the modules of a workspace take longer than a frame to load."""
    importlib.import_module(module)
    return module
