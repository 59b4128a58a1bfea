"""Penalties and balancing tricks against their definitions; gradients of penalties against finite differences."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from gan_engine.errors import ConfigurationError
from gan_engine.image_shape import ImageShape
from gan_engine.networks.bases import Discriminator, Generator
from gan_engine.networks.dcgan import DCGANGenerator
from gan_engine.networks.phases import StepContext
from gan_engine.networks.stylegan2 import StyleGan2Generator, StyleGan2Options
from gan_engine.training.augmentation.ada import AdaptiveAugment
from gan_engine.training.balance import Boost, Monitored
from gan_engine.training.losses import DiscriminatorLoss, StandardKit
from gan_engine.training.objectives import NonSaturating
from gan_engine.training.penalties import R1, R2, GradientPenalty, PathLength
from gan_engine.training.plan import make_plan
from gan_engine.training.state import TrainingState, clip
from tests.engine.training_support import configuration

CPU = torch.device("cpu")
REALS = torch.arange(4 * 3 * 32 * 32).remainder(251).to(torch.uint8).view(4, 3, 32, 32)


class Curved(Discriminator):
    """D(x) = |tanh(w x)|^2, in float64."""

    def __init__(self) -> None:
        super().__init__(size=ImageShape.square(4), class_count=0)
        self.weight = torch.linspace(-1, 1, 48, dtype=torch.float64).view(3, 4, 4)

    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor:
        return torch.tanh(pictures * self.weight).square().sum((1, 2, 3))


class Linear(Curved):
    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor:
        return (pictures * self.weight.to(pictures.dtype)).sum((1, 2, 3))


class Nothing(Generator):
    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return torch.zeros(len(z), 3, 4, 4)


class Drawn(StepContext):
    """A step whose designs are given."""

    def __init__(self, discriminator: Discriminator, fakes: Tensor, step: int = 0) -> None:
        reals = torch.linspace(-1, 1, 96, dtype=torch.float64).view(2, 3, 4, 4)
        generator = Nothing(z_dim=2, size=ImageShape.square(4), class_count=0)
        super().__init__(generator, discriminator, reals, None, step=step, keep_graph=False, note=forget)
        self.given = fakes

    def fakes(self) -> Tensor:
        return self.given


def forget(name: str, value: Tensor) -> None:
    """For numbers that nobody looks at."""


FAKES = torch.linspace(1, -0.5, 96, dtype=torch.float64).view(2, 3, 4, 4)


def test_r2_is_r1_on_designs() -> None:
    context = Drawn(Curved(), FAKES)
    swapped = Drawn(Curved(), context.reals)
    swapped.reals = FAKES
    assert R2(3.0, nn.Identity())(context).item() == pytest.approx(R1(3.0, nn.Identity())(swapped).item())


def test_the_gradient_penalty_keeps_the_slope_at_1() -> None:
    context = Drawn(Linear(), FAKES)
    slope = context.discriminator.weight.square().sum().sqrt().item()  # type: ignore[union-attr,operator]
    expected = 10 * (slope - 1) ** 2
    assert GradientPenalty(10, 0.0, nn.Identity())(context).item() == pytest.approx(expected, rel=1e-5)
    scores = Linear()(context.reals)
    with_drift = GradientPenalty(10, 0.5, nn.Identity())(context).item()
    assert with_drift == pytest.approx(expected + 0.5 * scores.square().mean().item(), rel=1e-5)


@pytest.mark.parametrize(
    "penalty", [R1(2.0, nn.Identity()), R2(2.0, nn.Identity()), GradientPenalty(3, 0.0, nn.Identity())]
)
def test_gradients_of_penalties_agree_with_finite_differences(penalty: nn.Module) -> None:
    discriminator = Curved()

    def value(weight: Tensor) -> Tensor:
        torch.manual_seed(0)
        discriminator.weight = weight
        made: Tensor = penalty(Drawn(discriminator, FAKES))
        return made.double()

    weight = discriminator.weight.detach().clone().requires_grad_()
    assert torch.autograd.gradcheck(value, (weight,), eps=1e-5, atol=5e-3, rtol=1e-2)


class Scaling(nn.Module):
    """A synthesis that is linear in w: the picture is a matrix times the mean style."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.matrix = nn.Parameter(torch.randn(3 * 8 * 8, 5))

    def forward(self, styles: Tensor) -> Tensor:
        return (styles.mean(1) @ self.matrix.t()).view(-1, 3, 8, 8)


def test_path_length_of_a_linear_generator_is_its_closed_form() -> None:
    """E|J^T y|^2 = |J|^2, with y of variance 1/(H W), and J the matrix over the number of layers."""

    class Linear(Generator):
        def __init__(self) -> None:
            super().__init__(z_dim=5, size=ImageShape.square(8), class_count=0)
            self.synthesis = Scaling()

        def styles(self, z: Tensor, c: Tensor | None = None) -> Tensor:
            return z.requires_grad_()[:, None].expand(-1, 6, -1)

        def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
            made: Tensor = self.synthesis(self.styles(z))
            return made

    notes: dict[str, Tensor] = {}
    generator = Linear()
    reals = torch.zeros(8000, 3, 8, 8)
    context = StepContext(generator, Curved(), reals, None, step=0, keep_graph=True, note=notes.__setitem__)
    with torch.random.fork_rng():
        torch.manual_seed(1)
        PathLength(2.0)(context)
    expected = math.sqrt(generator.synthesis.matrix.square().sum().item() / 64) / 6
    assert notes["path.length"].square().mean().sqrt().item() == pytest.approx(expected, rel=0.03)


