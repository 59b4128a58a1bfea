"""Settings that cannot be, thrown at every field: refused by name with what would do; what is taken can be trained."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import torch

from gan_engine.cli import main
from gan_engine.errors import ConfigurationError
from gan_engine.networks.registry import Family, families
from gan_engine.settings.configuration import Configuration, apply_settings, configure
from gan_engine.settings.dotted import dotted_names
from gan_engine.training.plan import make_plan
from gan_engine.training.state import TrainingState
from tests.engine.dataset_support import make_dataset
from tests.engine.training_support import configuration, smallest

WILD: list[Any] = [
    None, True, False, 0, 1, -1, 3, 0.5, 1e-9, 1e300, 10**40, float("nan"), float("inf"), "", "x", "nan", "-0", "1e400",
    "true", [], [1], {}, {"a": 1}, (1, 2), b"x", object(), "\x00", "٣", "1_000", " 7 ", "0x10", "9" * 400, "cuda:99",
    "fp16", "hinge", "wasserstein", "stylegan2", "bgc", "1e999: 1e-4",
]  # fmt: skip
FIELDS = [name for name in dotted_names(Configuration) if name != "network"]


def strange(draw: random.Random, family: Family) -> dict[str, Any]:
    """A few wild values for a few of the fields there are, and for some that there are not."""
    values: dict[str, Any] = {"family": family.name}
    own = [f"network.{name}" for name in family.Options.model_fields]
    for _ in range(draw.randint(1, 4)):
        name = draw.choice([*FIELDS, *own, "unknown", "network.unknown", "tricks", "a.b.c"])
        group, dot, key = name.partition(".")
        if not dot:
            values[name] = draw.choice(WILD)
        elif isinstance(values.setdefault(group, {}), dict):
            values[group][key] = draw.choice(WILD)
    return values


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_wild_values_are_refused_by_name_with_what_would_do(kind: Family) -> None:
    draw = random.Random(kind.name)
    refused: list[ConfigurationError] = []
    for _ in range(250):
        values = strange(draw, kind)
        flat = {
            f"{group}.{key}" if key else group: inner
            for group, value in values.items()
            for key, inner in (value.items() if isinstance(value, dict) else [("", value)])
        }
        written = [f"{key}={value}" for key, value in flat.items()]
        for in_words in (False, True):
            try:
                make_plan(apply_settings(configure({}), written) if in_words else configure(values))
            except ConfigurationError as error:
                refused.append(error)
    assert len(refused) > 300
    assert not [str(error) for error in refused if not error.field or not error.do]


TRICKS: dict[str, list[Any]] = {
    "label_smoothing": [True], "noisy_labels": [0.5], "r1_gamma": [1], "r1_every": [1, 2], "r2_gamma": [1],
    "gradient_penalty": [10], "drift": [0.001], "clip": [0.01], "critic_steps": [2], "monitored": [True],
    "boost": [True], "path_length": [2], "path_length_every": [1, 4], "freeze_d": [1, 2, 5, 16],
}  # fmt: skip
AUGMENT: dict[str, list[Any]] = {"colour": [True], "cutout": [True], "adaptive": ["bgc", "blit"], "strength": [1]}
SMALL = {"channel_base": 64, "max_channels": 4, "first_size": 0, "width": 4, "z_dim": 4}


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_whatever_is_not_refused_can_be_trained(kind: Family) -> None:
    draw = random.Random(f"tricks of {kind.name}")
    trained = 0
    while trained < 6:
        chosen = {name: draw.choice(TRICKS[name]) for name in draw.sample(list(TRICKS), draw.randint(1, 5))}
        augment = {name: draw.choice(AUGMENT[name]) for name in AUGMENT if draw.random() < 0.3}
        wanted: dict[str, Any] = {
            "family": kind.name, "size": kind.sizes[0], "batch": draw.choice([1, 2, 3, 5]), "tricks": chosen,
            "augment": augment, "network": smallest(kind, **SMALL).model_dump(), "use_classes": draw.random() < 0.3,
            "objective": draw.choice(["bce", "non-saturating", "hinge", "wasserstein", "relativistic"]),
        }  # fmt: skip
        try:
            plan = make_plan(configuration(**wanted), ("cat", "dog"))
        except ConfigurationError:
            continue
        trained += 1
        state = TrainingState(plan, torch.device("cpu"), "fp32")
        for _ in range(2):
            shown = torch.randint(0, 256, (wanted["batch"], 3, wanted["size"], wanted["size"]), dtype=torch.uint8)
            state.make_step(shown, torch.zeros(wanted["batch"], dtype=torch.int64))
        assert state.is_finite(), wanted


@pytest.mark.parametrize(("family", "most"), [("vanilla", 3), ("dcgan", 5), ("progan", 9), ("fastgan", 2)])
def test_no_more_layers_can_be_kept_than_leave_something_to_learn(family: str, most: int) -> None:
    wanted: dict[str, Any] = {"family": family, "size": 32, "network": {}}
    make_plan(configuration(**wanted, tricks={"freeze_d": most}))
    with pytest.raises(ConfigurationError, match=f"at most {most}") as caught:
        make_plan(configuration(**wanted, tricks={"freeze_d": most + 1}))
    assert caught.value.field == "tricks.freeze_d"


def test_later_learning_rates_can_be_read_again() -> None:
    with pytest.raises(ConfigurationError, match="KIMG: RATE"):
        configure({"optimizer": {"steps": "1e999: 1e-4"}})
    configured = configure({"optimizer": {"steps": "800: 5e-5, 400: 1e-4"}})
    assert configure(configured.model_dump(mode="json")) == configured


@pytest.mark.parametrize(
    "settings",
    [
        ["size=33"], ["kimg=nan"], ["family=stylegan9"], ["tricks.clip=0.01", "tricks.gradient_penalty=1"],
        ["objective=wasserstein", "tricks.r1_gamma=0"], ["tricks.freeze_d=16"], ["network.z_dim=0"], ["=1"], ["a.b=1"],
        ["precision=fp16"], ["device=cuda:7"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_the_terminal_refuses_in_one_line(
    settings: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset = make_dataset(tmp_path / "shapes.zip", count=4)
    given = [part for setting in settings for part in ("--set", setting)]
    with pytest.raises(SystemExit) as ended:
        main(["train", str(dataset), "--run", str(tmp_path / "run"), *given])
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert said.startswith("gan-engine: ")
    assert said.count("\n") == 1
    assert not (tmp_path / "run").exists()
