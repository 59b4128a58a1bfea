"""Figures come off their grounds whole, with clean edges, and nothing is downloaded."""

from __future__ import annotations

import socket
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan_engine.curation.backgrounds.background import remove_background
from gan_engine.curation.backgrounds.methods import BACKGROUND_METHODS
from gan_engine.errors import ConfigurationError
from gan_engine.picture_modes import Picture
from gan_engine.sample_art import draw_character
from tests.engine import picture_support as make

SIZE = 192


def figure(name: str = "robots") -> Picture:
    """A drawn character with straight alpha, found by its white ground at four times the size."""
    large = np.asarray(draw_character(name, SIZE * 4, seed=5))
    cut = remove_background(large, "flood")
    return np.array(Image.fromarray(cut).resize((SIZE, SIZE), Image.Resampling.LANCZOS))


def ground(kind: str) -> Picture:
    down, across = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    noise = np.random.default_rng(0).normal(0, 5, (SIZE, SIZE, 3))
    flat = {
        "white": np.full((SIZE, SIZE, 3), 255.0),
        "mid grey": np.full((SIZE, SIZE, 3), 140.0),
        "noisy green": np.array([150, 200, 160]) + noise,
        "slope": np.stack([200 - 80 * across, 220 - 60 * down, 190 + 40 * across], axis=-1),
        "vignette": np.repeat(245 - 110 * np.hypot(down - 0.5, across - 0.5)[..., None], 3, axis=2),
    }
    return flat[kind].clip(0, 255).astype(np.uint8)


def laid(cut: Picture, on: Picture) -> Picture:
    alpha = cut[..., 3:] / 255
    return (cut[..., :3] * alpha + on * (1 - alpha) + 0.5).astype(np.uint8)


def overlap(found: Picture, wanted: Picture) -> float:
    """Intersection over union of what is more than half solid."""
    one, other = found[..., 3] > 127, wanted[..., 3] > 127
    return float((one & other).sum() / (one | other).sum())


@pytest.mark.parametrize("kind", ["white", "mid grey", "noisy green", "slope", "vignette"])
def test_flood_takes_off_plain_and_shaded_grounds(kind: str) -> None:
    wanted = figure()
    found = remove_background(laid(wanted, ground(kind)), "flood")
    assert found.shape == (SIZE, SIZE, 4)
    assert overlap(found, wanted) > 0.97
    magenta = np.full((SIZE, SIZE, 3), (220, 0, 220), np.uint8)
    difference = np.abs(laid(found, magenta).astype(int) - laid(wanted, magenta).astype(int))
    assert difference.mean() < 3, "on another ground it looks as if it had been drawn there"


def test_flood_does_not_enter_the_figure() -> None:
    picture = np.full((100, 100, 3), 255, np.uint8)
    picture[20:80, 20:80] = (30, 30, 30)
    picture[40:60, 40:60] = 255  # a white eye on a white ground
    found = remove_background(picture, "flood")
    assert (found[45:55, 45:55, 3] == 255).all()
    assert (found[:15, :, 3] == 0).all()


def test_figures_that_touch_the_border_stay() -> None:
    picture = np.full((100, 80, 3), (235, 230, 220), np.uint8)
    picture[30:, 20:60] = (160, 60, 30)
    found = remove_background(picture, "flood")
    assert (found[90:, 25:55, 3] == 255).all()
    assert (found[90:, :15, 3] == 0).all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (9, 1), (2, 2), (3, 40), (5, 5)])
def test_flood_takes_any_shape(shape: tuple[int, int]) -> None:
    picture = make.painting(shape[1], shape[0])
    assert remove_background(picture, "flood").shape == (*shape, 4)


def test_where_there_is_no_figure_the_picture_stays_whole() -> None:
    picture = np.full((50, 60, 3), (10, 200, 30), np.uint8)
    found = remove_background(picture, "flood")
    assert (found[..., 3] == 255).all()
    np.testing.assert_array_equal(found[..., :3], picture)


@pytest.mark.parametrize("method", sorted(BACKGROUND_METHODS))
def test_a_transparent_ground_is_left_as_it_is(method: str) -> None:
    picture = figure()
    np.testing.assert_array_equal(remove_background(picture, method), picture)


def test_an_unknown_method_is_said() -> None:
    with pytest.raises(ConfigurationError) as caught:
        remove_background(make.painting(), "magic")
    assert caught.value.field == "remove_background"


def test_the_network_finds_figures_without_the_internet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("U2NET_HOME", str(tmp_path))
    monkeypatch.setattr(socket.socket, "connect", None)  # whoever would open a connection fails
    wanted = figure("heads")
    found = remove_background(laid(wanted, ground("vignette")), "u2netp")
    assert found.shape == (SIZE, SIZE, 4)
    assert overlap(found, wanted) > 0.9
    assert list(tmp_path.iterdir()) == []
