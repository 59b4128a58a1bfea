"""Versions of a dataset: baked again to the last byte, told apart in words, with a part that no training sees."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from gan_engine.dataset.bake import bake
from gan_engine.dataset.difference import difference
from gan_engine.dataset.held_out import held_out
from gan_engine.dataset.options import BakeOptions, bake_options
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.rebake import rebake
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import ConfigurationError, DatasetError
from gan_engine.picture_sources import Skipped
from tests.engine.dataset_support import draw_shape, make_dataset


def art(folder: Path, count: int = 12) -> list[SourcePicture]:
    items = []
    for index in range(count):
        name = f"{('cats', 'dogs')[index % 2]}/p{index:02d}.png"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        draw_shape(64, index, index % 3).save(folder / name)
        items.append(SourcePicture(folder / name, name, label=name.split("/")[0]))
    return items


def cut(box: list[int]) -> dict[str, Any]:
    return {"kind": "cut", "options": {"box": box}}


# Held out


@pytest.mark.parametrize("form", ["out.zip", "out"])
def test_what_is_held_out_is_there_and_in_no_training(tmp_path: Path, form: str) -> None:
    items = art(tmp_path / "art", 40)
    summary = bake(items, tmp_path / form, BakeOptions(size=16, hold_out=0.25, labels="folders"))
    with open_dataset(tmp_path / form) as dataset:
        assert dataset.count + dataset.held_out == 40
        assert (summary.count, summary.held_out) == (dataset.count, dataset.held_out)
        assert 2 <= dataset.held_out <= 20
        assert dataset.digest == summary.digest
        assert dataset.labels is not None
        assert len(dataset.labels) == dataset.count
        trained = {dataset.source(index)["digest"] for index in range(dataset.count)}
        for index in range(dataset.held_out):
            source = dataset.held_out_source(index)
            assert source["held_out"] is True
            assert source["digest"] not in trained
            assert dataset.read_held_out(index).shape == (3, 16, 16)
        with pytest.raises(IndexError):
            dataset.read_held_out(dataset.held_out)


def test_other_tools_take_nothing_that_is_held_out(tmp_path: Path) -> None:
    """They take every file with a picture's suffix, and look each up among the labels."""
    bake(art(tmp_path / "art", 40), tmp_path / "out.zip", BakeOptions(size=16, hold_out=0.25, labels="folders"))
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        pictures = [name for name in archive.namelist() if Path(name).suffix.lower() in (".png", ".jpg", ".webp")]
        assert {name for name, _ in json.loads(archive.read("dataset.json"))["labels"]} == set(pictures)


def test_what_is_held_out_stays_so_when_pictures_are_added(tmp_path: Path) -> None:
    items = art(tmp_path / "art", 40)
    held = []
    for count in (20, 40):
        bake(items[:count], tmp_path / f"{count}.zip", BakeOptions(size=16, hold_out=0.3))
        with open_dataset(tmp_path / f"{count}.zip") as dataset:
            held.append({dataset.held_out_source(index)["source"] for index in range(dataset.held_out)})
    assert held[0]
    assert held[0] < held[1]


def test_the_share_that_is_held_out_is_near_the_one_asked_for() -> None:
    for share in (0.0, 0.1, 0.5):
        assert abs(np.mean(held_out([(f"{n:064x}", None, False) for n in range(4000)], share)) - share) < 0.03


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_a_share_never_empties_a_set_nor_a_class(tmp_path: Path, count: int) -> None:
    items = art(tmp_path / "art", count)
    for labels in ("folders", None):
        summary = bake(items, tmp_path / f"{labels}.zip", BakeOptions(size=16, hold_out=0.5, labels=labels))
        assert summary.count + summary.held_out == count
        assert summary.count >= (min(2, count) if labels else 1)
    for keys in range(200):  # whatever is drawn
        told = [(f"{keys} {n}", str(n % 2), False) for n in range(count)]
        assert len({label for (_, label, _), held in zip(told, held_out(told, 0.5), strict=True) if not held}) == min(
            2, count
        )


def test_where_the_picture_left_for_training_is_damaged_another_is(tmp_path: Path) -> None:
    items = art(tmp_path / "art", 3)
    whole = [item.path.read_bytes() for item in items]
    for damaged in range(3):
        for item, data in zip(items, whole, strict=True):
            item.path.write_bytes(data)
        items[damaged].path.write_bytes(whole[damaged][:-30])
        summary = bake(items, tmp_path / f"{damaged}.zip", BakeOptions(size=16, hold_out=0.5))
        assert summary.count >= 1
        assert summary.count + summary.held_out == 2
        again = rebake(tmp_path / f"{damaged}.zip", [tmp_path / "art"], tmp_path / f"{damaged} again.zip")
        assert again.exact


