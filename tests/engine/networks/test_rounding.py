"""What rounding explains: any float32 computation of a network lies within its reach, another network outside."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import Tensor, nn

from gan_engine.image_shape import ImageShape
from gan_engine.networks.random_rounding import RandomRounding
from gan_engine.networks.registry import Family, families, family
from gan_engine.networks.rounding import rounding_reach
from tests.engine.training_support import smallest


def generator(kind: Family) -> nn.Module:
    size = 32 if 32 in kind.sizes else kind.sizes[0]
    torch.manual_seed(3)
    network = kind.build_generator(smallest(kind), ImageShape.square(size), 0).requires_grad_(False)
    for _ in range(50):  # batch norms have to know what they normalise, or what they leave explodes
        network(torch.randn(16, network.z_dim))
    return network.eval()


def latents(network: nn.Module) -> Tensor:
    return torch.randn(6, network.z_dim, generator=torch.Generator().manual_seed(1))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_every_way_to_compute_a_network_lies_within_the_reach_of_rounding(kind: Family) -> None:
    network = generator(kind)
    z = latents(network)
    reach = rounding_reach(network, [z])
    ways = [network(z), torch.cat([network(one) for one in z.split(1)]), network(z.flip(0)).flip(0)]
    channels_last = copy.deepcopy(network).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        ways.append(channels_last(z))
    finally:
        torch.set_num_threads(before)
    with RandomRounding(99):
        ways.append(network(z))
    for way in ways:
        assert (way.double() - reach.exact).abs().max() <= reach.furthest


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_a_layer_whose_inputs_are_confused_lies_outside(kind: Family) -> None:
    network = generator(kind)
    z = latents(network)
    reach = rounding_reach(network, [z])
    largest = max(network.parameters(), key=lambda weights: weights.numel())
    largest.copy_(largest.roll(1, 1))
    assert (network(z).double() - reach.exact).abs().max() > 2 * reach.furthest


def test_a_sum_whose_terms_cancel_is_off_by_the_size_of_its_terms() -> None:
    terms = torch.tensor([[1e6, -1e6, 1.0]])
    with RandomRounding(0):
        total = float(terms @ torch.ones(3, 1))
    assert 1e-4 < abs(total - 1) < 2e6 * 2**-22


def test_the_same_computation_is_moved_the_same_way_and_another_seed_otherwise() -> None:
    layer = nn.Linear(8, 8)
    x = torch.randn(4, 8)
    made = []
    for seed in (0, 0, 1):
        with RandomRounding(seed), torch.no_grad():
            made.append(layer(x))
    assert torch.equal(made[0], made[1])
    assert not torch.equal(made[0], made[2])


def test_what_is_seen_in_another_place_and_in_place_is_left() -> None:
    x = torch.ones(3, 4)
    with RandomRounding(0):
        assert x.t().data_ptr() == x.data_ptr()
        x.add_(1)
    assert torch.equal(x, torch.full((3, 4), 2.0))


def test_a_network_whose_weights_are_fixed_is_computed_from_its_weights() -> None:
    network = generator(family("stylegan2"))
    z = latents(network)
    plain = rounding_reach(network, [z]).exact
    network.fix_weights()  # type: ignore[operator]
    assert torch.equal(rounding_reach(network, [z]).exact, plain)
