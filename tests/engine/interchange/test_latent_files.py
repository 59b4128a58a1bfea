"""Designs that leave as lists, rows and arrays, and come back from them; and what else is in such files."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from gan_engine.errors import EngineError
from gan_engine.interchange.designs_in_files import read_designs
from gan_engine.interchange.exports.latents import write_arrays, write_latents, write_rows
from gan_engine.interchange.picture_recipe import PictureRecipe
from gan_engine.latent.point import Graft, Mask, Point, numbers
from gan_engine.latent.seeds import latents
from tests.engine.export_support import DIGEST, picture, recipe_of


def test_styles_leave_as_nvidias_tools_have_them_and_come_back_exactly(tmp_path: Path) -> None:
    w = np.random.RandomState(3).randn(1, 10, 16).astype(np.float32)
    point = Point(model_digest=DIGEST, styles=tuple(numbers(row) for row in w[0]))
    recipe = PictureRecipe(model_name="knights", point=point)
    write_arrays(tmp_path / "projected_w.npz", [recipe], w, ["Brann"])
    with np.load(tmp_path / "projected_w.npz") as file:  # as `generate.py --projected-w` does
        np.testing.assert_array_equal(file["w"], w)
    assert read_designs(tmp_path / "projected_w.npz").recipes == (recipe,)
    np.savez(tmp_path / "foreign.npz", w=w)
    (back,) = read_designs(tmp_path / "foreign.npz").points
    assert back == point.having(model_digest="")


def test_rows_of_z_are_read_by_numpy_and_come_back_exactly(tmp_path: Path) -> None:
    recipes = [recipe_of(5), recipe_of(6)]
    write_rows(tmp_path / "z.csv", recipes, 24)
    np.testing.assert_array_equal(np.loadtxt(tmp_path / "z.csv", delimiter=",", dtype=np.float32), latents([5, 6], 24))
    back = read_designs(tmp_path / "z.csv").points
    np.testing.assert_array_equal([point.latent(24) for point in back], latents([5, 6], 24))
    with pytest.raises(EngineError, match="NPZ"):
        write_rows(tmp_path / "w.csv", [recipe_of(1), PictureRecipe(point=Point(model_digest=DIGEST, w=(1.0,)))], 24)


def test_a_list_of_designs_comes_back_with_everything(tmp_path: Path) -> None:
    every = [recipe_of(5), recipe_of(6, psi=0.5, classes=(("cats", 1.0),))]
    write_latents(tmp_path / "d.json", every, ["Brann", "ルナ"], None)
    assert read_designs(tmp_path / "d.json").recipes == tuple(every)
    assert [each["name"] for each in json.loads((tmp_path / "d.json").read_text("utf-8"))["designs"]] == [
        "Brann",
        "ルナ",
    ]


def test_latents_that_cannot_be_are_refused_in_words(tmp_path: Path) -> None:
    graft = recipe_of(1, edits=(Graft(other=Point(seed=9), mask=Mask.of([[1]])),))
    with pytest.raises(EngineError, match="grafted"):
        write_arrays(tmp_path / "w.npz", [graft], np.zeros((1, 4, 8), np.float32))
    with pytest.raises(EngineError, match="another model"):
        write_latents(tmp_path / "w.npz", [graft], [""], None)
    with pytest.raises(EngineError, match="no file of latents"):
        write_latents(tmp_path / "w.pkl", [graft], [""], None)


def _npz(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.npy", data)
    return buffer.getvalue()


def _npy(array: np.ndarray, **how: object) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, **how)  # type: ignore[call-overload]
    return buffer.getvalue()


HOSTILE = {
    "pickled.npz": _npz(w=_npy(np.array([print], dtype=object), allow_pickle=True)),
    "claims.npz": _npz(
        w=b"\x93NUMPY\1\0v\0"
        + b"{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 2, 2), }".ljust(117)
        + b"\n"
    ),
    "flat.npz": _npz(w=_npy(np.zeros(5, np.float32))),
    "nan.npz": _npz(z=_npy(np.full((1, 4), np.nan, np.float32))),
    "nothing.npz": b"PK",
    "deep.json": b"[" * 100_000,
    "text.json": b'"hello"',
    "none.json": b'{"maquette_designs": 1, "designs": [{"point": 7}, 8]}',
    "words.csv": b"name,seed\nBrann,7\n",
    "uneven.csv": b"1,2\n3\n",
    "empty.csv": b"",
    "no.ora": b"PK\5\6" + b"\0" * 18,
    "plain.txt": b"hello",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_holds_no_design_says_so_and_runs_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name])
    found = read_designs(tmp_path / name)
    assert (found.recipes, found.points) == ((), ())
    assert found.trouble in ("none", "damaged")


def test_a_newer_form_is_told_from_none(tmp_path: Path) -> None:
    newer = json.dumps({**recipe_of(1).values(), "version": 99})
    from gan_engine.pictures import RECIPE_CHUNK, encode_png

    (tmp_path / "a.png").write_bytes(encode_png(picture(1), text={RECIPE_CHUNK: newer}))
    (tmp_path / "b.png").write_bytes(encode_png(picture(1), text={RECIPE_CHUNK: "{}"}))
    (tmp_path / "c.png").write_bytes(encode_png(picture(1)))
    (tmp_path / "d.json").write_text('{"maquette_designs": 2}')
    troubles = [read_designs(tmp_path / name).trouble for name in ("a.png", "b.png", "c.png", "d.json", "gone.png")]
    assert troubles == ["newer", "damaged", "none", "newer", "none"]
