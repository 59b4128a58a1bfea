"""Branching: bit for bit the continuation where nothing is changed; what changed settings do not fit is refused."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from gan_engine.errors import ConfigurationError, EngineError, RunError, SnapshotError
from gan_engine.networks.registry import Family, families
from gan_engine.runs.ancestry import ancestry, snapshot_to_branch
from gan_engine.runs.events import MetricMeasured, Resumed, RunStarted, SampleSaved
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.training import snapshots
from gan_engine.training.branch import create_branch
from gan_engine.training.loop import train
from tests.engine.dataset_support import make_dataset
from tests.engine.training.test_resume import FORMS
from tests.engine.training_support import (
    Killed,
    events_of,
    kill_at,
    run_training,
    smallest,
    told_by_kimg,
    upright,
    weights_of,
)

LENGTHS: dict[str, Any] = {"kimg": 0.04, "snapshot_kimg": 0.02}
MIDDLE, END = "000000.020", "000000.040"
ADAPTIVE: dict[str, Any] = {"augment": {"adaptive": "blit", "speed_kimg": 0.05, "interval": 1, "strength": 0.5}}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dataset(tmp_path_factory.mktemp("data") / "shapes.zip", count=22, size=32, classes=["a", "b"])


@pytest.fixture(scope="module")
def parent(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> RunDirectory:
    """A training that was not disturbed, with a snapshot half-way."""
    return run_training(tmp_path_factory.mktemp("parent") / "run", dataset, **LENGTHS)


def middle(run: RunDirectory) -> Path:
    return run.snapshots_folder / MIDDLE


def assert_continuation(parent: RunDirectory, branch: RunDirectory, end: str = END) -> None:
    assert weights_of(branch, end) == weights_of(parent, end)
    ours, theirs = told_by_kimg(events_of(branch)), told_by_kimg(events_of(parent))
    common = ours.keys() & theirs.keys()
    assert common
    assert {kimg: ours[kimg] for kimg in common} == {kimg: theirs[kimg] for kimg in common}


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_a_branch_without_changes_is_the_continuation_for_every_family(kind: Family, tmp_path: Path) -> None:
    values = {"family": kind.name, "network": smallest(kind).model_dump(), "kimg": 0.032, "snapshot_kimg": 0.016}
    small = make_dataset(tmp_path / "small", count=9, size=upright(kind))
    straight = run_training(tmp_path / "straight", small, **values)
    branch = create_branch(tmp_path / "branch", straight.snapshots_folder / "000000.016")
    train(branch)
    assert_continuation(straight, branch, "000000.032")


@pytest.mark.parametrize("values", FORMS)
def test_and_for_every_form_of_training(dataset: Path, tmp_path: Path, values: dict[str, Any]) -> None:
    straight = run_training(tmp_path / "straight", dataset, **LENGTHS, **values)
    branch = create_branch(tmp_path / "branch", middle(straight))
    assert weights_of(branch, MIDDLE) == weights_of(straight, MIDDLE)
    train(branch)
    assert_continuation(straight, branch)


def test_neither_run_nor_snapshot_need_be_there_later(dataset: Path, tmp_path: Path) -> None:
    straight = run_training(tmp_path / "straight", dataset, **LENGTHS)
    kept = weights_of(straight, END)
    branch = create_branch(tmp_path / "branch", middle(straight))
    shutil.rmtree(straight.path)
    with pytest.raises(Killed):
        train(branch, report=kill_at(28))
    train(RunDirectory.open(branch.path))
    assert weights_of(branch, END) == kept


def test_a_branch_begins_where_the_snapshot_stood_and_says_from_where(parent: RunDirectory, tmp_path: Path) -> None:
    branch = create_branch(tmp_path / "branch", middle(parent), ["optimizer.learning_rate=1e-4"], kimg=0.048)
    state = branch.read_state()
    assert (state.kimg, state.images, state.total_kimg) == (0.02, 20, 0.048)
    train(branch)
    first = [event for event in events_of(branch) if isinstance(event, RunStarted | Resumed | SampleSaved)][:2]
    assert [(type(event), event.kimg) for event in first] == [(RunStarted, 0.02), (SampleSaved, 0.02)]
    (begun,) = ancestry(branch.read_run())
    assert (begun.run, begun.name, begun.snapshot, begun.kimg) == (str(parent.path), "run", MIDDLE, 0.02)
    assert begun.changed == {"kimg": (0.04, 0.048), "optimizer.learning_rate": (2e-4, 1e-4)}
    assert begun.afresh == ()
    further = create_branch(tmp_path / "further", branch.snapshots_folder / "000000.040", ["mirror=true"])
    assert [each.name for each in ancestry(further.read_run())] == ["run", "branch"]


def test_what_was_measured_of_the_snapshot_is_what_the_branch_is_compared_with(dataset: Path, tmp_path: Path) -> None:
    straight = run_training(tmp_path / "straight", dataset, **LENGTHS)
    measured = MetricMeasured(
        time=1.0, kimg=0.02, metric="kid-lite0", value=0.25, network="lite0", samples=9, snapshot=MIDDLE, form="quick"
    )
    with straight.hold():
        straight.append_event(measured)
    branch = create_branch(tmp_path / "branch", middle(straight))
    assert branch.read_state().best_snapshot == MIDDLE
    train(branch)
    assert branch.read_state().best_snapshot == MIDDLE
    assert [asdict(event) for event in events_of(branch) if isinstance(event, MetricMeasured)] == [asdict(measured)]


def test_a_training_stands_for_its_best_snapshot_else_its_last(parent: RunDirectory) -> None:
    assert snapshot_to_branch(parent.path)[1].name == END
    assert snapshot_to_branch(middle(parent) / "generator.safetensors")[1].name == MIDDLE


# Changed settings


@pytest.mark.parametrize(
    ("changes", "afresh"),
    [
        (["optimizer.kind=rmsprop"], ("optimizer",)),
        (["tricks.r1_gamma=1", "tricks.r1_every=2"], ()),
        (["augment.adaptive=bgc"], ("discriminator.augment", "generator.augment")),
        (["tricks.boost=true"], ("discriminator.boost",)),
        (["batch=6"], ()),
        (["seed=5"], ()),
        (["ema_kimg=1", "mirror=true", "snapshot_kimg=0.01"], ()),
        (["precision=bf16"], ()),
        (["network.generator_norm=none"], None),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_settings_that_fit_the_state_may_change(
    parent: RunDirectory, tmp_path: Path, changes: list[str], afresh: tuple[str, ...] | None
) -> None:
    if afresh is None:
        with pytest.raises(EngineError):
            create_branch(tmp_path / "branch", middle(parent), changes)
        return
    branch = create_branch(tmp_path / "branch", middle(parent), changes)
    assert ancestry(branch.read_run())[-1].afresh == afresh
    assert train(branch) == "done"
    assert snapshots.verify(branch.snapshots()[-1].path)
    if changes != ["snapshot_kimg=0.01"]:
        assert weights_of(branch, branch.snapshots()[-1].name) != weights_of(parent, END)


def test_the_strength_of_ada_is_kept_unless_it_is_set(dataset: Path, tmp_path: Path) -> None:
    straight = run_training(tmp_path / "straight", dataset, **LENGTHS, **ADAPTIVE)

    def strength(branch: RunDirectory) -> float:
        return float(snapshots.read(branch.snapshots_folder / MIDDLE)[2]["phase.discriminator.augment.p"])

    reached = strength(straight)
    assert reached != 0.5
    assert strength(create_branch(tmp_path / "kept", middle(straight), ["augment.target=0.5"])) == reached
    set_anew = create_branch(tmp_path / "set", middle(straight), ["augment.strength=0.125"])
    assert strength(set_anew) == 0.125
    # R1 looks through the same augmentation: that it is new leaves the strength as it was.
    penalised = create_branch(tmp_path / "penalised", middle(straight), ["tricks.r1_gamma=1", "tricks.r1_every=2"])
    assert strength(penalised) == reached
    assert float(snapshots.read(penalised.snapshots_folder / MIDDLE)[2]["phase.r1.augment.p"]) == reached


@pytest.mark.parametrize(
    "changes",
    [["network.generator_width=8"], ["network.z_dim=16"], ["use_classes=true"], ["family=fastgan"]],
    ids=lambda changes: changes[0],
)
def test_other_networks_are_refused_by_name(parent: RunDirectory, tmp_path: Path, changes: list[str]) -> None:
    with pytest.raises(SnapshotError, match=f"another .*{changes[0].partition('=')[0]}"):
        create_branch(tmp_path / "branch", middle(parent), changes)
    assert not (tmp_path / "branch").exists()


def test_a_network_that_grows_keeps_its_pace_in_a_longer_branch(dataset: Path, tmp_path: Path) -> None:
    values = {"family": "progan", "network": {"channel_base": 64, "max_channels": 4, "group": 2}}
    straight = run_training(tmp_path / "straight", dataset, **LENGTHS, **values)
    branch = create_branch(tmp_path / "branch", middle(straight), kimg=0.08)
    assert set(ancestry(branch.read_run())[-1].changed) == {"kimg"}
    train(branch)
    assert weights_of(branch, END)["training.safetensors"] == weights_of(straight, END)["training.safetensors"]


def test_a_branch_cannot_end_before_it_begins(parent: RunDirectory, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"at 0\.04 kimg already"):
        create_branch(tmp_path / "branch", parent.snapshots_folder / END)
    assert not (tmp_path / "branch").exists()


def test_other_pictures_are_refused(parent: RunDirectory, tmp_path: Path) -> None:
    other = make_dataset(tmp_path / "other.zip", count=9, size=32)
    with pytest.raises(RunError, match="is not the one"):
        create_branch(tmp_path / "branch", middle(parent), dataset=other)
    with pytest.raises(ConfigurationError, match="32 px, not 64"):
        create_branch(tmp_path / "branch", middle(parent), ["size=64"])


# What cannot be gone on from


def test_a_snapshot_without_its_state_is_refused(dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, kimg=0.04, snapshot_kimg=0.01, keep_states=1)
    with pytest.raises(SnapshotError, match="only the generator was kept"):
        create_branch(tmp_path / "branch", run.snapshots()[0].path)


def test_a_damaged_snapshot_is_refused(dataset: Path, tmp_path: Path) -> None:
    run = run_training(tmp_path / "run", dataset, **LENGTHS)
    (middle(run) / "training.safetensors").write_bytes(b"torn")
    with pytest.raises(SnapshotError, match="not as it was written"):
        create_branch(tmp_path / "branch", middle(run))


def test_a_snapshot_without_its_training_is_refused(parent: RunDirectory, tmp_path: Path) -> None:
    shutil.copytree(middle(parent), tmp_path / MIDDLE)
    with pytest.raises(RunError, match="lies in no training"):
        create_branch(tmp_path / "branch", tmp_path / MIDDLE)
    with pytest.raises(SnapshotError, match="no snapshot at"):
        create_branch(tmp_path / "branch", tmp_path / "nothing")


def test_a_folder_that_holds_a_training_is_left_as_it_is(parent: RunDirectory, tmp_path: Path) -> None:
    branch = create_branch(tmp_path / "branch", middle(parent))
    before = branch.run_file.read_bytes()
    with pytest.raises(RunError, match="already"):
        create_branch(branch.path, middle(parent))
    assert branch.run_file.read_bytes() == before


def test_a_branch_whose_snapshot_has_gone_does_not_begin_from_nothing(parent: RunDirectory, tmp_path: Path) -> None:
    branch = create_branch(tmp_path / "branch", middle(parent))
    shutil.rmtree(middle(branch))
    with pytest.raises(RunError, match="is gone"):
        train(branch)


@pytest.mark.parametrize("branched", [7, [7], [{}], [{"run": 1, "name": "a", "snapshot": "b", "kimg": 1}], {"a": 1}])
def test_an_ancestry_that_cannot_be_understood_is_none(branched: Any) -> None:
    assert ancestry({"branched": branched}) == ()


def test_a_run_that_was_begun_has_none(parent: RunDirectory) -> None:
    assert ancestry(parent.read_run()) == ()
