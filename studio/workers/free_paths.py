"""Paths at which nothing lies yet."""

from __future__ import annotations

import itertools
from pathlib import Path

from studio.project.naming import safe_file_name


def free_path(folder: Path, name: str, suffix: str = ".png") -> Path:
    """`name` as a path in `folder` at which nothing lies: "Pip.png", "Pip 2.png"."""
    stem = safe_file_name(name, "design")
    names = itertools.chain([stem], (f"{stem} {number}" for number in itertools.count(2)))
    return next(path for each in names if not (path := folder / f"{each}{suffix}").exists())
