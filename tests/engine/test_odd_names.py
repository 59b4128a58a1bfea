"""Names that are no text, as old disks have them, and odd ones: a dataset and a run under them work like any other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gan_engine.dataset.reading import open_dataset
from gan_engine.documents import as_text, parse_json, to_json
from gan_engine.training.events import RunFailed
from gan_engine.training.follow import history
from gan_engine.training.loop import train
from gan_engine.training.run_directory import RunDirectory
from gan_engine.training.start import create_run
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import configuration

ODD = os.fsdecode(b's\xe4tze \xff "it\'s"') if sys.platform != "win32" else "s\udce4tze"


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
    settings = [sys.executable, "-m", "gan_engine"]
    bare = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for arguments in (["resume", run.path, "--kimg", "0.04"], ["status", run.path, "--json"], ["inspect", dataset]):
        done = subprocess.run([*settings, *arguments], capture_output=True, env=bare, timeout=180)
        assert (done.returncode, b"Something went wrong" in done.stderr) == (0, False), done.stderr
        assert done.stdout.isascii()
    assert RunDirectory(run.path).read_state().images == 40


def test_pictures_under_such_names_are_read(folder: Path) -> None:
    dataset = make_dataset(folder / "set", count=8, size=32)
    for number, picture in enumerate(sorted((dataset / "00000").iterdir())):
        picture.rename(dataset / f"{ODD} {number}.png")
    with open_dataset(dataset) as opened:
        assert opened.count == 8
        assert len(opened.digest) == 64
        assert opened.read(7).shape == (3, 32, 32)


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
