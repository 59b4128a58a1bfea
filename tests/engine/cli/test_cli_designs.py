"""generate, interpolate and inspect, as an artist types them."""

from __future__ import annotations

import json
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from gan_engine.cli import main
from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.latent.directions import read_directions
from gan_engine.latent.interpolation.walk import Segment, Walk
from gan_engine.latent.point import Mix, Point
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.pictures import digest, read_picture
from tests.engine.latent_support import a_level_apart, write_generator, write_snapshot, write_tiny


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_snapshot(tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def classed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_generator(tmp_path_factory.mktemp("classed"), classes=("cats", "robots"), seed=1)


@pytest.fixture(scope="module")
def styled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny(tmp_path_factory.mktemp("styled"), "stylegan2")


class Terminal:
    """Runs commands and reads what they say."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object, code: int = 0) -> tuple[str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        streams = self._capsys.readouterr()
        assert (ended.value.code or 0) == code, streams.err
        return streams.out, streams.err


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def test_generate_makes_a_picture_for_each_seed_from_which_it_can_be_made_again(
    terminal: Terminal, snapshot: Path, tmp_path: Path
) -> None:
    out, err = terminal("generate", snapshot, "--seeds", "0-2,9", "--out", tmp_path / "neu", "--device", "cpu")
    names = ["seed00000.png", "seed00001.png", "seed00002.png", "seed00009.png"]
    assert sorted(path.name for path in (tmp_path / "neu").iterdir()) == names
    assert out.startswith("4 designs of 32 × 32 pixels")
    assert "Making designs: 4 of 4" in err
    session = Session.open(snapshot, "cpu")
    for name, seed in zip(names, (0, 1, 2, 9), strict=True):
        recipe = read_recipe(tmp_path / "neu" / name)
        assert recipe is not None
        assert (recipe.point.seed, recipe.point.model_digest, recipe.point.z) == (seed, session.digest, None)
        made = session.pictures([recipe.point])[0]
        assert a_level_apart(read_picture(tmp_path / "neu" / name), made)


def test_generate_twice_is_the_same_to_the_last_byte_and_alone_as_in_company(
    terminal: Terminal, snapshot: Path, tmp_path: Path
) -> None:
    for folder in ("a", "c"):
        terminal("generate", snapshot, "--seeds", "0-20", "--out", tmp_path / folder, "--device", "cpu")
    terminal(
        "generate", snapshot / "generator.safetensors", "--seeds", "17", "--out", tmp_path / "b", "--device", "cpu"
    )
    assert len(list((tmp_path / "a").iterdir())) == 21
    twice, alone, first = (tmp_path / folder / "seed00017.png" for folder in "cba")
    assert twice.read_bytes() == first.read_bytes()
    assert a_level_apart(read_picture(alone), read_picture(first))


def test_generate_makes_designs_of_a_class(terminal: Terminal, classed: Path, tmp_path: Path) -> None:
    terminal("generate", classed, "--seeds", "1", "--class", "robots", "--out", tmp_path)
    session = Session.open(classed, "cpu")
    made = read_picture(tmp_path / "seed00001-robots.png")
    np.testing.assert_array_equal(made, session.generate(latents([1], 8), ["robots"])[0])
    named = read_recipe(next(tmp_path.iterdir()))
    terminal("generate", classed, "--seeds", "1", "--class", "1", "--out", tmp_path / "numbered")
    assert read_recipe(next((tmp_path / "numbered").iterdir())) == named, "and the recipe has the class's name"
    _, err = terminal("generate", classed, "--seeds", "1", "--out", tmp_path)
    assert "cats; choose with --class: cats, robots" in err
    _, err = terminal("generate", classed, "--class", "dogs", "--out", tmp_path / "none", code=1)
    assert "knows no class “dogs”" in err
    assert not (tmp_path / "none").exists()


def test_truncation_is_ignored_with_a_word_where_there_is_none(
    terminal: Terminal, snapshot: Path, tmp_path: Path
) -> None:
    _, err = terminal("generate", snapshot, "--seeds", "1", "--psi", "0.7", "--out", tmp_path)
    assert "--psi is ignored" in err
    recipe = read_recipe(tmp_path / "seed00001.png")
    assert recipe is not None
    assert recipe.point.psi == 1.0


@pytest.mark.parametrize(("name", "side"), [("a.mp4", 256), ("a.gif", 256), ("a.webp", 256)])
def test_interpolate_draws_exactly_the_frames_asked_for(
    terminal: Terminal, snapshot: Path, tmp_path: Path, name: str, side: int
) -> None:
    out, _ = terminal(
        "interpolate", snapshot, "--seeds", "1,2,3", "--seconds", "1.5", "--fps", "10", "--out", tmp_path / name
    )
    assert out.startswith(f"15 frames of {side} × {side} pixels, 1.5 s")
    if name.endswith(".mp4"):
        with av.open(tmp_path / name) as container:
            assert sum(1 for _ in container.decode(video=0)) == 15
    else:
        with Image.open(tmp_path / name) as image:
            assert image.size == (side, side)
            assert getattr(image, "n_frames", 1) == 15


def test_a_clip_starts_and_ends_with_its_designs_and_a_loop_comes_back(
    terminal: Terminal, snapshot: Path, tmp_path: Path
) -> None:
    one, two = Session.open(snapshot, "cpu").generate(latents([1, 2], 8)).astype(int)
    for name, extra in (("walk.webp", []), ("loop.webp", ["--loop"])):
        terminal(
            *("interpolate", snapshot, "--seeds", "1,2", "--seconds", "2", "--fps", "10", "--pixels"),
            *("--out", tmp_path / name, *extra),
        )
    first, last = (_frame(tmp_path / "walk.webp", index) for index in (0, 19))
    assert np.abs(first - one).mean() < 15
    assert np.abs(last - two).mean() < 15
    assert np.abs(_frame(tmp_path / "loop.webp", 10) - two).mean() < 15
    assert np.abs(_frame(tmp_path / "loop.webp", 19) - two).mean() > 15


def test_a_walk_has_a_way_easings_and_times_and_goes_through_points_of_a_file(
    terminal: Terminal, styled: Path, tmp_path: Path
) -> None:
    stations = [Point(seed=1), Point(seed=2).with_edit(Mix(other=Point(seed=3), last=2)), Point(seed=4, psi=0.5)]
    (tmp_path / "points.json").write_text(json.dumps([point.values() for point in stations]))
    terminal(
        *("interpolate", styled, "--point", tmp_path / "points.json", "--way", "straight", "--easing", "out,in"),
        *("--times", "3,1", "--seconds", "1", "--fps", "9", "--pixels", "--out", tmp_path / "walk.webp"),
    )
    session = Session.open(styled, "cpu")
    segments = (Segment(share=3.0, easing="out"), Segment(share=1.0, easing="in"))
    expected = Walk(stations=tuple(stations), segments=segments, way="straight").frames(9, session)
    for index in (0, 5, 7, 8):
        assert np.abs(_frame(tmp_path / "walk.webp", index) - session.pictures([expected[index]])[0]).mean() < 15


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--easing", "slow", "no easing: linear, in, out, in-out, hold"),
        ("--easing", "in,out,in", "3 easings for 2 ways"),
        ("--times", "1", ""),
        ("--times", "1,x", "no times"),
        ("--times", "-1", "share"),
        ("--way", "crooked", "way"),
    ],
)
def test_a_walk_that_goes_no_way_is_bad_usage(
    terminal: Terminal, snapshot: Path, tmp_path: Path, option: str, value: str, words: str
) -> None:
    code = 2 if words else 0
    common = ("--seeds", "1,2,3", "--seconds", "0.2", "--fps", "10", "--out", tmp_path / "a.webp")
    _, err = terminal("interpolate", snapshot, option, value, *common, code=code)
    assert words in " ".join(err.replace("│", " ").split())


def test_a_straight_way_means_nothing_without_styles_and_that_is_said(
    terminal: Terminal, snapshot: Path, tmp_path: Path
) -> None:
    common = ("--seeds", "1,2", "--seconds", "0.2", "--fps", "10", "--out", tmp_path / "a.webp")
    _, err = terminal("interpolate", snapshot, "--way", "straight", *common)
    assert "--way straight is ignored: dcgan networks have no styles" in err


def test_mix_writes_a_sheet_of_rows_and_columns(terminal: Terminal, styled: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.png"
    common = ("mix", styled, "--rows", "1,2", "--columns", "4-6", "--out", sheet)
    out, _ = terminal(*common, "--layers", "fine")
    assert out.startswith("2 × 3 mixed designs, layers 5 to 7")
    picture = read_picture(sheet)
    assert picture.shape[1] > 4 * 128
    assert picture.shape[0] > 3 * 128
    for wrong in ("rough", "4-99"):
        terminal(*common, "--layers", wrong, code=2)


def test_generate_mixes_layers_of_another_seed(terminal: Terminal, styled: Path, tmp_path: Path) -> None:
    mixes = ("--mix", "7@0-2", "--mix", "8@fine=0.5")
    terminal("generate", styled, "--seeds", "1", *mixes, "--psi", "0.7", "--out", tmp_path / "out", "--device", "cpu")
    recipe = read_recipe(tmp_path / "out" / "seed00001.png")
    assert recipe is not None
    assert recipe.point.edits == (
        Mix(other=Point(seed=7, psi=0.7), first=0, last=2),
        Mix(other=Point(seed=8, psi=0.7), first=5, last=7, share=0.5),
    )
    terminal("generate", styled, "--mix", "7", "--out", tmp_path / "no", code=2)


def test_what_has_no_styles_is_not_mixed_and_says_why(terminal: Terminal, snapshot: Path, tmp_path: Path) -> None:
    for command in (
        ("mix", snapshot, "--rows", "1", "--columns", "2", "--out", tmp_path / "sheet.png"),
        ("generate", snapshot, "--mix", "7@0-2", "--out", tmp_path / "out"),
    ):
        _, err = terminal(*command, code=1)
        assert "only the StyleGANs have styles by layers" in err
    assert list(tmp_path.iterdir()) == []


def _frame(path: Path, index: int) -> np.ndarray:
    """A frame as it was before it was enlarged."""
    with Image.open(path) as image:
        image.seek(index)
        side = image.width // 32
        return np.asarray(image.convert("RGB")).reshape(32, side, 32, side, 3).mean((1, 3))


def test_enlarging_pixel_by_pixel_repeats_pixels(terminal: Terminal, snapshot: Path, tmp_path: Path) -> None:
    common = ("interpolate", snapshot, "--seeds", "1", "--seconds", "0.1", "--fps", "10", "--scale", "8")
    terminal(*common, "--pixels", "--out", tmp_path / "sharp.webp")
    terminal(*common, "--out", tmp_path / "smooth.webp")
    sharp, smooth = (_unevenness(tmp_path / f"{name}.webp") for name in ("sharp", "smooth"))
    assert sharp < smooth / 2


def _unevenness(path: Path) -> float:
    with Image.open(path) as image:
        return float(np.asarray(image.convert("RGB")).reshape(32, 8, 32, 8, 3).std((1, 3)).mean())


def test_a_clip_that_cannot_be_is_refused_before_anything_is_drawn(
    terminal: Terminal, snapshot: Path, tmp_path: Path
) -> None:
    _, err = terminal("interpolate", snapshot, "--out", tmp_path / "a.avi", code=1)
    assert ".mp4, .webm, .gif or .webp" in err
    _, err = terminal("interpolate", snapshot, "--out", tmp_path / "a.gif", "--fps", "60", code=1)
    assert "Choose 1 to 50" in err
    assert list(tmp_path.iterdir()) == []


def test_inspect_knows_a_snapshot(terminal: Terminal, snapshot: Path, classed: Path) -> None:
    facts = json.loads(terminal("inspect", snapshot, "--json")[0])
    assert facts["kind"] == "snapshot"
    assert facts["digest"] == digest(snapshot / "generator.safetensors")
    assert (facts["name"], facts["family"], facts["size"], facts["z_dim"]) == ("00003-knights 000012", "dcgan", 32, 8)
    assert facts["resumable"] is False
    assert facts["parameters"] > 1000
    assert json.loads(terminal("inspect", classed, "--json")[0])["class_names"] == ["cats", "robots"]
    out, _ = terminal("inspect", snapshot)
    assert "00003-knights 000012" in out
    assert "dcgan" in out


def test_inspect_knows_a_dataset(terminal: Terminal, tmp_path: Path) -> None:
    for label in ("a", "b"):
        (tmp_path / "art" / label).mkdir(parents=True)
    for number in range(3):
        Image.new("RGB", (40, 40), (number, 0, 0)).save(tmp_path / "art" / "ab"[number % 2] / f"{number}.png")
    terminal("bake", tmp_path / "art", tmp_path / "set.zip", "--size", "32", "--labels", "folders")
    facts = json.loads(terminal("inspect", tmp_path / "set.zip", "--json")[0])
    assert (facts["kind"], facts["count"], facts["size"]) == ("dataset", 3, 32)
    assert facts["classes"] == {"a": 2, "b": 1}
    assert facts["with_sources"] == 3


def test_inspect_knows_a_design(terminal: Terminal, snapshot: Path, tmp_path: Path) -> None:
    terminal("generate", snapshot, "--seeds", "5", "--out", tmp_path)
    facts = json.loads(terminal("inspect", tmp_path / "seed00005.png", "--json")[0])
    assert (facts["kind"], facts["seed"], facts["model_name"]) == ("design", 5, "00003-knights 000012")
    Image.new("RGB", (4, 4)).save(tmp_path / "plain.png")
    assert "carries no recipe" in terminal("inspect", tmp_path / "plain.png", code=1)[1]


def test_what_is_damaged_or_something_else_is_said(terminal: Terminal, snapshot: Path, tmp_path: Path) -> None:
    data = (snapshot / "generator.safetensors").read_bytes()
    (tmp_path / "cut.safetensors").write_bytes(data[:-100])
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / "empty.zip").write_bytes(b"")
    for name in ("cut.safetensors", "notes.txt", "empty.zip", "missing"):
        out, err = terminal("inspect", tmp_path / name, code=1)
        assert out == ""
        assert err.count("\n") == 1
    assert "Traceback" not in terminal("generate", tmp_path / "cut.safetensors", "--out", tmp_path / "x", code=1)[1]


def test_directions_are_found_kept_in_a_file_and_gone_along(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    styled = write_tiny(tmp_path / "model", "stylegan2", classes=("cats", "robots"))
    file = Path("directions.json")  # as one types it
    cpu = ("--device", "cpu")
    out, _ = terminal("directions", styled, "--method", "pca", "--count", 1, "--out", file, *cpu)
    assert out.startswith("Spread 1\n1 direction of")
    out, _ = terminal(
        "directions", styled, "--out", file, "--method", "examples", "--with", "0-9", "--without", "10-19",
        "--class", "robots", "--name", "horns", "--apart", *cpu,
    )  # fmt: skip
    assert "held-out examples told apart" in out
    terminal("directions", styled, "--out", file, "--layers", "fine", "--count", 1, *cpu)
    terminal("directions", styled, "--out", file, "--method", "classes", "--from", "cats", "--to", "robots", *cpu)
    found = {direction.name: direction for direction in read_directions(file)}
    assert list(found) == ["Spread 1", "horns", "Found 1", "cats to robots"]
    assert (found["Found 1"].first, found["Found 1"].last) == (5, 7)
    assert abs(found["horns"].array @ found["Spread 1"].array) < 1e-6
    made = ("generate", styled, "--seeds", 3, "--class", "cats", "--directions", file, *cpu)
    terminal(*made, "--out", tmp_path / "a", "--direction", "horns=1.5", "--direction", "cats to robots=-2")
    (path,) = (tmp_path / "a").iterdir()
    recipe = read_recipe(path)
    assert recipe is not None
    point = Point(seed=3, model_digest=digest(styled)).of_class("cats")
    assert recipe.point == point.with_edit(found["horns"].shift(1.5)).with_edit(found["cats to robots"].shift(-2))
    session = Session.open(styled, "cpu")
    np.testing.assert_array_equal(next(session.draw_alone([recipe.point]))[0], read_picture(path))


def test_directions_that_cannot_be_are_refused_in_words(terminal: Terminal, snapshot: Path, tmp_path: Path) -> None:
    file = tmp_path / "directions.json"
    cpu = ("--device", "cpu")
    terminal("directions", snapshot, "--out", file, "--count", 2, *cpu)
    wrong = [
        (("directions", snapshot, "--out", file, "--layers", "fine"), 2, "styles of a StyleGAN"),
        (("directions", snapshot, "--out", file, "--method", "examples", "--with", "1,2"), 2, "--without"),
        (("directions", snapshot, "--out", file, "--method", "classes", "--from", "a"), 2, "--to CLASS"),
        (("generate", snapshot, "--out", tmp_path, "--direction", "x=1"), 2, "--directions FILE"),
        (("generate", snapshot, "--out", tmp_path, "--direction", "x", "--directions", file), 2, "no direction with"),
        (("generate", snapshot, "--out", tmp_path, "--direction", "x=1", "--directions", file), 2, "there are: Found"),
    ]
    for arguments, code, words in wrong:
        _, err = terminal(*arguments, *cpu, code=code)
        assert words in " ".join(err.replace("│", " ").split())
    other = write_generator(tmp_path / "other", seed=5)
    for arguments in (
        ("generate", other, "--out", tmp_path, "--direction", "x=1", "--directions", file),
        ("directions", other, "--out", file),
    ):
        _, err = terminal(*arguments, *cpu, code=1)
        assert "found in another model" in err


def test_search_names_seeds_in_the_order_that_is_wanted(terminal: Terminal, classed: Path, tmp_path: Path) -> None:
    common = (classed, "--of", 40, "--count", 5, "--device", "cpu")
    out, err = terminal("search", *common)
    assert len(set(out.strip().split(","))) == 5
    assert "40 of 40" in err
    out, _ = terminal("search", *common, "--like", 12)
    assert out.startswith("12,")
    terminal("generate", classed, "--seeds", "21", "--class", "cats", "--out", tmp_path, "--device", "cpu")
    (picture,) = tmp_path.glob("*.png")
    out, _ = terminal("search", *common, "--picture", picture, "--class", "cats")
    assert "21" in out.strip().split(",")
    out, _ = terminal("search", *common, "--silhouette", picture)
    assert len(out.strip().split(",")) == 5
    terminal("directions", classed, "--out", tmp_path / "ways.json", "--count", 2, "--device", "cpu")
    name = read_directions(tmp_path / "ways.json")[0].name
    out, _ = terminal("search", *common, "--direction", name, "--directions", tmp_path / "ways.json")
    assert len(out.strip().split(",")) == 5
    _, err = terminal("search", *common, "--direction", name, code=2)
    assert "--directions FILE" in err
    _, err = terminal("search", *common, "--like", 1, "--picture", picture, code=2)
    assert "one thing at a time" in err
