"""Baking never costs anything: no half-written dataset, no replaced original, no runaway memory."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from PIL import Image

from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import BakeOptions, bake_options
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import DatasetError
from gan_engine.image_shape import ImageShape
from gan_engine.reporting import Cancelled
from tests.engine.dataset_support import draw_shape, make_dataset

OPTIONS = BakeOptions(size=32)
FORMS = ["out.zip", "out"]


def draw_items(folder: Path, count: int = 12) -> list[SourcePicture]:
    folder.mkdir()
    for index in range(count):
        draw_shape(64, index, 0).save(folder / f"{index}.png")
    return [SourcePicture(folder / f"{index}.png", f"{index}.png") for index in range(count)]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", FORMS)
def test_what_exists_is_refused_and_untouched(tmp_path: Path, form: str) -> None:
    items = draw_items(tmp_path / "art")
    make_dataset(tmp_path / form, count=2, size=16, classes=["x"])
    before = snapshot(tmp_path)
    with pytest.raises(DatasetError, match="exists already"):
        bake(items, tmp_path / form, OPTIONS)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("form", FORMS)
def test_a_dataset_of_ours_is_replaced_when_asked(tmp_path: Path, form: str) -> None:
    items = draw_items(tmp_path / "art")
    first = bake(items[:3], tmp_path / form, OPTIONS)
    again = bake(items, tmp_path / form, OPTIONS, replace=True)
    assert (first.count, again.count) == (3, 12)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["art", form])


@pytest.mark.parametrize("kind", ["folder of art", "other zip", "file", "dataset with art in it", "empty folder"])
def test_nothing_else_is_ever_replaced(tmp_path: Path, kind: str) -> None:
    items = draw_items(tmp_path / "art")
    out = tmp_path / "out"
    if kind == "folder of art":
        draw_items(out, 2)
    elif kind == "other zip":
        out = make_dataset(tmp_path / "out.zip", count=2, size=16)
    elif kind == "file":
        out = tmp_path / "out.zip"
        out.write_text("a novel")
    elif kind == "dataset with art in it":
        bake(items, out, OPTIONS)
        (out / "sketch.psd").write_bytes(b"art")
    else:
        out.mkdir()
    before = snapshot(tmp_path)
    with pytest.raises(DatasetError, match="not a dataset that Maquette baked"):
        bake(items, out, OPTIONS, replace=True)
    assert snapshot(tmp_path) == before
    assert out.exists()


@pytest.mark.parametrize("form", FORMS)
def test_the_way_to_the_dataset_is_made(tmp_path: Path, form: str) -> None:
    assert bake(draw_items(tmp_path / "art"), tmp_path / "new/deeper" / form, OPTIONS).count == 12


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("at", [1, 7, 12])
def test_a_cancelled_bake_leaves_nothing(tmp_path: Path, form: str, at: int) -> None:
    items = draw_items(tmp_path / "art")

    def report(done: int, total: int | None, what: str = "") -> None:
        assert total == 12
        if done == at:
            raise Cancelled

    with pytest.raises(Cancelled):
        bake(items, tmp_path / form, OPTIONS, report, threads=2)
    assert [path.name for path in tmp_path.iterdir()] == ["art"]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("bake")]


@pytest.mark.parametrize("form", FORMS)
def test_a_cancelled_bake_keeps_the_dataset_that_it_would_have_replaced(tmp_path: Path, form: str) -> None:
    items = draw_items(tmp_path / "art")
    bake(items[:2], tmp_path / form, OPTIONS)
    before = snapshot(tmp_path)

    def report(done: int, total: int | None, what: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        bake(items, tmp_path / form, OPTIONS, report, replace=True)
    assert snapshot(tmp_path) == before


def test_the_report_tells_every_picture_in_order(tmp_path: Path) -> None:
    told: list[tuple[int, int | None, str]] = []

    def report(done: int, total: int | None, what: str = "") -> None:
        told.append((done, total, what))

    bake(draw_items(tmp_path / "art"), tmp_path / "out.zip", OPTIONS, report)
    assert told == [(index + 1, 12, f"{index}.png") for index in range(12)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes to stand in for a full disk")
@pytest.mark.parametrize("form", FORMS)
def test_a_full_disk_is_one_clear_message_and_leaves_nothing(tmp_path: Path, form: str) -> None:
    draw_items(tmp_path / "art")
    code = textwrap.dedent(
        """
        import resource, sys
        from pathlib import Path
        from gan_engine.dataset.bake import bake
        from gan_engine.dataset.source_picture import SourcePicture
        from gan_engine.dataset.options import BakeOptions
        from gan_engine.errors import DiskError
        art, out = map(Path, sys.argv[1:])
        items = [SourcePicture(path, path.name, label="x") for path in sorted(art.iterdir())] * 40
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        try:
            bake(items, out, BakeOptions(size=64))
        except DiskError as error:
            print(error)
            sys.exit(7)
        """
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "art", tmp_path / form], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (7, "")
    assert "The disk is full" in ran.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["art"]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX; the writing is the same on Windows")
@pytest.mark.parametrize("form", FORMS)
def test_killed_in_the_middle_nothing_looks_whole(tmp_path: Path, form: str) -> None:
    draw_items(tmp_path / "art")
    code = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from gan_engine.dataset.bake import bake
        from gan_engine.dataset.source_picture import SourcePicture
        from gan_engine.dataset.options import BakeOptions
        def report(done, total, what=""):
            if done == 9:
                os.kill(os.getpid(), signal.SIGKILL)
        art, out = map(Path, sys.argv[1:])
        bake([SourcePicture(path, path.name) for path in art.iterdir()], out, BakeOptions(size=32), report)
        """
    )
    ran = subprocess.run([sys.executable, "-c", code, tmp_path / "art", tmp_path / form], check=False)
    assert ran.returncode == -9
    assert not (tmp_path / form).exists()
    bake([SourcePicture(tmp_path / "art/0.png", "0.png")], tmp_path / form, OPTIONS)