def test_the_mean_path_length_is_followed_and_what_is_penalised_is_the_distance_from_it() -> None:
    torch.manual_seed(0)
    options = StyleGan2Options(z_dim=4, w_dim=4, channel_base=32, max_channels=4)
    context = StepContext(
        StyleGan2Generator(options, ImageShape.square(16), 0), Curved(), torch.zeros(4, 3, 16, 16), None, step=0,
        keep_graph=True,
        note=(notes := {}).__setitem__,
    )  # fmt: skip
    loss = PathLength(2.0)
    value = loss(context)
    lengths = notes["path.length"]
    assert loss.mean.item() == pytest.approx(0.01 * lengths.mean().item(), rel=1e-4)
    assert value.item() == pytest.approx(2 * (lengths - loss.mean).square().mean().item(), rel=1e-4)
    value.backward()
    assert all(weight.grad is not None for name, weight in context.generator.named_parameters() if "mapping.fc" in name)


def test_penalties_that_come_every_step_are_part_of_the_discriminators_own() -> None:
    kit = StandardKit(configuration(tricks={"r1_gamma": 4, "r1_every": 1}))
    assert kit.regularisers() == []
    loss = kit.discriminator().loss
    assert isinstance(loss, DiscriminatorLoss)
    assert [penalty.name for penalty in loss.penalties] == ["r1"]


def test_weights_are_clipped() -> None:
    layer = nn.Linear(3, 3)
    nn.init.normal_(layer.weight)
    clip(layer, 0.01)
    assert layer.weight.abs().max() <= 0.01
    wanted = configuration(objective="wasserstein", tricks={"clip": 0.01}, size=32)
    state = TrainingState(make_plan(wanted), CPU, "fp32")
    state.make_step(REALS, None)
    assert max(weight.abs().max().item() for weight in state.discriminator.parameters()) <= 0.01
    assert max(weight.abs().max().item() for weight in state.generator.parameters()) > 0.01


def test_critic_steps() -> None:
    wanted = configuration(objective="wasserstein", tricks={"gradient_penalty": 10, "critic_steps": 3}, size=32)
    state = TrainingState(make_plan(wanted), CPU, "fp32")
    moved = []
    for _ in range(6):
        before = [weight.clone() for weight in state.generator.parameters()]
        state.make_step(REALS, None)
        moved.append(any(not torch.equal(a, b) for a, b in zip(before, state.generator.parameters(), strict=True)))
    assert moved == [True, False, False, True, False, False]


def test_monitored_the_discriminator_waits_for_the_generator() -> None:
    monitored = Monitored()
    monitored.remember(torch.tensor(2.0))
    assert monitored.is_worthwhile(torch.tensor(1.61))
    assert not monitored.is_worthwhile(torch.tensor(1.59))


def test_monitored_leaves_the_discriminator_as_it_is() -> None:
    state = TrainingState(make_plan(configuration(tricks={"monitored": True}, size=32)), CPU, "fp32")
    state.make_step(REALS, None)
    phase = next(phase for phase in state.phases if phase.name == "generator")
    phase.loss.monitored.remember(torch.tensor(100.0))  # type: ignore[union-attr]
    before = {name: value.clone() for name, value in state.discriminator.named_parameters()}
    state.make_step(REALS, None)
    assert all(torch.equal(before[name], value) for name, value in state.discriminator.named_parameters())


def test_boost_comes_as_often_as_published() -> None:
    boost = Boost()
    learned, swapped = [], 0
    with torch.random.fork_rng():
        torch.manual_seed(0)
        for step in range(40_000):
            context = Drawn(Linear(), FAKES, step)
            learned.append((boost.generator_learns(context), boost.discriminator_learns(context)))
            swapped += boost.swapped
    stretches = [(who, len(list(steps))) for who, steps in itertools.groupby(learned)]
    assert {who for who, _ in stretches} == {(True, True), (True, False), (False, True)}, "alone, and together"
    assert {length for who, length in stretches if who != (True, True)} == {100}
    generator, discriminator = learned.count((True, False)), learned.count((False, True))
    assert 100 <= generator <= 1000, "one in ten thousand steps begins a hundred"
    assert 1500 <= discriminator <= 5500, "nine in ten thousand"
    together = learned.count((True, True))
    assert 0.06 <= swapped / together <= 0.08


