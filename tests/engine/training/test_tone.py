"""The tone of designs: drawn to that of the pictures, and nothing else of them."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from gan_engine.image_shape import ImageShape
from gan_engine.networks.bases import Discriminator, Generator
from gan_engine.networks.phases import StepContext
from gan_engine.training.losses import StandardKit
from gan_engine.training.tone import Tone, compared, raw_moments
from tests.engine.training_support import configuration

SIZE = ImageShape.square(8)
CHANNELS = torch.tensor([0.2, 0.3, 0.4]).view(3, 1, 1)


def pictures(count: int, seed: int, *, contrast: float = 1.0, light: float = 0.0) -> Tensor:
    """Differently light ones, [N,3,8,8], of correlated channels."""
    draw = torch.Generator().manual_seed(seed)
    grey = torch.randn(count, 1, 1, 1, generator=draw) + torch.randn(count, 1, 8, 8, generator=draw)
    own = torch.randn(count, 3, 8, 8, generator=draw)
    return (grey + own) * CHANNELS * contrast * 0.5 + 0.4 + light


class Toned(Generator):
    """Draws pictures as they are, in a light and contrast that can be learnt."""

    def __init__(self, contrast: float, light: float) -> None:
        super().__init__(z_dim=2, size=SIZE, class_count=0)
        self.contrast, self.light = nn.Parameter(torch.tensor(contrast)), nn.Parameter(torch.tensor(light))
        self.step = 0

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        self.step += 1
        return (pictures(len(z), 1000 + self.step) - 0.4) * self.contrast + 0.4 + self.light


class Nothing(Discriminator):
    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor:
        return pictures.sum((1, 2, 3)) * 0


def context(generator: Generator, step: int, count: int = 16) -> StepContext:
    judge = Nothing(size=SIZE, class_count=0)
    reals = pictures(count, step)
    return StepContext(generator, judge, reals, None, step=step, keep_graph=True, note=lambda name, value: None)


def test_slopes_are_those_of_half_the_squared_distance() -> None:
    real, fake = (raw_moments(pictures(9, seed).double()) for seed in (0, 1))
    fake.requires_grad_()
    slopes, distance = compared(real, fake)
    (expected,) = torch.autograd.grad(distance.square() / 2, fake)
    assert torch.allclose(slopes, expected)
    assert compared(real, real)[1] == 0


def test_distance_is_measured_from_the_real_mean_in_the_real_spread() -> None:
    """A shift of all channels by their own spread: E u is 1 in each, and every product of two grows by 1."""
    reals = pictures(400, 0).double()
    spread = reals.movedim(1, 0).flatten(1).std(1, correction=0).view(3, 1, 1)
    _, distance = compared(raw_moments(reals), raw_moments(reals + spread))
    assert distance.item() == pytest.approx((3 + 9) ** 0.5)


def test_a_pale_generator_comes_to_the_light_and_contrast_of_the_pictures() -> None:
    generator, tone = Toned(0.6, 0.3), Tone(1.0, 3)
    optimizer = torch.optim.SGD(generator.parameters(), 0.01)
    for step in range(800):
        optimizer.zero_grad()
        loss = tone(context(generator, step))
        assert loss.item() == 0, "plots and what watches over losses see the game alone"
        loss.backward()
        optimizer.step()
    assert generator.contrast.item() == pytest.approx(1, abs=0.06)
    assert generator.light.item() == pytest.approx(0, abs=0.03)


def test_designs_of_one_batch_are_not_drawn_together() -> None:
    """Of a generator in tone: where a batch happens to be light, its designs are left about as they are."""
    generator, tone = Toned(1.0, 0.0), Tone(1.0, 3)
    slopes = []
    for step in range(400):
        generator.zero_grad()
        tone(context(generator, step)).backward()
        assert generator.contrast.grad is not None
        slopes.append(generator.contrast.grad)
    late = torch.stack(slopes[100:])
    pale = Tone(1.0, 3)
    pulled = []
    for step in range(100):
        weak = Toned(0.7, 0.0)
        pale(context(weak, step)).backward()
        assert weak.contrast.grad is not None
        pulled.append(weak.contrast.grad)
    assert late.mean().abs() < torch.stack(pulled[50:]).mean().abs() / 10


def test_it_pulls_no_harder_than_its_weight() -> None:
    """Black designs of a set of hardly anything but white."""

    class Black(Generator):
        def __init__(self) -> None:
            super().__init__(z_dim=2, size=SIZE, class_count=0)
            self.level = nn.Parameter(torch.full((4, 8, 8), -1.0))

        def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
            return self.level.expand(len(z), -1, -1, -1)

    generator = Black()
    white = torch.full((4, 4, 8, 8), 0.99)
    judge = Nothing(size=SIZE, class_count=0)
    step = StepContext(generator, judge, white, None, step=0, keep_graph=True, note=lambda name, value: None)
    Tone(2.0, 4)(step).backward()
    assert generator.level.grad is not None
    assert (generator.level.grad < 0).all(), "lighter"
    # 2 along E u and E u u^T together; u, in spreads of 0.1, is 20 in each of four channels, and counts twice in u u^T.
    assert generator.level.grad.sum((1, 2)).norm() <= 2 * (1 + 2 * 40) / 0.1


@pytest.mark.parametrize("weight", [0.0, 1.0])
def test_the_generator_is_held_to_it_where_that_is_asked_for(weight: float) -> None:
    phase = StandardKit(configuration(tricks={"tone": weight})).generator()
    assert isinstance(phase.loss, nn.Module)
    assert bool(phase.loss.state_dict()) == bool(weight)
