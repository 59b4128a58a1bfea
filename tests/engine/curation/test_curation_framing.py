"""Framing keeps what an artist would keep: the figure or its middle, clean edges, hard pixels where they are meant."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gan_engine.curation.framing import frame, is_pixel_art, window
from gan_engine.curation.grounds import border_colour
from gan_engine.errors import ConfigurationError
from gan_engine.image_shape import ImageShape
from tests.engine import picture_support as make

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def test_pad_keeps_the_whole_picture_in_the_middle() -> None:
    picture = np.full((50, 100, 3), RED, np.uint8)
    square = frame(picture, ImageShape.square(40), "pad", BLUE)
    assert square.shape == (40, 40, 3)
    assert (square[:10] == BLUE).all()
    assert (square[10:30] == RED).all()
    assert (square[30:] == BLUE).all()


def test_crop_keeps_the_largest_middle_square() -> None:
    picture = np.full((50, 100, 3), RED, np.uint8)
    picture[:, 25:75] = GREEN
    assert (frame(picture, ImageShape.square(32), "crop") == GREEN).all()
    tall = picture.swapaxes(0, 1)
    assert (frame(tall, ImageShape.square(32), "crop") == GREEN).all()


def test_an_unknown_fit_is_an_error() -> None:
    with pytest.raises(ConfigurationError) as caught:
        frame(make.painting(), ImageShape.square(32), "stretch")
    assert caught.value.field == "fit"


def test_transparency_lies_on_the_ground_without_a_fringe() -> None:
    picture = np.zeros((128, 128, 4), np.uint8)
    picture[..., :3] = (0, 255, 0)  # what is hidden is bright green
    picture[32:97, 32:97] = (200, 0, 0, 255)
    square = frame(picture, ImageShape.square(32), "pad", WHITE)
    line = np.stack([square[16], np.asarray(WHITE) - square[16]]).astype(int)
    between = (line[0, :, 0] >= 195) & (abs(line[0, :, 1] - line[0, :, 2]) <= 2)
    assert between.all(), "only mixtures of the red and the white"
    assert (square[0, 0] == WHITE).all()
    assert (square[16, 16] == (200, 0, 0)).all()


def test_reduction_is_smooth() -> None:
    stripes = np.zeros((256, 256, 3), np.uint8)
    stripes[:, ::2] = 255
    square = frame(stripes, ImageShape.square(32), "pad")
    assert abs(square.astype(int) - 127).max() <= 3, "fine stripes become grey, not a moire"
    photo = make.painting(300, 300)
    best = np.asarray(Image.fromarray(photo).resize((64, 64), Image.Resampling.LANCZOS)).astype(int)
    assert np.abs(frame(photo, ImageShape.square(64), "pad") - best).mean() < 0.5


def sprite(width: int = 16, height: int = 16) -> make.Picture:
    palette = np.random.default_rng(3).integers(0, 256, (6, 3), dtype=np.uint8)
    return palette[np.random.default_rng(4).integers(0, 6, (height, width))]


@pytest.mark.parametrize("size", [64, 50, 100])
def test_pixel_art_keeps_hard_edges(size: int) -> None:
    small = sprite()
    assert is_pixel_art(small)
    square = frame(small, ImageShape.square(size), "pad")
    colours = {tuple(colour) for colour in square.reshape(-1, 3)}
    assert colours <= {tuple(colour) for colour in small.reshape(-1, 3)}
    if size == 64:
        np.testing.assert_array_equal(square[::4, ::4], small)
        np.testing.assert_array_equal(square, np.kron(small, np.ones((4, 4, 1), np.uint8)))


def test_pixel_art_that_was_saved_enlarged() -> None:
    small = sprite(24, 16)
    enlarged = np.kron(small, np.ones((10, 10, 1), np.uint8))
    np.testing.assert_array_equal(
        frame(enlarged, ImageShape.square(48), "pad"), frame(small, ImageShape.square(48), "pad")
    )
    np.testing.assert_array_equal(
        frame(enlarged, ImageShape.square(32), "crop"), frame(small, ImageShape.square(32), "crop")
    )
    assert len(np.unique(frame(enlarged, ImageShape.square(48), "pad").reshape(-1, 3), axis=0)) <= 7


def test_pixel_art_with_transparency() -> None:
    small = np.dstack([sprite(), np.full((16, 16), 255, np.uint8)])
    small[:4, :, 3] = 0
    square = frame(small, ImageShape.square(64), "pad", BLUE)
    assert (square[:16] == BLUE).all()
    np.testing.assert_array_equal(square[16::4, ::4], small[4:, :, :3])


def test_paintings_and_photographs_are_no_pixel_art() -> None:
    noise = np.random.default_rng(0).normal(0, 4, (60, 60, 1))
    grey = (np.mgrid[0:60, 0:60][0][..., None] * 3 + 20 + noise).clip(0, 255)
    assert not is_pixel_art(make.painting(60, 60))
    assert not is_pixel_art(np.repeat(grey, 3, axis=2).astype(np.uint8)), "few greys, but smooth"
    smooth = frame(make.painting(20, 20), ImageShape.square(64), "pad")
    assert len(np.unique(smooth.reshape(-1, 3), axis=0)) > 400


def test_the_pictures_own_ground_is_the_colour_of_most_of_its_border() -> None:
    picture = (np.array([40, 90, 140]) + np.random.default_rng(0).integers(-3, 4, (60, 90, 3))).astype(np.uint8)
    picture[20:, 30:60] = RED  # a figure that stands on the lower edge
    assert np.abs(np.array(border_colour(picture)) - [40, 90, 140]).max() <= 2
    square = frame(picture, ImageShape.square(90), "pad", None)
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
    square = frame(picture, ImageShape.square(size), fit, background)
    assert square.shape == (size, size, 3)
    assert square.dtype == np.uint8
    np.testing.assert_array_equal(picture, before)
    plain = np.full((height, width, 3), (7, 80, 200), np.uint8)
    assert (frame(plain, ImageShape.square(size), fit, (7, 80, 200)) == (7, 80, 200)).all()


def with_subject(channels: int = 3) -> make.Picture:
    """A red block 40 wide and 60 high on a pale ground, or on none."""
    picture = np.full((200, 300, channels), 240, np.uint8)
    if channels == 4:
        picture[..., 3] = 0
    picture[80:140, 100:140, :3] = (200, 30, 30)
    if channels == 4:
        picture[80:140, 100:140, 3] = 255
    return picture


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize(("margin", "side"), [(0.0, 60), (0.2, 100)])
def test_the_subject_is_framed_with_its_margin(channels: int, margin: float, side: int) -> None:
    left, top, width, height = window(with_subject(channels), "pad", ImageShape.square(8), to="subject", margin=margin)
    assert (width, height) == (side, side)
    assert (left, top) == (120 - side // 2, 110 - side // 2)
    square = frame(with_subject(channels), ImageShape.square(side), "pad", (240, 240, 240), to="subject", margin=margin)
    drawn = np.argwhere((square == (200, 30, 30)).all(axis=2))
    assert (drawn.max(axis=0) - drawn.min(axis=0) + 1).tolist() == [60, 40]


def test_cropping_to_the_subject_fills_the_square_with_it() -> None:
    square = frame(with_subject(), ImageShape.square(40), "crop", to="subject")
    assert (square == (200, 30, 30)).all()


def test_a_subject_at_the_edge_is_padded_beyond_it() -> None:
    picture = np.full((100, 100, 3), 240, np.uint8)
    picture[:49, :41] = (20, 60, 200)
    square = frame(picture, ImageShape.square(98), "pad", (240, 240, 240), to="subject", margin=0.25)
    assert (square[:24] == 240).all()
    assert (square[25:73, 30:68] == (20, 60, 200)).all()


def test_where_no_subject_stands_out_the_whole_is_framed() -> None:
    assert window(np.full((30, 50, 3), 90, np.uint8), "pad", ImageShape.square(64), to="subject") == (0, 0, 50, 30)


@pytest.mark.parametrize("specks", [1, 3])
def test_where_specks_of_dust_alone_stand_out_the_whole_is_framed(specks: int) -> None:
    picture = np.full((30, 50, 3), 255, np.uint8)
    picture[10, 10 : 10 + specks] = 0
    assert window(picture, "pad", ImageShape.square(64), to="subject") == (0, 0, 50, 30)
    cut_out = np.zeros((30, 50, 4), np.uint8)
    cut_out[10, 10 : 10 + specks] = 255
    assert window(cut_out, "crop", ImageShape.square(64), to="subject") == (10, 0, 30, 30)
    assert window(np.full((30, 50, 3), 90, np.uint8), "crop", ImageShape.square(64), to="subject") == (10, 0, 30, 30)


def test_pixel_art_is_framed_by_whole_blocks() -> None:
    art = np.full((16, 16, 3), 255, np.uint8)
    art[3:10, 5:11] = (200, 0, 0)
    square = frame(art.repeat(4, axis=0).repeat(4, axis=1), ImageShape.square(64), "pad", to="subject", margin=0)
    assert {tuple(colour) for colour in square.reshape(-1, 3).tolist()} <= {(255, 255, 255), (200, 0, 0)}


def test_framing_to_something_unknown_is_said() -> None:
    with pytest.raises(ConfigurationError) as caught:
        window(with_subject(), "pad", ImageShape.square(64), to="middle")
    assert caught.value.field == "frame_to"


UPRIGHT = ImageShape(64, 96)


@pytest.mark.parametrize(("width", "height"), [(200, 300), (201, 300), (97, 145), (640, 961), (64, 96), (13, 19)])
def test_a_picture_of_the_ratio_fills_the_shape_to_the_pixel(width: int, height: int) -> None:
    picture = np.full((height, width, 3), GREEN, np.uint8)
    assert (frame(picture, UPRIGHT, "crop", BLUE) == GREEN).all()
    if width * 3 == height * 2:
        assert (frame(picture, UPRIGHT, "pad", BLUE) == GREEN).all()


def test_another_ratio_is_cropped_to_its_middle_or_padded_on_two_sides() -> None:
    picture = np.full((300, 400, 3), GREEN, np.uint8)
    picture[:, :100] = BLUE
    assert window(picture, "crop", UPRIGHT) == (100, 0, 200, 300)
    assert (frame(picture, UPRIGHT, "crop") == GREEN).all()
    padded = frame(picture[:, 100:], UPRIGHT, "pad", WHITE)
    assert padded.shape == (96, 64, 3)
    assert (padded[:16] == 255).all()
    assert (padded[80:] == 255).all()
    assert (padded[16:80] == GREEN).all()


@pytest.mark.parametrize("channels", [3, 4])
def test_a_subject_lies_in_the_middle_of_the_shape_with_its_margin(channels: int) -> None:
    left, top, width, height = window(with_subject(channels), "pad", ImageShape(32, 48), to="subject", margin=0.1)
    assert (width, height) == (50, 75), "40 x 60 with a tenth on each side"
    assert (left + width / 2, top + height / 2) == pytest.approx((120, 110), abs=0.5)
    assert window(with_subject(channels), "crop", ImageShape(32, 64), to="subject")[2:] == (30, 60)
