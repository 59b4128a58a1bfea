"""Recipes in JPEG, WebP and TIFF files: they come back as they went in, and nothing hostile comes back at all."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gan_engine.interchange.design_files import encode_design
from gan_engine.interchange.exports.options import SUFFIXES, PictureOptions
from gan_engine.interchange.picture_recipe import PictureRecipe, read_recipe
from gan_engine.interchange.recipe_carriers import find_text, jpeg_segments, xmp_packet
from gan_engine.latent.point import Mask, Point
from gan_engine.pictures import decode_picture, verify

DIGEST = "0123456789abcdef" * 4
PICTURE = np.random.RandomState(1).randint(0, 256, (32, 32, 4)).astype(np.uint8)
SHORT = PictureRecipe(model_name='騎士 "<a&b>\'" 🦄', point=Point(model_digest=DIGEST, seed=7))
LONG = PictureRecipe(
    point=Point(model_digest=DIGEST, styles=tuple(tuple([0.123456789 * n] * 512) for n in range(1, 19)))
)


@pytest.mark.parametrize("recipe", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("kind", SUFFIXES)
def test_a_recipe_of_any_length_comes_back_from_every_kind(kind: str, recipe: PictureRecipe, tmp_path: Path) -> None:
    file = tmp_path / f"設計{SUFFIXES[kind]}"
    file.write_bytes(encode_design(PICTURE, recipe, PictureOptions.model_validate({"kind": kind, "quality": 100})))
    assert read_recipe(file) == recipe
    verify(file)
    with Image.open(file) as image:  # as other programs read it
        image.load()
        assert image.size == (32, 32)
    drawn = decode_picture(file.read_bytes())
    assert drawn.shape[2] == (3 if kind == "jpeg" else 4)
    if kind != "jpeg":
        np.testing.assert_array_equal(drawn, PICTURE)


@pytest.mark.parametrize("kind", SUFFIXES)
def test_without_a_recipe_nothing_is_told(kind: str) -> None:
    data = encode_design(PICTURE, SHORT, PictureOptions.model_validate({"kind": kind, "recipe": False}))
    assert find_text(io.BytesIO(data)) is None
    assert b"maquette" not in data
    assert DIGEST.encode() not in data


def test_a_jpeg_lies_on_the_colour_that_is_chosen() -> None:
    clear = np.zeros((16, 16, 4), np.uint8)
    drawn = decode_picture(encode_design(clear, None, PictureOptions(kind="jpeg", ground=(200, 30, 40))))
    assert np.abs(drawn.astype(int) - (200, 30, 40)).max() <= 3


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x0b"), max_size=200))
def test_the_packet_is_xml_and_holds_any_text(text: str) -> None:
    xml_text = "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")
    root = ElementTree.fromstring(xmp_packet(xml_text).decode())
    held = [value for element in root.iter() for key, value in element.items() if key.endswith("}recipe")]
    assert [value for value in held if value] == ([xml_text] if xml_text else [])


def test_a_packet_that_another_program_wrote_anew_is_understood() -> None:
    packet = xmp_packet("").decode().replace(
        "/></rdf:RDF>",
        '><maquette:recipe xmlns:maquette="x">{&quot;version&quot;:2,&#10;&quot;a&quot;:&quot;&amp;lt;&quot;}'
        "</maquette:recipe></rdf:Description></rdf:RDF>",
    )  # fmt: skip
    file = _webp(packet.encode())
    assert find_text(io.BytesIO(file)) == '{"version":2,\n"a":"&lt;"}'


def _webp(packet: bytes) -> bytes:
    return encode_design(PICTURE, None, PictureOptions(kind="webp"))[:12] + b"XMP " + struct.pack(
        "<I", len(packet)
    ) + packet + b"\0" * (len(packet) % 2)  # fmt: skip


HOSTILE = {
    "keyword by the million": _webp(b"maquette:recipe>" * 2_000_000),
    "attribute without an end": _webp(b'maquette:recipe="' + b"x" * 20_000_000),
    "no text": _webp(b'maquette:recipe="\xff\xfe"'),
    "a length beyond the file": b"RIFF\xff\xff\xff\x7fWEBPXMP \xff\xff\xff\x7f",
    "segments without an end": b"\xff\xd8" + b"\xff\xe1\0\2" * 200_000,
    "a segment of no length": b"\xff\xd8\xff\xe1\0\0" * 1000,
    "pieces that do not fit": b"\xff\xd8" + jpeg_segments("x" * 200_000)[:150_000],
    "a tiff that points outside": b"II*\0\xff\xff\xff\x7f",
    "a tiff that is all tags": b"II*\0\x08\0\0\0\xff\xff" + b"\xbc\x02\x01\0\xff\xff\xff\x00\x08\0\0\0" * 5000,
    "a tiff of itself": b"MM\0*\0\0\0\0",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_hostile_counts_as_none(what: str, tmp_path: Path) -> None:
    file = tmp_path / "a.picture"
    file.write_bytes(HOSTILE[what])
    assert read_recipe(file) is None  # at once, not after hours


@given(st.sampled_from(sorted(SUFFIXES)), st.data())
def test_a_damaged_file_raises_nothing(kind: str, data: st.DataObject) -> None:
    whole = bytearray(encode_design(PICTURE[:4, :4], SHORT, PictureOptions.model_validate({"kind": kind})))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[place] = data.draw(st.integers(0, 255))
    find_text(io.BytesIO(bytes(whole[: data.draw(st.integers(0, len(whole)))])))


def test_a_mask_of_full_size_goes_into_a_jpeg() -> None:
    noise = np.random.RandomState(2).rand(512, 512)
    recipe = PictureRecipe.from_values(
        {"version": 2, "point": {"model_digest": DIGEST, "seed": 1, "edits": [
            {"kind": "graft", "other": {"seed": 2}, "mask": Mask.of(noise).model_dump()}]}}
    )  # fmt: skip
    assert recipe is not None
    data = encode_design(PICTURE, recipe, PictureOptions(kind="jpeg"))
    assert find_text(io.BytesIO(data)) == recipe.to_text()
    assert decode_picture(data).shape == (32, 32, 3)
