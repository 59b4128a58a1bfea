"""The one door: nothing is written, renamed, put into the bin or deleted outside the folder it belongs to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gan_engine import atomic, door
from gan_engine.errors import OutsideError

Act = Callable[[Path, Path], object]

WAYS: dict[str, Act] = {
    "make a folder": lambda path, root: door.make_folder(path / "new", root=root),
    "a new file": lambda path, root: door.open_new(path / "new", root=root).close(),
    "append": lambda path, root: os.close(door.open_append(path / "mine.txt", root=root)),
    "remove a file": lambda path, root: door.remove_file(path / "mine.txt", root=root),
    "remove a folder": lambda path, root: door.remove_empty(path / "empty", root=root),
    "remove a tree": lambda path, root: door.remove_tree(path / "empty", root=root),
    "rename away": lambda path, root: door.rename(path / "mine.txt", root / "theirs", root=root),
    "rename over": lambda path, root: door.rename(root / "own.txt", path / "mine.txt", root=root),
    "bin": lambda path, root: door.to_bin(path / "mine.txt", root=root),
    "lock": lambda path, root: door.lock(path / "lock", root=root, timeout=0).acquire(),
    "database": lambda path, root: door.database(path / "mine.txt", root=root),
    "write": lambda path, root: atomic.write_bytes(path / "mine.txt", b"new", root=root),
    "write a folder": lambda path, root: write_folder(path / "empty", root),
    "sweep": lambda path, root: atomic.sweep(path, root=root),
    "sync": lambda path, root: atomic.replace(root / "own.txt", path / "mine.txt", root=root),
}


def write_folder(path: Path, root: Path) -> None:
    with atomic.writing_folder(path, root=root) as place:
        atomic.write_bytes(place / "a", b"x", root=place)


def link(path: Path, target: Path) -> None:
    """A link to a folder or file; a junction where Windows lets nobody make the other kind."""
    if sys.platform == "win32" and target.is_dir():
        import _winapi

        _winapi.CreateJunction(str(target), str(path))
    else:
        path.symlink_to(target)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """What the person owns: files of every kind that we make ourselves."""
    folder = tmp_path / "elsewhere"
    (folder / "empty").mkdir(parents=True)
    (folder / f"{atomic.REPLACED}old").mkdir()
    (folder / f"{atomic.TEMPORARY}folder").mkdir()
    for name in ("mine.txt", f"{atomic.TEMPORARY}letter", f"{atomic.TEMPORARY}folder/in"):
        (folder / name).write_text("precious")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "root"
    folder.mkdir()
    (folder / "own.txt").write_text("own")
    return folder


def all_of(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize("act", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("where", ["a link", "a link further up", "dots", "absolute"])
def test_what_lies_elsewhere_is_never_touched(act: Act, where: str, root: Path, elsewhere: Path) -> None:
    before = all_of(elsewhere)
    if where == "a link":
        link(root / "way", elsewhere)
        path = root / "way"
    elif where == "a link further up":
        link(root / "way", elsewhere.parent)
        path = root / "way" / "elsewhere"
    else:
        path = root / ".." / "elsewhere" if where == "dots" else root / elsewhere
    with pytest.raises(OutsideError) as caught:
        act(path, root)
    assert all_of(elsewhere) == before
    assert (root / "own.txt").read_text() == "own"
    assert "not touched" in caught.value.kept
    assert caught.value.do


@pytest.mark.parametrize("act", WAYS.values(), ids=WAYS)
def test_in_its_own_folder_all_of_it_works(
    act: Act, root: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reached through a link too, which is the person's own choice."""
    monkeypatch.setattr("send2trash.send2trash", lambda path: None)
    elsewhere.rename(root / "way")
    link(root.with_name("opened"), root)
    act(root.with_name("opened") / "way", root.with_name("opened"))


@pytest.mark.skipif(sys.platform == "win32", reason="links to files take a right there")
@pytest.mark.parametrize("name", ["append", "remove a file", "rename over", "bin", "database", "write", "sync"])
def test_a_file_that_is_a_link_is_left_as_it_is(name: str, root: Path, elsewhere: Path) -> None:
    link(root / "mine.txt", elsewhere / "mine.txt")
    with pytest.raises(OutsideError, match=r"mine\.txt.*is a link"):
        WAYS[name](root, root)
    assert (elsewhere / "mine.txt").read_text() == "precious"
    assert door.is_link(root / "mine.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "mine.txt")
    with pytest.raises(FileExistsError, match="no file"):
        door.open_append(root / "mine.txt", root=root)
    with pytest.raises(OSError, match="not a file"):
        door.open_read(root / "mine.txt")


def test_what_is_added_to_a_file_of_two_names_stays_in_its_folder(root: Path, elsewhere: Path) -> None:
    (root / "log.txt").hardlink_to(elsewhere / "mine.txt")
    with os.fdopen(door.open_append(root / "log.txt", root=root), "ab") as file:
        file.write(b", more")
    assert (root / "log.txt").read_text() == "precious, more"
    assert (elsewhere / "mine.txt").read_text() == "precious"
    assert sorted(path.name for path in root.iterdir()) == ["log.txt", "own.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="no handles on folders")
def test_a_link_put_there_meanwhile_is_not_followed(
    root: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "way").mkdir()
    (root / "way" / "mine.txt").write_text("ours")

    def look_away(path: Path, *, root: Path) -> Path:
        if not door.is_link(root / "way"):
            (root / "way" / "mine.txt").unlink()
            (root / "way").rmdir()
            link(root / "way", elsewhere)
        return path

    monkeypatch.setattr(door, "check", look_away)
    for name in ("make a folder", "a new file", "append", "remove a file", "remove a folder", "rename away"):
        with pytest.raises(OSError):  # noqa: PT011 - the system's own: a link, or no folder
            WAYS[name](root / "way", root)
    WAYS["remove a tree"](root / "way", root)
    assert (elsewhere / "mine.txt").read_text() == "precious"
    assert (elsewhere / "empty").is_dir()


def test_a_sweep_leaves_links_alone(root: Path, elsewhere: Path) -> None:
    link(root / f"{atomic.TEMPORARY}way", elsewhere)
    link(root / f"{atomic.REPLACED}way", elsewhere)
    before = all_of(elsewhere)
    atomic.sweep(root, root=root)
    assert all_of(elsewhere) == before
    assert door.is_link(root / f"{atomic.TEMPORARY}way")


def test_a_new_file_has_its_name(tmp_path: Path) -> None:
    """PyAV asks the file it writes a clip to for it."""
    with door.open_new(tmp_path / "walk.mp4", root=tmp_path) as file:
        assert Path(file.name) == tmp_path / "walk.mp4"


def test_a_root_that_has_gone_is_made_anew_only_where_that_is_meant(tmp_path: Path) -> None:
    root = tmp_path / "moved"
    with pytest.raises(FileNotFoundError):
        door.make_folder(root / "inner", root=root)
    assert not root.exists()
    assert door.make_folder(root, root=root).is_dir()
    assert door.make_folder(root / "inner", root=root).is_dir()
