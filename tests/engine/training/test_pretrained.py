"""Beginning with a network that can draw already: what comes with the program is whole, and fits."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from gan_engine.errors import SnapshotError
from gan_engine.image_shape import ImageShape
from gan_engine.networks.meta import weightless
from gan_engine.networks.registry import Family, families
from gan_engine.runs.run_directory import GENERATOR, RunDirectory
from gan_engine.settings.configuration import Configuration, apply_settings
from gan_engine.settings.recipes import load_recipe
from gan_engine.training import snapshots, transfer
from gan_engine.training.loop import train
from gan_engine.training.plan import Plan, make_plan
from gan_engine.training.pretrained import beginning_of, find_pretrained, pretrained_networks
from gan_engine.training.run_creation import create_run, find_same
from gan_engine.training.state import TrainingState
from gan_engine.training.weight_fit import (
    Axes,
    adapted,
    discriminator_axes,
    fitting_part,
    generator_axes,
    taken_share,
)
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import Killed, assert_same_training, kill_at

CPU = torch.device("cpu")
NAMES = ("cat", "dog", "owl")


def quick_look(*settings: str) -> Configuration:
    asked = ("device=cpu", "threads=1", "precision=fp32", "batch=4", "snapshot_kimg=1000", "sample_kimg=1000")
    return apply_settings(load_recipe("quick-look").configuration, [*asked, *settings])


@pytest.mark.parametrize("path", pretrained_networks(), ids=lambda path: path.name)
def test_each_that_comes_with_the_program_is_whole_and_fits_the_recipe(path: Path) -> None:
    snapshots.verify(path)
    card, _ = snapshots.read_card(path / GENERATOR)
    fit = find_pretrained(make_plan(quick_look(f"size={card.size}"), ()))
    assert fit == transfer.Fit(path / GENERATOR, 1.0)
    assert sum(file.stat().st_size for file in path.iterdir()) < 25e6


@pytest.mark.parametrize("path", pretrained_networks(), ids=lambda path: path.name)
def test_none_draws_squares_that_fill_the_picture(path: Path) -> None:
    """A training on figures does not come away from them: of a network that drew one in seven, as many stayed grey."""
    state = TrainingState(
        make_plan(quick_look(f"size={snapshots.read_card(path / GENERATOR)[0].size}"), ()), CPU, "fp32"
    )
    transfer.begin_from(path / GENERATOR, state)
    latents = torch.randn(256, state.generator_ema.z_dim, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        designs = state.generator_ema.eval()(latents)
    edges = torch.cat([designs[:, :, 0], designs[:, :, -1], designs[..., 0], designs[..., -1]], 2).mean(1)
    filled = (edges < 0.7).float().mean(1) > 0.5
    assert filled.float().mean() < 0.02


@pytest.mark.parametrize(
    ("settings", "share"),
    [(["size=64 RGBA"], 0.99), (["size=64x96"], 1.0), (["size=80x128 RGBA"], 0.99), (["use_classes=true"], 0.85)],
    ids=str,
)
def test_sprites_shapes_and_classes_begin_with_it_too(settings: list[str], share: float) -> None:
    plan = make_plan(quick_look(*settings), NAMES)
    fit = find_pretrained(plan)
    assert fit is not None
    assert fit.share >= share
    assert fit.adapted
    state = TrainingState(plan, CPU, "fp32")
    transfer.begin_from(fit.file, state)
    size = plan.configuration.size
    state.make_step(torch.zeros(4, *size.tensor, dtype=torch.uint8), torch.tensor([0, 1, 2, 0]))


@pytest.mark.parametrize(
    "settings",
    [["pretrained=false"], ["network.generator_width=24"], ["family=vanilla"]],
    ids=str,
)
def test_where_none_fits_or_none_is_wanted_it_begins_afresh(settings: list[str], tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "shapes.zip", size=64, count=4)
    configuration = quick_look(*settings)
    if "family=vanilla" in settings:
        configuration = apply_settings(configuration, ["augment.colour=false"])
    run = create_run(tmp_path / "run", dataset, configuration)
    assert run.read_run()["pretrained"] is None


def test_another_snapshot_goes_before_it(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "shapes.zip", size=64, count=4)
    first = create_run(tmp_path / "first", dataset, quick_look("pretrained=false", "kimg=0.004"))
    train(first)
    run = create_run(tmp_path / "run", dataset, quick_look(), snapshot=first.snapshots()[-1].path)
    assert run.read_run()["pretrained"] is None
    assert run.read_run()["snapshot"] == str(first.snapshots()[-1].path)


def test_a_training_begins_with_its_weights_and_resumes_exactly(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "shapes.zip", size=64, count=8)
    wish: dict[str, Any] = {"dataset_path": dataset, "configuration": quick_look("kimg=0.016")}
    whole = create_run(tmp_path / "whole", **wish)
    assert find_same(whole.path, dataset, wish["configuration"], snapshot=None) is not None
    train(whole)
    begun = whole.snapshots()[0]
    assert begun.kimg == 0
    theirs = snapshots.read(pretrained_networks()[0].with_name(whole.read_run()["pretrained"]))[1]
    ours, _ = snapshots.load_generator(begun.path)
    for name, value in ours.state_dict().items():
        assert torch.equal(value, theirs[name].to(value.dtype)), name
    killed = create_run(tmp_path / "killed", **wish)
    with pytest.raises(Killed):
        train(killed, report=kill_at(8))
    train(RunDirectory.open(killed.path))
    assert_same_training(whole, killed)


@pytest.mark.parametrize("name", ["../sample-characters", "/etc", "dcgan-9"])
def test_a_run_that_names_another_is_refused(name: str, tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "shapes.zip", size=64, count=4)
    run = create_run(tmp_path / "run", dataset, quick_look("kimg=0.004"))
    document = json.loads(run.run_file.read_text("utf-8"))
    with pytest.raises(SnapshotError, match="does not come with this version"):
        beginning_of({**document, "pretrained": name})


# ---- how weights are taken over -----------------------------------------------------------------------------------


def test_another_grid_is_enlarged_and_what_is_summed_weighs_as_much() -> None:
    theirs = torch.rand(1, 5, 4, 4)
    ours = torch.zeros(1, 5, 6, 4)
    enlarged = adapted(ours, theirs)
    assert enlarged is not None
    assert torch.allclose(enlarged.mean((2, 3)), theirs.mean((2, 3)), atol=0.05)
    summed = adapted(ours, theirs, summed=True)
    assert summed is not None
    assert torch.allclose(summed.sum((2, 3)), enlarged.sum((2, 3)) * 16 / 24)
    flat = adapted(torch.zeros(2, 3, 5), torch.ones(2, 4, 4))
    assert flat is not None
    assert torch.allclose(flat, torch.ones(2, 3, 5))


def test_alpha_and_classes_come_after_what_is_known() -> None:
    ours, theirs, axes = torch.rand(8, 4, 3, 3), torch.rand(8, 3, 3, 3), Axes(pictures=1)
    found = adapted(ours, theirs, axes)
    assert found is not None
    assert torch.equal(found[:, :3], theirs)
    assert torch.equal(found[:, 3], ours[:, 3])
    without = adapted(theirs, ours, axes)
    assert without is not None
    assert torch.equal(without, ours[:, :3])
    rows = adapted(torch.zeros(10, 7), torch.ones(8, 7), Axes(latents=0, latent_count=8))
    assert rows is not None
    assert rows.sum() == 56
    assert adapted(torch.zeros(10, 7), torch.ones(8, 7)) is None, "what only happens to be as long is something else"
    assert adapted(ours, theirs) is None


_WITH_LATENTS = {
    "dcgan": {"layers.0.weight": 0},
    "fastgan": {"entry.weight": 1, "entry.v": 0},  # what its spectral norm knows of that weight
    "stylegan": {"mapping.fc0.weight": 1},
    "stylegan2": {"mapping.fc0.weight": 1},
    "vanilla": {"layers.0.weight": 1},
}


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_every_family_s_rows_of_classes_and_alpha_are_known_by_what_they_are(kind: Family) -> None:
    form = Configuration(family=kind.name, size=ImageShape.square(32))
    plain = Plan(form, kind, kind.Options(), ())
    told = {
        name: each.latents
        for name, each in generator_axes(replace(plain, class_names=NAMES)).items()
        if each.latents is not None
    }
    assert told == _WITH_LATENTS.get(kind.name, {})
    with weightless():
        networks = kind.build_generator(plain.options, form.size, 0), plain.build_discriminator()
    for network, axes in zip(networks, (generator_axes(plain), discriminator_axes(plain)), strict=True):
        assert axes, "its layers at the pictures"
        shapes = {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}
        assert all(each.latents is None for each in axes.values())
        assert all(shapes[name][each.pictures] % 3 == 0 for name, each in axes.items() if each.pictures is not None)


def test_of_a_layer_as_long_as_z_nothing_is_taken_into_a_longer_one() -> None:
    """The width of a network is not that of its classes."""
    plan = make_plan(quick_look("size=32", "use_classes=true", "network.z_dim=32", "network.generator_width=16"), NAMES)
    ours = plan.family.build_generator(plan.options, plan.configuration.size, 3)
    narrow = make_plan(quick_look("size=32", "network.z_dim=32", "network.generator_width=8"), ())
    theirs = narrow.family.build_generator(narrow.options, narrow.configuration.size, 0).state_dict()
    alike = [name for name, value in ours.state_dict().items() if name in theirs and value.shape != theirs[name].shape]
    assert any(32 in theirs[name].shape and theirs[name].dim() == 1 for name in alike), "a bias or norm as long as z"
    taken = fitting_part(ours, {name: torch.full_like(theirs[name], 7.0) for name in alike}, generator_axes(plan))
    for name in alike:
        assert torch.equal(taken[name], ours.state_dict()[name]), name


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [((8, 7), (9, 7)), ((10, 7), (8, 7)), ((16, 8, 4, 4), (32, 8, 4, 4)), ((8, 4), (8, 3)), ((4, 4), (4, 4, 1)),
     ((8, 8, 4, 4), (8, 8, 3, 3, 1)), ((4, 8, 3, 3), (5, 8, 3, 3)), ((4, 4, 3, 3), (3, 3, 3, 3))],
)  # fmt: skip
def test_what_means_something_else_is_left(ours: tuple[int, ...], theirs: tuple[int, ...]) -> None:
    assert taken_share(ours, theirs) == 0
    assert adapted(torch.zeros(ours), torch.ones(theirs)) is None
