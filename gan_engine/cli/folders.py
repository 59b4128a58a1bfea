"""What commands on folders of pictures share: finding the pictures, and naming them to the user."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gan_engine.errors import PictureError

if TYPE_CHECKING:
    from gan_engine.picture_sources import Found, Skipped


def find(folder: Path, *, files: bool = False) -> tuple[list[Found], list[Skipped]]:
    """The pictures of a folder, and what was never opened (links, closed folders). Raises `PictureError`.

    `files`: a single picture will do as well.
    """
    from gan_engine.picture_sources import Found, find_pictures

    if folder.is_file() and not files:
        what = f"“{folder}” is a file, not a folder."
        raise PictureError("not-a-picture", what, do="Name the folder that your pictures lie in.")
    if not folder.is_dir() and not folder.is_file():
        what = f"There is no folder {'or picture ' if files else ''}“{folder}”."
        raise PictureError("missing", what, do="Check its name.")
    found, skipped = [], []
    for one in find_pictures([folder.resolve()] if folder.is_symlink() else [folder]):
        if isinstance(one, Found):
            found.append(one)
        else:
            skipped.append(one)
    return found, skipped


def counted(number: int, one: str, several: str = "") -> str:
    """ "1 picture", "2,000 pictures"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
