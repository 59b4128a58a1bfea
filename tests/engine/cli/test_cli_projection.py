"""project, as an artist types it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.latent.point import Point
from gan_engine.latent.session import Session
from gan_engine.pictures import read_picture
from tests.engine.cli.test_cli_designs import Terminal
from tests.engine.latent_support import write_tiny


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def test_a_design_with_its_recipe_and_an_honest_distance(terminal: Terminal, tmp_path: Path) -> None:
    model = write_tiny(tmp_path / "model", "stylegan2")
    session = Session.open(model, "cpu")
    picture = np.ascontiguousarray(session.pictures([Point(seed=7)])[0][::-1])  # none of its own
    Image.fromarray(picture).save(tmp_path / "mine.png")
    to = tmp_path / "found"
    out, err = terminal("project", model, tmp_path / "mine.png", "--out", to, "--space", "w+", "--steps", 20)
    assert sorted(path.name for path in to.iterdir()) == ["design.png", "distance.json", "start.png", "target.png"]
    np.testing.assert_array_equal(read_picture(to / "target.png"), picture)
    recipe = read_recipe(to / "design.png")
    assert recipe is not None
    assert len(recipe.point.styles or ()) == len(session.style_resolutions)
    (again,) = next(session.draw_alone([recipe.point]))
    np.testing.assert_array_equal(again, read_picture(to / "design.png"))
    facts = json.loads((to / "distance.json").read_text("utf-8"))
    assert facts["space"] == "w+"
    assert facts["words"] in out
    assert "two designs of this model usually have" in out
    assert "Coming nearer" in err


def test_a_sketch_and_a_network_without_styles(terminal: Terminal, tmp_path: Path) -> None:
    model = write_tiny(tmp_path / "model", "dcgan")
    painted = np.zeros((20, 20, 4), np.uint8)
    Image.fromarray(painted).save(tmp_path / "empty.png")
    common = ("project", model, tmp_path / "empty.png", "--out", tmp_path / "found", "--sketch", 0.2)
    _, err = terminal(*common, code=2)
    assert "nothing is painted" in err
    painted[5:15, 5:15] = (200, 10, 10, 255)
    Image.fromarray(painted).save(tmp_path / "empty.png")
    out, err = terminal(*common, "--space", "w+", "--steps", 5)
    assert "sketch" in out
    assert "--space is ignored" in err
    recipe = read_recipe(tmp_path / "found" / "design.png")
    assert recipe is not None
    assert recipe.point.z is not None
