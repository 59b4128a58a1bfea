"""Designs that leave as pictures, on sheets, as layers."""

from __future__ import annotations

import io
import itertools
import json
import re
import sys
import weakref
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from gan_engine.errors import DiskError, EngineError, ModelError
from gan_engine.interchange.contact_sheet import contact_sheet
from gan_engine.interchange.design_files import Design, DesignPath, export_pictures, write_designs
from gan_engine.interchange.designs_in_files import read_designs
from gan_engine.interchange.exports.enlarging import enlarged
from gan_engine.interchange.exports.latents import write_arrays, write_recipes
from gan_engine.interchange.exports.names import NameFacts, check_pattern, file_stem
from gan_engine.interchange.exports.openraster import write_openraster
from gan_engine.interchange.exports.options import LayerOptions, LookOptions, PictureOptions, SheetOptions
from gan_engine.interchange.exports.sheets import label, write_sheet_file
from gan_engine.interchange.exports.upscaler import open_upscaler
from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.latent.point import Graft, Mask, Point
from gan_engine.pictures import probe, read_picture, verify
from gan_engine.reporting import Cancelled
from tests.engine.export_support import design, picture, recipe_of
from tests.full_disk import at_each_moment, files_below, needs_limits, watched

__all__ = ["watched"]


@pytest.fixture
def kept(tmp_path: Path) -> list[DesignPath]:
    """Three designs on the disk, the last two of one name."""
    (tmp_path / "kept").mkdir()
    names = [f"{seed}.png" for seed in (1, 2, 3)]
    made = [design(seed) for seed in (1, 2, 3)]
    paths = list(write_designs(tmp_path / "kept", [(each.picture, each.recipe) for each in made if each.recipe], names))
    called = ("Brann", "Pip", "pip")
    return [
        DesignPath(path, NameFacts(name=name, collection=f"For {name}"))
        for path, name in zip(paths, called, strict=True)
    ]


# ---- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{name}", "Brann"),
        ("{model} {name} {seed} {n}", "knights 380 kimg Brann 7 03"),
        ("{n} - {class} - {name}", "03 - Brann"),
        ("{class}", "design 3"),
        ("{collection}_{name}", "Brann"),
        ("for the client", "for the client"),
    ],
)
def test_a_name_is_made_of_its_parts_and_what_is_missing_leaves_no_gap(pattern: str, name: str) -> None:
    assert file_stem(pattern, NameFacts(name="Brann", model="knights 380 kimg", seed=7), 3, 12) == name


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{who}", "{who}"),
        ("{name.__class__}", "no part"),
        ("{0}", "no part"),
        ("{name", "brace"),
        ("name}", "brace"),
        ("../{name}", "“/”"),
        ("a\\{name}", "“\\”"),
        ("{name}\n", "cannot be seen"),
        ("", "empty"),
        (" . ", "empty"),
        ("x" * 300, "longer"),
    ],
)
def test_what_is_no_pattern_is_refused_in_words(pattern: str, said: str) -> None:
    with pytest.raises(EngineError, match=re.escape(said)) as refused:
        check_pattern(pattern)
    assert refused.value.do
    with pytest.raises(ValueError, match=re.escape(said)):
        PictureOptions(names=pattern)


@pytest.mark.parametrize(
    "name", ["CON", "a/b", "  ", "..", "ルナ", "x" * 300, "dot.", 'q"<>|', "../../etc/passwd", "{seed}"]
)
def test_any_name_becomes_a_file_in_its_folder(name: str, tmp_path: Path) -> None:
    one = Design(picture(1), None, NameFacts(name=name, collection=name))
    done = export_pictures(tmp_path / "out", [one, one], 2, PictureOptions(folders=True))
    assert len(set(done.paths)) == 2
    for path in done.paths:
        assert path.resolve().is_relative_to((tmp_path / "out").resolve())
        assert read_picture(path).shape == (32, 32, 3)


# ---- pictures -------------------------------------------------------------------------------------------------------


