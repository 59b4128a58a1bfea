"""Baking: what comes out is the archive that was asked for, to the last byte, and nothing that cannot be used."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageChops

from gan_engine import pictures
from gan_engine.dataset.bake import BakeSummary, bake, process
from gan_engine.dataset.options import BakeOptions, bake_options
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.rebake import rebake
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import ConfigurationError, DatasetError
from gan_engine.image_shape import ImageShape
from tests.engine.dataset_support import draw_shape, png_bytes


def draw_art(folder: Path, count: int = 8, side: int = 100) -> list[SourcePicture]:
    """Pictures in the sub-folders "cats" and "ёжики", PNG and JPEG in turn, as items named from `folder`."""
    items = []
    for index in range(count):
        name = f"{('cats', 'ёжики')[index % 2]}/p{index}.{('png', 'jpg')[index // 2 % 2]}"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        draw_shape(side + index, index, index % 2).save(folder / name)
        items.append(SourcePicture(folder / name, name, label=name.split("/")[0]))
    return items


def baked_bytes(path: Path) -> dict[str, bytes]:
    if path.suffix == ".zip":
        return {".zip": path.read_bytes()}
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}


def bake_one(path: Path, tmp_path: Path, **options: Any) -> list[np.ndarray]:
    """[size, size, 3] of every part of one picture, through a baked dataset."""
    bake([SourcePicture(path, path.name)], tmp_path / "one.zip", BakeOptions(**options), replace=True)
    with open_dataset(tmp_path / "one.zip") as dataset:
        return [dataset.read(index).transpose(1, 2, 0) for index in range(dataset.count)]


@pytest.mark.parametrize("form", ["out.zip", "out"])
def test_a_baked_dataset_reads_as_it_was_asked_for(tmp_path: Path, form: str) -> None:
    items = draw_art(tmp_path / "art")
    summary = bake(items, tmp_path / form, BakeOptions(size=48, labels="folders"))
    with open_dataset(tmp_path / form) as dataset:
        assert (dataset.count, dataset.size) == (8, ImageShape.square(48))
        assert dataset.class_names == ["cats", "ёжики"]
        assert dataset.labels is not None
        assert dataset.labels.tolist() == [0, 1] * 4
        assert dataset.digest == summary.digest
        for index, item in enumerate(items):
            assert np.array_equal(dataset.read(index).transpose(1, 2, 0), process(item, BakeOptions(size=48))[0])
            source = dataset.source(index)
            assert source["source"] == item.source_name
            assert source["digest"] == pictures.digest(item.path)
            assert source["region"] == [0, 0, 100 + index, 100 + index]
            assert source["class"] == item.label
    assert (summary.count, summary.skipped, summary.classes) == (8, [], ["cats", "ёжики"])


def test_the_archive_is_in_the_form_of_the_stylegan_tools(tmp_path: Path) -> None:
    """As their readers take it apart: sorted names, labels by name, stored, plain 8-bit RGB PNGs."""
    bake(draw_art(tmp_path / "art", 4), tmp_path / "out.zip", BakeOptions(size=32, labels="folders"))
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        names = sorted(name for name in archive.namelist() if name.endswith(".png"))
        assert names == [f"00000/img0000000{index}.png" for index in range(4)]
        labels = dict(json.loads(archive.read("dataset.json"))["labels"])
        assert [labels[name] for name in names] == [0, 1, 0, 1]
        for name in names:
            with Image.open(io.BytesIO(archive.read(name))) as picture:
                assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (32, 32))
        assert archive.testzip() is None


def test_without_classes_the_labels_are_null(tmp_path: Path) -> None:
    bake(draw_art(tmp_path / "art", 2), tmp_path / "out", BakeOptions(size=32))
    assert json.loads((tmp_path / "out/dataset.json").read_text()) == {"labels": None}
    assert json.loads((tmp_path / "out/maquette.json").read_text())["classes"] == []


def test_after_a_thousand_pictures_comes_the_next_folder(tmp_path: Path) -> None:
    path = tmp_path / "p.png"
    draw_shape(16, 0, 0).save(path)
    bake([SourcePicture(path, "p.png", digest="0")] * 1001, tmp_path / "out.zip", BakeOptions(size=16))
    with open_dataset(tmp_path / "out.zip") as dataset:
        assert dataset.name(999) == "00000/img00000999.png"
        assert dataset.name(1000) == "00001/img00001000.png"


@pytest.mark.parametrize("form", ["zip", "folder"])
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    items = draw_art(tmp_path / "art", 30)
    outs = [tmp_path / name for name in (("a.zip", "b.zip") if form == "zip" else ("a", "b"))]
    options = BakeOptions(size=40, fit="crop", labels="folders")
    bake(items, outs[0], options, threads=1)
    for item in items:
        os.utime(item.path, (1, 1))
    bake(items, outs[1], options, threads=4)
    assert baked_bytes(outs[0]) == baked_bytes(outs[1])


def test_nothing_of_this_machine_goes_in(tmp_path: Path) -> None:
    (tmp_path / "art").mkdir()
    (tmp_path / "art/broken.png").write_bytes(b"x")
    broken = SourcePicture(tmp_path / "art/broken.png", "broken.png")
    bake([*draw_art(tmp_path / "art", 4), broken], tmp_path / "out", BakeOptions(size=32))
    assert str(tmp_path) not in (tmp_path / "out/maquette.json").read_text()


def test_it_can_be_baked_again_from_what_it_says(tmp_path: Path) -> None:
    options = BakeOptions(size=32, fit="crop", background="tomato", split="halves", exclude=("too-small",))
    bake(draw_art(tmp_path / "art", 2), tmp_path / "a", options)
    assert BakeOptions(**json.loads((tmp_path / "a/maquette.json").read_text())["options"]) == options


def test_skipped_pictures_are_named_with_their_reason(tmp_path: Path) -> None:
    items = draw_art(tmp_path / "art", 3)
    whole = items[0].path.read_bytes()
    bad = {"empty": b"", "truncated": whole[: len(whole) // 2], "not-a-picture": b"hello" * 20}
    for kind, data in bad.items():
        path = tmp_path / f"{kind}.png"
        path.write_bytes(data)
        items.insert(1, SourcePicture(path, path.name, label="cats"))
    items.append(SourcePicture(tmp_path / "gone.png", "gone.png", label="cats"))
    items.append(SourcePicture(items[0].path, "loose.png"))
    summary = bake(items, tmp_path / "out.zip", BakeOptions(size=32, labels="folders"))
    assert summary.count == 3
    found = {(skipped.name, skipped.kind) for skipped in summary.skipped}
    assert found == {(f"{kind}.png", kind) for kind in bad} | {("gone.png", "missing"), ("loose.png", "no-class")}
    assert all(skipped.why for skipped in summary.skipped)
    with open_dataset(tmp_path / "out.zip") as dataset:
        assert [dataset.source(index)["source"] for index in range(3)] == [
            items[0].source_name,
            *(item.source_name for item in items[4:6]),
        ]


def test_a_class_of_which_nothing_is_left_is_no_class(tmp_path: Path) -> None:
    items = draw_art(tmp_path / "art", 4)
    (tmp_path / "bad.png").write_bytes(b"")
    items.insert(0, SourcePicture(tmp_path / "bad.png", "bad.png", label="aaa"))
    assert bake(items, tmp_path / "out.zip", BakeOptions(size=32, labels="folders")).classes == ["cats", "ёжики"]


def test_classes_come_in_natural_order(tmp_path: Path) -> None:
    path = draw_art(tmp_path / "art", 1)[0].path
    items = [SourcePicture(path, name, label=name) for name in ("knight 10", "Knight 9", "archer")]
    assert bake(items, tmp_path / "o.zip", BakeOptions(size=32, labels="folders")).classes == [
        "archer",
        "Knight 9",
        "knight 10",
    ]


def test_nothing_to_bake_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(b"")
    with pytest.raises(DatasetError, match="None of the pictures"):
        bake([SourcePicture(tmp_path / "bad.png", "bad.png")], tmp_path / "out.zip", BakeOptions(size=32))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.png"]


def test_small_pictures_are_enlarged_unless_excluded(tmp_path: Path) -> None:
    small, large = tmp_path / "small.png", tmp_path / "large.png"
    draw_shape(20, 0, 0).save(small)
    draw_shape(90, 1, 1).save(large)
    crop = {"kind": "frame", "options": {"box": [0, 0, 90, 30]}}  # padded, it becomes smaller; cropped, larger
    items = [
        SourcePicture(small, "small.png"),
        SourcePicture(large, "large.png"),
        SourcePicture(large, "crop.png", steps=(crop,)),
    ]
    assert bake(items, tmp_path / "a.zip", BakeOptions(size=64)).count == 3
    for fit, left_out in (("crop", ["small.png", "crop.png"]), ("pad", ["small.png"])):
        summary = bake(items, tmp_path / f"{fit}.zip", BakeOptions(size=64, fit=fit, exclude=("too-small",)))
        assert [skipped.name for skipped in summary.skipped] == left_out
        assert {(skipped.kind, skipped.why.partition(": ")[2]) for skipped in summary.skipped} == {
            ("too-small", "it would be enlarged to 64.")
        }


def test_animations_give_their_first_frame_unless_excluded(tmp_path: Path) -> None:
    frames = [draw_shape(40, index, 0) for index in (1, 2)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    items = [SourcePicture(tmp_path / "a.gif", "a.gif"), *draw_art(tmp_path / "art", 1)]
    assert bake(items, tmp_path / "a.zip", BakeOptions(size=32)).count == 2
    summary = bake(items, tmp_path / "b.zip", BakeOptions(size=32, exclude=("animated",)))
    assert [skipped.kind for skipped in summary.skipped] == ["animated"]


def test_padding_keeps_the_whole_picture_on_the_colour_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "wide.png"
    Image.effect_noise((200, 100), 90).convert("RGB").save(path)
    (square,) = bake_one(path, tmp_path, size=64, background="#102030")
    assert (square[:15] == (16, 32, 48)).all()
    assert (square[-15:] == (16, 32, 48)).all()
    expected = np.asarray(Image.open(path).resize((64, 32), Image.Resampling.LANCZOS)).astype(int)
    assert np.abs(square[16:48].astype(int) - expected).max() <= 12


def test_cropping_takes_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "wide.png"
    pixels = np.zeros((60, 180, 3), np.uint8)
    pixels[:, 60:120] = (200, 100, 50)
    Image.fromarray(pixels).save(path)
    (square,) = bake_one(path, tmp_path, size=32, fit="crop")
    assert np.abs(square[:, 2:-2].astype(int) - (200, 100, 50)).max() <= 2
    with open_dataset(tmp_path / "one.zip") as dataset:
        assert dataset.source(0)["region"] == [60, 0, 60, 60]


def test_keep_pads_with_the_pictures_own_ground(tmp_path: Path) -> None:
    path = tmp_path / "tall.png"
    Image.new("RGB", (40, 80), (90, 140, 60)).save(path)
    (square,) = bake_one(path, tmp_path, size=32, background="keep")
    assert (square == (90, 140, 60)).all()


def test_transparency_is_laid_on_the_background(tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    Image.new("RGBA", (50, 50), (1, 2, 3, 0)).save(path)
    (square,) = bake_one(path, tmp_path, size=32, background="black")
    assert (square == 0).all()


def test_sheets_are_cut_and_each_part_knows_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "sheet.png"
    pixels = np.zeros((80, 120, 3), np.uint8)
    for row in range(2):
        for column in range(3):
            pixels[40 * row : 40 * row + 40, 40 * column : 40 * column + 40] = 40 * (3 * row + column)
    Image.fromarray(pixels).save(path)
    parts = bake_one(path, tmp_path, size=32, split="grid:2x3")
    assert [int(np.median(part)) for part in parts] == [0, 40, 80, 120, 160, 200]
    with open_dataset(tmp_path / "one.zip") as dataset:
        assert [dataset.source(index)["region"] for index in (0, 5)] == [[0, 0, 40, 40], [80, 40, 40, 40]]


def test_the_ground_is_taken_off_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "shape.png"
    draw_shape(120, 3, 1).save(path)
    (square,) = bake_one(path, tmp_path, size=64, remove_background="flood", background="#00ff00")
    assert (square[0] == (0, 255, 0)).all()
    assert not (square[32, 32] == (0, 255, 0)).all()


def test_a_large_jpeg_is_read_at_a_fraction_and_looks_the_same(tmp_path: Path) -> None:
    drawn = draw_shape(1600, 5, 0).crop((0, 100, 1600, 1300))
    drawn.save(tmp_path / "p.jpg", quality=95)
    drawn.save(tmp_path / "p.png")
    for fit in ("pad", "crop"):
        options = BakeOptions(size=64, fit=fit)
        quick, exact = (process(SourcePicture(tmp_path / name), options)[0].astype(int) for name in ("p.jpg", "p.png"))
        assert np.abs(quick - exact).mean() < 2


def test_exif_turns_the_picture_and_its_region(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (90, 60), (200, 0, 0)).save(tmp_path / "turned.jpg", exif=exif)
    (square,) = bake_one(tmp_path / "turned.jpg", tmp_path, size=96)
    assert (square[:, :10] == 255).all()
    with open_dataset(tmp_path / "one.zip") as dataset:
        assert dataset.source(0)["region"] == [0, 0, 60, 90]


def test_png_files_are_nearly_as_small_as_the_usual(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    soft = Image.fromarray(rng.integers(0, 256, (32, 32, 3), np.uint8)).resize((512, 512), Image.Resampling.BICUBIC)
    art = ImageChops.multiply(soft, draw_shape(512, 1, 0))
    art.save(tmp_path / "art.png")
    bake([SourcePicture(tmp_path / "art.png", "art.png")], tmp_path / "out", BakeOptions(size=512))
    assert (tmp_path / "out/00000/img00000000.png").stat().st_size < 1.15 * len(png_bytes(art))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("size", 15),
        ("size", 1032),
        ("size", 63),
        ("size", "large"),
        ("fit", "stretch"),
        ("background", "no colour"),
        ("background", "#12345678"),
        ("remove_background", "magic"),
        ("split", "thirds"),
        ("split", "grid:0x2"),
        ("labels", "files"),
        ("exclude", ("ugly",)),
        ("colour", "blue"),
    ],
)
def test_an_impossible_option_is_named(field: str, value: object) -> None:
    with pytest.raises(ConfigurationError) as caught:
        bake_options(**{field: value})
    assert caught.value.field == field
    assert str(caught.value)


def test_the_summary_is_typed_for_the_window(tmp_path: Path) -> None:
    summary = bake(draw_art(tmp_path / "art", 2), tmp_path / "out.zip", BakeOptions(size=32))
    assert isinstance(summary, BakeSummary)
    assert summary.path == tmp_path / "out.zip"
    assert summary.seconds > 0


def test_what_comes_out_blank_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "art"
    folder.mkdir()
    for name, ink in (("white", 255), ("black", 0)):
        drawing = np.zeros((64, 64, 4), np.uint8)
        drawing[20:40, 10:50] = (ink, ink, ink, 255)
        pictures.write_png(folder / f"{name}.png", drawing)
    pictures.write_png(folder / "nothing.png", np.zeros((64, 64, 4), np.uint8))
    items = [SourcePicture(path) for path in sorted(folder.iterdir())]
    for background, blank in (
        ("#ffffff", ("nothing.png", "white.png")),
        ("#000000", ("black.png", "nothing.png")),
        ("keep", ("nothing.png",)),
    ):
        options = BakeOptions(size=32, background=background)
        assert bake(items, tmp_path / f"{background}.zip", options).blank == blank


def test_pictures_are_baked_to_a_shape_that_is_no_square(tmp_path: Path) -> None:
    items = draw_art(tmp_path / "art", 3)
    bake(items, tmp_path / "out.zip", BakeOptions(size="48x64", fit="crop"))  # type: ignore[arg-type]
    with open_dataset(tmp_path / "out.zip") as dataset:
        assert dataset.size == ImageShape(48, 64)
        assert dataset.read(0).shape == (3, 64, 48)
        assert dataset.head["options"]["size"] == "48x64"
        _, _, width, height = dataset.source(0)["region"]
        assert width * 4 == pytest.approx(height * 3, abs=4), "what is cropped has the ratio"
    rebake(tmp_path / "out.zip", [tmp_path / "art"], tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "out.zip").read_bytes()


def test_transparency_is_kept_where_it_is_wished_and_pictures_without_any_are_said(tmp_path: Path) -> None:
    sprite = np.zeros((64, 64, 4), np.uint8)
    sprite[..., :3] = (250, 10, 200)  # of no colour that is seen outside of the figure
    sprite[16:48, 16:48] = (20, 200, 60, 255)
    for name, pixels in (("sprite.png", sprite), ("opaque.png", sprite[..., :3])):
        Image.fromarray(pixels).save(tmp_path / name)
    items = [SourcePicture(tmp_path / name, name) for name in ("sprite.png", "opaque.png")]
    plan = [{"operation": "brightness"}]
    summary = bake(items, tmp_path / "out.zip", bake_options(size=32, alpha=True, augment=plan))
    assert summary.opaque == ("opaque.png",)
    with open_dataset(tmp_path / "out.zip") as dataset:
        assert dataset.size == ImageShape(32, 32, 4)
        for index in range(2):  # the picture and its variant
            seen = dataset.read(index)
            assert seen.shape == (4, 32, 32)
            assert not seen[:, seen[3] == 0].any(), "nothing hides where nothing is seen"
        assert tuple(dataset.read(0)[:, 16, 16]) == (20, 200, 60, 255)
        assert (dataset.read(2)[3] == 255).all(), "covered all over"
    bake(items, tmp_path / "plain.zip", BakeOptions(size=32))  # type: ignore[arg-type]
    with open_dataset(tmp_path / "plain.zip") as dataset:
        assert dataset.read(0).shape == (3, 32, 32)
        assert "alpha" not in dataset.head["options"]
