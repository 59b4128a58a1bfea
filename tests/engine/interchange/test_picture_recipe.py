"""The recipe inside a picture: it comes back as it went in, and nothing hostile comes back at all."""

from __future__ import annotations

import io
import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from gan_engine.interchange.picture_recipe import (
    MAX_RECIPE_BYTES,
    PictureRecipe,
    read_recipe,
    write_design,
)
from gan_engine.latent.point import Mix, Point, Shift, numbers, single_class
from gan_engine.latent.seeds import latents
from gan_engine.pictures import read_picture

DIGEST = "0123456789abcdef" * 4
SEVEN = PictureRecipe(point=Point(model_digest=DIGEST, seed=7))
PICTURE = np.arange(32 * 32 * 3, dtype=np.uint8).reshape(32, 32, 3)


def test_a_recipe_comes_back_as_it_went_in_and_the_pixels_are_untouched(tmp_path: Path) -> None:
    recipe = PictureRecipe(
        model_name="騎士 knights 000200",
        point=Point(
            model_digest=DIGEST,
            z=numbers(latents([5], 40)[0]),
            seed=5,
            classes=single_class("Ritter, schön"),
            psi=0.7,
            noise=3,
            edits=(
                Mix(other=Point(z=(0.5, -1.0)), first=0, last=3),
                Shift(direction="heavier", vector=(0.25, 1.0), amount=1.5),
            ),
        ),
    )
    write_design(tmp_path / "设计.png", PICTURE, recipe)
    assert read_recipe(tmp_path / "设计.png") == recipe
    np.testing.assert_array_equal(read_picture(tmp_path / "设计.png"), PICTURE)


@given(st.integers(0, 2**32 - 1), st.integers(1, 600))
def test_a_latent_survives_to_the_last_bit(seed: int, z_dim: int) -> None:
    z = latents([seed], z_dim)[0]
    recipe = PictureRecipe.from_text(PictureRecipe(point=Point(model_digest=DIGEST, z=numbers(z))).to_text())
    assert recipe is not None
    np.testing.assert_array_equal(recipe.point.latent(z_dim), z)


def test_a_seed_alone_is_enough_and_is_kept_short() -> None:
    assert json.loads(SEVEN.to_text()) == {
        "version": 2, "model_name": "", "point": {"model_digest": DIGEST, "seed": 7}
    }  # fmt: skip
    np.testing.assert_array_equal(SEVEN.point.latent(16), latents([7], 16)[0])


def test_a_recipe_of_version_1_is_the_same_design(tmp_path: Path) -> None:
    z = latents([5], 40)[0]
    before = {
        "version": 1, "model_digest": DIGEST, "model_name": "knights", "z": [float(str(each)) for each in z], "seed": 5,
        "class_name": "cats", "psi": 0.7, "noise": 3, "mixing": [{"z": [0.5, -1.0], "first": 2, "last": 3}],
    }  # fmt: skip
    recipe = PictureRecipe.from_text(json.dumps(before))
    assert recipe is not None
    assert (recipe.model_name, recipe.point.model_digest) == ("knights", DIGEST)
    assert recipe.point == Point(
        model_digest=DIGEST, z=numbers(z), seed=5, classes=single_class("cats"), psi=0.7, noise=3,
        edits=(Mix(other=Point(z=(0.5, -1.0)), first=2, last=3),),
    )  # fmt: skip
    assert PictureRecipe.from_text(json.dumps({**before, "edits": [{"direction": "heavier", "amount": 1.0}]})) is None


def test_the_chunk_is_an_itxt_that_other_programs_can_read(tmp_path: Path) -> None:
    write_design(tmp_path / "a.png", PICTURE, SEVEN)
    with Image.open(tmp_path / "a.png") as image:
        image.load()
        assert json.loads(image.info["maquette"])["point"]["seed"] == 7


def test_a_recipe_that_another_program_moved_behind_the_pixels_or_compressed_is_found(tmp_path: Path) -> None:
    text = SEVEN.to_text()
    data = _png(_chunk(b"iTXt", b"maquette\0\1\0de\0Rezept\0" + zlib.compress(text.encode())), behind=True)
    (tmp_path / "a.png").write_bytes(data)
    recipe = read_recipe(tmp_path / "a.png")
    assert recipe is not None
    assert recipe.point.seed == 7


