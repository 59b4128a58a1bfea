"""Steps: whatever JSON comes in is refused in words or applied to the pixel, at any size it is read at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from gan_engine.curation.picture_edits import PictureSteps, apply, parse_steps, with_step, within
from gan_engine.dataset.bake import bake, process
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import ConfigurationError


def cut(box: list[int], **more: Any) -> dict[str, Any]:
    return {"kind": "cut", "options": {"box": box, **more}}


def sheet(tmp_path: Path, name: str = "sheet.png") -> Path:
    """Six squares of 40 px, each of its own grey, side by side and in two rows."""
    pixels = np.zeros((80, 120, 3), np.uint8)
    for row in range(2):
        for column in range(3):
            pixels[40 * row : 40 * row + 40, 40 * column : 40 * column + 40] = 40 * (3 * row + column)
    Image.fromarray(pixels).save(tmp_path / name)
    return tmp_path / name


@pytest.mark.parametrize(
    "foreign",
    [
        "cut",
        {"kind": "cut"},
        [["cut"]],
        [{"kind": "cut", "options": {"box": [0, 0, 1, 1]}, "more": 1}],
        [{"kind": "melt", "options": {}}],
        [{"kind": ["cut"], "options": {}}],
        [{"kind": "cut", "options": []}],
        [{"kind": "cut", "options": {}}],
        [{"kind": "cut", "options": {"box": [0, 0, 0, 5]}}],
        [{"kind": "cut", "options": {"box": [0, 0, 10**30, 5]}}],
        [{"kind": "cut", "options": {"box": [0, 0, 4.5, 5]}}],
        [{"kind": "cut", "options": {"box": [0, 0, 4, 5], "run": "this"}}],
        [{"kind": "background", "options": {"method": "../../model"}}],
        [{"kind": "background", "options": {"method": "flood", "edge": float("nan")}}],
        [{"kind": "mask", "options": {"strokes": [{"add": True, "radius": 0, "points": [[1, 1]]}]}}],
        [{"kind": "mask", "options": {"strokes": [{"add": True, "radius": 3, "points": [[1, float("inf")]]}]}}],
        [{"kind": "mask", "options": {"strokes": [{"add": True, "radius": 3, "points": [[1, 1]] * 100_001}]}}],
        [{"kind": "frame", "options": {"fit": "stretch"}}],
        [{"kind": "frame", "options": {}}] * 65,
    ],
)
def test_foreign_steps_are_refused_in_words(foreign: object) -> None:
    with pytest.raises(ConfigurationError, match="steps of a picture cannot be used") as caught:
        parse_steps(foreign)
    assert caught.value.field == "steps"
    assert len(str(caught.value)) < 300


def test_steps_are_stored_as_they_were_read() -> None:
    stored = [
        cut([4, 5, 30, 31], sheet="robots.png", part=3),
        {"kind": "background", "options": {"method": "flood", "tolerance": 9.0}},
        {"kind": "mask", "options": {"strokes": [{"add": False, "radius": 4.0, "points": [[10.0, 10.0]]}]}},
        {"kind": "frame", "options": {"to": "subject"}},
    ]
    assert parse_steps(parse_steps(stored).as_json()) == parse_steps(stored)
    assert parse_steps(stored[::-1]).as_json() == stored
    assert not parse_steps([])
    assert parse_steps(()) == PictureSteps()


def test_a_step_takes_the_place_of_the_one_of_its_kind() -> None:
    steps = with_step([{"kind": "frame", "options": {"to": "whole"}}], "cut", {"box": [0, 0, 2, 2]})
    assert [step["kind"] for step in steps] == ["cut", "frame"]
    assert with_step(steps, "cut", {"box": [0, 0, 3, 3]})[0]["options"]["box"] == [0, 0, 3, 3]
    assert [step["kind"] for step in with_step(steps, "cut", None)] == ["frame"]


def test_a_cut_is_exact_at_every_scale() -> None:
    whole = np.zeros((80, 120, 3), np.uint8)
    whole[40:, 80:] = 255
    steps = parse_steps([cut([80, 40, 40, 40])])
    assert apply(whole, steps).shape == (40, 40, 3)
    assert (apply(whole, steps) == 255).all()
    half = apply(whole[::2, ::2], steps, scale=0.5)
    assert half.shape == (20, 20, 3)
    assert (half == 255).all()


def test_a_cut_that_reaches_out_is_held_inside() -> None:
    whole = np.zeros((80, 120, 3), np.uint8)
    assert apply(whole, parse_steps([cut([-10, 70, 30, 40])])).shape == (10, 20, 3)
    assert apply(whole, parse_steps([cut([500, 500, 30, 40])])).shape == (1, 1, 3)
    assert within((-10, 70, 30, 40), 120, 80) == (0, 70, 20, 10)


def test_a_pictures_own_ground_goes_before_the_sets() -> None:
    picture = np.full((60, 60, 3), 250, np.uint8)
    picture[20:40, 20:40] = (200, 30, 30)
    options = BakeOptions(size=32, remove_background="flood")
    keep = parse_steps([{"kind": "background", "options": {"method": "keep"}}])
    own = parse_steps([{"kind": "background", "options": {"method": "flood"}}])
    assert apply(picture, PictureSteps(), options)[0, 0, 3] == 0
    assert apply(picture, keep, options).shape == (60, 60, 3)
    assert apply(picture, own, BakeOptions(size=32))[0, 0, 3] == 0


def test_parts_of_a_sheet_are_baked_from_it_and_say_so(tmp_path: Path) -> None:
    path = sheet(tmp_path)
    boxes = [[0, 0, 40, 40], [80, 40, 40, 40], [40, 0, 40, 40]]
    items = [
        SourcePicture(path, f"sheet, part {n}", steps=[cut(box, sheet="sheet.png", part=n)])
        for n, box in enumerate(boxes)
    ]
    bake([*items, SourcePicture(path, "sheet.png")], tmp_path / "out.zip", BakeOptions(size=32, split="halves"))
    with open_dataset(tmp_path / "out.zip") as dataset:
        assert dataset.count == 5
        assert [int(np.median(dataset.read(index))) for index in range(3)] == [0, 200, 40]
        assert dataset.source(1)["region"] == [80, 40, 40, 40]
        assert dataset.source(1)["steps"] == [cut([80, 40, 40, 40], sheet="sheet.png", part=1)]
        assert dataset.source(3)["region"] == [0, 0, 60, 80]


def test_a_part_is_the_same_whatever_is_baked_beside_it(tmp_path: Path) -> None:
    path = sheet(tmp_path)
    items = [SourcePicture(path, str(n), steps=[cut([4 * n, 3 * n, 30 + n, 40])]) for n in range(8)]
    bake(items, tmp_path / "out.zip", BakeOptions(size=32))
    with open_dataset(tmp_path / "out.zip") as dataset:
        for index, item in enumerate(items):
            alone = process(item, BakeOptions(size=32))[0]
            assert np.array_equal(dataset.read(index).transpose(1, 2, 0), alone)


def test_a_picture_with_foreign_steps_is_left_out_with_its_reason(tmp_path: Path) -> None:
    path = sheet(tmp_path)
    items = [SourcePicture(path, "good.png"), SourcePicture(path, "foreign.png", steps=[{"kind": "melt"}])]
    summary = bake(items, tmp_path / "out.zip", BakeOptions(size=32))
    assert summary.count == 1
    assert [(one.name, one.kind) for one in summary.skipped] == [("foreign.png", "steps")]
    assert "melt" in summary.skipped[0].why


def test_a_crop_by_hand_shows_what_it_holds(tmp_path: Path) -> None:
    path = sheet(tmp_path)
    steps = [{"kind": "frame", "options": {"box": [40, 40, 40, 40]}}]
    (square,) = process(SourcePicture(path, steps=steps), BakeOptions(size=32, fit="crop", split="grid:2x3"))
    assert (square == 160).all()
    (square,) = process(
        SourcePicture(path, steps=[{"kind": "frame", "options": {"box": [-40, 0, 80, 80]}}]), BakeOptions(size=32)
    )
    assert (square[:, :15] == 255).all()
    assert set(np.unique(square[2:14, 17:])) == {0}


def test_a_pictures_own_frame_goes_before_the_sets(tmp_path: Path) -> None:
    picture = np.full((100, 200, 3), 255, np.uint8)
    picture[30:70, 20:60] = (10, 60, 160)
    Image.fromarray(picture).save(tmp_path / "p.png")
    framed = SourcePicture(tmp_path / "p.png", steps=[{"kind": "frame", "options": {"to": "subject"}}])
    (square,) = process(framed, BakeOptions(size=64, margin=0))
    assert np.abs(square.astype(int) - (10, 60, 160)).max() <= 2


def test_strokes_lie_where_they_were_painted_whatever_is_cut_and_at_every_scale() -> None:
    """A stroke at (100, 60) of the original takes away the middle of a part cut at (80, 40)."""
    whole = np.full((80, 120, 3), 90, np.uint8)
    stroke = {"add": False, "radius": 6.0, "points": [[100.0, 60.0]]}
    steps = parse_steps([cut([80, 40, 40, 40]), {"kind": "mask", "options": {"strokes": [stroke]}}])
    made = apply(whole, steps)
    assert made.shape == (40, 40, 4)
    assert made[20, 20, 3] == 0
    assert made[4, 4, 3] == 255
    half = apply(whole[::2, ::2], steps, scale=0.5)
    assert half[10, 10, 3] == 0
    assert half[2, 2, 3] == 255
    assert half[16, 10, 3] == 255
