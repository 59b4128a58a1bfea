"""The user's folders: of data, and of what can be made again."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """The user's data folder of the system, or what MAQUETTE_DATA names."""
    if named := os.environ.get("MAQUETTE_DATA"):
        return Path(named)
    if home := os.environ.get("MAQUETTE_HOME"):
        return Path(home) / "data"
    return Path(platformdirs.user_data_dir("maquette", appauthor=False))


def cache_folder() -> Path:
    """The user's cache folder of the system, or below what MAQUETTE_DATA or else MAQUETTE_HOME names."""
    for name in ("MAQUETTE_DATA", "MAQUETTE_HOME"):
        if named := os.environ.get(name):
            return Path(named) / "cache"
    return Path(platformdirs.user_cache_dir("maquette", appauthor=False))
