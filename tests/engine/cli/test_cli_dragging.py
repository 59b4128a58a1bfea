"""drag, as an artist types it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.latent.dragging import Dragging
from gan_engine.latent.point import Handle, Mask, Point
from gan_engine.latent.session import Session
from gan_engine.pictures import read_picture
from tests.engine.cli.test_cli_designs import Terminal
from tests.engine.latent_support import write_tiny


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def test_a_design_pulled_by_handles_with_its_recipe(terminal: Terminal, tmp_path: Path) -> None:
    model = write_tiny(tmp_path / "model", "stylegan2", classes=("cats", "robots"))
    white_below = np.tri(40, dtype=np.uint8) * 255
    Image.fromarray(white_below).save(tmp_path / "stays.png")
    to = tmp_path / "out" / "pulled.png"
    out, err = terminal("drag", model, "--out", to, "--seed", 4, "--class", "robots", "--handle", "0.4,0.5,0.5,0.5",
                        "--handle", "0.2,0.2,0.2,0.2", "--keep", tmp_path / "stays.png")  # fmt: skip
    recipe = read_recipe(to)
    assert recipe is not None
    session = Session.open(model, "cpu")
    handles = [Handle(x=0.4, y=0.5, to_x=0.5, to_y=0.5), Handle(x=0.2, y=0.2, to_x=0.2, to_y=0.2)]
    dragging = Dragging(session, Point(seed=4).of_class("robots"), handles, Mask.of(white_below / 255))
    *_, last = dragging.steps()
    assert recipe.point.having(model_digest="") == dragging.point(last)
    (again,) = next(session.draw_alone([recipe.point]))
    np.testing.assert_array_equal(again, read_picture(to))
    assert f"{last.left:.1f} pixels" in out
    assert "Dragging" in err


def test_from_a_point_and_over_no_distance(terminal: Terminal, tmp_path: Path) -> None:
    model = write_tiny(tmp_path / "model", "dcgan")
    file = tmp_path / "point.json"
    file.write_text(json.dumps(Point(seed=9).values()), "utf-8")
    out, _ = terminal("drag", model, "--out", tmp_path / "same.png", "--point", file, "--handle", "0.5,0.5,0.5,0.5")
    assert "There, within 0.0 pixels, after 0 steps." in out
    recipe = read_recipe(tmp_path / "same.png")
    assert recipe is not None
    assert (recipe.point.seed, recipe.point.edits) == (9, ())


def test_what_makes_no_sense_is_refused_in_words(terminal: Terminal, tmp_path: Path) -> None:
    model = write_tiny(tmp_path / "model", "vanilla")
    common = ("drag", model, "--out", tmp_path / "a.png")
    assert "is no handle" in terminal(*common, "--handle", "0.4,0.5", code=2)[1]
    assert "is no handle" in terminal(*common, "--handle", "0.4,0.5,nan,9", code=2)[1]
    assert "ends in .png" in terminal("drag", model, "--out", "a.jpg", "--handle", "0,0,1,1", code=2)[1]
    assert "no feature maps" in terminal(*common, "--handle", "0,0,1,1", code=1)[1]
    (tmp_path / "two.json").write_text(json.dumps([Point(seed=1).values()] * 2), "utf-8")
    assert "holds 2 points" in terminal(*common, "--handle", "0,0,1,1", "--point", tmp_path / "two.json", code=2)[1]
    assert not (tmp_path / "a.png").exists()
