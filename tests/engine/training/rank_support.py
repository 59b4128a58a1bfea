"""What the tests of several ranks share: forms of training, and processes that train together."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch
import torch.distributed
from torch import Tensor

from gan_engine.networks.registry import families
from gan_engine.ranks import ALONE, Ranks
from gan_engine.training.plan import Plan, make_plan
from gan_engine.training.state import TrainingState
from tests.engine.training_support import configuration, smallest

STEPS = 3
BATCH = 8
CPU = torch.device("cpu")

_STYLES = {"z_dim": 8, "w_dim": 8, "channel_base": 64, "max_channels": 8}
_GROWING = {"channel_base": 64, "max_channels": 8, "fade_kimg": 0.008, "stable_kimg": 0.008}
FORMS: dict[str, dict[str, Any]] = {
    "batch norm": {"size": 32, "augment": {"translation": True, "colour": True, "cutout": True}},
    "R1 through batch norm": {"size": 32, "tricks": {"r1_gamma": 1, "r1_every": 2}},
    "tone": {"size": 32, "tricks": {"tone": 1.0}, "augment": {"colour": True}},
    "detail": {"size": 32, "network": {"z_dim": 8, "generator_width": 4, "discriminator_width": 4, "detail_width": 4}},
    "likeness features under a gradient penalty": {
        "size": 32,
        "network": {"z_dim": 8, "generator_width": 4, "discriminator_width": 4, "minibatch_features": 2},
        "tricks": {"gradient_penalty": 10, "drift": 0.001},
        "objective": "wasserstein",
    },
    "noisy labels, frozen layers": {"size": 32, "tricks": {"boost": True, "noisy_labels": 0.5, "freeze_d": 1}},
    "monitored": {"size": 32, "tricks": {"monitored": True}},
    "path length, ADA, lazy R1": {
        "family": "stylegan2",
        "size": 16,
        "network": _STYLES,
        "objective": "non-saturating",
        "augment": {"adaptive": "bgc", "strength": 0.5, "interval": 2, "speed_kimg": 0.1},
        "tricks": {"r1_gamma": 1, "r1_every": 2, "path_length": 2, "path_length_every": 2},
    },
    "groups across ranks, odd shares": {
        "family": "stylegan2",
        "size": 16,
        "batch": 6,
        "network": {**_STYLES, "group": 6},
        "objective": "non-saturating",
        "tricks": {"r1_gamma": 1, "r1_every": 2, "path_length": 2, "path_length_every": 2},
    },
    "in parts": {
        "family": "stylegan2",
        "size": 16,
        "network": {**_STYLES, "group": 2},
        "objective": "non-saturating",
        "tricks": {"r1_gamma": 1, "r1_every": 2, "path_length": 2, "path_length_every": 2},
    },
    "growing": {"family": "progan", "size": 16, "network": _GROWING, "tricks": {"r1_gamma": 1}},
    "styles that grow, classes": {
        "family": "stylegan",
        "size": 16,
        "network": {**_GROWING, "z_dim": 8, "w_dim": 8},
        "use_classes": True,
        "objective": "relativistic",
        "tricks": {"r1_gamma": 1, "r2_gamma": 1},
    },
    "critic steps, clipped": {
        "size": 32,
        "objective": "wasserstein",
        "optimizer": {"kind": "rmsprop", "learning_rate": 5e-5},
        "tricks": {"critic_steps": 2, "clip": 0.01},
    },
}
PARTS = {"in parts": 2}
for _family in families():
    FORMS[f"family {_family.name}"] = {
        "family": _family.name,
        "size": max(32, _family.sizes[0]),
        "network": smallest(_family, fade_kimg=0.008, stable_kimg=0.008).model_dump(),
    }


def plan_of(form: str) -> Plan:
    values = {"batch": BATCH, "kimg": 0.2, **FORMS[form]}
    return make_plan(configuration(**values), ["disc", "square"] if values.get("use_classes") else [])


def state_of(form: str, ranks: Ranks = ALONE) -> TrainingState:
    return TrainingState(plan_of(form), CPU, "fp32", ranks=ranks, parts=PARTS.get(form, 1))


def told_by(form: str, ranks: Ranks = ALONE, *, moved: int | None = None) -> list[dict[str, float]]:
    """What the first steps of a form tell, one after the other, by `ranks`.

    `moved`: each weight moved at random (of this seed) by up to 8 of its last places, as by rounding on the way.
    """
    state = state_of(form, ranks)
    if moved is not None:
        _move_last_places(state, torch.Generator().manual_seed(moved))
    told = []
    for reals in pictures_of(state.plan):
        state.make_step(ranks.own(reals), ranks.own(torch.arange(len(reals)) % 2))
        told.append(state.means.read()[0])
    return told


def pictures_of(plan: Plan) -> Iterator[Tensor]:
    """A few batches, uint8."""
    chance = torch.Generator().manual_seed(7)
    shape = (plan.configuration.batch, *plan.configuration.size.tensor)
    for _ in range(STEPS):
        yield torch.randint(0, 256, shape, dtype=torch.uint8, generator=chance)


@torch.no_grad()
def _move_last_places(state: TrainingState, chance: torch.Generator) -> None:
    for network in state.networks.values():
        for weight in network.parameters():
            places = torch.rand(weight.shape, generator=chance) * 16 - 8
            weight.mul_(1 + places * torch.finfo(weight.dtype).eps)


def _become(rank: int, world_size: int, folder: Path, work: Callable[[Ranks, Path], Any]) -> None:
    torch.set_num_threads(1)
    meeting = (folder / "meeting").as_uri()
    torch.distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=world_size)
    torch.save(work(Ranks(rank, world_size), folder), folder / f"{rank}.pt")
    torch.distributed.destroy_process_group()


def together(work: Callable[[Ranks, Path], Any], folder: Path, world_size: int = 2) -> list[Any]:
    """What `work` gives on each of so many processes that train together, by rank."""
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=_become, args=(rank, world_size, folder, work), daemon=True)
        for rank in range(world_size)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(240)
    assert [process.exitcode for process in processes] == [0] * world_size
    return [torch.load(folder / f"{rank}.pt", weights_only=True) for rank in range(world_size)]