def test_nothing_is_overwritten_whatever_its_case(kept: list[DesignPath], tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = export_pictures(out, kept, 3, PictureOptions())
    again = export_pictures(out, kept, 3, PictureOptions())
    assert [path.name for path in again.paths] == ["Brann 2.png", "Pip 2.png", "pip 2.png"]
    assert len({path.name for path in first.paths + again.paths}) == 6
    for path, one in zip(first.paths, kept, strict=True):
        np.testing.assert_array_equal(read_picture(path), read_picture(one.path))
        assert read_recipe(path) == read_recipe(one.path)


def test_a_folder_for_each_collection(kept: list[DesignPath], tmp_path: Path) -> None:
    done = export_pictures(tmp_path / "out", kept[:2], 2, PictureOptions(folders=True, kind="webp"))
    assert [path.relative_to(tmp_path / "out").as_posix() for path in done.paths] == [
        "For Brann/Brann.webp", "For Pip/Pip.webp"
    ]  # fmt: skip


def test_one_that_cannot_be_read_is_named_and_the_others_leave(kept: list[DesignPath], tmp_path: Path) -> None:
    kept[0].path.unlink()
    kept[2].path.write_bytes(b"no picture")
    done = export_pictures(tmp_path / "out", kept, 3, PictureOptions())
    assert [path.name for path in done.paths] == ["Pip.png"]
    assert [line.split(":")[0] for line in done.skipped] == ["Brann", "pip"]
    with pytest.raises(EngineError, match="None of these"):
        export_pictures(tmp_path / "out", kept[:1], 1, PictureOptions())


def test_cancelled_in_the_middle_what_is_written_is_whole(kept: list[DesignPath], tmp_path: Path) -> None:
    calls = itertools.count()

    def report(done: int, total: int | None, what: str = "") -> None:
        if next(calls) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_pictures(tmp_path / "out", kept, 3, PictureOptions(factor=2), report)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["Brann.png", "Pip.png"]


def test_enlarged_every_pixel_is_a_square_or_the_way_between_is_smooth() -> None:
    small = picture(1)
    np.testing.assert_array_equal(enlarged(small, LookOptions(factor=4)), small.repeat(4, axis=0).repeat(4, axis=1))
    smooth = enlarged(small, LookOptions(factor=4, resampling="smooth"))
    wanted = Image.fromarray(small).resize((128, 128), Image.Resampling.LANCZOS)
    np.testing.assert_array_equal(smooth, np.asarray(wanted))
    with pytest.raises(EngineError, match="too large"):
        enlarged(np.zeros((8000, 8000, 3), np.uint8), LookOptions(factor=16))


def test_an_upscaler_goes_its_own_way_and_lanczos_the_rest_and_alpha_comes_along() -> None:
    clear = np.dstack([picture(1), np.full((32, 32), 90, np.uint8)])

    def twice(colours: np.ndarray) -> np.ndarray:
        assert colours.shape == (32, 32, 3)
        return np.full((64, 64, 3), 77, np.uint8)

    options = LookOptions(factor=4, resampling="upscaler", upscaler=Path("x.safetensors"))
    made = enlarged(clear, options, twice)
    assert made.shape == (128, 128, 4)
    assert set(np.unique(made[..., :3])) == {77}
    assert set(np.unique(made[..., 3])) == {90}


def test_the_background_goes_and_the_alpha_stays(tmp_path: Path) -> None:
    for kind, suffix in (("png", ".png"), ("webp", ".webp"), ("tiff", ".tif")):
        options = PictureOptions.model_validate({"kind": kind, "background": "flood", "factor": 2, "quality": 100})
        (path,) = export_pictures(tmp_path, [design(1)], 1, options).paths
        assert path.suffix == suffix
        cut = read_picture(path)
        assert cut.shape == (64, 64, 4)
        assert cut[0, 0, 3] == 0
        assert cut[32, 32, 3] == 255
    options = PictureOptions(kind="jpeg", background="flood", ground=(10, 200, 30))
    (path,) = export_pictures(tmp_path, [design(1)], 1, options).paths
    assert np.abs(read_picture(path)[0, 0].astype(int) - (10, 200, 30)).max() < 8


def test_an_upscaler_without_its_extra_part_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spandrel", None)
    with pytest.raises(ModelError, match="spandrel") as said:
        open_upscaler(tmp_path / "x.safetensors")
    assert "maquette[upscale]" in said.value.do
    assert said.value.kept


def test_a_folder_that_cannot_be_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file" / "out", tmp_path / "file"):
        with pytest.raises(DiskError, match="is a file, not a folder") as said:
            export_pictures(out, [design(1)], 1, PictureOptions())
        assert said.value.do


@pytest.mark.skipif(sys.platform != "linux", reason="folders that the system itself refuses are known of Linux alone")
@pytest.mark.parametrize("folder", ["/proc/maquette", "/sys/kernel/maquette"])
def test_a_forbidden_folder_is_said_in_words(folder: str) -> None:
    with pytest.raises(DiskError) as said:
        export_pictures(Path(folder), [design(1)], 1, PictureOptions())
    assert said.value.kept
    assert said.value.do
    with pytest.raises(DiskError):
        write_sheet_file(Path(folder) / "sheet.pdf", [design(1)], 1, (32, 32), SheetOptions())


@needs_limits
@pytest.mark.usefixtures("watched")
def test_a_full_disk_leaves_whole_files_alone(tmp_path: Path) -> None:
    def act(out: Path) -> None:
        export_pictures(out, [design(1, "a")], 1, PictureOptions(kind="jpeg"))
        write_sheet_file(out / "sheet.png", [design(1), design(2)], 2, (32, 32), SheetOptions())
        write_sheet_file(out / "sheet.pdf", [design(1), design(2)], 2, (32, 32), SheetOptions())
        write_openraster(out / "design.ora", [design(1)], 1, LayerOptions())
        write_recipes(out / "designs.json", [recipe_of(1)])
        write_arrays(out / "w.npz", [recipe_of(1)], np.zeros((1, 4, 8), np.float32))

    def clean(out: Path) -> None:
        for name in files_below(out):  # what the full disk left before this
            assert_whole(out / name)
            (out / name).unlink()
        act(out)

    def place(name: str) -> Iterator[Path]:
        yield tmp_path / name

    import contextlib

    names = at_each_moment(contextlib.contextmanager(place), clean, lambda out: sorted(files_below(out)),
                           lasts=1000, whole=False)  # fmt: skip
    assert names > 12


def assert_whole(path: Path) -> None:
    match path.suffix:
        case ".png" | ".jpg":
            verify(path)
        case ".pdf":
            assert path.read_bytes().rstrip().endswith(b"%%EOF")
        case ".ora" | ".npz":
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None
        case ".json":
            json.loads(path.read_bytes())
        case _:
            raise AssertionError(f"{path.name} was left behind")


# ---- sheets ---------------------------------------------------------------------------------------------------------


def test_a_png_sheet_is_the_sheet_whole_and_sound(tmp_path: Path) -> None:
    every = [design(seed) for seed in range(11)]
    options = SheetOptions(columns=4, seeds=True)
    done = write_sheet_file(tmp_path / "s.png", every, 11, (32, 32), options)
    verify(done.paths[0])
    wanted = contact_sheet([each.picture for each in every], columns=4, labels=[label(each, options) for each in every])
    np.testing.assert_array_equal(read_picture(done.paths[0]), wanted)
    assert label(every[3], options) == "Design 3 · 3"


def test_a_pdf_has_as_many_pages_as_it_needs_each_with_its_designs(tmp_path: Path) -> None:
    every = [design(seed) for seed in range(100)]
    pages = _pages(tmp_path / "s.pdf", every, SheetOptions(columns=5))
    assert len(pages) == 4
    assert {page.size for page in pages} == {(1654, 2339)}
    dark = np.array(pages[-1]).reshape(-1, 3).astype(int)
    last = every[99].picture[0, 0].astype(int)
    assert (np.abs(dark - last).max(1) < 12).sum() > 5000
    (wide,) = _pages(tmp_path / "w.pdf", every[:3], SheetOptions(page="letter"))
    assert wide.size == (1700, 2200)
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF-")


def test_an_upright_design_fills_its_cell_and_is_whole_on_its_page(tmp_path: Path) -> None:
    red = (200, 30, 30)
    upright = Design(np.tile(np.array(red, np.uint8), (96, 64, 1)), None)
    done = write_sheet_file(tmp_path / "s.png", [upright] * 2, 2, (64, 96), SheetOptions(columns=2, labels=False))
    assert read_picture(done.paths[0]).shape == (192 + 2 * 8, 2 * 128 + 3 * 8, 3)
    (page,) = _pages(tmp_path / "s.pdf", [upright], SheetOptions(columns=1), (64, 96))
    rows, columns = np.nonzero((np.abs(np.array(page).astype(int) - red) < 12).all(2))
    assert np.ptp(rows) == pytest.approx(1.5 * np.ptp(columns), rel=0.01)
    assert np.ptp(rows) > page.height / 2


def _pages(
    path: Path, designs: list[Design], options: SheetOptions, largest: tuple[int, int] = (32, 32)
) -> list[Image.Image]:
    write_sheet_file(path, designs, len(designs), largest, options)
    data = path.read_bytes()
    found = [
        Image.open(io.BytesIO(part))
        for part in re.findall(rb"stream\r?\n(\xff\xd8.*?\xff\xd9)\r?\nendstream", data, re.S)
    ]
    assert int(re.search(rb"/Count (\d+)", data)[1]) == len(found)  # type: ignore[index]
    return found


def test_only_a_row_is_in_memory_at_a_time(tmp_path: Path) -> None:
    """Pictures that were drawn are let go of."""
    alive: weakref.WeakValueDictionary[int, np.ndarray] = weakref.WeakValueDictionary()
    most = 0

    def every() -> Iterator[Design]:
        nonlocal most
        for number in range(400):
            made = picture(number % 7)
            alive[number] = made
            most = max(most, len(alive))
            yield Design(made, None)

    write_sheet_file(tmp_path / "s.png", every(), 400, (32, 32), SheetOptions(columns=4, labels=False))
    assert most <= 4 + 2
    verify(tmp_path / "s.png")
    assert probe(tmp_path / "s.png").height == 8 + 100 * (128 + 8)


def test_a_sheet_beyond_what_programs_open_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="PDF"):
        write_sheet_file(tmp_path / "s.png", iter(()), 20_000, (512, 512), SheetOptions(columns=1))
    with pytest.raises(EngineError, match="at least one"):
        write_sheet_file(tmp_path / "s.png", [], 0, (1, 1), SheetOptions())
    with pytest.raises(EngineError, match="pdf"):
        write_sheet_file(tmp_path / "s.gif", [design(1)], 1, (32, 32), SheetOptions())
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_leaves_its_square_empty(kept: list[DesignPath], tmp_path: Path) -> None:
    kept[1].path.unlink()
    done = write_sheet_file(tmp_path / "s.png", kept, 3, (32, 32), SheetOptions(columns=3, labels=False))
    assert [line.split(":")[0] for line in done.skipped] == ["Pip"]
    sheet = read_picture(tmp_path / "s.png")
    assert tuple(sheet[70, 70]) != (31, 31, 31)
    assert tuple(sheet[70, 8 + 136 + 64]) == (31, 31, 31)
    for one in kept[::2]:
        one.path.unlink()
    with pytest.raises(EngineError, match="None of these"):
        write_sheet_file(tmp_path / "none.png", kept, 3, (32, 32), SheetOptions())
    assert not (tmp_path / "none.png").exists()


