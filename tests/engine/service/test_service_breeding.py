"""Breeding asked of the engine process: litters, their pictures, and the sketchbook of a family."""

from __future__ import annotations

from pathlib import Path

import pytest

from gan_engine.latent.breeding import Family
from gan_engine.latent.lineage import Lineage, Litter, Member
from gan_engine.latent.point import Point
from gan_engine.latent.session import Session
from gan_engine.pictures import read_picture
from tests.engine.latent_support import a_level_apart, write_tiny
from tests.engine.service_support import Client

FAMILY = Lineage(
    founders=(Point(seed=1), Point(seed=2)),
    litters=(
        Litter(parents=(Member(number=0), Member(number=1)), seed=3, count=5),
        Litter(parents=(Member(litter=0, number=4),), seed=4, count=2),
    ),
)


@pytest.mark.parametrize("family", ["stylegan2", "dcgan"])
def test_a_litter_is_what_the_engine_breeds_and_a_sheet_holds_all(client: Client, tmp_path: Path, family: str) -> None:
    model = write_tiny(tmp_path, family)
    session = Session.open(model, "cpu")
    values, _ = client.call("breed", model=str(model), lineage=FAMILY.values(), litter=1)
    bred = Family(session, FAMILY)
    assert [Point.from_values(each) for each in values["points"]] == bred.litter(1)
    assert [Point.from_values(each) for each in values["parents"]] == [bred.litter(0)[4]]
    _, (pictures,) = client.call("breed", model=str(model), lineage=FAMILY.values(), litter=0, most=3)
    assert a_level_apart(pictures, session.pictures(bred.litter(0)[:3]))
    to = tmp_path / "family.png"
    values, _ = client.call("sketchbook", model=str(model), lineage=FAMILY.values(), path=str(to))
    sheet = read_picture(to)
    assert sheet.shape[:2] == (values["height"], values["width"])
    assert values["width"] > 5 * 32
    assert "no litter 9" in client.error("breed", model=str(model), lineage=FAMILY.values(), litter=8)["what"]
    assert "does not fit" in client.error("sketchbook", model=str(model), lineage={}, path=str(to))["what"]
