"""`gan-engine snapshots`: sizes, pins, thinning; and what `status` says of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gan_engine.interchange.picture_recipe import PictureRecipe, write_design
from gan_engine.latent.point import Point
from gan_engine.pictures import digest
from gan_engine.runs.ballots import ballot
from gan_engine.runs.pins import pins
from gan_engine.runs.run_directory import GENERATOR, RunDirectory
from tests.engine.cli.test_cli_training import Terminal
from tests.engine.runs.test_thinning import make_run

LEFT = ["000050", "000100", "000150", "000300", "000550", "000650", "000700", "000750"]


@pytest.fixture
def engine(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture
def run(tmp_path: Path) -> RunDirectory:
    return make_run(tmp_path / "run", [50 * n for n in range(1, 16)])


def test_snapshots_are_listed_with_their_sizes(engine: Terminal, run: RunDirectory) -> None:
    assert engine("snapshots", run.path, "--json") == 0
    listed = engine.json["snapshots"]
    assert [each["name"] for each in listed] == [f"{50 * n:06d}" for n in range(1, 16)]
    assert listed[0] == {
        "name": "000050", "kimg": 50.0, "bytes": 100, "resumable": False, "pinned": False, "best": False,
        "chosen": False, "kept": "first of a doubling",
    }  # fmt: skip
    assert listed[-1]["bytes"] == 1102
    assert listed[-1]["resumable"]
    assert engine("snapshots", run.path) == 0
    assert "15 snapshots, 5 KB" in engine.out


def test_pinned_ones_outlive_thinning(engine: Terminal, run: RunDirectory) -> None:
    assert engine("snapshots", run.path, "--pin", "000200", "--pin", "000250", "--unpin", "000250") == 0
    assert engine("snapshots", run.path, "--thin", "--dry-run") == 0
    assert "Would go: 000250, 000350" in engine.out
    assert len(run.snapshots()) == 15
    assert engine("snapshots", run.path, "--thin", "--json") == 0
    assert engine.json["gone"] == ["000250", "000350", "000400", "000450", "000500", "000600"]
    assert [each.name for each in run.snapshots()] == sorted([*LEFT, "000200"])


def test_what_is_not_there_cannot_be_pinned(engine: Terminal, run: RunDirectory) -> None:
    assert engine("snapshots", run.path, "--pin", "000999") == 1
    assert "no snapshot 000999" in engine.err


def test_a_run_that_trains_is_not_thinned_from_outside(engine: Terminal, run: RunDirectory) -> None:
    with run.hold():
        assert engine("snapshots", run.path, "--thin") == 1
    assert "in use by another process" in engine.err
    assert len(run.snapshots()) == 15


def test_status_says_size_pins_and_the_artists_choice(engine: Terminal, run: RunDirectory) -> None:
    votes = ballot.begin(run.path, ["000100", "000700"])
    ballot.write(run.path, votes.cast("left" if votes.next().left == "000700" else "right"))
    assert engine("snapshots", run.path, "--pin", "000200") == 0
    assert engine("status", run.path, "--json") == 0
    assert (engine.json["snapshot_bytes"], engine.json["pinned"], engine.json["chosen"]) == (4506, ["000200"], "000700")
    assert engine("status", run.path) == 0
    assert "15, 5 KB, the last 000750" in engine.out
    assert "Your choice" in engine.out


def test_what_drew_a_design_on_the_shelf_long_ago_stays(engine: Terminal, tmp_path: Path) -> None:
    run = make_run(tmp_path / "runs" / "00001-run", [50 * n for n in range(1, 16)])
    for number, snapshot in enumerate(run.snapshots()):
        snapshot.generator.write_bytes(bytes([number]) * 100)
    (tmp_path / "shelf").mkdir()
    recipe = PictureRecipe(point=Point(seed=3, model_digest=digest(run.snapshots_folder / "000250" / GENERATOR)))
    write_design(tmp_path / "shelf" / "kept.png", np.zeros((8, 8, 3), np.uint8), recipe)
    (tmp_path / "shelf" / "other.png").write_bytes(b"no picture")
    assert engine("snapshots", run.path, "--thin") == 0
    assert "Designs on the shelf are from 000250: kept." in engine.err
    assert [each.name for each in run.snapshots()] == sorted([*LEFT, "000250"])
    assert pins(run.path) == {"000250": {"shelf"}}
