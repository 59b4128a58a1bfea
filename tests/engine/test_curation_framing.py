"""Framing keeps what an artist would keep: the figure or its middle, clean edges, hard pixels where they are meant."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gan_engine.curation.framing import border_colour, frame, is_pixel_art
from gan_engine.errors import ConfigurationError
from tests.engine import picture_support as make

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def test_pad_keeps_the_whole_picture_in_the_middle() -> None:
    picture = np.full((50, 100, 3), RED, np.uint8)
    square = frame(picture, 40, "pad", BLUE)
    assert square.shape == (40, 40, 3)
    assert (square[:10] == BLUE).all()
    assert (square[10:30] == RED).all()
    assert (square[30:] == BLUE).all()


def test_crop_keeps_the_largest_middle_square() -> None:
    picture = np.full((50, 100, 3), RED, np.uint8)
    picture[:, 25:75] = GREEN
    assert (frame(picture, 32, "crop") == GREEN).all()
    tall = picture.swapaxes(0, 1)
    assert (frame(tall, 32, "crop") == GREEN).all()


def test_an_unknown_fit_is_an_error() -> None:
    with pytest.raises(ConfigurationError) as caught:
        frame(make.painting(), 32, "stretch")
    assert caught.value.field == "fit"


def test_transparency_lies_on_the_ground_without_a_fringe() -> None:
    picture = np.zeros((128, 128, 4), np.uint8)
    picture[..., :3] = (0, 255, 0)  # what is hidden is bright green
    picture[32:97, 32:97] = (200, 0, 0, 255)
    square = frame(picture, 32, "pad", WHITE)
    line = np.stack([square[16], np.asarray(WHITE) - square[16]]).astype(int)
    between = (line[0, :, 0] >= 195) & (abs(line[0, :, 1] - line[0, :, 2]) <= 2)
    assert between.all(), "only mixtures of the red and the white"
    assert (square[0, 0] == WHITE).all()
    assert (square[16, 16] == (200, 0, 0)).all()


def test_reduction_is_smooth() -> None:
    stripes = np.zeros((256, 256, 3), np.uint8)
    stripes[:, ::2] = 255
    square = frame(stripes, 32, "pad")
    assert abs(square.astype(int) - 127).max() <= 3, "fine stripes become grey, not a moire"
    photo = make.painting(300, 300)
    best = np.asarray(Image.fromarray(photo).resize((64, 64), Image.Resampling.LANCZOS)).astype(int)
    assert np.abs(frame(photo, 64, "pad") - best).mean() < 0.5


def sprite(width: int = 16, height: int = 16) -> make.Picture:
    palette = np.random.default_rng(3).integers(0, 256, (6, 3), dtype=np.uint8)
    return palette[np.random.default_rng(4).integers(0, 6, (height, width))]


@pytest.mark.parametrize("size", [64, 50, 100])
def test_pixel_art_keeps_hard_edges(size: int) -> None:
    small = sprite()
    assert is_pixel_art(small)
    square = frame(small, size, "pad")
    colours = {tuple(colour) for colour in square.reshape(-1, 3)}
    assert colours <= {tuple(colour) for colour in small.reshape(-1, 3)}
    if size == 64:
        np.testing.assert_array_equal(square[::4, ::4], small)
        np.testing.assert_array_equal(square, np.kron(small, np.ones((4, 4, 1), np.uint8)))


def test_pixel_art_that_was_saved_enlarged() -> None:
    small = sprite(24, 16)
    enlarged = np.kron(small, np.ones((10, 10, 1), np.uint8))
    np.testing.assert_array_equal(frame(enlarged, 48, "pad"), frame(small, 48, "pad"))
    np.testing.assert_array_equal(frame(enlarged, 32, "crop"), frame(small, 32, "crop"))
    assert len(np.unique(frame(enlarged, 48, "pad").reshape(-1, 3), axis=0)) <= 7


def test_pixel_art_with_transparency() -> None:
    small = np.dstack([sprite(), np.full((16, 16), 255, np.uint8)])
    small[:4, :, 3] = 0
    square = frame(small, 64, "pad", BLUE)
    assert (square[:16] == BLUE).all()
    np.testing.assert_array_equal(square[16::4, ::4], small[4:, :, :3])


def test_paintings_and_photographs_are_no_pixel_art() -> None:
    noise = np.random.default_rng(0).normal(0, 4, (60, 60, 1))
    grey = (np.mgrid[0:60, 0:60][0][..., None] * 3 + 20 + noise).clip(0, 255)
    assert not is_pixel_art(make.painting(60, 60))
    assert not is_pixel_art(np.repeat(grey, 3, axis=2).astype(np.uint8)), "few greys, but smooth"
    smooth = frame(make.painting(20, 20), 64, "pad")
    assert len(np.unique(smooth.reshape(-1, 3), axis=0)) > 400


def test_the_pictures_own_ground_is_the_colour_of_most_of_its_border() -> None:
    picture = (np.array([40, 90, 140]) + np.random.default_rng(0).integers(-3, 4, (60, 90, 3))).astype(np.uint8)
    picture[20:, 30:60] = RED  # a figure that stands on the lower edge
    assert np.abs(np.array(border_colour(picture)) - [40, 90, 140]).max() <= 2
    square = frame(picture, 90, "pad", None)
    assert np.abs(square[0].astype(int) - [40, 90, 140]).max() <= 2
    clear = np.dstack([picture, np.zeros((60, 90), np.uint8)])
    assert border_colour(clear) == WHITE


@settings(max_examples=60, deadline=None)
@given(
    width=st.integers(1, 70),
    height=st.integers(1, 70),
    channels=st.sampled_from([3, 4]),
    size=st.integers(1, 48),
    fit=st.sampled_from(["crop", "pad"]),
    background=st.sampled_from([None, WHITE, (1, 2, 3)]),
)
def test_any_shape_becomes_a_square(
    width: int, height: int, channels: int, size: int, fit: str, background: tuple[int, int, int] | None
) -> None:
    picture = make.painting(width, height, channels)
    before = picture.copy()
    square = frame(picture, size, fit, background)
    assert square.shape == (size, size, 3)
    assert square.dtype == np.uint8
    np.testing.assert_array_equal(picture, before)
    plain = np.full((height, width, 3), (7, 80, 200), np.uint8)
    assert (frame(plain, size, fit, (7, 80, 200)) == (7, 80, 200)).all()
