"""`gan-engine check` and `gan-engine bake`, as a person types them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from gan_engine.dataset.reading import open_dataset
from gan_engine.image_shape import ImageShape
from tests.engine.cli.in_process import gan_engine
from tests.engine.dataset_support import draw_shape


def draw_unlike(size: int, index: int) -> Image.Image:
    """A drawing that is no copy of another, recoloured or moved."""
    picture = draw_shape(size, index, 3 * index)
    pen, random = ImageDraw.Draw(picture), np.random.default_rng(index)
    for _ in range(7):
        x, y = random.uniform(0.1, 0.7, 2) * size
        wide, tall = random.uniform(0.08, 0.3, 2) * size
        pen.rectangle((x, y, x + wide, y + tall), fill=tuple(random.integers(0, 200, 3).tolist()))
    return picture


@pytest.fixture
def art(tmp_path: Path) -> Path:
    """Two classes of three good pictures, one of each with something wrong."""
    folder = tmp_path / "art"
    for index in range(6):
        path = folder / ("robots", "cats")[index % 2] / f"p{index}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        draw_unlike(80, index).save(path)
    (folder / "cats/empty.jpg").write_bytes(b"")
    (folder / "robots/cut.png").write_bytes((folder / "robots/p0.png").read_bytes()[:200])
    draw_shape(20, 0, 0).save(folder / "cats/tiny.png")
    (folder / "notes.txt").write_text("not a picture, not asked about")
    return folder


def test_check_names_what_is_wrong(art: Path, tmp_path: Path) -> None:
    ran = gan_engine("check", "art", cwd=tmp_path)
    assert ran.returncode == 0
    lines = ran.stdout.splitlines()
    assert lines[0] == "9 pictures in art, 6 without findings."
    assert sorted(line.split(". ")[0] for line in lines[2:]) == [
        "cats/empty.jpg: empty",
        "cats/tiny.png: too-small",
        "robots/cut.png: truncated",
    ]
    assert "Traceback" not in ran.stderr


def test_check_as_json_has_its_documented_shape(art: Path, tmp_path: Path) -> None:
    answer = json.loads(gan_engine("check", "art", "--json", cwd=tmp_path).stdout)
    assert set(answer) == {
        "folder", "pictures", "ok", "findings", "skipped", "groups", "facts", "advice", "shape", "unavailable",
    }  # fmt: skip
    assert (answer["folder"], answer["pictures"], answer["ok"]) == ("art", 9, 6)
    assert {one["path"]: one["kind"] for one in answer["findings"]} == {
        "cats/empty.jpg": "empty",
        "cats/tiny.png": "too-small",
        "robots/cut.png": "truncated",
    }
    assert all(set(one) == {"path", "kind", "why"} and one["why"] for one in answer["findings"])
    assert answer["skipped"] == []
    facts = answer["facts"]
    assert (facts["smallest"], facts["median"], facts["largest"]) == ([20, 20], [80, 80], [80, 80])
    assert (facts["formats"], facts["with_alpha"]) == ({"PNG": 7}, 0)
    assert facts["bytes"] > 0


def test_check_names_links_that_it_does_not_follow(art: Path, tmp_path: Path) -> None:
    try:
        (art / "link.png").symlink_to(art / "robots/p0.png")
    except OSError:
        pytest.skip("this system lets not everybody make links")
    answer = json.loads(gan_engine("check", "art", "--json", cwd=tmp_path).stdout)
    assert [(one["path"], one["kind"]) for one in answer["skipped"]] == [("link.png", "symlink")]
    assert answer["pictures"] == 9


def test_check_of_one_picture_and_of_nothing(art: Path, tmp_path: Path) -> None:
    answer = json.loads(gan_engine("check", "art/cats/tiny.png", "--json", cwd=tmp_path).stdout)
    assert (answer["pictures"], [one["kind"] for one in answer["findings"]]) == (1, ["too-small"])
    nothing = gan_engine("check", "nowhere", cwd=tmp_path)
    assert nothing.returncode == 1
    assert "There is no folder or picture “nowhere”." in nothing.stderr
    baked = gan_engine("bake", "art/cats/tiny.png", "out.zip", cwd=tmp_path)
    assert baked.returncode == 1
    assert "is a file, not a folder" in baked.stderr


def test_check_tells_of_copies_and_spoilt_pictures(art: Path, tmp_path: Path) -> None:
    (art / "robots/again.png").write_bytes((art / "robots/p0.png").read_bytes())
    answer = json.loads(gan_engine("check", "art", "--quick", "--json", cwd=tmp_path).stdout)
    copy = next(one for one in answer["findings"] if one["kind"] == "duplicate")
    assert (copy["path"], copy["of"], copy["score"]) == ("robots/p0.png", ["robots/again.png"], 1)
    assert answer["groups"] == [["robots/again.png", "robots/p0.png"]]
    assert answer["unavailable"] == {}


def test_check_of_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "art").mkdir()
    answer = json.loads(gan_engine("check", "art", "--json", cwd=tmp_path).stdout)
    assert (answer["pictures"], answer["findings"], answer["facts"]) == (0, [], {})


def test_bake_with_classes(art: Path, tmp_path: Path) -> None:
    ran = gan_engine("bake", "art", "out.zip", "--size", "32", "--labels", "folders", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("Baked 7 pictures of 32 × 32 pixels into out.zip")
    assert "2 classes: cats, robots" in ran.stdout
    assert "cats/empty.jpg: It is empty" in ran.stdout
    assert "robots/cut.png: It ends too early" in ran.stdout
    with open_dataset(tmp_path / "out.zip") as dataset:
        assert dataset.class_names == ["cats", "robots"]
        assert dataset.labels is not None
        assert dataset.labels.tolist() == [0, 0, 0, 0, 1, 1, 1]
        assert dataset.source(0)["source"] == "cats/p1.png"


def test_bake_with_every_option(art: Path, tmp_path: Path) -> None:
    ran = gan_engine(
        *("bake", "art", "out", "--size", "48", "--fit", "crop", "--background", "black", "--split", "halves"),
        *("--remove-background", "flood", "--exclude", "too-small,animated"),
        cwd=tmp_path,
    )
    assert ran.returncode == 0, ran.stderr
    assert "cats/tiny.png: It has 20 x 20 pixels" in ran.stdout
    with open_dataset(tmp_path / "out") as dataset:
        assert (dataset.count, dataset.size) == (12, ImageShape.square(48))
    options = json.loads((tmp_path / "out/maquette.json").read_text())["options"]
    assert options == {
        "size": 48,
        "fit": "crop",
        "frame_to": "whole",
        "margin": 0.04,
        "background": "#000000",
        "remove_background": "flood",
        "tolerance": None,
        "edge": 0.0,
        "softness": None,
        "split": "halves",
        "labels": None,
        "exclude": ["animated", "too-small"],
        "hold_out": 0.0,
        "augment": [],
    }


def test_bake_refuses_to_replace_unless_told(art: Path, tmp_path: Path) -> None:
    gan_engine("bake", "art", "out.zip", "--size", "32", cwd=tmp_path)
    before = (tmp_path / "out.zip").read_bytes()
    ran = gan_engine("bake", "art", "out.zip", "--size", "64", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "exists already" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert (tmp_path / "out.zip").read_bytes() == before
    assert gan_engine("bake", "art", "out.zip", "--size", "64", "--force", cwd=tmp_path).returncode == 0
    with open_dataset(tmp_path / "out.zip") as dataset:
        assert dataset.size == ImageShape.square(64)


@pytest.mark.parametrize("out", ["art/baked", "art", "."])
def test_bake_keeps_datasets_and_pictures_apart(art: Path, tmp_path: Path, out: str) -> None:
    ran = gan_engine("bake", "art", out, "--force", cwd=tmp_path)
    assert ran.returncode == 1
    assert not (art / "baked").exists()
    assert (art / "robots/p0.png").exists()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["check", "nothing"], 1, "no folder"),
        (["bake", "nothing", "out.zip"], 1, "no folder"),
        (["bake", "empty", "out.zip"], 1, "no pictures"),
        (["bake", "art"], 2, "out"),
        (["bake", "art", "out.zip", "--size", "63"], 2, "multiple of 8"),
        (["bake", "art", "out.zip", "--size", "large"], 2, "--size"),
        (["bake", "art", "out.zip", "--fit", "stretch"], 2, "--fit"),
        (["bake", "art", "out.zip", "--remove-background", "magic"], 2, "flood"),
        (["bake", "art", "out.zip", "--exclude", "ugly"], 2, "ugly"),
    ],
)
def test_what_cannot_be_done_is_said(art: Path, tmp_path: Path, words: list[str], code: int, says: str) -> None:
    (tmp_path / "empty").mkdir()
    ran = gan_engine(*words, cwd=tmp_path)
    assert ran.returncode == code
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "out.zip").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one process alone on Windows")
def test_bake_interrupted_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "art").mkdir()
    for index in range(200):
        draw_shape(400, index, 0).save(tmp_path / f"art/{index}.png")
    baking = subprocess.Popen(
        [sys.executable, "-m", "gan_engine", "bake", "art", "out.zip", "--size", "256"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert baking.stderr is not None
    assert baking.stderr.readline().startswith("Baking")
    baking.send_signal(signal.SIGINT)
    said = baking.stderr.read()
    baking.stderr.close()
    assert baking.wait() == 130
    assert "Interrupted" in said
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["art"]
