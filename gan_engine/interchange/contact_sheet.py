"""Contact sheets: many designs on one picture, each with its name below it."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from PIL import Image, ImageDraw, ImageFont

import resources
from gan_engine.errors import EngineError
from gan_engine.picture_modes import Picture
from gan_engine.pictures import MAX_PIXELS, flatten

BACKGROUND = (31, 31, 31)
TEXT = (232, 232, 232)
SMALLEST_CELL = 128
"""Smaller designs are enlarged by a whole factor to at least this many pixels, so that a name fits below."""
_SLIMMEST = 3
"""Times its shorter side that the longer one of a cell may have, with room for names; networks draw 2 at most."""
_FONT = "fonts/Inter-Regular.otf"
_BOLD_FONT = "fonts/Inter-SemiBold.otf"
_NO_SIGN = "\U0010fffe"  # a code that no font has a sign for
_SYSTEM_FONTS = (
    *("DejaVuSans.ttf", "NotoSansCJK-Regular.ttc"),
    *("segoeui.ttf", "msyh.ttc", "msgothic.ttc", "malgun.ttf"),
    *("Arial Unicode.ttf", "Hiragino Sans GB.ttc", "PingFang.ttc", "AppleSDGothicNeo.ttc"),
)
"""Fonts of Linux, Windows and macOS for the scripts that Inter lacks; those that are there are tried in this order."""
Cell = tuple[int, int]
"""Width and height, px, of what a picture is fitted into without cutting."""


def contact_sheet(
    pictures: Sequence[Picture],
    *,
    columns: int | None = None,
    labels: Sequence[str] = (),
    cell: int | None = None,
    background: tuple[int, int, int] = BACKGROUND,
    text: tuple[int, int, int] = TEXT,
) -> Picture:
    """`pictures` (uint8 HxWx3 or HxWx4, of any sizes) in rows of `columns`, as uint8 HxWx3.

    `cell` is the longer side of what each is fitted into without cutting, by default of the largest picture: it has the
    pictures' proportions where all have the same, else it is a square.
    Pictures that are smaller are enlarged by whole factors, pixel by pixel. Raises `EngineError` for none at all,
    a number of labels other than none or one for each, or a sheet beyond the pixel limit.
    """
    if not pictures:
        raise EngineError("A contact sheet needs at least one picture.", do="Choose some designs first.")
    if labels and len(labels) != len(pictures):
        raise EngineError(f"There are {len(labels)} labels for {len(pictures)} pictures.")
    across = min(columns or math.ceil(math.sqrt(len(pictures))), len(pictures))
    box = common_cell(_sizes(pictures))
    shaped = with_longer_side(box, cell) if cell else usual_cell(box)
    grid = CellGrid(across, shaped, labelled=bool(labels), background=background, text=text)
    height = grid.height(math.ceil(len(pictures) / across))
    if grid.width * height > MAX_PIXELS:
        raise EngineError(
            f"A contact sheet of {len(pictures):,} designs would have {grid.width:,} x {height:,} pixels: too many.",
            do="Choose fewer designs.",
        )
    names = list(labels) or [""] * len(pictures)
    bands = [grid.band(pictures[n : n + across], names[n : n + across]) for n in range(0, len(pictures), across)]
    return np.concatenate([grid.top(), *bands])


class CellGrid:
    """Cells in rows of `columns`, drawn a row at a time: a sheet of any length needs little memory.

    Each picture is fitted into its cell without cutting; below it is room for a name where `labelled`.
    """

    def __init__(
        self,
        columns: int,
        cell: Cell,
        *,
        labelled: bool,
        background: tuple[int, int, int] = BACKGROUND,
        text: tuple[int, int, int] = TEXT,
    ) -> None:
        self.columns = columns
        self.cell = cell
        wide, high = cell
        self.gap = max(8, wide // 16)
        self._font = ImageFont.truetype(str(resources.find(_FONT)), max(12, wide // 14))
        self._line = sum(self._font.getmetrics()) + self.gap // 2 if labelled else 0
        self._labelled = labelled
        self._background = background
        self._text = text
        self.width = self.gap + columns * (wide + self.gap)
        self.band_height = high + self._line + self.gap

    def height(self, rows: int) -> int:
        """Of a sheet with so many rows."""
        return self.gap + rows * self.band_height

    def top(self) -> Picture:
        """What is above the first row: uint8 [gap, width, 3]."""
        return np.tile(np.array(self._background, np.uint8), (self.gap, self.width, 1))

    def band(self, pictures: Sequence[Picture | None], labels: Sequence[str]) -> Picture:
        """One row with the gap below it: uint8 [band_height, width, 3]; None in place of a picture: an empty cell."""
        band = Image.new("RGB", (self.width, self.band_height), self._background)
        draw = ImageDraw.Draw(band)
        wide, high = self.cell
        for number, (picture, label) in enumerate(zip(pictures, labels, strict=True)):
            left = self.gap + number * (wide + self.gap)
            if picture is not None:
                image = _fitted(flatten(picture, self._background), self.cell)
                band.paste(image, (left + (wide - image.width) // 2, (high - image.height) // 2))
            if self._labelled:
                suited = _font_for(label, self._font)
                words = _shortened(label, suited, wide)
                position = (left + wide / 2, high + self.gap // 4)
                draw.text(position, words, font=suited, fill=self._text, anchor="ma")
        return np.array(band)


@dataclass(frozen=True)
class Row:
    """Pictures beside each other, with a name and a second line at their left."""

    title: str
    remark: str
    pictures: Sequence[Picture]


def rows_sheet(
    rows: Sequence[Row],
    *,
    headings: Sequence[str] = (),
    background: tuple[int, int, int] = BACKGROUND,
    text: tuple[int, int, int] = TEXT,
    soft: tuple[int, int, int] = TEXT,
) -> Picture:
    """Rows of as many pictures each, what belongs together below each other, as uint8 HxWx3.

    `headings` stand above the columns; remarks and headings are written in `soft`. Raises `EngineError` for no rows,
    rows of different lengths, or a sheet beyond the pixel limit.
    """
    if not rows or not rows[0].pictures or len({len(row.pictures) for row in rows}) > 1:
        raise EngineError("A sheet of rows needs rows of as many pictures each.")
    cell = wide, high = common_cell(usual_cell(common_cell(_sizes(row.pictures))) for row in rows)
    gap, size = max(8, wide // 16), max(16, wide // 9)
    title, small = (ImageFont.truetype(str(resources.find(name)), size) for name in (_BOLD_FONT, _FONT))
    words = [(title.getlength(row.title), small.getlength(row.remark)) for row in rows]
    margin = min(math.ceil(max(max(pair) for pair in words)) + 4 * gap, 3 * wide)
    line = 2 * size if headings else 0
    columns = len(rows[0].pictures)
    width, height = margin + columns * (wide + gap) + gap, 2 * gap + line + len(rows) * (high + gap)
    if width * height > MAX_PIXELS:
        raise EngineError(f"A sheet of {width:,} x {height:,} pixels is too large.", do="Choose fewer designs.")
    sheet = Image.new("RGB", (width, height), background)
    draw = ImageDraw.Draw(sheet)
    for column, heading in enumerate(headings):
        middle = margin + column * (wide + gap) + wide / 2
        draw.text((middle, gap + line / 2), _shortened(heading, small, wide), font=small, fill=soft, anchor="mm")
    for number, row in enumerate(rows):
        top = 2 * gap + line + number * (high + gap)
        middle, room = top + high / 2, margin - 4 * gap
        suited = _font_for(row.title, title)
        draw.text(
            (2 * gap, middle - size / 5), _shortened(row.title, suited, room), font=suited, fill=text, anchor="ls"
        )
        draw.text((2 * gap, middle + size / 5), _shortened(row.remark, small, room), font=small, fill=soft, anchor="la")
        for column, picture in enumerate(row.pictures):
            image = _fitted(flatten(picture, background), cell)
            left = margin + column * (wide + gap)
            sheet.paste(image, (left + (wide - image.width) // 2, top + (high - image.height) // 2))
    return np.array(sheet)


def common_cell(sizes: Iterable[tuple[int, int]]) -> Cell:
    """For pictures of these widths and heights, px: the largest where all have the same proportions, up to `_SLIMMEST`;
    else a square with the longest side. Of none, a pixel."""
    largest, *others = sorted(set(sizes) or {(1, 1)}, reverse=True)
    alike = all(Fraction(*size) == Fraction(*largest) for size in others)
    if alike and max(largest) <= _SLIMMEST * min(largest):
        return largest
    longest = max(max(size) for size in (largest, *others))
    return longest, longest


def usual_cell(cell: Cell) -> Cell:
    """Enlarged by a whole factor, as far as a name needs."""
    factor = math.ceil(SMALLEST_CELL / max(cell))
    return cell[0] * factor, cell[1] * factor


def with_longer_side(cell: Cell, side: int) -> Cell:
    """In the same proportions, its longer side `side` px."""
    longest = max(cell)
    return max(1, round(cell[0] * side / longest)), max(1, round(cell[1] * side / longest))


def _sizes(pictures: Iterable[Picture]) -> list[tuple[int, int]]:
    return [(picture.shape[1], picture.shape[0]) for picture in pictures]


def _fitted(picture: Picture, cell: Cell) -> Image.Image:
    """Enlarged by the largest whole factor that fits, or smoothly reduced."""
    image = Image.fromarray(picture)
    wide, high = cell
    if image.width > wide or image.height > high:
        image.thumbnail(cell, Image.Resampling.LANCZOS)
        return image
    factor = min(wide // image.width, high // image.height)
    return image.resize((image.width * factor, image.height * factor), Image.Resampling.NEAREST)


def _font_for(label: str, font: ImageFont.FreeTypeFont) -> ImageFont.FreeTypeFont:
    """`font` if it has all signs of `label`, else the first of the system's fonts that has, else `font` itself."""
    if _covers(font, label):
        return font
    others = (_system_font(name, font.size) for name in _SYSTEM_FONTS)
    return next((other for other in others if other is not None and _covers(other, label)), font)


@functools.lru_cache(maxsize=64)
def _system_font(name: str, size: float) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(name, size)
    except (OSError, ValueError):
        return None


def _covers(font: ImageFont.FreeTypeFont, label: str) -> bool:
    """Whether no sign of `label` would be drawn as the font's box for what it lacks."""
    box = bytes(font.getmask(_NO_SIGN))
    return all(sign.isspace() or bytes(font.getmask(sign)) != box for sign in set(label))


def _shortened(label: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """`label` on one line no wider than `width` pixels, with an ellipsis where it had to be cut."""
    words = "".join(sign if sign.isprintable() else " " for sign in label[:500])
    if font.getlength(words) <= width:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if font.getlength(words[:middle].rstrip() + "…") <= width:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + "…"
