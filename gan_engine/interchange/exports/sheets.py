"""Contact sheets as files: a PNG of any length, or the pages of a PDF, a row or a page in memory at a time."""

from __future__ import annotations

import contextlib
import itertools
import math
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from PIL import Image, ImageDraw, ImageFont

import resources
from gan_engine import atomic
from gan_engine.errors import EngineError, PictureError
from gan_engine.interchange.contact_sheet import Cell, CellGrid, common_cell, usual_cell, with_longer_side
from gan_engine.interchange.design_files import Design, DesignPath, Exported, refuse_nothing
from gan_engine.interchange.exports.options import SheetOptions
from gan_engine.picture_files import PNG_SIGNATURE
from gan_engine.picture_modes import Picture
from gan_engine.pictures import MAX_SIDE, probe
from gan_engine.reporting import Report, silent

SHEET_SUFFIXES = (".png", ".pdf")
MAX_ACROSS = 2**15
"""The widest sheet, px: what usual programs open."""
_LARGEST_CELL = 1024  # px, where nobody asks for more
_DPI = 200
_PAGES = {"a4": (210, 297), "a3": (297, 420), "letter": (215.9, 279.4)}  # mm, upright
_USUAL_COLUMNS = {"a4": 5, "a3": 7, "letter": 5}
_MARGIN_MM = 10
_FONT = "fonts/Inter-Regular.otf"


def check_sheet(path: Path) -> None:
    """Raise `EngineError` where a sheet cannot be of the kind that `path` names."""
    if path.suffix.lower() not in SHEET_SUFFIXES:
        raise EngineError(f"“{path.name}” is no kind of contact sheet.", do="End its name in .png or .pdf.")


def cell_for(paths: Iterable[Path]) -> Cell:
    """`common_cell` of these pictures; those that cannot be read do not count."""
    sizes = set()
    for path in paths:
        with contextlib.suppress(PictureError):
            facts = probe(path)
            sizes.add((facts.width, facts.height))
    return common_cell(sizes)


def write_sheet_file(
    path: Path,
    designs: Iterable[Design | DesignPath],
    total: int,
    largest: Cell,
    options: SheetOptions,
    report: Report = silent,
) -> Exported:
    """Write `total` designs on one sheet, in order, as the PNG or PDF that `path` names; whole or not at all.

    `largest`: what any of them fits into (`common_cell`). One that cannot be read leaves its cell empty and is named.
    Raises `EngineError` for another ending, no designs, or a sheet that no program would open, and what `report`
    raises.
    """
    check_sheet(path)
    if total < 1:
        raise EngineError("A contact sheet needs at least one picture.", do="Choose some designs first.")
    cells = _Cells(designs, total, options, report)
    pages = path.suffix.lower() == ".pdf"
    with atomic.writing(path, root=path.parent) as file:
        (_write_pdf if pages else _write_png)(file, cells, total, largest, options, path)
        refuse_nothing(range(total - len(cells.skipped)), cells.skipped)
    report(total, total, path.name)
    return Exported((path,), tuple(cells.skipped))


class _Cells:
    """The cells of a sheet in order, read as they are drawn."""

    def __init__(
        self, designs: Iterable[Design | DesignPath], total: int, options: SheetOptions, report: Report
    ) -> None:
        self._designs = enumerate(designs)
        self._total = total
        self._options = options
        self._report = report
        self.skipped: list[str] = []

    def row(self, count: int) -> tuple[list[Picture | None], list[str]]:
        """The next `count` cells, fewer at the end: pictures and names."""
        pictures: list[Picture | None] = []
        labels = []
        for number, one in itertools.islice(self._designs, count):
            self._report(number, self._total, one.name)
            try:
                design = one.read(self._options.cell or _LARGEST_CELL)
            except PictureError as error:
                self.skipped.append(f"{one.name}: {error.why}")
                pictures.append(None)
                labels.append(one.name)
            else:
                pictures.append(design.picture)
                labels.append(label(design, self._options))
        return pictures, labels


def label(design: Design, options: SheetOptions) -> str:
    """What stands below a design: its name, its seed, both, or nothing."""
    seed = f"{design.seed}" if options.seeds and design.seed is not None else ""
    return " · ".join(part for part in (design.facts.name if options.labels else "", seed) if part)


def _labelled(options: SheetOptions) -> bool:
    return options.labels or options.seeds


# ---- PNG ------------------------------------------------------------------------------------------------------------


def _write_png(file: BinaryIO, cells: _Cells, total: int, largest: Cell, options: SheetOptions, path: Path) -> None:
    columns = min(options.columns or math.ceil(math.sqrt(total)), total)
    usual = usual_cell(with_longer_side(largest, min(max(largest), _LARGEST_CELL)))
    cell = with_longer_side(largest, options.cell) if options.cell else usual
    grid = CellGrid(columns, cell, labelled=_labelled(options), background=options.background, text=options.text)
    rows = math.ceil(total / columns)
    height = grid.height(rows)
    if grid.width > MAX_ACROSS or height > MAX_SIDE:
        raise EngineError(
            f"A contact sheet of {total:,} designs would have {grid.width:,} x {height:,} pixels: no program opens it.",
            do="Choose other columns or smaller pictures, or make it a PDF, which has pages.",
        )
    bands = (grid.band(*cells.row(columns)) for _ in range(rows))
    write_png_bands(file, grid.width, height, itertools.chain([grid.top()], bands))


