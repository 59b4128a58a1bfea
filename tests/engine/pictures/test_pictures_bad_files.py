"""Files that are no pictures, or no longer, or that only pretend: each is named, none raises anything else."""

from __future__ import annotations

import os
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gan_engine import picture_files, pictures
from gan_engine.errors import PictureError
from tests.engine import picture_support as make


def fault(path: Path) -> str:
    """The one kind that reading, verifying and (where it can see it) probing agree on."""
    with pytest.raises(PictureError) as caught:
        pictures.read_picture(path)
    with pytest.raises(PictureError) as again:
        pictures.verify(path)
    assert caught.value.kind == again.value.kind
    assert caught.value.kind in pictures.PICTURE_FAULTS
    assert path.name in caught.value.what
    assert caught.value.why
    assert path.name not in caught.value.why
    return caught.value.kind


@pytest.mark.parametrize("kind", make.FORMATS)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.97])
def test_truncated_files(kind: str, share: float, tmp_path: Path) -> None:
    whole = make.encoded(kind, make.painting(200, 160))
    path = tmp_path / f"half.{kind}"
    path.write_bytes(whole[: max(16, int(len(whole) * share))])
    assert fault(path) == "truncated"


def test_empty_missing_folder_and_text(tmp_path: Path) -> None:
    empty = tmp_path / "empty.png"
    empty.write_bytes(b"")
    assert fault(empty) == "empty"
    assert fault(tmp_path / "gone.png") == "missing"
    assert fault(tmp_path / ("long" * 100 + ".png")) == "missing"
    assert fault(tmp_path) == "not-a-picture"
    for name, content in {
        "story.png": b"Once upon a time there was an armour.",
        "short.png": b"a",
        "bmw.bmp": b"BMW is the beginning of a text and of a bitmap",
        "archive.jpg": b"PK\3\4" + bytes(100),
        "vector.png": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert fault(path) == "not-a-picture"
    with pytest.raises(PictureError) as caught:
        pictures.decode_picture(b"")
    assert caught.value.kind == "empty"


@pytest.mark.parametrize("kind", ["PPM", "ICO", "TGA", "PCX", "EPS", "PDF", "SGI", "DDS", "JPEG2000"])
def test_only_the_formats_named_are_read(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "other.png"
    path.write_bytes(make.saved(Image.fromarray(make.painting(64, 64)), kind))
    assert fault(path) == ("unread-kind" if kind == "JPEG2000" else "not-a-picture")


@pytest.mark.parametrize("kind", make.FORMATS)
def test_vast_pictures_are_refused_before_they_are_decoded(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"bomb.{kind}"
    path.write_bytes(make.bomb(kind))
    tracemalloc.start()
    try:
        assert fault(path) == "too-large"
        with pytest.raises(PictureError, match="pixels"):
            pictures.probe(path)
        assert tracemalloc.get_traced_memory()[1] < 32 * 2**20
    finally:
        tracemalloc.stop()


def test_pictures_up_to_the_limit_are_read_without_a_word(tmp_path: Path) -> None:
    side = 10_000  # above the size from which Pillow warns by itself
    path = tmp_path / "large.png"
    Image.new("1", (side, side)).save(path)
    assert pictures.read_picture(path, longest=10).shape == (10, 10, 3)


def test_very_long_pictures_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ribbon.png"
    Image.new("1", (pictures.MAX_SIDE + 1, 2)).save(path)
    assert fault(path) == "too-large"
    Image.new("1", (pictures.MAX_SIDE, 2)).save(path)
    assert pictures.probe(path).width == pictures.MAX_SIDE


def test_files_too_large_to_open_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "endless.psd"
    with path.open("wb") as file:
        file.truncate(pictures.MAX_FILE_BYTES + 1)
    assert fault(path) == "too-large"


def test_a_jpeg_of_endless_passes_is_refused(tmp_path: Path) -> None:
    whole = make.encoded("jpg", make.painting(64, 64), progressive=True)
    last = whole.rindex(b"\xff\xda")
    path = tmp_path / "passes.jpg"
    path.write_bytes(whole[:-2] + whole[last:-2] * 1000 + whole[-2:])
    assert fault(path) == "unreadable"
    path.write_bytes(whole)
    assert pictures.read_picture(path).shape == (64, 64, 3)


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders")
def test_a_pipe_does_not_hold_us_up(tmp_path: Path) -> None:
    path = tmp_path / "pipe.png"
    os.mkfifo(path)
    assert fault(path) == "not-a-picture"
    with pytest.raises(PictureError):
        pictures.digest(path)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions work otherwise there")
def test_files_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.png"
    path.write_bytes(make.encoded("png"))
    path.chmod(0)
    code = """
try:
    pictures.read_picture(path)
except PictureError as error:
    print(error.kind)
"""
    assert make.as_nobody(code, path) == "no-permission"


@pytest.mark.parametrize("kind", make.FORMATS)
def test_the_end_of_damage_is_an_error_not_a_picture_of_noise(kind: str) -> None:
    """Formats with checksums notice; the others must at least never give a picture of another size."""
    whole = bytearray(make.encoded(kind, make.painting(64, 64)))
    middle = len(whole) // 2
    whole[middle : middle + 8] = b"\xff\xd9\0\0\xff\xd9\0\0"
    if kind in ("png", "gif", "webp"):
        with pytest.raises(PictureError):
            pictures.decode_picture(bytes(whole))
    else:
        assert pictures.decode_picture(bytes(whole)).shape == (64, 64, 3)


_edits = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.floats(0, 1), st.integers(0, 255)),
        st.tuples(st.just("head"), st.integers(0, 80), st.integers(0, 255)),
        st.tuples(st.just("drop"), st.floats(0, 1), st.integers(1, 64)),
        st.tuples(st.just("add"), st.floats(0, 1), st.binary(min_size=1, max_size=16)),
        st.tuples(st.just("repeat"), st.floats(0, 1), st.integers(1, 64)),
        st.tuples(st.just("cut"), st.floats(0, 1), st.just(0)),
    ),
    min_size=1,
    max_size=8,
)


