"""Projection asked of the engine process: with previews, stopped at any moment, several at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from gan_engine.latent.point import Point
from gan_engine.latent.session import Session
from tests.engine.latent_support import a_level_apart, write_tiny
from tests.engine.service_support import Client


def test_a_picture_becomes_a_point_that_draws_what_came_back(client: Client, styled: Path, tmp_path: Path) -> None:
    session = Session.open(styled, "cpu")
    (picture,) = session.pictures([Point(seed=7)])
    Image.fromarray(picture).save(tmp_path / "mine.png")
    messages = client.all_of(client.ask("project", model=str(styled), path=str(tmp_path / "mine.png"), steps=30))
    parts = [message for message in messages if "partial" in message.header]
    assert parts[0].header["partial"]["stage"] == "search"
    assert parts[0].arrays[0].shape == (32, 32, 3)
    assert Point.from_values(parts[-1].header["partial"]["point"]).w is not None
    (values, (shown,)) = messages[-1].header["result"], messages[-1].arrays
    np.testing.assert_array_equal(shown[2], picture)
    assert a_level_apart(shown[0], session.pictures([Point.from_values(values["point"])])[0])
    assert values["space"] == "w"
    assert values["distance"] <= values["nearest_random"]
    assert values["words"]


def test_designs_with_alpha_are_compared_and_shown_on_mid_grey(client: Client, tmp_path: Path) -> None:
    model = write_tiny(tmp_path, "dcgan", size="32 RGBA")
    picture = np.zeros((1, 32, 32, 4), np.uint8)
    picture[0, 8:24, 8:24] = (200, 30, 30, 255)
    Image.fromarray(picture[0]).save(tmp_path / "sprite.png")
    _, (shown,) = client.call("project", model=str(model), path=str(tmp_path / "sprite.png"), steps=2)
    assert shown.shape == (3, 32, 32, 3)
    grey, inside = shown[2][:8].reshape(-1, 3), shown[2][8:24, 8:24]
    assert (abs(grey.astype(int) - 127.5) <= 1).all(), "what is seen through is mid-grey, as black is none of the art"
    assert (inside == (200, 30, 30)).all()


def test_two_go_on_at_once_and_one_is_stopped(client: Client, styled: Path) -> None:
    picture = np.random.RandomState(0).randint(0, 256, (1, 40, 30, 3)).astype(np.uint8)
    endless = client.ask("project", picture, model=str(styled), steps=10_000, space="w+")
    short = client.ask("project", picture[:, ::-1].copy(), model=str(styled), steps=5)
    assert "result" in client.all_of(short)[-1].header
    client.send({"cancel": endless})
    assert client.all_of(endless)[-1].header["cancelled"]


def test_a_sketch_and_what_is_none(client: Client, styled: Path, tmp_path: Path) -> None:
    painted = np.zeros((1, 16, 16, 4), np.uint8)
    assert "empty" in client.error("project", painted, model=str(styled))["what"]
    painted[0, 4:12, 4:12] = (10, 200, 30, 255)
    values, _ = client.call("project", painted, model=str(styled), steps=5, model_weight=0.2)
    assert "colours" in values["words"]
    assert "one array" in client.error("project", model=str(styled))["what"]
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert client.error("project", model=str(styled), path=str(tmp_path / "broken.png"))["kind"] == "PictureError"
    assert "makes no sense" in client.error("project", painted, model=str(styled), steps=0)["what"]