def write_png_bands(file: BinaryIO, width: int, height: int, bands: Iterable[Picture]) -> None:
    """Write an RGB PNG whose rows come as `bands` (uint8 [rows, width, 3], `height` rows in all), packed as they come.

    Rows are filtered as “Up” (PNG specification, 9.2): what they add to the row above.
    """
    file.write(PNG_SIGNATURE)
    _chunk(file, b"IHDR", width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0]))
    packer = zlib.compressobj(6)
    above = np.zeros((1, width, 3), np.uint8)
    for band in bands:
        rows = band - np.concatenate([above, band[:-1]])
        above = band[-1:]
        marked = np.full((len(band), 1 + 3 * width), 2, np.uint8)
        marked[:, 1:] = rows.reshape(len(band), -1)
        if data := packer.compress(marked.tobytes()):
            _chunk(file, b"IDAT", data)
    _chunk(file, b"IDAT", packer.flush())
    _chunk(file, b"IEND", b"")


def _chunk(file: BinaryIO, kind: bytes, body: bytes) -> None:
    check = zlib.crc32(body, zlib.crc32(kind))
    file.write(len(body).to_bytes(4, "big") + kind + body + check.to_bytes(4, "big"))


# ---- PDF ------------------------------------------------------------------------------------------------------------


def _write_pdf(file: BinaryIO, cells: _Cells, total: int, largest: Cell, options: SheetOptions, path: Path) -> None:
    layout = _PageLayout.of(options, total, largest)
    pages = _Pages(layout, lambda: [cells.row(layout.grid.columns) for _ in range(layout.rows)])
    # No dates: the same sheet is the same file.
    pages.save(
        file, "PDF", save_all=True, resolution=float(_DPI), quality=95, subsampling=0, title=path.stem,
        creationDate=None, modDate=None,
    )  # fmt: skip


@dataclass(frozen=True)
class _PageLayout:
    """How the cells lie on the pages of a PDF; all in px."""

    width: int
    height: int
    grid: CellGrid
    rows: int
    pages: int
    options: SheetOptions

    @classmethod
    def of(cls, options: SheetOptions, total: int, largest: Cell) -> _PageLayout:
        """As many rows a page as fit, none of them empty."""
        width, height = (round(mm / 25.4 * _DPI) for mm in _PAGES[options.page])
        margin = round(_MARGIN_MM / 25.4 * _DPI)
        columns = min(options.columns or _USUAL_COLUMNS[options.page], 40)
        room = width - 2 * margin
        stretch = largest[1] / largest[0]
        wide = min(max(24, room * 16 // (17 * columns + 1) - 1), round((height - 3 * margin) / stretch))
        look = {"background": options.background, "text": options.text}
        grid = CellGrid(columns, (wide, round(wide * stretch)), labelled=_labelled(options), **look)
        while (grid.width > room or grid.height(1) > height - 3 * margin) and wide > 8:
            wide -= 1
            grid = CellGrid(columns, (wide, round(wide * stretch)), labelled=_labelled(options), **look)
        rows = max(1, (height - 3 * margin - grid.gap) // grid.band_height)
        return cls(width, height, grid, rows, math.ceil(total / (columns * rows)), options)

    def draw(self, number: int, rows: Sequence[tuple[list[Picture | None], list[str]]]) -> Image.Image:
        """Page `number`, from 0."""
        page = Image.new("RGB", (self.width, self.height), self.options.background)
        left, top = (self.width - self.grid.width) // 2, round(_MARGIN_MM / 25.4 * _DPI)
        for row, (pictures, labels) in enumerate(rows):
            if pictures:
                band = Image.fromarray(self.grid.band(pictures, labels))
                page.paste(band, (left, top + row * self.grid.band_height))
        font = ImageFont.truetype(str(resources.find(_FONT)), round(_DPI * 8 / 72))
        words = f"{number + 1} / {self.pages}" if self.pages > 1 else ""
        place = (self.width / 2, self.height - _MARGIN_MM / 25.4 * _DPI)
        ImageDraw.Draw(page).text(place, words, font=font, fill=self.options.text, anchor="ms")
        return page


class _Pages(Image.Image):
    """A picture of many frames, as Pillow knows them, each drawn when it is turned to: one is in memory at a time."""

    def __init__(
        self, layout: _PageLayout, next_rows: Callable[[], Sequence[tuple[list[Picture | None], list[str]]]]
    ) -> None:
        super().__init__()
        self._layout = layout
        self._next_rows = next_rows
        self._drawn = -1
        self.n_frames = layout.pages
        self.encoderinfo: dict[str, Any] = {}
        self._show(Image.new("RGB", (layout.width, layout.height)))

    def seek(self, frame: int) -> None:
        if frame >= self.n_frames:
            raise EOFError
        if frame > self._drawn:
            self._drawn = frame
            self._show(self._layout.draw(frame, self._next_rows()))

    def tell(self) -> int:
        return max(0, self._drawn)

    def _show(self, page: Image.Image) -> None:
        self.im = page.im
        self._mode = page.mode
        self._size = page.size
