"""`gan-engine bake` with everything that Curate can do, and `gan-engine difference`."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan_engine.dataset.reading import open_dataset
from tests.engine.cli.in_process import gan_engine
from tests.engine.dataset_support import draw_shape


@pytest.fixture
def art(tmp_path: Path) -> Path:
    (tmp_path / "art").mkdir()
    for index in range(6):
        draw_shape(64, index, index % 3).save(tmp_path / f"art/p{index}.png")
    (tmp_path / "art/p6.png").write_bytes((tmp_path / "art/p1.png").read_bytes())
    return tmp_path / "art"


def test_a_dataset_is_enlarged_held_out_and_baked_again(art: Path, tmp_path: Path) -> None:
    words = ("--size", "32", "--frame", "subject", "--margin", "0.1", "--hold-out", "0.3")
    ran = gan_engine("bake", "art", "a.zip", *words, "--augment", "mirror,hue=-20..20*2", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    with open_dataset(tmp_path / "a.zip") as dataset:
        assert dataset.count == 6 * (7 - dataset.held_out)
        assert dataset.head["options"]["augment"][1] == {"operation": "hue", "low": -20.0, "high": 20.0, "copies": 2}
        assert f"{dataset.held_out} picture" in ran.stdout
    again = gan_engine("bake", "art", "b.zip", "--like", "a.zip", cwd=tmp_path)
    assert "It is the same dataset as a.zip." in again.stdout
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_copies_are_left_out_when_asked_to_and_the_difference_says_so(art: Path, tmp_path: Path) -> None:
    gan_engine("bake", "art", "a.zip", "--size", "32", cwd=tmp_path)
    ran = gan_engine("bake", "art", "b.zip", "--size", "32", "--exclude", "duplicate", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "p6.png: It is the same picture as" in ran.stdout
    found = json.loads(gan_engine("difference", "a.zip", "b.zip", "--json", cwd=tmp_path).stdout)
    assert set(found) == {"added", "removed", "changed", "same", "options"}
    assert found["options"] == ["leave out none, now duplicate"]
    assert found["changed"][0]["why"] == "It gives 1 picture, before 2."
    said = gan_engine("difference", "a.zip", "b.zip", cwd=tmp_path).stdout
    assert "0 added, 0 removed, 1 changed, 5 the same." in said


def test_figures_of_a_sheet_are_baked_apart(tmp_path: Path) -> None:
    (tmp_path / "art").mkdir()
    sheet = np.full((120, 300, 3), (230, 220, 210), np.uint8)
    for at in range(3):
        sheet[20:100, 20 + 84 * at : 100 + 84 * at] = (60 * at, 80, 120)
    Image.fromarray(sheet).save(tmp_path / "art/sheet.png")
    ran = gan_engine("bake", "art", "out.zip", "--size", "32", "--split", "figures", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    with open_dataset(tmp_path / "out.zip") as dataset:
        assert [dataset.source(index)["region"] for index in range(dataset.count)] == [
            [20, 20, 80, 80], [104, 20, 80, 80], [188, 20, 80, 80],
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["bake", "file.txt", "out.zip"], 1, "is a file, not a folder"),
        (["bake", "art", "file.txt/out.zip"], 1, "“file.txt” is a file"),
        (["bake", "art", "x" * 300 + ".zip"], 1, "the name is too long"),
        (["bake", "art", "out.zip", "--split", "grid:0x3"], 2, "or figures.\n"),
        (["bake", "art", "out.zip", "--augment", "mirror*3"], 2, "one variant only"),
        (["bake", "art", "out.zip", "--augment", "zoom 3"], 2, "cannot be understood"),
        (["bake", "art", "out.zip", "--frame", "middle"], 2, "--frame"),
        (["bake", "art", "out.zip", "--background", "transparent"], 2, "a choice of its own (alpha)"),
        (["bake", "art", "out.zip", "--hold-out", "0.9"], 2, "--hold-out"),
        (["bake", "art", "out.zip", "--like", "nothing.zip"], 1, "no dataset"),
        (["difference", "nothing.zip", "out.zip"], 1, "no dataset"),
    ],
)
def test_what_cannot_be_baked_is_said(art: Path, tmp_path: Path, words: list[str], code: int, says: str) -> None:
    (tmp_path / "file.txt").write_text("words")
    ran = gan_engine(*words, cwd=tmp_path)
    assert ran.returncode == code
    assert says in ran.stderr
    assert ".." not in ran.stderr.replace("LOW..HIGH", "").replace("0.7..1.2", "")
    assert "Errno" not in ran.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["art", "file.txt"]


def test_a_size_that_no_network_takes_is_said_with_those_that_go(art: Path, tmp_path: Path) -> None:
    ran = gan_engine("bake", "art", "a.zip", "--size", "400", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "No network takes pictures of 400 × 400 pixels" in ran.stderr
    assert "16, 32, 64, 96, 128, 256, 512 and 1024" in " ".join(ran.stderr.split())
    for size in ("96", "256"):
        assert "No network" not in gan_engine("bake", "art", f"{size}.zip", "--size", size, cwd=tmp_path).stderr


def test_what_cannot_be_read_is_counted_and_named_by_check_and_bake(art: Path, tmp_path: Path) -> None:
    for name in ("a.jxl", "b.svg"):
        (art / name).write_bytes(b"x")
    for command in (("check", "art", "--quick"), ("bake", "art", "a.zip", "--size", "32")):
        ran = gan_engine(*command, cwd=tmp_path)
        assert ran.returncode == 0, ran.stderr
        assert "Not read: 2 files" in ran.stdout or "Skipped 2 pictures" in ran.stdout
        assert "a.jxl" in ran.stdout
        assert "b.svg" in ran.stdout