@pytest.mark.skipif(sys.platform == "win32", reason="measures the peak through resource, which is POSIX")
@pytest.mark.slow
def test_memory_grows_neither_with_number_nor_with_size(tmp_path: Path) -> None:
    """Many more pictures than fit, and large ones on many threads: the peak stays where a few put it."""
    gradient = Image.linear_gradient("L").resize((4000, 4000)).convert("RGBA")
    gradient.save(tmp_path / "large.png", compress_level=1)
    draw_shape(256, 0, 0).save(tmp_path / "small.png")
    code = textwrap.dedent(
        """
        import resource, sys
        from pathlib import Path
        from gan_engine.dataset.bake import bake
        from gan_engine.dataset.source_picture import SourcePicture
        from gan_engine.dataset.options import BakeOptions
        name, number, out = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
        bake([SourcePicture(Path(name), "p", digest="0")] * number, out, BakeOptions(size=128), threads=16)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 2**20))
        """
    )

    def peak(name: str, number: int) -> int:
        out = tmp_path / f"{name}-{number}.zip"
        ran = subprocess.run(
            [sys.executable, "-c", code, tmp_path / name, str(number), out], capture_output=True, text=True, check=True
        )
        return int(ran.stdout)

    few = peak("small.png", 100)
    assert peak("small.png", 1200) < few + 60
    assert peak("large.png", 12) < few + 1000


def test_memory_does_not_grow_with_the_parts_of_a_sheet(tmp_path: Path) -> None:
    """Parts of a sheet of 27 MB, with variants: it is decoded for some of them at a time, and let go."""
    Image.linear_gradient("L").resize((3000, 3000)).convert("RGB").save(tmp_path / "sheet.png", compress_level=1)
    code = textwrap.dedent(
        """
        import resource, sys
        from pathlib import Path
        from gan_engine.dataset.bake import bake
        from gan_engine.dataset.source_picture import SourcePicture
        from gan_engine.dataset.options import bake_options
        name, number, out = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
        cut = [[{"kind": "cut", "options": {"box": [20 * n, 20 * n, 500, 500]}}] for n in range(number)]
        items = [SourcePicture(name, str(n), digest="0", steps=steps) for n, steps in enumerate(cut)]
        options = bake_options(size=256, augment=[{"operation": "brightness"}])
        bake([*items, SourcePicture(name, "whole")], out, options, threads=2)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 2**20))
        """
    )

    def peak(number: int) -> int:
        words = [sys.executable, "-c", code, tmp_path / "sheet.png", str(number), tmp_path / f"{number}.zip"]
        return int(subprocess.run(words, capture_output=True, text=True, check=True).stdout)

    assert peak(80) < peak(4) + 150


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("at", [1, 6, 12])
def test_cancelled_among_variants_and_held_out_nothing_is_left(tmp_path: Path, form: str, at: int) -> None:
    options = bake_options(size=16, hold_out=0.4, augment=[{"operation": "mirror"}])

    def report(done: int, total: int | None, what: str = "") -> None:
        if done == at:
            raise Cancelled

    with pytest.raises(Cancelled):
        bake(draw_items(tmp_path / "art"), tmp_path / form, options, report, threads=2)
    assert [path.name for path in tmp_path.iterdir()] == ["art"]


def test_a_dataset_with_pictures_held_out_is_replaced_when_asked(tmp_path: Path) -> None:
    items = draw_items(tmp_path / "art")
    for size in (16, 32):
        bake(items, tmp_path / "out", BakeOptions(size=size, hold_out=0.4), replace=True)
    with open_dataset(tmp_path / "out") as dataset:
        assert dataset.size == ImageShape.square(32)
        assert dataset.held_out


def test_large_pictures_wait_for_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where one picture wants more than there is, all are baked, one at a time."""
    monkeypatch.setattr("gan_engine.dataset.bake._MEMORY", 1000)
    assert bake(draw_items(tmp_path / "art"), tmp_path / "out.zip", OPTIONS, threads=4).count == 12


def test_baking_and_reading_load_no_torch() -> None:
    """The window's process imports both."""
    code = "import sys, gan_engine.dataset.bake, gan_engine.dataset.reading; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
