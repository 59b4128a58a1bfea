"""Sheets whose parts touch: a regular grid is cut as one, rows of one height as rows; what is none is left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from gan_engine.curation.figures import find_figures
from gan_engine.curation.sheets import looks_like_sheet
from tests.engine.picture_support import Picture

Box = tuple[int, int, int, int]


def tile(lots: np.random.Generator, side: int) -> Picture:
    """A ground of its own, with grain and a thing on it that reaches the rim."""
    made = np.empty((side, side, 3), np.uint8)
    made[:] = lots.integers(40, 216, 3)
    colour = tuple(int(value) for value in lots.integers(0, 256, 3))
    cv2.circle(made, (int(lots.integers(side)), int(lots.integers(side))), side // 3, colour, -1)
    return (made + lots.normal(0, 6, made.shape)).clip(0, 255).astype(np.uint8)


def sprite(lots: np.random.Generator, width: int, height: int) -> Picture:
    """A cut-out that reaches all four sides of its box, drawn in several colours."""
    made = np.zeros((height, width, 4), np.uint8)
    colours = [(*(int(value) for value in lots.integers(30, 226, 3)), 255) for _ in range(3)]
    cv2.ellipse(made, (width // 2, height // 2), (width // 2, height // 2), 0.0, 0.0, 360.0, colours[0], -1)
    cv2.line(made, (0, height - 1), (width - 1, 0), colours[1], 2)
    cv2.circle(made, (width // 2, height // 2), min(width, height) // 5, colours[2], -1)
    return made


@pytest.mark.parametrize(("side", "columns", "rows"), [(16, 12, 8), (32, 6, 4), (45, 5, 3)])
def test_touching_tiles_are_cut_at_their_grid(side: int, columns: int, rows: int) -> None:
    lots = np.random.default_rng(1)
    sheet = np.vstack([np.hstack([tile(lots, side) for _ in range(columns)]) for _ in range(rows)])
    cells = [(at % columns * side, at // columns * side, side, side) for at in range(columns * rows)]
    assert find_figures(sheet) == cells
    assert looks_like_sheet(cells, columns * side, rows * side)


def test_a_line_that_halves_rows_of_narrow_figures_is_no_grid() -> None:
    """Rows a pixel apart; columns that the outermost, narrower than their cells, hide but for the middle one."""
    lots = np.random.default_rng(3)
    sheet: Picture = np.full((150, 440, 3), (150, 130, 50), np.uint8)
    boxes = []
    for at in range(30):
        width = 36 if at % 10 in (0, 9) else int(lots.integers(38, 41))
        left, top = 12 + at % 10 * 42 + (40 - width) // 2, 10 + at // 10 * 43
        figure = sprite(lots, width, 42)
        sheet[top : top + 42, left : left + width][figure[..., 3] > 0] = figure[figure[..., 3] > 0][:, :3]
        boxes.append((left, top, width, 42))
    found = find_figures(sheet)
    assert len(found) == 30
    assert np.abs(np.array(found) - boxes).max() <= 1


def test_touching_sprites_on_transparency_are_cut_at_their_grid() -> None:
    lots = np.random.default_rng(2)
    sheet = np.vstack([np.hstack([sprite(lots, 40, 40) for _ in range(8)]) for _ in range(5)])
    assert find_figures(sheet) == [(at % 8 * 40, at // 8 * 40, 40, 40) for at in range(40)]


def test_parts_of_a_grid_that_lie_apart_are_what_is_drawn_of_them() -> None:
    """Wide ones as well, which fill their cells from side to side."""
    lots = np.random.default_rng(6)
    sheet, wanted = np.zeros((5 * 42 - 2, 8 * 42 - 2, 4), np.uint8), []
    for at in range(40):
        left, top, deep = at % 8 * 42, at // 8 * 42, int(lots.integers(22, 41))
        sheet[top + 40 - deep : top + 40, left : left + 40] = sprite(lots, 40, deep)
        wanted.append((left, top + 40 - deep, 40, deep))
    assert find_figures(sheet) == wanted


def apart(
    parts: list[Picture], columns: int, gap: int, margin: int, colour: tuple[int, ...]
) -> tuple[Picture, list[Box]]:
    """Square parts of one side on a colour, with a margin about them all; and where their cells lie."""
    side, rows = parts[0].shape[0], len(parts) // columns
    size = [2 * margin + count * (side + gap) - gap for count in (rows, columns)]
    sheet, cells = np.empty((*size, parts[0].shape[2]), np.uint8), []
    sheet[:] = colour
    for at, part in enumerate(parts):
        left, top = (margin + place * (side + gap) for place in (at % columns, at // columns))
        sheet[top : top + side, left : left + side] = part
        cells.append((left, top, side, side))
    return sheet, cells


@pytest.mark.parametrize(("gap", "margin"), [(1, 0), (2, 0), (2, 2), (6, 3), (5, 11)])
@pytest.mark.parametrize("ground", ["transparent", "white", "blue"])
def test_opaque_tiles_that_lie_apart_are_whole(gap: int, margin: int, ground: str) -> None:
    """The ground is what shows between them, also where tiles reach the sheet's edge and have that colour in them."""
    lots = np.random.default_rng(7)
    tiles = [tile(lots, 30) for _ in range(35)]
    colour: tuple[int, ...] = (40, 60, 190) if ground == "blue" else (255, 255, 255)
    for one in tiles:
        one[5:12, 5:20] = colour
    if ground == "transparent":
        tiles = [np.dstack([one, np.full((30, 30), 255, np.uint8)]) for one in tiles]
        colour = (0, 0, 0, 0)
    sheet, cells = apart(tiles, 7, gap, margin, colour)
    assert find_figures(sheet) == cells
    assert looks_like_sheet(cells, sheet.shape[1], sheet.shape[0])


