"""Datasets of other tools: opened where the meaning is plain, else the first file and how many are told."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from gan_engine import pictures
from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import DatasetError
from gan_engine.image_shape import ImageShape
from tests.engine.dataset_support import draw_shape, make_dataset, png_bytes, write_archive

FORMS = ["a.zip", "a"]
NAMES = ["img0.png", "img1.png", "img2.png", "img3.png"]


def shapes(*names: str, size: int = 16) -> dict[str, bytes]:
    return {name: png_bytes(draw_shape(size, index, 0)) for index, name in enumerate(names)}


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def document(value: Any) -> dict[str, bytes]:
    return {"dataset.json": json.dumps(value).encode()}


def opened(path: Path) -> tuple[int, list[int] | None, list[str], tuple[str, ...]]:
    with open_dataset(path) as dataset:
        for index in range(dataset.count):
            assert dataset.read(index).shape == dataset.size.tensor
        labels = None if dataset.labels is None else dataset.labels.tolist()
        return dataset.count, labels, dataset.class_names, dataset.gaps


# ---- kinds of pictures


@pytest.mark.parametrize("form", FORMS)
def test_pictures_of_any_kind_that_is_read_are_used(tmp_path: Path, form: str) -> None:
    drawn = draw_shape(32, 7, 1)
    files = {
        "0.png": png_bytes(drawn), "1.jpg": saved(drawn, "JPEG", quality=95), "2.JPE": saved(drawn, "JPEG", quality=95),
        "3.webp": saved(drawn, "WEBP", lossless=True), "4.png": saved(drawn, "JPEG", quality=95),
        "5.bmp": saved(drawn, "BMP"),
    }  # fmt: skip
    with open_dataset(write_archive(tmp_path / form, files)) as dataset:
        assert (dataset.count, dataset.size) == (6, ImageShape.square(32))
        for index in range(6):
            assert np.abs(dataset.read(index).transpose(1, 2, 0).astype(int) - np.asarray(drawn)).mean() < 5


@pytest.mark.parametrize("form", FORMS)
def test_a_jpeg_whose_size_stands_far_behind_is_read(tmp_path: Path, form: str) -> None:
    data = saved(draw_shape(32, 0, 0), "JPEG")
    comment = b"\xff\xfe\xff\xff" + bytes(0xFFFD)
    files = {"0.jpg": data[:2] + 3 * comment + data[2:]}
    assert opened(write_archive(tmp_path / form, files))[0] == 1


def test_in_a_dataset_of_ours_only_what_we_wrote_counts(tmp_path: Path) -> None:
    made = make_dataset(tmp_path / "a", count=4, size=16, classes=["x", "y"])
    (made / "preview.jpg").write_bytes(saved(draw_shape(64, 0, 0).crop((0, 0, 64, 20)), "JPEG"))
    assert opened(made)[0] == 4


@pytest.mark.parametrize("form", FORMS)
def test_a_kind_that_cannot_be_read_is_said_to_be_missing(tmp_path: Path, form: str) -> None:
    *_, gaps = opened(write_archive(tmp_path / form, shapes(*NAMES) | {"x.jxl": b"x", "y.jxl": b"x"}))
    assert len(gaps) == 1
    assert "2 files cannot be read: “x.jxl”" in gaps[0]


def keyed() -> bytes:
    picture = np.full((16, 16, 3), (255, 0, 255), np.uint8)
    picture[4:12, 4:12] = (20, 120, 60)
    return saved(Image.fromarray(picture), "PNG", transparency=(255, 0, 255))


def sideways() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(draw_shape(16, 3, 2), "PNG", exif=exif)


@pytest.mark.parametrize("make", [keyed, sideways])
def test_a_picture_is_the_same_by_both_doors(tmp_path: Path, make: Callable[[], bytes]) -> None:
    (tmp_path / "0.png").write_bytes(make())
    bake([SourcePicture(tmp_path / "0.png")], tmp_path / "baked.zip", BakeOptions(size=16))
    with (
        open_dataset(write_archive(tmp_path / "a.zip", {"0.png": make()})) as foreign,
        open_dataset(tmp_path / "baked.zip") as baked,
    ):
        assert np.array_equal(foreign.read(0), baked.read(0))
        assert np.array_equal(foreign.read(0).transpose(1, 2, 0), pictures.read_rgb(tmp_path / "0.png"))


# ---- names and folders


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("prefix", ["", "ds/", "a/b/"])
@pytest.mark.parametrize("told", ["", "./", "ds/", "back"])
def test_labels_are_found_wherever_the_dataset_lies(tmp_path: Path, form: str, prefix: str, told: str) -> None:
    names = ["00000/img0.png", "00000/img1.png", "00000/img2.png"]
    before = prefix if told == "ds/" else "" if told == "back" else told
    spelled = [(before + name).replace("/", "\\" if told == "back" else "/") for name in names]
    files = shapes(*names) | document({"labels": [[name, index % 2] for index, name in enumerate(spelled)]})
    path = write_archive(tmp_path / form, {prefix + name: data for name, data in files.items()})
    assert opened(path) == (3, [0, 1, 0], ["0", "1"], ())
    with open_dataset(path) as dataset:
        assert dataset.name(0) == "00000/img0.png"
        plain = dict(files, **document({"labels": [[name, index % 2] for index, name in enumerate(names)]}))
        with open_dataset(write_archive(tmp_path / "plain.zip", plain)) as other:
            assert dataset.digest == other.digest


@pytest.mark.parametrize("form", FORMS)
def test_a_wrapped_dataset_of_ours_keeps_what_is_held_out(tmp_path: Path, form: str) -> None:
    items = []
    for index in range(6):
        draw_shape(32, index, index % 3).save(tmp_path / f"{index}.png")
        items.append(SourcePicture(tmp_path / f"{index}.png", label="ab"[index % 2], held_out=index > 3))
    bake(items, tmp_path / "ours", BakeOptions(size=16, labels="folders"))
    files = {path.relative_to(tmp_path / "ours").as_posix(): path.read_bytes()
             for path in (tmp_path / "ours").rglob("*.*") if path.is_file()}  # fmt: skip
    wrapped = write_archive(tmp_path / form, {f"my set/{name}": data for name, data in files.items()})
    with open_dataset(tmp_path / "ours") as ours, open_dataset(wrapped) as dataset:
        assert (dataset.held_out, dataset.class_names) == (2, ["a", "b"])
        assert dataset.digest == ours.digest
        assert dataset.source(0) == ours.source(0)
        assert np.array_equal(dataset.read_held_out(1), ours.read_held_out(1))


@pytest.mark.parametrize("form", FORMS)
def test_litter_is_passed_over_at_any_depth(tmp_path: Path, form: str) -> None:
    litter = [
        "__MACOSX/ds/._img0.png", "ds/__MACOSX/x.png", "ds/._img0.png", "ds/.DS_Store", "ds/Thumbs.db",
        "ds/desktop.ini", "ds/.AppleDouble/img0.png", "$RECYCLE.BIN/x.png", "ds/@eaDir/img0.jpg",
        *(["Icon\r"] if sys.platform != "win32" or form.endswith(".zip") else []),
    ]  # fmt: skip
    files = {f"ds/{name}": data for name, data in (shapes(*NAMES) | document({"labels": None})).items()}
    for name in litter:
        files.setdefault(name, b"\0")
    assert opened(write_archive(tmp_path / form, files))[0] == 4


def test_an_archive_packed_on_windows_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, data in (
            shapes("0/a.png", "0/b.png") | document({"labels": [["0/a.png", 0], ["0/b.png", 1]]})
        ).items():
            info = zipfile.ZipInfo("x")
            info.filename = name.replace("/", "\\")
            archive.writestr(info, data)
    assert opened(tmp_path / "a.zip") == (2, [0, 1], ["0", "1"], ())


@pytest.mark.parametrize("form", FORMS)
def test_two_datasets_in_one_archive_are_refused_by_name(tmp_path: Path, form: str) -> None:
    files = {f"{folder}/{name}": data for folder in ("x", "y")
             for name, data in (shapes(*NAMES) | document({"labels": None})).items()}  # fmt: skip
    with pytest.raises(DatasetError, match="2 datasets, in “x” and “y”"):
        open_dataset(write_archive(tmp_path / form, files))
    beside = {name: data for name, data in files.items() if name.startswith("x/")} | shapes("other.png")
    with pytest.raises(DatasetError, match=r"“other\.png” beside"):
        open_dataset(write_archive(tmp_path / f"b{form}", beside))


# ---- labels


@pytest.mark.parametrize(
    ("labels", "numbers", "names"),
    [
        ([0, 1.0, 0, 2], [0, 1, 0, 2], ["0", "1", "2"]),
        ([[1, 0, 0, 0], [0, 1, 0, 0], [1, 0, 0, 0], [0, 1.0, 0, 0]], [0, 1, 0, 1], ["0", "1", "2", "3"]),
        (["cat", "dog", "cat", "ant"], [1, 2, 1, 0], ["ant", "cat", "dog"]),
        ([3, 3, 3, 1], [3, 3, 3, 1], ["0", "1", "2", "3"]),
    ],
)
@pytest.mark.parametrize("shape", ["pairs", "object", "alone"])
def test_labels_whose_meaning_is_plain_are_taken(
    tmp_path: Path, labels: list[Any], numbers: list[int], names: list[str], shape: str
) -> None:
    pairs: Any = [[name, label] for name, label in zip(NAMES, labels, strict=True)]
    told = {"pairs": {"labels": pairs}, "object": {"labels": dict(pairs)}, "alone": pairs}[shape]
    assert opened(write_archive(tmp_path / "a.zip", shapes(*NAMES) | document(told))) == (4, numbers, names, ())


@pytest.mark.parametrize("labels", [None, [], {}, [[name, None] for name in NAMES]])
def test_no_labels_are_no_classes(tmp_path: Path, labels: Any) -> None:
    path = write_archive(tmp_path / "a.zip", shapes(*NAMES) | document({"labels": labels}))
    assert opened(path) == (4, None, [], ())


@pytest.mark.parametrize(
    ("labels", "says"),
    [
        ([[1, 0], [0.1, 0.9], [0.5, 0.5], [1, 0]], "2 of its 4 pictures (the first: “img1.png”) shares of several"),
        ([[1, 0], [0, 1, 0], [1, 0], [1, 0]], "lists of 2 numbers, and of 3"),
        ([0, "cat", 0, 0], "1 of its 4 pictures (“img1.png”) no class"),
        ([[1, 0], [0.1, 0.9], [1, 0], [1, 0]], "1 of its 4 pictures (“img1.png”) shares of several"),
        ([0, -1, 0, 1.5], "2 of its 4 pictures (the first: “img1.png”) no class"),
    ],
)
def test_labels_whose_meaning_is_not_plain_are_named(tmp_path: Path, labels: list[Any], says: str) -> None:
    told = document({"labels": [[name, label] for name, label in zip(NAMES, labels, strict=True)]})
    with pytest.raises(DatasetError) as caught:
        open_dataset(write_archive(tmp_path / "a.zip", shapes(*NAMES) | told))
    assert says in caught.value.what
    assert caught.value.do


@pytest.mark.parametrize("form", FORMS)
def test_what_is_missing_is_said_and_left_out(tmp_path: Path, form: str) -> None:
    pairs = [["img0.png", 0], ["img1.png", 1], ["img3.png", 0], ["gone.png", 1], ["away.png", 1]]
    count, labels, _, gaps = opened(write_archive(tmp_path / form, shapes(*NAMES) | document({"labels": pairs})))
    assert (count, labels) == (3, [0, 1, 0])
    assert gaps == (
        "dataset.json names 2 pictures that are missing: “gone.png”, ….",
        "dataset.json has no label for 1 picture: “img2.png”.",
    )
    with open_dataset(tmp_path / form) as dataset:
        expected = np.asarray(draw_shape(16, 3, 0)).transpose(2, 0, 1)
        assert dataset.name(2) == "img3.png"
        assert np.array_equal(dataset.read(2), expected)


# ---- sizes


@pytest.mark.parametrize("form", FORMS)
def test_of_mixed_sizes_it_is_said_how_many_have_which(tmp_path: Path, form: str) -> None:
    files = shapes("0.png", "1.png", "2.png") | shapes("3.png", "4.png", size=32)
    files["5.png"] = png_bytes(draw_shape(32, 0, 0).crop((0, 0, 32, 20)))
    with pytest.raises(DatasetError, match="3 of 16 × 16, 2 of 32 × 32, 1 of 32 × 20") as caught:
        open_dataset(write_archive(tmp_path / form, files))
    assert "“3.png”" in caught.value.what
    assert "--size 16" in caught.value.do
    assert "Bake the pictures again" not in str(caught.value)


@pytest.mark.parametrize(("commonest", "proposed"), [(2, 16), (37, 32)])
def test_a_size_that_can_be_baked_is_proposed(tmp_path: Path, commonest: int, proposed: int) -> None:
    files = shapes("0.png", "1.png", size=commonest) | shapes("2.png", size=24)
    with pytest.raises(DatasetError, match="not of one size") as caught:
        open_dataset(write_archive(tmp_path / "set.zip", files))
    assert f"--size {proposed}," in caught.value.do
