"""The cache of small pictures: quick to read, bounded, and never in the way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan_engine.pictures import decode_picture, write_png
from studio.project.pictures import thumbnails as module
from studio.project.pictures.thumbnails import EDGE, Thumbnails
from tests.studio.project_support import draw_figure


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Thumbnails]:
    cache = Thumbnails(tmp_path / "cache" / "thumbnails.db")
    yield cache
    cache.close()


def test_a_thumbnail_is_made_once_and_read_from_then_on(cache: Thumbnails, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    write_png(path, draw_figure(1, 600))
    made = cache.make("a/", path)
    assert made is not None
    assert max(decode_picture(made).shape) == EDGE
    path.unlink()
    assert cache.make("a/", path) == made
    assert cache.read("a/") == made
    assert cache.read("b/") is None


def test_transparency_is_kept(cache: Thumbnails, tmp_path: Path) -> None:
    import numpy as np

    picture = np.dstack([draw_figure(1, 64), np.full((64, 64), 90, np.uint8)])
    write_png(tmp_path / "a.png", picture)
    made = cache.make("a/", tmp_path / "a.png")
    assert made is not None
    assert decode_picture(made).shape == (64, 64, 4)


def test_a_picture_that_cannot_be_read_has_none(cache: Thumbnails, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("no picture")
    assert cache.make("a/", tmp_path / "a.png") is None
    assert cache.make("b/", tmp_path / "not there.png") is None


def test_the_cache_is_kept_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "thumbnails.db"
    first = Thumbnails(path)
    first.write("a/", b"small")
    first.close()
    second = Thumbnails(path)
    assert second.read("a/") == b"small"
    second.close()
    assert second.read("a/") is None
    second.write("b/", b"too late, and no harm")


def test_what_was_not_seen_for_longest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Thumbnails(tmp_path / "thumbnails.db", limit=200_000)
    day = 86_400
    now = [1000.0 * day]
    monkeypatch.setattr(module.time, "time", lambda: now[0])
    cache.write_many([(f"{number}/", b"x" * 500) for number in range(200)])
    now[0] += 2 * day
    assert cache.read("3/") is not None
    cache.write_many([(f"{number}/", b"x" * 500) for number in range(200, 456)])
    assert cache.bytes_kept() <= 200_000
    assert cache.read("3/") is not None
    assert cache.read("4/") is None
    assert cache.read("455/") is not None
    cache.close()


@pytest.mark.parametrize("damage", ["text", "cut", "gone", "other"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "cache" / "thumbnails.db"
    cache = Thumbnails(path)
    cache.write_many([(f"{number}/", b"x" * 3000) for number in range(100)])
    cache.close()
    if damage == "gone":
        path.unlink()
        path.parent.rmdir()
    else:
        data = path.read_bytes()
        path.write_bytes(
            {"text": b"scribble" * 1000, "cut": data[:20_000], "other": data[:4096] + b"\xa5" * len(data)}[damage]
        )
    cache = Thumbnails(path)
    cache.read("50/")
    cache.write("new/", b"fresh")
    cache.read("new/")
    cache.write("new/", b"fresh")
    assert cache.read("new/") == b"fresh"
    cache.close()


def test_deleting_the_cache_while_it_is_open_does_no_harm(cache: Thumbnails, tmp_path: Path) -> None:
    cache.write("a/", b"small")
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    cache.read("a/")
    cache.write("b/", b"other")
    cache.read("b/")


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    write_png(tmp_path / "a.png", draw_figure(1, 32))
    cache = Thumbnails(tmp_path / "cache" / "thumbnails.db")
    assert cache.make("a/", tmp_path / "a.png") is not None
    assert cache.read("a/") is None
    assert cache.bytes_kept() == 0
    cache.close()


def test_many_threads_may_make_at_once(cache: Thumbnails, tmp_path: Path) -> None:
    for number in range(12):
        write_png(tmp_path / f"{number}.png", draw_figure(number, 64))
    faults: list[BaseException] = []

    def work() -> None:
        try:
            for number in range(12):
                assert cache.make(f"{number}/", tmp_path / f"{number}.png")
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_part_of_a_sheet_shows_its_region_cut_out(cache: Thumbnails, tmp_path: Path) -> None:
    pixels = np.full((600, 900, 3), 250, np.uint8)
    pixels[310:390, 610:690] = (200, 40, 40)
    Image.fromarray(pixels).save(tmp_path / "sheet.png")
    steps = [{"kind": "cut", "options": {"box": [580, 280, 140, 140]}}]
    part = decode_picture(cache.make("part", tmp_path / "sheet.png", steps) or b"")
    assert part.shape == (140, 140, 3)
    assert np.abs(part[60, 60].astype(int) - (200, 40, 40)).max() < 12
    steps.append({"kind": "background", "options": {"method": "flood"}})
    cut_out = decode_picture(cache.make("cut out", tmp_path / "sheet.png", steps) or b"")
    assert cut_out[2, 2, 3] == 0
    assert cut_out[70, 70, 3] == 255


def test_steps_that_are_none_have_no_thumbnail(cache: Thumbnails, tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "p.png")
    assert cache.make("key", tmp_path / "p.png", [{"kind": "melt", "options": {}}]) is None
