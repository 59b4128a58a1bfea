"""DCGAN: the parameter counts of the published networks, to the last one, and minibatch discrimination."""

from __future__ import annotations

import pytest
import torch

from gan_engine.image_shape import ImageShape
from gan_engine.networks.bases import count_parameters
from gan_engine.networks.layers import MinibatchDiscrimination
from gan_engine.networks.registry import family
from gan_engine.settings.configuration import Configuration, apply_settings
from gan_engine.settings.recipes import load_recipe


def counts(configuration: Configuration) -> tuple[int, int]:
    kind = family(configuration.family)
    options = kind.validate(configuration.network)
    with torch.device("meta"):
        generator = kind.build_generator(options, configuration.size, 0)
        discriminator = kind.build_discriminator(options, configuration.size, 0)
    return count_parameters(generator), count_parameters(discriminator)


@pytest.mark.parametrize(
    ("recipe", "settings", "generator", "discriminator"),
    [
        ("pokemon-dcgan-64", [], 11_282_176, 11_443_776),
        ("pokemon-dcgan-64", ["network.head=linear"], 11_282_176, 11_443_777),
        ("pokemon-dcgan-256", [], 11_441_600, 212_528_256),
        ("pokemon-dcgan-256", ["network.head=linear"], 11_441_600, 212_528_257),
        ("animated-faces-dcgan-96", [], 7_413_632, 6_957_312),
        ("animated-faces-dcgan-96", ["network.discriminator_norm=instance"], 7_413_632, 6_954_496),
    ],
)
def test_published_networks_have_their_parameters(
    recipe: str, settings: list[str], generator: int, discriminator: int
) -> None:
    assert counts(apply_settings(load_recipe(recipe).configuration, settings)) == (generator, discriminator)


def test_the_usual_dcgan_at_64_px_has_its_parameters() -> None:
    """z 100, width 64: the network of the many tutorials, 3,576,704 and 2,765,568."""
    usual = apply_settings(load_recipe("dcgan-128").configuration, ["size=64"])
    assert counts(usual) == (3_576_704, 2_765_568)


def test_minibatch_discrimination_sees_likeness_alone() -> None:
    """Alike pictures get a higher closeness than different ones, and a picture's own is not counted."""
    torch.manual_seed(0)
    layer = MinibatchDiscrimination(channels=4, rows_columns=(8, 8), features=2)
    x = torch.randn(4, 4, 8, 8)
    seen: list[torch.Tensor] = []
    layer.spread.register_forward_pre_hook(lambda module, inputs: seen.append(inputs[0]))

    assert torch.equal(layer(x)[:, :4], x), "what comes in goes out unchanged"
    layer(x[:1])
    layer(x[:1].expand(3, -1, -1, -1))
    different, alone, copies = seen
    assert alone.abs().max() < 1e-6
    assert torch.allclose(copies, torch.full_like(copies, 2.0)), "two copies beside it, each as close as can be"
    assert different.max() < 2

    order = torch.tensor([2, 0, 3, 1])
    assert torch.allclose(layer(x[order]), layer(x)[order], atol=1e-6), "the order of a batch means nothing"


def test_minibatch_discrimination_as_its_definition_says() -> None:
    """Against the sums written out (Salimans et al. 2016, section 3.2), in float64, gradients checked too."""
    torch.manual_seed(0)
    layer = MinibatchDiscrimination(channels=2, rows_columns=(8, 8), features=2).double()
    x = torch.randn(3, 2, 8, 8, dtype=torch.float64)
    rows = torch.einsum("na,abc->nbc", layer.reduce(x).flatten(1), layer.tensor)
    expected = torch.zeros(3, 8, dtype=torch.float64)
    for mine in range(3):
        for other in range(3):
            if other != mine:
                expected[mine] += torch.exp(-(rows[mine] - rows[other]).abs().sum(1))
    closeness = layer.spread(expected.view(3, 2, 2, 2))
    assert torch.allclose(layer(x)[:, 2:], closeness, atol=1e-6)


def test_smooth_first_filters_draw_fewer_grids() -> None:
    """Untrained designs vary less from pixel to pixel than across the picture; nothing else of the network changes."""
    kind = family("dcgan")

    def roughness(first_filters: str) -> tuple[float, list[torch.Size]]:
        torch.manual_seed(0)
        options = kind.validate({"first_filters": first_filters, "generator_width": 8, "discriminator_width": 8})
        generator = kind.build_generator(options, ImageShape.square(64), 0)
        with torch.no_grad():
            designs = generator(torch.randn(8, generator.z_dim))
        steps = (designs[..., 1:] - designs[..., :-1]).square().mean() / designs.var()
        return float(steps), [weight.shape for weight in generator.parameters()]

    (smooth, shapes), (random, usual) = roughness("smooth"), roughness("random")
    assert shapes == usual
    assert smooth < random / 3
