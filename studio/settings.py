"""The settings of the studio: one small JSON file in the user's folder.

`MAQUETTE_HOME` names another folder for it (and for the log): tests and portable installations use that.
A damaged file counts as an empty one: no settings are worth not starting.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

import platformdirs

from gan_engine import atomic, door
from gan_engine.documents import read_json

log = logging.getLogger(__name__)

_RECENT = 12
_MAX_BYTES = 2**20


def _home() -> Path | None:
    named = os.environ.get("MAQUETTE_HOME", "")
    return Path(named) if named else None


def config_folder() -> Path:
    """Where settings lie."""
    return _home() or Path(platformdirs.user_config_dir("maquette", appauthor=False))


def log_folder() -> Path:
    """Where logs lie."""
    home = _home()
    return home / "log" if home else Path(platformdirs.user_log_dir("maquette", appauthor=False))


def documents_folder() -> Path:
    """Where projects are put when the user names no other place."""
    return _home() or Path(platformdirs.user_documents_dir())


class Settings:
    """Values by name, JSON only, with the default given where they are read. `save` writes the file whole."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or config_folder() / "settings.json"
        self.changed = False
        self._values: dict[str, Any] = {}
        try:
            values = read_json(self.path, largest=_MAX_BYTES)
            if isinstance(values, dict):
                self._values = values
        except FileNotFoundError:
            pass
        except (OSError, ValueError):
            log.warning("The settings in %s could not be read; starting afresh", self.path)

    def get(self, name: str, default: Any) -> Any:
        """The value of `name`, or the default if there is none of the default's type."""
        value = self._values.get(name, default)
        if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        return value if default is None or type(value) is type(default) else default

    def set(self, name: str, value: Any) -> None:
        """Remember `value` (JSON); it is on the disk after the next `save`."""
        if self._values.get(name) != value:
            self._values[name] = value
            self.changed = True

    def save(self) -> None:
        """Write the file if something has changed; a disk that does not take it is no reason to stop."""
        if not self.changed:
            return
        self.changed = False
        try:
            folder = door.make_folder(self.path.parent, root=self.path.parent)
            atomic.write_json(self.path, self._values, root=folder)
        except Exception:
            log.warning("The settings could not be saved to %s", self.path, exc_info=True)

    @property
    def recent(self) -> list[Path]:
        """Projects opened lately, the latest first, whether or not they are still there."""
        return [Path(text) for text in self.get("recent", []) if isinstance(text, str)]

    def remember_project(self, folder: Path) -> None:
        """Put a project at the head of the recent ones."""
        text = str(folder)
        self.set("recent", [text, *(other for other in self.get("recent", []) if other != text)][:_RECENT])

    def forget_project(self, folder: Path) -> None:
        """Take a project off the list of recent ones; the project itself is not touched."""
        self.set("recent", [text for text in self.get("recent", []) if text != str(folder)])
