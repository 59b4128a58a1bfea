"""`inspect` says of every family's snapshot what it is, exactly, and at once."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from gan_engine.errors import EngineError, SnapshotError
from gan_engine.interchange.design_files import encode_design
from gan_engine.interchange.exports.options import SUFFIXES, PictureOptions
from gan_engine.interchange.inspection import inspect
from gan_engine.interchange.picture_recipe import PictureRecipe
from gan_engine.latent.point import Point
from gan_engine.networks.bases import count_parameters
from gan_engine.networks.registry import Family, families
from gan_engine.training.snapshots import find_generator
from tests.engine.training.test_transfer import plan_of, trained


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_a_snapshot_of_every_family(kind: Family, tmp_path: Path) -> None:
    plan = plan_of(kind, classes=kind.supports.classes)
    facts = json.loads(json.dumps(inspect(trained(plan, tmp_path).path), allow_nan=False))
    generator, discriminator = plan.build_networks(torch.device("cpu"))
    assert facts["kind"] == "snapshot"
    assert (facts["family"], facts["family_title"], facts["size"]) == (kind.name, kind.title, 32)
    assert facts["parameters"] == count_parameters(generator)
    assert facts["discriminator_parameters"] == count_parameters(discriminator)
    assert facts["options"] == plan.options.model_dump(mode="json")
    assert facts["class_names"] == list(plan.class_names)
    assert facts["resumable"]
    growth = plan.growth()
    level = growth and growth.at(4)  # after one step
    assert facts.get("grown_to") == (level and {"size": level.resolution, "faded_in": pytest.approx(level.alpha)})


def test_a_network_of_other_tools_is_sent_to_import(tmp_path: Path) -> None:
    (tmp_path / "net.pkl").write_bytes(b"\x80\x04}.")
    with pytest.raises(EngineError) as caught:
        inspect(tmp_path / "net.pkl")
    assert "gan-engine import" in caught.value.do
    with pytest.raises(SnapshotError, match="gan-engine import"):
        find_generator(tmp_path / "net.pkl")


def test_a_design_of_any_kind_tells_how_it_was_made(tmp_path: Path) -> None:
    recipe = PictureRecipe(model_name="knights", point=Point(model_digest="ab" * 32, seed=7))
    for kind, suffix in SUFFIXES.items():
        options = PictureOptions.model_validate({"kind": kind})
        (tmp_path / f"a{suffix}").write_bytes(encode_design(np.zeros((8, 8, 3), np.uint8), recipe, options))
        facts = inspect(tmp_path / f"a{suffix}")
        assert (facts["kind"], facts["model_name"], facts["seed"]) == ("design", "knights", 7)
