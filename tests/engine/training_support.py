"""What the tests of networks and trainings share: the smallest networks, and runs made in this process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from annotated_types import Ge

from gan_engine.image_shape import ImageShape
from gan_engine.networks.registry import Family
from gan_engine.runs.events import Event
from gan_engine.runs.history import Follower
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.settings.configuration import Configuration, configure
from gan_engine.settings.options import Options
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run

TINY = {"network": {"z_dim": 8, "generator_width": 4, "discriminator_width": 4}}


def configuration(**values: Any) -> Configuration:
    """A training of tiny networks on the CPU: 32 px, batch 4, in fp32 with one thread."""
    defaults: dict[str, Any] = {
        "batch": 4,
        "kimg": 0.04,
        "snapshot_kimg": 1000,
        "sample_kimg": 1000,
        "device": "cpu",
        "precision": "fp32",
        "threads": 1,
        "ema_kimg": 0.1,
        **TINY,
    }
    return configure({**defaults, **values})


def smallest(family: Family, **others: Any) -> Options:
    """The family's options, each number as small as it may be, but for `others` where it has them."""
    values: dict[str, Any] = {}
    for name, field in family.Options.model_fields.items():
        for bound in field.metadata:
            if isinstance(bound, Ge):
                values[name] = bound.ge
    values |= {name: value for name, value in others.items() if name in family.Options.model_fields}
    return family.validate(values)


def upright(family: Family, resolution: int = 0) -> ImageShape:
    """A shape that is no square, of the layers of the family's smallest one or of `resolution`, half as large again."""
    resolution = resolution or family.sizes[0]
    return ImageShape(resolution, resolution * 3 // 2)


def run_training(path: Path, dataset: Path, **values: Any) -> RunDirectory:
    """Create a run and train it to its end."""
    run = create_run(path, dataset, configuration(**values))
    train(run)
    return run


class Killed(BaseException):
    """Stands for a kill: nothing in the loop may catch it."""


def kill_at(images: int) -> Any:
    """A `report` under which the training dies at once when it tells of so many pictures."""

    def report(done: int, total: int | None, what: str = "") -> None:
        if done >= images:
            raise Killed

    return report


def events_of(run: RunDirectory) -> list[Event]:
    return Follower(run.path).poll()


def told_by_kimg(events: Iterable[Event]) -> dict[float, tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Losses and scores of the Progress events, by kimg."""
    return {event.kimg: (event.losses, event.scores) for event in events if event.kind == "Progress"}  # type: ignore[attr-defined]


def weights_of(run: RunDirectory, name: str) -> dict[str, bytes]:
    """Both tensor files of a snapshot."""
    folder = run.snapshots_folder / name
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.safetensors"))}


def assert_same_training(straight: RunDirectory, resumed: RunDirectory) -> None:
    """Equal weights and optimiser at every snapshot that both have whole, equal losses at every kimg both tell of."""
    names = [each.name for each in straight.snapshots()]
    assert [each.name for each in resumed.snapshots()] == names
    for name in names:
        ours, theirs = weights_of(straight, name), weights_of(resumed, name)
        assert ours["generator.safetensors"] == theirs["generator.safetensors"], name
        if ours.keys() == theirs.keys():
            assert ours == theirs, name
    assert len(weights_of(resumed, names[-1])) == 2, "the last is whole"
    ours, theirs = told_by_kimg(events_of(straight)), told_by_kimg(events_of(resumed))
    common = ours.keys() & theirs.keys()
    assert len(common) >= len(names)
    assert {kimg: ours[kimg] for kimg in common} == {kimg: theirs[kimg] for kimg in common}


def interrupted(path: Path, dataset: Path, *, at: int, **values: Any) -> RunDirectory:
    """A run that was killed after `at` pictures, in the moment before its snapshot there, and resumed."""
    run = create_run(path, dataset, configuration(**values))
    with pytest.raises(Killed):
        train(run, report=kill_at(at))
    train(run)
    return run
