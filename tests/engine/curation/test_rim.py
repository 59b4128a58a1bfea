"""The border of a picture, and how much of it is see-through: one rule for all who ask."""

from __future__ import annotations

import numpy as np
import pytest

from gan_engine.curation.backgrounds.foreground_mask import SEE_THROUGH
from gan_engine.curation.grounds import border_colour
from gan_engine.curation.rim import SOLID, is_cut_out, rim, see_through_share


def test_the_rim_is_both_rows_and_both_columns() -> None:
    plane = np.arange(12).reshape(3, 4)
    assert rim(plane).tolist() == [0, 1, 2, 3, 8, 9, 10, 11, 0, 4, 8, 3, 7, 11]
    assert rim(np.zeros((3, 4, 2))).shape == (14, 2)


@pytest.mark.parametrize(("alpha", "share", "cut", "faint"), [
    (0, 1.0, True, True), (SEE_THROUGH, 1.0, True, True), (SEE_THROUGH + 1, 1.0, True, False),
    (SOLID, 1.0, True, False), (SOLID + 1, 0.0, False, False), (255, 0.0, False, False),
])  # fmt: skip
def test_what_is_see_through(alpha: int, share: float, cut: bool, faint: bool) -> None:
    picture = np.full((20, 30, 4), 200, np.uint8)
    picture[..., 3] = alpha
    assert (see_through_share(picture), is_cut_out(picture), is_cut_out(picture, SEE_THROUGH)) == (share, cut, faint)


def test_a_tenth_of_the_border_is_not_yet_a_ground_taken_off() -> None:
    picture = np.full((25, 25, 4), 255, np.uint8)  # a border of 100 pixels, its corners counted twice
    picture[0, 1:11, 3] = 0
    assert not is_cut_out(picture)
    picture[0, 11, 3] = 0
    assert is_cut_out(picture)
    assert not is_cut_out(picture[..., :3])


def test_half_of_the_border_decides_on_its_colour() -> None:
    picture = np.full((25, 25, 4), 90, np.uint8)
    picture[8:22, 8:22] = 200
    picture[..., 3] = 255
    picture[0, :, 3] = picture[:, 0, 3] = 0  # 52 of 100, with the corners
    assert border_colour(picture) == (255, 255, 255)
    picture[0, 5:10, 3] = 255
    assert border_colour(picture) == (90, 90, 90)
