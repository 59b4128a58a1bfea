"""ZIP archives, friendly and hostile: pictures come out, nothing leaves the folder, nothing grows without end."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gan_engine import picture_sources
from gan_engine.picture_sources import Found, Skipped, unpack_zip
from gan_engine.reporting import Cancelled
from tests.engine import picture_support as make


def pack(path: Path, entries: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def unpack(archive: Path) -> tuple[dict[str, Found], dict[str, Skipped]]:
    into = archive.parent / "into"
    before = {path for path in archive.parent.rglob("*") if not path.is_relative_to(into)}
    items = list(unpack_zip(archive, into))
    after = {path for path in archive.parent.rglob("*") if not path.is_relative_to(into)}
    assert before == after, "something was written outside the folder"
    found = {item.path.relative_to(into).as_posix(): item for item in items if isinstance(item, Found)}
    on_disk = {path.relative_to(into).as_posix() for path in into.rglob("*") if path.is_file()}
    assert set(found) == on_disk, "a file was left that nobody was told of"
    return found, {item.name: item for item in items if isinstance(item, Skipped)}


def test_pictures_come_out_with_their_folders(tmp_path: Path) -> None:
    picture = make.encoded("png")
    entries = {"a.png": picture, "knights/b.JPG": b"b", "knights/tall/c.webp": b"c", "readme.txt": b"no", "empty/": b""}
    found, skipped = unpack(pack(tmp_path / "art.zip", entries))
    assert {name: item.folder for name, item in found.items()} == {
        "a.png": "",
        "knights/b.JPG": "knights",
        "knights/tall/c.webp": "knights/tall",
    }
    assert found["a.png"].path.read_bytes() == picture
    assert not skipped


def test_names_in_any_script_also_where_the_archive_does_not_say_which(tmp_path: Path) -> None:
    names = ["Größe.png", "рыцарь.png", "騎士/龍.png", "🐉.png"]
    told = pack(tmp_path / "told.zip", dict.fromkeys(names, b"x"))
    assert sorted(unpack(told)[0]) == sorted(names)
    untold = tmp_path / "untold" / "art.zip"
    untold.parent.mkdir()
    data = bytearray(told.read_bytes())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            data[place + offset + 1] &= ~0x08  # the mark that says "this is UTF-8"
    untold.write_bytes(data)
    assert sorted(unpack(untold)[0]) == sorted(names)


def test_a_name_in_the_extra_field(tmp_path: Path) -> None:
    path = tmp_path / "art.zip"
    old = b"Gr\x94\xe1e.png"  # as a German program of the nineties writes it, which is no UTF-8
    name = "Größe 騎士.png".encode()
    entry = zipfile.ZipInfo("Gr12e.png")
    entry.extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, zlib.crc32(old)) + name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, b"x")
    path.write_bytes(path.read_bytes().replace(b"Gr12e.png", old))
    assert list(unpack(path)[0]) == ["Größe 騎士.png"]


@pytest.mark.parametrize(
    "name",
    [
        "../evil.png",
        "a/../../evil.png",
        "/etc/evil.png",
        "//server/share/evil.png",
        "C:/evil.png",
        "c:evil.png",
        "..\\evil.png",
        "a\\..\\..\\evil.png",
        "\\evil.png",
        "../../.bashrc",
    ],
)
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    archive = pack(tmp_path / "art.zip", {"good.png": b"x", name: b"evil", "z.png": b"x"})
    found, skipped = unpack(archive)
    assert set(found) == {"good.png", "z.png"}
    assert [item.kind for item in skipped.values()] == ["unsafe"]


def test_pictures_of_hardly_a_name_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    archive = pack(
        tmp_path / "art.zip", {"good.png": b"x", ".": b"a dot", "!!": b"none", "a!b.png": b"y", "c.png!!": b"z"}
    )
    archive.write_bytes(archive.read_bytes().replace(b"!", b"\0"))
    found, skipped = unpack(archive)
    assert set(found) == {"good.png", "a_b.png", "c.png"}
    assert {name: item.why for name, item in skipped.items()} == {".": "It has no name.", "?": "It has no name."}


def test_links_locks_and_odd_packings_are_named(tmp_path: Path) -> None:
    path = tmp_path / "art.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("link.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("lzma.png", b"x" * 100, zipfile.ZIP_LZMA)
        archive.writestr("locked.png", b"x" * 100)
        archive.writestr("fine.png", b"x" * 100)
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\1\2", 0, data.rindex(b"locked.png"))
    data[place + 8] |= 1
    path.write_bytes(data)
    found, skipped = unpack(path)
    assert set(found) == {"fine.png"}
    assert {name: item.kind for name, item in skipped.items()} == {
        "link.png": "symlink",
        "lzma.png": "unreadable",
        "locked.png": "unreadable",
    }
    assert "password" in skipped["locked.png"].why


def test_a_bomb_is_stopped_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_sources, "FREE_BYTES", 2**20)
    entries = {"a.png": b"x" * 1000, "bomb.bmp": bytes(2**26), "z.png": b"y" * 1000}
    found, skipped = unpack(pack(tmp_path / "bomb.zip", entries))
    assert set(found) == {"a.png", "z.png"}
    assert [(item.name, item.kind) for item in skipped.values()] == [("bomb.bmp", "too-large")]


def test_a_bomb_that_lies_about_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_sources, "FREE_BYTES", 2**20)
    path = pack(tmp_path / "bomb.zip", {"bomb.bmp": bytes(2**26), "z.png": b"y" * 1000})
    true, lie = struct.pack("<I", 2**26), struct.pack("<I", 1000)
    path.write_bytes(path.read_bytes().replace(true, lie))
    found, skipped = unpack(path)
    assert set(found) == {"z.png"}
    assert set(skipped) == {"bomb.bmp"}


def test_many_small_bombs_share_one_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_sources, "FREE_BYTES", 2**20)
    monkeypatch.setattr(picture_sources, "MAX_RATIO", 2)
    entries = {f"{number}.bmp": bytes(300_000) for number in range(20)}
    found, skipped = unpack(pack(tmp_path / "bomb.zip", entries))
    assert len(found) == 3
    assert {item.kind for item in skipped.values()} == {"too-large"}
    assert len(skipped) == 17


def test_more_entries_than_any_art_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_sources, "MAX_ENTRIES", 10)
    archive = pack(tmp_path / "many.zip", {f"{number}.png": b"x" for number in range(11)})
    found, skipped = unpack(archive)
    assert not found
    assert skipped["many.zip"].kind == "too-large"


def test_a_table_of_contents_too_large_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_sources, "_MAX_DIRECTORY_BYTES", 1000)
    archive = pack(tmp_path / "many.zip", {f"{'long' * 20}{number}.png": b"x" for number in range(20)})
    assert unpack(archive)[1]["many.zip"].kind == "too-large"


def test_damage_to_one_entry_costs_only_that_entry(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 20
    path = pack(tmp_path / "art.zip", {"a.png": noise, "b.png": noise[::-1], "c.png": noise}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[data.index(noise[::-1]) + 100] ^= 0xFF
    path.write_bytes(data)
    found, skipped = unpack(path)
    assert set(found) == {"a.png", "c.png"}
    assert skipped["b.png"].kind == "unreadable"


@pytest.mark.parametrize("content", [b"", b"no archive at all", b"PK\3\4" + bytes(200), b"PK\5\6" + b"\xff" * 18])
def test_what_is_no_archive_is_said(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "art.zip"
    path.write_bytes(content)
    assert [type(item) for item in unpack_zip(path, tmp_path / "into")] == [Skipped]
    assert not list(tmp_path.glob("into/*"))


def test_an_archive_cut_short_is_said(tmp_path: Path) -> None:
    path = pack(tmp_path / "art.zip", {"a.png": make.encoded("png"), "b.png": make.encoded("png")})
    path.write_bytes(path.read_bytes()[:-40])
    assert unpack(path)[1]["art.zip"].kind == "unreadable"


def test_missing_archives_and_folders_are_said(tmp_path: Path) -> None:
    assert [item.kind for item in unpack_zip(tmp_path / "gone.zip", tmp_path / "a") if isinstance(item, Skipped)] == [
        "missing"
    ]
    assert [type(item) for item in unpack_zip(tmp_path, tmp_path / "a")] == [Skipped]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_no_name_takes_the_place_of_another(tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    (into / "a.png").write_bytes(b"was here")
    path = tmp_path / "art.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a.png", "b.png", "B.PNG", "b.png", "cafe\u0301.png", "caf\u00e9.png"):
            archive.writestr(name, name.encode())
    found = [item.path.name for item in unpack_zip(path, into) if isinstance(item, Found)]
    assert found == ["a (2).png", "b.png", "B (2).PNG", "b (3).png", "cafe\u0301.png", "caf\u00e9 (2).png"]
    assert (into / "a.png").read_bytes() == b"was here"


def test_names_are_such_that_every_system_takes_them(tmp_path: Path) -> None:
    entries = {
        "con.png": b"x",
        "a<b>:c?.png": b"x",
        "ends. /x.png": b"x",
        "new\nline.png": b"x",
        "龍" * 150 + ".png": b"x",
        "__MACOSX/._a.png": b"x",
        "a.png/inner.png": b"x",
    }
    found, skipped = unpack(pack(tmp_path / "art.zip", entries))
    assert not skipped
    assert set(found) == {
        "_con.png",
        "a_b__c_.png",
        "ends/x.png",
        "new_line.png",
        "龍" * 66 + ".png",
        "a.png/inner.png",
    }


def test_a_picture_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    found, skipped = unpack(pack(tmp_path / "art.zip", {"a.png": b"x", "a.png/inner.png": b"x", "b.png": b"x"}))
    assert set(found) == {"a.png", "b.png"}
    assert set(skipped) == {"a.png/inner.png"}


def test_very_deep_names_are_named(tmp_path: Path) -> None:
    found, skipped = unpack(pack(tmp_path / "art.zip", {"d/" * 3000 + "x.png": b"x", "y.png": b"x"}))
    assert set(found) == {"y.png"}
    assert [item.kind for item in skipped.values()] == ["unsafe"]


def test_cancelling_leaves_only_whole_files(tmp_path: Path) -> None:
    path = pack(tmp_path / "art.zip", {f"{number}.png": b"x" * 10_000 for number in range(10)})

    def report(done: int, total: int | None, what: str = "") -> None:
        assert total == 10
        if done == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(unpack_zip(path, tmp_path / "into", report))
    assert [item.stat().st_size for item in (tmp_path / "into").iterdir()] == [10_000] * 4


def test_a_place_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    path = pack(tmp_path / "art.zip", {"a.png": b"x"})
    (tmp_path / "into").write_bytes(b"a file")
    assert [type(item) for item in unpack_zip(path, tmp_path / "into")] == [Skipped]
    assert (tmp_path / "into").read_bytes() == b"a file"


def _sound() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.png", make.encoded("png", make.painting(8, 8)))
        archive.writestr("folder/Größe.jpg", bytes(500))
        archive.writestr("c.bmp", bytes(range(256)), zipfile.ZIP_STORED)
    return buffer.getvalue()


_bytes = _sound()


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(_bytes) - 1), st.one_of(st.integers(0, 255), st.just(-1))), min_size=1, max_size=6
    )
)
def test_damaged_archives_never_raise_nor_escape(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int]]
) -> None:
    data = bytearray(_bytes)
    for place, value in edits:
        if value < 0:
            del data[place : place + 4]
        elif place < len(data):
            data[place] = value
    folder = tmp_path_factory.mktemp("zip")
    (folder / "art.zip").write_bytes(data)
    unpack(folder / "art.zip")
