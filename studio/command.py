"""A command of the window: its name, shortcut and function, for menus, palette and keyboard.

Each workspace lists its own in `commands()`; the window makes the shortcuts of the workspace in front live (so
that the same key may mean different things in two of them) and lends them to whatever lies over it. Workspaces
make no shortcuts of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence


def always() -> bool:
    """The `enabled` of what can always be done."""
    return True


@dataclass(frozen=True)
class Command:
    """`name` is stable and dotted ("curate.reject"); `title` is what the user reads ("Reject")."""

    name: str
    title: str
    callback: Callable[[], object]
    shortcut: str = ""
    """As Qt writes them: "X", "Ctrl+E", "Space"; several are separated by "; "."""
    enabled: Callable[[], bool] = always
    menu: str = ""
    """"File", "Edit", "View" or "Help" to appear in that menu too."""
    words: str = ""
    """More words to find it by in the palette."""
    icon: str = ""
    """A Phosphor name."""

    now: Callable[[], str] | None = None
    """Its title as things are now, for menus: "Undo: pick 3 pictures"."""

    @property
    def title_now(self) -> str:
        """What menus call it."""
        return self.now() if self.now is not None else self.title

    def run(self) -> bool:
        """Do it, if it can be done now; whether it was."""
        if not self.enabled():
            return False
        self.callback()
        return True


def keys_in(text: str) -> list[str]:
    """The keys in a command's shortcut ("Ctrl+Z; Ctrl+Y"), each as Qt writes it; what is none is left out."""
    found = [QKeySequence(part).toString() for part in text.split("; ")]
    return [keys for keys in dict.fromkeys(found) if keys]
