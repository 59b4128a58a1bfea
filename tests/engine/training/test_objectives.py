"""Objectives and regularisers against their definitions, and their gradients against finite differences."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor, nn

from gan_engine.image_shape import ImageShape
from gan_engine.networks.bases import Discriminator, Generator
from gan_engine.networks.phases import Phase, StepContext
from gan_engine.training.losses import DiscriminatorLoss, GeneratorLoss, StandardKit
from gan_engine.training.objectives import (
    BinaryCrossEntropy,
    Hinge,
    NonSaturating,
    Objective,
    Relativistic,
    Wasserstein,
    objective,
)
from gan_engine.training.penalties import R1
from tests.engine.training_support import configuration

REAL = torch.tensor([-1.5, 0.2, 3.0], dtype=torch.float64)
FAKE = torch.tensor([0.7, -2.0, 1.1], dtype=torch.float64)


def log_sigmoid(x: float) -> float:
    return -math.log1p(math.exp(-x))


def test_binary_cross_entropy_is_its_definition() -> None:
    expected = -sum(map(log_sigmoid, REAL.tolist())) / 3 - sum(log_sigmoid(-x) for x in FAKE.tolist()) / 3
    assert BinaryCrossEntropy().discriminator(REAL, FAKE).item() == pytest.approx(expected)
    assert BinaryCrossEntropy().generator(FAKE, REAL).item() == pytest.approx(-sum(map(log_sigmoid, FAKE.tolist())) / 3)


def test_smooth_labels_are_0_95_and_0_05_in_both_losses() -> None:
    smooth = objective("bce", label_smoothing=True)
    towards_real = sum(-0.95 * log_sigmoid(x) - 0.05 * log_sigmoid(-x) for x in FAKE.tolist()) / 3
    towards_fake = sum(-0.05 * log_sigmoid(x) - 0.95 * log_sigmoid(-x) for x in FAKE.tolist()) / 3
    real = sum(-0.95 * log_sigmoid(x) - 0.05 * log_sigmoid(-x) for x in REAL.tolist()) / 3
    assert smooth.generator(FAKE, REAL).item() == pytest.approx(towards_real)
    assert smooth.discriminator(REAL, FAKE).item() == pytest.approx(real + towards_fake)


def test_non_saturating_is_the_logistic_loss() -> None:
    assert NonSaturating().discriminator(REAL, FAKE).item() == pytest.approx(
        BinaryCrossEntropy().discriminator(REAL, FAKE).item()
    )
    assert NonSaturating().generator(FAKE, REAL).item() == pytest.approx(-sum(map(log_sigmoid, FAKE.tolist())) / 3)


def test_hinge_counts_only_what_is_within_the_margin() -> None:
    assert Hinge().discriminator(REAL, FAKE).item() == pytest.approx((2.5 + 0.8 + 0) / 3 + (1.7 + 0 + 2.1) / 3)
    assert Hinge().generator(FAKE, REAL).item() == pytest.approx(-FAKE.mean().item())


def test_wasserstein_is_the_difference_of_mean_scores() -> None:
    assert Wasserstein().discriminator(REAL, FAKE).item() == pytest.approx((FAKE.mean() - REAL.mean()).item())
    assert Wasserstein().generator(FAKE, REAL).item() == pytest.approx(-FAKE.mean().item())
    assert torch.equal(Wasserstein().probability(REAL), REAL), "a critic's scores are shown as they are"


def test_relativistic_looks_at_pairs() -> None:
    pairs = list(zip(REAL.tolist(), FAKE.tolist(), strict=True))
    ahead = sum(-log_sigmoid(real - fake) for real, fake in pairs) / 3
    behind = sum(-log_sigmoid(fake - real) for real, fake in pairs) / 3
    assert Relativistic().discriminator(REAL, FAKE).item() == pytest.approx(ahead)
    assert Relativistic().generator(FAKE, REAL).item() == pytest.approx(behind)


@pytest.mark.parametrize("name", ["bce", "non-saturating", "hinge"])
def test_scores_rise_from_0_to_1(name: str) -> None:
    scores = objective(name).probability(torch.tensor([-50.0, -0.5, 0.0, 0.5, 50.0]))
    assert scores.tolist() == sorted(scores.tolist())
    assert scores[[0, 2, 4]].tolist() == pytest.approx([0, 0.5, 1])


@pytest.mark.parametrize(
    "chosen",
    [BinaryCrossEntropy(0.05), NonSaturating(), Hinge(), Wasserstein(), Relativistic()],
    ids=lambda o: type(o).__name__,
)
def test_gradients_of_the_losses_agree_with_finite_differences(chosen: Objective) -> None:
    real, fake = REAL.clone().requires_grad_(), FAKE.clone().requires_grad_()
    assert torch.autograd.gradcheck(chosen.discriminator, (real, fake))
    assert torch.autograd.gradcheck(chosen.generator, (fake, real))


class Linear(Discriminator):
    """D(x) = w . x, whose gradient is w everywhere."""

    def __init__(self) -> None:
        super().__init__(size=ImageShape.square(4), class_count=0)
        self.weight = nn.Parameter(torch.linspace(-1, 1, 48, dtype=torch.float64).view(3, 4, 4))

    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor:
        return (pictures * self.weight).sum((1, 2, 3))


class Curved(Linear):
    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor:
        return torch.tanh(pictures * self.weight).square().sum((1, 2, 3))


class Constant(Generator):
    """G(z): one learnt picture."""

    def __init__(self) -> None:
        super().__init__(z_dim=2, size=ImageShape.square(4), class_count=0)
        self.picture = nn.Parameter(torch.full((3, 4, 4), 0.5, dtype=torch.float64))

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return self.picture.expand(len(z), -1, -1, -1)


def context(discriminator: Discriminator, notes: dict[str, Tensor] | None = None) -> StepContext:
    reals = torch.linspace(-1, 1, 96, dtype=torch.float64).view(2, 3, 4, 4)
    note = (notes if notes is not None else {}).__setitem__
    return StepContext(Constant(), discriminator, reals, None, step=0, keep_graph=True, note=note)


def test_r1_is_half_gamma_times_the_squared_gradient() -> None:
    discriminator = Linear()
    penalty = R1(6.0, nn.Identity())(context(discriminator))
    assert penalty.item() == pytest.approx(3.0 * discriminator.weight.square().sum().item())


def test_the_gradient_of_r1_agrees_with_finite_differences() -> None:
    discriminator = Curved()

    def penalty(weight: Tensor) -> Tensor:
        discriminator.weight = nn.Parameter(weight)
        del discriminator.weight
        discriminator.weight = weight
        return R1(2.0, nn.Identity())(context(discriminator))

    weight = discriminator.weight.detach().clone().requires_grad_()
    assert torch.autograd.gradcheck(penalty, (weight,))


def test_noisy_labels_tell_the_contrary() -> None:
    plain = DiscriminatorLoss(Hinge(), nn.Identity())(context(Linear()))
    contrary = DiscriminatorLoss(Hinge(), nn.Identity(), noisy=1.0)(context(Linear()))
    step = context(Linear())
    real, fake = step.discriminator(step.reals).float(), step.discriminator(step.fakes()).float()
    assert plain.item() == pytest.approx(Hinge().discriminator(real, fake).item())
    assert contrary.item() == pytest.approx(Hinge().discriminator(fake, real).item())
    assert plain.item() != pytest.approx(contrary.item())


def test_noisy_labels_come_as_often_as_asked() -> None:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        loss = DiscriminatorLoss(Hinge(), nn.Identity(), noisy=0.25)
        plain = DiscriminatorLoss(Hinge(), nn.Identity())(context(Linear())).item()
        swapped = sum(loss(context(Linear())).item() != pytest.approx(plain) for _ in range(400))
    assert 70 <= swapped <= 130


def test_each_network_learns_from_its_own_loss_alone() -> None:
    step = context(Linear())
    DiscriminatorLoss(BinaryCrossEntropy(), nn.Identity())(step).backward()
    assert step.discriminator.weight.grad is not None
    assert step.generator.picture.grad is None
    GeneratorLoss(BinaryCrossEntropy(), nn.Identity())(step).backward()
    assert step.generator.picture.grad is not None, "the designs made for the discriminator still have their graph"


def test_scores_are_noted() -> None:
    notes: dict[str, Tensor] = {}
    DiscriminatorLoss(BinaryCrossEntropy(), nn.Identity())(context(Linear(), notes))
    assert notes.keys() == {"real", "fake"}
    assert all(0 <= value.mean() <= 1 for value in notes.values())


def test_a_lazy_regulariser_weighs_the_same_however_seldom_it_comes() -> None:
    def r1(every: int) -> Phase:
        (phase,) = StandardKit(configuration(tricks={"r1_gamma": 4, "r1_every": every})).regularisers()
        return phase

    assert (r1(16).every, r1(16).weight) == (16, 16)
    assert [step for step in range(33) if r1(16).is_due(step)] == [0, 16, 32]
    assert StandardKit(configuration()).regularisers() == []
