"""What every registered family promises, whatever it is: run over the registry, family by size and shape."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from gan_engine.errors import ConfigurationError
from gan_engine.image_shape import ImageShape
from gan_engine.networks.bases import Discriminator, Generator
from gan_engine.networks.families import family_title
from gan_engine.networks.growth import Growing, Level, seen_at
from gan_engine.networks.meta import weightless
from gan_engine.networks.phases import StepContext
from gan_engine.networks.registry import Family, families, family
from gan_engine.training.losses import StandardKit
from tests.engine.training_support import configuration, smallest, upright

LARGEST = 128
"""Larger ones are made of the same layers, only more of them; their shapes are looked at without memory."""
CASES = [
    pytest.param(each, size, classes, id=f"{each.name}-{size}" + ("-classes" if classes else ""))
    for each in families()
    for size in [*map(ImageShape.square, each.sizes), upright(each), upright(each).with_alpha(True)]
    if size.resolution <= LARGEST
    for classes in ((0, 3) if each.supports.classes else (0,))
]
EVERY = pytest.mark.parametrize(("kind", "size", "classes"), CASES)


@pytest.fixture(autouse=True)
def seeded() -> Iterator[None]:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


def build(kind: Family, size: ImageShape, classes: int, seed: int = 1) -> tuple[Generator, Discriminator]:
    torch.manual_seed(seed)
    options = smallest(kind)
    return kind.build_generator(options, size, classes), kind.build_discriminator(options, size, classes)


def labels(classes: int, count: int = 3) -> torch.Tensor | None:
    return torch.arange(count) % classes if classes else None


def levels(kind: Family, size: ImageShape) -> list[Level | None]:
    """Those that a network of this size goes through, in the midst of each fade; one None where it does not grow."""
    growth = kind.growth(smallest(kind), size, 1.0)
    return [None] if growth is None else [Level(each, 0.5) for each in growth.resolutions]


@EVERY
def test_makes_and_judges_pictures(kind: Family, size: ImageShape, classes: int) -> None:
    generator, discriminator = build(kind, size, classes)
    assert (generator.size, generator.class_count, discriminator.size) == (size, classes, size)
    pictures = generator(torch.randn(3, generator.z_dim), labels(classes))
    assert pictures.shape == (3, *size.tensor)
    assert pictures.isfinite().all()
    assert pictures.abs().mean() <= (2 if size.width == size.height else 3), "about -1..1"
    assert pictures[0].ne(pictures[1]).any(), "two latents must give two designs"
    logits = discriminator(pictures, labels(classes))
    assert logits.shape == (3,)
    assert logits.isfinite().all()


@EVERY
@torch.no_grad()
def test_designs_are_the_same_once_the_weights_are_fixed(kind: Family, size: ImageShape, classes: int) -> None:
    generator, _ = build(kind, size, classes)
    z = torch.randn(3, generator.z_dim)
    before = generator.eval()(z, labels(classes))
    kept = generator.state_dict().keys()
    generator.fix_weights()
    assert torch.equal(generator(z, labels(classes)), before)
    assert generator.state_dict().keys() == kept, "nothing more is saved"


@EVERY
def test_every_parameter_learns_in_some_phase(kind: Family, size: ImageShape, classes: int) -> None:
    generator, discriminator = build(kind, size, classes)
    for name, parameter in discriminator.named_parameters():
        if "classes" in name:  # begins at zero, which would hide the gradient of what it is multiplied with
            torch.nn.init.normal_(parameter)
    kit = StandardKit(configuration(objective="non-saturating"))
    reals = torch.rand(4, *size.tensor) * 2 - 1
    for level in levels(kind, size):
        for network in (generator, discriminator):
            if isinstance(network, Growing) and level is not None:
                network.grow(level)
        for phase in kind.phases(kit, smallest(kind, redraw=1.0)):
            shown = reals if level is None else seen_at(reals, level, size)
            context = StepContext(
                generator, discriminator, shown, labels(classes, 4), step=0, keep_graph=True, note=forget
            )
            phase.loss(context).backward()
    for network in (generator, discriminator):
        for name, parameter in network.named_parameters():
            assert parameter.grad is not None, name
            assert parameter.grad.abs().sum() > 0, name


def forget(name: str, value: torch.Tensor) -> None:
    """For numbers that nobody looks at."""


@EVERY
def test_state_dict_round_trip(kind: Family, size: ImageShape, classes: int) -> None:
    first, second = build(kind, size, classes, seed=1), build(kind, size, classes, seed=2)
    z = torch.randn(3, first[0].z_dim)
    for mine, other in zip(first, second, strict=True):
        other.load_state_dict(mine.state_dict())
        mine.eval(), other.eval()
    assert torch.equal(first[0](z, labels(classes)), second[0](z, labels(classes)))
    pictures = torch.rand(3, *size.tensor) * 2 - 1
    assert torch.equal(first[1](pictures, labels(classes)), second[1](pictures, labels(classes)))


@EVERY
def test_weights_follow_from_the_seed(kind: Family, size: ImageShape, classes: int) -> None:
    for mine, same, other in zip(
        build(kind, size, classes, 1), build(kind, size, classes, 1), build(kind, size, classes, 2), strict=True
    ):
        weights = mine.state_dict()
        assert all(torch.equal(weights[name], value) for name, value in same.state_dict().items())
        assert any(not torch.equal(weights[name], value) for name, value in other.state_dict().items())


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_every_size_can_be_built(kind: Family) -> None:
    with torch.device("meta"):
        for size in [*map(ImageShape.square, kind.sizes), *(upright(kind, each) for each in kind.sizes if each != 96)]:
            kind.check(smallest(kind), size, 0)
            generator, discriminator = build(kind, size, 0)
            assert (generator.size, discriminator.size) == (size, size)


@EVERY
def test_shapes_are_known_without_memory(kind: Family, size: ImageShape, classes: int) -> None:
    with weightless():
        light = build(kind, size, classes)
    for without, real in zip(light, build(kind, size, classes), strict=True):
        expected = {name: (tensor.shape, tensor.dtype) for name, tensor in real.state_dict().items()}
        assert {name: (tensor.shape, tensor.dtype) for name, tensor in without.state_dict().items()} == expected
        assert all(tensor.is_meta for tensor in without.state_dict().values())


@pytest.mark.parametrize("kind", [each for each in families() if each.supports.classes], ids=lambda kind: kind.name)
def test_a_class_makes_a_difference(kind: Family) -> None:
    generator, discriminator = build(kind, ImageShape.square(kind.sizes[0]), 2)
    z = torch.randn(1, generator.z_dim).expand(2, -1)
    generator.eval()
    pictures = generator(z, torch.tensor([0, 1]))
    assert pictures[0].ne(pictures[1]).any()
    for name, parameter in discriminator.named_parameters():
        if "classes" in name:
            torch.nn.init.normal_(parameter)
    same = pictures[:1].detach().expand(2, -1, -1, -1)
    first, second = discriminator(same, torch.tensor([0, 1]))
    assert first != second


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_is_introduced_in_words(kind: Family) -> None:
    assert kind.title == family_title(kind.name) != kind.name
    assert kind.description.sentence.endswith(".")
    for name, field in kind.Options.model_fields.items():
        assert field.title, name
        assert field.description, name
        assert isinstance(field.json_schema_extra, dict), name
        assert "advanced" in field.json_schema_extra, name


@pytest.mark.parametrize("kind", families(), ids=lambda kind: kind.name)
def test_a_size_it_cannot_make_is_refused_with_those_it_can(kind: Family) -> None:
    for size in (ImageShape.square(33), ImageShape(2048, 3072)):
        with pytest.raises(ConfigurationError, match=str(kind.sizes[-1])) as caught:
            kind.check(kind.Options(), size, 0)
        assert caught.value.field == "size"


def test_an_unknown_family_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match="dcgan") as caught:
        family("stylegan9")
    assert caught.value.field == "family"


def test_unknown_options_are_refused_by_name() -> None:
    with pytest.raises(ConfigurationError, match=r"network\.z_dim") as caught:
        family("dcgan").validate({"zdim": 3})
    assert caught.value.field == "network.zdim"
