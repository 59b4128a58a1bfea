"""What people call trainings and models: said here once, of the names of their folders and files."""

from __future__ import annotations

import re
from pathlib import Path

from gan_engine.reporting import kimg_words
from gan_engine.runs.run_directory import kimg_of

_NUMBERED = re.compile(r"(\d+)-(.+)")


def folder_words(folder: str) -> str:
    """What people call the run in a folder of this name: “00003-red-knights” is “red knights”."""
    match = _NUMBERED.fullmatch(folder)
    return (match[2] if match else folder).replace("-", " ")


def run_name(path: Path) -> str:
    """A run directory's name for people, see `folder_words`."""
    return folder_words(path.name)


def model_parts(name: str) -> tuple[str, float] | None:
    """The run, for people, and the kimg of what a model of a run is called in files (“00003-red-knights 000380”); None
    for any other model's name."""
    folder, _, snapshot = name.rpartition(" ")
    kimg = kimg_of(snapshot)
    return (folder_words(folder), kimg) if folder and kimg is not None else None


def model_title(name: str) -> str:
    """A model's name for people: “red knights 380 kimg”."""
    parts = model_parts(name)
    return f"{parts[0]} {kimg_words(parts[1])} kimg" if parts is not None else name