def test_near_copies_and_parts_of_a_sheet_are_held_out_together(tmp_path: Path) -> None:
    items = art(tmp_path / "art", 12)
    grouped = [SourcePicture(item.path, item.source_name, group=f"group {at // 3}") for at, item in enumerate(items)]
    parts = [SourcePicture(items[0].path, f"part {n}", steps=[cut([n, 0, 20, 20])]) for n in range(6)]
    bake(grouped + parts, tmp_path / "out.zip", BakeOptions(size=16, hold_out=0.5))
    with open_dataset(tmp_path / "out.zip") as dataset:
        sides: dict[str, set[bool]] = {}
        for index in range(dataset.count):
            source = dataset.source(index)
            sides.setdefault(source.get("group", source["digest"]), set()).add(False)
        for index in range(dataset.held_out):
            source = dataset.held_out_source(index)
            sides.setdefault(source.get("group", source["digest"]), set()).add(True)
    assert len(sides) == 5
    assert all(len(side) == 1 for side in sides.values())


def test_a_picture_can_be_held_out_by_hand(tmp_path: Path) -> None:
    first, *rest = art(tmp_path / "art", 4)
    bake([SourcePicture(first.path, "first", held_out=True), *rest], tmp_path / "out.zip", BakeOptions(size=16))
    with open_dataset(tmp_path / "out.zip") as dataset:
        assert (dataset.count, dataset.held_out) == (3, 1)
        assert dataset.held_out_source(0)["source"] == "first"


def test_nothing_to_train_on_is_no_dataset(tmp_path: Path) -> None:
    items = [SourcePicture(item.path, item.source_name, held_out=True) for item in art(tmp_path / "art", 3)]
    with pytest.raises(DatasetError, match="held out"):
        bake(items, tmp_path / "out.zip", BakeOptions(size=16))
    assert not (tmp_path / "out.zip").exists()


# Enlarged


def test_a_fixed_enlargement_has_each_picture_and_its_variants(tmp_path: Path) -> None:
    plan = [{"operation": "brightness", "copies": 2}, {"operation": "mirror"}]
    bake(art(tmp_path / "art", 3), tmp_path / "out.zip", bake_options(size=32, augment=plan))
    bake(art(tmp_path / "art", 3), tmp_path / "plain.zip", bake_options(size=32))
    with open_dataset(tmp_path / "out.zip") as dataset, open_dataset(tmp_path / "plain.zip") as plain:
        assert dataset.count == 3 * 6
        for index in range(3):
            own = dataset.read(6 * index)
            assert np.array_equal(own, plain.read(index))
            assert "augmentation" not in dataset.source(6 * index)
            assert dataset.source(6 * index + 3)["augmentation"] == [{"operation": "mirror"}]
            assert np.array_equal(dataset.read(6 * index + 3), own[:, :, ::-1])
            assert dataset.source(6 * index + 1)["augmentation"][0]["operation"] == "brightness"


def test_what_is_held_out_has_no_variants(tmp_path: Path) -> None:
    options = bake_options(size=16, hold_out=0.3, augment=[{"operation": "mirror"}])
    bake(art(tmp_path / "art", 20), tmp_path / "out.zip", options)
    with open_dataset(tmp_path / "out.zip") as dataset:
        assert dataset.count == 2 * (20 - dataset.held_out)


@pytest.mark.parametrize(
    "plan", ["mirror", [{"operation": "melt"}], [{"operation": "mirror"}] * 2, [{"operation": "zoom", "copies": 99}]]
)
def test_an_impossible_enlargement_is_said(plan: object) -> None:
    with pytest.raises(ConfigurationError, match="augment"):
        bake_options(augment=plan)


# Baked again


@pytest.mark.parametrize(
    "options",
    [
        {"size": 32, "labels": "folders", "hold_out": 0.3},
        {"size": 24, "split": "grid:2x2", "fit": "crop", "background": "keep"},
        {"size": 32, "frame_to": "subject", "margin": 0.1, "augment": [{"operation": "hue", "copies": 2}]},
        {"size": 32, "remove_background": "flood", "background": "#203040"},
    ],
)
def test_baked_again_it_is_the_same_to_the_last_byte(tmp_path: Path, options: dict[str, Any]) -> None:
    items = art(tmp_path / "art", 10)
    items += [
        SourcePicture(items[0].path, f"p00, part {n}", label="cats", steps=[cut([3 * n, n, 40, 50])]) for n in range(3)
    ]
    items[4] = SourcePicture(items[4].path, "held by hand", label="cats", tags=("wings",), held_out=True)
    left_out = [Skipped("cats/other.png", "near-duplicate", "It is nearly the same as cats/p02.png.")]
    bake(items, tmp_path / "old.zip", bake_options(**options), left_out=left_out, advice={"mirror": False})
    (tmp_path / "moved").mkdir()
    for number, path in enumerate(sorted((tmp_path / "art").rglob("*.png"))):
        shutil.move(path, tmp_path / "moved" / f"called otherwise {9 - number}.png")
    again = rebake(tmp_path / "old.zip", [tmp_path / "moved"], tmp_path / "new.zip")
    assert again.exact
    assert (tmp_path / "new.zip").read_bytes() == (tmp_path / "old.zip").read_bytes()


