"""Upscaling networks of one's own that sets are baked with: kept in the user's data folder, each known by its checksum.

A set says which network enlarged its pictures in one line, the file's name and SHA-256; from a project or a dataset,
which may be a stranger's, no path is ever opened.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from gan_engine import atomic, door
from gan_engine.errors import ModelError
from gan_engine.file_names import safe_file_name
from gan_engine.picture_modes import Picture
from gan_engine.user_folders import data_folder

SUFFIX = ".safetensors"
WITHOUT = "Without it pictures are enlarged smoothly."

Upscale = Callable[[Picture], Picture]
"""HxWx3 to a larger HxWx3, by a network."""

_MARK = re.compile(r"([^:\x00-\x1f]{1,80}):([0-9a-f]{64})")
_MOST_BYTES = 2**31  # of a file


def name_of(mark: str) -> str:
    """What people call the network that `mark` means. Raises ValueError where it means none."""
    return _parts(mark)[0]


def path_of(mark: str) -> Path:
    """Where its file lies, or would lie. Raises ValueError where `mark` means none."""
    return _folder() / f"{_parts(mark)[1]}{SUFFIX}"


def keep(file: Path) -> str:
    """Copy the network into the user's data folder, where it is not there yet; the mark that sets name it by.

    The file given is only read. Raises `ModelError` where it cannot be, `DiskError`.
    """
    try:
        size = file.stat().st_size
        if size > _MOST_BYTES:
            raise ModelError(f"“{file.name}” is too large for an upscaler.", kept=WITHOUT, do="Choose another.")
        with door.open_read(file) as source:
            digest = hashlib.file_digest(source, "sha256").hexdigest()
            mark = f"{safe_file_name(file.stem)}:{digest}"
            path = path_of(mark)
            if not path.exists() or path.stat().st_size != size:
                for folder in (data_folder(), path.parent):
                    atomic.make_folder(folder, root=data_folder())
                source.seek(0)
                with atomic.writing(path, root=data_folder()) as target:
                    shutil.copyfileobj(source, target)
    except OSError as error:
        raise ModelError(f"“{file.name}” cannot be read.", kept=WITHOUT, do="Choose another file.") from error
    return mark


def found(mark: str) -> Path:
    """The file, after every byte of it was looked at. Raises `ModelError` where it is missing or another."""
    path = path_of(mark)
    name = name_of(mark)
    try:
        with door.open_read(path) as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            f"This set is enlarged by the network “{name}”, which is not on this machine.",
            kept="Your pictures are untouched.",
            do=f"Choose its file once, on the page Frame or by gan-engine bake --upscaler FILE. {WITHOUT}",
        ) from error
    if digest != path.stem:
        raise ModelError(
            f"The network “{name}” is damaged: its checksum is another.", kept="It was not used.",
            do="Choose its file once more.",
        )  # fmt: skip
    return path


def _folder() -> Path:
    return data_folder() / "upscalers"


def _parts(mark: str) -> tuple[str, str]:
    match = _MARK.fullmatch(mark)
    if match is None:
        raise ValueError("an upscaler is named by its name and SHA-256")
    return match[1], match[2]
