"""The projected discriminator: with every generator, exact resume, nothing frozen in snapshots, judged by another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch.nn import functional as F

from gan_engine.errors import ModelError
from gan_engine.image_shape import ImageShape
from gan_engine.metrics import backbones
from gan_engine.metrics.feature_network import Backbone
from gan_engine.metrics.names import LITE0, MEASURES
from gan_engine.networks.registry import Family, families
from gan_engine.runs.best_snapshot import steering_measure
from gan_engine.runs.formats import card_of
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.training.feature_maps import activations, load_discriminator
from gan_engine.training.forecast.estimates import step_cost
from gan_engine.training.measuring.snapshot_measures import usual_names_of
from gan_engine.training.plan import make_plan
from gan_engine.training.projected_discriminator import ProjectedDiscriminator, frozen_network
from gan_engine.training.run_creation import create_run
from gan_engine.training.snapshots import TRAINING
from gan_engine.training.tensor_files import read_header
from gan_engine.training.transfer import check_fits
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import (
    assert_same_training,
    configuration,
    interrupted,
    run_training,
    smallest,
    upright,
)

PROJECTED: dict[str, Any] = {"discriminator": "projected", "objective": "hinge"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunDirectory:
    folder = tmp_path_factory.mktemp("projected")
    dataset = make_dataset(folder / "shapes.zip", count=12, size=32, classes=["a", "b"])
    return run_training(folder / "run", dataset, kimg=0.016, snapshot_kimg=0.016, use_classes=True, **PROJECTED)


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_every_family_learns_from_it(tmp_path: Path, kind: Family) -> None:
    values = {"family": kind.name, "network": smallest(kind).model_dump(), "kimg": 0.008}
    run = run_training(
        tmp_path / "run", make_dataset(tmp_path / "small", count=9, size=upright(kind)), **values, **PROJECTED
    )
    assert run.live_status() == "finished"


_SLOW = {kind.name for kind in families()} - {"dcgan"}  # what is resumed is the same for all: the trained heads


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=[pytest.mark.slow] * (kind.name in _SLOW), id=kind.name) for kind in families()],
)
def test_with_every_family_it_resumes_exactly(tmp_path: Path, kind: Family) -> None:
    values = {"family": kind.name, "network": smallest(kind).model_dump(), "kimg": 0.032, "snapshot_kimg": 0.016}
    small = make_dataset(tmp_path / "small", count=9, size=upright(kind))
    straight = run_training(tmp_path / "straight", small, **values, **PROJECTED)
    assert_same_training(straight, interrupted(tmp_path / "resumed", small, at=32, **values, **PROJECTED))


def test_what_is_frozen_is_in_no_snapshot_and_its_card_says_whom_it_learnt_from(run: RunDirectory) -> None:
    (*_, last) = run.snapshots()
    names = [name for name in read_header(last.path / TRAINING).entries if name.startswith("discriminator.")]
    assert names
    assert all(name.startswith("discriminator.heads.") for name in names)
    card = card_of(last.generator)
    assert (card["version"], card["discriminator"]) == (2, "projected")


def test_earlier_versions_open_what_has_a_discriminator_of_its_own(tmp_path: Path) -> None:
    plain = run_training(tmp_path / "run", make_dataset(tmp_path / "set.zip", count=8, size=32), kimg=0.008)
    card = card_of(plain.snapshots()[-1].generator)
    assert card["version"] == 1
    assert "discriminator" not in card


def test_it_comes_back_from_a_snapshot_and_can_be_looked_into(run: RunDirectory) -> None:
    network, card = load_discriminator(run.path)
    assert isinstance(network, ProjectedDiscriminator)
    assert card.discriminator == "projected"
    assert "4 × 4" in activations(network, torch.zeros(1, 3, 32, 32), torch.zeros(1, dtype=torch.int64))


def test_it_is_judged_by_a_network_that_was_not_its_teacher(run: RunDirectory) -> None:
    assert steering_measure("projected") == "kid-u2netp"
    assert steering_measure("own") == "kid-lite0"
    usual = usual_names_of([run.snapshots()[-1].path])
    assert {"kid-u2netp", "originality-u2netp"} <= set(usual)
    assert not [name for name in usual if MEASURES[name].network == LITE0], "nothing is asked of the teacher"


def test_without_the_weights_of_its_eyes_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(device: object, weights: object = None) -> Backbone:
        raise ModelError("The feature network EfficientNet-Lite0 cannot be used.")

    dataset = make_dataset(tmp_path / "set.zip", count=8, size=32)
    monkeypatch.setitem(backbones.BUILDERS, "lite0", missing)
    for known in (backbones._built, frozen_network):
        known.cache_clear()
    with pytest.raises(ModelError, match="EfficientNet-Lite0"):
        create_run(tmp_path / "run", dataset, configuration(**PROJECTED))
    assert not (tmp_path / "run").exists()
    create_run(tmp_path / "own", dataset, configuration())


@pytest.mark.parametrize("begun", ["own", "projected"])
def test_that_the_other_kind_of_discriminator_begins_afresh_is_said(tmp_path: Path, begun: str) -> None:
    (other,) = {"own", "projected"} - {begun}
    snapshot = run_training(tmp_path / "run", make_dataset(tmp_path / "set.zip", count=8, size=32), kimg=0.008,
                            discriminator=begun, objective="hinge").snapshots()[-1]  # fmt: skip
    fits = {
        kind: check_fits(snapshot.path, make_plan(configuration(size=32, discriminator=kind, objective="hinge")))
        for kind in (begun, other)
    }
    assert fits[begun].with_discriminator
    assert not fits[other].with_discriminator
    assert fits[other].share == 1.0


def test_slopes_reach_the_pictures_and_the_frozen_network_stays_as_it_is() -> None:
    torch.manual_seed(0)
    discriminator = ProjectedDiscriminator(ImageShape.square(32), 0)
    network = frozen_network(torch.device("cpu"))
    before = [weight.clone() for layer in network._layers.values() for weight in layer.parameters()]
    pictures = torch.rand(2, 3, 32, 32).mul_(2).sub_(1).requires_grad_()
    logits = discriminator(pictures)
    assert logits.shape == (2, 64)
    F.relu(1 + logits).mean().backward()
    assert pictures.grad is not None
    assert pictures.grad.abs().sum() > 0
    after = [weight for layer in network._layers.values() for weight in layer.parameters()]
    assert all(torch.equal(one, other) and other.grad is None for one, other in zip(before, after, strict=True))


def test_its_mixing_is_the_same_in_every_training() -> None:
    torch.manual_seed(1)
    one = ProjectedDiscriminator(ImageShape.square(32), 0)
    torch.manual_seed(2)
    other = ProjectedDiscriminator(ImageShape.square(64), 2)
    mixing = dict(one.mixing.named_buffers())
    assert mixing
    assert all(torch.equal(mixing[name], buffer) for name, buffer in other.mixing.named_buffers())
    assert not one.mixing.state_dict()


def test_what_it_costs_is_counted_with_the_frozen_network() -> None:
    own = make_plan(configuration())
    projected = make_plan(configuration(**PROJECTED))
    assert step_cost(projected).operations > 2 * step_cost(own).operations
