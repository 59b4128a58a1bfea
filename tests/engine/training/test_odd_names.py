"""Names that are no text, as old disks have them, and odd ones: a dataset and a run under them work like any other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gan_engine.dataset.reading import open_dataset
from gan_engine.documents import as_text, parse_json, to_json
from gan_engine.pictures import write_png
from gan_engine.runs.events import RunFailed
from gan_engine.runs.history import history
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from tests.engine.cli.in_turn import ENDED, in_turn
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import configuration

BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
ODD = os.fsdecode(b's\xe4tze \xff "it\'s"') if sys.platform != "win32" else "s\udce4tze"


def said_in_turn(locale: dict[str, str], *commands: list[str | Path]) -> list[bytes]:
    """What each command says, one after the other in a process under this locale; all of them end well."""
    done = subprocess.run(in_turn(commands), capture_output=True, env=os.environ | locale, timeout=180)
    assert (done.returncode, b"Something went wrong" in done.stderr) == (0, False), done.stderr
    said = done.stdout.replace(b"\r\n", b"\n").split(ENDED)
    assert (len(said), said[-1]) == (len(commands) + 1, b""), done.stdout + done.stderr
    return said[:-1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    try:
        (tmp_path / ODD).mkdir()
    except (OSError, ValueError):
        pytest.skip("no folder can have such a name here")
    return tmp_path / ODD


@pytest.mark.parametrize("form", [f"{ODD}.zip", ODD])
def test_a_training_under_such_names_resumes(folder: Path, form: str) -> None:
    dataset = make_dataset(folder / form, count=8, size=32)
    run = create_run(folder / "run", dataset, configuration(kimg=0.02))
    document = json.loads(run.run_file.read_bytes().decode("utf-8"))
    assert document["dataset"]["path"] == str(dataset)
    assert document["dataset"]["name"] == as_text(dataset.stem)
    assert train(run) == "done"
    commands = ["resume", run.path, "--kimg", "0.04"], ["status", run.path, "--json"], ["inspect", dataset]
    assert all(said.isascii() for said in said_in_turn(BARE, *commands))
    assert RunDirectory(run.path).read_state().images == 40


def test_pictures_under_such_names_are_read(folder: Path) -> None:
    dataset = make_dataset(folder / "set", count=8, size=32)
    for number, picture in enumerate(sorted((dataset / "00000").iterdir())):
        picture.rename(dataset / f"{ODD} {number}.png")
    with open_dataset(dataset) as opened:
        assert opened.count == 8
        assert len(opened.digest) == 64
        assert opened.read(7).shape == (3, 32, 32)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are always text there")
def test_a_folder_of_such_names_is_checked_and_baked_alike_in_every_locale(folder: Path) -> None:
    """Its own name, its parent's and those inside. In the dataset all of them are text, and the originals are found."""
    art = folder / os.fsdecode(b"art \xff")
    text = ["a.png", "ü2.png", "Ü10.png", "größe/y.png"]
    inside = [b"s\xe4tz 10.png", b"s\xe4tz 9.png", b"f\xff/x.png", *(name.encode() for name in text)]
    for number, name in enumerate(inside):
        place = art / os.fsdecode(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_png(place, np.full((48, 48, 3), 40 * number, np.uint8))
    told, baked = [], []
    for number, locale in enumerate(({"LC_ALL": "C.UTF-8"}, {"LC_ALL": "POSIX"}, BARE)):
        out = folder / f"{number}.zip"
        said, *_, again = said_in_turn(
            locale,
            ["check", art, "--json", "--quick"],
            ["check", art, "--quick"],
            ["bake", art, out, "--size", "32", "--labels", "folders"],
            ["bake", art, folder / f"{number} set", "--size", "32"],
            ["bake", art, art / "again.zip", "--like", out],
        )
        told.append({key: value for key, value in json.loads(said).items() if key != "folder"})
        assert b"It is the same dataset" in again
        baked.append((out.read_bytes(), *(f.read_bytes() for f in sorted((folder / f"{number} set").rglob("*.*g")))))
        (art / "again.zip").unlink()
    assert told[0]["pictures"] == 7
    assert told[0]["skipped"] == []
    assert told[1:] == told[:1] * 2
    assert baked[1:] == baked[:1] * 2
    with open_dataset(folder / "0.zip") as dataset, open_dataset(folder / "0 set") as whole:
        assert dataset.class_names == ["f\\xff", "größe"]
        sources = [whole.source(index)["source"] for index in range(whole.count)]
    assert sources[:5] == ["a.png", "s\\xe4tz 9.png", "s\\xe4tz 10.png", "ü2.png", "Ü10.png"]
    assert sources[5:] == ["f\\xff/x.png", "größe/y.png"]


def test_what_went_wrong_with_them_is_told(folder: Path) -> None:
    dataset = make_dataset(folder / "set.zip", count=8, size=32)
    run = create_run(folder / "run", dataset, configuration())
    dataset.unlink()
    with pytest.raises(Exception, match="There is no dataset"):
        train(run)
    failure = history(run.path).failure
    assert isinstance(failure, RunFailed)
    assert ODD in failure.what


def test_json_gives_such_names_back() -> None:
    value = {"path": f"/art/{ODD}", ODD: ["ünï", "\ud83d"]}
    assert parse_json(to_json(value)) == value
    assert "ünï" in to_json(value).decode("utf-8")
    assert as_text("ünï") == "ünï"
    assert as_text("s\udce4tze \ud83d").isprintable()
