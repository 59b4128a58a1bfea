"""Every registered family learns: within 400 steps on sample art its designs come twice as close to that.

The measure is the Frechet distance (Heusel et al. 2017, equation 6) between designs and pictures seen at 8 x 8 px, that
is in the mean and covariance of 192 numbers: what is where, in which colours, and how differently. All families train
with the same settings, so that a new one is tested by being registered; benchmarks/families.py has settings for each.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from gan_engine.metrics.frechet import frechet_distance
from gan_engine.networks.growth import Level
from gan_engine.networks.registry import Family, families
from gan_engine.sample_art import draw_sample_art
from gan_engine.training.plan import make_plan
from gan_engine.training.state import TrainingState
from tests.engine.training_support import configuration

STEPS, BATCH, DESIGNS = 400, 16, 200  # most need a hundred; how many it takes is a matter of rounding
LOOK_EVERY = 20  # steps; a family that has learnt enough need not go on
GROWN_AT = 40
NARROW = {
    "z_dim": 32, "w_dim": 32, "mapping_layers": 2, "channel_base": 512, "max_channels": 32,
    "generator_width": 8, "discriminator_width": 8, "discriminator_norm": "none",
}  # fmt: skip


@pytest.fixture(scope="module")
def art(tmp_path_factory: pytest.TempPathFactory) -> Tensor:
    """Sample characters, uint8 [120, 3, 32, 32]."""
    files = draw_sample_art(tmp_path_factory.mktemp("art") / "drawn", 120, 32)
    return torch.from_numpy(np.stack([np.asarray(Image.open(file)) for file in files])).permute(0, 3, 1, 2)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Of processors and of randomness: the tests beside this one go on as they would have."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    with torch.random.fork_rng():
        yield
    torch.set_num_threads(threads)


def seen_small(pictures: Tensor) -> Tensor:
    """Pictures [N,3,H,W] in -1..1 at 8 x 8 px, as rows."""
    return F.avg_pool2d(pictures, pictures.shape[-1] // 8).flatten(1)


def distance_to(reals: Tensor, state: TrainingState) -> float:
    """Of designs of the EMA generator, grown in full."""
    size = state.plan.configuration.size
    generator_ema: Any = copy.deepcopy(state.generator_ema)
    if state.growth is not None:
        generator_ema.grow(Level(size.resolution))
    torch.manual_seed(1)
    with torch.inference_mode():
        designs = generator_ema(torch.randn(DESIGNS, generator_ema.z_dim)).float().clamp(-1, 1)
    return frechet_distance(reals, seen_small(designs))[0]


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_gets_closer_to_the_art(kind: Family, art: Tensor) -> None:
    size = next(each for each in kind.sizes if each >= 16)
    pictures = F.avg_pool2d(art.float(), 32 // size).round().to(torch.uint8)
    reals = seen_small(pictures / 127.5 - 1)
    wanted = configuration(
        family=kind.name, size=size, batch=BATCH, kimg=2 * GROWN_AT * BATCH / 1000, objective="non-saturating",
        optimizer={"learning_rate": 3e-3, "beta1": 0.0, "beta2": 0.99}, tricks={"r1_gamma": 0.5, "r1_every": 4},
        network={name: value for name, value in NARROW.items() if name in kind.Options.model_fields},
    )  # fmt: skip
    before = distance_to(reals, TrainingState(make_plan(wanted), torch.device("cpu"), "fp32"))
    state = TrainingState(make_plan(wanted), torch.device("cpu"), "fp32")
    order = torch.Generator().manual_seed(0)
    for step in range(1, STEPS + 1):
        shown = torch.randint(0, len(pictures), (BATCH,), generator=order)
        state.make_step(pictures[shown], None)
        if step >= GROWN_AT and step % LOOK_EVERY == 0 and distance_to(reals, state) < before / 2:
            return
    pytest.fail(f"from {before:.1f} it has come only to {distance_to(reals, state):.1f}")
