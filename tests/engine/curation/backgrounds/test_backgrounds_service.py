"""What the studio and the terminal ask about backgrounds and models; nothing here touches a network."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gan_engine import downloads
from gan_engine.curation.backgrounds import models
from gan_engine.curation.backgrounds.background import check_method, remove_background
from gan_engine.curation.backgrounds.sessions import find_figure
from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import ConfigurationError, DownloadError, ModelError
from gan_engine.pictures import read_picture, write_png
from gan_engine.service import backgrounds  # noqa: F401 - its methods enter the table
from gan_engine.service.calls import Array, Call
from gan_engine.service.methods import perform
from gan_engine.service.open_models import OpenModels
from tests.engine.cli.in_process import gan_engine

GROUND, FIGURE = (60, 150, 90), (190, 60, 40)


def ask(name: str, /, **values: Any) -> tuple[Mapping[str, Any], list[Array]]:
    header, arrays = perform(OpenModels(), Call(1, (), lambda header, arrays: None), name, values)
    assert "result" in header, header
    return header["result"], list(arrays)


def failing(name: str, /, **values: Any) -> Mapping[str, Any]:
    header, _ = perform(OpenModels(), Call(1, (), lambda header, arrays: None), name, values)
    error: Mapping[str, Any] = header["error"]
    return error


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    pixels = np.full((400, 200, 3), GROUND, np.uint8)
    pixels[100:300, 50:150] = FIGURE
    write_png(tmp_path / "figure.png", pixels)
    return tmp_path / "figure.png"


def test_a_cut_out_comes_at_the_size_of_the_screen(picture: Path) -> None:
    values, (before, after) = ask("cut_out", picture={"path": str(picture)}, method="flood", longest=200)
    assert (values["scale"], values["left"], values["top"]) == (0.5, 0, 0)
    assert before.shape == (200, 100, 3)
    assert after.shape == (200, 100, 4)
    assert (after[60:140, 30:70, 3] == 255).all()
    assert (after[:40, :, 3] == 0).all()
    _, (_, kept) = ask("cut_out", picture={"path": str(picture)}, longest=200)
    assert (kept[..., 3] == 255).all()


def test_a_cut_out_follows_the_pictures_own_steps(picture: Path) -> None:
    cut = {"kind": "cut", "options": {"box": [40, 80, 120, 240]}}
    own = {"kind": "background", "options": {"method": "keep"}}
    stroke = {"add": False, "radius": 20, "points": [[100, 200]]}
    mask = {"kind": "mask", "options": {"strokes": [stroke]}}
    values, (before, after) = ask(
        "cut_out", picture={"path": str(picture), "steps": [cut, own, mask]}, method="flood", longest=240
    )
    assert (values["left"], values["top"], values["scale"]) == (40, 80, 1.0)
    assert before.shape == (240, 120, 3)
    assert after[0, 0, 3] == 255, "its own step keeps the ground, whatever the set does"
    assert after[120, 60, 3] == 0, "and the brush has been there, in pixels of the original"


def test_edge_and_softness_reach_the_preview_and_the_bake(picture: Path, tmp_path: Path) -> None:
    _, (_, plain) = ask("cut_out", picture={"path": str(picture)}, method="flood", longest=400)
    _, (_, wide) = ask("cut_out", picture={"path": str(picture)}, method="flood", edge=10, softness=6, longest=400)
    assert plain[200, :, 3].sum() / 255 == pytest.approx(100, abs=1)
    assert wide[200, :, 3].sum() / 255 == pytest.approx(120, abs=1.5)
    options = BakeOptions(size=64, remove_background="flood", edge=10.0, softness=6.0)
    summary = bake([SourcePicture(picture, source_name="figure.png")], tmp_path / "out", options)
    baked = read_picture(next((summary.path / "00000").glob("*.png")))
    assert np.count_nonzero(baked[32, :, 1] < 200) == pytest.approx(120 * 64 / 400, abs=3)


def test_a_set_is_tried_and_what_is_not_clean_named(picture: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.png"
    write_png(empty, np.full((64, 64, 3), GROUND, np.uint8))
    (tmp_path / "broken.png").write_bytes(b"no picture")
    paths = [picture, empty, tmp_path / "broken.png"]
    values, _ = ask("cut_out_all", items=[{"path": str(path)} for path in paths], method="flood")
    assert (values["clean"], values["count"]) == (1, 3)
    assert [one["number"] for one in values["wrong"]] == [1, 2]
    assert values["wrong"][0]["why"] == "No ground was found to take off."


def test_a_suggestion_passes_over_what_cannot_be_read(picture: Path, tmp_path: Path) -> None:
    items = [{"path": str(picture)}, {"path": str(tmp_path / "nowhere.png")}]
    values, _ = ask("suggest_background", items=items)
    assert values == {"method": "flood", "words": "The picture looked at stands on a plain ground.", "share": 1.0}


# ---- models ---------------------------------------------------------------------------------------------------------


def test_what_is_known_of_every_model_before_it_is_fetched() -> None:
    values, _ = ask("models")
    assert [one["name"] for one in values["models"] if one["installed"]] == ["u2netp"]
    for one in values["models"]:
        download = models.MODELS[one["name"]].download
        assert one["licence"] in ("Apache-2.0", "MIT")
        assert one["url"].startswith("https://github.com/danielgatis/rembg/releases/download/")
        assert len(download.sha256) == 64
        assert download.bytes
    embedded = models.MODELS["u2netp"].download
    file = models.path_of("u2netp")
    assert file is not None
    assert (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_size) == (embedded.sha256, embedded.bytes)


def test_a_model_that_is_not_there_says_how_to_get_it(picture: Path, tmp_path: Path) -> None:
    item = SourcePicture(picture, source_name="figure.png")
    for use in (
        lambda: remove_background(read_picture(picture), "isnet-anime"),
        lambda: check_method("isnet-anime"),
        lambda: bake([item], tmp_path / "out", BakeOptions(remove_background="isnet-anime")),
    ):
        with pytest.raises(ModelError) as caught:
            use()
        assert "isnet-anime" in caught.value.what
        assert "“flood” and “u2netp” work without it" in caught.value.kept
        assert "gan-engine models get isnet-anime" in caught.value.do
    assert not (tmp_path / "out").exists()
    with pytest.raises(ConfigurationError):
        check_method("magic")
    assert failing("get_model", name="magic")["kind"] == "ConfigurationError"


def test_a_file_given_by_hand_that_is_not_the_model_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "isnet-anime.onnx"
    wrong.write_bytes(b"x" * 1000)
    error = failing("get_model", name="isnet-anime", file=str(wrong))
    assert error["kind"] == DownloadError.__name__
    assert "is not isnet-anime" in error["what"]
    assert ask("remove_model", name="isnet-anime")[0]["installed"] is False


def test_a_fetched_model_works_offline_and_is_checked_first(
    picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """u2netp in the place of a larger network: the same file format, the same way of running."""
    monkeypatch.setenv("MAQUETTE_DATA", str(tmp_path / "data"))
    source = models.path_of("u2netp")
    assert source is not None
    real = models.MODELS["u2net"]
    stand_in = models.Model(
        downloads.Download("u2net", real.download.url, source.stat().st_size, models.MODELS["u2netp"].download.sha256,
                           "Apache-2.0", "Stands in."), "u2net",
    )  # fmt: skip
    monkeypatch.setattr(models, "MODELS", {**models.MODELS, "u2net": stand_in})
    assert ask("get_model", name="u2net", file=str(source))[0]["installed"]
    check_method("u2net")
    cut = remove_background(read_picture(picture, longest=128), "u2net")
    assert cut[64, 32, 3] == 255
    assert cut[4, 4, 3] == 0
    place = downloads.path_of(stand_in.download)
    data = bytearray(place.read_bytes())
    data[1_000_000] ^= 1
    place.write_bytes(data)
    with pytest.raises(DownloadError, match=r"u2net\.onnx is not u2net"):
        find_figure("u2net", np.zeros((32, 32, 3), np.uint8))
    assert ask("remove_model", name="u2net")[0]["installed"] is False


def test_models_at_the_terminal(tmp_path: Path) -> None:
    ran = gan_engine("models", "list", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[0].split()[:4] == ["u2netp", "4.6", "MB", "Apache-2.0"]
    assert "comes with Maquette" in lines[0]
    assert all("not installed" in line for line in lines[1:])
    ran = gan_engine("models", "get", "magic", cwd=tmp_path)
    assert ran.returncode == 1
    assert "There are u2netp, u2net" in ran.stderr
