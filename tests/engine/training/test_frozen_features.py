"""What a frozen network sees in real pictures that nothing changes is computed once, and changes no training."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from gan_engine.dataset.loader import Loader, variants
from gan_engine.dataset.reading import open_dataset
from gan_engine.image_shape import ImageShape
from gan_engine.ranks import Ranks
from gan_engine.training import frozen_features
from gan_engine.training.frozen_features import FrozenFeatures
from gan_engine.training.plan import make_plan
from gan_engine.training.projected_discriminator import ProjectedDiscriminator
from gan_engine.training.snapshots import TRAINING
from gan_engine.training.state import TrainingState
from gan_engine.training.tensor_files import read_header
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import assert_same_training, configuration, interrupted, run_training

CPU = torch.device("cpu")
PROJECTED: dict[str, Any] = {"discriminator": "projected", "objective": "hinge", "batch": 2}
FORMS: dict[str, dict[str, Any]] = {
    "plain": {},
    "mirrored": {"mirror": True},
    "relativistic, classes": {"objective": "relativistic", "use_classes": True},
    "balanced": {"use_classes": True, "class_balance": 1.0},
    "a portrait": {"size": ImageShape(32, 48)},
    "with R1": {"tricks": {"r1_gamma": 1.0, "r1_every": 1}},
    "bf16": {"precision": "bf16"},
}
CHANGED: dict[str, dict[str, Any]] = {
    "DiffAugment": {"augment": {"colour": True}},
    "ADA": {"augment": {"adaptive": "bg", "strength": 0.5}},
    "alpha": {"size": ImageShape(32, 32, 4)},
}


class Looks:
    """Real pictures that were looked at one by one, as those are that are to be kept."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        look = FrozenFeatures._look

        def counted(features: FrozenFeatures, picture: Tensor) -> Tensor:
            self.count += len(picture)
            return look(features, picture)

        monkeypatch.setattr(FrozenFeatures, "_look", counted)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    return Looks(monkeypatch)


def dataset_of(path: Path, values: dict[str, Any], count: int = 3) -> Path:
    classes = ["a", "b"] if values.get("use_classes") else None
    return make_dataset(path / "set.zip", count=count, size=values.get("size", 32), classes=classes)


def trained(path: Path, values: dict[str, Any], steps: int = 4, parts: int = 1) -> TrainingState:
    """After some steps on a set of three pictures, two in each."""
    plan = make_plan(configuration(**PROJECTED | values), ["a", "b"] if values.get("use_classes") else [])
    state = TrainingState(plan, CPU, "bf16" if values.get("precision") == "bf16" else "fp32", parts=parts)
    mirror, balance = plan.configuration.mirror, plan.configuration.class_balance
    with open_dataset(path) as dataset:
        state.keep_features(variants(dataset, mirror=mirror))
        with Loader(dataset, 2, seed=3, mirror=mirror, balance=balance) as loader:
            for _ in range(steps):
                reals, labels = next(loader)
                state.make_step(reals, labels, loader.shown)
    return state


def assert_same(one: TrainingState, other: TrainingState) -> None:
    told, expected = one.tensors(), other.tensors()
    assert told.keys() == expected.keys()
    assert not [name for name in told if not torch.equal(told[name], expected[name])]


@pytest.mark.parametrize("form", FORMS)
def test_each_picture_is_looked_at_once_and_the_weights_are_those_of_looking_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looks: Looks, form: str
) -> None:
    path = dataset_of(tmp_path, FORMS[form])
    kept = trained(path, FORMS[form])
    once = looks.count
    assert 0 < once <= (6 if FORMS[form].get("mirror") else 3)
    monkeypatch.setattr(frozen_features, "memory_free", lambda: 0)
    anew = trained(path, FORMS[form])
    assert looks.count - once > once
    assert_same(kept, anew)


def test_where_memory_is_short_a_part_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looks: Looks) -> None:
    path = dataset_of(tmp_path, {})
    whole = trained(path, {})
    assert looks.count == 3
    looks.count = 0
    row = 4 * sum(channels * height * width for channels, height, width in map_shapes(whole))
    monkeypatch.setattr(frozen_features, "memory_free", lambda: round(2.5 * row / frozen_features._SHARE))
    part = trained(path, {})
    assert part._frozen is not None
    assert len(part._frozen._kept) == 2
    assert 3 < looks.count < 8
    assert_same(whole, part)


def map_shapes(state: TrainingState) -> list[tuple[int, int, int]]:
    assert isinstance(state.discriminator, ProjectedDiscriminator)
    return state.discriminator.map_shapes


