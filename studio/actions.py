"""Shortcuts and menus made from commands.

Whether a command can be done is asked at the moment it is wanted, never before: its action stays enabled, so that
no shortcut is dead because of what was the case when a menu was last open.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from studio import theme
from studio.command import Command, keys_in
from studio.preferences.keys import EVERYWHERE, with_keys
from studio.preferences.preferences import Preferences
from studio.words import tr, tr_noop
from studio.workers.workbench import Workbench

_PLACES = (EVERYWHERE, "curate", "train", "explore", "shelf")
"""Where commands are live, in the order of the work."""
_MENUS = (tr_noop("File"), tr_noop("Edit"), tr_noop("View"), tr_noop("Help"))


class Actions(QObject):
    """The actions of the window and of the workspace in front."""

    def __init__(self, window: QMainWindow, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        preferences.changed.connect(self._renew_keys)
        self._known: dict[str, Sequence[Command]] = {}
        self._own: list[tuple[Command, QAction]] = []
        self._workspaces: dict[str, list[tuple[Command, QAction]]] = {}
        self._front = ""

    def add_own(self, commands: Sequence[Command]) -> None:
        """Take in the window's own commands: live always."""
        self._own = self._pairs(EVERYWHERE, commands)
        for _, action in self._own:
            self._window.addAction(action)

    def add_workspace(self, name: str, commands: Sequence[Command]) -> None:
        """Take in those of a workspace: live while it is in front."""
        self._workspaces[name] = self._pairs(name, commands)
        if name == self._front:
            self.set_front(name)

    def set_front(self, name: str) -> None:
        """Another workspace is in front ("" for none): its keys mean what it says."""
        for _, action in self._workspaces.get(self._front, ()):
            self._window.removeAction(action)
        self._front = name
        for _, action in self._workspaces.get(name, ()):
            self._window.addAction(action)

    @property
    def known(self) -> dict[str, Sequence[Command]]:
        """Those of each place that there are by now, with the keys they come with: the window's own first."""
        return dict(sorted(self._known.items(), key=lambda pair: _PLACES.index(pair[0])))

    @property
    def now(self) -> dict[str, list[Command]]:
        """As `known`, with the keys they have now."""
        shortcuts = self._preferences.choices.shortcuts
        return {place: [with_keys(each, shortcuts) for each in commands] for place, commands in self.known.items()}

    def all(self) -> list[Command]:
        """What can be done now: the workspace in front first, then the window."""
        return [command for command, _ in self._live()]

    def action(self, name: str) -> QAction:
        """The live action of a command. Raises `KeyError`."""
        for command, action in self._live():
            if command.name == name:
                return action
        raise KeyError(name)

    def _live(self) -> list[tuple[Command, QAction]]:
        return [*self._workspaces.get(self._front, ()), *self._own]

    def _pairs(self, place: str, commands: Sequence[Command]) -> list[tuple[Command, QAction]]:
        self._known[place] = commands
        self._tell_hints()
        shortcuts = self._preferences.choices.shortcuts
        return [(given, self._action(given)) for given in (with_keys(each, shortcuts) for each in commands)]

    def _renew_keys(self) -> None:
        """Each action listens to the keys that its command has now."""
        now = self.now
        for place, pairs in ((EVERYWHERE, self._own), *self._workspaces.items()):
            for number, command in enumerate(now.get(place, ())):
                action = pairs[number][1]
                action.setShortcuts(_sequences(command))
                pairs[number] = (command, action)
        self._tell_hints()

    def _tell_hints(self) -> None:
        shortcuts = self._preferences.choices.shortcuts
        theme.give_keys({
            (place, own[0]): next(iter(keys_in(shortcuts[command.name])), "")
            for place, commands in self._known.items()
            for command in commands
            if command.name in shortcuts and (own := keys_in(command.shortcut))
        })  # fmt: skip

    def _action(self, command: Command) -> QAction:
        action = QAction(command.title, self._window)
        action.setObjectName(command.name)
        action.setShortcuts(_sequences(command))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(functools.partial(self._run, command))
        return action

    def _run(self, command: Command, checked: bool = False) -> None:
        command.run()

    # ---- menus --------------------------------------------------------------------------------------------

    def make_main_menu(self) -> QMenu | None:
        """File, Edit, View, Help: in the system's menu bar on macOS (then None), else as one menu for a button."""
        main = None if sys.platform == "darwin" else QMenu(self._window)
        for title in _MENUS:
            menu = self._window.menuBar().addMenu(tr(title)) if main is None else main.addMenu(tr(title))
            menu.setObjectName(f"menu.{title.lower()}")
            menu.aboutToShow.connect(functools.partial(self._fill, menu, title))
            self._fill(menu, title)
        return main

    def _fill(self, menu: QMenu, title: str) -> None:
        menu.clear()
        for command, action in self._live():
            if command.menu == title:
                self._add(menu, command, action)

    def _add(self, menu: QMenu, command: Command, action: QAction) -> None:
        """An entry of its own, grey when the command cannot be done now; the live action stays as it is."""
        title = command.title_now.replace("&", "&&")
        entry = menu.addAction(title)
        entry.setEnabled(command.enabled())
        if command.shortcut:
            entry.setText(f"{title}\t{theme.native_keys(action.shortcut().toString())}")
        entry.triggered.connect(action.trigger)

    def make_project_menu(self, workbench: Workbench, open_: Callable[[Path], None]) -> QMenu:
        """Other projects opened lately, and what can be done with this one."""
        menu = QMenu(self._window)
        menu.setObjectName("menu.project")
        menu.aboutToShow.connect(functools.partial(self._fill_project, menu, workbench, open_))
        return menu

    def _fill_project(self, menu: QMenu, workbench: Workbench, open_: Callable[[Path], None]) -> None:
        menu.clear()
        present = workbench.project.folder if workbench.project is not None else None
        for folder in [folder for folder in workbench.settings.recent if folder != present][:8]:
            entry = menu.addAction(theme.icon("folder", "QUIET"), folder.stem)
            entry.triggered.connect(functools.partial(self._open, open_, folder))
        menu.addSeparator()
        for name in ("new", "sample", "open", "reveal", "close-project"):
            command, action = next(pair for pair in self._own if pair[0].name == f"window.{name}")
            self._add(menu, command, action)

    def _open(self, open_: Callable[[Path], None], folder: Path, checked: bool = False) -> None:
        open_(folder)


def _sequences(command: Command) -> list[QKeySequence]:
    return [QKeySequence(keys) for keys in keys_in(command.shortcut)]
