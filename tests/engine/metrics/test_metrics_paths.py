"""Path length: on linear generators it has a closed form."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from gan_engine.metrics.path_length import path_length
from tests.engine.metrics_support import LinearGenerator, MappedGenerator


def flat(pictures: Tensor) -> Tensor:
    """A feature network that changes nothing: the distance is that of the pictures, in units of -1..1."""
    return (pictures.double() / 127.5).flatten(1)


def measured(generator: LinearGenerator, samples: int = 4000) -> tuple[float, float, str]:
    found = path_length(
        generator, flat, samples=samples, seed=3, batch=500, device=torch.device("cpu"), trimmed=0.0
    )  # fmt: skip
    return found.value, found.uncertainty, found.space


def test_in_w_it_is_twice_the_squared_norm_of_the_map() -> None:
    """E |A (w2 - w1)|^2 = 2 |A B|^2 for w = B z: along straight lines every step is as long."""
    generator = MappedGenerator(5, 8)
    value, error, space = measured(generator)
    expected = 2 * float((generator.matrix @ generator.bend).detach().square().sum())
    assert space == "w"
    assert value == pytest.approx(expected, rel=0.1)
    assert abs(value - expected) < 4 * error


def test_on_the_circle_it_is_the_squared_angle_times_the_radius() -> None:
    """A generator that keeps lengths: a step from z1 to z2 has (radius x angle)^2 + (difference of radii)^2."""
    generator = LinearGenerator(16, 8)
    turned, _ = np.linalg.qr(np.random.default_rng(1).normal(size=(192, 16)))
    generator.matrix.data = torch.from_numpy(turned * 0.1).float()
    value, error, space = measured(generator, 2000)
    draws = np.random.default_rng(2)
    first, second = draws.normal(size=(2, 200_000, 16))
    radii = np.linalg.norm(first, axis=1), np.linalg.norm(second, axis=1)
    angle = np.arccos((first * second).sum(1) / (radii[0] * radii[1]))
    t = draws.random(200_000)
    expected = 0.01 * float((((radii[0] + (radii[1] - radii[0]) * t) * angle) ** 2 + (radii[1] - radii[0]) ** 2).mean())
    assert space == "z"
    assert abs(value - expected) < 4 * error
    assert value == pytest.approx(expected, rel=0.05)


def test_the_same_seed_walks_the_same_paths_whatever_the_batch() -> None:
    generator = LinearGenerator(4, 8)
    values = [
        path_length(generator, flat, samples=60, seed=1, batch=batch, device=torch.device("cpu")).value
        for batch in (60, 60, 7)
    ]
    assert values[0] == values[1] == pytest.approx(values[2], rel=1e-3)
