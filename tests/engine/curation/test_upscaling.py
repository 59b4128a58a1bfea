"""Sets enlarged by a network of one's own: kept by its checksum, seen in the preview, baked, and asked for again."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from gan_engine import upscalers
from gan_engine.curation.framing import frame
from gan_engine.curation.upscaling import upscaled
from gan_engine.dataset.bake import bake
from gan_engine.dataset.difference import difference
from gan_engine.dataset.options import bake_options
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.rebake import rebake
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import ConfigurationError, ModelError
from gan_engine.image_shape import ImageShape
from gan_engine.picture_modes import Picture
from gan_engine.pictures import write_png

MARK = f"tiny:{'0' * 64}"
SQUARE = ImageShape.square(64)


def inverted_twice_as_large(picture: Picture) -> Picture:
    """What no resampling makes: whatever it touched is known by its colour."""
    return np.ascontiguousarray(255 - picture.repeat(2, 0).repeat(2, 1))


def painted(side: int, *, alpha: bool = False) -> Picture:
    """Smooth colours in all pixels; with alpha a disc of them, red hidden around it."""
    lots = np.random.default_rng(3)
    coarse = lots.integers(40, 216, (4, 4, 3)).astype(np.float32)
    picture = cv2.resize(coarse, (side, side), interpolation=cv2.INTER_CUBIC).clip(0, 255).astype(np.uint8)
    if not alpha:
        return picture
    rows, columns = np.mgrid[:side, :side] - (side - 1) / 2
    disc = np.hypot(rows, columns) < 0.35 * side
    picture[~disc] = (255, 0, 0)
    return np.dstack([picture, disc.astype(np.uint8) * 255])


def test_only_what_is_smaller_than_the_size_and_no_pixel_art_goes_through_the_network() -> None:
    small, large = painted(32), painted(64)
    pixel_art = np.kron(np.random.default_rng(0).integers(0, 2, (16, 16, 1)) * 255, np.ones((1, 1, 3))).astype(np.uint8)
    assert np.array_equal(frame(small, SQUARE, "pad", upscale=inverted_twice_as_large), inverted_twice_as_large(small))
    for picture in (large, pixel_art):
        assert np.array_equal(
            frame(picture, SQUARE, "pad", upscale=inverted_twice_as_large), frame(picture, SQUARE, "pad")
        )


def test_it_is_asked_again_until_the_size_is_reached_and_then_made_to_fit() -> None:
    asked: list[int] = []

    def twice(picture: Picture) -> Picture:
        asked.append(picture.shape[1])
        return picture.repeat(2, 0).repeat(2, 1)

    assert frame(painted(24), SQUARE, "pad", upscale=twice).shape == (64, 64, 3)
    assert asked == [24, 48]
    asked.clear()
    upscaled(painted(24), 1000.0, twice)
    assert len(asked) == 3  # what it would invent beyond is not worth the time


def test_no_colour_of_what_is_see_through_comes_into_an_edge() -> None:
    def smoothly(picture: Picture) -> Picture:
        return cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)

    shown = frame(painted(32, alpha=True), SQUARE.with_alpha(True), "pad", upscale=smoothly)
    assert shown.shape == (64, 64, 4)
    edge = shown[(shown[..., 3] > 8) & (shown[..., 3] < 248)].astype(int)
    assert len(edge)
    assert not ((edge[:, 0] > 230) & (edge[:, 1] < 30)).any()


def test_a_set_says_which_network_enlarged_it_and_is_baked_again_with_it(tmp_path: Path) -> None:
    write_png(tmp_path / "small.png", painted(32))
    items = [SourcePicture(tmp_path / "small.png", "small.png")]
    options = bake_options(size=64, upscaler=MARK)
    with pytest.raises(ValueError, match="upscaler"):
        bake(items, tmp_path / "without.zip", options)
    bake(items, tmp_path / "plain.zip", bake_options(size=64))
    bake(items, tmp_path / "first.zip", options, upscale=inverted_twice_as_large)
    with open_dataset(tmp_path / "first.zip") as first:
        assert first.head["options"]["upscaler"] == MARK
        assert np.array_equal(first.read(0).transpose(1, 2, 0), inverted_twice_as_large(painted(32)))
    asked: list[str] = []

    def opened(mark: str) -> upscalers.Upscale:
        asked.append(mark)
        return inverted_twice_as_large

    again = rebake(tmp_path / "first.zip", [tmp_path], tmp_path / "again.zip", open_upscaler=opened)
    assert again.exact
    assert asked == [MARK]
    with open_dataset(tmp_path / "plain.zip") as plain:
        assert "upscaler" not in plain.head["options"]
    differing = difference(tmp_path / "plain.zip", tmp_path / "first.zip")
    assert "upscaler none, now tiny" in differing.options


@pytest.mark.parametrize("mark", ["tiny", "tiny:ab", f"a/../{'x' * 90}:{'0' * 64}", f"ti\nny:{'0' * 64}", ""])
def test_what_is_no_mark_is_refused(mark: str) -> None:
    with pytest.raises(ConfigurationError):
        bake_options(size=64, upscaler=mark)


def test_a_network_is_kept_by_its_checksum_and_looked_at_before_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAQUETTE_DATA", str(tmp_path / "data"))
    (tmp_path / "fine: 4x.safetensors").write_bytes(b"weights")
    mark = upscalers.keep(tmp_path / "fine: 4x.safetensors")
    assert upscalers.name_of(mark) == "fine 4x"
    assert upscalers.found(mark).read_bytes() == b"weights"
    assert upscalers.keep(tmp_path / "fine: 4x.safetensors") == mark
    upscalers.path_of(mark).write_bytes(b"others!")
    with pytest.raises(ModelError, match="damaged"):
        upscalers.found(mark)
    upscalers.path_of(mark).unlink()
    with pytest.raises(ModelError, match="not on this machine"):
        upscalers.found(mark)
    with pytest.raises(ModelError, match="cannot be read"):
        upscalers.keep(tmp_path / "gone.safetensors")
