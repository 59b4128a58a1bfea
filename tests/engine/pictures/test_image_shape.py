"""The shape of pictures: how it is written, which there are, and where a network of it begins."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from gan_engine.image_shape import ImageShape, nearest

SHAPES = st.builds(
    lambda columns, rows, power, channels: ImageShape(columns << power, rows << power, channels),
    st.integers(4, 8), st.integers(4, 8), st.integers(0, 7), st.sampled_from([3, 4]),
)  # fmt: skip


@given(SHAPES)
def test_what_is_written_is_read_as_the_same(shape: ImageShape) -> None:
    for form in (str(shape), shape.stored, shape):
        assert ImageShape.parse(form) == shape
    assert TypeAdapter(ImageShape).validate_json(TypeAdapter(ImageShape).dump_json(shape)) == shape


@given(SHAPES)
def test_its_sides_are_the_smallest_grid_doubled(shape: ImageShape) -> None:
    rows, columns = shape.first
    assert (rows << shape.doublings, columns << shape.doublings) == shape.rows_columns
    assert shape.at(shape.resolution) == shape.rows_columns
    assert shape.at(4) == shape.first
    assert len(shape.resolutions) == shape.doublings + 1
    assert shape.is_square or min(rows, columns) >= 4
    assert max(rows, columns) <= 8


@pytest.mark.parametrize(("side", "first"), [(8, 4), (64, 4), (1024, 4), (96, 3), (40, 5)])
def test_a_square_is_written_as_its_side(side: int, first: int) -> None:
    shape = ImageShape.parse(side)
    assert (shape.stored, str(shape), shape.first) == (side, str(side), (first, first))
    assert shape.words == f"{side} px"
    assert (shape.side, shape.rows_columns, shape.tensor) == (side, (side, side), (3, side, side))


def test_width_comes_first() -> None:
    shape = ImageShape.parse(" 64 × 96 ")
    assert (shape.width, shape.height, shape.first) == (64, 96, (6, 4))
    assert (shape.stored, shape.words, shape.pixels) == ("64x96", "64 × 96 px", "64 × 96 pixels")
    assert ImageShape.parse("80x128").first == (8, 5)
    assert ImageShape.parse("64x96 RGBA").words == "64 × 96 px with alpha"
    assert ImageShape.parse("64 RGBA").stored == "64 RGBA"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("64x100", "Near it are 64x96 and 64x112"),
        ("1x64", "Near it are"),
        ("100x300", "4 to 8 times the same power of two"),
        ("0", "1 to 4,096 px"),
        ("5000", "1 to 4,096 px"),
        ("sixty", "such as 64 or 64x96"),
        ("64x", "such as 64 or 64x96"),
        (True, "such as 64 or 64x96"),
        (64.0, "such as 64 or 64x96"),
        (None, "such as 64 or 64x96"),
    ],
)
def test_what_cannot_be_is_said_with_what_can(text: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        ImageShape.parse(text)
    with pytest.raises(ValidationError, match=said):
        TypeAdapter(ImageShape).validate_python(text)
    assert ImageShape.known(text) is None


@given(st.integers(1, 4096), st.integers(1, 4096))
def test_there_is_always_something_near(width: int, height: int) -> None:
    first, second = nearest(width, height)
    assert first != second
    for shape in (first, second):
        assert ImageShape.parse(str(shape)) == shape


def test_the_window_can_have_it_without_torch_and_pydantic() -> None:
    asked = (
        "import sys; import gan_engine.image_shape; print(sorted({'torch', 'pydantic', 'numpy'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=100)
    assert answer.stdout.strip() == "[]"
