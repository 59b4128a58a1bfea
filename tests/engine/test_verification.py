"""One flipped bit anywhere in what lies at rest is found, and what is whole is called so."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gan_engine.cli import main
from gan_engine.dataset.writing import seal_is_whole
from gan_engine.errors import EngineError
from gan_engine.interchange.design_files import encode_design
from gan_engine.interchange.exports.options import PictureOptions
from gan_engine.interchange.picture_recipe import PictureRecipe, read_recipe
from gan_engine.latent.point import Point
from gan_engine.pictures import RECIPE_CHUNK, encode_png
from gan_engine.runs.ballots import ballot
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.seals import is_whole_line
from gan_engine.training.tensor_files import CONTENT
from gan_engine.verification import verify
from tests.engine.dataset_support import make_dataset
from tests.engine.picture_support import painting
from tests.engine.training_support import run_training

FLIPS = 25  # of a file


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    from gan_engine.pictures import write_png

    root = tmp_path_factory.mktemp("whole")
    for number in range(5):
        (root / "art").mkdir(exist_ok=True)
        write_png(root / "art" / f"{number}.png", painting(48, 40, seed=number))
    for out in ("set.zip", "set"):
        with pytest.raises(SystemExit) as ended:
            main(["bake", str(root / "art"), str(root / out), "--size", "32", "--hold-out", "0.3"])
        assert ended.value.code in (0, None)
    run = run_training(root / "run", make_dataset(root / "shapes.zip", count=12)).path
    newest = max((run / "snapshots").iterdir())
    shutil.copytree(newest, run / "snapshots" / "000000.001")
    ballot.write(run, ballot.begin(run, [newest.name, "000000.001"]).cast("left"))
    return {
        "zip": root / "set.zip",
        "folder": root / "set",
        "run": run,
        "snapshot": newest,
        "foreign": root / "shapes.zip",
    }


def flip(path: Path, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(bytes(data))


def flipped_everywhere(place: Path, files: list[Path], tmp_path: Path) -> list[str]:
    """Places of bits whose flip was not found."""
    draw = random.Random(5)
    missed = []
    for path in files:
        data = path.read_bytes()
        for bit in draw.sample(range(8 * len(data)), min(FLIPS, 8 * len(data))):
            flip(path, bit)
            try:
                found = bool(verify(place).faults)
            except EngineError:
                found = True  # refused altogether
            if not found:
                missed.append(f"{path.name}, bit {bit} of {8 * len(data)}: {data[bit // 8 - 8 : bit // 8 + 8]!r}")
            path.write_bytes(data)
    return missed


@pytest.mark.parametrize("kind", ["zip", "folder", "run", "snapshot", "foreign"])
def test_what_is_whole_is_called_so(kind: str, places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["verify", str(places[kind]), "--json"])
    said = json.loads(capsys.readouterr().out)
    assert ended.value.code in (0, None), said
    assert said["whole"]
    assert said["checked"] > 0
    assert said["kind"] == {"run": "run", "snapshot": "snapshot"}.get(kind, "dataset")
    recorded = [name for name in said["unrecorded"] if not name.startswith("samples/")]
    assert recorded == ([places[kind].name] if kind == "foreign" else [])


@pytest.mark.parametrize("kind", ["zip", "folder", "snapshot"])
def test_one_flipped_bit_anywhere_is_found(kind: str, places: dict[str, Path], tmp_path: Path) -> None:
    place = tmp_path / places[kind].name
    (shutil.copytree if places[kind].is_dir() else shutil.copy)(places[kind], place)
    files = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]
    files = [path for path in files if path.name != "dataset.json"]
    assert flipped_everywhere(place, files[:3] + files[-3:], tmp_path) == []


def test_a_bit_of_the_seal_itself_is_found(places: dict[str, Path]) -> None:
    text = (places["folder"] / "maquette.json").read_bytes()
    assert seal_is_whole(text)
    for at in range(8 * text.rindex(b',\n "sha256"'), 8 * len(text)):
        turned = bytearray(text)
        turned[at // 8] ^= 1 << at % 8
        assert seal_is_whole(bytes(turned)) is False, f"bit {at}"
    assert seal_is_whole(text[: text.rindex(b',\n "sha256"')] + b"\n}\n") is None


@pytest.mark.parametrize("name", ["run.json", "state.json", "events.jsonl", "ballots/0001.json"])
def test_nor_one_in_what_a_run_tells(name: str, places: dict[str, Path], tmp_path: Path) -> None:
    place = Path(shutil.copytree(places["run"], tmp_path / "run"))
    assert flipped_everywhere(place, [place / name], tmp_path) == []


def test_nor_one_that_changes_no_number(places: dict[str, Path], tmp_path: Path) -> None:
    place = Path(shutil.copytree(places["run"], tmp_path / "run"))
    run = RunDirectory.open(place)
    run.write_state(replace(run.read_state(), seconds=0.30000000000000004, seconds_left=1e-05))
    sound = run.state_file.read_bytes()
    for same in (sound.replace(b"0.30000000000000004", b"0.30000000000000005"), sound.replace(b"1e-05", b"1E-05")):
        assert json.loads(same) == json.loads(sound)
        assert sum((one ^ other).bit_count() for one, other in zip(same, sound, strict=True)) == 1
        run.state_file.write_bytes(same)
        assert [fault.name for fault in verify(place).faults] == ["state.json"]
    run.state_file.write_bytes(sound)
    line = run.events_file.read_bytes().splitlines()[0]
    assert is_whole_line(line, json.loads(line))
    assert not is_whole_line(line.replace(b", ", b",", 1), json.loads(line))


def test_a_generator_alone_is_told_by_itself(places: dict[str, Path], tmp_path: Path) -> None:
    place = Path(shutil.copy(places["snapshot"] / "generator.safetensors", tmp_path))
    assert verify(place).faults == []
    assert flipped_everywhere(place, [place], tmp_path) == []


@pytest.mark.parametrize("length", [10, 90_000])
@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "tiff"])
def test_a_design_of_any_kind_is_told_by_itself(kind: str, length: int, tmp_path: Path) -> None:
    picture = np.random.RandomState(0).randint(0, 256, (24, 24, 3)).astype(np.uint8)
    point = Point.from_values({"model_digest": "ab" * 32, "z": [0.123456789] * (length // 20 or 1)})
    options = PictureOptions.model_validate({"kind": kind})
    place = tmp_path / f"design{options.suffix}"
    place.write_bytes(encode_design(picture, PictureRecipe(model_name="critters", point=point), options))
    assert read_recipe(place) is not None
    found = verify(place)
    assert (found.kind, found.faults, found.unrecorded) == ("design", [], [])
    assert flipped_everywhere(place, [place], tmp_path) == []


@pytest.mark.parametrize("kind", ["jpeg", "webp", "tiff"])
def test_a_design_without_a_recipe_or_from_before_seals_is_read_whole(kind: str, tmp_path: Path) -> None:
    picture = np.zeros((24, 24, 3), np.uint8)
    options = PictureOptions.model_validate({"kind": kind, "recipe": False})
    place = tmp_path / f"design{options.suffix}"
    place.write_bytes(encode_design(picture, None, options))
    assert b"maquette" not in place.read_bytes()
    found = verify(place)
    assert (found.faults, found.unrecorded) == ([], [place.name])
    place.write_bytes(place.read_bytes()[:60])
    assert verify(place).faults


def test_a_recipe_that_cannot_be_understood_is_a_fault_and_inspect_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "design.png"
    for text, said in (("{", "damaged"), (json.dumps({"version": 99}), "newer")):
        place.write_bytes(encode_png(np.zeros((8, 8, 3), np.uint8), text={RECIPE_CHUNK: text}))
        assert [fault.name for fault in verify(place).faults] == (["design.png"] if said == "damaged" else [])
        with pytest.raises(SystemExit):
            main(["inspect", str(place)])
        assert said in capsys.readouterr().err


def test_each_fault_is_one_line_and_the_command_fails(
    places: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Path(shutil.copytree(places["folder"], tmp_path / "set"))
    pictures = sorted(place.rglob("*.png"))[:2]
    for path in pictures:
        flip(path, 8 * (path.stat().st_size // 2))
    with pytest.raises(SystemExit) as ended:
        main(["verify", str(place)])
    lines = capsys.readouterr().out.splitlines()
    assert ended.value.code == 1
    assert [line.split(":")[0] for line in lines[:2]] == [path.relative_to(place).as_posix() for path in pictures]
    assert "faults" in lines[-1]


def _without_seals(run: Path) -> None:
    for path in (run / "run.json", run / "state.json", max((run / "snapshots").iterdir()) / "training.json"):
        path.write_text(json.dumps({k: v for k, v in json.loads(path.read_text()).items() if k != "sha256"}))
    lines = [json.loads(line) for line in (run / "events.jsonl").read_text().splitlines()]
    text = "".join(json.dumps({k: v for k, v in line.items() if k != "crc32"}) + "\n" for line in lines)
    (run / "events.jsonl").write_text(text)


def _torn(run: Path) -> None:
    with open(run / "events.jsonl", "ab") as file:
        file.write(b'{"kind": "Progr')


@pytest.mark.parametrize("change", [_without_seals, _torn])
def test_what_is_older_or_was_killed_is_no_fault(
    change: Callable[[Path], None], places: dict[str, Path], tmp_path: Path
) -> None:
    run = Path(shutil.copytree(places["run"], tmp_path / "run"))
    change(run)
    findings = verify(run)
    assert findings.faults == []
    assert ("events.jsonl" in findings.unrecorded) == (change is _without_seals)


def test_the_digest_of_a_generator_is_in_its_metadata(places: dict[str, Path]) -> None:
    data = (places["snapshot"] / "generator.safetensors").read_bytes()
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    assert len(header["__metadata__"][CONTENT]) == 64
