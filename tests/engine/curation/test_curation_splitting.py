"""Cutting sheets: every pixel lands in exactly one part."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_engine.curation.reading_order import reading_order
from gan_engine.curation.splitting import split
from gan_engine.errors import ConfigurationError, PictureError
from tests.engine import picture_support as make


def test_none_and_halves() -> None:
    picture = make.painting(31, 20)
    (whole,) = split(picture, "none")
    np.testing.assert_array_equal(whole, picture)
    left, right = split(picture, "halves")
    np.testing.assert_array_equal(left, picture[:, :15])
    np.testing.assert_array_equal(right, picture[:, 15:])


@given(width=st.integers(1, 60), height=st.integers(1, 60), rows=st.integers(1, 12), columns=st.integers(1, 12))
def test_a_grid_covers_the_picture_row_by_row(width: int, height: int, rows: int, columns: int) -> None:
    picture = make.painting(width, height, 4)
    if rows > height or columns > width:
        with pytest.raises(PictureError) as caught:
            split(picture, f"grid:{rows}x{columns}")
        assert caught.value.kind == "too-small"
        return
    parts = split(picture, f"grid:{rows}x{columns}")
    assert len(parts) == rows * columns
    lines = [np.concatenate(parts[row * columns : (row + 1) * columns], axis=1) for row in range(rows)]
    np.testing.assert_array_equal(np.concatenate(lines), picture)
    heights, widths = {part.shape[0] for part in parts}, {part.shape[1] for part in parts}
    assert max(heights) - min(heights) <= 1
    assert max(widths) - min(widths) <= 1


@pytest.mark.parametrize("mode", ["", "thirds", "grid", "grid:0x2", "grid:2", "grid:-1x2", "grid:65x1", "grid:1x1000"])
def test_unknown_modes_are_said(mode: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        split(make.painting(), mode)
    assert caught.value.field == "split"


def test_rows_from_the_top_and_in_them_from_the_left() -> None:
    boxes = [(0, 4, 20, 30), (30, 0, 20, 36), (60, 6, 20, 20), (2, 50, 20, 20), (40, 44, 20, 30)]
    for drawn in itertools.permutations(boxes):
        assert [drawn[place] for place in reading_order(drawn)] == boxes
    assert reading_order([]) == []
