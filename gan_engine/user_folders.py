"""The user's cache folder, for what can be made again."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def cache_folder() -> Path:
    """The user's cache folder of the system, or below what MAQUETTE_DATA or else MAQUETTE_HOME names."""
    for name in ("MAQUETTE_DATA", "MAQUETTE_HOME"):
        if named := os.environ.get(name):
            return Path(named) / "cache"
    return Path(platformdirs.user_cache_dir("maquette", appauthor=False))
