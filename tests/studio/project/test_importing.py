"""Taking pictures in: from folders, files and archives, good ones and damaged ones, wholly or not at all."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from gan_engine.pictures import encode_jpeg, encode_png, write_png
from gan_engine.reporting import Cancelled
from studio.project.findings.checking import check_project
from studio.project.pictures.importing import import_sources
from studio.project.pictures.query import Query, State
from studio.project.pictures.sources import find_missing, look_after_sources
from studio.project.project import Project
from tests.studio.project_support import draw_figure, draw_folder


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "critters") as project:
        yield project


def _names(project: Project, query: Query = Query()) -> list[str]:  # noqa: B008 - frozen
    return [picture.name for picture in project.catalogue.pictures(project.catalogue.ids(query))]


def _tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def test_a_folder_comes_in_with_its_facts_and_its_sub_folders_as_classes(project: Project, tmp_path: Path) -> None:
    draw_folder(tmp_path / "art", 12, size=48)
    before = _tree(tmp_path / "art")
    summary = import_sources(project, [tmp_path / "art"])
    assert summary.words() == "12 pictures imported"
    assert list(summary.classes) == ["cats", "heads", "monsters", "robots"]
    assert _names(project)[:4] == ["cat 0.png", "cat 4.png", "cat 8.png", "head 1.png"]
    picture = project.catalogue.pictures(project.catalogue.ids())[0]
    assert (picture.width, picture.height, picture.mode, picture.folder) == (48, 48, "RGB", "cats")
    assert len(picture.digest) == 64
    assert project.catalogue.counts().classes == {"cats": 3, "heads": 3, "monsters": 3, "robots": 3}
    assert _tree(tmp_path / "art") == before


def test_an_import_is_one_change_that_can_be_taken_back(project: Project, tmp_path: Path) -> None:
    draw_folder(tmp_path / "art", 8, size=32)
    import_sources(project, [tmp_path / "art"])
    assert project.undo() == "import 8 pictures"
    assert project.catalogue.ids().size == 0
    assert project.catalogue.counts().classes == {}
    project.redo()
    assert project.catalogue.ids().size == 8
    assert project.catalogue.counts().classes == {"cats": 2, "heads": 2, "monsters": 2, "robots": 2}


def test_the_same_pictures_again_are_already_here(project: Project, tmp_path: Path) -> None:
    paths = draw_folder(tmp_path / "art", 4, size=32)
    shutil.copy(paths[0], tmp_path / "art" / "a copy.png")
    summary = import_sources(project, [tmp_path / "art", paths[1]])
    assert (len(summary.ids), summary.known) == (4, 1)
    again = import_sources(project, [tmp_path / "art"])
    assert (len(again.ids), again.known, again.words()) == (0, 5, "0 pictures imported, 5 already here")
    assert project.undo_text() == "import 4 pictures"


def test_a_picture_taken_out_comes_back_as_it_was_when_imported_again(project: Project, tmp_path: Path) -> None:
    draw_folder(tmp_path / "art", 4, size=32)
    ids = import_sources(project, [tmp_path / "art"]).ids
    project.catalogue.tag(ids[:1], give=["horns"])
    project.catalogue.remove(ids[:1])
    summary = import_sources(project, [tmp_path / "art"])
    assert summary.ids.tolist() == ids[:1].tolist()
    assert summary.known == 3
    assert project.catalogue.tags_of(ids[:1]) == {"horns": 1}
    project.undo()
    assert project.catalogue.ids().size == 3


def test_folders_given_together_stay_apart(project: Project, tmp_path: Path) -> None:
    draw_folder(tmp_path / "art", 8, size=32)
    import_sources(project, [tmp_path / "art" / "cats", tmp_path / "art" / "robots"])
    assert project.catalogue.counts().classes == {"cats": 2, "robots": 2}


def test_a_single_folder_makes_no_classes(project: Project, tmp_path: Path) -> None:
    draw_folder(tmp_path / "art", 3, size=32, kinds=())
    summary = import_sources(project, [tmp_path / "art"])
    assert list(summary.classes) == []
    assert project.catalogue.counts().classes == {}


def test_damaged_files_come_in_as_damaged_and_the_rest_goes_on(project: Project, tmp_path: Path) -> None:
    art = tmp_path / "art"
    draw_folder(art, 3, size=64, kinds=())
    (art / "empty.png").touch()
    (art / "text.png").write_text("a shopping list")
    (art / "торн.jpg").write_bytes(encode_jpeg(draw_figure(9, 256))[:3000])
    (art / "notes.txt").write_text("no picture, and none of our business")
    if hasattr(os, "symlink") and os.name != "nt":
        (art / "link.png").symlink_to(art / "picture 0.png")
    summary = import_sources(project, [art, tmp_path / "not there.png"])
    assert len(summary.ids) == 6
    assert summary.damaged == 2
    assert "2 of them damaged" in summary.words()
    assert "missing" in {skipped.kind for skipped in summary.skipped}
    check_project(project)
    damaged = project.catalogue.pictures(
        project.catalogue.ids(Query(finding=frozenset({"empty", "not-a-picture", "truncated"})))
    )
    assert [(picture.name, picture.flags[0].kind) for picture in damaged] == [
        ("empty.png", "empty"), ("text.png", "not-a-picture"), ("торн.jpg", "truncated"),
    ]  # fmt: skip
    assert all(picture.flags[0].why for picture in damaged)
    assert project.catalogue.counts().damaged == 3
    assert project.catalogue.count(Query(usable=True)) == 3


def test_a_mended_file_is_read_again(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"broken")
    import_sources(project, [path])
    project.catalogue.set_state([1], State.PICKED)
    write_png(path, draw_figure(1, 40))
    summary = import_sources(project, [path])
    assert (len(summary.ids), summary.known) == (0, 1)
    picture = project.catalogue.picture(1)
    assert picture is not None
    assert (picture.width, picture.damaged, picture.state) == (40, False, State.PICKED)


def test_an_archive_is_unpacked_into_the_project(project: Project, tmp_path: Path) -> None:
    paths = draw_folder(tmp_path / "art", 4, size=32)
    archive = tmp_path / "Ritter & Köpfe.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in paths:
            file.write(path, path.relative_to(tmp_path / "art"))
        file.writestr("../outside.png", encode_png(draw_figure(50, 32)))
    summary = import_sources(project, [archive])
    assert len(summary.ids) == 4
    assert [skipped.kind for skipped in summary.skipped] == ["unsafe"]
    assert summary.words().startswith("4 pictures imported. ../outside.png: ")
    assert list(summary.classes) == ["cats", "heads", "monsters", "robots"]
    archive.unlink()
    shutil.rmtree(tmp_path / "art")
    for picture in project.catalogue.pictures(project.catalogue.ids()):
        assert picture.path.is_relative_to(project.folder / "imported")
        assert picture.path.is_file()
    assert not (tmp_path / "outside.png").exists()


def test_an_archive_of_nothing_new_leaves_nothing_behind(project: Project, tmp_path: Path) -> None:
    paths = draw_folder(tmp_path / "art", 2, size=32)
    import_sources(project, [tmp_path / "art"])
    archive = tmp_path / "again.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in paths:
            file.write(path, path.name)
    assert import_sources(project, [archive]).known == 2
    (tmp_path / "none.zip").write_bytes(b"no archive")
    assert [skipped.kind for skipped in import_sources(project, [tmp_path / "none.zip"]).skipped] == ["unreadable"]
    assert not list((project.folder / "imported").glob("*")) if (project.folder / "imported").exists() else True


def test_an_archive_whose_import_was_undone_for_good_goes_to_the_bin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binned: list[Path] = []
    monkeypatch.setattr("send2trash.send2trash", lambda path: binned.append(Path(path)))
    with zipfile.ZipFile(tmp_path / "art.zip", "w") as file:
        file.writestr("x.png", encode_png(draw_figure(1, 16)))
    with Project.create(tmp_path / "critters") as project:
        import_sources(project, [tmp_path / "art.zip"])
        project.undo()
    assert binned == []  # it can still be done again
    with Project.open(project.folder) as project:
        assert project.redo() == "import 1 picture"
        project.undo()
        import_sources(project, draw_folder(tmp_path / "other", 1, size=16))
    assert binned == [project.folder / "imported" / "art"]


@pytest.mark.parametrize("after", [1, 10, 300, 600])
def test_a_cancelled_import_leaves_everything_as_before(project: Project, tmp_path: Path, after: int) -> None:
    draw_folder(tmp_path / "first", 2, size=16, kinds=())
    import_sources(project, [tmp_path / "first"])
    art = tmp_path / "second"
    art.mkdir()
    random = np.random.default_rng(0)
    for number in range(300):
        write_png(art / f"{number}.png", random.integers(0, 255, (8, 8, 3), dtype=np.uint8))
    with zipfile.ZipFile(tmp_path / "third.zip", "w") as file:
        file.writestr("x.png", encode_png(draw_figure(99, 16)))
    before = _names(project), project.undo_text()
    calls = 0

    def report(done: int, total: int | None, what: str = "") -> None:
        nonlocal calls
        calls += 1
        if calls == after:
            raise Cancelled

    if after < 600:
        with pytest.raises(Cancelled):
            import_sources(project, [tmp_path / "third.zip", art], report, threads=2)
        assert (_names(project), project.undo_text()) == before
        assert not list((project.folder / "imported").glob("*"))
        with project.database.reading() as connection:
            assert connection.execute("SELECT count(*) FROM sources").fetchone()[0] == 2
            assert connection.execute("SELECT count(*) FROM pictures").fetchone()[0] == 2
    else:
        assert len(import_sources(project, [tmp_path / "third.zip", art], report).ids) == 301


def test_what_a_killed_import_left_behind_is_gone_at_the_next_start(tmp_path: Path) -> None:
    draw_folder(tmp_path / "art", 3, size=16)
    with Project.create(tmp_path / "critters") as project:
        import_sources(project, [tmp_path / "art"])
        with project.database.writing() as connection:
            connection.execute("UPDATE pictures SET removed = 2 WHERE id > 1")
    with Project.open(project.folder) as project, project.database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM sources").fetchone()[0] == 1


def test_progress_runs_to_its_end(project: Project, tmp_path: Path) -> None:
    draw_folder(tmp_path / "art", 10, size=16)
    told: list[tuple[int, int | None]] = []
    import_sources(project, [tmp_path / "art"], lambda done, total, what="": told.append((done, total)))
    assert told[-1] == (10, 10)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_file_worked_on_since_is_read_again_and_a_missing_one_is_not_forgotten(
    project: Project, tmp_path: Path
) -> None:
    paths = draw_folder(tmp_path / "art", 3, size=32, kinds=())
    ids = import_sources(project, [tmp_path / "art"]).ids
    project.catalogue.set_state(ids, State.PICKED)
    check_project(project)
    assert look_after_sources(project) == look_after_sources(project)
    write_png(paths[0], draw_figure(77, 50))
    paths[1].unlink()
    news = look_after_sources(project)
    assert (news.missing, news.changed) == (1, 1)
    painted, gone, _ = project.catalogue.pictures(ids)
    assert (painted.width, painted.state) == (50, State.PICKED)
    assert gone.missing
    assert gone.state is State.PICKED
    assert project.catalogue.count(Query(usable=True)) == 2
    assert [id_ for id_, _ in project.catalogue.unchecked(1)] == [1]


def test_missing_originals_are_found_again_by_name_and_content(project: Project, tmp_path: Path) -> None:
    paths = draw_folder(tmp_path / "art", 3, size=32, kinds=())
    import_sources(project, [tmp_path / "art"])
    (tmp_path / "elsewhere" / "deep").mkdir(parents=True)
    paths[0].rename(tmp_path / "elsewhere" / "deep" / paths[0].name)
    paths[1].unlink()
    write_png(tmp_path / "elsewhere" / paths[1].name, draw_figure(55, 32))  # another picture of the same name
    assert look_after_sources(project).missing == 2
    assert find_missing(project, tmp_path / "elsewhere") == 1
    assert project.catalogue.counts().missing == 1
    assert look_after_sources(project).missing == 1
    write_png(paths[1], draw_figure(1, 32))
    assert look_after_sources(project).back == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows names are always text")
def test_names_that_are_no_text_are_named_and_skipped(project: Project, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/art\xff"))
    draw_folder(folder, 1, size=16, kinds=())
    summary = import_sources(project, [folder])
    assert len(summary.ids) == 0
    assert [skipped.kind for skipped in summary.skipped] == ["unreadable"]


def test_checking_goes_on_where_it_was_left(project: Project, tmp_path: Path) -> None:
    draw_folder(tmp_path / "art", 100, size=16, kinds=())
    import_sources(project, [tmp_path / "art"])

    def report(done: int, total: int | None, what: str = "") -> None:
        if done == 80:
            raise Cancelled

    with pytest.raises(Cancelled):
        check_project(project, report, threads=2)
    assert project.catalogue.counts().findings == {"too-small": 64}
    summary = check_project(project, threads=2)
    assert (summary.checked, summary.flagged) == (36, 36)
    assert project.catalogue.counts().findings == {"too-small": 100}
    assert check_project(project).checked == 0
