"""Penalties against numbers worked out by hand, and their gradients against finite differences, all in float64."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from gan_engine.image_shape import ImageShape
from gan_engine.networks.bases import Discriminator, Generator
from gan_engine.networks.dcgan import DCGANDiscriminator, DCGANOptions
from gan_engine.networks.phases import StepContext
from gan_engine.training.penalties import R1, R2, GradientPenalty, PathLength

SHAPE = (3, 3, 4, 4)
REALS = np.random.RandomState(1).uniform(-1, 1, SHAPE)
FAKES = np.random.RandomState(2).uniform(-1, 1, SHAPE)
BENT = np.random.RandomState(3).uniform(0.2, 1, SHAPE[1:])


class Quadratic(Discriminator):
    """D(x) = sum of a x^2 / 2, whose gradient is a x."""

    def __init__(self) -> None:
        super().__init__(size=ImageShape.square(4), class_count=0)
        self.bent = nn.Parameter(torch.from_numpy(BENT))

    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor:
        return (pictures.square() * self.bent / 2).sum((1, 2, 3))


class Given(Generator):
    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return torch.from_numpy(FAKES)


def context(discriminator: Discriminator, generator: Generator | None = None, reals: Any = REALS) -> StepContext:
    generator = generator or Given(z_dim=2, size=ImageShape.square(4), class_count=0)
    shown = torch.from_numpy(reals)
    made = StepContext(generator, discriminator, shown, None, step=0, keep_graph=True, note=lambda name, value: None)
    made._fakes = torch.from_numpy(FAKES) if reals is REALS else None
    return made


@pytest.mark.parametrize(("kind", "pictures"), [(R1, REALS), (R2, FAKES)], ids=["r1", "r2"])
def test_r1_and_r2_are_half_gamma_times_the_squared_slope(kind: Any, pictures: Any) -> None:
    judge = Quadratic()
    penalty = kind(6.0, nn.Identity())(context(judge))
    assert penalty.item() == pytest.approx(3.0 * ((BENT * pictures) ** 2).sum((1, 2, 3)).mean(), rel=1e-12)
    penalty.backward()
    assert judge.bent.grad is not None
    np.testing.assert_allclose(judge.bent.grad.numpy(), 6.0 * BENT * (pictures**2).mean(0), rtol=1e-12)


def test_the_gradient_penalty_and_the_drift() -> None:
    judge = Quadratic()
    torch.manual_seed(5)
    share = torch.rand(3, 1, 1, 1, dtype=torch.float64).numpy()
    torch.manual_seed(5)
    penalty = GradientPenalty(10.0, 0.001, nn.Identity())(context(judge))
    between = REALS + share * (FAKES - REALS)
    slopes = np.sqrt(((BENT * between) ** 2).sum((1, 2, 3)))
    scores = (BENT * REALS**2 / 2).sum((1, 2, 3))
    assert penalty.item() == pytest.approx(10 * ((slopes - 1) ** 2).mean() + 0.001 * (scores**2).mean(), rel=1e-7)
    penalty.backward()
    over = 20 * ((slopes - 1) / slopes)[:, None, None, None] * BENT * between**2
    drifting = 0.002 * scores[:, None, None, None] * REALS**2 / 2
    assert judge.bent.grad is not None
    np.testing.assert_allclose(judge.bent.grad.numpy(), (over + drifting).mean(0), rtol=1e-6)


class Bent(Generator):
    """Styles are latents; the picture is bent in them, so that the lengths of its paths differ."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__(z_dim=4, size=ImageShape.square(4), class_count=0)
        self.weight = weight

    def styles(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return z.double()[:, None].expand(-1, 2, -1).requires_grad_()

    def synthesis(self, styles: Tensor) -> Tensor:
        return torch.tanh(styles.sum(1) @ self.weight).view(-1, 3, 4, 4)

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return self.synthesis(self.styles(z))


def test_the_gradient_of_the_path_length_agrees_with_finite_differences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PathLength, "_DECAY", 0.0)  # else the mean, which no gradient follows, would move with it
    loss = PathLength(2.0).double()
    loss.mean.fill_(0.3)

    def penalty(weight: Tensor) -> Tensor:
        torch.manual_seed(0)
        value: Tensor = loss(context(Quadratic(), Bent(weight), np.zeros((6, 3, 4, 4))))
        return value

    weight = torch.from_numpy(np.random.RandomState(4).normal(0, 0.3, (4, 48))).requires_grad_()
    assert torch.autograd.gradcheck(penalty, (weight,))


@pytest.mark.parametrize("make", [lambda: R1(2.0, nn.Identity()), lambda: GradientPenalty(10.0, 0.0, nn.Identity())])
def test_penalties_of_a_real_network_agree_with_finite_differences(make: Callable[[], nn.Module]) -> None:
    """Along a random direction in the space of all weights: (f(w + h) - f(w - h)) / 2h is the gradient's part in it."""
    torch.manual_seed(7)
    options = DCGANOptions(discriminator_width=4, max_width=16, discriminator_norm="instance")
    judge = DCGANDiscriminator(options, ImageShape.square(32), 0).double()
    weights = list(judge.parameters())
    for weight in weights:
        nn.init.normal_(weight, std=0.2)
    reals = np.random.RandomState(8).uniform(-1, 1, (2, 3, 32, 32))

    def penalty() -> Tensor:
        torch.manual_seed(9)
        shown = context(judge, None, reals)
        shown._fakes = torch.from_numpy(reals[::-1].copy())
        value: Tensor = make()(shown)
        return value

    gradients = torch.autograd.grad(penalty(), weights)
    direction = [torch.randn_like(weight) for weight in weights]
    expected = sum(float((gradient * way).sum()) for gradient, way in zip(gradients, direction, strict=True))
    step = 1e-6
    values = []
    for sign in (1, -2):
        with torch.no_grad():
            for weight, way in zip(weights, direction, strict=True):
                weight += sign * step * way
        values.append(penalty().item())
    assert (values[0] - values[1]) / (2 * step) == pytest.approx(expected, rel=1e-4)