def test_ranks_share_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(0)
    network = ProjectedDiscriminator(ImageShape.square(32), 0)
    row = 4 * sum(channels * height * width for channels, height, width in network.map_shapes)
    monkeypatch.setattr(frozen_features, "memory_free", lambda: round(4.5 * row / frozen_features._SHARE))
    features = FrozenFeatures(network, 100, ranks=Ranks(0, 2).world_size)
    features.maps(torch.zeros(1, 3, 32, 32), torch.zeros(1, dtype=torch.int64))
    assert len(features._kept) == 2


def test_a_batch_in_parts_is_kept_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looks: Looks) -> None:
    path = dataset_of(tmp_path, {})
    kept = trained(path, {}, parts=2)
    assert looks.count == 3
    monkeypatch.setattr(frozen_features, "memory_free", lambda: 0)
    assert_same(kept, trained(path, {}, parts=2))


@pytest.mark.parametrize("form", CHANGED)
def test_pictures_that_are_changed_on_their_way_are_seen_anew(tmp_path: Path, looks: Looks, form: str) -> None:
    state = trained(dataset_of(tmp_path, CHANGED[form]), CHANGED[form], steps=2)
    assert state.step == 2
    assert looks.count == 0


def test_networks_that_grow_are_shown_other_pictures_until_they_have_grown(tmp_path: Path, looks: Looks) -> None:
    network = {"fade_kimg": 0.004, "stable_kimg": 0.004, "first_size": 16, "channel_base": 64, "max_channels": 8}
    growing = {"family": "progan", "size": 32, "kimg": 0.2, "network": network}
    path = dataset_of(tmp_path, growing)
    trained(path, growing, steps=1)
    assert looks.count == 0
    trained(path, growing, steps=9)
    assert looks.count == 3


def test_a_set_too_large_to_be_kept_is_seen_in_whole_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looks: Looks
) -> None:
    monkeypatch.setattr(frozen_features, "MOST_BYTES", 2**18)
    trained(dataset_of(tmp_path, {}), {}, steps=1)
    assert looks.count == 0


def test_what_is_kept_is_what_each_picture_shows(tmp_path: Path) -> None:
    """Of a portrait, mirrored and not, whatever batch it came in."""
    torch.manual_seed(0)
    network = ProjectedDiscriminator(ImageShape(64, 96), 0)
    pictures = torch.rand(3, 3, 96, 64).mul_(2).sub_(1)
    pictures[2] = pictures[0].flip(2)
    features = FrozenFeatures(network, 4)
    features.maps(pictures, torch.tensor([0, 1, 2]))
    again = features.maps(torch.zeros_like(pictures[:2]), torch.tensor([2, 1]))  # known: nothing is looked at
    with torch.no_grad():
        expected = [torch.cat(each) for each in zip(*(network.seen(pictures[i : i + 1]) for i in (2, 1)), strict=True)]
    assert [each.shape[1:] for each in again] == [torch.Size(shape) for shape in network.map_shapes]
    assert all(torch.equal(one, other) for one, other in zip(again, expected, strict=True))
    assert all(each.is_contiguous(memory_format=torch.channels_last) for each in again)


def test_the_loader_says_which_pictures_it_gave(tmp_path: Path) -> None:
    path = make_dataset(tmp_path / "set.zip", count=9, size=32)
    with open_dataset(path) as dataset:
        plain = [torch.from_numpy(dataset.read(number).copy()) for number in range(9)]
        faces = [*plain, *(each.flip(2) for each in plain)]
        assert variants(dataset, mirror=True) == len(faces)
        for rank in range(2):
            with Loader(dataset, 6, seed=1, mirror=True, rank=rank, world_size=2) as loader:
                for _ in range(4):
                    pictures, _labels = next(loader)
                    expected = torch.stack([faces[number] for number in loader.shown.tolist()])
                    assert torch.equal(pictures, expected)


def test_resumed_with_nothing_kept_yet_it_comes_to_the_same_bits_and_snapshots_hold_none_of_it(
    tmp_path: Path, looks: Looks
) -> None:
    values = {**PROJECTED, "size": 32, "kimg": 0.016, "snapshot_kimg": 0.008, "mirror": True}
    small = make_dataset(tmp_path / "small", count=3, size=32)
    straight = run_training(tmp_path / "straight", small, **values)
    assert 0 < looks.count <= 6
    assert_same_training(straight, interrupted(tmp_path / "resumed", small, at=16, **values))
    names = [name for name in read_header(straight.snapshots()[-1].path / TRAINING).entries if "frozen" in name]
    assert not names
    kept = [name for name in trained(small, {"size": 32}, steps=1).tensors() if name.startswith("discriminator.")]
    assert all(name.startswith("discriminator.heads.") for name in kept)
