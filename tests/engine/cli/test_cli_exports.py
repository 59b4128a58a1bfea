"""The commands that write designs for other programs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from gan_engine.interchange.designs_in_files import read_designs
from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.pictures import read_picture
from tests.engine.latent_support import write_snapshot


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_snapshot(tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def designs(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("designs")
    run("generate", str(model), "--out", str(folder), "--seeds", "1-5")
    return folder


def run(*arguments: str, code: int = 0) -> None:
    from gan_engine.cli import main

    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    assert left.value.code == code


def test_a_sheet_as_png_and_as_pdf(designs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("sheet", str(designs), "--out", str(tmp_path / "s.png"), "--columns", "5", "--white", "--no-names")
    sheet = read_picture(tmp_path / "s.png")
    assert sheet.shape == (8 + 136, 8 + 5 * 136, 3)
    assert tuple(sheet[0, 0]) == (255, 255, 255)
    run("sheet", str(designs), "--out", str(tmp_path / "s.pdf"), "--page", "A3", "--seeds")
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")
    assert "5 designs" in capsys.readouterr().out


def test_layers(designs: Path, tmp_path: Path) -> None:
    run("export-ora", str(designs / "seed00002.png"), str(designs / "seed00001.png"), "--out", str(tmp_path / "d.ora"))
    with zipfile.ZipFile(tmp_path / "d.ora") as archive:
        assert archive.namelist()[0] == "mimetype"
    assert [recipe.point.seed for recipe in read_designs(tmp_path / "d.ora").recipes] == [1, 2]


def test_other_kinds_under_other_names(designs: Path, tmp_path: Path) -> None:
    run("export-designs", str(designs), "--out", str(tmp_path), "--format", "jpg", "--enlarge", "2",
        "--names", "{model} {seed} {n}")  # fmt: skip
    path = tmp_path / "00003-knights 000012 2 2.jpg"
    assert read_picture(path).shape == (64, 64, 3)
    recipe = read_recipe(path)
    assert recipe is not None
    assert recipe.point.seed == 2


def test_latents(designs: Path, model: Path, tmp_path: Path) -> None:
    run("export-latents", str(designs), "--out", str(tmp_path / "z.npz"), "--model", str(model))
    with np.load(tmp_path / "z.npz") as file:
        assert file["z"].shape == (5, 8)
    run("export-latents", str(designs), "--out", str(tmp_path / "d.json"))
    run("generate", str(model), "--out", str(tmp_path / "again"), "--point", str(tmp_path / "d.json"))
    np.testing.assert_array_equal(
        read_picture(tmp_path / "again" / "seed00001.png"), read_picture(designs / "seed00001.png")
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["sheet", "{designs}", "--out", "s.gif"], 1, ".pdf"),
        (["sheet", "{designs}", "--out", "s.pdf", "--page", "b5"], 2, "a4"),
        (["sheet", "nowhere", "--out", "s.png"], 1, "nothing at"),
        (["export-ora", "{designs}", "--out", "s.psd"], 1, ".ora"),
        (["export-designs", "{designs}", "--out", "x", "--names", "{who}"], 2, "{who}"),
        (["export-designs", "{designs}", "--out", "x", "--cut-out", "magic"], 2, "magic"),
        (["export-latents", "{designs}", "--out", "z.csv"], 2, "--model"),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    arguments: list[str], code: int, said: str, designs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    run(*(each.replace("{designs}", str(designs)) for each in arguments), code=code)
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
