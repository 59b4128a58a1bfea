"""Beginning from another training: what fits is taken, whatever the family; damage is found before a run is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from gan_engine.errors import SnapshotError
from gan_engine.networks.registry import Family, families
from gan_engine.runs.run_directory import GENERATOR, Snapshot
from gan_engine.training import snapshots, transfer
from gan_engine.training.plan import Plan, make_plan
from gan_engine.training.run_creation import create_run
from gan_engine.training.state import TrainingState
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import configuration, smallest

CPU = torch.device("cpu")
NAMES = ("cat", "dog", "owl")


def plan_of(kind: Family, size: int | str = 32, *, classes: bool = False, **others: Any) -> Plan:
    options = smallest(kind, **{"max_channels": 4, "channel_base": 64, **others}).model_dump()
    return make_plan(configuration(family=kind.name, size=size, network=options, use_classes=classes), NAMES)


def trained(plan: Plan, folder: Path) -> Snapshot:
    """A snapshot of one step."""
    state = TrainingState(plan, CPU, "fp32")
    state.make_step(
        torch.randint(0, 256, (4, *plan.configuration.size.tensor), dtype=torch.uint8), torch.tensor([0, 1, 2, 0])
    )
    return snapshots.save(folder, state, dataset="", extra={})


EVERY = pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)


@EVERY
def test_the_same_network_is_taken_whole(kind: Family, tmp_path: Path) -> None:
    snapshot = trained(plan_of(kind), tmp_path)
    state = TrainingState(plan_of(kind), CPU, "fp32")
    fit = transfer.begin_from(snapshot.path, state)
    assert (fit.share, fit.afresh) == (1.0, ())
    theirs, _ = snapshots.load_generator(snapshot.generator)
    ours = state.generator_ema.state_dict()
    assert all(torch.equal(ours[name], value) for name, value in theirs.state_dict().items() if name != "grown")


@pytest.mark.parametrize("kind", [kind for kind in families() if kind.supports.classes], ids=lambda kind: kind.name)
def test_classes_may_be_new(kind: Family, tmp_path: Path) -> None:
    snapshot = trained(plan_of(kind), tmp_path)
    state = TrainingState(plan_of(kind, classes=True), CPU, "fp32")
    fit = transfer.begin_from(snapshot.path, state)
    assert fit.afresh or fit.adapted, "the layer that learns classes is named"
    state.make_step(torch.zeros(4, 3, 32, 32, dtype=torch.uint8), torch.tensor([0, 1, 2, 0]))


@pytest.mark.parametrize("name", ["fastgan", "progan", "stylegan", "stylegan2"])
def test_a_larger_size_begins_with_the_smaller(name: str, tmp_path: Path) -> None:
    kind = next(each for each in families() if each.name == name)
    snapshot = trained(plan_of(kind), tmp_path)
    fit = transfer.check_fits(snapshot.path, plan_of(kind, 64))
    assert fit.share > 0.5
    assert fit.afresh
    assert all("64" in part or part in ("to_rgb", "to_rgb.weight") for part in fit.afresh), fit.afresh


@pytest.mark.parametrize("name", ["fastgan", "progan", "stylegan", "stylegan2"])
def test_another_shape_begins_with_what_a_square_has_learnt(name: str, tmp_path: Path) -> None:
    kind = next(each for each in families() if each.name == name)
    snapshot = trained(plan_of(kind), tmp_path)
    fit = transfer.check_fits(snapshot.path, plan_of(kind, "32x48"))
    assert fit.share > 0.5
    assert fit.afresh or fit.adapted, "what depends on the smallest grid is named"


@EVERY
def test_another_family_is_refused_by_name(kind: Family, tmp_path: Path) -> None:
    other = next(each for each in families() if each.name != kind.name)
    snapshot = trained(plan_of(other), tmp_path)
    with pytest.raises(SnapshotError, match=f"family is {other.name} there and {kind.name} here"):
        transfer.check_fits(snapshot.path, plan_of(kind))


def test_a_damaged_snapshot_is_found_before_a_run_is_made(tmp_path: Path) -> None:
    kind = next(each for each in families() if each.name == "dcgan")
    snapshot = trained(plan_of(kind), tmp_path)
    dataset = make_dataset(tmp_path / "shapes.zip", count=4)
    wanted = plan_of(kind).configuration
    for name in (snapshots.TRAINING, GENERATOR):
        file = snapshot.path / name
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 2])
        with pytest.raises(SnapshotError, match="damaged"):
            create_run(tmp_path / "run", dataset, wanted, snapshot=snapshot.path)
        file.write_bytes(whole)
    assert not (tmp_path / "run").exists()
    flipped = bytearray((snapshot.path / snapshots.TRAINING).read_bytes())
    flipped[-9] ^= 1
    (snapshot.path / snapshots.TRAINING).write_bytes(flipped)
    state = TrainingState(plan_of(kind), CPU, "fp32")
    before = {name: value.clone() for name, value in state.generator.state_dict().items()}
    with pytest.raises(SnapshotError, match="not as it was written"):
        transfer.begin_from(snapshot.path, state)
    assert all(torch.equal(before[name], value) for name, value in state.generator.state_dict().items())
