"""Cutting a sheet of several figures into its parts."""

from __future__ import annotations

import re

from gan_engine.errors import ConfigurationError, PictureError
from gan_engine.picture_modes import Picture

SPLIT_MODES = ("none", "halves", "grid:RxC")
_MOST = 64  # rows or columns


def parse_split(mode: str) -> tuple[int, int]:
    """Rows and columns of "none", "halves" (left and right) or "grid:RxC". Raises ConfigurationError."""
    if mode == "none":
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
        do=f"Use none, halves, or grid:RxC with 1 to {_MOST} rows and columns (for example grid:2x4).",
    )


def split(picture: Picture, mode: str) -> list[Picture]:
    """The parts, row by row (views into `picture`). Halves are cut at width // 2.

    Raises ConfigurationError for an unknown mode, PictureError for a picture of fewer pixels than parts.
    """
    rows, columns = parse_split(mode)
    height, width = picture.shape[:2]
    if height < rows or width < columns:
        why = f"It has {width} x {height} pixels and cannot be cut into {columns} x {rows} parts."
        raise PictureError("too-small", why)
    across = [width * column // columns for column in range(columns + 1)]
    down = [height * row // rows for row in range(rows + 1)]
    return [
        picture[down[row] : down[row + 1], across[column] : across[column + 1]]
        for row in range(rows)
        for column in range(columns)
    ]
