"""Files and folders are whole or not there, whatever stops the writer."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from gan_engine import atomic
from gan_engine.errors import DiskError


def test_a_file_takes_the_place_of_the_old_one_only_when_whole(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text("old")
    with pytest.raises(RuntimeError), atomic.writing(path) as file:  # noqa: PT012 - the block is what fails
        file.write(b"new")
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    atomic.write_json(path, {"a": 1})
    assert path.read_text() == '{\n "a": 1\n}\n'


def test_json_that_other_programs_could_not_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Out of range"):
        atomic.write_json(tmp_path / "a.json", float("nan"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_appears_whole_and_replaces_the_old_one(tmp_path: Path) -> None:
    place = tmp_path / "set"
    for text in ("first", "second"):
        with atomic.writing_folder(place) as fresh:
            (fresh / "inside").mkdir()
            (fresh / "inside" / "a.txt").write_text(text)
            assert fresh != place
        assert (place / "inside" / "a.txt").read_text() == text
    assert list(tmp_path.iterdir()) == [place]


def test_a_folder_that_could_not_be_filled_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), atomic.writing_folder(tmp_path / "set") as fresh:  # noqa: PT012 - the block is what fails
        (fresh / "a.txt").write_text("a")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_sweeping_puts_back_a_folder_whose_replacement_never_came(tmp_path: Path) -> None:
    # What a kill between the two renames leaves behind: the old one aside, the new one under its temporary name.
    aside, unfinished = tmp_path / f"{atomic.REPLACED}set", atomic.temporary_beside(tmp_path / "set")
    for folder, text in ((aside, "old"), (unfinished, "new")):
        folder.mkdir()
        (folder / "a.txt").write_text(text)
    (tmp_path / f"{atomic.TEMPORARY}file").write_text("half")
    atomic.sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["set"]
    assert (tmp_path / "set" / "a.txt").read_text() == "old"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_what_the_disk_refuses_is_said_in_words(tmp_path: Path, code: int) -> None:
    with pytest.raises(DiskError) as caught, atomic.disk_errors(tmp_path / "a.zip"):
        raise OSError(code, "")
    assert "a.zip" in caught.value.what
    assert caught.value.kept
    assert caught.value.do


def test_a_place_that_cannot_be_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"as it was")
    (tmp_path / "folder").mkdir()
    for path, why in (
        (tmp_path / "file" / "inside.png", "“file” is a file, not a folder"),
        (tmp_path / ("x" * 300), "the name is too long"),
    ):
        with pytest.raises(DiskError, match=why) as raised:
            atomic.write_bytes(path, b"new")
        assert raised.value.do
    with pytest.raises(DiskError, match="a folder of this name"):
        atomic.write_bytes(tmp_path / "folder", b"new")
    assert (tmp_path / "file").read_bytes() == b"as it was"


def test_what_a_block_reads_itself_is_not_taken_for_the_place_it_writes_to(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"")
    with pytest.raises(NotADirectoryError), atomic.writing(tmp_path / "new.png") as file:
        file.write((tmp_path / "there" / "picture.png").read_bytes())
    assert not (tmp_path / "new.png").exists()
