"""What a newer version of Maquette has made is refused in words, and not a byte of it is changed."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gan_engine import atomic
from gan_engine.cli import main
from gan_engine.errors import RunError
from gan_engine.runs.processes import discard_unstarted, resume_training, start_training
from gan_engine.runs.run_directory import RunDirectory
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import run_training


def raised(path: Path) -> None:
    document = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**document, "version": 9}), "utf-8")


def raised_card(path: Path) -> None:
    data = path.read_bytes()
    newer = re.sub(rb'(\{\\"version\\": ?)1', rb"\g<1>9", data, count=1)
    assert newer != data
    path.write_bytes(newer)


def snapshot(run: Path) -> Path:
    return max((run / "snapshots").iterdir())


NEWER: dict[str, Callable[[Path], None]] = {
    "run.json": lambda run: raised(run / "run.json"),
    "a snapshot's facts": lambda run: raised(snapshot(run) / "training.json"),
    "a snapshot's card": lambda run: raised_card(snapshot(run) / "generator.safetensors"),
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=12)


@pytest.fixture(scope="module")
def trained(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_training(tmp_path_factory.mktemp("trained") / "run", dataset).path


@pytest.fixture(params=NEWER.values(), ids=NEWER)
def newer(request: pytest.FixtureRequest, trained: Path, tmp_path: Path) -> Path:
    run = Path(shutil.copytree(trained, tmp_path / "run"))
    (run / "requests" / "1.json").write_text('{"kind": "stop"}')
    (run / f"{atomic.TEMPORARY}half").write_text("half")
    request.param(run)
    return run


def all_of(folder: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize("command", ["resume RUN", "status RUN", "ask RUN stop", "inspect RUN", "train DATA --run RUN"])
def test_no_command_touches_a_newer_run(
    command: str, newer: Path, dataset: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = all_of(newer)
    words = command.replace("RUN", str(newer)).replace("DATA", str(dataset)).split()
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 1
    assert ("newer version" in (said := capsys.readouterr().err)) or "already a training" in said
    assert "raceback" not in said
    assert all_of(newer) == before


def test_nor_does_whoever_starts_or_holds_one(newer: Path, dataset: Path) -> None:
    before = all_of(newer)
    for act in (
        lambda: resume_training(newer),
        lambda: start_training(newer, dataset),
        lambda: RunDirectory(newer).hold().__enter__(),
        lambda: RunDirectory.open(newer),
    ):
        with pytest.raises(RunError):
            act()
    discard_unstarted(newer)
    RunDirectory(newer).live_status()  # as the window's list asks
    assert all_of(newer) == before


@pytest.mark.parametrize("kind", ["a ZIP", "a folder"])
@pytest.mark.parametrize("command", ["train DATA --run OUT", "inspect DATA", "bake ART DATA --size 32 --force"])
def test_nor_a_newer_dataset(
    command: str, kind: str, dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "newer.zip"
    shutil.copy(dataset, place)
    with zipfile.ZipFile(place, "a") as archive:
        archive.writestr("maquette.json", '{"version": 2, "pictures": {}}')
    with zipfile.ZipFile(place) as archive:
        archive.extractall(tmp_path / "art")
        if kind == "a folder":
            place = tmp_path / "newer"
            archive.extractall(place)
    before = place.read_bytes() if place.is_file() else all_of(place)
    places = {"DATA": place, "OUT": tmp_path / "run", "ART": tmp_path / "art"}
    words = [str(places.get(word, word)) for word in command.split()]
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 1
    assert "newer version" in capsys.readouterr().err
    assert (place.read_bytes() if place.is_file() else all_of(place)) == before
