"""The walk as the project keeps it: every change of it is one that can be taken back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio.explorer.session_state import WALK, StoredWalk, walk_from, walk_values
from studio.explorer.walk.bar import WalkBar
from studio.workers.curation.choices import Choice
from studio.workers.workbench import Workbench


class KeptWalk(QObject):
    """Keeps what the bar shows, and shows what comes back by undo."""

    def __init__(self, workbench: Workbench, bar: WalkBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._walk: StoredWalk | None = None
        """As it is kept; None while it is not known, or being shown."""
        self._choice = Choice(workbench, WALK, self)
        self._choice.came_back.connect(self._on_back)
        bar.changed.connect(self._save)

    def show(self, walk: StoredWalk) -> None:
        """This is the walk, and it is kept already."""
        self._walk = None
        self._bar.restore(walk)
        self._walk = walk

    def forget(self) -> None:
        """Another project comes: which walk it keeps is not known yet."""
        self.show(StoredWalk())
        self._walk = None

    def _save(self) -> None:
        before = self._walk
        walk = self._bar.stored
        if before is not None and walk != before:
            self._walk = walk
            self._choice.put(walk_values(walk), walk.words_from(before))

    def _on_back(self, value: object) -> None:
        if self._walk is not None:
            self.show(walk_from(value))
