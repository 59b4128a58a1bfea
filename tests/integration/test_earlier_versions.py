"""Runs, snapshots, datasets, designs and experiments that earlier versions wrote open with today's program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from gan_engine.cli import main
from gan_engine.dataset.difference import difference
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.rebake import rebake
from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.networks.rounding import rounding_reach
from gan_engine.pictures import read_picture
from gan_engine.runs import evaluation_files, requests
from gan_engine.runs.events import Resumed, RunFinished
from gan_engine.runs.history import Follower, history
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.settings.recipe_files import read_recipe as read_training_recipe
from gan_engine.training.snapshots import load_generator

STORED = Path(__file__).parents[1] / "data" / "earlier"
VERSIONS = ("2026-11-21", "2026-11-29")
LATEST = VERSIONS[-1]
LENGTHS = {"dcgan": ("000000.400", 0.4), "stylegan2": ("000000.016", 0.016)}
DESIGNS = {"dcgan": ("designs", range(2), None, 1.0), "stylegan2": ("styled", range(4, 8), "trees", 0.7)}

every_version = pytest.mark.parametrize("version", VERSIONS)
every_family = pytest.mark.parametrize("family", LENGTHS)


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A copy of all samples: opening may write beside them."""
    return Path(shutil.copytree(STORED, tmp_path / "earlier"))


