"""What is found among files and folders, and what is named instead of being found."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from gan_engine.picture_sources import Found, Skipped, find_pictures, is_link, natural_key, unpack_zip
from gan_engine.reporting import Cancelled
from tests.engine import picture_support as make

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="such names and links need other rights there")


def put(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def names(items: list[Found | Skipped]) -> list[tuple[str, str]]:
    return [(item.path.name, item.folder) if isinstance(item, Found) else (item.name, item.kind) for item in items]


def test_folders_are_walked_in_the_order_people_count(tmp_path: Path) -> None:
    for name in ("b 10.png", "b 2.PNG", "B 1.Jpeg", "notes.txt", "sub/x.webp", "sub/deep/y.tif", "Another/z.gif"):
        put(tmp_path / name)
    assert names(list(find_pictures([tmp_path]))) == [
        ("B 1.Jpeg", ""),
        ("b 2.PNG", ""),
        ("b 10.png", ""),
        ("z.gif", "Another"),
        ("x.webp", "sub"),
        ("y.tif", "sub/deep"),
    ]


def test_names_in_any_script(tmp_path: Path) -> None:
    wanted = ["Größe.png", "рыцарь.png", "騎士.png", "فارس.png", "🐉 dragon.png", "e\u0301.png", "\u202egnp.png"]
    for name in wanted:
        put(tmp_path / name)
    found = [item for item in find_pictures([tmp_path]) if isinstance(item, Found)]
    assert sorted(item.path.name for item in found) == sorted(path.name for path in tmp_path.iterdir())
    assert len(found) == len(wanted)


def test_each_picture_once_however_it_is_given(tmp_path: Path) -> None:
    picture = put(tmp_path / "a" / "x.png")
    given = [picture, tmp_path, tmp_path / "a", tmp_path / "a" / ".." / "a" / "x.png"]
    assert len([item for item in find_pictures(given) if isinstance(item, Found)]) == 1


def test_what_is_given_by_itself_is_never_passed_over_in_silence(tmp_path: Path) -> None:
    given = [put(tmp_path / "notes.txt"), tmp_path / "gone.png", put(tmp_path / "x.png")]
    assert names(list(find_pictures(given))) == [
        ("notes.txt", "not-a-picture"),
        (str(tmp_path / "gone.png"), "missing"),
        ("x.png", ""),
    ]


@posix_only
def test_links_are_named_and_not_followed(tmp_path: Path) -> None:
    real = put(tmp_path / "outside" / "real.png")
    folder = tmp_path / "art"
    put(folder / "a.png")
    (folder / "link.png").symlink_to(real)
    (folder / "broken.png").symlink_to(tmp_path / "nowhere")
    (folder / "linked folder").symlink_to(tmp_path / "outside")
    (folder / "circle").symlink_to(folder)
    (folder / "notes.txt").symlink_to(real)
    items = list(find_pictures([folder, folder / "link.png"]))
    assert names(items) == [
        ("a.png", ""),
        ("broken.png", "symlink"),
        ("circle", "symlink"),
        ("link.png", "symlink"),
        ("linked folder", "symlink"),
        ("link.png", "symlink"),
    ]
    assert all(item.why for item in items if isinstance(item, Skipped))
    assert names(list(find_pictures([folder / "linked folder"]))) == [("linked folder", "symlink")]
    assert is_link(folder / "circle")


@posix_only
def test_a_name_that_is_no_text_is_named_so_that_it_can_be_printed(tmp_path: Path) -> None:
    if sys.platform == "darwin":
        pytest.skip("such names cannot exist there")
    (tmp_path / os.fsdecode(b"\xff\xfe.png")).write_bytes(b"x")
    (tmp_path / os.fsdecode(b"folder \xff")).mkdir()
    put(tmp_path / "z.png")
    (tmp_path / os.fsdecode(b"folder \xff") / "y.png").write_bytes(b"x")
    assert [item.name for item in find_pictures([tmp_path])] == ["\\xff\\xfe.png", "z.png", "folder \\xff/y.png"]
    items = list(find_pictures([tmp_path], text_only=True))
    assert sorted(names(items)) == [("\\xff\\xfe.png", "unreadable"), ("folder \\xff", "unreadable"), ("z.png", "")]
    for item in items:
        if isinstance(item, Skipped):
            item.name.encode("utf-8")


@posix_only
def test_pipes_are_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert names(list(find_pictures([tmp_path]))) == [("pipe.png", "not-a-picture")]


@posix_only
def test_a_folder_that_may_not_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path / "art" / "closed" / "x.png")
    put(tmp_path / "art" / "open" / "y.png")
    (tmp_path / "art" / "closed").chmod(0)
    try:
        code = "for item in picture_sources.find_pictures([path]): print(item)"
        told = make.as_nobody(code, tmp_path / "art")
    finally:
        (tmp_path / "art" / "closed").chmod(0o755)
    assert "Skipped(name='closed', kind='no-permission', why='The folder may not be read.')" in told
    assert "y.png" in told
    assert "x.png" not in told


def test_clutter_and_projects_of_ours_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path / "._a.png")
    put(tmp_path / ".writing-0123-a.png")
    put(tmp_path / "Knights.maquette" / "project.db")
    put(tmp_path / "Knights.maquette" / "shelf" / "design.png")
    put(tmp_path / "Other.maquette" / "kept.png")  # only called so
    assert names(list(find_pictures([tmp_path]))) == [("Knights.maquette", "made-here"), ("kept.png", "Other.maquette")]
    inside = names(list(find_pictures([tmp_path / "Knights.maquette" / "shelf"])))
    assert inside == [("design.png", "")]


def test_what_cannot_be_read_is_named_and_litter_is_not(tmp_path: Path) -> None:
    for name in ("a.jfif", "b.jpe", "c.JXL", "sub/d.psb", "sub/e.svg", "notes.txt", "Icon\r", "Thumbs.db"):
        if sys.platform != "win32" or "\r" not in name:
            put(tmp_path / name)
    for folder in ("__MACOSX", "sub/__MACOSX", "sub/.Trashes", "$RECYCLE.BIN", "sub/@eaDir"):
        put(tmp_path / folder / "x.png")
        put(tmp_path / folder / "y.jxl")
    assert names(list(find_pictures([tmp_path]))) == [
        ("a.jfif", ""), ("b.jpe", ""), ("c.JXL", "unread-kind"), ("sub/d.psb", "unread-kind"),
        ("sub/e.svg", "unread-kind"),
    ]  # fmt: skip
    alone = list(find_pictures([tmp_path / "c.JXL"]))
    assert [item.why for item in alone if isinstance(item, Skipped)] == [
        "JPEG XL cannot be read. Save it as PNG or JPEG."
    ]


def made_folders(root: Path) -> None:
    """What is made here, as it lies in folders of any name, beside art."""
    put(root / "art" / "a.png")
    for inside in ("project.db", "datasets/b.png", "shelf/c.png", "runs/1/samples/d.png"):
        put(root / "Renamed" / inside)
    for inside in ("run.json", "state.json", "samples/e.png", "snapshots/1/f.png"):
        put(root / "trained" / inside)
    for inside in ("experiment.json", "sheet.png", "arm/run.json", "arm/samples/g.png"):
        put(root / "compared" / inside)
    for inside in ("dataset.json", "maquette.json", "00000/img0.png"):
        put(root / "baked" / inside)
    for inside in ("run.json", "h.png"):  # another program's
        put(root / "game" / inside)


def test_what_was_made_here_is_not_taken_for_art(tmp_path: Path) -> None:
    made_folders(tmp_path)
    wanted = [
        ("a.png", "art"), ("baked", "made-here"), ("compared", "made-here"), ("h.png", "game"),
        ("Renamed", "made-here"), ("trained", "made-here"),
    ]  # fmt: skip
    assert names(list(find_pictures([tmp_path]))) == wanted
    assert names(list(find_pictures([tmp_path / "trained"]))) == [("trained", "made-here")]
    for asked_for in ("trained/samples", "baked"):
        assert [kind for _, kind in names(list(find_pictures([tmp_path / asked_for])))] != ["made-here"]


def test_nor_is_it_out_of_an_archive(tmp_path: Path) -> None:
    made_folders(tmp_path / "all")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in sorted((tmp_path / "all").rglob("*.*")):
            archive.write(path, path.relative_to(tmp_path / "all"))
        archive.writestr("art/b.jxl", b"x")
        archive.writestr("art/__MACOSX/c.png", b"x")
    found = names(list(unpack_zip(tmp_path / "all.zip", tmp_path / "out")))
    assert sorted(found) == [
        ("Renamed", "made-here"), ("a.png", "art"), ("art/b.jxl", "unread-kind"), ("baked", "made-here"),
        ("compared", "made-here"), ("h.png", "game"), ("trained", "made-here"),
    ]  # fmt: skip
    assert not (tmp_path / "out" / "trained").exists()


def test_very_deep_folders_end_nothing(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
    put(deep / "x.png")
    put(tmp_path / "y.png")
    assert [name for name, _ in names(list(find_pictures([tmp_path])))] == ["y.png", "x.png"]


def test_progress_is_told_and_may_cancel(tmp_path: Path) -> None:
    for number in range(5):
        put(tmp_path / f"{number}.png")

    def report(done: int, total: int | None, what: str = "") -> None:
        assert total is None
        assert what == f"{done - 1}.png"
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(find_pictures([tmp_path], report))


def test_natural_order() -> None:
    assert sorted(["x10", "x9", "X1", "x", "2", "x1b", "٣"], key=natural_key) == [
        "2",
        "x",
        "X1",
        "x1b",
        "x9",
        "x10",
        "٣",
    ]
