"""Paths as people type them, and paths at which nothing lies yet.

What is typed need not be a path that a system can have: too long, with a home of nobody, with a null character. Asked
of such a one, `pathlib` raises; here it is a path at which nothing lies, and who writes there is told why not.
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path

from studio.project.naming import safe_file_name


def typed_path(text: str) -> Path:
    """The path in a text field, "~" being the home folder."""
    return Path(os.path.expanduser(text.strip()))  # noqa: PTH111 - which leaves the home of nobody as it is


def is_folder(path: Path) -> bool:
    """Whether there is a folder."""
    return os.path.isdir(path)  # noqa: PTH112 - which never raises


def is_taken(path: Path) -> bool:
    """Whether something lies there."""
    return os.path.lexists(path)


def free_path(folder: Path, name: str, suffix: str = ".png") -> Path:
    """`name` as a path in `folder` at which nothing lies: "Pip.png", "Pip 2.png"."""
    stem = safe_file_name(name, "design")
    names = itertools.chain([stem], (f"{stem} {number}" for number in itertools.count(2)))
    return next(path for each in names if not is_taken(path := folder / f"{each}{suffix}"))
