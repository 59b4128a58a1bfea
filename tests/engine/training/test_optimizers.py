"""Optimisers are torch's, and nobody wakes its compiler."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch

from gan_engine.training.optimizers import Adam, RMSprop

_ALL = """
import sys
import torch
from gan_engine.image_shape import ImageShape
from gan_engine.networks.meta import weightless
from gan_engine.networks.registry import families
from gan_engine.training.plan import make_plan
from gan_engine.training.state import TrainingState
from tests.engine.training_support import configuration, smallest

def sleeps(what):
    assert "torch._dynamo" not in sys.modules, what

for family in families():
    with weightless():
        family.build_generator(family.Options(), ImageShape.square(family.sizes[-1]), 2 * family.supports.classes)
        family.build_discriminator(family.Options(), ImageShape.square(family.sizes[-1]), 2 * family.supports.classes)
    sleeps(f"{family.name} without weights")
    size = family.sizes[0]
    options = smallest(family).model_dump()
    plan = make_plan(configuration(family=family.name, size=size, network=options, augment={"adaptive": "bgc"}))
    state = TrainingState(plan, torch.device("cpu"), "fp32")
    state.make_step(torch.zeros(4, 3, size, size, dtype=torch.uint8), None)
    sleeps(f"a step of {family.name}")

from gan_engine.latent.projection import Projection
from gan_engine.latent.dragging import Dragging
sleeps("what draws")
"""


def test_torchs_compiler_sleeps() -> None:
    """It takes a second and more to load, in each process that trains."""
    done = subprocess.run([sys.executable, "-c", _ALL], capture_output=True, text=True, cwd=Path(__file__).parents[3])
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("ours", "theirs", "options"),
    [
        (Adam, torch.optim.Adam, {"lr": 0.1, "betas": (0.5, 0.99), "fused": True}),
        (Adam, torch.optim.Adam, {"lr": 0.1}),
        (RMSprop, torch.optim.RMSprop, {"lr": 0.1, "alpha": 0.99}),
    ],
    ids=["fused Adam", "Adam", "RMSprop"],
)
def test_they_do_what_torchs_do(ours: Any, theirs: Any, options: dict[str, Any]) -> None:
    ways = []
    for kind in (ours, theirs):
        weight = torch.linspace(-1, 1, 7).requires_grad_()
        optimizer = kind([weight], **options)
        for number in range(4):
            optimizer.zero_grad()
            (weight**2).sum().backward()
            optimizer.step()
            if number == 1:
                state = optimizer.state_dict()
                optimizer = kind([weight], **options)
                optimizer.load_state_dict(state)
        assert not weight.grad.requires_grad  # type: ignore[union-attr]
        ways.append(weight.detach())
    assert torch.equal(*ways)
