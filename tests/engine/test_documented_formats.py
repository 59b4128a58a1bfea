"""What docs/FORMATS.md says of a generator's file is enough to read it: its own example does, with NumPy alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from gan_engine.networks.registry import Family, families
from gan_engine.training import snapshots
from gan_engine.training.plan import make_plan
from gan_engine.training.state import TrainingState
from tests.engine.training_support import configuration, smallest, upright

FORMATS = Path(__file__).parents[2] / "docs" / "FORMATS.md"


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    """The functions of the example in the document."""
    blocks = re.findall(r"```python\n(.*?)```", FORMATS.read_text(encoding="utf-8"), re.DOTALL)
    (code,) = [block for block in blocks if "def read_generator" in block]
    assert re.findall(r"^(?:import|from) (\S+)", code, re.MULTILINE) == ["json", "numpy"]
    names: dict[str, Any] = {}
    exec(compile(code, str(FORMATS), "exec"), names)
    return names


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_its_example_reads_the_generator_of_every_family(kind: Family, tmp_path: Path, example: dict[str, Any]) -> None:
    size = upright(kind)
    plan = make_plan(configuration(family=kind.name, size=size, network=smallest(kind).model_dump()))
    state = TrainingState(plan, torch.device("cpu"), "fp32")
    state.make_step(torch.randint(0, 256, (4, *size.tensor), dtype=torch.uint8), None)
    snapshot = snapshots.save(tmp_path, state, dataset="art", extra={})
    card, weights = example["read_generator"](snapshot.generator)
    assert (card["family"], card["size"], card["z_dim"]) == (kind.name, str(size), state.generator.z_dim)
    expected = {name: tensor.numpy() for name, tensor in state.generator_ema.state_dict().items()}
    assert weights.keys() == expected.keys()
    assert all(np.array_equal(weights[name], value) for name, value in expected.items())
    if kind.supports.truncation:
        z = np.random.RandomState(0).randn(3, card["z_dim"]).astype(np.float32)
        generator_ema: Any = state.generator_ema
        with torch.inference_mode():
            styles = generator_ema.styles(torch.from_numpy(z))[:, 0].numpy()
        np.testing.assert_allclose(example["style"](card, weights, z), styles, rtol=1e-4, atol=1e-5)