def mutated(data: bytes, edits: list[tuple[str, float, int | bytes]]) -> bytes:
    changed = bytearray(data)
    for how, where, value in edits:
        place = int(where) if how == "head" else int(where * len(changed))
        place = min(place, max(0, len(changed) - 1))
        if how in ("set", "head") and changed:
            changed[place] = int(value)
        elif how == "drop":
            del changed[place : place + int(value)]
        elif how == "add":
            changed[place:place] = bytes(value)
        elif how == "repeat":
            changed[place:place] = changed[place : place + int(value)]
        elif how == "cut":
            del changed[place:]
    return bytes(changed)


_sound = {kind: make.encoded(kind, make.painting(20, 16)) for kind in make.FORMATS} | {
    "apng": make.animated("apng"),
    "gif of three": make.animated("gif"),
    "webp of three": make.animated("webp"),
    "tif of three": make.animated("tif"),
    "packed tif": make.encoded("tif", make.painting(20, 16), compression="tiff_lzw"),
    "deflated tif": make.encoded("tif", make.painting(20, 16), compression="tiff_adobe_deflate"),
    "progressive jpg": make.encoded("jpg", make.painting(20, 16), progressive=True),
    "turned jpg": make.turned("jpg", 6, make.painting(20, 16)),
    "late png": make.turned("late-png", 6, make.painting(20, 16)),
    "deep png": make.deep("png", np.arange(320, dtype=np.uint16).reshape(16, 20) * 200),
    "deep tif": make.deep("tiff", np.arange(320, dtype=np.uint16).reshape(16, 20) * 200),
    "cmyk jpg": make.saved(Image.fromarray(make.painting(20, 16)).convert("CMYK"), "JPEG"),
}


@pytest.fixture
def modest_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that thousands of examples that claim to be huge need no huge memory."""
    monkeypatch.setattr(picture_files, "MAX_PIXELS", 2**20)


# In the program such warnings are silent; here each would be an error within the reader, and hide what comes after it.
@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("modest_limit")
@pytest.mark.parametrize("kind", sorted(_sound))
@settings(max_examples=120, deadline=None)
@given(edits=_edits, longest=st.sampled_from([None, 7]))
def test_damaged_bytes_never_raise_anything_else(
    kind: str, edits: list[tuple[str, float, int | bytes]], longest: int | None
) -> None:
    data = mutated(_sound[kind], edits)
    fault = ""
    try:
        picture = pictures.decode_picture(data, longest=longest)
    except PictureError as error:
        fault = error.kind
    if fault:
        assert fault in pictures.PICTURE_FAULTS
        return
    assert picture.dtype == np.uint8
    assert picture.ndim == 3
    assert picture.shape[2] in (3, 4)
    assert 0 < picture.shape[0] * picture.shape[1] <= 2**20
    assert longest is None or max(picture.shape) <= longest


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        [
            b"",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff",
            b"RIFF\x40\0\0\0WEBPVP8X",
            b"II*\0",
            b"MM\0*",
            b"GIF89a",
            b"8BPS\0\1",
            b"BM",
        ]
    ),
    st.binary(max_size=200),
)
@pytest.mark.filterwarnings("ignore")
def test_noise_behind_a_good_beginning(head: bytes, noise: bytes) -> None:
    with pytest.raises(PictureError):
        pictures.decode_picture(head + noise)
