"""Datasets that are damaged or lie: one clear message, in bounded time and memory, and no other exception."""

from __future__ import annotations

import contextlib
import json
import os
import struct
import sys
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gan_engine.dataset.reading import open_dataset
from gan_engine.errors import DatasetError
from tests.engine.dataset_support import draw_shape, make_dataset, png_bytes, write_archive


@pytest.fixture
def tracked_memory() -> Iterator[Callable[[], int]]:
    """Call it for the most bytes that Python held since the test began."""
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


SHAPE = png_bytes(draw_shape(16, 0, 0))


def labels(value: Any) -> bytes:
    return json.dumps({"labels": value}).encode()


def png_of(width: int, height: int) -> bytes:
    """A PNG whose header claims this size, with next to nothing behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "holds no pictures"),
        ({"a.jpg": b"x"}, "not a picture"),
        ({"a.png": b""}, "not a picture"),
        ({"a.png": b"MZ" * 100, "b.png": b""}, "“a.png” and 1 more of 2 are damaged"),
        ({"a.png": SHAPE, "b.png": png_bytes(draw_shape(24, 0, 0))}, "one size: 1 of 16 × 16, 1 of 24 × 24"),
        ({"a.png": png_bytes(draw_shape(24, 0, 0).crop((0, 0, 24, 18)))}, "no network has 24 × 18 px.*Near it are"),
        ({"a.png": png_of(60_000, 60_000)}, "60000 pixels wide"),
        ({"a.png": png_of(2**31 - 1, 2**31 - 1)}, "pixels wide"),
        ({"a.png": png_of(1, 1)}, "1 pixels wide"),
        ({"a.png": SHAPE, "dataset.json": b"{"}, "dataset.json in it is damaged"),
        ({"a.png": SHAPE, "dataset.json": b"[7]"}, "not a pair"),
        ({"a.png": SHAPE, "dataset.json": b"[" * 100_000}, "dataset.json in it is damaged"),
        ({"a.png": SHAPE, "dataset.json": b"\xff\xfe\x00"}, "dataset.json in it is damaged"),
        ({"a.png": SHAPE, "dataset.json": b'{"labels": ' + b"9" * 10_000 + b"}"}, "dataset.json in it is damaged"),
        ({"a.png": SHAPE, "dataset.json": labels(3)}, "not a list"),
        ({"a.png": SHAPE, "dataset.json": labels([["a.png"]])}, "not a pair"),
        ({"a.png": SHAPE, "dataset.json": labels([[["a.png"], 0]])}, "not a pair"),
        ({"a.png": SHAPE, "dataset.json": labels([["b.png", 0]])}, "none of them is there .* “b.png”"),
        ({"a.png": SHAPE, "dataset.json": labels([["a.png", 0], ["a.png", 1]])}, "two labels"),
        ({"a.png": SHAPE, "dataset.json": labels([["a.png", -1]])}, "“a.png” no class"),
        ({"a.png": SHAPE, "dataset.json": labels([["a.png", 10**9]])}, "“a.png” no class"),
        ({"a.png": SHAPE, "dataset.json": labels([["a.png", 1.5]])}, "“a.png” no class"),
        ({"a.png": SHAPE, "dataset.json": labels([["a.png", True]])}, "“a.png” no class"),
        ({"a.png": SHAPE, "dataset.json": labels([["a.png", [0.3, 0.7]]])}, "shares of several"),
        ({"a.png": SHAPE, "dataset.json": labels([["a.png", 1]]), "maquette.json": b'{"classes": ["x"]}'}, "names"),
        ({"a.png": SHAPE, "dataset.json": labels([["a.png", 0]]), "maquette.json": b'{"classes": [7]}'}, "names"),
        ({"a.png": SHAPE, "dataset.json": labels([["a.png", 0]]), "maquette.json": b'{"classes": "x"}'}, "names"),
        ({"a.png": SHAPE, "maquette.json": b"no"}, "maquette.json in it is damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("form", ["a.zip", "a"])
def test_what_is_wrong_is_said(tmp_path: Path, files: dict[str, bytes], says: str, form: str) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(DatasetError, match=says):
        open_dataset(write_archive(tmp_path / form, files))


@pytest.mark.parametrize(
    "name",
    [
        "../a.png",
        "/a.png",
        "C:/a.png",
        "x/../a.png",
        "x//a.png",
        "..\\a.png",
        "x\\\\a.png",
        "a\x1b[2J.png",
        "x" * 2000 + ".png",
    ],
)
def test_names_that_lead_astray_are_refused(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and "\\" in name:
        pytest.skip("zipfile writes no backslash on Windows")
    with pytest.raises(DatasetError, match="unsafe name"):
        open_dataset(write_archive(tmp_path / "a.zip", {"a.png": SHAPE, name: SHAPE}))


def test_a_name_with_a_zero_inside_is_refused(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "a.zip", {"a.pngXb.png": SHAPE})
    path.write_bytes(path.read_bytes().replace(b"a.pngX", b"a.png\0"))
    with pytest.raises(DatasetError):
        open_dataset(path)


def test_two_pictures_of_one_name_are_refused(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "a.zip", {"a.png": SHAPE, "b.png": SHAPE})
    path.write_bytes(path.read_bytes().replace(b"b.png", b"a.png"))
    with pytest.raises(DatasetError, match="twice"):
        open_dataset(path)


def test_links_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(SHAPE)
    folder = write_archive(tmp_path / "a", {"a.png": SHAPE})
    try:
        (folder / "b.png").symlink_to(tmp_path / "secret.png")
    except OSError:
        pytest.skip("this system lets not everybody make links")
    with pytest.raises(DatasetError, match="link"):
        open_dataset(folder)


def test_a_linked_json_is_refused(tmp_path: Path) -> None:
    folder = write_archive(tmp_path / "a", {"a.png": SHAPE})
    try:
        (folder / "dataset.json").symlink_to(tmp_path / "nowhere")
    except OSError:
        pytest.skip("this system lets not everybody make links")
    with pytest.raises(DatasetError, match="link"):
        open_dataset(folder)


def test_a_link_inside_a_zip_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("a.png")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(DatasetError, match="link"):
        open_dataset(tmp_path / "a.zip")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_does_not_hold_us_up(tmp_path: Path) -> None:
    folder = write_archive(tmp_path / "a", {"a.png": SHAPE})
    os.mkfifo(folder / "b.png")
    with pytest.raises(DatasetError, match="device"):
        open_dataset(folder)
    os.mkfifo(tmp_path / "pipe.zip")
    with pytest.raises(DatasetError, match="neither"):
        open_dataset(tmp_path / "pipe.zip")


def test_a_picture_that_vanished_is_named(tmp_path: Path) -> None:
    folder = write_archive(tmp_path / "a", {"a.png": SHAPE, "b.png": SHAPE})
    with open_dataset(folder) as dataset:
        (folder / "b.png").unlink()
        with pytest.raises(DatasetError, match=r"“b\.png” is missing"):
            dataset.read(1)


@pytest.mark.parametrize("path", ["nothing", "nothing.zip", "a\0b"])
def test_a_missing_dataset(tmp_path: Path, path: str) -> None:
    with pytest.raises(DatasetError, match="no dataset"):
        open_dataset(tmp_path / path)


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06", b"PK\x03\x04" + b"\0" * 500, b"not a zip at all" * 50])
def test_a_file_that_is_no_zip(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(DatasetError, match="not a whole ZIP"):
        open_dataset(tmp_path / "a.zip")


def test_a_zip_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    whole = make_dataset(tmp_path / "a.zip", count=3, size=16).read_bytes()
    for length in range(0, len(whole) - 1, 97):
        (tmp_path / "cut.zip").write_bytes(whole[:length])
        with pytest.raises(DatasetError):
            open_dataset(tmp_path / "cut.zip")


@pytest.mark.parametrize("form", ["a.zip", "a"])
def test_a_picture_damaged_inside_is_named_when_read(tmp_path: Path, form: str) -> None:
    broken = bytearray(SHAPE)
    broken[60:80] = bytes(20)
    path = write_archive(tmp_path / form, {"a.png": SHAPE, "b.png": bytes(broken), "c.png": SHAPE[:-40]})
    with open_dataset(path) as dataset:
        dataset.read(0)
        for index, name in ((1, "b.png"), (2, "c.png")):
            with pytest.raises(DatasetError, match=f"“{name}” is damaged"):
                dataset.read(index)


def test_a_flipped_bit_in_a_zip_is_noticed(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "a.zip", {"a.png": SHAPE})
    data = bytearray(path.read_bytes())
    data[data.index(b"IDAT") + 20] ^= 1
    path.write_bytes(data)
    with open_dataset(path) as dataset, pytest.raises(DatasetError, match="damaged"):
        dataset.read(0)


@pytest.mark.parametrize("name", ["a.png", "dataset.json", "maquette.json"])
def test_a_bomb_is_not_unpacked(tmp_path: Path, name: str, tracked_memory: Callable[[], int]) -> None:
    """A thousand times larger unpacked than packed: refused by its claim, or at its limit if it lies."""
    head = SHAPE if name == "a.png" else b"{"
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        if name != "a.png":
            archive.writestr("a.png", SHAPE)
        with archive.open(name, "w", force_zip64=True) as bomb:
            bomb.write(head)
            for _ in range(400):
                bomb.write(b" " * 2**20)
    honest = (tmp_path / "a.zip").read_bytes()
    lying = honest.replace(struct.pack("<I", len(head) + 400 * 2**20), struct.pack("<I", 5000))
    assert lying != honest
    for data in (honest, lying):
        (tmp_path / "b.zip").write_bytes(data)
        with pytest.raises(DatasetError), open_dataset(tmp_path / "b.zip") as dataset:
            dataset.read(0)
    assert tracked_memory() < 64 * 2**20


def test_a_zip_that_claims_a_vast_list_of_contents_is_refused(
    tmp_path: Path, tracked_memory: Callable[[], int]
) -> None:
    """A sparse file of 4 GB whose list of contents would be nearly all of it."""
    size = 4 * 2**30 - 2**20
    with open(tmp_path / "a.zip", "wb") as file:
        file.seek(size)
        file.write(struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 9, 9, size, 0, 0))
    with pytest.raises(DatasetError, match="not a whole ZIP"):
        open_dataset(tmp_path / "a.zip")
    assert tracked_memory() < 256 * 2**20


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(tmp_path: Path, method: int) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
        archive.writestr("a.png", SHAPE)
    with pytest.raises(DatasetError, match="not supported"):
        open_dataset(tmp_path / "a.zip")


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_damage_to_a_zip_raises_anything_else(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "a.zip"
    raw = bytearray(make_dataset(path, count=2, size=16, classes=["x", "y"]).read_bytes())
    for _ in range(data.draw(st.integers(0, 6))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place] = data.draw(st.integers(0, 255))
    path.write_bytes(raw[: data.draw(st.just(len(raw)) | st.integers(len(raw) // 2, len(raw)))])
    with contextlib.suppress(DatasetError), open_dataset(path) as dataset:
        assert len(dataset.digest) == 64
        dataset.source(0)
        for index in range(dataset.count):
            dataset.read(index)


@settings(max_examples=100, deadline=None)
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5) | st.just("a.png"),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a.png", "labels"]), inner),
        max_leaves=8,
    )
)
def test_no_json_raises_anything_else(value: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    files = {"a.png": SHAPE, "dataset.json": labels(value), "maquette.json": json.dumps({"classes": value}).encode()}
    path = write_archive(tmp_path_factory.mktemp("fuzz") / "a.zip", files)
    with contextlib.suppress(DatasetError):
        open_dataset(path).close()


def test_a_png_whose_header_lies_about_the_first(tmp_path: Path) -> None:
    """Inside, the data of a picture of another size than its header says: damaged, not read beyond."""
    path = write_archive(tmp_path / "a", {"a.png": png_of(16, 16)})
    with open_dataset(path) as dataset, pytest.raises(DatasetError, match="damaged"):
        dataset.read(0)
