"""A stranger's project in which links and rows lead elsewhere: what lies there is never touched, and that is said."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gan_engine import atomic
from gan_engine.errors import EngineError, OutsideError, PathError
from gan_engine.runs.run_directory import RunDirectory
from studio.project.errors import ProjectError
from studio.project.pictures.importing import import_sources
from studio.project.project import Project
from studio.workers.training.start_points import new_network_folder
from tests.engine.run_support import document
from tests.studio.project_support import draw_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links take a right there; test_door tries junctions")

PARTS = ("datasets", "shelf", "cache", "recipes", "networks", "imported", "runs")


@pytest.fixture(autouse=True)
def bin_(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A bin that is seen to work: what goes into it is gone."""
    gone: list[Path] = []

    def throw(path: Path) -> None:
        gone.append(path)
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    monkeypatch.setattr("send2trash.send2trash", throw)
    return gone


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    for name in ("mine.png", "thumbnails.db", "vectors.db", "cover.png", ".writing-mine", "own.toml", "art/a.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("precious")
    (folder / f"{atomic.REPLACED}art").mkdir()
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    with Project.create(tmp_path / "strange") as made:
        draw_folder(tmp_path / "pictures", 3)
        import_sources(made, [tmp_path / "pictures"])
        return made.folder


def all_of(folder: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


def use(project: Project, tmp_path: Path) -> list[Callable[[], object]]:
    """All that writes into a project without a window."""
    archive = tmp_path / "more.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.png", (tmp_path / "pictures" / "cats" / "cat 0.png").read_bytes() + b"\0")
    return [
        lambda: import_sources(project, [archive]),
        lambda: project.shelf.add((tmp_path / "pictures" / "cats" / "cat 0.png").read_bytes(), {}, name="mine"),
        lambda: project.dataset_files.new_path("mine"),
        lambda: project.new_run_dir("mine"),
        lambda: project.thumbnails.write("mine", b"x"),
        lambda: project.remember("map", 1),
    ]


def refusal(act: Callable[[], object]) -> OutsideError | None:
    try:
        act()
    except OutsideError as error:
        return error
    return None


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_a_link_is_left_alone_and_said(
    part: str, project: Path, elsewhere: Path, tmp_path: Path
) -> None:
    shutil.rmtree(project / part, ignore_errors=True)
    (project / part).symlink_to(elsewhere)
    before = all_of(elsewhere)
    with Project.open(project) as opened:
        (said,) = opened.elsewhere
        assert part in said.what
        assert "move it back" in said.do
        refused = [error.what for act in use(opened, tmp_path) if (error := refusal(act)) is not None]
        assert len(refused) == (part in ("imported", "shelf", "datasets", "runs"))
        assert all(part in what for what in refused)
        assert opened.runs() == []
    assert all_of(elsewhere) == before


@pytest.mark.parametrize("name", ["project.db", "project.db-wal", "project.lock", "project.backup.db"])
def test_a_file_that_is_a_link_is_left_alone(name: str, project: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    shutil.copy(project / name, target) if (project / name).exists() else target.write_text("precious")
    (project / name).unlink(missing_ok=True)
    (project / name).symlink_to(target)
    before = target.read_bytes()
    if name == "project.backup.db":
        with Project.open(project) as opened:
            opened.remember("map", 1)
    else:
        with pytest.raises(OutsideError, match=r"project.*is a link"):
            Project.open(project)
    assert target.read_bytes() == before
    assert (project / name).is_symlink()


@pytest.mark.parametrize("row", ["ABSOLUTE", "../../elsewhere/mine.png", "way/mine.png", "../project.backup.db", ".."])
def test_a_row_of_the_shelf_bins_nothing_elsewhere(row: str, project: Path, elsewhere: Path, bin_: list[Path]) -> None:
    (project / "shelf" / "way").symlink_to(elsewhere)
    (project / "shelf" / "ours.png").write_bytes(b"ours")
    before = all_of(elsewhere)
    with Project.open(project) as opened, opened.database.writing() as connection:
        for file in (row.replace("ABSOLUTE", str(elsewhere / "mine.png")), "ours.png"):
            connection.execute(
                "INSERT INTO candidates (file, digest, width, height, name, created, deleted)"
                " VALUES (?, '', 1, 1, 'x', 0, 1)",
                (file,),
            )
    assert bin_ == [project / "shelf" / "ours.png"]
    assert all_of(elsewhere) == before
    assert (project / "project.db").exists()


def test_a_link_among_the_unpacked_and_the_runs_is_left_alone(
    project: Path, elsewhere: Path, tmp_path: Path, bin_: list[Path]
) -> None:
    run = RunDirectory.create(tmp_path / "far run", document()).path
    before = all_of(elsewhere), all_of(run)
    (project / "imported").mkdir()
    (project / "imported" / "way").symlink_to(elsewhere)
    (project / "imported" / "unused").mkdir()
    (project / "runs" / "00001-far").symlink_to(run)
    with Project.open(project) as opened:
        opened.remember("map", 1)
        assert opened.runs() == []
    assert bin_ == [project / "imported" / "unused"]
    assert (all_of(elsewhere), all_of(run)) == before


def test_a_catalogue_of_two_names_is_parted_from_the_other(project: Path, tmp_path: Path) -> None:
    with Project.open(project) as opened:
        opened.thumbnails.write("ours", b"x")
    for name in ("project.db", "cache/thumbnails.db"):
        (tmp_path / Path(name).name).hardlink_to(project / name)
    before = [(tmp_path / name).read_bytes() for name in ("project.db", "thumbnails.db")]
    with Project.open(project) as opened:
        opened.remember("map", 1)
        opened.thumbnails.write("mine", b"x")
    assert [(tmp_path / name).read_bytes() for name in ("project.db", "thumbnails.db")] == before
    with Project.open(project) as opened:
        assert opened.recall("map") == 1


@pytest.mark.parametrize("text", ["null", '"title = \\"mine\\""'])
def test_a_change_in_the_history_takes_no_recipe_but_its_own(text: str, project: Path) -> None:
    mine = project / "recipes" / "mine.toml"
    mine.parent.mkdir()
    mine.write_text("precious")
    with Project.open(project) as opened:
        opened.recipes.keep("Kept", "title = 'kept'")
        with opened.database.writing() as connection:
            for before in ("", ', "before": "something else"'):
                change = f'{{"kind": "recipe", "name": "mine.toml", "text": {text}{before}}}'
                connection.execute(
                    "INSERT INTO history (words, forward, backward, made, scope) VALUES ('x', ?, ?, 0, 'train')",
                    (change, change),
                )
    with Project.open(project) as opened:
        assert opened.notice is None
        for _ in range(2):
            with pytest.raises(ProjectError, match="not as this project wrote it") as refused:
                opened.undo()
            assert "left as it is" in refused.value.kept
            assert mine.read_text() == "precious"
        mine.rename(project / "aside.toml")
        assert [opened.undo() for _ in range(3)] == ["x", "x", "keep the recipe “Kept”"]
        assert not (project / "recipes" / "kept.toml").exists()


def test_a_recipe_worked_on_since_is_not_undone_away(project: Path) -> None:
    with Project.open(project) as opened:
        path = opened.recipes.keep("Calm", "title = 'calm'")
        path.write_text("title = 'calmer'")
        with pytest.raises(ProjectError, match="not as this project wrote it"):
            opened.undo()
        assert path.read_text() == "title = 'calmer'"
        opened.recipes.remove(path, "Calm")
        opened.undo()
        assert path.read_text() == "title = 'calmer'"
        path.unlink()
        path.symlink_to(project / "project.db")
        with pytest.raises(OutsideError, match="is a link"):
            opened.recipes.remove(path, "Calm")
        path.unlink()
        os.mkfifo(path)
        with pytest.raises(ProjectError, match="left as it is"):
            opened.undo()


@pytest.mark.parametrize("kind", ["a file", "a pipe"])
@pytest.mark.parametrize("part", PARTS)
def test_what_is_no_folder_in_the_place_of_one_is_said(part: str, kind: str, project: Path, tmp_path: Path) -> None:
    shutil.rmtree(project / part, ignore_errors=True)
    (project / part).write_text("x") if kind == "a file" else os.mkfifo(project / part)
    with Project.open(project) as opened:
        acts = [*use(opened, tmp_path), lambda: opened.recipes.keep("Kept", "title = 'kept'")]
        acts.append(lambda: new_network_folder(opened, "Kept"))
        said = []
        for act in acts:
            try:
                done = act()
                said += [item.why for item in getattr(done, "skipped", ())]
            except PathError as error:
                said.append(error.what)
        assert len(said) == (part != "cache")  # which keeps nothing then
        assert all("is a file, not a folder" in what for what in said)
    assert not (project / part).is_dir()


PIPES = ("project.db-wal", "project.db-journal", "project.db-shm", "project.backup.db", "cache/thumbnails.db",
         "cache/vectors.db", "recipes/mine.toml", "networks/a/generator.safetensors", "runs/00001-a/experiment.json",
         "runs/experiment.json/experiment.json")  # fmt: skip


@pytest.mark.parametrize("name", PIPES)
def test_a_pipe_is_waited_for_nowhere(name: str, project: Path, tmp_path: Path) -> None:
    (project / name).unlink(missing_ok=True)
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(project / name)

    def open_it() -> None:
        with contextlib.suppress(EngineError), Project.open(project) as opened:
            for act in use(opened, tmp_path):
                act()
            opened.runs(), opened.networks(), opened.recipes.files(), opened.thumbnails.read("mine")

    opening = threading.Thread(target=open_it, daemon=True)
    opening.start()
    opening.join(60)
    assert not opening.is_alive()


def test_a_project_may_be_reached_through_a_link(project: Path, tmp_path: Path) -> None:
    (tmp_path / "way.maquette").symlink_to(project)
    with Project.open(tmp_path / "way.maquette") as opened:
        assert opened.elsewhere == []
        for act in use(opened, tmp_path):
            act()
    assert (project / "imported" / "more" / "a.png").exists()