@pytest.mark.parametrize(("sign", "direction"), [(1.0, 1), (-1.0, -1)])
def test_ada_brings_the_sign_to_its_target(sign: float, direction: int) -> None:
    augment = AdaptiveAugment(("xflip",), p=0.5, target=0.6, interval=4, speed_kimg=0.5)
    context = Drawn(Linear(), FAKES)
    strengths = []
    for _ in range(8):
        augment.observe(context, torch.full((8,), sign))
        strengths.append(augment.p.item())
    pace = 8 * 4 / 500
    assert strengths[2] == 0.5
    assert strengths[3] == pytest.approx(0.5 + direction * pace)
    assert strengths[7] == pytest.approx(0.5 + 2 * direction * pace)


def test_a_batch_in_parts_teaches_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gradients of parts add up to the batch's own, for a discriminator without batch statistics."""
    network = {"z_dim": 8, "generator_width": 4, "discriminator_width": 4, "discriminator_norm": "none"}
    wanted = configuration(
        objective="non-saturating", size=32, optimizer={"kind": "rmsprop"}, tricks={"critic_steps": 2}, network=network
    )
    monkeypatch.setattr(DCGANGenerator, "forward", lambda self, z, c=None: torch.full((len(z), 3, 32, 32), 0.3))
    learnt = []
    for parts in (1, 2):
        state = TrainingState(make_plan(wanted), CPU, "fp32", parts=parts)
        state.step = 1  # the discriminator's phase alone
        state.make_step(REALS, None)
        learnt.append(torch.cat([weight.flatten() for weight in state.discriminator.parameters()]))
    torch.testing.assert_close(*learnt, atol=1e-6, rtol=1e-4)


@pytest.mark.parametrize("name", ["dcgan", "stylegan2"])
def test_every_part_of_a_batch_is_looked_at(name: str) -> None:
    network = {} if name == "dcgan" else {"z_dim": 8, "w_dim": 8, "channel_base": 64, "max_channels": 4}
    values = {"network": network} if network else {}
    plan = make_plan(configuration(family=name, size=32, objective="non-saturating", **values))
    state = TrainingState(plan, CPU, "fp32", parts=2)
    looked_at: list[int] = []
    state.discriminator.register_forward_pre_hook(lambda module, given: looked_at.append(len(given[0])))
    state.make_step(REALS, None)
    assert looked_at == [2] * 6, "real and fake for the discriminator, fake for the generator, each in two parts"
    assert (state.step, state.images) == (1, 4)


def test_ada_stays_between_0_and_1() -> None:
    augment = AdaptiveAugment(("xflip",), p=0.0, target=0.6, interval=1, speed_kimg=0.001)
    context = Drawn(Linear(), FAKES)
    augment.observe(context, -torch.ones(8))
    assert augment.p.item() == 0
    for _ in range(9):
        augment.observe(context, torch.ones(8))
    assert augment.p.item() == 1


def test_learning_rates_change_when_they_are_to() -> None:
    options = configuration(optimizer={"learning_rate": 1e-3, "steps": "20: 1e-5, 10: 1e-4"}).optimizer
    assert options.steps == "10: 0.0001, 20: 1e-05"
    assert [options.rate_at(kimg) for kimg in (0, 9.99, 10, 20, 1000)] == [1e-3, 1e-3, 1e-4, 1e-5, 1e-5]
    with pytest.raises(ConfigurationError, match="400: 1e-4"):
        configuration(optimizer={"steps": "soon"})


def test_frozen_layers_stay_as_they_are() -> None:
    state = TrainingState(make_plan(configuration(tricks={"freeze_d": 2}, size=32)), CPU, "fp32")
    before = {name: value.clone() for name, value in state.discriminator.named_parameters()}
    state.make_step(REALS, None)
    same = [name for name, value in state.discriminator.named_parameters() if torch.equal(before[name], value)]
    assert same == ["layers.0.weight", "layers.2.weight"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"objective": "wasserstein"}, "objective"),
        ({"objective": "wasserstein", "tricks": {"clip": 0.1, "gradient_penalty": 1}}, "tricks.gradient_penalty"),
        ({"tricks": {"drift": 0.1}}, "tricks.drift"),
        ({"tricks": {"monitored": True, "boost": True}}, "tricks.boost"),
        ({"tricks": {"critic_steps": 2, "boost": True}}, "tricks.boost"),
        ({"objective": "relativistic", "tricks": {"monitored": True}}, "tricks.monitored"),
        ({"augment": {"adaptive": "bgc", "colour": True}}, "augment.adaptive"),
        ({"batch": 1, "tricks": {"path_length": 1}}, "batch"),
    ],
)
def test_what_does_not_go_together_is_refused_with_what_would(values: dict[str, Any], field: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        configuration(**values)
    assert caught.value.field == field
    assert caught.value.do


def test_path_length_needs_styles() -> None:
    with pytest.raises(ConfigurationError, match="styles"):
        make_plan(configuration(tricks={"path_length": 2}, size=32))


def test_noisy_and_plain_losses_are_alike_but_for_penalties() -> None:
    context = Drawn(Linear(), FAKES)
    plain = DiscriminatorLoss(NonSaturating(), nn.Identity())(context)
    penalty = R1(2.0, nn.Identity())
    both = DiscriminatorLoss(NonSaturating(), nn.Identity(), penalties=[penalty])(context)
    assert both.item() == pytest.approx(plain.item() + penalty(context).item())