def test_figures_found_once_are_baked_again_as_they_were_found(tmp_path: Path) -> None:
    sheet = np.full((100, 320, 3), 255, np.uint8)
    for at in range(4):
        sheet[20:80, 20 + 75 * at : 80 + 75 * at] = (40 * at, 90, 200 - 30 * at)
    (tmp_path / "art").mkdir()
    Image.fromarray(sheet).save(tmp_path / "art" / "sheet.png")
    bake(
        [SourcePicture(tmp_path / "art/sheet.png", "sheet.png")],
        tmp_path / "old.zip",
        BakeOptions(size=32, split="figures"),
    )
    with open_dataset(tmp_path / "old.zip") as dataset:
        assert dataset.count == 4
        assert [dataset.source(n)["steps"][0]["options"]["box"] for n in range(4)] == [
            [20 + 75 * n, 20, 60, 60] for n in range(4)
        ]
    again = rebake(tmp_path / "old.zip", [tmp_path / "art"], tmp_path / "new.zip")
    assert (tmp_path / "new.zip").read_bytes() == (tmp_path / "old.zip").read_bytes()
    assert again.summary.count == 4


def test_originals_that_are_gone_are_named(tmp_path: Path) -> None:
    items = art(tmp_path / "art", 6)
    bake(items, tmp_path / "old.zip", BakeOptions(size=16))
    items[2].path.unlink()
    with pytest.raises(DatasetError, match=r"1 of the 6 originals were not found: “cats/p02\.png”"):
        rebake(tmp_path / "old.zip", [tmp_path / "art"], tmp_path / "new.zip")
    assert not (tmp_path / "new.zip").exists()


def test_a_dataset_of_other_tools_cannot_be_baked_again(tmp_path: Path) -> None:
    make_dataset(tmp_path / "other.zip", 4)
    with pytest.raises(DatasetError, match="does not say how it was made"):
        rebake(tmp_path / "other.zip", [tmp_path], tmp_path / "new.zip")


# Told apart


def test_the_difference_of_two_versions_says_why(tmp_path: Path) -> None:
    items = art(tmp_path / "art", 10)
    framed = [{"kind": "frame", "options": {"fit": "crop", "box": [4, 4, 40, 40]}}]
    bake(items[:8], tmp_path / "v1.zip", BakeOptions(size=16, labels="folders"))
    newer = [
        *items[2:7],
        SourcePicture(items[7].path, items[7].source_name, label="cats"),
        items[8],
        SourcePicture(items[1].path, items[1].source_name, label="dogs", steps=framed),
        *(SourcePicture(items[0].path, f"part {n}", label="cats", steps=[cut([n, n, 30, 30])]) for n in range(2)),
    ]
    newer[0] = SourcePicture(items[2].path, "cats/p02.png", label="cats", held_out=True)
    left_out = [Skipped("cats/p06.png", "blurred", "It is blurred.")]
    newer = [item for item in newer if item.source_name != "cats/p06.png"]
    bake(newer, tmp_path / "v2.zip", BakeOptions(size=16, labels="folders"), left_out=left_out)
    found = difference(tmp_path / "v1.zip", tmp_path / "v2.zip")
    assert {one.source: one.why for one in found.added} == {
        "cats/p08.png": "It is new.",
        "part 0": "It was whole before.",
        "part 1": "It was whole before.",
    }
    assert {one.source: one.why for one in found.removed} == {
        "cats/p00.png": "It is cut into parts now.",
        "cats/p06.png": "It is left out: It is blurred.",
    }
    assert {one.source: one.why for one in found.changed} == {
        "cats/p02.png": "It is held out now.",
        "dogs/p01.png": "Its frame was changed.",
        "dogs/p07.png": "Its class is cats now.",
    }
    assert (found.same, found.options) == (3, [])
    back = difference(tmp_path / "v2.zip", tmp_path / "v1.zip")
    assert "It was left out before: It is blurred." in {one.why for one in back.added}
    assert {len(back.added), len(back.removed), len(back.changed)} == {2, 3}


def test_another_choice_for_all_is_said_once_and_of_each(tmp_path: Path) -> None:
    items = art(tmp_path / "art", 3)
    bake(items, tmp_path / "v1.zip", BakeOptions(size=16))
    bake(items, tmp_path / "v2.zip", BakeOptions(size=32, margin=0.1))
    found = difference(tmp_path / "v1.zip", tmp_path / "v2.zip")
    assert found.options == ["size 16, now 32", "margin 4 %, now 10 %"]
    assert len(found.changed) == 3
    assert found.changed[0].why == "Size 16, now 32; margin 4 %, now 10 %."
    alike = difference(tmp_path / "v1.zip", tmp_path / "v1.zip")
    assert (alike.same, alike.added, alike.removed, alike.changed, alike.options) == (3, [], [], [], [])


def test_archives_of_other_tools_can_be_compared(tmp_path: Path) -> None:
    make_dataset(tmp_path / "a.zip", 4)
    make_dataset(tmp_path / "b.zip", 5)
    found = difference(tmp_path / "a.zip", tmp_path / "b.zip")
    assert (len(found.added), len(found.removed), found.same) == (1, 0, 4)