def engine(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    assert not ended.value.code, said.err
    return said.out


@every_version
@every_family
def test_a_run_tells_how_it_stands(
    earlier: Path, version: str, family: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = earlier / version / family
    name, kimg = LENGTHS[family]
    told = json.loads(engine(capsys, "status", path, "--json"))
    assert (told["status"], told["kimg"], told["total_kimg"]) == ("finished", kimg, kimg)
    run = RunDirectory.open(path)
    assert run.read_run()["configuration"]["family"] == family
    assert [snapshot.name for snapshot in run.snapshots()] == [name]
    assert [sample.kimg for sample in run.samples()] == [kimg]
    past = history(path)
    assert isinstance(past.last, RunFinished)
    assert past.last.reason == "done"
    assert past.latest("losses.generator") is not None
    assert [saved.name for saved in past.snapshots] == [name]


@every_version
@every_family
def test_a_run_goes_on_for_a_step(earlier: Path, version: str, family: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = earlier / version / family
    name, kimg = LENGTHS[family]
    engine(capsys, "resume", path, "--kimg", kimg + 0.004)
    run = RunDirectory.open(path)
    state = run.read_state()
    assert (state.status, state.images) == ("finished", round(kimg * 1000) + 4)
    resumed = [event for event in Follower(path).poll() if isinstance(event, Resumed)]
    assert [event.snapshot for event in resumed] == [name]
    assert [snapshot.name for snapshot in run.snapshots()] == [name, f"{kimg + 0.004:010.3f}"]
    assert run.read_run()["lengths"] == [kimg]


class Design(nn.Module):
    """Latents to pictures as `gan-engine generate` draws them."""

    def __init__(self, generator: Any, psi: float) -> None:
        super().__init__()
        self.generator = generator
        self.psi = psi

    def forward(self, z: Tensor, classes: Tensor) -> Tensor:
        if self.psi == 1:
            return self.generator(z)
        return self.generator.synthesis(self.generator.styles(z, classes, self.psi), "const")


@every_version
@every_family
def test_a_snapshot_draws_the_designs_it_drew(earlier: Path, version: str, family: str) -> None:
    folder, seeds, class_name, psi = DESIGNS[family]
    files = sorted((earlier / version / folder).glob("*.png"))
    assert len(files) == len(seeds)
    drawn_then = np.stack([read_picture(file) for file in files]).astype(np.float64)
    session = Session.open(earlier / version / family, "cpu")
    z = latents(seeds, session.z_dim)
    classes = None if class_name is None else [class_name] * len(seeds)
    drawn_now = session.generate(z, classes, psi).astype(np.float64)
    generator, _ = load_generator(session.path, torch.device("cpu"))
    number = session.class_index(class_name) or 0
    exact, furthest = rounding_reach(
        Design(generator, psi), [torch.from_numpy(z), torch.full((len(z),), number, dtype=torch.int64)]
    )
    meant = (exact * 127.5 + 128).clamp(0, 255).permute(0, 2, 3, 1).numpy()
    for drawn in (drawn_then, drawn_now):  # a level is cut off, not rounded: hence up to one below what is meant
        assert np.abs(drawn - meant).max() <= 1 + 127.5 * furthest
    assert drawn_then.std() > 10, "designs with something on them"


@every_version
@every_family
def test_a_design_says_what_it_was_drawn_from(earlier: Path, version: str, family: str) -> None:
    folder, seeds, class_name, psi = DESIGNS[family]
    session = Session.open(earlier / version / family, "cpu")
    for seed, file in zip(seeds, sorted((earlier / version / folder).glob("*.png")), strict=True):
        recipe = read_recipe(file)
        assert recipe is not None
        assert (recipe.point.model_digest, recipe.point.seed, recipe.point.psi) == (session.digest, seed, psi)
        assert recipe.point.class_name == class_name


@every_version
def test_a_dataset_is_read(earlier: Path, version: str) -> None:
    for name, count, held_out in (("pots", 10, 2), ("many.zip", 54, 6)):
        with open_dataset(earlier / version / name) as dataset:
            assert (dataset.count, dataset.size.stored, dataset.class_names) == (count, 32, ["pots", "trees"])
            assert dataset.held_out == held_out
            assert dataset.labels is not None
            assert set(dataset.labels.tolist()) == {0, 1}
            assert dataset.read(0).shape == dataset.read_held_out(0).shape == (3, 32, 32)


@every_version
def test_a_dataset_is_baked_again_as_it_was(earlier: Path, version: str, tmp_path: Path) -> None:
    old, new = earlier / version / "pots", tmp_path / "again.zip"
    rebake(old, [earlier / "art"], new)
    told = difference(old, new)
    assert (told.added, told.removed, told.changed, told.options, told.same) == ([], [], [], [], 12)
    with open_dataset(old) as before, open_dataset(new) as after:
        for index in range(before.count):
            assert np.array_equal(before.read(index), after.read(index))


@every_version
@pytest.mark.parametrize("name", ["dcgan", "stylegan2", "pots", "many.zip"])
def test_what_lies_there_is_as_it_was_written(
    earlier: Path, version: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert json.loads(engine(capsys, "verify", earlier / version / name, "--json"))["faults"] == []


def test_requests_that_wait_are_taken(earlier: Path) -> None:
    taken = requests.take(earlier / LATEST / "dcgan")
    assert [(request.kind, request.values) for request in taken] == [
        ("sample", {}), ("evaluate", {"metrics": ["kid-lite0"], "samples": 100}),
    ]  # fmt: skip


def test_evaluations_are_read(earlier: Path) -> None:
    (document,) = evaluation_files.read_all(earlier / LATEST / "dcgan")
    (result,) = evaluation_files.results_of(document)
    assert (result["metric"], result["samples"], result["real"]) == ("kid-lite0", 100, 54)
    assert 0 < result["value"] < 1


def test_an_experiment_tells_what_it_found_and_is_described_as_it_was(
    earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = earlier / LATEST
    before = json.loads((folder / "two-ways" / "results.json").read_text("utf-8"))
    told = json.loads(engine(capsys, "experiment", "--out", folder / "two-ways", "--json"))
    assert told["over"]
    assert (told["best"], told["not_behind"]) == (before["best"], before["not_behind"])
    assert [(arm["name"], arm["measured"]) for arm in told["arms"]] == [
        (arm["name"], arm["measured"]) for arm in before["arms"]
    ]
    assert (folder / "two-ways" / "plot.png").stat().st_size > 1000
    listed = json.loads(engine(capsys, "experiments", folder / "two-ways.toml", "--json"))
    assert "Two ways" in json.dumps(listed)


def test_a_recipe_of_ones_own_sets_what_it_set(earlier: Path) -> None:
    recipe = read_training_recipe(earlier / LATEST / "potter.maquette" / "recipes" / "pots-calm.toml")
    assert (recipe.title, recipe.sentence) == ("Pots, calm", "Small steps for pots.")
    wanted = recipe.configuration
    assert (wanted.family, wanted.batch, wanted.tricks.r1_gamma, wanted.optimizer.learning_rate) == (
        "dcgan", 8, 1.0, 1e-4,
    )  # fmt: skip