# ---- layers ---------------------------------------------------------------------------------------------------------


def test_layers_are_an_openraster_file_as_the_specification_has_it(tmp_path: Path) -> None:
    mask = Mask.of(np.eye(16))
    first = design(1, 'Brann "&<1>', edits=(Graft(other=Point(seed=9), mask=mask),))
    write_openraster(tmp_path / "b.ora", [first, design(2, "Two")], 2, LayerOptions(factor=2))
    with zipfile.ZipFile(tmp_path / "b.ora") as archive:
        entry = archive.infolist()[0]
        assert (entry.filename, entry.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert not entry.extra
        assert archive.read("mimetype") == b"image/openraster"
        assert (tmp_path / "b.ora").read_bytes()[30:54] == b"mimetypeimage/openraster"
        stack = ElementTree.fromstring(archive.read("stack.xml"))
        layers = stack.findall("./stack/layer")
        assert (stack.get("w"), stack.get("h")) == ("64", "64")
        assert [each.get("name") for each in layers] == ['Brann "&<1>', "Mask", "Graft 1", "Two"]
        assert [each.get("visibility") for each in layers] == ["visible", "hidden", "hidden", "hidden"]
        for each in layers:
            with Image.open(archive.open(each.get("src") or "")) as drawn:
                assert drawn.size == (64, 64)
        merged = np.array(Image.open(archive.open("mergedimage.png")))
        np.testing.assert_array_equal(merged[..., :3], picture(1).repeat(2, axis=0).repeat(2, axis=1))
        found = np.array(Image.open(archive.open(layers[1].get("src") or "")))
        assert found[0, 0].max() < 30
        assert found[32, 32].min() > 220
        with Image.open(archive.open("Thumbnails/thumbnail.png")) as small:
            assert max(small.size) <= 256
    found_recipes = read_designs(tmp_path / "b.ora").recipes
    assert set(found_recipes) == {first.recipe, recipe_of(2)}


def test_a_cut_out_design_is_see_through_in_its_layer(tmp_path: Path) -> None:
    write_openraster(tmp_path / "b.ora", [design(1)], 1, LayerOptions(background="flood"))
    with zipfile.ZipFile(tmp_path / "b.ora") as archive:
        merged = np.array(Image.open(archive.open("mergedimage.png")))
        mask = np.array(Image.open(archive.open("data/layer001.png")))
    assert (merged[0, 0, 3], merged[16, 16, 3]) == (0, 255)
    np.testing.assert_array_equal(mask[..., 0], merged[..., 3])


def test_too_many_layers_or_another_ending_is_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    for path, total in ((tmp_path / "b.ora", 500), (tmp_path / "b.psd", 1)):
        with pytest.raises(EngineError) as said:
            write_openraster(path, iter(()), total, LayerOptions())
        assert said.value.do