def test_what_a_newer_version_adds_is_dropped_but_a_newer_form_is_not_believed() -> None:
    values = {"version": 1, "model_digest": DIGEST, "seed": 7, "pose": "sitting"}
    assert PictureRecipe.from_text(json.dumps(values)) == SEVEN
    assert PictureRecipe.from_text(json.dumps({**values, "version": 3})) is None


GOOD: dict[str, Any] = {"version": 1, "model_digest": DIGEST, "seed": 7}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        json.dumps({"version": 1, "seed": 7}),
        json.dumps({"version": 1, "model_digest": DIGEST}),
        json.dumps({**GOOD, "model_digest": "../../etc/passwd"}),
        json.dumps({**GOOD, "seed": -1}),
        json.dumps({**GOOD, "seed": 2**32}),
        json.dumps({**GOOD, "z": []}),
        json.dumps({**GOOD, "z": ["a"]}),
        json.dumps({**GOOD, "z": [float("nan")]}),
        json.dumps({**GOOD, "z": [float("inf")]}),
        json.dumps({**GOOD, "z": [1e300]}),
        json.dumps({**GOOD, "z": [0.0] * 70_000}),
        json.dumps({**GOOD, "psi": "NaN"}),
        json.dumps({**GOOD, "class_name": "x" * 2000}),
        json.dumps({**GOOD, "model_name": " " * MAX_RECIPE_BYTES}),
        '{"version": 1, "seed": ' + "9" * 10_000 + "}",
    ],
)
def test_what_is_no_recipe_counts_as_none(text: str, tmp_path: Path) -> None:
    assert PictureRecipe.from_text(text) is None
    (tmp_path / "a.png").write_bytes(_png(_chunk(b"iTXt", b"maquette\0\0\0\0\0" + text.encode())))
    assert read_recipe(tmp_path / "a.png") is None


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def _png(chunk: bytes, *, behind: bool = False) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(PICTURE).save(buffer, "PNG")
    data = buffer.getvalue()
    place = len(data) - 12 if behind else 33  # before IEND, or right after IHDR
    return data[:place] + chunk + data[place:]


def _recipe_chunk(head: bytes = b"maquette\0\0\0\0\0") -> bytes:
    return _chunk(b"iTXt", head + json.dumps(GOOD).encode())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"GIF89a", id="no PNG"),
        pytest.param(_png(_recipe_chunk())[:60], id="cut"),
        pytest.param(_png(_recipe_chunk()[:-1] + b"x"), id="wrong checksum"),
        pytest.param(_png(_recipe_chunk(b"maquettes\0\0\0\0\0")), id="another keyword"),
        pytest.param(_png(_recipe_chunk(b"maquette\0\1\0\0\0")), id="said to be compressed"),
        pytest.param(_png(_recipe_chunk(b"maquette\0\1\7\0\0")), id="unknown compression"),
        pytest.param(_png(_chunk(b"iTXt", b"maquette\0")), id="ends in its head"),
        pytest.param(_png(_chunk(b"iTXt", b"maquette\0\0\0\0\0\xff\xfe")), id="not UTF-8"),
        pytest.param(
            _png(_chunk(b"iTXt", b"maquette\0\1\0\0\0" + zlib.compress(b" " * 50 * 2**20 + b"{}"))), id="zip bomb"
        ),
        pytest.param(b"\x89PNG\r\n\x1a\n" + (2**32 - 1).to_bytes(4, "big") + b"iTXt", id="huge chunk"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes.fromhex("00000000") * 3 * 200_000, id="chunks without end"),
    ],
)
def test_a_hostile_file_has_no_recipe(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(data)
    assert read_recipe(tmp_path / "a.png") is None


@given(st.binary(max_size=200))
def test_noise_in_the_chunk_has_no_recipe(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "noise.png"
    path.write_bytes(_png(_chunk(b"iTXt", b"maquette" + noise)))
    assert read_recipe(path) is None


def test_what_is_not_a_file_has_no_recipe(tmp_path: Path) -> None:
    assert read_recipe(tmp_path) is None
    assert read_recipe(tmp_path / "missing.png") is None
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Comment", "by hand")
    Image.fromarray(PICTURE).save(tmp_path / "plain.png", pnginfo=chunks)
    assert read_recipe(tmp_path / "plain.png") is None
