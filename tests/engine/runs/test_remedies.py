"""What usually helps a training out of its trouble: from where to go on, with which settings, as which command."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest

from gan_engine.runs.events import HealthChanged, RunFailed
from gan_engine.runs.remedies import BROKEN_DOWN, Remedy, remedy_of
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.settings.configuration import apply_settings, configure
from gan_engine.settings.dotted import assignments
from gan_engine.training.health.problems import GRAVITY
from tests.engine.run_support import write_run

WITHOUT = {"disk-full", "damaged-snapshot", "in-parts", "rolled-back", "loader-starved"}
"""For which no setting is the way out."""


@pytest.fixture
def run(tmp_path: Path) -> RunDirectory:
    """One of 80 kimg with snapshots at 20, 40, 60 and 80; to be 200 long."""
    return write_run(tmp_path / "run", kimg=80, finish=False)


def helps(run: RunDirectory, problem: str, kimg: float = 80, best: str | None = None, **settings: Any) -> Remedy | None:
    document = {"configuration": {"kimg": 200, "sample_kimg": 2, **settings}}
    return remedy_of(run, document, HealthChanged(time=1, kimg=kimg, problem=problem), best)


@pytest.mark.parametrize("problem", sorted({*GRAVITY} - WITHOUT))
def test_each_trouble_has_a_change_that_a_branch_takes(run: RunDirectory, problem: str) -> None:
    adaptive = {"adaptive": "bgc"} if problem.startswith(("leak", "ada")) else {}
    found = helps(run, problem, augment=adaptive)
    assert found is not None
    assert found.words
    before = configure({"kimg": 200, "augment": adaptive})
    assert apply_settings(before, assignments(found.settings)) != before


@pytest.mark.parametrize("problem", [*sorted(WITHOUT), "of a newer version"])
def test_for_others_no_setting_is_the_way_out(run: RunDirectory, problem: str) -> None:
    assert helps(run, problem) is None


@pytest.mark.parametrize(
    ("kimg", "best", "snapshot"),
    [
        (80, None, "000060"),  # seen for the second time: a sample earlier it was there already
        (61, None, "000040"),
        (65, None, "000060"),
        (65, "000040", "000040"),
        (65, "000080", "000060"),  # the best came later: what is wrong may be in it already
        (10, None, "000020"),
    ],
)
def test_it_goes_on_from_the_best_before_the_trouble(
    run: RunDirectory, kimg: float, best: str | None, snapshot: str
) -> None:
    found = helps(run, "collapse", kimg, best)
    assert found is not None
    assert found.snapshot is not None
    assert found.snapshot.name == snapshot


def test_what_can_no_longer_be_gone_on_from_is_passed_over(run: RunDirectory) -> None:
    (run.snapshots_folder / "000060" / "training.json").unlink()
    found = helps(run, "collapse")
    assert found is not None
    assert found.snapshot is not None
    assert found.snapshot.name == "000040"


def test_without_a_snapshot_it_begins_anew(tmp_path: Path) -> None:
    found = helps(write_run(tmp_path / "young", kimg=5, finish=False), "discriminator-ahead")
    assert found == Remedy(None, {"augment.colour": True, "augment.translation": True}, "pictures shown varied")
    assert found.command(tmp_path / "young") is None


def test_half_the_learning_rate_is_half_of_later_ones_too(run: RunDirectory) -> None:
    found = helps(run, "diverged", optimizer={"learning_rate": 1e-3, "steps": "50: 4e-4"})
    assert found is not None
    assert found.settings == {"optimizer.learning_rate": 5e-4, "optimizer.steps": "50: 0.0002"}


def test_what_is_on_already_is_not_proposed_again(run: RunDirectory) -> None:
    varied = {"colour": True, "translation": True}

    def settings(problem: str, **augment: Any) -> Any:
        found = helps(run, problem, augment=augment)
        return None if found is None else dict(found.settings)

    assert settings("discriminator-ahead", **varied) == {"optimizer.discriminator_factor": 0.5}
    assert settings("memorising", **varied) == {"augment.cutout": True}
    assert settings("memorising", **varied, cutout=True) is None
    assert settings("memorising", adaptive="bgc") == {"augment.target": 0.5}
    assert settings("memorising", adaptive="bgc", target=0.3) is None


def test_the_command_is_exact(run: RunDirectory) -> None:
    """It branches into a folder that is not there yet, whatever the run's is called."""
    (run.path.parent / "run-2").mkdir()
    odd = run.path.rename(run.path.with_name("a run; with spaces"))
    moved = RunDirectory(odd)
    found = helps(moved, "leak-mirrored", augment={"adaptive": "blit"})
    assert found is not None
    command = found.command(odd)
    assert command is not None
    assert shlex.split(command) == [
        "gan-engine", "branch", str(odd / "snapshots" / "000060"), "--run", f"{odd}-2", "--set", "augment.xflip=false",
    ]  # fmt: skip


def test_a_breakdown_that_ended_a_training_has_one_too(run: RunDirectory) -> None:
    failed = RunFailed(time=1, kimg=70, what="-", problem=BROKEN_DOWN)
    found = remedy_of(run, {"configuration": {"kimg": 200}}, failed, None)
    assert found is not None
    assert found.snapshot is not None
    assert found.snapshot.name == "000060"
    assert found.settings == {"optimizer.learning_rate": 1e-4}
    assert remedy_of(run, {"configuration": {"kimg": 200}}, RunFailed(time=1, kimg=70, what="-"), None) is None


@pytest.mark.parametrize("document", [{}, {"configuration": 3}, {"configuration": {"batch": "many"}}])
def test_a_damaged_description_has_none(run: RunDirectory, document: dict[str, Any]) -> None:
    assert remedy_of(run, document, HealthChanged(time=1, kimg=70, problem="collapse"), None) is None
