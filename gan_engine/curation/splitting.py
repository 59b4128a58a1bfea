"""Cutting a sheet into its parts: at fixed lines, or about the figures found on it."""

from __future__ import annotations

import re

from gan_engine.errors import ConfigurationError, PictureError
from gan_engine.picture_modes import Picture

FIGURES = "figures"
_MOST = 64  # rows or columns

Box = tuple[int, int, int, int]
"""Left, top, width, height."""


def parse_split(mode: str) -> tuple[int, int]:
    """Rows and columns of "none", "halves" (left and right) or "grid:RxC". Raises ConfigurationError.

    "figures" is one row and column: how many there are is known only once a picture has been looked at.
    """
    if mode in ("none", FIGURES):
        return 1, 1
    if mode == "halves":
        return 1, 2
    match = re.fullmatch(r"grid:([0-9]{1,2})x([0-9]{1,2})", mode)
    if match:
        rows, columns = int(match[1]), int(match[2])
        if 1 <= rows <= _MOST and 1 <= columns <= _MOST:
            return rows, columns
    raise ConfigurationError(
        f"“{mode}” is not a way to cut pictures.",
        field="split",
        do=f"Use none, halves, grid:RxC with 1 to {_MOST} rows and columns (for example grid:2x4), or figures.",
    )


def split_boxes(width: int, height: int, mode: str) -> list[Box]:
    """The parts of a picture of that size, row by row; halves are cut at width // 2. Not for "figures".

    Raises ConfigurationError for an unknown mode, PictureError for a picture of fewer pixels than parts.
    """
    rows, columns = parse_split(mode)
    if height < rows or width < columns:
        why = f"It has {width} x {height} pixels and cannot be cut into {columns} x {rows} parts."
        raise PictureError("too-small", why)
    across = [width * column // columns for column in range(columns + 1)]
    down = [height * row // rows for row in range(rows + 1)]
    return [
        (across[column], down[row], across[column + 1] - across[column], down[row + 1] - down[row])
        for row in range(rows)
        for column in range(columns)
    ]


def split(picture: Picture, mode: str) -> list[Picture]:
    """The parts (views into `picture`): row by row, "figures" in reading order; the whole where none is found.

    Raises as `split_boxes` does.
    """
    height, width = picture.shape[:2]
    boxes = find_figures(picture) if mode == FIGURES else split_boxes(width, height, mode)
    return [picture[top : top + deep, left : left + wide] for left, top, wide, deep in boxes or [(0, 0, width, height)]]


def find_figures(picture: Picture) -> list[Box]:
    """The figures of a sheet, in reading order: see `gan_engine.curation.figures`."""
    from gan_engine.curation import figures  # OpenCV: fixed lines need none

    return figures.find_figures(picture)
