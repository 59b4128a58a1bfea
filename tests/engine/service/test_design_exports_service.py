"""Exports asked of a real engine process: of points and of files, and what cannot be in words."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gan_engine.interchange.designs_in_files import read_designs
from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.pictures import decode_picture, read_picture
from tests.engine.service_support import Client


def test_designs_are_exported_with_their_recipes_and_made_again_to_the_bit(
    client: Client, model: Path, tmp_path: Path
) -> None:
    z = latents([1, 2], 8)[::-1] * 0.9
    by_seed, _ = client.call("export_designs", model=str(model), folder=str(tmp_path / "a"), seeds=[3, 4])
    facts = [{"name": "x", "collection": "c"}, {"name": "y"}]
    options = {"kind": "webp", "quality": 100, "names": "{name} {n}", "folders": True}
    by_point, _ = client.call(
        "export_designs", z, model=str(model), folder=str(tmp_path / "b"), facts=facts, options=options
    )
    assert [Path(path).name for path in by_seed["paths"]] == ["seed00003.png", "seed00004.png"]
    assert [Path(path).relative_to(tmp_path / "b").as_posix() for path in by_point["paths"]] == [
        "c/x 1.webp", "y 2.webp"
    ]  # fmt: skip
    for path in by_seed["paths"] + by_point["paths"]:
        recipe = read_recipe(Path(path))
        assert recipe is not None
        assert recipe.model_name == "00003-knights 000012"
        (again,) = client.pictures("generate", model=str(model), points=[recipe.point.values()], alone=True)
        np.testing.assert_array_equal(again, read_picture(Path(path)))


def test_files_need_no_model_and_what_cannot_be_read_is_named(client: Client, model: Path, tmp_path: Path) -> None:
    made, _ = client.call("export_designs", model=str(model), folder=str(tmp_path / "kept"), seeds=[3, 4])
    paths = [*made["paths"], str(tmp_path / "gone.png")]
    done, _ = client.call(
        "export_designs", paths=paths, folder=str(tmp_path / "out"), options={"kind": "jpeg", "factor": 2}
    )
    assert [Path(path).name for path in done["paths"]] == ["seed00003.jpg", "seed00004.jpg"]
    assert [line.split(":")[0] for line in done["skipped"]] == ["gone"]
    assert read_recipe(Path(done["paths"][0])) == read_recipe(Path(paths[0]))
    assert read_picture(Path(done["paths"][0])).shape == (64, 64, 3)


def test_sheets_and_layers_of_points(client: Client, model: Path, tmp_path: Path) -> None:
    for name, method in (("s.png", "contact_sheet"), ("s.pdf", "contact_sheet"), ("s.ora", "export_openraster")):
        done, _ = client.call(method, model=str(model), seeds=[1, 2, 3], path=str(tmp_path / name))
        assert done == {"paths": [str(tmp_path / name)], "skipped": []}
        assert (tmp_path / name).stat().st_size > 1000
    assert read_picture(tmp_path / "s.png").shape[1] == 8 + 2 * (128 + 8)
    assert [recipe.point.seed for recipe in read_designs(tmp_path / "s.ora").recipes] == [3, 2, 1]


def test_latents_of_a_network_with_styles_are_what_it_draws_from(client: Client, styled: Path, tmp_path: Path) -> None:
    path = tmp_path / "projected_w.npz"
    client.call("export_latents", model=str(styled), seeds=[5], psi=0.5, path=str(path))
    session = Session.open(styled, "cpu")
    with np.load(path) as file:
        w = file["w"]
    (recipe,) = read_designs(path).recipes
    assert w.shape == (1, len(session.style_resolutions), w.shape[2])
    np.testing.assert_allclose(w, session.latents([recipe.point]), rtol=1e-4, atol=1e-5)
    client.call("export_latents", model=str(styled), seeds=[5], path=str(tmp_path / "z.csv"))
    rows = np.loadtxt(tmp_path / "z.csv", delimiter=",", dtype=np.float32, ndmin=2)
    np.testing.assert_array_equal(rows, latents([5], session.z_dim))


def test_latents_of_files_ask_for_the_model_that_made_them(
    client: Client, model: Path, styled: Path, tmp_path: Path
) -> None:
    made, _ = client.call("export_designs", model=str(model), folder=str(tmp_path / "kept"), seeds=[3])
    client.call("export_latents", paths=made["paths"], path=str(tmp_path / "d.json"))
    assert read_designs(tmp_path / "d.json").recipes[0].point.seed == 3
    client.call("export_latents", paths=made["paths"], model=str(model), path=str(tmp_path / "z.npz"))
    with np.load(tmp_path / "z.npz") as file:
        np.testing.assert_array_equal(file["z"], latents([3], 8))
    for wrong in ({}, {"model": str(styled)}):
        error = client.error("export_latents", paths=made["paths"], path=str(tmp_path / "no.npz"), **wrong)
        assert "another model" in error["what"]
        assert error["do"]
    assert not (tmp_path / "no.npz").exists()


def test_bytes_for_the_clipboard(client: Client, model: Path) -> None:
    number = client.ask("encode_designs", model=str(model), seeds=[3], options={"background": "flood"})
    part, last = client.all_of(number)
    assert last.header["result"] == {"count": 1}
    assert part.header["partial"] == {"name": "seed00003"}
    assert decode_picture(part.arrays[0].tobytes()).shape == (32, 32, 4)


def test_a_design_is_never_exported_elsewhere(client: Client, model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    for options, facts in (({"names": "../x"}, []), ({"folders": True}, [{"name": "../x", "collection": "../y"}])):
        client.all_of(
            client.ask("export_designs", model=str(model), folder=str(folder), seeds=[1], options=options, facts=facts)
        )
    assert all(path.is_relative_to(folder) for path in tmp_path.rglob("*.png"))


def test_an_upscaler_that_is_not_there_is_said(client: Client, model: Path, tmp_path: Path) -> None:
    options = {"factor": 2, "resampling": "upscaler", "upscaler": str(tmp_path / "gone.safetensors")}
    error = client.error("export_designs", model=str(model), folder=str(tmp_path), seeds=[1], options=options)
    assert error["kind"] == "ModelError"
    assert error["kept"]
    assert error["do"]
