"""`gan-engine verify` of a project: everything in it, each fault named, links left alone."""

from __future__ import annotations

import random
import shutil
import zipfile
from pathlib import Path

import pytest

from gan_engine.errors import EngineError
from gan_engine.verification import verify
from gan_engine.verification.projects import CATALOGUE_FORMAT
from studio.project.pictures.importing import import_sources
from studio.project.project import Project
from studio.project.store import migrations
from tests.engine.dataset_support import make_dataset
from tests.engine.run_support import write_run
from tests.studio.project_support import draw_folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    pictures = draw_folder(tmp_path / "art", 4)
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        for path in pictures:
            archive.write(path, path.name)
    with Project.create(tmp_path / "mine") as made:
        import_sources(made, [tmp_path / "more.zip"])
        made.shelf.add(pictures[0].read_bytes(), {}, name="one")
        make_dataset(made.folder / "datasets" / "set.zip", count=4)
        write_run(made.folder / "runs" / "00001-run", kimg=1, total_kimg=1)
        shutil.rmtree(made.folder / "runs" / "00001-run" / "snapshots")
        return made.folder


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[random.Random(1).randrange(len(data) // 2, len(data))] ^= 4
    path.write_bytes(bytes(data))


def test_a_whole_one_is_whole(project: Path) -> None:
    findings = verify(project)
    assert findings.kind == "project"
    assert findings.faults == []
    assert findings.checked > 10


@pytest.mark.parametrize(
    "pattern", ["imported/*/*.png", "shelf/*.png", "datasets/*.zip", "runs/*/events.jsonl", "runs/*/run.json"]
)
def test_one_flipped_bit_is_found_and_its_file_named(pattern: str, project: Path) -> None:
    path = next(project.glob(pattern))
    flip(path)
    name = path.relative_to(project).as_posix()
    faults = verify(project).faults
    assert faults
    assert all(fault.name.startswith(name) for fault in faults)
    path.unlink()
    if not pattern.startswith("datasets") and path.name != "run.json":
        assert [fault.what for fault in verify(project).faults] == ["It is missing."]


def test_a_damaged_catalogue_is_found(project: Path) -> None:
    data = bytearray((project / "project.db").read_bytes())
    data[4096 * 2 : 4096 * 3] = bytes(4096)
    (project / "project.db").write_bytes(bytes(data))
    assert any(fault.name == "project.db" for fault in verify(project).faults)


def test_links_are_told_and_nothing_is_changed(project: Path, tmp_path: Path) -> None:
    shutil.move(project / "imported", tmp_path / "far")
    (project / "imported").symlink_to(tmp_path / "far")
    (project / "runs" / "00002-far").symlink_to(tmp_path)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    faults = verify(project).faults
    assert any("imported" in fault.what and "link" in fault.what for fault in faults)
    assert any(fault.name == "runs/00002-far" for fault in faults)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_it_knows_the_same_format_as_the_studio_and_refuses_a_newer_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(migrations.STEPS) == CATALOGUE_FORMAT
    monkeypatch.setattr("gan_engine.verification.projects.CATALOGUE_FORMAT", CATALOGUE_FORMAT - 1)
    with pytest.raises(EngineError, match="newer version"):
        verify(project)
