"""A project folder: made, opened, refused, moved, closed."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from gan_engine.errors import EngineError
from gan_engine.runs.run_names import run_name
from studio.project.errors import DamagedProjectError, ProjectError
from studio.project.pictures.catalogue import Query
from studio.project.pictures.importing import import_sources
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.restoring import restore
from tests.studio.project_support import draw_folder, make_project


def test_a_new_project_has_the_folders_of_the_house_and_is_named_after_its_own(tmp_path: Path) -> None:
    with Project.create(tmp_path / "Critters") as project:
        assert project.folder == tmp_path / "Critters.maquette"
        assert project.name == "Critters"
        assert {path.name for path in project.folder.iterdir()} >= {"project.db", "datasets", "runs", "shelf", "cache"}
        assert project.catalogue.ids().size == 0
        assert project.datasets() == []
        assert project.runs() == []
        assert project.undo_text() == ""
        assert project.undo() is None


def test_nothing_is_made_over_what_is_there(tmp_path: Path) -> None:
    taken = tmp_path / "art.maquette"
    taken.mkdir()
    (taken / "drawing.png").write_bytes(b"mine")
    with pytest.raises(ProjectError, match="something at"):
        Project.create(taken)
    assert [path.name for path in taken.iterdir()] == ["drawing.png"]


@pytest.mark.parametrize("name", ["what?", 'a"b', "aux", "dot."])
def test_names_that_some_system_cannot_hold_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProjectError, match="cannot be the name"):
        Project.create(tmp_path / f"{name}.maquette")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["Ritter & Söhne", "騎士", "рыцари 2"])
def test_names_in_any_script_are_fine(tmp_path: Path, name: str) -> None:
    with Project.create(tmp_path / name) as project:
        assert project.name == name
    with Project.open(tmp_path / f"{name}.maquette") as project:
        assert project.name == name


def test_a_folder_without_a_project_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no project"):
        Project.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_project_opens_once_at_a_time(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a") as project, pytest.raises(ProjectError, match="open in another window"):
        Project.open(project.folder)
    Project.open(project.folder).close()


def test_a_killed_studio_does_not_keep_its_project_locked(tmp_path: Path) -> None:
    Project.create(tmp_path / "a").close()
    folder = tmp_path / "a.maquette"
    code = f"""
        from pathlib import Path
        from studio.project.project import Project
        project = Project.open(Path({str(folder)!r}))
        project.remember("map", "the first")
        print("open", flush=True)
        input()
    """
    holder = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(ProjectError, match="open in another window"):
            Project.open(folder)
        holder.kill()
        holder.wait()
    with Project.open(folder) as project:
        assert project.recall("map") == "the first"


def test_a_project_of_a_newer_version_is_refused_and_untouched(tmp_path: Path) -> None:
    Project.create(tmp_path / "a").close()
    folder = tmp_path / "a.maquette"
    with contextlib.closing(sqlite3.connect(folder / "project.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(ProjectError, match="newer version of Maquette") as caught:
        Project.open(folder)
    assert "not touched" in caught.value.kept
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_another_programs_database_is_no_project(tmp_path: Path) -> None:
    folder = tmp_path / "a.maquette"
    folder.mkdir()
    with contextlib.closing(sqlite3.connect(folder / "project.db")) as connection:
        connection.execute("CREATE TABLE recipes (cake TEXT)")
    with pytest.raises(ProjectError, match="not a Maquette project"):
        Project.open(folder)


@pytest.mark.parametrize("damage", ["text", "empty", "cut", "scribbled"])
def test_a_damaged_catalogue_is_said_to_be_and_its_backup_brings_it_back(tmp_path: Path, damage: str) -> None:
    with make_project(tmp_path / "a", 2000, size=32) as project:
        project.catalogue.set_state([1, 2], State.PICKED)
    folder, path = project.folder, project.folder / "project.db"
    data = path.read_bytes()
    broken = {
        "text": b"not a database at all, " * 100,
        "empty": b"",
        "cut": data[: len(data) // 3],
        "scribbled": data[:4096] + b"\xa5" * (len(data) - 8192) + data[-4096:],
    }[damage]
    path.write_bytes(broken)
    with pytest.raises(ProjectError, match="damaged") as caught, Project.open(folder) as project:
        project.catalogue.ids()
    assert "project.backup.db" in caught.value.do
    assert isinstance(caught.value, DamagedProjectError)
    assert caught.value.restorable
    kept = restore(caught.value.folder)
    assert kept.read_bytes() == broken
    with Project.open(folder) as project:
        assert project.catalogue.ids(Query(state=State.PICKED)).tolist() == [1, 2]


def test_a_copy_that_is_damaged_too_is_put_in_nothings_place(tmp_path: Path) -> None:
    with make_project(tmp_path / "a", 4, size=32) as project:
        project.catalogue.set_state([1, 2], State.PICKED)
    folder = project.folder
    (folder / "project.backup.db").write_bytes(b"no copy at all, " * 100)
    before = {file.name: file.read_bytes() for file in folder.glob("project*")}
    with pytest.raises(ProjectError, match="cannot be used either"):
        restore(folder)
    assert {file.name: file.read_bytes() for file in folder.glob("project*")} == before
    with Project.open(folder) as project, pytest.raises(ProjectError, match="open in another window"):
        restore(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_read_only_folder_is_said_to_be(tmp_path: Path) -> None:
    Project.create(tmp_path / "a").close()
    folder = tmp_path / "a.maquette"
    code = f"""
        import os
        from pathlib import Path
        from studio.project.errors import ProjectError
        from studio.project.project import Project
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        for work in (lambda: Project.open(Path({str(folder)!r})), lambda: Project.create(Path({str(folder / "b")!r}))):
            try:
                work()
            except ProjectError as error:
                print(error)
    """
    reach = folder
    while reach != reach.parent and os.getuid() == 0:  # the other user has to get there
        reach.chmod(reach.stat().st_mode | 0o055)
        reach = reach.parent
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    command = [sys.executable, "-B", "-c", textwrap.dedent(code)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert len(said) == 2
    for line in said:
        assert "may not be written to" in line
        assert "permissions" in line


def test_undo_outlives_a_restart(tmp_path: Path) -> None:
    with make_project(tmp_path / "a", 10, size=32) as project:
        project.catalogue.set_state([1, 2], State.REJECTED)
        project.catalogue.tag([1], give=["horns"])
        project.undo()
    with Project.open(project.folder) as project:
        assert project.redo_text() == "tag “horns” on 1 picture"
        assert project.undo_text() == "reject 2 pictures"
        assert project.undo() == "reject 2 pictures"
        assert project.catalogue.states_of(range(1, 11)) == {State.UNDECIDED: 10}
        assert project.redo() == "reject 2 pictures"
        assert project.redo() == "tag “horns” on 1 picture"
        assert project.redo() is None
        assert project.catalogue.tags_of([1]) == {"horns": 1}


def test_a_project_moved_together_with_its_art_finds_it_again(tmp_path: Path) -> None:
    from studio.project.pictures.sources import look_after_sources

    draw_folder(tmp_path / "here" / "art", 3, size=32)
    with Project.create(tmp_path / "here" / "critters") as project:
        import_sources(project, [tmp_path / "here" / "art"])
        kept = project.shelf.add(_pixels(), {"version": 1})
        project.catalogue.set_state(project.catalogue.ids()[:1], State.PICKED)
    (tmp_path / "here").rename(tmp_path / "there")
    with Project.open(tmp_path / "there" / "critters.maquette") as project:
        news = look_after_sources(project)
        assert news.missing == 0
        pictures = project.catalogue.pictures(project.catalogue.ids())
        assert [picture.state for picture in pictures].count(State.PICKED) == 1
        assert all(picture.path.is_relative_to(tmp_path / "there") and picture.path.is_file() for picture in pictures)
        candidate = project.shelf.candidate(kept)
        assert candidate is not None
        assert candidate.path.is_file()


def test_a_project_moved_without_its_art_still_finds_it(tmp_path: Path) -> None:
    from studio.project.pictures.sources import look_after_sources

    draw_folder(tmp_path / "art", 3, size=32)
    with Project.create(tmp_path / "one" / "critters") as project:
        import_sources(project, [tmp_path / "art"])
    shutil.move(project.folder, tmp_path / "deeper" / "critters.maquette")
    with Project.open(tmp_path / "deeper" / "critters.maquette") as project:
        assert look_after_sources(project).missing == 0
        assert all(picture.path.is_file() for picture in project.catalogue.pictures(project.catalogue.ids()))


def test_run_folders_are_numbered_and_never_handed_out_twice(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a") as project:
        first, second = project.new_run_dir("Knights & Co"), project.new_run_dir("Knights & Co")
        assert [first.name, second.name] == ["00001-knights-co", "00002-knights-co"]
        for path in (second, first):
            path.mkdir()
        (project.folder / "runs" / "from-elsewhere").mkdir()
        (project.folder / "runs" / "from-elsewhere" / "run.json").write_text("{}")
        (project.folder / "runs" / "notes").mkdir()
        assert [path.name for path in project.runs()] == ["from-elsewhere", "00001-knights-co", "00002-knights-co"]
    with Project.open(project.folder) as project:
        assert project.new_run_dir("騎士").name == "00003-騎士"


def test_the_arms_of_an_experiment_are_runs_of_the_project(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a") as project:
        experiment = project.new_run_dir("Two ways")
        for arm in ("plain", "mirrored"):
            (experiment / arm).mkdir(parents=True)
            (experiment / arm / "run.json").write_text("{}")
        (experiment / "designs").mkdir()
        (experiment / "experiment.json").write_text("{}")
        assert project.runs() == [experiment / "mirrored", experiment / "plain"]


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a") as project:
        project.remember("explore", {"size": 64, "split": "none"})
    with Project.open(project.folder) as project:
        assert project.recall("explore") == {"size": 64, "split": "none"}
        assert project.recall("nothing", 3) == 3


def test_listeners_hear_what_changed(tmp_path: Path) -> None:
    with make_project(tmp_path / "a", 5, size=32) as project:
        heard: list[frozenset[str]] = []
        project.listen(lambda change: heard.append(change.areas))
        project.catalogue.set_state([1], State.PICKED)
        project.catalogue.set_state([1], State.PICKED)
        project.shelf.add(_pixels(), {})
        project.undo()
        assert heard == [{"pictures", "history"}, {"shelf", "history"}, {"shelf", "history"}]


def test_a_project_closed_says_so(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "a")
    project.close()
    project.close()
    with pytest.raises(EngineError, match="closed"):
        project.catalogue.ids()


def _pixels():
    from tests.studio.project_support import draw_figure

    return draw_figure(1, 32)


def test_trainings_of_one_name_are_told_apart(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "Knights.maquette")
    names = []
    for _ in range(3):
        path = project.new_run_dir("Red Knights")
        path.mkdir()
        names.append(run_name(path))
    assert names == ["red knights", "red knights 2", "red knights 3"]
    assert run_name(project.new_run_dir("Knights")) == "knights"
    project.close()
