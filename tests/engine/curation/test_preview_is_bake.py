"""What is shown beforehand is what is baked, to the pixel, whatever is set.

A setting that is new fails here until it is tried too.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gan_engine.curation.picture_edits import Background, PictureSteps, apply
from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import BakeOptions, bake_options
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.pictures import read_picture, write_png
from gan_engine.service import backgrounds, curation  # noqa: F401 - their methods enter the table
from gan_engine.service.backgrounds import CutOut
from gan_engine.service.calls import Array, Call
from gan_engine.service.methods import perform
from gan_engine.service.open_models import OpenModels

SET_ALONE = {"labels", "exclude", "hold_out", "augment", "upscaler"}
"""What decides about pictures, and is nothing that is seen on one; an
upscaler is a network, tried in `test_upscaler.py`."""
USUAL: Mapping[str, Any] = {"size": 32, "remove_background": "flood", "frame_to": "subject"}
TRIED: Mapping[str, tuple[Mapping[str, Any], Any]] = {
    "size": ({}, 48),
    "fit": ({"frame_to": "whole"}, "crop"),
    "frame_to": ({}, "whole"),
    "margin": ({}, 0.3),
    "background": ({}, "#203040"),
    "alpha": ({}, True),
    "remove_background": ({}, None),
    "tolerance": ({}, 40.0),
    "edge": ({}, 4.0),
    "softness": ({}, 9.0),
    "split": ({"frame_to": "whole"}, "halves"),
}
"""Of each setting what stands beside it, and a value that shows."""


def ask(name: str, /, **values: Any) -> list[Array]:
    header, arrays = perform(OpenModels(), Call(1, (), lambda header, arrays: None), name, values)
    assert "result" in header, header
    return list(arrays)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """Two figures on a shaded ground, one of them near to it in colour."""
    pixels = np.empty((120, 200, 3), np.uint8)
    pixels[:] = (150, 170, 150)
    pixels += np.linspace(0, 12, 200).astype(np.uint8)[None, :, None]
    pixels[30:90, 30:80] = (190, 60, 40)
    pixels[40:80, 130:170] = (130, 160, 165)
    write_png(tmp_path / "figures.png", pixels)
    return tmp_path / "figures.png"


def baked(picture: Path, tmp_path: Path, options: BakeOptions, steps: tuple[Any, ...] = ()) -> list[np.ndarray]:
    out = tmp_path / f"{len(list(tmp_path.iterdir()))}.zip"
    bake([SourcePicture(picture, "figures.png", steps=steps)], out, options)
    with open_dataset(out) as dataset:
        return [dataset.read(index).transpose(1, 2, 0) for index in range(dataset.count)]


def previewed(picture: Path, options: BakeOptions, steps: tuple[Any, ...] = ()) -> list[np.ndarray]:
    item = {"path": str(picture), "source_name": "figures.png", "steps": list(steps)}
    _, *squares = ask("preview", picture=item, options=options.model_dump(mode="json"))
    return list(squares)


def same(ours: list[np.ndarray], theirs: list[np.ndarray]) -> bool:
    return len(ours) == len(theirs) and all(np.array_equal(a, b) for a, b in zip(ours, theirs, strict=True))


def test_every_setting_is_tried() -> None:
    assert TRIED.keys() == BakeOptions.model_fields.keys() - SET_ALONE
    assert Background.model_fields.keys() - {"method"} <= TRIED.keys(), "what is a picture's own the set has too"
    assert Background.model_fields.keys() <= CutOut.model_fields.keys(), "and it can be looked at"


@pytest.mark.parametrize("name", TRIED)
def test_a_setting_shows_in_the_preview_and_is_baked_as_it_was_shown(picture: Path, tmp_path: Path, name: str) -> None:
    beside, value = TRIED[name]
    before, after = bake_options(**{**USUAL, **beside}), bake_options(**{**USUAL, **beside, name: value})
    shown = previewed(picture, after)
    assert not same(previewed(picture, before), shown), "it does something"
    assert same(baked(picture, tmp_path, after), shown)
    assert same(baked(picture, tmp_path, before), previewed(picture, before))


@pytest.mark.parametrize("name", Background.model_fields)
def test_a_ground_is_looked_at_as_it_is_taken_off_the_whole_set(picture: Path, name: str) -> None:
    """The page of backgrounds shows one picture by itself: by the same hands as baking, at its own size."""
    usual: dict[str, Any] = {"method": "flood", "tolerance": None, "edge": 0.0, "softness": None}
    value = "keep" if name == "method" else TRIED[name][1]
    _, before = ask("cut_out", picture={"path": str(picture)}, longest=512, **usual)
    _, shown = ask("cut_out", picture={"path": str(picture)}, longest=512, **{**usual, name: value})
    chosen = {**usual, name: value}
    method = chosen.pop("method")
    options = bake_options(remove_background=None if method == "keep" else method, **chosen)
    taken_off = apply(read_picture(picture), PictureSteps(), options)
    assert not np.array_equal(before, shown)
    if taken_off.shape[2] == 3:
        assert (shown[..., 3] == 255).all()
    assert np.array_equal(taken_off[..., :3], shown[..., :3])
    assert taken_off.shape[2] == 3 or np.array_equal(taken_off, shown)


@pytest.mark.parametrize("name", [name for name in Background.model_fields if name != "method"])
def test_a_picture_with_a_way_of_its_own_is_baked_by_it_whatever_the_set_has(
    picture: Path, tmp_path: Path, name: str
) -> None:
    own = {"kind": "background", "options": {"method": "flood", name: TRIED[name][1]}}
    of_set = bake_options(**{**USUAL, name: TRIED[name][1]})
    usual = bake_options(**USUAL)
    assert same(baked(picture, tmp_path, usual, (own,)), baked(picture, tmp_path, of_set))
    assert same(previewed(picture, usual, (own,)), previewed(picture, of_set))
