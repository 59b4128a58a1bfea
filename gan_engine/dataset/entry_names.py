"""The names of files in a dataset's archive, whoever packed it: their spelling, which are pictures, what is its root.

Tools write `./a.png` and `a\\b.png`, people pack the folder that a dataset lies in, file managers leave their litter.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from gan_engine.beside_pictures import is_litter
from gan_engine.picture_files import PICTURE_SUFFIXES, unread_words

DATASET_JSON = "dataset.json"
MAQUETTE_JSON = "maquette.json"
HELD_OUT_FOLDER, HELD_OUT_SUFFIX = "held-out", ".held"
"""Where pictures lie that are kept from training. Other tools take every PNG in an archive for training, wherever it
lies, so these do not end in .png."""

_OWN_SUFFIX = ".png"
_MAX_NAME = 1024


def spelled(name: str) -> str:
    """`name` with forward slashes, without a `./` before it."""
    name = name.replace("\\", "/")
    while name.startswith("./"):
        name = name[2:]
    return name


def is_unsafe(name: str) -> bool:
    """Whether a name, spelled so, leads anywhere but below its archive, or could not be shown."""
    parts = name.split("/")
    return (
        len(name) > _MAX_NAME
        or ":" in parts[0]
        or any(part in ("", ".", "..") for part in parts)
        or not name.isprintable()
    )


def is_passed_over(name: str) -> bool:
    """Whether file managers left it there."""
    return is_litter(name.split("/"))


def roots(names: Iterable[str]) -> list[str]:
    """Where the documents of a dataset lie: "" for the top, else folders with a slash behind."""
    found = {name[: -len(document)] for name in names for document in (DATASET_JSON, MAQUETTE_JSON)
             if name == document or name.endswith(f"/{document}")}  # fmt: skip
    return [""] if "" in found else sorted(found)


def is_picture(name: str, *, ours: bool) -> bool:
    """Whether a file of the dataset is one of its pictures; of `ours` only what we write is."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix == _OWN_SUFFIX if ours else suffix in PICTURE_SUFFIXES


def is_unread_picture(name: str) -> bool:
    """Whether it is a picture of a kind that cannot be read."""
    return bool(unread_words(PurePosixPath(name).suffix))


def is_held_out(name: str) -> bool:
    """Whether it is a picture that is kept from training."""
    return name.startswith(f"{HELD_OUT_FOLDER}/") and name.endswith(HELD_OUT_SUFFIX)
