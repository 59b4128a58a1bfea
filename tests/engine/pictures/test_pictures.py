"""What comes in through the one door for pictures: every format, every way to hold pixels."""

from __future__ import annotations

import hashlib
import io
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from gan_engine import pictures
from gan_engine.errors import DiskError
from tests.engine import picture_support as make


def near(found: make.Picture, wanted: make.Picture, most: float) -> bool:
    return found.shape == wanted.shape and float(np.abs(found.astype(int) - wanted.astype(int)).mean()) <= most


@pytest.mark.parametrize("kind", make.FORMATS)
def test_every_format_is_read(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"Ärger 龍 🎨.{kind}"
    path.write_bytes(make.encoded(kind))
    picture = pictures.read_picture(path)
    assert picture.dtype == np.uint8
    assert near(picture, make.painting(), 0 if kind in make.LOSSLESS else 6)
    facts = pictures.probe(path)
    assert (facts.width, facts.height, facts.frames, facts.has_alpha) == (48, 36, 1, False)
    assert facts.bytes == path.stat().st_size
    assert facts == pictures.verify(path)


@pytest.mark.parametrize("kind", ["png", "webp", "tif", "psd"])
def test_transparency_is_kept_straight(kind: str, tmp_path: Path) -> None:
    wanted = make.painting(channels=4)
    path = tmp_path / f"a.{kind}"
    path.write_bytes(make.encoded(kind, wanted))
    assert pictures.probe(path).has_alpha
    np.testing.assert_array_equal(pictures.read_picture(path), wanted)


def test_the_content_tells_the_format_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "really-a-webp.png"
    path.write_bytes(make.encoded("webp"))
    np.testing.assert_array_equal(pictures.read_picture(path), make.painting())
    assert pictures.probe(path).format == "WEBP"


@pytest.mark.parametrize("kind", ["png", "tiff"])
def test_sixteen_bits_are_scaled_not_clipped(kind: str) -> None:
    values = np.array([[0, 128, 129, 257, 300], [32_767, 32_768, 65_278, 65_407, 65_535]], np.uint16)
    picture = pictures.decode_picture(make.deep(kind, values))
    wanted = np.rint(values / 257).astype(np.uint8)
    np.testing.assert_array_equal(picture, np.stack([wanted] * 3, axis=-1))


@pytest.mark.parametrize("kind", ["png", "tiff"])
def test_sixteen_bits_a_channel_in_colour(kind: str) -> None:
    values = (make.painting().astype(np.uint16) * 257).astype(np.uint16)
    np.testing.assert_array_equal(pictures.decode_picture(make.deep(kind, values)), make.painting())


def test_sixteen_bits_with_white_as_zero() -> None:
    values = np.array([[0, 65_535], [257, 514]], np.uint16)
    data = make.saved(Image.fromarray(values), "TIFF", tiffinfo={262: 0})
    if (info := Image.open(io.BytesIO(data), formats=["TIFF"])).tag_v2[262] != 0:
        data = _patched_photometric(data)
    info.close()
    np.testing.assert_array_equal(pictures.decode_picture(data)[..., 0], [[255, 0], [254, 253]])


def _patched_photometric(data: bytes) -> bytes:
    """Set tag 262 (SHORT, one value) to 0 in a little-endian TIFF."""
    entry = data.index(bytes([6, 1, 3, 0, 1, 0, 0, 0]))
    return data[: entry + 8] + bytes(4) + data[entry + 12 :]


@pytest.mark.parametrize(
    ("highest", "scale"), [(1.0, 1.0), (0.25, 1.0), (1.3, 1.3), (200.0, 255.0), (60_000.0, 65_535.0), (1e6, 1e6)]
)
def test_floating_point_takes_the_scale_it_fits(highest: float, scale: float) -> None:
    values = np.linspace(0, highest, 64, dtype=np.float32).reshape(8, 8)
    picture = pictures.decode_picture(make.saved(Image.fromarray(values), "TIFF"))
    np.testing.assert_allclose(picture[..., 0], values * (255 / scale), atol=0.51)


def test_floating_point_that_is_no_number() -> None:
    values = np.array([[np.nan, np.inf], [-3.0, 1.0]], np.float32)
    picture = pictures.decode_picture(make.saved(Image.fromarray(values), "TIFF"))
    np.testing.assert_array_equal(picture[..., 0], [[0, 255], [0, 255]])


def test_whole_numbers_of_32_bits() -> None:
    values = np.array([[0, 257], [65_535, 32_768]], np.int32)
    picture = pictures.decode_picture(make.saved(Image.fromarray(values), "TIFF"))
    np.testing.assert_array_equal(picture[..., 0], [[0, 1], [255, 128]])


def test_cmyk_is_brought_to_rgb() -> None:
    colours = Image.new("RGB", (32, 16), (200, 30, 60))
    colours.paste((20, 160, 90), (16, 0, 32, 16))
    adobe = make.saved(colours.convert("CMYK"), "JPEG", quality=98)  # written inverted, as Photoshop does
    assert b"Adobe" in adobe
    for data in (adobe, make.saved(colours.convert("CMYK"), "TIFF")):
        picture = pictures.decode_picture(data)
        assert near(picture[2:-2, 2:14], np.asarray(colours)[2:-2, 2:14], 3)
        assert near(picture[2:-2, 18:-2], np.asarray(colours)[2:-2, 18:-2], 3)


def test_palette_with_transparency() -> None:
    image = Image.new("P", (4, 2))
    image.putpalette([255, 0, 0, 0, 255, 0, 0, 0, 255])
    image.putdata([0, 1, 2, 0, 1, 2, 0, 1])
    data = make.saved(image, "PNG", transparency=bytes([0, 128, 255]))
    picture = pictures.decode_picture(data)
    assert picture.shape == (2, 4, 4)
    np.testing.assert_array_equal(picture[0, :3], [[255, 0, 0, 0], [0, 255, 0, 128], [0, 0, 255, 255]])


def test_grey_with_alpha_and_one_bit_and_keyed_colour() -> None:
    grey = np.array([[[10, 0], [200, 128]]], np.uint8)
    np.testing.assert_array_equal(
        pictures.decode_picture(make.saved(Image.fromarray(grey, "LA"), "PNG"))[0],
        [[10, 10, 10, 0], [200, 200, 200, 128]],
    )
    bits = Image.fromarray(np.array([[True, False]]))
    np.testing.assert_array_equal(pictures.decode_picture(make.saved(bits, "TIFF"))[0], [[255, 255, 255], [0, 0, 0]])
    keyed = make.saved(Image.fromarray(np.array([[[1, 2, 3], [4, 5, 6]]], np.uint8)), "PNG", transparency=(1, 2, 3))
    assert pictures.decode_picture(keyed)[0, :, 3].tolist() == [0, 255]
    deep = make.saved(Image.fromarray(np.array([[700, 65_535]], np.uint16)), "PNG", transparency=700)
    np.testing.assert_array_equal(pictures.decode_picture(deep)[0], [[3, 3, 3, 0], [255, 255, 255, 255]])


@pytest.mark.parametrize("kind", ["gif", "webp", "apng", "tif"])
def test_the_first_frame_of_many(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "moving"
    path.write_bytes(make.animated(kind))
    assert pictures.probe(path).frames == (3 if kind in ("webp", "apng") else 2)
    assert near(pictures.read_picture(path)[..., :3], make.painting(), 6 if kind == "gif" else 0)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["jpg", "png", "late-png", "webp", "tif"])
def test_pictures_stand_upright(kind: str, orientation: int, tmp_path: Path) -> None:
    upright = make.painting(40, 24)
    path = tmp_path / "photo"
    path.write_bytes(make.turned(kind, orientation, upright))
    facts = pictures.probe(path)
    assert (facts.width, facts.height) == (40, 24)
    assert near(pictures.read_picture(path), upright, 3)
    assert pictures.read_picture(path, longest=20).shape == (12, 20, 3)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_nonsense_in_exif_harms_nothing() -> None:
    good = make.encoded("jpg", exif=b"Exif\0\0" + b"MM\0*" + bytes(range(7, 200)))
    assert near(pictures.decode_picture(good), make.painting(), 3)


def test_colours_follow_the_embedded_profile() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    picture = make.painting()
    for profile in (b"nonsense", b"\0" * 5000, lab):  # useless ones: the colours as they stand
        assert near(pictures.decode_picture(make.encoded("png", picture, icc_profile=profile)), picture, 0)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert near(pictures.decode_picture(make.encoded("png", picture, icc_profile=srgb)), picture, 0)
    swapped = _with_swapped_colourants(srgb)
    for channels in (3, 4):
        picture = make.painting(channels=channels)
        found = pictures.decode_picture(make.encoded("png", picture, icc_profile=swapped))
        assert near(found[..., :3], picture[..., [1, 0, 2]], 1.5)
        assert near(found[..., 3:], picture[..., 3:], 0) if channels == 4 else True


def _with_swapped_colourants(profile: bytes) -> bytes:
    """An sRGB profile in which red and green are each other's, under another name."""
    count = int.from_bytes(profile[128:132], "big")
    places = {profile[132 + 12 * i : 136 + 12 * i]: 132 + 12 * i for i in range(count)}
    data = bytearray(profile)
    red, green = places[b"rXYZ"], places[b"gXYZ"]
    data[red : red + 4], data[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(data).replace("sRGB".encode("utf-16-be"), "Odd!".encode("utf-16-be")).replace(b"sRGB", b"Odd!")


@pytest.mark.parametrize("kind", make.FORMATS)
def test_longest_reduces_smoothly_and_never_enlarges(kind: str) -> None:
    picture = make.painting(400, 300)
    data = make.encoded(kind, picture)
    small = pictures.decode_picture(data, longest=64)
    assert small.shape == (48, 64, 3)
    best = np.asarray(Image.fromarray(picture).resize((64, 48), Image.Resampling.LANCZOS))
    assert near(small, best, 0.5 if kind in make.LOSSLESS else 5)
    assert pictures.decode_picture(data, longest=1000).shape == (300, 400, 3)


def test_what_is_transparent_does_not_bleed_when_reduced() -> None:
    picture = np.zeros((64, 64, 4), np.uint8)
    picture[:, :] = (255, 0, 0, 0)
    picture[16:49, 16:49] = (0, 0, 255, 255)
    small = pictures.decode_picture(make.encoded("png", picture), longest=16)
    assert (small[small[..., 3] > 8][:, 0] < 16).all()


def test_thin_pictures_keep_a_pixel() -> None:
    data = make.encoded("png", make.painting(900, 1))
    assert pictures.decode_picture(data, longest=30).shape == (1, 30, 3)


def test_transparent_pictures_are_laid_on_a_ground(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(make.encoded("png", np.array([[[10, 20, 30, 0], [10, 20, 30, 255], [100, 0, 0, 128]]], np.uint8)))
    np.testing.assert_array_equal(
        pictures.read_rgb(path, background=(0, 255, 0))[0], [[0, 255, 0], [10, 20, 30], [50, 127, 0]]
    )


def test_a_written_png_is_the_same_and_carries_text(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    for channels in (3, 4):
        picture = make.painting(channels=channels)
        pictures.write_png(path, picture, text={"maquette": '{"name": "Ritter 騎士"}'})
        np.testing.assert_array_equal(pictures.read_picture(path), picture)
        with Image.open(path) as image:
            assert image.text == {"maquette": '{"name": "Ritter 騎士"}'}
    assert [item.name for item in tmp_path.iterdir()] == ["out.png"]


def test_where_nothing_may_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises((DiskError, NotADirectoryError)):
        pictures.write_png(tmp_path / "file" / "out.png", make.painting())


def test_other_encodings_come_back_alike() -> None:
    picture = make.painting(channels=4)
    assert near(pictures.decode_picture(pictures.encode_webp(picture))[..., 3], picture[..., 3], 1)
    on_white = pictures.flatten(picture)
    assert near(pictures.decode_picture(pictures.encode_jpeg(picture)), on_white, 5)
    assert len(pictures.encode_png(picture, compress=9)) < len(pictures.encode_png(picture, compress=0))


def test_digest_is_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(make.encoded("png"))
    assert pictures.digest(path) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_many_threads_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(make.encoded("jpg", make.painting(300, 200)))
    wanted = pictures.read_picture(path, longest=100)
    same: list[bool] = []

    def read() -> None:
        same.extend(np.array_equal(pictures.read_picture(path, longest=100), wanted) for _ in range(5))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert same == [True] * 20
