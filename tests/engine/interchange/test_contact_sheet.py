"""Contact sheets: every design is whole and in its place, and its name can be read."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageFont

import resources
from gan_engine.errors import EngineError
from gan_engine.interchange.contact_sheet import BACKGROUND, Row, _font_for, contact_sheet, rows_sheet


def _plain(colour: tuple[int, ...], height: int = 64, width: int = 64) -> np.ndarray:
    return np.tile(np.array(colour, np.uint8), (height, width, 1))


RED, GREEN, BLUE = (200, 30, 30), (30, 200, 30), (30, 30, 200)


def _count(sheet: np.ndarray, colour: tuple[int, ...]) -> int:
    return int((sheet == np.array(colour)).all(-1).sum())


def test_every_design_is_there_whole_and_enlarged_by_a_whole_factor() -> None:
    sheet = contact_sheet([_plain(RED), _plain(GREEN), _plain(BLUE)], columns=2)
    for colour in (RED, GREEN, BLUE):
        assert _count(sheet, colour) == 128 * 128
    rows, columns = np.nonzero((sheet == np.array(GREEN)).all(-1))
    red_rows, red_columns = np.nonzero((sheet == np.array(RED)).all(-1))
    blue_rows, blue_columns = np.nonzero((sheet == np.array(BLUE)).all(-1))
    assert rows.min() == red_rows.min()
    assert columns.min() > red_columns.max()
    assert blue_rows.min() > red_rows.max()
    assert blue_columns.min() == red_columns.min()
    assert tuple(sheet[0, 0]) == BACKGROUND


def test_names_are_drawn_below_and_the_designs_stay_whole() -> None:
    pictures = [_plain(RED), _plain(GREEN)]
    bare, named = contact_sheet(pictures), contact_sheet(pictures, labels=["Seed 7", "Ritter Éowyn"])
    assert named.shape[0] > bare.shape[0]
    assert _count(named, RED) == _count(bare, RED)
    below = named[np.nonzero((named == np.array(RED)).all(-1))[0].max() + 1 :]
    half = below.shape[1] // 2
    for side in (below[:, :half], below[:, half:]):
        assert (side.max(-1) > 200).sum() > 20


@pytest.mark.parametrize("label", ["x" * 3000, "two\nlines\x07", "騎士の鎧", "", "\u202eright to left", "🦄" * 200])
def test_no_name_runs_into_its_neighbour(label: str) -> None:
    plain = contact_sheet([_plain(RED)] * 3, columns=3, labels=["", "", ""])
    named = contact_sheet([_plain(RED)] * 3, columns=3, labels=["", label, ""])
    changed = np.nonzero((plain != named).any((0, 2)))[0]
    third = plain.shape[1] // 3
    assert plain.shape == named.shape
    assert bool(len(changed)) == bool(label)
    assert changed.min(initial=third) >= third - 8
    assert changed.max(initial=third) <= 2 * third + 8


def test_pictures_of_different_shapes_are_fitted_without_cutting_or_stretching() -> None:
    sheet = contact_sheet([_plain(RED, 100, 50), _plain(GREEN, 300, 300), _plain((*BLUE, 255), 150, 10)], columns=3)
    assert _count(sheet, RED) == 300 * 150
    assert _count(sheet, GREEN) == 300 * 300
    assert _count(sheet, BLUE) == 300 * 20


@pytest.mark.parametrize(("width", "height"), [(32, 64), (96, 64)])
def test_designs_that_are_no_squares_have_cells_in_their_proportions(width: int, height: int) -> None:
    pictures = [_plain(RED, height, width)] * 4
    for sheet in (contact_sheet(pictures, columns=2), rows_sheet([Row("", "", pictures[:2])] * 2)):
        rows, columns = np.nonzero((sheet == RED).all(2))
        times = -(-128 // max(width, height))
        assert np.ptp(rows) + 1 - 2 * times * height <= 16
        assert np.ptp(columns) + 1 - 2 * times * width <= 16


def test_large_designs_are_reduced_into_the_cell_asked_for() -> None:
    sheet = contact_sheet([_plain(RED, 512, 256)], cell=128)
    assert _count(sheet, RED) == 128 * 64


def test_see_through_parts_show_the_sheet() -> None:
    sheet = contact_sheet([_plain((*RED, 0))], background=(1, 2, 3))
    assert _count(sheet, (1, 2, 3)) == sheet.shape[0] * sheet.shape[1]


def test_what_makes_no_sheet_is_refused_in_words() -> None:
    with pytest.raises(EngineError, match="at least one"):
        contact_sheet([])
    with pytest.raises(EngineError, match="2 labels for 1"):
        contact_sheet([_plain(RED)], labels=["a", "b"])
    with pytest.raises(EngineError, match="too many"):
        contact_sheet([_plain(RED)] * 400, cell=1024)


def test_a_script_that_the_programs_own_font_lacks_is_drawn_in_one_of_the_systems() -> None:
    own = ImageFont.truetype(str(resources.find("fonts/Inter-Regular.otf")), 14)
    try:
        arabic = ImageFont.truetype("DejaVuSans.ttf", 14)
    except OSError:
        pytest.skip("this system has no DejaVu")
    assert _font_for("مرحبا", own).getname() == arabic.getname()
    assert _font_for("Éowyn, Ночь", own) is own
    assert _font_for("a \U0010fffe that nobody has", own) is own


def test_rows_have_their_names_beside_them_and_what_belongs_together_below_each_other() -> None:
    colours = [(200, 20, 60), (20, 60, 200)]
    rows = [Row("name", "remark", [np.full((64, 64, 3), colour, np.uint8)] * 3) for colour in colours]
    sheet = rows_sheet(rows, headings=["a", "b", "c"], background=(255, 255, 255), text=(0, 0, 0), soft=(120, 120, 120))
    upper, lower = ((sheet == colour).all(2) for colour in colours)
    assert upper.sum() == lower.sum() == 3 * 128 * 128
    assert (upper.any(0) == lower.any(0)).all(), "one column below the other"
    assert np.flatnonzero(upper.any(1)).max() < np.flatnonzero(lower.any(1)).min()
    names = sheet[:, : np.flatnonzero(upper.any(0)).min()]
    assert names.min() == 0, "the names stand at the left"
    with pytest.raises(EngineError):
        rows_sheet([Row("a", "", rows[0].pictures), Row("b", "", [])])
    with pytest.raises(EngineError):
        rows_sheet([])
