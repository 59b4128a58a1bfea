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


SHAPE = ImageShape(24, 16)


def pair_of(detail_width: int, **options: object) -> tuple[torch.nn.Module, torch.nn.Module]:
    """A small generator and discriminator, whose weights without detail are always the same."""
    kind = family("dcgan")
    sizes = {"z_dim": 8, "generator_width": 4, "discriminator_width": 4}
    built = kind.validate({**sizes, "detail_width": detail_width, **options})
    networks = (
        kind.build_generator(built, ImageShape(24, 16), 2),
        kind.build_discriminator(built, ImageShape(24, 16), 2),
    )
    for network in networks:
        with torch.no_grad():
            for name, weight in network.named_parameters():
                if not name.startswith("detail"):
                    weight.copy_(torch.randn(weight.shape, generator=torch.Generator().manual_seed(len(name))) * 0.1)
    return networks


def test_detail_begins_as_the_network_without_it_and_learns() -> None:
    """Weights of a network without it mean the same with it; a step later it draws and sees otherwise."""
    z, c = torch.randn(6, 8), torch.tensor([0, 1, 0, 1, 0, 1])
    (plain, plainly_judging), (fine, finely_judging) = pair_of(0), pair_of(4)
    drawn = plain(z, c)
    assert torch.equal(fine(z, c), drawn)
    assert torch.equal(finely_judging(drawn, c), plainly_judging(drawn, c))

    optimizer = torch.optim.SGD([*fine.detail.parameters(), *finely_judging.detail.parameters()], 1.0)
    (finely_judging(fine(z, c), c).square().mean() * 1000).backward()
    optimizer.step()
    assert not torch.equal(fine(z, c), drawn)
    assert not torch.equal(finely_judging(drawn, c), plainly_judging(drawn, c))


def test_detail_sees_single_pixels_that_the_first_layer_does_not() -> None:
    """It looks at the full size: the value of a pixel counts beyond a sum that is linear in its neighbours."""
    _, judging = pair_of(4)
    torch.manual_seed(0)
    torch.nn.init.normal_(judging.detail[-1].weight)
    flat, first, detail = torch.zeros(1, *SHAPE.tensor), judging.layers[0], judging.detail
    dots = flat.clone()
    dots[..., ::2, ::2] = 1.0
    assert torch.allclose(first(dots) - first(flat), first(flat) - first(-dots)), "linear"
    assert not torch.allclose(detail(dots) - detail(flat), detail(flat) - detail(-dots))


def test_a_spectral_discriminator_has_no_layer_of_nothing() -> None:
    """Its layers are divided by their norms."""
    _, judging = pair_of(4, discriminator_norm="spectral")
    assert judging(torch.randn(4, *SHAPE.tensor), torch.zeros(4, dtype=torch.int64)).isfinite().all()


def test_freeze_d_keeps_detail_with_the_first_layer() -> None:
    _, judging = pair_of(4)
    first, second, *_ = family("dcgan").picture_side(judging)
    assert {id(weight) for weight in first.parameters()} == {
        id(weight) for weight in [*judging.layers[0].parameters(), *judging.detail.parameters()]
    }
    assert second is judging.layers[2]
