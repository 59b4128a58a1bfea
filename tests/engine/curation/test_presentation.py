"""How pictures are shown to what compares them: their content alone, on a ground that it stands out from."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw

from gan_engine.curation.framing import frame
from gan_engine.curation.grounds import border_colour, contrasting_ground, shown_share
from gan_engine.curation.presentation import present
from gan_engine.image_shape import ImageShape
from tests.engine.picture_support import painting

Picture = npt.NDArray[np.uint8]


def cut_out(box: tuple[int, int, int, int], colour: tuple[int, int, int], side: int = 120) -> Picture:
    picture = Image.new("RGBA", (side, side), (0, 200, 0, 0))
    ImageDraw.Draw(picture).ellipse(box, fill=(*colour, 255))
    return np.array(picture)


def test_a_cut_out_is_its_figure_with_a_little_about_it() -> None:
    shown = present(cut_out((20, 40, 99, 69), (200, 30, 30)))
    assert shown.is_cut_out
    assert not shown.is_faint
    assert shown.pixels.shape[:2] == pytest.approx((30 + 10, 80 + 10), abs=2)


def test_where_a_figure_leaves_the_picture_nothing_is_put_beyond_its_edge() -> None:
    shown = present(cut_out((-40, 40, 39, 69), (200, 30, 30)))
    assert (shown.pixels[shown.pixels.shape[0] // 2, 0] == (200, 30, 30, 255)).all()


def test_a_figure_on_plain_ground_is_shown_as_a_cut_out_is() -> None:
    picture = np.full((100, 200, 3), (20, 90, 160), np.uint8)
    cv2.ellipse(picture, (70, 45), (20, 15), 0, 0, 360, (250, 220, 30), -1)
    assert present(picture).pixels.shape[:2] == pytest.approx((35, 45), abs=2)


@pytest.mark.parametrize("ground", [0, 255])
def test_bars_about_a_painting_are_no_part_of_it(ground: int) -> None:
    wide = painting(160, 80, seed=2)
    padded = np.full((160, 160, 3), ground, np.uint8)
    padded[40:120] = wide
    assert np.array_equal(present(padded).pixels, wide)
    with_alpha = np.zeros((160, 200, 4), np.uint8)
    with_alpha[40:120, 20:180] = np.dstack([wide, np.full((80, 160), 255, np.uint8)])
    assert np.array_equal(present(with_alpha).pixels, wide)


def test_a_painting_is_shown_whole() -> None:
    wide = painting(160, 80, seed=2)
    assert np.array_equal(present(wide).pixels, wide)
    opaque = np.dstack([wide, np.full((80, 160), 255, np.uint8)])
    assert np.array_equal(present(opaque).pixels, wide)


@pytest.mark.parametrize("width", [0, 3])
def test_next_to_nothing_is_said_to_be_that(width: int) -> None:
    picture = np.zeros((90, 90, 4), np.uint8)
    picture[40 : 40 + width, 40 : 40 + width] = (255, 120, 0, 255)
    assert present(picture).is_faint
    assert present(np.full((90, 90, 3), 128, np.uint8)).is_faint


def test_a_drawing_is_laid_on_a_ground_that_it_stands_out_from() -> None:
    white, black, red = (cut_out((20, 20, 99, 99), colour) for colour in ((250, 250, 250), (0, 0, 0), (200, 30, 30)))
    assert contrasting_ground(black) == contrasting_ground(red) == (255, 255, 255)
    assert max(contrasting_ground(white)) < 128
    assert contrasting_ground(black, (0, 0, 0)) == (255, 255, 255)
    assert contrasting_ground(red, (0, 0, 0)) == (0, 0, 0)
    flat = present(white).without_alpha()
    assert flat.std() > 40
    assert shown_share(white, (255, 255, 255)) == 0
    assert shown_share(painting(20, 20), (255, 255, 255)) is None


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (30, 60, 200)])
def test_a_letter_that_fills_its_picture_is_still_there_on_its_own_ground(colour: tuple[int, int, int]) -> None:
    letter = np.zeros((110, 80, 4), np.uint8)
    letter[:] = (*colour, 255)
    letter[25:45, 30:, 3] = letter[65:85, 30:, 3] = 0
    baked = frame(letter, ImageShape.square(64), "pad", None)
    assert baked.astype(int).max(axis=(0, 1)).max() - baked.astype(int).min(axis=(0, 1)).min() > 100
    assert border_colour(letter) != colour


def test_what_lies_under_transparency_is_not_seen() -> None:
    one = cut_out((20, 20, 99, 99), (200, 30, 30))
    other = one.copy()
    other[..., :3][other[..., 3] == 0] = 255
    assert np.array_equal(present(one).without_alpha(), present(other).without_alpha())