def test_figures_that_fill_no_cell_are_found_though_their_grid_has_wide_gaps_and_margins() -> None:
    """Two are not taken for one, though cells twice as wide would fit the sheet as well."""
    lots = np.random.default_rng(8)
    parts, insides = [], []
    for _ in range(24):
        wide, deep = (int(value) for value in lots.integers(16, 30, 2))
        part = np.full((34, 34, 3), (90, 140, 90), np.uint8)
        figure = sprite(lots, wide, deep)
        where = np.s_[34 - deep :, 17 - wide // 2 : 17 - wide // 2 + wide]
        part[where] = np.where(figure[..., 3:] > 0, figure[..., :3], part[where])
        parts.append(part)
        insides.append((17 - wide // 2, 34 - deep, wide, deep))
    sheet, cells = apart(parts, 6, 6, 5, (90, 140, 90))
    wanted = [(cell[0] + x, cell[1] + y, *size) for cell, (x, y, *size) in zip(cells, insides, strict=True)]
    assert find_figures(sheet) == wanted


def test_black_shapes_that_touch_are_told_apart_by_their_outlines() -> None:
    """All of one colour: what differs is where they are transparent."""
    lots = np.random.default_rng(9)
    parts = []
    for _ in range(40):
        part = np.zeros((48, 48, 4), np.uint8)
        cv2.ellipse(part, (24, 24), (24, 24), 0.0, 0.0, 360.0, (0, 0, 0, 255), -1)
        for _ in range(3):
            middle = (int(lots.integers(10, 38)), int(lots.integers(10, 38)))
            cv2.circle(part, middle, int(lots.integers(4, 11)), (0, 0, 0, 0), -1)
        parts.append(part)
    sheet, cells = apart(parts, 8, 0, 0, (0, 0, 0, 0))
    assert find_figures(sheet) == cells


def test_square_cells_of_one_ground_are_cut_as_they_were_laid_out() -> None:
    """Nothing shows where one ends, but what is drawn keeps to cells that fill the sheet."""
    lots = np.random.default_rng(10)
    parts = []
    for _ in range(30):
        part = np.full((40, 40, 3), 255, np.uint8)
        wide, deep = (int(value) for value in lots.integers(8, 34, 2))
        part[40 - deep - 3 : 37, 4 : 4 + wide] = lots.integers(0, 200, 3)
        parts.append(part)
    sheet, cells = apart(parts, 6, 0, 0, (255, 255, 255))
    assert find_figures(sheet) == cells


def test_cut_outs_up_to_the_edges_of_their_sheet_are_a_sheet() -> None:
    lots = np.random.default_rng(11)
    sheet = np.zeros((3 * 34 - 2, 3 * 34 - 2, 4), np.uint8)
    for at in range(9):
        deep = int(lots.integers(20, 33))
        top = at // 3 * 34 + 32 - deep
        sheet[top : top + deep, at % 3 * 34 : at % 3 * 34 + 32] = sprite(lots, 32, deep)
    assert looks_like_sheet(find_figures(sheet), *sheet.shape[1::-1])


def test_a_strip_of_tiles_is_a_sheet() -> None:
    lots = np.random.default_rng(3)
    strip = np.hstack([tile(lots, 40) for _ in range(9)])
    assert find_figures(strip) == [(at * 40, 0, 40, 40) for at in range(9)]


def test_what_stands_apart_in_a_cell_is_one_figure() -> None:
    """A weapon far from its bearer, a shadow beside the body: the grid says whose they are."""
    lots = np.random.default_rng(4)
    sheet = np.zeros((4 * 64, 6 * 64, 4), np.uint8)
    wanted = []
    for at in range(24):
        left, top = at % 6 * 64, at // 6 * 64
        wide = int(lots.integers(16, 24))
        sheet[top + 24 : top + 56, left + 20 : left + 20 + wide] = sprite(lots, wide, 32)
        sheet[top + 4 : top + 10, left + 44 : left + 56] = (200, 200, 210, 255)
        wanted.append((left + 20, top + 4, 36, 52))
    assert find_figures(sheet) == wanted


def test_rows_of_one_height_without_gaps_are_cut_row_by_row() -> None:
    lots = np.random.default_rng(5)
    rows, boxes = [], []
    for row in range(7):
        line, left = np.zeros((32, 460, 4), np.uint8), 0
        while left < 420:
            wide = int(lots.integers(22, 33))
            line[:, left : left + wide] = sprite(lots, wide, 32)
            boxes.append((left, 32 * row, wide, 32))
            left += wide + int(lots.integers(1, 3))
        rows.append(line)
    assert find_figures(np.vstack(rows)) == boxes


@pytest.mark.parametrize("quality", [30, 75, 92])
@pytest.mark.parametrize("enlarged", [1, 2])
def test_the_blocks_of_a_jpeg_are_no_grid(quality: int, enlarged: int) -> None:
    lots = np.random.default_rng(quality)
    painted = np.full((320, 480, 3), 120.0)
    for wide in (1, 2, 5, 11, 30):
        strokes = cv2.GaussianBlur(lots.normal(0, 1, painted.shape), (0, 0), wide)
        painted += strokes / strokes.std() * (10 + wide)
    _, packed = cv2.imencode(".jpg", painted.clip(0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality])
    picture = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    picture = cv2.resize(picture, None, fx=enlarged, fy=enlarged, interpolation=cv2.INTER_CUBIC)
    assert not looks_like_sheet(find_figures(picture.astype(np.uint8)), *picture.shape[1::-1])


def test_a_pattern_that_is_drawn_on_an_icon_is_no_grid() -> None:
    lots = np.random.default_rng(1)
    icon = np.zeros((128, 128, 4), np.uint8)
    icon[16:112, 16:112] = (76, 175, 80, 255)
    for down in range(16, 112, 16):
        for across in range(16, 112, 16):
            icon[down : down + 8, across : across + 8, :3] = lots.integers(0, 255, 3)
    assert not looks_like_sheet(find_figures(icon), 128, 128)


def test_wide_pictures_that_touch_side_by_side_are_a_grid() -> None:
    """Each fills its cell from left to right and leaves ground above."""
    lots = np.random.default_rng(3)
    sheet = np.zeros((4 * 36, 6 * 36, 4), np.uint8)
    for at in range(24):
        left, bottom = at % 6 * 36, (at // 6 + 1) * 36
        sheet[bottom - 22 : bottom, left : left + 36, :3] = tile(lots, 36)[:22]
        sheet[bottom - 22 : bottom, left : left + 36, 3] = 255
    assert len(find_figures(sheet)) == 24


def test_a_few_small_parts_are_one_icon() -> None:
    beans, halo = np.zeros((128, 128, 4), np.uint8), np.zeros((32, 32, 4), np.uint8)
    for at, turn in (((34, 40), 50.0), ((96, 36), 110.0), ((70, 98), 160.0)):
        cv2.ellipse(beans, at, (28, 18), turn, 0.0, 360.0, (190, 90, 70, 255), -1)
    for at in ((7, 17), (16, 15), (25, 16)):
        cv2.ellipse(halo, at, (3, 3), 0.0, 0.0, 360.0, (250, 240, 120, 255), -1)
    for icon in (beans, halo):
        figures = find_figures(icon)
        assert len(figures) == 3
        assert not looks_like_sheet(figures, *icon.shape[1::-1])


@pytest.mark.parametrize("seed", range(4))
def test_one_picture_is_no_grid(seed: int) -> None:
    lots = np.random.default_rng(seed)
    coarse = lots.integers(0, 256, (6, 8, 3)).astype(np.uint8)
    painted = cv2.resize(coarse, (320, 240), interpolation=cv2.INTER_CUBIC)
    painted = (painted + lots.normal(0, 5, painted.shape)).clip(0, 255).astype(np.uint8)
    assert len(find_figures(painted)) < 6
    bricks = np.full((240, 320, 3), (150, 90, 70), np.uint8)
    bricks[::16] = bricks[:, ::32] = (90, 80, 75)
    assert not looks_like_sheet(find_figures(bricks), 320, 240)
